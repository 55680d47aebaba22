"""When did and does the group meet? Sessions with where they stand, meetings, officers, decisions. All of it is public."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Account, Capacity, Delegation, Organization
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.core.paging import Page, paged
from oewg.meetings import rules
from oewg.meetings.models import Attendance, Consideration, Decision, Meeting, Officer, Session
from oewg.meetings.rules import Event, dates_of, is_online, standing_of, status_of
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision
from oewg.texts.queries import Line

RECORDS_LANGUAGE = "en"
"""The language in which decisions are recorded, as in the report."""


@dataclass(frozen=True)
class SessionLine:
    """A session as it now stands: its standing and its days are those that follow from its history."""

    session: Session
    status: str
    online: bool
    first_day: date
    last_day: date
    meetings: int


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as it now stands: planned, open or adjourned, and how many delegations and organizations were there."""

    id: int
    number: int
    session_id: int
    session_title: str
    zone: str
    formality: str
    mode: str
    standing: str
    starts_at: datetime
    opened_at: datetime | None
    adjourned_at: datetime | None
    delegations: int
    organizations: int


@dataclass(frozen=True)
class OfficerLine:
    """An officer as elected: the office, the delegation, the decision."""

    office: str
    delegation: Delegation
    decision: Decision
    ended: bool


@dataclass(frozen=True)
class Presence:
    """Who was at a meeting: the numbers of the delegations, the names of the organizations."""

    delegations: tuple[int, ...]
    organizations: tuple[str, ...]


def history(session: Session) -> list[Event]:
    """What befell a session, as values."""
    return [Event(e.what, e.at, e.reason, e.new_from, e.new_until) for e in session.history]


def as_line(session: Session, meetings: int) -> SessionLine:
    """A session with what follows from its history."""
    events = history(session)
    days = dates_of(session.planned_from, session.planned_until, events)
    return SessionLine(session, status_of(events), is_online(events), *days, meetings)


def _session_lines(db: Db, query: Select[Session]) -> list[SessionLine]:
    held = select(func.count()).where(Meeting.session_id == Session.id).scalar_subquery()
    rows = db.execute(query.add_columns(held).options(selectinload(Session.history)))
    return [as_line(row[0], row[1]) for row in rows]


def sessions(db: Db) -> list[SessionLine]:
    """Every session, in the order of the days on which they are now to be held."""
    return sorted(_session_lines(db, select(Session)), key=lambda line: (line.first_day, line.session.id))


def sessions_after(db: Db, session_id: int, limit: int) -> list[SessionLine]:
    """Sessions with a higher id than this, in the order in which they were planned."""
    return _session_lines(db, select(Session).where(Session.id > session_id).order_by(Session.id).limit(limit))


def session(db: Db, session_id: int) -> SessionLine:
    """One session with its history, or NotFound."""
    found = _session_lines(db, select(Session).where(Session.id == session_id))
    if not found:
        raise NotFound
    return found[0]


def _meetings() -> Select[Meeting, int, int]:
    def there(column: Any) -> Any:
        return select(func.count(column)).where(Attendance.meeting_id == Meeting.id).scalar_subquery()

    return select(
        Meeting,
        there(Attendance.delegation_id).label("delegations"),
        there(Attendance.organization_id).label("organizations"),
    ).options(joinedload(Meeting.session))


def _as_line(meeting: Meeting, delegations: int, organizations: int) -> MeetingLine:
    return MeetingLine(
        id=meeting.id, number=meeting.number, session_id=meeting.session_id, session_title=meeting.session.title,
        zone=meeting.session.zone, formality=meeting.formality, mode=meeting.mode,
        standing=standing_of(meeting.opened_at, meeting.adjourned_at), starts_at=meeting.starts_at,
        opened_at=meeting.opened_at, adjourned_at=meeting.adjourned_at,
        delegations=delegations, organizations=organizations,
    )  # fmt: skip


