"""The whole path in a real browser, on both engines: from the resolution to the compiled report."""

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page, expect

from oewg.record.verification import faults
from tests.journeys.conftest import Served, sign_in
from tests.world import PASSWORD

RESOLUTION = Path(__file__).parents[2] / "oewg" / "overview" / "demonstration" / "resolution.txt"


def as_(opened: Callable[..., Page], served: Served, who: str) -> Page:
    """A browser in which somebody of the cast has signed in by hand."""
    page = opened(served)
    sign_in(page, f"{who}@example.org", PASSWORD)
    return page


SELECT_WORDS = """() => {
  const words = document.querySelector("[data-marks]").firstChild;
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(words, 18);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""As somebody does who draws the mouse over the first four words."""


def test_the_path_once_through(
    empty_house: Served, opened: Callable[..., Page], passwords: None, tmp_path: Path
) -> None:  # fmt: skip
    served = empty_house
    secretariat = as_(opened, served, "secretariat")

    # 1. The resolution is read in.
    secretariat.goto("/mandate/import")
    secretariat.set_input_files("input[type=file]", RESOLUTION)
    secretariat.locator("#upload input[name=symbol]").fill("EX/73/1")
    secretariat.get_by_role("button", name="Show what is understood").click()
    expect(secretariat.get_by_text("Nothing has been stored yet.")).to_be_visible()
    secretariat.get_by_role("button", name="Read it in").click()
    expect(secretariat.get_by_text("A resolution was read in.")).to_be_visible()

    # 3. A session is planned and opened, a meeting is held.
    secretariat.goto("/sessions")
    today = secretariat.evaluate("new Date().toISOString().slice(0, 10)")
    form = secretariat.locator("#session")
    form.locator("[name=kind]").select_option("organizational")
    form.locator("[name=title]").fill("Organizational session")
    form.locator("[name=first_day]").fill(today)
    form.locator("[name=last_day]").fill("2099-12-31")
    form.get_by_role("button").click()
    secretariat.locator("#befall").get_by_text("Opened").click()
    secretariat.locator("#befall").get_by_role("button").click()
    secretariat.locator("#meeting [name=starts_at]").fill("2099-06-03T10:00")
    secretariat.locator("#meeting").get_by_role("button").click()
    secretariat.get_by_role("button", name="Open the meeting").click()
    expect(secretariat.get_by_text("Done. A meeting was opened.")).to_be_visible()

    # 3. The chair is elected, and acts as chair from that instant; who was chair before is chair no more.
    secretariat.locator("#election [name=office]").select_option("chair")
    secretariat.locator("#election [name=delegation]").fill("Kenya")
    secretariat.locator("#election [name=email]").fill("head@example.org")
    secretariat.locator("#election").get_by_role("button").click()
    expect(secretariat.get_by_text("elected, by acclamation, the representative of Kenya as Chair")).to_be_visible()
    meeting = secretariat.url
    chair = as_(opened, served, "head")
    chair.goto("/account")
    chair.locator("#capacity").get_by_role("button").click()

    # 3. The agenda, a text like the others, is adopted at the meeting, which then takes up an item of it.
    secretariat.goto("/texts/new")
    secretariat.locator("[name=kind]").select_option("agenda")
    secretariat.locator("#text [name=title]").fill("Agenda")
    secretariat.get_by_role("button", name="Begin the text").click()
    for item in ("Election of officers.", "Organization of work."):
        secretariat.locator("#provision [name=words]").fill(item)
        secretariat.get_by_role("button", name="Add the provision").click()
    secretariat.get_by_role("link", name="Read the text").click()
    secretariat.locator("#prepare [name=symbol]").fill("A/AC.290/2019/1")
    secretariat.get_by_role("button", name="Put before the group").click()
    chair.goto(secretariat.url)
    chair.get_by_role("button", name="Adopt without a vote").click()
    expect(chair.get_by_text("Adopted without a vote at meeting 1 as contained in A/AC.290/2019/1")).to_be_visible()
    chair.goto(meeting)
    chair.get_by_role("button", name="Take up").click()
    expect(chair.locator("#what-happened").get_by_text("1. Election of officers.")).to_be_visible()

    # 4. The draft report is begun from the mandate's outline.
    secretariat.goto("/report")
    secretariat.get_by_role("button", name="Begin").first.click()
    expect(secretariat.get_by_role("link", name="Read the draft")).to_be_visible()

    # 5. A delegate supports a rule; another objects to it; the chair sees by whom and why.
    delegate, second = (as_(opened, served, who) for who in ("delegate", "second"))
    delegate.goto("/mandate")
    delegate.get_by_role("link", name="The register of rules").click()
    register = delegate.url
    delegate.locator(".provision-number a").first.click()
    address = delegate.url
    delegate.get_by_text("Support", exact=True).first.click()
    delegate.get_by_role("button", name="State the position").click()
    expect(delegate.get_by_text("A position was stated.")).to_be_visible()
    second.goto(address)
    second.locator("#position").get_by_text("Object", exact=True).click()
    second.get_by_role("button", name="State the position").click()
    expect(second.get_by_role("alert").first).to_contain_text("says why")
    second.locator("#position [name=reason]").fill("It goes beyond what was agreed.")
    second.get_by_role("button", name="State the position").click()
    chair.goto(f"{register}/board")
    row = chair.get_by_role("row").filter(has_text="It goes beyond what was agreed.")
    expect(row).to_contain_text("Japan")
    expect(row).to_contain_text("Objected")
    chair.goto(address)
    expect(chair.get_by_text("The gavel falls only on a provision that is clear.")).to_be_visible()
    second.locator("#our-position").get_by_role("button", name="Withdraw").click()
    chair.goto(address)
    chair.get_by_role("button", name="Gavel ad referendum").click()
    expect(chair.get_by_text("Agreed ad referendum at meeting 1")).to_be_visible()

    # 5. Reopened and changed, the wording makes the support stale.
    second.goto(address)
    second.locator("#reopen [name=reason]").fill("New instructions.")
    second.get_by_role("button", name="Reopen").click()
    secretariat.goto(address)
    secretariat.locator("#revise [name=words]").fill("States should work together, and say how.")
    secretariat.locator("#revise").get_by_text("Substantive").click()
    secretariat.get_by_role("button", name="Record the wording").click()
    delegate.goto("/positions")
    expect(delegate.get_by_text("on earlier text")).to_be_visible()
    delegate.get_by_role("button", name="Reaffirm").click()
    expect(delegate.get_by_text("on earlier text")).to_have_count(0)

    # 6. An organization registers, is accredited, answers a call; its input is published and tied.
    organization = opened(served)
    organization.goto("/organizations/register")
    fields = {
        "name": "Quiet Signals", "purpose": "To be heard.", "representative": "R", "email": "r@signals.example"
    }  # fmt: skip
    for name, value in fields.items():
        organization.locator(f"#organization [name={name}]").fill(value)
    organization.locator("[name=sector]").select_option("academia")
    organization.locator("[name=country]").select_option("FIN")
    organization.get_by_text("It has consultative status").click()
    organization.get_by_role("button", name="Register and apply").click()
    expect(organization.get_by_role("heading", name="A letter is on its way")).to_be_visible()
    (letter,) = (tmp_path / "notices").glob("*.eml")
    confirming = re.search(
        r"/confirmations/\S+", message_from_bytes(letter.read_bytes(), policy=policy.default).get_content()
    )
    assert confirming
    organization.goto(confirming[0])
    organization.locator("#confirmation [name=new_password]").fill(PASSWORD)
    organization.get_by_role("button", name="Confirm").click()
    expect(organization.get_by_text("Waits for the secretariat’s check.")).to_be_visible()
    secretariat.goto("/calls")
    call = secretariat.locator("#call")
    for name, value in {
        "title": "Call",
        "questions": "Which?",
        "opens_at": "2019-01-01T09:00",
        "closes_at": "2099-01-01T18:00",
    }.items():
        call.locator(f"[name={name}]").fill(value)
    call.get_by_role("button").click()
    secretariat.goto("/accreditation")
    secretariat.get_by_role("link", name="Quiet Signals").click()
    secretariat.get_by_role("button", name="It has the status: accredit").click()
    organization.goto("/calls/1")
    organization.get_by_role("link", name="Draft our input").click()
    organization.locator("#draft [name=title]").fill("On cables")
    organization.locator("#draft [name=words]").fill("Cables need a plan that all know.")
    organization.locator("#draft [name=language]").select_option("en")
    organization.get_by_text("Publish it under our name").click()
    organization.get_by_role("button", name="Save and preview").click()
    organization.get_by_role("button", name="Submit").click()
    expect(organization.get_by_text("A submission was received.")).to_be_visible()
    secretariat.goto("/submissions/1")
    secretariat.get_by_role("button", name="Publish").click()
    secretariat.get_by_role("link", name="Say what became of it").click()
    expect(secretariat.locator("[data-select-hint]")).to_be_visible()
    secretariat.evaluate(SELECT_WORDS)
    expect(secretariat.locator("[data-selected-words]")).to_have_text("Cables need a plan")
    secretariat.get_by_role("button", name="Mark the passage").click()
    expect(secretariat.locator("mark")).to_have_text("Cables need a plan")
    secretariat.locator("#bearing [name=provision]").select_option(index=1)
    secretariat.locator("#bearing [name=disposition]").select_option("taken_up")
    secretariat.locator("#bearing [name=reason]").fill("The paragraph says so now.")
    secretariat.get_by_role("button", name="Record it").click()
    expect(secretariat.locator(".part blockquote")).to_have_text("Cables need a plan")

    # 7. The report is compiled.
    secretariat.goto("/report")
    secretariat.get_by_role("link", name="Compile the report").first.click()
    secretariat.locator("#compile").get_by_role("button", name="Compile").click()
    expect(secretariat.get_by_text("The report was compiled.")).to_be_visible()

    # 8. The public sees what is public, and the record verifies.
    public = opened(served)
    public.goto("/submissions/1")
    expect(public.get_by_text("The paragraph says so now.")).to_be_visible()
    public.goto("/report")
    public.get_by_role("link", name="A/AC.290").first.click()
    for kind in ("docx", "pdf", "html", "txt", "xml", "json"):
        link = public.locator(f"a[href$='report.{kind}']").first.get_attribute("href")
        assert public.request.get(link or "").status == 200
    public.goto("/record")
    expect(public.get_by_role("row").filter(has_text="The report was compiled.")).to_be_visible()
    with served.database.reading() as db:
        assert list(faults(db)) == []
