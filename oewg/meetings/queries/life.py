"""What befell a meeting, and who may preside over it? All of it is public."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from oewg.accounts.models import Capacity
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.rules.life import LIFE
from oewg.record import queries as record
from oewg.record.actions import PUBLIC

MOST = 200
"""Entries of one meeting's history."""


@dataclass(frozen=True)
class Befallen:
    """One thing that befell a meeting, as the record tells it: the act, the reason, and what it changed."""

    entry: int
    at: datetime
    act: str
    reason: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    mode: str = ""
    room: str = ""
    presiding: int | None = None
    """The delegation of the Vice-Chair who was named to preside; none when it was the Chair."""


def history_of(db: Db, meeting_id: int) -> list[Befallen]:
    """What befell a meeting, in order, from the record: one query, and another where a Vice-Chair was named to preside."""
    entries = record.entries_of(db, ("meeting", meeting_id), LIFE, PUBLIC, limit=MOST)
    named = {entry.facts.get("presiding") for entry in entries} - {None}
    rows = db.execute(select(Capacity.id, Capacity.delegation_id).where(Capacity.id.in_(named))) if named else ()
    delegations = {row.id: row.delegation_id for row in rows}
    return [_befallen(entry, delegations) for entry in entries]


def _befallen(entry: record.Said, delegations: Mapping[object, int | None]) -> Befallen:
    def words(name: str) -> str:
        value = entry.facts.get(name)
        return value if isinstance(value, str) else ""

    def instant(name: str) -> datetime | None:
        return datetime.fromisoformat(words(name)) if words(name) else None

    return Befallen(
        entry.index, entry.at, entry.act, words("reason"), instant("starts_at"), instant("ends_at"), words("mode"),
        words("room"), delegations.get(entry.facts.get("presiding")),
    )  # fmt: skip


def vice_chairs(db: Db, at: datetime) -> Sequence[Capacity]:
    """The Vice-Chairs in office at an instant, in the order of their election."""
    return db.scalars(
        select(Capacity)
        .where(Capacity.role == "vice_chair", Capacity.since <= at, or_(Capacity.until.is_(None), Capacity.until > at))
        .order_by(Capacity.id)
    ).all()


def vice_chair(db: Db, capacity_id: int) -> Capacity:
    """The Vice-Chair with this capacity, in office or not, or NotFound."""
    found = db.get(Capacity, capacity_id)
    if found is None or found.role != "vice_chair":
        raise NotFound
    return found
