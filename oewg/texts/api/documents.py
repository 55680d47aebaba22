"""The register of documents for programs."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.core.forms import LARGEST_NUMBER, Form, OptionalLine
from oewg.texts import actions, queries
from oewg.texts.api.room import api
from oewg.texts.forms import DocumentForm, Language, TranslationForm
from oewg.texts.queries import DocumentLine, DocumentsAsked


class DocumentOut(Out):
    """A document under its symbol.

    `languages`: official language -> "original", "issued", "in_translation", "requested" or "". `edition`, `replaces` and
    `replaced_by` are ids; the last two are those that this reader may know of.
    """

    id: int
    symbol: str
    title: str
    distribution: str
    registered_at: datetime
    original_language: str
    languages: dict[str, str]
    edition: int | None
    replaces: int | None
    replaced_by: int | None
    withdrawn_at: datetime | None


class DocumentsFilter(Cursor):
    """Which documents: words of the symbol or title, distribution, kind of symbol, a language in which it can be read."""

    words: OptionalLine = ""
    kind: Literal["", "L.", "CRP.", "WP.", "INF/", "plain"] = ""
    distribution: Literal["", "general", "limited", "restricted", "conference_room"] = ""
    language: Language | Literal[""] = ""


class ProposalsAsked(Form):
    """Of which document (its id) the next revision, addendum and corrigendum are asked; without it, of the year's kinds."""

    of: int | None = Field(None, ge=1, le=LARGEST_NUMBER)


class ProposalOut(Out):
    """The next free symbol: `what` is the kind ("L.", "CRP.", ... "") or "Rev", "Add", "Corr"."""

    what: str
    symbol: str


@operation(
    api, "/documents", act="read", answers=Listed[DocumentOut], query=DocumentsFilter,
    summary="The register of documents, the earliest first",
)  # fmt: skip
def documents(desk: Desk, asked: DocumentsFilter) -> Listed[DocumentOut]:
    """The register."""
    wanted = DocumentsAsked(asked.words, asked.kind, asked.distribution, asked.language)
    rows = queries.documents_after(desk.db, desk.viewer, asked.number(), asked.limit + 1, wanted)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/documents/proposals", act="register_document", answers=Listed[ProposalOut], query=ProposalsAsked,
    summary="The next free symbols",
)  # fmt: skip
def proposals(desk: Desk, asked: ProposalsAsked) -> Listed[ProposalOut]:
    """What the next document may be called."""
    if asked.of is None:
        found = queries.proposed_symbols(desk.db, desk.at.year)
    else:
        found = queries.following_symbols(desk.db, queries.document(desk.db, asked.of, desk.viewer).document.symbol)
    return Listed(items=[ProposalOut(what=what, symbol=symbol) for what, symbol in found.items()])


@operation(api, "/documents/<int:document_id>", act="read", answers=DocumentOut, summary="One document")
def document(desk: Desk, document_id: int) -> DocumentOut:
    """One document."""
    return _out(queries.document(desk.db, document_id, desk.viewer))


@operation(
    api, "/documents", method="POST", act="register_document", takes=DocumentForm, answers=DocumentOut,
    summary="Register a document that was not made here",
)  # fmt: skip
def register_document(desk: Desk, sent: DocumentForm) -> DocumentOut:
    """Register a document."""
    made = actions.register_document(
        desk.db, sent.symbol, sent.title, sent.distribution, sent.original_language, by=desk.viewer, at=desk.at,
        replaces=queries.named_document(desk.db, sent.replaces),
    )  # fmt: skip
    return _out(queries.document(desk.db, made.id, desk.viewer))


@operation(
    api, "/documents/<int:document_id>/withdraw", method="POST", act="register_document", answers=DocumentOut,
    summary="Withdraw a document; its symbol stays taken", status=200,
)  # fmt: skip
def withdraw_document(desk: Desk, _sent: Nothing, document_id: int) -> DocumentOut:
    """Withdraw a document."""
    found = queries.document(desk.db, document_id, desk.viewer).document
    actions.withdraw_document(desk.db, found, by=desk.viewer, at=desk.at)
    return _out(queries.document(desk.db, document_id, desk.viewer))


@operation(
    api, "/documents/<int:document_id>/translations", method="POST", act="register_document", takes=TranslationForm,
    answers=DocumentOut, summary="Record how far a translation is", status=200,
)  # fmt: skip
def set_translation(desk: Desk, sent: TranslationForm, document_id: int) -> DocumentOut:
    """Record the state of a translation."""
    found = queries.document(desk.db, document_id, desk.viewer).document
    actions.set_translation(desk.db, found, sent.language, sent.state, by=desk.viewer, at=desk.at)
    desk.db.expire_all()
    return _out(queries.document(desk.db, document_id, desk.viewer))


def _out(line: DocumentLine) -> DocumentOut:
    row = line.document
    return DocumentOut(
        id=row.id, symbol=row.symbol, title=row.title, distribution=row.distribution, registered_at=row.registered_at,
        original_language=row.original_language, languages=line.languages, edition=row.edition_id,
        replaces=line.replaces.id if line.replaces else None,
        replaced_by=line.replaced_by.id if line.replaced_by else None, withdrawn_at=row.withdrawn_at,
    )  # fmt: skip
