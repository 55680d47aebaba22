"""What changed in the text since an earlier edition, passage by passage, so that a document can show it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from oewg.report.rules.marking import Step, marked
from oewg.report.rules.substantive import Passage
from oewg.texts.documents.description import Change, Footnote


@dataclass(frozen=True)
class Brought:
    """Who brought what changed since an edition, as far as the record knows: names of delegations.

    `steps`: provision -> its wordings since, the last being that which stands. `inserted` and `deleted`: provision -> who
    proposed that it come or go.
    """

    steps: Mapping[int, tuple[Step, ...]] = field(default_factory=dict)
    inserted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    deleted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Against:
    """An earlier edition: its symbol, its passages, which provisions were typed anew (new -> old), who brought the changes."""

    symbol: str
    passages: tuple[Passage, ...]
    retyped: Mapping[int, int] = field(default_factory=dict)
    brought: Brought = Brought()


def redlined(against: Against, news: Sequence[Passage]) -> list[Passage]:
    """The passages of both editions in one order: what stayed with its changes, what went, what came.

    With every change accepted they are exactly the new passages in their order, with every one rejected exactly the old
    ones; so a provision that moved goes at its old place and comes at its new one.
    """
    olds = against.passages
    old_keys = [(one.provision_id, one.kind) for one in olds]
    new_keys = [(against.retyped.get(one.provision_id, one.provision_id), one.kind) for one in news]
    matcher = SequenceMatcher(None, old_keys, new_keys, autojunk=False)
    found: list[Passage] = []
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pairs = zip(olds[start:end], news[new_start:new_end], strict=True)
            found += [_changed(old, new, against.brought) for old, new in pairs]
            continue
        found += [_gone(old, against.brought) for old in olds[start:end]]
        found += [_come(new, against.brought) for new in news[new_start:new_end]]
    return found


def _changed(old: Passage, new: Passage, brought: Brought) -> Passage:
    steps = brought.steps.get(new.provision_id) or (Step(new.words),)
    changes = marked(old.words, steps)
    notes = _notes(old.notes, new.notes)
    return replace(new, changes=changes, notes=notes)


def _notes(olds: Sequence[Footnote], news: Sequence[Footnote]) -> tuple[Footnote, ...]:
    """The footnotes of both wordings; one that only the old one calls goes, one that only the new one calls comes."""
    before = {note.key: note for note in olds}
    now = {note.key for note in news}
    found = []
    for note in news:
        old = before.get(note.key)
        changes = marked(old.words, [Step(note.words)]) if old else (Change("insert", note.words),)
        found.append(replace(note, changes=changes))
    gone = [replace(note, changes=(Change("delete", note.words),)) for note in olds if note.key not in now]
    return (*found, *gone)


def _gone(old: Passage, brought: Brought) -> Passage:
    authors = brought.deleted.get(old.provision_id, ())
    # The same wording may stand elsewhere, and there it bears the name by which it is found.
    return replace(old, standing="delete", authors=authors, revision_id=0, number="", counted=False)


def _come(new: Passage, brought: Brought) -> Passage:
    return replace(new, standing="insert", authors=brought.inserted.get(new.provision_id, ()))
