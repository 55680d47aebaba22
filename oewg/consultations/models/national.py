"""What is stored of national views: what States inform of under paragraph 4 of the resolution, question by question?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Delegation
from oewg.consultations.models.calls import LANGUAGE_RULE, Call, CallQuestion
from oewg.core.database import Base, Instant


class NationalView(Base):
    """What a State informed of in answer to a call: a later version replaces the earlier one, which stays.

    Delegations read it at once; the public only from when the delegation agrees.
    """

    __tablename__ = "national_view"
    __table_args__ = (
        UniqueConstraint("call_id", "delegation_id", "version"),
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("published_at IS NULL OR published_at >= submitted_at", name="published"),
        CheckConstraint(LANGUAGE_RULE, name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    version: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    """What it says besides its answers; may be empty."""
    language: Mapped[str] = mapped_column(String(2))
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of its words and answers (rules.submissions.digest_of)."""
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    submitted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    call: Mapped[Call] = relationship()
    delegation: Mapped[Delegation] = relationship()
    answers: Mapped[list["NationalAnswer"]] = relationship()


class NationalAnswer(Base):
    """What a State says to one question."""

    __tablename__ = "national_answer"
    __table_args__ = (CheckConstraint("words <> ''", name="words"),)

    view_id: Mapped[int] = mapped_column(ForeignKey("national_view.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("call_question.id"), primary_key=True, index=True)
    words: Mapped[str] = mapped_column(Text)
    question: Mapped[CallQuestion] = relationship()
