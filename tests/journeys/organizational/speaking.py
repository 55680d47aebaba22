"""At the meeting: who speaks, in which order, interrupted by whom, and who replies."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import done
from tests.journeys.organizational.people import AGENDA, SOON, People, on_the_screen, press, take_up, to_the_console


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
