"""What is stored of the negotiation: amendments, positions, gavels, adoptions. States are derived, never stored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Delegation, Group
from oewg.core.database import Base, Instant
from oewg.meetings.models import Meeting
from oewg.texts.models import DraftText, Edition, Provision, Revision


class Amendment(Base):
    """A proposal to replace, insert, delete or move a provision, on a named revision of it."""

    __tablename__ = "amendment"
    __table_args__ = (
        CheckConstraint("kind IN ('replace','insert','delete','move')", name="kind"),
        CheckConstraint("(words IS NOT NULL) = (kind IN ('replace','insert'))", name="words"),
        CheckConstraint("end_reason IS NULL OR end_reason IN ('withdrawn','taken_up','superseded')", name="end_reason"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    """The provision to be replaced, deleted or moved, or after which to insert."""
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    """The sponsor."""
    kind: Mapped[str] = mapped_column(String(8))
    words: Mapped[str | None] = mapped_column(Text)
    after_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    """For a move: the provision after which it is to stand."""
    reason: Mapped[str] = mapped_column(Text)
    filed_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str | None] = mapped_column(String(12))
    provision: Mapped[Provision] = relationship(foreign_keys=[provision_id])
    revision: Mapped[Revision] = relationship()
    delegation: Mapped[Delegation] = relationship()


class Position(Base):
    """What a delegation, or a group, said of one revision of a provision, and until when it stood.

    At most one is live for a provision and a holder: stating another, or withdrawing, ends the one before.
    """

    __tablename__ = "position"
    __table_args__ = (
        CheckConstraint(
            "stance IN ('support','can_accept','can_accept_with_amendment','reserve','object','no_position')",
            name="stance",
        ),
        CheckConstraint("(delegation_id IS NULL) <> (group_id IS NULL)", name="one_holder"),
        CheckConstraint("(amendment_id IS NOT NULL) = (stance = 'can_accept_with_amendment')", name="amendment"),
        CheckConstraint("stance NOT IN ('reserve','object') OR reason <> ''", name="reason"),
        CheckConstraint("visibility IN ('public','delegations','chair')", name="visibility"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
        CheckConstraint("end_reason IS NULL OR end_reason IN ('withdrawn','replaced')", name="end_reason"),
        Index(
            "one_live_position_of_a_delegation",
            "provision_id",
            "delegation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND delegation_id IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND delegation_id IS NOT NULL"),
        ),
        Index(
            "one_live_position_of_a_group",
            "provision_id",
            "group_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL AND group_id IS NOT NULL"),
            postgresql_where=text("ended_at IS NULL AND group_id IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    stance: Mapped[str] = mapped_column(String(32))
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    reason: Mapped[str] = mapped_column(Text)
    visibility: Mapped[str] = mapped_column(String(12))
    stated_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str | None] = mapped_column(String(12))
    provision: Mapped[Provision] = relationship()
    revision: Mapped[Revision] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()
    amendment: Mapped[Amendment | None] = relationship()


class Contest(Base):
    """A delegation holds that a change marked editorial changes the meaning; from then on it counts as substantive."""

    __tablename__ = "contest"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    revision: Mapped[Revision] = relationship()
    delegation: Mapped[Delegation] = relationship()


class Gavel(Base):
    """The chair declared a provision agreed ad referendum, at a meeting, on one revision; until it was reopened."""

    __tablename__ = "gavel"
    __table_args__ = (
        CheckConstraint("(reopened_at IS NULL) = (reopened_by IS NULL)", name="reopened"),
        Index(
            "one_gavel_stands",
            "provision_id",
            unique=True,
            sqlite_where=text("reopened_at IS NULL"),
            postgresql_where=text("reopened_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    fell_at: Mapped[datetime] = mapped_column(Instant)
    reopened_at: Mapped[datetime | None] = mapped_column(Instant)
    reopened_by: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    reopening_reason: Mapped[str] = mapped_column(Text)
    """Empty while it stands."""
    provision: Mapped[Provision] = relationship()
    revision: Mapped[Revision] = relationship()
    meeting: Mapped[Meeting] = relationship()


class Adoption(Base):
    """The group adopted a whole text, at a meeting, without a vote, as it stood in one edition."""

    __tablename__ = "adoption"

    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[DraftText] = relationship()
    edition: Mapped[Edition] = relationship()
    meeting: Mapped[Meeting] = relationship()
