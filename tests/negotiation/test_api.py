"""Can a program write a text, and take back what a delegation has said?"""

from tests.negotiation.given import a_report, current, revises
from tests.world import World


def test_a_program_writes_a_text_and_delegations_answer_it(site: World) -> None:
    secretariat, delegate = site.program("secretariat"), site.program("delegate")
    text = secretariat("POST", "/texts", {"kind": "working_paper", "title": "Paper"}).get_json()["id"]
    first = secretariat("POST", f"/texts/{text}/provisions", {"kind": "paragraph", "words": "One."}).get_json()
    second = {"kind": "paragraph", "words": "Two.", "after": first["id"]}
    assert secretariat("POST", f"/texts/{text}/provisions", second).get_json()["number"] == "2."
    at = f"/provisions/{first['id']}"
    held = delegate("POST", f"{at}/positions", {"stance": "support", "on": first["revision"]}).get_json()["id"]
    filed = delegate("POST", f"{at}/amendments", {"kind": "delete", "on": first["revision"]}).get_json()["id"]
    assert delegate("POST", f"/amendments/{filed}/withdraw", {}).status_code == 200
    change = {"words": "One!", "nature": "substantive", "based_on": first["revision"]}
    now = secretariat("POST", f"{at}/revisions", change).get_json()["id"]
    stale = delegate("GET", f"{at}/positions").get_json()["items"][0]
    assert (stale["id"], stale["stale"]) == (held, True)
    assert delegate("POST", f"/positions/{held}/reaffirm", {"on": now}).get_json()["stale"] is False
    assert secretariat("POST", f"{at}/remove", {}).status_code == 200
    assert secretariat("POST", f"{at}/remove", {}).status_code == 409


def test_a_program_adds_nothing_that_a_page_would_refuse(site: World) -> None:
    text, (first, *_) = a_report(site)
    unknown = {"kind": "paragraph", "words": "New.[^nosuch]"}
    assert site.program("secretariat")("POST", f"/texts/{text}/provisions", unknown).status_code == 422
    for who, status in (("public", 401), ("delegate", 403), ("chair", 403)):
        assert site.program(who)("POST", f"/provisions/{first}/remove", {}).status_code == status


def test_a_stale_save_by_a_program_is_told_in_three_texts_with_their_merge(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    read = current(site, first)
    revises(site, first, "States always share information.")
    sent = {"words": "States share all information.", "nature": "substantive", "based_on": read}
    answer = site.program("secretariat")("POST", f"/provisions/{first}/revisions", sent)
    assert answer.status_code == 409
    assert answer.get_json()["details"] == {
        "had": "States share information.", "now": "States always share information.", "number": 1,
        "revision": current(site, first), "wrote": "States share all information.",
        "merged": "States always share all information.", "in_conflict": False,
    }  # fmt: skip
