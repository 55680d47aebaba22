"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from oewg.consultations.actions.accreditation import accredit, refuse_accreditation, register_organization
from oewg.consultations.actions.calls import amend_call, deadline_words, extend_call, on_its_clocks, open_call
from oewg.consultations.actions.consultations import give_summary, hold_consultation
from oewg.consultations.actions.fund import (
    close_consultation_accounts,
    confirm_consultation,
    earmark_contribution,
    enter_rate,
    free_contribution,
    name_donor,
    pledge_contribution,
    receive_contribution,
    return_contribution,
    reverse_entry,
    set_budget_line,
    spend,
    strike_budget_line,
    withdraw_pledge,
)
from oewg.consultations.actions.input import (
    publish_submission,
    return_submission,
    submit,
    tie_submission,
)

__all__ = [
    "accredit",
    "amend_call",
    "close_consultation_accounts",
    "confirm_consultation",
    "deadline_words",
    "earmark_contribution",
    "enter_rate",
    "extend_call",
    "free_contribution",
    "give_summary",
    "hold_consultation",
    "name_donor",
    "on_its_clocks",
    "open_call",
    "pledge_contribution",
    "publish_submission",
    "receive_contribution",
    "refuse_accreditation",
    "register_organization",
    "return_contribution",
    "return_submission",
    "reverse_entry",
    "set_budget_line",
    "spend",
    "strike_budget_line",
    "submit",
    "tie_submission",
    "withdraw_pledge",
]
