"""December 2019: a consultation is planned, paid for, registered for and spoken at."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import done, plans_a_session
from tests.journeys.consultation.people import FOCAL, NAME, SECOND, People, does_not_see, is_accessible, row_of, send


def a_consultation_is_planned(secretariat: Page) -> str:
    """An informal meeting is called, and made a consultation on an element of the mandate; returns its address."""
    secretariat.goto("/sessions")
    plans_a_session(secretariat, "Intersessional", "Consultative meeting", "2019-12-02", "2019-12-04")
    call = secretariat.locator("#meeting")
    call.locator("[name=starts_at]").fill("2019-12-02T10:00")
    call.get_by_label("Formal or informal").select_option("informal")
    call.get_by_role("button", name="Call the meeting").click()
    done(secretariat, "A meeting was called.")
    secretariat.goto("/consultations")
    form = secretariat.locator("#consultation")
    form.get_by_label("Title").fill("Voices of December")
    form.get_by_label("Threats").check()
    form.get_by_role("button", name="Plan the consultation").click()
    done(secretariat, "A consultation was planned.")
    return secretariat.url.split("?")[0]


def it_is_paid_for(people: People, consultation: str) -> None:
    """What is only pledged pays for nothing; what is received and free covers the budget, and the consultation is confirmed."""
    secretariat = people.secretariat
    budget = f"{consultation}/budget"
    secretariat.goto("/fund")
    secretariat.get_by_role("link", name="Record a pledge").click()
    is_accessible(secretariat)
    secretariat.locator("#pledge").get_by_label("Delegation").select_option(label="Japan")
    send(
        secretariat, "pledge", shown_as="Japan", amount="40,000", reference="Note verbale 12/2019", dated="2019-06-17"
    )  # fmt: skip
    done(secretariat, "A voluntary contribution was pledged.")
    contribution = secretariat.url.split("?")[0]
    secretariat.goto(budget)
    send(secretariat, "line", amount="38,500.50", words="Six booths")
    done(secretariat, "A line of a consultation’s budget was set.")
    expect(secretariat.get_by_text("are missing. The meeting is confirmed")).to_be_visible()
    expect(secretariat.get_by_role("button", name="Confirm the consultation")).to_have_count(0)
    secretariat.goto(contribution)
    secretariat.get_by_text("Record what has come in").click()
    send(secretariat, "receipt", reference="Advice of payment 7", dated="2019-06-17")
    done(secretariat, "A voluntary contribution was received.")
    secretariat.goto(budget)
    secretariat.get_by_role("button", name="Confirm the consultation").click()
    done(secretariat, "A consultation was confirmed")
    people.public.goto("/fund")
    expect(row_of(people.public, "Voices of December")).to_contain_text("confirmed", ignore_case=True)
    expect(row_of(people.public, "Japan")).to_contain_text("40,000")
    does_not_see(people.public, budget, "Note verbale 12/2019", "Advice of payment 7")
    people.japan.goto("/fund")
    people.japan.get_by_role("link", name="Our contributions").click()
    expect(people.japan.get_by_text("40,000").first).to_be_visible()


def it_registers_its_persons(people: People, consultation: str) -> None:
    """Registration is announced with one place; of two persons the second waits, and the public reads the name that may be read."""
    secretariat, page = people.secretariat, people.organization
    secretariat.goto(consultation)
    secretariat.get_by_role("link", name="Announce the registration").click()
    send(secretariat, "period", closes_at="2019-11-22T18:00", in_person="1")
    done(secretariat, "Registration for a consultation was announced.")
    page.goto("/consultations")
    page.get_by_role("link", name="registration is open").click()
    page.get_by_label("The person agrees to stand on the public list").check()
    send(page, "register", name="Aino Laine", function="Director")
    done(page, "A person was registered for a consultation.")
    expect(page.locator("#own")).to_contain_text("has a place")
    people.second.goto(f"{consultation}/registration")
    send(people.second, "register", name="Paulo Reis")
    expect(people.second.locator("#own")).to_contain_text("waits, number 1")
    people.public.goto(f"{consultation}/participants")
    expect(row_of(people.public, NAME)).to_contain_text("Aino Laine, Director")
    does_not_see(people.public, f"{consultation}/participants", "Paulo Reis", SECOND, FOCAL)
    does_not_see(people.public, f"{consultation}/registration", "Aino", "Paulo")


def it_speaks(people: People, consultation: str, session: str, meeting: str) -> None:
    """In December the meeting is opened; the organization asks to speak on the theme, and is given the floor."""
    secretariat, chair, page = people.secretariat, people.chair, people.organization
    secretariat.goto(session)
    secretariat.locator("#befall").get_by_text("Opened").click()
    secretariat.locator("#befall").get_by_role("button").click()
    chair.goto(meeting)
    chair.get_by_role("button", name="Open the meeting").click()
    done(chair, "A meeting was opened.")
    page.goto(f"{consultation}/speakers")
    expect(page.get_by_text("One asks to speak while the list is open.")).to_be_visible()
    chair.get_by_role("button", name="Open a list for this meeting, without an item").click()
    done(chair, "A speakers’ list was opened.")
    page.goto(f"{consultation}/speakers")
    page.locator("#ask").get_by_role("button", name="Ask to speak").click()
    done(page, "An organization asked to speak on a theme of a consultation.")
    people.other.goto(f"{consultation}/speakers")
    expect(people.other.locator("#ask")).to_contain_text("your organization needs a person registered who has a place")
    chair.goto(f"{consultation}/speakers")
    chair.get_by_role("listitem").filter(has_text=NAME).get_by_role("button", name="Give the floor").click()
    people.public.goto(meeting)
    expect(people.public.locator("main")).to_contain_text(NAME)
    chair.goto(f"{meeting}/console")
    chair.get_by_role("button", name=re.compile("Start the clock")).click()
    chair.get_by_role("button", name=re.compile("^End")).click()
    secretariat.goto(consultation)
    secretariat.get_by_text("Record who was there").click()
    secretariat.locator("#organizations").get_by_label(NAME).check()
    send(secretariat, "organizations")
    chair.goto(meeting)
    send(chair, "adjourn")
    done(chair, "A meeting was adjourned.")
    people.public.goto(consultation)
    expect(people.public.get_by_text("1 organization").first).to_be_visible()
    people.public.goto(f"{consultation}/summary")
    expect(people.public.locator("#said")).to_contain_text(NAME)
