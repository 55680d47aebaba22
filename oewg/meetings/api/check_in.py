"""Checking in at a meeting, for programs."""

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Nothing, Out, operation
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.api.sessions import MeetingOut
from oewg.meetings.forms.check_in import CheckInForm


class CodeOut(Out):
    """The code for checking in; empty while the meeting is not open."""

    code: str = ""


@operation(
    api, "/meetings/<int:meeting_id>/check-in", method="POST", act="check_in", takes=CheckInForm, answers=MeetingOut,
    summary="Check in at a meeting with the code of the room",
)  # fmt: skip
def check_in(desk: Desk, sent: CheckInForm, meeting_id: int) -> MeetingOut:
    """Check in for one's delegation or organization."""
    actions.check_in(desk.db, queries.meeting(desk.db, meeting_id), sent.code, by=desk.viewer, at=desk.at)
    return MeetingOut.model_validate(queries.meeting_line(desk.db, meeting_id, desk.at))


@operation(
    api, "/meetings/<int:meeting_id>/check-in/code", act="conduct_meeting", answers=CodeOut,
    summary="The code for checking in",
)  # fmt: skip
def check_in_code(desk: Desk, meeting_id: int) -> CodeOut:
    """The code."""
    return CodeOut(code=queries.meeting(desk.db, meeting_id).check_in_code or "")


@operation(
    api, "/meetings/<int:meeting_id>/check-in/renew", method="POST", act="conduct_meeting", answers=CodeOut,
    summary="Give a meeting another code for checking in", shown_once=("code",),
)  # fmt: skip
def renew_check_in_code(desk: Desk, _sent: Nothing, meeting_id: int) -> CodeOut:
    """Another code."""
    found = queries.meeting(desk.db, meeting_id)
    actions.renew_check_in_code(desk.db, found, by=desk.viewer, at=desk.at)
    return CodeOut(code=found.check_in_code or "")
