"""What is stored of input that is being written: one draft of an organization or a delegation, shared by its people?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from oewg.consultations.models.calls import LANGUAGE_RULE, Call
from oewg.core.database import Base, Instant


class InputFile(Base):
    """A file that somebody attached: to a draft, then to what was submitted from it, or a redacted copy of another."""

    __tablename__ = "input_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    """Made safe."""
    media_type: Mapped[str] = mapped_column(String(100))
    """As its contents say, whatever its name says."""
    size: Mapped[int]
    """Bytes."""
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the contents."""
    contents: Mapped[bytes] = deferred(mapped_column(LargeBinary, nullable=False))
    sent_at: Mapped[datetime] = mapped_column(Instant)
    sent_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Draft(Base):
    """What an organization, or a delegation, is writing in answer to a call. Nobody else sees it, not even the secretariat.

    It is nobody's act yet: the record does not know of it, and it is gone when it is submitted or thrown away.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("call_id", "organization_id"),
        UniqueConstraint("call_id", "delegation_id"),
        CheckConstraint("(organization_id IS NULL) <> (delegation_id IS NULL)", name="one_author"),
        CheckConstraint("consent IN ('named','anonymous','not_published')", name="consent"),
        CheckConstraint("delegation_id IS NULL OR consent IS NULL OR consent <> 'anonymous'", name="state_is_named"),
        CheckConstraint(LANGUAGE_RULE, name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    words: Mapped[str] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(2))
    consent: Mapped[str | None] = mapped_column(String(16))
    saved_at: Mapped[datetime] = mapped_column(Instant)
    saved_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reminded_of: Mapped[datetime | None] = mapped_column(Instant)
    """The deadline of which its authors have been reminded; an extended one is another."""
    call: Mapped[Call] = relationship()
    answers: Mapped[list["DraftAnswer"]] = relationship(cascade="all, delete-orphan")
    files: Mapped[list["DraftFile"]] = relationship(order_by="DraftFile.file_id", cascade="all, delete-orphan")


class DraftAnswer(Base):
    """What a draft says to one question of its call."""

    __tablename__ = "draft_answer"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("call_question.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)


class DraftFile(Base):
    """A file is attached to a draft."""

    __tablename__ = "draft_file"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("input_file.id"), primary_key=True, index=True)
    file: Mapped[InputFile] = relationship()
