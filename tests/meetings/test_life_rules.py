"""What may follow what in the life of a meeting, and what do the clocks say?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.clock import local
from oewg.core.errors import Invalid, Refusal
from oewg.core.forms import on_the_clock
from oewg.meetings.rules import life

AT = datetime(2020, 3, 1, tzinfo=UTC)
NEW_YORK, GENEVA = "America/New_York", "Europe/Zurich"
DAYS = (date(2019, 6, 3), date(2019, 6, 4))


@dataclass(frozen=True)
class Row:
    """The instants of a meeting's row."""

    opened_at: datetime | None = None
    suspended_at: datetime | None = None
    adjourned_at: datetime | None = None
    cancelled_at: datetime | None = None


ROWS = {
    "planned": Row(),
    "open": Row(opened_at=AT),
    "suspended": Row(opened_at=AT, suspended_at=AT),
    "adjourned": Row(opened_at=AT, adjourned_at=AT),
    "cancelled": Row(cancelled_at=AT),
}


@pytest.mark.parametrize("standing", ROWS)
def test_where_a_meeting_stands(standing: str) -> None:
    assert life.standing_of(ROWS[standing]) == standing


def test_every_standing_has_its_words() -> None:
    assert set(life.STANDINGS) == set(ROWS)


CHECKS: dict[str, Callable[[str], None]] = {
    "open": lambda standing: life.check_opens("opened", standing, None),
    "do something": lambda standing: life.check_open(ROWS[standing]),
    "resume": life.check_suspended,
    "adjourn": life.check_adjourns,
    "postpone or cancel": life.check_not_opened,
    "move": lambda standing: life.check_moves(standing, same=False),
    "say who presides": life.check_is_presided_over,
}


@pytest.mark.parametrize(
    ("what", "allowed"),
    [
        ("open", {"planned"}),
        ("do something", {"open"}),
        ("resume", {"suspended"}),
        ("adjourn", {"open", "suspended"}),
        ("postpone or cancel", {"planned"}),
        ("move", {"planned", "open", "suspended"}),
        ("say who presides", {"planned", "open", "suspended"}),
    ],
)
def test_what_may_be_done_with_a_meeting_in_each_standing(what: str, allowed: set[str]) -> None:
    found = set()
    for standing in ROWS:
        try:
            CHECKS[what](standing)
        except Refusal:
            continue
        found.add(standing)
    assert found == allowed


