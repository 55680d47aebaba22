"""What is stored of submissions?"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Organization
from oewg.consultations.models.calls import LANGUAGE_RULE, Call
from oewg.core.database import Base, Instant

if TYPE_CHECKING:
    from oewg.consultations.models.dispositions import Bearing
    from oewg.consultations.models.submissions import Redaction, Signature, SubmissionAnswer, SubmissionFile


class Submission(Base):
    """What an organization answered to a call. It is moderated for form, published with consent, and never disappears.

    Its words and answers are always those that may be published: where something has been blacked out, what was received
    is an `Original`.
    """

    __tablename__ = "submission"
    __table_args__ = (
        UniqueConstraint("call_id", "organization_id", "version"),
        CheckConstraint("consent IN ('named','anonymous','not_published')", name="consent"),
        CheckConstraint("published_at IS NULL OR consent <> 'not_published'", name="published_with_consent"),
        CheckConstraint("returned_at IS NULL OR return_reason <> ''", name="return_reason"),
        CheckConstraint("published_at IS NULL OR returned_at IS NULL", name="one_outcome"),
        CheckConstraint("(returned_at IS NULL) = (return_ground IS NULL)", name="return_ground"),
        CheckConstraint(
            "return_ground IN ('language','too_long','personal_data','insult','no_author','unreadable','incomplete')",
            name="ground",
        ),
        CheckConstraint("(returned_at IS NULL) = (repair_until IS NULL)", name="repair"),
        CheckConstraint("repair_until IS NULL OR repair_until >= returned_at", name="repair_until"),
        CheckConstraint(LANGUAGE_RULE, name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    """Who sent it; of a joint submission the organization that leads."""
    version: Mapped[int]
    """A later version replaces the earlier one, which stays."""
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    """The general contribution, besides what it answers question by question; may be empty."""
    language: Mapped[str] = mapped_column(String(2), default="en")
    consent: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of what was received (rules.submissions.digest_of); nothing of its authors is in it."""
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    submitted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_at: Mapped[datetime | None] = mapped_column(Instant)
    return_ground: Mapped[str | None] = mapped_column(String(24))
    """Which of the published grounds (rules.submissions.GROUNDS)."""
    return_reason: Mapped[str] = mapped_column(Text)
    """Why the secretariat sent it back, for its form alone, in a sentence; empty if it did not."""
    repair_until: Mapped[datetime | None] = mapped_column(Instant)
    """Until when a repaired version is in time, even if the call has closed before; at that instant it is late."""
    call: Mapped[Call] = relationship()
    organization: Mapped[Organization] = relationship()
    answers: Mapped[list["SubmissionAnswer"]] = relationship()
    files: Mapped[list["SubmissionFile"]] = relationship(order_by="SubmissionFile.place")
    signatures: Mapped[list["Signature"]] = relationship(order_by="Signature.id")
    redactions: Mapped[list["Redaction"]] = relationship(order_by="Redaction.start")
    bearings: Mapped[list["Bearing"]] = relationship(
        primaryjoin="and_(Bearing.submission_id == Submission.id, Bearing.ended_at.is_(None))",
        order_by="Bearing.id",
        viewonly=True,
    )
    """What became of it and of its passages, as it stands now."""
