"""What is stored of meetings: sessions, speakers’ lists, statements, credentials, decisions."""

from oewg.meetings.models.attendance import Attendance, CredentialedPerson, Credentials
from oewg.meetings.models.decisions import Decision, Officer
from oewg.meetings.models.sessions import SCREENS, Consideration, Meeting, ScheduledItem, Session, SessionEvent
from oewg.meetings.models.speaking import Exchange, Inscription, Intervention, SpeakersList
from oewg.meetings.models.statements import Statement, StatementProvision, StatementVersion

__all__ = [
    "SCREENS",
    "Attendance",
    "Consideration",
    "CredentialedPerson",
    "Credentials",
    "Decision",
    "Exchange",
    "Inscription",
    "Intervention",
    "Meeting",
    "Officer",
    "ScheduledItem",
    "Session",
    "SessionEvent",
    "SpeakersList",
    "Statement",
    "StatementProvision",
    "StatementVersion",
]
