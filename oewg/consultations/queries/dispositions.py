"""What became of input, and what of it waits for an answer, as far as this viewer may know?

What is not published counts for nobody but its authors and the secretariat: not in a list, a number, or a picture.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations.models import Bearing, Call, Dismissal, Passage, Submission
from oewg.consultations.queries.input import AUTHORS, SubmissionLine, as_line, knows_author, standing, visible
from oewg.consultations.queries.submissions import words_received
from oewg.consultations.rules import dispositions as rules
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element, ElementProvision
from oewg.record.verification import compares
from oewg.texts import queries as texts
from oewg.texts.models import Provision, Revision
from oewg.texts.queries import Line
from oewg.texts.rules.redline import Piece, redline

UNNAMED = "unnamed"
"""In the place of the sector of those whose authors the viewer may not know."""
BETWEEN_PARTS = "\n\n"
"""Stands between what is said to a question and what is said to the next, when all of it is one."""


def words_of(submission: Submission) -> str:
    """The words in which passages are marked, as everybody may read them: what it answers, then its general contribution.

    A submission's own words are black where anything has been blacked out: no passage shows it to anybody.
    """
    return BETWEEN_PARTS.join(words for _, words in _parts(submission))


def words_as_received(db: Db, submission: Submission) -> str:
    """The same words with nothing black, every one in the same place; for the secretariat's acts, and not to be shown."""
    received = words_received(db, submission)
    return BETWEEN_PARTS.join(received[question_id] for question_id, _ in _parts(submission))


def places_of_parts(submission: Submission) -> list[tuple[int | None, int]]:
    """(question, none for the general contribution; the characters before it in `words_of`), in their order."""
    found, at = [], 0
    for question_id, words in _parts(submission):
        found.append((question_id, at))
        at += len(words) + len(BETWEEN_PARTS)
    return found


def _parts(submission: Submission) -> list[tuple[int | None, str]]:
    # A call's questions are numbered in their order, and stay as they are once it is open.
    answers = sorted(submission.answers, key=lambda answer: answer.question_id)
    parts = [*((each.question_id, each.words) for each in answers), (None, submission.words)]
    return [(question_id, words) for question_id, words in parts if words]


def quote_of(passage: Passage, submission: Submission) -> str:
    """The words of a passage as the submission has them now: what has been blacked out there is so here too."""
    return words_of(submission)[passage.starts : passage.ends]


def _earlier() -> ColumnElement[str]:
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


def _with_all(query: Select[Bearing, str]) -> Select[Bearing, str]:
    return query.options(
        joinedload(Bearing.provision).joinedload(Provision.text), joinedload(Bearing.revision),
        joinedload(Bearing.element), joinedload(Bearing.passage),
    )  # fmt: skip


def bearing(db: Db, bearing_id: int, viewer: Viewer) -> Bearing:
    """One thing that was said of a submission that the viewer may see, or NotFound."""
    query = select(Bearing).join(Submission, Bearing.submission_id == Submission.id)
    found = db.scalars(query.where(Bearing.id == bearing_id, visible(viewer))).one_or_none()
    if found is None:
        raise NotFound
    return found


