"""An organization registers: by keyboard with scripts, and with no script at all."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Served

PURPOSE = "To be heard on the silence between two signals."


def fill(page: Page) -> None:
    page.goto("/organizations/register")
    page.get_by_label("Name of the organization").fill("Quiet Signals")
    page.get_by_label("Sector").select_option(label="academia")
    page.get_by_label("Established in").select_option(label="Finland")
    page.get_by_label("What it does, and why it wishes to be heard").fill(PURPOSE)
    page.get_by_label("Your name").fill("Aino")
    page.get_by_label("Your e-mail address").fill("aino@signals.example")


def test_the_browser_does_the_work_while_one_types(guarded_house: Served, opened: Callable[..., Page]) -> None:
    page = opened(guarded_house)
    fill(page)
    expect(page.locator(".proof [role=status]")).to_have_text("The calculation is done: the form can be sent.")
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/organizations/registered**")
    expect(page.locator(".note-done")).to_contain_text("not confirmed yet")


def test_a_form_sent_before_the_work_is_done_is_sent_when_it_is(
    guarded_house: Served, opened: Callable[..., Page]
) -> None:
    page = opened(guarded_house)
    # A slow browser: its work begins when it is let.
    page.add_init_script(
        "const begin = Worker.prototype.postMessage;"
        "Worker.prototype.postMessage = function (said) { window.letWork = () => begin.call(this, said); };"
    )
    fill(page)
    page.keyboard.press("Enter")
    expect(page.locator(".proof [role=status]")).to_have_text("Your form is sent as soon as the calculation is done.")
    page.evaluate("letWork()")
    page.wait_for_url("**/organizations/registered**")


def test_without_scripts_the_form_waits_and_keeps_what_was_typed(
    guarded_house: Served, opened: Callable[..., Page]
) -> None:
    page = opened(guarded_house, java_script_enabled=False)
    fill(page)
    page.locator("main form button").click()
    expect(page.locator("main [role=alert]")).to_contain_text("it waits for")
    assert page.get_by_label("What it does, and why it wishes to be heard").input_value() == PURPOSE
