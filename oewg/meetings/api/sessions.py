"""Sessions and meetings for programs."""

from collections.abc import Iterable
from datetime import date, datetime

from oewg.accounts.door.desk import Desk, check_allowed, language
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.core.forms import on_the_clock
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.sessions import (
    AdjournForm,
    AttendanceForm,
    BefallForm,
    DecisionForm,
    ElectionForm,
    MeetingForm,
    SessionForm,
    TakeOffAttendanceForm,
    TakeUpForm,
)
from oewg.meetings.rules import sessions as rules
from oewg.meetings.rules.credentials import day_of
from oewg.meetings.rules.timetable import Conflict
from oewg.texts import queries as texts


class EventOut(Out):
    """One thing that befell a session; with the new days when it was postponed."""

    what: str
    at: datetime
    reason: str
    new_from: date | None
    new_until: date | None


class SessionOut(Out):
    """A session as it now stands; both days inclusive, `meetings` how many are called, without those cancelled."""

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
    """A meeting: planned, open, suspended, adjourned or cancelled, called in `zone`; how many were there.

    `part` is morning or afternoon on the clocks of the zone; `presiding` the delegation (its number) of the Vice-Chair
    who is to preside while in office, null for the Chair.
    """

    id: int
    session_id: int
    number: int
    formality: str
    mode: str
    room: str
    standing: str
    zone: str
    part: str
    starts_at: datetime
    ends_at: datetime
    presiding: int | None
    opened_at: datetime | None
    suspended_at: datetime | None
    adjourned_at: datetime | None
    cancelled_at: datetime | None
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


class BefallenOut(Out):
    """One thing that befell a meeting: the act of the record, its reason, and what it changed.

    `presiding` is the delegation (its number) of the Vice-Chair who was named to preside; `delegation` (its
    number) or `organization` (its name) was taken off the attendance.
    """

    at: datetime
    act: str
    reason: str
    starts_at: datetime | None
    ends_at: datetime | None
    mode: str
    room: str
    presiding: int | None
    delegation: int | None
    organization: str


class ConflictOut(Out):
    """Two meetings that overlap and need the same: `kind` is room, presiding or delegation; `who` the delegation."""

    kind: str
    meetings: list[int]
    room: str
    who: int


class PresentOut(Out):
    """Who was at a meeting: delegations by code, organizations by name."""

    delegations: list[str]
    organizations: list[str]


class HeldMeetingOut(MeetingOut):
    """A meeting with what is set down for it, what it took up and decided, who was there, its history and its conflicts."""

    set_down: list[ItemOut]
    items: list[ItemOut]
    decisions: list[DecisionOut]
    present: PresentOut
    history: list[BefallenOut]
    conflicts: list[ConflictOut]


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
    rows = queries.meetings_after(desk.db, asked.number(), asked.limit + 1, desk.at, asked.session or None)
    return cut([MeetingOut.model_validate(row) for row in rows], asked.limit, lambda item: item.number)


@operation(api, "/meetings/<int:meeting_id>", act="read", answers=HeldMeetingOut, summary="One meeting")
def meeting(desk: Desk, meeting_id: int) -> HeldMeetingOut:
    """One meeting."""
    return held(desk, meeting_id)


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
    return held(desk, meeting_id)


