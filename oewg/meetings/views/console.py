"""The chair's console: a meeting run from one page, by keys alone or by its buttons."""

from collections.abc import Callable, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language, whole_number
from oewg.accounts.door.pages import asks, done, received, with_a_clock
from oewg.accounts.models import Delegation
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.forms.sessions import AdjournForm, SuspendForm
from oewg.meetings.forms.speaking import (
    AbsenceForm,
    CallForm,
    ClockForm,
    DelegationForm,
    ListForm,
    RoomForm,
    ScreenForm,
)
from oewg.meetings.models import Session, SpeakersList
from oewg.meetings.rules.credentials import day_of
from oewg.meetings.rules.life import standing_of
from oewg.meetings.rules.speaking import Speaker
from oewg.meetings.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.models import DraftText


@pages.get("/meetings/<int:meeting_id>/console")
@asks("conduct_meeting")
def console(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """The meeting at hand: who has the floor, the clock, who is next, and what the screen of the room shows."""
    found = queries.meeting(desk.db, meeting_id)
    sitting = queries.sitting(desk.db, found, _chosen("list"))
    listed = {line.list.item_id for line in sitting.lists}
    text_id, in_hand = _text_in_hand(desk, found.screen_provision_id)
    return with_a_clock(
        render_template(
            "meetings/console.html",
            sitting=sitting,
            meeting=found,
            standing=standing_of(found),
            chosen=_chosen("list") or None,
            without_list=[
                line for line in queries.items_taken_up(desk.db, meeting_id) if line.provision_id not in listed
            ],
            texts_in_hand=in_hand,
            text_id=text_id,
            paragraphs=texts.lines(desk.db, text_id) if text_id else [],
            delegations=accounts.delegation_codes(desk.db, language(), day_of(desk.at, found.session.zone)),
        )
    )


def _chosen(name: str) -> int:
    return whole_number(request.args.get(name) or "0")


def _text_in_hand(desk: Desk, shown: int | None) -> tuple[int, Sequence[DraftText]]:
    """The text whose paragraphs are offered for the screen, and those that could be: not closed, the latest first."""
    open_ones = texts.texts_in_hand(desk.db, closed=False)
    wanted = _chosen("text") or (texts.provision(desk.db, shown).text_id if shown else 0)
    ids = [text.id for text in open_ones]
    if wanted in ids:
        return wanted, open_ones
    reports = [text.id for text in open_ones if text.kind == "report"]
    return next(iter([*reports, *ids]), 0), open_ones


def _list_at(desk: Desk, meeting_id: int, list_id: int) -> SpeakersList:
    """The list that the console showed; NotFound unless it is one of the meeting's session."""
    found = queries.speakers_list(desk.db, list_id)
    if found.session_id != queries.meeting(desk.db, meeting_id).session_id:
        raise NotFound
    return found


def _back(act: str, meeting_id: int) -> ResponseReturnValue:
    return done(act, "meetings.console", meeting_id=meeting_id, list=request.args.get("list"))


def _on_the_clock(desk: Desk, meeting_id: int, action: Callable[..., None]) -> ResponseReturnValue:
    """Start, pause or end the intervention that the console showed."""
    found = queries.intervention_at(desk.db, meeting_id, received(ClockForm).intervention)
    action(desk.db, found, by=desk.viewer, at=desk.at)
    return _back(action.__name__, meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/call")
@asks("conduct_meeting", again=console)
def give_floor(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Give the floor to the next speaker."""
    row = queries.inscription(desk.db, received(CallForm).inscription)
    actions.give_floor(desk.db, queries.meeting(desk.db, meeting_id), row, by=desk.viewer, at=desk.at)
    return _back("give_floor", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/absent")
@asks("conduct_meeting", again=console)
def record_absence(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Record that the speaker who is called is not there."""
    form = received(AbsenceForm)
    row, found = queries.inscription(desk.db, form.inscription), queries.meeting(desk.db, meeting_id)
    actions.record_absence(desk.db, found, row, form.absences, by=desk.viewer, at=desk.at)
    return _back("record_absence", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/start")
@asks("conduct_meeting", again=console)
def start_clock(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Start the clock, or let it go on."""
    return _on_the_clock(desk, meeting_id, actions.start_clock)


@pages.post("/meetings/<int:meeting_id>/console/pause")
@asks("conduct_meeting", again=console)
def pause_clock(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Pause the clock."""
    return _on_the_clock(desk, meeting_id, actions.pause_clock)


@pages.post("/meetings/<int:meeting_id>/console/end")
@asks("conduct_meeting", again=console)
def end_intervention(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """End an intervention."""
    return _on_the_clock(desk, meeting_id, actions.end_intervention)


def delegation_in_the_room(desk: Desk, session: Session, name_or_code: str) -> Delegation:
    """The delegation that is meant in the room, under the name that it has there today; Invalid if there is none."""
    return accounts.delegation_named(desk.db, name_or_code, language(), day_of(desk.at, session.zone))


@pages.post("/meetings/<int:meeting_id>/console/point-of-order")
@asks("conduct_meeting", again=console)
def point_of_order_in_the_room(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """A delegation rises to a point of order in the room."""
    found = queries.meeting(desk.db, meeting_id)
    state = delegation_in_the_room(desk, found.session, received(DelegationForm).delegation)
    actions.raise_point_of_order(desk.db, found, state, by=desk.viewer, at=desk.at)
    return _back("raise_point_of_order", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/reply")
@asks("conduct_meeting", again=console)
def reply_in_the_room(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """A delegation asks in the room for its right of reply."""
    form = received(RoomForm)
    found = _list_at(desk, meeting_id, form.list)
    state = delegation_in_the_room(desk, found.session, form.delegation)
    actions.ask_to_reply(desk.db, found, state, by=desk.viewer, at=desk.at)
    return _back("ask_to_reply", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/inscribe")
@asks("conduct_meeting", again=console)
def inscribe_in_the_room(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """A delegation asks in the room to be inscribed."""
    form = received(RoomForm)
    found = _list_at(desk, meeting_id, form.list)
    state = delegation_in_the_room(desk, found.session, form.delegation)
    speaker = Speaker(delegation_id=state.id)
    actions.inscribe(desk.db, found, speaker, by=desk.viewer, at=desk.at)
    return _back("inscribe", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/withdraw")
@asks("conduct_meeting", again=console)
def withdraw_in_the_room(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """A speaker says in the room that it withdraws."""
    row = queries.inscription(desk.db, received(CallForm).inscription)
    _list_at(desk, meeting_id, row.list_id)
    actions.withdraw_in_the_room(desk.db, row, by=desk.viewer, at=desk.at)
    return _back("withdraw_in_the_room", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/close")
@asks("conduct_meeting", again=console)
def close_list_at_the_console(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Close the list at hand."""
    actions.close_speakers_list(
        desk.db, _list_at(desk, meeting_id, received(ListForm).list), by=desk.viewer, at=desk.at
    )
    return _back("close_speakers_list", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/reopen")
@asks("conduct_meeting", again=console)
def reopen_list_at_the_console(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Reopen the list at hand."""
    actions.reopen_speakers_list(
        desk.db, _list_at(desk, meeting_id, received(ListForm).list), by=desk.viewer, at=desk.at
    )
    return _back("reopen_speakers_list", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/screen")
@asks("conduct_meeting", again=console)
def direct_screen(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Say what the screen of the room shows."""
    form = received(ScreenForm)
    provision = texts.provision(desk.db, form.provision) if form.provision is not None else None
    found = queries.meeting(desk.db, meeting_id)
    actions.direct_screen(desk.db, found, form.screen, provision, by=desk.viewer, at=desk.at)
    return _back("direct_screen", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/suspend")
@asks("conduct_meeting", again=console)
def suspend_at_the_console(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Suspend the meeting."""
    form = received(SuspendForm)
    actions.suspend_meeting(desk.db, queries.meeting(desk.db, meeting_id), form.reason, by=desk.viewer, at=desk.at)
    return _back("suspend_meeting", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/resume")
@asks("conduct_meeting", again=console)
def resume_at_the_console(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Resume the meeting."""
    actions.resume_meeting(desk.db, queries.meeting(desk.db, meeting_id), by=desk.viewer, at=desk.at)
    return _back("resume_meeting", meeting_id)


@pages.post("/meetings/<int:meeting_id>/console/adjourn")
@asks("conduct_meeting", again=console)
def adjourn_at_the_console(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Adjourn the meeting, which leaves nothing to conduct: its own page says how it ended."""
    form = received(AdjournForm)
    actions.adjourn_meeting(desk.db, queries.meeting(desk.db, meeting_id), form.reason, by=desk.viewer, at=desk.at)
    return done("adjourn_meeting", "meetings.meeting", meeting_id=meeting_id)
