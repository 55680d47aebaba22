"""What befalls a meeting? Suspended, resumed, postponed, moved to another mode or room, cancelled; who presides."""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.models import Capacity
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.meetings.actions.floor import stop_clocks
from oewg.meetings.actions.meetings import end_of
from oewg.meetings.models import Meeting
from oewg.meetings.rules import life
from oewg.record.actions import Subject, append

told(
    suspend_meeting=say("A meeting was suspended."),
    resume_meeting=say("A meeting was resumed."),
    postpone_meeting=say("A meeting was postponed."),
    move_meeting=say("A meeting was moved to another mode or room."),
    cancel_meeting=say("A meeting was cancelled."),
    name_presiding=say("It was said who is to preside over a meeting."),
)


def suspend_meeting(db: Db, meeting: Meeting, reason: str = "", *, by: Viewer, at: datetime) -> None:
    """Suspend an open meeting; until it is resumed nothing is done at it, and no clock runs."""
    life.check_open(meeting)
    stopped = stop_clocks(db, meeting, at)
    meeting.suspended_at = at
    _tell(db, "suspend_meeting", meeting, {"reason": reason, "interventions": stopped}, by, at)


def resume_meeting(db: Db, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Resume a suspended meeting."""
    life.check_suspended(life.standing_of(meeting))
    meeting.suspended_at = None
    _tell(db, "resume_meeting", meeting, {}, by, at)


def postpone_meeting(
    db: Db, meeting: Meeting, starts_at: datetime, ends_at: datetime | None, room: str, reason: str, *, by: Viewer,
    at: datetime,
) -> None:  # fmt: skip
    """Call a planned meeting for another time within its session, in this room; as long as before without `ends_at`."""
    life.check_not_opened(life.standing_of(meeting))
    life.check_reason(reason)
    ends_at = end_of(meeting.session, starts_at, ends_at, meeting.ends_at - meeting.starts_at)
    life.check_place(meeting.mode, room)
    if (starts_at, ends_at) == (meeting.starts_at, meeting.ends_at):
        raise Refusal(say("The meeting is called for this time already: there is nothing to change."))
    meeting.starts_at, meeting.ends_at, meeting.room = starts_at, ends_at, room
    facts = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "room": room, "reason": reason}
    _tell(db, "postpone_meeting", meeting, facts, by, at)


def move_meeting(db: Db, meeting: Meeting, mode: str, room: str, reason: str, *, by: Viewer, at: datetime) -> None:
    """Hold a meeting that is not over in another mode or room: online, hybrid, in person, in this room."""
    life.check_moves(life.standing_of(meeting), same=(mode, room) == (meeting.mode, meeting.room))
    life.check_reason(reason)
    life.check_place(mode, room)
    meeting.mode, meeting.room = mode, room
    _tell(db, "move_meeting", meeting, {"mode": mode, "room": room, "reason": reason}, by, at)


def cancel_meeting(db: Db, meeting: Meeting, reason: str, *, by: Viewer, at: datetime) -> None:
    """Cancel a planned meeting. It keeps its number: what was announced under it stays true."""
    life.check_not_opened(life.standing_of(meeting))
    life.check_reason(reason)
    meeting.cancelled_at = at
    _tell(db, "cancel_meeting", meeting, {"reason": reason}, by, at)


def name_presiding(db: Db, meeting: Meeting, presiding: Capacity | None, *, by: Viewer, at: datetime) -> None:
    """Say which Vice-Chair is to preside over a meeting that is not over; none means the Chair."""
    life.check_is_presided_over(life.standing_of(meeting))
    if presiding is not None:
        life.check_presides(presiding.role, life.in_office(presiding.since, presiding.until, at))
    if presiding is meeting.presiding:
        raise Refusal(say("That is so already: there is nothing to change."))
    meeting.presiding = presiding
    _tell(db, "name_presiding", meeting, {"presiding": presiding.id if presiding else None}, by, at)


def _tell(db: Db, act: str, meeting: Meeting, facts: Mapping[str, object], by: Viewer, at: datetime) -> None:
    db.flush()
    append(db, act, by.account_id, by.capacity, Subject("meeting", meeting.id), facts, at)
