"""Does each hear of speakers' lists and of its own places on them, and of an exchange nobody but the two?"""

import pytest

from oewg.accounts import queries as people
from oewg.meetings import actions, queries
from oewg.meetings.rules.speaking import Limits, Speaker, audience_of
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.accounts.given import letters_to, no_news, page_of, told_now, who_hears, words
from tests.meetings.given import an_agenda, an_open_meeting
from tests.meetings.given_speaking import a_list, admits_organizations, calls, do, on_clock, opens, speaker, viewer_of
from tests.world import World, words_of

DELEGATIONS = {"observer", "delegate", "second", "head", "coordinator", "chair", "bureau", "secretariat"}


def stands(world: World, list_id: int, who: str, *, for_group: bool = True) -> int:
    """One of the cast inscribes its delegation or organization, a coordinator its group; the inscription."""
    viewer = world.viewer(who)
    asked = speaker(viewer) if for_group else Speaker(viewer.delegation_id)
    inscribed: int = do(world, actions.inscribe, (queries.speakers_list, list_id), asked, by=who)
    return inscribed


def answers(world: World, proposer: int, answer: str, by: str) -> None:
    """A proposal is answered, or withdrawn, by one of the cast."""
    with world.writing() as db:
        viewer = world.viewer(by, db)
        exchange = queries.open_exchange(db, proposer, viewer)
        getattr(actions, f"{answer}_exchange")(db, exchange, by=viewer, at=world.tick())


@pytest.mark.parametrize(
    ("delegation", "group", "organization", "audience"),
    [
        ("FRA", None, None, "delegation:FRA"),
        ("ROU", "EU", None, "group:EU"),
        (None, None, 7, "organization:7"),
    ],
)
def test_for_whom_a_speaker_is(
    delegation: str | None, group: str | None, organization: int | None, audience: str
) -> None:
    assert audience_of(delegation, group, organization) == audience


def test_those_who_may_inscribe_hear_of_a_list_and_organizations_when_they_are_admitted(world: World) -> None:
    told_now(world)
    _, speakers = a_list(world)
    told = who_hears(world, "speakers_lists")
    assert told == {key: [("open_speakers_list", False)] for key in DELEGATIONS - {"chair"}}
    do(world, actions.close_speakers_list, (queries.speakers_list, speakers))
    do(world, actions.reopen_speakers_list, (queries.speakers_list, speakers))
    told_at_once = told_now(world, daily=False)
    acts = [("speakers_lists", act, False) for act in ("close_speakers_list", "reopen_speakers_list")]
    assert told_at_once == dict.fromkeys(DELEGATIONS - {"chair"}, acts)
    admits_organizations(world, speakers)
    do(world, actions.limit_speaking_time, (queries.speakers_list, speakers), Limits(120, 240, 120))
    told = who_hears(world, "speakers_lists")
    assert told.keys() == DELEGATIONS - {"chair"} | {"stakeholder"}
    assert told["stakeholder"] == [("admit_organizations", False), ("limit_speaking_time", False)]


def test_what_was_done_before_organizations_were_admitted_does_not_concern_them(world: World) -> None:
    _, speakers = a_list(world)
    do(world, actions.close_speakers_list, (queries.speakers_list, speakers))
    admits_organizations(world, speakers)
    assert who_hears(world, "speakers_lists")["stakeholder"] == [("admit_organizations", False)]


def proposes(world: World, one: int, other: int, by: str) -> None:
    do(world, actions.propose_exchange, (queries.inscription, one), (queries.inscription, other), by=by)


@pytest.mark.parametrize(
    ("answer", "by", "hear", "hinted"),
    [
        ("agree", "second", {"delegate", "fra", "jpn"}, False),  # the list shows that they exchanged: no secret
        ("decline", "second", {"delegate", "fra", "jpn"}, True),
        ("withdraw", "delegate", {"second", "fra", "jpn"}, True),
    ],
)
def test_of_an_exchange_the_two_delegations_hear_and_nobody_else(
    world: World, answer: str, by: str, hear: set[str], hinted: bool
) -> None:
    for code in ("FRA", "JPN"):
        viewer_of(world, code)  # a colleague of whoever acts
    _, speakers = a_list(world)
    one, other, _ = (stands(world, speakers, who) for who in ("delegate", "second", "head"))
    told_now(world)
    proposes(world, one, other, "delegate")
    assert told_now(world) == {key: [("own_speaking", "propose_exchange", True)] for key in ["second", "fra", "jpn"]}
    answers(world, one, answer, by)
    assert told_now(world) == {key: [("own_speaking", f"{answer}_exchange", hinted)] for key in hear}


