"""Is a meeting postponed, moved and cancelled as it must be, alone and with its session?"""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from oewg.core.clock import local
from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from tests.meetings.given import (
    JUNE,
    NEW_YORK,
    a_meeting,
    a_session,
    an_open_meeting,
    an_open_session,
    on_meeting,
    on_session,
)
from tests.meetings.given_at_a_meeting import attend
from tests.meetings.given_life import ROOM, TEN, THREE, cancel, move, postpone, preside, standing, told
from tests.world import World, words_of


def test_a_postponed_meeting_keeps_its_length_unless_it_is_given_an_end(world: World) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    postpone(world, meeting, ends_at=THREE + timedelta(hours=2))
    row = world.read(queries.meeting, meeting)
    assert (row.starts_at, row.ends_at, row.room) == (THREE, THREE + timedelta(hours=2), ROOM)
    postpone(world, meeting, TEN)
    assert world.read(queries.meeting, meeting).ends_at == TEN + timedelta(hours=2)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "reason", "words"),
    [
        (TEN, None, "Because", "called for this time already"),
        (THREE, None, " ", "please give the reason"),
        (THREE, THREE, "Because", "ends after it starts"),
        (local(2019, 6, 5, 10, zone=NEW_YORK), None, "Because", "lasts from 3 June 2019 to 4 June 2019"),
    ],
)
def test_a_meeting_is_not_postponed(
    world: World, starts_at: datetime, ends_at: datetime | None, reason: str, words: str
) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    with pytest.raises(Refusal, match=words):
        on_meeting(world, actions.postpone_meeting, meeting, starts_at, ends_at, "", reason)
    assert world.read(queries.meeting, meeting).starts_at == TEN
    assert told(world, meeting) == [("plan_meeting", "")]


def test_a_session_is_closed_when_what_was_still_called_for_has_been_cancelled(world: World) -> None:
    meeting = a_meeting(world, an_open_session(world))
    with pytest.raises(Refusal, match="The 1st meeting is still called for"):
        on_session(world, actions.close_session, 1)
    assert world.read(queries.session, 1).status == "opened"
    cancel(world, meeting)
    on_session(world, actions.close_session, 1)
    assert world.read(queries.session, 1).status == "closed"


@pytest.mark.parametrize("act", [postpone, cancel])
def test_what_has_been_opened_is_neither_postponed_nor_cancelled(world: World, act: Callable[..., None]) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="neither postponed nor cancelled"):
        act(world, meeting)


def test_a_cancelled_meeting_keeps_its_number_and_is_not_held(world: World) -> None:
    session = an_open_session(world)
    first, second = a_meeting(world, session), a_meeting(world, session)
    cancel(world, first)
    third = a_meeting(world, session)
    assert [world.read(queries.meeting, each).number for each in (first, second, third)] == [1, 2, 3]
    assert world.read(queries.session, session).meetings == 2
    refused: list[tuple[Callable[[], None], str]] = [
        (lambda: on_meeting(world, actions.open_meeting, first), "cancelled: it is not held"),
        (lambda: cancel(world, first), "cancelled already"),
        (lambda: postpone(world, first), "cancelled already"),
        (lambda: move(world, first, "virtual"), "cancelled is not moved any more"),
        (lambda: preside(world, first, None), "Nobody presides over a meeting that is cancelled"),
        (lambda: attend(world, first, ["FRA"]), "has been opened"),
    ]
    for act, words in refused:
        with pytest.raises(Refusal, match=words):
            act()
    assert standing(world, first) == "cancelled"


@pytest.mark.parametrize(
    ("mode", "room", "reason", "words"),
    [
        ("in_person", "", "Because", "in this mode and this room already"),
        ("virtual", "", "", "please give the reason"),
        ("virtual", ROOM, "Because", "no conference room"),
    ],
)
def test_a_meeting_is_not_moved(world: World, mode: str, room: str, reason: str, words: str) -> None:
    meeting = a_meeting(world, a_session(world))
    with pytest.raises(Refusal, match=words):
        move(world, meeting, mode, room, reason)
    assert world.read(queries.meeting, meeting).mode == "in_person"


def test_a_meeting_that_is_open_or_suspended_can_be_moved_and_one_that_is_over_cannot(world: World) -> None:
    meeting = an_open_meeting(world)
    move(world, meeting, "hybrid", ROOM)
    on_meeting(world, actions.suspend_meeting, meeting)
    move(world, meeting, "virtual")
    assert (world.read(queries.meeting, meeting).mode, standing(world, meeting)) == ("virtual", "suspended")
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="adjourned is not moved any more"):
        move(world, meeting, "in_person")


def test_when_a_session_is_cancelled_its_meetings_are_with_the_same_reason(world: World) -> None:
    session = a_session(world)
    meetings = [a_meeting(world, session) for _ in range(2)]
    other = a_meeting(world, a_session(world, "Another"))
    on_session(world, actions.cancel_session, session, "The building is closed")
    for meeting in meetings:
        assert told(world, meeting)[-1] == ("cancel_meeting", "The building is closed")
    assert standing(world, other) == "planned"


def test_when_a_session_is_postponed_its_meetings_are_with_it(world: World) -> None:
    """From July to March: other days and another offset, the same hour; the one without a day left stays as it was."""
    session = a_session(world, "Third session", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    starts = [local(2020, 7, day, hour, zone=NEW_YORK) for day, hour in ((6, 10), (7, 15), (10, 10))]
    first, second, last = (a_meeting(world, session, each) for each in starts)
    cancel(world, second)
    on_session(world, actions.postpone_session, session, "The pandemic.", date(2021, 3, 8), date(2021, 3, 10))
    found = world.read(queries.meeting, first)
    assert (found.starts_at, found.ends_at) == tuple(local(2021, 3, 8, hour, zone=NEW_YORK) for hour in (10, 13))
    assert told(world, first)[-1] == ("postpone_meeting", "The pandemic.")
    assert [world.read(queries.meeting, each).starts_at for each in (second, last)] == starts[1:]
    assert told(world, last)[-1][0] == "plan_meeting"


def test_when_a_session_moves_online_the_meetings_in_person_do(world: World) -> None:
    session = an_open_session(world)
    held, ahead, hybrid = (a_meeting(world, session) for _ in range(3))
    on_meeting(world, actions.open_meeting, held)
    on_meeting(world, actions.adjourn_meeting, held)
    move(world, hybrid, "hybrid", ROOM)
    on_session(world, actions.move_session_online, session, "Travel is not possible")
    modes = [world.read(queries.meeting, each).mode for each in (held, ahead, hybrid)]
    assert modes == ["in_person", "virtual", "hybrid"]
    assert told(world, ahead)[-1] == ("move_meeting", "Travel is not possible")


def test_a_session_that_was_moved_online_and_then_postponed_stays_online_like_its_meetings(site: World) -> None:
    session = a_session(site, "Third session", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    meeting = a_meeting(site, session, local(2020, 7, 6, 10, zone=NEW_YORK))
    on_session(site, actions.move_session_online, session, "Travel is not possible")
    on_session(site, actions.postpone_session, session, "The pandemic", date(2021, 3, 8), date(2021, 3, 12))
    assert (site.read(queries.session, session).online, site.read(queries.meeting, meeting).mode) == (True, "virtual")
    assert "postponed, online" in words_of(site.as_("public").get("/sessions"))
