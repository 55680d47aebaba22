"""How does the report reach the General Assembly? Transmitted once, as adopted, with what it rests on as one archive."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from oewg.accounts import queries as accounts
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.database import Database, Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record import queries as record
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.models import Compilation, Transmission
from oewg.report.rules.archive import DIGESTS, README, WHAT_IS_WHAT, packed
from oewg.report.rules.kinds import check_transmits
from oewg.report.rules.phrases import ordinal_words
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText
from oewg.texts.rules.symbols import check_free, check_symbol

told(transmit_report=say("The report was transmitted to the General Assembly."))


@dataclass(frozen=True)
class Archive:
    """The archive of the report under the symbol of the Assembly's document, from the record as long as it then was."""

    symbol: str
    compilation_id: int
    record_size: int
    contents: bytes


def check_transmission(db: Db, text: DraftText, symbol: str) -> tuple[Compilation, int]:
    """The compilation to transmit, and to which session; refuses what cannot be transmitted, and a symbol of another session."""
    edition = queries.adopted_edition(db, text)
    clean = queries.clean_compilation(db, edition.id) if edition is not None else None
    session = queries.session_of_the_assembly(db)
    check_transmits(
        adopted=edition is not None,
        clean_of_adopted=clean is not None,
        transmitted=queries.transmission(db, text.id) is not None,
        assembly_session=session,
    )
    assert clean is not None
    assert session is not None
    if not symbol.startswith(f"A/{session}/"):
        raise Invalid(
            say("A document of that session of the General Assembly has a symbol that begins with %(beginning)s."),
            {"symbol": say("Please give the symbol of the Assembly’s document.")},
            beginning=f"A/{session}/",
        )
    check_symbol(symbol)
    check_free(symbol, text_queries.symbol_is_used(db, symbol))
    return clean, session


def prepare_archive(db: Db, text: DraftText, symbol: str, *, at: datetime) -> Archive:
    """The archive of what is to be transmitted, made on a snapshot: it takes its time, and nobody should have to wait."""
    clean, session = check_transmission(db, text, symbol)
    group = accounts.working_group(db)
    size = record.size(db)
    files = queries.archived(db, text, clean.edition_id, at)
    files[README] = WHAT_IS_WHAT.format(
        title=text.title,
        group=group.name if group else "",
        notice=f"\n{group.exercise}\n" if group and group.exercise else "",
        session=ordinal_words(session),
        symbol=symbol,
        size=size,
        root=record.root(db).hex(),
        digests=DIGESTS,
    ).encode()
    return Archive(symbol, clean.id, size, packed(files))


def transmit_report(db: Db, text: DraftText, archive: Archive, *, by: Viewer, at: datetime) -> Transmission:
    """Transmit the adopted report to the General Assembly: the document enters the register, the archive is kept.

    The archive holds the record as it was when it was made; its digest stands in the record from here on. What everybody reads
    may not have changed meanwhile: what was withdrawn or blacked out would go to the Assembly, and could not be taken back.
    """
    clean, session = check_transmission(db, text, archive.symbol)
    if record.entries_after(db, archive.record_size - 1, PUBLIC.audiences, limit=1):
        raise Refusal(
            say(
                "Something was put on record while its archive was being made, so the report has not been transmitted. "
                "Please transmit it again."
            )
        )
    document = texts.register_document(db, archive.symbol, text.title, "general", "en", by=by, at=at)
    digest = hashlib.sha256(archive.contents).hexdigest()
    transmission = Transmission(
        text_id=text.id,
        compilation_id=clean.id,
        document_id=document.id,
        assembly_session=session,
        transmitted_at=at,
        record_size=archive.record_size,
        archive=archive.contents,
        digest=digest,
    )
    db.add(transmission)
    db.flush()
    facts = {
        "compilation": clean.id,
        "document": document.id,
        "symbol": archive.symbol,
        "assembly_session": session,
        "record_size": archive.record_size,
        "digest": digest,
    }
    append(db, "transmit_report", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return transmission


def prepared_archive(database: Database, symbol: str, at: datetime) -> Archive:
    """The archive of the draft report, made on a snapshot of its own."""
    with database.reading() as db:
        return prepare_archive(db, queries.draft_or_not_found(db), symbol, at=at)
