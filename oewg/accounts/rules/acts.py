"""How is an act told? The words for each act of the record, said after it was done and listed in the record."""

from oewg.core.errors import say

WORDS: dict[str, str] = {}
"""Act -> a marked sentence in the past tense."""


def told(**words: str) -> None:
    """Give the words for some acts; each room tells its own, under names that no other room uses."""
    if twice := WORDS.keys() & words.keys():
        raise ValueError(f"two acts have one name: {sorted(twice)}")
    WORDS.update(words)


told(
    begin_group=say("The working group was set up."),
    register_states=say("The register of delegations and groups was opened."),
    create_account=say("An account was created."),
    find_account=say("An account was found by its address."),
    invite=say("A person was invited to sign in."),
    accept_invitation=say("A person set the first password of an account."),
    disable_account=say("An account was disabled."),
    change_password=say("A password was changed."),
    sign_in=say("Somebody signed in."),
    sign_out=say("Somebody signed out."),
    give_capacity=say("A capacity was given."),
    end_capacity=say("A capacity was ended."),
    act_as=say("Somebody changed the capacity they act in."),
    create_token=say("A token for a program was issued."),
    make_calendar_key=say("A secret address of a calendar was made."),
    withdraw_calendar_key=say("The secret address of a calendar was withdrawn."),
    erase=say("The contents of a sealed entry were erased."),
)
