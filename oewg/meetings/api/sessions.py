"""Sessions and meetings for programs."""

from datetime import date, datetime

from oewg.accounts.door.desk import Desk, check_allowed, language
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.core.forms import on_the_clock
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.sessions import (
    AttendanceForm,
    BefallForm,
    DecisionForm,
    ElectionForm,
    MeetingForm,
    SessionForm,
    TakeUpForm,
)
from oewg.meetings.rules import sessions as rules
from oewg.texts import queries as texts


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
    """What was decided, at which instant, in these words; the symbol of the document that holds it, if one does."""

    id: int
    kind: str
    at: datetime
    words: str
    symbol: str | None


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


@operation(
    api, "/sessions", method="POST", act="plan_meetings", takes=SessionForm, answers=SessionOut, summary="Plan a session"
)  # fmt: skip
def plan_session(desk: Desk, sent: SessionForm) -> SessionOut:
    """Plan a session."""
    made = actions.plan_session(desk.db, **sent.model_dump(), by=desk.viewer, at=desk.at)
    return _session(queries.session(desk.db, made.id))


@operation(
    api, "/sessions/<int:session_id>/befall", method="POST", act="conduct_meeting", takes=BefallForm, answers=SessionOut,
    summary="Open, close, postpone, cancel a session or move it online", status=200,
)  # fmt: skip
def befall(desk: Desk, sent: BefallForm, session_id: int) -> SessionOut:
    """Record what befalls a session; a change of plan is the secretariat's."""
    check_allowed(desk.viewer, rules.act_for(sent.what))
    found = queries.session(desk.db, session_id).session
    actions.befall(desk.db, found, sent.what, sent.reason, sent.new_from, sent.new_until, by=desk.viewer, at=desk.at)
    return _session(queries.session(desk.db, session_id))


@operation(
    api, "/sessions/<int:session_id>/meetings", method="POST", act="plan_meetings", takes=MeetingForm,
    answers=HeldMeetingOut, summary="Call a meeting of a session",
)  # fmt: skip
def plan_meeting(desk: Desk, sent: MeetingForm, session_id: int) -> HeldMeetingOut:
    """Call a meeting; a time without an offset is on the clocks of the session's zone."""
    found = queries.session(desk.db, session_id).session
    starts_at = on_the_clock(sent.starts_at, found.zone)
    made = actions.plan_meeting(desk.db, found, sent.formality, sent.mode, starts_at, by=desk.viewer, at=desk.at)
    return _held(desk, made.id)


@operation(
    api, "/meetings/<int:meeting_id>/items", method="POST", act="conduct_meeting", takes=TakeUpForm,
    answers=HeldMeetingOut, summary="Take up an item of the agenda",
)  # fmt: skip
def take_up(desk: Desk, sent: TakeUpForm, meeting_id: int) -> HeldMeetingOut:
    """Take up an item."""
    item = texts.provision(desk.db, sent.item)
    actions.take_up(desk.db, queries.meeting(desk.db, meeting_id), item, by=desk.viewer, at=desk.at)
    return _held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/elections", method="POST", act="record_election", takes=ElectionForm,
    answers=DecisionOut, summary="Record an election by acclamation",
)  # fmt: skip
def elect_officer(desk: Desk, sent: ElectionForm, meeting_id: int) -> DecisionOut:
    """Record an election."""
    account, state, name = queries.nominee(desk.db, sent.email, sent.delegation, language(), desk.at.date())
    found = queries.meeting(desk.db, meeting_id)
    made = actions.elect_officer(desk.db, found, account, state, name, sent.office, by=desk.viewer, at=desk.at)
    return DecisionOut.model_validate(made)


@operation(
    api, "/meetings/<int:meeting_id>/decisions", method="POST", act="conduct_meeting", takes=DecisionForm,
    answers=DecisionOut, summary="Record a decision in its exact words",
)  # fmt: skip
def record_decision(desk: Desk, sent: DecisionForm, meeting_id: int) -> DecisionOut:
    """Record a decision."""
    found = queries.meeting(desk.db, meeting_id)
    made = actions.record_decision(
        desk.db, found, sent.kind, sent.words, by=desk.viewer, at=desk.at, symbol=sent.symbol
    )  # fmt: skip
    return DecisionOut.model_validate(made)


@operation(
    api, "/meetings/<int:meeting_id>/attendance", method="POST", act="plan_meetings", takes=AttendanceForm,
    answers=HeldMeetingOut, summary="Record who was there",
)  # fmt: skip
def record_attendance(desk: Desk, sent: AttendanceForm, meeting_id: int) -> HeldMeetingOut:
    """Record attendance."""
    delegations, organizations = queries.attenders(desk.db, sent.delegations, sent.organizations)
    found = queries.meeting(desk.db, meeting_id)
    actions.record_attendance(desk.db, found, delegations, organizations, by=desk.viewer, at=desk.at)
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
