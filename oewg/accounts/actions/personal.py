"""How is a person erased? They ask, the secretariat or an administrator carries it out; and what has outlived its time goes.

What is kept where, and what becomes of it, the inventory says (oewg.accounts.rules.personal); nothing else is asked.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from oewg.accounts import queries
from oewg.accounts.actions.capacities import end_capacity
from oewg.accounts.models import Account, Capacity, Erasure
from oewg.accounts.queries import personal as kept
from oewg.accounts.rules import personal as rules
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import ADMINISTRATION, Viewer
from oewg.core.database import Base, Db
from oewg.core.errors import say
from oewg.record.actions import Subject, append, erase_several
from oewg.record.models import Answer, Statement

told(
    ask_erasure=say("A person asked that what is kept of them be erased."),
    withdraw_erasure=say("A person no longer asks to be erased."),
    decline_erasure=say("An erasure that a person asked for was declined."),
    erase_person=say("What was kept of a person was erased."),
    prune=say("What was kept of people and had outlived its time was erased."),
)

ON_REQUEST = "a person was erased"
OUTLIVED = "it had outlived its time"


def ask_erasure(db: Db, *, by: Viewer, at: datetime) -> Erasure:
    """Ask to be erased."""
    assert by.account_id is not None
    rules.check_asks(kept.erasure_asked_by(db, by.account_id) is not None)
    row = Erasure(account_id=by.account_id, asked_at=at, reason="")
    db.add(row)
    db.flush()
    _append(db, "ask_erasure", row, {}, by, at)
    return row


def withdraw_erasure(db: Db, *, by: Viewer, at: datetime) -> None:
    """Take back that one asked to be erased."""
    row = kept.erasure_asked_by(db, by.account_id or 0)
    rules.check_asked(row is not None)
    assert row is not None
    _end(db, row, "withdrawn", "", at)
    _append(db, "withdraw_erasure", row, {}, by, at)


def decline_erasure(db: Db, row: Erasure, reason: str, *, by: Viewer, at: datetime) -> None:
    """Do not erase a person who asked for it, for a reason that they read."""
    rules.check_asked(row.ended_at is None)
    rules.check_reason(reason)
    _end(db, row, "declined", reason, at)
    _append(db, "decline_erasure", row, {"reason": reason}, by, at)


def carry_out_erasure(db: Db, row: Erasure, *, by: Viewer, at: datetime) -> None:
    """Erase a person who asked for it."""
    rules.check_asked(row.ended_at is None)
    _erase(db, row, by, at)


def erase_again(db: Db, account: Account, *, by: Viewer, at: datetime) -> None:
    """Erase a person whom a backup has brought back, or whose account has outlived its time."""
    row = kept.erasure_asked_by(db, account.id)
    if row is None:
        row = Erasure(account_id=account.id, asked_at=at, reason="")
        db.add(row)
        db.flush()
    _erase(db, row, by, at)


def _erase(db: Db, row: Erasure, by: Viewer, at: datetime) -> None:
    account = row.account
    held = queries.capacities_of(db, account.id)
    rules.check_erasable(held, at, own=account.id == by.account_id)
    ended = []
    for capacity in db.scalars(select(Capacity).where(Capacity.account_id == account.id).order_by(Capacity.id)):
        if capacity.until is None or capacity.until > at:
            end_capacity(db, capacity, by=by, at=at, until=max(at, capacity.since))
            ended.append(capacity.id)
    _end(db, row, "carried_out", "", at)
    # Before the rows are emptied: by them the rooms find the entries that tell of the person.
    entries = kept.entries_to_erase(db, account.id)
    facts = {"erasure": row.id, "capacities_ended": ended}
    append(
        db, "erase_person", by.account_id, by.capacity, Subject("account", account.id), facts, at, readers=ADMINISTRATION
    )  # fmt: skip
    erase_several(db, entries, actor=by.account_id, capacity=by.capacity, reason=ON_REQUEST, at=at)
    _erase_rows(db, account.id)
    db.refresh(account)
    account.name, account.email = f"Person {account.id}", f"person-{account.id}@erased.invalid"
    account.password_hash, account.password_held_by_id = None, None
    account.disabled_at = account.disabled_at or at
    db.flush()


def _erase_rows(db: Db, account_id: int) -> None:
    """Delete and empty what the inventory says, in every room."""
    for held in rules.INVENTORY:
        table = Base.metadata.tables[held.table]
        if held.end == "deleted":
            db.execute(delete(table).where(kept.rows_of(table, held.person, account_id)))
        elif held.end == "emptied":
            empty: dict[str, Any] = {name: None if table.c[name].nullable else "" for name in held.columns}
            db.execute(update(table).where(kept.rows_of(table, held.person, account_id)).values(empty))
    # The key of an answer begins with who sent the form.
    db.execute(
        delete(Answer).where(Answer.key.startswith(f"{account_id}:")).execution_options(synchronize_session=False)
    )
    db.expire_all()


def prune(db: Db, *, by: Viewer, at: datetime) -> list[kept.Outlived]:
    """Erase what has outlived its time; what it was. Nothing happens, and nothing is recorded, where nothing has."""
    found = kept.outlived(db, at)
    if not found:
        return []
    for held in rules.INVENTORY:
        if held.after:
            table, over = kept.outlived_rows(held, at)
            db.execute(delete(table).where(over))
    for account_id, _ in kept.idle_accounts(db, at):
        erase_again(db, queries.account(db, account_id), by=by, at=at)
    entries = {
        index
        for passing in rules.PASSING
        for index in db.scalars(select(Statement.index).where(kept.outlived_entries(passing, at)))
    }
    erase_several(db, entries, actor=by.account_id, capacity=by.capacity, reason=OUTLIVED, at=at)
    db.expire_all()
    facts = {"kinds": [{"what": each.what, "count": each.count} for each in found]}
    append(
        db, "prune", by.account_id, by.capacity, Subject("working_group", 1), facts, at, readers=ADMINISTRATION
    )  # fmt: skip
    return found


def _end(db: Db, row: Erasure, outcome: str, reason: str, at: datetime) -> None:
    row.ended_at, row.outcome, row.reason = at, outcome, reason
    db.flush()


def _append(db: Db, act: str, row: Erasure, facts: dict[str, object], by: Viewer, at: datetime) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("account", row.account_id), {"erasure": row.id, **facts}, at,
        readers=[*ADMINISTRATION, f"account:{row.account_id}"],
    )  # fmt: skip
