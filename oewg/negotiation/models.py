"""What is stored of the negotiation: amendments, positions, gavels, silence, adoptions. States are derived, never stored."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Delegation, Group
from oewg.core.database import Base, Instant
from oewg.meetings.models import Meeting
from oewg.texts.models import OFFICIAL_LANGUAGES, DraftText, Edition, Provision, Revision


def _one_holder() -> CheckConstraint:
    return CheckConstraint("(delegation_id IS NULL) <> (group_id IS NULL)", name="one_holder")


def _one_live(name: str, what: str, holder: str, ended: str = "ended_at") -> Index:
    """At most one live row for a thing and a holder."""
    live = text(f"{ended} IS NULL AND {holder} IS NOT NULL")
    return Index(name, what, holder, unique=True, sqlite_where=live, postgresql_where=live)


class Amendment(Base):
    """A proposal to replace, insert, delete or move a provision, on a named revision of it.

    Its words are never altered. What they give on a later wording is derived from them; a sponsor who wants others files
    another amendment in its place.
    """

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("text_id", "number"),
        CheckConstraint("kind IN ('replace','insert','delete','move')", name="kind"),
        CheckConstraint("(words IS NOT NULL) = (kind IN ('replace','insert'))", name="words"),
        CheckConstraint("end_reason IS NULL OR end_reason IN ('withdrawn','taken_up','superseded')", name="end_reason"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"))
    number: Mapped[int]
    """For citation: counted through the text in the order of filing."""
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    """The provision to be replaced, deleted or moved, or after which to insert."""
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    kind: Mapped[str] = mapped_column(String(8))
    words: Mapped[str | None] = mapped_column(Text)
    after_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"))
    """For a move: the provision after which it is to stand. For an insertion: the provision itself, if the new one is to
    stand first under it; none, if after it."""
    in_place_of_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    """The earlier amendment of a sponsor's that this one replaces."""
    reason: Mapped[str] = mapped_column(Text)
    filed_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str | None] = mapped_column(String(12))
    """"superseded": its sponsors filed another in its place, or let it go in a silence procedure."""
    provision: Mapped[Provision] = relationship(foreign_keys=[provision_id])
    after: Mapped[Provision | None] = relationship(foreign_keys=[after_id])
    in_place_of: Mapped["Amendment | None"] = relationship(remote_side="Amendment.id")
    revision: Mapped[Revision] = relationship()
    sponsorships: Mapped[list["Sponsorship"]] = relationship(
        back_populates="amendment", order_by="Sponsorship.id"
    )  # fmt: skip

    @property
    def sponsors(self) -> list["Sponsorship"]:
        """Those who stand behind it, the first to have joined first; of an ended one, those who did to the end."""
        return [one for one in self.sponsorships if one.left_at is None or one.left_at == self.ended_at]

    @property
    def names(self) -> list[str]:
        """The codes of its sponsors."""
        return [one.code for one in self.sponsors]


