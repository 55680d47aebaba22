"""The compiled reports for programs."""

from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.programs import Cursor, Keep, Listed, Out, cut, operation
from oewg.core.clock import now
from oewg.report import actions, queries
from oewg.report.api.room import api
from oewg.report.forms.compilations import CompileForm
from oewg.report.models import Compilation


class FileOut(Out):
    """One form of a compiled report: "docx", "pdf" or "html", the hex SHA-256 of its contents, its address."""

    format: str
    digest: str
    address: str


class ReportOut(Out):
    """The report as it was compiled under a symbol, from the record as long as it then was."""

    id: int
    symbol: str
    title: str
    text: int
    edition: int
    compiled_at: datetime
    record_size: int
    files: list[FileOut]


@operation(
    api, "/reports", act="read", query=Cursor, answers=Listed[ReportOut], summary="The compiled reports, the earliest first"
)  # fmt: skip
def reports(desk: Desk, asked: Cursor) -> Listed[ReportOut]:
    """The compiled reports."""
    rows = queries.compilations_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, key=lambda found: found.id)


@operation(api, "/reports/<int:compilation_id>", act="read", answers=ReportOut, summary="One compiled report")
def report(desk: Desk, compilation_id: int) -> ReportOut:
    """One compiled report."""
    return _out(queries.compilation(desk.db, compilation_id))


@operation(
    api, "/reports", method="POST", act="compile_report", takes=CompileForm, answers=ReportOut,
    summary="Compile the report under a symbol", own_transaction=True,
)  # fmt: skip
def compile_report(sent: CompileForm, keep: Keep) -> ResponseReturnValue:
    """Compile the report: the documents are written first, then the record is held and they are kept."""

    def store(written: actions.Written) -> ResponseReturnValue:
        def last_step(desk: Desk) -> ReportOut:
            text = queries.draft_or_not_found(desk.db)
            return _out(actions.compile_report(desk.db, text, written, by=desk.viewer, at=desk.at))

        return keep(last_step)

    return actions.in_attempts(database(), sent.symbol, sent.item, now(), store)


def _out(row: Compilation) -> ReportOut:
    return ReportOut(
        id=row.id, symbol=row.edition.symbol, title=row.edition.title, text=row.text_id, edition=row.edition_id,
        compiled_at=row.compiled_at, record_size=row.record_size,
        files=[
            FileOut(
                format=file.format, digest=file.digest,
                address=url_for("report.file", compilation_id=row.id, format=file.format),
            )
            for file in row.files
        ],
    )  # fmt: skip
