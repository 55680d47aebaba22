"""The minutes of a meeting: drafted and made final from the meeting's page; read and edited as a text."""

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.meetings import actions, queries
from oewg.meetings.forms.minutes import FinishForm
from oewg.meetings.views.room import pages
from oewg.meetings.views.sessions import meeting


@pages.post("/meetings/<int:meeting_id>/minutes")
@asks("draft_minutes", again=meeting)
def draft_minutes(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Draft the minutes from what happened."""
    actions.draft_minutes(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return done("draft_minutes", "meetings.meeting", meeting_id=meeting_id, anchor="minutes")


@pages.post("/meetings/<int:meeting_id>/minutes/final")
@asks("draft_minutes", again=meeting)
def finish_minutes(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Make the minutes final."""
    form = received(FinishForm)
    found = queries.meeting(desk.db, meeting_id)
    actions.finish_minutes(desk.db, found, form.symbol, by=desk.viewer, at=desk.at, wording=form.wording)
    return done("finish_minutes", "meetings.meeting", meeting_id=meeting_id, anchor="minutes")
