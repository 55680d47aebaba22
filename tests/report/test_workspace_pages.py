"""What do the pages of the drafting show, to whom, and does the way from assignment to hand-in lead through them?"""

import re
from datetime import timedelta

import pytest

from oewg.report import queries
from tests.report import given
from tests.report.drafted import (
    account_of,
    assigned,
    assignment,
    drafted,
    headings,
    last_remark,
    paragraph_under,
    program,
    remarked,
)
from tests.world import CAST, World, words_of

PAGES = ("/report/workspace", "/report/checks")
MAY = {"chair", "bureau", "secretariat"}


@pytest.mark.parametrize("who", ["public", *CAST])
def test_only_those_who_draft_reach_the_pages_of_the_drafting(site: World, who: str) -> None:
    heading, line = drafted(site)
    remarked(site, line)
    browser = site.as_(who)
    for address in (*PAGES, f"/report/sections/{heading}", f"/report/passages/{line.provision_id}"):
        answer = browser.get(address)
        assert answer.status_code == (200 if who in MAY else 401 if who == "public" else 403), address
        assert ("Is that so?" in answer.text) is (who in MAY and "passages" in address)
    assert ("/report/workspace" in browser.get("/report").text) is (who in MAY)


def test_whoever_may_not_enter_is_told_who_may(site: World) -> None:
    drafted(site)
    may = "It is for: the Chair, the Vice-Chairs and the Rapporteur, the secretariat."
    assert may in words_of(site.as_("delegate").get("/report/workspace"))
    assert program(site, "delegate")("GET", "/report/findings").json["detail"].endswith(may)


@pytest.mark.parametrize("who", ["public", "delegate", "head"])
def test_no_page_of_others_shows_what_is_said_while_drafting(site: World, who: str) -> None:
    _, line = drafted(site)
    remarked(site, line)
    browser = site.as_(who)
    text = site.read(queries.draft_or_not_found)
    for address in ("/report", f"/provisions/{line.provision_id}", f"/texts/{text.id}", "/record", "/"):
        answer = browser.get(address)
        assert "Is that so?" not in answer.text
        assert "Put into somebody" not in answer.text
        assert "A section of the draft report was" not in answer.text


def test_the_secretariat_assigns_and_the_drafter_finds_the_section_among_their_own(site: World) -> None:
    given.draft(site)
    heading = headings(site)[1]
    due = site.at + timedelta(days=400 * 20)
    page = site.as_("secretariat").does(
        f"/report/sections/{heading}/assign", f"/report/sections/{heading}", form="assign",
        drafter=str(account_of(site, "bureau")), due=f"{due:%Y-%m-%dT17:00}", zone="America/New_York", note="Please.",
        most_words="200",
    )  # fmt: skip
    assert "A section of the draft report was put into somebody’s hands." in words_of(page)
    own = words_of(site.as_("bureau").get("/report/workspace"))
    assert "1 section in your hands" in own
    assert re.search(r"being drafted \d+ / 200", own), own[:1500]
    assert "New York" in own
    assert "No section is in your hands" in words_of(site.as_("secretariat").get("/report/workspace"))


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"due": "2019-01-01T10:00"}, 422, "has passed already"),
        ({"due": ""}, 422, "Please fill this in."),
        ({"drafter": "1"}, 422, "none of them"),
        ({"most_words": "0"}, 422, "cannot be read"),
    ],
)
def test_a_refused_assignment_is_given_back_with_the_reason(
    site: World, change: dict[str, str], status: int, reason: str
) -> None:
    given.draft(site)
    heading = headings(site)[1]
    sent = {
        "form": "assign", "drafter": str(account_of(site, "bureau")), "due": "2090-01-01T10:00", "zone": "UTC",
        "note": "Words that must not be lost", **change,
    }  # fmt: skip
    answer = site.as_("chair").post(f"/report/sections/{heading}/assign", f"/report/sections/{heading}", **sent)
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert "Words that must not be lost" in answer.text


