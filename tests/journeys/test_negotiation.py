"""From the first amendment to the adoption, in a real browser, on both engines."""

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from oewg.record.verification import faults
from tests.journeys.conftest import Served
from tests.journeys.test_the_path import as_

BASE = "States should share information on threats with those who are affected."
PATIENCE = 30_000
"""Milliseconds: a machine that runs the other tests beside this one is slow."""


def files(page: Page, address: str, words: str, reason: str) -> None:
    """A delegate edits the words of the paragraph in place, sees the redline, and files the amendment."""
    page.goto(address)
    page.get_by_text("File an amendment", exact=True).click()
    page.locator("#amendment [name=words]").fill(words)
    expect(page.locator("#redline-preview ins").first).to_be_visible(timeout=PATIENCE)
    page.locator("#amendment [name=reason]").fill(reason)
    page.get_by_role("button", name="File the amendment").click()
    expect(page.get_by_text("An amendment was filed.")).to_be_visible()


def states(page: Page, address: str, stance: str, reason: str = "") -> None:
    """A delegate states a position."""
    page.goto(address)
    page.locator("#position").get_by_text(stance, exact=True).click()
    if reason:
        page.locator("#position [name=reason]").fill(reason)
    page.get_by_role("button", name="State the position").click()
    expect(page.get_by_text("A position was stated.")).to_be_visible()


def puts_under_silence(page: Page, text: str, symbol: str, seconds: int) -> datetime:
    """The chair puts the text under silence for so many seconds; until when."""
    page.goto(f"{text}/silence")
    deadline = datetime.fromisoformat(page.evaluate("new Date().toISOString()").replace("Z", "+00:00"))
    deadline = (deadline + timedelta(seconds=seconds)).replace(microsecond=0)
    page.locator("#open [name=symbol]").fill(symbol)
    page.locator("#open [name=deadline]").fill(deadline.strftime("%Y-%m-%dT%H:%M:%S"))
    page.locator("#open [name=zone]").select_option("UTC")
    page.get_by_role("button", name="Put under silence").click()
    return deadline


