"""Can a program run a consultation: open a call, moderate and tie what comes, hold the meeting and give its summary?"""

from oewg.mandate import queries as mandate
from oewg.meetings import actions as meetings
from tests.consultations.given import a_published_submission, a_submission
from tests.consultations.given_fund import pays_for
from tests.meetings.given import a_meeting, an_open_session, on_meeting
from tests.negotiation.given import a_report
from tests.report.given import mandate as a_mandate
from tests.world import World

CALL = {
    "title": "Call", "questions": "Which threats?", "opens_at": "2019-06-03T09:00:00",
    "closes_at": "2099-06-10T18:00:00", "zone": "Europe/Zurich",
}  # fmt: skip


def test_a_program_opens_a_call_on_the_clocks_of_its_zone(site: World) -> None:
    made = site.program("secretariat")("POST", "/calls", CALL)
    assert (made.status_code, made.get_json()["closes_at"]) == (201, "2099-06-10T16:00:00Z")
    assert site.program()("GET", f"/calls/{made.get_json()['id']}").get_json()["title"] == "Call"
    late = site.program("secretariat")("POST", "/calls", CALL | {"closes_at": "2019-06-01T18:00:00"})
    assert late.status_code == 422


def test_a_program_publishes_and_ties_a_submission(site: World) -> None:
    number, provision = a_submission(site), a_report(site)[1][0]
    secretariat = site.program("secretariat")
    bearing = {"provision": provision, "disposition": "taken_up", "reason": "The paragraph says so now."}
    assert site.program()("GET", f"/submissions/{number}").status_code == 404
    assert secretariat("POST", f"/submissions/{number}/publish", {}).status_code == 200
    tied = secretariat("POST", f"/submissions/{number}/bearings", bearing)
    (said,) = tied.get_json()["bearings"]
    assert (tied.status_code, bearing.items() <= said.items()) == (201, True)
    (read,) = site.program()("GET", f"/submissions/{number}").get_json()["bearings"]
    assert bearing.items() <= read.items() <= said.items()
    assert secretariat("POST", f"/submissions/{number}/bearings", bearing).status_code == 409


def test_a_program_sends_a_submission_back_with_the_reason(site: World) -> None:
    number = a_submission(site)
    secretariat = site.program("secretariat")
    assert secretariat("POST", f"/submissions/{number}/send-back", {}).status_code == 422
    assert (
        secretariat(
            "POST",
            f"/submissions/{number}/send-back",
            {"ground": "too_long", "reason": "Too long.", "repair_until": "2099-01-01T12:00"},
        ).status_code
        == 200
    )
    assert secretariat("POST", f"/submissions/{number}/publish", {}).status_code == 409


def test_a_program_makes_a_meeting_a_consultation_and_begins_its_summary(site: World) -> None:
    a_mandate(site)
    element = site.read(mandate.elements)[0]
    meeting = a_meeting(site, an_open_session(site), formality="informal")
    secretariat = site.program("secretariat")
    held = {"meeting": meeting, "title": "On threats", "elements": [element.id]}
    made = secretariat("POST", "/consultations", held)
    assert (made.status_code, made.get_json()["elements"]) == (201, [element.key])
    at = f"/consultations/{made.get_json()['id']}"
    assert secretariat("POST", f"{at}/summary", {}).status_code == 409
    pays_for(site, made.get_json()["id"])
    on_meeting(site, meetings.open_meeting, meeting)
    text = secretariat("POST", f"{at}/summary", {}).get_json()["summary_text"]
    assert site.program()("GET", at).get_json()["summary_text"] == text
    assert site.program()("GET", f"/texts/{text}").get_json()["kind"] == "chairs_summary"
    assert secretariat("POST", "/consultations", held | {"elements": [999]}).status_code == 404


def test_nobody_else_does_any_of_it(site: World) -> None:
    number = a_published_submission(site)
    for who, status in (("public", 401), ("stakeholder", 403), ("delegate", 403), ("chair", 403)):
        program = site.program(who)
        for path in ("/calls", "/consultations", f"/submissions/{number}/publish", f"/submissions/{number}/send-back",
                     f"/submissions/{number}/bearings"):  # fmt: skip
            assert program("POST", path, {}).status_code == status, (who, path)
