"""Which cells does a table in Akoma Ntoso have?"""

from collections.abc import Iterable, Iterator

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.akn.elements import OURS
from oewg.texts.documents.akn.gathering import Gatherer, Words
from oewg.texts.documents.akn.parsing import MOST
from oewg.texts.documents.akn.remarks import ElementRemarks
from oewg.texts.documents.akn.vocabulary import counted, name_of, standing_of
from oewg.texts.documents.description import Change, Footnote, MarkedRow, Table
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.tabled import table_in, tabled
from oewg.texts.documents.wording import within_words

WIDEST = 100
"""Cells that one may be said to span, to the side or down."""


def wording_of(element: etree._Element, gatherer: Gatherer, remark: ElementRemarks) -> Words:
    """The wording that a table is in a file of ours, with the footnotes that its cells call."""
    notes: list[Footnote] = []
    table = table_of(element, gatherer, remark, notes=notes)
    typed = element.get(f"{{{OURS}}}words") or ""
    return Words(typed if table_in(typed) == table else tabled(table), tuple(notes))


def table_of(
    element: etree._Element, gatherer: Gatherer, remark: ElementRemarks, *,
    standing: str = "equal", notes: list[Footnote] | None = None,
) -> Table:  # fmt: skip
    """A table as rows of words: joined cells are single ones with empty ones beside and below them, footnotes are words in brackets.

    `standing` is what becomes of it as a whole; only of a file of ours the changes in it are known. With `notes` they are called by
    their cells, and stand there.
    """
    if gatherer.ours and element.get("class") == "empty":
        return Table((), (), standing=standing)
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    marked: list[MarkedRow] = []
    said = 0
    hanging: dict[int, int] = {}
    for place, row in enumerate(_rows(element)):
        cells = [cell for cell in row if name_of(cell) in ("td", "th")]
        of_row = standing_of(row, True) if gatherer.ours else "equal"
        read = _laid(((_cell(cell, gatherer, remark, notes), *_spans(cell)) for cell in cells), hanging)
        found = tuple(words for words, _ in read)
        said += len(found)
        if said > MOST:
            raise CannotBeRead(
                say("It has a table with more cells than anybody reads."),
                say("Please send that table as an attachment, or in parts."),
            )
        count = counted(row.get(f"{{{OURS}}}cells")) if gatherer.ours else None
        found = found if count is None else found[:count]
        if place == 0 and found and all(name_of(cell) == "th" for cell in cells):
            header = found
        else:
            rows.append(found)
            changes = tuple(changes for _, changes in read[: len(found)])
            marked.append(MarkedRow(of_row, changes if any(changes) and of_row == "equal" else ()))
    is_marked = standing == "equal" and any(mark != MarkedRow() for mark in marked)
    table = Table(header, tuple(rows), tuple(marked) if is_marked else (), standing)
    if table.width() * len(rows) > MOST:
        raise CannotBeRead(
            say("It has a table with more cells than anybody reads."),
            say("Please send that table as an attachment, or in parts."),
        )
    return table


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if name_of(child) == "tr":
            yield child
        elif name_of(child) in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


_Said = tuple[str, tuple[Change, ...]]
"""The words of a cell with their changes."""
_EMPTY: _Said = ("", ())


def _laid(cells: Iterable[tuple[_Said, int, int]], hanging: dict[int, int]) -> tuple[_Said, ...]:
    """A row of words; "" where one of its cells goes on to the side, and where one from above comes down.

    The cells have their words, and how many columns and rows they span; `hanging` says of columns how many more rows are taken from
    above, and is brought on by one row.
    """
    row: list[_Said] = []
    begun: dict[int, int] = {}
    for said, across, down in cells:
        while hanging.get(len(row)):
            row.append(_EMPTY)
        if down > 1:
            begun |= dict.fromkeys(range(len(row), len(row) + across), down - 1)
        row += [said, *[_EMPTY] * (across - 1)]
    while hanging.get(len(row)):
        row.append(_EMPTY)
    for column in list(hanging):
        hanging[column] -= 1
        if not hanging[column]:
            del hanging[column]
    hanging |= begun
    return tuple(row)


def _spans(cell: etree._Element) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    across, down = (min(counted(cell.get(name)) or 1, WIDEST) for name in ("colspan", "rowspan"))
    return across, down


def _cell(cell: etree._Element, gatherer: Gatherer, remark: ElementRemarks, notes: list[Footnote] | None) -> _Said:
    """The words of a cell with their changes."""
    lines = [child for child in cell if name_of(child) == "p"]
    words = gatherer.words(*(lines if lines and len(lines) == len(cell) else [cell]))
    said = words.words
    if words.changes and not gatherer.ours:
        remark(said, say("Changes in a table are read as accepted."))
    if notes is not None:
        notes += words.notes
    else:
        for note in words.notes[:1]:
            remark(note.words, say("A footnote in a table is read as words in its cell."))
        said = within_words(said, words.notes)
    if _spans(cell) != (1, 1):
        remark(said, say("Cells that are joined in a table are read as single ones."))
    return (said, words.changes) if gatherer.ours else (said.strip(), ())
