"""Do the three documents say what the report says, each in its own form, with the notice of an exercise?"""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import html

from oewg.core.database import Database
from oewg.report import actions, queries
from tests.report import given
from tests.texts.documents.word_processor import shown
from tests.world import World

SYMBOL = "A/AC.290/2021/L.1"


@pytest.fixture
def files(sqlite_database: Database) -> dict[str, bytes]:
    """The report of a group at work, in the three forms."""
    world = World(sqlite_database)
    given.group_at_work(world)
    with world.database.reading() as db:
        return dict(actions.write_report(db, queries.draft_or_not_found(db), given.order(SYMBOL), at=world.at).files)


def classed(page: bytes, name: str) -> list[str]:
    """The words of the elements of a class, each on one line."""
    root = html.document_fromstring(page.decode())
    found = [element for element in root.iter() if name in (element.get("class") or "").split()]
    return [" ".join("".join(map(str, element.itertext())).split()) for element in found]


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_every_page_of_the_pdf_says_that_it_is_an_exercise_and_which_document(files: dict[str, bytes]) -> None:
    pages = pages_of(files["pdf"])
    assert len(pages) >= 4
    for place, page in enumerate(pages, start=1):
        assert given.EXERCISE in page
        assert SYMBOL in page
        assert f"{place}/{len(pages)}" in page


def test_the_word_document_has_its_headings_paragraphs_and_annex(files: dict[str, bytes]) -> None:
    paragraphs = shown(files["docx"])
    assert [(one.number, one.text) for one in paragraphs if one.style == "Heading1"] == [
        ("I.", "Introduction"),
        ("II.", "Organizational matters"),
        ("III.", "Adoption of the report"),
        ("IV.", "Introductory remarks"),
        ("V.", "Rules, norms and principles of responsible behaviour"),
        ("VI.", "Existing and potential threats and cooperative measures"),
        ("VII.", "Capacity-building"),
        ("VIII.", "Conclusions and recommendations"),
    ]
    numbers = [one.number for one in paragraphs if one.style == "NumberedParagraph"]
    assert numbers == [f"{number}." for number in range(1, 27)]
    document = docx.Document(BytesIO(files["docx"]))
    assert [cell.text for cell in document.tables[-1].rows[1].cells] == [
        "1", "On threats", "Open Wires", "Paragraph 23: taken up in part (Second sentence).",
    ]  # fmt: skip
    headers = [section.header for section in document.sections] + [s.first_page_header for s in document.sections]
    assert all(any(given.EXERCISE in p.text for p in header.paragraphs) for header in headers)


def test_the_page_has_the_same_words_as_the_word_document(files: dict[str, bytes]) -> None:
    assert classed(files["html"], "doc-notice") == [given.EXERCISE]
    assert classed(files["html"], "doc-symbol") == [SYMBOL]
    paragraphs = [one for one in shown(files["docx"]) if one.style == "NumberedParagraph"]
    word = [" ".join(f"{one.number} {one.text}".split()) for one in paragraphs]
    assert [words for words in classed(files["html"], "doc-paragraph") if words[0].isdecimal()] == word
    joined = " ".join(pages_of(files["pdf"])).replace("\ufffe", "").replace(" ", "")
    assert all(words[-30:].replace(" ", "") in joined for words in word if "-" not in words[-30:])


def test_no_person_is_named(files: dict[str, bytes]) -> None:
    words = files["html"].decode()
    for who in ("Delegate", "Secretariat", "Stakeholder", "example.org"):
        assert who not in words


@pytest.mark.journey
def test_libreoffice_opens_the_word_document_and_prints_it(files: dict[str, bytes], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "this test needs LibreOffice (the package libreoffice-writer)"
    (tmp_path / "report.docx").write_bytes(files["docx"])
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "report.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pages_of((tmp_path / "report.pdf").read_bytes())
    assert all(given.EXERCISE in page for page in pages)
    assert "VIII. Conclusions and recommendations" in " ".join(pages)
