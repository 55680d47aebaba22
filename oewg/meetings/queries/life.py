"""What befell a meeting, and who may preside over it? All of it is public."""

from collections.abc import Sequence
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
    """The capacity of the Vice-Chair who was named to preside; none when it was the Chair."""


def history_of(db: Db, meeting_id: int) -> list[Befallen]:
    """What befell a meeting, in order, from the record: one query."""
    entries = record.entries_of(db, ("meeting", meeting_id), LIFE, PUBLIC, limit=MOST)
    return [_befallen(entry) for entry in entries]


def _befallen(entry: record.Said) -> Befallen:
    def words(name: str) -> str:
        value = entry.facts.get(name)
        return value if isinstance(value, str) else ""

    def instant(name: str) -> datetime | None:
        return datetime.fromisoformat(words(name)) if words(name) else None

    presiding = entry.facts.get("presiding")
    return Befallen(
        entry.index, entry.at, entry.act, words("reason"), instant("starts_at"), instant("ends_at"), words("mode"),
        words("room"), presiding if isinstance(presiding, int) else None,
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
