"""Can the organizational session of June 2019 be held whole, through pages alone, each person at a browser of their own?

It is told in the order in which it happens: planned, prepared, opened, conducted, adjourned, and what remains of it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from app import create_app
from config.settings import Settings
from oewg.record.verification import faults
from tests.journeys.conftest import PHONE, ClockOfTheHouse, Served, done, sign_in
from tests.world import PASSWORD

SOON = 2_000
"""Milliseconds within which the screen of the room shows what was done; on a machine with other work, five times as long
at most."""
AGENDA = ("Election of officers.", "Adoption of the agenda.", "Organization of work.", "Other matters.")
HEAD = "head@mission.example"
MEMBER = "counsellor@mission.example"


@pytest.fixture
def hour(clock_of_the_house: ClockOfTheHouse) -> ClockOfTheHouse:
    """The third of June 2019, a quarter past ten in New York."""
    clock_of_the_house.strikes(10, 15)
    return clock_of_the_house


@dataclass
class People:
    """Everybody, each at a browser of their own."""

    secretariat: Page
    head: Page
    """The head of the Swiss delegation; later the Chair."""
    member: Page
    france: Page
    japan: Page
    kenya: Page
    romania: Page
    """Speaks for the European Union."""
    public: Page
    screen: Page
    """The projector of the room."""

    @property
    def chair(self) -> Page:
        return self.head


def press(page: Page, key: str) -> None:
    """Press a key of the console, and wait for the page that comes of it."""
    with page.expect_navigation(), page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press(key)


def to_the_console(page: Page) -> None:
    """Whoever conducts the meeting goes from its page to the Chair's console."""
    page.get_by_role("link", name="The Chair’s console").click()
    page.wait_for_url("**/console")


def on_the_screen(people: People, words: str | re.Pattern[str]) -> None:
    """The screen of the room shows it by itself, soon."""
    expect(people.screen.locator("#the-room")).to_contain_text(words, timeout=5 * SOON, use_inner_text=True)


def arrangements(page: Page) -> dict[str, bool]:
    """What paragraph 6 asks for, and whether the page says that it is done."""
    lines = [line.split("\n")[0] for line in page.locator("#arrangements li").all_inner_texts()]
    return {name: state == "done" for name, state in (line.split(": ") for line in lines)}


def missing(page: Page) -> list[str]:
    """What the checklist of paragraph 6 says is still missing."""
    page.goto("/sessions")
    return [name for name, settled in arrangements(page).items() if not settled]


# Before the meeting


def the_session_is_planned(secretariat: Page) -> str:
    """The secretariat plans the session and calls its two meetings; returns the session's address."""
    secretariat.goto("/")
    secretariat.get_by_role("link", name="Meetings", exact=True).click()
    expect(secretariat.get_by_text("paragraph 6 of the resolution sets it for June 2019")).to_be_visible()
    plan = secretariat.locator("#session")
    plan.get_by_label("Kind").select_option("Organizational")
    plan.get_by_label("Title").fill("Organizational session")
    plan.get_by_label("First day").fill("2019-06-03")
    plan.get_by_label("Last day").fill("2019-06-04")
    plan.get_by_label("Place").fill("United Nations Headquarters, New York")
    plan.get_by_label("Time zone").select_option("New York")
    plan.get_by_role("button", name="Plan the session").click()
    done(secretariat, "A session was planned.")
    session = secretariat.url.split("?")[0]
    for starts_at, room in (("2019-06-03T11:00", "Conference Room 4"), ("2019-06-03T15:00", "Conference Room 4")):
        secretariat.goto(session)
        call = secretariat.locator("#meeting")
        call.get_by_label("Day and time").fill(starts_at)
        call.get_by_label("Room").fill(room)
        call.get_by_role("button", name="Call the meeting").click()
        done(secretariat, "A meeting was called.")
    secretariat.goto(session)
    expect(secretariat.get_by_role("row").filter(has_text="Meeting 1")).to_contain_text("11:00")
    expect(secretariat.get_by_role("row").filter(has_text="Meeting 1")).to_contain_text("New York")
    return session


