"""A document as PDF."""

from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import pytest

from oewg.texts.documents.description import Document, Paragraph
from oewg.texts.documents.pdf import write_pdf
from tests.texts.documents.specimens import document, everything


def pages(written: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(write_pdf(written))
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_pdf(everything())


def test_headings_and_annexes_are_bookmarks(written: bytes) -> None:
    pdf = pypdfium2.PdfDocument(written)
    bookmarks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    assert bookmarks == [(0, "I. Introduction"), (1, "A. Mandate"), (2, "1. Documents"), (0, "Annex  Participants")]


def test_the_file_is_tagged_and_says_its_language_and_title(written: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(written))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Draft report"
    assert not reader.metadata.author


def test_only_the_installed_fonts_are_used(written: bytes) -> None:
    pages: Any = pypdf.PdfReader(BytesIO(written)).pages
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name for name in names if not name.startswith(("NotoSerif", "Amiri", "NotoSansCJK"))} == set()


def test_the_paper_is_letter(written: bytes) -> None:
    assert pypdf.PdfReader(BytesIO(written)).pages[0].mediabox[2:] == [612, 792]


def test_notice_and_page_stand_on_every_page_and_the_symbol_on_all_but_the_first_head() -> None:
    first, second = pages(everything())
    assert first.count("A/AC.290/2021/L.1") == second.count("A/AC.290/2021/L.1") == 1
    assert first.startswith("Exercise: no State’s position")
    assert second.startswith("Exercise: no State’s position")
    assert "1/2" in first
    assert "2/2" in second


def test_footnotes_stand_at_the_foot_in_the_order_of_their_marks() -> None:
    first, _ = pages(everything())
    places = [first.index(note) for note in ("Third.", "One.", "Two.", "Three: a page.")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "words", ["#panic()", "$x$", "= Heading", "_a_ `b` @c <d> \\ //e", '#"', "[not [agreed]]", "---", "#import"]
)
def test_words_are_never_read_as_typst(words: str) -> None:
    [text] = pages(document(Paragraph("1.", words)))
    assert words in text


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(document(Paragraph("1.", "W" * 300))))
    page = pdf[0]
    text = page.get_textpage()
    right_edges = [text.get_charbox(place)[2] for place in range(text.count_chars())]
    pdf.close()
    assert max(right_edges) < 612


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "fr", "es"])
def test_every_official_language_is_written(language: str) -> None:
    root: Any = pypdf.PdfReader(BytesIO(write_pdf(everything(language)))).root_object
    assert root["/Lang"] == language
