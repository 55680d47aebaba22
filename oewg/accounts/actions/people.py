"""What do people do with accounts? Set up the group and its register, sign in and out, give capacities, issue tokens."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from oewg.accounts import queries, register
from oewg.accounts.actions.notices import begin_notices
from oewg.accounts.models import (
    Account,
    CalendarKey,
    Capacity,
    Delegation,
    DelegationName,
    Group,
    Invitation,
    Membership,
    SignIn,
    Token,
    WorkingGroup,
)
from oewg.accounts.rules import invitations, passwords
from oewg.accounts.rules.capacities import Viewer, check_administrates, check_ends, check_gives
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append
from oewg.record.rules.canonical import instant_text

SIGN_IN_LASTS = timedelta(hours=16)
ALWAYS = date(1, 1, 1)
ADMINISTRATION = ("administration", "secretariat")


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


@dataclass(frozen=True)
class Invited:
    """A link's token, shown this once, and whether it lets the person set a password.

    Where it does not, nothing is kept of it: it leads to the page that says to sign in with the password one has.
    """

    token: str
    opens: bool


def invite(db: Db, account: Account, *, by: Viewer, at: datetime) -> Invited:
    """Give whoever named a person a link to pass on; earlier links of the account no longer open anything."""
    token = secrets.token_urlsafe(32)
    opens = invitations.may_open(
        by, queries.password_suffices(db, account), account.disabled_at is not None,
        queries.capacities_of(db, account.id),
    )  # fmt: skip
    _end_invitations(db, account.id, at)
    expires_at = at + invitations.LASTS
    row = Invitation(
        digest=queries.digest(token), account_id=account.id, since=at, expires_at=expires_at,
        held_by_id=by.delegation_id if by.role == "head" else None,
    )  # fmt: skip
    if opens:
        db.add(row)
        db.flush()
    append(
        db,
        "invite",
        by.account_id,
        by.capacity,
        Subject("account", account.id),
        {"invitation": row.id if opens else None, "expires": instant_text(expires_at)},
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
        deadlines=(expires_at,),
    )
    return Invited(token, opens)


def _end_invitations(db: Db, account_id: int, at: datetime) -> None:
    db.execute(
        update(Invitation)
        .where(Invitation.account_id == account_id, Invitation.used_at.is_(None), Invitation.expires_at > at)
        .values(expires_at=at)
    )


def accept_invitation(db: Db, token: str, password_hash: str, *, at: datetime) -> Account:
    """Set the first password of the account that a link is for; `password_hash` as `passwords.hashed` gives it.

    Or another in place of one that lets nobody act for whom the person was named since; its sign-ins end.
    """
    row = queries.invitation(db, token)
    account = row.account
    invitations.check_opens(
        row.expires_at, row.used_at, queries.password_suffices(db, account), account.disabled_at is not None, at
    )
    row.used_at = at
    set_password(db, account, password_hash, at, held_by_id=row.held_by_id)
    append(
        db,
        "accept_invitation",
        account.id,
        queries.viewer_of_account(db, account, at).capacity,
        Subject("account", account.id),
        {"invitation": row.id},
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
    )
    return account


def set_password(
    db: Db, account: Account, password_hash: str, at: datetime, *, held_by_id: int | None = None
) -> None:  # fmt: skip
    """Put a password in the place of none, or of one that does not suffice: every sign-in of the account ends at once.

    `held_by_id` is the delegation whose head held the link with which it was set, if a head did.
    """
    account.password_hash, account.password_held_by_id = password_hash, held_by_id
    _end_sign_ins(db, account.id, at)


def disable_account(db: Db, account: Account, *, by: Viewer, at: datetime) -> None:
    """Disable an account: every sign-in and token of it ends at once."""
    if account.id == by.account_id:
        raise Refusal(say("You cannot disable your own account: ask another administrator."))
    if account.disabled_at:
        raise Refusal(say("This account is disabled already."))
    account.disabled_at = at
    _end_sign_ins(db, account.id, at)
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


def change_password(db: Db, account: Account, password: str, *, by: Viewer, at: datetime) -> None:
    """Set a new password: every sign-in of the account ends at once."""
    account.password_hash = passwords.hashed(password)
    _end_sign_ins(db, account.id, at)
    append(
        db,
        "change_password",
        by.account_id,
        by.capacity,
        Subject("account", account.id),
        {},
        at,
        readers=["administration", f"account:{account.id}"],
    )


def _end_sign_ins(db: Db, account_id: int, at: datetime) -> None:
    db.execute(update(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None)).values(ended_at=at))


def sign_in(db: Db, account: Account, *, at: datetime) -> str:
    """Begin a sign-in for a person whose password has been checked; returns the cookie's token."""
    if account.disabled_at:
        raise Refusal(say("This account is disabled."))
    token = secrets.token_urlsafe(32)
    viewer = queries.viewer_of_account(db, account, at)
    row = SignIn(
        token_digest=queries.digest(token),
        account_id=account.id,
        since=at,
        expires_at=at + SIGN_IN_LASTS,
        capacity_id=viewer.acting_as.id if viewer.acting_as else None,
    )
    db.add(row)
    db.flush()
    append(
        db,
        "sign_in",
        account.id,
        viewer.capacity,
        Subject("sign_in", row.id),
        {},
        at,
        readers=["administration", f"account:{account.id}"],
    )
    return token


def sign_out(db: Db, token: str, *, by: Viewer, at: datetime) -> None:
    """End one sign-in."""
    row = _sign_in(db, token)
    row.ended_at = at
    append(
        db,
        "sign_out",
        by.account_id,
        by.capacity,
        Subject("sign_in", row.id),
        {},
        at,
        readers=["administration", f"account:{by.account_id}"],
    )


def act_as(db: Db, token: str, capacity_id: int, *, by: Viewer, at: datetime) -> None:
    """Choose which of one's live capacities this browser acts in."""
    if capacity_id not in [capacity.id for capacity in by.others]:
        raise Refusal(say("You do not hold this capacity now."))
    row = _sign_in(db, token)
    row.capacity_id = capacity_id
    append(
        db,
        "act_as",
        by.account_id,
        by.capacity,
        Subject("sign_in", row.id),
        {"capacity": capacity_id},
        at,
        readers=["administration", f"account:{by.account_id}"],
    )


def _sign_in(db: Db, token: str) -> SignIn:
    return db.scalars(select(SignIn).where(SignIn.token_digest == queries.digest(token))).one()


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
    _end_invitations(db, account.id, at)
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
