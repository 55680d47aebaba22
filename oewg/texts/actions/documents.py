"""What is done with the register of documents? Registered, withdrawn, translated; an edition enters it as it is issued."""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.record.actions import Subject, append
from oewg.texts import queries
from oewg.texts.models import Document, DocumentLanguage, DraftText, Edition
from oewg.texts.rules import documents as rules
from oewg.texts.rules.symbols import check_free, check_symbol, distribution_of

told(
    register_document=say("A document was registered."),
    withdraw_document=say("A document was withdrawn."),
    set_translation=say("The state of a translation was recorded."),
)


def register_document(
    db: Db, symbol: str, title: str, distribution: str, original_language: str, *, by: Viewer, at: datetime,
    replaces: Document | None = None,
) -> Document:  # fmt: skip
    """Enter a document that was not made in this house under its symbol.

    Without `replaces` a revision stands in the place of what it revises, if that is in the register.
    """
    check_symbol(symbol)
    check_free(symbol, queries.symbol_is_used(db, symbol))
    if replaces is not None:
        already = queries.replaced_by(db, replaces.id)
        rules.check_replaces(
            symbol, distribution, replaces.symbol, replaces.distribution,
            withdrawn=replaces.withdrawn_at is not None, replaced_by=already.symbol if already else None,
        )  # fmt: skip
    document = enter(db, symbol, title, distribution, original_language, at, replaces=replaces)
    facts = {
        "symbol": symbol, "title": title, "distribution": distribution, "original_language": original_language,
        "replaces": document.replaces_id,
    }  # fmt: skip
    append(
        db, "register_document", by.account_id, by.capacity, Subject("document", document.id), facts, at,
        readers=rules.readers_of(distribution),
    )  # fmt: skip
    return document


def enter(
    db: Db, symbol: str, title: str, distribution: str, original_language: str, at: datetime, *,
    edition: Edition | None = None, replaces: Document | None = None,
) -> Document:  # fmt: skip
    """The row of a document; the act by which it comes into being is the entry."""
    replaces = replaces or queries.revised_document(db, symbol, distribution)
    document = Document(
        symbol=symbol, title=title, distribution=distribution, original_language=original_language, registered_at=at,
        edition_id=edition.id if edition else None, replaces_id=replaces.id if replaces else None,
    )  # fmt: skip
    db.add(document)
    db.flush()
    return document


def enter_edition(db: Db, edition: Edition, original_language: str) -> Document:
    """An edition in the register: its distribution follows from its symbol, and it replaces what it revises."""
    return enter(
        db, edition.symbol, edition.title, distribution_of(edition.symbol), original_language, edition.issued_at,
        edition=edition,
    )  # fmt: skip


def check_withdrawal(db: Db, document: Document) -> None:
    """Refuse to withdraw what stays: what was adopted, what is being asked about, what a higher room holds."""
    text = db.get_one(DraftText, document.edition.text_id) if document.edition else None
    rules.check_withdraws(
        document.withdrawn_at is not None,
        text is not None and text.closed_at is not None,
        text is not None and text.frozen_at is not None,
        queries.held_by(db, document),
    )


def withdraw_document(db: Db, document: Document, *, by: Viewer, at: datetime) -> None:
    """Withdraw a document: its symbol stays taken."""
    check_withdrawal(db, document)
    document.withdrawn_at = at
    append(
        db, "withdraw_document", by.account_id, by.capacity, Subject("document", document.id), {}, at,
        readers=rules.readers_of(document.distribution),
    )  # fmt: skip


def set_translation(db: Db, document: Document, language: str, state: str, *, by: Viewer, at: datetime) -> None:
    """Record how far a document is in one of the other languages: requested, in translation, issued; "" for not asked."""
    known = db.get(DocumentLanguage, (document.id, language))
    rules.check_language(
        document.original_language, language, known.state if known else "", state, document.withdrawn_at is not None
    )
    if known is None:
        db.add(DocumentLanguage(document_id=document.id, language=language, state=state, since=at))
    elif not state:
        db.delete(known)
    else:
        known.state, known.since = state, at
    db.flush()
    append(
        db, "set_translation", by.account_id, by.capacity, Subject("document", document.id),
        {"language": language, "state": state}, at, readers=rules.readers_of(document.distribution),
    )  # fmt: skip
