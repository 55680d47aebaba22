"""Does the secretariat bring the report from its last draft to the General Assembly, and can anybody verify what it rests on?"""

import hashlib
import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from oewg.accounts.actions import bring_index_up_to_date
from oewg.overview import demonstration
from oewg.report.actions import compilations
from tests.journeys.conftest import ClockOfTheHouse, Served, done, ending, sign_in

KEPT, PATIENCE = re.compile(r"/report/compilations/\d+"), 60_000
"""Where what was compiled stands, and for how many milliseconds the journey waits for it: six documents are written."""
FORMATS = ("docx", "html", "json", "pdf", "txt", "xml")


def compiled(page: Page, kind: str, **fields: str) -> None:
    """Compile in a kind; the page leads to what was kept, which says its digests."""
    page.goto("/report/compile")
    form = page.locator("#compile")
    form.locator(f"[name=kind][value={kind}]").check()
    for name, value in fields.items():
        box = form.locator(f"[name={name}]")
        if name == "symbol":
            box.fill(value)
        else:
            box.select_option(label=value)
    form.get_by_role("button", name="Compile").click()
    page.wait_for_url(KEPT, timeout=PATIENCE)
    done(page, "The report was compiled.")


def downloads(page: Page) -> None:
    """Each form can be downloaded, and has the digest that stands beside it."""
    for name in FORMATS:
        row = page.get_by_role("row").filter(has=page.locator(f"a[href$='report.{name}']"))
        with page.expect_download() as download:
            row.get_by_role("link").click()
        contents = Path(download.value.path()).read_bytes()
        assert hashlib.sha256(contents).hexdigest() in row.inner_text(), name


def test_the_report_goes_from_its_last_draft_to_the_general_assembly(
    nearly_adopted: Served, opened: Callable[..., Page], clock_of_the_house: ClockOfTheHouse,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    served, page = nearly_adopted, opened(nearly_adopted)
    clock_of_the_house.strikes(12, day=10, month=3, year=2021)
    sign_in(page, demonstration.SAMPLES["secretariat"].email, demonstration.PASSWORD)

    # Before anything is agreed: the rolling text, and while it is written the page says how far it is.
    goes_on, write_pdf = threading.Event(), compilations.WRITERS["pdf"]
    monkeypatch.setitem(compilations.WRITERS, "pdf", lambda document: (goes_on.wait(30), write_pdf(document))[1])
    page.goto("/report")
    page.get_by_role("link", name="Compile the report").first.click()
    page.locator("#compile").get_by_role("radio", name="Rolling text").check()
    page.locator("#compile-symbol").fill("A/AC.290/2021/WP.4")
    page.locator("#compile").get_by_role("button", name="Compile").click(no_wait_after=True)
    expect(page.get_by_role("log")).to_contain_text("The record has been read")
    goes_on.set()
    page.wait_for_url(KEPT, timeout=PATIENCE)
    done(page, "The report was compiled.")
    downloads(page)

    # An adopted report has no proposals left to show, and no other edition; until then there is nothing to explain.
    page.goto("/report/compile")
    expect(page.get_by_role("radio", name="Compendium")).to_have_count(0)
    for scene in ending(since="proposals_are_settled", until="adopted_report_is_compiled"):
        scene(served.database)
    with served.database.writing() as db:
        bring_index_up_to_date(db)  # else the house does it beside the next act, and holds what is written meanwhile
    clock_of_the_house.strikes(10, day=17, month=3, year=2021)
    page.context.clear_cookies()
    sign_in(page, demonstration.SAMPLES["secretariat"].email, demonstration.PASSWORD)
    page.get_by_role("link", name="Compile the report, and transmit it").click()
    page.get_by_role("link", name="Compile the report").first.click()
    expect(page.locator("#to-transmit")).to_contain_text("Compile that edition clean, and it can be transmitted.")
    expect(page.get_by_role("radio", name="Rolling text")).to_have_count(0)

    # Clean, with what changed since the final draft, and what was placed on record.
    compiled(page, "clean")
    expect(page.get_by_role("heading", level=1).first).to_have_text("A/AC.290/2021/CRP.2")
    expect(page.get_by_role("main")).to_contain_text("Report of the Working Group")
    numbered = page.locator(".doc-table", has=page.locator("caption")).first
    number, heads = numbered.locator("caption").bounding_box(), numbered.locator("thead").bounding_box()
    assert number
    assert heads
    assert number["y"] + number["height"] <= heads["y"], "the number of a table stands above its heads"
    downloads(page)
    compiled(page, "redline", against="A/AC.290/2021/L.1/Rev.1")
    compiled(page, "compendium", symbol="A/AC.290/2021/INF/2")
    for language in ("ar", "zh", "ru", "fr", "es"):
        expect(page.locator(f"main [lang={language}]").first).to_be_visible()
    assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []

    # Under its symbol it is issued; as a document of the Assembly it is transmitted, once.
    page.goto("/report/compile")
    page.locator("#transmit-symbol").fill("A/75/816")
    page.get_by_role("button", name="Transmit").click()
    page.wait_for_url("**/report#transmitted", timeout=PATIENCE)
    done(page, "The report was transmitted to the General Assembly.")

    # Whoever reads it can have all that it rests on, and see that it is whole.
    public = opened(served)
    public.goto("/")
    expect(public.get_by_role("main")).to_contain_text("It was transmitted to the General Assembly as A/75/816.")
    public.goto("/report")
    with public.expect_download() as download:
        public.get_by_role("link", name="as one archive").click()
    download.value.save_as(tmp_path / "archive.zip")
    digest = hashlib.sha256((tmp_path / "archive.zip").read_bytes()).hexdigest()
    expect(public.locator("#transmitted code")).to_have_text(re.compile(digest))
    ran = served.app.test_cli_runner().invoke(args=["report", "verify-archive", str(tmp_path / "archive.zip")])
    assert (ran.exit_code, "is whole" in ran.output) == (0, True), ran.output