def a_letter_of_credentials_is_received(secretariat: Page) -> str:
    """Switzerland names its head of delegation; returns the link that the secretariat passes on."""
    secretariat.get_by_role("link", name="Credentials", exact=True).click()
    letter = secretariat.locator("#letter")
    letter.get_by_label("Delegation").select_option(label="Switzerland")
    letter.get_by_label("For").select_option("Organizational session")
    letter.get_by_label("Signed by").fill("Permanent Representative of Switzerland")
    letter.get_by_label("Date of the letter").fill("2019-05-27")
    first = letter.get_by_role("group", name="Person 1")
    first.get_by_label("Name").fill("Anna Keller")
    first.get_by_label("E-mail address").fill(HEAD)
    first.get_by_label("Title").fill("Ambassador")
    expect(first.get_by_label("Capacity")).to_have_value("head")
    letter.get_by_role("button", name="Record the letter").click()
    done(secretariat, "credentials")
    return secretariat.locator("#links code").inner_text()


def somebody_follows_the_link(page: Page, link: str) -> None:
    """Whoever was named opens the link, chooses a password, and is in."""
    page.goto(link)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Set the password and sign in").click()
    expect(page.get_by_role("heading", name="Capacities")).to_be_visible()


def the_head_names_a_member(head: Page) -> str:
    """The head of delegation names an adviser; returns the link to pass on."""
    head.get_by_role("link", name="Our delegation").first.click()
    member = head.locator("#member")
    member.get_by_label("Name").fill("Beat Moser")
    member.get_by_label("Title").fill("Counsellor")
    member.get_by_label("E-mail address").fill(MEMBER)
    member.get_by_role("button", name="Name the member").click()
    expect(head.get_by_role("row").filter(has_text="Beat Moser")).to_contain_text("acts now")
    return head.locator("#links code").inner_text()


def a_text_is_begun(secretariat: Page, kind: str, title: str, paragraphs: tuple[str, ...]) -> str:
    """The secretariat drafts a text; returns its address."""
    secretariat.goto("/texts")
    secretariat.get_by_role("link", name="Begin a text").first.click()
    secretariat.get_by_label("Kind").select_option(kind)
    secretariat.get_by_label("Title").fill(title)
    secretariat.get_by_role("button", name="Begin the text").click()
    for words in paragraphs:
        secretariat.locator("#provision").get_by_label("Words").fill(words)
        secretariat.get_by_role("button", name="Add the provision").click()
        expect(secretariat.get_by_text(words).first).to_be_visible()
    secretariat.get_by_role("link", name="Read the text").click()
    return secretariat.url.split("?")[0]


def the_timetable_is_arranged_by_keyboard(secretariat: Page, session: str) -> None:
    """Every item is set down for the first meeting; then, with keys alone, one goes up and the last to the afternoon."""
    secretariat.goto(session)
    secretariat.get_by_role("link", name="Timetable", exact=True).click()
    for words in AGENDA:
        waiting = secretariat.locator("#waiting li").filter(has_text=words)
        waiting.locator("summary").click()
        waiting.get_by_label("For").select_option(index=0)
        waiting.get_by_role("button", name="Set down").click()
        done(secretariat, "set down for a meeting")
    expect(secretariat.locator("#waiting")).to_have_count(0)
    secretariat.goto(f"{session}/timetable")  # keys are pressed on a page that has come to rest
    first, second = secretariat.locator("article.slot").all()
    third = first.locator("li").filter(has_text=AGENDA[2])
    third.locator("summary").focus()
    secretariat.keyboard.press("Enter")
    third.get_by_role("button", name="Up", exact=True).focus()
    with secretariat.expect_navigation():
        secretariat.keyboard.press("Enter")
    expect(first.locator("li a")).to_have_text([AGENDA[0], AGENDA[2], AGENDA[1], AGENDA[3]])
    secretariat.goto(f"{session}/timetable")
    first.locator("li").filter(has_text=AGENDA[3]).locator("summary").focus()
    for key in ("Enter", "Tab", "End", "Tab"):
        secretariat.keyboard.press(key)
    with secretariat.expect_navigation():
        secretariat.keyboard.press("Enter")
    expect(second.locator("li a")).to_have_text([AGENDA[3]])
    expect(first.locator("li a")).to_have_text([AGENDA[0], AGENDA[2], AGENDA[1]])


def a_statement_is_filed_under_embargo(france: Page, meeting: str) -> str:
    """France files what it is going to say, and agrees to its publication; returns the statement's address."""
    france.goto(meeting)
    france.get_by_role("link", name="File a statement").click()
    form = france.locator("#statement")
    form.get_by_label("Item of the agenda").select_option(label="3. Organization of work.")
    form.get_by_label("Words").fill("France hopes that the group will hear everybody.")
    form.get_by_label("Publish it, once it is delivered").check()
    form.get_by_role("button", name="File the statement").click()
    expect(france.get_by_text("Under embargo")).to_be_visible()
    return france.url.split("?")[0]


