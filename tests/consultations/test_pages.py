"""What do the pages of consultations show to whom, and what do they say when they refuse?"""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from oewg.consultations import actions
from oewg.consultations.models import Submission
from tests.consultations.given import (
    FAR,
    a_published_submission,
    a_submission,
    an_open_call,
    drafted,
    sent_back,
    some_terms,
)
from tests.negotiation.given import a_report
from tests.world import CAST, World, words_of

EVERYBODY = ["public", *CAST]
MOST_QUERIES = 14


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_is_not_published_answers_as_what_does_not_exist(site: World, who: str) -> None:
    number = a_submission(site)
    browser = site.as_(who)
    for prefix in ("/submissions", "/api/v1/submissions"):
        hidden, missing = browser.get(f"{prefix}/{number}"), browser.get(f"{prefix}/{number + 1}")
        if who in ("stakeholder", "secretariat") and not prefix.startswith("/api"):
            assert hidden.status_code == 200
        else:
            assert (hidden.status_code, told(hidden.text)) == (404, told(missing.text))
    assert ("On cables" in browser.get("/submissions").text) == (who in ("stakeholder", "secretariat"))


def told(page: str) -> str:
    """A page without what differs each time that it is asked for."""
    return re.sub(r'name="(csrf_token|form_key)" value="[^"]*"', "", page)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_form_for_an_answer_is_for_accredited_organizations(site: World, who: str) -> None:
    page = site.as_(who).get(f"/calls/{an_open_call(site, FAR)}").text
    assert ("Draft our input" in page) == (who == "stakeholder")
    assert ("it is not accredited yet" in page) == (who == "pending")


@pytest.mark.parametrize(
    ("after", "status"), [(-1, 303), (0, 409), (1, 409)], ids=["a second before", "at it", "a second after"]
)
def test_a_submission_at_the_deadline_is_late_and_its_words_are_given_back(
    site: World, after: int, status: int
) -> None:
    deadline = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=10)
    call_id = an_open_call(site, deadline)
    stakeholder = site.as_("stakeholder")
    words = "Cables need a plan, and a plan needs people who know where the cables are."
    on = drafted(stakeholder, call_id, title="T", words=words, consent="named", language="en")
    with time_machine.travel(deadline + timedelta(seconds=after), tick=False):
        answer = stakeholder.post(f"/calls/{call_id}/submissions", form="submission", on=on)
    assert answer.status_code == status
    if status == 409:
        said = words_of(answer)
        assert "New York (-0" in said
        assert words in said


def test_a_cached_page_of_a_call_is_asked_for_anew_at_its_deadline(site: World) -> None:
    deadline = datetime.now(UTC) + timedelta(minutes=10)
    browser, address = site.as_("public"), f"/calls/{an_open_call(site, deadline)}"
    kept = {"If-None-Match": browser.get(address).headers["ETag"]}
    assert browser.get(address, headers=kept).status_code == 304
    with time_machine.travel(deadline, tick=False):
        assert "Closed since" in browser.get(address, headers=kept).text


def test_the_draft_of_a_later_version_begins_with_what_was_sent_before(site: World) -> None:
    call_id = an_open_call(site, FAR)
    a_submission(site, "anonymous", call_id)
    page = site.as_("stakeholder").get(f"/calls/{call_id}/draft").text
    assert "Cables need a plan." in page
    assert re.search(r'value="anonymous"\s+checked', page)


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "pending", "second"])
def test_an_anonymous_author_shows_nowhere(site: World, who: str) -> None:
    call_id = an_open_call(site, FAR)
    number = a_published_submission(site, "anonymous", call_id)
    organization = site.viewer("stakeholder").organization_id
    browser = site.as_(who)
    for address in (
        "/submissions", f"/submissions?call={call_id}", f"/submissions/{number}", f"/calls/{call_id}", "/record",
        "/api/v1/submissions", f"/api/v1/submissions/{number}", "/consultations", "/",
    ):  # fmt: skip
        page = browser.get(address)
        assert page.status_code == 200, address
        assert "Open Wires" not in page.text, address
        assert f"/organizations/{organization}" not in page.text, address
    assert "On cables" not in browser.get(f"/organizations/{organization}").text
    assert "On cables" not in browser.get("/submissions?sector=non_governmental").text
    refused = browser.post(f"/submissions/{number}/publish", form="publish")
    assert "Open Wires" not in refused.text


def test_the_secretariat_is_warned_not_to_name_an_anonymous_author(site: World) -> None:
    number = a_published_submission(site, "anonymous")
    assert "only they and the secretariat know" in words_of(site.as_("secretariat").get(f"/submissions/{number}"))
    assert "only they and the secretariat know" not in words_of(site.as_("public").get(f"/submissions/{number}"))


