"""What is done about consultative meetings? A meeting becomes a consultation, and further meetings are added to it."""

from collections.abc import Collection
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.models import Consultation, ConsultationElement, ConsultationMeeting
from oewg.consultations.rules import consultations as rules
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting
from oewg.record.actions import Subject, append

told(
    hold_consultation=say("A consultation was planned."),
    add_consultation_meeting=say("A further meeting was added to a consultation."),
)


def hold_consultation(
    db: Db, meeting: Meeting, title: str, elements: Collection[Element], *, by: Viewer, at: datetime
) -> Consultation:
    """Make an informal meeting that has not been opened a consultation on elements of the mandate.

    It is planned: it can be opened once it has been confirmed, when what the fund has received covers its budget.
    """
    _check_free(db, meeting)
    consultation = Consultation(title=title)
    db.add(consultation)
    db.flush()
    db.add(ConsultationMeeting(consultation_id=consultation.id, meeting_id=meeting.id))
    db.add_all(ConsultationElement(consultation_id=consultation.id, element_id=element.id) for element in elements)
    db.flush()
    facts = {"meeting": meeting.id, "title": title, "elements": sorted(element.key for element in elements)}
    append(db, "hold_consultation", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at)
    return consultation


def add_meeting(db: Db, consultation: Consultation, meeting: Meeting, *, by: Viewer, at: datetime) -> None:
    """Let a consultation be continued at a further informal meeting."""
    _check_free(db, meeting)
    db.add(ConsultationMeeting(consultation_id=consultation.id, meeting_id=meeting.id))
    db.flush()
    db.expire(consultation, ["meetings"])
    subject = Subject("consultation", consultation.id)
    append(db, "add_consultation_meeting", by.account_id, by.capacity, subject, {"meeting": meeting.id}, at)


def _check_free(db: Db, meeting: Meeting) -> None:
    rules.check_consultation(
        meeting.formality, opened=meeting.opened_at is not None, cancelled=meeting.cancelled_at is not None
    )
    if queries.consultation_at(db, meeting.id) is not None:
        raise Refusal(say("This meeting is a consultation already."))
