"""Sessions and meetings for programs."""

from datetime import date, datetime

from flask import Blueprint

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.meetings import actions, queries

api = Blueprint("meetings_api", __name__)


class EventOut(Out):
    """One thing that befell a session; with the new days when it was postponed."""

    what: str
    at: datetime
    reason: str
    new_from: date | None
    new_until: date | None


class SessionOut(Out):
    """A session as it now stands; both days inclusive, `meetings` the number of meetings called."""

    id: int
    kind: str
    title: str
    status: str
    online: bool
    first_day: date
    last_day: date
    place: str
    zone: str
    meetings: int
    history: list[EventOut]


class MeetingOut(Out):
    """A meeting: planned, open or adjourned, called in `zone`; how many delegations and organizations were there."""

    id: int
    session_id: int
    number: int
    formality: str
    mode: str
    standing: str
    zone: str
    starts_at: datetime
    opened_at: datetime | None
    adjourned_at: datetime | None
    delegations: int
    organizations: int


class ItemOut(Out):
    """An item of the agenda (a provision) under the number that it bears there."""

    provision_id: int
    number: str
    words: str


class DecisionOut(Out):
    """What was decided, at which instant, in these words."""

    id: int
    kind: str
    at: datetime
    words: str


class HeldMeetingOut(MeetingOut):
    """A meeting with the items that it took up and what it decided."""

    items: list[ItemOut]
    decisions: list[DecisionOut]


class SessionsMeetings(Cursor):
    """Which meetings: of one session (its id), or of all."""

    session: int = 0


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


@operation(
    api, "/meetings", act="read", answers=Listed[MeetingOut], query=SessionsMeetings, summary="Meetings by number"
)
def meetings(desk: Desk, asked: SessionsMeetings) -> Listed[MeetingOut]:
    """Meetings in the group's one run."""
    rows = queries.meetings_after(desk.db, asked.number(), asked.limit + 1, asked.session or None)
    return cut([MeetingOut.model_validate(row) for row in rows], asked.limit, lambda item: item.number)


@operation(api, "/meetings/<int:meeting_id>", act="read", answers=HeldMeetingOut, summary="One meeting")
def meeting(desk: Desk, meeting_id: int) -> HeldMeetingOut:
    """One meeting."""
    return _held(desk, meeting_id)


@operation(
    api,
    "/meetings/<int:meeting_id>/open",
    method="POST",
    act="conduct_meeting",
    answers=HeldMeetingOut,
    summary="Open a meeting",
)
def open_meeting(desk: Desk, _sent: Nothing, meeting_id: int) -> HeldMeetingOut:
    """Open a meeting."""
    found = queries.meeting(desk.db, meeting_id)
    actions.open_meeting(desk.db, found, by=desk.viewer, at=desk.at)
    return _held(desk, meeting_id)


@operation(
    api,
    "/meetings/<int:meeting_id>/adjourn",
    method="POST",
    act="conduct_meeting",
    answers=HeldMeetingOut,
    summary="Adjourn a meeting",
)
def adjourn_meeting(desk: Desk, _sent: Nothing, meeting_id: int) -> HeldMeetingOut:
    """Adjourn a meeting."""
    found = queries.meeting(desk.db, meeting_id)
    actions.adjourn_meeting(desk.db, found, by=desk.viewer, at=desk.at)
    return _held(desk, meeting_id)


def _session(line: queries.SessionLine) -> SessionOut:
    row = line.session
    return SessionOut(
        id=row.id, kind=row.kind, title=row.title, status=line.status, online=line.online, first_day=line.first_day,
        last_day=line.last_day, place=row.place, zone=row.zone, meetings=line.meetings,
        history=[EventOut.model_validate(event) for event in row.history],
    )  # fmt: skip


def _held(desk: Desk, meeting_id: int) -> HeldMeetingOut:
    items = queries.items_taken_up(desk.db, meeting_id)
    decisions = queries.decisions(desk.db, meeting_id=meeting_id)
    return HeldMeetingOut(
        **MeetingOut.model_validate(queries.meeting_line(desk.db, meeting_id)).model_dump(),
        items=[ItemOut.model_validate(item) for item in items],
        decisions=[DecisionOut.model_validate(decision) for decision in decisions],
    )