def test_of_an_exchange_between_groups_their_coordinators_hear_and_not_the_spokespersons_delegations(
    world: World,
) -> None:
    other = viewer_of(world, "IDN", "NAM")
    for code in ("ROU", "IDN"):
        viewer_of(world, code)
    _, speakers = a_list(world)
    one = stands(world, speakers, "coordinator")
    asked: int = do(world, actions.inscribe, (queries.speakers_list, speakers), speaker(other), by=other)
    told_now(world)
    proposes(world, one, asked, "coordinator")
    assert told_now(world) == {"idnnam": [("own_speaking", "propose_exchange", True)]}


def test_whose_place_it_is_hears_what_others_do_with_it(world: World) -> None:
    viewer_of(world, "FRA")
    meeting, speakers = a_list(world)
    told_now(world)
    own = stands(world, speakers, "delegate")
    assert told_now(world) == {"fra": [("own_speaking", "inscribe", False)]}
    do(world, actions.record_absence, (queries.meeting, meeting), (queries.inscription, own), 0)
    both = {"fra", "delegate"}
    assert told_now(world) == {key: [("own_speaking", "record_absence", False)] for key in both}
    do(world, actions.withdraw_inscription, (queries.inscription, own), by="delegate")
    assert told_now(world) == {"fra": [("own_speaking", "withdraw_inscription", False)]}
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA")
    reply = do(world, actions.ask_to_reply, (queries.speakers_list, speakers), france)
    assert told_now(world) == {key: [("own_speaking", "ask_to_reply", False)] for key in both}
    do(world, actions.withdraw_in_the_room, (queries.inscription, reply))
    assert told_now(world) == {key: [("own_speaking", "withdraw_in_the_room", False)] for key in both}


def test_a_group_s_place_concerns_its_coordinator_and_an_organization_s_the_organization(world: World) -> None:
    meeting, speakers = a_list(world)
    admits_organizations(world, speakers)
    for_group, own = stands(world, speakers, "coordinator"), stands(world, speakers, "coordinator", for_group=False)
    organization = stands(world, speakers, "stakeholder")
    told_now(world)
    for inscription, who in ((for_group, "coordinator"), (own, "coordinator"), (organization, "stakeholder")):
        do(world, actions.record_absence, (queries.meeting, meeting), (queries.inscription, inscription), 0)
        assert told_now(world) == {who: [("own_speaking", "record_absence", False)]}


def test_nobody_hears_by_letter_what_happens_on_the_floor(world: World) -> None:
    meeting, speakers = a_list(world)
    own = stands(world, speakers, "delegate")
    told_now(world)
    intervention = calls(world, meeting, own)
    for action in (actions.start_clock, actions.pause_clock, actions.end_intervention):
        on_clock(world, action, intervention)
    do(world, actions.direct_screen, (queries.meeting, meeting), "pause")
    assert told_now(world) == {}


def test_a_letter_names_the_list_by_its_item_and_the_speaker_and_leads_to_the_page(site: World) -> None:
    meeting, speakers = a_list(site)
    no_news(site)
    do(site, actions.inscribe, (queries.speakers_list, speakers), Speaker(site.viewer("delegate").delegation_id))
    do(site, actions.close_speakers_list, (queries.speakers_list, speakers))
    of_meeting = opens(site, meeting)
    (letter,) = letters_to(site, "delegate")
    item = "Speakers’ list on item 1. Election of officers (Organizational session)"
    assert f"FRA: {item}" in words(letter)
    assert f"A speakers’ list was closed.\n{item}" in words(letter)
    assert "Speakers’ list of meeting 1" in words(letter)
    assert f"/speakers/{speakers}\n" in words(letter)
    assert f"/speakers/{of_meeting}\n" in words(letter)


def test_a_letter_only_hints_at_an_exchange_and_the_page_behind_it_names_it(site: World) -> None:
    _, speakers = a_list(site)
    one, other = stands(site, speakers, "delegate"), stands(site, speakers, "second")
    no_news(site)
    proposes(site, one, other, "delegate")
    (letter,) = letters_to(site, "second")
    assert "exchange" not in words(letter)
    assert "Speakers" not in words(letter)
    page = words_of(site.as_("second").get(page_of(letter)))
    assert "An exchange of places was proposed." in page
    assert "FRA: Speakers’ list on item 1." in page


def test_an_item_that_was_taken_off_the_agenda_is_still_named(site: World) -> None:
    meeting, (_, items) = an_open_meeting(site), an_agenda(site)
    speakers = opens(site, meeting, items[1])
    site.act(texts.remove_provision, site.read(texts_queries.provision, items[1]), by="secretariat")
    no_news(site)
    do(site, actions.close_speakers_list, (queries.speakers_list, speakers))
    (letter,) = letters_to(site, "delegate")
    assert "Speakers’ list on an item that was taken off: Adoption of the agenda (Organizational session)" in words(
        letter
    )