def test_the_way_from_question_and_suggestion_to_hand_in(site: World) -> None:
    heading, line = drafted(site)
    address = f"/report/passages/{line.provision_id}"
    question = remarked(site, line)
    chair = site.as_("chair")
    chair.does(
        f"{address}/suggestions", address, form="say", kind="comment", words="Shorter.", proposed="group",
        on=str(line.revision_id), starts="4", ends="17", quote="Working Group",
    )  # fmt: skip
    taken = last_remark(site)
    drafter = site.as_("bureau")
    refused = drafter.post(
        f"/report/assignments/{assignment(site).id}/hand-in", f"/report/sections/{heading}", form="hand-in"
    )
    assert refused.status_code == 409
    assert "waits for an answer (2)" in words_of(refused)
    page = drafter.does(f"/report/remarks/{taken.id}/take", address, form=f"take-{taken.id}", nature="editorial")
    assert "with words that the Chair suggested" in words_of(page)
    empty = drafter.post(f"/report/remarks/{question.id}/resolve", address, form=f"resolve-{question.id}", words="")
    assert empty.status_code == 422
    drafter.does(f"/report/remarks/{question.id}/carry", address, form="carry", words="Later.")
    page = drafter.does(
        f"/report/assignments/{assignment(site).id}/hand-in", f"/report/sections/{heading}", words="Done."
    )
    assert "A section of the draft report was handed in." in words_of(page)
    assert "handed in" in words_of(site.as_("secretariat").get("/report/workspace"))


def test_what_waits_is_listed_before_a_section_can_be_handed_in(site: World) -> None:
    heading, line = drafted(site)
    drafter, address = site.as_("bureau"), f"/report/sections/{heading}"
    offered = f"/report/assignments/{assignment(site).id}/hand-in"
    assert offered in drafter.get(address).text
    question = remarked(site, line)
    page = drafter.get(address)
    assert offered not in page.text
    assert f"/report/passages/{line.provision_id}?remark={question.id}#remark-{question.id}" in page.text
    assert "1 remark waits for an answer" in words_of(page)


@pytest.mark.parametrize("who", ["public", *CAST])
def test_the_first_page_names_the_section_in_ones_hands_until_it_is_handed_in(site: World, who: str) -> None:
    heading, _ = drafted(site)
    led = f'href="/report/sections/{heading}"'
    assert (led in site.as_(who).get("/").text) is (who == "bureau")
    site.as_("bureau").does(f"/report/assignments/{assignment(site).id}/hand-in", f"/report/sections/{heading}")
    assert led not in site.as_(who).get("/").text


def test_a_section_that_was_in_ones_hands_at_the_adoption_is_asked_for_no_more(site: World) -> None:
    heading, _ = drafted(site)
    given.adopted(site)
    drafter = site.as_("bureau")
    assert f'href="/report/sections/{heading}"' not in drafter.get("/").text
    page = drafter.get(f"/report/sections/{heading}")
    assert "Hand the section in" not in words_of(page)
    assert "Look closer" in words_of(page)


def test_a_section_is_taken_back_on_the_page_with_a_reason(site: World) -> None:
    heading, _ = drafted(site)
    address, here = f"/report/assignments/{assignment(site).id}/take-back", f"/report/sections/{heading}"
    assert site.as_("chair").post(address, here, form="take-back", reason="").status_code == 422
    page = site.as_("chair").does(address, here, form="take-back", reason="Another drafts it.")
    assert "Another drafts it." in words_of(page)
    assert "In whose hands nobody" in words_of(page)


@pytest.mark.parametrize("address", ["/report/workspace", "/report/checks", "/report/proceedings"])
def test_before_there_is_a_draft_there_is_no_such_page(site: World, address: str) -> None:
    assert site.as_("secretariat").get(address).status_code == 404


