"""After the meeting: its minutes, who was there, letters and the calendar."""

import re
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import Page, expect

from app import create_app
from config.settings import Settings
from tests.journeys.conftest import Served, done
from tests.journeys.organizational.people import People


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
