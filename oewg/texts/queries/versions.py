"""What does a text say in the other official languages, paragraph by paragraph, and how far is each?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.record import queries as record
from oewg.record.verification import compares
from oewg.texts.models import OFFICIAL_LANGUAGES, DraftText, Provision, Revision, RevisionVersion, TitleVersion
from oewg.texts.queries.texts import Line, lines
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.numbering import Borne
from oewg.texts.rules.redline import redline
from oewg.texts.rules.versions import Progress, Saved, Standing, progress, standing

READS_DRAFTS = "secretariat"
"""The audience that reads what is not official yet; everybody is told that it is in hand."""


@dataclass(frozen=True)
class Beside:
    """A provision (or a footnote: `kind`, with its number) as it stands, and beside it its version in a language."""

    provision_id: int
    revision_id: int
    kind: str
    number: str
    level: int
    words: str
    """The original."""
    mark: str
    """Of a footnote: the mark by which wordings call it."""
    labelled: bool
    """Has it a number of its own, that came with it?"""
    standing: Standing
    official: RevisionVersion | None
    draft: RevisionVersion | None
    earlier: RevisionVersion | None
    borne: Borne

    @property
    def since(self) -> list[Piece]:
        """What changed in the original since the earlier version was made; empty where nothing lags."""
        return redline(self.earlier.revision.words, self.words) if self.earlier else []

    @property
    def shown(self) -> RevisionVersion | None:
        """What may be read of it officially: of the wording in force, or else of an earlier one."""
        earlier = self.earlier if self.earlier and self.earlier.official_at else None
        return self.official or earlier


def side_by_side(db: Db, text: DraftText, language: str) -> list[Beside]:
    """A text as it stands with its versions in a language, footnotes after what they hang on: three queries."""
    if language not in OFFICIAL_LANGUAGES:
        raise NotFound
    rows = db.scalars(
        select(RevisionVersion)
        .join(Revision, RevisionVersion.revision_id == Revision.id)
        .join(Provision, Revision.provision_id == Provision.id)
        .where(Provision.text_id == text.id, RevisionVersion.language == language)
        .options(joinedload(RevisionVersion.revision))
        .order_by(RevisionVersion.id)
    ).all()
    of: dict[int, list[RevisionVersion]] = defaultdict(list)
    for row in rows:
        of[row.revision.provision_id].append(row)
    labelled = set(
        db.scalars(select(Provision.id).where(Provision.text_id == text.id, Provision.label.is_not(None)))
    )  # fmt: skip
    found = []
    for line in lines(db, text.id):
        found.append(
            _beside(line, line.provision_id, line.revision_id, line.kind, line.number, line.words, "", of, labelled)
        )
        found += [
            _beside(line, n.provision_id, n.revision_id, "footnote", str(n.number), n.words, n.mark, of, labelled)
            for n in line.notes
        ]
    return found


def _beside(
    line: Line, provision_id: int, revision_id: int, kind: str, number: str, words: str, mark: str,
    of: Mapping[int, Sequence[RevisionVersion]], labelled: set[int],
) -> Beside:  # fmt: skip
    rows = {row.id: row for row in of.get(provision_id, ())}
    stands = standing(
        revision_id, [Saved(row.id, row.revision_id, row.number, row.official_at is not None) for row in rows.values()]
    )
    return Beside(
        provision_id, revision_id, kind, number, line.level, words, mark, provision_id in labelled, stands,
        rows.get(stands.official or 0), rows.get(stands.draft or 0), rows.get(stands.earlier or 0), line.borne,
    )  # fmt: skip


def beside(db: Db, provision: Provision, language: str) -> tuple[Beside, list[Beside]]:
    """One provision in a language, or NotFound if it does not stand; and the whole text, in which it is one."""
    every = side_by_side(db, provision.text, language)
    found = next((each for each in every if each.provision_id == provision.id), None)
    if found is None:
        raise NotFound
    return found, every


def languages(db: Db, text: DraftText) -> dict[str, Progress]:
    """Each of the other official languages -> how far a text is in it: two queries."""
    in_force = {one: number for line in lines(db, text.id) for one, number in _revisions(line)}
    saved: dict[tuple[str, int], list[Saved]] = defaultdict(list)
    rows = db.execute(
        select(
            RevisionVersion.language, Revision.provision_id, RevisionVersion.id, RevisionVersion.revision_id,
            RevisionVersion.number, RevisionVersion.official_at,
        )
        .join(Revision, RevisionVersion.revision_id == Revision.id)
        .join(Provision, Revision.provision_id == Provision.id)
        .where(Provision.text_id == text.id)
    )  # fmt: skip
    for language, provision_id, number, revision_id, place, official_at in rows:
        saved[language, provision_id].append(Saved(number, revision_id, place, official_at is not None))
    return {
        language: progress(
            standing(revision_id, saved[language, provision_id]) for provision_id, revision_id in in_force.items()
        )
        for language in OFFICIAL_LANGUAGES
        if language != text.original_language
    }


def _revisions(line: Line) -> list[tuple[int, int]]:
    return [(line.provision_id, line.revision_id), *((note.provision_id, note.revision_id) for note in line.notes)]


def latest_version(db: Db, revision_id: int, language: str) -> RevisionVersion | None:
    """What was last saved of a revision in a language."""
    return db.scalars(
        select(RevisionVersion)
        .where(RevisionVersion.revision_id == revision_id, RevisionVersion.language == language)
        .order_by(RevisionVersion.number.desc())
        .limit(1)
    ).first()


def title_in(db: Db, text: DraftText, language: str) -> str:
    """The title of a text in a language; that of the original where none was recorded since the text is called so.

    A draft is called one no more from its adoption on, which closes it: what its title was in the language until then,
    it is not any more.
    """
    found = db.scalars(
        select(TitleVersion)
        .where(TitleVersion.text_id == text.id, TitleVersion.language == language)
        .order_by(TitleVersion.id.desc())
        .limit(1)
    ).first()
    if found is None:
        return text.title
    of_draft = text.closed_at is not None and found.made_at < text.closed_at and _was_renamed(db, text)
    return text.title if of_draft else found.title


def _was_renamed(db: Db, text: DraftText) -> bool:
    return any(
        begun.facts["title"] != text.title
        for begun in record.said_after(db, -1, ["begin_text"], subject=("text", text.id))
    )


@compares
def altered_versions(db: Db) -> Iterator[str]:
    """A sentence for each version whose words, or whose being official, are not what the record says."""
    saved: dict[int, str] = {}
    official: set[int] = set()
    for entry in record.everything_said(db):
        if entry.act == "save_version":
            saved[entry.subject_id] = str(entry.facts["words"])
        elif entry.act == "make_official" and isinstance(made := entry.facts["versions"], list):
            official |= {one["id"] for one in made if isinstance(one, dict) and isinstance(one["id"], int)}
    rows = db.scalars(select(RevisionVersion).order_by(RevisionVersion.id)).all()
    for number in sorted(saved.keys() - {row.id for row in rows}):
        yield f"Version {number} stands in the record, and its row is gone."
    for row in rows:
        if saved.get(row.id) != row.words or (row.official_at is not None) != (row.id in official):
            yield f"Version {row.id} of revision {row.revision_id} is not what the record says."
