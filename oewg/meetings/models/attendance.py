"""What is stored of those who take part: letters of credentials, the persons on them, who was at which meeting."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Capacity, Delegation
from oewg.core.database import Base, Instant


class Attendance(Base):
    """A delegation or an organization was at a meeting: the secretariat saw it, or it checked in with the room's code."""

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
    checked_in_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who typed the code; none when the secretariat recorded it."""


class Credentials(Base):
    """A letter of credentials: who is to represent a delegation, as its government or organization wrote."""

    __tablename__ = "credentials"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    """For one session; none for all of them."""
    signed_by: Mapped[str] = mapped_column(String(200))
    """The office or person that signed it: "Minister for Foreign Affairs", "Permanent Mission"."""
    dated: Mapped[date]
    received_at: Mapped[datetime] = mapped_column(Instant)
    received_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    delegation: Mapped[Delegation] = relationship()
    persons: Mapped[list["CredentialedPerson"]] = relationship(order_by="CredentialedPerson.id")


class CredentialedPerson(Base):
    """One person on a letter of credentials, or named by the head of delegation: as the list of participants prints it.

    The dates are the capacity's.
    """

    __tablename__ = "credentialed_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    credentials_id: Mapped[int | None] = mapped_column(ForeignKey("credentials.id"), index=True)
    """None when the head of delegation named the person."""
    capacity_id: Mapped[int] = mapped_column(ForeignKey("capacity.id"), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    """As it was written there, and not as the account has it: whoever names a person by an address must not be told
    whose it is."""
    title: Mapped[str] = mapped_column(String(200))
    """As the list of participants prints it: "Minister-Counsellor, Permanent Mission"."""
    capacity: Mapped[Capacity] = relationship()
