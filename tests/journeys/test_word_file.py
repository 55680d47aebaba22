"""A delegate downloads the text, changes it in a word processor, sends it back, and its amendments stand there; a file becomes a text."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from oewg.overview import demonstration
from tests.journeys.conftest import Served, looks_well, sign_in
from tests.texts.documents.word_files import with_tracked_changes

REASON = "The checklist should not wait for a conference."


def test_tracked_changes_and_comments_come_back_as_amendments_with_reasons(
    demonstrated: Served, opened: Callable[..., Page], tmp_path: Path
) -> None:
    page = opened(demonstrated)
    sign_in(page, demonstration.SAMPLES["delegate"].email, demonstration.PASSWORD)
    page.goto("/texts?kind=report")
    page.get_by_role("main").get_by_role("link", name="Draft report of the Working Group").click()
    page.get_by_role("link", name="Send our Word file").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word (DOCX)").click()
    contents = Path(download.value.path()).read_bytes()

    words = {"The Working Group discussed a checklist": "The Working Group agreed upon a checklist"}
    changed = with_tracked_changes(
        contents, words, comments=dict.fromkeys(words, REASON),
        inserted_after={"A beginning could be made": "States report each year on what they have done."},
    )  # fmt: skip
    (tmp_path / "ours.docx").write_bytes(changed)
    page.locator("input[type=file]").set_input_files(tmp_path / "ours.docx")
    page.get_by_role("button", name="See what it proposes").click()
    expect(page.get_by_text("2 amendments are proposed.")).to_be_visible()
    expect(page.locator("ins").get_by_text("agreed upon", exact=False)).to_be_visible()
    expect(page.get_by_role("textbox", name="Reason").nth(1)).to_have_value(REASON)
    looks_well(page)
    page.get_by_role("textbox", name="Reason").first.fill("So that it is known.")
    page.get_by_role("button", name="File those chosen").click()

    expect(page.get_by_text("The amendments that you chose were filed.")).to_be_visible()
    expect(page.get_by_text(REASON)).to_be_visible()
    expect(page.get_by_text("So that it is known.")).to_be_visible()
    expect(page.locator("ins").get_by_text("States report each year on what they have done.")).to_be_visible()


def test_a_paper_in_markdown_becomes_a_text(demonstrated: Served, opened: Callable[..., Page], tmp_path: Path) -> None:
    page = opened(demonstrated)
    sign_in(page, demonstration.SAMPLES["secretariat"].email, demonstration.PASSWORD)
    paper = "# A paper on terms\n\n## Terms\n\n1. States use terms[^a].\n\n| term | meaning |\n|---|---|\n| ICT | these |\n\n[^a]: As agreed.\n"
    (tmp_path / "paper.md").write_text(paper)
    page.goto("/texts/new")
    page.get_by_role("link", name="Or read it from a file").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "paper.md")
    page.get_by_role("button", name="See what is understood").click()
    expect(page.get_by_text("3 provisions.")).to_be_visible()
    expect(page.get_by_role("columnheader", name="meaning")).to_be_visible()
    expect(page.get_by_role("heading", name="Terms")).to_be_visible()
    looks_well(page)
    expect(page.locator("#read-in [name=title]")).to_have_value("A paper on terms")
    page.get_by_role("button", name="Read it in").click()
    expect(page.get_by_text("The provisions were read in.", exact=False)).to_be_visible()
    expect(page.get_by_role("main").get_by_text("States use terms", exact=False).first).to_be_visible()
