"""Does a meeting run from the chair's keyboard, and do the room's screen and a delegate's telephone follow it at once?"""

import re
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from oewg.meetings import actions, queries
from oewg.record import queries as record
from oewg.texts import queries as texts
from tests.journeys.conftest import Served, sign_in
from tests.meetings.given import a_meeting, a_session, an_agenda, on_meeting, on_session
from tests.meetings.given_speaking import a_list, calls, do, inscribe, on_clock, order_of, read_list, speaks
from tests.negotiation.given import a_report
from tests.world import PASSWORD, World

PATIENCE = 10_000
"""Milliseconds after which a change counts as not shown; what is wanted is a second or so, and is measured below."""
A_SECOND = 1.0
PAGES = 5
"""So many pages may be made between an act and the screen, each as slowly as a busy machine makes them."""
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
AN_HOUR_WRONG = """
    const Right = Date;
    window.Date = class extends Right {
      constructor(...given) { given.length ? super(...given) : super(Right.now() + 3600e3); }
      static now() { return Right.now() + 3600e3; }
    };
"""
"""A machine whose clock is an hour fast."""


BEATS = """
    () => new Promise((tell) => {
      const clock = document.querySelector("[data-clock]");
      const begun = Number(clock.dataset.running) - Number(clock.dataset.spoken);
      const late = [];
      const observer = new MutationObserver(() => {
        const [minutes, seconds] = clock.querySelector("[data-clock-time]").textContent.split(":").map(Number);
        late.push(performance.timeOrigin + performance.now() - begun - 1000 * (60 * minutes + seconds));
        if (late.length < 5) return;
        observer.disconnect();
        tell(late.sort((a, b) => a - b)[2]);
      });
      observer.observe(clock, { childList: true, subtree: true, characterData: true });
    })
"""
"""By how many milliseconds a clock comes late to its seconds, by the one true time of this machine; the middle of five."""


