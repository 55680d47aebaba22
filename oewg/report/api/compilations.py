"""The compiled reports for programs, and the transmission."""

from datetime import datetime

from flask import url_for
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, database
from oewg.accounts.door.programs import Cursor, Keep, Listed, Out, cut, operation
from oewg.core.clock import now
from oewg.core.errors import NotFound
from oewg.report import actions, queries
from oewg.report.api.room import api
from oewg.report.forms.compilations import CompileForm, IssueSummaryForm, TransmitForm
from oewg.report.models import Compilation, Transmission


class FileOut(Out):
    """One form of a compiled report: "docx", "pdf" ..., the hex SHA-256 of its contents, its address."""

    format: str
    digest: str
    address: str


class ReportOut(Out):
    """An edition of the report as it was compiled, from the record as long as it then was.

    `symbol` and `document` are those under which it is kept; `against` is the symbol of the edition since which a redline
    marks changes.
    """

    id: int
    symbol: str
    document: int
    title: str
    kind: str
    text: int
    edition: int
    against: str | None
    compiled_at: datetime
    record_size: int
    files: list[FileOut]


class TransmissionOut(Out):
    """The report as it was transmitted to a session of the General Assembly, with what it rests on as one archive."""

    symbol: str
    document: int
    report: int
    assembly_session: int
    transmitted_at: datetime
    record_size: int
    digest: str
    address: str


class IssuedOut(Out):
    """The Chair's summary as it was issued."""

    text: int
    edition: int
    symbol: str


@operation(
    api, "/reports", act="read", query=Cursor, answers=Listed[ReportOut], summary="The compiled reports, the earliest first"
)  # fmt: skip
def reports(desk: Desk, asked: Cursor) -> Listed[ReportOut]:
    """The compiled reports."""
    rows = queries.compilations_after(desk.db, desk.viewer, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, key=lambda found: found.id)


@operation(api, "/reports/<int:compilation_id>", act="read", answers=ReportOut, summary="One compiled report")
def report(desk: Desk, compilation_id: int) -> ReportOut:
    """One compiled report."""
    return _out(queries.compilation(desk.db, desk.viewer, compilation_id))


@operation(
    api, "/reports", method="POST", act="compile_report", takes=CompileForm, answers=ReportOut,
    summary="Compile the report in a kind, under a symbol", own_transaction=True,
)  # fmt: skip
def compile_report(sent: CompileForm, keep: Keep) -> ResponseReturnValue:
    """Compile the report: the documents are written first, then the record is held and they are kept."""

    def store(written: actions.Written) -> ResponseReturnValue:
        def last_step(desk: Desk) -> ReportOut:
            text = queries.draft_or_not_found(desk.db)
            return _out(actions.compile_report(desk.db, text, written, by=desk.viewer, at=desk.at))

        return keep(last_step)

    return actions.in_attempts(database(), sent.order(), now(), store)


@operation(
    api, "/reports/transmission", act="read", answers=TransmissionOut,
    summary="How the report was transmitted to the General Assembly",
)  # fmt: skip
def transmission(desk: Desk) -> TransmissionOut:
    """The transmission."""
    found = queries.transmission(desk.db, queries.draft_or_not_found(desk.db).id)
    if found is None:
        raise NotFound
    return _transmitted(found)


@operation(
    api, "/reports/transmission", method="POST", act="transmit_report", takes=TransmitForm, answers=TransmissionOut,
    summary="Transmit the adopted report to the General Assembly", own_transaction=True,
)  # fmt: skip
def transmit_report(sent: TransmitForm, keep: Keep) -> ResponseReturnValue:
    """Transmit the adopted report: the archive is made first, then the record is held and it is kept."""
    archive = actions.prepared_archive(database(), sent.symbol, now())

    def last_step(desk: Desk) -> TransmissionOut:
        text = queries.draft_or_not_found(desk.db)
        return _transmitted(actions.transmit_report(desk.db, text, archive, by=desk.viewer, at=desk.at))

    return keep(last_step)


@operation(
    api, "/reports/summary/issue", method="POST", act="issue_summary", takes=IssueSummaryForm, answers=IssuedOut,
    summary="Issue the Chair's own summary, which is annexed to the report",
)  # fmt: skip
def issue_chairs_summary(desk: Desk, sent: IssueSummaryForm) -> IssuedOut:
    """Issue the summary."""
    text = queries.chairs_summary_or_not_found(desk.db)
    edition = actions.issue_chairs_summary(desk.db, text, sent.symbol, by=desk.viewer, at=desk.at, on=sent.on)
    return IssuedOut(text=text.id, edition=edition.id, symbol=edition.symbol)


def _out(row: Compilation) -> ReportOut:
    return ReportOut(
        id=row.id, symbol=row.symbol, document=row.document_id, title=row.document.title, kind=row.kind,
        text=row.text_id, edition=row.edition_id, against=row.against.symbol if row.against else None,
        compiled_at=row.compiled_at, record_size=row.record_size,
        files=[
            FileOut(
                format=file.format, digest=file.digest,
                address=url_for("report.file", compilation_id=row.id, format=file.format),
            )
            for file in row.files
        ],
    )  # fmt: skip


def _transmitted(row: Transmission) -> TransmissionOut:
    return TransmissionOut(
        symbol=row.document.symbol, document=row.document_id, report=row.compilation_id,
        assembly_session=row.assembly_session, transmitted_at=row.transmitted_at, record_size=row.record_size,
        digest=row.digest, address=url_for("report.archive"),
    )  # fmt: skip
