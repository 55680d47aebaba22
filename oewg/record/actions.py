"""How does an act enter the record? In the same transaction as the rows it changes, or not at all."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.models import Answer, Deadline, Entry, Head, Node, Reader, Statement
from oewg.record.queries import split_peaks
from oewg.record.rules import merkle
from oewg.record.rules.canonical import canonical, commitment, open_leaf, sealed_leaf

PUBLIC: Collection[str] = ("public",)
CLOCK = "clock"
"""The capacity in which the record says what followed from a deadline, or from what others did: nobody acted."""


@dataclass(frozen=True)
class Subject:
    """What an act is about: a kind of row ("provision") and its number."""

    kind: str
    id: int


def hold(db: Db) -> Head:
    """Wait until nobody else is writing, then hold the record until this transaction ends.

    Everything read after it in the transaction is what the act will change: on SQLite because the transaction began
    IMMEDIATE, on PostgreSQL because the head row stays locked.
    """
    head = db.get(Head, 1, with_for_update=True)
    if head is None:
        raise LookupError("the record has no head: the database has not been migrated")
    return head


def append(
    db: Db,
    act: str,
    actor: int | None,
    capacity: str,
    subject: Subject,
    facts: Mapping[str, object],
    at: datetime,
    *,
    readers: Collection[str] = PUBLIC,
    deadlines: Collection[datetime] = (),
) -> int:
    """Append one act and return its index.

    `facts` are text, whole numbers, lists and maps. `actor` is the account's number, `capacity` what it acted as ("delegate of FRA"). `readers` are the audiences that
    may read it; unless the public is among them the leaf only commits to the contents. `deadlines` are instants at
    which the act changes the world once more without anybody doing anything.
    """
    head = hold(db)
    index = head.size
    statement: dict[str, Any] = {
        "act": act,
        "actor": f"account:{actor}" if actor is not None else None,
        "capacity": capacity,
        "subject": f"{subject.kind}:{subject.id}",
        "facts": facts,
    }
    contents = canonical(statement)
    salt = None if "public" in readers else secrets.token_bytes(32)
    leaf = sealed_leaf(index, at, commitment(salt, contents)) if salt else open_leaf(index, at, statement)
    peaks, nodes = merkle.grown(index, split_peaks(head.peaks), merkle.leaf_hash(leaf))
    db.execute(insert(Entry).values(index=index, leaf=leaf))
    db.execute(insert(Node), [{"level": level, "position": place, "hash": hash_} for level, place, hash_ in nodes])
    db.execute(
        insert(Statement).values(
            index=index,
            at=at,
            act=act,
            actor=actor,
            capacity=capacity,
            subject_kind=subject.kind,
            subject_id=subject.id,
            contents=contents,
            salt=salt,
        )
    )
    db.execute(insert(Reader), [{"index": index, "audience": audience} for audience in sorted(set(readers))])
    if deadlines:
        db.execute(insert(Deadline), [{"index": index, "at": instant} for instant in sorted(set(deadlines))])
    head.size, head.peaks = index + 1, b"".join(peaks)
    db.flush()
    return index


def erase(db: Db, index: int, *, actor: int | None, capacity: str, reason: str, at: datetime) -> None:
    """Erase what a sealed entry said; its commitment stays, so the tree verifies as before. The erasure is an entry."""
    statement = db.get(Statement, index)
    if statement is None or statement.salt is None:
        raise Refusal(say("Only a sealed entry that still has its contents can be erased."))
    db.execute(delete(Statement).where(Statement.index == index))
    append(db, "erase", actor, capacity, Subject("entry", index), {"reason": reason}, at, readers=("secretariat",))


def erase_several(
    db: Db, indexes: Collection[int], *, actor: int | None, capacity: str, reason: str, at: datetime
) -> list[int]:  # fmt: skip
    """Erase what some sealed entries said, those that still have their contents; which they were. One entry says so."""
    query = select(Statement.index).where(Statement.index.in_(indexes), Statement.salt.is_not(None))
    found = sorted(db.scalars(query))
    if found:
        db.execute(delete(Statement).where(Statement.index.in_(found)).execution_options(synchronize_session=False))
        facts = {"entries": found, "reason": reason}
        append(db, "erase", actor, capacity, Subject("entry", found[0]), facts, at, readers=("secretariat",))
    return found


FOLLOWING: list[Callable[[Db, datetime], int]] = []
"""What the rooms record once a deadline has passed."""


def at_deadlines(follow: Callable[[Db, datetime], int]) -> Callable[[Db, datetime], int]:
    """Let a room record what has followed from deadlines that passed; the function says how much there was."""
    FOLLOWING.append(follow)
    return follow


def settle(db: Db, at: datetime) -> int:
    """Record what has followed from deadlines that passed by an instant; how much there was.

    Whoever looks next does it, before looking: no process has to be alive at the deadline. Twice is once.
    """
    hold(db)
    return sum(follow(db, at) for follow in FOLLOWING)


def remember_answer(db: Db, key: str, digest: str, status: int, headers: str, body: bytes, at: datetime) -> None:
    """Keep the answer to a form under its key."""
    db.add(Answer(key=key, digest=digest, status=status, headers=headers, body=body, at=at))
