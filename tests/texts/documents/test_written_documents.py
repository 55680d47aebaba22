"""What holds for any document, in all three forms."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import docx
import lxml.html
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from lxml.html import HTMLParser

from oewg.texts.documents.description import Annex, Document, Footnote, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.inline import printable
from oewg.texts.documents.languages import annex_label, stretches
from oewg.texts.documents.pdf import write_pdf
from tests.texts.documents.inscribed import Mark, inscribe
from tests.texts.documents.specimens import ANY_WORDS, ASCII_WORDS, documents, everything
from tests.texts.documents.word_processor import shown

few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def said(words: str, notes: tuple[Footnote, ...] = ()) -> str:
    """The words as a reader should find them."""
    return "".join("" if isinstance(piece, Mark) else piece.text for piece in inscribe(words, notes))


def numbered(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph | Subparagraph):
            yield printable(block.number), said(block.words, block.notes)


@some
@given(documents())
def test_any_words_are_read_back_from_the_word_file(document: Document) -> None:
    contents = write_docx(document)
    found = [
        (paragraph.number, paragraph.text)
        for paragraph in shown(contents)
        if re.match("Heading|Numbered|Body|Subparagraph", paragraph.style)
    ]
    assert found == list(numbered(document))
    word = docx.Document(BytesIO(contents))
    cells = [cell.text for table in word.tables[1:] for row in table.rows for cell in row.cells]
    tables = [block for block in document.blocks if isinstance(block, Table) and block.width()]
    rows = [block.filled(row) for block in tables for row in (*([block.header] * bool(block.header)), *block.rows)]
    assert cells == [said(cell) for row in rows for cell in row]


@some
@given(documents())
def test_any_words_are_read_back_from_the_page(document: Document) -> None:
    page: Any = lxml.html.document_fromstring(write_html(document).encode(), parser=HTMLParser(encoding="utf-8"))
    for line_end in page.iter("br"):
        line_end.text = "\n"
    for note in page.xpath("//sup"):
        note.drop_tree()
    blocks = page.xpath(
        "//*[contains(@class, 'doc-heading') or contains(@class, 'doc-paragraph') or contains(@class, 'doc-subp')]"
    )
    expected = [f"{number} {words}" if number else words for number, words in numbered(document)]
    assert [block.text_content().lstrip(" ") for block in blocks] == [text.lstrip(" ") for text in expected]


@few
@given(documents(ASCII_WORDS, language="en"))
def test_simple_words_are_read_back_from_the_pdf(document: Document) -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(document))
    found = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()

    def letters(text: str) -> str:
        return re.sub(r"[^A-Za-z$#*_@<>\\`\[\]()/]", "", text)

    for number, words in numbered(document):
        assert letters(number + words) in letters(found)


@few
@given(documents())
def test_any_words_make_a_pdf(document: Document) -> None:
    assert write_pdf(document).startswith(b"%PDF-")


@pytest.mark.parametrize("write", [write_docx, write_pdf, write_html])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_document_is_the_same_bytes(write: Callable[[Document], bytes | str], language: str) -> None:
    assert write(everything(language)) == write(everything(language))


@given(ANY_WORDS)
def test_cutting_by_direction_loses_nothing(words: str) -> None:
    for language in ("en", "ar"):
        assert "".join(stretch for stretch, _ in stretches(words, language)) == words


@pytest.mark.parametrize(
    ("place", "count", "label"), [(1, 1, "Annex"), (1, 2, "Annex I"), (4, 9, "Annex IV"), (19, 20, "Annex XIX")]
)
def test_an_annex_is_numbered_where_there_are_several(place: int, count: int, label: str) -> None:
    assert annex_label("en", place, count) == label


@pytest.mark.parametrize("level", [0, 4])
def test_a_heading_or_subparagraph_of_another_level_is_refused(level: int) -> None:
    with pytest.raises(ValueError, match="level 1 to 3"):
        Heading(level, "I.", "Words")
    with pytest.raises(ValueError, match="level 1 to 3"):
        Subparagraph("(a)", level, "Words")


def test_something_that_is_no_language_tag_is_refused() -> None:
    with pytest.raises(ValueError, match="language tag"):
        Document(everything().masthead, "Title", 'en" onload="x', "", (Annex("Annex"),))
