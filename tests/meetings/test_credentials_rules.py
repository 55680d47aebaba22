"""Which days belong to a term, and what may a letter not say? The rules as tables of cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Invalid
from oewg.meetings.rules import credentials as rules
from oewg.meetings.rules.credentials import Named, Term
from tests.meetings.given import NEW_YORK
from tests.meetings.given_credentials import COUNSELLOR, DATED, MINISTER
from tests.world import BEGIN


@pytest.mark.parametrize(
    ("zone", "first", "last", "since", "until"),
    [
        (NEW_YORK, date(2019, 9, 9), date(2019, 9, 13), (2019, 9, 9, 4), (2019, 9, 14, 4)),
        ("Europe/Zurich", date(2019, 12, 2), date(2019, 12, 4), (2019, 12, 1, 23), (2019, 12, 4, 23)),
        # The clocks go forward on 8 March 2020: the last day has 23 hours.
        (NEW_YORK, date(2020, 3, 8), date(2020, 3, 8), (2020, 3, 8, 5), (2020, 3, 9, 4)),
        (NEW_YORK, date(2019, 11, 3), date(2019, 11, 3), (2019, 11, 3, 4), (2019, 11, 4, 5)),
    ],
)
def test_both_days_of_a_term_belong_to_it(
    zone: str, first: date, last: date, since: tuple[int, ...], until: tuple[int, ...]
) -> None:
    found = rules.term(first, last, zone, BEGIN)
    assert found == Term(datetime(*since, tzinfo=UTC), datetime(*until, tzinfo=UTC))  # type: ignore[misc, arg-type]
    assert found.until is not None
    assert rules.last_day(found.until, zone) == last


def test_a_term_without_days_begins_now_and_has_no_end() -> None:
    assert rules.term(None, None, NEW_YORK, BEGIN) == Term(BEGIN, None)


@pytest.mark.parametrize(("first", "last"), [(date(2019, 6, 5), date(2019, 6, 4)), (None, date(2019, 6, 2))])
def test_a_term_does_not_end_before_it_begins(first: date | None, last: date) -> None:
    with pytest.raises(Invalid, match="not before the first"):
        rules.term(first, last, NEW_YORK, BEGIN)


@pytest.mark.parametrize(("first", "last"), [(None, date.max), (date.min, None)])
def test_a_day_at_either_end_of_the_calendar_is_refused(first: date | None, last: date | None) -> None:
    with pytest.raises(Invalid, match="calendar"):
        rules.term(first, last, "Europe/Zurich", BEGIN)


INSTANTS = st.integers(0, 20).map(lambda hours: BEGIN + timedelta(hours=hours))
TERMS = st.tuples(INSTANTS, st.none() | st.integers(0, 9)).map(
    lambda pair: Term(pair[0], None if pair[1] is None else pair[0] + timedelta(hours=pair[1]))
)


@given(TERMS, TERMS)
def test_terms_meet_exactly_when_some_instant_belongs_to_both(one: Term, other: Term) -> None:
    def holds(term: Term, at: datetime) -> bool:
        return rules.membership(term, at) == "acts"

    instants = [BEGIN + timedelta(minutes=30 * step) for step in range(120)]
    assert one.meets(other) is other.meets(one) is any(holds(one, at) and holds(other, at) for at in instants)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2019, 9, 9), date(2019, 9, 13)), (date(2020, 3, 8), date(2020, 3, 8)), (None, None)]
)
def test_whole_days_are_told_as_days_and_instants_as_instants(first: date | None, last: date | None) -> None:
    assert rules.whole_days(rules.term(first, last, NEW_YORK, BEGIN), NEW_YORK) == (first, last)
    some = Term(BEGIN, BEGIN + timedelta(hours=1))
    assert rules.whole_days(some, NEW_YORK) == (None, None)


@pytest.mark.parametrize(
    ("minutes", "until", "where"),
    [
        (-1, 60, "to_come"), (0, 60, "acts"), (59, 60, "acts"), (60, 60, "ended"), (10_000, None, "acts"),
        (-1, 0, "withdrawn"), (0, 0, "withdrawn"),
    ],
)  # fmt: skip
def test_where_a_membership_stands(minutes: int, until: int | None, where: str) -> None:
    held = Term(BEGIN, None if until is None else BEGIN + timedelta(minutes=until))
    assert rules.membership(held, BEGIN + timedelta(minutes=minutes)) == where


@pytest.mark.parametrize(
    ("persons", "dated", "field"),
    [
        ((), DATED, "name_1"),
        ((MINISTER,), date(2019, 6, 4), "dated"),
        ((MINISTER, COUNSELLOR, MINISTER), DATED, "email_3"),
        ((MINISTER, Named("Another", "another@example.org", "", "head")), DATED, "role_2"),
    ],
)
def test_what_a_letter_may_not_say(persons: tuple[Named, ...], dated: date, field: str) -> None:
    with pytest.raises(Invalid) as caught:
        rules.check_letter(dated, date(2019, 6, 3), persons)
    assert list(caught.value.fields) == [field]