def test_an_organizations_page_shows_what_is_published_under_its_name(site: World) -> None:
    organization = site.viewer("stakeholder").organization_id
    call_id = an_open_call(site, FAR)
    address = f"/organizations/{organization}"
    a_submission(site, "named", call_id)
    assert "On cables" not in site.as_("public").get(address).text
    a_published_submission(site, "named", an_open_call(site, FAR))
    assert "On cables" in site.as_("public").get(address).text
    assert site.as_("public").get(f"/organizations/{site.viewer('pending').organization_id}").status_code == 404


def test_what_became_of_it_is_on_the_organizations_own_page(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_submission(site)
    site.as_("secretariat").does(
        f"/submissions/{number}/bearings",
        form="bearing",
        provision=str(paragraph),
        disposition="partly",
        reason="Half.",
    )
    assert "taken up in part" in words_of(site.as_("stakeholder").get("/organization"))
    assert "No submission found" in words_of(site.as_("public").get("/submissions"))


@pytest.mark.parametrize("address", ["/submissions", "/api/v1/submissions?limit=50", "/organizations", "/calls"])
def test_a_long_list_asks_no_more_than_a_short_one(site: World, address: str) -> None:
    number = a_published_submission(site, call_id=an_open_call(site, FAR))
    _, (paragraph, *_rest) = a_report(site)
    site.as_("secretariat").does(
        f"/submissions/{number}/bearings", form="bearing", provision=str(paragraph), disposition="noted", reason="R."
    )
    browser = site.as_("public")

    def asked() -> int:
        browser.get(address)  # deadlines that have passed are seen to once
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    few = asked()
    with site.writing() as db:
        first = db.get_one(Submission, number)
        for version in range(30):
            terms = some_terms(site.at, FAR)
            call = actions.open_call(db, terms, by=site.viewer("secretariat", db), at=site.at)
            db.add(
                Submission(
                    call_id=call.id,
                    organization_id=first.organization_id,
                    version=1,
                    title=f"T {version}",
                    words="W",
                    consent="named",
                    submitted_at=site.at,
                    submitted_by=first.submitted_by,
                    digest="",
                    published_at=site.at,
                    return_reason="",
                )
            )
    assert asked() == few <= MOST_QUERIES


def test_submissions_are_found_by_any_call_however_many_there_are(site: World) -> None:
    first = an_open_call(site, FAR)
    for later in range(50):
        an_open_call(site, FAR + timedelta(days=later + 1))
    (filters,) = re.findall(r'<select[^>]* name="call".*?</select>', site.as_("public").get("/submissions").text, re.S)
    assert f'value="{first}"' in filters


def test_moderation_is_not_offered_for_what_was_replaced(site: World) -> None:
    call_id = an_open_call(site, FAR)
    first = a_submission(site, call_id=call_id)
    second = a_submission(site, call_id=call_id, words="Two plans.")
    page = site.as_("secretariat").get(f"/submissions/{first}").text
    assert f"/submissions/{second}" in page
    assert 'id="publish"' not in page
    sent_back(site, second, "It is cut short.")
    assert "It is cut short." in words_of(site.as_("stakeholder").get(f"/submissions/{second}"))


def test_the_first_page_offers_an_open_call_to_those_who_may_answer_it(site: World) -> None:
    call_id = an_open_call(site, datetime.now(UTC) + timedelta(minutes=10))
    offered = f'href="/calls/{call_id}"'
    assert offered in site.as_("stakeholder").get("/").text
    assert offered not in site.as_("delegate").get("/").text


def test_whoever_cannot_answer_is_not_told_to_answer(site: World) -> None:
    an_open_call(site, FAR)
    page = words_of(site.as_("pending").get("/organization"))
    assert "Accredited organizations answer them." in page
    assert "Answer an open call" not in page
    assert "Answer an open call" in words_of(site.as_("stakeholder").get("/organization"))


def test_a_closed_call_offers_nobody_to_register_for_it(site: World) -> None:
    call_id = an_open_call(site, FAR)
    public = site.as_("public")
    assert "Register an organization" in words_of(public.get(f"/calls/{call_id}"))
    with time_machine.travel(FAR, tick=False):
        page = words_of(public.get(f"/calls/{call_id}"))
        assert "closed" in words_of(public.get("/calls"))
    assert "Register an organization" not in page
    assert "Closed since" in page


@pytest.mark.parametrize("address", ["/submissions", "/statements"])
def test_a_list_in_one_language_leaves_the_language_of_the_page(site: World, address: str) -> None:
    browser = site.as_("public")
    page = browser.get(f"{address}?written_in=ar")
    assert 'name="written_in"' in page.text
    assert '<html lang="en"' in page.text
    assert '<html lang="en"' in browser.get(address).text
