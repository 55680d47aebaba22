"""Statements for programs: the archive, our own, and what is done with them. A file is sent and answered in base64."""

import base64
from collections.abc import Callable
from datetime import datetime

from flask.typing import ResponseReturnValue
from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Keep, Listed, Nothing, Out, cut, operation
from oewg.core.forms import OptionalLine
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.statements import ArchiveForm, CorrectionForm, SpokenOnForm, StatementForm
from oewg.meetings.models import Statement
from oewg.meetings.queries import StatementLine, StatementsAsked
from oewg.meetings.rules import statements as rules
from oewg.texts import queries as texts
from oewg.texts.documents.uploads import from_base64


class StatementOut(Out):
    """A statement of a delegation (its code; on behalf of a group) or an organization (its id) at a meeting, on an item.

    `manner` is "delivered" or "written"; `standing` is "embargo", "unpublished", "published" or "withdrawn"; `version` the
    number of the version that stands. `consented_at`: since when its authors agree to its publication.
    """

    id: int
    meeting: int
    item: int | None
    delegation: str | None
    group: str | None
    organization: int | None
    manner: str
    language: str
    standing: str
    filed_at: datetime
    delivered_at: datetime | None
    consented_at: datetime | None
    version: int


class VersionOut(Out):
    """One version: its words, and of a file its safe name, its kind, and the hex SHA-256 of its contents."""

    number: int
    words: str
    file_name: str | None
    media_type: str | None
    digest: str
    made_at: datetime


class ReadStatementOut(StatementOut):
    """A statement with its versions, the earliest first, and the provisions on which it speaks.

    Of a statement that was delivered, others than its authors and the secretariat read the versions from that on which was delivered.
    """

    versions: list[VersionOut]
    provisions: list[int]


class FileOut(VersionOut):
    """A version with its file in base64; none for typed words."""

    file: str | None


class StatementsFilter(ArchiveForm, Cursor):
    """Which statements of the archive; `standing` is the secretariat's."""


class SentFile(CorrectionForm):
    """A file in base64, in place of words, with the name it bears; its kind is decided by its contents."""

    file: str = Field("", description="Base64. The whole request has at most as many bytes as an upload may have.")
    file_name: OptionalLine = ""


class SentStatement(StatementForm, SentFile):
    """A statement for a meeting: words, or a file in base64."""


def _content(sent: SentFile) -> rules.Content:
    return rules.content(sent.words, from_base64(sent.file, sent.file_name) if sent.file else None)


@operation(
    api, "/statements", act="read", answers=Listed[StatementOut], query=StatementsFilter,
    summary="The archive of published statements, the earliest first",
)  # fmt: skip
def statements(desk: Desk, asked: StatementsFilter) -> Listed[StatementOut]:
    """The archive."""
    wanted = StatementsAsked(**asked.model_dump(exclude={"after", "limit"}))
    rows = queries.statements_after(desk.db, desk.viewer, asked.number(), asked.limit + 1, wanted)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/statements/own", act="file_statement", answers=Listed[StatementOut], query=Cursor,
    summary="What our delegation, group or organization filed",
)  # fmt: skip
def own_statements(desk: Desk, asked: Cursor) -> Listed[StatementOut]:
    """Our statements."""
    rows = queries.own_statements_after(desk.db, desk.viewer, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/statements/<int:statement_id>", act="read", answers=ReadStatementOut, summary="One statement with its versions"
)  # fmt: skip
def statement(desk: Desk, statement_id: int) -> ReadStatementOut:
    """One statement."""
    return _read(desk, statement_id)


@operation(
    api, "/statements/<int:statement_id>/versions/<int:number>", act="read", answers=FileOut,
    summary="One version of a statement with its file in base64",
)  # fmt: skip
def version(desk: Desk, statement_id: int, number: int) -> FileOut:
    """One version."""
    row = queries.statement_version(desk.db, statement_id, number, desk.viewer)
    file = base64.b64encode(row.contents).decode() if row.contents is not None else None
    return FileOut(**VersionOut.model_validate(row).model_dump(), file=file)


@operation(
    api, "/statements", method="POST", act="file_statement", takes=SentStatement, answers=ReadStatementOut,
    summary="File a statement: typed words, or a file (text, DOCX, PDF) in base64", own_transaction=True,
)  # fmt: skip
def file_statement(sent: SentStatement, keep: Keep) -> ResponseReturnValue:
    """File a statement: its file is read first, then the record is held."""
    content = _content(sent)

    def last_step(desk: Desk) -> ReadStatementOut:
        made = actions.file_statement(
            desk.db, queries.meeting(desk.db, sent.meeting), content, form=sent.manner, language=sent.language,
            by=desk.viewer, at=desk.at, item=texts.provision(desk.db, sent.item) if sent.item else None,
            provisions=texts.provisions(desk.db, sent.provisions), for_group=sent.on_behalf_of == "group",
            consent=sent.consent,
        )  # fmt: skip
        return _read(desk, made.id)

    return keep(last_step)