def meetings(db: Db, *, session_id: int | None = None, number: int = 1, size: int = 50) -> Page[MeetingLine]:
    """The meetings of the group or of one session, the latest first."""
    query = _meetings().order_by(Meeting.number.desc())
    page = paged(db, query if session_id is None else query.where(Meeting.session_id == session_id), number, size)
    return Page([_as_line(*row) for row in page.items], page.number, page.size, page.total)


def meetings_of(db: Db, session_id: int) -> list[MeetingLine]:
    """The meetings of one session in their order."""
    rows = db.execute(_meetings().where(Meeting.session_id == session_id).order_by(Meeting.number))
    return [_as_line(*row) for row in rows]


def meetings_after(db: Db, number: int, limit: int, session_id: int | None = None) -> list[MeetingLine]:
    """Meetings with a higher number than this, in their order."""
    query = _meetings().where(Meeting.number > number).order_by(Meeting.number).limit(limit)
    rows = db.execute(query if session_id is None else query.where(Meeting.session_id == session_id))
    return [_as_line(*row) for row in rows]


def meeting_line(db: Db, meeting_id: int) -> MeetingLine:
    """One meeting as it now stands, or NotFound."""
    row = db.execute(_meetings().where(Meeting.id == meeting_id)).one_or_none()
    if row is None:
        raise NotFound
    return _as_line(*row)


