"""What is stored of decisions: their words, and the officers elected by them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Capacity
from oewg.core.database import Base, Instant
from oewg.meetings.models.sessions import Meeting


class Decision(Base):
    """Something that the group decided, at a meeting, at an instant, in these words."""

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("kind IN ('election','adoption','dates','organization','other')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(16))
    """"dates": when the substantive sessions are held (paragraph 6 of the resolution)."""
    words: Mapped[str] = mapped_column(Text)
    symbol: Mapped[str | None] = mapped_column(String(60))
    """Of the document that holds what was decided, if there is one."""
    meeting: Mapped[Meeting] = relationship()


class Officer(Base):
    """An officer elected by a decision: chair, vice-chair or rapporteur, of a delegation."""

    __tablename__ = "officer"
    __table_args__ = (CheckConstraint("office IN ('chair','vice_chair','rapporteur')", name="office"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    capacity_id: Mapped[int] = mapped_column(ForeignKey("capacity.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(16))
    decision: Mapped[Decision] = relationship()
    capacity: Mapped[Capacity] = relationship()
