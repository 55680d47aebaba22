"""Who hears of the fund's money, and that a consultation is in question?"""

from decimal import Decimal

from tests.accounts.given import EVERYBODY, told_now
from tests.consultations.given_fund import (
    a_confirmed_consultation,
    a_pledge,
    money_comes_in,
    on_contribution,
    receives,
    spends,
)
from tests.world import World


def test_a_donor_and_the_chair_hear_of_a_contribution_and_nobody_else(world: World) -> None:
    told_now(world)
    number = a_pledge(world)
    assert told_now(world) == {
        "delegate": [("own_contributions", "pledge_contribution", True)],
        "chair": [("fund", "pledge_contribution", True)],
    }
    receives(world, number)
    assert set(told_now(world)) == {"delegate", "chair"}
    a_pledge(world, donor="A foundation")
    assert set(told_now(world)) == {"chair"}


def test_everybody_hears_at_once_that_a_consultation_is_in_question_and_restored(world: World) -> None:
    consultation = a_confirmed_consultation(world)
    told_now(world)
    on_contribution(world, 1, "return_contribution", Decimal(1))
    told = told_now(world, daily=False)
    heard = {who for who, lines in told.items() if ("calls", "question_consultation", False) in lines}
    assert heard == EVERYBODY - {"secretariat"}, "all but who recorded it"
    money_comes_in(world, "5", code="JPN")
    told = told_now(world, daily=False)
    assert {who for who, lines in told.items() if ("calls", "restore_consultation", False) in lines} == heard
    spends(world, consultation, "1")
    assert set(told_now(world)) == {"chair"}
