"""What is stored of the fund: contributions, rates of exchange, budgets, confirmations, and the journal of every movement.

Money is whole numbers of the smallest unit of its currency (cents), never a float: sums are exact on both engines.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from oewg.accounts.models import Delegation
from oewg.consultations.models.consultations import Consultation
from oewg.core.database import Base, Instant

BUDGET_KINDS = ("interpretation", "room", "travel", "documents", "technology", "other")
"""For what a consultative meeting pays."""

ENTRY_KINDS = (
    "pledge", "receipt", "earmark", "free", "withdrawal", "return", "allocation", "release", "expenditure", "reversal",
)  # fmt: skip
"""What an entry of the journal records."""

MOVES = (
    ("receivable", "pledged"), ("cash", "free"), ("cash", "earmarked"), ("free", "earmarked"), ("free", "allocated"),
    ("earmarked", "allocated"), ("expenditure", "cash"), ("allocated", "applied"), ("returned", "cash"),
    ("free", "applied"), ("earmarked", "applied"),
)  # fmt: skip
"""(account debited, account credited): between which accounts an amount can go, each way."""


def _listed(values: tuple[str, ...]) -> str:
    return ",".join(f"'{each}'" for each in values)


class Contribution(Base):
    """A voluntary contribution of a State, or of another donor by name. What has become of it is told by the journal."""

    __tablename__ = "contribution"
    __table_args__ = (
        CheckConstraint("(delegation_id IS NULL) = (donor <> '')", name="one_donor"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("length(currency) = 3", name="currency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    donor: Mapped[str] = mapped_column(String(200))
    """Who gives, if it is not a State that takes part; else empty."""
    shown_as: Mapped[str] = mapped_column(String(200))
    """How the donor wishes to be named in public; empty if it does not wish to be named."""
    currency: Mapped[str] = mapped_column(String(3))
    """ISO 4217."""
    amount: Mapped[int] = mapped_column(BigInteger)
    """As pledged, in the smallest unit of its currency."""
    earmarked_for_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"))
    """The only consultation that it may pay for; none if it is free."""
    pledged_at: Mapped[datetime] = mapped_column(Instant)
    delegation: Mapped[Delegation | None] = relationship()
    earmarked_for: Mapped[Consultation | None] = relationship()


class ExchangeRate(Base):
    """What one dollar cost in another currency on a day, and who says so. Never changed: the next that is entered counts."""

    __tablename__ = "exchange_rate"
    __table_args__ = (
        CheckConstraint("per_dollar > 0", name="per_dollar"),
        CheckConstraint("length(currency) = 3 AND currency <> 'USD'", name="currency"),
        CheckConstraint("source <> ''", name="source"),
        Index("ix_exchange_rate_currency_dated", "currency", "dated"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    currency: Mapped[str] = mapped_column(String(3))
    dated: Mapped[date]
    """The day from which it holds."""
    per_dollar: Mapped[int] = mapped_column(BigInteger)
    """Millionths of a unit of the currency for one dollar, the way the United Nations quotes its operational rates."""
    source: Mapped[str] = mapped_column(String(200))
    entered_at: Mapped[datetime] = mapped_column(Instant)
    entered_by: Mapped[int] = mapped_column(ForeignKey("account.id"))


class BudgetLine(Base):
    """What a consultation needs for one purpose, in cents of the fund's currency."""

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_listed(BUDGET_KINDS)})", name="kind"),
        CheckConstraint("amount >= 0", name="amount"),
        UniqueConstraint("id", "consultation_id"),
        Index(
            "one_line_of_a_kind", "consultation_id", "kind", unique=True, sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(String(500))
    """What exactly is to be paid: "six booths for two meetings"."""
    amount: Mapped[int] = mapped_column(BigInteger)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was struck from the budget."""


class ConsultationConfirmation(Base):
    """A consultation was confirmed: what was received and free covered its budget, and was allocated to it."""

    __tablename__ = "consultation_confirmation"
    __table_args__ = (
        CheckConstraint("ended_at IS NULL OR ended_at >= confirmed_at", name="order"),
        Index(
            "one_confirmation", "consultation_id", unique=True, sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"))
    confirmed_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When what was left of the allocation was released: the meeting was held, or is given up."""


class JournalEntry(Base):
    """One entry of the fund's journal, with its paper. Never changed and never deleted; a mistake is reversed by another."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint(f"kind IN ({_listed(ENTRY_KINDS)})", name="kind"),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="reversal"),
        CheckConstraint("(amount IS NULL) = (currency IS NULL) AND (amount IS NULL OR amount > 0)", name="amount"),
        CheckConstraint("amount IS NOT NULL OR kind NOT IN ('pledge','receipt','withdrawal')", name="in_its_currency"),
        CheckConstraint("(rate_id IS NOT NULL) = (kind IN ('pledge','receipt') AND currency <> 'USD')", name="rate"),
        CheckConstraint(
            "contribution_id IS NOT NULL OR kind IN ('allocation','release','expenditure','reversal')",
            name="contribution",
        ),
        CheckConstraint(
            "consultation_id IS NOT NULL OR kind NOT IN ('earmark','allocation','release','expenditure')",
            name="consultation",
        ),
        CheckConstraint("reference <> '' OR kind IN ('allocation','release')", name="paper"),
        CheckConstraint(
            "(contents IS NULL) = (file_name IS NULL) AND (contents IS NULL) = (media_type IS NULL)", name="file"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    dated: Mapped[date]
    """The day of the paper: when it was pledged, paid in or paid out."""
    entered_at: Mapped[datetime] = mapped_column(Instant)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    amount: Mapped[int | None] = mapped_column(BigInteger)
    """In the smallest unit of the contribution's own currency."""
    currency: Mapped[str | None] = mapped_column(String(3))
    rate_id: Mapped[int | None] = mapped_column(ForeignKey("exchange_rate.id"))
    """At which rate it was reckoned in dollars."""
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("journal_entry.id"), unique=True)
    reference: Mapped[str] = mapped_column(String(200))
    """The paper that proves it: a note verbale, an advice of payment, an invoice."""
    words: Mapped[str] = mapped_column(Text)
    """What the secretariat remarks: the payee, the reason of a reversal."""
    file_name: Mapped[str | None] = mapped_column(String(120))
    media_type: Mapped[str | None] = mapped_column(String(100))
    contents: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    digest: Mapped[str | None] = mapped_column(String(64))
    """Hex SHA-256 of the file."""
    rate: Mapped[ExchangeRate | None] = relationship()
    postings: Mapped[list["Posting"]] = relationship(order_by="Posting.place")


