"""What befalls a meeting, from its page: suspended, resumed, postponed, moved, cancelled; who presides."""

from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.core.forms import on_the_clock
from oewg.meetings import actions, queries
from oewg.meetings.forms.sessions import CancelForm, MoveForm, PostponeForm, PresidingForm, SuspendForm
from oewg.meetings.views.room import pages
from oewg.meetings.views.sessions import meeting


@pages.post("/meetings/<int:meeting_id>/suspend")
@asks("conduct_meeting", again=meeting)
def suspend_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Suspend a meeting."""
    form = received(SuspendForm)
    actions.suspend_meeting(
        desk.db, queries.meeting(desk.db, meeting_id), form.reason, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("suspend_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/resume")
@asks("conduct_meeting", again=meeting)
def resume_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Resume a meeting."""
    actions.resume_meeting(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return done("resume_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/postpone")
@asks("plan_meetings", again=meeting)
def postpone_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Call a meeting for another time."""
    form = received(PostponeForm)
    found = queries.meeting(desk.db, meeting_id)
    zone = found.session.zone
    ends_at = on_the_clock(form.ends_at, zone, "ends_at") if form.ends_at else None
    actions.postpone_meeting(
        desk.db, found, on_the_clock(form.starts_at, zone, "starts_at"), ends_at, form.room, form.reason,
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return done("postpone_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/move")
@asks("plan_meetings", again=meeting)
def move_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Hold a meeting in another mode or room."""
    form = received(MoveForm)
    found = queries.meeting(desk.db, meeting_id)
    actions.move_meeting(desk.db, found, form.mode, form.room, form.reason, by=desk.viewer, at=desk.at)
    return done("move_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/cancel")
@asks("plan_meetings", again=meeting)
def cancel_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Cancel a meeting."""
    form = received(CancelForm)
    actions.cancel_meeting(desk.db, queries.meeting(desk.db, meeting_id), form.reason, by=desk.viewer, at=desk.at)
    return done("cancel_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/presiding")
@asks("plan_meetings", again=meeting)
def name_presiding(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Say who is to preside."""
    form = received(PresidingForm)
    found = queries.meeting(desk.db, meeting_id)
    presiding = queries.vice_chair(desk.db, form.presiding) if form.presiding else None
    actions.name_presiding(desk.db, found, presiding, by=desk.viewer, at=desk.at)
    return done("name_presiding", "meetings.meeting", meeting_id=meeting_id)