class Sponsorship(Base):
    """A delegation, or a group, stands behind an amendment, from one instant until another."""

    __tablename__ = "sponsorship"
    __table_args__ = (
        _one_holder(),
        _one_live("one_sponsorship_of_a_delegation", "amendment_id", "delegation_id", "left_at"),
        _one_live("one_sponsorship_of_a_group", "amendment_id", "group_id", "left_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    joined_at: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    amendment: Mapped[Amendment] = relationship(back_populates="sponsorships")
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()

    @property
    def holder(self) -> str:
        """ "delegation:FRA" or "group:EU"."""
        return f"delegation:{self.delegation.code}" if self.delegation else f"group:{self.code}"

    @property
    def code(self) -> str:
        """ "FRA" or "EU"."""
        return self.delegation.code if self.delegation else self.group.code if self.group else ""


class Reception(Base):
    """Whether a delegation, or a group, could accept an amendment: how the chair learns whom it would bring, and lose."""

    __tablename__ = "reception"
    __table_args__ = (
        _one_holder(),
        CheckConstraint("verdict IN ('can_accept','cannot_accept')", name="verdict"),
        CheckConstraint("visibility IN ('public','delegations','chair')", name="visibility"),
        _one_live("one_live_reception_of_a_delegation", "amendment_id", "delegation_id"),
        _one_live("one_live_reception_of_a_group", "amendment_id", "group_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    verdict: Mapped[str] = mapped_column(String(16))
    visibility: Mapped[str] = mapped_column(String(12))
    stated_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    amendment: Mapped[Amendment] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()


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
        _one_holder(),
        CheckConstraint("(amendment_id IS NOT NULL) = (stance = 'can_accept_with_amendment')", name="amendment"),
        CheckConstraint("stance NOT IN ('reserve','object') OR reason <> ''", name="reason"),
        CheckConstraint("visibility IN ('public','delegations','chair')", name="visibility"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
        CheckConstraint("end_reason IS NULL OR end_reason IN ('withdrawn','replaced','silence')", name="end_reason"),
        _one_live("one_live_position_of_a_delegation", "provision_id", "delegation_id"),
        _one_live("one_live_position_of_a_group", "provision_id", "group_id"),
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

    @property
    def code(self) -> str:
        """ "FRA" or "EU"."""
        return self.delegation.code if self.delegation else self.group.code if self.group else ""


class Contest(Base):
    """A delegation holds that a change marked editorial changes the meaning; from then on it counts as substantive."""

    __tablename__ = "contest"

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    revision: Mapped[Revision] = relationship()
    delegation: Mapped[Delegation] = relationship()


class Alignment(Base):
    """A State that is no member of a group aligned itself with what the group says on a text."""

    __tablename__ = "alignment"
    __table_args__ = (
        Index(
            "one_live_alignment",
            "text_id",
            "delegation_id",
            "group_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    group_id: Mapped[int] = mapped_column(ForeignKey("delegation_group.id"))
    begun_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    delegation: Mapped[Delegation] = relationship()
    group: Mapped[Group] = relationship()


class Clearance(Base):
    """A head of delegation requires that the delegation's positions wait for clearance, from one instant to another."""

    __tablename__ = "clearance"
    __table_args__ = (
        Index(
            "one_clearance_stands",
            "delegation_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    required_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class WaitingPosition(Base):
    """A position that a member of a delegation prepared, and that says nothing until the head clears it."""

    __tablename__ = "waiting_position"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR outcome IN ('cleared','returned')", name="outcome"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="end"),
        _one_live("one_position_waits", "provision_id", "delegation_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    stance: Mapped[str] = mapped_column(String(32))
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    reason: Mapped[str] = mapped_column(Text)
    visibility: Mapped[str] = mapped_column(String(12))
    prepared_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(12))
    provision: Mapped[Provision] = relationship()
    revision: Mapped[Revision] = relationship()
    delegation: Mapped[Delegation] = relationship()
    amendment: Mapped[Amendment | None] = relationship()


class Gavel(Base):
    """A provision was agreed ad referendum, on one revision, until it was reopened.

    By the chair at a meeting; or, for a whole text, because nobody broke the silence until its deadline.
    """

    __tablename__ = "gavel"
    __table_args__ = (
        CheckConstraint("(reopened_at IS NULL) = (reopened_by IS NULL)", name="reopened"),
        CheckConstraint("(meeting_id IS NULL) <> (silence_id IS NULL)", name="how"),
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
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    silence_id: Mapped[int | None] = mapped_column(ForeignKey("silence.id"))
    fell_at: Mapped[datetime] = mapped_column(Instant)
    reopened_at: Mapped[datetime | None] = mapped_column(Instant)
    reopened_by: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    reopening_reason: Mapped[str] = mapped_column(Text)
    """Empty while it stands."""
    provision: Mapped[Provision] = relationship()
    revision: Mapped[Revision] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    silence: Mapped["Silence | None"] = relationship()


class Package(Base):
    """Provisions that the chair put together: they are agreed only together, until the package is dissolved."""

    __tablename__ = "package"

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    formed_at: Mapped[datetime] = mapped_column(Instant)
    dissolved_at: Mapped[datetime | None] = mapped_column(Instant)
    members: Mapped[list["PackageMember"]] = relationship(order_by="PackageMember.provision_id")


class PackageMember(Base):
    """A provision belongs to a package."""

    __tablename__ = "package_member"

    package_id: Mapped[int] = mapped_column(ForeignKey("package.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True)
    provision: Mapped[Provision] = relationship()


class Silence(Base):
    """A frozen text is under silence until an exact instant: unbroken, it is agreed as of then.

    The deadline may be extended before it is reached. The instant itself is late for a break.
    """

    __tablename__ = "silence"
    __table_args__ = (
        CheckConstraint("end_reason IS NULL OR end_reason IN ('broken','withdrawn','lapsed')", name="end_reason"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
        CheckConstraint("(end_reason IS NOT NULL AND end_reason = 'broken') = (broken_by IS NOT NULL)", name="broken"),
        CheckConstraint("deadline > opened_at", name="order"),
        Index(
            "one_silence_at_a_time",
            "text_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"))
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    deadline: Mapped[datetime] = mapped_column(Instant)
    zone: Mapped[str] = mapped_column(String(40))
    """The IANA name of the zone in which the deadline was announced."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """For one that lapsed unbroken: the deadline, whenever it was recorded."""
    end_reason: Mapped[str | None] = mapped_column(String(12))
    broken_by: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    end_words: Mapped[str] = mapped_column(Text)
    """What the delegation that broke it wrote, or why the chair withdrew it; empty otherwise."""
    text: Mapped[DraftText] = relationship()
    edition: Mapped[Edition] = relationship()
    breaker: Mapped[Delegation | None] = relationship()


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


class AdoptionInHand(Base):
    """The secretariat put a text before the group for adoption, under a symbol, as it stood: the first of two acts.

    The second is the chair's. If the wording changes in between, it is put before the group anew.
    """

    __tablename__ = "adoption_in_hand"

    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), primary_key=True)
    symbol: Mapped[str] = mapped_column(String(60))
    wording: Mapped[str] = mapped_column(String(64))
    """The digest of the text as it stood: its revisions in their order. Another one makes this void."""
    prepared_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)


class Explanation(Base):
    """What a delegation, or a group, placed on record after an adoption. None of it undoes the adoption."""

    __tablename__ = "explanation"
    __table_args__ = (
        _one_holder(),
        CheckConstraint("kind IN ('explanation','reservation','disassociation')", name="kind"),
        CheckConstraint(
            "language IN ({})".format(", ".join(f"'{each}'" for each in OFFICIAL_LANGUAGES)), name="language"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id"), index=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    kind: Mapped[str] = mapped_column(String(16))
    language: Mapped[str | None] = mapped_column(String(2))
    """In which language the words are, as whoever placed them on record said; None where nobody was asked yet."""
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()
    paragraphs: Mapped[list["ExplanationParagraph"]] = relationship(order_by="ExplanationParagraph.provision_id")


class ExplanationParagraph(Base):
    """One of the paragraphs that a reservation or a disassociation names."""

    __tablename__ = "explanation_paragraph"

    explanation_id: Mapped[int] = mapped_column(ForeignKey("explanation.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True)
