"""What is there of the report: the draft, what it is compiled from, the compilations? All of it is public."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.report.models import Compilation, CompiledFile
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision


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


def compilations(db: Db, *, number: int = 1, size: int = 20) -> Page[Compilation]:
    """The compilations with their editions and files, the latest first."""
    query = select(Compilation).options(joinedload(Compilation.edition), selectinload(Compilation.files))
    return paged(db, query.order_by(Compilation.id.desc()), number, size)


def compilations_after(db: Db, compilation_id: int, limit: int) -> Sequence[Compilation]:
    """The compilations that came after one, in order."""
    return db.scalars(
        select(Compilation)
        .where(Compilation.id > compilation_id)
        .options(joinedload(Compilation.edition), selectinload(Compilation.files))
        .order_by(Compilation.id)
        .limit(limit)
    ).all()


def compilation(db: Db, compilation_id: int) -> Compilation:
    """One compilation with its edition and the digests of its files, or NotFound."""
    found = db.scalars(
        select(Compilation)
        .where(Compilation.id == compilation_id)
        .options(joinedload(Compilation.edition), joinedload(Compilation.text), selectinload(Compilation.files))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def compiled_file(db: Db, compilation_id: int, format: str) -> CompiledFile:
    """One form of a compiled report with its contents, or NotFound."""
    found = db.scalars(
        select(CompiledFile)
        .where(CompiledFile.compilation_id == compilation_id, CompiledFile.format == format)
        .options(undefer(CompiledFile.contents))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def proposed_symbol(db: Db, at: datetime) -> str:
    """The next free symbol of the group's limited documents of the year."""
    return texts.proposed_symbol(db, at.year)
