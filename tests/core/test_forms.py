"""Are words and instants read as they were meant, or refused with a sentence?"""

from datetime import UTC, date, datetime

import pytest

from oewg.core.errors import Invalid
from oewg.core.forms import Form, Line, Words, Zone, on_the_clock, parse


class Sent(Form):
    """A form with one field of each kind."""

    words: Words = "-"
    line: Line = "-"
    at: datetime = datetime(2019, 6, 3, tzinfo=UTC)
    zone: Zone = "UTC"
    day: date = date(2019, 6, 3)


@pytest.mark.parametrize(
    ("zone", "clock", "expected"),
    [
        ("America/New_York", (2019, 6, 3, 10), datetime(2019, 6, 3, 14, tzinfo=UTC)),
        ("America/New_York", (2020, 2, 10, 10), datetime(2020, 2, 10, 15, tzinfo=UTC)),
        ("Europe/Zurich", (2019, 9, 9, 10), datetime(2019, 9, 9, 8, tzinfo=UTC)),
        ("America/New_York", (2027, 3, 14, 3, 30), datetime(2027, 3, 14, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_on_the_clocks_of_its_zone(zone: str, clock: tuple[int, ...], expected: datetime) -> None:
    assert on_the_clock(datetime(*clock), zone) == expected  # type: ignore[arg-type]  # noqa: DTZ001


@pytest.mark.parametrize(
    ("zone", "clock", "why"),
    [
        ("America/New_York", (2027, 3, 14, 2, 30), "put forward"),
        ("Europe/Zurich", (2027, 3, 28, 2, 0), "put forward"),
        ("America/New_York", (2027, 11, 7, 1, 30), "put back"),
        ("Europe/Zurich", (2027, 10, 31, 2, 59), "put back"),
    ],
)
def test_a_time_that_the_clocks_skip_or_show_twice_is_refused(zone: str, clock: tuple[int, ...], why: str) -> None:
    with pytest.raises(Invalid, match=why):
        on_the_clock(datetime(*clock), zone)  # type: ignore[arg-type]  # noqa: DTZ001


def test_an_instant_with_its_offset_is_taken_as_it_is() -> None:
    twice = datetime.fromisoformat("2027-11-07T01:30:00-04:00")
    assert on_the_clock(twice, "America/New_York") == datetime(2027, 11, 7, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize("words", ["9999-12-31T23:30:00+00:00", "0001-01-01T00:00:00+14:00", "2200-01-01T00:00:00Z"])
def test_an_instant_outside_the_calendar_is_refused(words: str) -> None:
    with pytest.raises(Invalid, match="outside the calendar"):
        on_the_clock(datetime.fromisoformat(words), "Asia/Tokyo")


@pytest.mark.parametrize("words", ["4102444800", "1e9", "tomorrow", "2019-06-03"])
def test_an_instant_is_written_as_a_date_and_a_time(words: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(Sent, {"at": words})
    assert refused.value.fields == {"at": "Please give a date and a time: 2019-06-03T15:00."}


@pytest.mark.parametrize("zone", ["localtime", "Factory", "Mars/Olympus", "/etc/passwd"])
def test_a_zone_is_a_place(zone: str) -> None:
    with pytest.raises(Invalid):
        parse(Sent, {"zone": zone})


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff"])
@pytest.mark.parametrize("field", ["words", "line"])
def test_signs_that_nobody_sees_are_refused(field: str, sign: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(Sent, {field: f"States {sign}share."})
    assert "invisible" in refused.value.fields[field]


def test_joiners_and_marks_of_direction_are_part_of_words() -> None:
    persian = "می\u200cخواهیم \u200fA/75/816\u200e"
    assert parse(Sent, {"words": persian}).words == persian


@pytest.mark.parametrize("written", ["0", "1559520000", "86400", 0])
def test_a_bare_number_is_no_day(written: str | int) -> None:
    with pytest.raises(Invalid) as refused:
        parse(Sent, {"day": written})
    assert "year first" in refused.value.fields["day"]
