"""What is stored of meetings: sessions and meetings with their histories, officers, agenda items taken up, decisions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.core.database import Base, Instant


class Session(Base):
    """A session of the group: organizational, substantive or intersessional. What became of it is its history."""

    __tablename__ = "session"
    __table_args__ = (
        CheckConstraint("kind IN ('organizational','substantive','intersessional')", name="kind"),
        CheckConstraint("planned_until >= planned_from", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200), unique=True)
    planned_from: Mapped[date]
    """The first day, as it was first planned; later plans are in the history."""
    planned_until: Mapped[date]
    """The last day, inclusive."""
    place: Mapped[str] = mapped_column(String(120))
    zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone in which its meetings are called, "America/New_York"."""
    history: Mapped[list["SessionEvent"]] = relationship(order_by="SessionEvent.id")
    meetings: Mapped[list["Meeting"]] = relationship(back_populates="session", order_by="Meeting.number")


class SessionEvent(Base):
    """One thing that befell a session: planned, opened, postponed, moved online, cancelled, closed; with the reason."""

    __tablename__ = "session_event"
    __table_args__ = (
        CheckConstraint("what IN ('planned','opened','postponed','moved_online','cancelled','closed')", name="what"),
        CheckConstraint(
            "(new_from IS NOT NULL) = (what = 'postponed') AND (new_until IS NOT NULL) = (what = 'postponed')",
            name="new_dates",
        ),
        CheckConstraint("what NOT IN ('postponed','cancelled','moved_online') OR reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    what: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    new_from: Mapped[date | None]
    new_until: Mapped[date | None]


class Meeting(Base):
    """One meeting of a session, a morning or an afternoon."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("formality IN ('formal','informal')", name="formality"),
        CheckConstraint("mode IN ('in_person','virtual','hybrid')", name="mode"),
        CheckConstraint("number >= 1", name="number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    number: Mapped[int]
    """In one run through all sessions: the group's 1st, 2nd ... meeting."""
    formality: Mapped[str] = mapped_column(String(10))
    mode: Mapped[str] = mapped_column(String(10))
    starts_at: Mapped[datetime] = mapped_column(Instant)
    """When it is called for."""
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    adjourned_at: Mapped[datetime | None] = mapped_column(Instant)
    session: Mapped[Session] = relationship(back_populates="meetings")


class Consideration(Base):
    """A meeting took up an item of the agenda (a provision of the agenda's text)."""

    __tablename__ = "consideration"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class Decision(Base):
    """Something that the group decided, at a meeting, at an instant, in these words."""

    __tablename__ = "decision"
    __table_args__ = (CheckConstraint("kind IN ('election','adoption','organization','other')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    meeting: Mapped[Meeting] = relationship()


class Officer(Base):
    """An officer elected by a decision: chair, vice-chair or rapporteur, of a delegation."""

    __tablename__ = "officer"
    __table_args__ = (CheckConstraint("office IN ('chair','vice_chair','rapporteur')", name="office"),)

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    capacity_id: Mapped[int] = mapped_column(ForeignKey("capacity.id"), primary_key=True)
    office: Mapped[str] = mapped_column(String(16))


class Attendance(Base):
    """A delegation or an organization was at a meeting."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("meeting_id", "delegation_id"),
        UniqueConstraint("meeting_id", "organization_id"),
        CheckConstraint("(delegation_id IS NULL) <> (organization_id IS NULL)", name="one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
