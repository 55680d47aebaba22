"""Does a translator find the way: a version beside the original, behind it when that changes, official again, and out as a file?"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdf
from playwright.sync_api import Page, expect

from oewg.overview import demonstration
from tests.journeys.conftest import Served, done, looks_well, sign_in

PAPER = "# A paper on terms\n\n## Terms\n\n1. States use terms with care.\n\n2. A list of them is kept.\n"
FRENCH = ("Termes", "Les États emploient les termes avec soin.", "Une liste en est tenue.")
ARABIC = ("المصطلحات", "تستخدم الدول المصطلحات بعناية.", "وتُحفظ قائمة بها.")
TITLES = {"French": "Document sur les termes", "Arabic": "ورقة عن المصطلحات"}


def read_in(page: Page, folder: Path) -> str:
    """The paper becomes a text, which is at this address."""
    (folder / "paper.md").write_text(PAPER)
    page.goto("/texts/from-file")
    page.locator("input[type=file]").set_input_files(folder / "paper.md")
    page.get_by_role("button", name="See what is understood").click()
    page.get_by_role("button", name="Read it in").click()
    done(page, "The provisions were read in")
    page.goto("/texts")
    page.get_by_role("main").get_by_role("link", name="A paper on terms").click()
    return page.url


def translate(page: Page, text: str, language: str, words: tuple[str, ...]) -> None:
    """Everything that is missing in a language, one after the other as the pages lead; and then it is official."""
    page.goto(text)
    page.get_by_role("link", name="Languages").click()
    page.get_by_role("main").get_by_role("link", name=language).click()
    page.get_by_role("link", name="Translate what is missing").click()
    looks_well(page)
    for each in words:
        page.get_by_role("textbox", name="Words").fill(each)
        page.get_by_role("button", name="Save the draft").click()
        done(page, "saved")
    expect(page.get_by_text("0 of 3 official, 3 in draft, 0 missing.")).to_be_visible()
    page.get_by_role("textbox", name="Title in this language").fill(TITLES[language])
    page.get_by_role("button", name="Record the title").click()
    page.get_by_role("link", name="Make the drafts official").click()
    page.get_by_role("button", name="Make all drafts official").click()
    expect(page.get_by_text("3 of 3 official, 0 in draft, 0 missing.")).to_be_visible()
    looks_well(page)


def kept(page: Page, form: str) -> bytes:
    """The file that the page of a version offers in a form."""
    with page.expect_download() as download:
        page.get_by_role("link", name=form).click()
    return Path(download.value.path()).read_bytes()


def test_a_version_stands_beside_the_original_lags_catches_up_and_leaves_as_a_file(
    demonstrated: Served, opened: Callable[..., Page], tmp_path: Path
) -> None:
    page, reader = opened(demonstrated), opened(demonstrated)
    sign_in(page, demonstration.SAMPLES["secretariat"].email, demonstration.PASSWORD)
    text = read_in(page, tmp_path)
    translate(page, text, "French", FRENCH)
    translate(page, text, "Arabic", ARABIC)

    # Side by side: on one line with the original, and the Arabic runs from the right.
    reader.goto(f"{text}/languages/ar")
    row = reader.locator(".beside-row", has_text="States use terms with care.")
    here, there = row.locator(".beside-original").bounding_box(), row.locator(".beside-version").bounding_box()
    assert here
    assert there
    assert (here["x"] + here["width"] <= there["x"], abs(here["y"] - there["y"]) < 5) == (True, True)
    expect(row.locator(".beside-version p").first).to_have_css("direction", "rtl")
    expect(row.locator(".beside-version p").first).to_contain_text(ARABIC[1])
    assert reader.get_by_role("link", name="Translate").count() == 0, "a reader is offered no translator's work"

    # The original is revised, and both versions lag behind it.
    page.goto(f"{text}/build")
    page.locator(".provision", has_text="A list of them is kept.").get_by_role("link", name="New wording").click()
    page.locator("#revise-words").fill("A short list of them is kept.")
    page.locator("#revise").get_by_role("radio", name="Editorial").check()
    page.locator("#revise").get_by_role("button", name="Record the wording").click()
    done(page, "new wording")
    page.goto(f"{text}/languages/fr")
    expect(page.get_by_text("1 lags behind the original.")).to_be_visible()
    reader.goto(f"{text}/languages/fr")
    lagging = reader.locator(".beside-row.lags")
    expect(lagging).to_contain_text(FRENCH[2])
    lagging.get_by_text("What has changed in the original since").click()
    expect(lagging.locator("ins")).to_contain_text("short")

    # The translator is led to what lags, sees what changed, and catches up.
    page.get_by_role("link", name="Catch up with the original").click()
    expect(page.get_by_role("heading", name="Paragraph 2 in French")).to_be_visible()
    expect(page.locator(".beside-original ins")).to_contain_text("short")
    expect(page.get_by_role("textbox", name="Words")).to_have_value(FRENCH[2])
    looks_well(page)
    page.get_by_role("textbox", name="Words").fill("Une brève liste en est tenue.")
    page.get_by_role("button", name="Save the draft").click()
    reader.reload()
    expect(lagging).not_to_contain_text("brève")  # what is in draft is read by translators alone
    page.get_by_role("link", name="Make the drafts official").click()
    page.get_by_role("button", name="Make all drafts official").click()
    expect(page.get_by_text("3 of 3 official, 0 in draft, 0 missing.")).to_be_visible()
    reader.reload()
    expect(reader.get_by_text("Une brève liste en est tenue.")).to_be_visible()
    expect(reader.get_by_text("lags behind the original")).to_have_count(0)

    # Out as files: in French, and in Arabic from right to left, with the paragraph that lags in its last official words.
    french = ZipFile(BytesIO(kept(reader, "DOCX"))).read("word/document.xml").decode()
    assert all(each in french for each in ("Une brève liste en est tenue.", TITLES["French"]))
    assert "<w:bidi/>" not in french
    reader.goto(f"{text}/languages/ar")
    arabic = ZipFile(BytesIO(kept(reader, "DOCX"))).read("word/document.xml").decode()
    assert all(each in arabic for each in (ARABIC[1], TITLES["Arabic"], "<w:bidi/>", "<w:rtl/>", 'w:bidi="ar'))
    html = kept(reader, "HTML").decode()
    assert all(each in html for each in (ARABIC[0], 'lang="ar" dir="rtl"'))
    root: Any = pypdf.PdfReader(BytesIO(kept(reader, "PDF"))).root_object
    assert root["/Lang"] == "ar"
