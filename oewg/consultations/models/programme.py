"""What is stored of a consultation's programme: its segments, who sets the scene, and what was issued?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Delegation, Organization
from oewg.core.database import Base, Instant
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting


def _of_consultation(table: str) -> tuple[ForeignKeyConstraint, ForeignKeyConstraint]:
    """A part of the programme is held at one of the consultation's meetings, and on one of its themes or on none."""
    return (
        ForeignKeyConstraint(
            ["consultation_id", "meeting_id"],
            ["consultation_meeting.consultation_id", "consultation_meeting.meeting_id"],
            name=f"fk_{table}_meeting",
        ),
        ForeignKeyConstraint(
            ["consultation_id", "element_id"],
            ["consultation_element.consultation_id", "consultation_element.element_id"],
            name=f"fk_{table}_theme",
        ),
    )


class Segment(Base):
    """A part of a consultation's programme as the secretariat prepares it; what the public reads is the last issue."""

    __tablename__ = "segment"
    __table_args__ = (*_of_consultation("segment"), CheckConstraint("ends_at > starts_at", name="order"))

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(index=True)
    meeting_id: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    """The first instant at which it is over: the next one may begin then."""
    element_id: Mapped[int | None]
    """Its theme; none for an opening or a closing."""
    title: Mapped[str] = mapped_column(String(300))
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    scene_setters: Mapped[list["SceneSetter"]] = relationship(back_populates="segment", order_by="SceneSetter.id")


class SceneSetter(Base):
    """A person who is asked to set the scene of a segment, and what the person answered. Named publicly only after agreeing."""

    __tablename__ = "scene_setter"
    __table_args__ = (
        CheckConstraint("organization_id IS NULL OR delegation_id IS NULL", name="one_side"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered"),
        CheckConstraint("answer IS NULL OR answer IN ('agreed','declined')", name="answer"),
        Index(
            "one_scene_setter", "segment_id", "name", unique=True,
            sqlite_where=text("removed_at IS NULL"), postgresql_where=text("removed_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"))
    name: Mapped[str] = mapped_column(String(200))
    """Personal data: it stands in no entry of the record, and is emptied when the person is taken off."""
    function: Mapped[str] = mapped_column(String(200))
    """In what the person speaks: "Director of Research"."""
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    """Neither: a person whom the chair invites, and for whom the secretariat records the answer."""
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[str | None] = mapped_column(String(8))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    """The last answer: one who agreed can still decline."""
    removed_at: Mapped[datetime | None] = mapped_column(Instant)
    segment: Mapped[Segment] = relationship(back_populates="scene_setters")
    organization: Mapped[Organization | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()


class ProgrammeIssue(Base):
    """The chair issued the programme of a consultation, for the first time or anew. Never changed."""

    __tablename__ = "programme_issue"
    __table_args__ = (UniqueConstraint("consultation_id", "number"), CheckConstraint("number >= 1", name="number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    number: Mapped[int]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    lines: Mapped[list["ProgrammeLine"]] = relationship(
        order_by="ProgrammeLine.starts_at, ProgrammeLine.segment_id"
    )  # fmt: skip


class ProgrammeLine(Base):
    """A segment as it was issued."""

    __tablename__ = "programme_line"
    __table_args__ = (CheckConstraint("ends_at > starts_at", name="order"),)

    issue_id: Mapped[int] = mapped_column(ForeignKey("programme_issue.id"), primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    element_id: Mapped[int | None] = mapped_column(ForeignKey("mandate_element.id"))
    title: Mapped[str] = mapped_column(String(300))
    meeting: Mapped[Meeting] = relationship()
    element: Mapped[Element | None] = relationship()
