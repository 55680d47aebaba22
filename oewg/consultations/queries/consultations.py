"""Which consultations are there, at which meetings and on what, and who was there?"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Organization
from oewg.consultations.models import Consultation, ConsultationElement, ConsultationMeeting
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.mandate.models import Element
from oewg.meetings.models import Attendance, Meeting


def organizations_at(db: Db, consultation_id: int) -> Sequence[Organization]:
    """The organizations that were at any meeting of a consultation, by name."""
    there = (
        select(Attendance.organization_id)
        .join(ConsultationMeeting, ConsultationMeeting.meeting_id == Attendance.meeting_id)
        .where(ConsultationMeeting.consultation_id == consultation_id, Attendance.organization_id.is_not(None))
    )
    return db.scalars(select(Organization).where(Organization.id.in_(there)).order_by(Organization.name)).all()


def organizations_not_at(db: Db, meeting_id: int) -> Sequence[Organization]:
    """Every accredited organization that is not recorded as having been at a meeting, by name."""
    there = select(Attendance.organization_id).where(
        Attendance.meeting_id == meeting_id, Attendance.organization_id.is_not(None)
    )
    query = select(Organization).where(Organization.accredited, Organization.id.not_in(there))
    return db.scalars(query.order_by(Organization.name, Organization.id)).all()


def attended(db: Db) -> dict[int, tuple[int, int]]:
    """Consultation -> how many delegations and how many organizations were at any of its meetings."""
    rows = db.execute(
        select(
            ConsultationMeeting.consultation_id,
            func.count(Attendance.delegation_id.distinct()),
            func.count(Attendance.organization_id.distinct()),
        )
        .join(Attendance, Attendance.meeting_id == ConsultationMeeting.meeting_id)
        .group_by(ConsultationMeeting.consultation_id)
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def consultations(db: Db) -> Sequence[Consultation]:
    """The consultations with their meetings, in order."""
    return db.scalars(
        select(Consultation)
        .options(selectinload(Consultation.meetings).joinedload(Meeting.session))
        .order_by(Consultation.id)
    ).all()


def meetings_for_consultation(db: Db) -> Sequence[Meeting]:
    """Every meeting that can be made a consultation: informal, neither opened nor cancelled, not one already; the latest first."""
    query = select(Meeting).where(
        Meeting.formality == "informal",
        Meeting.opened_at.is_(None),
        Meeting.cancelled_at.is_(None),
        Meeting.id.not_in(select(ConsultationMeeting.meeting_id)),
    )
    return db.scalars(query.order_by(Meeting.number.desc())).all()


def consultation(db: Db, consultation_id: int) -> Consultation:
    """One consultation with its meetings, or NotFound."""
    found = db.scalars(
        select(Consultation)
        .where(Consultation.id == consultation_id)
        .options(
            selectinload(Consultation.meetings).joinedload(Meeting.session), joinedload(Consultation.summary)
        )
    ).one_or_none()  # fmt: skip
    if found is None:
        raise NotFound
    return found


def consultation_at(db: Db, meeting_id: int) -> Consultation | None:
    """The consultation that is held at a meeting, if one is."""
    return db.scalars(
        select(Consultation)
        .join(ConsultationMeeting, ConsultationMeeting.consultation_id == Consultation.id)
        .where(ConsultationMeeting.meeting_id == meeting_id)
    ).one_or_none()


def is_over(consultation: Consultation) -> bool:
    """Has every meeting of it been adjourned or cancelled?"""
    return all(each.adjourned_at or each.cancelled_at for each in consultation.meetings)


def meeting_of(consultation: Consultation, meeting_id: int) -> Meeting:
    """One of a consultation's meetings, or NotFound."""
    found = next((each for each in consultation.meetings if each.id == meeting_id), None)
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


def theme(db: Db, consultation_id: int, element_id: int) -> Element:
    """One of a consultation's themes, or NotFound."""
    found = next((each for each in elements_of(db, [consultation_id])[consultation_id] if each.id == element_id), None)
    if found is None:
        raise NotFound
    return found
