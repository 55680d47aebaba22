"""What does the table of contents of a .docx file show, before a word processor makes it anew?

It is a field with its entries filled in, each a link to its heading and a PAGEREF field, which a word processor brings up to date
when it is asked to (F9 in Word): to have it do so by itself it would have to put a question to whoever opens the file. Until then
the pages are those reckoned here: words are broken into lines by the widths of Times, lines fill pages in the house form.
"""

import math
from collections.abc import Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.changed import Worded
from oewg.texts.documents.changing import tracked_as_table
from oewg.texts.documents.contents import Entry
from oewg.texts.documents.description import Annex, Block, Document, Heading, Marked, Paragraph, Subparagraph, Table
from oewg.texts.documents.docx.styles import (
    BLOCK_INDENT,
    PAGE_BOTTOM,
    PAGE_HEIGHT,
    PAGE_TOP,
    STEP,
    TEXT_WIDTH,
    Size,
    size_in,
)
from oewg.texts.documents.docx.wml import element, paragraph, said, tab
from oewg.texts.documents.inline import plain
from oewg.texts.documents.languages import fixed_words

_WIDTHS = {
    sign: width
    for width, signs in {
        180: "'", 200: "|", 250: " ,.\u00a0", 278: "/:;\\ijlt", 333: "!()-I[]`fr’‘", 389: "Js", 408: '"', 444: "?acez“”é",
        469: "^", 480: "{}", 541: "~", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYw", 778: "&m", 833: "%",
        889: "M", 921: "@", 944: "W", 1000: "—",
    }.items()
    for sign in signs
}  # fmt: skip
"""Of the letters of Times, in thousandths of their size; others are like digits, 500, and ideographs are square."""
_IDEOGRAPHS = "\u2e80"
_MASTHEAD = 4000
"""Twips: the masthead and the title, to where the text begins."""
_BODY = PAGE_HEIGHT - PAGE_TOP - PAGE_BOTTOM
_COLUMN = TEXT_WIDTH - 2 * BLOCK_INDENT


def bookmark(entry: Entry) -> str:
    """The name of the bookmark around a heading, of the form that word processors use themselves."""
    return f"_Toc{entry.place + 1:09}"


def contents(document: Document, listed: Sequence[Entry]) -> BaseOxmlElement:
    """The table of contents, as a part of the document that a word processor offers to bring up to date."""
    language, fixed = document.language, fixed_words(document.language)
    pages = _pages(document, len(listed))
    heading = paragraph("ContentsHeading", *said(fixed.contents, language), tab(), *said(fixed.page, language))
    made = [_entry(one, pages[one.place], language) for one in listed]
    first = made[0] if made else paragraph("TOC1")
    first[1:1] = [_sign("begin"), _instruction('TOC \\o "1-3" \\h \\z \\u'), _sign("separate")]
    gallery = element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
    last = paragraph("AfterTable", _sign("end"))
    whole = element("sdtContent", heading, *(made or [first]), last)
    return element("sdt", element("sdtPr", gallery), whole)


def _entry(entry: Entry, page: int, language: str) -> BaseOxmlElement:
    own = entry.language or language
    number = (*said(entry.number, own), tab()) if entry.number else ()
    shown = (_sign("begin"), _instruction(f"PAGEREF {bookmark(entry)} \\h"), _sign("separate"), *said(str(page), "en"))
    link = element("hyperlink", *number, *said(entry.words, own), tab(), *shown, _sign("end"), anchor=bookmark(entry))
    return paragraph(f"TOC{entry.level}", link)


def _sign(kind: str) -> BaseOxmlElement:
    return element("r", element("fldChar", fldCharType=kind))


def _instruction(words: str) -> BaseOxmlElement:
    said_so = element("instrText")
    said_so.text = f" {words} "
    said_so.set(qn("xml:space"), "preserve")
    return element("r", said_so)


def _pages(document: Document, listed: int) -> list[int]:
    """The page on which each block begins, as reckoned."""
    size = size_in(document.language)
    found = []
    page, at = 1, _MASTHEAD + listed * (size.line + 60) + 2 * size.line
    for block in document.blocks:
        taken, least = _taken(block, size)
        # A heading stays with two lines of what follows it, and a paragraph with two of its own.
        if isinstance(block, Annex) or at % _BODY + least > _BODY:
            at = math.ceil(at / _BODY) * _BODY
        found.append(at // _BODY + page)
        at += taken
    return found


def _taken(block: Block, size: Size) -> tuple[int, int]:
    """The height of a block with its footnotes in twips, and how much of it must stand together."""
    letters, line = size.letters * 10, size.line
    if isinstance(block, Worded) and (table := tracked_as_table(block)):
        height, least = _taken(table, size)
        return line + 160 + height + _noted(block, size), line + 160 + least  # below its number
    match block:
        case Table():
            column = TEXT_WIDTH // max(1, block.width())
            rows = (
                max((_lines(words, letters, column) for words in row), default=0) for row in (block.header, *block.rows)
            )
            return sum(lines * line + 80 for lines in rows if lines), line
        case Annex():
            return 2 * line + _lines(block.title, letters + 40, _COLUMN) * line * 7 // 5 + 240, 0
        case Heading():
            above = (300, 260, 220)[block.level - 1]  # of this gap and the 120 of the block before, the larger counts
            height = _lines(block.words, letters + 20 * (block.level == 1), _COLUMN) * line + above // 2 + above - 120
            return height + _noted(block, size), height + 2 * line
        case Paragraph() | Subparagraph():
            narrower = STEP * (block.level + 1) if isinstance(block, Subparagraph) and block.level > 1 else 0
            lines = _lines(block.words, letters, _COLUMN - narrower, STEP if block.number else 0)
            notes = _noted(block, size)
            return lines * line + 120 + notes, min(lines, 2) * line + notes


def _noted(block: Marked, size: Size) -> int:
    """The height of its footnotes; the rule above them is shared by a page."""
    return sum(
        _lines(note.words, size.letters * 10 - 15, _COLUMN, 100) * (size.line - 40) + 100 for note in block.notes
    )


def _lines(words: str, letters: int, column: int, first: int = 0) -> int:
    """How many lines the words take; `letters` is their size in twips, `first` what stands before them."""
    count = 0
    for line in plain(words).split("\n"):
        at, count = first * 1000, count + 1
        for word in line.split(" "):
            width = letters * sum(_WIDTHS.get(one, 1000 if one >= _IDEOGRAPHS else 500) for one in word)
            if at + width > column * 1000 and at:
                lines = max(1, math.ceil(width / column / 1000))
                at, count = width - (lines - 1) * column * 1000, count + lines
            else:
                at += width
            at += letters * 250
    return count
