"""What becomes of amendments: sponsors join and leave, words move under them, one is taken up, another put in its place."""

import pytest

from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Amendment
from oewg.record import queries as record
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, current, revises, says, state
from tests.world import World, words_of

EVERYBODY = frozenset({"public", "delegations", "chair"})
FIRST = "States share information."


def amendment(world: World, amendment_id: int) -> Amendment:
    return world.read(queries.amendment, amendment_id)


def words(world: World, provision_id: int) -> str:
    return world.read(text_queries.current_revision, provision_id).words


def acts(world: World) -> list[str]:
    return [said.act for said in world.read(record.entries_after, -1, EVERYBODY, limit=2000)]


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


def test_savings_close_in_time_are_one_revision_until_somebody_acts_on_it(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    world.tick(30)
    revises(world, first, "States share more.")
    revises(world, first, "States share more information.")
    found = world.read(text_queries.current_revision, first)
    assert (found.number, found.step) == (2, 2)
    says(world, "delegate", first, "support")
    revises(world, first, "States share even more information.")
    assert world.read(text_queries.current_revision, first).number == 3
    world.tick(30)
    revises(world, first, "States share much more information.")
    assert world.read(text_queries.current_revision, first).number == 4
    revises(world, first, "States share much more.", nature="editorial")
    assert world.read(text_queries.current_revision, first).number == 5
    revises(world, first, "States share all.", nature="editorial", who="chair")
    assert world.read(text_queries.current_revision, first).number == 6, "another writer, another revision"


def test_what_was_said_in_confidence_does_not_show_in_the_number_of_a_revision(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    world.tick(30)
    revises(world, first, "States share more.")
    says(world, "delegate", first, "support", visibility="chair")
    revises(world, first, "States share more information.")
    found = world.read(text_queries.current_revision, first)
    assert (found.number, found.step) == (2, 2), "as if nobody had said anything"
    (held,) = world.read(queries.examine_one, first, None).positions
    assert held.stale, "and still the position is on earlier text"
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []


def test_a_stale_save_is_refused_with_three_texts_and_a_merge(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    had = current(world, first)
    revises(world, first, "All States share information.")
    provision = world.read(text_queries.provision, first)
    with pytest.raises(texts.StaleSave) as refused:
        world.act(
            actions.revise, provision, "States share information freely.", "substantive", based_on=had, by="secretariat"
        )
    assert (refused.value.had, refused.value.words) == (FIRST, "All States share information.")
    assert refused.value.merged("States share information freely.").words == "All States share information freely."
    assert refused.value.merged("Some States share information.").in_conflict


def test_alternatives_share_a_number_and_are_open_until_one_is_left(world: World) -> None:
    text_id, (first, second, _third) = a_report(world)

    def numbers() -> list[str]:
        return [line.number for line in world.read(text_queries.lines, text_id)]

    with world.writing() as db:
        text, beside = text_queries.text(db, text_id), text_queries.provision(db, first)
        by, at = world.viewer("secretariat", db), world.tick()
        other = texts.add_provision(
            db, text, "paragraph", "States exchange information.", by=by, at=at, after=beside, alternative=True
        ).id
    assert numbers() == ["I.", "1.", "1 bis.", "2.", "3."]
    assert (state(world, first), state(world, other)) == ("brackets_open", "brackets_open")
    world.act(actions.remove_provision, world.read(text_queries.provision, first), by="secretariat")
    assert numbers() == ["I.", "1.", "2.", "3."]
    assert state(world, other) == "clear"
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []
    assert second


def test_moves_that_make_no_sense_are_refused(world: World) -> None:
    _, (first, second, _) = a_report(world)
    _, (elsewhere, *_rest) = a_report(world)
    found = {each: world.read(text_queries.provision, each) for each in (first, second, elsewhere)}
    for after, reason in ((first, "another place"), (elsewhere, "another text")):
        with pytest.raises(Refusal, match=reason):
            world.act(texts.move_provision, found[first], by="secretariat", after=found[after])
    with pytest.raises(Refusal, match="cannot stand there"):
        world.act(texts.move_provision, found[first], by="secretariat", parent=found[second])


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


def test_a_heading_cannot_move_under_itself(world: World) -> None:
    text_id, _ = a_report(world)
    heading = world.read(text_queries.lines, text_id)[0].provision_id
    found = world.read(text_queries.provision, heading)
    with pytest.raises(Refusal, match="under itself"):
        world.act(texts.move_provision, found, by="secretariat", parent=found)


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


def test_a_provision_after_which_another_is_proposed_is_not_removed(world: World) -> None:
    _, (first, *_) = a_report(world)
    amends(world, "delegate", first, "States trust each other.", "insert")
    with pytest.raises(Refusal, match="an open amendment stands on it"):
        world.act(actions.remove_provision, world.read(text_queries.provision, first), by="secretariat")


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


def test_nothing_is_proposed_deeper_than_texts_go(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    provision = world.read(text_queries.provision, first)
    for _ in range(2):
        provision = world.act(
            texts.add_provision, provision.text, "subparagraph", "In time.", parent=provision, by="secretariat"
        )
    with pytest.raises(Refusal, match="two deep"):
        amends(world, "delegate", provision.id, "Too deep.", "insert", after=provision)


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


def test_what_is_agreed_is_neither_moved_nor_given_an_alternative(world: World) -> None:
    text_id, (first, _, third) = a_report(world)
    text = world.read(text_queries.text, text_id)
    found = {each: world.read(text_queries.provision, each) for each in (first, third)}
    an_open_meeting(world)
    world.act(actions.gavel, found[first], by="chair")
    with pytest.raises(Refusal, match="agreed ad referendum"):
        world.act(actions.move_provision, found[first], after=found[third], by="secretariat")
    with pytest.raises(Refusal, match="agreed ad referendum"):
        world.act(
            actions.add_provision, text, "paragraph", "Other.", after=found[first], alternative=True, by="secretariat"
        )
    assert state(world, first) == "agreed_ad_referendum"
    world.act(actions.add_provision, text, "paragraph", "More.", after=found[first], by="secretariat")
    world.act(actions.move_provision, found[third], by="secretariat", after=found[first])
    assert [line.words for line in world.read(text_queries.lines, text_id)][1:3] == [
        FIRST,
        "States protect what is critical.",
    ]


def test_pages_and_programs_change_no_agreed_text(site: World) -> None:
    text_id, (first, _, third) = a_report(site)
    an_open_meeting(site)
    site.act(actions.gavel, site.read(text_queries.provision, first), by="chair")
    browser, ask = site.as_("secretariat"), site.program("secretariat")
    other = {"kind": "paragraph", "words": "Other.", "after": first, "alternative": True}
    for address, sent in (("moves", {"provision": first, "after": third}), ("provisions", other)):
        form = {name: str(int(value) if isinstance(value, bool) else value) for name, value in sent.items()}
        page = browser.post(f"/texts/{text_id}/{address}", f"/texts/{text_id}/build", **form)
        assert (page.status_code, "agreed ad referendum" in words_of(page)) == (409, True)
        assert ask("POST", f"/texts/{text_id}/{address}", sent).status_code == 409
