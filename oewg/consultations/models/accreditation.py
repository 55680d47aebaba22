"""What is stored of accreditation?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Organization
from oewg.core.database import Base, Instant


class Accreditation(Base):
    """An organization asked to be accredited, and what the secretariat answered."""

    __tablename__ = "accreditation"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR outcome IN ('accredited','refused')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint("outcome IS NULL OR outcome <> 'refused' OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    applied_at: Mapped[datetime] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(12))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    organization: Mapped[Organization] = relationship()
