"""What is stored of those who act for an organization: who manages them, who is invited, what they say of themselves."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Capacity, Confirmation
from oewg.core.database import Base, Instant

GENDERS = ("woman", "man", "another")


class FocalPoint(Base):
    """A representative manages the others of its organization, from one instant until another has taken over."""

    __tablename__ = "focal_point"
    __table_args__ = (
        CheckConstraint("until IS NULL OR until >= since", name="order"),
        Index(
            "one_focal_point_at_a_time", "organization_id", unique=True,
            sqlite_where=text("until IS NULL"), postgresql_where=text("until IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    capacity_id: Mapped[int] = mapped_column(ForeignKey("capacity.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
    capacity: Mapped[Capacity] = relationship()


class InvitedRepresentative(Base):
    """A focal point invited a person to act for the organization; no more when the person has accepted, or it expired."""

    __tablename__ = "invited_representative"

    confirmation_id: Mapped[int] = mapped_column(ForeignKey("confirmation.id"), primary_key=True, autoincrement=False)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    confirmation: Mapped[Confirmation] = relationship()


class RepresentativeGender(Base):
    """What a representative says of their gender; without a row, nothing was said. It is shown in totals alone."""

    __tablename__ = "representative_gender"
    __table_args__ = (
        CheckConstraint("gender IN ({})".format(", ".join(f"'{each}'" for each in GENDERS)), name="gender"),
    )

    capacity_id: Mapped[int] = mapped_column(ForeignKey("capacity.id"), primary_key=True, autoincrement=False)
    gender: Mapped[str] = mapped_column(String(8))
    stated_at: Mapped[datetime] = mapped_column(Instant)