@operation(
    api,
    "/meetings/<int:meeting_id>/adjourn",
    method="POST",
    act="conduct_meeting",
    takes=AdjournForm,
    answers=HeldMeetingOut,
    summary="Adjourn a meeting",
)
def adjourn_meeting(desk: Desk, sent: AdjournForm, meeting_id: int) -> HeldMeetingOut:
    """Adjourn a meeting."""
    found = queries.meeting(desk.db, meeting_id)
    actions.adjourn_meeting(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


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
    """Call a meeting; a time without an offset is on the clocks of the session's zone. Conflicts are told, not refused."""
    found = queries.session(desk.db, session_id).session
    made = actions.plan_meeting(
        desk.db, found, sent.formality, sent.mode, on_the_clock(sent.starts_at, found.zone, "starts_at"),
        by=desk.viewer, at=desk.at, room=sent.room,
        ends_at=on_the_clock(sent.ends_at, found.zone, "ends_at") if sent.ends_at else None,
        presiding=queries.vice_chair(desk.db, sent.presiding) if sent.presiding else None,
    )  # fmt: skip
    return held(desk, made.id)


@operation(
    api, "/meetings/<int:meeting_id>/items", method="POST", act="conduct_meeting", takes=TakeUpForm,
    answers=HeldMeetingOut, summary="Take up an item of the agenda",
)  # fmt: skip
def take_up(desk: Desk, sent: TakeUpForm, meeting_id: int) -> HeldMeetingOut:
    """Take up an item."""
    item = texts.provision(desk.db, sent.item)
    actions.take_up(desk.db, queries.meeting(desk.db, meeting_id), item, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/elections", method="POST", act="record_election", takes=ElectionForm,
    answers=DecisionOut, summary="Record an election by acclamation",
)  # fmt: skip
def elect_officer(desk: Desk, sent: ElectionForm, meeting_id: int) -> DecisionOut:
    """Record an election."""
    found = queries.meeting(desk.db, meeting_id)
    today = day_of(desk.at, found.session.zone)
    account, state, name = queries.nominee(desk.db, sent.email, sent.delegation, language(), today)
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
    return held(desk, meeting_id)


@operation(
    api, "/meetings/<int:meeting_id>/attendance/take-off", method="POST", act="plan_meetings",
    takes=TakeOffAttendanceForm, answers=HeldMeetingOut, summary="Take back an attendance that was recorded in error",
    status=200,
)  # fmt: skip
def take_off_attendance(desk: Desk, sent: TakeOffAttendanceForm, meeting_id: int) -> HeldMeetingOut:
    """Take one off a meeting's attendance."""
    found = queries.meeting(desk.db, meeting_id)
    today = day_of(desk.at, found.session.zone)
    who = queries.attender(desk.db, sent.delegation, sent.organization, language(), today)
    actions.take_off_attendance(desk.db, found, who, sent.reason, by=desk.viewer, at=desk.at)
    return held(desk, meeting_id)


def _session(line: queries.SessionLine) -> SessionOut:
    row = line.session
    return SessionOut(
        id=row.id, kind=row.kind, title=row.title, status=line.status, online=line.online, first_day=line.first_day,
        last_day=line.last_day, place=row.place, zone=row.zone, meetings=line.meetings,
        history=[EventOut.model_validate(event) for event in row.history],
    )  # fmt: skip


def held(desk: Desk, meeting_id: int) -> HeldMeetingOut:
    """A meeting with all that belongs to it."""
    line = queries.meeting_line(desk.db, meeting_id, desk.at)
    taken_up = queries.considered(desk.db, meeting_id)
    announced = queries.set_down(desk.db, [meeting_id]).get(meeting_id, [])
    there = queries.presence(desk.db, meeting_id)
    return HeldMeetingOut(
        **MeetingOut.model_validate(line).model_dump(),
        set_down=[ItemOut.model_validate(each.line) for each in announced],
        items=[ItemOut.model_validate(each.line) for each in taken_up],
        decisions=[
            DecisionOut.model_validate(decision) for decision in queries.decisions(desk.db, meeting_id=meeting_id)
        ],
        present=PresentOut(delegations=list(there.codes), organizations=list(there.organizations)),
        history=[BefallenOut.model_validate(each) for each in queries.history_of(desk.db, meeting_id)],
        conflicts=conflicts_out(queries.conflicts_at(desk.db, [meeting_id], desk.viewer)),
    )


def conflicts_out(found: Iterable[Conflict]) -> list[ConflictOut]:
    """Conflicts as they are answered; an officer is known by the meeting, not by the number of a capacity."""
    return [
        ConflictOut(
            kind=each.kind, meetings=list(each.meetings), room=each.room,
            who=each.who if each.kind == "delegation" else 0,
        )
        for each in found
    ]  # fmt: skip
