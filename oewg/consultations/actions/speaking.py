"""How does an organization come to speak at a consultation? On the meeting's own speakers' list, on a theme."""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Consultation, SpeakingRequest
from oewg.consultations.rules.registration import check_takes_part
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, Refusal, say
from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.meetings.models import Inscription, Intervention, Meeting
from oewg.meetings.rules.speaking import Speaker
from oewg.record.actions import Subject, append

told(ask_to_speak=say("An organization asked to speak on a theme of a consultation."))


def ask_to_speak(
    db: Db, consultation: Consultation, meeting: Meeting, theme: Element, *, by: Viewer, at: datetime
) -> SpeakingRequest:
    """Ask to speak on a theme: the organization stands on the meeting's list, in the class that follows the delegations."""
    if by.organization_id is None:
        raise NotAllowed(
            say("Organizations ask to speak here; a delegation inscribes on the speakers’ list of the meeting.")
        )
    check_takes_part(
        queries.is_registered(db, consultation.id, by.organization_id, with_place=True), with_place=True
    )  # fmt: skip
    found = meeting_queries.list_for(db, meeting.session_id, None, meeting.id)
    if found is None:
        raise Refusal(say("The speakers’ list of this meeting has not been opened yet."))
    speaker = Speaker(organization_id=by.organization_id)
    row = meetings.inscribe(db, found, speaker, by=by, at=at, consulted=True)
    request = SpeakingRequest(inscription_id=row.id, consultation_id=consultation.id, element_id=theme.id)
    db.add(request)
    db.flush()
    facts = {"consultation": consultation.id, "theme": theme.id}
    append(db, "ask_to_speak", by.account_id, by.capacity, Subject("inscription", row.id), facts, at)
    return request


def call_speaker(db: Db, meeting: Meeting, row: Inscription, *, by: Viewer, at: datetime) -> Intervention:
    """Give the floor to any speaker who waits: at a consultation the chair decides the order, so that themes stay together."""
    return meetings.give_floor(db, meeting, row, by=by, at=at, in_turn=False)
