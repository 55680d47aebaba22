"""How does a person come to act for somebody, and stop?"""

from dataclasses import asdict
from datetime import datetime

from oewg.accounts import queries
from oewg.accounts.actions.signing_in import end_invitations
from oewg.accounts.models import (
    Account,
    Capacity,
)
from oewg.accounts.rules.capacities import ADMINISTRATION, Viewer, check_administrates, check_ends, check_gives
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append
from oewg.record.rules.canonical import instant_text


def give_capacity(
    db: Db,
    account: Account,
    role: str,
    *,
    by: Viewer,
    at: datetime,
    since: datetime,
    until: datetime | None = None,
    delegation_id: int | None = None,
    group_id: int | None = None,
    organization_id: int | None = None,
) -> Capacity:
    """Let a person act in a capacity from one instant until another."""
    if until is not None and until <= since:
        raise Invalid(say("A capacity ends after it begins."), {"until": say("Not after the beginning.")})
    check_gives(by, account.id, role)
    for_whom = {"delegation_id": delegation_id, "group_id": group_id, "organization_id": organization_id}
    _check_for_whom(db, role, for_whom, since)
    capacity = Capacity(account=account, role=role, since=since, until=until, **for_whom)
    db.add(capacity)
    db.flush()
    # A link given earlier must not open more than it was given for.
    end_invitations(db, account.id, at)
    acting = asdict(queries.acting_as(capacity))
    append(
        db,
        "give_capacity",
        by.account_id,
        by.capacity,
        Subject("capacity", capacity.id),
        {
            "account": account.id,
            "role": role,
            "delegation": acting["delegation_code"],
            "group": acting["group_code"],
            "organization": organization_id,
            "since": instant_text(since),
            "until": instant_text(until) if until else None,
        },
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
        deadlines=[instant for instant in (since, until) if instant and instant > at],
    )
    return capacity


def _check_for_whom(db: Db, role: str, for_whom: dict[str, int | None], since: datetime) -> None:
    needs = {
        "coordinator": {"delegation_id", "group_id"},
        "representative": {"organization_id"},
        "secretariat": set(),
        "administrator": set(),
    }.get(role, {"delegation_id"})
    given = {name for name, value in for_whom.items() if value is not None}
    words = {
        "delegation_id": say("a delegation"),
        "group_id": say("a group"),
        "organization_id": say("an organization"),
    }
    if missing := sorted(needs - given):
        raise Invalid(
            say("This capacity is held for %(what)s: please choose one."),
            {name: say("Please choose one.") for name in missing},
            what=words[missing[0]],
        )
    if surplus := sorted(given - needs):
        raise Invalid(
            say("This capacity is not held for %(what)s."),
            {name: say("Please leave this empty.") for name in surplus},
            what=words[surplus[0]],
        )
    if role == "coordinator":
        groups = queries.groups_of(db, for_whom["delegation_id"] or 0, since.date())
        if for_whom["group_id"] not in [group.id for group in groups]:
            raise Refusal(say("A group is coordinated by one of its members; this delegation is not one."))


def end_capacity(
    db: Db, capacity: Capacity, *, by: Viewer, at: datetime, until: datetime | None = None
) -> None:  # fmt: skip
    """End a capacity now, or from a later instant on; one that has not begun can be ended where it begins."""
    check_ends(capacity.since, capacity.until, until, at)
    check_administrates(by, capacity.role)
    capacity.until = until or at
    append(
        db,
        "end_capacity",
        by.account_id,
        by.capacity,
        Subject("capacity", capacity.id),
        {"until": instant_text(until)} if until else {},
        at,
        readers=[*ADMINISTRATION, f"account:{capacity.account_id}"],
        deadlines=[until] if until and until > at else [],
    )
