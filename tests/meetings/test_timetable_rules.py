"""What cannot be true at the same time on a timetable, and where does an item stand once it was moved?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.clock import local
from oewg.core.errors import Refusal
from oewg.meetings.rules.timetable import (
    Conflict,
    Slot,
    by_meeting,
    check_set_down,
    check_taken_off,
    conflicts,
    moved_with,
    placed,
    working_days,
)

DAY = datetime(2019, 6, 3, tzinfo=UTC)
ROOM = "Conference Room 4"


def slot(meeting: int, hours: tuple[float, float], room: str = "", presiding: int | None = None, *delegations: int, place: str = "New York") -> Slot:  # fmt: skip
    """A meeting of a day; over each presides somebody else, unless told otherwise."""
    start, end = (DAY + timedelta(hours=hour) for hour in hours)
    return Slot(
        meeting,
        start,
        end,
        100 + meeting,
        place,
        room,
        meeting if presiding is None else presiding,
        frozenset(delegations),
    )


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        (slot(1, (10, 13), ROOM), slot(2, (12, 15), ROOM), ["room"]),
        (slot(1, (10, 13), ROOM), slot(2, (13, 15), ROOM), []),
        (slot(1, (10, 13), ROOM), slot(2, (9, 10), ROOM), []),
        (slot(1, (10, 13), ROOM), slot(2, (11, 12), ROOM), ["room"]),
        (slot(1, (10, 13), ROOM), slot(2, (10, 13), "conference  room 4"), ["room"]),
        (slot(1, (10, 13), ROOM), slot(2, (10, 13), "Conference Room 5"), []),
        (slot(1, (10, 13), ROOM), slot(2, (10, 13), ROOM, place="Geneva"), []),
        (slot(1, (10, 13)), slot(2, (10, 13)), []),
        (slot(1, (10, 13), ROOM, 0), slot(2, (12, 15), "", 0), ["presiding"]),
        (slot(1, (10, 13), ROOM, 7), slot(2, (13, 15), "", 7), []),
        (slot(1, (10, 13), "", None, 33, 40), slot(2, (12, 15), "", None, 40, 33, 5), ["delegation", "delegation"]),
        (slot(1, (10, 13), "", None, 33), slot(2, (12, 15), "", None, 40), []),
        (slot(1, (10, 13), ROOM, 7, 33), slot(2, (12, 15), ROOM, 7, 33), ["room", "presiding", "delegation"]),
    ],
)
def test_when_two_meetings_cannot_both_be_held_as_planned(one: Slot, other: Slot, kinds: list[str]) -> None:
    found = conflicts([one, other])
    assert [each.kind for each in found] == kinds
    assert {each.meetings for each in found} <= {(1, 2)}
    assert conflicts([other, one]) == found


def test_a_conflict_names_the_delegation_the_room_and_the_earlier_meeting_first() -> None:
    found = conflicts([slot(1, (12, 15), ROOM, None, 33), slot(2, (10, 13), ROOM, None, 33)])
    both = (2, 1), (102, 101)
    assert found == [Conflict("room", *both, room=ROOM), Conflict("delegation", *both, who=33)]
    assert by_meeting(found) == {1: found, 2: found}


SLOTS = st.lists(
    st.tuples(
        st.integers(0, 20), st.integers(1, 6), st.sampled_from(["", "A", "a ", "B"]), st.integers(0, 2),
        st.frozensets(st.integers(1, 4)),
    ),
    max_size=8,
)  # fmt: skip


@given(SLOTS)
def test_conflicts_are_exactly_the_pairs_that_overlap_and_share(
    drawn: list[tuple[int, int, str, int, frozenset[int]]],
) -> None:
    slots = [
        Slot(number, DAY + timedelta(hours=start), DAY + timedelta(hours=start + length), 0, "", room, presiding, who)
        for number, (start, length, room, presiding, who) in enumerate(drawn)
    ]
    expected = set()
    for one in slots:
        for other in slots:
            if one.meeting < other.meeting and max(one.starts_at, other.starts_at) < min(one.ends_at, other.ends_at):
                pair = frozenset((one.meeting, other.meeting))
                if one.room.strip() and one.room.strip().lower() == other.room.strip().lower():
                    expected.add(("room", pair, 0))
                if one.presiding == other.presiding:
                    expected.add(("presiding", pair, one.presiding))
                expected |= {("delegation", pair, each) for each in one.delegations & other.delegations}
    found = [(each.kind, frozenset(each.meetings), each.who) for each in conflicts(slots)]
    assert len(found) == len(set(found))
    assert set(found) == expected


@pytest.mark.parametrize(
    ("order", "item", "place", "found"),
    [
        ([1, 2, 3], 3, 1, [3, 1, 2]),
        ([1, 2, 3], 1, 2, [2, 1, 3]),
        ([1, 2, 3], 1, 3, [2, 3, 1]),
        ([1, 2, 3], 1, None, [2, 3, 1]),
        ([1, 2, 3], 1, 99, [2, 3, 1]),
        ([1, 2, 3], 2, 0, [2, 1, 3]),
        ([1, 2, 3], 2, -5, [2, 1, 3]),
        ([1, 2], 9, 2, [1, 9, 2]),
        ([], 9, None, [9]),
    ],
)
def test_where_an_item_stands_once_it_was_moved(
    order: list[int], item: int, place: int | None, found: list[int]
) -> None:
    assert placed(order, item, place) == found


@given(st.lists(st.integers(1, 9), unique=True), st.integers(1, 9), st.none() | st.integers(-3, 12))
def test_moving_an_item_loses_none_and_leaves_the_others_in_their_order(
    order: list[int], item: int, place: int | None
) -> None:
    found = placed(order, item, place)
    assert sorted(found) == sorted({*order, item})
    assert [each for each in found if each != item] == [each for each in order if each != item]


@pytest.mark.parametrize(
    ("text", "provision", "removed", "standing", "already", "words"),
    [
        ("agenda", "paragraph", False, "planned", False, ""),
        ("agenda", "subparagraph", False, "open", False, ""),
        ("agenda", "paragraph", False, "suspended", False, ""),
        ("agenda", "paragraph", False, "planned", True, "set down for this meeting already"),
        ("agenda", "paragraph", False, "adjourned", False, "adjourned: an item is set down"),
        ("agenda", "paragraph", False, "cancelled", False, "cancelled: an item is set down"),
        ("agenda", "paragraph", True, "planned", False, "taken off the agenda"),
        ("agenda", "heading", False, "planned", False, "this is none"),
        ("report", "paragraph", False, "planned", False, "this is none"),
    ],
)
def test_what_is_set_down_for_a_meeting(
    text: str, provision: str, removed: bool, standing: str, already: bool, words: str
) -> None:
    if words:
        with pytest.raises(Refusal, match=words):
            check_set_down(text, provision, removed, standing, already)
    else:
        check_set_down(text, provision, removed, standing, already)


@pytest.mark.parametrize(
    ("standing", "set_down", "words"),
    [
        ("planned", True, ""),
        ("cancelled", True, ""),
        ("planned", False, "somebody has moved it"),
        ("adjourned", True, "stays on the timetable"),
    ],
)
def test_what_is_taken_off_the_timetable(standing: str, set_down: bool, words: str) -> None:
    if words:
        with pytest.raises(Refusal, match=words):
            check_taken_off(standing, set_down)
    else:
        check_taken_off(standing, set_down)


JULY_2020, MARCH_2021 = (date(2020, 7, 6), date(2020, 7, 10)), (date(2021, 3, 8), date(2021, 3, 12))
NEW_YORK = "America/New_York"


@pytest.mark.parametrize(
    ("starts_at", "new", "expected"),
    [
        # From summer time to winter time: ten o'clock stays ten o'clock.
        (local(2020, 7, 6, 10, zone=NEW_YORK), MARCH_2021, local(2021, 3, 8, 10, zone=NEW_YORK)),
        (local(2020, 7, 10, 15, zone=NEW_YORK), MARCH_2021, local(2021, 3, 12, 15, zone=NEW_YORK)),
        # The working days count: the fourth one of a session that begins on a Wednesday is a Monday, on summer time again.
        (local(2020, 7, 9, 10, zone=NEW_YORK), (date(2021, 3, 10), date(2021, 3, 16)), local(2021, 3, 15, 10, zone=NEW_YORK)),
        # No day is left for it in a shorter session, and none for what was called for no working day of the session.
        (local(2020, 7, 9, 10, zone=NEW_YORK), (date(2021, 3, 8), date(2021, 3, 10)), None),
        (local(2020, 7, 11, 10, zone=NEW_YORK), MARCH_2021, None),
    ],
)  # fmt: skip
def test_when_a_session_is_postponed_its_meetings_keep_their_day_of_it_and_their_hour(
    starts_at: datetime, new: tuple[date, date], expected: datetime | None
) -> None:
    assert moved_with(starts_at, NEW_YORK, JULY_2020, new) == expected


def test_a_session_on_a_weekend_has_days_all_the_same_and_a_long_one_not_too_many() -> None:
    assert working_days(date(2019, 6, 8), date(2019, 6, 9)) == [date(2019, 6, 8), date(2019, 6, 9)]
    assert working_days(*JULY_2020) == [date(2020, 7, day) for day in range(6, 11)]
    assert len(working_days(date(2019, 1, 1), date.max)) == 23
