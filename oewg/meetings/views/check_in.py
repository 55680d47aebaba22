"""Checking in at a meeting with the code that the room's screen shows."""

from flask import render_template
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.meetings import actions, queries
from oewg.meetings.forms.check_in import CheckInForm
from oewg.meetings.rules.life import standing_of
from oewg.meetings.views.room import pages
from oewg.meetings.views.sessions import meeting


@pages.get("/meetings/<int:meeting_id>/check-in")
@asks("check_in")
def check_in_page(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Where one types the code, or reads that one's delegation is on the list already."""
    found = queries.meeting(desk.db, meeting_id)
    return render_template(
        "meetings/check_in.html",
        meeting=found,
        standing=standing_of(found),
        is_present=queries.is_present(desk.db, meeting_id, desk.viewer),
    )


@pages.post("/meetings/<int:meeting_id>/check-in")
@asks("check_in", again=check_in_page)
def check_in(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Check in."""
    form = received(CheckInForm)
    actions.check_in(desk.db, queries.meeting(desk.db, meeting_id), form.code, by=desk.viewer, at=desk.at)
    return done("check_in", "meetings.check_in_page", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/check-in/renew")
@asks("conduct_meeting", again=meeting)
def renew_check_in_code(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Give the meeting another code."""
    actions.renew_check_in_code(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return done("renew_check_in_code", "meetings.meeting", meeting_id=meeting_id)
