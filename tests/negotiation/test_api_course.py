"""From colliding amendments to adoption and disassociation, by programs alone, on both engines."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.negotiation.given import an_open_meeting
from tests.world import World

BASE = "States should share information on threats with those who are affected."


class Programs:
    """Programs of several members of the cast; what they are answered must be what they expect."""

    def __init__(self, site: World) -> None:
        self.of = {
            who: site.program(who)
            for who in ("secretariat", "chair", "delegate", "second", "head", "coordinator", "public")
        }

    def __call__(self, who: str, method: str, path: str, sent: object = None, status: int | None = None) -> Any:
        answer = self.of[who](method, path, sent)
        assert answer.status_code in ((status,) if status else (200, 201)), (path, answer.status_code, answer.text)
        return answer.get_json()


def test_the_whole_course_by_programs(site_on_both: World) -> None:
    site = site_on_both
    ask = Programs(site)
    an_open_meeting(site)
    text = ask("secretariat", "POST", "/texts", {"kind": "report", "title": "Draft report"})["id"]
    first = ask("secretariat", "POST", f"/texts/{text}/provisions", {"kind": "paragraph", "words": BASE})
    at, on = f"/provisions/{first['id']}", first["revision"]

    def amends(who: str, verb: str, **more: object) -> int:
        words = BASE.replace("should share", f"{verb} share")
        filed = ask(who, "POST", f"{at}/amendments", {"kind": "replace", "words": words, "on": on, **more})
        return int(filed["id"])

    ask("head", "POST", f"{at}/positions", {"stance": "support", "on": on})
    french, japanese, kenyan = amends("delegate", "shall"), amends("second", "may"), amends("head", "shall")
    european = amends("coordinator", "are encouraged to", on_behalf_of="group")

    # The rolling text: equal words share one mark, hiding all marks gives the base, one's own marks one's own words.
    (line,) = ask("public", "GET", f"/texts/{text}/rolling")["items"]
    segments = line["segments"]
    assert "".join(s["text"] for s in segments if s["base"]) == BASE
    assert "".join(s["text"] for s in segments if japanese in s["in"]) == BASE.replace("should", "may")
    assert [s["in"] for s in segments if s["text"].strip() == "shall"] == [[french, kenyan]]
    (alone,) = ask("public", "GET", f"/texts/{text}/rolling?by=EU")["items"]
    assert {each for s in alone["segments"] for each in s["in"]} == {european}
    colliding = ask("chair", "GET", f"/texts/{text}/amendments?state=colliding")["items"]
    assert [each["number"] for each in colliding] == [1, 2, 3, 4]
    assert colliding[3]["sponsors"] == ["EU"]
    ask("chair", "POST", f"/amendments/{european}/receptions", {"verdict": "can_accept"}, status=403)
    ask("second", "POST", f"/amendments/{european}/receptions", {"verdict": "can_accept", "visibility": "chair"})
    assert len(ask("chair", "GET", f"/amendments/{european}/receptions")["items"]) == 1
    assert ask("public", "GET", f"/amendments/{european}/receptions")["items"] == []

    # A compromise: amendments in conflict, support stale and reaffirmed, one objection to earlier words.
    ask("second", "POST", f"{at}/positions", {"stance": "object", "reason": "Too far.", "on": on})
    change = {"words": BASE.replace("should share", "are invited to share"), "nature": "substantive", "based_on": on}
    on = ask("chair", "POST", f"{at}/revisions", change)["id"]
    assert {each["in_conflict"] for each in ask("public", "GET", f"{at}/amendments")["items"]} == {True}
    ask("secretariat", "POST", f"/amendments/{french}/take-up", {"on": on}, status=409)
    for who, amendment in (("delegate", french), ("second", japanese), ("head", kenyan), ("coordinator", european)):
        ask(who, "POST", f"/amendments/{amendment}/withdraw", {})
    held = {p["holder"]: p for p in ask("chair", "GET", f"{at}/positions")["items"]}
    assert held["delegation:KEN"]["stale"] is True
    ask("head", "POST", f"/positions/{held['delegation:KEN']['id']}/reaffirm", {"on": on})

    # Silence is broken, and passes on a revised text; a late break is refused, whoever looks sees it agreed.
    def silence(symbol: str, seconds: float) -> Any:
        deadline = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
        return ask("chair", "POST", f"/texts/{text}/silences", {"symbol": symbol, "deadline": deadline, "zone": "UTC"})

    running = silence("A/AC.290/2021/L.1", 600)
    ask("delegate", "POST", f"{at}/amendments", {"kind": "delete", "on": on}, status=409)
    broken = ask("second", "POST", f"/silences/{running['id']}/break", {"reason": "Suspected threats as well."})
    assert (broken["ended"], broken["broken_by"]) == ("broken", "JPN")
    change = {"words": BASE.replace("should", "may wish to"), "nature": "substantive", "based_on": on}
    on = ask("chair", "POST", f"{at}/revisions", change)["id"]
    running = silence("A/AC.290/2021/L.1/Rev.1", 1.0)
    time.sleep(1.1)
    ask("second", "POST", f"/silences/{running['id']}/break", {"reason": "No."}, status=409)
    assert ask("public", "GET", at)["state"] == "agreed_ad_referendum"
    assert ask("public", "GET", f"/texts/{text}/silences")["items"][0]["ended"] == "lapsed"
    assert ask("chair", "GET", f"{at}/positions")["items"] == [] or all(
        p["stance"] != "object" for p in ask("chair", "GET", f"{at}/positions")["items"]
    )

    # Adopted by two acts, in the right order; one State disassociates itself, and the adoption stands.
    ask("chair", "POST", f"/texts/{text}/adoption", {"on": on}, status=409)
    ask("chair", "POST", f"/texts/{text}/adoption-in-hand", {"symbol": "A/AC.290/2021/CRP.2"}, status=403)
    ask("secretariat", "POST", f"/texts/{text}/adoption-in-hand", {"symbol": "A/AC.290/2021/CRP.2", "on": on})
    ask("secretariat", "POST", f"/texts/{text}/adoption", {"on": on}, status=403)
    ask("chair", "POST", f"/texts/{text}/adoption", {"on": on})
    placed = {"kind": "disassociation", "words": "Not paragraph 1.", "paragraphs": [first["id"]]}
    ask("second", "POST", f"/texts/{text}/explanations", {**placed, "paragraphs": []}, status=422)
    ask("second", "POST", f"/texts/{text}/explanations", {**placed, "language": "zh"}, status=422)
    ask("second", "POST", f"/texts/{text}/explanations", {**placed, "language": "nl"}, status=422)
    ask("second", "POST", f"/texts/{text}/explanations", placed)
    [explained] = ask("public", "GET", f"/texts/{text}/explanations")["items"]
    assert (explained["language"], explained["paragraphs"]) == ("en", [first["id"]])
    assert ask("public", "GET", at)["state"] == "adopted"


def test_groups_clearance_packages_and_many_positions_by_programs(site: World) -> None:
    ask = Programs(site)
    text = ask("secretariat", "POST", "/texts", {"kind": "report", "title": "Draft report"})["id"]
    made = [
        ask("secretariat", "POST", f"/texts/{text}/provisions", {"kind": "paragraph", "words": f"Paragraph {n}."})
        for n in range(3)
    ]
    wordings = [f"{one['id']}:{one['revision']}" for one in made]
    ask("delegate", "POST", f"/texts/{text}/positions", {"wordings": wordings, "stance": "support"})
    ask("delegate", "POST", f"/texts/{text}/positions", {"wordings": wordings, "stance": "object"}, status=422)
    ask("delegate", "POST", f"/texts/{text}/positions", {"wordings": ["99:99"], "stance": "support"}, status=404)
    ask("coordinator", "POST", f"/provisions/{made[0]['id']}/positions", {
        "stance": "can_accept", "on": made[0]["revision"], "on_behalf_of": "group",
    })  # fmt: skip
    ask("head", "POST", f"/texts/{text}/alignments", {"group": "EU"})
    assert ask("public", "GET", f"/texts/{text}/alignments")["items"] == [
        {"text": text, "delegation": "KEN", "group": "EU"}
    ]
    held = ask("public", "GET", f"/provisions/{made[0]['id']}/positions")["items"]
    speaks_for = next(p["speaks_for"] for p in held if p["holder"] == "group:EU")
    assert "KEN" in speaks_for
    assert "FRA" not in speaks_for, "its national position counts instead"
    ask("head", "POST", f"/texts/{text}/alignments/end", {"group": "EU"})
    ask("delegate", "POST", "/clearance", {}, status=403)
    ask("head", "POST", "/clearance", {})
    assert ask("head", "GET", "/waiting-positions")["items"] == []
    ask("head", "POST", "/clearance/lift", {})
    package = ask("chair", "POST", f"/texts/{text}/packages", {
        "title": "Two of three", "provisions": [one["id"] for one in made[:2]],
    })  # fmt: skip
    an_open_meeting(site)
    ask("chair", "POST", f"/provisions/{made[0]['id']}/gavel", {"on": made[0]["revision"]}, status=409)
    ask("chair", "POST", f"/packages/{package['id']}/gavel", {"on": [one["revision"] for one in made[:2]]})
    ask("chair", "POST", f"/packages/{package['id']}/dissolve", {}, status=409)
    moved = ask("secretariat", "POST", f"/texts/{text}/moves", {"provision": made[2]["id"]})
    assert moved["number"] == "1."
    assert [one["number"] for one in ask("public", "GET", f"/texts/{text}/provisions")["items"]] == ["1.", "2.", "3."]
