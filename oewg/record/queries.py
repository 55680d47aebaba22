"""What does the record say, to whom? Every reading of it; audiences decide, so nothing hidden shows in a count."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select

from oewg.core.database import Db
from oewg.record.models import Answer, Deadline, Entry, Head, Node, Reader, Statement
from oewg.record.rules import merkle
from oewg.record.rules.canonical import Value

HASH_SIZE = 32
LEAVES_AT_ONCE = 1000


@dataclass(frozen=True)
class Version:
    """The version of the world: how many acts there have been, and how many announced deadlines have passed."""

    size: int
    passed: int


@dataclass(frozen=True)
class Said:
    """An entry as a viewer may read it."""

    index: int
    at: datetime
    act: str
    actor: int | None
    capacity: str
    subject_kind: str
    subject_id: int
    facts: dict[str, Value]
    sealed: bool


@dataclass(frozen=True)
class Addressed:
    """An entry with the audiences that may read it: for working out whom it concerns, never for a page."""

    said: Said
    readers: frozenset[str]


def version(db: Db, at: datetime) -> Version:
    """The version of the world at an instant: one query, which every page asks first."""
    passed = select(func.count()).select_from(Deadline).where(Deadline.at <= at).scalar_subquery()
    size, count = db.execute(select(Head.size, passed)).one()
    return Version(size, count)


def size(db: Db) -> int:
    """How many entries the record has."""
    return db.scalars(select(Head.size)).one()


def deadlines_between(db: Db, since: datetime, until: datetime, audiences: Collection[str]) -> list[datetime]:
    """The deadlines that passed after `since` and up to `until`, of entries that these audiences may read."""
    read = select(Reader.index).where(Reader.index == Deadline.index, Reader.audience.in_(sorted(audiences))).exists()
    query = select(Deadline.at).where(Deadline.at > since, Deadline.at <= until, read).distinct().order_by(Deadline.at)
    return list(db.scalars(query))


def root(db: Db) -> bytes:
    """The root of the whole tree, 32 bytes."""
    return merkle.root_from_peaks(split_peaks(db.scalars(select(Head.peaks)).one()))


def split_peaks(peaks: bytes) -> list[bytes]:
    """The head's peaks one by one."""
    return [peaks[i : i + HASH_SIZE] for i in range(0, len(peaks), HASH_SIZE)]


def readable(audiences: Collection[str]) -> ColumnElement[bool]:
    """The condition that a statement is for one of these audiences."""
    return select(Reader.index).where(Reader.index == Statement.index, Reader.audience.in_(sorted(audiences))).exists()


def entries_after(
    db: Db, index: int, audiences: Collection[str], *, limit: int, act: str = "", subject: tuple[str, int] | None = None
) -> list[Said]:
    """The first `limit` entries after entry `index` (-1 for the beginning) that these audiences may read, oldest first."""
    query = _filtered(audiences, act, subject).where(Statement.index > index).order_by(Statement.index)
    return [as_said(row) for row in db.scalars(query.limit(limit))]


def entries_before(
    db: Db, index: int, audiences: Collection[str], *, limit: int, act: str = "",
    subject: tuple[str, int] | None = None, without: Collection[str] = (),
) -> list[Said]:  # fmt: skip
    """The last `limit` entries before entry `index` that these audiences may read, newest first; some acts left out."""
    query = _filtered(audiences, act, subject).where(Statement.index < index).order_by(Statement.index.desc())
    query = query.where(Statement.act.not_in(without)) if without else query
    return [as_said(row) for row in db.scalars(query.limit(limit))]


def entries_since(db: Db, since: datetime, audiences: Collection[str], *, limit: int) -> list[Said]:
    """The last `limit` entries from an instant on that these audiences may read, newest first."""
    query = _filtered(audiences, "", None).where(Statement.at >= since).order_by(Statement.index.desc())
    return [as_said(row) for row in db.scalars(query.limit(limit))]


def entries_of(
    db: Db, subject: tuple[str, int], acts: Collection[str], audiences: Collection[str], *, limit: int
) -> list[Said]:
    """The first `limit` entries about one thing, of some acts, that these audiences may read, oldest first."""
    query = _filtered(audiences, "", subject).where(Statement.act.in_(sorted(acts))).order_by(Statement.index)
    return [as_said(row) for row in db.scalars(query.limit(limit))]


