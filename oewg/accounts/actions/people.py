"""How do people and those for whom they act come to be known? The group and its register, accounts made and disabled."""

from datetime import date, datetime

from sqlalchemy import select, update

from oewg.accounts import queries, register
from oewg.accounts.actions.notices import begin_notices
from oewg.accounts.actions.signing_in import end_sign_ins
from oewg.accounts.models import (
    Account,
    Delegation,
    DelegationName,
    Group,
    Membership,
    Token,
    WorkingGroup,
)
from oewg.accounts.rules import passwords
from oewg.accounts.rules.capacities import ADMINISTRATION, Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append

ALWAYS = date(1, 1, 1)


def begin_group(db: Db, name: str, series: str, exercise: str, *, by: Viewer, at: datetime) -> WorkingGroup:
    """Set the working group up: its name, its series of symbols, and whether all is an exercise."""
    if queries.working_group(db):
        raise Refusal(say("The working group has been set up already."))
    group = WorkingGroup(id=1, name=name, series=series, exercise=exercise)
    db.add(group)
    append(
        db,
        "begin_group",
        by.account_id,
        by.capacity,
        Subject("working_group", 1),
        {"name": name, "series": series, "exercise": exercise},
        at,
    )
    return group


def register_states(db: Db, *, by: Viewer, at: datetime) -> None:
    """Open the register: every delegation with its names in six languages, every group with its members.

    Done once; a register that exists stays as it is.
    """
    if db.scalars(select(Delegation.id).limit(1)).first():
        return
    delegations = {
        entry.code: Delegation(code=entry.code, kind=entry.kind.value, admitted=entry.admitted)
        for entry in register.delegations()
    }
    groups = {
        entry.code: Group(code=entry.code, kind=entry.kind.value, name=entry.name_en) for entry in register.groups()
    }
    db.add_all([*delegations.values(), *groups.values()])
    db.flush()
    db.add_all(
        DelegationName(
            delegation_id=delegations[entry.code].id,
            language=entry.language,
            name=entry.name,
            since=entry.since or ALWAYS,
            until=entry.until,
        )
        for entry in register.names()
    )
    db.add_all(
        Membership(
            group_id=groups[entry.group].id,
            delegation_id=delegations[entry.delegation].id,
            since=entry.since or ALWAYS,
            until=entry.until,
        )
        for entry in register.memberships()
    )
    append(
        db,
        "register_states",
        by.account_id,
        by.capacity,
        Subject("register", 1),
        {"delegations": sorted(delegations), "groups": sorted(groups)},
        at,
    )


def create_account(db: Db, email: str, name: str, password: str | None, *, by: Viewer, at: datetime) -> Account:
    """Make an account; without a password the person cannot sign in yet."""
    email = email.strip().lower()
    if queries.account_by_email(db, email):
        raise Invalid(say("There is an account with this address already."), {"email": say("Already in use.")})
    account = Account(
        email=email, name=name.strip(), password_hash=passwords.hashed(password) if password else None, created_at=at
    )
    db.add(account)
    db.flush()
    index = append(
        db,
        "create_account",
        by.account_id,
        by.capacity,
        Subject("account", account.id),
        {},
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
    )
    begin_notices(db, account, index, at)
    return account


def find_or_create_account(db: Db, email: str, name: str, *, by: Viewer, at: datetime) -> Account:
    """The account with this address as it is, or a new one without a password: a person has been named by an address.

    One entry either way: everybody sees how long the record is, and it must not tell whether the address was known.
    """
    found = queries.account_by_email(db, email)
    if found is None:
        return create_account(db, email, name, None, by=by, at=at)
    append(
        db,
        "find_account",
        by.account_id,
        by.capacity,
        Subject("account", found.id),
        {},
        at,
        readers=[*ADMINISTRATION, f"account:{found.id}"],
    )
    return found


def disable_account(db: Db, account: Account, *, by: Viewer, at: datetime) -> None:
    """Disable an account: every sign-in and token of it ends at once."""
    if account.id == by.account_id:
        raise Refusal(say("You cannot disable your own account: ask another administrator."))
    if account.disabled_at:
        raise Refusal(say("This account is disabled already."))
    account.disabled_at = at
    end_sign_ins(db, account.id, at)
    db.execute(update(Token).where(Token.account_id == account.id, Token.revoked_at.is_(None)).values(revoked_at=at))
    append(
        db,
        "disable_account",
        by.account_id,
        by.capacity,
        Subject("account", account.id),
        {},
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
    )
