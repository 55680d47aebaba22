"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import accredit, refuse_accreditation, register_organization
from oewg.consultations.actions.calls import amend_call, deadline_words, extend_call, on_its_clocks, open_call
from oewg.consultations.actions.consultations import give_summary, hold_consultation
from oewg.consultations.actions.input import (
    publish_submission,
    return_submission,
    submit,
    tie_submission,
)

__all__ = [
    "accredit",
    "amend_call",
    "deadline_words",
    "extend_call",
    "give_summary",
    "hold_consultation",
    "on_its_clocks",
    "open_call",
    "publish_submission",
    "refuse_accreditation",
    "register_organization",
    "return_submission",
    "submit",
    "tie_submission",
]