def meeting(db: Db, meeting_id: int) -> Meeting:
    """One meeting with its session, or NotFound."""
    found = db.scalars(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(joinedload(Meeting.session).selectinload(Session.history))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def open_meeting(db: Db) -> Meeting | None:
    """The meeting that is open now, if any."""
    return db.scalars(
        select(Meeting)
        .where(Meeting.opened_at.is_not(None), Meeting.adjourned_at.is_(None))
        .options(joinedload(Meeting.session))
    ).first()


def next_number(db: Db) -> int:
    """The number of the next meeting in the group's one run."""
    return (db.scalar(select(func.max(Meeting.number))) or 0) + 1


def _items(db: Db, text_ids: Collection[int]) -> list[Line]:
    return [line for i in sorted(text_ids) for line in texts.lines(db, i) if line.kind in ("paragraph", "subparagraph")]


def agenda(db: Db) -> list[Line]:
    """The items of the agenda in force: the latest one adopted, before that the latest one proposed; no headings."""
    found = texts.texts_of_kind(db, "agenda")
    adopted = [text for text in found if text.closed_at]
    return _items(db, {(adopted or found)[-1].id} if found else ())


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
    """The agenda items that a meeting took up, in that order, whichever agenda they stood on."""
    order = taken_up(db, meeting_id)
    text_ids = set(db.scalars(select(Provision.text_id).where(Provision.id.in_(order)))) if order else set()
    lines = {line.provision_id: line for line in _items(db, text_ids)}
    return [lines[provision_id] for provision_id in order if provision_id in lines]


def decisions(db: Db, *, meeting_id: int | None = None, session_id: int | None = None) -> Sequence[Decision]:
    """Decisions in the order in which they were taken: of one meeting, of one session, or all."""
    query = select(Decision).join(Meeting, Decision.meeting_id == Meeting.id)
    query = query.options(joinedload(Decision.meeting).joinedload(Meeting.session))
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    if session_id is not None:
        query = query.where(Meeting.session_id == session_id)
    return db.scalars(query.order_by(Decision.at, Decision.id)).all()


def officers(db: Db, *, session_id: int | None = None) -> list[OfficerLine]:
    """Everybody who was elected to an office, in the order of election; at one session, or at any."""
    query = (
        select(Officer.office, Delegation, Decision, Capacity.until)
        .join(Decision, Officer.decision_id == Decision.id)
        .join(Capacity, Officer.capacity_id == Capacity.id)
        .join(Delegation, Capacity.delegation_id == Delegation.id)
        .options(joinedload(Decision.meeting))
        .order_by(Decision.at, Decision.id)
    )
    if session_id is not None:
        query = query.join(Meeting, Decision.meeting_id == Meeting.id).where(Meeting.session_id == session_id)
    return [OfficerLine(row[0], row[1], row[2], row[3] is not None) for row in db.execute(query)]


def chair(db: Db) -> Capacity | None:
    """The capacity of the chair who presides, if there is one."""
    return db.scalars(select(Capacity).where(Capacity.role == "chair", Capacity.until.is_(None))).one_or_none()


def attendance(db: Db) -> dict[int, tuple[int, int]]:
    """Meeting -> how many delegations and how many organizations were there."""
    rows = db.execute(
        select(
            Attendance.meeting_id, func.count(Attendance.delegation_id), func.count(Attendance.organization_id)
        ).group_by(Attendance.meeting_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def presence(db: Db, meeting_id: int) -> Presence:
    """Who was at a meeting: delegations by code, organizations by name."""
    delegations = db.scalars(
        select(Delegation.id)
        .join(Attendance, Attendance.delegation_id == Delegation.id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Delegation.code)
    )
    organizations = db.scalars(
        select(Organization.name)
        .join(Attendance, Attendance.organization_id == Organization.id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Organization.name)
    )
    return Presence(tuple(delegations), tuple(organizations))


def organizations_named(db: Db, names: Collection[str]) -> Sequence[Organization]:
    """The organizations with these names; unknown names are passed over."""
    return db.scalars(select(Organization).where(Organization.name.in_(names)).order_by(Organization.name)).all()


def participants(db: Db) -> Sequence[Delegation]:
    """The delegations that were at any meeting."""
    return db.scalars(
        select(Delegation)
        .where(Delegation.id.in_(select(Attendance.delegation_id).where(Attendance.delegation_id.is_not(None))))
        .order_by(Delegation.code)
    ).all()


def nominee(db: Db, email: str, delegation: str, language: str, on: date) -> tuple[Account, Delegation, str]:
    """Whom an election means: the account, the delegation by its name or code, and its name as the record writes it."""
    account = accounts.account_by_email(db, email)
    if account is None:
        raise Invalid(say("There is no account with this address."), {"email": say("No such account.")})
    state = accounts.find_delegation(db, delegation, language, on)
    if state is None:
        raise Invalid(say("There is no delegation of this name or code."), {"delegation": say("Not found.")})
    return account, state, accounts.delegation_names(db, RECORDS_LANGUAGE, on)[state.id]


def attenders(db: Db, delegations: str, organizations: str) -> tuple[Sequence[Delegation], Sequence[Organization]]:
    """Whom a list of attendance means: delegations by code, organizations by name, one a line; all must be known."""
    codes = delegations.replace(",", " ").upper().split()
    names = [name.strip() for name in organizations.splitlines() if name.strip()]
    if not codes and not names:
        raise Invalid(say("Please say who was there."), {"delegations": say("Please fill this in.")})
    states = accounts.delegations_by_code(db, codes)
    if unknown := sorted(set(codes) - {state.code for state in states}):
        raise Invalid(
            say("There is no delegation with the code %(code)s."),
            {"delegations": say("Unknown code.")},
            code=unknown[0],
        )
    found = organizations_named(db, names)
    if unknown := sorted(set(names) - {organization.name for organization in found}):
        raise Invalid(
            say("There is no organization called %(name)s."), {"organizations": say("Unknown name.")}, name=unknown[0]
        )
    return states, found


def checklist(db: Db) -> list[tuple[str, bool]]:
    """What paragraph 6 asks the organizational session to settle, and whether it is settled."""
    offices = set(db.scalars(select(Officer.office)))
    closed = set(db.scalars(select(DraftText.kind).where(DraftText.closed_at.is_not(None))))
    substantive = _session_lines(db, select(Session).where(Session.kind == "substantive"))
    return rules.settled(offices, closed, [line.status for line in substantive])
