"""Who is there? Accounts, delegations, groups and the viewer behind a sign-in or a token."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

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
from oewg.accounts.rules import invitations
from oewg.accounts.rules.capacities import PUBLIC, ActingAs, Viewer, choose
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.core.paging import Page, paged


def digest(token: str) -> str:
    """What is kept of a random token: hex SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def working_group(db: Db) -> WorkingGroup | None:
    """The working group, once it has been set up."""
    return db.get(WorkingGroup, 1)


def viewer_of_sign_in(db: Db, token: str, at: datetime) -> Viewer:
    """The viewer behind a cookie's token; the public if the sign-in has ended or the account is disabled."""
    found = db.execute(
        select(SignIn.capacity_id, Account)
        .join(Account, SignIn.account_id == Account.id)
        .where(
            SignIn.token_digest == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > at,
            Account.disabled_at.is_(None),
        )
    ).one_or_none()
    return _viewer(db, found[1], found[0], at) if found else PUBLIC


def viewer_of_token(db: Db, token: str, at: datetime) -> Viewer | None:
    """The viewer behind a bearer token; none if there is no such token any more."""
    found = db.execute(
        select(Token.capacity_id, Account)
        .join(Account, Token.account_id == Account.id)
        .where(
            Token.digest == digest(token),
            Token.revoked_at.is_(None),
            Token.expires_at > at,
            Account.disabled_at.is_(None),
        )
    ).one_or_none()
    if found is None:
        return None
    viewer = _viewer(db, found[1], found[0], at)
    # A program was let in for one capacity: when that has ended, it does not go on in another.
    return viewer if viewer.acting_as is None or viewer.acting_as.id == found[0] else None


def viewer_of_calendar_key(db: Db, token: str, at: datetime) -> Viewer | None:
    """The viewer behind the secret address of a calendar; none if it was withdrawn or its capacity has ended."""
    found = db.execute(
        select(CalendarKey.capacity_id, Account)
        .join(Account, CalendarKey.account_id == Account.id)
        .where(CalendarKey.digest == digest(token), CalendarKey.withdrawn_at.is_(None), Account.disabled_at.is_(None))
    ).one_or_none()
    if found is None:
        return None
    viewer = _viewer(db, found[1], found[0], at)
    return viewer if viewer.acting_as is not None and viewer.acting_as.id == found[0] else None


def calendar_key(db: Db, account_id: int, capacity_id: int) -> CalendarKey | None:
    """The secret address that a person has for its calendar in a capacity, if it has not been withdrawn."""
    return db.scalars(
        select(CalendarKey).where(
            CalendarKey.account_id == account_id,
            CalendarKey.capacity_id == capacity_id,
            CalendarKey.withdrawn_at.is_(None),
        )
    ).one_or_none()


def viewer_of_account(db: Db, account: Account, at: datetime, capacity_id: int | None = None) -> Viewer:
    """A person as the viewer of what it does, in its first live capacity or the one wanted."""
    return _viewer(db, account, capacity_id, at)


def _viewer(db: Db, account: Account, wanted: int | None, at: datetime) -> Viewer:
    held = capacities_of(db, account.id)
    acting, others = choose(
        [each for each in held if invitations.reaches(account.password_held_by_id, each)], wanted, at
    )
    return Viewer(account.id, account.name, acting, others)


def capacities_of(db: Db, account_id: int) -> list[ActingAs]:
    """All capacities that a person has or had, as values, in the order given."""
    rows = db.scalars(
        select(Capacity)
        .where(Capacity.account_id == account_id)
        .options(selectinload(Capacity.delegation), selectinload(Capacity.group), selectinload(Capacity.organization))
        .order_by(Capacity.id)
    )
    return [acting_as(row) for row in rows]


def password_suffices(db: Db, account: Account) -> bool:
    """Has an account a password that lets its person act in all of its capacities?"""
    has, held_by = account.password_hash is not None, account.password_held_by_id
    return invitations.password_suffices(has, held_by, capacities_of(db, account.id) if has and held_by else ())


