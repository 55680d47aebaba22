"""Is a draft saved as one types, and do two people of one organization, at two machines, lose nothing?"""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from oewg.overview import demonstration
from tests.journeys.conftest import Served, sign_in


def at_the_draft(demonstrated: Served, opened: Callable[..., Page]) -> Page:
    page = opened(demonstrated)
    sign_in(page, demonstration.SAMPLES["stakeholder"].email, demonstration.PASSWORD)
    page.goto("/organization")
    page.get_by_role("link", name="our draft").first.click()
    expect(page.locator("[data-saved]")).to_contain_text("Saved")
    return page


def test_a_draft_is_saved_as_two_people_type_and_nothing_is_lost(
    demonstrated: Served, opened: Callable[..., Page]
) -> None:
    first, second = at_the_draft(demonstrated, opened), at_the_draft(demonstrated, opened)
    answer, words = "textarea[name^=answer-]", "textarea[name=words]"
    before = second.locator("input[name=had-words]").input_value()
    first.locator(answer).press_sequentially("The answer of the first.")
    expect(first.locator("input[name^=had-]:not([name=had-words])").nth(1)).not_to_have_value("", timeout=10_000)
    second.locator(words).fill("General words of the second.")
    # The save of the second takes over what the first wrote elsewhere.
    expect(second.locator(answer)).to_have_value("The answer of the first.", timeout=10_000)
    expect(second.locator("input[name=had-words]")).not_to_have_value(before)
    # Where both wrote, nothing is saved over, and the button shows both.
    first.locator(words).fill("General words of the first.")
    expect(first.locator("[data-saved]")).to_contain_text("Somebody else of your side", timeout=10_000)
    first.get_by_role("button", name="Save", exact=True).click()
    expect(first.get_by_text("General words of the second.")).to_be_visible()
    expect(first.locator(words)).to_have_value("General words of the first.")
    first.locator(words).fill("General words of both.")
    first.get_by_role("button", name="Save and preview").click()
    expect(first.get_by_text("General words of both.")).to_be_visible()
    expect(first.get_by_text("The answer of the first.")).to_be_visible()
