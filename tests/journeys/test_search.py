"""Is what was said found from wherever one reads, by the keyboard alone?"""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.conftest import Served


def test_the_slash_goes_to_the_search_of_any_page_and_back_to_what_was_said(
    demonstrated: Served, opened: Callable[..., Page]
) -> None:
    page = opened(demonstrated)
    page.goto("/texts/1")
    page.keyboard.press("/")
    page.keyboard.type("أمن المعلومات")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator(".found-one mark").all_inner_texts() == ["أمن", "المعلومات"]
    assert page.locator(".excerpt").evaluate("one => getComputedStyle(one).direction") == "rtl"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    # In a field the slash is a slash, and what stands in the box is written over.
    page.keyboard.type("A/")
    assert page.locator("#find").input_value() == "A/"
    page.locator("[data-keys] input").uncheck()
    page.goto("/texts/1")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "find"


def test_the_search_works_without_scripts(demonstrated: Served, opened: Callable[..., Page]) -> None:
    page = opened(demonstrated, java_script_enabled=False)
    page.goto("/")
    page.locator("#find").fill("threats")
    page.locator(".find button").click()
    assert page.locator(".found-one").count() > 1
    page.locator(".tabs a", has_text="Submissions").click()
    assert {words.split(" ·")[0] for words in page.locator(".found-one .hint").all_inner_texts()} == {"Submission"}
