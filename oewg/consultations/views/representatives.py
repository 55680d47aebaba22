"""The page of those who act for an organization."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.pages import asks, done, received
from oewg.accounts.mail.confirmations import send_now
from oewg.consultations import actions, queries
from oewg.consultations.forms.representatives import GenderForm, InvitedForm
from oewg.consultations.rules.representatives import STATED
from oewg.consultations.views.accreditation import application
from oewg.consultations.views.room import pages


@pages.get("/organization/representatives")
@asks("manage_organization")
def representatives(desk: Desk) -> ResponseReturnValue:
    """Who acts for our organization, who is invited, and what I say of myself."""
    found = queries.own_organization(desk.db, desk.viewer)
    acting = desk.viewer.acting_as
    assert acting is not None
    return render_template(
        "consultations/representatives.html",
        organization=found,
        representatives=queries.representatives(desk.db, found.id, desk.at),
        invited=queries.invited(desk.db, found.id, desk.at),
        manages=queries.manages(desk.db, desk.viewer),
        gender=queries.gender_of(desk.db, acting.id),
        stated=STATED,
    )


@pages.post("/organization/representatives")
@asks("manage_organization", again=representatives, own_transaction=True)
def invite_representative() -> ResponseReturnValue:
    """Invite a person: a letter goes to the address."""
    form = received(InvitedForm)
    asked: list[int] = []

    @asks("manage_organization", again=representatives)
    def keep(desk: Desk) -> ResponseReturnValue:
        found = queries.own_organization(desk.db, desk.viewer)
        made = actions.invite_representative(
            desk.db, found, form.name, form.email, language(), by=desk.viewer, at=desk.at
        )  # fmt: skip
        asked.append(made.id)
        return done("invite_representative", "consultations.representatives")

    answer = keep()
    for confirmation_id in asked:
        send_now(confirmation_id)
    return answer


@pages.post("/organization/representatives/<int:capacity_id>/end")
@asks("manage_organization")
def end_representative(desk: Desk, capacity_id: int) -> ResponseReturnValue:
    """End a representative, or leave."""
    found = queries.representative(desk.db, capacity_id, desk.viewer)
    own = desk.viewer.acting_as is not None and desk.viewer.acting_as.id == capacity_id
    actions.end_representative(desk.db, found, by=desk.viewer, at=desk.at)
    return done("end_representative", "accounts.own_account" if own else "consultations.representatives")


@pages.post("/organization/representatives/<int:capacity_id>/hand-over")
@asks("manage_organization")
def hand_over(desk: Desk, capacity_id: int) -> ResponseReturnValue:
    """Let another representative manage those of the organization."""
    found = queries.representative(desk.db, capacity_id, desk.viewer)
    actions.hand_over(desk.db, found, by=desk.viewer, at=desk.at)
    return done("hand_over", "consultations.representatives")


@pages.post("/organization/gender")
@asks("manage_organization", again=representatives)
def state_gender(desk: Desk) -> ResponseReturnValue:
    """Say what totals count of oneself, or take it back."""
    actions.state_gender(desk.db, received(GenderForm).gender, by=desk.viewer, at=desk.at)
    return done("state_gender", "consultations.representatives", anchor="own")


@pages.post("/accreditation/<int:accreditation_id>/representatives/<int:capacity_id>/hand-over")
@asks("check_applications", again=application, where=lambda desk, accreditation_id, capacity_id: {"accreditation_id": accreditation_id})  # fmt: skip
def appoint_focal_point(desk: Desk, accreditation_id: int, capacity_id: int) -> ResponseReturnValue:
    """Let a representative manage the others where the focal point cannot hand over any more."""
    found = queries.representative(desk.db, capacity_id, desk.viewer)
    actions.hand_over(desk.db, found, by=desk.viewer, at=desk.at)
    return done("hand_over", "consultations.application", accreditation_id=accreditation_id)
