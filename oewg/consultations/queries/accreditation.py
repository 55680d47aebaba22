"""Which organizations are there, and where does the application of each stand?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Capacity, Delegation, Group, Membership, Organization
from oewg.accounts.queries.people import lasts_on
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Accreditation,
    AccreditationReturn,
    ListedName,
    NameObjection,
    NonObjectionList,
    OrganizationLetter,
    Registration,
    RepresentativeGender,
)
from oewg.consultations.rules.accreditation import state_of
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged

_STATE = Delegation.kind.in_(("member", "observer_state"))
NO_REGION = ""
"""Of a State that belongs to no regional group."""


def _ever_listed(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        exists()
        .where(ListedName.accreditation_id == Accreditation.id, NonObjectionList.id == ListedName.list_id, *more)
        .correlate(Accreditation)
    )


_returned = (
    exists()
    .where(AccreditationReturn.accreditation_id == Accreditation.id, AccreditationReturn.repaired_at.is_(None))
    .correlate(Accreditation)
)
_listed, _closed = _ever_listed(), _ever_listed(NonObjectionList.closed_at.is_not(None))
is_objected_to = (
    exists()
    .where(
        ListedName.accreditation_id == Accreditation.id, NameObjection.listed_id == ListedName.id,
        NameObjection.withdrawn_at.is_(None),
    )
    .correlate(Accreditation)
)  # fmt: skip
"""The condition that a State objects to the name of an application."""
stands_at = case(
    (Accreditation.end_reason.is_not(None), Accreditation.end_reason),
    (Accreditation.outcome.is_not(None), Accreditation.outcome),
    (and_(_closed, is_objected_to), "objected"),
    (_closed, "unobjected"),
    (_listed, "listed"),
    (_returned, "sent_back"),
    (Accreditation.checked_at.is_not(None), "checked"),
    else_="applied",
)
"""Where an application stands, as `state_of` has it, within a query."""


def states_of(db: Db, accreditation_ids: Collection[int]) -> dict[int, str]:
    """Application -> where it stands: one query."""
    rows = db.execute(
        select(
            Accreditation.id, _returned, Accreditation.checked_at, _listed, _closed, is_objected_to, Accreditation.outcome,
            Accreditation.end_reason,
        ).where(Accreditation.id.in_(accreditation_ids))
    )  # fmt: skip
    return {
        row[0]: state_of(
            returned=row[1], checked=row[2] is not None, listed=row[3], closed=row[4], objected=row[5], outcome=row[6],
            ended=row[7],
        )
        for row in rows
    }  # fmt: skip


def state(db: Db, accreditation: Accreditation) -> str:
    """Where one application stands."""
    return states_of(db, [accreditation.id])[accreditation.id]


def organizations(
    db: Db, on: date, *, sector: str = "", region: str = "", search: str = "", number: int = 1, size: int = 50
) -> Page[Organization]:
    """The accredited organizations, by name; of a sector, or of States that belong to a regional group on a day."""
    query = select(Organization).where(Organization.accredited)
    if sector:
        query = query.where(Organization.sector == sector)
    if region:
        query = query.where(in_region(region, on))
    if search:
        query = query.where(Organization.name.icontains(search, autoescape=True))
    return paged(db, query.order_by(Organization.name, Organization.id), number, size)


def in_region(region: str, on: date) -> ColumnElement[bool]:
    """The condition that an organization is established in a State that belongs to a regional group on a day."""
    members = (
        select(Delegation.code)
        .join(Membership, Membership.delegation_id == Delegation.id)
        .join(Group, Membership.group_id == Group.id)
        .where(Group.code == region, lasts_on(on))
    )
    return Organization.country.in_(members)


def organizations_after(db: Db, organization_id: int, limit: int) -> Sequence[Organization]:
    """The accredited organizations with a higher number than this, in that order."""
    query = select(Organization).where(Organization.accredited, Organization.id > organization_id)
    return db.scalars(query.order_by(Organization.id).limit(limit)).all()


def organization(db: Db, organization_id: int, viewer: Viewer) -> Organization:
    """One organization, or NotFound; one that never was accredited only the secretariat and its own people may know."""
    found = db.get(Organization, organization_id)
    inside = viewer.role == "secretariat" or viewer.organization_id == organization_id
    if found is None or not (found.accredited_since or inside):
        raise NotFound
    return found


def own_organization(db: Db, viewer: Viewer) -> Organization:
    """The organization that the viewer acts for, or NotFound."""
    found = db.get(Organization, viewer.organization_id) if viewer.organization_id else None
    if found is None:
        raise NotFound
    return found


def names_taken(db: Db) -> Sequence[str]:
    """The names of all organizations that have registered."""
    return db.scalars(select(Organization.name)).all()


def is_state(db: Db, code: str) -> bool:
    """Is this the code of a State?"""
    return bool(db.scalars(select(Delegation.id).where(Delegation.code == code, _STATE)).first())


def states(db: Db, language: str, on: date) -> list[tuple[str, str]]:
    """(code, name) of every State on a day in a language, by name."""
    codes = set(db.scalars(select(Delegation.code).where(_STATE)))
    return [(code, name) for code, name in accounts.delegation_codes(db, language, on) if code in codes]


def regions(db: Db) -> Sequence[Group]:
    """The regional groups, by name."""
    return db.scalars(select(Group).where(Group.kind == "regional").order_by(Group.name)).all()


def accredited_by_number(db: Db, numbers: Collection[int]) -> Sequence[Organization]:
    """The accredited organizations among these numbers; others are passed over."""
    return db.scalars(
        select(Organization).where(Organization.accredited, Organization.id.in_(numbers)).order_by(Organization.id)
    ).all()


def every_accredited(db: Db) -> Sequence[Organization]:
    """All accredited organizations, by name: what a form offers."""
    query = select(Organization).where(Organization.accredited)
    return db.scalars(query.order_by(Organization.name, Organization.id)).all()


@dataclass(frozen=True)
class ApplicationLine:
    """An application and where it stands."""

    accreditation: Accreditation
    state: str


def applications(
    db: Db, *, state: str = "", sector: str = "", search: str = "", number: int = 1, size: int = 50
) -> Page[ApplicationLine]:
    """The applications, for the secretariat: those that wait for its check first, the oldest first."""
    query = select(Accreditation, stands_at).join(Organization, Accreditation.organization_id == Organization.id)
    if state:
        query = query.where(stands_at == state)
    if sector:
        query = query.where(Organization.sector == sector)
    if search:
        query = query.where(Organization.name.icontains(search, autoescape=True))
    query = query.options(joinedload(Accreditation.organization))
    page = paged(db, query.order_by(stands_at != "applied", Accreditation.applied_at, Accreditation.id), number, size)
    return Page([ApplicationLine(*row) for row in page.items], page.number, page.size, page.total)


def applications_after(db: Db, accreditation_id: int, limit: int) -> list[ApplicationLine]:
    """Applications with a higher number than this, in that order."""
    query = select(Accreditation, stands_at).where(Accreditation.id > accreditation_id)
    query = query.options(joinedload(Accreditation.organization)).order_by(Accreditation.id)
    return [ApplicationLine(*row) for row in db.execute(query.limit(limit))]


def applications_by_state(db: Db) -> dict[str, int]:
    """State -> how many applications stand there; one query."""
    return {row[0]: row[1] for row in db.execute(select(stands_at, func.count()).group_by(stands_at))}


def application(db: Db, accreditation_id: int) -> Accreditation:
    """One application, or NotFound; for the secretariat."""
    found = db.scalars(_whole().where(Accreditation.id == accreditation_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def applications_by_number(db: Db, numbers: Collection[int]) -> Sequence[Accreditation]:
    """The applications with these numbers, by name, wherever they stand; NotFound if one is not there."""
    found = db.scalars(
        select(Accreditation)
        .join(Organization, Accreditation.organization_id == Organization.id)
        .where(Accreditation.id.in_(numbers))
        .options(joinedload(Accreditation.organization))
        .order_by(Organization.name)
    ).all()
    if len(found) < len(set(numbers)):
        raise NotFound
    return found


def _whole() -> Select[Accreditation]:
    return select(Accreditation).options(
        joinedload(Accreditation.organization), joinedload(Accreditation.decision), joinedload(Accreditation.session),
        selectinload(Accreditation.returns),
    )  # fmt: skip


def latest_application(db: Db, organization_id: int) -> Accreditation | None:
    """The last application of an organization."""
    query = _whole().where(Accreditation.organization_id == organization_id).order_by(Accreditation.id.desc())
    return db.scalars(query.limit(1)).first()


def own_application(db: Db, viewer: Viewer) -> Accreditation:
    """The last application of the viewer's organization, or NotFound."""
    found = latest_application(db, viewer.organization_id or 0)
    if found is None:
        raise NotFound
    return found