def nobody_else_knows_of_it(people: People, statement: str) -> None:
    """Neither the public nor another State sees that there is a statement; the secretariat does."""
    for page in (people.public, people.japan):
        assert page.goto(statement).status == 404  # type: ignore[union-attr]
        page.goto("/statements")
        expect(page.get_by_text("France hopes")).to_have_count(0)
    people.secretariat.goto(statement)
    expect(people.secretariat.get_by_text("Under embargo")).to_be_visible()


# The meeting


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


def take_up(page: Page, meeting: str, words: str) -> None:
    """Whoever conducts the meeting takes up an item."""
    page.goto(meeting)
    item = page.locator("#item")
    item.get_by_label("Item of the agenda").select_option(label=option_with(item, words))
    item.get_by_role("button", name="Take up").click()
    done(page, "A meeting took up an item of the agenda.")


def option_with(form: Locator, words: str) -> str:
    """The whole label of the option in which these words stand."""
    return form.locator("option").filter(has_text=words).inner_text()


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
    plan = secretariat.locator("#session")
    plan.get_by_label("Kind").select_option("Substantive")
    plan.get_by_label("Title").fill("First substantive session")
    plan.get_by_label("First day").fill("2019-09-09")
    plan.get_by_label("Last day").fill("2019-09-13")
    plan.get_by_role("button", name="Plan the session").click()
    done(secretariat, "A session was planned.")


def a_list_of_speakers_is_opened(people: People, meeting: str) -> str:
    """The Chair opens a list for the organization of work; three inscribe, the group goes first; returns its address."""
    chair = people.chair
    take_up(chair, meeting, AGENDA[2])
    on_the_screen(people, "Meeting 1")
    to_the_console(chair)
    chair.get_by_role("button", name="Open a list for item 3.").focus()
    with chair.expect_navigation():
        chair.keyboard.press("Enter")
    on_the_screen(people, "3. Organization of work.")
    for page, button in (
        (people.japan, "Inscribe our delegation"),
        (people.kenya, "Inscribe our delegation"),
        (people.france, "Inscribe our delegation"),
        (people.romania, "Inscribe the group"),
    ):
        page.goto(meeting)
        page.get_by_role("button", name=button).click()
        done(page, "A speaker was inscribed.")
    waiting_are(chair, "European Union", "Japan", "Kenya", "France")
    stand_in_one_line(chair, "Give the floor n", "Absent a")
    stand_in_one_line(chair, "The list l", "The code c", "A pause b")
    people.japan.get_by_role("link", name=AGENDA[2]).first.click()
    return people.japan.url.split("?")[0]


def stand_in_one_line(page: Page, *names: str) -> None:
    """Buttons beside one another have their middles at one height."""
    boxes = [page.get_by_role("button", name=name, exact=True).bounding_box() for name in names]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box]
    assert len(middles) == len(names)
    assert max(middles) - min(middles) < 1, middles


def waiting_are(page: Page, *names: str) -> None:
    """Those who wait to speak, in this order; the page comes to show it by itself."""
    expect(page.locator(".queue li")).to_have_text([re.compile(name) for name in names])


def two_exchange_their_places(people: People, speakers: str) -> None:
    """Japan proposes, France agrees; meanwhile only the two of them hear of it."""
    japan, france = people.japan, people.france
    japan.get_by_text("Exchange places").click()
    japan.get_by_label("With").select_option(label="France")
    japan.get_by_role("button", name="Propose it").click()
    expect(japan.get_by_text("You proposed to exchange places with France")).to_be_visible()
    for page in (people.kenya, people.public, people.chair):
        assert "exchange places with" not in page.request.get(speakers).text()
    france.goto(speakers)
    expect(france.get_by_text("Japan proposes to exchange places with you.")).to_be_visible()
    france.get_by_role("button", name="Agree").click()
    done(france, "Two speakers exchanged their places.")
    waiting_are(people.chair, "European Union", "France", "Kenya", "Japan")
    people.public.goto(speakers)
    waiting_are(people.public, "European Union", "France", "Kenya", "Japan")
    expect(people.public.get_by_role("main").get_by_role("button")).to_have_count(0)


