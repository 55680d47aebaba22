"""How does whoever holds the pen change a text: savings, alternatives, moves, and what is agreed?"""

import pytest

from oewg.core.errors import Refusal
from oewg.negotiation import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, amends, an_open_meeting, current, revises, says, state
from tests.negotiation.given_amendments import FIRST
from tests.world import World, words_of


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


def test_a_heading_cannot_move_under_itself(world: World) -> None:
    text_id, _ = a_report(world)
    heading = world.read(text_queries.lines, text_id)[0].provision_id
    found = world.read(text_queries.provision, heading)
    with pytest.raises(Refusal, match="under itself"):
        world.act(texts.move_provision, found, by="secretariat", parent=found)


def test_a_provision_after_which_another_is_proposed_is_not_removed(world: World) -> None:
    _, (first, *_) = a_report(world)
    amends(world, "delegate", first, "States trust each other.", "insert")
    with pytest.raises(Refusal, match="an open amendment stands on it"):
        world.act(actions.remove_provision, world.read(text_queries.provision, first), by="secretariat")


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
