"""Do programs file, correct, publish and withdraw statements as people do, and what are they told when they are wrong?"""

import base64
from typing import Any

import pytest

from oewg.meetings import queries
from tests.meetings.given import an_agenda, an_open_meeting
from tests.meetings.given_statements import WORDS, a_paper
from tests.meetings.test_statement_files import a_docx
from tests.test_abuse import token_of
from tests.world import World

SENT: dict[str, Any] = {"form": "statement", "manner": "delivered", "language": "en", "words": WORDS}


def test_a_program_files_corrects_publishes_and_withdraws(site: World) -> None:
    meeting = an_open_meeting(site)
    _, items = an_agenda(site)
    first, *_ = a_paper(site)
    delegate, public, secretariat = site.program("delegate"), site.program(), site.program("secretariat")
    file = base64.b64encode(a_docx()).decode()
    sent = {
        "meeting": meeting,
        "item": items[0],
        "language": "fr",
        "file": file,
        "file_name": "a.exe",
        "consent": True,
        "provisions": [first],
    }
    made = delegate("POST", "/statements", sent)
    assert made.status_code == 201, made.text
    found = made.get_json()
    assert (found["standing"], found["delegation"], found["provisions"]) == ("embargo", "FRA", [first])
    assert (found["versions"][0]["file_name"], WORDS[:20] in found["versions"][0]["words"]) == ("a.docx", True)
    of = f"/statements/{found['id']}"
    assert public("GET", of).status_code == 404
    assert delegate("POST", f"{of}/deliver", {}).status_code == 403
    assert secretariat("POST", f"{of}/deliver", {}).get_json()["standing"] == "published"
    version = public("GET", f"{of}/versions/1").get_json()
    assert base64.b64decode(version["file"]) == base64.b64decode(file)
    assert delegate("POST", f"{of}/versions", {"words": "Mended."}).get_json()["version"] == 2
    assert public("GET", f"{of}/versions/2").get_json()["file"] is None
    assert [each["id"] for each in public("GET", "/statements?words=mended&written_in=fr").get_json()["items"]] == [
        found["id"]
    ]
    assert delegate("POST", f"{of}/provisions", {"item": items[1]}).get_json()["provisions"] == []
    assert secretariat("POST", f"{of}/tie", {"provisions": [first]}).get_json()["item"] is None
    assert delegate("POST", f"{of}/consent", {}).status_code == 409
    kept = delegate("POST", f"{of}/consent/withdraw", {}).get_json()
    assert (bool(found["consented_at"]), kept["consented_at"], kept["standing"]) == (True, None, "unpublished")
    assert public("GET", of).status_code == 404
    assert delegate("POST", f"{of}/consent", {}).get_json()["standing"] == "published"
    assert delegate("POST", f"{of}/withdraw", {}).get_json()["standing"] == "withdrawn"
    assert [each["standing"] for each in delegate("GET", "/statements/own").get_json()["items"]] == ["withdrawn"]
    assert public("GET", "/statements").get_json()["items"] == []


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"file": "not base64!"}, "file"), ({"file": base64.b64encode(b"MZ\x00\x01").decode()}, "file"),
        ({}, "words"), ({"words": "a", "file": base64.b64encode(b"b").decode()}, "file"), ({"words": "a", "language": "xx"}, "language"),
    ],
)  # fmt: skip
def test_what_a_program_is_told_when_it_is_wrong(site: World, sent: dict[str, Any], field: str) -> None:
    meeting = an_open_meeting(site)
    answer = site.program("delegate")("POST", "/statements", {"meeting": meeting, "language": "en", **sent})
    assert (answer.status_code, field in answer.get_json()["fields"]) == (422, True)


def test_a_programs_key_makes_it_one_statement(site: World) -> None:
    assert site.app
    meeting = an_open_meeting(site)
    headers = {"Authorization": f"Bearer {token_of(site, 'delegate')}", "Idempotency-Key": "once"}
    sent = {"meeting": meeting, "language": "en", "words": "Once."}
    client = site.app.test_client()
    ids = [client.post("/api/v1/statements", json=sent, headers=headers).get_json()["id"] for _ in range(2)]
    assert ids[0] == ids[1]
    assert site.read(queries.own_statements, site.viewer("delegate")).total == 1
