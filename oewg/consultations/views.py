"""The pages of consultations: registering, accreditation, calls, submissions and what became of them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts.door.desk import Desk, language, page_number, whole_number
from oewg.accounts.door.frame import in_navigation
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms import (
    CallForm,
    ConsultationForm,
    DecisionForm,
    OrganizationForm,
    OrganizationsForm,
    ReturnForm,
    SubmissionForm,
    SummaryForm,
    TieForm,
)
from oewg.consultations.rules import DISPOSITIONS, SECTORS, is_open
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.meetings.actions import record_attendance as record_who_was_there
from oewg.texts import queries as texts

pages = Blueprint("consultations", __name__)
in_navigation("consultations.consultations", lazy_gettext("Consultations"), place=70)
in_navigation("consultations.accreditation", lazy_gettext("Accreditation"), "decide_accreditation", place=75)


@pages.get("/consultations")
@asks("read")
def consultations(desk: Desk) -> ResponseReturnValue:
    """Consultations, open calls and where an organization begins."""
    return render_template(
        "consultations/consultations.html",
        consultations=queries.consultations(desk.db),
        calls=queries.open_calls(desk.db, desk.at),
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


@pages.get("/organizations/register")
@asks("read")
def register(desk: Desk) -> ResponseReturnValue:
    """The form with which an organization registers."""
    return render_template(
        "consultations/register.html",
        sectors=SECTORS,
        countries=queries.states(desk.db, language(), desk.at.date()),
    )


@pages.post("/organizations/register")
@asks("register_organization", again=register)
def register_organization(desk: Desk) -> ResponseReturnValue:
    """Register an organization and apply for its accreditation."""
    form = received(OrganizationForm)
    actions.register_organization(desk.db, **form.model_dump(), by=desk.viewer, at=desk.at)
    return done("register_organization", "accounts.sign_in_page")


@pages.get("/organizations")
@asks("read")
def organizations(desk: Desk) -> ResponseReturnValue:
    """The accredited organizations."""
    sector = request.args.get("sector", "")
    sector = sector if sector in SECTORS else ""
    page = queries.organizations(
        desk.db, sector=sector, search=request.args.get("search", "").strip(), number=page_number()
    )
    return render_template("consultations/organizations.html", page=page, sector=sector, sectors=SECTORS)


@pages.get("/organizations/<int:organization_id>")
@asks("read")
def organization(desk: Desk, organization_id: int) -> ResponseReturnValue:
    """One organization, and what it put in under its name."""
    found = queries.organization(desk.db, organization_id, desk.viewer)
    return render_template(
        "consultations/organization.html",
        organization=found,
        country=dict(queries.states(desk.db, language(), desk.at.date())).get(found.country, found.country),
        page=queries.submissions(desk.db, desk.viewer, organization_id=organization_id, number=page_number()),
        sectors=SECTORS,
        dispositions=DISPOSITIONS,
    )


@pages.get("/organization")
@asks("keep_own_account")
def own_organization(desk: Desk) -> ResponseReturnValue:
    """Where a representative's organization stands, and what became of what it sent."""
    if desk.viewer.organization_id is None:
        raise NotFound
    return render_template(
        "consultations/own_organization.html",
        organization=queries.organization(desk.db, desk.viewer.organization_id, desk.viewer),
        application=queries.latest_application(desk.db, desk.viewer.organization_id),
        page=queries.submissions(
            desk.db, desk.viewer, organization_id=desk.viewer.organization_id, number=page_number()
        ),
        calls=queries.open_calls(desk.db, desk.at),
        dispositions=DISPOSITIONS,
    )


@pages.get("/accreditation")
@asks("decide_accreditation")
def accreditation(desk: Desk) -> ResponseReturnValue:
    """The applications, those that wait first."""
    return render_template(
        "consultations/accreditation.html", page=queries.applications(desk.db, number=page_number()), sectors=SECTORS
    )


@pages.get("/accreditation/<int:accreditation_id>")
@asks("decide_accreditation")
def application(desk: Desk, accreditation_id: int) -> ResponseReturnValue:
    """One application, and the form for its answer."""
    found = queries.application(desk.db, accreditation_id)
    country = found.organization.country
    return render_template(
        "consultations/application.html",
        application=found,
        country=dict(queries.states(desk.db, language(), desk.at.date())).get(country, country),
        representatives=queries.representatives(desk.db, found.organization_id),
        sectors=SECTORS,
    )