class Posting(Base):
    """An amount of one contribution is debited to an account and credited to another.

    One row is both sides, so no entry can be out of balance. The accounts are those of the contribution; what is earmarked
    or allocated has one for each consultation, expenditure one for each line of a budget.
    """

    __tablename__ = "posting"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint(
            "debit || '/' || credit IN ({})".format(
                _listed(tuple(f"{a}/{b}" for pair in MOVES for a, b in (pair, pair[::-1])))
            ),
            name="move",
        ),
        CheckConstraint(
            "(consultation_id IS NOT NULL) = (debit IN ('earmarked','allocated','expenditure') "
            "OR credit IN ('earmarked','allocated','expenditure'))",
            name="consultation",
        ),
        CheckConstraint(
            "(line_id IS NOT NULL) = (debit = 'expenditure' OR credit = 'expenditure')", name="line"
        ),
        ForeignKeyConstraint(["line_id", "consultation_id"], ["budget_line.id", "budget_line.consultation_id"]),
        Index("ix_posting_contribution_id", "contribution_id"),
    )  # fmt: skip

    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    debit: Mapped[str] = mapped_column(String(12))
    credit: Mapped[str] = mapped_column(String(12))
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    consultation_id: Mapped[int | None] = mapped_column(ForeignKey("consultation.id"), index=True)
    line_id: Mapped[int | None]
    amount: Mapped[int] = mapped_column(BigInteger)
    """Cents of the fund's currency."""
    line: Mapped[BudgetLine | None] = relationship(viewonly=True)
