"""Are footnotes worked with as a part of the provision on which they hang?"""

import pytest

from oewg.core.errors import Refusal
from oewg.negotiation import actions, queries
from oewg.record.verification import faults
from oewg.texts import queries as text_queries
from oewg.texts.models import Provision
from tests.negotiation.given import a_report, amends, an_open_meeting, current, revises, says, state
from tests.world import World, words_of

FIRST = "States share information."


def at(world: World, provision_id: int) -> Provision:
    return world.read(text_queries.provision, provision_id)


def a_footnote(world: World, provision_id: int, words: str = "A source.", nature: str = "substantive") -> int:
    return world.act(actions.add_footnote, at(world, provision_id), words, nature, by="secretariat").id


def line(world: World, provision_id: int) -> text_queries.Line:
    return world.read(text_queries.line, provision_id)


def stale(world: World, provision_id: int) -> list[bool]:
    return [p.stale for p in world.read(queries.examine_one, provision_id, None).positions]


def is_sound(world: World) -> bool:
    with world.database.reading() as db:
        return list(faults(db)) == []


@pytest.mark.parametrize(("nature", "expected"), [("substantive", True), ("editorial", False)])
def test_a_footnote_that_comes_or_goes_is_a_new_wording_of_its_provision(
    world: World, nature: str, expected: bool
) -> None:
    _, (first, *_) = a_report(world)
    says(world, "delegate", first, "support")
    note = a_footnote(world, first, nature=nature)
    assert line(world, first).words == f"{FIRST}[^1]"
    assert [(n.number, n.words) for n in line(world, first).notes] == [(1, "A source.")]
    assert stale(world, first) == [expected]
    says(world, "second", first, "support")
    world.act(actions.remove_provision, at(world, note), nature=nature, by="chair")
    assert (line(world, first).words, line(world, first).notes) == (FIRST, ())
    assert stale(world, first) == [expected, expected]
    assert is_sound(world)


def test_a_footnote_goes_while_its_provision_is_objected_to(world: World) -> None:
    _, (first, *_) = a_report(world)
    note = a_footnote(world, first)
    says(world, "delegate", first, "object")
    world.act(actions.remove_provision, at(world, note), by="secretariat")
    assert state(world, first) == "objected", "what is objected to stays objected to"


def test_what_is_agreed_gets_and_loses_a_footnote_only_editorially(world: World) -> None:
    _, (first, *_) = a_report(world)
    note = a_footnote(world, first)
    an_open_meeting(world)
    world.act(actions.gavel, at(world, first), by="chair")
    for act in (
        lambda: a_footnote(world, first, "Another."),
        lambda: world.act(actions.remove_provision, at(world, note), by="secretariat"),
    ):
        with pytest.raises(Refusal, match="agreed ad referendum"):
            act()
    a_footnote(world, first, "See A/75/816.", "editorial")
    world.act(actions.remove_provision, at(world, note), nature="editorial", by="secretariat")
    assert state(world, first) == "agreed_ad_referendum"
    assert line(world, first).printed == f"{FIRST}[^1]"


def test_a_footnote_that_others_call_stays_until_they_call_it_no_more(world: World) -> None:
    _, (first, second, _) = a_report(world)
    note = a_footnote(world, first)
    revises(world, second, "States cooperate.[^1]")
    with pytest.raises(Refusal, match="called in other provisions too: 2"):
        world.act(actions.remove_provision, at(world, note), by="secretariat")
    assert line(world, first).words == f"{FIRST}[^1]", "what is refused changes nothing"
    revises(world, second, "States cooperate.")
    world.act(actions.remove_provision, at(world, note), by="secretariat")


def test_amendments_follow_the_words_that_call_a_footnote(world: World) -> None:
    _, (first, *_) = a_report(world)
    filed = amends(world, "delegate", first, "All States share information.")
    note = a_footnote(world, first)
    (live,) = world.read(queries.rebased_amendments, first)
    assert (live.rebased.words, live.rebased.in_conflict) == ("All States share information.[^1]", False)
    world.act(actions.remove_provision, at(world, note), by="secretariat")
    (live,) = world.read(queries.rebased_amendments, first)
    assert (live.amendment.id, live.rebased.words) == (filed, "All States share information.")


