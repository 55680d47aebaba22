"""What do people do with accounts, and with what they hear of? Each verb, one function each."""

from oewg.accounts.actions.capacities import (
    end_capacity,
    give_capacity,
)
from oewg.accounts.actions.confirmations import (
    ask_confirmation,
    claim_confirmation,
    confirm,
    confirmation_failed,
    confirmation_sent,
    forget,
)
from oewg.accounts.actions.keys import (
    create_token,
    make_calendar_key,
    withdraw_calendar_key,
)
from oewg.accounts.actions.notices import (
    choose_notices,
    claim_notice,
    decide_notices,
    drop_notice,
    notice_failed,
    notice_sent,
    stop_notices,
    tell_from_now_on,
)
from oewg.accounts.actions.people import (
    begin_group,
    create_account,
    disable_account,
    find_or_create_account,
    register_states,
)
from oewg.accounts.actions.personal import (
    ask_erasure,
    carry_out_erasure,
    decline_erasure,
    erase_again,
    prune,
    withdraw_erasure,
)
from oewg.accounts.actions.search import (
    bring_index_up_to_date,
    rebuild_index,
)
from oewg.accounts.actions.signing_in import (
    Invited,
    accept_invitation,
    act_as,
    change_password,
    invite,
    sign_in,
    sign_out,
)
from oewg.accounts.rules.capacities import ADMINISTRATION

__all__ = [
    "ADMINISTRATION",
    "Invited",
    "accept_invitation",
    "act_as",
    "ask_confirmation",
    "ask_erasure",
    "begin_group",
    "bring_index_up_to_date",
    "carry_out_erasure",
    "change_password",
    "choose_notices",
    "claim_confirmation",
    "claim_notice",
    "confirm",
    "confirmation_failed",
    "confirmation_sent",
    "create_account",
    "create_token",
    "decide_notices",
    "decline_erasure",
    "disable_account",
    "drop_notice",
    "end_capacity",
    "erase_again",
    "find_or_create_account",
    "forget",
    "give_capacity",
    "invite",
    "make_calendar_key",
    "notice_failed",
    "notice_sent",
    "prune",
    "rebuild_index",
    "register_states",
    "sign_in",
    "sign_out",
    "stop_notices",
    "tell_from_now_on",
    "withdraw_calendar_key",
    "withdraw_erasure",
]
