"""Is what a donor pledges received, earmarked, withdrawn and told to whom it concerns, to the cent?"""

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions
from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Paper
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.record.queries import acts
from tests.consultations.given_fund import (
    NOTE,
    a_confirmed_consultation,
    a_planned_consultation,
    a_pledge,
    a_rate,
    earmarks,
    figures,
    later,
    money_comes_in,
    on_contribution,
    opens,
    receives,
    spends,
)
from tests.world import World


def test_a_contribution_is_pledged_and_received_in_parts(world: World) -> None:
    number = a_pledge(world, "1000")
    assert world.read(fund.totals).receivable == 100000
    receives(world, number, "400")
    receives(world, number, "600")
    found = figures(world, number)
    assert (found.outstanding, found.receivable, found.received, found.free) == (0, 0, 100000, 100000)


def test_more_than_is_outstanding_is_not_received_under_a_pledge(world: World) -> None:
    number = a_pledge(world, "1000")
    receives(world, number, "400")
    with pytest.raises(Refusal, match=r"USD 600\.00 are outstanding: USD 600\.01"):
        receives(world, number, "600.01")


def test_what_comes_in_another_currency_is_reckoned_at_the_rate_of_its_day(world: World) -> None:
    with pytest.raises(Refusal, match="no rate of exchange for EUR"):
        a_pledge(world, "900", currency="EUR")
    a_rate(world, "0.9")
    number = a_pledge(world, "900", currency="EUR")
    assert world.read(fund.totals).receivable == 100000
    world.tick(60 * 24 * 3)
    a_rate(world, "1.2", paper=Paper("UN operational rates", later(world, 0)))
    receives(world, number, "300", Paper("Advice 1", NOTE.dated))  # still at the rate of the day of the paper
    receives(world, number, "600", Paper("Advice 2", later(world, 0)))
    found = figures(world, number)
    assert (found.outstanding, found.receivable, found.received) == (0, 0, 33333 + 50000)


def test_the_rate_that_was_entered_last_counts(world: World) -> None:
    a_rate(world, "0.8")
    with pytest.raises(Refusal, match="already"):
        a_rate(world, "0.8")
    a_rate(world, "0.9")
    a_pledge(world, "900", currency="EUR")
    assert world.read(fund.totals).receivable == 100000


def test_a_rate_is_not_that_of_the_dollar_nor_of_tomorrow(world: World) -> None:
    with pytest.raises(Invalid, match="another currency"):
        a_rate(world, currency="USD")
    with pytest.raises(Invalid, match="future"):
        a_rate(world, paper=Paper("UN operational rates", later(world, 2)))


def test_a_pledge_that_is_not_paid_is_withdrawn_and_what_came_in_stays(world: World) -> None:
    number = a_pledge(world, "1000")
    receives(world, number, "400")
    on_contribution(world, number, "withdraw_pledge")
    found = figures(world, number)
    assert (found.outstanding, found.receivable, found.free) == (0, 0, 40000)
    with pytest.raises(Refusal, match="Nothing of this pledge is outstanding"):
        on_contribution(world, number, "withdraw_pledge")
    with pytest.raises(Refusal, match="outstanding"):
        receives(world, number, "1")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"donor": "A foundation", "code": "FRA"}, None),
        ({"dollars": "0"}, "more than nothing"),
        ({"currency": "XXX"}, "not known"),
        ({"paper": Paper("", NOTE.dated)}, "paper"),
    ],
)
def test_a_pledge_has_an_amount_a_currency_and_a_paper(
    world: World, given: dict[str, Any], sentence: str | None
) -> None:
    if sentence is None:
        assert a_pledge(world, **given)
        return
    with pytest.raises(Invalid, match=sentence):
        a_pledge(world, **given)


def test_a_pledge_has_one_donor(world: World) -> None:
    for delegation, donor in ((None, ""), (world.read(accounts.delegation_by_code, "FRA"), "A foundation")):
        with pytest.raises(Invalid, match="one donor"):
            world.act(
                actions.pledge_contribution, delegation, donor, "", Decimal(1), "USD", NOTE, by="secretariat"
            )  # fmt: skip


def test_an_earmark_keeps_what_is_free_and_what_is_still_to_come(world: World) -> None:
    consultation = a_planned_consultation(world)
    number = a_pledge(world, "1000")
    receives(world, number, "400")
    earmarks(world, number, consultation)
    receives(world, number, "600")
    assert figures(world, number).by_consultation == {consultation: (100000, 0, 0)}
    with pytest.raises(Refusal, match="earmarked already"):
        earmarks(world, number, consultation)
    on_contribution(world, number, "free_contribution")
    assert figures(world, number).free == 100000
    with pytest.raises(Refusal, match="nothing to lift"):
        on_contribution(world, number, "free_contribution")


def test_nothing_is_earmarked_for_what_is_over(world: World) -> None:
    consultation = a_confirmed_consultation(world)
    opens(world, consultation)
    with pytest.raises(Refusal, match="held"):
        a_pledge(world, earmarked_for=consultation)


def test_a_donor_is_named_as_it_wishes(world: World) -> None:
    number = money_comes_in(world)
    assert [(one.shown_as, one.received) for one in world.read(fund.public_donors)] == [("France", 100000)]

    def rename(db: Db, words: str, *, by: Viewer, at: datetime) -> None:
        actions.name_donor(db, fund.contribution(db, number, by), words, by=by, at=at)

    world.act(rename, "", by="secretariat")
    assert [one.shown_as for one in world.read(fund.public_donors)] == [""]
    with pytest.raises(Refusal, match="already"):
        world.act(rename, "", by="secretariat")


def test_what_concerns_a_contribution_is_read_by_the_secretariat_the_chair_and_its_donor(world: World) -> None:
    consultation = a_confirmed_consultation(world)
    spends(world, consultation, "1")
    on_contribution(world, 1, "return_contribution", Decimal(1))
    public = {"hold_consultation", "confirm_consultation", "question_consultation"}
    of_the_fund = {"pledge_contribution", "receive_contribution", "return_contribution"}
    kept = {"set_budget_line", "allocate", "spend"}

    def told(who: str) -> set[str]:
        return set(world.read(acts, world.viewer(who).audiences))

    assert told("public") >= public
    assert not told("public") & (of_the_fund | kept)
    assert told("second") & (of_the_fund | kept) == set()
    assert told("delegate") & (of_the_fund | kept) == of_the_fund
    for who in ("secretariat", "chair"):
        assert told(who) >= public | of_the_fund | kept


def test_a_contribution_is_hidden_from_other_delegations(world: World) -> None:
    number = a_pledge(world)
    for who, sees in (("secretariat", True), ("chair", True), ("delegate", True), ("second", False), ("public", False)):

        def ask(db: Db, name: str = who) -> int:
            return fund.contribution(db, number, world.viewer(name, db)).id

        if sees:
            assert world.read(ask) == number
        else:
            with pytest.raises(NotFound):
                world.read(ask)


def test_what_no_database_could_count_is_no_amount(world: World) -> None:
    def rate(db: Db, *, by: Viewer, at: datetime) -> None:
        actions.enter_rate(db, "JPY", NOTE, Decimal("0.000001"), by=by, at=at)

    world.act(rate, by="secretariat")
    with pytest.raises(Invalid, match="beyond all measure"):
        a_pledge(world, "9999999999999", currency="JPY")
