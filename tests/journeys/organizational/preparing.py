"""Before the meeting: the session is planned, delegations are named, texts are drafted and the timetable arranged."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import done, plans_a_session
from tests.journeys.organizational.people import AGENDA, HEAD, People
from tests.world import PASSWORD

MEMBER = "counsellor@mission.example"


def the_session_is_planned(secretariat: Page) -> str:
    """The secretariat plans the session and calls its two meetings; returns the session's address."""
    secretariat.goto("/")
    secretariat.get_by_role("link", name="Meetings", exact=True).click()
    expect(secretariat.get_by_text("paragraph 6 of the resolution sets it for June 2019")).to_be_visible()
    plans_a_session(
        secretariat, "Organizational", "Organizational session", "2019-06-03", "2019-06-04",
        "United Nations Headquarters, New York",
    )  # fmt: skip
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
