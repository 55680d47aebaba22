"""How is a document written as PDF?"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst
from fontpkg_amiri import ROOT as AMIRI
from fontpkg_noto_serif import ROOT as NOTO_SERIF
from noto_cjk_sans_otc import FONT_PATH as NOTO_CJK

from oewg.texts.documents.changed import Note, Stretch, Worded, attributed, inscribed, is_redline, proposers
from oewg.texts.documents.contents import annex_labels
from oewg.texts.documents.description import Annex, Block, Document, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.inline import Span, plain, printable
from oewg.texts.documents.languages import FixedWords, direction, direction_of, fixed_words, primary
from oewg.texts.documents.masthead import issue_lines
from oewg.texts.documents.tabled import in_cell, set_as_table

_FORM = Path(str(files(__package__).joinpath("report.typ")))
# The same document must always be the same bytes, so the file says nothing of when it was written.
_NO_INSTANT = datetime(1980, 1, 1, tzinfo=UTC)

# typst does not break a word that is longer than a line, and lets it run off the page.
_ENDLESS = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f]{41,}")
_BREAK_EVERY = re.compile(r".{40}")
_BLACK = re.compile("\u2588(?=\u2588)")
"""What is blacked out is no word: its line ends wherever a column does."""

_Data = dict[str, Any]


def write_pdf(document: Document) -> bytes:
    """The document as tagged PDF on Letter paper, in the fonts of the installed packages alone, the same bytes for the same document.

    In a redline words put in are bold and underlined, words taken out struck through, and small raised letters say in whose name:
    whoever prints it without colours loses nothing.
    """
    return typst.compile(
        _FORM,
        format="pdf",
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document), ensure_ascii=False)},
        timestamp=_NO_INSTANT,
    )


@cache
def _fonts() -> typst.Fonts:
    # typst brings Libertinus Serif, whose lines hold what those of Times hold.
    places = [NOTO_SERIF / "files", AMIRI / "files", Path(str(NOTO_CJK)).parent]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=places)


def _data(document: Document) -> _Data:
    head = document.masthead
    fixed = fixed_words(document.language)
    labels = annex_labels(document)
    return {
        "language": primary(document.language),
        "direction": direction(document.language),
        "title": _text(document.title),
        "notice": _text(document.notice),
        "masthead": {
            "organization": _text(head.organization),
            "symbol": _text(head.symbol),
            "body": _text(head.body),
            "issue": [
                {"text": _text(line), "direction": direction_of(line, document.language)} for line in issue_lines(head)
            ],
            "session": _text(head.session),
            "agenda_item": _text(head.agenda_item),
        },
        "contents": {"title": fixed.contents, "page": fixed.page} if document.contents else None,
        "legend": _legend(document, fixed) if is_redline(document) else None,
        "blocks": [_block(block, labels) for block in document.blocks],
    }


def _block(block: Block, labels: Iterator[str]) -> _Data:
    if isinstance(block, Worded) and (table := set_as_table(block)):
        return _table(table, block)
    match block:
        case Heading():
            plainly = _text(" ".join(plain(block.words).split("\n")))
            return {"kind": "heading", "level": block.level, "plain": plainly} | _worded(block)
        case Paragraph():
            return {"kind": "paragraph"} | _worded(block)
        case Subparagraph():
            return {"kind": "subparagraph", "level": block.level} | _worded(block)
        case Annex():
            return {"kind": "annex", "label": next(labels), "title": _text(block.title)}
        case Table():
            return _table(block, Paragraph(number="", words=""))


def _table(table: Table, block: Worded) -> _Data:
    """A table; `block` is the one whose words it is."""

    def cells(row: tuple[str, ...]) -> list[_Data]:
        return [_worded(in_cell(words, block))["pieces"] for words in table.filled(row)]

    header = cells(table.header) if table.header else []
    return _worded(replace(block, words="", notes=())) | {
        "kind": "table", "columns": table.shares(), "header": header, "rows": [cells(row) for row in table.rows],
    }  # fmt: skip


def _legend(document: Document, fixed: FixedWords) -> _Data:
    names = ", ".join(proposers(document))
    return {"marks": fixed.marks, "proposers": f"{fixed.proposers} {_text(names)}" if names else ""}


def _worded(block: Worded) -> _Data:
    pieces: list[_Data] = []
    for stretch, by in attributed(inscribed(block)):
        marked = {"change": stretch.kind, "by": by}
        if isinstance(stretch.piece, Note):
            notes = attributed(stretch.piece.stretches)
            pieces.append({"note": [_stretch(one, names) for one, names in notes]} | marked)
        else:
            pieces.append(_stretch(stretch, by))
    own = {"language": primary(block.language), "direction": direction(block.language)} if block.language else {}
    return {"number": _text(block.number), "change": block.standing, "pieces": pieces} | own


def _stretch(stretch: Stretch, by: str) -> _Data:
    assert isinstance(stretch.piece, Span), "a note has no notes"
    return _span(stretch.piece) | {"change": stretch.kind, "by": by}


def _span(span: Span) -> _Data:
    # A place "#..." is one on a page of the web; the file has none of these to lead to.
    href = "" if span.href.startswith("#") else span.href
    return {
        "text": _broken(span.text),
        "emphasis": span.emphasis,
        "strong": span.strong,
        "href": href,
        "change": "equal",
        "by": "",
    }


def _text(words: str) -> str:
    return _broken(printable(words))


def _broken(text: str) -> str:
    text = _ENDLESS.sub(lambda endless: _BREAK_EVERY.sub("\\g<0>\u200b", endless[0]), text)
    return _BLACK.sub("\\g<0>\u200b", text)
