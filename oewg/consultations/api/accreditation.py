"""Organizations and their accreditation for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.accreditation import DecisionForm
from oewg.consultations.models import Accreditation


class OrganizationOut(Out):
    """An accredited organization."""

    id: int
    name: str
    sector: str
    country: str
    accredited_since: datetime | None


class AccreditationOut(Out):
    """An application for accreditation, and its answer."""

    id: int
    organization: int
    name: str
    applied_at: datetime
    outcome: str | None
    reason: str


@operation(
    api,
    "/organizations",
    act="read",
    answers=Listed[OrganizationOut],
    query=Cursor,
    summary="The accredited organizations",
)
def organizations(desk: Desk, asked: Cursor) -> Listed[OrganizationOut]:
    """Organizations by number."""
    rows = queries.organizations_after(desk.db, asked.number(), asked.limit + 1)
    return cut([OrganizationOut.model_validate(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api,
    "/accreditations",
    act="decide_accreditation",
    answers=Listed[AccreditationOut],
    query=Cursor,
    summary="The applications for accreditation",
)
def accreditations(desk: Desk, asked: Cursor) -> Listed[AccreditationOut]:
    """Applications by number."""
    rows = queries.applications_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_accreditation(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api,
    "/accreditations/<int:accreditation_id>",
    method="POST",
    act="decide_accreditation",
    takes=DecisionForm,
    answers=AccreditationOut,
    summary="Accredit, or give the reason why not",
    status=200,
)
def decide_accreditation(desk: Desk, sent: DecisionForm, accreditation_id: int) -> AccreditationOut:
    """Answer an application."""
    found = queries.application(desk.db, accreditation_id)
    if sent.outcome == "accredited":
        actions.accredit(desk.db, found, by=desk.viewer, at=desk.at)
    else:
        actions.refuse_accreditation(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _accreditation(found)


def _accreditation(row: Accreditation) -> AccreditationOut:
    return AccreditationOut(
        id=row.id,
        organization=row.organization_id,
        name=row.organization.name,
        applied_at=row.applied_at,
        outcome=row.outcome,
        reason=row.reason,
    )
