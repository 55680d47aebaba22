"""Submissions for programs."""

from datetime import datetime

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Keep, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.dispositions import BearingOut, bearing_out
from oewg.consultations.api.room import api
from oewg.consultations.forms.input import (
    InvitationForm,
    RedactionForm,
    ReturnForm,
    SentCopy,
    SubmissionForm,
    SubmissionsForm,
)
from oewg.consultations.queries import attachment_of
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock
from oewg.texts.documents.uploads import from_base64


class AnswerOut(Out):
    """What a submission says to one question (its number)."""

    question: int
    words: str


class RedactionOut(Out):
    """Characters from `start` up to `stop` of the answer to a question, or of `words`, are black, and why."""

    question: int | None
    start: int
    stop: int
    ground: str
    reason: str


class AttachmentOut(Out):
    """An attachment as this reader may have it; `reason` is given where a redacted copy takes its place. `size` in bytes."""

    place: int
    name: str
    media_type: str
    size: int
    reason: str


class SubmissionOut(Out):
    """A submission that this reader may see; `author` is empty when it may not know it.

    `consent` is "named", "anonymous" (its authors are not to be named to anybody who does not know them) or "not_published".
    `standing` is "received", "published" or "sent_back".
    """

    id: int
    call: int
    version: int
    title: str
    words: str
    answers: list[AnswerOut]
    redactions: list[RedactionOut]
    attachments: list[AttachmentOut]
    language: str
    consent: str
    author: str
    co_signers: list[str]
    standing: str
    submitted_at: datetime
    published_at: datetime | None
    replaced_by: int | None
    """The later version that stands in its place, as far as this reader may see it."""
    bearings: list[BearingOut]


class SubmissionsFilter(SubmissionsForm, Cursor):
    """Which submissions."""


class ReceiptOut(Out):
    """What its authors were given for a submission; `digest` is the hex SHA-256 of what was received."""

    number: int
    version: int
    received_at: datetime
    digest: str


class InvitedToSignOut(Out):
    """A submission that our organization is invited to co-sign, and the organization `by` which it is led."""

    submission: int
    call: int
    title: str
    by: str


class SignatureOut(Out):
    """An organization that was invited to co-sign; `answer` is "accepted", "declined" or empty."""

    organization: int
    name: str
    answer: str | None


@operation(
    api, "/submissions", act="read", answers=Listed[SubmissionOut], query=SubmissionsFilter,
    summary="The submissions that this reader may see, every version",
)  # fmt: skip
def submissions(desk: Desk, asked: SubmissionsFilter) -> Listed[SubmissionOut]:
    """Submissions by number."""
    wanted = asked.model_dump(exclude={"after", "limit", "call"})
    rows = queries.submissions_after(
        desk.db, desk.viewer, asked.number(), asked.limit + 1, call_id=asked.call, **wanted
    )  # fmt: skip
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/submissions/<int:submission_id>/receipt", act="read", answers=ReceiptOut, summary="The receipt of our submission"
)  # fmt: skip
def receipt(desk: Desk, submission_id: int) -> ReceiptOut:
    """A receipt, for its authors and the secretariat."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    if not (line.own or desk.viewer.role == "secretariat"):
        raise NotFound
    row = line.submission
    return ReceiptOut(number=row.id, version=row.version, received_at=row.submitted_at, digest=row.digest)


@operation(
    api, "/submissions/<int:submission_id>/co-signers", act="read", answers=Listed[SignatureOut],
    summary="Who was invited to co-sign our submission, and what they answered",
)  # fmt: skip
def co_signers(desk: Desk, submission_id: int) -> Listed[SignatureOut]:
    """The invitations, for the organization that leads and the secretariat."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    if not (line.own or desk.viewer.role == "secretariat"):
        raise NotFound
    return _signatures(line)


@operation(
    api, "/submissions/<int:submission_id>/co-signers", method="POST", act="submit_input", takes=InvitationForm,
    answers=Listed[SignatureOut], summary="Invite an accredited organization to co-sign our submission",
)  # fmt: skip
def invite_co_signer(desk: Desk, sent: InvitationForm, submission_id: int) -> Listed[SignatureOut]:
    """Invite an organization."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    organization = queries.organization(desk.db, sent.organization, desk.viewer)
    actions.invite_co_signer(desk.db, line.submission, organization, by=desk.viewer, at=desk.at)
    return _signatures(line)


@operation(
    api, "/organization/invitations", act="co_sign", answers=Listed[InvitedToSignOut],
    summary="The submissions that our organization is invited to co-sign, has not answered, and still may",
)  # fmt: skip
def invitations(desk: Desk) -> Listed[InvitedToSignOut]:
    """What our organization is invited to co-sign."""
    found = queries.invitations(desk.db, desk.viewer.organization_id or 0, desk.at)
    return Listed(
        items=[
            InvitedToSignOut(submission=row.id, call=row.call_id, title=row.title, by=row.organization.name)
            for row in found
        ]
    )


@operation(
    api, "/submissions/<int:submission_id>/sign", method="POST", act="co_sign", answers=SubmissionOut, status=200,
    summary="Accept to co-sign a submission",
)  # fmt: skip
def co_sign(desk: Desk, _sent: Nothing, submission_id: int) -> SubmissionOut:
    """Co-sign."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.co_sign(desk.db, found, by=desk.viewer, at=desk.at)
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


