"""Does the report say days, meetings, numbers and lists as a report of the United Nations does?"""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.meetings.rules.words import ordinal
from oewg.report.rules import phrases

DAYS = st.dates(date(2019, 1, 1), date(2022, 12, 31))


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["France"], "France"),
        (["France", "Japan"], "France and Japan"),
        (["France", "Japan", "Kenya"], "France, Japan and Kenya"),
    ],
)
def test_a_list_has_its_and_before_the_last(items: list[str], words: str) -> None:
    assert phrases.listed(items) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no meetings"), (1, "one meeting"), (2, "two meetings"), (9, "nine meetings"), (10, "10 meetings"), (10700, "10,700 meetings")],
)  # fmt: skip
def test_small_numbers_stand_in_words_and_one_is_singular(number: int, words: str) -> None:
    assert phrases.counted(number, "meeting", "meetings") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "first"),
        (12, "twelfth"),
        (20, "twentieth"),
        (73, "seventy-third"),
        (75, "seventy-fifth"),
        (80, "eightieth"),
        (99, "ninety-ninth"),
        (101, "101st"),
    ],
)
def test_sessions_of_the_assembly_are_counted_in_words(number: int, words: str) -> None:
    assert phrases.ordinal_words(number) == words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([1], "1st meeting"),
        ([1, 2], "1st and 2nd meetings"),
        ([1, 2, 3, 4], "1st to 4th meetings"),
        ([4, 3, 2, 1, 2], "1st to 4th meetings"),
        ([1, 3], "1st and 3rd meetings"),
        ([1, 2, 3, 5, 6, 9], "1st to 3rd, 5th, 6th and 9th meetings"),
        ([11, 12, 13, 21, 22, 23], "11th to 13th and 21st to 23rd meetings"),
    ],
)
def test_meetings_are_named_by_their_ordinals(numbers: list[int], words: str) -> None:
    assert phrases.meeting_numbers(numbers) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2019-06-03", "2019-06-03", "on 3 June 2019"),
        ("2019-06-03", "2019-06-04", "on 3 and 4 June 2019"),
        ("2019-09-09", "2019-09-13", "from 9 to 13 September 2019"),
        ("2020-02-28", "2020-03-04", "from 28 February to 4 March 2020"),
        ("2019-09-30", "2019-10-01", "on 30 September and 1 October 2019"),
        ("2019-12-30", "2020-01-03", "from 30 December 2019 to 3 January 2020"),
        ("2019-12-31", "2020-01-01", "on 31 December 2019 and 1 January 2020"),
    ],
)
def test_a_span_names_month_and_year_once_where_they_are_shared(first: str, last: str, words: str) -> None:
    assert phrases.span(date.fromisoformat(first), date.fromisoformat(last)) == words


@pytest.mark.parametrize(
    ("some", "words"),
    [
        (days("2019-06-03"), "on 3 June 2019"),
        (days("2019-09-11", "2019-09-09", "2019-09-10"), "from 9 to 11 September 2019"),
        (days("2019-09-09", "2019-09-11"), "on 9 and 11 September 2019"),
        (days("2020-02-10", "2020-02-12", "2020-02-14"), "on 10, 12 and 14 February 2020"),
        (days("2020-02-10", "2020-03-02", "2020-03-03"), "on 10 February and 2 and 3 March 2020"),
        (days("2019-12-31", "2020-02-10"), "on 31 December 2019 and 10 February 2020"),
    ],
)
def test_days_follow_one_another_or_stand_one_by_one(some: list[date], words: str) -> None:
    assert phrases.on_days(some) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [("First substantive session", "first substantive session"), ("ICT session", "ICT session"), ("", "")],
)
def test_a_title_loses_its_capital_within_a_sentence_unless_it_is_an_acronym(title: str, words: str) -> None:
    assert phrases.in_a_sentence(title) == words


@given(st.lists(st.text("abc", min_size=1), min_size=1))
def test_a_list_holds_every_item_in_order(items: list[str]) -> None:
    assert re.split(", | and ", phrases.listed(items)) == items


@given(st.sets(st.integers(1, 400), min_size=1))
def test_from_the_words_the_meetings_can_be_read_back(numbers: set[int]) -> None:
    words = phrases.meeting_numbers(numbers)
    assert words.endswith(" meetings" if len(numbers) > 1 else " meeting")
    read: set[int] = set()
    for part in re.split(", | and ", words.rsplit(" ", 1)[0]):
        ends = [int(re.sub("[a-z]", "", end)) for end in part.split(" to ")]
        assert part == " to ".join(ordinal(end) for end in ends)
        read |= set(range(ends[0], ends[-1] + 1))
    assert read == numbers


@given(DAYS, st.integers(0, 60))
def test_from_a_span_both_days_can_be_read_back(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = re.findall(r"\d+(?: [A-Z]\w+)?(?: \d{4})?", phrases.span(first, last))
    assert found[-1] == f"{last.day} {last:%B} {last.year}"
    full = f"{first.day} {first:%B} {first.year}"
    assert full.startswith(found[0])
    assert len(found) == (1 if length == 0 else 2)


@given(st.sets(DAYS, min_size=1, max_size=12))
def test_days_are_said_alike_in_whichever_order_they_come(some: set[date]) -> None:
    ascending, descending = sorted(some), sorted(some, reverse=True)
    assert phrases.on_days(ascending) == phrases.on_days(descending)


@given(st.sets(DAYS, min_size=1, max_size=6))
def test_every_month_in_which_there_was_a_day_is_named(some: set[date]) -> None:
    words = phrases.on_days(some)
    for day in some:
        assert f"{day:%B}" in words
        assert str(day.year) in words
