"""What do the pages of speakers' lists, the console and the times show, to whom, and what do they refuse?"""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.meetings import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import (
    a_meeting,
    a_session,
    an_agenda,
    an_open_meeting,
    an_open_session,
    on_meeting,
    on_session,
)
from tests.meetings.given_speaking import (
    a_list,
    admits_organizations,
    asks_to_reply,
    calls,
    do,
    holder,
    inscribe,
    on_clock,
    opens,
    order_of,
    rises,
    speaker,
    speaks,
    suspended,
    viewer_of,
    with_code,
    with_modalities,
    without_code,
)
from tests.world import CAST, World, words_of

ROW, MEETING, LIST = queries.inscription, queries.meeting, queries.speakers_list
EVERYBODY = ["public", *CAST]


def a_full_list(site: World) -> tuple[int, int, dict[str, int]]:
    """EU has spoken too long; Kenya has the floor; Japan, France and the Holy See wait, the United Kingdom will reply."""
    meeting, list_id = a_list(site)
    rows = {code: inscribe(site, list_id, code) for code in ("KEN", "JPN", "FRA", "VAT")}
    rows["EU"] = inscribe(site, list_id, "ROU", "EU")
    rows["GBR"] = asks_to_reply(site, list_id, "GBR")
    speaks(site, meeting, rows["EU"], 320)
    on_clock(site, actions.start_clock, calls(site, meeting, rows["KEN"]))
    return meeting, list_id, rows


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_who_waits_in_order_who_speaks_and_who_spoke_for_how_long(site: World, who: str) -> None:
    _, list_id, _ = a_full_list(site)
    answer = site.as_(who).get(f"/speakers/{list_id}")
    words = words_of(answer)
    assert "Speakers’ list: 1. Election of officers." in words
    assert re.search(r"Has the floor Kenya \d+:\d\d of 3:00", words)
    waiting = words[words.index("Waiting to speak") :]
    places = [
        waiting.index(name) for name in ("Japan", "France", "Holy See", "United Kingdom", "Have spoken", "Romania")
    ]
    assert places == sorted(places)
    assert "Romania, on behalf of the European Union 5:20 5:00 over by 0:20 Meeting 1" in words
    assert "right of reply" in words
    assert ("The Chair’s console" in words) is (who in ("chair", "secretariat"))
    assert ("Your part" in words) is (who in ("stakeholder", "observer", "delegate", "second", "head", "coordinator"))
    assert ("Raise a point of order" in words) is (who in ("delegate", "second", "head", "coordinator"))


@pytest.mark.parametrize(
    ("who", "offered", "not_offered"),
    [
        ("stakeholder", (), ("Inscribe our organization", "right of reply</button>")),
        ("observer", ("Inscribe our delegation", "Ask for a right of reply"), ("Inscribe the group",)),
        ("delegate", ("Inscribe our delegation", "Ask for a right of reply"), ("Inscribe the group",)),
        ("coordinator", ("Inscribe our delegation", "Inscribe the group"), ()),
    ],
)
def test_each_is_offered_what_it_may_do(
    site: World, who: str, offered: tuple[str, ...], not_offered: tuple[str, ...]
) -> None:
    _, list_id = a_list(site)
    page = site.as_(who).get(f"/speakers/{list_id}").text
    assert [words for words in offered if words not in page] == []
    assert [words for words in not_offered if words in page] == []


