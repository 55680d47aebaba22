"""How is a table written in a .docx file?"""

from collections.abc import Callable, Iterable, Iterator

from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.description import Table
from oewg.texts.documents.docx.styles import TEXT_WIDTH
from oewg.texts.documents.docx.wml import element, paragraph
from oewg.texts.documents.languages import Direction, direction

_RULE = "4"
WIDEST = 63
"""Columns of a table: a file with more of them Word does not open."""


def table(language: str, widths: tuple[int, ...], *rows: BaseOxmlElement) -> BaseOxmlElement:
    """A table without borders of its own; widths in twips; its columns run as the language does."""
    properties = element("tblPr")
    if direction(language) == "rtl":
        properties.append(element("bidiVisual"))
    properties.append(element("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(element("tblInd", w="0", type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    margins = (element(side, w=width, type="dxa") for side, width in (("left", "0"), ("right", "108")))
    properties.append(element("tblCellMar", *margins))
    grid = element("tblGrid", *(element("gridCol", w=str(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def cell(width: int, *paragraphs: BaseOxmlElement, rule: str, columns: int = 1) -> BaseOxmlElement:
    """A cell over one or more columns of the grid, with a rule under it, `rule` eighths of a point thick."""
    below = element("bottom", val="single", sz=rule, space="0", color="auto")
    properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
    if columns > 1:
        properties.append(element("gridSpan", val=str(columns)))
    properties.append(element("tcBorders", below))
    # A cell without a paragraph makes the file unreadable.
    return element("tc", properties, *(paragraphs or [element("p")]))


def narrowed(table: Table) -> Iterator[Table]:
    """The table; of one that is wider than Word takes its first columns, then the next ones, each as a table of their own."""
    for at in range(0, table.width(), WIDEST):
        header, *rows = (table.filled(row)[at : at + WIDEST] for row in (table.header, *table.rows))
        yield Table(header if table.header else (), tuple(rows), table.language)


def table_block(
    block: Table, runs: Callable[[str], Iterable[BaseOxmlElement]], language: str, way: Direction | None = None
) -> BaseOxmlElement:
    """The table of a document: columns in proportion to their longest words, the header repeated on every page.

    `runs` writes the words of a cell; `way` is the direction of the language where it is not the document's.
    """
    shares = block.shares()
    widths = tuple(TEXT_WIDTH * share // sum(shares) for share in shares)

    def row(cells: tuple[str, ...], style: str) -> BaseOxmlElement:
        made = element("tr")
        if style == "TableHeading":
            made.append(element("trPr", element("cantSplit"), element("tblHeader")))
        for width, words in zip(widths, block.filled(cells), strict=True):
            made.append(cell(width, paragraph(style, *runs(words), way=way), rule=_RULE))
        return made

    header = [row(block.header, "TableHeading")] if block.header else []
    return table(language, widths, *header, *(row(cells, "TableCell") for cells in block.rows))
