"""Which is the Chair's own summary of the group's work? Those of the consultations stand by themselves."""

from sqlalchemy import select

from oewg.consultations.models import Consultation
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.texts.models import DraftText


def chairs_summary(db: Db) -> DraftText | None:
    """The summary that is annexed to the report, the latest if there should be several."""
    of_consultations = select(Consultation.summary_text_id).where(Consultation.summary_text_id.is_not(None))
    return db.scalars(
        select(DraftText)
        .where(DraftText.kind == "chairs_summary", DraftText.id.not_in(of_consultations))
        .order_by(DraftText.id.desc())
        .limit(1)
    ).first()


def chairs_summary_or_not_found(db: Db) -> DraftText:
    """The same, or NotFound."""
    found = chairs_summary(db)
    if found is None:
        raise NotFound
    return found
