"""The pages of organizations and their applications: from the first visit to the accreditation, and the secretariat's queue."""

from collections.abc import Callable, Container
from contextlib import suppress

from flask import current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.door.desk import Desk, database, language, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.accounts.mail.confirmations import read, send_now
from oewg.accounts.models import Confirmation
from oewg.accounts.rules import confirmations, invitations, passwords
from oewg.accounts.views.people import begin_browser
from oewg.consultations import actions, queries
from oewg.consultations.forms.accreditation import (
    ConfirmationForm,
    DescribedForm,
    OrganizationForm,
    QueueForm,
    ReasonsForm,
)
from oewg.consultations.rules.accreditation import ENDED, NEXT, SECTORS, STATES, TRANSITIONS, steps
from oewg.consultations.rules.dispositions import DISPOSITIONS
from oewg.consultations.rules.non_objection import shown_totals
from oewg.consultations.rules.representatives import GENDERS
from oewg.consultations.views.room import pages
from oewg.core.clock import now
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.record.actions import hold
from oewg.texts.views.files import attachment, sent_file


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
@asks("register_organization", again=register, own_transaction=True, limited="email name", proof=True)
def register_organization() -> ResponseReturnValue:
    """Keep what is registered, and write to the address: the letter goes out when all of it is stored."""
    form = received(OrganizationForm)
    letter = sent_file()
    asked: list[int] = []

    @asks("register_organization", again=register)
    def keep(desk: Desk) -> ResponseReturnValue:
        made = actions.begin_registration(
            desk.db, form.described(), form.representative, form.email, language(), letter, by=desk.viewer, at=desk.at
        )
        asked.append(made.id)
        return done("begin_registration", "consultations.registered")

    answer = keep()
    for confirmation_id in asked:
        send_now(confirmation_id)
    return answer


@pages.get("/organizations/registered")
@asks("read")
def registered(desk: Desk) -> ResponseReturnValue:
    """What comes after the form: a letter, and its link."""
    return render_template("consultations/registered.html", lasts=confirmations.LASTS.days)


def _asked(db: Db, token: str) -> Confirmation:
    number, key = read(token, current_app.config["OEWG"].secret_key)
    return people.confirmation(db, number, key)


@pages.get("/confirmations/<token>")
@asks("sign_in")
def confirmation(desk: Desk, token: str) -> ResponseReturnValue:
    """What the link of a letter opens: what is to be confirmed, or in plain words why it opens nothing."""
    asked, standing, status = None, "unknown", 404
    account, needed, wanted, invited = None, False, None, None
    with suppress(NotFound):
        asked = _asked(desk.db, token)
        standing = invitations.standing(asked.expires_at, asked.used_at, desk.at)
        status = 200 if standing == "open" else 410
        account, needed = people.account_to_confirm(desk.db, asked)
        wanted = queries.begun_registration(desk.db, asked.id)
        invited = queries.invitation_of(desk.db, asked.id)
    response = make_response(
        render_template(
            "consultations/confirmation.html", asked=asked, standing=standing, account=account, needed=needed,
            wanted=wanted, invited=invited, ended=confirmations.ENDED, sectors=SECTORS,
        ),
        status,
    )  # fmt: skip
    response.cache_control.no_store = True
    return response


@pages.post("/confirmations/<token>")
@asks("sign_in", again=confirmation, own_transaction=True, limited="token")
def confirm(token: str) -> ResponseReturnValue:
    """Confirm the address. A password is hashed before the record is held; whoever chose one is signed in."""
    form = received(ConfirmationForm)
    with database().reading() as db:
        asked = _asked(db, token)
        confirmations.check_opens(invitations.standing(asked.expires_at, asked.used_at, now()))
        _, needed = people.account_to_confirm(db, asked)
    confirmations.check_password(needed, form.new_password is not None)
    password_hash = passwords.hashed(form.new_password) if needed and form.new_password else None
    with database().writing() as db:
        hold(db)
        asked = _asked(db, token)
        if asked.purpose == "registration":
            act, account = "register_organization", actions.confirm_registration(db, asked, password_hash, at=now())[1]
        else:
            act, account = "accept_to_represent", actions.accept_to_represent(db, asked, password_hash, at=now())
        if password_hash is None:
            return done(act, "accounts.sign_in_page")
        cookie = accounts.sign_in(db, account, at=now())
        viewer = people.viewer_of_sign_in(db, cookie, now())
    begin_browser(cookie, viewer)
    return done(act, "consultations.own_organization")


@pages.get("/organizations")
@asks("read")
def organizations(desk: Desk) -> ResponseReturnValue:
    """The accredited organizations, and how they are balanced."""
    sector, region = chosen("sector", SECTORS), request.args.get("region", "")
    on = desk.at.date()
    page = queries.organizations(
        desk.db, on, sector=sector, region=region, search=request.args.get("search", "").strip(), number=page_number()
    )
    spread = queries.balance(desk.db, on)
    return render_template(
        "consultations/organizations.html", page=page, sector=sector, sectors=SECTORS, region=region,
        regions=queries.regions(desk.db), **balance_shown(spread),
    )  # fmt: skip


def chosen(name: str, known: Container[str]) -> str:
    """A filter of the address, if it is one of those that there are."""
    value = request.args.get(name, "")
    return value if value in known else ""


