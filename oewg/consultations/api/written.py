"""Written contributions to a consultation for programs; a file is sent through the page."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.written import RepairForm, WrittenForm
from oewg.consultations.queries import WrittenLine
from oewg.consultations.views.written import link_of
from oewg.meetings.rules.statements import Content


class WrittenOut(Out):
    """A written contribution that this reader may see; `author` is empty when it may not know it.

    `submission` or `statement` is what it links, where this reader may read that.
    """

    id: int
    theme: int
    title: str
    words: str
    author: str
    file: str | None
    submission: int | None
    statement: int | None
    posted_at: datetime
    published_at: datetime | None


@operation(
    api, "/consultations/<int:consultation_id>/written-contributions", act="read", answers=Listed[WrittenOut],
    summary="The latest written contributions to a consultation that this reader may see",
)  # fmt: skip
def written_contributions(desk: Desk, consultation_id: int) -> Listed[WrittenOut]:
    """Written contributions, the latest first, at most 200."""
    queries.consultation(desk.db, consultation_id)
    page = queries.written_contributions(desk.db, desk.viewer, consultation_id, size=200)
    return Listed(items=[_out(line) for line in page.items])


@operation(
    api, "/consultations/<int:consultation_id>/written-contributions", method="POST", act="post_written",
    takes=WrittenForm, answers=WrittenOut, summary="Post words, or a link to what was sent before, on a theme",
)  # fmt: skip
def post_written(desk: Desk, sent: WrittenForm, consultation_id: int) -> WrittenOut:
    """Post a contribution."""
    found = queries.consultation(desk.db, consultation_id)
    made = actions.post_written(
        desk.db, found, queries.theme(desk.db, consultation_id, sent.theme), sent.title, Content(sent.words), sent.consent,
        by=desk.viewer, at=desk.at, link=link_of(desk, sent.link),
    )  # fmt: skip
    return _out(queries.written_contribution(desk.db, made.id, desk.viewer))


@operation(
    api, "/written-contributions/<int:written_id>/publish", method="POST", act="moderate_written", takes=Nothing,
    answers=WrittenOut, summary="Publish a written contribution as its authors consented", status=200,
)  # fmt: skip
def publish_written(desk: Desk, _sent: Nothing, written_id: int) -> WrittenOut:
    """Publish a contribution."""
    found = queries.written_contribution(desk.db, written_id, desk.viewer).contribution
    actions.publish_written(desk.db, found, by=desk.viewer, at=desk.at)
    return _out(queries.written_contribution(desk.db, written_id, desk.viewer))


@operation(
    api, "/written-contributions/<int:written_id>/send-back", method="POST", act="moderate_written", takes=RepairForm,
    answers=WrittenOut, summary="Send a written contribution back, saying what in its form has to be repaired", status=200,
)  # fmt: skip
def return_written(desk: Desk, sent: RepairForm, written_id: int) -> WrittenOut:
    """Send a contribution back."""
    found = queries.written_contribution(desk.db, written_id, desk.viewer).contribution
    actions.return_written(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _out(queries.written_contribution(desk.db, written_id, desk.viewer))


@operation(
    api, "/written-contributions/<int:written_id>/withdraw", method="POST", act="withdraw_written", takes=Nothing,
    answers=WrittenOut, summary="Withdraw our written contribution: the public reads it no more", status=200,
)  # fmt: skip
def withdraw_written(desk: Desk, _sent: Nothing, written_id: int) -> WrittenOut:
    """Withdraw a contribution."""
    found = queries.written_contribution(desk.db, written_id, desk.viewer).contribution
    actions.withdraw_written(desk.db, found, by=desk.viewer, at=desk.at)
    return _out(queries.written_contribution(desk.db, written_id, desk.viewer))


def _out(line: WrittenLine) -> WrittenOut:
    row = line.contribution
    return WrittenOut(
        id=row.id, theme=row.element_id, title=row.title, words=row.words, author=line.author, file=line.file_name or None,
        submission=row.submission_id if line.link_open else None,
        statement=row.statement_id if line.link_open else None, posted_at=row.posted_at, published_at=row.published_at,
    )  # fmt: skip
