"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import accredit, refuse_accreditation, register_organization
from oewg.consultations.actions.consultations import give_summary, hold_consultation
from oewg.consultations.actions.input import (
    deadline_words,
    open_call,
    publish_submission,
    return_submission,
    submit,
    tie_submission,
)

__all__ = [
    "accredit",
    "deadline_words",
    "give_summary",
    "hold_consultation",
    "open_call",
    "publish_submission",
    "refuse_accreditation",
    "register_organization",
    "return_submission",
    "submit",
    "tie_submission",
]
