"""Can programs run a speakers' list from its opening to the last right of reply, and read the times?"""

from typing import Any

import pytest

from oewg.meetings import queries
from tests.meetings.given import an_agenda, an_open_meeting
from tests.meetings.given_speaking import a_list, inscribe, suspended, with_code, with_modalities, without_code
from tests.negotiation.given import a_report
from tests.world import World

CHANGES = ("close", "reopen", "start", "pause", "end", "withdraw", "withdraw-in-the-room")


class Programs:
    """A program for each member of the cast, each with its token."""

    def __init__(self, site: World, *who: str) -> None:
        self.calls = {name: site.program(name) for name in who}

    def post(self, who: str, path: str, status: int = 0, **sent: object) -> Any:
        """What is answered; without a status that of the act: 200 where it changes what is there, 201 where it adds."""
        status = status or (200 if path.rsplit("/", 1)[-1] in CHANGES and "/exchange/" not in path else 201)
        answer = self.calls[who]("POST", path, sent)
        assert answer.status_code == status, answer.text
        return answer.get_json()

    def get(self, who: str, path: str, status: int = 200) -> Any:
        answer = self.calls[who]("GET", path)
        assert answer.status_code == status, answer.text
        return answer.get_json()


def test_a_meeting_once_through_by_programs(site: World) -> None:
    meeting, (_, items) = an_open_meeting(site), an_agenda(site)
    session = site.read(queries.meeting, meeting).session_id
    api = Programs(site, "chair", "secretariat", "delegate", "second", "head", "coordinator", "stakeholder", "public")
    api.post("chair", f"/meetings/{meeting}/items", item=items[0])
    opened = api.post("chair", f"/sessions/{session}/speakers-lists", item=items[0])
    path = f"/speakers-lists/{opened['id']}"
    assert (opened["item_id"], opened["limit_delegation"], opened["limit_group"], opened["waiting"]) == (
        items[0],
        180,
        300,
        [],
    )
    limits = api.post("chair", f"{path}/limits", delegation=120, group=240, organization=60)
    assert (limits["limit_delegation"], limits["limit_organization"]) == (120, 60)
    api.post("stakeholder", f"{path}/inscriptions", 409)
    refused = api.post("secretariat", f"{path}/organizations", 409)
    assert "has not adopted its modalities" in refused["detail"]
    with_modalities(site)
    assert api.post("secretariat", f"{path}/organizations")["organizations_from"]

    api.post("stakeholder", f"{path}/inscriptions")
    kenya = api.post("head", f"{path}/inscriptions")
    france = api.post("delegate", f"{path}/inscriptions")
    japan = api.post("second", f"{path}/inscriptions")
    union = api.post("coordinator", f"{path}/inscriptions", on_behalf_of="group")
    assert (union["delegation"], union["group"], union["place"]) == ("ROU", "EU", 5)
    api.post("delegate", f"{path}/inscriptions", 409)
    api.post("delegate", f"{path}/inscriptions", 409, on_behalf_of="group")
    reply = api.post("second", f"{path}/replies")
    assert reply["kind"] == "reply"
    assert api.post("chair", f"{path}/close")["closed_at"]

    api.post("delegate", f"/inscriptions/{france['id']}/exchange", other=kenya["id"])
    assert api.get("head", f"{path}/exchanges")["items"] == [{"proposer": france["id"], "asked": kenya["id"]}]
    assert api.get("second", f"{path}/exchanges")["items"] == []
    api.post("second", f"/inscriptions/{france['id']}/exchange/agree", 404)
    api.post("head", f"/inscriptions/{france['id']}/exchange/decline")
    api.post("delegate", f"/inscriptions/{france['id']}/exchange", other=kenya["id"])
    api.post("delegate", f"/inscriptions/{france['id']}/exchange/withdraw")
    api.post("delegate", f"/inscriptions/{france['id']}/exchange", other=kenya["id"])
    api.post("head", f"/inscriptions/{france['id']}/exchange/agree")
    whole = api.get("public", path)
    order = [(row["group"] or row["delegation"] or row["organization"], row["limit"]) for row in whole["waiting"]]
    assert order == [("EU", 240), ("FRA", 120), ("KEN", 120), ("JPN", 120), ("Open Wires", 60), ("JPN", 600)]
    assert api.post("second", f"/inscriptions/{japan['id']}/withdraw")["end_reason"] == "withdrawn"

    floor = f"/meetings/{meeting}/floor"
    api.post("chair", floor, 409, inscription=france["id"])
    called = api.post("chair", floor, inscription=union["id"])["holder"]
    assert (called["group"], called["limit"], called["running_since"]) == ("EU", 240, None)
    at_hand = api.get("public", floor)["called"]
    assert (at_hand["id"], at_hand["absences"], at_hand["group"]) == (union["id"], 0, "EU")
    assert api.post("chair", f"/interventions/{called['id']}/start")["holder"]["running_since"]
    raised = api.post("head", f"/meetings/{meeting}/point-of-order")
    assert (raised["holder"]["kind"], raised["holder"]["delegation"]) == ("point_of_order", "KEN")
    assert raised["interrupted"]["id"] == called["id"]
    back = api.post("chair", f"/interventions/{raised['holder']['id']}/end")
    assert (back["holder"]["id"], back["interrupted"]) == (called["id"], None)
    api.post("chair", f"/interventions/{called['id']}/end")
    again = api.post("chair", f"/meetings/{meeting}/points-of-order", delegation="Japan")["holder"]
    assert api.post("chair", f"/interventions/{again['id']}/pause")["holder"]["running_since"] is None
    free = api.post("chair", f"/interventions/{again['id']}/end")
    assert free["called"] is None
    assert (free["holder"], [row["delegation"] for row in free["upcoming"]]) == (None, ["FRA", "KEN", None])
    absent = api.post("secretariat", f"/meetings/{meeting}/absences", inscription=france["id"], absences=0)
    late = api.post("chair", f"/meetings/{meeting}/absences", 409, inscription=france["id"], absences=0)
    assert "recorded already" in late["detail"]
    api.post("chair", f"/meetings/{meeting}/absences", 422, inscription=france["id"])
    assert [(row["delegation"], row["absences"]) for row in absent["upcoming"]] == [("KEN", 0), (None, 0), ("FRA", 1)]

    times = {(row["by"], row["code"]): row for row in api.get("public", f"/sessions/{session}/speaking-times")["items"]}
    assert set(times) == {
        ("delegation", "JPN"),
        ("delegation", "KEN"),
        ("group", "EU"),
        ("region", "APG"),
        ("region", "AFRICA"),
    }
    spoken = api.get("public", path)["spoken"]
    assert [row["kind"] for row in spoken] == ["statement", "point_of_order"]
    assert not api.post("chair", f"{path}/reopen")["closed_at"]
    assert api.post("secretariat", f"{path}/delegations", delegation="BRA")["place"] == 8
    granted = api.post("chair", f"{path}/delegations/replies", delegation="Kenya")
    assert granted["kind"] == "reply"
    api.post("head", f"/inscriptions/{granted['id']}/withdraw-in-the-room", 403)
    assert api.post("chair", f"/inscriptions/{granted['id']}/withdraw-in-the-room")["end_reason"] == "withdrawn"
    api.post("secretariat", f"/inscriptions/{granted['id']}/withdraw-in-the-room", 409)
    assert api.post("chair", f"{path}/delegations", 422, delegation="Atlantis")["fields"] == {
        "delegation": "Not found."
    }


