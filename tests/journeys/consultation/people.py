"""Who is on the way, and how is it told what they do and see?"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from tests.journeys.conftest import sign_in
from tests.world import PASSWORD

NAME = "Harbour Signals"
FOCAL = "aino@harbour.example"
SECOND = "paulo@harbour.example"
OTHER = "Open Wires"
"""Of the cast: accredited already."""
REFUSED = "Not Yet Heard"
"""Of the cast: its application waits."""
BASIS = "Its founders are sought by our courts."
ASKED = "What should States do about the cables under the sea?"
PROTECT = "States should protect submarine cables, on which hospitals and ports depend."
ANSWER = "Protect the submarine cables. Hospitals and ports depend on them. Name one office in each State that is called at night."
UNNAMED = "A cable was cut, and nobody was told for a week."
PATIENCE = 30_000
"""Milliseconds that a page may take: eight browsers share the machine, with other work."""
REASON = "Paragraph 1 says that States should protect submarine cables."


@dataclass
class People:
    """Everybody, each at a browser of their own."""

    organization: Page
    """Whoever manages the representatives of the organization that registers."""
    second: Page
    """Its second representative, on a telephone."""
    other: Page
    """The representative of another organization, which is accredited already."""
    secretariat: Page
    chair: Page
    france: Page
    japan: Page
    public: Page


def link_in_the_letter(folder: Path, to: str) -> str:
    """The address that the last letter to somebody asks to open, on the house that is served here."""
    letters = [message_from_bytes(each.read_bytes(), policy=policy.default) for each in folder.iterdir()]
    words = [str(each.get_content()) for each in letters if each["To"] == to]
    assert len(words) == 1, f"one letter to {to}"
    found = re.search(r"^http\S+", words[0], re.M)
    assert found, words[0]
    return urlsplit(found[0]).path


def send(page: Page, form: str, **typed: str) -> None:
    """Fill a form's fields by their names, and press its button."""
    found = page.locator(f"#{form}")
    for name, words in typed.items():
        found.locator(f"[name='{name}']").fill(words)
    found.locator(".form-end button").click()


def is_accessible(page: Page) -> None:
    """axe finds nothing on a page that the walk of all pages may not come by."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [f"{page.url}: {fault['id']} {fault['nodes'][0]['html'][:200]}" for fault in found] == []


def row_of(page: Page, words: str) -> Locator:
    """The row of a table in which these words stand."""
    return page.get_by_role("row").filter(has_text=words)


def does_not_see(page: Page, address: str, *words: str) -> None:
    """None of these words stands in what is answered, not even where it is not shown."""
    answered = page.request.get(address).text()
    for each in words:
        assert each not in answered, f"{each!r} at {address}"


def weeks_pass(people: People) -> None:
    """A sign-in lasts less than a day: everybody comes back with their password."""
    for who in ("organization", "other", "secretariat", "chair", "france", "japan"):
        page = getattr(people, who)
        page.context.clear_cookies()
        email = {
            "organization": FOCAL, "other": "stakeholder@example.org", "france": "delegate@example.org",
            "japan": "second@example.org",
        }.get(who, f"{who}@example.org")  # fmt: skip
        sign_in(page, email, PASSWORD)
