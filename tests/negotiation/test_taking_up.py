"""What becomes of a text, and of other amendments, when one is taken up?"""

import pytest

from oewg.core.errors import Invalid, Refusal
from oewg.negotiation import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, amends, an_open_meeting, current, revises, says
from tests.negotiation.given_amendments import FIRST, acts, amendment, words
from tests.world import World


def test_an_amendment_is_taken_up_with_those_that_propose_the_same(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    same = amends(world, "second", first, "States may share information.")
    apart = amends(world, "head", first, "States share information with all.")
    against = amends(world, "coordinator", first, "States should share information.")
    says(world, "second", first, "can_accept_with_amendment", amendment_id=filed)
    with pytest.raises(Refusal, match="changed since"):
        world.act(actions.take_up_amendment, amendment(world, filed), by="chair", on=current(world, first) + 99)
    world.act(actions.take_up_amendment, amendment(world, filed), by="chair", on=current(world, first))
    assert words(world, first) == "States may share information."
    assert [amendment(world, each).end_reason for each in (filed, same, apart, against)] == [
        "taken_up", "taken_up", None, None,
    ]  # fmt: skip
    rebased = {each.amendment.id: each.rebased for each in world.read(queries.rebased_amendments, first)}
    assert rebased[apart].words == "States may share information with all."
    assert rebased[against].in_conflict
    held = world.read(queries.examine_one, first, None).positions
    assert [(p.stale, p.held.doubts) for p in held] == [(True, "")], "what was accepted stands now, on a new wording"
    position = held[0].position
    world.act(actions.reaffirm, position, on=current(world, first), by="second")
    assert world.read(queries.examine_one, first, None).positions[0].held.stance == "can_accept"


def test_a_wording_that_fulfils_an_amendment_takes_it_up(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    revises(world, first, "All States may share information.")
    assert amendment(world, filed).end_reason == "taken_up"


def test_insertions_deletions_and_moves_are_taken_up(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    inserted = amends(world, "delegate", first, "States trust each other.", "insert")
    moved = amends(world, "delegate", first, None, "move", after=world.read(text_queries.provision, third))
    deleted = amends(world, "delegate", third, None, "delete")
    for each in (inserted, moved):
        world.act(actions.take_up_amendment, amendment(world, each), by="secretariat")
    lines = [line.words for line in world.read(text_queries.lines, text_id)]
    assert lines == [
        "Threats", "States trust each other.", "States [should] cooperate.", "States protect what is critical.", FIRST,
    ]  # fmt: skip
    says(world, "second", third, "object")
    with pytest.raises(Refusal, match="cannot be removed"):
        world.act(actions.take_up_amendment, amendment(world, deleted), by="secretariat")
    assert amendment(world, deleted).end_reason is None, "what is refused changes nothing"
    assert second in {line.provision_id for line in world.read(text_queries.lines, text_id)}


def test_what_is_agreed_is_not_amended_by_taking_up(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    an_open_meeting(world)
    world.act(actions.gavel, world.read(text_queries.provision, first), by="chair")
    filed = amends(world, "delegate", first, "States may share information.")
    with pytest.raises(Refusal, match="reopen"):
        world.act(actions.take_up_amendment, amendment(world, filed), by="secretariat")


def test_an_insertion_stands_first_under_what_it_is_proposed_to(world: World) -> None:
    text_id, (first, *_rest) = a_report(world)
    heading = world.read(text_queries.lines, text_id)[0].provision_id
    found = {each: world.read(text_queries.provision, each) for each in (heading, first)}
    world.act(
        texts.add_provision, found[first].text, "subparagraph", "At all times.", parent=found[first], by="secretariat"
    )
    under = amends(world, "delegate", first, "In good faith;", "insert", after=found[first])
    beside = amends(world, "delegate", first, "In good faith;", "insert")
    top = amends(world, "delegate", heading, "Threats grow.", "insert", after=found[heading])
    with pytest.raises(Invalid, match="or first under it"):
        amends(world, "delegate", first, "In good faith;", "insert", after=found[heading])
    rolled = queries.rolling(world.read(queries.examine_one, first, None))
    assert [(one.amendments, one.under) for one in rolled.insertions] == [((under,), True), ((beside,), False)]
    for each in (under, beside, top):
        world.act(actions.take_up_amendment, amendment(world, each), by="secretariat")
    assert [(line.number, line.words) for line in world.read(text_queries.lines, text_id)][:6] == [
        ("I.", "Threats"), ("1.", "Threats grow."), ("2.", FIRST), ("(a)", "In good faith;"), ("(b)", "At all times."),
        ("3.", "In good faith;"),
    ]  # fmt: skip


def test_a_move_after_what_has_been_removed_is_in_conflict(world: World) -> None:
    _, (first, second, third) = a_report(world)
    target = world.read(text_queries.provision, third)
    filed = amends(world, "delegate", first, None, "move", after=target)
    world.act(actions.remove_provision, target, by="secretariat")
    (live,) = world.read(queries.rebased_amendments, first)
    assert live.rebased.in_conflict
    assert acts(world).count("put_in_conflict") == 1
    with pytest.raises(Refusal, match="after which this one was to stand has been removed"):
        world.act(actions.take_up_amendment, amendment(world, filed), by="secretariat")
    elsewhere = world.read(text_queries.provision, second)
    newer = amends(world, "delegate", first, None, "move", after=elsewhere, in_place_of=filed)
    world.act(actions.take_up_amendment, amendment(world, newer), by="secretariat")


def test_a_deletion_is_carried_over_an_editorial_change_until_that_is_contested(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    amends(world, "delegate", first, None, "delete")
    made = revises(world, first, "States share informations.", "editorial")
    assert [each.rebased.in_conflict for each in world.read(queries.rebased_amendments, first)] == [False]
    world.act(actions.contest_editorial, world.read(text_queries.revision, made), "Many.", by="second")
    assert [each.rebased.in_conflict for each in world.read(queries.rebased_amendments, first)] == [True]


def test_a_member_of_a_package_is_not_taken_out_of_the_text(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    members = [world.read(text_queries.provision, each) for each in (first, second)]

    with world.writing() as db:
        text, chair = text_queries.text(db, text_id), world.viewer("chair", db)
        package = actions.form_package(
            db, text, "Together", [db.merge(each) for each in members], by=chair, at=world.tick()
        )
        number = package.id
    filed = amends(world, "delegate", second, None, "delete")
    with pytest.raises(Refusal, match="has to be dissolved first"):
        world.act(actions.remove_provision, members[0], by="secretariat")
    with pytest.raises(Refusal, match="has to be dissolved first"):
        world.act(actions.take_up_amendment, amendment(world, filed), by="secretariat")
    world.act(actions.dissolve_package, world.read(queries.package, number), by="chair")
    world.act(actions.take_up_amendment, amendment(world, filed), by="secretariat")
    assert third
