"""A call is answered by two organizations together, and by one without its name."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.journeys.conftest import done
from tests.journeys.consultation.people import (
    ANSWER,
    ASKED,
    NAME,
    OTHER,
    UNNAMED,
    People,
    does_not_see,
    is_accessible,
    send,
)


def input_is_called_for(people: People) -> str:
    """The secretariat opens a call with one question, until an exact instant; returns its address."""
    secretariat = people.secretariat
    secretariat.goto("/calls")
    send(
        secretariat, "call", title="Call on cables", questions=f"{ASKED} [threats]", opens_at="2019-12-02T09:00",
        closes_at="2019-12-02T18:00", most_words="100",
    )  # fmt: skip
    done(secretariat, "A call for input was opened.")
    call = secretariat.url.split("?")[0]
    people.public.goto(call)
    expect(people.public.locator("main")).to_contain_text("18:00")
    expect(people.public.get_by_role("link", name="Draft our input")).to_have_count(0)
    return call


def a_draft_is_saved_as_one_types(people: People, call: str) -> None:
    """What one representative types is there for the other, and for nobody else, without a button."""
    page, second = people.organization, people.second
    page.goto("/organization")
    page.get_by_role("link", name="our draft").click()
    page.get_by_label("Title").fill("On cables")
    page.get_by_label(ASKED).click()
    with page.expect_response(lambda answer: "called+at+night" in (answer.request.post_data or "")):
        page.keyboard.type(ANSWER)
    expect(page.locator("[data-saved]")).to_contain_text("by Aino Laine", timeout=20_000)
    second.goto(f"{call}/draft")
    expect(second.get_by_label(ASKED)).to_have_value(ANSWER)
    for page in (people.public, people.other, people.secretariat):
        does_not_see(page, f"{call}/draft", ANSWER)


def it_is_previewed_and_submitted(page: Page, consent: str) -> str:
    """From the draft to its preview, and from there, exactly as it was read, to the receipt; returns the submission's address."""
    page.get_by_label("Language").select_option(label="English")
    page.get_by_label(consent).check()
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_text("Preview: nothing has been sent. Exactly this will be read.")).to_be_visible()
    is_accessible(page)
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    is_accessible(page)
    assert re.fullmatch(r"[0-9a-f]{64}", page.locator(".digest code").inner_text())
    page.get_by_role("link", name="Open the submission").click()
    return page.url.split("?")[0]


def another_co_signs(people: People, submission: str) -> None:
    """The organization invites another, which reads the words that nobody else reads yet, and signs them."""
    page, other = people.organization, people.other
    assert people.public.request.get(submission).status == 404
    page.goto(submission)
    page.locator("#invitation").get_by_label("Organization").select_option(label=OTHER)
    send(page, "invitation")
    done(page, "An organization was invited to co-sign a submission.")
    other.goto("/organization")
    other.get_by_role("link", name="On cables").first.click()
    expect(other.get_by_text("Hospitals and ports depend on them.")).to_be_visible()
    other.get_by_role("button", name="Co-sign it").click()
    done(other, "A submission was co-signed.")


def the_other_sends_its_own_without_its_name(people: People, call: str) -> str:
    """It answers the same call, and wishes not to be named; returns the submission's address."""
    people.other.goto(f"{call}/draft")
    people.other.get_by_label("Title").fill("What happened in our harbour")
    people.other.get_by_label("General contribution").fill(UNNAMED)
    return it_is_previewed_and_submitted(people.other, "Publish it without our name")


def both_are_published(people: People, submission: str, unnamed: str) -> None:
    """The secretariat looks at the form alone; readers see who wrote the one, who signed it, and not who wrote the other."""
    secretariat, public = people.secretariat, people.public
    for each in (submission, unnamed):
        secretariat.goto("/submissions?standing=received")
        secretariat.locator(f"main a[href='{urlsplit(each).path}']").first.click()
        secretariat.get_by_role("button", name="Publish", exact=True).click()
        done(secretariat, "A submission was published.")
    public.goto(submission)
    expect(public.get_by_text(f"{NAME} · {OTHER}")).to_be_visible()
    public.goto(unnamed)
    expect(public.get_by_text("An organization that wished not to be named").first).to_be_visible()
    expect(public.get_by_text(UNNAMED)).to_be_visible()
    nobody_learns_whose_it_is(people, unnamed)


def nobody_learns_whose_it_is(people: People, unnamed: str) -> None:
    """Neither its own pages nor the lists in which it stands lead the public, or the organization beside it, to its author."""
    path = urlsplit(unnamed).path
    for page in (people.public, people.organization, people.france):
        for address in (unnamed, f"{unnamed}/what-became-of-it", f"/api/v1{path}"):
            does_not_see(page, address, OTHER, "stakeholder@example.org")
        page.goto("/organizations")
        page.get_by_role("link", name=OTHER).click()
        expect(page.get_by_role("link", name="On cables")).to_be_visible()
        assert path not in [urlsplit(each).path for each in links_of(page)], page.url


def links_of(page: Page) -> list[str]:
    """Where the links of the page's main part lead."""
    found: list[str] = page.locator("main a").evaluate_all("all => all.map(one => one.href)")
    return found
