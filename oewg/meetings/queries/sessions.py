"""When did and does the group meet? Sessions with where they stand, and meetings. All of it is public."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Capacity
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import Attendance, Meeting, Session
from oewg.meetings.rules.life import in_office, part_of_day, presided_over_at, standing_of
from oewg.meetings.rules.sessions import Event, dates_of, is_online, status_of


@dataclass(frozen=True)
class SessionLine:
    """A session as it now stands: its standing and its days are those that follow from its history.

    `meetings`: how many were called and not cancelled.
    """

    session: Session
    status: str
    online: bool
    first_day: date
    last_day: date
    meetings: int


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as it now stands, and how many delegations and organizations were there."""

    id: int
    number: int
    session_id: int
    session_title: str
    zone: str
    formality: str
    mode: str
    room: str
    standing: str
    """Planned, open, suspended, adjourned or cancelled."""
    part: str
    """Morning or afternoon, on the clocks of the zone."""
    starts_at: datetime
    ends_at: datetime
    opened_at: datetime | None
    suspended_at: datetime | None
    adjourned_at: datetime | None
    cancelled_at: datetime | None
    presiding: int | None
    """The delegation of the Vice-Chair who is to preside and is in office; none for the Chair."""
    delegations: int
    organizations: int


def history(session: Session) -> list[Event]:
    """What befell a session, as values."""
    return [Event(e.what, e.at, e.reason, e.new_from, e.new_until) for e in session.history]


def as_line(session: Session, meetings: int) -> SessionLine:
    """A session with what follows from its history."""
    events = history(session)
    days = dates_of(session.planned_from, session.planned_until, events)
    return SessionLine(session, status_of(events), is_online(events), *days, meetings)


def session_lines(db: Db, query: Select[Session]) -> list[SessionLine]:
    """The sessions that a query finds, with what follows from their histories: two queries."""
    called = Meeting.session_id == Session.id, Meeting.cancelled_at.is_(None)
    held = select(func.count()).where(*called).scalar_subquery()
    rows = db.execute(query.add_columns(held).options(selectinload(Session.history)))
    return [as_line(row[0], row[1]) for row in rows]


def sessions(db: Db) -> list[SessionLine]:
    """Every session, in the order of the days on which they are now to be held."""
    return sorted(session_lines(db, select(Session)), key=lambda line: (line.first_day, line.session.id))


def session(db: Db, session_id: int) -> SessionLine:
    """One session with its history, or NotFound."""
    found = session_lines(db, select(Session).where(Session.id == session_id))
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
    ).options(joinedload(Meeting.session), joinedload(Meeting.presiding))


def deputy(meeting: Meeting, at: datetime) -> Capacity | None:
    """The Vice-Chair who is to preside, or did; none for the Chair, who presides when that office has ended."""
    named, when = meeting.presiding, presided_over_at(meeting, meeting.starts_at, at)
    return named if named is not None and in_office(named.since, named.until, when) else None


def _as_line(meeting: Meeting, delegations: int, organizations: int, at: datetime) -> MeetingLine:
    presiding = deputy(meeting, at)
    return MeetingLine(
        id=meeting.id, number=meeting.number, session_id=meeting.session_id, session_title=meeting.session.title,
        zone=meeting.session.zone, formality=meeting.formality, mode=meeting.mode, room=meeting.room,
        standing=standing_of(meeting), part=part_of_day(meeting.starts_at, meeting.session.zone),
        starts_at=meeting.starts_at, ends_at=meeting.ends_at, opened_at=meeting.opened_at,
        suspended_at=meeting.suspended_at, adjourned_at=meeting.adjourned_at, cancelled_at=meeting.cancelled_at,
        presiding=presiding.delegation_id if presiding else None,
        delegations=delegations, organizations=organizations,
    )  # fmt: skip


def meetings(
    db: Db, at: datetime, *, session_id: int | None = None, number: int = 1, size: int = 50
) -> Page[MeetingLine]:
    """The meetings of the group or of one session, the latest first."""
    query = _meetings().order_by(Meeting.number.desc())
    page = paged(db, query if session_id is None else query.where(Meeting.session_id == session_id), number, size)
    return Page([_as_line(row[0], row[1], row[2], at) for row in page.items], page.number, page.size, page.total)


def meetings_of(db: Db, session_id: int, at: datetime) -> list[MeetingLine]:
    """The meetings of one session in their order."""
    rows = db.execute(_meetings().where(Meeting.session_id == session_id).order_by(Meeting.number))
    return [_as_line(*row, at) for row in rows]


def meetings_after(db: Db, number: int, limit: int, at: datetime, session_id: int | None = None) -> list[MeetingLine]:
    """Meetings with a higher number than this, in their order."""
    query = _meetings().where(Meeting.number > number).order_by(Meeting.number).limit(limit)
    rows = db.execute(query if session_id is None else query.where(Meeting.session_id == session_id))
    return [_as_line(*row, at) for row in rows]


def meeting_line(db: Db, meeting_id: int, at: datetime) -> MeetingLine:
    """One meeting as it now stands, or NotFound."""
    row = db.execute(_meetings().where(Meeting.id == meeting_id)).one_or_none()
    if row is None:
        raise NotFound
    return _as_line(*row, at)


def meeting(db: Db, meeting_id: int) -> Meeting:
    """One meeting with its session, or NotFound."""
    found = db.scalars(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(joinedload(Meeting.session).selectinload(Session.history), joinedload(Meeting.presiding))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def open_meeting(db: Db) -> Meeting | None:
    """The meeting that is open now, if any; one that is suspended takes no decision and is not open."""
    found = unfinished_meeting(db)
    return found if found is not None and found.suspended_at is None else None


def unfinished_meeting(db: Db) -> Meeting | None:
    """The meeting that was opened and not adjourned, if any: it is open or suspended."""
    return db.scalars(
        select(Meeting)
        .where(Meeting.opened_at.is_not(None), Meeting.adjourned_at.is_(None))
        .options(joinedload(Meeting.session))
    ).first()


def next_number(db: Db) -> int:
    """The number of the next meeting in the group's one run."""
    return (db.scalar(select(func.max(Meeting.number))) or 0) + 1
