"""What becomes of amendments: sponsors join and leave, words move under them, another is put in their place."""

import pytest

from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.negotiation import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, current, revises, says, state
from tests.negotiation.given_amendments import FIRST, acts, amendment
from tests.world import World


def test_amendments_are_numbered_through_their_text(world: World) -> None:
    _, (first, second, _) = a_report(world)
    a_report(world)
    filed = [
        amends(world, "delegate", first, "States may share information."),
        amends(world, "second", second, None, "delete"),
    ]
    assert [amendment(world, each).number for each in filed] == [1, 2]


def test_an_amendment_stays_until_its_last_sponsor_leaves(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    world.act(actions.co_sponsor, amendment(world, filed), by="second")
    with pytest.raises(Refusal, match="sponsors this amendment already"):
        world.act(actions.co_sponsor, amendment(world, filed), by="second")
    assert amendment(world, filed).names == ["FRA", "JPN"]
    with pytest.raises(NotAllowed):
        world.act(actions.withdraw_amendment, amendment(world, filed), by="head")
    world.act(actions.withdraw_amendment, amendment(world, filed), by="delegate")
    assert amendment(world, filed).names == ["JPN"]
    assert state(world, first) == "amendments_open"
    world.act(actions.withdraw_amendment, amendment(world, filed), by="second")
    ended = amendment(world, filed)
    assert (ended.end_reason, ended.names) == ("withdrawn", ["JPN"])
    with pytest.raises(Refusal, match="not open any more"):
        world.act(actions.co_sponsor, ended, by="head")


def test_a_group_sponsors_through_its_coordinator(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "coordinator", first, "States may share information.", for_group=True)
    assert [one.holder for one in amendment(world, filed).sponsors] == ["group:EU"]
    with pytest.raises(NotAllowed):
        amends(world, "delegate", first, "States can share information.", for_group=True)


def test_words_that_do_not_touch_carry_an_amendment_and_words_that_touch_put_it_in_conflict(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    revises(world, first, "States share information on threats.")
    (live,) = world.read(queries.rebased_amendments, first)
    assert (live.rebased.words, live.rebased.in_conflict) == ("States may share information on threats.", False)
    assert "put_in_conflict" not in acts(world)
    revises(world, first, "States always share information on threats.")
    (live,) = world.read(queries.rebased_amendments, first)
    assert live.rebased.in_conflict
    assert live.amendment.words == "States may share information."
    assert acts(world).count("put_in_conflict") == 1
    with pytest.raises(Refusal, match="sponsors have to say"):
        world.act(actions.take_up_amendment, amendment(world, filed), by="secretariat")
    revises(world, first, "States share information on threats.")
    (live,) = world.read(queries.rebased_amendments, first)
    assert not live.rebased.in_conflict, "the wording went back: it applies again"


def test_a_sponsor_puts_another_in_place_and_its_co_sponsors_stay_with_theirs(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    world.act(actions.co_sponsor, amendment(world, filed), by="second")
    newer = amends(world, "delegate", first, "States can share information.", in_place_of=filed)
    assert amendment(world, filed).names == ["JPN"]
    assert amendment(world, newer).in_place_of_id == filed
    newest = amends(world, "second", first, "States might share information.", in_place_of=filed)
    assert amendment(world, filed).end_reason == "superseded"
    with pytest.raises(NotAllowed):
        amends(world, "head", first, "Other words.", in_place_of=newest)


def test_nobody_proposes_the_very_same_twice_but_in_its_own_place_for_another_reason(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    words = "States may share information."
    filed = amends(world, "delegate", first, words)
    with pytest.raises(Refusal, match="it is number 1"):
        amends(world, "delegate", first, words)
    amends(world, "second", first, words)
    newer = amends(world, "delegate", first, words, in_place_of=filed, reason="As our capital has it.")
    assert amendment(world, filed).end_reason == "superseded"
    assert amendment(world, newer).reason == "As our capital has it."


def test_acceptance_whose_condition_has_gone_is_reserved(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    says(world, "second", first, "can_accept_with_amendment", amendment_id=filed)
    world.act(actions.withdraw_amendment, amendment(world, filed), by="delegate")
    assert state(world, first) == "reserved"
    assert world.read(queries.disagreements) is not None
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []


def test_the_rolling_text_shares_equal_words_and_hides_to_the_base(world: World) -> None:
    text_id, (first, *_rest) = a_report(world)
    one = amends(world, "delegate", first, "States may share information.")
    two = amends(world, "second", first, "States may share information.")
    gone = amends(world, "head", first, None, "delete")
    new = amends(world, "head", first, "Also this.", "insert")
    examined = {e.line.provision_id: e for e in world.read(queries.examine, text_id, None)}[first]
    found = queries.rolling(examined)
    assert "".join(s.text for s in found.segments if s.base) == FIRST
    assert "".join(s.text for s in found.segments if str(one) in s.having) == "States may share information."
    assert [s.having for s in found.segments if not s.base] == [frozenset({str(one), str(two)})]
    assert "".join(s.text for s in found.segments if str(gone) in s.having) == ""
    assert [(i.words, i.amendments) for i in found.insertions] == [("Also this.", (new,))]
    alone = queries.rolling(examined, {one})
    assert {name for s in alone.segments for name in s.having} == {str(one)}


def test_who_could_accept_an_amendment_frees_objectors_or_loses_others(world: World) -> None:
    text_id, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    says(world, "second", first, "object")
    says(world, "head", first, "support")
    world.act(actions.receive_amendment, amendment(world, filed), "can_accept", by="second", visibility="chair")
    world.act(actions.receive_amendment, amendment(world, filed), "cannot_accept", by="head")
    with pytest.raises(Refusal, match="understood"):
        world.act(actions.receive_amendment, amendment(world, filed), "can_accept", by="delegate")
    examined = {e.line.provision_id: e for e in world.read(queries.examine, text_id, world.viewer("chair"))}[first]

    def prospect(who: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        (found,) = queries.prospects_of(examined, world.read(queries.receptions, [filed], world.viewer(who)))
        return found.frees, found.loses

    assert prospect("chair") == (("delegation:JPN",), ("delegation:KEN",))
    assert prospect("bureau") == ((), ("delegation:KEN",)), "what was told to the chair is the chair's alone"
    world.act(actions.receive_amendment, amendment(world, filed), "cannot_accept", by="second", visibility="chair")
    assert prospect("chair") == ((), ("delegation:KEN",))


@pytest.mark.parametrize("visibility", ["public", "chair"])
def test_whoever_joins_the_sponsors_accepts_whatever_was_said_before(world: World, visibility: str) -> None:
    _, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    world.act(actions.receive_amendment, amendment(world, filed), "cannot_accept", by="second", visibility=visibility)
    world.act(actions.co_sponsor, amendment(world, filed), by="second")
    chair = world.viewer("chair")
    assert world.read(queries.receptions, [filed], chair) == {}
    says(world, "second", first, "object")
    (found,) = queries.prospects_of(
        world.read(queries.examine_one, first, chair), world.read(queries.receptions, [filed], chair)
    )
    assert (found.frees, found.loses) == (("delegation:JPN",), ())
    world.act(actions.withdraw_amendment, amendment(world, filed), by="second")
    assert world.read(queries.receptions, [filed], chair) == {}, "what it thinks of it now, it has not said"
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []


def test_a_move_that_could_not_be_taken_up_is_not_filed(world: World) -> None:
    text_id, (first, second, _) = a_report(world)
    heading = world.read(text_queries.lines, text_id)[0].provision_id
    found = {each: world.read(text_queries.provision, each) for each in (heading, first, second)}
    text = found[first].text
    note = world.act(texts.add_provision, text, "footnote", "A source.", parent=found[first], by="secretariat")
    letter = world.act(texts.add_provision, text, "subparagraph", "In time.", parent=found[first], by="secretariat")
    for moving, after, reason in (
        (first, found[first], "another place"), (heading, found[second], "under itself"),
        (second, note, "footnote stands where"), (second, letter, "cannot stand there"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=reason):
            amends(world, "delegate", moving, None, "move", after=after)
    amends(world, "delegate", second, None, "move", after=found[first])


def test_many_positions_are_stated_all_or_none(world: World) -> None:
    _, paragraphs = a_report(world)
    provisions = [world.read(text_queries.provision, each) for each in paragraphs]

    def state_all(db: object, ons: list[int], stance: str, **more: object) -> object:
        merged = [db.merge(each) for each in provisions]  # type: ignore[attr-defined]
        return actions.state_positions(db, list(zip(merged, ons, strict=True)), stance, **more)  # type: ignore[arg-type]

    ons = [current(world, each) for each in paragraphs]
    world.act(state_all, ons, "support", by="delegate")  # type: ignore[arg-type]
    revises(world, paragraphs[2], "States protect all.")
    with pytest.raises(Refusal, match="changed since"):
        world.act(state_all, ons, "no_position", by="delegate")  # type: ignore[arg-type]
    held = [world.read(queries.examine_one, each, None).positions[0] for each in paragraphs]
    assert [p.held.stance for p in held] == ["support"] * 3
    with pytest.raises(Invalid):
        world.act(actions.state_positions, [], "support", by="delegate")


def test_an_insertion_decides_nothing_of_the_paragraph_before_it_and_stands_in_the_way_of_the_text(
    world: World,
) -> None:
    text_id, paragraphs = a_report(world)
    first, second, third = paragraphs
    revises(world, second, "States cooperate.")
    an_open_meeting(world)
    filed = amends(world, "delegate", first, "States trust each other.", "insert", reason="")
    assert state(world, first) == "clear"
    for each in paragraphs:
        world.act(actions.gavel, world.read(text_queries.provision, each), by="chair")
    assert state(world, first) == "agreed_ad_referendum"
    by_weight = queries.worst_first(world.read(queries.examine, text_id, None))
    assert by_weight[0].line.provision_id == first, "the board has it above what is agreed"
    with pytest.raises(Refusal, match="new provisions are proposed beside 1"):
        adopts(world, text_id, "A/1")
    with pytest.raises(Refusal, match="reopen"):
        world.act(actions.remove_provision, world.read(text_queries.provision, first), by="secretariat")
    world.act(actions.take_up_amendment, amendment(world, filed), by="secretariat")
    assert [line.words for line in world.read(text_queries.lines, text_id)][2] == "States trust each other."
    assert state(world, first) == "agreed_ad_referendum", "it stands as it was agreed"
    with pytest.raises(Refusal, match="not agreed yet are the provisions 2"):
        adopts(world, text_id, "A/1")
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []
    assert third


@pytest.mark.parametrize(("kind", "words"), [("replace", "States may share."), ("delete", None), ("move", None)])
def test_what_is_agreed_is_amended_with_a_reason(world: World, kind: str, words: str | None) -> None:
    _, (first, _, third) = a_report(world)
    an_open_meeting(world)
    world.act(actions.gavel, world.read(text_queries.provision, first), by="chair")
    more = {"after": world.read(text_queries.provision, third)} if kind == "move" else {}
    with pytest.raises(Invalid, match="says why it should be opened again"):
        amends(world, "delegate", first, words, kind, reason="", **more)
    amends(world, "delegate", first, words, kind, reason="New instructions.", **more)
    assert state(world, first) == "amendments_open"


def test_nothing_is_proposed_deeper_than_texts_go(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    provision = world.read(text_queries.provision, first)
    for _ in range(2):
        provision = world.act(
            texts.add_provision, provision.text, "subparagraph", "In time.", parent=provision, by="secretariat"
        )
    with pytest.raises(Refusal, match="two deep"):
        amends(world, "delegate", provision.id, "Too deep.", "insert", after=provision)
