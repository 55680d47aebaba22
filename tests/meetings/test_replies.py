"""Do rights of reply come after all statements, two at most?"""

from oewg.accounts import queries as people
from oewg.meetings import actions, queries
from tests.meetings.given_speaking import (
    a_list,
    asks_to_reply,
    calls,
    do,
    inscribe,
    intervention,
    on_clock,
    order_of,
    refused,
    speaks,
    viewer_of,
)
from tests.world import World

LIST, ROW, MEETING = queries.speakers_list, queries.inscription, queries.meeting


def test_replies_come_after_all_statements_two_at_most_ten_minutes_then_five(world: World) -> None:
    meeting, list_id = a_list(world)
    reply = asks_to_reply(world, list_id, "FRA")
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA")
    viewer = viewer_of(world, "FRA")
    refused(world, "has not had it yet", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    kenya = inscribe(world, list_id, "KEN")
    refused(world, "another speaker is next", actions.give_floor, (MEETING, meeting), (ROW, reply))
    speaks(world, meeting, kenya)
    called = calls(world, meeting, reply)
    assert intervention(world, called).limit_seconds == 600
    refused(world, "has not had it yet", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    on_clock(world, actions.end_intervention, called)
    second = asks_to_reply(world, list_id, "FRA")
    assert intervention(world, speaks(world, meeting, second)).limit_seconds == 300
    refused(world, "twice at most", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    refused(world, "twice at most", actions.ask_to_reply, (LIST, list_id), france, by="chair")
    asks_to_reply(world, list_id, "JPN")


def test_an_observer_replies_and_the_chair_grants_a_reply_that_was_asked_for_in_the_room(world: World) -> None:
    _, list_id = a_list(world)
    asks_to_reply(world, list_id, "VAT")
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA")
    act = actions.ask_to_reply
    refused(world, "another speaker", act, (LIST, list_id), france, by=viewer_of(world, "JPN"))
    do(world, act, (LIST, list_id), france, by="chair")
    assert order_of(world, list_id) == ["VAT reply", "FRA reply"]


def test_a_reply_that_was_withdrawn_does_not_count(world: World) -> None:
    _, list_id = a_list(world)
    for _ in range(3):
        row = asks_to_reply(world, list_id, "FRA")
        do(world, actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "FRA"))
