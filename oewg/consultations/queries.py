"""What did business, non-governmental organizations and academia put in, as far as this viewer may see it?

An organization sees its own submissions, the secretariat sees all, everybody sees what is published; of an anonymous one
nobody else learns whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Accreditation,
    Bearing,
    Call,
    Consultation,
    ConsultationElement,
    Submission,
)
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.mandate.models import Element
from oewg.texts.models import Provision


@dataclass(frozen=True)
class SubmissionLine:
    """A submission as a viewer may see it; `author` is empty when the viewer may not know it."""

    submission: Submission
    author: str
    own: bool


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may see a submission at all."""
    if viewer.role == "secretariat":
        return true()
    own = Submission.organization_id == viewer.organization_id if viewer.organization_id else false()
    return or_(Submission.published_at.is_not(None), own)


def knows_author(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may know whose a submission is."""
    if viewer.role == "secretariat":
        return true()
    own = Submission.organization_id == viewer.organization_id if viewer.organization_id else false()
    return or_(Submission.consent == "named", own)


def _as_line(submission: Submission, viewer: Viewer) -> SubmissionLine:
    own = viewer.organization_id is not None and submission.organization_id == viewer.organization_id
    known = own or viewer.role == "secretariat" or submission.consent == "named"
    return SubmissionLine(submission, submission.organization.name if known else "", own)


def organizations(db: Db, *, sector: str = "", search: str = "", number: int = 1, size: int = 50) -> Page[Organization]:
    """The accredited organizations, by name."""
    query = select(Organization).where(Organization.accredited_since.is_not(None))
    if sector:
        query = query.where(Organization.sector == sector)
    if search:
        query = query.where(Organization.name.icontains(search, autoescape=True))
    return paged(db, query.order_by(Organization.name, Organization.id), number, size)


def organizations_after(db: Db, organization_id: int, limit: int) -> Sequence[Organization]:
    """The accredited organizations with a higher number than this, in that order."""
    query = select(Organization).where(
        Organization.accredited_since.is_not(None), Organization.id > organization_id
    )  # fmt: skip
    return db.scalars(query.order_by(Organization.id).limit(limit)).all()


def organization(db: Db, organization_id: int) -> Organization:
    """One organization, or NotFound."""
    found = db.get(Organization, organization_id)
    if found is None:
        raise NotFound
    return found


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


def calls(db: Db, *, number: int = 1, size: int = 50) -> Page[Call]:
    """The calls for input, the latest deadline first."""
    return paged(db, select(Call).order_by(Call.closes_at.desc(), Call.id.desc()), number, size)


def calls_after(db: Db, call_id: int, limit: int) -> Sequence[Call]:
    """The calls with a higher number than this, in that order."""
    return db.scalars(select(Call).where(Call.id > call_id).order_by(Call.id).limit(limit)).all()


def open_calls(db: Db, at: datetime) -> Sequence[Call]:
    """The calls that are open at an instant."""
    return db.scalars(select(Call).where(Call.opens_at <= at, Call.closes_at > at).order_by(Call.closes_at)).all()


def call(db: Db, call_id: int) -> Call:
    """One call, or NotFound."""
    found = db.get(Call, call_id)
    if found is None:
        raise NotFound
    return found


def submissions(
    db: Db,
    viewer: Viewer,
    *,
    call_id: int | None = None,
    sector: str = "",
    own: bool = False,
    number: int = 1,
    size: int = 50,
) -> Page[SubmissionLine]:
    """The submissions that a viewer may see, the latest first; the sector filters only those whose author it may know."""
    query = select(Submission).where(visible(viewer))
    if call_id is not None:
        query = query.where(Submission.call_id == call_id)
    if sector:
        query = query.join(Organization, Submission.organization_id == Organization.id).where(
            Organization.sector == sector, knows_author(viewer)
        )
    if own:
        query = query.where(Submission.organization_id == viewer.organization_id)
    query = query.options(
        joinedload(Submission.organization), joinedload(Submission.call), selectinload(Submission.bearings)
    )
    page = paged(db, query.order_by(Submission.submitted_at.desc(), Submission.id.desc()), number, size)
    return Page([_as_line(row, viewer) for row in page.items], page.number, page.size, page.total)


def submissions_after(db: Db, viewer: Viewer, submission_id: int, limit: int) -> list[SubmissionLine]:
    """The submissions that a viewer may see with a higher number than this, in that order."""
    rows = db.scalars(
        select(Submission)
        .where(visible(viewer), Submission.id > submission_id)
        .options(joinedload(Submission.organization), selectinload(Submission.bearings))
        .order_by(Submission.id)
        .limit(limit)
    )
    return [_as_line(row, viewer) for row in rows]


def submission(db: Db, submission_id: int, viewer: Viewer) -> SubmissionLine:
    """One submission that the viewer may see, or NotFound."""
    found = db.scalars(
        select(Submission)
        .where(Submission.id == submission_id, visible(viewer))
        .options(
            joinedload(Submission.organization),
            joinedload(Submission.call),
            selectinload(Submission.bearings).joinedload(Bearing.provision).joinedload(Provision.text),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return _as_line(found, viewer)


def next_version(db: Db, call_id: int, organization_id: int) -> int:
    """The number of an organization's next version of its answer to a call."""
    last = db.scalar(
        select(func.max(Submission.version)).where(
            Submission.call_id == call_id, Submission.organization_id == organization_id
        )
    )
    return (last or 0) + 1


def consultations(db: Db) -> Sequence[Consultation]:
    """The consultations with their meetings, in order."""
    return db.scalars(select(Consultation).options(joinedload(Consultation.meeting)).order_by(Consultation.id)).all()


def consultation(db: Db, consultation_id: int) -> Consultation:
    """One consultation, or NotFound."""
    found = db.scalars(
        select(Consultation).where(Consultation.id == consultation_id).options(joinedload(Consultation.meeting))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def elements_of(db: Db, consultation_id: int) -> Sequence[Element]:
    """The elements of the mandate that a consultation was on."""
    return db.scalars(
        select(Element)
        .join(ConsultationElement, ConsultationElement.element_id == Element.id)
        .where(ConsultationElement.consultation_id == consultation_id)
        .order_by(Element.place)
    ).all()


def provisions_resting_on_input(db: Db) -> set[int]:
    """The provisions on which a submission bears that was taken up, wholly or in part."""
    taken = Bearing.disposition.in_(("taken_up", "partly"))
    return set(db.scalars(select(Bearing.provision_id).where(taken)))
