"""Do two speakers exchange places only as both agree, and is nobody else told?"""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from oewg.core.errors import NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Exchange
from oewg.record.models import Reader, Statement
from tests.meetings.given import on_meeting, on_session
from tests.meetings.given_speaking import (
    a_list,
    asks_to_reply,
    calls,
    do,
    facts_of,
    inscribe,
    opens,
    order_of,
    place_of,
    refused,
    viewer_of,
)
from tests.world import World

ROW, MEETING = queries.inscription, queries.meeting


def a_proposal(world: World) -> tuple[int, int, int]:
    """France, third, has proposed to Kenya, first, to exchange places; Japan stands between: (list, FRA, KEN)."""
    _, list_id = a_list(world)
    kenya = inscribe(world, list_id, "KEN")
    inscribe(world, list_id, "JPN")
    france = inscribe(world, list_id, "FRA")
    do(world, actions.propose_exchange, (ROW, france), (ROW, kenya), by=viewer_of(world, "FRA"))
    return list_id, france, kenya


def answers(world: World, action: Callable[..., Any], proposer: int, code: str, group: str = "") -> None:
    viewer = viewer_of(world, code, group)
    at = world.tick()
    with world.writing() as db:
        action(db, queries.open_exchange(db, proposer, viewer), by=viewer, at=at)


def outcomes(world: World) -> list[str | None]:
    with world.database.reading() as db:
        return list(db.scalars(select(Exchange.outcome).order_by(Exchange.id)))


def test_two_who_agree_exchange_places_and_nobody_else_moves(world: World) -> None:
    list_id, france, kenya = a_proposal(world)
    assert order_of(world, list_id) == ["KEN", "JPN", "FRA"]
    answers(world, actions.agree_exchange, france, "KEN")
    assert order_of(world, list_id) == ["FRA", "JPN", "KEN"]
    assert (place_of(world, france), place_of(world, kenya)) == (1, 3)
    assert outcomes(world) == ["agreed"]
    assert facts_of(world, "agree_exchange") == [{"list": list_id, "proposer": france, "place": 1, "other_place": 3}]


@pytest.mark.parametrize(
    ("action", "code", "outcome"), [("decline_exchange", "KEN", "declined"), ("withdraw_exchange", "FRA", "withdrawn")]
)
def test_an_exchange_that_is_declined_or_withdrawn_leaves_the_order(
    world: World, action: str, code: str, outcome: str
) -> None:
    list_id, france, _ = a_proposal(world)
    answers(world, getattr(actions, action), france, code)
    assert order_of(world, list_id) == ["KEN", "JPN", "FRA"]
    assert outcomes(world) == [outcome]
    with pytest.raises(NotFound):
        answers(world, actions.agree_exchange, france, "KEN")


@pytest.mark.parametrize(
    ("action", "code"), [("agree_exchange", "FRA"), ("decline_exchange", "FRA"), ("withdraw_exchange", "KEN")]
)
def test_who_is_asked_answers_and_who_proposed_withdraws(world: World, action: str, code: str) -> None:
    _, france, _ = a_proposal(world)
    with pytest.raises(Refusal, match="another speaker"):
        answers(world, getattr(actions, action), france, code)


def test_a_proposal_is_the_two_speakers_own_until_they_agree(world: World) -> None:
    _, france, _ = a_proposal(world)
    for code, group in (("JPN", ""), ("ROU", "EU")):
        with pytest.raises(NotFound):
            answers(world, actions.agree_exchange, france, code, group)
    with world.database.reading() as db:
        readers = select(Reader.audience).join(Statement, Statement.index == Reader.index)
        told = db.scalars(readers.where(Statement.act == "propose_exchange").order_by(Reader.audience)).all()
        with pytest.raises(NotFound):
            queries.open_exchange(db, france, world.viewer("chair", db))
    assert told == ["delegation:FRA", "delegation:KEN"]
    answers(world, actions.agree_exchange, france, "KEN")
    with world.database.reading() as db:
        assert db.scalars(readers.where(Statement.act == "agree_exchange")).all() == ["public"]


def test_a_second_proposal_waits_for_the_answer_to_the_first_and_two_do_not_cross(world: World) -> None:
    list_id, france, kenya = a_proposal(world)
    japan = inscribe(world, list_id, "MEX")
    refused(world, "already", actions.propose_exchange, (ROW, france), (ROW, japan), by=viewer_of(world, "FRA"))
    refused(world, "agree to it", actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    do(world, actions.propose_exchange, (ROW, japan), (ROW, kenya), by=viewer_of(world, "MEX"))
    answers(world, actions.agree_exchange, france, "KEN")
    assert outcomes(world) == ["agreed", "void"]  # Kenya no longer has the place that Mexico asked for
    refused(world, "another speaker", actions.propose_exchange, (ROW, japan), (ROW, kenya), by=viewer_of(world, "FRA"))


def test_places_are_not_exchanged_across_classes_lists_or_with_a_reply(world: World) -> None:
    meeting, list_id = a_list(world)
    france, viewer = inscribe(world, list_id, "FRA"), viewer_of(world, "FRA")
    group, observer = inscribe(world, list_id, "ROU", "EU"), inscribe(world, list_id, "VAT")
    for other in (group, observer):
        refused(world, "of one kind", actions.propose_exchange, (ROW, france), (ROW, other), by=viewer)
    reply = asks_to_reply(world, list_id, "JPN")
    refused(world, "rights of reply", actions.propose_exchange, (ROW, france), (ROW, reply), by=viewer)
    second = opens(world, meeting)
    elsewhere = inscribe(world, second, "KEN")
    refused(world, "same list", actions.propose_exchange, (ROW, france), (ROW, elsewhere), by=viewer)
    refused(world, "same list", actions.propose_exchange, (ROW, france), (ROW, france), by=viewer)


@pytest.mark.parametrize("how", ["withdraws", "speaks", "is_absent", "asked_withdraws"])
def test_an_exchange_is_void_when_one_of_the_two_has_gone(world: World, how: str) -> None:
    meeting, list_id = a_list(world)
    kenya, france = inscribe(world, list_id, "KEN"), inscribe(world, list_id, "FRA")
    do(world, actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    if how == "withdraws":
        do(world, actions.withdraw_inscription, (ROW, kenya), by=viewer_of(world, "KEN"))
    elif how == "asked_withdraws":
        do(world, actions.withdraw_inscription, (ROW, france), by=viewer_of(world, "FRA"))
    elif how == "speaks":
        calls(world, meeting, kenya)
    else:
        do(world, actions.record_absence, (MEETING, meeting), (ROW, kenya), 0)
    assert outcomes(world) == ["void"]
    with pytest.raises(NotFound):
        answers(world, actions.agree_exchange, kenya, "FRA")


def test_no_places_are_exchanged_once_the_session_is_over(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya, france, japan = (inscribe(world, list_id, code) for code in ("KEN", "FRA", "JPN"))
    do(world, actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    on_meeting(world, actions.adjourn_meeting, meeting)
    on_session(world, actions.close_session, world.read(queries.meeting, meeting).session_id)
    by = viewer_of(world, "JPN")
    refused(world, "This session is over", actions.propose_exchange, (ROW, japan), (ROW, france), by=by)
    with pytest.raises(Refusal, match="This session is over"):
        answers(world, actions.agree_exchange, kenya, "FRA")
    assert order_of(world, list_id) == ["KEN", "FRA", "JPN"]