def state_of_organization(db: Db, organization_id: int) -> str | None:
    """Where the last application of an organization stands; none if there is none on record."""
    found = latest_application(db, organization_id)
    return state(db, found) if found else None


def begun_registration(db: Db, confirmation_id: int) -> Registration | None:
    """What is registered under a confirmation of an address, unless that was used or has expired."""
    return db.get(Registration, confirmation_id)


def letters(db: Db, organization_id: int) -> Sequence[OrganizationLetter]:
    """The letters of an organization without their contents, the latest first."""
    return db.scalars(
        select(OrganizationLetter)
        .where(OrganizationLetter.organization_id == organization_id)
        .order_by(OrganizationLetter.id.desc())
    ).all()


def letter(db: Db, letter_id: int, viewer: Viewer) -> OrganizationLetter:
    """A letter with its contents, for the secretariat and the organization; NotFound for everybody else."""
    found = db.get(OrganizationLetter, letter_id)
    if found is None or not (viewer.role == "secretariat" or viewer.organization_id == found.organization_id):
        raise NotFound
    return found


@dataclass(frozen=True)
class Balance:
    """How organizations are spread: over sectors, over the regional groups of the States in which they are established, and
    what their representatives say of their gender."""

    sectors: dict[str, int]
    regions: list[tuple[str, int]]
    """(name of the group, or "" for none, how many), by name; none last."""
    genders: dict[str, int]
    organizations: int