def test_a_delegate_inscribes_withdraws_and_asks_to_reply_from_the_lists_page(site: World) -> None:
    _, list_id = a_list(site)
    browser, page = site.as_("delegate"), f"/speakers/{list_id}"
    shown = browser.does(f"{page}/inscriptions", form="inscribe", on_behalf_of="delegation")
    assert "A speaker was inscribed." in words_of(shown)
    assert "Inscribe our delegation" not in words_of(shown)
    assert "On the list, number 1 of 1: France" in words_of(shown)
    again = browser.post(f"{page}/inscriptions", form="inscribe")
    assert (again.status_code, "on this list already" in words_of(again)) == (409, True)
    browser.does(f"{page}/replies", form="reply")
    assert order_of(site, list_id) == ["FRA", "FRA reply"]
    twice = browser.post(f"{page}/replies", form="reply")
    assert (twice.status_code, "has not had it yet" in words_of(twice)) == (409, True)
    with site.database.reading() as db:
        first = queries.waiting(db, queries.speakers_list(db, list_id))[0].inscription.id
    browser.does(f"{page}/withdrawals", form="withdraw", inscription=str(first))
    assert order_of(site, list_id) == ["FRA reply"]


def test_a_coordinator_inscribes_the_group_and_then_its_own_delegation(site: World) -> None:
    _, list_id = a_list(site)
    browser = site.as_("coordinator")
    browser.does(f"/speakers/{list_id}/inscriptions", form="inscribe", on_behalf_of="group")
    browser.does(f"/speakers/{list_id}/inscriptions", form="inscribe", on_behalf_of="delegation")
    assert order_of(site, list_id) == ["EU", "ROU"]
    refused = site.as_("delegate").post(f"/speakers/{list_id}/inscriptions", form="inscribe", on_behalf_of="group")
    assert (refused.status_code, "Only the coordinator" in words_of(refused)) == (409, True)


def test_an_organization_inscribes_once_the_list_is_open_to_it(site: World) -> None:
    _, list_id = a_list(site)
    not_yet = "This list is not open to organizations. The Chair may open it"
    assert not_yet in words_of(site.as_("stakeholder").get(f"/speakers/{list_id}"))
    assert not_yet not in words_of(site.as_("observer").get(f"/speakers/{list_id}"))
    refused = site.as_("stakeholder").post(f"/speakers/{list_id}/inscriptions", form="inscribe")
    assert (refused.status_code, "not open to organizations" in words_of(refused)) == (409, True)
    chair, why = site.as_("chair"), "the group has not adopted its modalities of participation."
    shown = chair.get(f"/speakers/{list_id}")
    assert (why in words_of(shown), "Open the list to organizations" in shown.text) == (True, False)
    assert why not in words_of(site.as_("delegate").get(f"/speakers/{list_id}"))
    refused = chair.post(f"/speakers/{list_id}/organizations", form="organizations")
    assert refused.status_code == 409
    assert "has not adopted its modalities of participation: until it has" in words_of(refused)
    with_modalities(site)
    assert why not in words_of(chair.get(f"/speakers/{list_id}"))
    chair.does(f"/speakers/{list_id}/organizations", form="organizations")
    opened = site.as_("stakeholder").get(f"/speakers/{list_id}")
    assert "Inscribe our organization" in opened.text
    assert not_yet not in words_of(opened)
    site.as_("stakeholder").does(f"/speakers/{list_id}/inscriptions", form="inscribe", on_behalf_of="organization")
    assert order_of(site, list_id) == ["Open Wires"]


def test_the_list_is_closed_reopened_and_limited_on_its_page(site: World) -> None:
    _, list_id = a_list(site)
    chair, page = site.as_("chair"), f"/speakers/{list_id}"
    assert "The list is closed." in words_of(chair.does(f"{page}/close", form="close"))
    refused = site.as_("delegate").post(f"{page}/inscriptions", form="inscribe")
    assert (refused.status_code, "The speakers’ list is closed." in words_of(refused)) == (409, True)
    assert "Rule 115." in words_of(refused)
    assert "The list is open." in words_of(chair.does(f"{page}/reopen", form="reopen"))
    shown = chair.does(f"{page}/limits", form="limits", delegation="120", group="240", organization="60")
    assert "delegations 2:00, groups 4:00" in words_of(shown)
    wrong = chair.post(f"{page}/limits", form="limits", delegation="5", group="240", organization="60")
    assert (wrong.status_code, "Between 10 seconds and 60 minutes." in words_of(wrong)) == (422, True)