def passage(db: Db, passage_id: int, viewer: Viewer) -> Passage:
    """One passage of a submission that the viewer may see, or NotFound."""
    query = select(Passage).join(Submission, Passage.submission_id == Submission.id)
    found = db.scalars(query.where(Passage.id == passage_id, visible(viewer))).one_or_none()
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
        select(Bearing, _earlier()).where(
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
    """What became of a submission that the viewer was found to be allowed to see: four queries, and one for each text."""
    passages = db.scalars(
        select(Passage).where(Passage.submission_id == submission.id).order_by(Passage.starts, Passage.ends)
    ).all()
    query = _with_all(select(Bearing, _earlier())).where(Bearing.submission_id == submission.id)
    rows = db.execute(query.order_by(Bearing.tied_at, Bearing.id)).all()
    lines = _lines(db, [row[0] for row in rows if row[0].ended_at is None])
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
    query = _with_all(select(Bearing, _earlier())).where(Bearing.submission_id == earlier, Bearing.ended_at.is_(None))
    return [TieLine(row[0], row[1]) for row in db.execute(query.order_by(Bearing.id))]


def _lines(db: Db, bearings: Collection[Bearing]) -> Mapping[int, Line]:
    ids = {each.provision_id for each in bearings if each.provision_id}
    return texts.lines_by_id(db, ids) if ids else {}


@dataclass(frozen=True)
class TiesAsked:
    """Which dispositions: on an element (0: on none), in a provision, from a sector, of a call, how they ended.

    `earlier`: only those said of earlier wording.
    """

    element: int | None = None
    provision: int | None = None
    sector: str = ""
    disposition: str = ""
    call: int | None = None
    earlier: bool = False


EVERY_TIE = TiesAsked()


@dataclass(frozen=True)
class Tie:
    """What became of a submission or a passage in one place, with whose it is as far as the viewer may know."""

    said: TieLine
    submission: SubmissionLine

    @property
    def quote(self) -> str:
        """The words of the passage; "" where it is said of the whole."""
        return quote_of(self.said.bearing.passage, self.submission.submission) if self.said.bearing.passage else ""


def _on_element(element_id: int) -> ColumnElement[bool]:
    """On an element itself, or in a provision that answers to it."""
    provisions = select(ElementProvision.provision_id).where(ElementProvision.element_id == element_id)
    return or_(Bearing.element_id == element_id, Bearing.provision_id.in_(provisions))


def _on_none() -> ColumnElement[bool]:
    answers = exists().where(ElementProvision.provision_id == Bearing.provision_id)
    return and_(Bearing.element_id.is_(None), ~answers)


def _asked(asked: TiesAsked, viewer: Viewer) -> list[ColumnElement[bool]]:
    found = [Bearing.ended_at.is_(None), standing(viewer)]
    if asked.element is not None:
        found.append(_on_element(asked.element) if asked.element else _on_none())
    if asked.provision is not None:
        found.append(Bearing.provision_id == asked.provision)
    if asked.sector == UNNAMED:
        found.append(not_(knows_author(viewer)))
    elif asked.sector:
        # Whoever may not know the author does not learn it by asking.
        found += [Organization.sector == asked.sector, knows_author(viewer)]
    if asked.disposition:
        found.append(Bearing.disposition == asked.disposition)
    if asked.call is not None:
        found.append(Submission.call_id == asked.call)
    if asked.earlier:
        found.append(_earlier() != "")
    return found


def _ties(asked: TiesAsked, viewer: Viewer) -> Select[Bearing, str, Submission]:
    query = select(Bearing, _earlier(), Submission).join(Submission, Bearing.submission_id == Submission.id)
    query = query.join(Organization, Submission.organization_id == Organization.id).where(*_asked(asked, viewer))
    return query.options(
        joinedload(Bearing.provision).joinedload(Provision.text), joinedload(Bearing.revision),
        joinedload(Bearing.element), joinedload(Bearing.passage), joinedload(Submission.call),
        selectinload(Submission.answers), *AUTHORS,
    )  # fmt: skip


def _as_ties(db: Db, rows: Collection[Any], viewer: Viewer) -> list[Tie]:
    lines = _lines(db, [row[0] for row in rows])
    return [
        Tie(TieLine(row[0], row[1], lines.get(row[0].provision_id or 0)), as_line(row[2], viewer)) for row in rows
    ]  # fmt: skip


def ties(db: Db, viewer: Viewer, asked: TiesAsked = EVERY_TIE, *, number: int = 1, size: int = 25) -> Page[Tie]:
    """What became of what the viewer may see, the latest first: four queries, and one for each text among them."""
    query = _ties(asked, viewer).order_by(Bearing.tied_at.desc(), Bearing.id.desc())
    page = paged(db, query, number, size)
    return Page(_as_ties(db, page.items, viewer), page.number, page.size, page.total)


def ties_after(db: Db, viewer: Viewer, bearing_id: int, limit: int, asked: TiesAsked = EVERY_TIE) -> list[Tie]:
    """The same with a higher number than this, in that order."""
    query = _ties(asked, viewer).where(Bearing.id > bearing_id).order_by(Bearing.id).limit(limit)
    return _as_ties(db, db.execute(query).all(), viewer)


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


def to_review(db: Db, viewer: Viewer, *, number: int = 1, size: int = 25) -> Page[Tie]:
    """What was said of wording that has been changed or removed since, the latest first."""
    return ties(db, viewer, TiesAsked(earlier=True), number=number, size=size)


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


def dismissed(db: Db, submission: Submission) -> set[tuple[int, int, int]]:
    """(starts, ends, revision) of the suggestions that were dismissed for a submission."""
    rows = db.execute(
        select(Dismissal.starts, Dismissal.ends, Dismissal.revision_id).where(Dismissal.submission_id == submission.id)
    )
    return {(row[0], row[1], row[2]) for row in rows}


MOST_BESIDE = 10
"""Dispositions that stand on a provision's page; the list has them all."""


@texts.tells_what_rests
def input_on(db: Db, viewer: Viewer, provision_id: int) -> list[texts.Resting]:
    """The input that bears on a provision, the latest first: one query."""
    query = _ties(TiesAsked(provision=provision_id), viewer).order_by(Bearing.tied_at.desc(), Bearing.id.desc())
    return [
        texts.Resting(
            title=one.submission.submission.title,
            by=" · ".join(one.submission.authors),
            quote=one.quote,
            became=rules.DISPOSITIONS[one.said.bearing.disposition],
            earlier=rules.EARLIER.get(one.said.earlier, ""),
            reason=one.said.bearing.reason,
            endpoint="consultations.what_became",
            place={"submission_id": one.submission.submission.id},
        )
        for one in (
            Tie(TieLine(row[0], row[1]), as_line(row[2], viewer)) for row in db.execute(query.limit(MOST_BESIDE))
        )
    ]


@mandate.counts_input
def provisions_resting_on_input(db: Db) -> set[int]:
    """The provisions on which published input that stands bears, and in which it was taken up, wholly or in part.

    What is not published must not show through what the public is told to be covered.
    """
    rows = select(Bearing.provision_id).join(Submission, Bearing.submission_id == Submission.id)
    taken = Bearing.disposition.in_(("taken_up", "partly"))
    found = db.scalars(rows.where(taken, Bearing.ended_at.is_(None), standing(PUBLIC)))
    return {each for each in found if each}


@compares
def altered_passages(db: Db) -> Iterator[str]:
    """A sentence for each passage whose words are not those that stand at its place in its submission."""
    rows = db.scalars(
        select(Passage).options(joinedload(Passage.submission).selectinload(Submission.answers)).order_by(Passage.id)
    )
    for row in rows.yield_per(200):
        if words_of(row.submission)[row.starts : row.ends] != row.quote:
            yield f"Passage {row.id} is not what stands at its place in submission {row.submission_id}."
