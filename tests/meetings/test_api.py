"""Can a program read the sessions and meetings, and open and adjourn them?"""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from oewg.meetings import actions
from tests.meetings.given import a_meeting, a_session, an_agenda, an_open_meeting, an_open_session, befalls, on_meeting
from tests.meetings.given_at_a_meeting import attend, elect, take_up
from tests.world import World


def call(site: World, method: str, path: str, who: str = "public", **sent: object) -> TestResponse:
    program = site.program(who)
    return program("POST", path, sent) if method == "POST" else program("GET", path)


def answered(site: World, path: str) -> Any:
    answer = call(site, "GET", path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_a_program_reads_a_session_as_it_now_stands(site: World) -> None:
    session = a_session(site)
    befalls(site, session, "move_session_online", "Travel is not possible")
    found = answered(site, f"/sessions/{session}")
    assert (found["status"], found["online"], found["meetings"]) == ("planned", True, 0)
    assert [(event["what"], event["reason"]) for event in found["history"]] == [
        ("planned", ""), ("moved_online", "Travel is not possible"),
    ]  # fmt: skip
    assert answered(site, "/sessions")["items"] == [found]


def test_a_program_goes_through_the_meetings_piece_by_piece_and_by_session(site: World) -> None:
    one, other = a_session(site), a_session(site, "Another")
    for session in (one, other, one):
        a_meeting(site, session)
    first = answered(site, "/meetings?limit=2")
    assert ([item["number"] for item in first["items"]], first["next"]) == ([1, 2], "2")
    rest = answered(site, "/meetings?limit=2&after=2")
    assert ([item["number"] for item in rest["items"]], rest["next"]) == ([3], None)
    assert [item["number"] for item in answered(site, f"/meetings?session={one}")["items"]] == [1, 3]


def test_a_program_reads_what_a_meeting_took_up_decided_and_who_was_there(site: World) -> None:
    meeting, (_, items) = a_meeting(site, an_open_session(site)), an_agenda(site)
    on_meeting(site, actions.open_meeting, meeting)
    take_up(site, meeting, items[1])
    on_meeting(site, actions.record_decision, meeting, "organization", "It was so decided.")
    attend(site, meeting, ["FRA", "JPN"], ("Open Wires",))
    found = answered(site, f"/meetings/{meeting}")
    assert found["items"] == [{"provision_id": items[1], "number": "2.", "words": "Adoption of the agenda."}]
    assert [(d["kind"], d["words"]) for d in found["decisions"]] == [("organization", "It was so decided.")]
    assert (found["standing"], found["delegations"], found["organizations"]) == ("open", 2, 1)
    assert found["zone"] == "America/New_York"


def test_the_chairs_program_opens_a_session_and_opens_and_adjourns_its_meeting(site: World) -> None:
    session = a_session(site)
    meeting = a_meeting(site, session)
    assert call(site, "POST", f"/meetings/{meeting}/open", "chair").status_code == 409
    assert call(site, "POST", f"/sessions/{session}/open", "chair").get_json()["status"] == "opened"
    assert call(site, "POST", f"/meetings/{meeting}/open", "chair").get_json()["standing"] == "open"
    assert call(site, "POST", f"/meetings/{meeting}/adjourn", "chair").get_json()["standing"] == "adjourned"
    refused = call(site, "POST", f"/meetings/{meeting}/adjourn", "chair")
    assert refused.status_code == 409
    assert "at a meeting that is open" in refused.get_json()["detail"]


@pytest.mark.parametrize(("who", "status"), [("public", 401), ("delegate", 403), ("bureau", 403)])
def test_others_open_nothing(site: World, who: str, status: int) -> None:
    meeting = a_meeting(site, an_open_session(site))
    for path in (f"/meetings/{meeting}/open", f"/meetings/{meeting}/adjourn", "/sessions/1/open"):
        assert call(site, "POST", path, who).status_code == status


def test_the_secretariats_program_plans_a_session_and_runs_its_meeting(site: World) -> None:
    """What the pages do at the organizational session, a program does by the same actions."""
    _, items = an_agenda(site)
    secretariat = site.program("secretariat")
    planned = {
        "kind": "organizational", "title": "Organizational session", "first_day": "2019-06-03",
        "last_day": "2019-06-04", "place": "New York", "zone": "America/New_York",
    }  # fmt: skip
    session = secretariat("POST", "/sessions", planned).get_json()["id"]
    at = f"/sessions/{session}"
    twice = secretariat("POST", "/sessions", planned)
    assert (twice.status_code, twice.get_json()["fields"]["title"]) == (422, "Already in use.")
    moved = {"what": "postponed", "reason": "The hall is not free."}
    assert secretariat("POST", f"{at}/befall", moved).get_json()["fields"]["new_from"] == "Please fill this in."
    moved |= {"new_from": "2019-06-05", "new_until": "2019-06-06"}
    assert site.program("chair")("POST", f"{at}/befall", moved).status_code == 403
    assert secretariat("POST", f"{at}/befall", moved).get_json()["first_day"] == "2019-06-05"
    assert secretariat("POST", f"{at}/befall", {"what": "opened"}).get_json()["status"] == "opened"
    called = secretariat("POST", f"{at}/meetings", {"starts_at": "2019-06-05T10:00:00"}).get_json()
    assert called["starts_at"] == "2019-06-05T14:00:00Z"  # ten o'clock in New York, in summer
    meeting = f"/meetings/{called['id']}"
    secretariat("POST", f"{meeting}/open", {})
    elected = {"office": "chair", "delegation": "Kenya", "email": "head@example.org"}
    decision = secretariat("POST", f"{meeting}/elections", elected).get_json()
    assert "the representative of Kenya as Chair" in decision["words"]
    nobody = secretariat("POST", f"{meeting}/elections", elected | {"email": "nobody@example.org"})
    assert nobody.get_json()["fields"]["email"] == "No such account."
    assert secretariat("POST", f"{meeting}/items", {"item": items[0]}).get_json()["items"][0]["number"] == "1."
    agreed = {"kind": "organization", "words": "The group will meet twice a day."}
    assert secretariat("POST", f"{meeting}/decisions", agreed).get_json()["words"] == agreed["words"]
    there = {"delegations": "FRA, JPN", "organizations": "Open Wires"}
    assert secretariat("POST", f"{meeting}/attendance", there).get_json()["delegations"] == 2
    present = site.program()("GET", meeting).get_json()["present"]
    assert present == {"delegations": ["FRA", "JPN"], "organizations": ["Open Wires"]}
    assert secretariat("POST", f"{meeting}/attendance", {"delegations": "XXX"}).status_code == 422
    slip = {"delegation": "FRA", "reason": "A slip of the pen"}
    assert site.program("delegate")("POST", f"{meeting}/attendance/take-off", slip).status_code == 403
    corrected = secretariat("POST", f"{meeting}/attendance/take-off", slip)
    assert (corrected.status_code, corrected.get_json()["delegations"]) == (200, 1)
    told = corrected.get_json()["history"][-1]
    assert (told["act"], told["reason"], told["organization"]) == ("take_off_attendance", "A slip of the pen", "")
    assert told["delegation"]
    assert secretariat("POST", f"{meeting}/attendance/take-off", slip).status_code == 409


def test_a_program_reads_what_is_still_to_be_settled_and_who_was_elected(site: World) -> None:
    def missing() -> list[str]:
        return [each["what"] for each in answered(site, "/arrangements")["items"] if not each["settled"]]

    def of(what: str) -> dict[str, object]:
        return next(each for each in answered(site, "/arrangements")["items"] if each["what"] == what)

    assert missing() == ["officers", "agenda", "programme_of_work", "modalities", "dates"]
    a_session(site, "First substantive session", kind="substantive")
    meeting = an_open_meeting(site)
    elect(site, meeting, "head", "JPN", "Japan", "chair")
    elect(site, meeting, "delegate", "KEN", "Kenya", "chair")
    found = answered(site, "/officers")["items"]
    assert [(each["office"], each["delegation"], each["meeting"], each["in_office"]) for each in found] == [
        ("chair", "JPN", meeting, False), ("chair", "KEN", meeting, True),
    ]  # fmt: skip
    assert of("officers")["vacant"] == ["vice_chair", "rapporteur"]
    elect(site, meeting, "second", "JPN", "Japan", "vice_chair")
    elect(site, meeting, "bureau", "URY", "Uruguay", "rapporteur")
    text, _ = an_agenda(site)
    assert missing() == ["agenda", "programme_of_work", "modalities", "dates"]
    assert (of("agenda")["text"], of("modalities")["text"], of("dates")["meeting"]) == (text, None, None)
    decided = {"kind": "dates", "words": "The group will meet in September."}
    site.program("secretariat")("POST", f"/meetings/{meeting}/decisions", decided)
    assert missing() == ["agenda", "programme_of_work", "modalities"]
    assert of("dates")["meeting"] == meeting
