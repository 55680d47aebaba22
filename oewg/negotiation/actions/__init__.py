"""What do delegations, the chair and the secretariat do? Each verb of the negotiation, one function each."""

from oewg.negotiation.actions.adoption import adopt, explain_position, prepare_adoption, withdraw_explanation
from oewg.negotiation.actions.agreement import dissolve_package, form_package, gavel, gavel_package, reopen
from oewg.negotiation.actions.amendments import (
    SomeRefused,
    co_sponsor,
    file_amendment,
    file_amendments,
    take_up_amendment,
    withdraw_amendment,
)
from oewg.negotiation.actions.clearance import clear_position, lift_clearance, require_clearance, return_position
from oewg.negotiation.actions.positions import (
    align,
    end_alignment,
    reaffirm,
    receive_amendment,
    state_position,
    state_positions,
    withdraw_position,
    withdraw_reception,
)
from oewg.negotiation.actions.silence import (
    break_silence,
    extend_silence,
    lapse_silences,
    open_silence,
    withdraw_silence,
)
from oewg.negotiation.actions.speaking import must_not_be_agreed
from oewg.negotiation.actions.wording import (
    add_footnote,
    add_provision,
    contest_editorial,
    move_provision,
    remove_provision,
    revise,
    take_in,
)

__all__ = [
    "SomeRefused",
    "add_footnote",
    "add_provision",
    "adopt",
    "align",
    "break_silence",
    "clear_position",
    "co_sponsor",
    "contest_editorial",
    "dissolve_package",
    "end_alignment",
    "explain_position",
    "extend_silence",
    "file_amendment",
    "file_amendments",
    "form_package",
    "gavel",
    "gavel_package",
    "lapse_silences",
    "lift_clearance",
    "move_provision",
    "must_not_be_agreed",
    "open_silence",
    "prepare_adoption",
    "reaffirm",
    "receive_amendment",
    "remove_provision",
    "reopen",
    "require_clearance",
    "return_position",
    "revise",
    "state_position",
    "state_positions",
    "take_in",
    "take_up_amendment",
    "withdraw_amendment",
    "withdraw_explanation",
    "withdraw_position",
    "withdraw_reception",
    "withdraw_silence",
]