def test_on_the_list_of_a_session_that_is_over_nothing_is_offered(site: World) -> None:
    meeting, list_id = a_list(site)
    on_meeting(site, actions.adjourn_meeting, meeting)
    on_session(site, actions.close_session, site.read(queries.meeting, meeting).session_id)
    page = site.as_("delegate").get(f"/speakers/{list_id}").text
    assert "Inscribe our delegation" not in page
    assert "Ask for a right of reply" not in page


def test_an_exchange_is_proposed_and_answered_in_place_and_nobody_else_sees_it(site: World) -> None:
    _, list_id = a_list(site)
    for code in ("KEN", "JPN", "FRA"):
        inscribe(site, list_id, code)
    page = f"/speakers/{list_id}"
    with site.database.reading() as db:
        kenya, _, france = (w.inscription.id for w in queries.waiting(db, queries.speakers_list(db, list_id)))
    before = {who: words_of(site.as_(who).get(page)) for who in ("public", "chair", "second", "secretariat")}
    shown = site.as_("delegate").does(
        f"{page}/exchanges", form=f"exchange-{france}", inscription=str(france), other=str(kenya)
    )
    assert "You proposed to exchange places with Kenya; there is no answer yet." in words_of(shown)
    for who, words in before.items():
        assert words_of(site.as_(who).get(page)) == words
        assert "exchange of places" not in words_of(site.as_(who).get("/record"))
    head = site.as_("head")
    assert "France proposes to exchange places with you." in words_of(head.get(page))
    stranger = site.as_("second").post(
        f"{page}/exchanges/answer", form="agree", inscription=str(france), answer="agree"
    )
    assert stranger.status_code == 404
    head.does(f"{page}/exchanges/answer", form=f"agree-{france}", inscription=str(france), answer="agree")
    assert order_of(site, list_id) == ["FRA", "JPN", "KEN"]
    gone = head.post(f"{page}/exchanges/answer", form=f"agree-{france}", inscription=str(france), answer="decline")
    assert gone.status_code == 404


def test_the_meetings_page_shows_its_lists_the_floor_and_the_delegations_own_part(site: World) -> None:
    meeting, list_id, _ = a_full_list(site)
    words = words_of(site.as_("delegate").get(f"/meetings/{meeting}"))
    assert "Speakers Kenya" in words
    assert "Next: Japan; France; Holy See" in words
    assert "1. Election of officers. open, 4 waiting" in words
    assert "On the list, number 2 of 4: France" in words
    back = site.as_("second").does(f"/speakers/{list_id}/replies", form="reply", back="meeting")
    assert back.request.path == f"/meetings/{meeting}"
    raised = site.as_("second").does(f"/meetings/{meeting}/point-of-order", form="point-of-order")
    assert "Japan · point of order" in words_of(raised)
    refused = site.as_("head").post(f"/meetings/{meeting}/point-of-order", form="point-of-order")
    assert (refused.status_code, "decided before the next one" in words_of(refused)) == (409, True)
    on_meeting(site, actions.adjourn_meeting, meeting)
    words = words_of(site.as_("delegate").get(f"/meetings/{meeting}"))
    assert "On the list" not in words
    assert "point of order" not in words
    over = site.as_("chair").get(f"/meetings/{meeting}").text
    assert "1. Election of officers." in words
    assert [link for link in (f"/meetings/{meeting}/console", f"/room/{meeting}") if link in over] == []


def test_a_meeting_that_ended_without_a_list_says_nothing_of_speakers(site: World) -> None:
    meeting = an_open_meeting(site)
    none_yet = "No speakers’ list has been opened yet."
    assert none_yet in words_of(site.as_("public").get(f"/meetings/{meeting}"))
    on_meeting(site, actions.adjourn_meeting, meeting)
    assert none_yet not in words_of(site.as_("public").get(f"/meetings/{meeting}"))


