"""How is a document written as plain text: lines of 72 places, numbers hanging, footnotes at the end?

A redline has the marks of `redlined.PLAIN` with the delegations after them in braces, which no document has of its own:
[-may-]{France}. A footnote's mark is [^1]; the addresses of links are listed at the end by their words, for they would be half of a
resolution that cites others.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from oewg.texts.documents.changed import is_moved, legend, words_of_note
from oewg.texts.documents.changing import shown_as_table
from oewg.texts.documents.contents import annex_labels, entries
from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.inline import Span
from oewg.texts.documents.languages import direction, fixed_words, moved_words
from oewg.texts.documents.masthead import issue_lines
from oewg.texts.documents.printed import printed
from oewg.texts.documents.redlined import PLAIN
from oewg.texts.documents.tabled import in_cell
from oewg.texts.documents.widths import width, wrapped
from oewg.texts.documents.wording import Spans, spans_of, stretches_of

WIDTH = 72
"""Places of a line, as in an RFC: it can be quoted in a letter without being broken anew."""
HANGING = 5
"""Places from a number to its words."""
_GAP = 2
_NARROWEST = 9
"""Places of a column; where there is no room for that, a table is written cell below cell."""
_RIGHT_TO_LEFT = "\u200f"


def write_text(document: Document) -> bytes:
    """The document as plain text in UTF-8; the same document, the same bytes."""
    lines = [line.rstrip() for line in _Sheet(printed(document)).lines()]
    if direction(document.language) == "rtl":
        lines = [_turned(line) for line in lines]
    return ("\n".join(_spaced(lines)).strip("\n") + "\n").encode()


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """The lines, with no more than two empty ones in a row."""
    empty = 0
    for line in lines:
        empty = 0 if line else empty + 1
        if empty < 3:
            yield line


def _turned(line: str) -> str:
    """A line that begins in Latin letters or figures in a text that runs from right to left still begins at the right."""
    first = next((kind for kind in map(unicodedata.bidirectional, line) if kind in ("L", "R", "AL")), "")
    return _RIGHT_TO_LEFT + line if first == "L" or (not first and line.strip("-= ")) else line


class _Sheet:
    """One document on its way to lines, with the footnotes met so far."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[str] = []
        self._links: dict[tuple[str, str], None] = {}
        self._fixed = fixed_words(document.language)

    def lines(self) -> Iterator[str]:
        document = self._document
        if document.notice:
            yield from (*wrapped(document.notice, WIDTH), "")
        yield from _masthead(document.masthead)
        if document.title:
            yield from ("", *_centred(document.title), "")
        if told := legend(document):
            marks = (PLAIN["delete"].format(self._fixed.deleted), PLAIN["insert"].format(self._fixed.inserted))
            yield from ("", *_centred(" ".join(marks)), *(_centred(told.proposers) if told.proposers else ()), "")
        if document.contents:
            yield from self._contents()
        labels = annex_labels(document)
        for block in document.blocks:
            if isinstance(block, Annex):
                titles = (_change(block.standing, words, ()) for words in (next(labels), block.title))
                yield from ("", "", *(line for words in titles if words for line in _centred(words)))
            else:
                yield from ("", *self._block(block))
        if self._notes:
            yield from ("", "", self._fixed.notes, "-" * width(self._fixed.notes))
            for number, said in enumerate(self._notes, 1):
                yield from ("", *_hung(f"[^{number}]:", said, 0, HANGING + 2))
        if self._links:
            yield from ("", "", "-" * WIDTH)
            for words, address in self._links:
                yield from _hung("", f"{words} <{address}>", 0)

    def _text(self, span: Span) -> str:
        """The words of a span; where a link leads is kept for the end, unless the words say it."""
        if span.href and span.href.removeprefix("mailto:") != span.text:
            self._links[" ".join(span.text.split()), span.href] = None
        return span.text

    def _contents(self) -> Iterator[str]:
        yield from ("", self._fixed.contents, "-" * width(self._fixed.contents), "")
        for entry in entries(self._document):
            yield from _hung(entry.number, entry.words, HANGING * (entry.level - 1))

    def _block(self, block: Block) -> Iterator[str]:
        if not isinstance(block, Table | Annex) and (table := shown_as_table(block)):
            yield from _hung("", _change(block.standing, block.number, ()), 0) if block.number else ()
            yield from self._table(table, block)
            return
        match block:
            case Heading():
                if block.level == 1:
                    yield ""
                yield from _hung(*self._marked(block), 0)
            case Paragraph():
                yield from _hung(*self._marked(block), 0)
            case Subparagraph():
                yield from _hung(*self._marked(block), HANGING * block.level, unnumbered=HANGING)
            case Table():
                yield from self._table(block, Paragraph(number="", words=""))

    def _marked(self, block: Heading | Paragraph | Subparagraph) -> tuple[str, str]:
        """The number and the words with their marks; where there are no words it is the number that comes or goes."""
        changes = () if is_moved(block) else block.changes  # all of its words go, or come
        said = self._said(block.words, changes, block.standing, block.authors, block.notes)
        if is_moved(block):
            said += f" [{moved_words(self._document.language, block.standing, block.moved)}]"
        if not said and block.standing != "equal":
            return _change(block.standing, block.number, block.authors), ""
        return block.number, said

    def _table(self, table: Table, block: Heading | Paragraph | Subparagraph) -> Iterator[str]:
        """A table; `block` is the one whose words it is."""
        rows = [
            [self._said(words, changes, standing, notes=in_cell(words, block).notes) for words, changes in cells]
            for standing, cells in table.lines()
        ]
        yield from _table(rows.pop(0) if table.header else [], rows)

    def _said(
        self,
        words: str,
        changes: Sequence[Change],
        standing: str = "equal",
        authors: tuple[str, ...] = (),
        notes: Sequence[Footnote] = (),
    ) -> str:
        by_key = {note.key: note for note in notes}
        cut = stretches_of(changes, by_key) if changes else [spans_of(words, by_key)]
        changes = changes or (Change(standing, words, authors),)
        numbers: dict[str, str] = {}

        def mark(key: str) -> str:
            if key not in numbers:
                numbers[key] = self._noted(by_key[key], *_becomes(key, changes, cut, standing, authors))
            return numbers[key]

        pieces = []
        for change, spans in zip(changes, cut, strict=True):
            said = "".join(mark(span.note) if span.note else self._text(span) for span in spans)
            pieces.append(_change(change.kind, said, change.authors or authors))
        uncalled = "".join(mark(key) for key in by_key if key not in numbers)
        return "".join(pieces) + _change(standing, uncalled, authors)

    def _noted(self, note: Footnote, kind: str, authors: Sequence[str]) -> str:
        """The mark of a footnote, which is written with what becomes of it."""
        place = len(self._notes)
        self._notes.append("")
        if kind == "equal":
            self._notes[place] = self._said(note.words, note.changes)
        else:
            self._notes[place] = self._said(words_of_note(note, kind), (), kind, tuple(authors))
        return f"[^{place + 1}]"


