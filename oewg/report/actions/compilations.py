"""How is the report compiled? It is written on a snapshot, and kept under its symbol with its digests in the record."""

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Database, Db
from oewg.core.errors import Refusal, say
from oewg.record import queries as record
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.models import FORMATS, Compilation, CompiledFile
from oewg.report.rules.document import Source, report_document, title
from oewg.report.rules.kinds import Order, check_asked
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.documents.akn import write_akn
from oewg.texts.documents.data import write_json
from oewg.texts.documents.description import Document
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.pdf import write_pdf
from oewg.texts.documents.text import write_text
from oewg.texts.models import Document as Registered
from oewg.texts.models import DraftText
from oewg.texts.rules.documents import readers_of
from oewg.texts.rules.symbols import check_free, check_symbol, distribution_of

told(compile_report=say("The report was compiled."))
MOST_ATTEMPTS = 3
Stored = TypeVar("Stored")
WRITERS: dict[str, Callable[[Document], bytes]] = {
    "pdf": write_pdf,
    "docx": write_docx,
    "html": lambda document: write_html(document).encode(),
    "txt": write_text,
    "xml": write_akn,
    "json": write_json,
}
"""Form -> how it is written, in this order: the PDF needs the most memory, so it comes first."""


class RecordHasGrown(Exception):
    """What the documents were written from has changed since it was read: they are to be written anew."""


@dataclass(frozen=True)
class Described:
    """What an order comes to on a snapshot: the document under its symbol, and what it was made from."""

    order: Order
    source: Source
    document: Document


@dataclass(frozen=True)
class Written:
    """The documents of an order, format -> contents, with what they were written from."""

    order: Order
    source: Source
    files: Mapping[str, bytes]


def describe_report(db: Db, text: DraftText, order: Order, *, at: datetime, preview: bool = False) -> Described:
    """The document that an order asks for, as the record now stands; a preview has no symbol, and is not checked."""
    if not preview:
        order = _completed(db, text, order)
        _check(db, text, order)
    source = queries.source(db, text, at, order.asked)
    symbol, distribution = order.symbol, order.distribution
    if not symbol and order.asked.edition_id is not None:
        kept_under = queries.document_of(db, order.asked.edition_id)
        symbol, distribution = kept_under.symbol, kept_under.distribution
    return Described(order, source, report_document(source, symbol, distribution))


def _completed(db: Db, text: DraftText, order: Order) -> Order:
    """A compendium is of the adopted edition, whatever was asked."""
    if order.asked.kind != "compendium":
        return order
    edition = queries.adopted_edition(db, text)
    return replace(order, asked=replace(order.asked, edition_id=edition.id if edition else None, annexes=()))


def _check(db: Db, text: DraftText, order: Order) -> None:
    if order.symbol:
        check_symbol(order.symbol)
    distribution = order.distribution or (distribution_of(order.symbol) if order.symbol else "")
    check_asked(order.asked, queries.standing(db, text, order.asked), order.symbol, distribution)
    if order.symbol:
        check_free(order.symbol, text_queries.symbol_is_used(db, order.symbol))


def write_report(
    db: Db, text: DraftText, order: Order, *, at: datetime, formats: Sequence[str] = FORMATS, preview: bool = False
) -> Written:
    """Write the documents of an order as the record now stands; stores nothing."""
    described = describe_report(db, text, order, at=at, preview=preview)
    files = {name: WRITERS[name](described.document) for name in formats}
    return Written(described.order, described.source, files)


def compile_report(db: Db, text: DraftText, written: Written, *, by: Viewer, at: datetime) -> Compilation:
    """Keep the documents that were written before the record was held, under their symbol.

    The text is issued as a new edition if no edition was named. Raises RecordHasGrown when they would now be written from
    something else.
    """
    order, asked = written.order, written.order.asked
    _check(db, text, order)
    size = record.size(db)
    if size != written.source.record_size and queries.source(db, text, at, asked) != written.source:
        raise RecordHasGrown
    edition_id, document = _kept_under(db, text, written, by, at)
    compilation = Compilation(
        text_id=text.id,
        edition_id=edition_id,
        document_id=document.id,
        kind=asked.kind,
        against_id=asked.against_id,
        compiled_at=at,
        record_size=size,
    )
    compilation.files = [
        CompiledFile(format=name, contents=contents, digest=hashlib.sha256(contents).hexdigest())
        for name, contents in sorted(written.files.items(), key=lambda file: FORMATS.index(file[0]))
    ]
    db.add(compilation)
    db.flush()
    facts = {
        "text": text.id,
        "edition": edition_id,
        "document": document.id,
        "symbol": document.symbol,
        "kind": asked.kind,
        "against": asked.against_id,
        "annexes": list(asked.annexes),
        "record_size": size,
        "digests": {file.format: file.digest for file in compilation.files},
    }
    append(
        db, "compile_report", by.account_id, by.capacity, Subject("compilation", compilation.id), facts, at,
        readers=readers_of(document.distribution),
    )  # fmt: skip
    return compilation


def _kept_under(db: Db, text: DraftText, written: Written, by: Viewer, at: datetime) -> tuple[int, Registered]:
    """The edition that was compiled, issued now if none was named, and the document under whose symbol it is kept."""
    order, asked = written.order, written.order.asked
    edition_id = asked.edition_id
    if edition_id is None:
        edition_id = texts.issue_edition(db, text, order.symbol, text.title, by=by, at=at).id
    elif order.symbol:
        distribution = order.distribution or distribution_of(order.symbol)
        document = texts.register_document(
            db, order.symbol, title(written.source), distribution, "en", by=by, at=at
        )  # fmt: skip
        return edition_id, document
    return edition_id, queries.document_of(db, edition_id)


def compiling(
    database: Database, order: Order, at: datetime, store: Callable[[Written], Stored]
) -> Generator[str, None, Stored]:
    """Compile step by step: yields "read", then the name of each form as soon as it is written; "again" if all begins anew.

    The documents are written on a snapshot and handed to `store`, which holds the record and calls compile_report: writing
    takes a second or two, in which nobody else should have to wait.
    """
    for _ in range(MOST_ATTEMPTS):
        with database.reading() as db:
            described = describe_report(db, queries.draft_or_not_found(db), order, at=at)
        yield "read"
        files = {}
        for name, write in WRITERS.items():
            files[name] = write(described.document)
            yield name
        try:
            return store(Written(described.order, described.source, files))
        except RecordHasGrown:
            yield "again"
    raise Refusal(
        say(
            "While the documents were being written, the record changed each time, %(times)s times. Nothing has been "
            "issued; please compile again when the meeting is quieter."
        ),
        times=str(MOST_ATTEMPTS),
    )


def in_attempts(database: Database, order: Order, at: datetime, store: Callable[[Written], Stored]) -> Stored:
    """Compile to the end without telling of the steps."""
    steps = compiling(database, order, at, store)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            stored: Stored = end.value
            return stored
