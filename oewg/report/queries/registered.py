"""Under which documents of the register is something kept that was compiled or transmitted?"""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from oewg.core.database import Db
from oewg.core.errors import say
from oewg.report.models import Compilation, Transmission
from oewg.texts.models import Document
from oewg.texts.queries import Kept, holds_documents, keeps_documents

SENTENCES = {
    "clean": say("Compiled clean"),
    "rolling": say("Compiled as a rolling text"),
    "redline": say("Compiled as a redline: changes since %(symbol)s"),
    "compendium": say("The compendium as it was compiled"),
}


@keeps_documents
def compiled_forms(db: Db, document: Document) -> Sequence[Kept]:
    """What was compiled under a document's symbol; of the Assembly's document, the report and the archive behind it."""
    rows = db.scalars(
        select(Compilation)
        .where(Compilation.document_id == document.id)
        .options(joinedload(Compilation.against))
        .order_by(Compilation.id)
    )
    found = [
        Kept(
            SENTENCES[row.kind],
            {"symbol": row.against.symbol} if row.against else {},
            "report.compilation",
            {"compilation_id": row.id},
        )
        for row in rows
    ]
    sent = db.scalars(select(Transmission).where(Transmission.document_id == document.id)).one_or_none()
    if sent is not None:
        place = {"compilation_id": sent.compilation_id}
        found.append(Kept(say("The report as it was adopted"), {}, "report.compilation", place))
        found.append(Kept(say("Everything that it rests on, as one archive (ZIP)"), {}, "report.archive", {}))
    return found


@holds_documents
def was_transmitted(db: Db, document: Document) -> str:
    """The General Assembly has what was transmitted to it, and the document from which it was made: neither is taken back."""
    found = select(Transmission.text_id).join(Compilation, Transmission.compilation_id == Compilation.id)
    either = or_(Transmission.document_id == document.id, Compilation.document_id == document.id)
    if db.scalars(found.where(either).limit(1)).first() is None:
        return ""
    return say("The General Assembly has this document: the report was transmitted as it, and is not withdrawn.")
