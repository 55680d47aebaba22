"""A document as HTML."""

import lxml.html
import pytest
from lxml.html import HtmlElement

from oewg.texts.documents.description import Document, Footnote, Heading, Paragraph
from oewg.texts.documents.html import html_body, write_html
from tests.texts.documents.specimens import document, everything


def read(written: Document) -> HtmlElement:
    return lxml.html.document_fromstring(write_html(written))


def test_the_page_says_its_language_and_direction() -> None:
    page = read(everything("ar"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.findtext(".//title") == "Draft report"


def test_headings_follow_the_title_in_their_order() -> None:
    page = read(everything())
    headings = [(str(h.tag), " ".join(h.text_content().split())) for h in page.iter("h1", "h2", "h3", "h4")]
    assert headings == [
        *[("h1", "Draft report"), ("h2", "I. Introduction"), ("h3", "A. Mandate"), ("h4", "1. Documents")],
        *[("h2", "Annex Participants"), ("h2", "Notes")],
    ]


def test_a_mark_leads_to_its_note_and_back() -> None:
    page = read(everything())
    marks = page.xpath("//a[@role='doc-noteref']")
    notes = page.xpath("//section[@role='doc-endnotes']//li")
    assert [mark.text for mark in marks] == ["1", "2", "3"]
    for mark, note, said in zip(marks, notes, ("One.", "Two.", "Three: a page."), strict=True):
        back = note.xpath("a[@role='doc-backlink']")[0]
        assert mark.get("href") == f"#{note.get('id')}"
        assert back.get("href") == f"#{mark.get('id')}"
        assert note.text_content().startswith(said)


def test_no_identity_stands_twice_on_a_page() -> None:
    identities = read(everything()).xpath("//@id")
    assert len(identities) == len(set(identities))


def test_a_table_has_headings_for_its_columns() -> None:
    page = read(everything())
    assert [cell.text for cell in page.xpath("//th[@scope='col']")] == ["Symbol", "Title"]
    assert [[c.text_content() for c in row] for row in page.xpath("//tbody/tr")] == [["A/1", "A title"], ["A/2", ""]]


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '" onclick="x', "&lt;b&gt;", "</style><b>"])
def test_words_are_never_read_as_html(words: str) -> None:
    page = read(
        Document(
            masthead=everything().masthead,
            title=words,
            language="en",
            notice=words,
            blocks=(Heading(1, words, words), Paragraph(words, words + "[^a]", notes=(Footnote("a", words),))),
        )
    )
    assert page.xpath("//script | //b | //*[@onclick]") == []
    assert page.text_content().count(words) == 8


def test_the_part_for_a_page_has_no_style_or_script_of_its_own() -> None:
    article = lxml.html.fragment_fromstring(html_body(everything()))
    assert article.tag == "article"
    assert article.xpath("//style | //script | //@style") == []
    assert all(name.startswith("doc") for style in article.xpath("//@class") for name in style.split())


def test_a_document_without_notes_has_no_notes_section() -> None:
    assert "doc-endnotes" not in html_body(document(Paragraph("1.", "Words.")))


def test_a_link_keeps_only_an_address_that_is_safe() -> None:
    page = read(document(Paragraph("", "[a](https://a.org) [b](javascript:alert) [c](#doc-note-1)")))
    assert page.xpath("//a/@href") == ["https://a.org", "#doc-note-1"]
