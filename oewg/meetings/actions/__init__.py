"""What do the chair, the secretariat and the delegations do at meetings? Each verb, one function each."""

from oewg.meetings.actions.attendance import record_attendance
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
from oewg.meetings.actions.statements import (
    consent_to_publication,
    correct_statement,
    deliver_statement,
    delivered,
    file_statement,
    tie_statement,
    withdraw_consent,
    withdraw_statement,
)

__all__ = [
    "adjourn_meeting",
    "befall",
    "cancel_session",
    "close_session",
    "consent_to_publication",
    "correct_statement",
    "deliver_statement",
    "delivered",
    "elect_officer",
    "file_statement",
    "move_session_online",
    "open_meeting",
    "open_session",
    "plan_meeting",
    "plan_session",
    "postpone_session",
    "record_attendance",
    "record_decision",
    "take_up",
    "tie_statement",
    "withdraw_consent",
    "withdraw_statement",
]