def test_a_list_is_opened_for_an_item_taken_up_and_for_the_meeting_itself(site: World) -> None:
    meeting, (_, items) = an_open_meeting(site), an_agenda(site)
    chair = site.as_("chair")
    chair.does(f"/meetings/{meeting}/items", form="item", item=str(items[1]))
    shown = chair.does(f"/meetings/{meeting}/speakers", form="speakers", item=str(items[1]))
    assert "2. Adoption of the agenda. open, 0 waiting" in words_of(shown)
    twice = chair.post(f"/meetings/{meeting}/speakers", form="speakers", item=str(items[1]))
    assert (twice.status_code, "There is a speakers’ list for this already" in words_of(twice)) == (409, True)
    chair.does(f"/meetings/{meeting}/speakers", form="own-list")
    assert "Open a list for this meeting" not in chair.get(f"/meetings/{meeting}").text
    session = site.read(queries.meeting, meeting).session_id
    words = words_of(chair.does(f"/sessions/{session}/speakers", form="speakers", item=str(items[2])))
    assert "Speakers’ list: 3. Organization of work." in words
    assert "3. Organization of work. open, 0 waiting" in words_of(site.as_("public").get(f"/sessions/{session}"))
    assert site.as_("chair").post(f"/sessions/{session}/speakers", form="speakers").status_code == 404


def test_a_list_keeps_the_words_of_an_item_that_was_taken_off_the_agenda(site: World) -> None:
    _, list_id = a_list(site)
    item = site.read(queries.speakers_list, list_id).item_id or 0
    do(site, texts.remove_provision, (texts_queries.provision, item), by="secretariat")
    assert "Speakers’ list: Election of officers." in words_of(site.as_("public").get(f"/speakers/{list_id}"))


# --- The console -------------------------------------------------------------------------------------------------------


def press(site: World, meeting: int, what: str, who: str = "chair", **sent: str | int) -> str:
    """Press a button of the console; the words of the page that comes."""
    shown = site.as_(who).does(
        f"/meetings/{meeting}/console/{what}", form=what, **{name: str(value) for name, value in sent.items()}
    )
    assert shown.request.path == f"/meetings/{meeting}/console"
    return words_of(shown)


def test_a_meeting_is_run_from_the_console(site: World) -> None:
    meeting, list_id = a_list(site)
    kenya, france = inscribe(site, list_id, "KEN"), inscribe(site, list_id, "FRA")
    words = words_of(site.as_("chair").get(f"/meetings/{meeting}/console"))
    assert "The floor is free. Next: Kenya Give the floor n Absent a" in words
    press(site, meeting, "absent", inscription=kenya, absences=0)
    words = press(site, meeting, "call", inscription=france)
    assert "Start the clock s End e Absent a" in words
    with site.database.reading() as db:
        found = queries.floor(db, meeting)
    assert found
    called = found.holder.id
    assert "Pause s End e" in press(site, meeting, "start", intervention=called)
    assert "Go on s" in press(site, meeting, "pause", who="secretariat", intervention=called)
    words = press(site, meeting, "point-of-order", delegation="Japan")
    assert "Japan · point of order" in words
    assert "Interrupts France" in words
    assert "End the point of order e" in words
    with site.database.reading() as db:
        found = queries.floor(db, meeting)
    assert found
    press(site, meeting, "end", intervention=found.holder.id)
    assert holder(site, meeting) == "FRA"
    press(site, meeting, "reply", list=list_id, delegation="GBR")
    press(site, meeting, "inscribe", list=list_id, delegation="bra")
    press(site, meeting, "end", intervention=called)
    assert order_of(site, list_id) == ["BRA", "KEN", "GBR reply"]
    options = re.findall(
        r'<option value="(\d+)">([^<]*)</option>', site.as_("chair").get(f"/meetings/{meeting}/console").text
    )
    waiting = {name: number for number, name in options}
    assert {"Brazil", "Kenya"} <= set(waiting)
    reply = next(number for name, number in waiting.items() if name.endswith("· right of reply"))
    words = press(site, meeting, "withdraw", inscription=reply)
    assert "took off a list a speaker that withdrew in the room" in words
    press(site, meeting, "withdraw", who="secretariat", inscription=waiting["Brazil"])
    assert order_of(site, list_id) == ["KEN"]
    assert "closed" in press(site, meeting, "close", list=list_id)
    assert "Close the list i" in press(site, meeting, "reopen", list=list_id)


