"""At the meeting: it is opened, delegations check in, officers are elected, texts adopted and dates decided."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import done, plans_a_session
from tests.journeys.organizational.people import AGENDA, HEAD, People, on_the_screen, press, take_up, to_the_console


def the_meeting_is_opened(people: People, session: str, meeting: str) -> None:
    """The secretariat opens the session and its first meeting; the screen of the room follows."""
    people.screen.goto(meeting.replace("/meetings/", "/room/"))
    on_the_screen(people, "Meeting 1")
    secretariat = people.secretariat
    secretariat.goto(session)
    secretariat.locator("#befall").get_by_text("Opened").click()
    secretariat.locator("#befall").get_by_role("button").click()
    secretariat.get_by_role("link", name="Meeting 1").click()
    secretariat.get_by_role("button", name="Open the meeting").click()
    done(secretariat, "A meeting was opened.")
    people.public.goto("/")
    expect(people.public.get_by_role("link", name="Meeting 1 is open.")).to_be_visible()


def delegations_check_in(people: People, meeting: str) -> None:
    """The code is put on the screen, and delegations type it; a wrong one is refused, and the public is not asked."""
    secretariat = people.secretariat
    secretariat.goto(meeting)
    to_the_console(secretariat)
    press(secretariat, "c")
    on_the_screen(people, re.compile(r"\d{6}|\d{3} \d{3}"))
    shown = people.screen.locator(".room-code")
    code = shown.inner_text()
    assert shown.evaluate(
        "it => it.getBoundingClientRect().bottom <= innerHeight && it.scrollWidth <= it.clientWidth"
    ), "the whole code is on the screen, in one line"
    people.france.goto(meeting)
    people.france.get_by_role("link", name="Check in").click()
    people.france.get_by_label("Code").fill("000000" if code != "000 000" else "111111")
    people.france.get_by_role("button", name="Check in").click()
    expect(people.france.get_by_role("alert").first).to_contain_text("code")
    for page in (people.france, people.japan, people.kenya, people.romania, people.member):
        page.goto(meeting)
        page.get_by_role("link", name="Check in").click()
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Check in").click()
        expect(page.get_by_text("You are on the list of those who are at this meeting.")).to_be_visible()
    people.public.goto(meeting)
    expect(people.public.get_by_text("5 delegations")).to_be_visible()
    expect(people.public.get_by_text(code)).to_have_count(0)
    expect(people.public.get_by_role("link", name="Check in")).to_have_count(0)
    press(secretariat, "l")


def the_chair_is_elected(people: People, meeting: str) -> None:
    """The head of the Swiss delegation is elected Chair by acclamation, and takes the chair."""
    secretariat = people.secretariat
    take_up(secretariat, meeting, AGENDA[0])
    election = secretariat.locator("#election")
    election.get_by_label("Office", exact=True).select_option("Chair")
    election.get_by_label("Delegation", exact=True).fill("Switzerland")
    election.get_by_label("The officer’s account").fill(HEAD)
    election.get_by_role("button").click()
    expect(secretariat.get_by_text("elected, by acclamation, the representative of Switzerland")).to_be_visible()
    chair = people.chair
    chair.goto("/account")
    chair.get_by_label("Another capacity").select_option(index=0)
    chair.get_by_role("button", name="Act in this capacity").click()
    expect(chair.locator(".acting")).to_contain_text("Chair")


def the_bureau_is_elected(people: People) -> None:
    """The checklist says which offices are still vacant, and leads to where officers are elected."""
    secretariat = people.secretariat
    for office, delegation, email, vacant in (
        ("Vice-Chair", "Jamaica", "chair@example.org", "Vacant: Vice-Chair, Rapporteur."),
        ("Rapporteur", "Uruguay", "bureau@example.org", "Vacant: Rapporteur."),
    ):
        secretariat.goto("/sessions")
        officers = secretariat.locator("#arrangements li").filter(has_text="Officers elected")
        expect(officers).to_contain_text("In office: Chair (Switzerland)")
        expect(officers).to_contain_text(vacant)
        officers.get_by_role("link", name="Where they are elected").click()
        election = secretariat.locator("#election")
        election.get_by_label("Office", exact=True).select_option(office)
        election.get_by_label("Delegation", exact=True).fill(delegation)
        election.get_by_label("The officer’s account").fill(email)
        election.get_by_role("button").click()
        done(secretariat, "An officer was elected.")


def a_text_is_adopted(people: People, text: str, symbol: str) -> None:
    """The secretariat puts the text before the group, and the Chair adopts it without a vote."""
    people.secretariat.goto(text)
    people.secretariat.get_by_label("Symbol").fill(symbol)
    people.secretariat.get_by_role("button", name="Put before the group").click()
    done(people.secretariat, "A text was put before the group for adoption.")
    people.chair.goto(text)
    people.chair.get_by_role("button", name="Adopt without a vote").click()
    expect(people.chair.get_by_text(f"Adopted without a vote at meeting 1 as contained in {symbol}")).to_be_visible()


def the_dates_are_decided(people: People, meeting: str) -> None:
    """The group decides when it is going to meet, in exact words; the secretariat plans the substantive session."""
    chair = people.chair
    chair.goto(meeting)
    words = "The Working Group decided to hold its first substantive session from 9 to 13 September 2019."
    decision = chair.locator("#decision")
    decision.get_by_label("About").select_option("The dates of the substantive sessions")
    decision.get_by_label("Exact words").fill(words)
    chair.get_by_role("button", name="Record the decision").click()
    done(chair, "A decision was recorded.")
    people.public.goto(meeting)
    expect(people.public.get_by_text(words)).to_be_visible()
    expect(people.public.get_by_role("button", name="Record the decision")).to_have_count(0)
    secretariat = people.secretariat
    secretariat.goto("/sessions")
    plans_a_session(secretariat, "Substantive", "First substantive session", "2019-09-09", "2019-09-13")


def the_meeting_is_suspended_and_resumed(people: People, meeting: str) -> None:
    """Suspended with its reason, which everybody reads; meanwhile nothing is decided."""
    chair = people.chair
    _it_is(people, meeting, "Suspend", "suspended", "Informal consultations on the programme of work")
    expect(chair.get_by_role("button", name="Record the decision")).to_have_count(0)
    chair.get_by_role("button", name="Resume the meeting").click()
    done(chair, "A meeting was resumed.")


def the_meeting_is_adjourned(people: People, meeting: str) -> None:
    """The Chair adjourns the meeting, and says why."""
    _it_is(people, meeting, "Adjourn", "adjourned", "The organizational arrangements have been agreed")


def _it_is(people: People, meeting: str, verb: str, standing: str, reason: str) -> None:
    """The Chair does this with the meeting for a reason, which the screen and the page then tell."""
    people.chair.goto(meeting)
    form = people.chair.locator(f"#{verb.lower()}")
    form.get_by_label("Reason").fill(reason)
    form.get_by_role("button", name=f"{verb} the meeting").click()
    done(people.chair, f"A meeting was {standing}.")
    on_the_screen(people, f"The meeting is {standing}")
    people.public.goto(meeting)
    expect(people.public.get_by_text(f"Reason: {reason}")).to_be_visible()
