"""A document as HTML."""

from dataclasses import replace

import lxml.html
import pytest
from hypothesis import given, settings
from lxml.html import HtmlElement

from oewg.texts.documents.description import Document, Footnote, Heading, Paragraph, accepted, rejected
from oewg.texts.documents.html import html_body, write_html
from oewg.texts.documents.inline import Span
from oewg.texts.documents.languages import fixed_words
from tests.texts.documents.inscribed import inscribe
from tests.texts.documents.specimens import document, everything, rearranged, redlined, redlines


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


def words_without(written: Document, gone: str) -> list[str]:
    """The words of the blocks without one kind of change, without numbers, names and marks of notes."""
    page = read(written)
    for element in page.xpath(f"//{gone} | //sup | //span[@class='doc-number']"):
        element.drop_tree()
    for line_end in page.iter("br"):
        line_end.text = "\n"
    blocks = page.xpath(
        "//*[contains(@class, 'doc-heading') or contains(@class, 'doc-paragraph') or contains(@class, 'doc-sub')]"
    )
    return [text for block in blocks if (text := block.text_content().strip())]


@given(redlines())
@settings(max_examples=60, deadline=None)
def test_without_what_goes_or_without_what_comes_the_page_is_one_of_the_two_texts(written: Document) -> None:
    for gone, standing, side in (("del", "delete", accepted), ("ins", "insert", rejected)):
        expected = []
        for block in written.blocks:
            assert isinstance(block, Paragraph)
            words = side(block.changes) if block.changes else block.words
            if block.standing != standing:
                expected.append("".join(s.text for s in inscribe(words, block.notes) if isinstance(s, Span)))
        assert words_without(written, gone) == [words.strip() for words in expected if words.strip()]


def test_every_change_says_what_it_is_and_in_whose_name() -> None:
    page = read(redlined())
    said = {(change.tag, change.get("data-said")) for change in page.xpath("//*[contains(@class, 'doc-change')]")}
    assert said == {("ins", "inserted"), ("del", "deleted")}
    assert {sup.text_content().strip() for sup in page.xpath("//sup[@class='doc-proposer']")} == {
        "France", "France, Japan", "Kenya", "Chair",
    }  # fmt: skip
    legend = page.xpath("string(//div[@class='doc-legend'])")
    assert legend.endswith("Changes proposed by: France, Japan, Kenya, Chair")
    assert not read(everything()).xpath("//ins | //del | //div[@class='doc-legend']")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_the_legend_promises_names_only_where_there_are_any(language: str) -> None:
    fixed = fixed_words(language)
    of_nobody, of_some = (
        read(make(language)).xpath("string(//div[@class='doc-legend'])") for make in (rearranged, redlined)
    )
    assert of_nobody == f"{fixed.marks} {fixed.moves}"
    assert of_some.startswith(f"{fixed.marks} {fixed.named}{fixed.proposers} France")


def test_a_number_that_goes_is_struck_out_with_its_paragraph() -> None:
    numbers = read(redlined()).xpath("//span[@class='doc-number']/del/text()")
    assert numbers == ["2.", "(a)", "4.", "5."]


def test_contents_are_a_part_of_the_page_to_go_to_and_lead_to_the_headings() -> None:
    page = read(replace(everything(), contents=True))
    [nav] = page.xpath("//nav")
    assert page.xpath("string(//*[@id=$id])", id=nav.get("aria-labelledby")) == "Contents"
    for link in nav.iter("a"):
        [heading] = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
        assert heading.text_content().split() == link.text.split()
    assert [link.text for link in nav.iter("a")] == [
        "I. Introduction",
        "A. Mandate",
        "1. Documents",
        "Annex\u2003Participants",
    ]
    assert not read(everything()).xpath("//nav")


def test_a_paragraph_in_another_language_says_so() -> None:
    [words] = read(document(Paragraph("1.", "نعم", language="ar"))).xpath("//p[@class='doc-paragraph']")
    assert (words.get("lang"), words.get("dir")) == ("ar", "rtl")
