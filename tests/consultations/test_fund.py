"""Are consultations paid from contributions received and from nothing else, and is every cent accounted for?"""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import ConsultationConfirmation, ExchangeRate, JournalEntry, Posting
from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Move, Paper, balances
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.meetings import actions as meetings
from oewg.record.queries import acts, everything_said
from oewg.record.verification import faults
from tests.consultations.given_fund import (
    NOTE,
    WITH_FILE,
    a_confirmed_consultation,
    a_planned_consultation,
    a_pledge,
    budgets,
    confirms,
    earmarks,
    later,
    means,
    money_comes_in,
    on_consultation,
    on_contribution,
    opens,
    pays_for,
    receives,
    spends,
    stands,
)
from tests.meetings.given import on_meeting
from tests.world import World


def figures(world: World, contribution_id: int) -> fund.Figures:
    def ask(db: Db) -> fund.Figures:
        found = fund.contribution(db, contribution_id, world.viewer("secretariat", db))
        return fund.figures(db, [found])[0]

    return world.read(ask)


def a_rate(world: World, rate: str = "0.9", currency: str = "EUR", paper: Paper | None = None) -> int:
    paper = paper or Paper("UN operational rates", NOTE.dated)
    return world.act(actions.enter_rate, currency, paper, Decimal(rate), by="secretariat").id


def acts_said(world: World) -> list[str]:
    return [said.act for said in world.read(lambda db: list(everything_said(db)))]


def reverses(world: World, entry_id: int) -> int:
    return world.act(actions.reverse_entry, entry_id, replace(NOTE, reference="Memo 1"), by="secretariat").id


# --- Contributions --------------------------------------------------------------------------------------------------


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
    with pytest.raises((Invalid, KeyError), match=sentence):
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


# --- Budgets and confirmation ---------------------------------------------------------------------------------------


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


# --- Spending, returning, reversing ---------------------------------------------------------------------------------


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


# --- What the database itself refuses -------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [JournalEntry, Posting, ExchangeRate])
@pytest.mark.parametrize("verb", ["update", "delete"])
def test_what_is_written_in_the_journal_is_never_changed(world: World, table: Any, verb: str) -> None:
    a_rate(world)
    money_comes_in(world)
    column = "source" if table is ExchangeRate else "words" if table is JournalEntry else "amount"
    statement = delete(table) if verb == "delete" else update(table).values({column: "7"})
    with pytest.raises(DBAPIError, match="never changed"), world.writing() as db:
        db.execute(statement.execution_options(synchronize_session=False))


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -1},
        {"debit": "cash", "credit": "cash"},
        {"debit": "free", "credit": "returned"},
        {"debit": "free", "credit": "allocated"},
        {"debit": "expenditure", "credit": "cash", "consultation_id": 1},
        {"line_id": 1},
    ],
)
def test_a_posting_that_must_not_be_cannot_be_inserted(world: World, wrong: dict[str, Any]) -> None:
    a_confirmed_consultation(world)
    right = {"entry_id": 1, "place": 9, "debit": "cash", "credit": "free", "contribution_id": 1, "amount": 1}
    with pytest.raises(IntegrityError), world.writing() as db:
        db.execute(insert(Posting).values(right | wrong))
    with world.writing() as db:
        db.execute(insert(Posting).values(right))
        db.rollback()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "gift"},
        {"reference": ""},
        {"amount": None},
        {"currency": None},
        {"currency": "EUR"},
        {"reverses_id": 1},
        {"contribution_id": None},
        {"file_name": "a.txt"},
    ],
)
def test_an_entry_that_must_not_be_cannot_be_inserted(world: World, wrong: dict[str, Any]) -> None:
    money_comes_in(world)
    right = {
        "kind": "receipt", "dated": NOTE.dated, "entered_at": world.at, "contribution_id": 1, "amount": 1,
        "currency": "USD", "reference": "Advice", "words": "",
    }  # fmt: skip
    with pytest.raises(IntegrityError), world.writing() as db:
        db.execute(insert(JournalEntry).values(right | wrong))
    with world.writing() as db:
        db.execute(insert(JournalEntry).values(right))
        db.rollback()


def test_a_consultation_has_one_confirmation_that_holds(world: World) -> None:
    consultation = a_confirmed_consultation(world)
    with pytest.raises(IntegrityError), world.writing() as db:
        db.execute(insert(ConsultationConfirmation).values(consultation_id=consultation, confirmed_at=world.at))


# --- The record -----------------------------------------------------------------------------------------------------


def test_the_journal_can_be_written_anew_from_the_record(world: World) -> None:
    consultation = a_confirmed_consultation(world, "800")
    spends(world, consultation, "300")
    on_contribution(world, 1, "return_contribution", Decimal(100))
    reverses(world, money_entries(world)[-1])
    said = [one.facts for one in world.read(lambda db: list(everything_said(db))) if "moves" in one.facts]
    again = {int(one["entry"]): [Move(*move) for move in one["moves"]] for one in said}  # type: ignore
    kept = {line.id: fund.moves_of(line.entry) for line in world.read(fund.whole_journal)}
    assert again == kept
    assert {a: n for a, n in balances(m for moves in again.values() for m in moves).items() if n} == world.read(
        fund.balances
    )


def money_entries(world: World) -> list[int]:
    return [line.id for line in world.read(fund.whole_journal) if line.entry.kind == "return"]


def test_books_altered_behind_the_record_are_told_in_a_sentence(world: World) -> None:
    on_contribution(world, a_pledge(world), "receive_contribution", Decimal(5), paper=WITH_FILE)
    consultation = a_confirmed_consultation(world)
    spends(world, consultation, "1")
    assert world.read(lambda db: list(faults(db))) == []
    triggers = {
        "sqlite": ["DROP TRIGGER posting_no_update", "DROP TRIGGER journal_entry_no_update"],
        "postgresql": [
            "ALTER TABLE posting DISABLE TRIGGER posting_no_change",
            "ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_no_change",
        ],
    }[world.database.engine.dialect.name]
    with world.database.writing() as db:
        for statement in (*triggers, "UPDATE posting SET amount = amount + 1 WHERE entry_id = 1"):
            db.execute(text(statement))
    assert world.read(lambda db: list(faults(db))) == ["Entry 1 of the fund’s journal is not what the record says."]
    with world.database.writing() as db:
        db.execute(text("UPDATE posting SET amount = amount - 1 WHERE entry_id = 1"))
        db.execute(update(JournalEntry).where(JournalEntry.id == 2).values(contents=b"Paid in twice."))
    (told,) = world.read(lambda db: list(faults(db)))
    assert "paper of entry 2" in told


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
