"""Is an item set down, moved and taken off the timetable as it must be?"""

from collections.abc import Callable

import pytest

from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.record import queries as record
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, on_meeting
from tests.meetings.given_life import cancel
from tests.meetings.given_timetable import AFTERNOON, MORNING, a_week, order, set_down, shift, take_off
from tests.world import World


def changes(world: World, meeting: int) -> list[str]:
    with world.database.reading() as db:
        found = record.entries_after(db, -1, {"public"}, limit=99, subject=("meeting", meeting))
    return [said.act for said in found]


def test_items_stand_in_the_order_in_which_they_were_set_down_and_moved(world: World) -> None:
    meeting, (_, items) = a_meeting(world, a_week(world)), an_agenda(world)
    for item in items:
        set_down(world, meeting, item)
    assert order(world, meeting) == items
    assert shift(world, meeting, items[2], meeting, 1) == "order_items"
    assert order(world, meeting) == [items[2], items[0], items[1]]
    take_off(world, meeting, items[0])
    assert order(world, meeting) == [items[2], items[1]]
    set_down(world, meeting, items[0], 2)
    assert order(world, meeting) == [items[2], items[0], items[1]]
    found = world.read(queries.set_down, [meeting])[meeting]
    assert [(each.line.provision_id, each.place) for each in found] == [(items[2], 1), (items[0], 2), (items[1], 3)]
    assert changes(world, meeting) == [
        "plan_meeting", "set_down_item", "set_down_item", "set_down_item", "order_items", "take_off_item",
        "set_down_item",
    ]  # fmt: skip


def test_an_item_moved_to_another_meeting_is_told_of_both(world: World) -> None:
    session = a_week(world)
    (one, other), (_, items) = (a_meeting(world, session, at) for at in (MORNING, AFTERNOON)), an_agenda(world)
    set_down(world, one, items[0])
    set_down(world, other, items[1])
    assert shift(world, one, items[0], other, 1) == "set_down_item"
    assert (order(world, one), order(world, other)) == ([], [items[0], items[1]])
    assert (changes(world, one)[-1], changes(world, other)[-1]) == ("take_off_item", "set_down_item")


def test_what_is_not_moved_stays_where_it_was(world: World) -> None:
    session = a_week(world)
    (one, other), (_, items) = (a_meeting(world, session, at) for at in (MORNING, AFTERNOON)), an_agenda(world)
    set_down(world, one, items[0])
    set_down(world, other, items[0])
    before = world.read(record.size)
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: set_down(world, one, items[0]), "set down for this meeting already"),
        (lambda: shift(world, one, items[0], one, 1), "stands at this place already"),
        (lambda: shift(world, one, items[0], other), "set down for this meeting already"),
        (lambda: shift(world, one, items[1], other), "somebody has moved it"),
        (lambda: take_off(world, one, items[1]), "somebody has moved it"),
    ]
    for act, words in refused:
        with pytest.raises(Refusal, match=words):
            act()
    assert (order(world, one), order(world, other)) == ([items[0]], [items[0]])
    assert world.read(record.size) == before


def test_nothing_is_set_down_for_a_meeting_that_is_over_and_what_was_stays(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    set_down(world, meeting, items[0])
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="adjourned: an item is set down"):
        set_down(world, meeting, items[1])
    with pytest.raises(Refusal, match="stays on the timetable"):
        take_off(world, meeting, items[0])
    assert order(world, meeting) == [items[0]]


def test_what_was_set_down_for_a_cancelled_meeting_can_be_moved_away(world: World) -> None:
    session = a_week(world)
    (one, other), (_, items) = (a_meeting(world, session, at) for at in (MORNING, AFTERNOON)), an_agenda(world)
    set_down(world, one, items[0])
    cancel(world, one)
    with pytest.raises(Refusal, match="cancelled: an item is set down"):
        set_down(world, one, items[1])
    shift(world, one, items[0], other)
    assert order(world, other) == [items[0]]


def test_an_item_taken_off_the_agenda_is_not_announced_any_more(world: World) -> None:
    meeting, (_, items) = a_meeting(world, a_week(world)), an_agenda(world)
    for item in items:
        set_down(world, meeting, item)
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        texts.remove_provision(db, texts_queries.provision(db, items[1]), by=by, at=world.tick())
    assert order(world, meeting) == [items[0], items[2]]
    assert [each.place for each in world.read(queries.set_down, [meeting])[meeting]] == [1, 2]
    shift(world, meeting, items[2], meeting, 1)
    assert order(world, meeting) == [items[2], items[0]]
