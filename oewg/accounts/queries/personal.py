"""What is kept of a person, where did they ask to be erased, and what has outlived its time?

The rows are found by the inventory (oewg.accounts.rules.personal). Entries of the record about what somebody did or what was
done with their account are found by number; where an entry holds words on a person otherwise, its room finds it:

    @tells_of
    def letters_that_name(db, account_id) -> Collection[int]: ...
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, LargeBinary, Table, and_, func, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Account, Capacity, Erasure
from oewg.accounts.rules import personal as rules
from oewg.core.database import Base, Db, Instant
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.record import queries as record
from oewg.record.models import Reader, Statement
from oewg.record.queries import Said

Finder = Callable[[Db, int], Collection[int]]
TELLING: list[Finder] = []


def tells_of(finder: Finder) -> Finder:
    """Let a room find the sealed entries that hold words on a person; the finder is given the account's number."""
    TELLING.append(finder)
    return finder


@dataclass(frozen=True)
class Part:
    """What is kept of a person in one place: rows, column -> value, without those that hold nothing."""

    held: rules.Personal
    rows: list[dict[str, Any]]
    more: bool
    """There are more than were asked for."""


def rows_of(table: Table, person: str, account_id: int) -> ColumnElement[bool]:
    """The condition that a row is a person's; `person` is the way from the row to the account."""
    name, _, further = person.partition(".")
    column = table.c[name]
    if not further:
        return column == account_id
    target = next(iter(column.foreign_keys)).column
    return column.in_(select(target).where(rows_of(target.table, further, account_id)))


def kept_of(db: Db, account_id: int, most: int) -> list[Part]:
    """What the tables hold of a person, at most so many rows of each place: one query for each of the inventory's lines."""
    return [_part(db, held, account_id, most) for held in rules.INVENTORY if held.person]


def _part(db: Db, held: rules.Personal, account_id: int, most: int) -> Part:
    table = Base.metadata.tables[held.table]
    columns = [column for column in table.columns if _given(column, held)]
    query = select(*columns).where(rows_of(table, held.person, account_id)).order_by(*table.primary_key.columns)
    found = db.execute(query.limit(most + 1)).mappings().all()
    rows = [{name: value for name, value in row.items() if value is not None} for row in found[:most]]
    return Part(held, rows, len(found) > most)


def _given(column: Column[Any], held: rules.Personal) -> bool:
    """Of an act its number and its instants; of what is about a person the whole row, but for secrets and other people."""
    if column.name in held.hidden or isinstance(column.type, LargeBinary):
        return False
    if held.of_act:
        return column.primary_key or isinstance(column.type, Instant)
    if column.name in held.columns:
        return True
    elsewhere = {name for other in rules.INVENTORY if other.table == held.table for name in other.columns}
    return column.name not in elsewhere and not any(key.column.table.name == "account" for key in column.foreign_keys)


@dataclass(frozen=True)
class OwnEntry:
    """An entry of the record that a person made or that is addressed to them; `facts` only of the latter, which tell of them."""

    index: int
    at: datetime
    act: str
    made_by_me: bool
    capacity: str
    """In which the person acted; empty in what others did."""
    facts: dict[str, Any]


def entries_of_person(
    db: Db, account_id: int, after: int, limit: int, *, newest_first: bool = False
) -> list[OwnEntry]:  # fmt: skip
    """The first entries after one (-1 for the beginning) that a person made or that are addressed to them, oldest first."""
    addressed = select(Reader.index).where(Reader.index == Statement.index, Reader.audience == f"account:{account_id}")
    query = (
        select(Statement, addressed.exists())
        .where(Statement.index > after, or_(Statement.actor == account_id, addressed.exists()))
        .order_by(Statement.index.desc() if newest_first else Statement.index)
        .limit(limit)
    )
    return [_own(record.as_said(row), to_me, account_id) for row, to_me in db.execute(query)]


def _own(said: Said, to_me: bool, account_id: int) -> OwnEntry:
    mine = said.actor == account_id
    facts = dict(said.facts) if to_me else {}
    return OwnEntry(said.index, said.at, said.act, mine, said.capacity if mine else "", facts)


def entries_to_erase(db: Db, account_id: int) -> set[int]:
    """The sealed entries that tell of a person's comings and goings, or hold words on them."""
    acts = {act for passing in rules.PASSING for act in passing.acts}
    about = and_(Statement.subject_kind == "account", Statement.subject_id == account_id)
    query = select(Statement.index).where(
        Statement.act.in_(sorted(acts)), Statement.salt.is_not(None), or_(Statement.actor == account_id, about)
    )
    return {*db.scalars(query), *(index for finder in TELLING for index in finder(db, account_id))}


# --- Erasures -------------------------------------------------------------------------------------------------------


def erasure_asked_by(db: Db, account_id: int) -> Erasure | None:
    """That a person asks to be erased, if nobody has answered yet."""
    return db.scalars(
        select(Erasure).where(Erasure.account_id == account_id, Erasure.ended_at.is_(None))
    ).one_or_none()  # fmt: skip


