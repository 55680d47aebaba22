"""What may a cell hold that a spreadsheet is to open? Nothing that it would take for a formula and carry out."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

BEGINNINGS = tuple("=+-@|%\t\r\n＝＋－＠")
"""With these, also after white space, a spreadsheet may begin to reckon; the wide forms count in some of them."""


def harmless(cell: str) -> str:
    """The cell as text: with an apostrophe before it, which spreadsheets do not show, if it might be a formula."""
    return f"'{cell}" if cell.lstrip().startswith(BEGINNINGS) or cell.startswith(BEGINNINGS) else cell


Cell = str | int | Decimal | date | None


def comma_separated(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """RFC 4180, each text made harmless; a number or a day is none that a spreadsheet could carry out. The mark at the beginning tells spreadsheets that it is UTF-8."""
    written = io.StringIO(newline="")
    # Where figures have a comma, a spreadsheet divides lines at semicolons: what is not quoted could begin a cell there.
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(head)
    writer.writerows([harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()


def workbook(title: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook (XLSX) of one sheet. A text is written as a text whatever it begins with: it is never a formula or a link."""
    written = io.BytesIO()
    never = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(written, {"in_memory": True, **never}) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", title)[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        figures = {n: book.add_format({"num_format": "#,##0" + ("." + "0" * n if n else "")}) for n in range(10)}
        sheet.freeze_panes(1, 0)
        for column, label in enumerate(head):
            sheet.write_string(0, column, label, bold)
        for place, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(place, column, cell, day)
                elif isinstance(cell, Decimal):
                    decimals = min(9, max(0, -int(cell.as_tuple().exponent)))
                    sheet.write_number(place, column, cell, figures[decimals])
                elif isinstance(cell, int):
                    sheet.write_number(place, column, cell)
                elif cell:
                    sheet.write_string(place, column, cell)
        sheet.autofit()
    return written.getvalue()
