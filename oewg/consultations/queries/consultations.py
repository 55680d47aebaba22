"""Which consultations are there, on what, and who was there?"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Organization
from oewg.consultations.models import (
    Consultation,
    ConsultationElement,
)
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate.models import Element
from oewg.meetings.models import Attendance, Meeting


def organizations_at(db: Db, meeting_id: int) -> Sequence[Organization]:
    """The organizations that were at a meeting, by name."""
    there = select(Attendance.organization_id).where(
        Attendance.meeting_id == meeting_id, Attendance.organization_id.is_not(None)
    )
    return db.scalars(select(Organization).where(Organization.id.in_(there)).order_by(Organization.name)).all()


def organizations_not_at(db: Db, meeting_id: int) -> Sequence[Organization]:
    """Every accredited organization that is not recorded as having been at a meeting, by name."""
    there = select(Attendance.organization_id).where(
        Attendance.meeting_id == meeting_id, Attendance.organization_id.is_not(None)
    )
    query = select(Organization).where(Organization.accredited, Organization.id.not_in(there))
    return db.scalars(query.order_by(Organization.name, Organization.id)).all()


def consultations(db: Db) -> Sequence[Consultation]:
    """The consultations with their meetings, in order."""
    return db.scalars(select(Consultation).options(joinedload(Consultation.meeting)).order_by(Consultation.id)).all()


def meetings_for_consultation(db: Db) -> Sequence[Meeting]:
    """Every meeting that can be made a consultation: informal, neither opened nor cancelled, not one already; the latest first."""
    already = select(Consultation.meeting_id)
    query = select(Meeting).where(
        Meeting.formality == "informal",
        Meeting.opened_at.is_(None),
        Meeting.cancelled_at.is_(None),
        Meeting.id.not_in(already),
    )
    return db.scalars(query.order_by(Meeting.number.desc())).all()


def consultation(db: Db, consultation_id: int) -> Consultation:
    """One consultation, or NotFound."""
    found = db.scalars(
        select(Consultation).where(Consultation.id == consultation_id).options(joinedload(Consultation.meeting))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def elements_of(db: Db, consultation_ids: Collection[int]) -> dict[int, list[Element]]:
    """Consultation -> the elements of the mandate that it was on: one query."""
    found: dict[int, list[Element]] = defaultdict(list)
    rows = db.execute(
        select(ConsultationElement.consultation_id, Element)
        .join(Element, ConsultationElement.element_id == Element.id)
        .where(ConsultationElement.consultation_id.in_(consultation_ids))
        .order_by(Element.place)
    )
    for consultation_id, element in rows:
        found[consultation_id].append(element)
    return found
