"""Submissions for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.dispositions import BearingOut, bearing_out
from oewg.consultations.api.room import api
from oewg.consultations.forms.input import ReturnForm, SubmissionForm
from oewg.core.forms import on_the_clock


class SubmissionOut(Out):
    """A submission that this reader may see; `author` is empty when it may not know it."""

    id: int
    call: int
    version: int
    title: str
    words: str
    author: str
    submitted_at: datetime
    published_at: datetime | None
    replaced_by: int | None
    """The later version that stands in its place, as far as this reader may see it."""
    bearings: list[BearingOut]


@operation(
    api,
    "/submissions",
    act="read",
    answers=Listed[SubmissionOut],
    query=Cursor,
    summary="The submissions that this reader may see",
)
def submissions(desk: Desk, asked: Cursor) -> Listed[SubmissionOut]:
    """Submissions by number."""
    rows = queries.submissions_after(desk.db, desk.viewer, asked.number(), asked.limit + 1)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.id)


@operation(api, "/submissions/<int:submission_id>", act="read", answers=SubmissionOut, summary="One submission")
def submission(desk: Desk, submission_id: int) -> SubmissionOut:
    """One submission."""
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


@operation(
    api, "/calls/<int:call_id>/submissions", method="POST", act="submit_input", takes=SubmissionForm, answers=SubmissionOut,
    summary="Answer a call for input",
)  # fmt: skip
def submit(desk: Desk, sent: SubmissionForm, call_id: int) -> SubmissionOut:
    """Answer a call."""
    made = actions.submit(
        desk.db, queries.call(desk.db, call_id), sent.title, sent.words, sent.consent, by=desk.viewer, at=desk.at
    )
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
    api, "/submissions/<int:submission_id>/return", method="POST", act="moderate_submission", takes=ReturnForm,
    answers=SubmissionOut, summary="Send a submission back, saying what in its form has to be repaired", status=200,
)  # fmt: skip
def return_submission(desk: Desk, sent: ReturnForm, submission_id: int) -> SubmissionOut:
    """Send a submission back."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    until = on_the_clock(sent.repair_until, found.call.zone)
    actions.return_submission(desk.db, found, sent.ground, sent.reason, until, by=desk.viewer, at=desk.at)
    return _out(queries.submission(desk.db, submission_id, desk.viewer))


def _out(line: queries.SubmissionLine) -> SubmissionOut:
    row = line.submission
    return SubmissionOut(
        id=row.id, call=row.call_id, version=row.version, title=row.title, words=row.words, author=line.author,
        submitted_at=row.submitted_at, published_at=row.published_at, replaced_by=line.replaced_by,
        bearings=[bearing_out(each) for each in row.bearings],
    )  # fmt: skip
