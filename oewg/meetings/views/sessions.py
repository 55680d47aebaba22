"""The pages of meetings: sessions with their histories, each meeting, and what is done there."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, check_allowed, language, page_number, whole_number
from oewg.accounts.door.pages import asks, done, received, with_a_clock
from oewg.core.forms import on_the_clock
from oewg.meetings import actions, queries
from oewg.meetings.forms.sessions import (
    AdjournForm,
    AttendanceForm,
    BefallForm,
    DecisionForm,
    ElectionForm,
    EndOfficeForm,
    MeetingForm,
    SessionForm,
    TakeOffAttendanceForm,
    TakeUpForm,
)
from oewg.meetings.rules.credentials import day_of
from oewg.meetings.rules.life import MODES, STANDINGS, standing_of
from oewg.meetings.rules.sessions import WORDS, act_for, may_follow, status_of
from oewg.meetings.views.room import pages
from oewg.texts import queries as texts


@pages.get("/sessions")
@asks("read")
def sessions(desk: Desk) -> ResponseReturnValue:
    """The sessions as they were held or are to be held, and what the organizational one has still to settle."""
    return render_template(
        "meetings/sessions.html",
        sessions=queries.sessions(desk.db),
        checklist=queries.checklist(desk.db, desk.at),
        meeting=queries.unfinished_meeting(desk.db),
        status_words=WORDS,
    )


@pages.post("/sessions")
@asks("plan_meetings", again=sessions)
def plan_session(desk: Desk) -> ResponseReturnValue:
    """Plan a session."""
    form = received(SessionForm)
    session = actions.plan_session(
        desk.db,
        form.kind,
        form.title,
        form.first_day,
        form.last_day,
        form.place,
        form.zone,
        by=desk.viewer,
        at=desk.at,
    )
    return done("plan_session", "meetings.session", session_id=session.id)


@pages.get("/sessions/<int:session_id>")
@asks("read")
def session(desk: Desk, session_id: int) -> ResponseReturnValue:
    """One session: its history as it happened, its meetings, officers and decisions."""
    line = queries.session(desk.db, session_id)
    follows = may_follow(queries.history(line.session))
    lists = queries.lists_of_session(desk.db, session_id)
    listed = {one.list.item_id for one in lists}
    return render_template(
        "meetings/session.html",
        line=line,
        session=line.session,
        meetings=queries.meetings_of(desk.db, session_id, desk.at),
        officers=queries.officers(desk.db, desk.at, session_id=session_id),
        decisions=queries.decisions(desk.db, session_id=session_id),
        documents=queries.documents_decided(desk.db, desk.viewer, session_id=session_id),
        checklist=queries.checklist(desk.db, desk.at) if line.session.kind == "organizational" else None,
        lists=lists,
        without_list=[item for item in queries.agenda(desk.db) if item.provision_id not in listed],
        follows=follows,
        may_befall=[what for what in follows if desk.viewer.may(act_for(what))],
        status_words=WORDS,
        standings=STANDINGS,
        vice_chairs=queries.vice_chairs(desk.db, desk.at) if desk.viewer.may("plan_meetings") else [],
    )


@pages.post("/sessions/<int:session_id>/befall")
@asks("conduct_meeting", again=session)
def befall(desk: Desk, session_id: int) -> ResponseReturnValue:
    """Open or close a session; the secretariat also postpones it, moves it online or cancels it."""
    form = received(BefallForm)
    check_allowed(desk.viewer, act_for(form.what))
    found = queries.session(desk.db, session_id).session
    act = actions.befall(
        desk.db, found, form.what, form.reason, form.new_from, form.new_until, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done(act, "meetings.session", session_id=session_id)


@pages.post("/sessions/<int:session_id>/meetings")
@asks("plan_meetings", again=session)
def plan_meeting(desk: Desk, session_id: int) -> ResponseReturnValue:
    """Call a meeting."""
    form = received(MeetingForm)
    found = queries.session(desk.db, session_id).session
    meeting = actions.plan_meeting(
        desk.db, found, form.formality, form.mode, on_the_clock(form.starts_at, found.zone, "starts_at"),
        by=desk.viewer, at=desk.at, room=form.room,
        ends_at=on_the_clock(form.ends_at, found.zone, "ends_at") if form.ends_at else None,
        presiding=queries.vice_chair(desk.db, form.presiding) if form.presiding else None,
    )  # fmt: skip
    return done("plan_meeting", "meetings.meeting", meeting_id=meeting.id)


@pages.get("/meetings")
@asks("read")
def meetings(desk: Desk) -> ResponseReturnValue:
    """Every meeting, the latest first; of one session, if it is asked for."""
    chosen = whole_number(request.args.get("session") or "0")
    return render_template(
        "meetings/meetings.html",
        page=queries.meetings(desk.db, desk.at, session_id=chosen or None, number=page_number()),
        sessions=queries.sessions(desk.db),
        chosen=chosen,
        standings=STANDINGS,
    )


@pages.get("/meetings/<int:meeting_id>")
@asks("read")
def meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """One meeting: its life, what is set down for it, what it took up and decided, and the forms for conducting it."""
    found = queries.meeting(desk.db, meeting_id)
    taken_up = queries.considered(desk.db, meeting_id)
    known = {each.line.provision_id for each in taken_up}
    set_down = queries.set_down(desk.db, [meeting_id]).get(meeting_id, [])
    announced = {each.line.provision_id for each in set_down}
    standing = standing_of(found)
    sitting = queries.sitting(desk.db, found)
    listed = {each.list.item_id for each in sitting.lists}
    at_hand = sitting.current if standing == "open" else None
    page = render_template(
        "meetings/meeting.html",
        meeting=found,
        deputy=queries.deputy(found, desk.at),
        standing=standing,
        standings=STANDINGS,
        session_status=status_of(queries.history(found.session)),
        history=queries.history_of(desk.db, meeting_id),
        modes=MODES,
        clashes=queries.conflicts_at(desk.db, [meeting_id], desk.viewer),
        vice_chairs=queries.vice_chairs(desk.db, desk.at) if desk.viewer.may("plan_meetings") else [],
        set_down=set_down,
        taken_up=taken_up,
        waiting=sorted(
            (line for line in queries.agenda(desk.db) if line.provision_id not in known),
            key=lambda line: line.provision_id not in announced,
        ),
        decisions=queries.decisions(desk.db, meeting_id=meeting_id),
        documents=queries.documents_decided(desk.db, desk.viewer, meeting_id=meeting_id),
        present=queries.presence(desk.db, meeting_id),
        statements=queries.statements_at(desk.db, desk.viewer, meeting_id),
        minutes=texts.text(desk.db, found.minutes_text_id) if found.minutes_text_id else None,
        minutes_wording=(
            texts.wording_digest(desk.db, found.minutes_text_id)
            if found.minutes_text_id and desk.viewer.may("draft_minutes")
            else ""
        ),
        sitting=sitting,
        without_list=[
            line
            for line in (queries.items_taken_up(desk.db, meeting_id) if desk.viewer.may("conduct_meeting") else ())
            if line.provision_id not in listed
        ],
        own=queries.own_part(desk.db, at_hand.list, sitting.waiting, desk.viewer) if at_hand else None,
    )
    return with_a_clock(page)


@pages.post("/meetings/<int:meeting_id>/open")
@asks("conduct_meeting", again=meeting)
def open_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Open a meeting."""
    actions.open_meeting(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return done("open_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/adjourn")
@asks("conduct_meeting", again=meeting)
def adjourn_meeting(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Adjourn a meeting."""
    form = received(AdjournForm)
    actions.adjourn_meeting(desk.db, queries.meeting(desk.db, meeting_id), form.reason, by=desk.viewer, at=desk.at)
    return done("adjourn_meeting", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/items")
@asks("conduct_meeting", again=meeting)
def take_up(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Take up an item of the agenda."""
    form = received(TakeUpForm)
    item = texts.provision(desk.db, form.item)
    actions.take_up(desk.db, queries.meeting(desk.db, meeting_id), item, by=desk.viewer, at=desk.at)
    return done("take_up", "meetings.meeting", meeting_id=meeting_id)


def _session_of_office(desk: Desk, decision_id: int) -> dict[str, int]:
    return {"session_id": queries.officer(desk.db, decision_id).decision.meeting.session_id}


@pages.post("/officers/<int:decision_id>/end")
@asks("end_office", again=session, where=_session_of_office)
def end_office(desk: Desk, decision_id: int) -> ResponseReturnValue:
    """End the office of an officer who leaves it."""
    found = queries.officer(desk.db, decision_id)
    actions.end_office(desk.db, found, received(EndOfficeForm).reason, by=desk.viewer, at=desk.at)
    return done("end_office", "meetings.session", session_id=found.decision.meeting.session_id)


@pages.post("/meetings/<int:meeting_id>/elections")
@asks("record_election", again=meeting)
def elect_officer(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Record an election."""
    form = received(ElectionForm)
    found = queries.meeting(desk.db, meeting_id)
    today = day_of(desk.at, found.session.zone)
    account, state, name = queries.nominee(desk.db, form.email, form.delegation, language(), today)
    actions.elect_officer(desk.db, found, account, state, name, form.office, by=desk.viewer, at=desk.at)
    return done("elect_officer", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/decisions")
@asks("conduct_meeting", again=meeting)
def record_decision(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Record a decision."""
    form = received(DecisionForm)
    found = queries.meeting(desk.db, meeting_id)
    actions.record_decision(
        desk.db, found, form.kind, form.words, by=desk.viewer, at=desk.at, symbol=form.symbol
    )  # fmt: skip
    return done("record_decision", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/attendance")
@asks("plan_meetings", again=meeting)
def record_attendance(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Record who was there."""
    form = received(AttendanceForm)
    delegations, organizations = queries.attenders(desk.db, form.delegations, form.organizations)
    found = queries.meeting(desk.db, meeting_id)
    actions.record_attendance(desk.db, found, delegations, organizations, by=desk.viewer, at=desk.at)
    return done("record_attendance", "meetings.meeting", meeting_id=meeting_id)


@pages.post("/meetings/<int:meeting_id>/attendance/take-off")
@asks("plan_meetings", again=meeting)
def take_off_attendance(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Take back an attendance that was recorded in error."""
    form = received(TakeOffAttendanceForm)
    found = queries.meeting(desk.db, meeting_id)
    today = day_of(desk.at, found.session.zone)
    who = queries.attender(desk.db, form.delegation, form.organization, language(), today)
    actions.take_off_attendance(desk.db, found, who, form.reason, by=desk.viewer, at=desk.at)
    return done("take_off_attendance", "meetings.meeting", meeting_id=meeting_id)