def test_the_pages_take_a_fixed_number_of_queries(site: World) -> None:
    heading, line = drafted(site)
    remarked(site, line)
    browser = site.as_("bureau")
    addresses = (*PAGES, f"/report/sections/{heading}", f"/report/passages/{line.provision_id}", "/report/proceedings")

    def counted(address: str) -> int:
        browser.get("/")  # what has followed from deadlines is recorded by whoever comes first
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    few = [counted(address) for address in addresses]
    for place in range(2, len(headings(site))):
        assigned(site, place)
        remarked(site, paragraph_under(site, headings(site)[place]))
    for _ in range(24):
        remarked(site, line)
    assert [counted(address) for address in addresses] == few
    assert max(few) <= 80


def test_a_program_does_all_of_it(site: World) -> None:
    given.draft(site)
    heading = headings(site)[1]
    line = paragraph_under(site, heading)
    secretariat, chair, drafter = (program(site, who) for who in ("secretariat", "chair", "bureau"))
    put = secretariat(
        "POST", f"/report/sections/{heading}/assign",
        {"drafter": account_of(site, "bureau"), "due": "2090-01-01T10:00", "zone": "UTC", "most_words": 50},
    )  # fmt: skip
    assert (put.status_code, put.json["state"]) == (201, "in_hand")
    place = {"starts": 4, "ends": 17, "quote": "Working Group", "on": line.revision_id}
    passage = f"/report/passages/{line.provision_id}"
    asked = secretariat("POST", f"{passage}/remarks", {"kind": "question", "words": "Which?", **place}).json
    offered = chair("POST", f"{passage}/suggestions", {"proposed": "group", **place}).json
    dropped = chair("POST", f"{passage}/suggestions", {"proposed": "body", **place}).json
    other = chair("POST", f"{passage}/suggestions", {"proposed": "organ", **place}).json
    assert secretariat("POST", f"{passage}/suggestions", {"proposed": "group", **place}).status_code == 403
    assert chair("POST", f"/report/remarks/{dropped['id']}/withdraw").json["state"] == "withdrawn"
    assert drafter("POST", f"/report/remarks/{other['id']}/decline", {"reason": "No."}).json["state"] == "declined"
    taken = drafter("POST", f"/report/remarks/{offered['id']}/take", {"nature": "editorial"}).json
    assert (taken["state"], taken["made_revision"] is not None) == ("taken", True)
    assert drafter("POST", f"/report/remarks/{asked['id']}/carry", {"words": "Later."}).json["state"] == "carried"
    assert drafter("POST", f"/report/remarks/{asked['id']}/resolve", {"words": "This."}).json["state"] == "resolved"
    made = drafter(
        "POST", f"{passage}/revisions",
        {"words": "Kenya said [so].", "nature": "editorial", "based_on": taken["made_revision"]},
    )  # fmt: skip
    assert made.status_code == 201
    assert [one["id"] for one in drafter("GET", "/report/remarks").json["items"]] == [
        asked["id"], offered["id"], dropped["id"], other["id"],
    ]  # fmt: skip
    found = drafter("GET", "/report/findings").json
    (bracket,) = (one for one in found["findings"] if one["check"] == "brackets")
    accepted = drafter(
        "POST", "/report/findings/accept",
        {"reason": "Quoted.", "check": "brackets", **{name: bracket[name] for name in ("revision", "starts", "ends")}},
    ).json  # fmt: skip
    assert accepted["open"] == found["open"] - 1
    (bracket,) = (one for one in accepted["findings"] if one["check"] == "brackets")
    assert drafter("POST", f"/report/acceptances/{bracket['acceptance']}/reopen").json["open"] == found["open"]
    assignment = put.json["assignment"]["id"]
    assert drafter("POST", f"/report/assignments/{assignment}/hand-in", {}).json["state"] == "handed_in"
    back = chair("POST", f"/report/assignments/{assignment}/take-back", {"reason": "Mine."}).json
    assert (back["state"], back["assignment"]) == ("unassigned", None)
    assert drafter("GET", "/report/sections").json["items"][1]["heading"] == heading
    assert program(site, "delegate")("GET", "/report/remarks").status_code == 403
