"""What is understood of the files that people send: Word, plain text with the faults of its extraction, Markdown."""

import time
from dataclasses import replace
from textwrap import fill

import pytest

from oewg.texts.documents.description import Block, Heading, Paragraph, Subparagraph, Table, identity_of
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.incoming import understand
from oewg.texts.documents.understood import Understood
from tests.conftest import REFERENCE
from tests.texts.documents.specimens import document, everything
from tests.texts.documents.word_files import (
    called,
    comment,
    commented,
    footnote,
    gone,
    ins,
    level,
    numbered,
    p,
    r,
    tracked,
    word_file,
)


def told(block: Block) -> tuple[object, ...]:
    match block:
        case Heading():
            return "heading", block.level, block.number, block.words
        case Paragraph():
            return "paragraph", block.number, block.words
        case Subparagraph():
            return "subparagraph", block.level, block.number, block.words
        case Table():
            return "table", block.header, block.rows
    return ("annex", block.title)


def blocks(contents: bytes | str, name: str = "a.txt") -> list[tuple[object, ...]]:
    return [told(one) for one in read(contents, name).document.blocks]


def read(contents: bytes | str, name: str = "a.txt") -> Understood:
    return understand(contents.encode() if isinstance(contents, str) else contents, name)


def said(found: Understood) -> list[str]:
    return [one.said % dict(one.values) if one.values else one.said for one in found.remarks]


PLAIN = """United Nations
Distr.: Limited

A title of the paper

I. Threats

1. States share information, in particular with those
2. States act:
(a) on incidents;
(i) of any kind;
(ii) of a grave kind;
(b) on threats.
14 bis. States report.
A. The law

GENERAL REMARKS
"""


def test_numbers_say_what_a_paragraph_of_plain_text_is() -> None:
    found = read(PLAIN)
    assert found.document.title == "A title of the paper"
    assert blocks(PLAIN) == [
        ("heading", 1, "I.", "Threats"),
        ("paragraph", "1.", "States share information, in particular with those"),
        ("paragraph", "2.", "States act:"),
        ("subparagraph", 1, "(a)", "on incidents;"),
        ("subparagraph", 2, "(i)", "of any kind;"),
        ("subparagraph", 2, "(ii)", "of a grave kind;"),
        ("subparagraph", 1, "(b)", "on threats."),
        ("paragraph", "14 bis.", "States report."),
        ("heading", 2, "A.", "The law"),
        ("heading", 1, "", "GENERAL REMARKS"),
    ]
    assert said(found) == ["The head of the document was left out: the house prints its own."]


def test_a_paragraph_with_the_words_of_the_title_is_one_all_the_same() -> None:
    found = read("United Nations\nThreats to all\n1. States act.\nThreats to all\n2. States report.")
    assert found.document.title == "Threats to all"
    assert [getattr(block, "words", "") for block in found.document.blocks] == [
        "States act.",
        "Threats to all",
        "States report.",
    ]


def test_the_letter_i_after_h_is_a_letter() -> None:
    text = "1. All of these:\n" + "".join(f"({letter}) item {letter};\n" for letter in "abcdefghij")
    assert {one[1] for one in blocks(text)[1:]} == {1}


def test_footnotes_with_raised_figures_are_footnotes_and_what_a_page_cut_is_joined() -> None:
    text = (
        "Confirming the conclusions of the Group,¹ that international law is applicable and that voluntary and\n\n"
        "¹ A/68/98.\n\nnon-binding norms can reduce risks,\n\n² Called by nobody.\n"
    )
    found = read(text)
    (paragraph,) = found.document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.words.endswith("voluntary and non-binding norms can reduce risks,")
    assert [(note.key, note.words) for note in paragraph.notes] == [("1", "A/68/98."), ("2", "Called by nobody.")]
    assert len(found.remarks) == 2