def hidden_in(site: World, meeting: int, form: str) -> dict[str, str]:
    """What a button of the chair's console sends, but for the keys against forgery and repetition."""
    page = site.as_("chair").get(f"/meetings/{meeting}/console").text
    found = re.search(rf'<form [^>]*id="{form}".*?</form>', page, re.DOTALL)
    assert found
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w*)">', found[0]))
    return {name: value for name, value in sent.items() if name in ("inscription", "absences")}


def test_a_second_console_that_shows_the_same_call_strikes_nobody_off_the_list(site: World) -> None:
    meeting, list_id = a_list(site)
    kenya = inscribe(site, list_id, "KEN")
    address, other = f"/meetings/{meeting}/console/absent", site.as_("secretariat")
    shown = hidden_in(site, meeting, "absent")
    assert shown == {"inscription": str(kenya), "absences": "0"}
    site.as_("chair").does(address, form="absent", **shown)
    late = other.post(address, form="absent", **shown)
    assert (late.status_code, "recorded already that this speaker was not there" in words_of(late)) == (409, True)
    assert order_of(site, list_id) == ["KEN"]
    calls(site, meeting, kenya)
    shown = hidden_in(site, meeting, "absent")
    assert shown["absences"] == "1"
    site.as_("chair").does(address, form="absent", **shown)
    assert order_of(site, list_id) == []
    late = other.post(address, form="absent", **shown)
    assert (late.status_code, "recorded already that this speaker was not there" in words_of(late)) == (409, True)


def test_keys_stand_on_the_buttons_that_they_press(site: World) -> None:
    meeting, _, _ = a_full_list(site)
    with_code(site, meeting)
    page = site.as_("chair").get(f"/meetings/{meeting}/console").text
    keys = re.findall(r'data-key="([^"]+)"', page)
    assert sorted(keys) == sorted(["s space", "e", "i", "l", "c", "b", "o", "r", "d", "w", "u", "j", "p"])
    for key, shown in re.findall(r'data-key="([^"]+)"[^>]*>[^<]*<kbd>(\w+)</kbd>', page):
        assert shown == key.split()[0]
    assert page.count("<kbd>") == len(keys)


@pytest.mark.parametrize(
    ("what", "sent", "status", "why"),
    [
        ("call", {"inscription": "987654"}, 404, ""),
        ("call", {}, 422, "cannot be accepted"),
        ("absent", {"inscription": "1"}, 422, "cannot be accepted"),
        ("start", {"intervention": "987654"}, 404, ""),
        ("point-of-order", {"delegation": "Atlantis"}, 422, "no delegation of this name or code"),
        ("point-of-order", {"delegation": "VAT"}, 409, "this delegation is an observer"),
        ("reply", {"list": "987654", "delegation": "FRA"}, 404, ""),
        ("inscribe", {"list": "1", "delegation": "FRA"}, 409, "This speaker is on this list already"),
        ("reopen", {"list": "1"}, 409, "This list is open."),
        ("withdraw", {"inscription": "987654"}, 404, ""),
        ("withdraw", {"inscription": "1"}, 409, "has been called already"),
        ("resume", {}, 409, "Only a meeting that is suspended is resumed"),
        ("screen", {"screen": "code"}, 409, "There is no code to show"),
        ("screen", {"screen": "provision"}, 409, "choose a paragraph"),
        ("screen", {"screen": "film"}, 422, "cannot be accepted"),
    ],
)
def test_what_the_console_refuses_and_why(site: World, what: str, sent: dict[str, str], status: int, why: str) -> None:
    meeting, _, _ = a_full_list(site)
    without_code(site, meeting)
    answer = site.as_("chair").post(f"/meetings/{meeting}/console/{what}", form=what, **sent)
    assert answer.status_code == status
    assert why in words_of(answer)
    if status == 409:
        assert "Console of meeting 1" in answer.text
        assert 'data-address="/meetings/1/console' in answer.text  # so that the page is brought up to date all the same


