"""What became of one submission, and of each passage of it, beside the texts as they stand now?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, exists, literal, select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Bearing, Dismissal, Passage, Submission
from oewg.consultations.queries.dispositions.passages import quote_of, words_of
from oewg.consultations.queries.input import visible
from oewg.consultations.rules import dispositions as rules
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.texts import queries as texts
from oewg.texts.models import Provision, Revision
from oewg.texts.queries import Line
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import redline


def on_earlier_wording() -> ColumnElement[str]:
    """Whether what was said of a provision was said of earlier wording: "reworded", "removed", or ""."""
    removed = exists().where(Provision.id == Bearing.provision_id, Provision.removed_at.is_not(None))
    reworded = exists().where(
        Revision.provision_id == Bearing.provision_id, Revision.id > Bearing.revision_id,
        Revision.nature == "substantive",
    )  # fmt: skip
    return case(
        (removed.correlate(Bearing), literal("removed")), (reworded.correlate(Bearing), literal("reworded")),
        else_=literal(""),
    )  # fmt: skip


@dataclass(frozen=True)
class TieLine:
    """One thing that was said of a submission or a passage, and how it stands to the text of now."""

    bearing: Bearing
    earlier: str
    """"" while the wording that it was said of stands; "reworded" or "removed"."""
    line: Line | None = None
    """The provision as it stands now, where it does."""

    @property
    def pieces(self) -> list[Piece]:
        """The redline from the wording of then to that of now; empty where there is nothing to compare."""
        then = self.bearing.revision
        return redline(then.words, self.line.words) if self.earlier and then and self.line else []


WHOLE = (
    joinedload(Bearing.provision).joinedload(Provision.text), joinedload(Bearing.revision), joinedload(Bearing.element),
    joinedload(Bearing.passage),
)  # fmt: skip
"""What a line tells besides the row itself."""


def bearing(db: Db, bearing_id: int, viewer: Viewer) -> Bearing:
    """One thing that was said of a submission that the viewer may see, or NotFound."""
    query = select(Bearing).join(Submission, Bearing.submission_id == Submission.id)
    found = db.scalars(query.where(Bearing.id == bearing_id, visible(viewer))).one_or_none()
    if found is None:
        raise NotFound
    return found


def places(db: Db, provision_id: int | None, element_id: int | None) -> Sequence[Provision | Element | None]:
    """Where something is said to be found: in a provision, on an element, in both; in none. NotFound for what is not there."""
    found: list[Provision | Element] = []
    if provision_id is not None:
        found.append(texts.provision(db, provision_id))
    if element_id is not None:
        found.append(mandate.element(db, element_id))
    return found or [None]


def said_of_it(db: Db, like: Bearing) -> TieLine | None:
    """What stands of the same part of the same submission in the same place."""
    found = db.execute(
        select(Bearing, on_earlier_wording()).where(
            Bearing.submission_id == like.submission_id, Bearing.ended_at.is_(None),
            Bearing.passage_id.is_not_distinct_from(like.passage_id),
            Bearing.provision_id.is_not_distinct_from(like.provision_id),
            Bearing.element_id.is_not_distinct_from(like.element_id),
        )
    ).one_or_none()  # fmt: skip
    return TieLine(found[0], found[1]) if found else None


@dataclass(frozen=True)
class Part:
    """A passage of a submission, or (no passage) the whole of it, with what is said of it and what was before."""

    passage: Passage | None
    quote: str
    said: Sequence[TieLine]
    before: Sequence[Bearing]


@dataclass(frozen=True)
class Became:
    """All that became of a submission: of the whole first, then of its passages in their order."""

    parts: Sequence[Part]
    answered: rules.Answered

    @property
    def said(self) -> Iterator[TieLine]:
        """Everything that stands."""
        return (line for part in self.parts for line in part.said)


def became(db: Db, submission: Submission) -> Became:
    """What became of a submission that the viewer was found to be allowed to see: a fixed number of queries."""
    passages = db.scalars(
        select(Passage).where(Passage.submission_id == submission.id).order_by(Passage.starts, Passage.ends)
    ).all()
    query = select(Bearing, on_earlier_wording()).where(Bearing.submission_id == submission.id).options(*WHOLE)
    rows = db.execute(query.order_by(Bearing.tied_at, Bearing.id)).all()
    lines = lines_of(db, [row[0] for row in rows if row[0].ended_at is None])
    said: dict[int | None, list[TieLine]] = defaultdict(list)
    before: dict[int | None, list[Bearing]] = defaultdict(list)
    for row, earlier in rows:
        if row.ended_at is None:
            said[row.passage_id].append(TieLine(row, earlier, lines.get(row.provision_id or 0)))
        else:
            before[row.passage_id].append(row)
    parts = [Part(None, "", said[None], before[None])]
    parts += [Part(each, quote_of(each, submission), said[each.id], before[each.id]) for each in passages]
    marked = [((each.starts, each.ends), bool(said[each.id])) for each in passages]
    return Became(parts, rules.answered(words_of(submission), bool(said[None]), marked))


def said_of_earlier(db: Db, submission: Submission) -> Sequence[TieLine]:
    """What stands of the latest earlier version of a submission of which something was said, if nothing was said of it.

    Three queries.
    """
    said = select(Bearing.id).where(Bearing.submission_id == Submission.id, Bearing.ended_at.is_(None)).exists()
    earlier = db.scalars(
        select(Submission.id)
        .where(
            Submission.call_id == submission.call_id, Submission.organization_id == submission.organization_id,
            Submission.version <= submission.version, said,
        )
        .order_by(Submission.version.desc())
        .limit(1)
    ).first()  # fmt: skip
    if earlier is None or earlier == submission.id:
        return []
    query = (
        select(Bearing, on_earlier_wording())
        .where(Bearing.submission_id == earlier, Bearing.ended_at.is_(None))
        .options(*WHOLE)
    )
    return [TieLine(row[0], row[1]) for row in db.execute(query.order_by(Bearing.id))]


def lines_of(db: Db, bearings: Collection[Bearing]) -> Mapping[int, Line]:
    """Provision -> how it stands now, of those in which something is said to be found: one query."""
    ids = {each.provision_id for each in bearings if each.provision_id}
    return texts.lines_by_id(db, ids) if ids else {}


def dismissed(db: Db, submission: Submission) -> set[tuple[int, int, int]]:
    """(starts, ends, revision) of the suggestions that were dismissed for a submission."""
    rows = db.execute(
        select(Dismissal.starts, Dismissal.ends, Dismissal.revision_id).where(Dismissal.submission_id == submission.id)
    )
    return {(row[0], row[1], row[2]) for row in rows}
