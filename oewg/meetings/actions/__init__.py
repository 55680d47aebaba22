"""What do the chair, the secretariat and the delegations do at meetings? Each verb, one function each."""

from oewg.meetings.actions.attendance import check_in, new_code, record_attendance, renew_check_in_code
from oewg.meetings.actions.credentials import (
    Naming,
    change_title,
    end_membership,
    invite_again,
    name_member,
    name_person,
    receive_credentials,
)
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
    "Naming",
    "adjourn_meeting",
    "befall",
    "cancel_session",
    "change_title",
    "check_in",
    "close_session",
    "elect_officer",
    "end_membership",
    "invite_again",
    "move_session_online",
    "name_member",
    "name_person",
    "new_code",
    "open_meeting",
    "open_session",
    "plan_meeting",
    "plan_session",
    "postpone_session",
    "receive_credentials",
    "record_attendance",
    "record_decision",
    "renew_check_in_code",
    "take_up",
]
