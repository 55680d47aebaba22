"""Who acts for an organization, who manages them, and who is invited?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Account, Capacity, Confirmation
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import FocalPoint, InvitedRepresentative, RepresentativeGender
from oewg.core.database import Db
from oewg.core.errors import NotFound


@dataclass(frozen=True)
class RepresentativeLine:
    """A person who acts for an organization, and whether they manage the others."""

    capacity: Capacity
    account: Account
    focal_point: bool


def representatives(db: Db, organization_id: int, at: datetime) -> list[RepresentativeLine]:
    """The people who act for an organization at an instant, in the order in which they came; for itself and the secretariat."""
    focal = focal_point(db, organization_id)
    rows = db.scalars(
        select(Capacity)
        .where(Capacity.organization_id == organization_id, or_(Capacity.until.is_(None), Capacity.until > at))
        .options(joinedload(Capacity.account))
        .order_by(Capacity.id)
    )
    return [RepresentativeLine(row, row.account, focal is not None and focal.capacity_id == row.id) for row in rows]


def focal_point(db: Db, organization_id: int) -> FocalPoint | None:
    """Who manages the representatives of an organization."""
    return db.scalars(
        select(FocalPoint).where(FocalPoint.organization_id == organization_id, FocalPoint.until.is_(None))
    ).one_or_none()


def manages(db: Db, viewer: Viewer) -> bool:
    """Is the viewer the focal point of the organization that it acts for?"""
    found = focal_point(db, viewer.organization_id) if viewer.organization_id else None
    return found is not None and viewer.acting_as is not None and found.capacity_id == viewer.acting_as.id


def representative(db: Db, capacity_id: int, viewer: Viewer) -> Capacity:
    """A representative by the number of the capacity: of the viewer's own organization, or any for the secretariat; or NotFound."""
    found = db.get(Capacity, capacity_id, options=[joinedload(Capacity.account)])
    inside = found is not None and viewer.organization_id == found.organization_id
    if found is None or found.organization_id is None or not (inside or viewer.role == "secretariat"):
        raise NotFound
    return found


def invited(db: Db, organization_id: int, at: datetime) -> Sequence[InvitedRepresentative]:
    """Who is invited to act for an organization and has not answered."""
    return db.scalars(
        select(InvitedRepresentative)
        .join(Confirmation, InvitedRepresentative.confirmation_id == Confirmation.id)
        .where(InvitedRepresentative.organization_id == organization_id, Confirmation.expires_at > at)
        .options(joinedload(InvitedRepresentative.confirmation))
        .order_by(InvitedRepresentative.confirmation_id)
    ).all()


def invitation_of(db: Db, confirmation_id: int) -> InvitedRepresentative | None:
    """Which invitation a confirmation of an address is for, unless that was used or has expired."""
    return db.get(InvitedRepresentative, confirmation_id)


def acts_already(db: Db, account_id: int, organization_id: int, at: datetime) -> bool:
    """Does a person act for an organization at an instant?"""
    query = select(func.count()).where(
        Capacity.account_id == account_id, Capacity.organization_id == organization_id,
        or_(Capacity.until.is_(None), Capacity.until > at),
    )  # fmt: skip
    return bool(db.scalar(query))


def gender_of(db: Db, capacity_id: int) -> str:
    """What a representative says of their gender; "" if nothing. For the person alone."""
    found = db.get(RepresentativeGender, capacity_id)
    return found.gender if found else ""


def unanswered(db: Db, at: datetime) -> Sequence[Confirmation]:
    """The confirmations that have expired by an instant and of which something is still kept."""
    return db.scalars(
        select(Confirmation)
        .where(Confirmation.expires_at <= at, Confirmation.email.is_not(None))
        .order_by(Confirmation.id)
    ).all()