def test_a_footnotes_editorial_change_is_contested_on_its_provision(world: World) -> None:
    _, (first, *_) = a_report(world)
    note = a_footnote(world, first)
    an_open_meeting(world)
    says(world, "delegate", first, "support")
    world.act(actions.gavel, at(world, first), by="chair")
    changed = revises(world, note, "A binding source.", "editorial")
    assert (state(world, first), stale(world, first)) == ("agreed_ad_referendum", [False])
    revision = world.read(text_queries.revision, changed)
    contest = world.act(actions.contest_editorial, revision, "It binds now.", by="second")
    assert contest.revision_id == current(world, first)
    assert (state(world, first), stale(world, first)) == ("clear", [True])
    assert world.read(queries.gavels, first)[0].reopening_reason == "It binds now."
    with pytest.raises(Refusal, match="contests this change already"):
        world.act(actions.contest_editorial, revision, "Again.", by="second")
    assert is_sound(world)


def test_the_chair_works_with_footnotes_on_the_provisions_page(site: World) -> None:
    _, (first, *_) = a_report(site)
    browser = site.as_("chair")
    here = f"/provisions/{first}"
    page = browser.does(f"{here}/footnotes", here, form="footnote", words="A source.", nature="substantive")
    assert "A footnote was added" in words_of(page)
    (note,) = line(site, first).notes
    assert f'action="/provisions/{note.provision_id}/revisions"' in page.text
    sent = {"form": "revise", "words": "A better source.", "nature": "editorial", "based_on": str(note.revision_id)}
    browser.does(f"/provisions/{note.provision_id}/revisions", here, **sent)
    assert [n.words for n in line(site, first).notes] == ["A better source."]
    browser.does(f"/footnotes/{note.provision_id}/remove", here, form="remove-note", nature="editorial")
    assert line(site, first).notes == ()
    assert site.as_("delegate").post(f"{here}/footnotes", words="Mine.", nature="editorial").status_code == 403
    assert browser.post(f"/footnotes/{first}/remove", nature="editorial").status_code == 404


def test_a_footnote_saved_too_late_shows_the_three_texts(site: World) -> None:
    _, (first, *_) = a_report(site)
    note = a_footnote(site, first)
    had = current(site, note)
    site.tick(30)
    revises(site, note, "A good source.")
    sent = {"form": "revise", "words": "A source, and another.", "nature": "editorial", "based_on": str(had)}
    refused = site.as_("secretariat").post(f"/provisions/{note}/revisions", **sent)
    assert refused.status_code == 409
    for told in ("What you had", "revision 2", "What you wrote", "A source, and another."):
        assert told in words_of(refused)
    assert "A good source, and another." in refused.text, "both changes together"
    assert refused.text.count("note-refused") == 1


def test_what_was_written_for_a_removed_footnote_is_given_back(site: World) -> None:
    _, (first, *_) = a_report(site)
    note = a_footnote(site, first)
    had = current(site, note)
    site.act(actions.remove_provision, at(site, note), by="secretariat")
    sent = {"form": "revise", "words": "A source,\nand another.", "nature": "editorial", "based_on": str(had)}
    refused = site.as_("secretariat").post(f"/provisions/{note}/revisions", **sent)
    assert (refused.status_code, "has been removed" in words_of(refused)) == (409, True)
    assert '<pre class="as-typed" dir="auto">\nA source,\nand another.</pre>' in refused.text.replace("\r", "")


def test_programs_work_with_footnotes(site: World) -> None:
    text_id, (first, *_) = a_report(site)
    ask = site.program("secretariat")
    sent = {"kind": "footnote", "words": "A source.", "parent": first}
    made = ask("POST", f"/texts/{text_id}/provisions", sent).get_json()
    (note,) = made["notes"]
    assert (made["id"], made["words"], note["words"]) == (first, f"{FIRST}[^1]", "A source.")
    changed = {"words": "A better source.", "nature": "editorial", "based_on": note["revision"]}
    assert ask("POST", f"/provisions/{note['id']}/revisions", changed).status_code == 201
    assert ask("POST", f"/provisions/{note['id']}/revisions", changed).status_code == 409
    revision = ask("GET", f"/provisions/{note['id']}/revisions").get_json()["items"][0]["id"]
    contested = site.program("delegate")("POST", f"/revisions/{revision}/contest", {"reason": "It is another."})
    assert (contested.status_code, contested.get_json()["id"]) == (201, first)
    assert ask("POST", f"/provisions/{note['id']}/remove", {}).status_code == 200
    assert ask("GET", f"/provisions/{first}").get_json()["notes"] == []
    for wrong in ({}, {"parent": note["id"]}, {"after": first}, {"parent": first, "after": first}):
        assert (
            ask("POST", f"/texts/{text_id}/provisions", {"kind": "footnote", "words": "A.", **wrong}).status_code == 409
        )