def acting_as(row: Capacity) -> ActingAs:
    """A capacity's row as a value."""
    delegation, group, organization = row.delegation, row.group, row.organization
    return ActingAs(
        row.id,
        row.role,
        row.since,
        row.until,
        delegation.id if delegation else None,
        delegation.code if delegation else "",
        delegation.kind if delegation else "",
        group.id if group else None,
        group.code if group else "",
        organization.id if organization else None,
        organization.name if organization else "",
        bool(organization and organization.accredited),
    )


def account_by_email(db: Db, email: str) -> Account | None:
    """The account with this address."""
    return db.scalars(select(Account).where(Account.email == email.strip().lower())).one_or_none()


def account(db: Db, account_id: int) -> Account:
    """The account with this number, or NotFound."""
    found = db.get(Account, account_id)
    if found is None:
        raise NotFound
    return found


def invitation(db: Db, token: str) -> Invitation:
    """The invitation whose link ends with this token, with its account; NotFound for one that opens nothing."""
    found = db.scalars(
        select(Invitation).where(Invitation.digest == digest(token)).options(joinedload(Invitation.account))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def delegations(
    db: Db,
    language: str,
    on: date,
    *,
    search: str = "",
    group: str = "",
    kind: str = "",
    number: int = 1,
    size: int = 50,
) -> Page[tuple[Delegation, str]]:
    """The delegations with their names on a day in a language, in the order of the names."""
    query = select(Delegation, DelegationName.name).join(DelegationName, _named(language, on))
    if search:
        query = query.where(
            or_(DelegationName.name.icontains(search, autoescape=True), Delegation.code == search.upper())
        )
    if kind:
        query = query.where(Delegation.kind == kind)
    if group:
        query = query.where(
            Delegation.id.in_(
                select(Membership.delegation_id)
                .join(Group, Membership.group_id == Group.id)
                .where(Group.code == group, lasts_on(on))
            )
        )
    return paged(db, query.order_by(DelegationName.name, Delegation.id), number, size)


def delegations_after(
    db: Db, language: str, on: date, delegation_id: int, limit: int
) -> Sequence[tuple[Delegation, str]]:
    """Delegations with a higher number than this, with their names, in the order of the numbers."""
    rows = db.execute(
        select(Delegation, DelegationName.name)
        .join(DelegationName, _named(language, on))
        .where(Delegation.id > delegation_id)
        .order_by(Delegation.id)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in rows]


def _named(language: str, on: date) -> ColumnElement[bool]:
    return and_(
        DelegationName.delegation_id == Delegation.id,
        DelegationName.language == language,
        DelegationName.since <= on,
        or_(DelegationName.until.is_(None), DelegationName.until > on),
    )


def lasts_on(on: date) -> ColumnElement[bool]:
    """The condition that a membership of a group lasts on a day: from its first on, its last not included."""
    return and_(Membership.since <= on, or_(Membership.until.is_(None), Membership.until > on))


def delegation(db: Db, delegation_id: int) -> Delegation:
    """The delegation with this number, or NotFound."""
    found = db.get(Delegation, delegation_id)
    if found is None:
        raise NotFound
    return found


def delegation_by_code(db: Db, code: str) -> Delegation:
    """The delegation with this code, or NotFound."""
    found = db.scalars(select(Delegation).where(Delegation.code == code)).one_or_none()
    if found is None:
        raise NotFound
    return found


def delegation_by_number(db: Db, delegation_id: int | None) -> Delegation:
    """The delegation with this number, or NotFound."""
    found = db.get(Delegation, delegation_id) if delegation_id else None
    if found is None:
        raise NotFound
    return found


def delegations_by_code(db: Db, codes: Collection[str]) -> Sequence[Delegation]:
    """The delegations with these codes; unknown codes are passed over."""
    return db.scalars(select(Delegation).where(Delegation.code.in_(codes)).order_by(Delegation.code)).all()


def delegation_named(db: Db, name_or_code: str, language: str, on: date) -> Delegation:
    """The delegation that a form means by its name on a day in the page's language, or by its code; Invalid if there is none."""
    found = db.scalars(
        select(Delegation)
        .outerjoin(DelegationName, _named(language, on))
        .where(or_(Delegation.code == name_or_code.upper(), DelegationName.name == name_or_code))
    ).first()
    if found is None:
        raise Invalid(say("There is no delegation of this name or code."), {"delegation": say("Not found.")})
    return found


def delegation_names(db: Db, language: str, on: date) -> dict[int, str]:
    """Delegation's number -> its name on a day in a language, where it has one: one query for a whole page."""
    rows = db.execute(select(Delegation.id, DelegationName.name).join(DelegationName, _named(language, on)))
    return {row[0]: row[1] for row in rows}


def delegation_codes(db: Db, language: str, on: date) -> Sequence[tuple[str, str]]:
    """(code, name) of every delegation on a day in a language, by name."""
    rows = db.execute(
        select(Delegation.code, DelegationName.name)
        .join(DelegationName, _named(language, on))
        .order_by(DelegationName.name)
    )
    return [(row[0], row[1]) for row in rows]


def groups(db: Db) -> Sequence[Group]:
    """All groups, regional ones first."""
    return db.scalars(select(Group).order_by(Group.kind.desc(), Group.name)).all()


def group_by_code(db: Db, code: str) -> Group:
    """The group with this code, or NotFound."""
    found = db.scalars(select(Group).where(Group.code == code)).one_or_none()
    if found is None:
        raise NotFound
    return found


def groups_of(db: Db, delegation_id: int, on: date) -> Sequence[Group]:
    """The groups to which a delegation belongs on a day."""
    return db.scalars(
        select(Group)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.delegation_id == delegation_id, lasts_on(on))
        .order_by(Group.kind.desc(), Group.name)
    ).all()


