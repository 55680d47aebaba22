"""Who is at the organizational session, and how is it told what they do and see?"""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import done

SOON = 2_000
"""Milliseconds within which the screen of the room shows what was done; on a machine with other work, five times as long
at most."""
AGENDA = ("Election of officers.", "Adoption of the agenda.", "Organization of work.", "Other matters.")
HEAD = "head@mission.example"


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
