"""What is done with a meeting? Called, opened, adjourned; items of the agenda taken up."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings import queries
from oewg.meetings.actions.attendance import new_code
from oewg.meetings.models import Consideration, Meeting, Session
from oewg.meetings.rules import sessions as rules
from oewg.meetings.rules.words import long_date
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    plan_meeting=say("A meeting was planned."),
    open_meeting=say("A meeting was opened."),
    adjourn_meeting=say("A meeting was adjourned."),
    take_up=say("A meeting took up an item of the agenda."),
)

USUAL_LENGTH = timedelta(hours=3)
"""For which rooms and interpreters are booked."""


def plan_meeting(
    db: Db, session: Session, formality: str, mode: str, starts_at: datetime, *, by: Viewer, at: datetime,
    ends_at: datetime | None = None, room: str = "",
) -> Meeting:  # fmt: skip
    """Call a meeting of a session, for three hours unless told otherwise; it gets the next number in the one run."""
    events = queries.history(session)
    if not rules.may_follow(events):
        status = rules.WORDS[rules.status_of(events)]
        raise Refusal(say("A session that is %(status)s has no further meetings."), status=status)
    first, last = rules.dates_of(session.planned_from, session.planned_until, events)
    if not first <= starts_at.astimezone(ZoneInfo(session.zone)).date() <= last:
        raise Invalid(
            say("The session lasts from %(first)s to %(last)s; a meeting is on one of these days."),
            {"starts_at": say("Outside the session.")}, first=long_date(first), last=long_date(last),
        )  # fmt: skip
    ends_at = ends_at or starts_at + USUAL_LENGTH
    meeting = Meeting(
        session_id=session.id, number=queries.next_number(db), formality=formality, mode=mode, starts_at=starts_at,
        ends_at=ends_at, room=room,
    )  # fmt: skip
    db.add(meeting)
    db.flush()
    facts = {
        "session": session.id, "number": meeting.number, "formality": formality, "mode": mode, "starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "room": room,
    }  # fmt: skip
    append(db, "plan_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
    return meeting


def open_meeting(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Open a meeting."""
    other = queries.open_meeting(db)
    status = rules.status_of(queries.history(meeting.session))
    rules.check_opens(status, meeting.opened_at, other.number if other else None)
    meeting.opened_at = at
    meeting.check_in_code = new_code()
    append(db, "open_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), {}, at)


def adjourn_meeting(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Adjourn a meeting that is open."""
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    meeting.adjourned_at = at
    meeting.check_in_code = None
    append(db, "adjourn_meeting", by.account_id, by.capacity, Subject("meeting", meeting.id), {}, at)


def take_up(db: Db, meeting: Meeting, item: Provision, *, by: Viewer, at: datetime) -> None:
    """Take up an item of the agenda at an open meeting."""
    rules.check_open(meeting.opened_at, meeting.adjourned_at)
    already = item.id in queries.taken_up(db, meeting.id)
    rules.check_item(item.text.kind, item.kind, item.removed_at is not None, already)
    db.add(Consideration(meeting_id=meeting.id, provision_id=item.id, at=at))
    db.flush()
    append(db, "take_up", by.account_id, by.capacity, Subject("meeting", meeting.id), {"provision": item.id}, at)
