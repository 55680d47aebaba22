"""What does whoever sits down next at a shared computer see, when somebody has signed out?"""

import shutil

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect

from oewg.overview import demonstration
from tests.journeys.conftest import FLAGS, Served, sign_in


def test_whoever_goes_back_after_somebody_signed_out_sees_nothing_of_theirs(
    chromium: Chromium, demonstrated: Served
) -> None:
    # As people have it: the driver takes out that a browser keeps pages whole, to go back to them.
    path, taken_out = shutil.which("chromium"), ["--disable-back-forward-cache"]
    browser = chromium.browser_type.launch(executable_path=path, args=FLAGS, ignore_default_args=taken_out)
    page = browser.new_page(base_url=demonstrated.address)
    sign_in(page, demonstration.SAMPLES["secretariat"].email, demonstration.PASSWORD)
    for address in ("/report/workspace", "/report/checks"):
        page.goto(address)
    page.evaluate("setTimeout(() => history.back())")
    expect(page.get_by_role("heading", level=1)).to_have_text("Drafting the report")
    # It was kept whole: nothing was loaded.
    assert page.evaluate("performance.getEntriesByType('navigation')[0].type") == "navigate"
    page.goto("/report/checks")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    for address in ("/report/checks", "/report/workspace"):
        page.evaluate("setTimeout(() => history.back())")
        expect(page).to_have_url(f"{demonstrated.address}{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    browser.close()
