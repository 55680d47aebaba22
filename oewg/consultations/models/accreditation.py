"""What is stored of organizations that wish to be heard: what they register, their applications, and what became of them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from oewg.accounts.models import Confirmation, Organization
from oewg.core.database import Base, Instant
from oewg.meetings.models import Decision, Session


class Registration(Base):
    """Somebody registers an organization, and has not confirmed yet that the e-mail address is theirs.

    Nobody else is told of it. It is no more when it has been confirmed (it is an organization then) or has expired.
    """

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint("sector IN ('business','non_governmental','academia')", name="sector"),
        CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)", name="letter"
        ),
    )

    confirmation_id: Mapped[int] = mapped_column(ForeignKey("confirmation.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200))
    sector: Mapped[str] = mapped_column(String(24))
    country: Mapped[str] = mapped_column(String(12))
    consultative_status: Mapped[bool]
    purpose: Mapped[str] = mapped_column(Text)
    representative: Mapped[str] = mapped_column(String(200))
    """Who registers it, by name."""
    file_name: Mapped[str | None] = mapped_column(String(120))
    media_type: Mapped[str | None] = mapped_column(String(100))
    contents: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    """The letter that asks for accreditation."""
    confirmation: Mapped[Confirmation] = relationship()


class OrganizationLetter(Base):
    """A letter in which an organization asks to be accredited: a file, for the secretariat and the organization alone."""

    __tablename__ = "organization_letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(120))
    """Made safe."""
    media_type: Mapped[str] = mapped_column(String(100))
    """As its contents say, whatever its name says."""
    contents: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    """None once it has been erased."""
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of the contents."""
    received_at: Mapped[datetime] = mapped_column(Instant)


class Accreditation(Base):
    """An organization asked to be accredited, and what became of it. Where it stands is derived, never stored.

    Those with consultative status inform only, and are accredited when the secretariat has checked that they do. The
    others go on a list for non-objection, and the group decides at a meeting.
    """

    __tablename__ = "accreditation"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR outcome IN ('accredited','refused')", name="outcome"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided"),
        CheckConstraint("basis IS NULL OR basis IN ('informed','decision','secretariat')", name="basis"),
        CheckConstraint("(outcome IS NULL) = (basis IS NULL)", name="on_a_basis"),
        CheckConstraint("(decision_id IS NOT NULL) = (basis IS NOT NULL AND basis = 'decision')", name="decision"),
        CheckConstraint("basis IS NULL OR basis <> 'informed' OR outcome = 'accredited'", name="informed"),
        CheckConstraint("decided_at IS NULL OR checked_at IS NOT NULL", name="checked"),
        CheckConstraint("outcome IS NULL OR outcome <> 'refused' OR reason <> ''", name="reason"),
        CheckConstraint("session_id IS NULL OR outcome IS NOT NULL AND outcome = 'accredited'", name="session"),
        CheckConstraint("end_reason IS NULL OR end_reason IN ('withdrawn','expired')", name="end_reason"),
        CheckConstraint("(ended_at IS NULL) = (end_reason IS NULL)", name="end"),
        CheckConstraint("ended_at IS NULL OR outcome IS NULL OR outcome = 'accredited'", name="ended"),
        CheckConstraint("end_reason IS NULL OR end_reason <> 'expired' OR session_id IS NOT NULL", name="expired"),
        Index(
            "one_application_at_a_time", "organization_id", unique=True,
            sqlite_where=text("ended_at IS NULL AND (outcome IS NULL OR outcome = 'accredited')"),
            postgresql_where=text("ended_at IS NULL AND (outcome IS NULL OR outcome = 'accredited')"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    applied_at: Mapped[datetime] = mapped_column(Instant)
    checked_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the secretariat found its form in order; empty again when it is sent back after that."""
    outcome: Mapped[str | None] = mapped_column(String(12))
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    basis: Mapped[str | None] = mapped_column(String(12))
    """On which the outcome rests: "informed" of its consultative status, a "decision" of the group, or one of the
    "secretariat" from the time before lists were issued."""
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id"))
    """The one session for which it is accredited; none for the whole of the group's work."""
    reason: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str | None] = mapped_column(String(12))
    """"expired": the session for which it was accredited has ended."""
    organization: Mapped[Organization] = relationship()
    decision: Mapped[Decision | None] = relationship()
    session: Mapped[Session | None] = relationship()
    returns: Mapped[list["AccreditationReturn"]] = relationship(order_by="AccreditationReturn.id")


class AccreditationReturn(Base):
    """The secretariat sent an application back for repair of its form, with the reasons, until it was repaired."""

    __tablename__ = "accreditation_return"
    __table_args__ = (
        CheckConstraint("reasons <> ''", name="reasons"),
        CheckConstraint("repaired_at IS NULL OR repaired_at >= returned_at", name="order"),
        Index(
            "one_open_return", "accreditation_id", unique=True,
            sqlite_where=text("repaired_at IS NULL"), postgresql_where=text("repaired_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    accreditation_id: Mapped[int] = mapped_column(ForeignKey("accreditation.id"), index=True)
    returned_at: Mapped[datetime] = mapped_column(Instant)
    reasons: Mapped[str] = mapped_column(Text)
    repaired_at: Mapped[datetime | None] = mapped_column(Instant)
