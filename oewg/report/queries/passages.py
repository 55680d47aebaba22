"""Which words does the report compile: those of the text as it stands, or those of one of its editions?"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import select

from oewg.core.database import Db
from oewg.report.rules.substantive import Passage
from oewg.texts import queries as texts
from oewg.texts.documents.description import Footnote
from oewg.texts.models import Edition, Provision
from oewg.texts.rules.numbering import NOTE_MARK


@dataclass(frozen=True)
class _Line:
    """A provision with a wording; its notes as (mark, words)."""

    provision_id: int
    revision_id: int
    kind: str
    number: str
    level: int
    words: str
    notes: tuple[tuple[str, str], ...]


def passages_now(db: Db, text_id: int) -> tuple[Passage, ...]:
    """The text as it stands."""
    lines = [
        _Line(
            line.provision_id, line.revision_id, line.kind, line.number, line.level, line.words,
            tuple((note.mark, note.words) for note in line.notes),
        )
        for line in texts.lines(db, text_id)
    ]  # fmt: skip
    return _passages(lines, _labelled(db, text_id))


def passages_of(db: Db, edition: Edition) -> tuple[Passage, ...]:
    """The text as an edition has it, with its lines and their wordings."""
    lines: list[_Line] = []
    for row in edition.lines:
        revision, at = row.revision, row.revision.provision
        if at.kind == "footnote":
            above = lines.pop()
            lines.append(
                _Line(
                    above.provision_id, above.revision_id, above.kind, above.number, above.level, above.words,
                    (*above.notes, (at.mark or "", revision.words)),
                )
            )  # fmt: skip
        else:
            lines.append(_Line(at.id, revision.id, at.kind, row.number, row.level, revision.words, ()))
    return _passages(lines, _labelled(db, edition.text_id))


def _labelled(db: Db, text_id: int) -> set[int]:
    """The provisions that keep a number of their own."""
    found = select(Provision.id).where(Provision.text_id == text_id, Provision.label.is_not(None))
    return set(db.scalars(found))


def _passages(lines: Iterable[_Line], labelled: Collection[int]) -> tuple[Passage, ...]:
    lines = list(lines)
    notes = dict(note for line in lines for note in line.notes)
    called = {mark for line in lines for mark in NOTE_MARK.findall(line.words)}
    found = []
    for line in lines:
        # A footnote stands where it is called; one that nobody calls stays where it hangs.
        own = [mark for mark in dict.fromkeys(NOTE_MARK.findall(line.words)) if mark in notes]
        own += [mark for mark, _ in line.notes if mark not in called]
        found.append(
            Passage(
                provision_id=line.provision_id,
                kind=line.kind,
                number=line.number,
                level=line.level,
                words=line.words,
                labelled=line.provision_id in labelled,
                notes=tuple(Footnote(mark, notes[mark]) for mark in own),
                revision_id=line.revision_id,
            )
        )
    return tuple(found)
