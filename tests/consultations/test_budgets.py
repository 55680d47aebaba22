"""Are consultations confirmed and opened on contributions received and on nothing else?"""

import threading
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.queries import fund
from oewg.core.database import Db
from oewg.core.errors import Refusal
from oewg.meetings import actions as meetings
from tests.consultations.given_fund import (
    a_confirmed_consultation,
    a_planned_consultation,
    a_pledge,
    acts_said,
    budgets,
    confirms,
    earmarks,
    figures,
    means,
    money_comes_in,
    on_consultation,
    on_contribution,
    opens,
    receives,
    reverses,
    spends,
    stands,
)
from tests.world import World


def test_a_consultation_is_confirmed_when_what_was_received_and_is_free_covers_its_budget(world: World) -> None:
    consultation = a_planned_consultation(world)
    with pytest.raises(Refusal, match="no budget yet"):
        confirms(world, consultation)
    budgets(world, consultation, "800")
    pledge = a_pledge(world, "1000")
    with pytest.raises(Refusal, match=r"USD 800\.00 are missing.*not received are USD 1,000\.00"):
        confirms(world, consultation)
    receives(world, pledge, "799.99")
    with pytest.raises(Refusal, match=r"USD 0\.01 are missing"):
        confirms(world, consultation)
    receives(world, pledge, "0.01")
    assert stands(world, consultation) == "planned"
    confirms(world, consultation)
    assert stands(world, consultation) == "confirmed"
    assert figures(world, pledge).by_consultation == {consultation: (0, 80000, 0)}
    with pytest.raises(Refusal, match="already"):
        confirms(world, consultation)


def test_money_earmarked_or_allocated_elsewhere_pays_for_nothing_else(world: World) -> None:
    first, second, third = (a_planned_consultation(world, title) for title in ("One", "Two", "Three"))
    earmarks(world, money_comes_in(world, "500"), first)
    budgets(world, second, "100")
    with pytest.raises(Refusal, match=r"USD 100\.00 are missing"):
        confirms(world, second)
    money_comes_in(world, "100")
    confirms(world, second)
    budgets(world, third, "1")
    with pytest.raises(Refusal, match=r"USD 1\.00 are missing"):
        confirms(world, third)
    budgets(world, first, "500")
    confirms(world, first)


def test_a_consultation_that_is_not_confirmed_is_not_opened(world: World) -> None:
    consultation = a_planned_consultation(world)
    with pytest.raises(Refusal, match="no budget yet"):
        opens(world, consultation)
    budgets(world, consultation, "800")
    with pytest.raises(Refusal, match=r"USD 800\.00 are missing"):
        opens(world, consultation)
    money_comes_in(world, "800")
    with pytest.raises(Refusal, match="can confirm it now"):
        opens(world, consultation)
    confirms(world, consultation)
    opens(world, consultation)
    assert stands(world, consultation) == "held"


def test_money_that_goes_puts_the_meeting_in_question_at_once_and_new_money_restores_it(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    on_contribution(world, 1, "return_contribution", Decimal(300))
    assert stands(world, consultation) == "in_question"
    assert means(world, consultation).lacking == 30000
    with pytest.raises(Refusal, match=r"in question.*USD 300\.00 are missing"):
        opens(world, consultation)
    money_comes_in(world, "299", code="JPN")
    assert stands(world, consultation) == "in_question"
    money_comes_in(world, "5", code="DEU")
    assert stands(world, consultation) == "confirmed"
    assert world.read(fund.totals).free == 400
    opens(world, consultation)
    told = [act for act in acts_said(world) if act in ("question_consultation", "restore_consultation")]
    assert told == ["question_consultation", "restore_consultation"]


def test_other_free_money_takes_the_place_of_what_is_returned(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    money_comes_in(world, "300", code="JPN")
    on_contribution(world, 1, "return_contribution", Decimal(300))
    assert stands(world, consultation) == "confirmed"
    assert "question_consultation" not in acts_said(world)
    assert world.read(fund.totals).free == 0


def test_a_larger_budget_of_a_confirmed_consultation_must_be_covered(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    with pytest.raises(Refusal, match=r"USD 50\.00 are missing"):
        budgets(world, consultation, "50", "travel")
    money_comes_in(world, "60", code="JPN")
    budgets(world, consultation, "50", "travel")
    assert (stands(world, consultation), world.read(fund.totals).free) == ("confirmed", 1000)
    budgets(world, consultation, "700")
    assert (means(world, consultation).allocated, world.read(fund.totals).free) == (75000, 11000)


def test_a_line_is_struck_out_unless_something_was_spent_on_it(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")

    def strike(db: Db, *, by: Viewer, at: datetime) -> None:
        actions.strike_budget_line(db, fund.budget(db, consultation)[0].line, by=by, at=at)

    spent = spends(world, consultation, "1")
    with pytest.raises(Refusal, match="have been spent on this line"):
        world.act(strike, by="secretariat")
    with pytest.raises(Refusal, match="have been spent on this line"):
        budgets(world, consultation, "0.99")
    reverses(world, spent)
    world.act(strike, by="secretariat")
    assert world.read(fund.budget, consultation) == []
    assert world.read(fund.totals).free == 80000


def test_the_same_budget_again_is_not_recorded(world: World) -> None:
    consultation = a_planned_consultation(world)
    budgets(world, consultation)
    with pytest.raises(Refusal, match="nothing to change"):
        budgets(world, consultation)


def test_a_cancelled_consultation_gives_its_money_back(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    on_consultation(
        world, consultation, lambda db, found, **who: meetings.cancel_meeting(db, found.meetings[0], "A strike.", **who)
    )
    assert stands(world, consultation) == "cancelled"
    for refused in (budgets, confirms):
        with pytest.raises(Refusal, match="cancelled"):
            refused(world, consultation)
    on_consultation(world, consultation, actions.close_consultation_accounts, "It was cancelled.")
    assert world.read(fund.totals).free == 80000
    with pytest.raises(Refusal, match="nothing to release"):
        on_consultation(world, consultation, actions.close_consultation_accounts, "Again.")


def test_two_who_confirm_over_the_same_money_at_once_get_it_once(world: World) -> None:
    both = [a_planned_consultation(world, title) for title in ("One", "Two")]
    money_comes_in(world, "1000")
    for each in both:
        budgets(world, each, "800")
    outcomes: list[str] = []
    ready = threading.Barrier(2)
    at = world.at + timedelta(minutes=1)

    def confirm(number: int) -> None:
        ready.wait()
        try:
            with world.writing() as db:
                by = world.viewer("secretariat", db)
                actions.confirm_consultation(db, queries.consultation(db, number), by=by, at=at)
            outcomes.append("confirmed")
        except Refusal as refusal:
            outcomes.append(str(refusal))

    threads = [threading.Thread(target=confirm, args=(each,)) for each in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.partition(":")[0] for outcome in outcomes)[1] == "confirmed"
    assert sorted(stands(world, each) for each in both) == ["confirmed", "planned"]
    assert (world.read(fund.totals).allocated, world.read(fund.totals).free) == (80000, 20000)
