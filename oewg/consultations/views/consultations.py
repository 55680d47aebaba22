"""The pages of consultative meetings."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.consultations import ConsultationForm, OrganizationsForm, SummaryForm
from oewg.consultations.views.room import pages
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.meetings.actions import record_attendance as record_who_was_there


@pages.get("/consultations")
@asks("read")
def consultations(desk: Desk) -> ResponseReturnValue:
    """Consultations, open calls and where an organization begins."""
    return render_template(
        "consultations/consultations.html",
        consultations=queries.consultations(desk.db),
        calls=queries.open_calls(desk.db, desk.at),
        open_lists=queries.open_lists(desk.db),
        present=meetings.attendance(desk.db),
        own=queries.organization(desk.db, desk.viewer.organization_id, desk.viewer)
        if desk.viewer.organization_id
        else None,
        elements=mandate.elements(desk.db) if desk.viewer.may("hold_consultation") else [],
        meetings=queries.meetings_for_consultation(desk.db) if desk.viewer.may("hold_consultation") else [],
    )


@pages.post("/consultations")
@asks("hold_consultation", again=consultations)
def hold_consultation(desk: Desk) -> ResponseReturnValue:
    """Make a meeting a consultation."""
    form = received(ConsultationForm)
    found = [mandate.element(desk.db, element_id) for element_id in form.elements]
    consultation = actions.hold_consultation(
        desk.db, meetings.meeting(desk.db, form.meeting), form.title, found, by=desk.viewer, at=desk.at
    )
    return done("hold_consultation", "consultations.consultation", consultation_id=consultation.id)


@pages.get("/consultations/<int:consultation_id>")
@asks("read")
def consultation(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """One consultation: its elements, its meeting, who was there, the chair's summary."""
    found = queries.consultation(desk.db, consultation_id)
    records = desk.viewer.may("hold_consultation") and found.meeting.opened_at
    return render_template(
        "consultations/consultation.html",
        consultation=found,
        elements=queries.elements_of(desk.db, [consultation_id])[consultation_id],
        there=queries.organizations_at(desk.db, found.meeting_id),
        absent=queries.organizations_not_at(desk.db, found.meeting_id) if records else [],
        delegations=meetings.attendance(desk.db).get(found.meeting_id, (0, 0))[0],
    )


@pages.post("/consultations/<int:consultation_id>/organizations")
@asks("hold_consultation", again=consultation)
def record_attendance(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Record which accredited organizations were there."""
    form = received(OrganizationsForm)
    meeting = queries.consultation(desk.db, consultation_id).meeting
    found = queries.accredited_by_number(desk.db, form.organizations)
    record_who_was_there(desk.db, meeting, [], found, by=desk.viewer, at=desk.at)
    return done("record_attendance", "consultations.consultation", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/summary")
@asks("hold_consultation", again=consultation)
def give_summary(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Give the chair's summary."""
    form = received(SummaryForm)
    found = queries.consultation(desk.db, consultation_id)
    actions.give_summary(desk.db, found, form.words, by=desk.viewer, at=desk.at)
    return done("give_summary", "consultations.consultation", consultation_id=consultation_id)
