"""Who takes part for a delegation, by which letter, and from when until when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Account, Capacity, Delegation
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import CredentialedPerson, Credentials, Session
from oewg.meetings.rules.credentials import HEADQUARTERS, Term, membership, whole_days
from oewg.meetings.rules.participants import RANKS


@dataclass(frozen=True)
class LetterLine:
    """A letter of credentials, the title of its session (empty: for all of them), and how many persons it names."""

    letter: Credentials
    session_title: str
    zone: str
    """On whose clocks its days begin and end: the session's, or those of Headquarters."""
    persons: int


@dataclass(frozen=True)
class Member:
    """A person of a delegation in one capacity. `number` is the capacity's; `email` only for who may manage it."""

    number: int
    account: int
    name: str
    title: str
    role: str
    group_code: str
    email: str
    since: datetime
    until: datetime | None
    first: date | None
    """The first and the last day, where the term begins or ends with a whole day on the clocks asked for."""
    last: date | None
    membership: str
    by_letter: bool


_LETTERS = (
    select(
        Credentials,
        func.coalesce(Session.title, ""),
        func.coalesce(Session.zone, HEADQUARTERS),
        select(func.count()).where(CredentialedPerson.credentials_id == Credentials.id).scalar_subquery(),
    )
    .outerjoin(Session, Credentials.session_id == Session.id)
    .options(joinedload(Credentials.delegation))
)


def letters(db: Db, *, delegation: str = "", number: int = 1, size: int = 50) -> Page[LetterLine]:
    """Letters of credentials, the latest received first; of one delegation (its code) or of all."""
    query = _LETTERS.order_by(Credentials.received_at.desc(), Credentials.id.desc())
    if delegation:
        query = query.join(Delegation, Credentials.delegation_id == Delegation.id).where(Delegation.code == delegation)
    page = paged(db, query, number, size)
    return Page([LetterLine(*row) for row in page.items], page.number, page.size, page.total)


def letters_after(db: Db, letter_id: int, limit: int) -> list[LetterLine]:
    """Letters with a higher id than this, in the order in which they were received."""
    rows = db.execute(_LETTERS.where(Credentials.id > letter_id).order_by(Credentials.id).limit(limit))
    return [LetterLine(*row) for row in rows]


def letters_of(db: Db, delegation_id: int) -> list[LetterLine]:
    """The letters of one delegation, the latest received first."""
    query = _LETTERS.where(Credentials.delegation_id == delegation_id).order_by(Credentials.id.desc())
    return [LetterLine(*row) for row in db.execute(query)]


def letter_line(db: Db, letter_id: int) -> LetterLine:
    """One letter with its persons and their capacities, or NotFound."""
    persons = selectinload(Credentials.persons).joinedload(CredentialedPerson.capacity)
    row = db.execute(_LETTERS.where(Credentials.id == letter_id).options(persons)).one_or_none()
    if row is None:
        raise NotFound
    return LetterLine(*row)


def members(db: Db, delegation_id: int, at: datetime, viewer: Viewer) -> list[Member]:
    """Everybody who acts, acted or will act for a delegation: heads, alternates, advisers, then coordinators.

    Officers of the bureau are not among them: they do not act for their delegation.
    """
    which = Capacity.delegation_id == delegation_id
    found = _members(db, which, at, HEADQUARTERS, viewer.may("manage_delegation"))
    return sorted(found, key=lambda member: (RANKS.index(member.role), member.number))


def persons_on(db: Db, letter_id: int, at: datetime, zone: str = HEADQUARTERS) -> list[Member]:
    """The persons on a letter in its order, for the secretariat; whole days are those of the zone."""
    return _members(db, CredentialedPerson.credentials_id == letter_id, at, zone, True)


def _members(
    db: Db, which: ColumnElement[bool], at: datetime, zone: str, with_address: bool
) -> list[Member]:  # fmt: skip
    rows = db.execute(
        select(Capacity, Account, CredentialedPerson)
        .join(Account, Capacity.account_id == Account.id)
        .outerjoin(CredentialedPerson, CredentialedPerson.capacity_id == Capacity.id)
        .where(which, Capacity.role.in_(RANKS))
        .options(joinedload(Capacity.group))
        .order_by(Capacity.id)
    )
    return [_member(row[0], row[1], row[2], at, zone, with_address) for row in rows]


def _member(
    capacity: Capacity, account: Account, person: CredentialedPerson | None, at: datetime, zone: str, with_address: bool
) -> Member:
    held = Term(capacity.since, capacity.until)
    first, last = whole_days(held, zone)
    return Member(
        number=capacity.id, account=account.id, name=(person.name if person else "") or account.name,
        title=person.title if person else "", role=capacity.role,
        group_code=capacity.group.code if capacity.group else "", email=account.email if with_address else "",
        since=held.since, until=held.until, first=first, last=last, membership=membership(held, at),
        by_letter=bool(person and person.credentials_id),
    )  # fmt: skip


def own_member(db: Db, viewer: Viewer, capacity_id: int) -> Capacity:
    """A capacity in the viewer's own delegation; another delegation's is NotFound, as one that does not exist."""
    found = db.get(Capacity, capacity_id, options=[joinedload(Capacity.delegation), joinedload(Capacity.account)])
    if found is None or viewer.delegation_id is None or found.delegation_id != viewer.delegation_id:
        raise NotFound
    if found.role not in RANKS:
        raise NotFound
    return found


def person_on(db: Db, letter_id: int, capacity_id: int) -> Capacity:
    """The capacity of a person on a letter, or NotFound."""
    found = db.scalars(
        select(Capacity)
        .join(CredentialedPerson, CredentialedPerson.capacity_id == Capacity.id)
        .where(CredentialedPerson.credentials_id == letter_id, Capacity.id == capacity_id)
        .options(joinedload(Capacity.delegation), joinedload(Capacity.account))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def credentialed(db: Db, capacity_id: int) -> CredentialedPerson | None:
    """The person as the letter or the head of delegation wrote it, if the capacity was given so."""
    return db.scalars(select(CredentialedPerson).where(CredentialedPerson.capacity_id == capacity_id)).one_or_none()


def held_by(db: Db, account_id: int, delegation_id: int) -> Sequence[tuple[str, Term]]:
    """What a person is or was in a delegation: the roles with their terms."""
    rows = db.execute(
        select(Capacity.role, Capacity.since, Capacity.until).where(
            Capacity.account_id == account_id, Capacity.delegation_id == delegation_id
        )
    )
    return [(role, Term(since, until)) for role, since, until in rows]