def balance_shown(spread: queries.Balance) -> dict[str, object]:
    """What the pictures of a balance show: no total of so few people that it says something of each of them."""
    genders = {key: spread.genders.get(key, 0) for key in GENDERS}
    return {"balance": spread, "genders": shown_totals(genders), "gender_words": GENDERS}


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
    """Where a representative's organization stands and what comes next, and what became of what it sent."""
    found = queries.own_organization(desk.db, desk.viewer)
    application = queries.latest_application(desk.db, found.id)
    state = queries.state(desk.db, application) if application else ""
    return render_template(
        "consultations/own_organization.html",
        organization=found,
        application=application,
        state=state,
        states=STATES,
        next_words=NEXT,
        steps=steps(state, found.consultative_status) if application else [],
        listing=queries.list_of(desk.db, application.id) if application else None,
        may_withdraw=(state, "withdraw") in TRANSITIONS,
        may_apply_again=not application or state in ENDED,
        countries=queries.states(desk.db, language(), desk.at.date()),
        letters=queries.letters(desk.db, found.id),
        sectors=SECTORS,
        page=queries.submissions(desk.db, desk.viewer, organization_id=found.id, number=page_number()),
        calls=queries.open_calls(desk.db, desk.at, "organizations"),
        invitations=queries.invitations(desk.db, found.id, desk.at) if desk.viewer.may("co_sign") else [],
        dispositions=DISPOSITIONS,
    )


@pages.post("/organization/repair")
@asks("manage_organization", again=own_organization, own_transaction=True)
def repair_application() -> ResponseReturnValue:
    """Put the repaired application before the secretariat again: the letter is read first, then the record is held."""
    form = received(DescribedForm)
    letter = sent_file()

    @asks("manage_organization", again=own_organization)
    def keep(desk: Desk) -> ResponseReturnValue:
        application = queries.own_application(desk.db, desk.viewer)
        actions.repair_application(
            desk.db, application, form.described(), letter, by=desk.viewer, at=desk.at
        )  # fmt: skip
        return done("repair_application", "consultations.own_organization")

    return keep()


@pages.post("/organization/withdraw")
@asks("manage_organization", again=own_organization)
def withdraw_application(desk: Desk) -> ResponseReturnValue:
    """Withdraw the application, or give the accreditation up."""
    actions.withdraw_application(desk.db, queries.own_application(desk.db, desk.viewer), by=desk.viewer, at=desk.at)
    return done("withdraw_application", "consultations.own_organization")


@pages.post("/organization/apply")
@asks("manage_organization", again=own_organization)
def apply_again(desk: Desk) -> ResponseReturnValue:
    """Apply once more."""
    actions.apply_again(desk.db, queries.own_organization(desk.db, desk.viewer), by=desk.viewer, at=desk.at)
    return done("apply_again", "consultations.own_organization")


@pages.get("/organizations/letters/<int:letter_id>")
@asks("keep_own_account")
def organization_letter(desk: Desk, letter_id: int) -> ResponseReturnValue:
    """A letter of an organization, to keep: never shown within a page, and never run."""
    found = queries.letter(desk.db, letter_id, desk.viewer)
    return attachment(found.file_name, found.media_type, found.contents)


@pages.get("/accreditation")
@asks("check_applications")
def accreditation(desk: Desk) -> ResponseReturnValue:
    """The applications, those that wait for the secretariat's check first."""
    asked = QueueForm(
        state=chosen("state", STATES), sector=chosen("sector", SECTORS), search=request.args.get("search", "").strip()
    )
    return render_template(
        "consultations/accreditation.html",
        page=queries.applications(desk.db, **asked.model_dump(), number=page_number()),
        by_state=queries.applications_by_state(desk.db),
        asked=asked,
        sectors=SECTORS,
        states=STATES,
    )


@pages.get("/accreditation/<int:accreditation_id>")
@asks("check_applications")
def application(desk: Desk, accreditation_id: int) -> ResponseReturnValue:
    """One application with its letter, and what the secretariat may do with it now."""
    found = queries.application(desk.db, accreditation_id)
    state = queries.state(desk.db, found)
    country = found.organization.country
    return render_template(
        "consultations/application.html",
        application=found,
        state=state,
        states=STATES,
        may={act for (of, act) in TRANSITIONS if of == state},
        listing=queries.list_of(desk.db, found.id),
        letters=queries.letters(desk.db, found.organization_id),
        country=dict(queries.states(desk.db, language(), desk.at.date())).get(country, country),
        representatives=queries.representatives(desk.db, found.organization_id, desk.at),
        sectors=SECTORS,
    )


@pages.post("/accreditation/<int:accreditation_id>/check")
@asks("check_applications", again=application)
def check_application(desk: Desk, accreditation_id: int) -> ResponseReturnValue:
    """Find the form in order."""
    return _act_on(desk, accreditation_id, actions.check_application)


@pages.post("/accreditation/<int:accreditation_id>/status")
@asks("check_applications", again=application)
def note_status(desk: Desk, accreditation_id: int) -> ResponseReturnValue:
    """Take note of its consultative status, which was checked."""
    return _act_on(desk, accreditation_id, actions.note_status)


@pages.post("/accreditation/<int:accreditation_id>/send-back")
@asks("check_applications", again=application)
def send_back_application(desk: Desk, accreditation_id: int) -> ResponseReturnValue:
    """Send an application back, with what its form lacks."""
    form = received(ReasonsForm)
    found = queries.application(desk.db, accreditation_id)
    actions.send_back_application(desk.db, found, form.reasons, by=desk.viewer, at=desk.at)
    return done("send_back_application", "consultations.accreditation")


def _act_on(desk: Desk, accreditation_id: int, action: Callable[..., None]) -> ResponseReturnValue:
    action(desk.db, queries.application(desk.db, accreditation_id), by=desk.viewer, at=desk.at)
    return done(action.__name__, "consultations.accreditation")
