"""Was the report transmitted to the General Assembly, and to which session is it due?"""

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, undefer

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate import queries as mandate
from oewg.mandate.queries import Reached, reaches
from oewg.report.models import Compilation, Transmission


def transmission(db: Db, text_id: int) -> Transmission | None:
    """How the report was transmitted, if it was; without the archive itself."""
    return db.scalars(
        select(Transmission)
        .where(Transmission.text_id == text_id)
        .options(
            joinedload(Transmission.document), joinedload(Transmission.compilation).joinedload(Compilation.document)
        )
    ).one_or_none()  # fmt: skip


def archive(db: Db, text_id: int) -> Transmission:
    """The transmission with its archive, or NotFound."""
    found = db.scalars(
        select(Transmission)
        .where(Transmission.text_id == text_id)
        .options(undefer(Transmission.archive), joinedload(Transmission.document))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def was_transmitted(db: Db, document_id: int) -> bool:
    """Is a document the Assembly's, or the one that was compiled for it?"""
    found = select(Transmission.text_id).join(Compilation, Transmission.compilation_id == Compilation.id)
    either = or_(Transmission.document_id == document_id, Compilation.document_id == document_id)
    return db.scalars(found.where(either).limit(1)).first() is not None


def session_of_the_assembly(db: Db) -> int | None:
    """The session of the General Assembly to which the mandate has the group report."""
    return next((m.assembly_session for m in mandate.milestones(db) if m.key == "report"), None)


@reaches
def report_was_transmitted(db: Db) -> dict[str, Reached]:
    """The milestone of the report is reached when it was transmitted."""
    found = db.scalars(select(Transmission).options(joinedload(Transmission.document)).limit(1)).one_or_none()
    if found is None:
        return {}
    return {"report": Reached(found.transmitted_at, found.document_id, found.document.symbol)}