@pytest.mark.parametrize(
    ("session_status", "standing", "unfinished", "words"),
    [
        ("planned", "planned", None, "this session is not open"),
        ("closed", "planned", None, "this session is not open"),
        ("opened", "open", None, "opened already"),
        ("opened", "adjourned", None, "opened already"),
        ("opened", "cancelled", None, "cancelled: it is not held"),
        ("opened", "planned", 3, "The 3rd meeting is still open"),
    ],
)
def test_a_meeting_is_not_opened(session_status: str, standing: str, unfinished: int | None, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        life.check_opens(session_status, standing, unfinished)


def test_a_meeting_that_is_suspended_says_so_to_whoever_wants_something_done() -> None:
    with pytest.raises(Refusal, match="suspended: it has to be resumed first") as refused:
        life.check_open(ROWS["suspended"])
    assert refused.value.basis == "Rule 118."


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_of_plan_needs_its_reason(reason: str) -> None:
    with pytest.raises(Invalid, match="please give the reason") as refused:
        life.check_reason(reason)
    assert set(refused.value.fields) == {"reason"}
    life.check_reason("Because")


def test_a_virtual_meeting_has_no_room_and_the_others_may_have_one() -> None:
    with pytest.raises(Invalid, match="no conference room"):
        life.check_place("virtual", "Conference Room 4")
    for mode, room in (("virtual", ""), ("hybrid", "Conference Room 4"), ("in_person", "Conference Room 4")):
        life.check_place(mode, room)


@pytest.mark.parametrize(
    ("starts", "length", "field"),
    [
        ((3, 10, 0), timedelta(hours=3), None),
        ((3, 10, 0), timedelta(hours=24), None),
        ((4, 23, 0), timedelta(hours=3), None),
        ((3, 10, 0), timedelta(0), "ends_at"),
        ((3, 10, 0), timedelta(hours=-1), "ends_at"),
        ((3, 10, 0), timedelta(hours=24, minutes=1), "ends_at"),
        ((2, 23, 59), timedelta(hours=3), "starts_at"),
        ((5, 0, 0), timedelta(hours=3), "starts_at"),
    ],
)
def test_the_times_of_a_meeting(starts: tuple[int, int, int], length: timedelta, field: str | None) -> None:
    starts_at = local(2019, 6, *starts, zone=NEW_YORK)
    if field is None:
        life.check_times(starts_at, starts_at + length, NEW_YORK, *DAYS)
        return
    with pytest.raises(Invalid) as refused:
        life.check_times(starts_at, starts_at + length, NEW_YORK, *DAYS)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize(
    ("role", "live", "allowed"),
    [("vice_chair", True, True), ("vice_chair", False, False), ("rapporteur", True, False), ("head", True, False)],
)
def test_in_the_place_of_the_chair_presides_a_vice_chair_in_office(role: str, live: bool, allowed: bool) -> None:
    if allowed:
        life.check_presides(role, live)
    else:
        with pytest.raises(Refusal, match="a Vice-Chair in office"):
            life.check_presides(role, live)


@pytest.mark.parametrize(
    ("hour", "minute", "part"), [(0, 0, "morning"), (10, 0, "morning"), (12, 59, "morning"), (13, 0, "afternoon"), (15, 0, "afternoon")]
)  # fmt: skip
@pytest.mark.parametrize("zone", [NEW_YORK, GENEVA])
@pytest.mark.parametrize("month", [1, 7])
def test_morning_and_afternoon_are_those_of_the_local_clock(
    hour: int, minute: int, part: str, zone: str, month: int
) -> None:
    assert life.part_of_day(local(2019, month, 9, hour, minute, zone=zone), zone) == part


@pytest.mark.parametrize(
    ("zone", "typed", "meant"),
    [
        (NEW_YORK, (2021, 3, 14, 1, 59), datetime(2021, 3, 14, 6, 59, tzinfo=UTC)),
        (NEW_YORK, (2021, 3, 14, 2, 0), None),
        (NEW_YORK, (2021, 3, 14, 2, 59), None),
        (NEW_YORK, (2021, 3, 14, 3, 0), datetime(2021, 3, 14, 7, 0, tzinfo=UTC)),
        (NEW_YORK, (2021, 11, 7, 1, 30), None),
        (NEW_YORK, (2021, 11, 7, 2, 0), datetime(2021, 11, 7, 7, 0, tzinfo=UTC)),
        (GENEVA, (2021, 3, 28, 2, 30), None),
        (GENEVA, (2021, 3, 28, 3, 0), datetime(2021, 3, 28, 1, 0, tzinfo=UTC)),
        (GENEVA, (2021, 10, 31, 2, 30), None),
        (GENEVA, (2021, 10, 31, 3, 0), datetime(2021, 10, 31, 2, 0, tzinfo=UTC)),
    ],
)
def test_what_a_time_means_when_the_clocks_are_changed(
    zone: str, typed: tuple[int, int, int, int, int], meant: datetime | None
) -> None:
    """A time that is passed over is refused, and so is one that comes twice."""
    written = datetime(*typed)  # noqa: DTZ001
    if meant is not None:
        assert on_the_clock(written, zone) == meant
        return
    with pytest.raises(Invalid, match=r"the clocks are put (forward|back)") as refused:
        on_the_clock(written, zone, "starts_at")
    assert set(refused.value.fields) == {"starts_at"}


@given(
    st.datetimes(datetime(2019, 1, 1), datetime(2022, 1, 1)),  # noqa: DTZ001
    st.sampled_from([NEW_YORK, GENEVA, "Africa/Nairobi"]),
)
def test_a_time_that_is_accepted_reads_the_same_on_the_clocks_of_the_zone(written: datetime, zone: str) -> None:
    try:
        meant = on_the_clock(written, zone)
    except Invalid:
        return
    assert meant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == written.replace(fold=0)


@pytest.mark.parametrize(
    ("zone", "offset"), [(NEW_YORK, "-05:00"), (GENEVA, "+01:00"), ("Asia/Kolkata", "+05:30"), ("UTC", "+00:00")]
)
def test_an_offset_is_written_with_hours_and_minutes(zone: str, offset: str) -> None:
    assert life.offset_of(datetime(2021, 1, 5, 12, tzinfo=ZoneInfo(zone))) == offset