@operation(
    api, "/statements/<int:statement_id>/versions", method="POST", act="file_statement", takes=SentFile,
    answers=ReadStatementOut, summary="Correct a statement: typed words, or a file in base64", own_transaction=True,
)  # fmt: skip
def correct_statement(sent: SentFile, keep: Keep, statement_id: int) -> ResponseReturnValue:
    """Correct a statement."""
    content = _content(sent)

    def last_step(desk: Desk) -> ReadStatementOut:
        found = queries.statement(desk.db, statement_id, desk.viewer)
        actions.correct_statement(desk.db, found, content, by=desk.viewer, at=desk.at)
        return _read(desk, statement_id)

    return keep(last_step)


@operation(
    api, "/statements/<int:statement_id>/consent", method="POST", act="file_statement", answers=ReadStatementOut,
    summary="Agree that a statement is published", status=200,
)  # fmt: skip
def consent_to_publication(desk: Desk, _sent: Nothing, statement_id: int) -> ReadStatementOut:
    """Agree to its publication."""
    return _act_on(desk, statement_id, actions.consent_to_publication)


@operation(
    api, "/statements/<int:statement_id>/consent/withdraw", method="POST", act="file_statement",
    answers=ReadStatementOut, summary="Take back the agreement to publish a statement", status=200,
)  # fmt: skip
def withdraw_consent(desk: Desk, _sent: Nothing, statement_id: int) -> ReadStatementOut:
    """Take back the agreement."""
    return _act_on(desk, statement_id, actions.withdraw_consent)


@operation(
    api, "/statements/<int:statement_id>/withdraw", method="POST", act="file_statement", answers=ReadStatementOut,
    summary="Withdraw a statement", status=200,
)  # fmt: skip
def withdraw_statement(desk: Desk, _sent: Nothing, statement_id: int) -> ReadStatementOut:
    """Withdraw a statement."""
    return _act_on(desk, statement_id, actions.withdraw_statement)


@operation(
    api, "/statements/<int:statement_id>/deliver", method="POST", act="keep_statements", answers=ReadStatementOut,
    summary="Record by hand that a statement was delivered", status=200,
)  # fmt: skip
def deliver_statement(desk: Desk, _sent: Nothing, statement_id: int) -> ReadStatementOut:
    """Record that it was delivered."""
    return _act_on(desk, statement_id, actions.deliver_statement)


@operation(
    api, "/statements/<int:statement_id>/provisions", method="POST", act="file_statement", takes=SpokenOnForm,
    answers=ReadStatementOut, summary="Say on which item and provisions our statement speaks", status=200,
)  # fmt: skip
def tie_own_statement(desk: Desk, sent: SpokenOnForm, statement_id: int) -> ReadStatementOut:
    """Say on what our statement speaks."""
    return _tie(desk, sent, statement_id)


@operation(
    api, "/statements/<int:statement_id>/tie", method="POST", act="keep_statements", takes=SpokenOnForm,
    answers=ReadStatementOut, summary="Record on which item and provisions a statement speaks", status=200,
)  # fmt: skip
def tie_statement(desk: Desk, sent: SpokenOnForm, statement_id: int) -> ReadStatementOut:
    """Record on what a statement speaks."""
    return _tie(desk, sent, statement_id)


def _act_on(desk: Desk, statement_id: int, action: Callable[..., None]) -> ReadStatementOut:
    found = queries.statement(desk.db, statement_id, desk.viewer)
    action(desk.db, found, by=desk.viewer, at=desk.at)
    return _read(desk, statement_id)


def _tie(desk: Desk, sent: SpokenOnForm, statement_id: int) -> ReadStatementOut:
    found = queries.statement(desk.db, statement_id, desk.viewer)
    kept = [each.provision_id for each in queries.spoken_on(desk.db, statement_id) if each.text.id != sent.text]
    provisions = texts.provisions(desk.db, [*sent.provisions, *(kept if sent.text else [])])
    item = texts.provision(desk.db, sent.item) if sent.item else None
    actions.tie_statement(desk.db, found, item, provisions, by=desk.viewer, at=desk.at)
    return _read(desk, statement_id)


def _out(line: StatementLine) -> StatementOut:
    return _statement_out(line.statement, line.version)


def _statement_out(row: Statement, version: int) -> StatementOut:
    return StatementOut(
        id=row.id, meeting=row.meeting_id, item=row.item_id, delegation=row.delegation.code if row.delegation else None,
        group=row.group.code if row.group else None, organization=row.organization_id, manner=row.form,
        language=row.language, standing=queries.standing(row), filed_at=row.filed_at, delivered_at=row.delivered_at,
        consented_at=row.consented_at, version=version,
    )  # fmt: skip


def _read(desk: Desk, statement_id: int) -> ReadStatementOut:
    row = queries.statement(desk.db, statement_id, desk.viewer)
    return ReadStatementOut(
        **_statement_out(row, row.versions[-1].number).model_dump(),
        versions=[VersionOut.model_validate(each) for each in queries.versions_of(row, desk.viewer)],
        provisions=sorted(each.provision_id for each in queries.spoken_on(desk.db, statement_id)),
    )
