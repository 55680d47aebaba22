"""How is a table written in a .docx file?"""

from collections.abc import Callable, Iterable, Sequence

from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.description import Change, Table
from oewg.texts.documents.docx.styles import TEXT_WIDTH
from oewg.texts.documents.docx.wml import Annotations, element, paragraph
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


def narrowed(table: Table) -> list[slice]:
    """The columns of a table; of one that is wider than Word takes the first ones, then the next, each for a table of their own."""
    return [slice(at, at + WIDEST) for at in range(0, table.width(), WIDEST)]


def table_block(
    block: Table, columns: slice, runs: Callable[[str, tuple[Change, ...], str], Iterable[BaseOxmlElement]],
    annotations: Annotations, language: str, way: Direction | None = None,
) -> BaseOxmlElement:  # fmt: skip
    """These columns of a table of a document, in proportion to their longest words; the header is repeated on every page.

    `runs` writes the words of a cell, of which there are the changes and what becomes of the row; `way` is the direction of the
    language where it is not the document's. A row that comes or goes says so itself, and of the words and the end of each of its
    cells, for word processors differ.
    """
    shares = block.shares()[columns]
    widths = tuple(TEXT_WIDTH * share // sum(shares) for share in shares)

    def row(
        standing: str, authors: tuple[str, ...], cells: Sequence[tuple[str, tuple[Change, ...]]], style: str
    ) -> BaseOxmlElement:
        def change() -> list[BaseOxmlElement]:
            return [annotations.change(standing, authors)] if standing != "equal" else []

        made = element("tr")
        said = [element("cantSplit"), element("tblHeader")] if style == "TableHeading" else []
        if said or standing != "equal":
            made.append(element("trPr", *said, *change()))
        for width, (words, changes) in zip(widths, cells[columns], strict=True):
            written = runs(words, changes, "equal" if changes else standing)
            made.append(
                cell(width, paragraph(style, *written, way=way, change=next(iter(change()), None)), rule=_RULE)
            )  # fmt: skip
        return made

    rows = enumerate(block.tracked())
    styled = (("TableHeading" if block.header and place == 0 else "TableCell", each) for place, each in rows)
    return table(language, widths, *(row(*each, style) for style, each in styled))
