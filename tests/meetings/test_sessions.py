"""Are sessions and meetings planned, held and changed as they should be, and only so?"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from oewg.core.clock import local
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Meeting, SessionEvent
from oewg.record.models import Statement
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
from tests.world import World


def acts(world: World) -> list[str]:
    with world.database.reading() as db:
        return list(db.scalars(select(Statement.act).order_by(Statement.index)))


def test_a_planned_session_stands_with_its_days_and_its_plan_is_in_the_history(world: World) -> None:
    line = world.read(queries.session, a_session(world, "Organizational session", *JUNE))
    assert (line.status, line.online, line.first_day, line.last_day) == (
        "planned", False, date(2019, 6, 3), date(2019, 6, 4),
    )  # fmt: skip
    assert [event.what for event in line.session.history] == ["planned"]
    assert acts(world)[-1] == "plan_session"


def test_the_history_of_a_postponed_session_reads_as_it_happened(world: World) -> None:
    session = a_session(world, "Final session", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    new = date(2021, 3, 8), date(2021, 3, 12)
    on_session(world, actions.postpone_session, session, "The pandemic", *new)
    on_session(world, actions.move_session_online, session, "Travel is not possible")
    on_session(world, actions.open_session, session, by="chair")
    line = world.read(queries.session, session)
    assert (line.status, line.online, line.first_day, line.last_day) == ("opened", True, *new)
    assert (line.session.planned_from, line.session.planned_until) == (date(2020, 7, 6), date(2020, 7, 10))
    assert [(event.what, event.reason) for event in line.session.history] == [
        ("planned", ""), ("postponed", "The pandemic"), ("moved_online", "Travel is not possible"), ("opened", ""),
    ]  # fmt: skip
    assert acts(world)[-4:] == ["plan_session", "postpone_session", "move_session_online", "open_session"]


@pytest.mark.parametrize(
    ("title", "first", "last", "field"),
    [
        ("Another", date(2019, 6, 4), date(2019, 6, 3), "last_day"),
        ("Organizational session", date(2019, 6, 3), date(2019, 6, 4), "title"),
    ],
)
def test_a_session_that_cannot_be_planned(world: World, title: str, first: date, last: date, field: str) -> None:
    a_session(world)
    with pytest.raises(Invalid) as refused:
        a_session(world, title, first, last)
    assert set(refused.value.fields) == {field}
    assert len(world.read(queries.sessions)) == 1


def test_a_session_is_not_postponed_to_days_that_run_backwards(world: World) -> None:
    session = a_session(world)
    with pytest.raises(Invalid):
        on_session(world, actions.postpone_session, session, "Because", date(2019, 9, 2), date(2019, 9, 1))


@pytest.mark.parametrize(
    ("action", "more"),
    [
        (actions.open_session, ()),
        (actions.postpone_session, ("Because", date(2020, 1, 1), date(2020, 1, 2))),
        (actions.move_session_online, ("Because",)),
        (actions.cancel_session, ("Because",)),
        (actions.close_session, ()),
    ],
)
def test_nothing_befalls_a_cancelled_session(world: World, action: Callable[..., Any], more: tuple[Any, ...]) -> None:
    session = a_session(world)
    on_session(world, actions.cancel_session, session, "The building is closed")
    with pytest.raises(Refusal, match="cancelled"):
        on_session(world, action, session, *more)
    assert world.read(queries.session, session).status == "cancelled"


def test_a_session_with_an_open_meeting_is_not_closed(world: World) -> None:
    meeting = an_open_meeting(world)
    session = world.read(queries.meeting, meeting).session_id
    with pytest.raises(Refusal, match="adjourn it first"):
        on_session(world, actions.close_session, session)
    on_meeting(world, actions.adjourn_meeting, meeting)
    on_session(world, actions.close_session, session)
    assert world.read(queries.session, session).status == "closed"


def test_the_database_refuses_an_event_without_its_reason(world: World) -> None:
    session = a_session(world)
    with pytest.raises(IntegrityError), world.writing() as db:
        db.add(SessionEvent(session_id=session, what="cancelled", at=world.at, reason=""))


def test_sessions_stand_in_the_order_of_the_days_on_which_they_are_now_held(world: World) -> None:
    final = a_session(world, "Final", date(2020, 7, 6), date(2020, 7, 10), kind="substantive")
    first = a_session(world, "First", date(2019, 9, 9), date(2019, 9, 13), kind="substantive")
    second = a_session(world, "Second", date(2020, 9, 7), date(2020, 9, 8), kind="substantive")
    assert [line.session.id for line in world.read(queries.sessions)] == [first, final, second]
    on_session(world, actions.postpone_session, final, "Because", date(2021, 3, 8), date(2021, 3, 12))
    assert [line.session.id for line in world.read(queries.sessions)] == [first, second, final]


def test_a_thing_that_is_not_there_is_not_found(world: World) -> None:
    for query in (queries.session, queries.meeting):
        with pytest.raises(NotFound):
            world.read(query, 987654)


@pytest.mark.parametrize(
    ("zone", "first", "on_the_clock", "in_utc"),
    [
        (NEW_YORK, date(2019, 6, 3), (2019, 6, 3, 10), datetime(2019, 6, 3, 14, tzinfo=UTC)),
        (NEW_YORK, date(2019, 12, 2), (2019, 12, 2, 10), datetime(2019, 12, 2, 15, tzinfo=UTC)),
        ("Europe/Zurich", date(2019, 12, 2), (2019, 12, 2, 10), datetime(2019, 12, 2, 9, tzinfo=UTC)),
    ],
)
def test_a_meeting_is_called_on_the_clocks_of_its_session_summer_and_winter(
    world: World, zone: str, first: date, on_the_clock: tuple[int, ...], in_utc: datetime
) -> None:
    session = a_session(world, "A session", first, first, zone=zone)
    meeting = a_meeting(world, session, local(*on_the_clock, zone=zone))
    assert world.read(queries.meeting, meeting).starts_at == in_utc


@pytest.mark.parametrize(
    ("starts_at", "within"),
    [
        (local(2019, 6, 3, 0, 0, zone=NEW_YORK), True),
        (local(2019, 6, 4, 23, 59, zone=NEW_YORK), True),
        (local(2019, 6, 2, 23, 59, zone=NEW_YORK), False),
        (local(2019, 6, 5, 0, 0, zone=NEW_YORK), False),
    ],
)
def test_a_meeting_is_called_for_a_day_of_its_session_in_the_sessions_zone(
    world: World, starts_at: datetime, within: bool
) -> None:
    session = a_session(world, "Organizational session", *JUNE)
    if within:
        assert a_meeting(world, session, starts_at)
    else:
        with pytest.raises(Invalid, match="3 June 2019 to 4 June 2019"):
            a_meeting(world, session, starts_at)


def test_meetings_of_a_postponed_session_are_called_for_its_new_days(world: World) -> None:
    session = a_session(world)
    on_session(world, actions.postpone_session, session, "Because", date(2019, 7, 1), date(2019, 7, 2))
    with pytest.raises(Invalid):
        a_meeting(world, session)
    assert a_meeting(world, session, local(2019, 7, 1, 10, zone=NEW_YORK))


@pytest.mark.parametrize("end", ["cancelled", "closed"])
def test_a_session_that_has_ended_has_no_further_meetings(world: World, end: str) -> None:
    session = a_session(world)
    if end == "cancelled":
        on_session(world, actions.cancel_session, session, "Because")
    else:
        on_session(world, actions.open_session, session)
        on_session(world, actions.close_session, session)
    with pytest.raises(Refusal, match=f"{end} has no further meetings"):
        a_meeting(world, session)


def test_meetings_are_numbered_in_one_run_through_all_sessions(world: World) -> None:
    one, other = a_session(world), a_session(world, "Another")
    ids = [a_meeting(world, session) for session in (one, other, one)]
    assert [world.read(queries.meeting, meeting).number for meeting in ids] == [1, 2, 3]
    assert [line.number for line in world.read(queries.meetings_of, one, world.at)] == [1, 3]


def test_meetings_called_at_the_same_instant_get_different_numbers(world: World) -> None:
    session = a_session(world)
    by, at, starts_at = world.viewer("secretariat"), world.tick(), local(2019, 6, 3, 10, zone=NEW_YORK)

    def call(_: int) -> None:
        with world.writing() as db:
            found = queries.session(db, session).session
            actions.plan_meeting(db, found, "formal", "in_person", starts_at, by=by, at=at)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(call, range(16)))
    assert [line.number for line in world.read(queries.meetings_of, session, world.at)] == list(range(1, 17))


def test_the_database_refuses_a_second_meeting_of_the_same_number(world: World) -> None:
    session = a_session(world)
    a_meeting(world, session)
    times = {"starts_at": world.at, "ends_at": world.tick(180)}
    with pytest.raises(IntegrityError, match="number"), world.writing() as db:
        db.add(Meeting(session_id=session, number=1, formality="formal", mode="in_person", **times))


def test_a_meeting_is_opened_once_and_adjourned_once(world: World) -> None:
    meeting = a_meeting(world, an_open_session(world))
    with pytest.raises(Refusal, match="this one is not"):
        on_meeting(world, actions.adjourn_meeting, meeting)
    on_meeting(world, actions.open_meeting, meeting, by="chair")
    found = world.read(queries.open_meeting)
    assert found is not None
    assert found.id == meeting
    with pytest.raises(Refusal, match="opened already"):
        on_meeting(world, actions.open_meeting, meeting)
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert world.read(queries.open_meeting) is None
    for action in (actions.adjourn_meeting, actions.open_meeting):
        with pytest.raises(Refusal):
            on_meeting(world, action, meeting)
    assert acts(world)[-2:] == ["open_meeting", "adjourn_meeting"]


def test_a_meeting_is_not_opened_before_its_session(world: World) -> None:
    meeting = a_meeting(world, a_session(world))
    with pytest.raises(Refusal, match="session is not open"):
        on_meeting(world, actions.open_meeting, meeting)


def test_one_meeting_is_open_at_a_time(world: World) -> None:
    first = an_open_meeting(world)
    second = a_meeting(world, world.read(queries.meeting, first).session_id)
    with pytest.raises(Refusal, match="The 1st meeting is still open"):
        on_meeting(world, actions.open_meeting, second)
    on_meeting(world, actions.adjourn_meeting, first)
    on_meeting(world, actions.open_meeting, second)


def test_meetings_can_be_read_on_after_a_number_and_by_session(world: World) -> None:
    one, other = a_session(world), a_session(world, "Another")
    for session in (one, other, one, other):
        a_meeting(world, session)

    def numbers(db: Db, after: int, limit: int, session: int | None = None) -> list[int]:
        return [line.number for line in queries.meetings_after(db, after, limit, world.at, session)]

    assert world.read(numbers, 1, 2) == [2, 3]
    assert world.read(numbers, 0, 9, other) == [2, 4]
    with world.database.reading() as db:
        page = queries.meetings(db, world.at, session_id=one)
    assert (page.total, [line.number for line in page.items]) == (2, [3, 1])
