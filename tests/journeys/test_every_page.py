"""Is every page accessible, in both themes and on a phone, for each role? axe looks at one page of each endpoint."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from oewg.overview import demonstration
from tests.journeys.conftest import Served, sign_in

ROLES = ["public", *demonstration.SAMPLES]
PHONE = {"width": 390, "height": 800}
MOST_PAGES = 60
FEWEST_PAGES = 15
"""A walk that finds nothing must not pass for a good one."""
FULL = {
    "/sessions/2/speaking-times": "table.bars",
    "/speakers/1": "text=Philippines · point of order",
    "/meetings/1": "text=Minutes of the 1st meeting",
    "/search": "text=What can be asked",
    "/search?q=threats": "main mark",
    "/search?q=%D8%A3%D9%85%D9%86": "main [dir=rtl] mark",
    "/search?q=zebra&sector=academia": "text=Nothing found",
    "/report/coverage": "table.matrix",
    "/texts/2/languages/ar": "main [dir=rtl]",
    "/texts/8": "text=Romania, on behalf of the European Union; Guyana",
}
"""Pages of the demonstration whose shape the walk knows from another one: address -> what stands there."""
THEMES = {"light": {"resultTypes": ["violations"]}, "dark": {"runOnly": ["color-contrast"]}}
"""In which theme axe looks, and for what: nothing but the colours depends on the theme."""


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_role_can_reach(demonstrated: Served, opened: Callable[..., Page], role: str) -> None:
    page = opened(demonstrated)
    if role != "public":
        sign_in(page, demonstration.SAMPLES[role].email, demonstration.PASSWORD)
    faults = []
    addresses = reachable(page)
    assert len(addresses) >= FEWEST_PAGES
    for address in [*addresses, *FULL]:
        page.goto(address)
        assert address not in FULL or page.locator(FULL[address]).first.is_visible(), address
        for scheme, options in THEMES.items():
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(page, options=options).response["violations"]
            faults += [f"{address} {scheme}: {fault['id']} {fault['nodes'][0]['html'][:200]}" for fault in found]
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            faults.append(f"{address}: {wide} pixels too wide for a phone")
        page.set_viewport_size({"width": 1280, "height": 800})
    assert faults == []


def reachable(page: Page) -> list[str]:
    """Addresses that links lead to from the first page on, one for each shape (numbers and codes made alike)."""
    seen: dict[str, str] = {}
    waiting = ["/"]
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if shape(address) in seen:
            continue
        answer = page.request.get(address)
        if "text/html" not in answer.headers.get("content-type", "") or "attachment" in answer.headers.get(
            "content-disposition", ""
        ):
            continue
        assert answer.status == 200, (address, answer.status)
        seen[shape(address)] = address
        page.goto(address)
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(one => one.getAttribute('href'))")
        waiting += [link.split("#")[0] for link in links if "language=" not in link]
    return list(seen.values())


def shape(address: str) -> str:
    """The path with every number and code made alike."""
    parts = urlsplit(address).path.split("/")
    return "/".join("N" if part.isdigit() or part.isupper() else part for part in parts)
