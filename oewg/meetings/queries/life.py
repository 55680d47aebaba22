"""What befell a meeting, and who may preside over it? All of it is public."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, select

from oewg.accounts.models import Capacity, Delegation, Organization
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.queries.decisions import holders
from oewg.meetings.rules.life import LIFE
from oewg.record import queries as record
from oewg.record.actions import PUBLIC

Value = TypeVar("Value")

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
    delegation: int | None = None
    """The delegation that was taken off the attendance."""
    organization: str = ""
    """The name of the organization that was."""


def history_of(db: Db, meeting_id: int) -> list[Befallen]:
    """What befell a meeting, in order, from the record: one query, and others for whom it names.

    One where a Vice-Chair was named to preside, one where delegations, one where organizations were taken off the
    attendance.
    """
    entries = record.entries_of(db, ("meeting", meeting_id), LIFE, PUBLIC, limit=MOST)
    named = {entry.facts.get("presiding") for entry in entries} - {None}
    codes, numbers = _taken_off(entries, "delegations"), _taken_off(entries, "organizations")
    known = _Named(
        _by_key(db, select(Capacity.id, Capacity.delegation_id).where(Capacity.id.in_(named)), named),
        _by_key(db, select(Delegation.code, Delegation.id).where(Delegation.code.in_(codes)), codes),
        _by_key(db, select(Organization.id, Organization.name).where(Organization.id.in_(numbers)), numbers),
    )
    return [_befallen(entry, known) for entry in entries]


@dataclass(frozen=True)
class _Named:
    """Whom the entries name: capacity -> delegation, code -> delegation, organization -> name."""

    presiding: Mapping[object, int | None]
    delegations: Mapping[object, int]
    organizations: Mapping[object, str]


def _taken_off(entries: Iterable[record.Said], kind: str) -> set[object]:
    return {each for entry in entries for each in _listed(entry, kind)}


def _listed(entry: record.Said, kind: str) -> list[object]:
    found = entry.facts.get(kind)
    return found if isinstance(found, list) else []


def _by_key(db: Db, query: Select[Any, Value], wanted: Collection[object]) -> dict[object, Value]:
    return {row[0]: row[1] for row in db.execute(query)} if wanted else {}


def _befallen(entry: record.Said, known: _Named) -> Befallen:
    def words(name: str) -> str:
        value = entry.facts.get(name)
        return value if isinstance(value, str) else ""

    def instant(name: str) -> datetime | None:
        return datetime.fromisoformat(words(name)) if words(name) else None

    return Befallen(
        entry.index, entry.at, entry.act, words("reason"), instant("starts_at"), instant("ends_at"), words("mode"),
        words("room"), known.presiding.get(entry.facts.get("presiding")),
        next((known.delegations[code] for code in _listed(entry, "delegations")), None),
        next((known.organizations[number] for number in _listed(entry, "organizations")), ""),
    )  # fmt: skip


def vice_chairs(db: Db, at: datetime) -> Sequence[Capacity]:
    """The Vice-Chairs in office at an instant, in the order of their election."""
    return holders(db, "vice_chair", at)


def vice_chair(db: Db, capacity_id: int) -> Capacity:
    """The Vice-Chair with this capacity, in office or not, or NotFound."""
    found = db.get(Capacity, capacity_id)
    if found is None or found.role != "vice_chair":
        raise NotFound
    return found
