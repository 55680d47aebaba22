"""What befalls a meeting, for programs."""

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Nothing, operation
from oewg.core.forms import on_the_clock
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.api.sessions import HeldMeetingOut, held
from oewg.meetings.forms.sessions import CancelForm, MoveForm, PostponeForm, PresidingForm, SuspendForm


@operation(
    api, "/meetings/<int:meeting_id>/suspend", method="POST", act="conduct_meeting", takes=SuspendForm,
    answers=HeldMeetingOut, summary="Suspend a meeting", status=200,
)  # fmt: skip
def suspend_meeting(desk: Desk, sent: SuspendForm, meeting_id: int) -> HeldMeetingOut:
    """Suspend a meeting."""
    actions.suspend_meeting(
        desk.db, queries.meeting(desk.db, meeting_id), sent.reason, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/resume", method="POST", act="conduct_meeting", answers=HeldMeetingOut,
    summary="Resume a meeting", status=200,
)  # fmt: skip
def resume_meeting(desk: Desk, _sent: Nothing, meeting_id: int) -> HeldMeetingOut:
    """Resume a meeting."""
    actions.resume_meeting(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/postpone", method="POST", act="plan_meetings", takes=PostponeForm,
    answers=HeldMeetingOut, summary="Call a meeting for another time", status=200,
)  # fmt: skip
def postpone_meeting(desk: Desk, sent: PostponeForm, meeting_id: int) -> HeldMeetingOut:
    """Postpone a meeting; a time without an offset is on the clocks of the session's zone."""
    found = queries.meeting(desk.db, meeting_id)
    zone = found.session.zone
    ends_at = on_the_clock(sent.ends_at, zone, "ends_at") if sent.ends_at else None
    actions.postpone_meeting(
        desk.db, found, on_the_clock(sent.starts_at, zone, "starts_at"), ends_at, sent.room, sent.reason,
        by=desk.viewer, at=desk.at,
    )  # fmt: skip
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/move", method="POST", act="plan_meetings", takes=MoveForm,
    answers=HeldMeetingOut, summary="Hold a meeting online, or in another mode or room", status=200,
)  # fmt: skip
def move_meeting(desk: Desk, sent: MoveForm, meeting_id: int) -> HeldMeetingOut:
    """Move a meeting."""
    found = queries.meeting(desk.db, meeting_id)
    actions.move_meeting(desk.db, found, sent.mode, sent.room, sent.reason, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/cancel", method="POST", act="plan_meetings", takes=CancelForm,
    answers=HeldMeetingOut, summary="Cancel a meeting", status=200,
)  # fmt: skip
def cancel_meeting(desk: Desk, sent: CancelForm, meeting_id: int) -> HeldMeetingOut:
    """Cancel a meeting."""
    actions.cancel_meeting(desk.db, queries.meeting(desk.db, meeting_id), sent.reason, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/presiding", method="POST", act="plan_meetings", takes=PresidingForm,
    answers=HeldMeetingOut, summary="Say which Vice-Chair is to preside, or that the Chair is", status=200,
)  # fmt: skip
def name_presiding(desk: Desk, sent: PresidingForm, meeting_id: int) -> HeldMeetingOut:
    """Say who presides."""
    found = queries.meeting(desk.db, meeting_id)
    presiding = queries.vice_chair(desk.db, sent.presiding) if sent.presiding else None
    actions.name_presiding(desk.db, found, presiding, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)
