"""Who was at which meeting?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from oewg.accounts import queries as accounts
from oewg.accounts.models import Delegation, Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, say
from oewg.meetings.models import Attendance


@dataclass(frozen=True)
class Presence:
    """Who was at a meeting: the numbers of the delegations and, in the same order, their codes; names of organizations."""

    delegations: tuple[int, ...]
    codes: tuple[str, ...]
    organizations: tuple[str, ...]


def attendance(db: Db) -> dict[int, tuple[int, int]]:
    """Meeting -> how many delegations and how many organizations were there."""
    rows = db.execute(
        select(
            Attendance.meeting_id, func.count(Attendance.delegation_id), func.count(Attendance.organization_id)
        ).group_by(Attendance.meeting_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def presence(db: Db, meeting_id: int) -> Presence:
    """Who was at a meeting: delegations by code, organizations by name."""
    delegations = db.execute(
        select(Delegation.id, Delegation.code)
        .join(Attendance, Attendance.delegation_id == Delegation.id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Delegation.code)
    ).all()
    organizations = db.scalars(
        select(Organization.name)
        .join(Attendance, Attendance.organization_id == Organization.id)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(Organization.name)
    )
    return Presence(tuple(row[0] for row in delegations), tuple(row[1] for row in delegations), tuple(organizations))


def attendance_of(db: Db, meeting_id: int, who: Delegation | Organization) -> Attendance | None:
    """That a delegation or an organization was at a meeting, if it is on the list."""
    column = Attendance.delegation_id if isinstance(who, Delegation) else Attendance.organization_id
    return db.scalars(select(Attendance).where(Attendance.meeting_id == meeting_id, column == who.id)).one_or_none()


def is_present(db: Db, meeting_id: int, viewer: Viewer) -> bool:
    """Does the viewer's delegation or organization stand on the list of a meeting?"""
    own = (
        Attendance.delegation_id == viewer.delegation_id
        if viewer.delegation_id
        else Attendance.organization_id == viewer.organization_id
    )
    return db.scalars(select(Attendance.id).where(Attendance.meeting_id == meeting_id, own)).first() is not None


def organizations_named(db: Db, names: Collection[str]) -> Sequence[Organization]:
    """The organizations with these names; unknown names are passed over."""
    return db.scalars(select(Organization).where(Organization.name.in_(names)).order_by(Organization.name)).all()


def participants(db: Db) -> Sequence[Delegation]:
    """The delegations that were at any meeting."""
    return db.scalars(
        select(Delegation)
        .where(Delegation.id.in_(select(Attendance.delegation_id).where(Attendance.delegation_id.is_not(None))))
        .order_by(Delegation.code)
    ).all()


def attenders(db: Db, delegations: str, organizations: str) -> tuple[Sequence[Delegation], Sequence[Organization]]:
    """Whom a list of attendance means: delegations by code, organizations by name, one a line; all must be known."""
    codes = delegations.replace(",", " ").upper().split()
    names = [name.strip() for name in organizations.splitlines() if name.strip()]
    if not codes and not names:
        raise Invalid(say("Please say who was there."), {"delegations": say("Please fill this in.")})
    states = accounts.delegations_by_code(db, codes)
    if unknown := sorted(set(codes) - {state.code for state in states}):
        raise Invalid(
            say("There is no delegation with the code %(code)s."),
            {"delegations": say("Unknown code.")},
            code=unknown[0],
        )
    found = organizations_named(db, names)
    if unknown := sorted(set(names) - {organization.name for organization in found}):
        raise Invalid(
            say("There is no organization called %(name)s."), {"organizations": say("Unknown name.")}, name=unknown[0]
        )
    return states, found


def attender(db: Db, delegation: str, organization: str, language: str, on: date) -> Delegation | Organization:
    """Whom a form means that speaks of one: a delegation by its name or code, or an organization by its name."""
    if bool(delegation) == bool(organization):
        raise Invalid(
            say("Please choose one delegation or one organization."), {"delegation": say("One or the other.")}
        )
    if delegation:
        return accounts.delegation_named(db, delegation, language, on)
    found = organizations_named(db, [organization])
    if not found:
        raise Invalid(
            say("There is no organization called %(name)s."), {"organization": say("Unknown name.")}, name=organization
        )
    return found[0]
