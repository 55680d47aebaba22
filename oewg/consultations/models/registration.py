"""What is stored of who registers for a consultation: until when one may, how many places there are, who has one and who waits?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Organization
from oewg.core.database import Base, Instant

MANNERS = ("in_person", "online")


class RegistrationPeriod(Base):
    """Accredited organizations register persons for a consultation from one instant to another; at its end it is too late."""

    __tablename__ = "registration_period"
    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="order"),
        CheckConstraint("in_person >= 0 AND online >= 0 AND in_person + online > 0", name="places"),
        CheckConstraint("for_each >= 1", name="for_each"),
    )

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), primary_key=True, autoincrement=False)
    opens_at: Mapped[datetime] = mapped_column(Instant)
    closes_at: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone in which the two are announced."""
    in_person: Mapped[int]
    """How many persons of organizations the room holds; 0 when nobody attends in person."""
    online: Mapped[int]
    """How many persons can attend online."""
    for_each: Mapped[int]
    """How many persons one organization may register, those who wait included."""


class Attendee(Base):
    """A person whom an organization registers for a consultation: with a numbered place, or waiting for one in order.

    The number of the place makes sure that nobody sits on another's, however many register at one instant.
    """

    __tablename__ = "attendee"
    __table_args__ = (
        CheckConstraint("manner IN ({})".format(", ".join(f"'{each}'" for each in MANNERS)), name="manner"),
        CheckConstraint("(seat IS NOT NULL) = (admitted_at IS NOT NULL AND withdrawn_at IS NULL)", name="seat"),
        CheckConstraint("seat IS NULL OR seat >= 1", name="first_seat"),
        Index(
            "one_to_a_seat", "consultation_id", "manner", "seat", unique=True,
            sqlite_where=text("seat IS NOT NULL"), postgresql_where=text("seat IS NOT NULL"),
        ),
        Index(
            "registered_once", "consultation_id", "organization_id", "name", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("registration_period.consultation_id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    """Personal data: it stands in no entry of the record, and is emptied when the registration is withdrawn."""
    function: Mapped[str] = mapped_column(String(200))
    """As the list of participants prints it: "Head of Policy"; may be empty."""
    manner: Mapped[str] = mapped_column(String(12))
    named_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when the person agrees to stand on the public list of participants by name."""
    registered_at: Mapped[datetime] = mapped_column(Instant)
    registered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    seat: Mapped[int | None]
    admitted_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it had a place: at once, or when one became free. Until then it waits, in the order of the numbers."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    organization: Mapped[Organization] = relationship()
