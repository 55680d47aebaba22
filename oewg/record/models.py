"""What the record stores: entries and the tree over them, who may read what, deadlines, and answers already given."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from oewg.core.database import Base, Instant


class Head(Base):
    """The record as a whole: one row. Its size is the version number of the world; who locks it writes next."""

    __tablename__ = "record_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), CheckConstraint("size >= 0", name="size"))

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    peaks: Mapped[bytes] = mapped_column(LargeBinary)
    """The roots of the perfect subtrees, largest first, 32 bytes each."""


class Entry(Base):
    """One act, as the bytes that are hashed. Never changed and never deleted: the database refuses both."""

    __tablename__ = "record_entry"
    __table_args__ = (CheckConstraint('"index" >= 0', name="index"),)

    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)


class Node(Base):
    """The hash of one perfect subtree. Never changed and never deleted."""

    __tablename__ = "record_node"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))


class Statement(Base):
    """What an entry says: for a public entry what its leaf says, for a sealed one the opening of its commitment.

    Deleting the row of a sealed entry erases what it said and leaves the tree as it was.
    """

    __tablename__ = "record_statement"
    __table_args__ = (
        Index("ix_record_statement_subject", "subject_kind", "subject_id", "index"),
        Index("ix_record_statement_act", "act", "index"),
    )

    index: Mapped[int] = mapped_column(ForeignKey("record_entry.index"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    act: Mapped[str] = mapped_column(String(64))
    actor: Mapped[int | None]
    """The account's number, never a name: a name can be erased, an entry cannot."""
    capacity: Mapped[str] = mapped_column(String(64))
    subject_kind: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    contents: Mapped[bytes] = mapped_column(LargeBinary)
    """Canonical JSON of act, actor, capacity, subject and facts."""
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    """The commitment's salt; none when the leaf itself says everything."""


class Reader(Base):
    """One audience that may read one entry: "public", "delegations", "chair", "secretariat", "delegation:FRA" ..."""

    __tablename__ = "record_reader"

    index: Mapped[int] = mapped_column(ForeignKey("record_entry.index"), primary_key=True, autoincrement=False)
    audience: Mapped[str] = mapped_column(String(48), primary_key=True)


class Deadline(Base):
    """An instant at which the world changes without an act; pages read before it are not current after it."""

    __tablename__ = "record_deadline"
    __table_args__ = (UniqueConstraint("index", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    index: Mapped[int] = mapped_column(ForeignKey("record_entry.index"))
    at: Mapped[datetime] = mapped_column(Instant, index=True)


class Answer(Base):
    """The answer given to a form, kept under the form's key, so that sending it again is the same one act."""

    __tablename__ = "record_answer"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    """The key that the form or the program sent, after who sent it: two people's keys never meet."""
    digest: Mapped[str] = mapped_column(String(64))
    """Hex SHA-256 of what was sent: the same key on other contents is a mistake, and is told so."""
    status: Mapped[int]
    headers: Mapped[str] = mapped_column(Text)
    """JSON: the headers that belong to the answer, such as Location."""
    body: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(Instant)
