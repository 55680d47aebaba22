"""The table of contents of a document, in every form."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from oewg.texts.documents.contents import Entry, entries
from oewg.texts.documents.description import Annex, Document, Heading, Paragraph, Table
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.tabled import tabled
from oewg.texts.rules.numbering import roman
from tests.texts.documents.office import converted, needs_office
from tests.texts.documents.specimens import document, everything, redlined
from tests.texts.documents.word_processor import W, parts

LINES = ["I. Introduction", "A. Mandate", "1. Documents", "Annex\u2003Participants"]


def with_contents(written: Document) -> Document:
    return replace(written, contents=True)


def body_of(written: Document) -> Any:
    return parts(write_docx(written))["word/document.xml"]


def listed(body: Any) -> list[tuple[str, str, str, str]]:
    """Style, words, page and the bookmark that an entry leads to."""
    found = []
    for entry in body.iterfind(f".//{W}sdtContent/{W}p"):
        for link in entry.iter(f"{W}hyperlink"):
            runs = ["\t" if run.find(f"{W}tab") is not None else run.findtext(f"{W}t", "") for run in link]
            *words, page = "".join(runs).split("\t")
            style = entry.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
            found.append((style, " ".join(words), page, link.get(f"{W}anchor")))
    return found


def long_report() -> Document:
    """Twelve sections over some twenty pages."""
    blocks: list[Any] = []
    for section in range(1, 13):
        blocks.append(Heading(1, f"{roman(section)}.", f"Section that is the {section}th"))
        words = "States should cooperate in good faith with each other and share what they know of threats. " * (
            4 + section % 3
        )
        blocks += [Paragraph(f"{section * 20 + place}.", words) for place in range(section % 4 + 9)]
    return with_contents(document(*blocks, Annex("Participants")))


def test_it_lists_headings_and_annexes_in_their_order() -> None:
    assert [f"{e.number} {e.words}".strip() for e in entries(with_contents(everything()))] == LINES
    assert list(entries(everything())) == []


def test_the_headings_of_an_annex_stand_below_its_title_and_none_goes_too_deep() -> None:
    of_annex = (Annex("Views"), Heading(1, "I.", "One"), Heading(3, "", "Two"))
    written = with_contents(document(Annex("Gone", standing="delete"), Heading(1, "I.", "Before"), *of_annex))
    assert [(e.level, e.words) for e in entries(written)] == [
        (1, "Before"),
        (1, "Annex\u2003Views"),
        (2, "One"),
        (3, "Two"),
    ]


def test_a_redline_lists_the_headings_that_stay_with_their_new_words() -> None:
    gone = Heading(1, "II.", "Gone", standing="delete")
    written = with_contents(replace(redlined(), blocks=(*redlined().blocks, gone)))
    assert list(entries(written)) == [Entry(0, 1, "I.", "Introduction"), Entry(7, 2, "A.", "Of that")]


def test_in_a_word_file_it_shows_without_being_brought_up_to_date() -> None:
    body = body_of(with_contents(everything()))
    assert [(style, words, page) for style, words, page, _ in listed(body)] == [
        ("TOC1", LINES[0], "1"), ("TOC2", LINES[1], "1"), ("TOC3", LINES[2], "1"), ("TOC1", LINES[3], "2"),
    ]  # fmt: skip
    instructions = [" ".join(said.text.split()) for said in body.iter(f"{W}instrText")]
    assert instructions[0] == 'TOC \\o "1-3" \\h \\z \\u'
    assert instructions[1:] == [f"PAGEREF {anchor} \\h" for *_, anchor in listed(body)]
    signs = [sign.get(f"{W}fldCharType") for sign in body.iter(f"{W}fldChar")]
    assert signs.count("begin") == signs.count("separate") == signs.count("end") == 5


def test_every_entry_leads_to_a_bookmark_around_its_heading() -> None:
    body = body_of(with_contents(everything()))
    bookmarks = {mark.get(f"{W}name"): mark.getparent() for mark in body.iter(f"{W}bookmarkStart")}
    assert list(bookmarks) == [anchor for *_, anchor in listed(body)]
    styles = [heading.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for heading in bookmarks.values()]
    assert styles == ["Heading1", "Heading2", "Heading3", "AnnexTitle"]


def test_a_document_without_contents_has_none() -> None:
    assert body_of(everything()).find(f".//{W}sdt") is None


def test_a_document_without_headings_has_empty_contents_that_open() -> None:
    signs = [sign.get(f"{W}fldCharType") for sign in body_of(with_contents(document())).iter(f"{W}fldChar")]
    assert signs == ["begin", "separate", "end"]


@needs_office
def test_the_pages_that_a_word_file_names_are_at_most_one_off(tmp_path: Path) -> None:
    written = write_docx(long_report())
    pdf = pypdfium2.PdfDocument(converted(written, tmp_path, "pdf"))
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    named = listed(parts(written)["word/document.xml"])
    assert len(named) == 13
    assert len(pages) > 12
    for _, words, page, _ in named:
        [found] = [
            at for at, text in enumerate(pages, start=1) if at > 1 and words.removeprefix("Annex\u2003") in text
        ] or [1]
        assert abs(found - int(page)) <= 1, words


def test_a_table_of_the_text_takes_the_room_of_a_table() -> None:
    table = Table(
        ("Symbol", "Title"), tuple((f"A/AC.290/2021/{place}", "A title of some words") for place in range(300))
    )
    pages = [
        listed(body_of(with_contents(document(one, Heading(1, "I.", "After it")))))[0][2]
        for one in (table, Paragraph(number="Table 1", words=tabled(table)))
    ]
    assert pages[0] == pages[1] == "9"


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "fr", "es"])
def test_its_title_is_in_the_language_of_the_document(language: str) -> None:
    words = "".join(body_of(with_contents(everything(language))).find(f".//{W}sdtContent/{W}p").itertext())
    assert words
    assert "Contents" not in words
