"""The timetable of a session, the agenda with what it answers to, and how their items are moved."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.core.errors import NotFound
from oewg.mandate import actions as mandate
from oewg.mandate import queries as elements
from oewg.meetings import actions, queries
from oewg.meetings.forms.timetable import ItemElementForm, MoveOnTimetableForm, OnTimetableForm, TakeOffTimetableForm
from oewg.meetings.models import Meeting
from oewg.meetings.rules.life import MODES, STANDINGS
from oewg.meetings.rules.sessions import WORDS
from oewg.meetings.views.room import pages
from oewg.texts import queries as texts


@pages.get("/timetable")
@asks("read")
def present_timetable(desk: Desk) -> ResponseReturnValue:
    """The timetable of the session that is open, or of the next one."""
    line = queries.present_session(queries.sessions(desk.db), desk.at)
    if line is None:
        return redirect(url_for("meetings.sessions"))
    return redirect(url_for("meetings.timetable", session_id=line.session.id))


@pages.get("/sessions/<int:session_id>/timetable")
@asks("read")
def timetable(desk: Desk, session_id: int) -> ResponseReturnValue:
    """The timetable of a session: its days, their meetings and what is set down for each."""
    lines = queries.sessions(desk.db)
    line = next((each for each in lines if each.session.id == session_id), None)
    if line is None:
        raise NotFound
    return render_template(
        "meetings/timetable.html",
        sessions=lines,
        line=line,
        session=line.session,
        table=queries.timetable(desk.db, line, desk.viewer, desk.at),
        agenda=queries.agenda(desk.db) if desk.viewer.may("plan_meetings") else [],
        standings=STANDINGS,
        status_words=WORDS,
        modes=MODES,
    )


@pages.post("/sessions/<int:session_id>/timetable/items")
@asks("plan_meetings", again=timetable)
def set_down_item(desk: Desk, session_id: int) -> ResponseReturnValue:
    """Set an item down for a meeting."""
    form = received(OnTimetableForm)
    meeting, item = _meeting(desk, session_id, form.meeting), texts.provision(desk.db, form.item)
    actions.set_down_item(desk.db, meeting, item, form.place, by=desk.viewer, at=desk.at)
    return done("set_down_item", "meetings.timetable", session_id=session_id, anchor=_anchor(meeting.id, item.id))


@pages.post("/sessions/<int:session_id>/timetable/move")
@asks("plan_meetings", again=timetable)
def move_item(desk: Desk, session_id: int) -> ResponseReturnValue:
    """Move an item to another place or another meeting."""
    form = received(MoveOnTimetableForm)
    meeting, to = _meeting(desk, session_id, form.meeting), _meeting(desk, session_id, form.to)
    item = texts.provision(desk.db, form.item)
    act = actions.move_item(desk.db, meeting, item, to, form.place, by=desk.viewer, at=desk.at)
    return done(act, "meetings.timetable", session_id=session_id, anchor=_anchor(to.id, item.id))


@pages.post("/sessions/<int:session_id>/timetable/off")
@asks("plan_meetings", again=timetable)
def take_off_item(desk: Desk, session_id: int) -> ResponseReturnValue:
    """Take an item off a meeting."""
    form = received(TakeOffTimetableForm)
    meeting, item = _meeting(desk, session_id, form.meeting), texts.provision(desk.db, form.item)
    actions.take_off_item(desk.db, meeting, item, by=desk.viewer, at=desk.at)
    return done("take_off_item", "meetings.timetable", session_id=session_id, anchor=f"meeting-{meeting.id}")


@pages.get("/agenda")
@asks("read")
def agenda(desk: Desk) -> ResponseReturnValue:
    """The items of the agenda, the elements of the mandate to which each answers, and when it is taken up."""
    return render_template(
        "meetings/agenda.html",
        items=queries.agenda_items(desk.db),
        held=queries.considerations(desk.db),
        elements=elements.elements(desk.db),
        standings=STANDINGS,
    )


@pages.post("/agenda/elements")
@asks("draft_text", again=agenda)
def tie_item(desk: Desk) -> ResponseReturnValue:
    """Say that an item of the agenda answers to an element of the mandate."""
    form = received(ItemElementForm)
    item, element = queries.agenda_item(desk.db, form.item), elements.element(desk.db, form.element)
    mandate.tie_element(desk.db, item, element, by=desk.viewer, at=desk.at)
    return done("tie_element", "meetings.agenda", anchor=f"item-{item.id}")


@pages.post("/agenda/elements/untie")
@asks("draft_text", again=agenda)
def untie_item(desk: Desk) -> ResponseReturnValue:
    """Take that back."""
    form = received(ItemElementForm)
    item, element = queries.agenda_item(desk.db, form.item), elements.element(desk.db, form.element)
    mandate.untie_element(desk.db, item, element, by=desk.viewer, at=desk.at)
    return done("untie_element", "meetings.agenda", anchor=f"item-{item.id}")


def _meeting(desk: Desk, session_id: int, meeting_id: int) -> Meeting:
    found = queries.meeting(desk.db, meeting_id)
    if found.session_id != session_id:
        raise NotFound
    return found


def _anchor(meeting_id: int, provision_id: int) -> str:
    return f"item-{meeting_id}-{provision_id}"
