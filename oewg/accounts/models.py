"""What is stored of those who take part: accounts, delegations, groups, organizations, capacities, sign-ins."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, and_, text
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from oewg.accounts.register import LANGUAGES
from oewg.core.database import Base, Instant

CAPACITY_ROLES = (
    "head",
    "alternate",
    "adviser",
    "coordinator",
    "chair",
    "vice_chair",
    "rapporteur",
    "secretariat",
    "administrator",
    "representative",
)


class Account(Base):
    """One person who can sign in. A person holds no position: people act for a delegation, in a capacity."""

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint("language IN ({})".format(", ".join(f"'{each}'" for each in LANGUAGES)), name="language"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case."""
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Argon2id; none for a person who has not been given a way to sign in."""
    password_held_by_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    """The delegation whose head held the link with which the password was set: it lets nobody act for another."""
    language: Mapped[str] = mapped_column(String(2), default="en")
    """In which the house writes to the person; a page goes by the browser."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    capacities: Mapped[list["Capacity"]] = relationship(back_populates="account", order_by="Capacity.id")


class Delegation(Base):
    """A State, an observer State or an observer organization: the one that holds positions."""

    __tablename__ = "delegation"
    __table_args__ = (CheckConstraint("kind IN ('member','observer_state','observer_organization')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    """ISO 3166-1 alpha-3 for States, a short name for organizations."""
    kind: Mapped[str] = mapped_column(String(24))
    admitted: Mapped[date | None]
    """The day of admission to the United Nations."""
    names: Mapped[list["DelegationName"]] = relationship(order_by="DelegationName.language, DelegationName.since")


class DelegationName(Base):
    """What a delegation is called in one language from one day (or always) until another (or still)."""

    __tablename__ = "delegation_name"
    __table_args__ = (UniqueConstraint("delegation_id", "language", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    language: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(200))
    since: Mapped[date]
    """0001-01-01 when it was always so, as far as this register goes."""
    until: Mapped[date | None]
    """The first day on which it is no longer so."""


class Group(Base):
    """States that speak together: a regional group for elections, a political one for substance."""

    __tablename__ = "delegation_group"
    __table_args__ = (CheckConstraint("kind IN ('regional','political')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200))


class Membership(Base):
    """A delegation belonged to a group from one day until another."""

    __tablename__ = "group_membership"
    __table_args__ = (
        UniqueConstraint("group_id", "delegation_id", "since"),
        CheckConstraint("until IS NULL OR until > since", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("delegation_group.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None]


class Organization(Base):
    """A business, a non-governmental organization or an academic body that wishes to be heard."""

    __tablename__ = "organization"
    __table_args__ = (
        CheckConstraint("sector IN ('business','non_governmental','academia')", name="sector"),
        CheckConstraint(
            "accredited_until IS NULL OR accredited_since IS NOT NULL AND accredited_until >= accredited_since",
            name="accredited",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    sector: Mapped[str] = mapped_column(String(24))
    country: Mapped[str] = mapped_column(String(12))
    """The code of the State in which it is established."""
    consultative_status: Mapped[bool]
    """Whether it declares consultative status with the Economic and Social Council: a fact told, not a state."""
    purpose: Mapped[str]
    registered_at: Mapped[datetime] = mapped_column(Instant)
    accredited_since: Mapped[datetime | None] = mapped_column(Instant)
    accredited_until: Mapped[datetime | None] = mapped_column(Instant)
    """From when it is accredited no more: its accreditation was for one session, or was given up."""

    @hybrid_property
    def accredited(self) -> bool:
        """Is it accredited now?"""
        return self.accredited_since is not None and self.accredited_until is None

    @accredited.inplace.expression
    @classmethod
    def _accredited(cls) -> ColumnElement[bool]:
        return and_(cls.accredited_since.is_not(None), cls.accredited_until.is_(None))


class Capacity(Base):
    """What a person acts as, from one instant until another: adviser of a delegation, chair, representative ...

    Head, alternate and adviser act for a delegation; a coordinator for a group (and of a delegation); an officer of
    the bureau is a national of the delegation named; a representative acts for an organization.
    """

    __tablename__ = "capacity"
    __table_args__ = (
        CheckConstraint("role IN ({})".format(", ".join(f"'{role}'" for role in CAPACITY_ROLES)), name="role"),
        CheckConstraint(
            "(delegation_id IS NOT NULL) = "
            "(role IN ('head','alternate','adviser','coordinator','chair','vice_chair','rapporteur'))",
            name="delegation",
        ),
        CheckConstraint("(group_id IS NOT NULL) = (role = 'coordinator')", name="group"),
        CheckConstraint("(organization_id IS NOT NULL) = (role = 'representative')", name="organization"),
        # One that was withdrawn before it began ends where it begins: it never held.
        CheckConstraint("until IS NULL OR until >= since", name="order"),
        Index(
            "one_chair_at_a_time",
            "role",
            unique=True,
            sqlite_where=text("role = 'chair' AND until IS NULL"),
            postgresql_where=text("role = 'chair' AND until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[str] = mapped_column(String(24))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"), index=True)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("delegation_group.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    since: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime | None] = mapped_column(Instant)
    account: Mapped[Account] = relationship(back_populates="capacities")
    delegation: Mapped[Delegation | None] = relationship()
    group: Mapped[Group | None] = relationship()
    organization: Mapped[Organization | None] = relationship()


class WorkingGroup(Base):
    """The working group itself: one row, on every page and document."""

    __tablename__ = "working_group"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(300))
    series: Mapped[str] = mapped_column(String(40))
    """The series of its documents' symbols, "A/AC.290"."""
    exercise: Mapped[str] = mapped_column(String(300))
    """The notice that all of it is an exercise; empty for a real group."""


class SignIn(Base):
    """One signed-in browser. It ends when the person signs out, changes the password or is disabled."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Hex SHA-256 of the random token in the cookie: who reads the table cannot sign in with it."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    capacity_id: Mapped[int | None] = mapped_column(ForeignKey("capacity.id"))
    """Which of the person's capacities this browser acts in."""
    since: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    account: Mapped[Account] = relationship()


class Token(Base):
    """A bearer token with which a program acts as a person, in one capacity, until it expires or is revoked."""

    __tablename__ = "token"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    capacity_id: Mapped[int | None] = mapped_column(ForeignKey("capacity.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    account: Mapped[Account] = relationship()


class CalendarKey(Base):
    """A secret address under which a calendar program reads a person's calendar, in one capacity, until it is withdrawn."""

    __tablename__ = "calendar_key"
    __table_args__ = (
        Index(
            "one_calendar_key",
            "account_id",
            "capacity_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        CheckConstraint("withdrawn_at IS NULL OR withdrawn_at >= since", name="order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Hex SHA-256 of the random token in the address."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    capacity_id: Mapped[int] = mapped_column(ForeignKey("capacity.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    account: Mapped[Account] = relationship()


class Invitation(Base):
    """A person whom a head of delegation or the secretariat named may set a password once, with a link, until it expires."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """Hex SHA-256 of the random token in the link."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    since: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    """The delegation whose head was given the link to pass on; none when it was the secretariat."""
    account: Mapped[Account] = relationship()


class Confirmation(Base):
    """Somebody gave an e-mail address and was written to there: whoever opens the link in time shows that it is theirs.

    The link is signed, so nothing of it is kept, and the same letter can be written again if nobody knows whether it
    went out. When the link has been used or has expired, the address is not kept either.
    """

    __tablename__ = "confirmation"
    __table_args__ = (
        CheckConstraint("purpose IN ('registration','representative')", name="purpose"),
        CheckConstraint("expires_at > since", name="order"),
        CheckConstraint("used_at IS NULL OR email IS NULL", name="forgotten"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(16))
    email: Mapped[str | None] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(2))
    """In which the letter is written."""
    name: Mapped[str] = mapped_column(String(200))
    """Of the organization that the letter is about; empty when the address is not kept any more."""
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """Of which the link, the letter's Message-ID and its file's name are made."""
    since: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when one process is sending it."""
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    failures: Mapped[int] = mapped_column(default=0)


PACES = ("at_once", "daily", "none")


class NoticeChoice(Base):
    """How often a person wants to hear of a topic; without a row, as the topic itself proposes."""

    __tablename__ = "notice_choice"
    __table_args__ = (CheckConstraint("pace IN ('at_once','daily','none')", name="pace"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(40), primary_key=True)
    pace: Mapped[str] = mapped_column(String(8))
    chosen_at: Mapped[datetime] = mapped_column(Instant)


class NoticeMark(Base):
    """Up to which entry of the record a person has been told, or had nothing to be told, at one pace."""

    __tablename__ = "notice_mark"
    __table_args__ = (CheckConstraint("pace IN ('at_once','daily')", name="pace"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    pace: Mapped[str] = mapped_column(String(8), primary_key=True)
    index: Mapped[int]
    """The last entry; what it says of the entries up to it is settled."""
    at: Mapped[datetime] = mapped_column(Instant)


class Notice(Base):
    """One message to one person about entries of the record. What it says is derived from them whenever it is sent.

    It is decided in one transaction with the mark, sent afterwards, and sent again under the same key if nobody knows
    whether it went out.
    """

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint("pace IN ('at_once','daily')", name="pace"),
        CheckConstraint("first <= last", name="order"),
        UniqueConstraint("account_id", "pace", "last"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    pace: Mapped[str] = mapped_column(String(8))
    first: Mapped[int]
    """The entries of the record that it is about, both inclusive."""
    last: Mapped[int]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    """Of which its Message-ID and its file's name are made: the same message sent twice is the same message."""
    decided_at: Mapped[datetime] = mapped_column(Instant)
    claimed_at: Mapped[datetime | None] = mapped_column(Instant)
    """Since when one process is sending it."""
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    failures: Mapped[int] = mapped_column(default=0)
    account: Mapped[Account] = relationship()


class Erasure(Base):
    """A person asked that what is kept of them be erased, and what became of it. Who asks again has another row."""

    __tablename__ = "erasure"
    __table_args__ = (
        CheckConstraint("outcome IS NULL OR outcome IN ('carried_out','declined','withdrawn')", name="outcome"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="end"),
        CheckConstraint("reason = '' OR (outcome IS NOT NULL AND outcome = 'declined')", name="reason"),
        Index(
            "one_erasure_asked_for",
            "account_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    outcome: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was declined, for the person to read; empty if it was not, and once the person is erased after all."""
    account: Mapped[Account] = relationship()


class UsedProof(Base):
    """A public form was sent with the proof of work of its page, or without one after having waited: a page is good for one.

    Kept as long as the page could be sent again, and counted: the more there are, the more work the next pages ask for.
    """

    __tablename__ = "used_proof"
    __table_args__ = (CheckConstraint("way IN ('worked','waited')", name="way"),)

    nonce: Mapped[str] = mapped_column(String(32), primary_key=True)
    """The page's own, drawn by lot."""
    sent: Mapped[str] = mapped_column(String(64))
    """Hex HMAC-SHA-256 of what was sent, under the installation's key: the very same once more is a button pressed twice."""
    way: Mapped[str] = mapped_column(String(8))
    used_at: Mapped[datetime] = mapped_column(Instant, index=True)
