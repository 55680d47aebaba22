"""What is stored of sessions and meetings: when they are planned, what became of them, which items they took up."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Capacity
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


SCREENS = ("speakers", "provision", "code", "pause")
"""What the screen of a room may show: the list and the clock, the paragraph under discussion, the code for checking in,
or that the meeting pauses."""


class Meeting(Base):
    """One meeting of a session, a morning or an afternoon. Its history is what the record says of it."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("number"),
        CheckConstraint("formality IN ('formal','informal')", name="formality"),
        CheckConstraint("mode IN ('in_person','virtual','hybrid')", name="mode"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("ends_at > starts_at", name="order"),
        CheckConstraint("cancelled_at IS NULL OR opened_at IS NULL", name="cancelled"),
        CheckConstraint("suspended_at IS NULL OR opened_at IS NOT NULL AND adjourned_at IS NULL", name="suspended"),
        CheckConstraint("screen IN ({})".format(", ".join(f"'{each}'" for each in SCREENS)), name="screen"),
        CheckConstraint("(screen_provision_id IS NOT NULL) = (screen = 'provision')", name="screen_provision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"), index=True)
    number: Mapped[int]
    """In one run through all sessions: the group's 1st, 2nd ... meeting."""
    formality: Mapped[str] = mapped_column(String(10))
    mode: Mapped[str] = mapped_column(String(10))
    room: Mapped[str] = mapped_column(String(120), default="")
    """The conference room; empty when it is virtual or not known yet."""
    starts_at: Mapped[datetime] = mapped_column(Instant)
    """When it is called for."""
    ends_at: Mapped[datetime] = mapped_column(Instant)
    """Until when the room and the interpreters are booked."""
    presiding_id: Mapped[int | None] = mapped_column(ForeignKey("capacity.id"))
    """The Vice-Chair who is to preside, if it is not the Chair."""
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    suspended_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when it is suspended; empty again when it has been resumed."""
    adjourned_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    check_in_code: Mapped[str | None] = mapped_column(String(8))
    """What the room's screen shows and delegations type in to say that they are there; none while it is closed."""
    screen: Mapped[str] = mapped_column(String(12), default="speakers")
    screen_provision_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    minutes_text_id: Mapped[int | None] = mapped_column(ForeignKey("text.id"), unique=True)
    """The text of its minutes, once they have been drafted."""
    session: Mapped[Session] = relationship(back_populates="meetings")
    presiding: Mapped[Capacity | None] = relationship()


class Consideration(Base):
    """A meeting took up an item of the agenda (a provision of the agenda's text)."""

    __tablename__ = "consideration"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)


class ScheduledItem(Base):
    """The timetable sets an item of the agenda down for a meeting, at a place among those of the meeting."""

    __tablename__ = "scheduled_item"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True, index=True)
    place: Mapped[int]