def test_from_colliding_amendments_to_adoption(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    served = empty_house
    secretariat, chair, france, japan, kenya, union = (
        as_(opened, served, who) for who in ("secretariat", "chair", "delegate", "second", "head", "coordinator")
    )

    # A text with one paragraph, and an open meeting.
    secretariat.goto("/texts/new")
    secretariat.locator("[name=kind]").select_option("report")
    secretariat.locator("#text [name=title]").fill("Draft report")
    secretariat.get_by_role("button", name="Begin the text").click()
    secretariat.locator("#provision [name=words]").fill(BASE)
    secretariat.get_by_role("button", name="Add the provision").click()
    secretariat.get_by_role("link", name="Read the text").click()
    text = secretariat.url.partition("?")[0]
    secretariat.locator(".provision-number a").first.click()
    address = secretariat.url
    secretariat.goto("/sessions")
    form = secretariat.locator("#session")
    form.locator("[name=kind]").select_option("substantive")
    form.locator("[name=title]").fill("First substantive session")
    form.locator("[name=first_day]").fill(secretariat.evaluate("new Date().toISOString().slice(0, 10)"))
    form.locator("[name=last_day]").fill("2099-12-31")
    form.get_by_role("button").click()
    secretariat.locator("#befall").get_by_text("Opened").click()
    secretariat.locator("#befall").get_by_role("button").click()
    secretariat.locator("#meeting [name=starts_at]").fill("2099-06-03T10:00")
    secretariat.locator("#meeting").get_by_role("button").click()
    secretariat.get_by_role("button", name="Open the meeting").click()

    # Three delegations and a group want the same words otherwise; equal words share one mark.
    states(kenya, address, "Support")
    files(france, address, BASE.replace("should share", "shall share"), "It is a duty.")
    files(japan, address, BASE.replace("should share", "may share"), "It is a choice.")
    files(kenya, address, BASE.replace("should share", "shall share"), "It is a duty for us too.")
    files(union, address, BASE.replace("should share", "are encouraged to share"), "A middle way.")
    chair.goto(f"{text}?view=rolling")
    rolling = chair.locator(".rolling")
    expect(rolling.locator("ins", has_text="shall")).to_have_count(1)
    expect(rolling).to_contain_text("FRA, KEN")
    expect(rolling.locator("ins")).to_have_count(3)
    chair.goto(f"{text}/amendments?state=colliding")
    expect(chair.get_by_role("row")).to_have_count(5)

    # The chair offers a compromise: the amendments are in conflict with it, and support is on earlier text.
    states(japan, address, "Object", "A duty cannot be agreed.")
    chair.goto(address)
    chair.locator("#revise [name=words]").fill(BASE.replace("should share", "are invited to share"))
    chair.locator("#revise").get_by_text("Substantive").click()
    chair.get_by_role("button", name="Record the wording").click()
    expect(chair.get_by_text("In conflict").first).to_be_visible()
    for page in (france, japan, kenya, union):
        page.goto("/positions")
        expect(page.get_by_text("In conflict: the wording has changed where it changes it.")).to_be_visible()
        page.goto(address)
        page.get_by_role("button", name="Withdraw").last.click()
        expect(page.get_by_text("An amendment was withdrawn.")).to_be_visible()
    kenya.goto("/positions")
    expect(kenya.get_by_text("on earlier text")).to_be_visible()
    kenya.get_by_role("button", name="Reaffirm").click()
    expect(kenya.get_by_text("on earlier text")).to_have_count(0)

    # One objection stands: it was to earlier words, so silence may be asked for, and is broken.
    chair.goto(f"{text}/board")
    expect(chair.get_by_role("row").filter(has_text="A duty cannot be agreed.")).to_contain_text("Objected")
    puts_under_silence(chair, text, "A/AC.290/2021/L.1", 600)
    expect(chair.get_by_text("A text was put under silence.")).to_be_visible()
    japan.goto(f"{text}/silence")
    japan.locator("#break [name=reason]").fill("Threats that are only suspected are covered as well.")
    japan.get_by_role("button", name="Break the silence").click()
    expect(japan.get_by_text("Broken by Japan")).to_be_visible()

    # A revised text passes silence, and nobody's machine had to be on.
    chair.goto(address)
    chair.locator("#revise [name=words]").fill(
        BASE.replace("should share information on", "are invited to share what they know of")
    )
    chair.locator("#revise").get_by_text("Substantive").click()
    chair.get_by_role("button", name="Record the wording").click()
    puts_under_silence(chair, text, "A/AC.290/2021/L.1/Rev.1", 6)
    expect(chair.get_by_text("Nobody broke the silence: the text is agreed ad referendum")).to_be_visible(
        timeout=PATIENCE
    )
    japan.goto(address)
    expect(japan.get_by_text("Agreed ad referendum: nobody broke the silence")).to_be_visible()

    # Adopted by two acts; one State disassociates itself, and the adoption stands.
    secretariat.goto(text)
    secretariat.locator("#prepare [name=symbol]").fill("A/AC.290/2021/CRP.2")
    secretariat.get_by_role("button", name="Put before the group").click()
    chair.goto(text)
    chair.get_by_role("button", name="Adopt without a vote").click()
    expect(chair.get_by_text("Adopted without a vote at meeting 1 as contained in A/AC.290/2021/CRP.2")).to_be_visible()
    japan.goto(f"{text}/explanations")
    japan.locator("#explain").get_by_text("Disassociation", exact=True).click()
    japan.locator("#explain [name=words]").fill("We disassociate ourselves from paragraph 1.")
    japan.get_by_role("button", name="Place on record").click()
    expect(japan.get_by_role("alert")).to_have_count(1)
    expect(japan.get_by_role("alert")).to_contain_text("names the paragraphs")
    japan.locator("#explain [name=paragraphs]").check()
    japan.get_by_role("button", name="Place on record").click()
    expect(japan.get_by_role("heading", name="Japan: disassociation")).to_be_visible()

    with served.database.reading() as db:
        assert list(faults(db)) == []
