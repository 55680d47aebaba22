"""Can a program prepare a programme, register persons, ask to speak, contribute, and read what became of it?"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from oewg.consultations import queries
from oewg.meetings import actions as meetings
from oewg.texts import queries as texts
from tests.consultations.given import FAR
from tests.consultations.given_consultation import ZONE, a_consultation, on, opens, person, registers
from tests.world import World


def test_a_program_prepares_a_programme_and_the_chairs_issues_it(site: World) -> None:
    number = a_consultation(site)
    meeting = site.read(queries.consultation, number).meetings[0]
    local = meeting.starts_at.astimezone(ZoneInfo(meeting.session.zone)).replace(tzinfo=None)
    secretariat, chair, delegate = site.program("secretariat"), site.program("chair"), site.program("delegate")
    at = f"/consultations/{number}/programme"
    part = {
        "meeting": meeting.id, "title": "Opening", "starts_at": local.isoformat(),
        "ends_at": (local + timedelta(minutes=30)).isoformat(),
    }  # fmt: skip
    (made,) = secretariat("POST", f"{at}/parts", part).get_json()["items"]
    assert made["starts_at"] == f"{meeting.starts_at:%Y-%m-%dT%H:%M:%S}Z"
    assert secretariat("POST", f"{at}/parts", part).status_code == 422
    scene = {"segment": made["id"], "name": "Ana Lima", "function": "Adviser", "delegation": "FRA"}
    asked = secretariat("POST", f"{at}/scene", scene)
    assert (asked.status_code, asked.get_json()["answer"]) == (201, "")
    answer = f"{at}/scene/{asked.get_json()['id']}"
    ours = {
        who: [one["id"] for one in site.program(who)("GET", f"{at}/scene").get_json()["items"]]
        for who in ("delegate", "observer", "stakeholder", "secretariat")
    }
    assert ours == {"delegate": [asked.get_json()["id"]], "observer": [], "stakeholder": [], "secretariat": []}
    assert [one["id"] for one in chair("GET", f"{at}/parts").get_json()["items"]] == [made["id"]]
    assert site.program("observer")("POST", answer, {"answer": "agreed"}).status_code == 404
    assert delegate("POST", answer, {"answer": "agreed"}).get_json()["answer"] == "agreed"
    assert site.program()("GET", at).get_json()["parts"] == []
    assert chair("POST", f"{at}/issue", {}).get_json()["issue"] == 1
    (part,) = site.program()("GET", at).get_json()["parts"]
    assert [one["name"] for one in part["scene_setters"]] == ["Ana Lima"]
    assert chair("POST", f"{at}/issue", {}).status_code == 409
    for who, status in (("public", 401), ("delegate", 403), ("stakeholder", 403)):
        assert site.program(who)("POST", f"{at}/issue", {}).status_code == status
        assert site.program(who)("GET", f"{at}/parts").status_code == status


def test_a_program_registers_persons_and_withdraws_them(site: World) -> None:
    number = a_consultation(site)
    at = f"/consultations/{number}"
    secretariat, stakeholder = site.program("secretariat"), site.program("stakeholder")
    assert stakeholder("GET", f"{at}/registration").status_code == 404
    period = {
        "opens_at": "2019-01-01T10:00:00", "closes_at": FAR.isoformat(), "zone": ZONE, "in_person": 1, "for_each": 2,
    }  # fmt: skip
    assert secretariat("POST", f"{at}/registration/period", period).get_json()["places"][0]["places"] == 1
    for name in ("Ana", "Ben"):
        sent = stakeholder("POST", f"{at}/attendees", {"name": name, "manner": "in_person", "named": True})
    ana, ben = sent.get_json()["items"]
    assert (ana["waits"], ben["waits"]) == (0, 1)
    left = stakeholder("POST", f"{at}/attendees/{ana['id']}/withdraw", {})
    assert left.get_json()["places"] == [{"manner": "in_person", "places": 1, "taken": 1, "waiting": 0}]
    assert [one["name"] for one in stakeholder("GET", f"{at}/attendees").get_json()["items"]] == ["Ben"]
    assert site.program()("GET", f"{at}/participants").get_json()["items"][0]["named"] == ["Ben"]
    for who, status in (("public", 401), ("pending", 403), ("delegate", 403)):
        assert (
            site.program(who)("POST", f"{at}/attendees", {"name": "Eve", "manner": "in_person"}).status_code == status
        )


def test_a_program_asks_to_speak_and_contributes_and_reads_where_it_stands(site: World) -> None:
    number = a_consultation(site)
    registers(site, number)
    person(site, number, "Ana")
    meeting = opens(site, number)
    on(
        site, number,
        lambda db, c, by, at: meetings.open_speakers_list(db, c.meetings[0].session, meeting=c.meetings[0], by=by, at=at),
        by="chair",
    )  # fmt: skip
    theme = site.read(queries.elements_of, [number])[number][0].id
    at = f"/consultations/{number}"
    stakeholder, secretariat = site.program("stakeholder"), site.program("secretariat")
    asked = stakeholder("POST", f"{at}/meetings/{meeting}/speakers", {"theme": theme})
    assert (asked.status_code, asked.get_json()["theme"]) == (201, theme)
    (waiting,) = site.program()("GET", f"{at}/meetings/{meeting}/speakers").get_json()["items"]
    body = site.viewer("stakeholder").organization_id
    assert (waiting["organization"], waiting["delegation"], waiting["theme"]) == (body, None, theme)
    assert stakeholder("POST", f"{at}/meetings/{meeting}/speakers", {"theme": theme}).status_code == 409
    assert stakeholder("POST", f"{at}/meetings/{meeting}/speakers", {"theme": 99}).status_code == 404
    sent = {"theme": theme, "title": "On cables", "words": "Cables need a plan.", "consent": "named"}
    written = stakeholder("POST", f"{at}/written-contributions", sent).get_json()["id"]
    assert stakeholder("POST", f"{at}/written-contributions", sent | {"words": ""}).status_code == 422
    assert site.program()("GET", f"{at}/written-contributions").get_json()["items"] == []
    assert secretariat("POST", f"/written-contributions/{written}/publish", {}).status_code == 200
    assert secretariat("POST", f"/written-contributions/{written}/send-back", {"reason": "Late."}).status_code == 409
    text = secretariat("POST", f"{at}/summary", {}).get_json()["summary_text"]
    provision = site.read(texts.lines, text)[0].provision_id
    tie = {"provision": provision, "kind": "written", "source": written}
    assert secretariat("POST", f"{at}/trace", tie).status_code == 201
    (told,) = site.program()("GET", f"{at}/trace").get_json()["items"]
    assert (told["organization"], told["stands_in"]) == ("Open Wires", [provision])
