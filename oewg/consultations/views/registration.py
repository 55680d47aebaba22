"""The pages of registration for a consultation: an organization's persons, everybody for the secretariat, the public list."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, check_allowed, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.registration import AttendeeForm, NamedForm, PeriodForm
from oewg.consultations.models import RegistrationPeriod
from oewg.consultations.rules.accreditation import SECTORS
from oewg.consultations.rules.input import is_open
from oewg.consultations.rules.registration import MANNERS, manners_of
from oewg.consultations.views.room import pages
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock
from oewg.texts.views.files import spreadsheet


@pages.get("/consultations/<int:consultation_id>/registration")
@asks("read")
def attendees(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """When and how one registers; for an organization its persons, for the secretariat everybody's."""
    found = queries.consultation(desk.db, consultation_id)
    period = queries.registration_period(desk.db, consultation_id)
    own, keeps = desk.viewer.organization_id, desk.viewer.may("hold_consultation")
    return render_template(
        "consultations/attendees.html",
        consultation=found,
        period=period,
        opens=period is not None and is_open(period.opens_at, period.closes_at, desk.at),
        now=desk.at,
        taking=queries.taking(desk.db, period) if period else {},
        manners=MANNERS,
        offered=manners_of([each.mode for each in found.meetings if each.cancelled_at is None]),
        registered=queries.registered_by(desk.db, consultation_id, own) if own else [],
        page=queries.attendees(desk.db, consultation_id, number=page_number()) if keeps and period else None,
        keeps=keeps,
        over=queries.is_over(found),
    )


def _period(desk: Desk, consultation_id: int) -> RegistrationPeriod:
    found = queries.registration_period(desk.db, consultation_id)
    if found is None:
        raise NotFound
    return found


@pages.post("/consultations/<int:consultation_id>/registration/period")
@asks("hold_consultation", again=attendees)
def open_registration(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Announce the registration, or change its time and places."""
    form = received(PeriodForm)
    found = queries.consultation(desk.db, consultation_id)
    opens_at = on_the_clock(form.opens_at, form.zone, "opens_at")
    closes_at = on_the_clock(form.closes_at, form.zone, "closes_at")
    period = queries.registration_period(desk.db, consultation_id)
    if period is None:
        actions.open_registration(
            desk.db, found, opens_at, closes_at, form.zone, form.places, by=desk.viewer, at=desk.at
        )
        return done("open_registration", "consultations.attendees", consultation_id=consultation_id)
    actions.change_registration(desk.db, found, period, opens_at, closes_at, form.places, by=desk.viewer, at=desk.at)
    return done("change_registration", "consultations.attendees", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/registration")
@asks("register_person", again=attendees)
def register_person(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Register a person."""
    form = received(AttendeeForm)
    queries.consultation(desk.db, consultation_id)
    actions.register_person(
        desk.db, _period(desk, consultation_id), form.name, form.function, form.manner, named=form.named,
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return done("register_person", "consultations.attendees", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/registration/<int:attendee_id>/withdraw")
@asks(
    "withdraw_registration", again=attendees,
    where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id},
)  # fmt: skip
def withdraw_registration(desk: Desk, consultation_id: int, attendee_id: int) -> ResponseReturnValue:
    """Withdraw a person's registration."""
    made = queries.attendee(desk.db, consultation_id, attendee_id, desk.viewer)
    actions.withdraw_registration(desk.db, made, by=desk.viewer, at=desk.at)
    return done("withdraw_registration", "consultations.attendees", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/registration/<int:attendee_id>/name")
@asks(
    "withdraw_registration", again=attendees,
    where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id},
)  # fmt: skip
def name_on_list(desk: Desk, consultation_id: int, attendee_id: int) -> ResponseReturnValue:
    """Let a person stand on the public list by name, or no more.

    A name comes off it also when its organization is not accredited any more.
    """
    named = received(NamedForm).named
    made = queries.attendee(desk.db, consultation_id, attendee_id, desk.viewer)
    if named:
        check_allowed(desk.viewer, "register_person")
    act = actions.agree_to_be_named if named else actions.take_back_name
    act(desk.db, made, by=desk.viewer, at=desk.at)
    return done(act.__name__, "consultations.attendees", consultation_id=consultation_id)


@pages.get("/consultations/<int:consultation_id>/participants")
@asks("read")
def participants(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Who takes part: organizations, and the persons who agreed to be named."""
    return render_template(
        "consultations/participants.html",
        consultation=queries.consultation(desk.db, consultation_id),
        participating=queries.participating(desk.db, desk.viewer, consultation_id),
        delegations=queries.attended(desk.db).get(consultation_id, (0, 0))[0],
        sectors=SECTORS,
        manners=MANNERS,
    )


@pages.get("/consultations/<int:consultation_id>/participants.csv")
@asks("read")
def participants_as_csv(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """The list of participants for a spreadsheet: a row for each person who may be named, and one for the others together."""
    queries.consultation(desk.db, consultation_id)
    rows = []
    for each in queries.participating(desk.db, desk.viewer, consultation_id):
        of = [each.organization.name, each.organization.sector, each.organization.country]
        rows += [[*of, person.name, person.function, person.manner, "1"] for person in each.named]
        if each.persons > len(each.named):
            rows.append([*of, "", "", "", str(each.persons - len(each.named))])
    head = ["organization", "sector", "country", "person", "function", "manner", "persons"]
    return spreadsheet("participants", head, rows)
