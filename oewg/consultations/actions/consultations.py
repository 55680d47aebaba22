"""What is done about consultative meetings?"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Consultation,
    ConsultationElement,
)
from oewg.consultations.rules import consultations as rules
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting
from oewg.record.actions import Subject, append

told(
    hold_consultation=say("A consultation was planned."),
    give_summary=say("The chair’s summary of a consultation was given."),
)


def hold_consultation(
    db: Db, meeting: Meeting, title: str, elements: Collection[Element], *, by: Viewer, at: datetime
) -> Consultation:
    """Make an informal meeting that has not been opened a consultation on elements of the mandate.

    It is planned: it can be opened once it has been confirmed, when what the fund has received covers its budget.
    """
    rules.check_consultation(
        meeting.formality, opened=meeting.opened_at is not None, cancelled=meeting.cancelled_at is not None
    )
    if db.scalars(select(Consultation.id).where(Consultation.meeting_id == meeting.id)).first():
        raise Refusal(say("This meeting is a consultation already."))
    consultation = Consultation(meeting_id=meeting.id, title=title, summary="")
    db.add(consultation)
    db.flush()
    db.add_all(ConsultationElement(consultation_id=consultation.id, element_id=element.id) for element in elements)
    db.flush()
    facts = {"meeting": meeting.id, "title": title, "elements": sorted(element.key for element in elements)}
    append(db, "hold_consultation", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at)
    return consultation


def give_summary(db: Db, consultation: Consultation, words: str, *, by: Viewer, at: datetime) -> None:
    """Give the chair's summary of a consultation whose meeting has been opened."""
    if consultation.meeting.opened_at is None:
        raise Refusal(say("A summary tells what was said; the meeting has not been opened yet."))
    if consultation.summary == words:
        raise Refusal(say("The summary is the same as before: there is nothing to record."))
    consultation.summary = words
    db.flush()
    append(
        db,
        "give_summary",
        by.account_id,
        by.capacity,
        Subject("consultation", consultation.id),
        {"words": words},
        at,
    )
