"""What is each thing from which a provision can come, as a viewer may know it: whose it is, when, at which meeting?"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries as consultations
from oewg.consultations.models import NationalView, Submission
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate.models import Element
from oewg.meetings import queries as meetings
from oewg.meetings.models import Decision, Meeting
from oewg.negotiation import queries as negotiation
from oewg.negotiation.models import Amendment
from oewg.report.rules.trace import KINDS
from oewg.texts import queries as texts
from oewg.texts.models import Provision


@dataclass(frozen=True)
class Speaker:
    """Whose something is, of those whom a viewer may know: a delegation by number, a group by code, an organization by name."""

    delegation_id: int | None = None
    group: str = ""
    organization: str = ""


@dataclass(frozen=True)
class Origin:
    """One thing from which a provision can come."""

    kind: str
    """rules.trace.KINDS."""
    id: int
    title: str
    """Its own title, its symbol or number; "" for what has none."""
    words: str
    """What it says, or how that begins."""
    at: datetime | None = None
    """When it was said, sent, proposed or decided; none for what the resolution says."""
    speakers: tuple[Speaker, ...] = ()
    meeting: Meeting | None = None
    endpoint: str = ""
    place: Mapping[str, Any] = field(default_factory=dict)
    """The page on which it is read."""
    anchor: str = ""


def one_origin(db: Db, viewer: Viewer, kind: str, number: int) -> Origin:
    """One of them, or NotFound for whoever may not know of it."""
    if kind not in KINDS:
        raise NotFound
    found = described(db, viewer, kind, [number])
    if not found:
        raise NotFound
    return found[0]


def described(db: Db, viewer: Viewer, kind: str, ids: Collection[int]) -> list[Origin]:
    """Those of one kind that a viewer may know of, the earliest first: at most five queries, however many."""
    found = list(_DESCRIBED[kind](db, viewer, ids)) if ids else []
    dated = sorted((each for each in found if each.at), key=lambda each: (each.at, each.id))
    return [*(each for each in found if each.at is None), *dated]


def statement_origin(line: meetings.StatementLine) -> Origin:
    """A statement as it stands in a list."""
    row = line.statement
    speaker = Speaker(
        row.delegation_id, row.group.code if row.group else "", row.organization.name if row.organization else ""
    )
    return Origin(
        "statement", row.id, "", line.excerpt, row.delivered_at or row.filed_at, (speaker,), row.meeting,
        "meetings.statement", {"statement_id": row.id},
    )  # fmt: skip


def _statements(db: Db, viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    return map(statement_origin, meetings.statements_among(db, viewer, ids))


def view_origin(row: NationalView) -> Origin:
    """A State's view, with its delegation and its call."""
    words = row.words or next((each.words for each in row.answers), "")
    return Origin(
        "view", row.id, row.call.title, words, row.submitted_at, (Speaker(row.delegation_id),), None,
        "consultations.view", {"view_id": row.id},
    )  # fmt: skip


def _views(db: Db, viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    return map(view_origin, consultations.views_among(db, viewer, ids))


def submission_origin(line: consultations.SubmissionLine) -> Origin:
    """A submission with those of its authors whom the viewer may know."""
    row = line.submission
    authors = tuple(Speaker(organization=name) for name in line.authors)
    return Origin(
        "submission", row.id, row.title, row.words, row.submitted_at, authors, None, "consultations.what_became",
        {"submission_id": row.id},
    )  # fmt: skip


def _submissions(db: Db, viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    rows = db.scalars(
        select(Submission)
        .where(Submission.id.in_(set(ids)), consultations.visible(viewer))
        .options(*consultations.AUTHORS)
    )
    return [submission_origin(consultations.as_line(row, viewer)) for row in rows]


def sponsors(row: Amendment) -> tuple[Speaker, ...]:
    """Those who stand behind an amendment."""
    return tuple(
        Speaker(one.delegation_id, "") if one.delegation_id else Speaker(group=one.code) for one in row.sponsors
    )


def amendment_origin(row: Amendment) -> Origin:
    """An amendment, which is public with its sponsors."""
    return Origin(
        "amendment", row.id, str(row.number), row.words or "", row.filed_at, sponsors(row), None,
        "negotiation.provision", {"provision_id": row.provision_id}, f"amendment-{row.number}",
    )  # fmt: skip


def _amendments(db: Db, _viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    return map(amendment_origin, negotiation.amendments_among(db, ids))


def decision_origin(row: Decision) -> Origin:
    """A decision; all of them are public."""
    return Origin(
        "decision", row.id, row.symbol or "", row.words, row.at, (), row.meeting, "meetings.meeting",
        {"meeting_id": row.meeting_id}, f"decision-{row.id}",
    )  # fmt: skip


def _decisions(db: Db, _viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    query = select(Decision).where(Decision.id.in_(set(ids))).options(joinedload(Decision.meeting))
    return map(decision_origin, db.scalars(query))


def _elements(db: Db, _viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    for row in db.scalars(select(Element).where(Element.id.in_(set(ids))).order_by(Element.place)):
        yield Origin(
            "element", row.id, row.title, row.quote, endpoint="mandate.element", place={"element_id": row.id}
        )  # fmt: skip


def _paragraphs(db: Db, _viewer: Viewer, ids: Collection[int]) -> Iterable[Origin]:
    lines = texts.lines_by_id(db, ids)
    rows = db.scalars(select(Provision).where(Provision.id.in_(set(ids))).options(joinedload(Provision.text)))
    for row in rows:
        line = lines.get(row.id)
        title = row.text.symbol or row.text.title
        number = row.label if row.label is not None else line.citation if line else ""
        title = f"{title}, {number.rstrip('.')}" if number else title  # what stands before paragraph 1 has none
        yield Origin(
            "paragraph", row.id, title, line.words if line else "", endpoint="negotiation.provision",
            place={"provision_id": row.id},
        )  # fmt: skip


_DESCRIBED: dict[str, Callable[[Db, Viewer, Collection[int]], Iterable[Origin]]] = {
    "element": _elements,
    "statement": _statements,
    "view": _views,
    "submission": _submissions,
    "amendment": _amendments,
    "decision": _decisions,
    "paragraph": _paragraphs,
}