def test_an_intervention_of_another_meeting_and_a_list_of_another_session_are_not_the_consoles(site: World) -> None:
    meeting, list_id, rows = a_full_list(site)
    with site.database.reading() as db:
        found = queries.floor(db, meeting)
    assert found
    other = a_meeting(site, a_session(site, "Another session"))
    chair = site.as_("chair")
    wrong = chair.post(f"/meetings/{other}/console/end", form="end", intervention=str(found.holder.id))
    assert wrong.status_code == 404
    assert chair.post(f"/meetings/{other}/console/close", form="close", list=str(list_id)).status_code == 404
    waits = str(rows["JPN"])
    assert chair.post(f"/meetings/{other}/console/withdraw", form="withdraw", inscription=waits).status_code == 404


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_console_is_for_those_who_conduct(site: World, who: str) -> None:
    meeting, _ = a_list(site)
    status = site.as_(who).get(f"/meetings/{meeting}/console").status_code
    assert status == (200 if who in ("chair", "secretariat") else 401 if who == "public" else 403)


def test_the_console_says_when_the_meeting_does_not_sit(site: World) -> None:
    planned = a_meeting(site, an_open_session(site))
    chair = site.as_("chair")
    assert "The meeting has not been opened yet." in words_of(chair.get(f"/meetings/{planned}/console"))
    on_meeting(site, actions.open_meeting, planned)
    suspended(site, planned)
    assert "The meeting is suspended." in words_of(chair.get(f"/meetings/{planned}/console"))


def test_a_suspended_meeting_calls_nobody(site: World) -> None:
    meeting, list_id = a_list(site)
    inscribe(site, list_id, "KEN")
    chair, console = site.as_("chair"), f"/meetings/{meeting}/console"
    assert "Give the floor" in words_of(chair.get(console))
    suspended(site, meeting)
    words = words_of(chair.get(console))
    assert ("Give the floor" in words, "Absent" in words, "Kenya" in words) == (False, False, True)


def test_a_meeting_is_suspended_resumed_and_adjourned_at_the_console(site: World) -> None:
    meeting, list_id = a_list(site)
    second = opens(site, meeting)
    address, secretariat = f"/meetings/{meeting}/console", site.as_("secretariat")
    assert "Suspend u" in words_of(site.as_("chair").get(address))
    shown = site.as_("chair").does(f"{address}/suspend?list={second}", form="suspend", reason="For consultations")
    assert (shown.request.path, shown.request.args["list"]) == (address, str(second))
    for words in ("A meeting was suspended.", "The meeting is suspended.", "Resume u", "Adjourn j"):
        assert words in words_of(shown)
    assert "Suspend u" not in words_of(shown)
    late = secretariat.post(f"{address}/suspend", form="suspend")
    assert (late.status_code, "is suspended: it has to be resumed first" in words_of(late)) == (409, True)
    assert "Suspend u" in press(site, meeting, "resume", who="secretariat")
    adjourned = site.as_("chair").does(f"{address}/adjourn?list={list_id}", form="adjourn", reason="Six o’clock")
    assert adjourned.request.path == f"/meetings/{meeting}"
    for words in ("Standing adjourned", "A meeting was adjourned.", "Reason: Six o’clock"):
        assert words in words_of(adjourned)
    told = [(each.act, each.reason) for each in site.read(queries.history_of, meeting)][-3:]
    assert told == [
        ("suspend_meeting", "For consultations"),
        ("resume_meeting", ""),
        ("adjourn_meeting", "Six o’clock"),
    ]
    console = words_of(site.as_("chair").get(address))
    assert "The meeting is adjourned." in console
    assert [one for one in ("Suspend u", "Resume u", "Adjourn j") if one in console] == []
    again = secretariat.post(f"{address}/adjourn", form="adjourn")
    assert (again.status_code, "a meeting that is open" in words_of(again)) == (409, True)


