"""What may a cell hold that a spreadsheet is to open? Nothing that it would take for a formula and carry out."""

import csv
import io
from collections.abc import Iterable, Sequence

BEGINNINGS = tuple("=+-@|%\t\r\n＝＋－＠")
"""With these, also after white space, a spreadsheet may begin to reckon; the wide forms count in some of them."""


def harmless(cell: str) -> str:
    """The cell as text: with an apostrophe before it, which spreadsheets do not show, if it might be a formula."""
    return f"'{cell}" if cell.lstrip().startswith(BEGINNINGS) or cell.startswith(BEGINNINGS) else cell


def comma_separated(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180, each cell made harmless. The mark at the beginning tells spreadsheets that it is UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()
