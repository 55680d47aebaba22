"""Which input waits for its disposition, how much of each call is answered, and how much bears on each element?"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, or_, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations.models import Bearing, Call, Passage, Submission
from oewg.consultations.queries.dispositions.passages import words_of
from oewg.consultations.queries.dispositions.ties import UNNAMED
from oewg.consultations.queries.input import AUTHORS, SubmissionLine, as_line, knows_author, standing
from oewg.consultations.rules import dispositions as rules
from oewg.core.database import Db
from oewg.core.paging import Page, paged
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element, ElementProvision


@dataclass(frozen=True)
class Waiting:
    """A submission of which something has still to be said."""

    submission: SubmissionLine
    answered: rules.Answered


def _unanswered() -> ColumnElement[bool]:
    """The condition that a submission has no disposition yet, or one of its marked passages has none."""
    anything = exists().where(Bearing.submission_id == Submission.id, Bearing.ended_at.is_(None))
    of_passage = exists().where(Bearing.passage_id == Passage.id, Bearing.ended_at.is_(None))
    passage_waits = exists().where(Passage.submission_id == Submission.id, ~of_passage.correlate(Passage))
    return or_(~anything.correlate(Submission), passage_waits.correlate(Submission))


def waiting(db: Db, viewer: Viewer, *, number: int = 1, size: int = 25) -> Page[Waiting]:
    """What stands and waits for its disposition, the longest first: four queries."""
    page = paged(db, _waiting(viewer).order_by(Submission.submitted_at, Submission.id), number, size)
    return Page(_as_waiting(db, page.items, viewer), page.number, page.size, page.total)


def waiting_after(db: Db, viewer: Viewer, submission_id: int, limit: int) -> list[Waiting]:
    """The same with a higher number than this, in that order."""
    query = _waiting(viewer).where(Submission.id > submission_id).order_by(Submission.id).limit(limit)
    return _as_waiting(db, db.scalars(query).all(), viewer)


def _waiting(viewer: Viewer) -> Select[Submission]:
    query = select(Submission).where(standing(viewer), _unanswered())
    return query.options(joinedload(Submission.call), selectinload(Submission.answers), *AUTHORS)


def _as_waiting(db: Db, rows: Sequence[Submission], viewer: Viewer) -> list[Waiting]:
    answers = answers_to(db, rows)
    return [Waiting(as_line(row, viewer), answers[row.id]) for row in rows]


def answers_to(db: Db, submissions: Collection[Submission]) -> dict[int, rules.Answered]:
    """Submission -> how far it has been answered: two queries for all."""
    ids = [each.id for each in submissions]
    said = db.execute(
        select(Bearing.submission_id, Bearing.passage_id)
        .where(Bearing.submission_id.in_(ids), Bearing.ended_at.is_(None))
        .distinct()
    ).all()
    of_whole = {row[0] for row in said if row[1] is None}
    of_passage = {row[1] for row in said}
    marked: dict[int, list[tuple[rules.Stretch, bool]]] = defaultdict(list)
    for row in db.scalars(select(Passage).where(Passage.submission_id.in_(ids)).order_by(Passage.starts, Passage.ends)):
        marked[row.submission_id].append(((row.starts, row.ends), row.id in of_passage))
    return {each.id: rules.answered(words_of(each), each.id in of_whole, marked[each.id]) for each in submissions}


@dataclass(frozen=True)
class CallAnswered:
    """How much of what stands of a call has its dispositions, as far as the viewer may see."""

    call: Call
    standing: int
    answered: int

    @property
    def complete(self) -> bool:
        """Has all of it? A call to which nothing stands is not answered."""
        return 0 < self.standing == self.answered


def calls_answered(db: Db, viewer: Viewer, call_id: int | None = None) -> list[CallAnswered]:
    """The calls to which something stands, the latest deadline first, and how much of it is answered: one query."""
    done = func.sum(case((_unanswered(), 0), else_=1))
    query = (
        select(Call, func.count(Submission.id), done)
        .join(Submission, Submission.call_id == Call.id)
        .where(standing(viewer))
        .group_by(Call.id)
        .order_by(Call.closes_at.desc(), Call.id.desc())
    )
    rows = db.execute(query if call_id is None else query.where(Call.id == call_id))
    return [CallAnswered(row[0], row[1], int(row[2])) for row in rows]


@dataclass(frozen=True)
class ElementCovered:
    """How much input bears on an element of the mandate (none: on no element of it), and what became of it."""

    element: Element | None
    sectors: Mapping[str, int]
    """Sector, or "unnamed" -> how many submissions."""
    ends: Mapping[str, int]
    """Disposition -> how many submissions and passages."""
    by_sector: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(sector, disposition) -> how many submissions and passages."""

    @property
    def submissions(self) -> int:
        """How many submissions in all."""
        return sum(self.sectors.values())


def coverage(db: Db, viewer: Viewer) -> list[ElementCovered]:
    """Every element of the mandate in its order, and at the end what bears on none of them: four queries."""
    sector = case((knows_author(viewer), Organization.sector), else_=literal(UNNAMED))
    found: dict[int, dict[tuple[str, str], set[tuple[int, int]]]] = defaultdict(lambda: defaultdict(set))
    reached = func.coalesce(Bearing.element_id, ElementProvision.element_id, 0)
    rows = db.execute(
        select(reached, sector, Bearing.disposition, Bearing.submission_id, func.coalesce(Bearing.passage_id, 0))
        .join(Submission, Bearing.submission_id == Submission.id)
        .join(Organization, Submission.organization_id == Organization.id)
        .outerjoin(ElementProvision, ElementProvision.provision_id == Bearing.provision_id)
        .where(Bearing.ended_at.is_(None), standing(viewer))
        .distinct()
    )
    for element_id, of_sector, disposition, submission_id, passage_id in rows:
        found[element_id][of_sector, disposition].add((submission_id, passage_id))
    elements: list[Element | None] = [*mandate.elements(db), None]
    return [_covered(element, found[element.id if element else 0]) for element in elements]


def _covered(element: Element | None, parts: Mapping[tuple[str, str], set[tuple[int, int]]]) -> ElementCovered:
    submissions: dict[str, set[int]] = defaultdict(set)
    ends: dict[str, int] = defaultdict(int)
    for (sector, disposition), units in parts.items():
        submissions[sector] |= {submission_id for submission_id, _ in units}
        ends[disposition] += len(units)
    sectors = {sector: len(ids) for sector, ids in submissions.items()}
    return ElementCovered(element, sectors, dict(ends), {key: len(units) for key, units in parts.items()})


@mandate.counts_input
def provisions_resting_on_input(db: Db) -> set[int]:
    """The provisions on which published input that stands bears, and in which it was taken up, wholly or in part.

    What is not published must not show through what the public is told to be covered.
    """
    rows = select(Bearing.provision_id).join(Submission, Bearing.submission_id == Submission.id)
    taken = Bearing.disposition.in_(("taken_up", "partly"))
    found = db.scalars(rows.where(taken, Bearing.ended_at.is_(None), standing(PUBLIC)))
    return {each for each in found if each}
