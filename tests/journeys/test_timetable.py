"""Is the timetable moved by drag and by keyboard alike, does it fit a phone, and is it one sheet of paper?"""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from oewg.core.clock import local
from oewg.meetings import queries
from tests.journeys.conftest import Served, sign_in
from tests.meetings.given import NEW_YORK, a_meeting, a_session, an_agenda
from tests.meetings.given_life import move
from tests.meetings.given_timetable import set_down
from tests.world import PASSWORD, World


def a_full_week(world: World) -> tuple[int, list[int], list[int]]:
    """Two meetings on each of five days, three items set down for each of the first nine: (session, meetings, items)."""
    first = local(2019, 9, 9, 10, zone=NEW_YORK)
    session = a_session(world, "First substantive session", first.date(), (first + timedelta(days=4)).date())
    meetings = [
        a_meeting(world, session, first + timedelta(days=day, hours=hours)) for day in range(5) for hours in (0, 5)
    ]
    _, items = an_agenda(world)
    for meeting in meetings:
        move(world, meeting, "hybrid", "Conference Room 4")
    for meeting in meetings[:-1]:
        for item in items:
            set_down(world, meeting, item)
    return session, meetings, items


def on_the_timetable(served: Served, page: Page, session: int) -> None:
    sign_in(page, "secretariat@example.org", PASSWORD)
    page.goto(f"/sessions/{session}/timetable")


def test_an_item_is_dragged_to_another_meeting_and_before_another_item(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = World(empty_house.database)
    session, meetings, items = a_full_week(world)
    page = opened(empty_house, viewport={"width": 1280, "height": 2000})
    on_the_timetable(empty_house, page, session)
    last = meetings[-1]
    page.drag_and_drop(f"#item-{meetings[0]}-{items[0]}", f"#meeting-{last}")
    expect(page.locator(f"#item-{last}-{items[0]}")).to_be_visible()
    expect(page.get_by_text("An item of the agenda was set down for a meeting.")).to_be_visible()
    page.drag_and_drop(f"#item-{meetings[0]}-{items[1]}", f"#item-{last}-{items[0]}")
    expect(page.locator(f"#item-{last}-{items[1]}")).to_be_visible()
    assert world.read(queries.order_of, last) == [items[1], items[0]]
    assert world.read(queries.order_of, meetings[0]) == [items[2]]


def test_the_same_is_done_with_the_keyboard_alone(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = World(empty_house.database)
    session, meetings, items = a_full_week(world)
    page = opened(empty_house, java_script_enabled=False)
    on_the_timetable(empty_house, page, session)
    name = f"{meetings[0]}-{items[2]}"
    page.locator(f"#moves-{name} > summary").focus()
    page.keyboard.press("Enter")
    page.locator(f"#up-{name} button").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("were put in another order")).to_be_visible()
    assert world.read(queries.order_of, meetings[0]) == [items[0], items[2], items[1]]
    page.locator(f"#moves-{name} > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "to"
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(f"#item-{meetings[-1]}-{items[2]}")).to_be_visible()
    assert world.read(queries.order_of, meetings[-1]) == [items[2]]


@pytest.mark.parametrize("who", ["public", "secretariat"])
def test_a_full_week_fits_a_phone_one_sheet_and_every_reader(
    empty_house: Served, opened: Callable[..., Page], passwords: None, who: str
) -> None:
    world = World(empty_house.database)
    session, _, _ = a_full_week(world)
    page = opened(empty_house)
    if who == "public":
        page.goto(f"/sessions/{session}/timetable")
    else:
        on_the_timetable(empty_house, page, session)
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) == 1
    assert sheets[0].mediabox.width > sheets[0].mediabox.height
    columns = page.eval_on_selector_all(
        ".timetable-day", "all => new Set(all.map(e => e.getBoundingClientRect().top)).size"
    )
    assert columns == 1, "the days stand side by side"
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert Axe().run(page).response["violations"] == []
