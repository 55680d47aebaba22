"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import accredit, refuse_accreditation, register_organization
from oewg.consultations.actions.consultations import give_summary, hold_consultation
from oewg.consultations.actions.dispositions import (
    carry_over,
    dismiss_suggestion,
    mark_passage,
    quote_anew,
    tie_submission,
    unmark_passage,
    untie_submission,
)
from oewg.consultations.actions.input import (
    deadline_words,
    open_call,
    publish_submission,
    return_submission,
    submit,
)

__all__ = [
    "accredit",
    "carry_over",
    "deadline_words",
    "dismiss_suggestion",
    "give_summary",
    "hold_consultation",
    "mark_passage",
    "open_call",
    "publish_submission",
    "quote_anew",
    "refuse_accreditation",
    "register_organization",
    "return_submission",
    "submit",
    "tie_submission",
    "unmark_passage",
    "untie_submission",
]