def members(db: Db, group_ids: Collection[int], on: date) -> list[tuple[int, int]]:
    """(group, delegation) of those who belong to some groups on a day."""
    rows = db.execute(
        select(Membership.group_id, Membership.delegation_id).where(Membership.group_id.in_(group_ids), lasts_on(on))
    )
    return [(group_id, delegation_id) for group_id, delegation_id in rows]


def codes_of(db: Db, delegation_ids: Collection[int]) -> dict[int, str]:
    """Delegation -> its code."""
    rows = db.execute(select(Delegation.id, Delegation.code).where(Delegation.id.in_(delegation_ids)))
    return {row.id: row.code for row in rows}


def memberships(db: Db, delegation_id: int) -> Sequence[tuple[Group, Membership]]:
    """Every membership that a delegation has or had, with its group."""
    rows = db.execute(
        select(Group, Membership)
        .join(Membership, Membership.group_id == Group.id)
        .where(Membership.delegation_id == delegation_id)
        .order_by(Group.kind.desc(), Group.name, Membership.since)
    )
    return [(row[0], row[1]) for row in rows]


def names_of(db: Db, account_ids: Collection[int]) -> dict[int, str]:
    """Account -> the person's name: one query, or none."""
    if not account_ids:
        return {}
    rows = db.scalars(select(Account).where(Account.id.in_(account_ids)))
    return {row.id: row.name for row in rows}


def accounts(db: Db, *, search: str = "", number: int = 1, size: int = 50) -> Page[Account]:
    """The accounts with their capacities, for those who look after them."""
    query = select(Account).options(
        selectinload(Account.capacities).options(
            joinedload(Capacity.delegation), joinedload(Capacity.group), joinedload(Capacity.organization)
        )
    )
    if search:
        query = query.where(
            or_(Account.name.icontains(search, autoescape=True), Account.email.icontains(search, autoescape=True))
        )
    return paged(db, query.order_by(Account.name, Account.id), number, size)
