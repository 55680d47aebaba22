"""Is money spent, returned and carried only where it is, and are mistakes reversed by entries of their own?"""

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
    budgets,
    confirms,
    earmarks,
    figures,
    means,
    money_comes_in,
    on_consultation,
    on_contribution,
    opens,
    pays_for,
    receives,
    reverses,
    spends,
    stands,
)
from tests.meetings.given import on_meeting
from tests.world import World


def test_money_is_spent_on_a_line_of_the_budget_and_told_by_contribution(world: World) -> None:
    consultation = a_planned_consultation(world)
    first, second = money_comes_in(world, "300"), money_comes_in(world, "700", code="JPN")
    budgets(world, consultation, "800")
    confirms(world, consultation)
    spends(world, consultation, "500")
    assert figures(world, first).by_consultation == {consultation: (0, 0, 30000)}
    assert figures(world, second).by_consultation == {consultation: (0, 30000, 20000)}
    assert [(each.spent, each.left) for each in world.read(fund.budget, consultation)] == [(50000, 30000)]
    with pytest.raises(Refusal, match=r"USD 300\.00 are left"):
        spends(world, consultation, "300.01")


def test_nothing_is_spent_before_confirmation_nor_after_the_accounts_are_closed(world: World) -> None:
    consultation = a_planned_consultation(world)
    budgets(world, consultation, "800")
    with pytest.raises(Refusal, match="Nothing is allocated"):
        spends(world, consultation, "1")
    money_comes_in(world, "800")
    confirms(world, consultation)
    opens(world, consultation)
    spends(world, consultation, "600")
    on_consultation(world, consultation, actions.close_consultation_accounts, "All bills are paid.")
    assert (world.read(fund.totals).free, stands(world, consultation)) == (20000, "held")
    with pytest.raises(Refusal, match="Nothing is allocated"):
        spends(world, consultation, "1")


def test_what_a_donor_earmarked_stays_kept_when_the_accounts_are_closed(world: World) -> None:
    consultation = a_planned_consultation(world)
    number = money_comes_in(world, "1000")
    earmarks(world, number, consultation)
    budgets(world, consultation, "800")
    confirms(world, consultation)
    opens(world, consultation)
    on_consultation(world, consultation, actions.close_consultation_accounts, "All bills are paid.")
    assert (figures(world, number).earmarked, world.read(fund.totals).free) == (100000, 0)


def test_what_an_opened_meeting_has_still_to_pay_from_is_not_returned(world: World) -> None:
    consultation = a_planned_consultation(world)
    number = pays_for(world, consultation, "800")
    opens(world, consultation)
    spends(world, consultation, "500")
    with pytest.raises(Refusal, match=r"USD 0\.00 can be returned"):
        on_contribution(world, number, "return_contribution", Decimal("0.01"))
    on_consultation(world, consultation, actions.close_consultation_accounts, "All bills are paid.")
    with pytest.raises(Refusal, match=r"USD 300\.00 can be returned"):
        on_contribution(world, number, "return_contribution", Decimal("300.01"))
    on_contribution(world, number, "return_contribution", Decimal(300))
    found = figures(world, number)
    assert (found.spent, found.returned, found.returnable) == (50000, 30000, 0)


def test_a_mistake_is_reversed_by_an_entry_of_its_own(world: World) -> None:
    number = a_pledge(world, "1000")
    wrong = receives(world, number, "100")
    receives(world, number, "200")
    reverses(world, wrong)
    found = figures(world, number)
    assert (found.outstanding, found.receivable, found.received) == (80000, 80000, 20000)
    assert world.read(fund.entry, wrong).reversed_by is not None
    for again in (wrong, world.read(fund.entry, wrong).reversed_by):
        with pytest.raises(Refusal, match="revers"):
            reverses(world, again or 0)
    receives(world, number, "800")
    assert figures(world, number).receivable == 0


def test_what_has_gone_on_since_is_not_reversed(world: World) -> None:
    consultation = a_planned_consultation(world)
    number = a_pledge(world, "800")
    received = receives(world, number, "800")
    with pytest.raises(Refusal, match="gone on since"):
        reverses(world, 1)
    budgets(world, consultation, "800")
    confirms(world, consultation)
    with pytest.raises(Refusal, match="gone on since"):
        reverses(world, received)


def test_a_return_that_is_reversed_restores_the_meeting(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    returned = on_contribution(world, 1, "return_contribution", Decimal(800))
    assert stands(world, consultation) == "in_question"
    reverses(world, returned)
    assert stands(world, consultation) == "confirmed"


def test_an_expenditure_that_is_reversed_after_the_accounts_were_closed_can_be_released(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    opens(world, consultation)
    spent = spends(world, consultation, "800")
    on_consultation(world, consultation, actions.close_consultation_accounts, "All bills are paid.")
    reverses(world, spent)
    assert means(world, consultation).allocated == 80000
    on_consultation(world, consultation, actions.close_consultation_accounts, "The invoice was sent twice.")
    assert world.read(fund.totals).free == 80000


def test_one_confirmation_pays_for_all_meetings_of_a_consultation_until_the_last(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")

    def add(db: Db, *, by: Viewer, at: datetime) -> int:
        found = queries.consultation(db, consultation)
        meeting = meetings.plan_meeting(
            db, found.meetings[0].session, "informal", "in_person", world.at + timedelta(hours=4), by=by, at=at
        )
        actions.add_meeting(db, found, meeting, by=by, at=at)
        return meeting.id

    second = world.act(add, by="secretariat")
    opens(world, consultation)
    on_consultation(
        world, consultation, lambda db, found, **who: meetings.adjourn_meeting(db, found.meetings[0], **who)
    )
    assert stands(world, consultation) == "held"
    with pytest.raises(Refusal, match="still to come"):
        on_consultation(world, consultation, actions.close_consultation_accounts, "All bills are paid.")
    on_meeting(world, meetings.open_meeting, second)
    on_consultation(world, consultation, actions.close_consultation_accounts, "All bills are paid.")
    on_meeting(world, meetings.adjourn_meeting, second)
    third = world.act(add, by="secretariat")
    with pytest.raises(Refusal, match="can confirm it now"):
        on_meeting(world, meetings.open_meeting, third)
    confirms(world, consultation)
    on_meeting(world, meetings.open_meeting, third)
