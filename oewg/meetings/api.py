"""Sessions and meetings for programs."""

from datetime import date, datetime

from flask import Blueprint

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.meetings import actions, queries

api = Blueprint("meetings_api", __name__)


class EventOut(Out):
    """One thing that befell a session."""

    what: str
    at: datetime
    reason: str


class SessionOut(Out):
    """A session as it now stands."""

    id: int
    kind: str
    title: str
    status: str
    first_day: date
    last_day: date
    place: str
    zone: str
    history: list[EventOut]


class MeetingOut(Out):
    """A meeting."""

    id: int
    session_id: int
    number: int
    formality: str
    mode: str
    starts_at: datetime
    opened_at: datetime | None
    adjourned_at: datetime | None


@operation(api, "/sessions", act="read", answers=Listed[SessionOut], summary="Sessions by date")
def sessions(desk: Desk) -> Listed[SessionOut]:
    """Every session."""
    return Listed(items=[_session(line) for line in queries.sessions(desk.db)])


@operation(api, "/sessions/<int:session_id>", act="read", answers=SessionOut, summary="One session with its history")
def session(desk: Desk, session_id: int) -> SessionOut:
    """One session."""
    return _session(queries.session(desk.db, session_id))


@operation(
    api,
    "/sessions/<int:session_id>/open",
    method="POST",
    act="conduct_meeting",
    answers=SessionOut,
    summary="Open a session",
)
def open_session(desk: Desk, _sent: Nothing, session_id: int) -> SessionOut:
    """Open a session."""
    actions.open_session(desk.db, queries.session(desk.db, session_id).session, by=desk.viewer, at=desk.at)
    return _session(queries.session(desk.db, session_id))


@operation(api, "/meetings", act="read", answers=Listed[MeetingOut], query=Cursor, summary="Meetings by number")
def meetings(desk: Desk, asked: Cursor) -> Listed[MeetingOut]:
    """Meetings in the group's one run."""
    rows = queries.meetings_after(desk.db, asked.number(), asked.limit + 1)
    return cut([MeetingOut.model_validate(row) for row in rows], asked.limit, lambda item: item.number)


@operation(api, "/meetings/<int:meeting_id>", act="read", answers=MeetingOut, summary="One meeting")
def meeting(desk: Desk, meeting_id: int) -> MeetingOut:
    """One meeting."""
    return MeetingOut.model_validate(queries.meeting(desk.db, meeting_id))


@operation(
    api,
    "/meetings/<int:meeting_id>/open",
    method="POST",
    act="conduct_meeting",
    answers=MeetingOut,
    summary="Open a meeting",
)
def open_meeting(desk: Desk, _sent: Nothing, meeting_id: int) -> MeetingOut:
    """Open a meeting."""
    found = queries.meeting(desk.db, meeting_id)
    actions.open_meeting(desk.db, found, by=desk.viewer, at=desk.at)
    return MeetingOut.model_validate(found)


@operation(
    api,
    "/meetings/<int:meeting_id>/adjourn",
    method="POST",
    act="conduct_meeting",
    answers=MeetingOut,
    summary="Adjourn a meeting",
)
def adjourn_meeting(desk: Desk, _sent: Nothing, meeting_id: int) -> MeetingOut:
    """Adjourn a meeting."""
    found = queries.meeting(desk.db, meeting_id)
    actions.adjourn_meeting(desk.db, found, by=desk.viewer, at=desk.at)
    return MeetingOut.model_validate(found)


def _session(line: queries.SessionLine) -> SessionOut:
    row = line.session
    return SessionOut(
        id=row.id, kind=row.kind, title=row.title, status=line.status, first_day=line.first_day, last_day=line.last_day,
        place=row.place, zone=row.zone, history=[EventOut.model_validate(event) for event in row.history],
    )  # fmt: skip
