"""Minutes for programs."""

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Nothing, Out, operation
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.minutes import FinishForm
from oewg.texts import queries as texts


class MinutesOut(Out):
    """The minutes of a meeting: the text that holds them, and whether they are final."""

    meeting: int
    text: int
    title: str
    final: bool


@operation(
    api, "/meetings/<int:meeting_id>/minutes", act="read", answers=MinutesOut,
    summary="Where the minutes of a meeting are, and whether they are final",
)  # fmt: skip
def minutes(desk: Desk, meeting_id: int) -> MinutesOut:
    """Their text; its words are read as those of any text."""
    found = queries.meeting(desk.db, meeting_id)
    if found.minutes_text_id is None:
        raise NotFound
    text = texts.text(desk.db, found.minutes_text_id)
    return MinutesOut(meeting=meeting_id, text=text.id, title=text.title, final=text.closed_at is not None)


@operation(
    api, "/meetings/<int:meeting_id>/minutes", method="POST", act="draft_minutes", answers=MinutesOut,
    summary="Draft the minutes of an adjourned meeting from what happened",
)  # fmt: skip
def draft_minutes(desk: Desk, _sent: Nothing, meeting_id: int) -> MinutesOut:
    """Draft them."""
    text = actions.draft_minutes(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return MinutesOut(meeting=meeting_id, text=text.id, title=text.title, final=False)


@operation(
    api, "/meetings/<int:meeting_id>/minutes/final", method="POST", act="draft_minutes", takes=FinishForm,
    answers=MinutesOut, summary="Make the minutes of a meeting final", status=200,
)  # fmt: skip
def finish_minutes(desk: Desk, sent: FinishForm, meeting_id: int) -> MinutesOut:
    """Make them final."""
    found = queries.meeting(desk.db, meeting_id)
    actions.finish_minutes(desk.db, found, sent.symbol, by=desk.viewer, at=desk.at, on=sent.on)
    text = texts.text(desk.db, found.minutes_text_id or 0)
    return MinutesOut(meeting=meeting_id, text=text.id, title=text.title, final=True)
