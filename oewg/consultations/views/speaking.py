"""The page of those who ask to speak at a consultation: the meetings' own lists, with the themes."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.consultations import CallForm, SpeakForm
from oewg.consultations.models import Consultation
from oewg.consultations.views.room import pages
from oewg.meetings import queries as meetings
from oewg.meetings.models import Meeting


@pages.get("/consultations/<int:consultation_id>/speakers")
@asks("read")
def speakers(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Who waits on the list of one of the meetings: of the one asked for, the one that is open, or the next."""
    found = queries.consultation(desk.db, consultation_id)
    meeting = _chosen(found)
    line = meetings.list_for(desk.db, meeting.session_id, None, meeting.id)
    own = desk.viewer.organization_id
    waiting = queries.asked_to_speak(desk.db, line) if line else []
    return render_template(
        "consultations/speakers.html",
        consultation=found,
        meeting=meeting,
        line=line,
        waiting=waiting,
        on_it=next((each for each in waiting if own and each.waiting.inscription.organization_id == own), None),
        themes={each.id: each for each in queries.elements_of(desk.db, [consultation_id])[consultation_id]},
        registered=bool(own) and queries.is_registered(desk.db, consultation_id, own or 0, with_place=True),
        floor=meetings.floor(desk.db, meeting.id),
    )


def _chosen(found: Consultation) -> Meeting:
    if asked := whole_number(request.args.get("meeting") or "0"):
        return queries.meeting_of(found, asked)
    standing = [each for each in found.meetings if each.cancelled_at is None and each.adjourned_at is None]
    return next((each for each in standing if each.opened_at), next(iter(standing), found.meetings[-1]))


@pages.post("/consultations/<int:consultation_id>/meetings/<int:meeting_id>/speakers")
@asks("ask_to_speak", again=speakers, where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id})
def ask_to_speak(desk: Desk, consultation_id: int, meeting_id: int) -> ResponseReturnValue:
    """Ask to speak on a theme."""
    form = received(SpeakForm)
    found = queries.consultation(desk.db, consultation_id)
    meeting, theme = queries.meeting_of(found, meeting_id), queries.theme(desk.db, consultation_id, form.theme)
    actions.ask_to_speak(desk.db, found, meeting, theme, by=desk.viewer, at=desk.at)
    return done("ask_to_speak", "consultations.speakers", consultation_id=consultation_id, meeting=meeting_id)


@pages.post("/consultations/<int:consultation_id>/meetings/<int:meeting_id>/call")
@asks("conduct_meeting", again=speakers, where=lambda _desk, consultation_id, **_: {"consultation_id": consultation_id})
def call_speaker(desk: Desk, consultation_id: int, meeting_id: int) -> ResponseReturnValue:
    """Give the floor to a speaker, in the order that the chair decides."""
    form = received(CallForm)
    meeting = queries.meeting_of(queries.consultation(desk.db, consultation_id), meeting_id)
    actions.call_speaker(desk.db, meeting, meetings.inscription(desk.db, form.inscription), by=desk.viewer, at=desk.at)
    return done("give_floor", "meetings.console", meeting_id=meeting_id)
