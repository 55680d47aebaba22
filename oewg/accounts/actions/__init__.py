"""What do people do with accounts? Each verb, one function each."""

from oewg.accounts.actions.people import (
    act_as,
    begin_group,
    change_password,
    create_account,
    create_token,
    disable_account,
    end_capacity,
    give_capacity,
    register_states,
    sign_in,
    sign_out,
)

__all__ = [
    "act_as",
    "begin_group",
    "change_password",
    "create_account",
    "create_token",
    "disable_account",
    "end_capacity",
    "give_capacity",
    "register_states",
    "sign_in",
    "sign_out",
]
