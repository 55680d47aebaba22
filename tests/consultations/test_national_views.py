"""Do States answer question by question, is it compiled by question and by State, and is nothing told that is not published?"""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from oewg.consultations import actions, queries
from oewg.consultations.rules.calls import REMINDER, Question
from oewg.core.errors import NotAllowed, NotFound, Refusal
from oewg.mandate import actions as mandate_actions
from oewg.mandate import queries as mandate
from oewg.overview import demonstration
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.texts import queries as texts
from tests.accounts.given import told_now
from tests.consultations.given import FAR, a_submission, an_open_call, drafted, some_terms
from tests.negotiation.given import a_report
from tests.world import World, words_of

RESOLUTION = Path(demonstration.__file__).with_name("resolution.txt")
QUESTIONS = (Question("a", "What is it?"), Question("b", "What was done?", "concepts"))


def a_mandate(world: World) -> None:
    """The exercise's resolution was read in, with its four questions to States."""
    world.act(mandate_actions.import_resolution, RESOLUTION.read_text("utf-8"), "EX/73/1", by="secretariat")


def a_call_to_states(world: World, **more: object) -> int:
    terms = some_terms(world.at, FAR, questions=QUESTIONS, addressed_to="states", **more)
    return world.act(actions.open_call, terms, by="secretariat").id


def gives(
    world: World, call_id: int, first: str, second: str = "", by: str = "delegate", *, publish: bool = True
) -> int:  # fmt: skip
    call = world.read(queries.call, call_id)
    answers = dict(zip((one.id for one in call.questions), (first, second), strict=True))
    return world.act(actions.give_view, call, "", answers, "en", publish=publish, by=by).id


def test_the_questions_of_the_resolution_are_offered_as_it_words_them(site: World) -> None:
    assert site.read(queries.questions_of_the_resolution) == ()
    a_mandate(site)
    asked = site.read(queries.questions_of_the_resolution)
    assert [one.letter for one in asked] == ["a", "b", "c", "d"]
    assert [one.element for one in asked] == ["", "", "concepts", ""]
    assert asked[0].words in words_of(site.as_("secretariat").get("/calls"))


def test_each_delegation_has_one_answer_and_a_later_version_replaces_it(world: World) -> None:
    call_id = a_call_to_states(world)
    first = gives(world, call_id, "One.", "Two.")
    with pytest.raises(Refusal, match="nothing to record"):
        gives(world, call_id, "One.", "Two.")
    second = gives(world, call_id, "One more.")
    other = gives(world, call_id, "Ours.", by="head")
    compiled = world.read(queries.compiled, world.read(queries.call, call_id), world.viewer("public"))
    assert [view.id for view in compiled.views] == [second, other]
    assert world.read(queries.view, first, world.viewer("public")).version == 1


def test_the_public_reads_what_is_published_and_is_told_the_number_of_the_others_alone(site: World) -> None:
    call_id = a_call_to_states(site)
    published = gives(site, call_id, "For all.")
    kept = gives(site, call_id, "For delegations.", by="second", publish=False)
    members = 193
    address = f"/calls/{call_id}/views"
    for who, count, reads in (
        ("public", 1, False),
        ("stakeholder", 1, False),
        ("observer", 2, True),
        ("chair", 2, True),
    ):
        browser = site.as_(who)
        for page in (address, f"{address}/states"):
            said = words_of(browser.get(page))
            assert "For all." in said
            assert ("For delegations." in said) == reads, (who, page)
            assert f"{members - count} Member States have not." in said
            assert ("Zimbabwe" in said) == reads
        assert (browser.get(f"/views/{kept}").status_code == 200) == reads
        assert browser.get(f"/views/{published}").status_code == 200
    for path in (f"/calls/{call_id}/views", "/views", "/record?limit=200"):
        assert "For delegations." not in site.program()("GET", path).text
    found = site.program()("GET", f"/calls/{call_id}/views").get_json()
    assert (found["without"], [one["delegation"] for one in found["views"]]) == (members - 1, ["FRA"])
    assert [len(one["answers"]) for one in found["questions"]] == [1, 0]


def test_a_delegation_agrees_to_publication_later_and_nobody_else_for_it(world: World) -> None:
    call_id = a_call_to_states(world)
    number = gives(world, call_id, "For delegations.", publish=False)
    view = world.read(queries.view, number, world.viewer("delegate"))
    with pytest.raises(NotFound):
        world.read(queries.view, number, world.viewer("public"))
    with pytest.raises(NotAllowed, match="Only the delegation"):
        world.act(actions.publish_view, view, by="second")
    world.act(actions.publish_view, view, by="delegate")
    assert world.read(queries.view, number, world.viewer("public")).words == ""
    with pytest.raises(Refusal, match="already"):
        world.act(actions.publish_view, world.read(queries.view, number, world.viewer("delegate")), by="delegate")
    later = gives(world, call_id, "Later.", publish=False)
    compiled = world.read(queries.compiled, world.read(queries.call, call_id), world.viewer("public"))
    assert [each.id for each in compiled.views] == [number]
    assert later not in [each.id for each in world.read(queries.versions_of_view, view, world.viewer("public"))]