def test_the_rows_of_a_table_of_plain_text_are_not_joined_as_its_broken_lines_are() -> None:
    prose = " ".join(["States should cooperate in applying the measures."] * 9)
    rows = "\n".join(f"|{place}|{'each State reports on what it did':<60}|" for place in range(3))
    assert blocks(f"{fill(prose, 70)}\n{rows}\nand so on.") == [
        ("paragraph", "", prose), ("paragraph", "", rows), ("paragraph", "", "and so on."),
    ]  # fmt: skip


def test_a_table_of_plain_text_is_one_however_many_rows_it_has() -> None:
    rows = ["| a¹ | B |", *(f"| {place} | x |" for place in range(4_999))]
    began = time.process_time()
    assert blocks("\n".join(["Before.", *rows, "After.", "¹ A/68/98."])) == [
        ("paragraph", "", "Before."),
        ("paragraph", "", "\n".join(rows).replace("¹", "[^1]")),
        ("paragraph", "", "After."),
    ]
    assert time.process_time() - began < 10  # each row anew with all before it took minutes


MARKDOWN = """---
title: A draft
---
# The title

## Preamble

The Parties,
on two lines[^n] of [a page][1] and \\[escaped\\] __strongly__,

[^n]: See there,
    and there.
[1]: https://example.org/x

### Article 1

1. First

    1. Below it

        - and deeper

2. Second

- (a) lettered

| A | B |
|---|---|
| x | y |

Words that call[^lost] nothing.
"""


def test_markdown_gives_headings_lists_tables_footnotes_and_links() -> None:
    found = read(MARKDOWN, "draft.md")
    assert found.document.title == "The title"
    assert blocks(MARKDOWN, "draft.md") == [
        ("heading", 1, "", "Preamble"),
        (
            "paragraph",
            "",
            "The Parties, on two lines[^n] of [a page](https://example.org/x) and [escaped] **strongly**,",
        ),
        ("heading", 2, "", "Article 1"),
        ("paragraph", "1.", "First"),
        ("subparagraph", 1, "(a)", "Below it"),
        ("subparagraph", 2, "", "and deeper"),
        ("paragraph", "2.", "Second"),
        ("subparagraph", 1, "(a)", "lettered"),
        ("table", ("A", "B"), (("x", "y"),)),
        ("paragraph", "", "Words that call[^lost] nothing."),
    ]
    paragraph = found.document.blocks[1]
    assert isinstance(paragraph, Paragraph)
    assert [(note.key, note.words) for note in paragraph.notes] == [("n", "See there, and there.")]
    assert said(found) == ["The words call a footnote (lost) of which the file has no words."]


def test_word_is_read_by_styles_by_numbering_and_by_typed_numbers_as_accepted() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    styles = '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/></w:style>'
    body = (
        p(r("Threats", "<w:b/>"), style="H")
        + p(r("States "), gone("may "), ins(r("shall ")), r("act"), called("1"), r(":"), properties=numbered(1))
        + p(commented("3", r("on incidents;")), properties=numbered(1, 1))
        + p(r("(b) on threats."))
        + p(gone("All of this goes."), end=tracked("del"))
        + p(r("II.\tInternational law"))
        + "<w:tbl><w:tr><w:tc>" + p(r("one")) + "</w:tc><w:tc>" + p(r("two")) + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    contents = word_file(
        body, numbering=lists, styles=styles, footnotes=footnote("1", r(" See there.")), comments=comment("3", "Why?")
    )
    assert blocks(contents) == [
        ("heading", 2, "", "Threats"),
        ("paragraph", "1.", "States shall act[^1]:"),
        ("subparagraph", 1, "(a)", "on incidents;"),
        ("subparagraph", 1, "(b)", "on threats."),
        ("heading", 1, "II.", "International law"),
        ("table", (), (("one", "two"),)),
    ]
    assert said(read(contents)) == [
        "The changes that are tracked in the file were taken as accepted.", "Comments are no words of the text: “Why?”",
    ]  # fmt: skip


def test_our_own_word_file_is_read_as_what_was_written() -> None:
    written = everything()
    found = read(write_docx(written))
    assert found.document.title == written.title
    assert [told(one) for one in found.document.blocks] == [
        ("annex", one.title) if not isinstance(one, Heading | Paragraph | Subparagraph | Table) else told(one)
        for one in _as_read(written.blocks)
    ]
    assert found.remarks == ()
    named = document(Paragraph(number="1.", words="States act.", identity=identity_of(3, 4)))
    (paragraph,) = read(write_docx(named)).document.blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.identity == "provision_3_revision_4"


TABLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/></w:style>'
    for name in ("Table Number", "After Table")
)


