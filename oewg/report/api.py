"""Compiled reports for programs."""

from datetime import datetime

from flask import Blueprint

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Out, cut, operation
from oewg.report import queries
from oewg.report.models import Compilation

api = Blueprint("report_api", __name__)


class FileOut(Out):
    """One form of a report: where it is, and the digest that stands in the record."""

    format: str
    digest: str
    address: str


class ReportOut(Out):
    """A report compiled under a symbol."""

    id: int
    symbol: str
    compiled_at: datetime
    record_size: int
    files: list[FileOut]


@operation(api, "/reports", act="read", answers=Listed[ReportOut], query=Cursor, summary="The compiled reports")
def reports(desk: Desk, asked: Cursor) -> Listed[ReportOut]:
    """Reports by number."""
    rows = queries.compilations_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(api, "/reports/<int:report_id>", act="read", answers=ReportOut, summary="One compiled report")
def report(desk: Desk, report_id: int) -> ReportOut:
    """One report."""
    return _out(queries.compilation(desk.db, report_id))


def _out(row: Compilation) -> ReportOut:
    files = [
        FileOut(format=f.format, digest=f.digest, address=f"/report/compilations/{row.id}/report.{f.format}")
        for f in row.files
    ]
    return ReportOut(
        id=row.id, symbol=row.edition.symbol, compiled_at=row.compiled_at, record_size=row.record_size, files=files
    )  # fmt: skip
