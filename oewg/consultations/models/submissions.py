"""What is stored of a submission's parts: its answers, attachments and co-signers, and what was blacked out and why?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Organization
from oewg.consultations.models.calls import CallQuestion
from oewg.consultations.models.drafts import InputFile
from oewg.core.database import Base, Instant


class SubmissionAnswer(Base):
    """What a submission says to one question of its call."""

    __tablename__ = "submission_answer"
    __table_args__ = (CheckConstraint("words <> ''", name="words"),)

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("call_question.id"), primary_key=True, index=True)
    words: Mapped[str] = mapped_column(Text)
    question: Mapped[CallQuestion] = relationship()


class SubmissionFile(Base):
    """A file is attached to a submission; a redacted copy, if there is one, takes its place for everybody else."""

    __tablename__ = "submission_file"
    __table_args__ = (
        UniqueConstraint("submission_id", "file_id"),
        CheckConstraint("(copy_id IS NULL) = (copy_reason = '')", name="copy_reason"),
    )

    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("input_file.id"), index=True)
    copy_id: Mapped[int | None] = mapped_column(ForeignKey("input_file.id"))
    copy_reason: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[InputFile] = relationship(foreign_keys=[file_id])
    copy: Mapped[InputFile | None] = relationship(foreign_keys=[copy_id])


class Signature(Base):
    """An accredited organization was invited to co-sign one version of a submission, and what it answered.

    It signs these words and no others: a later version asks it again.
    """

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("submission_id", "organization_id"),
        CheckConstraint("answer IN ('accepted','declined')", name="answer"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("(answer IS NULL) = (answered_by IS NULL)", name="answered_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    invited_at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[str | None] = mapped_column(String(8))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    organization: Mapped[Organization] = relationship()


class Redaction(Base):
    """A piece of a submission's words, or of one of its answers, was blacked out for a reason that its readers see."""

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint("start >= 0 AND stop > start", name="range"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint("ground IN ('personal_data','insult','confidential')", name="ground"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("call_question.id"))
    """The answer in which it stands; none for the general contribution."""
    start: Mapped[int]
    stop: Mapped[int]
    """Characters of the words as received, from `start` up to, and without, `stop`."""
    ground: Mapped[str] = mapped_column(String(24))
    reason: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)


class Original(Base):
    """What was received before something in it was blacked out; only its authors and the secretariat read it."""

    __tablename__ = "original"
    __table_args__ = (
        Index(
            "one_original_of_an_answer", "submission_id", "question_id", unique=True,
            sqlite_where=text("question_id IS NOT NULL"), postgresql_where=text("question_id IS NOT NULL"),
        ),
        Index(
            "one_original_of_the_words", "submission_id", unique=True,
            sqlite_where=text("question_id IS NULL"), postgresql_where=text("question_id IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("call_question.id"))
    words: Mapped[str] = mapped_column(Text)
