"""The pages of consultative meetings: the consultations, one of them, who was there."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.consultations import ConsultationForm, MeetingForm, OrganizationsForm
from oewg.consultations.queries import fund
from oewg.consultations.rules.input import is_open
from oewg.consultations.rules.registration import MANNERS
from oewg.consultations.views.room import pages
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.meetings.actions import record_attendance as record_who_was_there
from oewg.meetings.rules.participants import runs

pages.add_app_template_global(runs)


@pages.get("/consultations")
@asks("read")
def consultations(desk: Desk) -> ResponseReturnValue:
    """Consultations, open calls and where an organization begins."""
    prepares = desk.viewer.may("hold_consultation")
    organization_id = desk.viewer.organization_id
    found = queries.consultations(desk.db)
    return render_template(
        "consultations/consultations.html",
        consultations=found,
        standings=fund.standings(desk.db, [each.id for each in found]),
        calls=queries.open_calls(desk.db, desk.at),
        open_lists=queries.open_lists(desk.db),
        attended=queries.attended(desk.db),
        periods=queries.open_periods(desk.db, desk.at),
        own=queries.organization(desk.db, organization_id, desk.viewer) if organization_id else None,
        elements=mandate.elements(desk.db) if prepares else [],
        meetings=queries.meetings_for_consultation(desk.db) if prepares else [],
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
    """One consultation: its themes and meetings, what there is to do for whoever reads, who was there."""
    found = queries.consultation(desk.db, consultation_id)
    prepares = desk.viewer.may("hold_consultation")
    opened = [each for each in found.meetings if each.opened_at is not None]
    period = queries.registration_period(desk.db, consultation_id)
    own = desk.viewer.organization_id
    return render_template(
        "consultations/consultation.html",
        consultation=found,
        means=fund.means_of(desk.db, consultation_id),
        elements=queries.elements_of(desk.db, [consultation_id])[consultation_id],
        programme=queries.programme(desk.db, consultation_id),
        asked=queries.asked_to_set_scene(desk.db, desk.viewer, consultation_id),
        period=period,
        opens=period is not None and is_open(period.opens_at, period.closes_at, desk.at),
        over=queries.is_over(found),
        taking=queries.taking(desk.db, period) if period else {},
        manners=MANNERS,
        registered=queries.registered_by(desk.db, consultation_id, own) if own else [],
        there=queries.organizations_at(desk.db, consultation_id),
        delegations=queries.attended(desk.db).get(consultation_id, (0, 0))[0],
        opened=opened,
        absent=queries.organizations_not_at(desk.db, opened[-1].id) if prepares and opened else [],
        further=queries.meetings_for_consultation(desk.db) if prepares else [],
        now=desk.at,
    )


@pages.post("/consultations/<int:consultation_id>/meetings")
@asks("hold_consultation", again=consultation)
def add_meeting(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Let a consultation be continued at a further meeting."""
    form = received(MeetingForm)
    found = queries.consultation(desk.db, consultation_id)
    actions.add_meeting(desk.db, found, meetings.meeting(desk.db, form.meeting), by=desk.viewer, at=desk.at)
    return done("add_consultation_meeting", "consultations.consultation", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/organizations")
@asks("hold_consultation", again=consultation)
def record_attendance(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Record which accredited organizations were at a meeting of it."""
    form = received(OrganizationsForm)
    meeting = queries.meeting_of(queries.consultation(desk.db, consultation_id), form.meeting)
    found = queries.accredited_by_number(desk.db, form.organizations)
    record_who_was_there(desk.db, meeting, [], found, by=desk.viewer, at=desk.at)
    return done("record_attendance", "consultations.consultation", consultation_id=consultation_id)
