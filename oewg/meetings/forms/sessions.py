"""What do the secretariat and the chair send about meetings?"""

from datetime import date, datetime
from typing import Literal

from oewg.core.forms import Form, Line, OptionalLine, OptionalWords, Words, Zone


class SessionForm(Form):
    """A session to plan; both days inclusive."""

    kind: Literal["organizational", "substantive", "intersessional"]
    title: Line
    first_day: date
    last_day: date
    place: Line
    zone: Zone


class BefallForm(Form):
    """What befalls a session: with the reason where one is due, with new days when it is postponed."""

    what: Literal["opened", "postponed", "moved_online", "cancelled", "closed"]
    reason: OptionalLine = ""
    new_from: date | None = None
    new_until: date | None = None


class MeetingForm(Form):
    """A meeting to call; the time is on the clocks of the session's zone."""

    formality: Literal["formal", "informal"] = "formal"
    mode: Literal["in_person", "virtual", "hybrid"] = "in_person"
    starts_at: datetime


class TakeUpForm(Form):
    """An item of the agenda."""

    item: int


class ElectionForm(Form):
    """An election by acclamation: which account, of which delegation, to which office."""

    email: Line
    delegation: Line
    office: Literal["chair", "vice_chair", "rapporteur"]


class DecisionForm(Form):
    """A decision in its exact words; about the organization of work, or another; the symbol of what holds it, if anything does."""

    kind: Literal["organization", "other"] = "other"
    words: Words
    symbol: OptionalLine = ""


class AttendanceForm(Form):
    """Who was there: codes of delegations, apart by spaces or commas; names of organizations, one a line."""

    delegations: OptionalWords = ""
    organizations: OptionalWords = ""
