"""What befalls a session? Planned, opened, postponed, moved online, cancelled, closed."""

from datetime import date, datetime

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, say
from oewg.meetings import queries
from oewg.meetings.actions.life import cancel_meeting, move_meeting, postpone_meeting
from oewg.meetings.models import Session, SessionEvent
from oewg.meetings.rules import sessions as rules
from oewg.meetings.rules.life import standing_of
from oewg.meetings.rules.timetable import moved_with
from oewg.record.actions import Subject, append

told(
    plan_session=say("A session was planned."),
    open_session=say("A session was opened."),
    postpone_session=say("A session was postponed."),
    move_session_online=say("A session was moved online."),
    cancel_session=say("A session was cancelled."),
    close_session=say("A session was closed."),
)


def plan_session(
    db: Db, kind: str, title: str, first_day: date, last_day: date, place: str, zone: str, *, by: Viewer, at: datetime
) -> Session:
    """Plan a session for days (both inclusive) at a place, in a zone."""
    if last_day < first_day:
        raise Invalid(say("A session ends after it begins."), {"last_day": say("Before the first day.")})
    if db.scalars(select(Session.id).where(Session.title == title)).first():
        raise Invalid(say("There is a session with this title already."), {"title": say("Already in use.")})
    session = Session(kind=kind, title=title, planned_from=first_day, planned_until=last_day, place=place, zone=zone)
    session.history.append(SessionEvent(what="planned", at=at, reason=""))
    db.add(session)
    db.flush()
    facts = {"kind": kind, "title": title, "from": str(first_day), "until": str(last_day), "place": place, "zone": zone}
    append(db, "plan_session", by.account_id, by.capacity, Subject("session", session.id), facts, at)
    return session


def open_session(db: Db, session: Session, *, by: Viewer, at: datetime) -> None:
    """Open a session."""
    _befall(db, session, "opened", "open_session", by, at)


def postpone_session(
    db: Db, session: Session, reason: str, new_from: date, new_until: date, *, by: Viewer, at: datetime
) -> None:
    """Postpone a session to other days, with the reason; its meetings with it, to the same day of it and the same hour.

    A meeting for which the session has no day any more stays as it was called, for the secretariat to decide.
    """
    if new_until < new_from:
        raise Invalid(say("A session ends after it begins."), {"new_until": say("Before the first day.")})
    before = rules.dates_of(session.planned_from, session.planned_until, queries.history(session))
    _befall(db, session, "postponed", "postpone_session", by, at, reason, new_from, new_until)
    for meeting in [each for each in session.meetings if standing_of(each) == "planned"]:
        starts_at = moved_with(meeting.starts_at, session.zone, before, (new_from, new_until))
        if starts_at is not None and starts_at != meeting.starts_at:
            postpone_meeting(db, meeting, starts_at, None, meeting.room, reason, by=by, at=at)


def move_session_online(db: Db, session: Session, reason: str, *, by: Viewer, at: datetime) -> None:
    """Hold a session, or the rest of it, online, with the reason; its meetings that were to be held in person with it."""
    _befall(db, session, "moved_online", "move_session_online", by, at, reason)
    for meeting in session.meetings:
        if standing_of(meeting) in ("planned", "open", "suspended") and meeting.mode == "in_person":
            move_meeting(db, meeting, "virtual", "", reason, by=by, at=at)


def cancel_session(db: Db, session: Session, reason: str, *, by: Viewer, at: datetime) -> None:
    """Cancel a session, with the reason; its meetings that are still planned with it."""
    _befall(db, session, "cancelled", "cancel_session", by, at, reason)
    for meeting in session.meetings:
        if standing_of(meeting) == "planned":
            cancel_meeting(db, meeting, reason, by=by, at=at)


def close_session(db: Db, session: Session, *, by: Viewer, at: datetime) -> None:
    """Close a session; its meetings have all been adjourned or cancelled."""
    rules.check_befalls(queries.history(session), "closed")
    rules.check_closes((each.number, standing_of(each)) for each in session.meetings)
    _befall(db, session, "closed", "close_session", by, at)


def befall(
    db: Db, session: Session, what: str, reason: str, new_from: date | None, new_until: date | None, *, by: Viewer,
    at: datetime,
) -> str:  # fmt: skip
    """Record what befalls a session, as a form says it; the name of the act that was recorded."""
    if what == "postponed":
        if new_from is None or new_until is None:
            raise Invalid(say("A postponed session has new days."), {"new_from": say("Please fill this in.")})
        postpone_session(db, session, reason, new_from, new_until, by=by, at=at)
        return "postpone_session"
    if what == "opened":
        open_session(db, session, by=by, at=at)
        return "open_session"
    if what == "closed":
        close_session(db, session, by=by, at=at)
        return "close_session"
    if what == "cancelled":
        cancel_session(db, session, reason, by=by, at=at)
        return "cancel_session"
    move_session_online(db, session, reason, by=by, at=at)
    return "move_session_online"


def _befall(
    db: Db, session: Session, what: str, act: str, by: Viewer, at: datetime, reason: str = "",
    new_from: date | None = None, new_until: date | None = None,
) -> None:  # fmt: skip
    rules.check_befalls(queries.history(session), what, reason)
    session.history.append(SessionEvent(what=what, at=at, reason=reason, new_from=new_from, new_until=new_until))
    db.flush()
    facts = {"reason": reason, "from": str(new_from or ""), "until": str(new_until or "")}
    # What hangs on a session ends with it: whoever looks next records that, as after a deadline.
    ends = (at,) if what in ("closed", "cancelled") else ()
    append(db, act, by.account_id, by.capacity, Subject("session", session.id), facts, at, deadlines=ends)
