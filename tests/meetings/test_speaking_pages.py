"""What do the pages of speakers’ lists show, with their clocks, to whom, and what do they refuse?"""

import re
from datetime import UTC, datetime, timedelta

import pytest

from oewg.meetings import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import an_agenda, an_open_meeting, on_meeting, on_session
from tests.meetings.given_speaking import (
    EVERYBODY,
    ROW,
    a_full_list,
    a_list,
    asks_to_reply,
    calls,
    do,
    inscribe,
    on_clock,
    order_of,
    rises,
    viewer_of,
    with_modalities,
)
from tests.world import World, words_of


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
