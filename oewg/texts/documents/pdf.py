"""How is a document written as PDF? It is described here, and set in pages by a process of its own (typesetting.py)."""

import json
import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from oewg.core.errors import Refusal, say
from oewg.texts.documents.changed import Note, Stretch, Worded, attributed, inscribed, is_moved, legend
from oewg.texts.documents.changing import shown_as_table
from oewg.texts.documents.contents import annex_labels, listed_annex
from oewg.texts.documents.description import Annex, Block, Document, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.inline import Span, plain, printable
from oewg.texts.documents.languages import direction, direction_of, fixed_words, moved_words, primary
from oewg.texts.documents.masthead import issue_lines
from oewg.texts.documents.tabled import in_cell

_SETTER = str(Path(__file__).with_name("typesetting.py"))
PATIENCE = 100
"""Seconds of the clock in which the pages have to be set: a long report takes one or two, and on a full machine some more."""

# typst does not break a word that is longer than a line, and lets it run off the page.
_ENDLESS = re.compile(r"[!-~\u00a1-\u024f\u0370-\u052f]{41,}")
_BREAK_EVERY = re.compile(r".{40}")
_BLACK = re.compile("\u2588(?=\u2588)")
"""What is blacked out is no word: its line ends wherever a column does."""

MOST_SAID = 2000
"""Characters of what the program says of its fault that the log keeps."""
AT_ONCE = 2
"""How many documents one worker lets be set at the same time; a long one takes some 200 MB while it is."""
_places = threading.BoundedSemaphore(AT_ONCE)
# What is given back goes back to the system at once: a long report takes 190 MB and not, as it happens, 197 to 221, and no longer.
_SETTING = {"MALLOC_TRIM_THRESHOLD_": "65536", "MALLOC_MMAP_THRESHOLD_": "65536"}

_Data = dict[str, Any]


class NoPages(Refusal):
    """The pages were not set, or not in time. That is nobody's fault who reads this: nothing has changed."""

    status = 503


