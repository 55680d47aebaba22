"""Does what a delegation does show on the chair's board and on the open text by itself, and by the stream?"""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Served, sign_in
from tests.negotiation.given import a_report
from tests.world import PASSWORD, World

NEVER_ASKS = """
    const soon = window.setTimeout;
    window.setTimeout = (work, after, ...more) => after < 2000 ? soon(work, after, ...more) : 0;
"""
"""Without its clock a page does not ask by itself: what it then shows anew, the stream has told it."""


def signed_in(opened: Callable[..., Page], served: Served, who: str) -> Page:
    page = opened(served)
    sign_in(page, f"{who}@example.org", PASSWORD)
    return page


def state_a_position(page: Page, provision_id: int, stance: str, reason: str = "") -> None:
    page.goto(f"/provisions/{provision_id}")
    page.locator("#position").get_by_text(stance, exact=True).click()
    if reason:
        page.locator("#position [name=reason]").fill(reason)
    page.get_by_role("button", name="State the position").click()
    expect(page.get_by_text("A position was stated.")).to_be_visible()


def test_a_position_shows_on_the_board_and_on_the_text_by_the_stream(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    text_id, (first, second, _) = a_report(World(empty_house.database))
    chair, public = signed_in(opened, empty_house, "chair"), opened(empty_house)
    delegate = signed_in(opened, empty_house, "delegate")
    loaded: list[str] = []
    for page, address in ((chair, f"/texts/{text_id}/board"), (public, f"/texts/{text_id}")):
        page.add_init_script(NEVER_ASKS)
        with page.expect_response(lambda answer: "/live?after=" in answer.url) as listening:
            page.goto(address)
        assert listening.value.status == 200
        page.on("framenavigated", lambda frame: loaded.append(frame.url))
    before = public.locator("[data-live]").first.inner_text()

    state_a_position(delegate, first, "Object", "It goes beyond what was agreed.")
    expect(chair.get_by_text("It goes beyond what was agreed.")).to_be_visible()
    expect(public.locator("[data-live]").first).not_to_have_text(before, use_inner_text=True)

    # And once more: a stream goes on.
    state_a_position(delegate, second, "Reserve", "Instructions are awaited.")
    expect(chair.get_by_text("Instructions are awaited.")).to_be_visible()
    assert loaded == []


def test_without_a_place_for_a_stream_the_page_asks_by_itself(
    empty_house: Served, opened: Callable[..., Page], passwords: None
) -> None:
    text_id, (first, *_) = a_report(World(empty_house.database))
    chair, delegate = (signed_in(opened, empty_house, who) for who in ("chair", "delegate"))

    def no_place(route: Route) -> None:
        route.fulfill(status=503, headers={"Retry-After": "30"})

    chair.route("**/live?*", no_place)
    chair.goto(f"/texts/{text_id}/board")
    state_a_position(delegate, first, "Object", "It goes beyond what was agreed.")
    expect(chair.get_by_text("It goes beyond what was agreed.")).to_be_visible(timeout=20_000)
