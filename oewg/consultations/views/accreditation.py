"""The pages of organizations and their accreditation."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, language, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.accreditation import DecisionForm, OrganizationForm
from oewg.consultations.rules.accreditation import SECTORS
from oewg.consultations.rules.dispositions import DISPOSITIONS
from oewg.consultations.views.room import pages
from oewg.core.errors import NotFound


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
@asks("register_organization", again=register, limited="email name", proof=True)
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
        calls=queries.open_calls(desk.db, desk.at, "organizations"),
        invitations=queries.invitations(desk.db, desk.viewer.organization_id, desk.at),
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
