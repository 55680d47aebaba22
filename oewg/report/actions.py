"""What is done about the report? It is begun from the mandate's outline, and compiled under a symbol."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from oewg.accounts import queries as accounts
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Database, Db
from oewg.core.errors import Refusal, say
from oewg.mandate import queries as mandate
from oewg.mandate.actions import tie_element
from oewg.meetings.rules import long_date
from oewg.record import queries as record
from oewg.record.actions import Subject, append, hold
from oewg.report import queries
from oewg.report.models import Compilation, CompiledFile
from oewg.report.rules.assembly import assemble
from oewg.report.rules.procedural import adoption_section, procedural_part
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.documents.description import Document, Masthead
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.pdf import write_pdf
from oewg.texts.models import DraftText

told(compile_report=say("The report was compiled."))
TRIES = 3
FORMS = ("docx", "pdf", "html")


def begin_report(db: Db, *, by: Viewer, at: datetime) -> DraftText:
    """Begin the draft report from an outline that follows the mandate's elements, one heading for each."""
    if queries.draft(db) is not None:
        raise Refusal(say("There is a draft report already."))
    elements = mandate.elements(db)
    if not elements:
        raise Refusal(say("The outline follows the mandate: read the resolution in first."))
    text = texts.begin_text(db, "report", "Draft report of the Working Group", by=by, at=at)
    heading = texts.add_provision(db, text, "heading", "Introduction", by=by, at=at)
    texts.add_provision(
        db,
        text,
        "paragraph",
        "The Working Group considered the matters that its mandate names.",
        parent=heading,
        by=by,
        at=at,
    )
    for element in elements:
        heading = texts.add_provision(db, text, "heading", element.title, by=by, at=at)
        first = texts.add_provision(
            db,
            text,
            "paragraph",
            f"[The Working Group considered the matter that its mandate puts in these words: “{element.quote}”.]",
            parent=heading,
            by=by,
            at=at,
        )
        tie_element(db, first, element, by=by, at=at)
    texts.add_provision(db, text, "heading", "Conclusions and recommendations", by=by, at=at)
    return text


def describe(db: Db, text: DraftText, symbol: str, at: datetime) -> Document:
    """The report as a description of a document, from the records as they stand."""
    group = accounts.working_group(db)
    sources = queries.sources(db, text)
    masthead = Masthead(
        organization="United Nations",
        symbol=symbol,
        distribution="Limited",
        date=long_date(at.date()),
        original_language="English",
        body=group.name if group else "",
        session="",
        agenda_item="",
    )
    return assemble(
        masthead,
        text.title,
        group.exercise if group else "",
        procedural_part(sources.facts),
        sources.lines,
        adoption_section(sources.adoption),
        sources.fates,
    )


def write_files(document: Document) -> dict[str, bytes]:
    """The three forms of a document."""
    return {"docx": write_docx(document), "pdf": write_pdf(document), "html": write_html(document).encode()}


def compile_report(database: Database, symbol: str, by: Viewer, at: datetime) -> int:
    """Compile the draft report under a symbol and keep it; returns the compilation's number.

    Documents take seconds, so they are written from a snapshot while everybody goes on; if the record has grown
    meanwhile they are written anew, so that what is kept is what the record says.
    """
    for _ in range(TRIES):
        with database.reading() as db:
            text = queries.draft(db)
            if text is None:
                raise Refusal(say("There is no draft report yet: begin it first."))
            size = record.size(db)
            files = write_files(describe(db, text, symbol, at))
        with database.writing() as db:
            if hold(db).size == size:
                return _keep(db, text_queries.text(db, text.id), symbol, files, size, by, at)
    raise Refusal(
        say("The record grew each time while the report was being written. Please try again in a quieter minute.")
    )


def _keep(
    db: Db, text: DraftText, symbol: str, files: Mapping[str, bytes], size: int, by: Viewer, at: datetime
) -> int:  # fmt: skip
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    compilation = Compilation(text_id=text.id, edition_id=edition.id, compiled_at=at, record_size=size)
    digests = {form: hashlib.sha256(contents).hexdigest() for form, contents in files.items()}
    compilation.files = [
        CompiledFile(format=form, contents=contents, digest=digests[form]) for form, contents in files.items()
    ]
    db.add(compilation)
    db.flush()
    facts = {"text": text.id, "edition": edition.id, "symbol": symbol, "record_size": size, "digests": digests}
    append(db, "compile_report", by.account_id, by.capacity, Subject("compilation", compilation.id), facts, at)
    return compilation.id