def test_a_list_for_a_meeting_without_an_item_and_the_lists_of_a_session_piece_by_piece(site: World) -> None:
    meeting, first = a_list(site)
    session = site.read(queries.meeting, meeting).session_id
    api = Programs(site, "chair", "public")
    own = api.post("chair", f"/sessions/{session}/speakers-lists", meeting=meeting)
    assert (own["item_id"], own["meeting_id"]) == (None, meeting)
    api.post("chair", f"/sessions/{session}/speakers-lists", 404)
    api.post("chair", f"/sessions/{session}/speakers-lists", 404, meeting=987654)
    piece = api.get("public", f"/speakers-lists?session={session}&limit=1")
    assert ([row["id"] for row in piece["items"]], piece["next"]) == ([first], str(first))
    rest = api.get("public", f"/speakers-lists?after={first}")
    assert ([row["id"] for row in rest["items"]], rest["next"]) == ([own["id"]], None)
    assert api.get("public", f"/speakers-lists?session={session + 1}")["items"] == []


def test_a_program_directs_the_screen(site: World) -> None:
    meeting, _ = a_list(site)
    _, (paragraph, *_rest) = a_report(site)
    api = Programs(site, "chair", "public")
    path = f"/meetings/{meeting}/screen"
    shown = api.post("chair", path, screen="provision", provision=paragraph)
    assert (shown["screen"], shown["provision_id"]) == ("provision", paragraph)
    without_code(site, meeting)
    assert "no code" in api.post("chair", path, 409, screen="code")["detail"]
    with_code(site, meeting)
    assert api.post("chair", path, screen="code")["screen"] == "code"
    assert api.get("public", f"/meetings/{meeting}/floor")["screen"] == "code"
    suspended(site, meeting)
    assert api.get("public", f"/meetings/{meeting}/floor")["screen"] == "suspended"
    api.post("chair", path, 422, screen="film")
    api.post("chair", path, 404, screen="provision", provision=987654)


@pytest.mark.parametrize(("who", "status"), [("public", 401), ("delegate", 403), ("bureau", 403)])
def test_others_conduct_nothing(site: World, who: str, status: int) -> None:
    meeting, list_id = a_list(site)
    row = inscribe(site, list_id, "KEN")
    api = Programs(site, who)
    for path, sent in (
        (f"/speakers-lists/{list_id}/close", {}),
        (f"/meetings/{meeting}/floor", {"inscription": row}),
        (f"/meetings/{meeting}/points-of-order", {"delegation": "FRA"}),
        (f"/meetings/{meeting}/screen", {"screen": "pause"}),
    ):
        api.post(who, path, status, **sent)