def write_pdf(document: Document) -> bytes:
    """The document as tagged PDF on Letter paper, in the fonts of the installed packages alone, the same bytes for the same document.

    In a redline words put in are bold and underlined, words taken out struck through, and small raised letters say in whose name:
    whoever prints it without colours loses nothing.

    Set in a process of its own (typesetting.py), which is gone when this returns. Raises NoPages if it fails or takes too long.
    """
    described = json.dumps(_data(document), ensure_ascii=False).encode()
    if not _places.acquire(timeout=PATIENCE):
        raise _late(document)
    try:
        # Neither a copy of this process nor anything that it has open: a program that is begun anew, and waited for in any case.
        run = subprocess.run(  # noqa: S603
            [sys.executable, "-I", _SETTER], input=described, capture_output=True, timeout=PATIENCE, check=False,
            env=_SETTING,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise _late(document) from None
    except OSError as error:  # the system begins no more processes
        raise _failed(document, error.errno, str(error)) from error
    finally:
        _places.release()
    if run.returncode or not run.stdout:
        said = run.stderr.decode("utf-8", "replace").strip()[-MOST_SAID:]
        raise _failed(document, run.returncode, said)
    return run.stdout


def _failed(document: Document, number: int | None, said: str) -> NoPages:
    logging.getLogger("oewg").error("the pages of %r were not set (%s): %s", document.title, number, said)
    return NoPages(
        say("The PDF could not be written, and why stands in the log of the server. The other forms are not concerned.")
    )


def _late(document: Document) -> NoPages:
    logging.getLogger("oewg").error("the pages of %r were not set in %s seconds", document.title, PATIENCE)
    return NoPages(
        say("The PDF was not ready after %(seconds)s seconds, and was given up. Please try again in a while."),
        seconds=PATIENCE,
    )


def _data(document: Document) -> _Data:
    head = document.masthead
    fixed = fixed_words(document.language)
    labels = annex_labels(document)
    return {
        "language": primary(document.language),
        "direction": direction(document.language),
        "title": _text(document.title),
        "notice": _text(document.notice),
        "notice-direction": direction_of(document.notice, document.language),
        "masthead": {
            "organization": _text(head.organization),
            "symbol": _text(head.symbol),
            "body": _text(head.body),
            "issue": [
                {"text": _text(line), "direction": direction_of(line, document.language)} for line in issue_lines(head)
            ],
            "session": _text(head.session),
            "agenda_item": _text(head.agenda_item).splitlines(),
        },
        "contents": {"title": fixed.contents, "page": fixed.page} if document.contents else None,
        "legend": {"marks": told.marks, "proposers": _text(told.proposers)} if (told := legend(document)) else None,
        "blocks": [_block(block, labels, document.language) for block in document.blocks],
    }


def _block(block: Block, labels: Iterator[str], language: str) -> _Data:
    if isinstance(block, Worded) and (table := shown_as_table(block)):
        return _table(table, block, language)
    match block:
        case Heading():
            plainly = _text(" ".join(plain(block.words).split("\n")))
            return {"kind": "heading", "level": block.level, "plain": plainly} | _worded(block, language)
        case Paragraph():
            return {"kind": "paragraph"} | _worded(block, language)
        case Subparagraph():
            return {"kind": "subparagraph", "level": block.level} | _worded(block, language)
        case Annex():
            label, title = next(labels), _text(block.title)
            listed = listed_annex(label, title)
            return {"kind": "annex", "label": label, "title": title, "listed": listed, "change": block.standing}
        case Table():
            return _table(block, Paragraph(number="", words="", language=block.language), language)


def _table(table: Table, block: Worded, language: str) -> _Data:
    """A table; `block` is the one whose words it is, `language` the document's."""
    rows = [
        [_worded(in_cell(words, block, changes, standing), language)["pieces"] for words, changes in cells]
        for standing, cells in table.lines()
    ]
    header = rows.pop(0) if table.header else []
    return _worded(replace(block, words="", notes=(), changes=()), language) | {
        "kind": "table", "columns": table.shares(), "header": header, "rows": rows,
    }  # fmt: skip


def _worded(block: Worded, language: str) -> _Data:
    pieces: list[_Data] = []
    for stretch, by in attributed(inscribed(block)):
        marked = {"change": stretch.kind, "by": by}
        if isinstance(stretch.piece, Note):
            notes = attributed(stretch.piece.stretches)
            note = {"note": [_stretch(one, names) for one, names in notes], "moved": stretch.moved}
            pieces.append(note | marked | _isolated(block.language))
        else:
            pieces.append(_stretch(stretch, by))
    where = moved_words(language, block.standing, _text(block.moved)) if is_moved(block) else ""
    said = {"number": _text(block.number), "change": block.standing, "where": where, "pieces": pieces}
    return said | _own(block.language)


def _isolated(language: str) -> _Data:
    if not language:
        return {}
    return {"opened": "\u2066" if direction(language) == "ltr" else "\u2067", "closed": "\u2069"}


def _own(language: str) -> _Data:
    return {"language": primary(language), "direction": direction(language)} if language else {}


def _stretch(stretch: Stretch, by: str) -> _Data:
    assert isinstance(stretch.piece, Span), "a note has no notes"
    return _span(stretch.piece) | {"change": stretch.kind, "moved": stretch.moved, "by": by}


def _span(span: Span) -> _Data:
    # A place "#..." is one on a page of the web; the file has none of these to lead to.
    href = "" if span.href.startswith("#") else span.href
    return {
        "text": _broken(span.text),
        "emphasis": span.emphasis,
        "strong": span.strong,
        "href": href,
    }


def _text(words: str) -> str:
    return _broken(printable(words))


def _broken(text: str) -> str:
    text = _ENDLESS.sub(lambda endless: _BREAK_EVERY.sub("\\g<0>\u200b", endless[0]), text)
    return _BLACK.sub("\\g<0>\u200b", text)
