"""Do the pages, and programs, lead a meeting through its life, and what do they refuse?"""

from datetime import date
from typing import Any

import pytest

from oewg.meetings import actions, queries
from tests.meetings.given import JUNE, NEW_YORK, a_meeting, a_session, an_open_meeting, an_open_session, on_session
from tests.meetings.given_life import ROOM, TEN, a_vice_chair, told
from tests.world import World, words_of

PLAN = {"form": "meeting", "starts_at": "2019-06-03T10:00", "formality": "formal", "mode": "in_person"}


def test_a_meeting_is_called_with_its_end_its_room_and_who_presides(site: World) -> None:
    session, vice_chair = a_session(site, "Organizational session", *JUNE), a_vice_chair(site)
    shown = site.as_("secretariat").does(
        f"/sessions/{session}/meetings", f"/sessions/{session}", **PLAN, ends_at="2019-06-03T12:30", room=ROOM,
        presiding=vice_chair,
    )  # fmt: skip
    words = words_of(shown)
    for expected in ("3 June 2019, 12:30 New York (-04:00)", ROOM, "The Vice-Chair (Kenya)", "A meeting was called."):
        assert expected in words
    assert "Take care" not in words


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"ends_at": "2019-06-03T09:00"}, 422, "A meeting ends after it starts."),
        ({"mode": "virtual", "room": ROOM}, 422, "A virtual meeting has no conference room"),
        ({"room": "R" * 121}, 422, "This is too long."),
        ({"presiding": 987654}, 404, "no such page"),
    ],
)
def test_a_meeting_that_cannot_be_called_is_refused_with_what_was_typed(
    site: World, sent: dict[str, Any], status: int, reason: str
) -> None:
    session = a_session(site, "Organizational session", *JUNE)
    answer = site.as_("secretariat").post(f"/sessions/{session}/meetings", **{**PLAN, **sent})
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert site.read(queries.meetings_of, session, site.at) == []


@pytest.mark.parametrize(
    ("zone", "starts_at"),
    [
        (NEW_YORK, "9999-12-31T23:30:00Z"),
        (NEW_YORK, "9999-12-31T23:00:00"),
        (NEW_YORK, "0001-01-01T00:30:00Z"),
        ("Pacific/Auckland", "9999-12-31T20:00:00Z"),
        ("Pacific/Auckland", "9999-12-31T23:00:00"),
        ("Pacific/Auckland", "0001-01-01T00:30:00"),
    ],
)
def test_the_end_of_the_calendar_is_refused_in_words(site: World, zone: str, starts_at: str) -> None:
    session = a_session(site, "A session", date(1, 1, 1), date(9999, 12, 31), zone=zone)
    secretariat = site.program("secretariat")
    answer = secretariat("POST", f"/sessions/{session}/meetings", {"starts_at": starts_at})
    assert (answer.status_code, "outside the calendar" in answer.get_json()["detail"]) == (422, True)
    meeting = a_meeting(site, session, TEN)
    sent = {"starts_at": starts_at, "reason": "Because"}
    assert secretariat("POST", f"/meetings/{meeting}/postpone", sent).status_code == 422
    assert site.as_("public").get(f"/sessions/{session}/timetable").status_code == 200


@pytest.mark.parametrize(
    ("zone", "day", "hour", "said"),
    [
        (NEW_YORK, date(2021, 3, 14), "02:30", "There is no 02:30 on 2021-03-14 in New York"),
        ("Europe/Zurich", date(2021, 3, 28), "02:30", "There is no 02:30 on 2021-03-28 in Geneva"),
        (NEW_YORK, date(2021, 11, 7), "01:30", "There are two 01:30 on 2021-11-07 in New York"),
        ("Europe/Zurich", date(2021, 10, 31), "02:30", "There are two 02:30 on 2021-10-31 in Geneva"),
        ("Europe/Zurich", date(2021, 10, 31), "10:00", "31 October 2021, 10:00 Geneva (+01:00)"),
    ],
)
def test_on_the_days_when_the_clocks_are_changed(site: World, zone: str, day: date, hour: str, said: str) -> None:
    session = a_session(site, "A session", day, day, zone=zone)
    secretariat = site.as_("secretariat")
    answer = secretariat.post(f"/sessions/{session}/meetings", **{**PLAN, "starts_at": f"{day}T{hour}"})
    if answer.status_code == 303:
        answer = secretariat.get(answer.location)
    assert said in words_of(answer)