def the_group_speaks_and_is_interrupted(people: People, meeting: str) -> None:
    """By keys alone: the floor, the clock, a point of order from Kenya, and the floor and the clock return."""
    chair, screen = people.chair, people.screen
    press(chair, "n")
    on_the_screen(people, re.compile(r"Romania\s+on behalf of the European Union\s+0:00\s+of 5:00\s+not begun"))
    press(chair, "s")
    expect(screen.locator("[data-clock-time]")).not_to_have_text("0:00", timeout=5 * SOON)
    chair.keyboard.press("o")
    expect(chair.locator("#point-delegation")).to_be_focused()
    chair.keyboard.type("KEN")
    press(chair, "Enter")
    on_the_screen(people, re.compile(r"Kenya\s+Point of order\s+Romania goes on afterwards"))
    people.public.goto(meeting)
    expect(people.public.get_by_text("Interrupts Romania")).to_be_visible()
    press(chair, "e")
    on_the_screen(people, re.compile(r"Romania\s+on behalf of the European Union\s+0:0[1-9]"))
    press(chair, "e")
    on_the_screen(people, re.compile(r"Next\s+France"))


def france_delivers_its_statement(people: People, statement: str) -> None:
    """As soon as France has spoken, everybody reads its statement."""
    chair = people.chair
    press(chair, "n")
    on_the_screen(people, re.compile(r"France\s+0:00\s+of 3:00"))
    press(chair, "s")
    assert people.public.request.get(statement).status == 404
    press(chair, "e")
    people.public.goto("/statements")
    people.public.get_by_role("link", name="France").click()
    expect(people.public.get_by_text("France hopes that the group will hear everybody.")).to_be_visible()


def the_meeting_is_suspended_and_resumed(people: People, meeting: str) -> None:
    """Suspended with its reason, which everybody reads; meanwhile nothing is decided."""
    chair = people.chair
    chair.goto(meeting)
    suspend = chair.locator("#suspend")
    suspend.get_by_label("Reason").fill("Informal consultations on the programme of work")
    suspend.get_by_role("button", name="Suspend the meeting").click()
    done(chair, "A meeting was suspended.")
    on_the_screen(people, "The meeting is suspended")
    people.public.goto(meeting)
    expect(people.public.get_by_text("Reason: Informal consultations on the programme of work")).to_be_visible()
    expect(chair.get_by_role("button", name="Record the decision")).to_have_count(0)
    chair.get_by_role("button", name="Resume the meeting").click()
    done(chair, "A meeting was resumed.")


def the_others_speak_and_one_replies(people: People, speakers: str) -> None:
    """Kenya and Japan speak; Kenya has a right of reply, of ten minutes, at the end."""
    chair = people.chair
    to_the_console(chair)
    for name in ("Kenya", "Japan"):
        press(chair, "n")
        on_the_screen(people, re.compile(rf"{name}\s+0:00\s+of 3:00"))
        press(chair, "s")
        press(chair, "e")
    people.kenya.goto(speakers)
    people.kenya.get_by_role("button", name="Ask for a right of reply").click()
    done(people.kenya, "right of reply")
    waiting_are(chair, "Kenya")
    press(chair, "n")
    on_the_screen(people, re.compile(r"Kenya\s+Right of reply\s+0:00\s+of 10:00"))
    press(chair, "s")
    press(chair, "e")
    expect(chair.get_by_text("Nobody is waiting to speak.")).to_be_visible()
    press(chair, "i")
    expect(chair.get_by_role("button", name="Reopen the list")).to_be_visible()


def the_meeting_is_adjourned(people: People, meeting: str) -> None:
    """The Chair adjourns the meeting, and says why."""
    chair = people.chair
    chair.goto(meeting)
    adjourn = chair.locator("#adjourn")
    adjourn.get_by_label("Reason").fill("The organizational arrangements have been agreed")
    adjourn.get_by_role("button", name="Adjourn the meeting").click()
    done(chair, "A meeting was adjourned.")
    on_the_screen(people, "The meeting is adjourned")
    people.public.goto(meeting)
    expect(people.public.get_by_text("Reason: The organizational arrangements have been agreed")).to_be_visible()


# What remains


