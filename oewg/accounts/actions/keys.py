"""By what do programs act and read for a person? Tokens, and the secret address of a calendar."""

import secrets
from datetime import datetime, timedelta

from oewg.accounts import queries
from oewg.accounts.models import (
    Account,
    CalendarKey,
    Token,
)
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append
from oewg.record.rules.canonical import instant_text


def create_token(db: Db, account: Account, lasts: timedelta, *, by: Viewer, at: datetime) -> str:
    """Issue a bearer token for a program of this person's, in its first live capacity; shown this once."""
    if account.disabled_at:
        raise Refusal(say("This account is disabled."))
    token = f"oewg_{secrets.token_urlsafe(32)}"
    viewer = queries.viewer_of_account(db, account, at)
    row = Token(
        digest=queries.digest(token),
        account_id=account.id,
        since=at,
        expires_at=at + lasts,
        capacity_id=viewer.acting_as.id if viewer.acting_as else None,
    )
    db.add(row)
    db.flush()
    append(
        db,
        "create_token",
        by.account_id,
        by.capacity,
        Subject("token", row.id),
        {"account": account.id, "capacity": row.capacity_id, "expires": instant_text(row.expires_at)},
        at,
        readers=["administration", f"account:{account.id}"],
    )
    return token


def make_calendar_key(db: Db, *, by: Viewer, at: datetime) -> str:
    """Make the secret address of one's own calendar in the capacity in which one acts; its token, shown this once.

    An address made before for the same capacity is withdrawn with it: there is one.
    """
    account_id, capacity = by.account_id, by.acting_as
    if account_id is None or capacity is None:
        raise Refusal(say("You act in no capacity: your calendar would be the group’s, which is open to everybody."))
    if queries.calendar_key(db, account_id, capacity.id):
        withdraw_calendar_key(db, by=by, at=at)
    token = secrets.token_urlsafe(32)
    row = CalendarKey(digest=queries.digest(token), account_id=account_id, capacity_id=capacity.id, since=at)
    db.add(row)
    db.flush()
    facts = {"account": account_id, "capacity": capacity.id}
    _tell_of_key(db, "make_calendar_key", row, facts, by, at)
    return token


def withdraw_calendar_key(db: Db, *, by: Viewer, at: datetime) -> None:
    """Withdraw the secret address of one's own calendar in this capacity: nothing is read under it any more."""
    row = queries.calendar_key(db, by.account_id or 0, by.acting_as.id if by.acting_as else 0)
    if row is None:
        raise Refusal(say("There is no secret address to withdraw: it has been withdrawn already."))
    row.withdrawn_at = at
    db.flush()
    _tell_of_key(db, "withdraw_calendar_key", row, {}, by, at)


def _tell_of_key(
    db: Db, act: str, row: CalendarKey, facts: dict[str, int], by: Viewer, at: datetime
) -> None:  # fmt: skip
    readers = ["administration", f"account:{row.account_id}"]
    append(db, act, by.account_id, by.capacity, Subject("calendar_key", row.id), facts, at, readers=readers)