@operation(
    api, "/submissions/<int:submission_id>/decline", method="POST", act="co_sign", answers=SubmissionOut, status=200,
    summary="Decline to co-sign a submission; the answer is the last look at it, unless it is published",
)  # fmt: skip
def decline_to_co_sign(desk: Desk, _sent: Nothing, submission_id: int) -> SubmissionOut:
    """Decline."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    last = _out(line)
    actions.decline_to_co_sign(desk.db, line.submission, by=desk.viewer, at=desk.at)
    return last


@operation(
    api, "/submissions/<int:submission_id>/redactions", method="POST", act="moderate_submission", takes=RedactionForm,
    answers=SubmissionOut, summary="Black out a piece that stands once in an answer or in the general words",
)  # fmt: skip
def redact(desk: Desk, sent: RedactionForm, submission_id: int) -> SubmissionOut:
    """Black out a piece."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.redact(desk.db, found, sent.question, sent.piece, sent.ground, sent.reason, by=desk.viewer, at=desk.at)
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


@operation(
    api, "/submissions/<int:submission_id>/files/<int:place>/copy", method="POST", act="moderate_submission",
    takes=SentCopy, answers=SubmissionOut, summary="Put a redacted copy, in base64, in an attachment's place",
    own_transaction=True,
)  # fmt: skip
def replace_attachment(sent: SentCopy, keep: Keep, submission_id: int, place: int) -> ResponseReturnValue:
    """Replace an attachment: the copy is looked at first, then the record is held."""
    upload = from_base64(sent.file, sent.file_name)

    def last_step(desk: Desk) -> SubmissionOut:
        line = queries.submission(desk.db, submission_id, desk.viewer)
        file = queries.submission_file(line, place)
        actions.replace_attachment(desk.db, line.submission, file, upload, sent.reason, by=desk.viewer, at=desk.at)
        return _out(queries.submission(desk.db, submission_id, desk.viewer))

    return keep(last_step)


@operation(api, "/submissions/<int:submission_id>", act="read", answers=SubmissionOut, summary="One submission")
def submission(desk: Desk, submission_id: int) -> SubmissionOut:
    """One submission."""
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


@operation(
    api, "/calls/<int:call_id>/submissions", method="POST", act="submit_input", takes=SubmissionForm, answers=SubmissionOut,
    summary="Answer a call for input; what is attached to our draft goes with it, and the draft is gone",
)  # fmt: skip
def submit(desk: Desk, sent: SubmissionForm, call_id: int) -> SubmissionOut:
    """Answer a call."""
    made = actions.submit(
        desk.db, queries.call(desk.db, call_id), sent.title, sent.words, sent.consent, language=sent.language,
        answers={int(number): words for number, words in sent.answers.items()}, by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return _out(queries.submission(desk.db, made.id, desk.viewer))


@operation(
    api, "/submissions/<int:submission_id>/publish", method="POST", act="moderate_submission", answers=SubmissionOut,
    summary="Publish a submission as its authors consented", status=200,
)  # fmt: skip
def publish_submission(desk: Desk, _sent: Nothing, submission_id: int) -> SubmissionOut:
    """Publish a submission."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.publish_submission(desk.db, found, by=desk.viewer, at=desk.at)
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


@operation(
    api, "/submissions/<int:submission_id>/send-back", method="POST", act="moderate_submission", takes=ReturnForm,
    answers=SubmissionOut, summary="Send a submission back, saying what in its form has to be repaired", status=200,
)  # fmt: skip
def return_submission(desk: Desk, sent: ReturnForm, submission_id: int) -> SubmissionOut:
    """Send a submission back."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    until = on_the_clock(sent.repair_until, found.call.zone)
    actions.return_submission(desk.db, found, sent.ground, sent.reason, until, by=desk.viewer, at=desk.at)
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


def _signatures(line: queries.SubmissionLine) -> Listed[SignatureOut]:
    return Listed(
        items=[
            SignatureOut(organization=one.organization_id, name=one.organization.name, answer=one.answer)
            for one in line.submission.signatures
        ]
    )


def _out(line: queries.SubmissionLine) -> SubmissionOut:
    row = line.submission
    standing = "sent_back" if row.returned_at else "published" if row.published_at else "received"
    return SubmissionOut(
        id=row.id, call=row.call_id, version=row.version, title=row.title, words=row.words, author=line.author,
        answers=[AnswerOut(question=one.question_id, words=one.words) for one in row.answers],
        redactions=[
            RedactionOut(question=one.question_id, start=one.start, stop=one.stop, ground=one.ground, reason=one.reason)
            for one in row.redactions
        ],
        attachments=[AttachmentOut.model_validate(attachment_of(line, one)) for one in row.files],
        language=row.language, consent=row.consent, co_signers=[one.name for one in line.co_signers], standing=standing,
        submitted_at=row.submitted_at, published_at=row.published_at, replaced_by=line.replaced_by,
        bearings=[bearing_out(each) for each in row.bearings],
    )  # fmt: skip
