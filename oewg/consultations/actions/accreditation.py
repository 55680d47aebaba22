"""How does an organization come to be heard? It registers, and is accredited or refused."""

from datetime import datetime

from sqlalchemy import select

from oewg.accounts.actions import create_account, give_capacity
from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import (
    Accreditation,
)
from oewg.consultations.rules import accreditation as rules
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append

told(
    register_organization=say("An organization registered and applied for accreditation."),
    accredit=say("An organization was accredited."),
    refuse_accreditation=say("An organization was not accredited."),
)


def register_organization(
    db: Db,
    name: str,
    sector: str,
    country: str,
    consultative_status: bool,
    purpose: str,
    representative: str,
    email: str,
    password: str | None,
    *,
    by: Viewer,
    at: datetime,
) -> Organization:
    """Register an organization with its first representative, and apply for its accreditation."""
    if rules.folded(name) in map(rules.folded, db.scalars(select(Organization.name))):
        raise Invalid(say("An organization of this name has registered already."), {"name": say("Already in use.")})
    if not queries.is_state(db, country):
        raise Invalid(say("Please choose the State in which it is established."), {"country": say("Not found.")})
    organization = Organization(
        name=name,
        sector=sector,
        country=country,
        consultative_status=consultative_status,
        purpose=purpose,
        registered_at=at,
    )
    db.add(organization)
    db.flush()
    accreditation = Accreditation(organization_id=organization.id, applied_at=at, reason="")
    db.add(accreditation)
    db.flush()
    facts = {**_described(organization), "accreditation": accreditation.id}
    append(
        db,
        "register_organization",
        by.account_id,
        by.capacity,
        Subject("organization", organization.id),
        facts,
        at,
        readers=("secretariat", f"organization:{organization.id}"),
    )
    account = create_account(db, email, representative, password, by=by, at=at)
    give_capacity(db, account, "representative", by=by, at=at, since=at, organization_id=organization.id)
    return organization


def _described(organization: Organization) -> dict[str, object]:
    return {
        "name": organization.name,
        "sector": organization.sector,
        "country": organization.country,
        "consultative_status": organization.consultative_status,
        "purpose": organization.purpose,
    }


def accredit(db: Db, accreditation: Accreditation, *, by: Viewer, at: datetime) -> None:
    """Accredit the organization that applied."""
    _decide(db, accreditation, "accredited", "", at)
    accreditation.organization.accredited_since = at
    db.flush()
    facts = {"organization": accreditation.organization_id, **_described(accreditation.organization)}
    append(db, "accredit", by.account_id, by.capacity, Subject("accreditation", accreditation.id), facts, at)


def refuse_accreditation(db: Db, accreditation: Accreditation, reason: str, *, by: Viewer, at: datetime) -> None:
    """Do not accredit the organization, for a reason that it reads."""
    if not reason:
        raise Invalid(say("A refusal gives its reason."), {"reason": say("Please give a reason.")})
    _decide(db, accreditation, "refused", reason, at)
    append(
        db,
        "refuse_accreditation",
        by.account_id,
        by.capacity,
        Subject("accreditation", accreditation.id),
        {"organization": accreditation.organization_id, "reason": reason},
        at,
        readers=("secretariat", f"organization:{accreditation.organization_id}"),
    )


def _decide(db: Db, accreditation: Accreditation, outcome: str, reason: str, at: datetime) -> None:
    if accreditation.outcome is not None:
        raise Refusal(say("This application has been decided already."))
    accreditation.outcome, accreditation.decided_at, accreditation.reason = outcome, at, reason
    accreditation.checked_at, accreditation.basis = at, "secretariat"
    db.flush()