def last_erasure(db: Db, account_id: int) -> Erasure | None:
    """What a person asked last, and what became of it."""
    return db.scalars(
        select(Erasure).where(Erasure.account_id == account_id).order_by(Erasure.id.desc()).limit(1)
    ).first()  # fmt: skip


def erasure(db: Db, erasure_id: int) -> Erasure:
    """One erasure that was asked for, or NotFound."""
    found = db.get(Erasure, erasure_id)
    if found is None:
        raise NotFound
    return found


def erasures(db: Db, *, number: int = 1, size: int = 50) -> Page[Erasure]:
    """Who asked to be erased: those that wait first, the oldest first; the answered ones after them, the latest first."""
    query = (
        select(Erasure)
        .options(joinedload(Erasure.account))
        .order_by(Erasure.ended_at.is_not(None), Erasure.ended_at.desc(), Erasure.asked_at, Erasure.id)
    )
    return paged(db, query, number, size)


def erasures_after(db: Db, erasure_id: int, limit: int) -> Sequence[Erasure]:
    """Erasures with a higher number than this, in that order."""
    return db.scalars(select(Erasure).where(Erasure.id > erasure_id).order_by(Erasure.id).limit(limit)).all()


def in_office_now(db: Db, account_ids: Collection[int], at: datetime) -> dict[int, list[str]]:
    """Account -> the offices that keep it from being erased: one query."""
    found: dict[int, list[str]] = {}
    query = select(Capacity.account_id, Capacity.role).where(
        Capacity.account_id.in_(account_ids), Capacity.role.in_(sorted(rules.IN_OFFICE)),
        or_(Capacity.until.is_(None), Capacity.until > at),
    )  # fmt: skip
    for account_id, role in db.execute(query.order_by(Capacity.id)):
        found.setdefault(account_id, []).append(role)
    return found


@dataclass(frozen=True)
class ErasedAccount:
    """Somebody who was erased: by number, and since when there was an account of this number, which others may have in a copy."""

    account_id: int
    created_at: datetime
    erased_at: datetime


def erased_accounts(db: Db) -> list[ErasedAccount]:
    """Everybody who was erased, the first first."""
    query = select(Erasure.account_id, Account.created_at, Erasure.ended_at).join(Account)
    rows = db.execute(query.where(Erasure.outcome == "carried_out").order_by(Erasure.id))
    return [ErasedAccount(number, created_at, at) for number, created_at, at in rows if at]


# --- What has outlived its time -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outlived:
    """What is kept for longer than was said, and may be erased."""

    what: str
    kept: str
    count: int
    oldest: datetime


def outlived_rows(held: rules.Personal, at: datetime) -> tuple[Table, ColumnElement[bool]]:
    """The table of a line of the inventory, and the condition that a row's time is over; for one that has a time."""
    table = Base.metadata.tables[held.table]
    assert held.lasts is not None
    return table, table.c[held.after] <= at - held.lasts


def outlived_entries(passing: rules.Passing, at: datetime) -> ColumnElement[bool]:
    """The condition that an entry about somebody's comings and goings has outlived its time."""
    return and_(
        Statement.act.in_(sorted(passing.acts)), Statement.salt.is_not(None), Statement.at <= at - passing.lasts
    )  # fmt: skip


def idle_accounts(db: Db, at: datetime) -> list[tuple[int, datetime]]:
    """(account, when it acted last) of those whose last capacity ended long ago, and who have not been erased."""
    erased = select(Erasure.account_id).where(Erasure.outcome == "carried_out")
    query = (
        select(Capacity.account_id, func.max(Capacity.until))
        .where(Capacity.account_id.not_in(erased))
        .group_by(Capacity.account_id)
        .having(func.count() == func.count(Capacity.until), func.max(Capacity.until) <= at - rules.IDLE)
        .order_by(Capacity.account_id)
    )
    return [(account_id, until) for account_id, until in db.execute(query) if until]


def outlived(db: Db, at: datetime) -> list[Outlived]:
    """What has outlived its time, kind by kind, those of which there is something."""
    found = []
    for held in rules.INVENTORY:
        if held.after:
            table, over = outlived_rows(held, at)
            count, oldest = db.execute(select(func.count(), func.min(table.c[held.after])).where(over)).one()
            found.append(Outlived(held.what, held.kept, count, oldest))
    for passing in rules.PASSING:
        query = select(func.count(), func.min(Statement.at)).where(outlived_entries(passing, at))
        count, oldest = db.execute(query).one()
        found.append(Outlived(passing.what, passing.kept, count, oldest))
    idle = idle_accounts(db, at)
    of_people = next(held for held in rules.INVENTORY if held.table == Account.__tablename__)
    found.append(Outlived(of_people.what, of_people.kept, len(idle), min((last for _, last in idle), default=at)))
    return [each for each in found if each.count]