@pages.post("/accreditation/<int:accreditation_id>")
@asks("decide_accreditation", again=application)
def decide_accreditation(desk: Desk, accreditation_id: int) -> ResponseReturnValue:
    """Accredit, or give the reason why not."""
    form = received(DecisionForm)
    found = queries.application(desk.db, accreditation_id)
    if form.outcome == "accredited":
        actions.accredit(desk.db, found, by=desk.viewer, at=desk.at)
        return done("accredit", "consultations.accreditation")
    actions.refuse_accreditation(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("refuse_accreditation", "consultations.accreditation")


@pages.get("/calls")
@asks("read")
def calls(desk: Desk) -> ResponseReturnValue:
    """The calls for input."""
    return render_template("consultations/calls.html", page=queries.calls(desk.db, number=page_number()))


@pages.post("/calls")
@asks("open_call", again=calls)
def open_call(desk: Desk) -> ResponseReturnValue:
    """Open a call for input."""
    form = received(CallForm)
    call = actions.open_call(
        desk.db,
        form.title,
        form.questions,
        on_the_clock(form.opens_at, form.zone),
        on_the_clock(form.closes_at, form.zone),
        form.zone,
        by=desk.viewer,
        at=desk.at,
    )
    return done("open_call", "consultations.call", call_id=call.id)


@pages.get("/calls/<int:call_id>")
@asks("read")
def call(desk: Desk, call_id: int) -> ResponseReturnValue:
    """One call: its questions, its deadline, and the form for an answer."""
    found = queries.call(desk.db, call_id)
    organization_id = desk.viewer.organization_id
    return render_template(
        "consultations/call.html",
        call=found,
        application=queries.latest_application(desk.db, organization_id) if organization_id else None,
        before=queries.latest_version(desk.db, call_id, organization_id) if organization_id else None,
        dispositions=DISPOSITIONS,
        open_now=is_open(found.opens_at, found.closes_at, desk.at),
        deadline=actions.deadline_words(found),
        page=queries.submissions(desk.db, desk.viewer, call_id=call_id, number=page_number()),
    )


@pages.post("/calls/<int:call_id>/submissions")
@asks("submit_input", again=call)
def submit(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Answer a call."""
    form = received(SubmissionForm)
    submission = actions.submit(
        desk.db, queries.call(desk.db, call_id), form.title, form.words, form.consent, by=desk.viewer, at=desk.at
    )
    return done("submit", "consultations.submission", submission_id=submission.id)


@pages.get("/submissions")
@asks("read")
def submissions(desk: Desk) -> ResponseReturnValue:
    """The submissions that the viewer may see."""
    sector = request.args.get("sector", "")
    sector = sector if sector in SECTORS else ""
    call_id = whole_number(request.args["call"]) if request.args.get("call") else None
    page = queries.submissions(desk.db, desk.viewer, call_id=call_id, sector=sector, number=page_number())
    return render_template(
        "consultations/submissions.html",
        page=page,
        sector=sector,
        sectors=SECTORS,
        dispositions=DISPOSITIONS,
        calls=queries.every_call(desk.db),
        call_id=call_id,
    )


@pages.get("/submissions/<int:submission_id>")
@asks("read")
def submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """One submission, and what became of it."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    offered = []
    if desk.viewer.may("moderate_submission"):
        for kind in ("report", "rules"):
            for text in texts.texts_of_kind(desk.db, kind):
                offered += [(line_, text.title) for line_ in texts.lines(desk.db, text.id) if line_.kind != "heading"]
    return render_template(
        "consultations/submission.html",
        line=line,
        submission=line.submission,
        wordings=texts.lines_by_id(desk.db, [bearing.provision_id for bearing in line.submission.bearings]),
        offered=offered,
        dispositions=DISPOSITIONS,
    )


@pages.post("/submissions/<int:submission_id>/publish")
@asks("moderate_submission", again=submission)
def publish_submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Publish a submission."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.publish_submission(desk.db, found, by=desk.viewer, at=desk.at)
    return done("publish_submission", "consultations.submission", submission_id=submission_id)


@pages.post("/submissions/<int:submission_id>/return")
@asks("moderate_submission", again=submission)
def return_submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Send a submission back for repair."""
    form = received(ReturnForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.return_submission(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("return_submission", "consultations.submission", submission_id=submission_id)


@pages.post("/submissions/<int:submission_id>/bearings")
@asks("moderate_submission", again=submission)
def tie_submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Tie a submission to a provision."""
    form = received(TieForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    provision = texts.provision(desk.db, form.provision)
    actions.tie_submission(
        desk.db, found, provision, form.disposition, form.reason, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("tie_submission", "consultations.submission", submission_id=submission_id)
