"""How is a table written in a .docx file?"""

from collections.abc import Iterable, Iterator

from docx.opc.part import Part
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.changed import Stretch, inscribed_rows
from oewg.texts.documents.description import Table
from oewg.texts.documents.docx.styles import TEXT_WIDTH
from oewg.texts.documents.docx.wml import Annotations, dressed, element, paragraph
from oewg.texts.documents.inline import Span
from oewg.texts.documents.languages import direction

_RULE = "4"


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


def table_block(block: Table, part: Part, language: str, annotations: Annotations) -> BaseOxmlElement:
    """The table of a document: columns in proportion to their longest words, the header repeated on every page.

    A row that comes or goes says so itself, and of the words and the end of each of its cells, for word processors differ.
    """
    shares = block.shares()
    widths = tuple(TEXT_WIDTH * share // sum(shares) for share in shares)

    def row(standing: str, cells: Iterable[Iterable[Stretch]], style: str) -> BaseOxmlElement:
        def change() -> list[BaseOxmlElement]:
            return [annotations.change(standing, ())] if standing != "equal" else []

        made = element("tr")
        said = [element("cantSplit"), element("tblHeader")] if style == "TableHeading" else []
        if said or standing != "equal":
            made.append(element("trPr", *said, *change()))
        for width, stretches in zip(widths, cells, strict=True):
            runs = [run for stretch in stretches for run in inscribed(stretch)]
            made.append(cell(width, paragraph(style, *runs, change=next(iter(change()), None)), rule=_RULE))
        return made

    def inscribed(stretch: Stretch) -> Iterator[BaseOxmlElement]:
        assert isinstance(stretch.piece, Span), "a cell has no notes"
        made = dressed(stretch.piece, part, language)
        yield from (annotations.changed(run, stretch.kind, stretch.authors) for run in made)

    rows = enumerate(inscribed_rows(block))
    styled = (("TableHeading" if block.header and place == 0 else "TableCell", each) for place, each in rows)
    return table(language, widths, *(row(*each, style) for style, each in styled))
