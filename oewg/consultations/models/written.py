"""What is stored of the contributions that organizations post to a consultation?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from oewg.accounts.models import Organization
from oewg.consultations.models.input import Submission
from oewg.core.database import Base, Instant
from oewg.meetings.models import Statement


class WrittenContribution(Base):
    """What a registered organization put in on a theme of a consultation: words, a file, or its submission or statement.

    It is moderated for form, published with consent, and never disappears.
    """

    __tablename__ = "written_contribution"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consultation_id", "element_id"],
            ["consultation_element.consultation_id", "consultation_element.element_id"],
            name="fk_written_contribution_theme",
        ),
        CheckConstraint("consent IN ('named','anonymous','not_published')", name="consent"),
        CheckConstraint("published_at IS NULL OR consent <> 'not_published'", name="published_with_consent"),
        CheckConstraint("returned_at IS NULL OR return_reason <> ''", name="return_reason"),
        CheckConstraint("published_at IS NULL OR returned_at IS NULL", name="one_outcome"),
        CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)", name="file"
        ),
        CheckConstraint("submission_id IS NULL OR statement_id IS NULL", name="one_link"),
        CheckConstraint(
            "words <> '' OR contents IS NOT NULL OR submission_id IS NOT NULL OR statement_id IS NOT NULL", name="not_empty"
        ),
        # A link says whose it is: without the organization's name there is none.
        CheckConstraint("consent <> 'anonymous' OR submission_id IS NULL AND statement_id IS NULL", name="no_author_given_away"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(index=True)
    element_id: Mapped[int]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    """As typed, or as read out of the file."""
    file_name: Mapped[str | None] = mapped_column(String(120))
    """Made safe."""
    media_type: Mapped[str | None] = mapped_column(String(100))
    """As its contents say, whatever its name says."""
    contents: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the file, or of the words in UTF-8: what the record holds of them."""
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"))
    consent: Mapped[str] = mapped_column(String(16))
    posted_at: Mapped[datetime] = mapped_column(Instant)
    posted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    returned_at: Mapped[datetime | None] = mapped_column(Instant)
    return_reason: Mapped[str] = mapped_column(Text)
    """Why the secretariat sent it back, for its form alone; empty if it did not."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when its organization does not want it to be read any more; it stays on record for both of them."""
    organization: Mapped[Organization] = relationship()
    submission: Mapped[Submission | None] = relationship()
    statement: Mapped[Statement | None] = relationship()