@pytest.mark.parametrize("what", ["suspend", "resume", "adjourn", "withdraw"])
@pytest.mark.parametrize("who", ["delegate", "bureau"])
def test_nobody_else_ends_a_meeting_at_the_console(site: World, who: str, what: str) -> None:
    meeting, _ = a_list(site)
    assert site.as_(who).post(f"/meetings/{meeting}/console/{what}", page="/sessions", form=what).status_code == 403


def test_the_console_works_through_the_list_that_is_chosen(site: World) -> None:
    meeting, first = a_list(site)
    inscribe(site, first, "KEN")
    second = opens(site, meeting)
    row = inscribe(site, second, "JPN")
    chair = site.as_("chair")
    assert "Next: Japan" in words_of(chair.get(f"/meetings/{meeting}/console?list={second}"))
    words = words_of(chair.get(f"/meetings/{meeting}/console?list={first}"))
    assert "Next: Kenya" in words
    assert "Other lists: Meeting 1" in words
    shown = chair.does(
        f"/meetings/{meeting}/console/absent?list={second}", form="absent", inscription=str(row), absences="0"
    )
    assert f"list={second}" in shown.request.full_path
    assert chair.get(f"/meetings/{meeting}/console?list=x").status_code == 422
    assert chair.get(f"/meetings/{meeting}/console?list=987654").status_code == 200


# --- The clock and the ETag --------------------------------------------------------------------------------------------


def test_the_clock_counts_from_what_the_server_gives_and_shows_the_time_of_the_page(site: World) -> None:
    meeting, list_id = a_list(site)
    called = calls(site, meeting, inscribe(site, list_id, "KEN"))
    since = datetime.now(UTC) - timedelta(seconds=200)
    on_clock(site, actions.start_clock, called, since)
    for page in (f"/speakers/{list_id}", f"/meetings/{meeting}", f"/room/{meeting}", f"/meetings/{meeting}/console"):
        text = site.as_("chair").get(page).text
        clock = re.search(
            r'<div class="clock is-over" data-clock data-spoken="0" data-running="(\d+)" data-limit="180000">', text
        )
        assert clock, page
        assert int(clock[1]) == int(since.timestamp() * 1000)
        made = re.search(r'<body [^>]*data-now="(\d+)"', text)
        assert made
        assert 200_000 <= int(made[1]) - int(clock[1]) < 260_000
        assert re.search(r"data-clock-time>3:[2-5]\d<", text)
        assert re.search(r"data-clock-excess>0:[2-5]\d<", text)


def test_a_page_with_a_clock_is_kept_by_no_browser_but_a_script_asks_with_its_etag(site: World) -> None:
    meeting, list_id, _ = a_full_list(site)
    browser = site.as_("chair")
    for page in (f"/speakers/{list_id}", f"/meetings/{meeting}", f"/room/{meeting}", f"/meetings/{meeting}/console"):
        answer = browser.get(page)
        answer = browser.get(page)
        assert answer.headers["Cache-Control"] == "no-store"
        same = browser.get(page, headers={"If-None-Match": answer.headers["ETag"]})
        assert (same.status_code, same.data) == (304, b"")
    tag = browser.get(f"/room/{meeting}").headers["ETag"]
    rises(site, meeting, "JPN")
    assert browser.get(f"/room/{meeting}", headers={"If-None-Match": tag}).status_code == 200


# --- Speaking times ----------------------------------------------------------------------------------------------------


