"""What do the chair, the secretariat and the delegations do at meetings? Each verb, one function each."""

from oewg.meetings.actions.attendance import record_attendance
from oewg.meetings.actions.decisions import elect_officer, record_decision
from oewg.meetings.actions.life import (
    cancel_meeting,
    move_meeting,
    name_presiding,
    postpone_meeting,
    resume_meeting,
    suspend_meeting,
)
from oewg.meetings.actions.meetings import adjourn_meeting, open_meeting, plan_meeting, take_up
from oewg.meetings.actions.sessions import (
    befall,
    cancel_session,
    close_session,
    move_session_online,
    open_session,
    plan_session,
    postpone_session,
)
from oewg.meetings.actions.timetable import move_item, set_down_item, take_off_item

__all__ = [
    "adjourn_meeting",
    "befall",
    "cancel_meeting",
    "cancel_session",
    "close_session",
    "elect_officer",
    "move_item",
    "move_meeting",
    "move_session_online",
    "name_presiding",
    "open_meeting",
    "open_session",
    "plan_meeting",
    "plan_session",
    "postpone_meeting",
    "postpone_session",
    "record_attendance",
    "record_decision",
    "resume_meeting",
    "set_down_item",
    "suspend_meeting",
    "take_off_item",
    "take_up",
]
