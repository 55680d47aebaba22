"""What is on the agenda, which meeting took up what, and what has still to be settled?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from sqlalchemy import func, select

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.models import Consideration, Decision, Meeting, Session
from oewg.meetings.queries.decisions import OfficerLine, officers
from oewg.meetings.rules import sessions as rules
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line


def _items(db: Db, text_ids: Collection[int]) -> list[Line]:
    return [line for i in sorted(text_ids) for line in texts.lines(db, i) if rules.is_item("agenda", line.kind)]


def agenda(db: Db) -> list[Line]:
    """The items of the agenda in force: the latest one adopted, before that the latest one proposed; no headings."""
    found = texts.texts_of_kind(db, "agenda")
    return _items(db, {(_adopted(found) or found)[-1].id} if found else ())


def former_agendas(db: Db) -> dict[int, list[Line]]:
    """Each agenda (text) that was adopted before the one in force, the earliest first -> its items, no headings: three queries at most."""
    found: dict[int, list[Line]] = {text.id: [] for text in _adopted(texts.texts_of_kind(db, "agenda"))[:-1]}
    if not found:
        return {}
    ids = db.scalars(select(Provision.id).where(Provision.text_id.in_(found))).all()
    for line in texts.lines_by_id(db, ids).values():
        if rules.is_item("agenda", line.kind):
            found[line.text_id].append(line)
    return found


def _adopted(agendas: Sequence[DraftText]) -> list[DraftText]:
    """Those that were adopted, the earliest first: the one that was proposed first may be adopted last."""
    return sorted((text for text in agendas if text.closed_at), key=attrgetter("closed_at", "id"))


def agenda_item(db: Db, provision_id: int) -> Provision:
    """An item of an agenda, or NotFound."""
    found = texts.provision(db, provision_id)
    if not rules.is_item(found.text.kind, found.kind):
        raise NotFound
    return found


def considerations(db: Db) -> dict[int, list[int]]:
    """Agenda item (provision) -> the numbers of the meetings that took it up."""
    rows = db.execute(
        select(Consideration.provision_id, Meeting.number)
        .join(Meeting, Consideration.meeting_id == Meeting.id)
        .order_by(Meeting.number)
    )
    found: dict[int, list[int]] = {}
    for provision_id, number in rows:
        found.setdefault(provision_id, []).append(number)
    return found


def taken_up(db: Db, meeting_id: int) -> list[int]:
    """The agenda items (provisions) that a meeting took up, in the order in which it did."""
    return list(
        db.scalars(
            select(Consideration.provision_id)
            .where(Consideration.meeting_id == meeting_id)
            .order_by(Consideration.at, Consideration.provision_id)
        )
    )


def items_taken_up(db: Db, meeting_id: int) -> list[Line]:
    """The agenda items that a meeting took up and that still stand, in that order, whichever agenda they stood on."""
    order = taken_up(db, meeting_id)
    text_ids = set(db.scalars(select(Provision.text_id).where(Provision.id.in_(order)))) if order else set()
    lines = {line.provision_id: line for line in _items(db, text_ids)}
    return [lines[provision_id] for provision_id in order if provision_id in lines]


def modalities_adopted(db: Db) -> bool:
    """Has the group adopted its modalities of participation?"""
    adopted = select(DraftText.id).where(DraftText.kind == "modalities", DraftText.closed_at.is_not(None))
    return db.scalars(adopted).first() is not None


@dataclass(frozen=True)
class Considered:
    """An item that a meeting took up, under the number and in the words that it had then."""

    line: Line
    at: datetime
    removed: bool
    """Has it been taken off the agenda since?"""


def considered(db: Db, meeting_id: int) -> list[Considered]:
    """What a meeting took up, in that order, as it was then: two queries, and one more for each further agenda."""
    rows = db.execute(
        select(Provision, Consideration.at)
        .join(Consideration, Consideration.provision_id == Provision.id)
        .where(Consideration.meeting_id == meeting_id)
        .order_by(Consideration.at, Consideration.provision_id)
    ).all()
    instants: dict[int, set[datetime]] = defaultdict(set)
    for provision, at in rows:
        instants[provision.text_id].add(at)
    stood = {
        (at, line.provision_id): line
        for text_id, wanted in sorted(instants.items())
        for at, of_text in texts.lines_as_of(db, text_id, wanted).items()
        for line in of_text
    }
    return [
        Considered(stood[at, provision.id], at, provision.removed_at is not None)
        for provision, at in rows
        if (at, provision.id) in stood
    ]


@dataclass(frozen=True)
class Arrangement:
    """Something that paragraph 6 asks for, whether it is settled, and by what: officers, a text, a decision."""

    what: str
    settled: bool
    text: DraftText | None = None
    """The one that was adopted; before that the one that has been proposed, if there is one."""
    decision: Decision | None = None


@dataclass(frozen=True)
class Checklist:
    """What the organizational session has to settle, and where what is missing can be decided."""

    arrangements: Sequence[Arrangement]
    officers: Sequence[OfficerLine]
    """Those who were elected and are in office."""
    vacant: Sequence[str]
    meeting: Meeting | None
    """The formal meeting that is open, or else the next one; first those of the organizational session."""
    session: int | None
    """The organizational session, if one was planned, while no such meeting has been called."""


def checklist(db: Db, at: datetime) -> Checklist:
    """What paragraph 6 asks the organizational session to settle, and whether it is settled: a fixed number of queries."""
    in_office = [each for each in officers(db, at) if not each.ended]
    filled = {each.office for each in in_office}
    found = db.scalars(select(DraftText).where(DraftText.kind.in_(rules.ARRANGED)).order_by(DraftText.id)).all()
    texts_by_kind = {text.kind: text for text in sorted(found, key=lambda text: text.closed_at is not None)}
    dates = db.scalars(select(Decision).where(Decision.kind == "dates").order_by(Decision.id)).all()
    closed = {text.kind for text in found if text.closed_at is not None}
    arrangements = [
        Arrangement(what, done, texts_by_kind.get(what), dates[-1] if what == "dates" and dates else None)
        for what, done in rules.settled(filled, closed, bool(dates))
    ]
    meeting = db.scalars(
        select(Meeting)
        .join(Session, Meeting.session_id == Session.id)
        .where(Meeting.adjourned_at.is_(None), Meeting.cancelled_at.is_(None), Meeting.formality == "formal")
        .order_by(Meeting.opened_at.is_(None), Session.kind != "organizational", Meeting.starts_at, Meeting.id)
        .limit(1)
    ).first()
    organizational = select(func.max(Session.id)).where(Session.kind == "organizational")
    session = db.scalar(organizational) if meeting is None else None
    return Checklist(arrangements, in_office, rules.vacant(filled), meeting, session)
