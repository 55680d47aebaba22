"""What is done with a meeting? Called, opened, adjourned; items of the agenda taken up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from oewg.accounts.models import Capacity
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings import queries
from oewg.meetings.actions.attendance import new_code
from oewg.meetings.actions.floor import deliver_what_was_said, end_interventions
from oewg.meetings.models import Consideration, Meeting, Session
from oewg.meetings.rules import life
from oewg.meetings.rules import sessions as rules
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    plan_meeting=say("A meeting was called."),
    open_meeting=say("A meeting was opened."),
    adjourn_meeting=say("A meeting was adjourned."),
    take_up=say("A meeting took up an item of the agenda."),
)

USUAL_LENGTH = timedelta(hours=3)
"""For which rooms and interpreters are booked."""


def plan_meeting(
    db: Db, session: Session, formality: str, mode: str, starts_at: datetime, *, by: Viewer, at: datetime,
    ends_at: datetime | None = None, room: str = "", presiding: Capacity | None = None,
) -> Meeting:  # fmt: skip
    """Call a meeting of a session, for three hours unless told otherwise; it gets the next number in the one run.

    `presiding` is the capacity of the Vice-Chair who is to preside; none when it is the Chair.
    """
    ends_at = end_of(session, starts_at, ends_at, USUAL_LENGTH)
    life.check_place(mode, room)
    if presiding is not None:
        life.check_presides(presiding.role, life.in_office(presiding.since, presiding.until, at))
    meeting = Meeting(
        session_id=session.id, number=queries.next_number(db), formality=formality, mode=mode, starts_at=starts_at,
        ends_at=ends_at, room=room, presiding=presiding,
    )  # fmt: skip
    db.add(meeting)
    db.flush()
    facts = {
        "session": session.id, "number": meeting.number, "formality": formality, "mode": mode,
        "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "room": room,
        "presiding": meeting.presiding_id,
    }  # fmt: skip
    append(db, "plan_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
    return meeting


def end_of(session: Session, starts_at: datetime, ends_at: datetime | None, length: timedelta) -> datetime:
    """When a meeting ends that starts then: as told, or after this length; refused where its session does not allow it."""
    events = queries.history(session)
    if not rules.may_follow(events):
        status = rules.WORDS[rules.status_of(events)]
        raise Refusal(say("A session that is %(status)s has no further meetings."), status=status)
    days = rules.dates_of(session.planned_from, session.planned_until, events)
    try:
        ends_at = ends_at or starts_at + length
        life.check_times(starts_at, ends_at, session.zone, *days)
    except OverflowError as error:
        raise Invalid(say("This instant lies outside the calendar."), {"starts_at": say("Too far away.")}) from error
    return ends_at


Condition = Callable[[Db, Meeting], None]
_CONDITIONS: list[Condition] = []


def before_opening(condition: Condition) -> Condition:
    """Register a higher room's condition: it raises Refusal if a meeting must not be opened yet."""
    _CONDITIONS.append(condition)
    return condition


def open_meeting(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Open a meeting."""
    other = queries.unfinished_meeting(db)
    status = rules.status_of(queries.history(meeting.session))
    life.check_opens(status, life.standing_of(meeting), other.number if other else None)
    for condition in _CONDITIONS:
        condition(db, meeting)
    meeting.opened_at = at
    meeting.check_in_code = new_code()
    append(db, "open_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), {}, at)


def adjourn_meeting(db: Db, meeting: Meeting, reason: str = "", *, by: Viewer, at: datetime) -> None:
    """Adjourn a meeting that is open, or suspended and not resumed; whoever has the floor has had it, until now."""
    life.check_adjourns(life.standing_of(meeting))
    ended = end_interventions(db, meeting, at)
    facts = {"reason": reason, "interventions": ended}
    meeting.suspended_at, meeting.adjourned_at, meeting.check_in_code = None, at, None
    append(db, "adjourn_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
    deliver_what_was_said(db, ended, at, by)


def take_up(db: Db, meeting: Meeting, item: Provision, *, by: Viewer, at: datetime) -> None:
    """Take up an item of the agenda at an open meeting."""
    life.check_open(meeting)
    already = item.id in queries.taken_up(db, meeting.id)
    rules.check_item(item.text.kind, item.kind, item.removed_at is not None, already)
    db.add(Consideration(meeting_id=meeting.id, provision_id=item.id, at=at))
    db.flush()
    append(db, "take_up", by.account_id, by.capacity, Subject("meeting", meeting.id), {"provision": item.id}, at)
