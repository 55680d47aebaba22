"""When did and does the group meet? Sessions with where they stand, meetings, officers, decisions. All of it is public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Capacity, Delegation
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import Attendance, Consideration, Decision, Meeting, Officer, Session
from oewg.meetings.rules import Event, dates_of, status_of
from oewg.texts import queries as texts
from oewg.texts.queries import Line


@dataclass(frozen=True)
class SessionLine:
    """A session as it now stands."""

    session: Session
    status: str
    first_day: date
    last_day: date
    meetings: int


@dataclass(frozen=True)
class OfficerLine:
    """An officer as elected: the office, the delegation, the decision."""

    office: str
    delegation: Delegation
    decision: Decision
    ended: bool


def history(session: Session) -> list[Event]:
    """What befell a session, as values."""
    return [Event(e.what, e.at, e.reason, e.new_from, e.new_until) for e in session.history]


def as_line(session: Session, meetings: int) -> SessionLine:
    """A session with what follows from its history."""
    events = history(session)
    return SessionLine(
        session, status_of(events), *dates_of(session.planned_from, session.planned_until, events), meetings
    )


def sessions(db: Db) -> list[SessionLine]:
    """Every session, in the order of the dates on which they are now to be held."""
    counts: dict[int, int] = {
        row[0]: row[1] for row in db.execute(select(Meeting.session_id, func.count()).group_by(Meeting.session_id))
    }
    rows = db.scalars(select(Session).options(selectinload(Session.history)))
    return sorted(
        (as_line(row, counts.get(row.id, 0)) for row in rows), key=lambda line: (line.first_day, line.session.id)
    )


def session(db: Db, session_id: int) -> SessionLine:
    """One session with its history and meetings, or NotFound."""
    found = db.scalars(
        select(Session)
        .where(Session.id == session_id)
        .options(selectinload(Session.history), selectinload(Session.meetings))
    ).one_or_none()
    if found is None:
        raise NotFound
    return as_line(found, len(found.meetings))


def meetings(db: Db, *, number: int = 1, size: int = 50) -> Page[Meeting]:
    """Every meeting, the latest first."""
    return paged(db, select(Meeting).options(joinedload(Meeting.session)).order_by(Meeting.number.desc()), number, size)


def meetings_after(db: Db, number: int, limit: int) -> Sequence[Meeting]:
    """Meetings with a higher number than this, in order."""
    query = select(Meeting).where(Meeting.number > number).options(joinedload(Meeting.session))
    return db.scalars(query.order_by(Meeting.number).limit(limit)).all()


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


def agenda(db: Db) -> list[Line]:
    """The items of the agenda in force (the latest text of that kind), headings apart."""
    texts_of_kind = texts.texts_of_kind(db, "agenda")
    lines = texts.lines(db, texts_of_kind[-1].id) if texts_of_kind else []
    return [line for line in lines if line.kind in ("paragraph", "subparagraph")]


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
    """The agenda items (provisions) that a meeting took up."""
    return list(
        db.scalars(
            select(Consideration.provision_id).where(Consideration.meeting_id == meeting_id).order_by(Consideration.at)
        )
    )


def decisions(db: Db, *, meeting_id: int | None = None, session_id: int | None = None) -> Sequence[Decision]:
    """Decisions in the order in which they were taken: of one meeting, of one session, or all."""
    query = select(Decision).join(Meeting, Decision.meeting_id == Meeting.id).options(joinedload(Decision.meeting))
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    if session_id is not None:
        query = query.where(Meeting.session_id == session_id)
    return db.scalars(query.order_by(Decision.at, Decision.id)).all()


def officers(db: Db) -> list[OfficerLine]:
    """Everybody who was elected to an office, in the order of election."""
    rows = db.execute(
        select(Officer.office, Delegation, Decision, Capacity.until)
        .join(Decision, Officer.decision_id == Decision.id)
        .join(Capacity, Officer.capacity_id == Capacity.id)
        .join(Delegation, Capacity.delegation_id == Delegation.id)
        .options(joinedload(Decision.meeting))
        .order_by(Decision.at, Decision.id)
    )
    return [OfficerLine(row[0], row[1], row[2], row[3] is not None) for row in rows]


def attendance(db: Db) -> dict[int, tuple[int, int]]:
    """Meeting -> how many delegations and how many organizations were there."""
    rows = db.execute(
        select(
            Attendance.meeting_id, func.count(Attendance.delegation_id), func.count(Attendance.organization_id)
        ).group_by(Attendance.meeting_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def participants(db: Db) -> Sequence[Delegation]:
    """The delegations that were at any meeting."""
    return db.scalars(
        select(Delegation)
        .where(Delegation.id.in_(select(Attendance.delegation_id).where(Attendance.delegation_id.is_not(None))))
        .order_by(Delegation.code)
    ).all()


def checklist(db: Db) -> list[tuple[str, bool]]:
    """What paragraph 6 asks the organizational session to settle, and whether it is settled."""
    offices = {line.office for line in officers(db)}
    closed = {
        kind: any(text.closed_at for text in texts.texts_of_kind(db, kind))
        for kind in ("agenda", "programme_of_work", "modalities")
    }
    return [("officers", "chair" in offices), *closed.items()]