class Watched:
    """The screen of the room, and how long each change took to show on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.took: list[float] = []
        self.acted = time.monotonic()

    def shows(self, what: str | re.Pattern[str]) -> None:
        """It shows this, soon after the act."""
        expect(self.page.locator("#the-room")).to_contain_text(what, timeout=PATIENCE, use_inner_text=True)
        self.took.append(time.monotonic() - self.acted)


def signed_in(opened: Callable[..., Page], served: Served, who: str, **options: object) -> Page:
    page = opened(served, **options)
    sign_in(page, f"{who}@example.org", PASSWORD)
    return page


def a_world(served: Served) -> World:
    world = World(served.database)
    world.at = datetime.now(UTC) - timedelta(hours=5)  # what is done in the browser comes after it
    return world


def a_substantive_meeting(world: World) -> tuple[int, int]:
    """A substantive meeting has been opened and has taken up the first item: (meeting, a paragraph of the report)."""
    session = a_session(world, "First substantive session", kind="substantive")
    on_session(world, actions.open_session, session)
    meeting = a_meeting(world, session)
    on_meeting(world, actions.open_meeting, meeting)
    _, items = an_agenda(world)
    _, (paragraph, *_rest) = a_report(world)
    do(world, actions.take_up, (queries.meeting, meeting), (texts.provision, items[0]))
    return meeting, paragraph


def a_page(page: Page) -> float:
    """How many seconds this machine now takes for a page."""
    begun = time.monotonic()
    for _ in range(5):
        page.request.get(page.url)
    return (time.monotonic() - begun) / 5


def clock_of(page: Page) -> str:
    return page.locator("[data-clock-time]").first.inner_text()


def press(page: Page, key: str, room: Watched | None = None) -> None:
    """Press a key of the console, and wait for the page that comes of it."""
    with page.expect_navigation(), page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press(key)
        if room:
            room.acted = time.monotonic()


def test_twelve_speakers_a_group_an_exchange_a_point_of_order_and_a_reply(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = a_world(empty_house)
    meeting, _paragraph = a_substantive_meeting(world)
    chair = signed_in(opened, empty_house, "chair")
    screen = opened(empty_house, viewport={"width": 1280, "height": 720})
    phone = signed_in(opened, empty_house, "delegate", **PHONE)
    phone.add_init_script(AN_HOUR_WRONG)
    room = Watched(screen)
    screen.goto(f"/room/{meeting}")
    chair.goto(f"/meetings/{meeting}/console")

    # The list is opened from the keyboard, and everybody inscribes: some in the browser, the others elsewhere.
    with chair.expect_navigation():
        room.acted = time.monotonic()
        chair.get_by_role("button", name="Open a list for item 1.").press("Enter")
    room.shows("1. Election of officers.")
    with world.database.reading() as db:
        list_id = queries.lists_at(db, queries.meeting(db, meeting))[0].list.id
    for code in ("BRA", "IND", "MEX", "CAN", "EGY", "GHA", "CHE", "VAT"):
        inscribe(world, list_id, code)
    expect(screen.get_by_text("Brazil")).to_be_visible()
    kenya = signed_in(opened, empty_house, "head")
    for page, button in (
        (kenya, "Inscribe our delegation"),
        (signed_in(opened, empty_house, "second"), "Inscribe our delegation"),
        (signed_in(opened, empty_house, "coordinator"), "Inscribe the group"),
        (phone, "Inscribe our delegation"),
    ):
        page.goto(f"/speakers/{list_id}")
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text("A speaker was inscribed.")).to_be_visible()
    expect(screen.locator(".room-next li").first).to_have_text(re.compile(r"Romania\s+European Union"))
    assert order_of(world, list_id) == [
        "EU", "BRA", "IND", "MEX", "CAN", "EGY", "GHA", "CHE", "KEN", "JPN", "FRA", "VAT",
    ]  # fmt: skip

    # France and Kenya exchange their places; only they hear of it until they have agreed.
    phone.get_by_text("Exchange places").click()
    phone.locator("[name=other]").select_option(label="Kenya")
    phone.get_by_role("button", name="Propose it").click()
    expect(phone.get_by_text("You proposed to exchange places with Kenya")).to_be_visible()
    expect(kenya.get_by_text("France proposes to exchange places with you.")).to_be_visible()
    kenya.get_by_role("button", name="Agree").click()
    expect(kenya.get_by_text("Two speakers exchanged their places.")).to_be_visible()
    assert order_of(world, list_id)[8:11] == ["FRA", "JPN", "KEN"]
    expect(chair.locator(".queue li").nth(8)).to_have_text("France")

    # The group's spokesperson speaks; all screens show one time, also the telephone whose own clock is an hour wrong.
    press(chair, "n", room)
    room.shows(re.compile(r"Romania\s+on behalf of the European Union\s+0:00\s+of 5:00\s+not begun"))
    press(chair, "s")
    expect(phone.locator("[data-clock-time]")).not_to_have_text("0:00")
    expect(screen.locator("[data-clock-time]")).not_to_have_text("0:00")
    for page in (chair, screen, phone):
        late = page.evaluate(BEATS)
        assert -250 < late < 500, late
    press(chair, "Space", room)
    room.shows("paused")
    stands = clock_of(screen)
    press(chair, "s")
    expect(screen.locator("[data-clock-time]")).not_to_have_text(stands)
    press(chair, "e", room)
    room.shows(re.compile(r"Speakers’ list\s+Next\s+Brazil"))

    # Brazil is not there; India overruns its time, which has a shape and words of its own; Mexico is asked.
    press(chair, "a", room)
    room.shows(re.compile(r"Next\s+India"))
    press(chair, "n")
    with world.database.reading() as db:
        floor = queries.floor(db, meeting)
    assert floor
    on_clock(world, actions.start_clock, floor.holder.id, datetime.now(UTC) - timedelta(seconds=178))
    expect(screen.get_by_text("over by")).to_be_hidden()
    expect(screen.get_by_text("over by")).to_be_visible()
    expect(screen.locator(".clock-over svg")).to_be_visible()
    for page in (chair, phone):
        expect(page.get_by_text("over by").first).to_be_visible()

    # A point of order interrupts, and the floor and the clock return.
    chair.keyboard.press("o")
    expect(chair.locator("#point-delegation")).to_be_focused()
    before = world.read(record.size)
    chair.keyboard.type("JPN")  # none of these letters presses a button
    assert world.read(record.size) == before
    press(chair, "Enter", room)
    room.shows(re.compile(r"Japan\s+Point of order\s+India goes on afterwards"))
    press(chair, "e", room)
    room.shows(re.compile(r"India\s+3:\d\d"))
    stands = clock_of(screen)
    expect(screen.locator("[data-clock-time]")).not_to_have_text(stands)

    # France asks for a right of reply from the telephone, and raises a point of order itself.
    phone.get_by_role("button", name="Ask for a right of reply").click()
    expect(chair.locator(".queue li").last).to_have_text("France · right of reply")
    phone.get_by_text("Point of order", exact=True).click()
    room.acted = time.monotonic()
    phone.get_by_role("button", name="Raise a point of order").click()
    room.shows(re.compile(r"France\s+Point of order\s+India goes on afterwards"))
    expect(chair.get_by_role("button", name="End the point of order")).to_be_visible()
    press(chair, "e")
    press(chair, "e")

    # The others speak in their order; Brazil, absent once, comes after all statements; the reply has ten minutes.
    for name in ("Mexico", "Canada", "Egypt", "Ghana", "Switzerland", "France", "Japan", "Kenya", "Holy See", "Brazil"):
        press(chair, "n", room)
        room.shows(re.compile(rf"{name}\s+0:00"))
        press(chair, "e")
    press(chair, "n", room)
    room.shows(re.compile(r"France\s+Right of reply\s+0:00\s+of 10:00"))
    press(chair, "s")
    press(chair, "e")
    expect(chair.get_by_text("Nobody is waiting to speak.")).to_be_visible()
    assert order_of(world, list_id) == []
    assert statistics.median(room.took) < A_SECOND + PAGES * a_page(screen), sorted(room.took)

    phone.goto(f"/sessions/{world.read(queries.meeting, meeting).session_id}/speaking-times")
    expect(phone.get_by_role("row", name="European Union")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_the_screen_follows_the_console_and_recovers_by_itself_after_the_network_was_gone(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = a_world(empty_house)
    meeting, _paragraph = a_substantive_meeting(world)
    chair = signed_in(opened, empty_house, "chair")
    screen = opened(empty_house, viewport={"width": 1280, "height": 720})
    room = Watched(screen)
    screen.goto(f"/room/{meeting}")
    chair.goto(f"/meetings/{meeting}/console")

    chair.keyboard.press("p")
    expect(chair.locator("#paragraph-provision")).to_be_focused()
    chair.keyboard.type("2")
    press(chair, "Enter", room)
    room.shows("2. Draft report")
    press(chair, "b", room)
    room.shows("The meeting resumes shortly")
    lost = screen.get_by_text("the connection is lost")
    expect(lost).to_be_hidden()

    screen.context.set_offline(True)
    expect(lost).to_be_visible(timeout=10_000)
    press(chair, "l")
    time.sleep(3)
    expect(screen.locator("#the-room")).to_contain_text("The meeting resumes shortly")
    screen.context.set_offline(False)
    expect(screen.locator("#the-room")).to_contain_text("Meeting 1", timeout=10_000)
    expect(lost).to_be_hidden()

    # And it hears again of what is done, at once.
    press(chair, "b", room)
    room.shows("The meeting resumes shortly")
    assert screen.url.endswith(f"/room/{meeting}")


def test_after_a_refusal_the_console_says_why_and_goes_on_living(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = a_world(empty_house)
    meeting, list_id = a_list(world)
    inscribe(world, list_id, "KEN")
    chair = signed_in(opened, empty_house, "chair")
    chair.goto(f"/meetings/{meeting}/console")
    chair.keyboard.press("o")
    chair.keyboard.type("Atlantis")
    press(chair, "Enter")
    expect(chair.get_by_role("alert").first).to_contain_text("There is no delegation of this name or code.")
    expect(chair.locator("#point-delegation")).to_have_value("Atlantis")
    inscribe(world, list_id, "FRA")
    expect(chair.locator(".queue")).to_contain_text("France")
    expect(chair.get_by_role("alert").first).to_contain_text("There is no delegation of this name or code.")


def test_a_meeting_is_withdrawn_from_suspended_resumed_and_adjourned_by_keys_and_never_by_one_key_alone(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = a_world(empty_house)
    meeting, list_id = a_list(world)
    for code in ("KEN", "FRA"):
        inscribe(world, list_id, code)
    chair = signed_in(opened, empty_house, "chair")
    chair.goto(f"/meetings/{meeting}/console")

    # Whom one chooses from is brought up to date by itself.
    inscribe(world, list_id, "JPN")
    expect(chair.locator("#withdraw-inscription option", has_text="Japan")).to_have_count(1)
    chair.keyboard.press("w")
    expect(chair.locator("#withdraw-inscription")).to_be_focused()
    chair.keyboard.type("Fra")
    press(chair, "Enter")
    assert order_of(world, list_id) == ["KEN", "JPN"]

    for key, field, reason, words in (
        ("u", "#suspend-reason", "Just a minute", "The meeting is suspended."),
        ("u", "#resume-button", "", "The floor is free."),
        ("j", "#adjourn-reason", "Six o’clock", "adjourned"),
    ):
        before = world.read(record.size)
        chair.keyboard.press(key)
        expect(chair.locator(field)).to_be_focused()
        chair.keyboard.type(reason)  # none of these letters presses a button
        assert world.read(record.size) == before
        press(chair, "Enter")
        expect(chair.locator("main")).to_contain_text(words)
    assert chair.url.endswith(f"/meetings/{meeting}")
    expect(chair.get_by_role("status").filter(has_text="Done.")).to_contain_text("A meeting was adjourned.")
    expect(chair.get_by_text("Reason: Six o’clock")).to_be_visible()


def test_keys_can_be_switched_off_and_the_buttons_work_all_the_same(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    world = a_world(empty_house)
    meeting, list_id = a_list(world)
    inscribe(world, list_id, "KEN")
    chair = signed_in(opened, empty_house, "chair")
    chair.goto(f"/meetings/{meeting}/console")
    chair.get_by_label("Keys press the buttons that bear them").uncheck()
    chair.locator("h1").click()
    before = world.read(record.size)
    chair.keyboard.press("n")
    time.sleep(0.5)
    assert world.read(record.size) == before
    chair.reload()
    expect(chair.get_by_label("Keys press the buttons that bear them")).not_to_be_checked()
    with chair.expect_navigation():
        chair.get_by_role("button", name="Give the floor").press("Enter")
    expect(chair.get_by_role("button", name="Start the clock")).to_be_visible()


@pytest.mark.parametrize("page_of", ["/meetings/{}/console", "/room/{}"])
def test_without_scripts_the_time_is_that_of_the_page(
    empty_house: Served, opened: Callable[..., Page], passwords: None, page_of: str
) -> None:
    world = a_world(empty_house)
    meeting, list_id = a_list(world)
    inscribe(world, list_id, "KEN")
    chair = signed_in(opened, empty_house, "chair", java_script_enabled=False)
    chair.goto(f"/meetings/{meeting}/console")
    click(chair.get_by_role("button", name="Give the floor"))
    click(chair.get_by_role("button", name="Start the clock"))
    chair.goto(page_of.format(meeting))
    first = clock_of(chair)
    time.sleep(1.2)
    assert clock_of(chair) == first
    chair.reload()
    assert clock_of(chair) != first


@pytest.mark.parametrize("who", ["chair", "delegate"])
def test_the_pages_of_speaking_are_accessible_and_fit_a_telephone(
    empty_house: Served, opened: Callable[..., Page], passwords: None, who: str
) -> None:
    world = a_world(empty_house)
    meeting, list_id = a_list(world)
    for code in ("FRA", "KEN", "JPN"):
        inscribe(world, list_id, code)
    speaks(world, meeting, inscribe(world, list_id, "ROU", "EU"), 400)
    floor = calls(world, meeting, first_on(world, list_id))
    on_clock(world, actions.start_clock, floor, datetime.now(UTC) - timedelta(seconds=500))
    session = world.read(queries.meeting, meeting).session_id
    addresses = [
        f"/speakers/{list_id}",
        f"/meetings/{meeting}",
        f"/room/{meeting}",
        f"/sessions/{session}/speaking-times",
    ]
    addresses += [f"/meetings/{meeting}/console"] if who == "chair" else []
    page, faults = signed_in(opened, empty_house, who), []
    for address in addresses:
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            faults += [f"{address} {scheme}: {fault['id']} {fault['nodes'][0]['html'][:200]}" for fault in found]
        page.set_viewport_size({"width": 390, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
            faults.append(f"{address}: too wide for a telephone")
        page.set_viewport_size({"width": 1280, "height": 720})
    assert faults == []


def first_on(world: World, list_id: int) -> int:
    """Who is next on a list."""
    return world.read(read_list, list_id)[0].inscription.id


def click(button: Locator) -> None:
    """Press a button, and wait for the page that comes of it."""
    with button.page.expect_navigation():
        button.click()