def the_minutes_are_drafted_and_edited(people: People, meeting: str) -> None:
    """Drafted from what happened; the Chair's later save is shown as three texts, and both changes are kept; then final."""
    secretariat, chair = people.secretariat, people.chair
    secretariat.goto(meeting)
    secretariat.get_by_role("button", name="Draft the minutes").click()
    done(secretariat, "The minutes of a meeting were drafted")
    secretariat.get_by_role("link", name="Minutes of the 1st meeting").click()
    minutes = secretariat.url.split("?")[0]
    text = secretariat.locator("main")
    for words in (
        "was called to order at 11.0",
        "5 delegations were present.",
        "elected, by acclamation, the representative of Switzerland",
        "Statements were made by the representatives of Romania, on behalf of the European Union; France; Kenya; and Japan.",
        "The representative of Kenya raised a point of order.",
        "The representative of Kenya spoke in exercise of the right of reply.",
        "decided to hold its first substantive session from 9 to 13 September 2019",
        "(Informal consultations on the programme of work)",
    ):
        expect(text).to_contain_text(words)
    paragraph = secretariat.locator(".provision-number a").filter(has_text="1").first
    opened = paragraph.get_attribute("href") or ""
    for page in (secretariat, chair):
        page.goto(opened)
    was = secretariat.locator("#revise-words").input_value()
    reworded(secretariat, was.replace("was called to order", "was declared open"))
    done(secretariat, "A provision was given a new wording.")
    reworded(chair, was.replace("The Chair presided", "The Chair (Switzerland) presided"))
    expect(chair.locator("#three-texts")).to_contain_text("changed since you opened")
    for title in ("What you had", "What it is now", "What you wrote"):
        expect(chair.get_by_text(title).first).to_be_visible()
    chair.get_by_role("button", name="Record both changes").click()
    expect(chair.locator("#the-wording")).to_contain_text("was declared open")
    expect(chair.locator("#the-wording")).to_contain_text("The Chair (Switzerland) presided")

    secretariat.goto(meeting)
    final = secretariat.locator("#final-minutes")
    final.get_by_label("Symbol").fill("A/AC.290/2019/SR.1")
    final.get_by_role("button", name="Make them final").click()
    done(secretariat, "made final")
    people.public.goto(meeting)
    expect(people.public.locator("#minutes")).to_contain_text("final")
    people.public.locator("#minutes").get_by_role("link").click()
    expect(people.public.get_by_text("These minutes are final.")).to_be_visible()
    assert people.public.url.split("?")[0] == minutes
    expect(people.public.get_by_text("The Chair (Switzerland) presided")).to_be_visible()
    people.chair.goto(opened)
    expect(people.chair.get_by_role("button", name="Record the wording")).to_have_count(0)


def reworded(page: Page, words: str) -> None:
    """Somebody sends another wording of the paragraph before them."""
    page.locator("#revise-words").fill(words)
    page.get_by_role("button", name="Record the wording").click()


def the_list_of_participants_shows_persons_to_participants(people: People) -> None:
    """Those who take part read who came; the public reads which delegations did."""
    for page, persons in ((people.japan, True), (people.public, False)):
        page.goto("/sessions")
        page.get_by_role("link", name="The list of participants").first.click()
        expect(page.get_by_role("row").filter(has_text="Switzerland")).to_be_visible()
        expect(page.get_by_text("Beat Moser")).to_have_count(1 if persons else 0)


def a_letter_reaches_a_delegate(served: Served, folder: Path) -> str:
    """`oewg notices send` writes the letters into their folder; returns the one to the French delegate about meetings."""
    settings = Settings(
        served.database.url, "a key for tests only", var=folder, address=served.address, notices_folder=folder / "mail"
    )
    app = create_app(settings)
    ran = app.test_cli_runner().invoke(args=["notices", "send"])
    app.extensions["oewg_database"].engine.dispose()
    assert ran.exit_code == 0, ran.output
    letters = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in (folder / "mail").glob("*")]
    words = [str(each.get_content()) for each in letters if each["To"] == "delegate@example.org"]
    return next(each for each in words if "Meeting 1, called for" in each)


def the_letter_is_stopped_with_one_click(phone: Page, france: Page, letter: str) -> None:
    """On a telephone, without signing in."""
    link = re.search(r"No more of this: (\S+)", letter[letter.index("When the group meets") :])
    assert link
    phone.goto(link[1])
    phone.get_by_role("button", name="Stop them").click()
    expect(phone.get_by_role("heading", name="These letters are stopped")).to_be_visible()
    france.goto("/account/notices")
    meets = france.get_by_role("group", name="When the group meets")
    expect(meets.get_by_role("radio", name="Never")).to_be_checked()