def test_what_is_typed_below_a_table_and_a_number_without_its_table_are_words_of_the_text() -> None:
    table = "<w:tbl><w:tr><w:tc>" + p(r("one")) + "</w:tc></w:tr></w:tbl>"
    body = (
        p(r("Table 1"), called("1"), style="TableNumber") + p(r("Its table was deleted."), style="AfterTable")
        + p(r("Table 2\t"), style="TableNumber") + p(style="AfterTable") + p(r("Table 3\t"), style="TableNumber")
        + table + p(r("Typed below it."), style="AfterTable") + p(r("Table 4\t"), style="TableNumber")
    )  # fmt: skip
    contents = word_file(body, styles=TABLES, footnotes=footnote("1", r("See there.")))
    assert blocks(contents) == [
        ("paragraph", "", "Table 1[^1]"),
        ("paragraph", "", "Its table was deleted."),
        ("paragraph", "", "Table 2"),
        ("paragraph", "Table 3", "| one |"),
        ("paragraph", "", "Typed below it."),
        ("paragraph", "", "Table 4"),
    ]
    first = read(contents).document.blocks[0]
    assert isinstance(first, Paragraph)
    assert [note.words for note in first.notes] == ["See there."]


def _as_read(written: tuple[Block, ...]) -> list[Block]:
    """Footnotes are called by the numbers that the file gives them, in the order of their marks."""
    found: list[Block] = []
    count = 0
    for one in written:
        if isinstance(one, Heading | Paragraph | Subparagraph):
            keys = [note.key for note in one.notes]
            words = one.words + "".join(f"[^{key}]" for key in keys if f"[^{key}]" not in one.words)
            for key in sorted(keys, key=lambda key: words.index(f"[^{key}]")):
                count += 1
                words = words.replace(f"[^{key}]", f"[^{count}]")
            one = replace(one, words=words, notes=())
        if isinstance(one, Table):
            one = replace(one, rows=tuple(one.filled(row) for row in one.rows))
        found.append(one)
    return found


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference texts stand beside the repository, not in it")
def test_real_texts_are_understood() -> None:
    agreement = read((REFERENCE / "rolling" / "9-dec-2015.md").read_bytes(), "9-dec-2015.md").document
    headings = [one.words for one in agreement.blocks if isinstance(one, Heading)]
    assert headings[1:4] == ["Preamble", "Article 1 *(definitions)*", "Article 2 *(purpose)*"]
    assert headings[-1] == "Article 26 *(LANGUAGES)*"
    assert sum(isinstance(one, Subparagraph) for one in agreement.blocks) > 80
    resolution = read((REFERENCE / "A_C.1_73_L.27_Rev.1.txt").read_bytes(), "A_C.1_73_L.27_Rev.1.txt")
    numbers = [one.number for one in resolution.document.blocks if isinstance(one, Paragraph) and one.number]
    assert numbers == ["1.", *(f"1.{place}." for place in range(1, 14)), *(f"{place}." for place in range(2, 8))]
    notes = [note.key for one in resolution.document.blocks if isinstance(one, Paragraph) for note in one.notes]
    assert notes == ["1", "2", "3", "4", "5"]
    assert "It was cut by the end of a page, and was joined again." in said(resolution)
