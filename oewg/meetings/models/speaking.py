"""What is stored of who speaks: lists, inscriptions, exchanges of places, and what was spoken and for how long."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Delegation, Group, Organization
from oewg.core.database import Base, Instant
from oewg.meetings.models.sessions import Meeting, Session
from oewg.texts.models import Provision


def at_most_one(name: str, *columns: str, where: str) -> Index:
    """At most one row with these columns, of those for which the condition holds."""
    return Index(name, *columns, unique=True, sqlite_where=text(where), postgresql_where=text(where))


def one_speaker() -> tuple[CheckConstraint, CheckConstraint]:
    """Who speaks: a delegation, for itself or on behalf of a group, or an organization."""
    return (
        CheckConstraint("(delegation_id IS NULL) <> (organization_id IS NULL)", name="one_speaker"),
        CheckConstraint("group_id IS NULL OR delegation_id IS NOT NULL", name="spokesperson"),
    )


class SpeakersList(Base):
    """The list of those who wish to speak on an item of the agenda during a session; or at one meeting, where it has no item."""

    __tablename__ = "speakers_list"
    __table_args__ = (
        UniqueConstraint("session_id", "item_id"),
        CheckConstraint("(item_id IS NULL) <> (meeting_id IS NULL)", name="of_what"),
        CheckConstraint("limit_delegation > 0 AND limit_group > 0 AND limit_organization > 0", name="limits"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("session.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), unique=True)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    """Empty again when it has been reopened."""
    organizations_from: Mapped[datetime | None] = mapped_column(Instant)
    """Since when organizations may inscribe, where the modalities allow it."""
    limit_delegation: Mapped[int]
    """Seconds; so are the others."""
    limit_group: Mapped[int]
    limit_organization: Mapped[int]
    session: Mapped[Session] = relationship()
    item: Mapped[Provision | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()


class Inscription(Base):
    """A delegation, for itself or on behalf of a group, or an organization stands on a list at a place until it has spoken."""

    __tablename__ = "inscription"
    __table_args__ = (
        *one_speaker(),
        CheckConstraint("kind IN ('statement','reply')", name="kind"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
        CheckConstraint("end_reason IS NULL OR end_reason IN ('spoke','withdrawn','absent')", name="end_reason"),
        CheckConstraint("absences >= 0", name="absences"),
        at_most_one("one_place", "list_id", "place", where="ended_at IS NULL"),
        at_most_one(
            "one_inscription_of_a_delegation", "list_id", "kind", "delegation_id",
            where="ended_at IS NULL AND group_id IS NULL",
        ),
        at_most_one(
            "one_inscription_of_a_group", "list_id", "kind", "group_id",
            where="ended_at IS NULL AND group_id IS NOT NULL",
        ),
        at_most_one(
            "one_inscription_of_an_organization", "list_id", "organization_id",
            where="ended_at IS NULL AND organization_id IS NOT NULL",
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("speakers_list.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12))
    """A right of reply stands on the list of its item too, after all statements."""
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    """Who speaks: for a group its spokesperson."""
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    place: Mapped[int]
    """The order of inscription: the next free number, exchanged when two exchange places."""
    inscribed_at: Mapped[datetime] = mapped_column(Instant)
    inscribed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    absences: Mapped[int] = mapped_column(default=0)
    """How often it was called and not there."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str | None] = mapped_column(String(12))
    speakers_list: Mapped[SpeakersList] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()
    organization: Mapped[Organization | None] = relationship()


class Exchange(Base):
    """One speaker proposed to another that they exchange places, and what the other answered."""

    __tablename__ = "exchange"
    __table_args__ = (
        CheckConstraint("proposer_id <> asked_id", name="two"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="end"),
        CheckConstraint("outcome IS NULL OR outcome IN ('agreed','declined','withdrawn','void')", name="outcome"),
        at_most_one("one_exchange_proposed", "proposer_id", where="ended_at IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("inscription.id"))
    asked_id: Mapped[int] = mapped_column(ForeignKey("inscription.id"), index=True)
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(12))
    """"void": one of the two spoke, withdrew or was struck off before the other answered."""
    proposer: Mapped[Inscription] = relationship(foreign_keys=[proposer_id])
    asked: Mapped[Inscription] = relationship(foreign_keys=[asked_id])


class Intervention(Base):
    """Somebody has, or had, the floor at a meeting: a statement, a right of reply, or a point of order that interrupts.

    The clock is these three: `spoken` until `running_since`, and from then on the time itself.
    """

    __tablename__ = "intervention"
    __table_args__ = (
        *one_speaker(),
        CheckConstraint("kind IN ('statement','reply','point_of_order')", name="kind"),
        CheckConstraint("(inscription_id IS NULL) = (kind = 'point_of_order')", name="inscribed"),
        CheckConstraint("interrupts_id IS NULL OR kind = 'point_of_order'", name="interrupts"),
        CheckConstraint("ended_at IS NULL OR running_since IS NULL", name="stopped"),
        CheckConstraint("spoken >= 0 AND limit_seconds > 0", name="time"),
        at_most_one("one_has_the_floor", "meeting_id", where="ended_at IS NULL AND interrupts_id IS NULL"),
        at_most_one("one_interrupts", "interrupts_id", where="ended_at IS NULL AND interrupts_id IS NOT NULL"),
        # SQLite would give the number of one that was taken back to the next: a console that still shows the first would
        # start, or end, the time of another speaker.
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    list_id: Mapped[int | None] = mapped_column(ForeignKey("speakers_list.id"), index=True)
    """None for a point of order raised while nobody speaks on an item."""
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    inscription_id: Mapped[int | None] = mapped_column(ForeignKey("inscription.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    interrupts_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id"))
    called_at: Mapped[datetime] = mapped_column(Instant)
    limit_seconds: Mapped[int]
    spoken: Mapped[int] = mapped_column(default=0)
    """Milliseconds spoken up to the last time the clock was stopped."""
    running_since: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    meeting: Mapped[Meeting] = relationship()
    speakers_list: Mapped[SpeakersList | None] = relationship()
    inscription: Mapped[Inscription | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
