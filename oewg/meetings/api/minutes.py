"""Minutes for programs."""

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Nothing, Out, operation
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.minutes import FinishForm
from oewg.texts import queries as texts
from oewg.texts.models import DraftText


class MinutesOut(Out):
    """The minutes of a meeting: the text that holds them, and whether they are final.

    `wording` is the digest of the whole text as it stands, which whoever makes it final sends back.
    """

    meeting: int
    text: int
    title: str
    final: bool
    wording: str


@operation(
    api, "/meetings/<int:meeting_id>/minutes", act="read", answers=MinutesOut,
    summary="Where the minutes of a meeting are, and whether they are final",
)  # fmt: skip
def minutes(desk: Desk, meeting_id: int) -> MinutesOut:
    """Their text; its words are read as those of any text."""
    found = queries.meeting(desk.db, meeting_id)
    if found.minutes_text_id is None:
        raise NotFound
    return _minutes(desk, meeting_id, texts.text(desk.db, found.minutes_text_id))


@operation(
    api, "/meetings/<int:meeting_id>/minutes", method="POST", act="draft_minutes", answers=MinutesOut,
    summary="Draft the minutes of an adjourned meeting from what happened",
)  # fmt: skip
def draft_minutes(desk: Desk, _sent: Nothing, meeting_id: int) -> MinutesOut:
    """Draft them."""
    text = actions.draft_minutes(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return _minutes(desk, meeting_id, text)


@operation(
    api, "/meetings/<int:meeting_id>/minutes/final", method="POST", act="draft_minutes", takes=FinishForm,
    answers=MinutesOut, summary="Make the minutes of a meeting final", status=200,
)  # fmt: skip
def finish_minutes(desk: Desk, sent: FinishForm, meeting_id: int) -> MinutesOut:
    """Make them final."""
    found = queries.meeting(desk.db, meeting_id)
    actions.finish_minutes(desk.db, found, sent.symbol, by=desk.viewer, at=desk.at, wording=sent.wording)
    return _minutes(desk, meeting_id, texts.text(desk.db, found.minutes_text_id or 0))


def _minutes(desk: Desk, meeting_id: int, text: DraftText) -> MinutesOut:
    return MinutesOut(
        meeting=meeting_id, text=text.id, title=text.title, final=text.closed_at is not None,
        wording=texts.wording_digest(desk.db, text.id),
    )  # fmt: skip
