"""Which organizations are there, and where does the accreditation of each stand?"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts import queries as accounts
from oewg.accounts.models import Account, Capacity, Delegation, Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Accreditation,
)
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged

_STATE = Delegation.kind.in_(("member", "observer_state"))


def organizations(db: Db, *, sector: str = "", search: str = "", number: int = 1, size: int = 50) -> Page[Organization]:
    """The accredited organizations, by name."""
    query = select(Organization).where(Organization.accredited)
    if sector:
        query = query.where(Organization.sector == sector)
    if search:
        query = query.where(Organization.name.icontains(search, autoescape=True))
    return paged(db, query.order_by(Organization.name, Organization.id), number, size)


def organizations_after(db: Db, organization_id: int, limit: int) -> Sequence[Organization]:
    """The accredited organizations with a higher number than this, in that order."""
    query = select(Organization).where(
        Organization.accredited, Organization.id > organization_id
    )  # fmt: skip
    return db.scalars(query.order_by(Organization.id).limit(limit)).all()


def organization(db: Db, organization_id: int, viewer: Viewer) -> Organization:
    """One organization, or NotFound; one that is not accredited only the secretariat and its own people may know."""
    found = db.get(Organization, organization_id)
    inside = viewer.role == "secretariat" or viewer.organization_id == organization_id
    if found is None or not (found.accredited_since or inside):
        raise NotFound
    return found


def is_state(db: Db, code: str) -> bool:
    """Is this the code of a State?"""
    return bool(db.scalars(select(Delegation.id).where(Delegation.code == code, _STATE)).first())


def states(db: Db, language: str, on: date) -> list[tuple[str, str]]:
    """(code, name) of every State on a day in a language, by name."""
    codes = set(db.scalars(select(Delegation.code).where(_STATE)))
    return [(code, name) for code, name in accounts.delegation_codes(db, language, on) if code in codes]


def representatives(db: Db, organization_id: int) -> Sequence[Account]:
    """The people who act or acted for an organization; for the secretariat, which answers them."""
    return db.scalars(
        select(Account)
        .join(Capacity, Capacity.account_id == Account.id)
        .where(Capacity.organization_id == organization_id)
        .order_by(Account.id)
    ).all()


def accredited_by_number(db: Db, numbers: Collection[int]) -> Sequence[Organization]:
    """The accredited organizations among these numbers; others are passed over."""
    return db.scalars(
        select(Organization).where(Organization.accredited, Organization.id.in_(numbers)).order_by(Organization.id)
    ).all()


def every_accredited(db: Db) -> Sequence[Organization]:
    """All accredited organizations, by name: what a form offers."""
    query = select(Organization).where(Organization.accredited)
    return db.scalars(query.order_by(Organization.name, Organization.id)).all()


def applications(db: Db, *, number: int = 1, size: int = 50) -> Page[Accreditation]:
    """The applications for accreditation: those that wait first, the oldest first."""
    query = (
        select(Accreditation)
        .options(joinedload(Accreditation.organization))
        .order_by(Accreditation.outcome.is_not(None), Accreditation.applied_at, Accreditation.id)
    )
    return paged(db, query, number, size)


def applications_after(db: Db, accreditation_id: int, limit: int) -> Sequence[Accreditation]:
    """Applications with a higher number than this, in that order."""
    query = select(Accreditation).where(Accreditation.id > accreditation_id)
    query = query.options(joinedload(Accreditation.organization)).order_by(Accreditation.id)
    return db.scalars(query.limit(limit)).all()


def application(db: Db, accreditation_id: int) -> Accreditation:
    """One application, or NotFound."""
    found = db.scalars(
        select(Accreditation)
        .where(Accreditation.id == accreditation_id)
        .options(joinedload(Accreditation.organization))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def latest_application(db: Db, organization_id: int) -> Accreditation | None:
    """Where an organization's accreditation stands."""
    return db.scalars(
        select(Accreditation)
        .where(Accreditation.organization_id == organization_id)
        .order_by(Accreditation.id.desc())
        .limit(1)
    ).first()