def events(page: Page) -> dict[str, str]:
    """The group's calendar as a program reads it: the event's lasting id -> the event."""
    answer = page.request.get("/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    found = answer.text().replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    return {re.search(r"UID:(\S+)", each)[1]: each for each in found}  # type: ignore[index]


def the_calendar_follows_a_meeting_that_moves(people: People, second: str) -> None:
    """Whoever has subscribed sees the afternoon meeting in its new room, under the same id, as a later version."""
    before = events(people.public)
    uid = next(each for each in before if "Meeting 2" in before[each])
    people.secretariat.goto(second)
    people.secretariat.get_by_text("Move it online, or to another mode or room").click()
    move = people.secretariat.locator("#move")
    move.get_by_label("Room").fill("Trusteeship Council Chamber")
    move.get_by_label("Reason").fill("More seats are needed")
    move.get_by_role("button", name="Move the meeting").click()
    done(people.secretariat, "moved")
    after = events(people.public)
    assert set(after) == set(before)
    assert "Trusteeship Council Chamber" in after[uid]
    assert "DTSTART:20190603T190000Z" in after[uid]

    def version(event: str) -> int:
        return int(re.search(r"SEQUENCE:(\d+)", event)[1])  # type: ignore[index]

    assert version(after[uid]) > version(before[uid])


def test_the_organizational_session_is_held_whole(
    empty_house: Served, opened: Callable[..., Page], passwords: None, hour: ClockOfTheHouse, tmp_path: Path
) -> None:
    def signed_in(who: str, **options: object) -> Page:
        page = opened(empty_house, **options)
        sign_in(page, f"{who}@example.org", PASSWORD)
        return page

    people = People(
        secretariat=signed_in("secretariat"), head=opened(empty_house), member=opened(empty_house),
        france=signed_in("delegate", **PHONE), japan=signed_in("second"), kenya=signed_in("head"),
        romania=signed_in("coordinator"), public=opened(empty_house),
        screen=opened(empty_house, viewport={"width": 1280, "height": 720}),
    )  # fmt: skip
    secretariat = people.secretariat

    session = the_session_is_planned(secretariat)
    first, second = f"{empty_house.address}/meetings/1", f"{empty_house.address}/meetings/2"
    link = a_letter_of_credentials_is_received(secretariat)
    somebody_follows_the_link(people.head, link)
    somebody_follows_the_link(people.member, the_head_names_a_member(people.head))
    agenda = a_text_is_begun(secretariat, "agenda", "Provisional agenda", AGENDA)
    programme = a_text_is_begun(
        secretariat, "programme_of_work", "Programme of work", ("Three sessions in two years.",)
    )
    modalities = a_text_is_begun(
        secretariat, "modalities", "Modalities of participation", ("Accredited organizations attend formal meetings.",)
    )
    the_timetable_is_arranged_by_keyboard(secretariat, session)
    statement = a_statement_is_filed_under_embargo(people.france, first)
    nobody_else_knows_of_it(people, statement)
    nothing_is_settled = [
        "Officers elected", "Agenda adopted", "Programme of work adopted", "Modalities of participation adopted",
        "Dates of the substantive sessions decided",
    ]  # fmt: skip
    assert missing(people.public) == nothing_is_settled

    hour.strikes(11, 5)
    the_meeting_is_opened(people, session, first)
    delegations_check_in(people, first)
    the_chair_is_elected(people, first)
    the_bureau_is_elected(people)
    assert missing(people.public) == nothing_is_settled[1:]
    take_up(people.chair, first, AGENDA[1])
    a_text_is_adopted(people, agenda, "A/AC.290/2019/1")
    a_list = a_list_of_speakers_is_opened(people, first)
    two_exchange_their_places(people, a_list)
    the_group_speaks_and_is_interrupted(people, first)
    france_delivers_its_statement(people, statement)
    the_meeting_is_suspended_and_resumed(people, first)
    the_others_speak_and_one_replies(people, a_list)
    a_text_is_adopted(people, programme, "A/AC.290/2019/2")
    assert missing(people.japan) == ["Modalities of participation adopted", "Dates of the substantive sessions decided"]
    a_text_is_adopted(people, modalities, "A/AC.290/2019/3")
    the_dates_are_decided(people, first)
    assert missing(people.public) == []
    the_meeting_is_adjourned(people, first)

    the_minutes_are_drafted_and_edited(people, first)
    the_list_of_participants_shows_persons_to_participants(people)
    letter = a_letter_reaches_a_delegate(empty_house, tmp_path)
    the_letter_is_stopped_with_one_click(opened(empty_house, **PHONE), people.france, letter)
    the_calendar_follows_a_meeting_that_moves(people, second)
    with empty_house.database.reading() as db:
        assert list(faults(db)) == []