def test_the_life_of_a_meeting_is_led_on_its_page_and_read_by_everybody(site: World) -> None:
    session = a_session(site, "Organizational session", *JUNE)
    meeting = a_meeting(site, session, TEN)
    secretariat, chair, page = site.as_("secretariat"), site.as_("chair"), f"/meetings/{meeting}"
    secretariat.does(
        f"{page}/postpone", page, form="postpone", starts_at="2019-06-04T15:00", room=ROOM, reason="The <hall>"
    )
    secretariat.does(f"{page}/move", page, form="move", mode="hybrid", room=ROOM, reason="Travel")
    secretariat.does(f"{page}/presiding", page, form="presiding", presiding=a_vice_chair(site))
    on_session(site, actions.open_session, session)
    chair.does(f"{page}/open", page, form="open")
    shown = chair.does(f"{page}/suspend", page, form="suspend", reason="Consultations")
    assert "A meeting was suspended." in words_of(shown)
    assert "Meeting 1 is suspended." in words_of(site.as_("public").get("/"))
    assert "Meeting 1 is suspended." in words_of(site.as_("public").get("/sessions"))
    assert "Record a decision" not in words_of(chair.get(page))
    chair.does(f"{page}/resume", page, form="resume")
    assert "Meeting 1 is open." in words_of(site.as_("public").get("/"))
    chair.does(f"{page}/adjourn", page, form="adjourn", reason="The <agenda> is exhausted")
    words = words_of(site.as_("public").get(page))
    order = [
        "A meeting was called. For 3 June 2019, 10:00 New York (-04:00), until 3 June 2019, 13:00 New York (-04:00).",
        "A meeting was postponed. For 4 June 2019, 15:00 New York (-04:00)", "Reason: The &lt;hall&gt;",
        "A meeting was moved to another mode or room. Mode: hybrid. Room: Conference Room 4.", "Reason: Travel",
        "It was said who is to preside over a meeting. Presiding: the Vice-Chair (Kenya).", "A meeting was opened.", "A meeting was suspended.",
        "Reason: Consultations", "A meeting was resumed.", "A meeting was adjourned.",
        "Reason: The &lt;agenda&gt; is exhausted",
    ]  # fmt: skip
    places = [words.find(each) for each in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("public", set()),
        ("delegate", set()),
        ("chair", {"Open the meeting"}),
        ("secretariat", {"Open the meeting", "Postpone the meeting", "Cancel the meeting", "Move the meeting"}),
    ],
)
def test_what_each_may_do_with_a_planned_meeting(site: World, who: str, offered: set[str]) -> None:
    words = words_of(site.as_(who).get(f"/meetings/{a_meeting(site, an_open_session(site))}"))
    every = {"Open the meeting", "Postpone the meeting", "Cancel the meeting", "Move the meeting"}
    assert {one for one in every if one in words} == offered


@pytest.mark.parametrize(
    ("path", "sent", "status", "reason"),
    [
        ("cancel", {"form": "cancel", "reason": " "}, 422, "Please fill this in."),
        ("postpone", {"form": "postpone", "starts_at": "2019-06-09T10:00", "reason": "Because"}, 422, "Outside the session."),
        ("postpone", {"form": "postpone", "starts_at": "", "reason": "Because"}, 422, "Please fill this in."),
        ("move", {"form": "move", "mode": "by_post", "reason": "Because"}, 422, "choose one of those offered"),
        ("resume", {"form": "resume"}, 409, "Only a meeting that is suspended is resumed"),
    ],
)  # fmt: skip
def test_a_refused_change_gives_back_what_was_typed_and_changes_nothing(
    site: World, path: str, sent: dict[str, str], status: int, reason: str
) -> None:
    meeting = a_meeting(site, a_session(site, "Organizational session", *JUNE), TEN)
    answer = site.as_("secretariat").post(f"/meetings/{meeting}/{path}", f"/meetings/{meeting}", **sent)
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert told(site, meeting) == [("plan_meeting", "")]


