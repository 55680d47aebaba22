"""What is done about meetings? Sessions planned, opened, postponed; meetings held; officers elected; decisions recorded."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from oewg.accounts.actions import end_capacity, give_capacity
from oewg.accounts.models import Account, Delegation, Organization
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
    append(db, act, by.account_id, by.capacity, Subject("session", session.id), facts, at)


def plan_meeting(
    db: Db, session: Session, formality: str, mode: str, starts_at: datetime, *, by: Viewer, at: datetime
) -> Meeting:
    """Call a meeting of a session; it gets the next number in the group's one run."""
    events = queries.history(session)
    if not rules.may_follow(events):
        status = rules.WORDS[rules.status_of(events)]
        raise Refusal(say("A session that is %(status)s has no further meetings."), status=status)
    first, last = rules.dates_of(session.planned_from, session.planned_until, events)
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
    already = item.id in queries.taken_up(db, meeting.id)
    rules.check_item(item.text.kind, item.kind, item.removed_at is not None, already)
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
    rules.check_decides(meeting.formality)
    if account.disabled_at is not None:
        raise Refusal(say("This account is disabled: nobody can act through it."))
    before = queries.chair(db) if office == "chair" else None
    rules.check_elected(delegation.kind, before is not None and before.account_id == account.id)
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
    facts = {
        "meeting": meeting.id, "office": office, "delegation": delegation.code, "capacity": capacity.id,
        "words": decision.words,
    }  # fmt: skip
    append(db, "elect_officer", by.account_id, by.capacity, Subject("decision", decision.id), facts, at)
    return decision


def record_decision(db: Db, meeting: Meeting, kind: str, words: str, *, by: Viewer, at: datetime) -> Decision:
    """Record what the group decided, in its exact words, at an open formal meeting.

    `kind` is "adoption" (negotiation's alone), "organization" or "other"; an election is recorded by `elect_officer`.
    """
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    rules.check_decides(meeting.formality)
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
    """Record who was at a meeting that has been opened; whoever is on the list already stays there once."""
    if meeting.opened_at is None:
        raise Refusal(say("Attendance is recorded when the meeting has been opened."))
    if strangers := [o.name for o in organizations if o.accredited_since is None]:
        raise Refusal(say("%(name)s is not accredited, so it does not attend meetings."), name=strangers[0])
    known = queries.presence(db, meeting.id)
    new_delegations = [d for d in delegations if d.id not in known.delegations]
    new_organizations = [o for o in organizations if o.name not in known.organizations]
    if not new_delegations and not new_organizations:
        raise Refusal(say("All of them are on the list already."))
    db.add_all(Attendance(meeting_id=meeting.id, delegation_id=d.id) for d in new_delegations)
    db.add_all(Attendance(meeting_id=meeting.id, organization_id=o.id) for o in new_organizations)
    db.flush()
    facts = {
        "delegations": sorted(d.code for d in new_delegations),
        "organizations": sorted(o.id for o in new_organizations),
    }
    append(db, "record_attendance", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
