"""What is stored of statements: whose they are, on what, their versions as typed or as files, when they may be read."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from oewg.accounts.models import Delegation, Group, Organization
from oewg.core.database import Base, Instant
from oewg.meetings.models.sessions import Meeting
from oewg.meetings.models.speaking import Intervention, at_most_one, one_speaker
from oewg.texts.models import OFFICIAL_LANGUAGES, Provision


class Statement(Base):
    """What a delegation (for itself or on behalf of a group) or an organization said, or filed in writing, at a meeting.

    One that is to be delivered may be read by others only after it was (its embargo); by the public only if its
    delegation agrees.
    """

    __tablename__ = "statement"
    __table_args__ = (
        *one_speaker(),
        CheckConstraint("form IN ('delivered','written')", name="form"),
        CheckConstraint("language IN ({})".format(", ".join(f"'{each}'" for each in OFFICIAL_LANGUAGES)), name="language"),
        at_most_one(
            "one_statement_of_an_intervention", "intervention_id",
            where="withdrawn_at IS NULL AND intervention_id IS NOT NULL",
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    item_id: Mapped[int | None] = mapped_column(ForeignKey("provision.id"), index=True)
    """The item of the agenda on which it is."""
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    form: Mapped[str] = mapped_column(String(12))
    """"delivered": spoken, or to be spoken, at the meeting; "written": filed instead of being spoken."""
    language: Mapped[str] = mapped_column(String(2))
    intervention_id: Mapped[int | None] = mapped_column(ForeignKey("intervention.id"))
    """When it had the floor."""
    filed_at: Mapped[datetime] = mapped_column(Instant)
    filed_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
    """From when its embargo is over; for a written one, when it was filed."""
    consented_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when its delegation agrees that it is published."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    meeting: Mapped[Meeting] = relationship()
    item: Mapped[Provision | None] = relationship()
    intervention: Mapped[Intervention | None] = relationship()
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
    versions: Mapped[list["StatementVersion"]] = relationship(
        back_populates="statement", order_by="StatementVersion.number"
    )


class StatementVersion(Base):
    """One version of a statement; a correction is a new one, and the earlier stays on record."""

    __tablename__ = "statement_version"
    __table_args__ = (
        UniqueConstraint("statement_id", "number"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)", name="file"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    """As typed, or as read out of the file, for reading and searching; may be empty for a file that holds no words."""
    folded: Mapped[str] = mapped_column(Text)
    """The words as they are searched: without accents, in small letters, with single spaces."""
    file_name: Mapped[str | None] = mapped_column(String(120))
    """Made safe."""
    media_type: Mapped[str | None] = mapped_column(String(100))
    """As its contents say, whatever its name says."""
    contents: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the file, or of the words in UTF-8."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    statement: Mapped[Statement] = relationship(back_populates="versions")


class StatementProvision(Base):
    """A statement speaks on a provision of a text."""

    __tablename__ = "statement_provision"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    provision_id: Mapped[int] = mapped_column(ForeignKey("provision.id"), primary_key=True, index=True)
