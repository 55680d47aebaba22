"""Is a meeting run from the Chair’s console, and what does the console refuse?"""

import re

import pytest

from oewg.meetings import actions, queries
from tests.meetings.given import a_meeting, a_session, an_open_session, on_meeting
from tests.meetings.given_speaking import (
    EVERYBODY,
    a_full_list,
    a_list,
    calls,
    holder,
    inscribe,
    opens,
    order_of,
    suspended,
    with_code,
    without_code,
)
from tests.world import World, words_of


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
