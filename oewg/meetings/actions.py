"""What is done about meetings? Sessions planned, opened, postponed; meetings held; officers elected; decisions recorded."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from oewg.accounts.actions import end_capacity, give_capacity
from oewg.accounts.models import Account, Capacity, Delegation, Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings import queries, rules
from oewg.meetings.models import Attendance, Consideration, Decision, Meeting, Officer, Session, SessionEvent
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    plan_session=say("A session was planned."),
    open_session=say("A session was opened."),
    postpone_session=say("A session was postponed."),
    move_session_online=say("A session was moved online."),
    cancel_session=say("A session was cancelled."),
    close_session=say("A session was closed."),
    plan_meeting=say("A meeting was planned."),
    open_meeting=say("A meeting was opened."),
    adjourn_meeting=say("A meeting was adjourned."),
    take_up=say("A meeting took up an item of the agenda."),
    elect_officer=say("An officer was elected."),
    record_decision=say("A decision was recorded."),
    record_attendance=say("Attendance was recorded."),
)


def plan_session(
    db: Db, kind: str, title: str, first_day: date, last_day: date, place: str, zone: str, *, by: Viewer, at: datetime
) -> Session:
    """Plan a session for days (both inclusive) at a place, in a zone."""
    if last_day < first_day:
        raise Invalid(say("A session ends after it begins."), {"last_day": say("Before the first day.")})
    if db.scalars(select(Session.id).where(Session.title == title)).first():
        raise Invalid(say("There is a session with this title already."), {"title": say("Already in use.")})
    session = Session(
        kind=kind, title=title, planned_from=first_day, planned_until=last_day, place=place, zone=zone
    )  # fmt: skip
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
    """Postpone a session to other days, with the reason."""
    if new_until < new_from:
        raise Invalid(say("A session ends after it begins."), {"new_until": say("Before the first day.")})
    _befall(db, session, "postponed", "postpone_session", by, at, reason, new_from, new_until)


def move_session_online(db: Db, session: Session, reason: str, *, by: Viewer, at: datetime) -> None:
    """Hold a session, or the rest of it, online, with the reason."""
    _befall(db, session, "moved_online", "move_session_online", by, at, reason)


def cancel_session(db: Db, session: Session, reason: str, *, by: Viewer, at: datetime) -> None:
    """Cancel a session, with the reason."""
    _befall(db, session, "cancelled", "cancel_session", by, at, reason)


def close_session(db: Db, session: Session, *, by: Viewer, at: datetime) -> None:
    """Close a session; its meetings have all been adjourned."""
    still_open = queries.open_meeting(db)
    if still_open and still_open.session_id == session.id:
        raise Refusal(say("A meeting of this session is still open: adjourn it first."))
    _befall(db, session, "closed", "close_session", by, at)


def _befall(
    db: Db, session: Session, what: str, act: str, by: Viewer, at: datetime, reason: str = "",
    new_from: date | None = None, new_until: date | None = None,
) -> None:  # fmt: skip
    rules.check_befalls(queries.history(session), what, reason)
    session.history.append(SessionEvent(what=what, at=at, reason=reason, new_from=new_from, new_until=new_until))
    db.flush()
    facts = {"reason": reason, "from": str(new_from or ""), "until": str(new_until or "")}
    append(db, act, by.account_id, by.capacity, Subject("session", session.id), facts, at)


def plan_meeting(
    db: Db, session: Session, formality: str, mode: str, starts_at: datetime, *, by: Viewer, at: datetime
) -> Meeting:
    """Call a meeting of a session; it gets the next number in the group's one run."""
    status = rules.status_of(queries.history(session))
    if status in ("cancelled", "closed"):
        raise Refusal(say("A session that is %(status)s has no further meetings."), status=rules.WORDS[status])
    first, last = rules.dates_of(session.planned_from, session.planned_until, queries.history(session))
    if not first <= starts_at.astimezone(ZoneInfo(session.zone)).date() <= last:
        raise Invalid(
            say("The session lasts from %(first)s to %(last)s; a meeting is on one of these days."),
            {"starts_at": say("Outside the session.")}, first=rules.long_date(first), last=rules.long_date(last),
        )  # fmt: skip
    meeting = Meeting(
        session_id=session.id, number=queries.next_number(db), formality=formality, mode=mode, starts_at=starts_at
    )
    db.add(meeting)
    db.flush()
    facts = {
        "session": session.id, "number": meeting.number, "formality": formality, "mode": mode, "starts_at": starts_at.isoformat(),
    }  # fmt: skip
    append(db, "plan_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
    return meeting


def open_meeting(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Open a meeting."""
    other = queries.open_meeting(db)
    status = rules.status_of(queries.history(meeting.session))
    rules.check_opens(status, meeting.opened_at, other.number if other else None)
    meeting.opened_at = at
    append(db, "open_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), {}, at)


def adjourn_meeting(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Adjourn a meeting that is open."""
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    meeting.adjourned_at = at
    append(db, "adjourn_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), {}, at)


def take_up(db: Db, meeting: Meeting, item: Provision, *, by: Viewer, at: datetime) -> None:
    """Take up an item of the agenda at an open meeting."""
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    if item.text.kind != "agenda":
        raise Refusal(say("A meeting takes up items of the agenda; this is none."))
    if item.id in queries.taken_up(db, meeting.id):
        raise Refusal(say("This meeting has taken up the item already."))
    db.add(Consideration(meeting_id=meeting.id, provision_id=item.id, at=at))
    db.flush()
    append(db, "take_up", by.account_id, by.capacity, Subject("meeting", meeting.id), {"provision": item.id}, at)


def elect_officer(
    db: Db, meeting: Meeting, account: Account, delegation: Delegation, delegation_name: str, office: str, *,
    by: Viewer, at: datetime,
) -> Decision:  # fmt: skip
    """Record an election by acclamation: the decision in words, the officer, and the capacity from this instant on.

    `delegation_name` is the name of the State in the language of the records. There is one chair at a time: the
    election of another ends the capacity of the one before.
    """
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    if office == "chair":
        before = db.scalars(select(Capacity).where(Capacity.role == "chair", Capacity.until.is_(None))).one_or_none()
        if before is not None:
            end_capacity(db, before, by=by, at=at)
            db.flush()
    day = at.astimezone(ZoneInfo(meeting.session.zone)).date()
    decision = Decision(
        meeting_id=meeting.id, at=at, kind="election",
        words=rules.election_words(meeting.number, day, delegation_name, office),
    )  # fmt: skip
    capacity = give_capacity(db, account, office, by=by, at=at, since=at, delegation_id=delegation.id)
    db.add(decision)
    db.flush()
    db.add(Officer(decision_id=decision.id, capacity_id=capacity.id, office=office))
    db.flush()
    facts = {"meeting": meeting.id, "office": office, "delegation": delegation.code, "words": decision.words}
    append(db, "elect_officer", by.account_id, by.capacity, Subject("decision", decision.id), facts, at)
    return decision


def record_decision(db: Db, meeting: Meeting, kind: str, words: str, *, by: Viewer, at: datetime) -> Decision:
    """Record what the group decided, in its exact words, at an open meeting."""
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    decision = Decision(meeting_id=meeting.id, at=at, kind=kind, words=words)
    db.add(decision)
    db.flush()
    facts = {"meeting": meeting.id, "kind": kind, "words": words}
    append(db, "record_decision", by.account_id, by.capacity, Subject("decision", decision.id), facts, at)
    return decision


def record_attendance(
    db: Db, meeting: Meeting, delegations: Collection[Delegation], organizations: Collection[Organization], *,
    by: Viewer, at: datetime,
) -> None:  # fmt: skip
    """Record who was at a meeting that has been opened; whoever is recorded already stays recorded once."""
    if meeting.opened_at is None:
        raise Refusal(say("Attendance is recorded when the meeting has been opened."))
    known = db.execute(
        select(Attendance.delegation_id, Attendance.organization_id).where(Attendance.meeting_id == meeting.id)
    ).all()
    there = {row[0] for row in known}, {row[1] for row in known}
    new = [Attendance(meeting_id=meeting.id, delegation_id=d.id) for d in delegations if d.id not in there[0]]
    new += [Attendance(meeting_id=meeting.id, organization_id=o.id) for o in organizations if o.id not in there[1]]
    if not new:
        raise Refusal(say("All of them are on the list already."))
    db.add_all(new)
    db.flush()
    facts = {"delegations": sorted(d.code for d in delegations), "organizations": sorted(o.id for o in organizations)}
    append(db, "record_attendance", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