def _becomes(
    key: str, changes: Sequence[Change], cut: Sequence[Spans], standing: str, authors: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """What becomes of a footnote, in whose name: what becomes of the words that call it. It stays if they do not agree."""
    called = {
        (change.kind, change.authors or authors)
        for change, spans in zip(changes, cut, strict=True)
        if any(span.note == key for span in spans)
    } or {(standing, authors)}
    return called.pop() if len(called) == 1 else ("equal", ())


def _change(kind: str, said: str, authors: Sequence[str]) -> str:
    if kind == "equal" or not said:
        return said
    return PLAIN[kind].format(said) + (f"{{{', '.join(authors)}}}" if authors else "")


def _hung(number: str, words: str, indent: int, hanging: int = HANGING, unnumbered: int = 0) -> Iterator[str]:
    """Lines of words with their number before the first; without a number they begin at the indent."""
    start = indent + (hanging if number else unnumbered)
    *above, number = number.split("\n")
    yield from (" " * indent + line for line in above)
    label = number + " " * max(hanging - width(number), 1) if number else ""
    over = max(width(label) - hanging, 0)
    first, *rest = wrapped("\ufffc" * over + words if over else words, WIDTH - start)
    yield " " * (indent if label else start) + label + first.replace("\ufffc", "", over)
    yield from (" " * start + line for line in rest)


def _centred(words: str) -> Iterator[str]:
    for line in wrapped(words, WIDTH):
        yield " " * ((WIDTH - width(line)) // 2) + line


def _masthead(head: Masthead) -> Iterator[str]:
    yield from _beside(wrapped(head.organization, 40), wrapped(head.symbol, 30))
    yield "-" * WIDTH
    issued = [line for said in issue_lines(head) for line in wrapped(said, 30)]
    yield from _beside(wrapped(head.body, 40), issued)
    places = [line for said in (head.session, head.agenda_item) if said for line in wrapped(said, WIDTH)]
    if places:
        yield from ("", *places)


def _beside(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Lines at the left, and lines that end at the right."""
    for place in range(max(len(left), len(right))):
        one, other = (lines[place] if place < len(lines) else "" for lines in (left, right))
        space = WIDTH - width(one) - width(other)
        yield one + " " * max(space, _GAP if one and other else 0) + other


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns as wide as their words ask, with a rule under the header; cell below cell where they would be too narrow."""
    columns = len(header or next(iter(rows), ()))
    if not columns:
        return
    room = WIDTH - _GAP * (columns - 1)
    if room < columns * _NARROWEST:
        yield from _listed(header, rows)
        return
    wide = _widths([*rows, header] if header else rows, columns, room)
    if header:
        yield from _row(header, wide)
        yield (" " * _GAP).join("-" * places for places in wide)
    apart = any(len(wrapped(cell, places)) > 1 for row in rows for cell, places in zip(row, wide, strict=True))
    for place, row in enumerate(rows):
        if place and apart:
            yield ""
        yield from _row(row, wide)


def _widths(rows: Sequence[Sequence[str]], columns: int, room: int) -> list[int]:
    """The narrow columns get what they ask; the others share the rest as they ask."""
    asked = [max((width(line) for row in rows for line in row[at].split("\n")), default=0) for at in range(columns)]
    asked = [max(places, 1) for places in asked]
    given = dict(enumerate(asked))
    if sum(asked) <= room:
        return asked
    open_columns = set(range(columns))
    while True:
        share = (room - sum(given[at] for at in range(columns) if at not in open_columns)) // max(len(open_columns), 1)
        narrow = {at for at in open_columns if asked[at] <= share}
        if not narrow or narrow == open_columns:
            break
        open_columns -= narrow
    left = room - sum(asked[at] for at in range(columns) if at not in open_columns)
    total = sum(asked[at] for at in open_columns)
    for at in open_columns:
        given[at] = max(left * asked[at] // total, _NARROWEST)
    while (over := sum(given.values()) - room) > 0:
        widest = max(given, key=lambda at: given[at])
        given[widest] -= min(over, max(given[widest] - _NARROWEST, 1))
    return [given[at] for at in range(columns)]


def _row(cells: Sequence[str], wide: Sequence[int]) -> Iterator[str]:
    columns = [wrapped(cell, places) for cell, places in zip(cells, wide, strict=True)]
    for place in range(max(map(len, columns))):
        line = ""
        for at, lines in enumerate(columns):
            said = lines[place] if place < len(lines) else ""
            line += said + " " * (max(wide[at] - width(said), 0) + _GAP)
        yield line


def _listed(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    for place, row in enumerate([*rows] if rows else [header]):
        if place:
            yield ""
        for at, cell in enumerate(row):
            label = f"{header[at]}: " if header and rows and header[at] else ""
            if label or cell:
                yield from _hung("", label + cell, 0)