def test_who_is_not_asked_does_not_answer(world: World) -> None:
    to_states, to_organizations = a_call_to_states(world), an_open_call(world)
    for who in ("observer", "chair", "stakeholder", "secretariat"):
        with pytest.raises(NotAllowed):
            gives(world, to_states, "W.", by=who)
    call = world.read(queries.call, to_organizations)
    with pytest.raises(NotAllowed, match="Only an organization"):
        world.act(actions.give_view, call, "W.", {}, "en", publish=True, by="delegate")
    with pytest.raises(NotAllowed, match="addressed to States"):
        a_submission(world, call_id=to_states)


def test_a_delegate_drafts_previews_and_sends_on_the_pages(site: World) -> None:
    call_id = a_call_to_states(site)
    first, _ = site.read(queries.call, call_id).questions
    delegate = site.as_("delegate")
    assert "Draft our views" in words_of(delegate.get(f"/calls/{call_id}"))
    answer = {f"answer-{first.id}": "We think so."}
    on = drafted(delegate, call_id, language="en", consent="not_published", **answer)
    assert "We think so." not in site.as_("second").get(f"/calls/{call_id}/draft").text
    shown = words_of(delegate.does(f"/calls/{call_id}/views", form="submission", on=on))
    assert "We think so." in shown
    assert re.search(r"SHA-256.*[0-9a-f]{64}", shown)
    (view,) = site.read(queries.views_after, site.viewer("delegate"), 0, 9)
    page = delegate.does(f"/views/{view.id}/publish", f"/views/{view.id}", form="publish")
    assert "everybody" in words_of(page)
    assert site.as_("stakeholder").post(f"/views/{view.id}/publish").status_code == 403


def test_a_delegation_whose_draft_is_not_sent_is_reminded(world: World) -> None:
    terms = some_terms(world.at, world.at + timedelta(days=9), questions=QUESTIONS, addressed_to="states")
    call_id = world.act(actions.open_call, terms, by="secretariat").id
    call = world.read(queries.call, call_id)
    world.act(actions.save_draft, call, {"words": "Half a sen"}, {}, by="delegate")
    told_now(world)
    with world.writing() as db:
        settle(db, call.closes_at - REMINDER)
    assert told_now(world) == {"delegate": [("national_views", "remind_of_draft", True)]}


def test_the_record_says_what_delegations_read_to_delegations_alone(world: World) -> None:
    gives(world, a_call_to_states(world), "For delegations.", publish=False)
    assert world.read(record.entries_after, -1, ["public"], limit=9, act="give_view") == []
    (entry,) = world.read(record.entries_after, -1, ["delegations"], limit=9, act="give_view")
    assert entry.facts["delegation"] == "FRA"
    assert "For delegations." in str(entry.facts["answers"])


def test_a_published_view_on_an_element_is_what_the_report_on_it_rests_on(world: World) -> None:
    a_mandate(world)
    _, (paragraph, *_rest) = a_report(world)
    element = next(each for each in world.read(mandate.elements) if each.key == "concepts")
    world.act(mandate_actions.tie_element, world.read(texts.provision, paragraph), element, by="secretariat")
    call_id = a_call_to_states(world)
    gives(world, call_id, "On (a) alone.")
    gives(world, call_id, "", "Not for all.", by="second", publish=False)
    assert world.read(queries.provisions_resting_on_views) == set()
    gives(world, call_id, "", "On concepts.", by="head")
    assert world.read(queries.provisions_resting_on_views) == {paragraph}
    gives(world, call_id, "On (a) again.", by="head")
    assert world.read(queries.provisions_resting_on_views) == set(), "a later version says nothing of it any more"


def test_compilations_ask_no_more_for_many_states_than_for_few(site: World) -> None:
    call_id = a_call_to_states(site)
    browser = site.as_("observer")

    def asked(address: str) -> int:
        browser.get(address)
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    addresses = [f"/calls/{call_id}/views", f"/calls/{call_id}/views/states", f"/api/v1/calls/{call_id}/views"]
    gives(site, call_id, "One.", "Two.")
    few = [asked(address) for address in addresses]
    for who in ("second", "head", "coordinator"):
        gives(site, call_id, "One.", "Two.", by=who)
    assert [asked(address) for address in addresses] == few
    assert max(few) <= 25
