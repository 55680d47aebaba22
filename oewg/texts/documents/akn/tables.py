"""Which cells does a table in Akoma Ntoso have?"""

from collections.abc import Iterator

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.akn.elements import OURS
from oewg.texts.documents.akn.gathering import Gatherer
from oewg.texts.documents.akn.parsing import MOST
from oewg.texts.documents.akn.remarks import ElementRemarks
from oewg.texts.documents.akn.vocabulary import counted, name_of, standing_of
from oewg.texts.documents.description import Change, MarkedRow, Table
from oewg.texts.documents.reading import CannotBeRead
from oewg.texts.documents.wording import within_words

WIDEST = 100
"""Cells that one may be said to span."""


def table_of(element: etree._Element, standing: str, gatherer: Gatherer, remark: ElementRemarks) -> Table:
    """A table as rows of words: joined cells are single ones with empty ones after them, footnotes are words in brackets.

    `standing` is what becomes of it as a whole. Only of a file of ours the changes in it are known.
    """
    if gatherer.ours and element.get("class") == "empty":
        return Table((), (), standing=standing)
    header: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    marked: list[MarkedRow] = []
    said = 0
    for place, row in enumerate(_rows(element)):
        cells = [cell for cell in row if name_of(cell) in ("td", "th")]
        of_row = standing_of(row, True) if gatherer.ours else "equal"
        read = [each for cell in cells for each in _cell(cell, gatherer, remark)]
        found = tuple(words for words, _ in read)
        said += len(found)
        if said > MOST:
            raise CannotBeRead("It has a table with more cells than anybody reads.")
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
        raise CannotBeRead("It has a table with more cells than anybody reads.")
    return table


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if name_of(child) == "tr":
            yield child
        elif name_of(child) in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _cell(
    cell: etree._Element, gatherer: Gatherer, remark: ElementRemarks
) -> Iterator[tuple[str, tuple[Change, ...]]]:  # fmt: skip
    """The words of a cell with their changes, and "" for every further one that it spans."""
    lines = [child for child in cell if name_of(child) == "p"]
    words = gatherer.words(*(lines if lines and len(lines) == len(cell) else [cell]))
    said = words.words
    if words.changes and not gatherer.ours:
        remark(said, say("Changes in a table are read as accepted."))
    for note in words.notes[:1]:
        remark(note.words, say("A footnote in a table is read as words in its cell."))
    said = within_words(said, words.notes)
    yield (said, words.changes) if gatherer.ours else (said.strip(), ())
    across, down = (counted(cell.get(name)) or 1 for name in ("colspan", "rowspan"))
    if across > 1 or down > 1:
        remark(said, say("Cells that are joined in a table are read as single ones."))
    yield from [("", ())] * (min(across, WIDEST) - 1)
