"""The pages of submissions: the list, one to read, its receipt and co-signers, its moderation, and what became of it."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.drafts import PreviewedForm
from oewg.consultations.forms.input import (
    CopyForm,
    InvitationForm,
    RedactionForm,
    ReturnForm,
    SubmissionForm,
    SubmissionsForm,
)
from oewg.consultations.rules.accreditation import SECTORS
from oewg.consultations.rules.dispositions import DISPOSITIONS, EARLIER
from oewg.consultations.rules.drafts import check_same
from oewg.consultations.rules.input import STANDINGS, last_instant
from oewg.consultations.rules.submissions import GROUNDS, REDACTIONS
from oewg.consultations.views import reading
from oewg.consultations.views.drafts import preview
from oewg.consultations.views.room import pages
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock, parse, understood
from oewg.mandate import queries as mandate
from oewg.texts.models import OFFICIAL_LANGUAGES
from oewg.texts.views.files import attachment, chosen_file


def _page_of_submission(_desk: Desk, submission_id: int, place: int) -> dict[str, Any]:
    """Where the form of an attachment's copy stands."""
    return {"submission_id": submission_id}


@pages.post("/calls/<int:call_id>/submissions")
@asks("submit_input", again=preview)
def submit(desk: Desk, call_id: int) -> ResponseReturnValue:
    """Answer a call with the draft, as it was previewed."""
    form = received(PreviewedForm)
    call = queries.call(desk.db, call_id)
    drafted = queries.drafted(desk.db, call, desk.viewer)
    check_same(form.on, drafted.digest(call))
    sent = parse(
        SubmissionForm, {**drafted.named_parts(), "answers": {str(k): v for k, v in drafted.answers(call).items()}}
    )
    submission = actions.submit(
        desk.db, call, sent.title, sent.words, sent.consent, language=sent.language, answers=drafted.answers(call),
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return done("submit", "consultations.receipt", submission_id=submission.id)


@pages.get("/submissions")
@asks("read")
def submissions(desk: Desk) -> ResponseReturnValue:
    """The submissions that the viewer may see."""
    asked = understood(SubmissionsForm, request.args)
    return render_template(
        "consultations/submissions.html",
        page=queries.submissions(
            desk.db, desk.viewer, call_id=asked.call, number=page_number(), **asked.model_dump(exclude={"call"})
        ),
        asked=asked,
        sectors=SECTORS,
        dispositions=DISPOSITIONS,
        standings=STANDINGS,
        elements=mandate.elements(desk.db),
        official=OFFICIAL_LANGUAGES,
        calls=queries.every_call(desk.db),
    )


@pages.get("/submissions/grounds")
@asks("read")
def grounds(_desk: Desk) -> ResponseReturnValue:
    """On which grounds a submission may be sent back, and why a piece of one may be blacked out."""
    return render_template("consultations/grounds.html", grounds=GROUNDS, redactions=REDACTIONS)


@pages.get("/submissions/<int:submission_id>")
@asks("read")
def submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """One submission as this viewer reads it, what became of it, and what can be done with it."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    row = line.submission
    until = queries.signing_until(desk.db, row)
    # Who is to sign is asked on the latest version, however that stands.
    signing = desk.at < until and not (row.published_at or row.returned_at or queries.has_later_version(desk.db, row))
    may_invite = signing and line.own and desk.viewer.may("submit_input")
    invited = queries.signature(desk.db, row.id, desk.viewer.organization_id) if desk.viewer.organization_id else None
    return render_template(
        "consultations/submission.html",
        line=line,
        submission=row,
        became=queries.became(desk.db, row),
        ties=desk.viewer.may("tie_input") and queries.is_standing(desk.db, row),
        read=reading.of_line(line),
        received=queries.words_received(desk.db, row) if line.insider and row.redactions else {},
        versions=queries.versions(desk.db, row, desk.viewer),
        signing=signing,
        signing_until=until,
        to_be_invited=queries.to_be_invited(desk.db, row) if may_invite else [],
        invited=invited,
        may_repair=line.own
        and row.repair_until is not None
        and desk.at < last_instant(row.call.closes_at, row.repair_until),
        dispositions=DISPOSITIONS,
        earlier=EARLIER,
        grounds=GROUNDS,
        redactions=REDACTIONS,
        standings=STANDINGS,
    )


@pages.get("/submissions/<int:submission_id>/receipt")
@asks("read")
def receipt(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """What its authors were given for it: number, instant and digest."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    if not (line.own or desk.viewer.role == "secretariat"):
        raise NotFound
    return render_template("consultations/receipt.html", line=line, submission=line.submission)


@pages.get("/submissions/<int:submission_id>/files/<int:place>")
@asks("read")
def submission_file(desk: Desk, submission_id: int, place: int) -> ResponseReturnValue:
    """An attachment, to keep: for everybody the redacted copy, if there is one."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    found = queries.submission_file(line, place)
    shown = found.copy or found.file
    return attachment(queries.attachment_of(line, found).name, shown.media_type, shown.contents)


@pages.get("/submissions/<int:submission_id>/files/<int:place>/received")
@asks("read")
def file_received(desk: Desk, submission_id: int, place: int) -> ResponseReturnValue:
    """An attachment as it was received, for its authors and the secretariat."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    if not line.insider:
        raise NotFound
    file = queries.submission_file(line, place).file
    return attachment(file.name, file.media_type, file.contents)


@pages.post("/submissions/<int:submission_id>/publish")
@asks("moderate_submission", again=submission)
def publish_submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Publish a submission."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.publish_submission(desk.db, found, by=desk.viewer, at=desk.at)
    return done("publish_submission", "consultations.submission", submission_id=submission_id)


@pages.post("/submissions/<int:submission_id>/send-back")
@asks("moderate_submission", again=submission)
def return_submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Send a submission back for repair."""
    form = received(ReturnForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    until = on_the_clock(form.repair_until, found.call.zone, "repair_until")
    actions.return_submission(desk.db, found, form.ground, form.reason, until, by=desk.viewer, at=desk.at)
    return done("return_submission", "consultations.submission", submission_id=submission_id)


@pages.post("/submissions/<int:submission_id>/co-signers")
@asks("submit_input", again=submission)
def invite_co_signer(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Invite an organization to co-sign."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    organization = queries.organization(desk.db, received(InvitationForm).organization, desk.viewer)
    actions.invite_co_signer(desk.db, found, organization, by=desk.viewer, at=desk.at)
    return done("invite_co_signer", "consultations.submission", submission_id=submission_id, anchor="co-signers")


@pages.post("/submissions/<int:submission_id>/sign")
@asks("co_sign", again=submission)
def co_sign(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Accept to co-sign."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.co_sign(desk.db, found, by=desk.viewer, at=desk.at)
    return done("co_sign", "consultations.submission", submission_id=submission_id, anchor="co-signers")


@pages.post("/submissions/<int:submission_id>/decline")
@asks("co_sign", again=submission)
def decline_to_co_sign(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Decline to co-sign; its page is open to us no longer."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.decline_to_co_sign(desk.db, found, by=desk.viewer, at=desk.at)
    return done("decline_to_co_sign", "consultations.own_organization")


@pages.post("/submissions/<int:submission_id>/redactions")
@asks("moderate_submission", again=submission)
def redact(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Black out a piece."""
    form = received(RedactionForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.redact(
        desk.db, found, form.question, form.piece, form.ground, form.reason, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("redact", "consultations.submission", submission_id=submission_id, anchor="moderate")


@pages.post("/submissions/<int:submission_id>/files/<int:place>/copy")
@asks("moderate_submission", again=submission, where=_page_of_submission, own_transaction=True)
def replace_attachment(submission_id: int, place: int) -> ResponseReturnValue:
    """Put a redacted copy in an attachment's place: it is looked at first, then the record is held."""
    reason, upload = received(CopyForm).reason, chosen_file()

    @asks("moderate_submission", again=submission, where=_page_of_submission)
    def keep(desk: Desk, submission_id: int, place: int) -> ResponseReturnValue:
        line = queries.submission(desk.db, submission_id, desk.viewer)
        actions.replace_attachment(
            desk.db, line.submission, queries.submission_file(line, place), upload, reason, by=desk.viewer, at=desk.at
        )
        return done("replace_attachment", "consultations.submission", submission_id=submission_id, anchor="moderate")

    return keep(submission_id=submission_id, place=place)
