"""The pages of submissions and what became of them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.input import ReturnForm, SubmissionForm
from oewg.consultations.rules.accreditation import SECTORS
from oewg.consultations.rules.dispositions import DISPOSITIONS, EARLIER
from oewg.consultations.rules.submissions import GROUNDS
from oewg.consultations.views.calls import call
from oewg.consultations.views.room import pages
from oewg.core.forms import on_the_clock


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
    return render_template(
        "consultations/submission.html",
        line=line,
        submission=line.submission,
        became=queries.became(desk.db, line.submission),
        ties=desk.viewer.may("tie_input") and queries.is_standing(desk.db, line.submission),
        dispositions=DISPOSITIONS,
        earlier=EARLIER,
        grounds=GROUNDS,
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
    until = on_the_clock(form.repair_until, found.call.zone, "repair_until")
    actions.return_submission(desk.db, found, form.ground, form.reason, until, by=desk.viewer, at=desk.at)
    return done("return_submission", "consultations.submission", submission_id=submission_id)
