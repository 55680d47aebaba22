"""What is stored of calls for input and submissions?"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Organization
from oewg.core.database import Base, Instant

if TYPE_CHECKING:
    from oewg.consultations.models.dispositions import Bearing


class Call(Base):
    """A call for input, open from one instant to another; an input at the deadline is late."""

    __tablename__ = "call"
    __table_args__ = (CheckConstraint("closes_at > opens_at", name="order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    questions: Mapped[str] = mapped_column(Text)
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone in which the deadline is announced."""


class Submission(Base):
    """What an organization answered to a call. It is moderated for form, published with consent, and never disappears."""

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("call_id", "organization_id", "version"),
        CheckConstraint("consent IN ('named','anonymous','not_published')", name="consent"),
        CheckConstraint("published_at IS NULL OR consent <> 'not_published'", name="published_with_consent"),
        CheckConstraint("returned_at IS NULL OR return_reason <> ''", name="return_reason"),
        CheckConstraint("published_at IS NULL OR returned_at IS NULL", name="one_outcome"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    version: Mapped[int]
    """A later version replaces the earlier one, which stays."""
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    consent: Mapped[str] = mapped_column(String(16))
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    submitted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_at: Mapped[datetime | None] = mapped_column(Instant)
    return_reason: Mapped[str] = mapped_column(Text)
    """Why the secretariat sent it back, for its form alone; empty if it did not."""
    call: Mapped[Call] = relationship()
    organization: Mapped[Organization] = relationship()
    bearings: Mapped[list["Bearing"]] = relationship(
        primaryjoin="and_(Bearing.submission_id == Submission.id, Bearing.ended_at.is_(None))",
        order_by="Bearing.id",
        viewonly=True,
    )
    """What became of it and of its passages, as it stands now."""
