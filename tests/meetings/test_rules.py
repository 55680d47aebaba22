"""What may follow what in the life of a session? A table of cases."""

from datetime import UTC, date, datetime

import pytest

from oewg.core.clock import local
from oewg.core.errors import Refusal
from oewg.meetings.rules import FOLLOWS, Event, check_befalls, check_opens, dates_of, ordinal, status_of

AT = datetime(2019, 6, 3, tzinfo=UTC)


def lived(*whats: str) -> list[Event]:
    return [Event(what, AT, "A reason.") for what in whats]


@pytest.mark.parametrize(
    ("history", "what", "refused"),
    [
        (("planned",), "opened", False),
        (("planned",), "closed", True),
        (("planned",), "cancelled", False),
        (("planned", "opened"), "postponed", True),
        (("planned", "opened"), "opened", True),
        (("planned", "opened"), "closed", False),
        (("planned", "opened", "moved_online"), "closed", False),
        (("planned", "postponed"), "opened", False),
        (("planned", "postponed"), "postponed", False),
        (("planned", "cancelled"), "opened", True),
        (("planned", "opened", "closed"), "opened", True),
    ],
)
def test_what_may_befall_a_session(history: tuple[str, ...], what: str, refused: bool) -> None:
    if refused:
        with pytest.raises(Refusal):
            check_befalls(lived(*history), what, "A reason.")
    else:
        check_befalls(lived(*history), what, "A reason.")


@pytest.mark.parametrize("what", ["postponed", "cancelled", "moved_online"])
def test_a_change_of_plan_needs_a_reason(what: str) -> None:
    with pytest.raises(Refusal, match="reason"):
        check_befalls(lived("planned"), what, "")


def test_every_status_has_a_row() -> None:
    assert set(FOLLOWS) == {"", *(what for follows in FOLLOWS.values() for what in follows)}


def test_being_moved_online_is_no_standing() -> None:
    assert status_of(lived("planned", "opened", "moved_online")) == "opened"


def test_the_latest_plan_counts() -> None:
    history = [*lived("planned"), Event("postponed", AT, "Why.", date(2021, 3, 8), date(2021, 3, 12))]
    assert dates_of(date(2020, 7, 6), date(2020, 7, 10), history) == (date(2021, 3, 8), date(2021, 3, 12))


@pytest.mark.parametrize(
    ("status", "opened", "other", "refused"),
    [
        ("opened", None, None, False),
        ("planned", None, None, True),
        ("opened", AT, None, True),
        ("opened", None, 3, True),
    ],
)
def test_when_a_meeting_opens(status: str, opened: datetime | None, other: int | None, refused: bool) -> None:
    if refused:
        with pytest.raises(Refusal):
            check_opens(status, opened, other)
    else:
        check_opens(status, opened, other)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (21, "21st"), (112, "112th")],
)
def test_ordinals(number: int, expected: str) -> None:
    assert ordinal(number) == expected


@pytest.mark.parametrize(("month", "utc"), [(6, 14), (12, 15)])
def test_ten_oclock_in_new_york_knows_daylight_saving(month: int, utc: int) -> None:
    assert local(2019, month, 3, 10, zone="America/New_York").hour == utc
