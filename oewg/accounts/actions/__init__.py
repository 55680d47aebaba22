"""What do people do with accounts, and with what they hear of? Each verb, one function each."""

from oewg.accounts.actions.notices import (
    choose_notices,
    claim_notice,
    decide_notices,
    drop_notice,
    notice_failed,
    notice_sent,
    stop_notices,
)
from oewg.accounts.actions.people import (
    act_as,
    begin_group,
    change_password,
    create_account,
    create_token,
    disable_account,
    end_capacity,
    give_capacity,
    make_calendar_key,
    register_states,
    sign_in,
    sign_out,
    withdraw_calendar_key,
)

__all__ = [
    "act_as",
    "begin_group",
    "change_password",
    "choose_notices",
    "claim_notice",
    "create_account",
    "create_token",
    "decide_notices",
    "disable_account",
    "drop_notice",
    "end_capacity",
    "give_capacity",
    "make_calendar_key",
    "notice_failed",
    "notice_sent",
    "register_states",
    "sign_in",
    "sign_out",
    "stop_notices",
    "withdraw_calendar_key",
]
