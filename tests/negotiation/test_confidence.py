"""What was said in confidence: can anybody tell it from the record, from numbers of rows, or from what is refused?"""

from itertools import pairwise

import pytest

from oewg.accounts import actions as accounts
from oewg.accounts import queries as account_queries
from oewg.core.errors import NotAllowed, Refusal
from oewg.negotiation import actions, queries
from oewg.record import queries as record
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, amends, says, state
from tests.world import World

ALL_READERS = ["public", "second", "secretariat", "bureau"]


def traces(world: World, who: str, since: int) -> list[tuple[str, str]]:
    """What the record shows somebody from an entry on: the act, or that something hidden happened, and the instant."""
    viewer = world.viewer(who)
    with world.database.reading() as db:
        seen = {entry.index: entry.act for entry in record.entries_after(db, since - 1, viewer.audiences, limit=99)}
        every = {entry.index: entry.at.isoformat() for entry in record.everything_said(db)}
    return [(seen.get(index, "hidden"), at) for index, at in every.items() if index >= since]


@pytest.mark.parametrize("who", ALL_READERS)
@pytest.mark.parametrize("earlier", ["public", "delegations"])
def test_withdrawing_and_going_on_in_confidence_leave_the_same_trace(world: World, who: str, earlier: str) -> None:
    _, (first, second, _third) = a_report(world)
    one = says(world, "delegate", first, "support", visibility=earlier)
    says(world, "delegate", second, "support", visibility=earlier)
    start = world.read(record.size)
    viewer = world.viewer("delegate")
    world.act(actions.withdraw_position, world.read(queries.position, one, viewer), by="delegate")
    middle = world.read(record.size)
    says(world, "delegate", second, "object", visibility="chair")
    withdrew, went_on = traces(world, who, start)[: middle - start], traces(world, who, middle)
    assert [act for act, _ in withdrew] == [act for act, _ in went_on]
    assert len({at for _, at in went_on}) == len({at for _, at in withdrew}) == 1


def test_a_first_public_position_and_one_after_a_confidence_leave_the_same_trace(world: World) -> None:
    _, (first, second, _third) = a_report(world)
    says(world, "delegate", second, "object", visibility="chair")
    start = world.read(record.size)
    says(world, "delegate", first, "support")
    middle = world.read(record.size)
    says(world, "delegate", second, "support")
    acts = [act for act, _ in traces(world, "public", start)]
    assert acts[: middle - start] == acts[middle - start :] == ["state_position"]
    assert state(world, second, "chair") == "brackets_open", "the public position has taken the place of the other"


def test_the_numbers_of_positions_tell_nothing_of_how_many_there_are(world: World) -> None:
    _, (first, second, _third) = a_report(world)
    numbers = [says(world, who, each, "support") for who in ("delegate", "second") for each in (first, second)]
    assert len({later - earlier for earlier, later in pairwise(numbers)}) > 1
    assert max(numbers) > 1000


def test_a_reception_taken_back_and_one_made_confidential_leave_the_same_trace(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = [amends(world, "second", first, words) for words in ("States may share.", "States might share.")]
    one, other = (world.read(queries.amendment, each) for each in filed)
    for each in (one, other):
        world.act(actions.receive_amendment, each, "can_accept", by="delegate")
    start = world.read(record.size)
    world.act(actions.withdraw_reception, one, by="delegate")
    middle = world.read(record.size)
    world.act(actions.receive_amendment, other, "cannot_accept", by="delegate", visibility="chair")
    acts = [act for act, _ in traces(world, "public", start)]
    assert acts[: middle - start] == acts[middle - start :] == ["withdraw_reception", "hidden"]
    said = world.read(queries.receptions, filed, world.viewer("chair"))
    assert [(row.verdict, row.visibility) for row in said[filed[1]]] == [("cannot_accept", "chair")]
    assert filed[0] not in said
    with pytest.raises(Refusal, match="has not said"):
        world.act(actions.withdraw_reception, one, by="delegate")


def test_what_the_secretariat_is_refused_says_nothing_of_confidences(world: World) -> None:
    _, (first, second, third) = a_report(world)
    says(world, "delegate", first, "object", visibility="chair")
    says(world, "delegate", second, "object")
    for who, provision_id in (("chair", first), ("secretariat", second)):
        provision = world.read(text_queries.provision, provision_id)
        with pytest.raises(Refusal, match="objection stands on it"):
            world.act(actions.remove_provision, provision, by=who)
    for provision_id in (first, third):
        provision = world.read(text_queries.provision, provision_id)
        world.act(actions.remove_provision, provision, by="secretariat")
    kept = world.read(queries.own_positions, world.viewer("delegate")).items
    assert {row.provision_id for row in kept} == {first, second}, "what was said stays on record"


def test_clearance_covers_positions_receptions_and_alignments(world: World) -> None:
    text_id, (first, *_rest) = a_report(world)
    filed = amends(world, "second", first, "States may share information.")
    head = world.viewer("head")
    assert head.delegation_id
    amendment = world.read(queries.amendment, filed)
    world.act(actions.require_clearance, by="head")
    world.act(actions.receive_amendment, amendment, "can_accept", by="head")
    with world.writing() as db:
        adviser = accounts.create_account(
            db, "adviser@example.org", "Adviser", None, by=world.viewer("admin", db), at=world.tick()
        )
        accounts.give_capacity(
            db, adviser, "adviser", by=world.viewer("admin", db), at=world.at, since=world.at,
            delegation_id=head.delegation_id,
        )  # fmt: skip
        caricom = account_queries.group_by_code(db, "CARICOM")
    text = world.read(text_queries.text, text_id)
    for act, args in (
        (actions.receive_amendment, (amendment, "cannot_accept")),
        (actions.withdraw_reception, (amendment,)),
        (actions.align, (text, caricom)),
    ):
        with pytest.raises(NotAllowed, match="only the head says this"):
            world.act(act, *args, by="adviser")


def test_a_coordinator_says_who_leaves_an_amendment(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "coordinator", first, "States may share information.", for_group=True)

    def sponsors() -> list[str]:
        return world.read(queries.amendment, filed).names

    def leaves(for_group: bool | None) -> None:
        world.act(
            actions.withdraw_amendment, world.read(queries.amendment, filed), by="coordinator", for_group=for_group
        )  # fmt: skip

    world.act(actions.co_sponsor, world.read(queries.amendment, filed), by="coordinator")
    assert sponsors() == ["EU", "ROU"]
    with pytest.raises(Refusal, match="which of them leaves"):
        leaves(None)
    leaves(False)
    assert sponsors() == ["EU"]
    with pytest.raises(NotAllowed, match="Only its sponsors"):
        leaves(False)
    leaves(None)
    assert world.read(queries.amendment, filed).end_reason == "withdrawn"
