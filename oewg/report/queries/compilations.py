"""What is there of the report: the draft, the compilations, their files? A restricted one is known to delegations alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.core.paging import Page, paged
from oewg.negotiation import queries as negotiation
from oewg.record import queries as record
from oewg.report.models import Compilation, CompiledFile
from oewg.report.rules.kinds import Asked, Standing
from oewg.texts import queries as texts
from oewg.texts.documents.data import read_json
from oewg.texts.documents.description import Document as Described
from oewg.texts.models import Document, DraftText, Edition, Provision


def draft(db: Db) -> DraftText | None:
    """The draft report, the latest if there should be several."""
    found = texts.texts_of_kind(db, "report")
    return found[-1] if found else None


def draft_or_not_found(db: Db) -> DraftText:
    """The draft report, or NotFound."""
    found = draft(db)
    if found is None:
        raise NotFound
    return found


def draft_of(db: Db, provision: Provision) -> DraftText:
    """The draft report in which a provision stands or stood; NotFound for a provision of another text."""
    found = draft_or_not_found(db)
    if provision.text_id != found.id:
        raise NotFound
    return found


def _visible(viewer: Viewer) -> Select[Compilation]:
    """The compilations that the viewer may know of, with all but the contents of their files."""
    return (
        select(Compilation)
        .join(Document, Compilation.document_id == Document.id)
        .where(texts.visible_documents(viewer))
        .options(
            joinedload(Compilation.edition),
            joinedload(Compilation.against),
            joinedload(Compilation.document),
            joinedload(Compilation.text),
            selectinload(Compilation.files),
        )
    )


def compilations(db: Db, viewer: Viewer, *, number: int = 1, size: int = 20) -> Page[Compilation]:
    """The compilations with their editions and files, the latest first."""
    return paged(db, _visible(viewer).order_by(Compilation.id.desc()), number, size)


def compilations_after(db: Db, viewer: Viewer, compilation_id: int, limit: int) -> Sequence[Compilation]:
    """The compilations that came after one, in order."""
    query = _visible(viewer).where(Compilation.id > compilation_id)
    return db.scalars(query.order_by(Compilation.id).limit(limit)).all()


def compilation(db: Db, viewer: Viewer, compilation_id: int) -> Compilation:
    """One compilation with its edition and the digests of its files, or NotFound."""
    found = db.scalars(_visible(viewer).where(Compilation.id == compilation_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def compiled_file(db: Db, viewer: Viewer, compilation_id: int, format: str) -> CompiledFile:
    """One form of a compiled report with its contents, or NotFound."""
    found = db.scalars(
        select(CompiledFile)
        .join(Compilation, CompiledFile.compilation_id == Compilation.id)
        .join(Document, Compilation.document_id == Document.id)
        .where(
            texts.visible_documents(viewer),
            CompiledFile.compilation_id == compilation_id,
            CompiledFile.format == format,
        )
        .options(undefer(CompiledFile.contents))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def document_of(db: Db, edition_id: int) -> Document:
    """The document of the register that an edition is."""
    return db.scalars(select(Document).where(Document.edition_id == edition_id)).one()


def clean_compilation(db: Db, edition_id: int) -> Compilation | None:
    """An edition compiled clean, if it was."""
    return db.scalars(
        select(Compilation).where(Compilation.edition_id == edition_id, Compilation.kind == "clean")
    ).one_or_none()


def compiled_document(db: Db, edition_id: int) -> Described | None:
    """The document of an edition as it was compiled clean, read from its data; None if it was not."""
    contents = db.scalars(
        select(CompiledFile.contents)
        .join(Compilation, CompiledFile.compilation_id == Compilation.id)
        .where(Compilation.edition_id == edition_id, Compilation.kind == "clean", CompiledFile.format == "json")
    ).one_or_none()
    return read_json(contents) if contents is not None else None


def edition_of(db: Db, text: DraftText, edition_id: int) -> Edition:
    """An edition of the report, or Invalid: a form has named it."""
    found = db.get(Edition, edition_id)
    if found is None or found.text_id != text.id:
        raise Invalid(say("There is no such edition of the report."), {"edition": say("Not found.")})
    return found


def edition_by_symbol(db: Db, text: DraftText, symbol: str) -> Edition:
    """The edition of the report under a symbol, or Invalid."""
    found = db.scalars(select(Edition).where(Edition.text_id == text.id, Edition.symbol == symbol)).one_or_none()
    if found is None:
        raise Invalid(
            say("There is no edition %(symbol)s of the report."), {"edition": say("Not found.")}, symbol=symbol
        )
    return found


def standing(db: Db, text: DraftText, asked: Asked) -> Standing:
    """What there is to compile, for the rule."""
    adoption = negotiation.adoption(db, text.id)
    edition = edition_of(db, text, asked.edition_id) if asked.edition_id is not None else None
    against = edition_of(db, text, asked.against_id) if asked.against_id is not None else None
    return Standing(
        adopted=adoption.edition.symbol if adoption is not None else "",
        explained=adoption is not None and is_explained(db, text),
        current=edition is None or _is_current(db, edition),
        earlier=against is None or edition is None or against.id < edition.id,
        already=edition is not None and _already(db, asked),
    )


def is_explained(db: Db, text: DraftText) -> bool:
    """Was anything placed on record at the adoption, and not withdrawn?"""
    return bool(negotiation.explanations(db, text.id))


def _is_current(db: Db, edition: Edition) -> bool:
    issued = texts.placed_in(texts.edition(db, edition.id))
    return [(one.provision_id, one.words) for one in issued] == [
        (one.provision_id, one.words) for one in texts.placed_now(db, edition.text_id)
    ]


def _already(db: Db, asked: Asked) -> bool:
    same = [Compilation.edition_id == asked.edition_id, Compilation.kind == asked.kind]
    match asked.kind:
        case "redline":
            same.append(Compilation.against_id == asked.against_id)
        case "rolling":
            same.append(Compilation.record_size == record.size(db))
        case "compendium":
            return False  # each is a document of its own
    return bool(db.scalar(select(exists().where(*same))))


def adopted_edition(db: Db, text: DraftText) -> Edition | None:
    """The edition as which the report was adopted."""
    found = negotiation.adoption(db, text.id)
    return found.edition if found is not None else None


def proposed_symbol(db: Db, at: datetime) -> str:
    """The next free symbol of the group's limited documents of the year."""
    return texts.proposed_symbol(db, at.year)
