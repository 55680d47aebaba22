"""What is stored of consultative meetings: what they are on, at which meetings they are held, the chair's summary and its trace."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.consultations.models.input import Submission
from oewg.consultations.models.written import WrittenContribution
from oewg.core.database import Base, Instant
from oewg.mandate.models import Element
from oewg.meetings.models import Inscription, Intervention, Meeting, Statement
from oewg.texts.models import DraftText, Provision


class Consultation(Base):
    """A consultation with business, non-governmental organizations and academia on elements of the mandate."""

    __tablename__ = "consultation"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    summary_text_id: Mapped[int | None] = mapped_column(ForeignKey("text.id"), unique=True)
    """The text of the chair's summary, once it has been drafted; issued when it is closed."""
    meetings: Mapped[list[Meeting]] = relationship(
        secondary="consultation_meeting", order_by=Meeting.number, viewonly=True
    )
    summary: Mapped[DraftText | None] = relationship()


class ConsultationMeeting(Base):
    """A consultation is held at an informal meeting; a meeting belongs to one consultation at most."""

    __tablename__ = "consultation_meeting"
    __table_args__ = (UniqueConstraint("consultation_id", "meeting_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))


class ConsultationElement(Base):
    """A consultation is on an element of the mandate: one of its themes."""

    __tablename__ = "consultation_element"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True)
    element_id: Mapped[int] = mapped_column(ForeignKey("mandate_element.id"), primary_key=True)
    element: Mapped[Element] = relationship()


class SpeakingRequest(Base):
    """An organization that stands on the speakers' list of a consultation's meeting asked to speak on this theme."""

    __tablename__ = "speaking_request"
    __table_args__ = (
        ForeignKeyConstraint(
            ["consultation_id", "element_id"],
            ["consultation_element.consultation_id", "consultation_element.element_id"],
            name="fk_speaking_request_theme",
        ),
    )

    inscription_id: Mapped[int] = mapped_column(ForeignKey("inscription.id"), primary_key=True, autoincrement=False)
    consultation_id: Mapped[int]
    element_id: Mapped[int]
    inscription: Mapped[Inscription] = relationship()


SOURCES = ("intervention", "statement", "written", "submission")
"""What a provision of the chair's summary can rest on."""


def _once(source: str) -> Index:
    column, holds = f"{source}_id", text(f"{source}_id IS NOT NULL")
    return Index(
        f"one_trace_of_{source}", "provision_id", column, unique=True, sqlite_where=holds, postgresql_where=holds
    )


class Trace(Base):
    """A provision of the chair's summary tells of something that was said, filed, contributed or submitted."""

    __tablename__ = "trace"
    __table_args__ = (
        CheckConstraint(
            " + ".join(f"CASE WHEN {source}_id IS NULL THEN 0 ELSE 1 END" for source in SOURCES) + " = 1",
            name="one_source",
        ),
        *(_once(source) for source in SOURCES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id"), index=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    written_id: Mapped[int | None] = mapped_column(ForeignKey("written_contribution.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    traced_at: Mapped[datetime] = mapped_column(Instant)
    provision: Mapped[Provision] = relationship()
    intervention: Mapped[Intervention | None] = relationship()
    statement: Mapped[Statement | None] = relationship()
    written: Mapped[WrittenContribution | None] = relationship()
    submission: Mapped[Submission | None] = relationship()