def test_speaking_times_are_a_picture_and_a_table(site: World) -> None:
    meeting, _, rows = a_full_list(site)
    session = site.read(queries.meeting, meeting).session_id
    with site.database.reading() as db:
        found = queries.floor(db, meeting)
    assert found
    on_clock(site, actions.end_intervention, found.holder.id, site.at + timedelta(seconds=61))
    speaks(site, meeting, rows["JPN"], 30)
    on_clock(site, actions.end_intervention, rises(site, meeting, "JPN"), site.at + timedelta(seconds=5))
    words = words_of(site.as_("public").get(f"/sessions/{session}/speaking-times"))
    assert "On behalf of groups European Union 1 intervention, over by 0:20 5:20" in words
    assert "African States 1 intervention 1:01" in words
    assert "Kenya 1 intervention 1:01" in words
    assert "Japan 1 intervention, 1 point of order 0:30" in words
    assert "By organization" not in words
    answer = site.as_("public").get(f"/sessions/{session}/speaking-times.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    table = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [r["points_of_order"] for r in table] == ["0", "1", "0", "0", "1"]
    assert [(r["by"], r["code"], r["name"], r["seconds"], r["seconds_over_limit"]) for r in table] == [
        ("delegation", "KEN", "Kenya", "61.0", "0.0"),
        ("delegation", "JPN", "Japan", "30.0", "0.0"),
        ("group", "EU", "European Union", "320.0", "20.0"),
        ("region", "AFRICA", "African States", "61.0", "0.0"),
        ("region", "APG", "Asia-Pacific States", "30.0", "0.0"),
    ]


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", "|calc", " =1+1"])
def test_a_name_is_no_formula_to_a_spreadsheet_and_without_speakers_the_page_says_so(site: World, name: str) -> None:
    meeting, list_id = a_list(site)
    session = site.read(queries.meeting, meeting).session_id
    assert "Nobody has spoken at this session yet" in words_of(
        site.as_("public").get(f"/sessions/{session}/speaking-times")
    )
    with site.writing() as db:
        db.scalars(select(Organization).where(Organization.name == "Open Wires")).one().name = name
    admits_organizations(site, list_id)
    stakeholder = site.viewer("stakeholder")
    row = do(site, actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)
    speaks(site, meeting, row)
    speaks(site, meeting, inscribe(site, list_id, "VAT"))
    text = site.as_("public").get(f"/sessions/{session}/speaking-times.csv").text
    assert f',"\'{name}",' in text
    assert '"region","","No regional group"' in text


@pytest.mark.parametrize(
    "path",
    ["/speakers/987654", "/sessions/987654/speaking-times", "/sessions/987654/speaking-times.csv", "/room/987654"],
)
def test_a_page_that_is_not_there(site: World, path: str) -> None:
    assert site.as_("public").get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "who", "most"),
    [
        ("/speakers/1", "delegate", 18),
        ("/meetings/1", "delegate", 36),
        ("/meetings/1/console", "chair", 26),
        ("/room/1", "public", 17),
        ("/sessions/1", "public", 19),
        ("/sessions/1/speaking-times", "public", 12),
    ],
)
def test_a_page_asks_the_database_as_often_for_many_speakers_as_for_few(
    site: World, path: str, who: str, most: int
) -> None:
    _, list_id, rows = a_full_list(site)
    do(site, actions.propose_exchange, (ROW, rows["JPN"]), (ROW, rows["FRA"]), by=viewer_of(site, "JPN"))
    browser, counts = site.as_(who), []
    browser.get(path)
    for codes in (("BRA", "IND", "MEX", "CAN", "CHN", "EGY", "GHA"), ()):
        with site.counting() as sent:
            assert browser.get(path).status_code == 200
        counts.append(len(sent))
        for code in codes:
            inscribe(site, list_id, code)
            asks_to_reply(site, list_id, code)
    assert counts[0] == counts[1] <= most
