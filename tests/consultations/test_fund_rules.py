"""Is money reckoned to the cent, and does the fund refuse what paragraph 5 does not allow?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.consultations.models.fund import BUDGET_KINDS, ENTRY_KINDS, MOVES
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import Means, Move
from oewg.core.errors import Invalid, Refusal


def means(**changes: object) -> Means:
    """A confirmed consultation that is covered to the cent, unless told otherwise."""
    usual = {
        "budget": 1000, "lines": 1, "allocated": 700, "spent": 300, "confirmed": True, "earmarked": 0, "free": 0,
        "receivable": 0,
    }  # fmt: skip
    return Means(**(usual | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "currency", "units"),
    [("12.34", "USD", 1234), ("12", "EUR", 1200), ("1500", "JPY", 1500), ("1.234", "KWD", 1234), ("0.01", "CHF", 1)],
)
def test_an_amount_is_kept_in_the_smallest_unit_of_its_currency(amount: str, currency: str, units: int) -> None:
    assert rules.units(Decimal(amount), currency) == units
    assert rules.amount(units, currency) == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency"), [("12.345", "USD"), ("0.5", "JPY"), ("0", "USD"), ("-1", "USD"), ("1e12", "USD")]
)
def test_what_is_no_amount_is_refused(amount: str, currency: str) -> None:
    with pytest.raises(Invalid):
        rules.units(Decimal(amount), currency)


def test_nothing_is_an_amount_only_where_it_may_be() -> None:
    assert rules.units(Decimal(0), "USD", nothing=True) == 0


@pytest.mark.parametrize(
    ("units", "currency", "rate", "cents"),
    [
        (10000, "EUR", "0.906", 11038),  # 110.375...
        (1000, "EUR", "1.6", 625),
        (1, "EUR", "0.4", 2),  # 2.5 cents, to the even one
        (3, "EUR", "2", 2),  # 1.5 cents, to the even one
        (1500000, "JPY", "108.2", 1386322),
        (1234, "USD", None, 1234),
    ],
)  # fmt: skip
def test_an_amount_is_reckoned_in_dollars_at_a_rate(units: int, currency: str, rate: str | None, cents: int) -> None:
    millionths = rules.per_dollar(Decimal(rate)) if rate else None
    assert rules.in_dollars(units, currency, millionths) == cents


@pytest.mark.parametrize("rate", ["0", "-1", "0.0000001", "99999999"])
def test_what_is_no_rate_is_refused(rate: str) -> None:
    with pytest.raises(Invalid):
        rules.per_dollar(Decimal(rate))


def test_money_is_written_with_its_currency() -> None:
    assert rules.money(123450050) == "USD 1,234,500.50"
    assert rules.money(1500000, "JPY") == "JPY 1,500,000"


@given(
    st.integers(1, 10**6), st.integers(1, 10**6).flatmap(lambda n: st.lists(st.integers(1, n), min_size=1, max_size=8))
)
def test_however_a_pledge_comes_in_nothing_of_it_stays_receivable(receivable: int, parts: list[int]) -> None:
    left, outstanding = receivable, sum(parts)
    for part in parts:
        share = rules.part_of_pledge(left, outstanding, part)
        assert 0 <= share <= left
        left, outstanding = left - share, outstanding - part
    assert left == 0


@given(st.lists(st.integers(0, 50), max_size=6), st.integers(0, 200))
def test_purses_are_emptied_one_after_the_other(holds: list[int], wanted: int) -> None:
    taken = rules.drawn(list(enumerate(holds)), wanted)
    assert sum(part for _, part in taken) == min(wanted, sum(holds))
    assert all(0 < part <= holds[purse] for purse, part in taken)
    emptied = [holds[purse] == part for purse, part in taken]
    assert all(emptied[:-1])


@pytest.mark.parametrize(
    ("changes", "opened", "cancelled", "where"),
    [
        ({"confirmed": False}, False, False, "planned"),
        ({}, False, False, "confirmed"),
        ({"allocated": 699}, False, False, "in_question"),
        ({"allocated": 699}, True, False, "held"),
        ({"confirmed": False}, True, False, "held"),
        ({}, False, True, "cancelled"),
    ],
)
def test_where_a_consultation_stands_follows_from_figures(
    changes: dict[str, object], opened: bool, cancelled: bool, where: str
) -> None:
    assert means(**changes, opened=opened, cancelled=cancelled).standing == where


@pytest.mark.parametrize(
    ("changes", "where", "sentence"),
    [
        ({"confirmed": False, "lines": 0, "budget": 0}, "planned", "no budget yet"),
        ({"confirmed": False, "allocated": 0, "spent": 0, "free": 400, "earmarked": 599}, "planned", "USD 0.01 are missing"),
        ({"confirmed": False, "allocated": 0, "spent": 0, "receivable": 1000}, "planned", "pledged and not received are USD 10.00"),
        ({}, "confirmed", "already"),
        ({"opened": True, "confirmed": False}, "held", "held"),
        ({"cancelled": True}, "cancelled", "cancelled"),
    ],
)  # fmt: skip
def test_a_consultation_is_not_confirmed(changes: dict[str, object], where: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        rules.check_confirms(means(**changes))
    assert means(**changes).standing == where


def test_what_is_received_and_free_to_the_cent_suffices() -> None:
    rules.check_confirms(means(confirmed=False, allocated=0, spent=0, free=400, earmarked=600))


@pytest.mark.parametrize(
    ("changes", "where", "sentence"),
    [
        ({"allocated": 600}, "in_question", "USD 1.00 are missing"),
        ({"confirmed": False, "allocated": 0, "spent": 0}, "planned", "USD 10.00 are missing"),
        ({"confirmed": False, "allocated": 0, "spent": 0, "free": 1000}, "planned", "can confirm it now"),
    ],
)
def test_a_consultation_that_is_not_paid_for_is_not_opened(
    changes: dict[str, object], where: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        rules.check_opens(means(**changes))
    assert means(**changes).standing == where
    assert refused.value.basis == "Paragraph 5"


def test_a_confirmed_consultation_is_opened_and_opened_again() -> None:
    rules.check_opens(means())
    rules.check_opens(means(opened=True, to_come=True))


def test_a_meeting_that_is_added_after_the_accounts_were_closed_has_to_be_confirmed_too() -> None:
    closed = means(opened=True, to_come=True, confirmed=False, allocated=0, budget=1500)
    with pytest.raises(Refusal, match=r"USD 12\.00 are missing"):
        rules.check_opens(closed)
    rules.check_confirms(means(opened=True, to_come=True, confirmed=False, allocated=0, budget=1500, free=1200))


def test_accounts_are_not_closed_before_the_last_meeting() -> None:
    rules.check_releases(means(opened=True))
    with pytest.raises(Refusal, match="still to come"):
        rules.check_releases(means(opened=True, to_come=True))


@pytest.mark.parametrize(
    ("wanted", "line", "spent", "allocated", "confirmed", "sentence"),
    [
        (1, 10, 0, 10, False, "Nothing is allocated"),
        (6, 10, 5, 10, True, "USD 0.05 are left"),
        (6, 10, 0, 5, True, "USD 0.05 are left"),
    ],
)
def test_what_is_not_there_is_not_spent(
    wanted: int, line: int, spent: int, allocated: int, confirmed: bool, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        rules.check_spends(wanted, line, spent, allocated, confirmed=confirmed)


@pytest.mark.parametrize("kind", ["earmark", "free", "allocation", "release", "reversal"])
def test_some_entries_are_undone_by_an_act_of_their_own(kind: str) -> None:
    with pytest.raises(Refusal):
        rules.check_reverses(kind, already=False)


def test_a_paper_of_tomorrow_is_refused() -> None:
    rules.check_dated(date(2019, 6, 3), date(2019, 6, 3))
    with pytest.raises(Invalid, match="future"):
        rules.check_dated(date(2019, 6, 4), date(2019, 6, 3))


def test_every_move_and_its_undoing_leave_the_accounts_as_they_were() -> None:
    for debit, credit in MOVES:
        move = Move(debit, credit, 1, 5, 2, 3)
        assert set(rules.balances([move, move.reversed()]).values()) == {0}


def test_tables_and_rules_have_the_same_words() -> None:
    assert list(rules.BUDGET_KINDS) == list(BUDGET_KINDS)
    assert list(rules.KINDS) == list(ENTRY_KINDS)
    assert {account for move in MOVES for account in move} == set(rules.ACCOUNTS)
