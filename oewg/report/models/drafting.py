"""What is stored of the drafting: who drafts which section until when, what is said of a passage, what was accepted as it is?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.models import Account
from oewg.core.database import Base, Instant
from oewg.texts.models import Provision, Revision

CHECKS = ("elements", "citations", "brackets", "subheadings", "symbols", "attribution", "terms", "resting")
"""What is looked for in the draft, in the order in which it is told (rules/checks)."""


class Assignment(Base):
    """A section of the draft, which is a heading with what stands under it, is in the hands of a drafter until an instant.

    What is assigned anew, or taken back, ends the row before, which stays.
    """

    __tablename__ = "section_assignment"
    __table_args__ = (
        CheckConstraint("due_at > assigned_at", name="due"),
        CheckConstraint("most_words IS NULL OR most_words > 0", name="most_words"),
        CheckConstraint("handed_in_at IS NULL OR handed_in_at >= assigned_at", name="handed_in"),
        CheckConstraint("hand_in_words = '' OR handed_in_at IS NOT NULL", name="hand_in_words"),
        CheckConstraint("overdue_at IS NULL OR overdue_at >= due_at", name="overdue"),
        CheckConstraint("ended_at IS NULL OR ended_at >= assigned_at", name="order"),
        CheckConstraint("end_kind IS NULL OR end_kind IN ('taken_back','assigned_anew')", name="end_kind"),
        CheckConstraint("(ended_at IS NULL) = (end_kind IS NULL)", name="end"),
        CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name="end_reason"),
        Index(
            "one_drafter_of_a_section", "heading_id", unique=True, sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    heading_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    """The drafter."""
    assigned_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    """By when it is to be handed in; what comes at this instant is late."""
    zone: Mapped[str] = mapped_column(String(40))
    """On whose clocks the deadline was set."""
    note: Mapped[str] = mapped_column(Text)
    """What the drafter is asked for."""
    most_words: Mapped[int | None]
    """How many words the section may have."""
    overdue_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was recorded that the deadline has passed and the section had not been handed in."""
    handed_in_at: Mapped[datetime | None] = mapped_column(Instant)
    hand_in_words: Mapped[str] = mapped_column(Text, default="")
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_kind: Mapped[str | None] = mapped_column(String(16))
    end_reason: Mapped[str] = mapped_column(Text, default="")
    heading: Mapped[Provision] = relationship()
    drafter: Mapped[Account] = relationship()


class Remark(Base):
    """What one of those who draft says of a passage of a wording: a comment, a question, or the Chair's words in its place.

    The place is that on the wording on which it was said; where it stands on a later one is derived.
    """

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint("kind IN ('comment','question','suggestion')", name="kind"),
        CheckConstraint("starts >= 0 AND ends > starts", name="place"),
        CheckConstraint("length(quote) = ends - starts AND trim(quote) <> ''", name="quote"),
        CheckConstraint("(proposed IS NOT NULL) = (kind = 'suggestion')", name="proposed"),
        CheckConstraint("kind = 'suggestion' OR trim(words) <> ''", name="words"),
        CheckConstraint("outcome IS NULL OR outcome IN ('resolved','taken','declined','withdrawn')", name="outcome"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="end"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by"),
        CheckConstraint("outcome IS NULL OR (outcome = 'resolved') = (kind <> 'suggestion')", name="outcome_of_kind"),
        CheckConstraint(
            "outcome IS NULL OR outcome NOT IN ('resolved','declined') OR trim(end_words) <> ''", name="end_words"
        ),
        CheckConstraint("(made_revision_id IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'taken')", name="made"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    """The wording on which it was said."""
    kind: Mapped[str] = mapped_column(String(12))
    starts: Mapped[int]
    """Characters of that wording before its first one."""
    ends: Mapped[int]
    """Characters of that wording before the first one after it."""
    quote: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    """What is said or asked; of a suggestion the reason, which may be missing."""
    proposed: Mapped[str | None] = mapped_column(Text)
    """Of a suggestion: the words in place of the passage; "" to leave it out."""
    said_at: Mapped[datetime] = mapped_column(Instant)
    said_by: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    capacity: Mapped[str] = mapped_column(String(40))
    """As what: "chair", "rapporteur", "secretariat"."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    outcome: Mapped[str | None] = mapped_column(String(12))
    end_words: Mapped[str] = mapped_column(Text, default="")
    """In a sentence, how it was resolved, or why the words were not taken."""
    made_revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"), unique=True)
    """Of a suggestion that was taken: the wording that was made with it."""
    provision: Mapped[Provision] = relationship()
    revision: Mapped[Revision] = relationship(foreign_keys=[revision_id])
    carried: Mapped[list["CarriedRemark"]] = relationship(order_by="CarriedRemark.id")


class CarriedRemark(Base):
    """A remark was not resolved for the coming edition of the text, and waits for the one after it."""

    __tablename__ = "carried_remark"
    __table_args__ = (
        UniqueConstraint("remark_id", "editions"),
        CheckConstraint("editions >= 0", name="editions"),
        CheckConstraint("trim(words) <> ''", name="words"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id"))
    editions: Mapped[int]
    """How many editions of the text there were: with the next one it is open again."""
    words: Mapped[str] = mapped_column(Text)
    """In a sentence, why."""
    carried_at: Mapped[datetime] = mapped_column(Instant)
    carried_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class Acceptance(Base):
    """What a check has found in a wording is to stay as it is, with the reason; on another wording it is found again."""

    __tablename__ = "finding_acceptance"
    __table_args__ = (
        CheckConstraint("check_name IN ({})".format(", ".join(f"'{each}'" for each in CHECKS)), name="check_name"),
        CheckConstraint("starts >= 0 AND ends >= starts", name="place"),
        CheckConstraint("trim(reason) <> ''", name="reason"),
        CheckConstraint("ended_at IS NULL OR ended_at >= accepted_at", name="order"),
        Index(
            "one_acceptance_of_a_finding", "check_name", "revision_id", "starts", "ends", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    check_name: Mapped[str] = mapped_column(String(16))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    starts: Mapped[int]
    ends: Mapped[int]
    """Characters of the wording; the two are equal where the whole of it is meant."""
    reason: Mapped[str] = mapped_column(Text)
    accepted_at: Mapped[datetime] = mapped_column(Instant)
    accepted_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the acceptance was taken back."""
    revision: Mapped[Revision] = relationship()


class Term(Base):
    """A term that the report uses, and what it does not use in its place; from when until when the list has it."""

    __tablename__ = "preferred_term"
    __table_args__ = (
        CheckConstraint("trim(term) <> '' AND trim(instead_of) <> ''", name="words"),
        CheckConstraint("lower(term) <> lower(instead_of)", name="another"),
        CheckConstraint("ended_at IS NULL OR ended_at >= added_at", name="order"),
        CheckConstraint("end_reason = '' OR ended_at IS NOT NULL", name="end_reason"),
        Index(
            "one_term_instead", "instead_of", unique=True, sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    term: Mapped[str] = mapped_column(String(200))
    instead_of: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str] = mapped_column(Text, default="")
