"""How is the report compiled? It is written on a snapshot, and kept under its symbol with its digests in the record."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Database, Db
from oewg.core.errors import Refusal, say
from oewg.record import queries as record
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.models import Compilation, CompiledFile
from oewg.report.rules.document import Source, report_document
from oewg.texts import actions as texts
from oewg.texts.documents.description import Document
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.pdf import write_pdf
from oewg.texts.models import DraftText
from oewg.texts.rules.symbols import check_symbol

told(compile_report=say("The report was compiled."))
MOST_ATTEMPTS = 3
Stored = TypeVar("Stored")
_WRITERS: dict[str, Callable[[Document], bytes]] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "html": lambda document: write_html(document).encode(),
}


FORMATS = tuple(_WRITERS)


class RecordHasGrown(Exception):
    """What the documents were written from has changed since it was read: they are to be written anew."""


@dataclass(frozen=True)
class Written:
    """The documents of the report under a symbol, format -> contents, with what they were written from."""

    symbol: str
    agenda_item: int | None
    source: Source
    files: Mapping[str, bytes]


def write_report(
    db: Db,
    text: DraftText,
    symbol: str,
    *,
    at: datetime,
    agenda_item: int | None = None,
    formats: Sequence[str] = FORMATS,
) -> Written:
    """Write the documents of the report as it now stands; stores nothing. With the symbol "" it is a preview."""
    if symbol:
        check_symbol(symbol)
    source = queries.source(db, text, at, agenda_item=agenda_item)
    document = report_document(source, symbol)
    return Written(symbol, agenda_item, source, {name: _WRITERS[name](document) for name in formats})


def compile_report(db: Db, text: DraftText, written: Written, *, by: Viewer, at: datetime) -> Compilation:
    """Issue the draft under the symbol, and keep the documents that were written before the record was held.

    Raises RecordHasGrown when they would now be written from something else.
    """
    check_symbol(written.symbol)
    size = record.size(db)
    if size != written.source.record_size:
        now_from = queries.source(db, text, at, agenda_item=written.agenda_item)
        if now_from != written.source:
            raise RecordHasGrown
    edition = texts.issue_edition(db, text, written.symbol, text.title, by=by, at=at)
    compilation = Compilation(text_id=text.id, edition_id=edition.id, compiled_at=at, record_size=size)
    compilation.files = [
        CompiledFile(format=name, contents=contents, digest=hashlib.sha256(contents).hexdigest())
        for name, contents in sorted(written.files.items())
    ]
    db.add(compilation)
    db.flush()
    facts = {
        "text": text.id,
        "edition": edition.id,
        "symbol": written.symbol,
        "record_size": size,
        "digests": {file.format: file.digest for file in compilation.files},
    }
    append(db, "compile_report", by.account_id, by.capacity, Subject("compilation", compilation.id), facts, at)
    return compilation


def in_attempts(
    database: Database, symbol: str, agenda_item: int | None, at: datetime, store: Callable[[Written], Stored]
) -> Stored:
    """Write the documents on a snapshot and hand them to `store`, which holds the record and calls compile_report.

    Writing takes a second or two, in which nobody else should have to wait; what has changed meanwhile is written anew.
    """
    for _ in range(MOST_ATTEMPTS):
        with database.reading() as db:
            written = write_report(db, queries.draft_or_not_found(db), symbol, at=at, agenda_item=agenda_item)
        try:
            return store(written)
        except RecordHasGrown:
            continue
    raise Refusal(
        say(
            "While the documents were being written, the record changed each time, %(times)s times. Nothing has been "
            "issued; please compile again when the meeting is quieter."
        ),
        times=str(MOST_ATTEMPTS),
    )
