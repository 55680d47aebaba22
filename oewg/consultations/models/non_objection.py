"""What is stored of the lists for non-objection: the names on them, objections, who asked for a basis, the decision."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Delegation
from oewg.consultations.models.accreditation import Accreditation
from oewg.core.database import Base, Instant
from oewg.meetings.models import Decision


class NonObjectionList(Base):
    """The list of names that the chair put before all States, until a deadline. It stands as it was issued."""

    __tablename__ = "non_objection_list"
    __table_args__ = (
        CheckConstraint("deadline > issued_at", name="order"),
        CheckConstraint("closed_at IS NULL OR closed_at >= deadline", name="closed"),
        CheckConstraint("decision_id IS NULL OR closed_at IS NOT NULL", name="decision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(300))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone in which the deadline was announced."""
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    """The deadline, once what followed from it has been recorded."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), unique=True)
    """The group's decision on it: what makes of the proposed list the final one."""
    decision: Mapped[Decision | None] = relationship()


class ListedName(Base):
    """An application stands on a list for non-objection; on one list only."""

    __tablename__ = "listed_name"

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("non_objection_list.id"), index=True)
    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditation.id"), unique=True)
    list: Mapped[NonObjectionList] = relationship()
    accreditation: Mapped[Accreditation] = relationship()


class NameObjection(Base):
    """A State objects to a name on a list, from one instant until it withdraws the objection."""

    __tablename__ = "name_objection"
    __table_args__ = (
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= objected_at", name="order"),
        Index(
            "one_objection_of_a_state", "listed_id", "delegation_id", unique=True,
            sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    listed_id: Mapped[int] = mapped_column(ForeignKey("listed_name.id"), index=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    basis: Mapped[str] = mapped_column(Text)
    """Empty if the State gives none."""
    objected_at: Mapped[datetime] = mapped_column(Instant)
    objected_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    listed: Mapped[ListedName] = relationship()
    delegation: Mapped[Delegation] = relationship()


class BasisRequest(Base):
    """A State asked for the basis of the objections to a name: it is disclosed to those that ask, and to no others."""

    __tablename__ = "basis_request"
    __table_args__ = (UniqueConstraint("listed_id", "delegation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    listed_id: Mapped[int] = mapped_column(ForeignKey("listed_name.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    delegation: Mapped[Delegation] = relationship()
