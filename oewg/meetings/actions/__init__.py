"""What do the chair, the secretariat and the delegations do at meetings? Each verb, one function each."""

from oewg.meetings.actions.attendance import check_in, new_code, record_attendance, renew_check_in_code
from oewg.meetings.actions.decisions import elect_officer, record_decision
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

__all__ = [
    "adjourn_meeting",
    "befall",
    "cancel_session",
    "check_in",
    "close_session",
    "elect_officer",
    "move_session_online",
    "new_code",
    "open_meeting",
    "open_session",
    "plan_meeting",
    "plan_session",
    "postpone_session",
    "record_attendance",
    "record_decision",
    "renew_check_in_code",
    "take_up",
]
