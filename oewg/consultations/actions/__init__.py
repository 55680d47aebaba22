"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import (
    apply_again,
    begin_registration,
    check_application,
    confirm_registration,
    described,
    note_status,
    repair_application,
    send_back_application,
    withdraw_application,
)
from oewg.consultations.actions.consultations import give_summary, hold_consultation
from oewg.consultations.actions.input import (
    deadline_words,
    open_call,
    publish_submission,
    return_submission,
    submit,
    tie_submission,
)
from oewg.consultations.actions.non_objection import (
    ask_basis,
    decide_list,
    issue_list,
    object_to_name,
    withdraw_objection,
)
from oewg.consultations.actions.representatives import (
    accept_to_represent,
    begin_focal_point,
    end_representative,
    hand_over,
    invite_representative,
    state_gender,
)

__all__ = [
    "accept_to_represent",
    "apply_again",
    "ask_basis",
    "begin_focal_point",
    "begin_registration",
    "check_application",
    "confirm_registration",
    "deadline_words",
    "decide_list",
    "described",
    "end_representative",
    "give_summary",
    "hand_over",
    "hold_consultation",
    "invite_representative",
    "issue_list",
    "note_status",
    "object_to_name",
    "open_call",
    "publish_submission",
    "repair_application",
    "return_submission",
    "send_back_application",
    "state_gender",
    "submit",
    "tie_submission",
    "withdraw_application",
    "withdraw_objection",
]
