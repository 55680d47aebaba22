"""Is a meeting suspended and resumed as it must be, and does its history tell its whole life?"""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Meeting
from oewg.record import queries as record
from tests.meetings.given import JUNE, a_meeting, a_session, an_agenda, an_open_meeting, on_meeting, on_session
from tests.meetings.given_at_a_meeting import attend, elect, take_up
from tests.meetings.given_life import ROOM, TEN, THREE, a_vice_chair, cancel, move, postpone, preside, standing, told
from tests.world import World


def entries(world: World) -> int:
    return world.read(record.size)


def test_a_whole_life_stands_in_the_history_as_it_happened(world: World) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    postpone(world, meeting)
    move(world, meeting, "hybrid", "Conference Room 2", "Delegations cannot travel.")
    on_session(world, actions.open_session, 1)
    on_meeting(world, actions.open_meeting, meeting)
    on_meeting(world, actions.suspend_meeting, meeting, "For consultations")
    on_meeting(world, actions.resume_meeting, meeting)
    on_meeting(world, actions.adjourn_meeting, meeting, "The agenda is exhausted")
    found = world.read(queries.history_of, meeting)
    assert [(each.act, each.reason) for each in found] == [
        ("plan_meeting", ""), ("postpone_meeting", "The interpreters are needed elsewhere."),
        ("move_meeting", "Delegations cannot travel."), ("open_meeting", ""), ("suspend_meeting", "For consultations"),
        ("resume_meeting", ""), ("adjourn_meeting", "The agenda is exhausted"),
    ]  # fmt: skip
    assert (found[0].starts_at, found[1].starts_at, found[1].ends_at) == (TEN, THREE, THREE + timedelta(hours=3))
    assert (found[1].room, found[2].mode, found[2].room) == (ROOM, "hybrid", "Conference Room 2")
    assert [each.at for each in found] == sorted(each.at for each in found)


def test_items_taken_up_and_attendance_are_not_the_meetings_life(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    take_up(world, meeting, items[0])
    attend(world, meeting, ["FRA"])
    assert [act for act, _ in told(world, meeting)] == ["plan_meeting", "open_meeting"]


@pytest.mark.parametrize("by", ["chair", "secretariat"])
def test_a_suspended_meeting_is_resumed_and_suspended_again(world: World, by: str) -> None:
    meeting = an_open_meeting(world)
    for _ in range(2):
        on_meeting(world, actions.suspend_meeting, meeting, by=by)
        assert standing(world, meeting) == "suspended"
        assert world.read(queries.open_meeting) is None
        on_meeting(world, actions.resume_meeting, meeting, by=by)
        assert standing(world, meeting) == "open"
    with pytest.raises(Refusal, match="Only a meeting that is suspended"):
        on_meeting(world, actions.resume_meeting, meeting)


def test_each_of_these_acts_is_one_entry(world: World) -> None:
    meeting = an_open_meeting(world)
    other = a_meeting(world, 1)
    acts: list[Callable[[], None]] = [
        lambda: on_meeting(world, actions.suspend_meeting, meeting),
        lambda: on_meeting(world, actions.resume_meeting, meeting),
        lambda: postpone(world, other, THREE),
        lambda: move(world, other, "virtual"),
        lambda: preside(world, other, vice_chair),
        lambda: cancel(world, other),
    ]
    vice_chair = a_vice_chair(world)
    for act in acts:
        before = entries(world)
        act()
        assert entries(world) == before + 1


ACTS_AT_A_MEETING: dict[str, Callable[[World, int], None]] = {
    "take_up": lambda world, meeting: take_up(world, meeting, an_agenda(world)[1][0]),
    "elect": lambda world, meeting: elect(world, meeting, "delegate", "FRA", "France", "rapporteur"),
    "decide": lambda world, meeting: on_meeting(world, actions.record_decision, meeting, "other", "It was so decided."),
    "suspend": lambda world, meeting: on_meeting(world, actions.suspend_meeting, meeting),
}


@pytest.mark.parametrize("what", ACTS_AT_A_MEETING)
def test_nothing_is_done_at_a_suspended_meeting(world: World, what: str) -> None:
    meeting = an_open_meeting(world)
    on_meeting(world, actions.suspend_meeting, meeting)
    with pytest.raises(Refusal, match="suspended: it has to be resumed first"):
        ACTS_AT_A_MEETING[what](world, meeting)
    on_meeting(world, actions.resume_meeting, meeting)
    ACTS_AT_A_MEETING[what](world, meeting)


def test_attendance_is_recorded_while_the_meeting_is_suspended(world: World) -> None:
    meeting = an_open_meeting(world)
    on_meeting(world, actions.suspend_meeting, meeting)
    attend(world, meeting, ["FRA"])
    assert world.read(queries.attendance) == {meeting: (1, 0)}


def test_no_other_meeting_is_opened_while_one_is_suspended_and_the_session_is_not_closed(world: World) -> None:
    meeting = an_open_meeting(world)
    other = a_meeting(world, 1)
    on_meeting(world, actions.suspend_meeting, meeting)
    with pytest.raises(Refusal, match="The 1st meeting is still open"):
        on_meeting(world, actions.open_meeting, other)
    with pytest.raises(Refusal, match="The 1st meeting has not been adjourned"):
        on_session(world, actions.close_session, 1)
    on_meeting(world, actions.adjourn_meeting, meeting)
    assert standing(world, meeting) == "adjourned"
    on_meeting(world, actions.open_meeting, other)
    with pytest.raises(Refusal, match="The 2nd meeting has not been adjourned"):
        on_session(world, actions.close_session, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cancelled_at": TEN, "opened_at": TEN},
        {"suspended_at": TEN},
        {"suspended_at": TEN, "opened_at": TEN, "adjourned_at": TEN},
        {"ends_at": TEN - timedelta(minutes=1)},
    ],
)
def test_the_database_refuses_a_life_that_cannot_be(world: World, wrong: dict[str, datetime]) -> None:
    session = a_session(world)
    row = {"starts_at": TEN, "ends_at": THREE, **wrong}
    with pytest.raises(IntegrityError), world.writing() as db:
        db.add(Meeting(session_id=session, number=7, formality="formal", mode="in_person", **row))


def test_what_is_recorded_is_enough_to_rebuild_the_row(world: World) -> None:
    meeting = a_meeting(world, a_session(world, "Organizational session", *JUNE), TEN)
    postpone(world, meeting)
    move(world, meeting, "hybrid", "Conference Room 2")
    rebuilt: dict[str, object] = {}
    with world.database.reading() as db:
        for said in record.entries_of(db, ("meeting", meeting), ("plan_meeting", "postpone_meeting", "move_meeting"), {"public"}, limit=9):  # fmt: skip
            rebuilt |= said.facts
        row = db.get_one(Meeting, meeting)
    for name in ("formality", "mode", "room", "number"):
        assert rebuilt[name] == getattr(row, name)
    for name in ("starts_at", "ends_at"):
        assert datetime.fromisoformat(str(rebuilt[name])) == getattr(row, name)