def balance(db: Db, on: date, of: ColumnElement[bool] | None = None) -> Balance:
    """The balance of the accredited organizations on a day, or of those that fulfil a condition: four queries."""
    of = cast(ColumnElement[bool], Organization.accredited) if of is None else of
    sectors = {
        row[0]: row[1]
        for row in db.execute(select(Organization.sector, func.count()).where(of).group_by(Organization.sector))
    }
    of_state = (
        select(Delegation.code.label("code"), Group.name.label("name"))
        .join(Membership, Membership.delegation_id == Delegation.id)
        .join(Group, Membership.group_id == Group.id)
        .where(Group.kind == "regional", lasts_on(on))
        .subquery()
    )
    found = {
        row[0] or NO_REGION: row[1]
        for row in db.execute(
            select(of_state.c.name, func.count())
            .select_from(Organization)
            .outerjoin(of_state, of_state.c.code == Organization.country)
            .where(of)
            .group_by(of_state.c.name)
        )
    }
    names = [group.name for group in regions(db)]
    spread = [(name, found.get(name, 0)) for name in names]
    if NO_REGION in found:
        spread.append((NO_REGION, found[NO_REGION]))
    said = func.coalesce(RepresentativeGender.gender, "another")
    genders = {
        row[0]: row[1]
        for row in db.execute(
            select(said, func.count())
            .select_from(Capacity)
            .join(Organization, Capacity.organization_id == Organization.id)
            .outerjoin(RepresentativeGender, RepresentativeGender.capacity_id == Capacity.id)
            .where(of, Capacity.until.is_(None))
            .group_by(said)
        )
    }
    return Balance(sectors, spread, genders, sum(sectors.values()))
