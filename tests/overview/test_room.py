"""Does the screen of a room show what the chair selects, to everybody, and nothing that is not public?"""

import re

import pytest

from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_open_session, on_meeting
from tests.meetings.given_speaking import (
    a_list,
    asks_to_reply,
    calls,
    do,
    inscribe,
    on_clock,
    rises,
    suspended,
    with_code,
)
from tests.negotiation.given import a_report, amends, says
from tests.world import CAST, World, words_of

MEETING = queries.meeting


def room(site: World, meeting: int, who: str = "public") -> str:
    """The words on the screen."""
    answer = site.as_(who).get(f"/room/{meeting}")
    assert answer.status_code == 200
    return words_of(answer)


def test_the_screen_shows_item_speaker_clock_and_the_next_three(site: World) -> None:
    meeting, list_id = a_list(site)
    union = inscribe(site, list_id, "ROU", "EU")
    for code in ("KEN", "FRA", "VAT", "JPN"):
        inscribe(site, list_id, code)
    words = room(site, meeting)
    assert "1. Election of officers. Speakers’ list Next Romania European Union Kenya France" in words
    on_clock(site, actions.start_clock, calls(site, meeting, union))
    words = room(site, meeting)
    assert re.search(r"1\. Election of officers\. Romania on behalf of the European Union \d+:\d\d of 5:00", words)
    assert "Next Kenya France Japan" in words
    assert "Holy See" not in words
    rises(site, meeting, "FRA")
    assert re.search(r"France Point of order Romania goes on afterwards \d+:\d\d of 3:00", room(site, meeting))


def test_a_right_of_reply_is_shown_as_one(site: World) -> None:
    meeting, list_id = a_list(site)
    row = asks_to_reply(site, list_id, "FRA")
    assert "Next France reply" in room(site, meeting)
    calls(site, meeting, row)
    assert "France Right of reply 0:00 of 10:00" in room(site, meeting)


def test_the_screen_has_no_navigation_and_nothing_to_press(site: World) -> None:
    meeting, _ = a_list(site)
    for who in ("public", "chair"):
        page = site.as_(who).get(f"/room/{meeting}").text
        body = page[page.index("<body") :]
        assert re.findall(r"<(nav|form|button|input|header|footer)\b", body) == []
        assert re.findall(r'<a [^>]*href="([^"]+)"', body) == ["#main"]


@pytest.mark.parametrize("who", ["public", *CAST])
def test_everybody_sees_the_same_screen_and_nothing_said_in_confidence(site: World, who: str) -> None:
    meeting, _ = a_list(site)
    _, (paragraph, *_rest) = a_report(site)
    amends(site, "delegate", paragraph, "States share all information.")
    says(site, "second", paragraph, "object", reason="Kept between us.", visibility="chair")
    do(site, actions.direct_screen, (MEETING, meeting), "provision", (texts_queries.provision, paragraph))
    words = room(site, meeting, who)
    assert words == room(site, meeting)
    assert "1. Draft report States share all FRA information." in words
    assert "bject" not in words


def test_a_paragraph_that_was_removed_leaves_the_speakers_on_the_screen(site: World) -> None:
    meeting, list_id = a_list(site)
    inscribe(site, list_id, "KEN")
    _, (paragraph, *_rest) = a_report(site)
    do(site, actions.direct_screen, (MEETING, meeting), "provision", (texts_queries.provision, paragraph))
    do(site, texts.remove_provision, (texts_queries.provision, paragraph), by="secretariat")
    assert "Next Kenya" in room(site, meeting)


def test_with_a_paragraph_the_speaker_and_the_clock_stay_at_the_foot(site: World) -> None:
    meeting, list_id = a_list(site)
    _, (paragraph, *_rest) = a_report(site)
    on_clock(site, actions.start_clock, calls(site, meeting, inscribe(site, list_id, "KEN")))
    do(site, actions.direct_screen, (MEETING, meeting), "provision", (texts_queries.provision, paragraph))
    assert re.search(r"information\. Kenya \d+:\d\d of 3:00", room(site, meeting))


def test_the_code_is_shown_only_while_it_is_in_force(site: World) -> None:
    meeting, _ = a_list(site)
    with_code(site, meeting, "324511")
    assert "324 511" not in room(site, meeting)
    do(site, actions.direct_screen, (MEETING, meeting), "code")
    assert "324 511" in room(site, meeting)
    with site.writing() as db:
        queries.meeting(db, meeting).check_in_code = None
    words = room(site, meeting)
    assert "324 511" not in words
    assert "None" not in words
    assert "1. Election of officers." in words


def test_whatever_was_selected_a_meeting_that_does_not_sit_says_so(site: World) -> None:
    planned = a_meeting(site, an_open_session(site))
    assert "Meeting 1 3 June 2019" in room(site, planned)
    on_meeting(site, actions.open_meeting, planned)
    do(site, actions.direct_screen, (MEETING, planned), "pause")
    assert "The meeting resumes shortly" in room(site, planned)
    suspended(site, planned)
    assert "The meeting is suspended" in room(site, planned)
    with site.writing() as db:
        queries.meeting(db, planned).suspended_at = None
    on_meeting(site, actions.adjourn_meeting, planned)
    assert "The meeting is adjourned" in room(site, planned)


def test_the_screen_of_a_cancelled_meeting_says_so_and_shows_nothing_else(site: World) -> None:
    meeting = a_meeting(site, an_open_session(site))
    on_meeting(site, actions.cancel_meeting, meeting, "The building is closed", by="secretariat")
    assert "Meeting 1 The meeting has been cancelled." in room(site, meeting)
    with pytest.raises(Refusal, match="cancelled: its screen says so"):
        do(site, actions.direct_screen, (MEETING, meeting), "pause")


def test_the_screen_asks_at_once(site: World) -> None:
    meeting, _ = a_list(site)
    assert 'data-live="at-once"' in site.as_("public").get(f"/room/{meeting}").text
    assert 'data-live="at-once"' in site.as_("chair").get(f"/meetings/{meeting}/console").text
    assert 'data-live="at-once"' not in site.as_("public").get("/speakers/1").text  # 193 telephones are spread


def test_the_head_of_every_page_begins_with_home(site: World) -> None:
    head = site.as_("secretariat").get("/meetings").text
    shown = [
        head.index(f">{each}</a>")
        for each in ("Home", "The record", "Mandate", "Meetings", "Texts", "Report", "People")
    ]
    assert shown == sorted(shown)


def test_the_first_page_leads_into_the_meeting_that_sits(site: World) -> None:
    takes_part = "Take part in meeting 1"
    assert takes_part not in words_of(site.as_("delegate").get("/"))
    meeting, _ = a_list(site)
    page = {who: site.as_(who).get("/").text for who in ("public", "delegate", "chair", "secretariat")}
    assert [who for who in page if takes_part in page[who]] == ["delegate"]
    assert [who for who in page if f"/meetings/{meeting}/console" in page[who]] == ["chair", "secretariat"]
    assert [who for who in page if f"/room/{meeting}" not in page[who]] == []


def test_what_a_chair_presses_while_somebody_speaks_is_no_news(site: World) -> None:
    meeting, list_id = a_list(site)
    on_clock(site, actions.start_clock, calls(site, meeting, inscribe(site, list_id, "KEN")))
    do(site, actions.direct_screen, (MEETING, meeting), "pause")
    lately = words_of(site.as_("public").get("/")).split("Lately")[1]
    assert "A speaker was given the floor." in lately
    assert "clock was started" not in lately
    assert "The screen of the room shows" not in lately
