"""A delegate chooses with the keyboard what to hear of, reads a letter, and stops it with one click on a phone."""

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app import create_app
from config.settings import Settings
from oewg.accounts.mail.carriers import Folder
from oewg.accounts.mail.rounds import send_notices
from tests.journeys.conftest import Served, sign_in
from tests.meetings.given import a_session
from tests.world import PASSWORD, World

PHONE = {"width": 390, "height": 800}


def sound(page: Page) -> None:
    """Nothing that axe finds, in either theme, and nothing wider than a phone."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.usefixtures("passwords")
def test_a_delegate_chooses_reads_and_stops(empty_house: Served, opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened(empty_house)
    sign_in(page, "delegate@example.org", PASSWORD)
    page.goto("/account")
    page.get_by_role("link", name="Choose", exact=True).click()
    sound(page)
    meets = page.get_by_role("group", name="When the group meets")
    meets.get_by_role("radio", name="At once").focus()
    page.keyboard.press("ArrowRight")
    expect(meets.get_by_role("radio", name="Once a day")).to_be_checked()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("group", name="Silence procedures").get_by_role("radio", name="At once").focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Keep this choice").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("A person chose what to hear of.")
    silence = page.get_by_role("group", name="Silence procedures")
    expect(silence.get_by_role("radio", name="Once a day")).to_be_checked()

    a_session(World(empty_house.database), "Consultative meeting")
    settings = replace(
        Settings(empty_house.database.url, "a key for tests only", var=tmp_path), address=empty_house.address
    )
    app = create_app(settings)
    with app.app_context():
        send_notices(Folder(tmp_path / "letters"))
    app.extensions["oewg_database"].engine.dispose()
    letters = [
        message_from_bytes(each.read_bytes(), policy=policy.default) for each in (tmp_path / "letters").glob("*")
    ]
    said = next(
        each.get_content()
        for each in letters
        if each["To"] == "delegate@example.org" and "Consultative meeting" in each.get_content()
    )
    page.goto("/account/notices")
    page.locator("#the-last a").first.click()
    expect(page.get_by_text("Consultative meeting")).to_be_visible()
    sound(page)

    phone = opened(empty_house, viewport=PHONE)
    link = re.search(r"No more of this: (\S+)", said[said.index("When the group meets") :])
    assert link
    phone.goto(link[1])
    sound(phone)
    expect(phone.get_by_text("When the group meets")).to_be_visible()
    phone.get_by_role("button", name="Stop them").click()
    expect(phone.get_by_role("heading", name="These letters are stopped")).to_be_visible()
    sound(phone)
    page.goto("/account/notices")
    expect(meets.get_by_role("radio", name="Never")).to_be_checked()
