"""The pages of calls, submissions and what became of them."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.input import CallForm, ReturnForm, SubmissionForm, TieForm
from oewg.consultations.rules.accreditation import SECTORS
from oewg.consultations.rules.input import DISPOSITIONS, is_open
from oewg.consultations.views.room import pages
from oewg.core.forms import on_the_clock
from oewg.texts import queries as texts


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
        state=queries.state_of_organization(desk.db, organization_id) if organization_id else None,
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