def changes(db: Db, kind: str, ids: Collection[int], audiences: Collection[str]) -> dict[int, tuple[int, datetime]]:
    """Thing of a kind -> how many entries about it these audiences may read, and when the last was made: one query."""
    rows = db.execute(
        select(Statement.subject_id, func.count(), func.max(Statement.at))
        .where(Statement.subject_kind == kind, Statement.subject_id.in_(ids), readable(audiences))
        .group_by(Statement.subject_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def entry(db: Db, index: int, audiences: Collection[str]) -> Said | None:
    """One entry, if these audiences may read it."""
    found = db.scalars(_filtered(audiences, "", None).where(Statement.index == index)).one_or_none()
    return as_said(found) if found else None


def acts(db: Db, audiences: Collection[str]) -> list[str]:
    """The names of the acts that stand in what these audiences may read."""
    return list(db.scalars(select(Statement.act).where(readable(audiences)).distinct().order_by(Statement.act)))


def everything_said(db: Db) -> Iterator[Said]:
    """Every statement that has not been erased, in order, whoever may read it: for checks, never for a page."""
    return map(as_said, db.scalars(select(Statement).order_by(Statement.index).execution_options(yield_per=1000)))


def erased(db: Db) -> dict[int, datetime]:
    """Entry -> its instant, of those whose contents have been erased: their leaves stand, and say nothing else."""
    gone = select(Entry.index, Entry.leaf).outerjoin(Statement, Statement.index == Entry.index)
    rows = db.execute(gone.where(Statement.index.is_(None)).order_by(Entry.index))
    return {index: datetime.fromisoformat(json.loads(leaf)["at"]) for index, leaf in rows}


def addressed_after(db: Db, index: int, until: int, acts: Collection[str], *, limit: int) -> list[Addressed]:
    """The first `limit` entries of some acts after entry `index` and up to `until`, oldest first, with their readers.

    Whoever may read them, so not for a page. Two queries.
    """
    query = select(Statement).where(Statement.index > index, Statement.index <= until, Statement.act.in_(sorted(acts)))
    found = [as_said(row) for row in db.scalars(query.order_by(Statement.index).limit(limit))]
    readers: dict[int, set[str]] = {entry.index: set() for entry in found}
    for place, audience in db.execute(select(Reader.index, Reader.audience).where(Reader.index.in_(readers))):
        readers[place].add(audience)
    return [Addressed(entry, frozenset(readers[entry.index])) for entry in found]


def said_after(db: Db, index: int, acts: Collection[str], *, subject: tuple[str, int] | None = None) -> list[Said]:
    """Every entry of some acts (about one subject) after entry `index`, oldest first, whoever may read it: not for a page."""
    query = select(Statement).where(Statement.index > index, Statement.act.in_(sorted(acts)))
    if subject:
        query = query.where(Statement.subject_kind == subject[0], Statement.subject_id == subject[1])
    return [as_said(row) for row in db.scalars(query.order_by(Statement.index))]


def subjects_after(db: Db, index: int) -> dict[str, set[int]]:
    """Kind -> the numbers of the subjects of every entry from `index` on, whoever may read it: not for a page. One query."""
    found: dict[str, set[int]] = {}
    rows = select(Statement.subject_kind, Statement.subject_id).where(Statement.index >= index).distinct()
    for kind, number in db.execute(rows):
        found.setdefault(kind, set()).add(number)
    return found


def _filtered(audiences: Collection[str], act: str, subject: tuple[str, int] | None) -> Select[Statement]:
    query = select(Statement).where(readable(audiences))
    if act:
        query = query.where(Statement.act == act)
    if subject:
        query = query.where(Statement.subject_kind == subject[0], Statement.subject_id == subject[1])
    return query


def as_said(row: Statement) -> Said:
    """A stored statement as a value."""
    return Said(
        row.index,
        row.at,
        row.act,
        row.actor,
        row.capacity,
        row.subject_kind,
        row.subject_id,
        json.loads(row.contents)["facts"],
        row.salt is not None,
    )


def leaf(db: Db, index: int) -> bytes | None:
    """The bytes of one leaf, which anybody may have: a sealed one says nothing."""
    return db.scalars(select(Entry.leaf).where(Entry.index == index)).one_or_none()


def leaves(db: Db, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """Every leaf from `start`, in order, read in pieces."""
    while True:
        query = select(Entry.index, Entry.leaf).where(Entry.index >= start).order_by(Entry.index).limit(LEAVES_AT_ONCE)
        piece = db.execute(query).all()
        yield from ((index, leaf) for index, leaf in piece)
        if len(piece) < LEAVES_AT_ONCE:
            return
        start = piece[-1][0] + 1


def inclusion_proof(db: Db, index: int, size: int) -> list[bytes]:
    """The proof that leaf `index` stands in the tree of the first `size` entries."""
    return merkle.inclusion_proof(index, size, lambda level, position: _node(db, level, position))


def consistency_proof(db: Db, earlier: int, size: int) -> list[bytes]:
    """The proof that the record of `size` entries begins with the record of `earlier` entries."""
    return merkle.consistency_proof(earlier, size, lambda level, position: _node(db, level, position))


def _node(db: Db, level: int, position: int) -> bytes:
    return db.scalars(select(Node.hash).where(Node.level == level, Node.position == position)).one()


def answer_to(db: Db, key: str) -> Answer | None:
    """The answer already given under this key."""
    return db.get(Answer, key)