def test_a_cancelled_meeting_offers_nothing_and_says_why(site: World) -> None:
    meeting = a_meeting(site, an_open_session(site))
    page = f"/meetings/{meeting}"
    site.as_("secretariat").does(f"{page}/cancel", page, form="cancel", reason="Nobody is left on the list.")
    words = words_of(site.as_("secretariat").get(page))
    assert "Reason: Nobody is left on the list." in words
    for offer in ("Open the meeting", "Change the plan", "Conduct the meeting"):
        assert offer not in words
    assert "cancelled" in words_of(site.as_("public").get("/meetings"))


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [("delegate", "suspend", 403), ("chair", "cancel", 403), ("chair", "postpone", 403), ("public", "move", 401)],
)
def test_others_do_not(site: World, who: str, path: str, status: int) -> None:
    meeting = an_open_meeting(site)
    assert site.as_(who).post(f"/meetings/{meeting}/{path}", reason="Because").status_code == status


def test_a_program_leads_the_life_of_a_meeting(site: World) -> None:
    session = a_session(site, "Organizational session", *JUNE)
    secretariat, chair = site.program("secretariat"), site.program("chair")
    called = secretariat(
        "POST", f"/sessions/{session}/meetings",
        {"starts_at": "2019-06-03T10:00:00", "ends_at": "2019-06-03T12:00:00", "room": ROOM},
    ).get_json()  # fmt: skip
    assert (called["part"], called["room"], called["ends_at"]) == ("morning", ROOM, "2019-06-03T16:00:00Z")
    at = f"/meetings/{called['id']}"
    gap = secretariat("POST", f"{at}/postpone", {"starts_at": "2019-03-10T02:30:00", "reason": "Because"})
    assert gap.get_json()["fields"]["starts_at"] == "The clocks pass over this time."
    later = {"starts_at": "2019-06-04T15:00:00", "room": ROOM, "reason": "Because"}
    moved = secretariat("POST", f"{at}/postpone", later).get_json()
    assert (moved["part"], moved["ends_at"]) == ("afternoon", "2019-06-04T21:00:00Z")
    online = secretariat("POST", f"{at}/move", {"mode": "virtual", "reason": "Because"}).get_json()
    assert (online["mode"], online["room"]) == ("virtual", "")
    vice_chair = a_vice_chair(site)
    assert secretariat("POST", f"{at}/presiding", {"presiding": vice_chair}).get_json()["presiding"] is not None
    on_session(site, actions.open_session, session)
    chair("POST", f"{at}/open", {})
    assert chair("POST", f"{at}/suspend", {}).get_json()["standing"] == "suspended"
    refused = chair("POST", f"{at}/decisions", {"kind": "other", "words": "It was so decided."})
    assert (refused.status_code, "resumed first" in refused.get_json()["detail"]) == (409, True)
    assert chair("POST", f"{at}/resume", {}).get_json()["standing"] == "open"
    history = chair("POST", f"{at}/adjourn", {"reason": "The agenda is exhausted"}).get_json()["history"]
    assert [each["act"] for each in history] == [
        "plan_meeting", "postpone_meeting", "move_meeting", "name_presiding", "open_meeting", "suspend_meeting",
        "resume_meeting", "adjourn_meeting",
    ]  # fmt: skip
    assert history[-1]["reason"] == "The agenda is exhausted"
    other = secretariat("POST", f"/sessions/{session}/meetings", {"starts_at": "2019-06-04T10:00:00"}).get_json()
    cancelled = secretariat("POST", f"/meetings/{other['id']}/cancel", {"reason": "Because"}).get_json()
    assert (cancelled["standing"], cancelled["number"]) == ("cancelled", 2)
    assert site.program()("GET", f"/sessions/{session}").get_json()["meetings"] == 1
