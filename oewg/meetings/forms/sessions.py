"""What do the secretariat and the chair send about meetings?"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from oewg.core.forms import Form, Line, OptionalLine, OptionalName, OptionalWords, Words, Zone

Mode = Literal["in_person", "virtual", "hybrid"]
Room = OptionalName
"""A conference room; empty when there is none or it is not known yet."""


class SessionForm(Form):
    """A session to plan; both days inclusive."""

    kind: Literal["organizational", "substantive", "intersessional"]
    title: Annotated[Line, StringConstraints(max_length=200)]
    first_day: date
    last_day: date
    place: Annotated[Line, StringConstraints(max_length=120)]
    zone: Zone


class BefallForm(Form):
    """What befalls a session: with the reason where one is due, with new days when it is postponed."""

    what: Literal["opened", "postponed", "moved_online", "cancelled", "closed"]
    reason: OptionalLine = ""
    new_from: date | None = None
    new_until: date | None = None


class MeetingForm(Form):
    """A meeting to call; times are on the clocks of the session's zone."""

    formality: Literal["formal", "informal"] = "formal"
    mode: Mode = "in_person"
    starts_at: datetime
    ends_at: datetime | None = None
    """Three hours after the start, if it is not given."""
    room: Room = ""
    presiding: int | None = None
    """The capacity of the Vice-Chair who is to preside; the Chair, if it is not given."""


class SuspendForm(Form):
    """Why a meeting is suspended, if one wishes to say so."""

    reason: OptionalLine = ""


class AdjournForm(Form):
    """Why a meeting is adjourned, if one wishes to say so."""

    reason: OptionalLine = ""


class PostponeForm(Form):
    """Another time and room for a meeting, with the reason; times are on the clocks of the session's zone."""

    starts_at: datetime
    ends_at: datetime | None = None
    """As long after the start as before, if it is not given."""
    room: Room = ""
    reason: Line


class MoveForm(Form):
    """Another mode or room for a meeting, with the reason; a virtual meeting has no room."""

    mode: Mode
    room: Room = ""
    reason: Line


class CancelForm(Form):
    """Why a meeting is cancelled."""

    reason: Line


class PresidingForm(Form):
    """The capacity of the Vice-Chair who is to preside; the Chair, if it is not given."""

    presiding: int | None = None


class TakeUpForm(Form):
    """An item of the agenda."""

    item: int


class ElectionForm(Form):
    """An election by acclamation: which account, of which delegation, to which office."""

    email: Line
    delegation: Line
    office: Literal["chair", "vice_chair", "rapporteur"]


class EndOfficeForm(Form):
    """Why an office ends, for everybody to read."""

    reason: Line


class DecisionForm(Form):
    """A decision in its exact words, and the symbol of what holds it, if anything does.

    It is about the dates of the substantive sessions, about the organization of work, or about something else.
    """

    kind: Literal["dates", "organization", "other"] = "other"
    words: Words
    symbol: OptionalLine = ""


class AttendanceForm(Form):
    """Who was there: codes of delegations, apart by spaces or commas; names of organizations, one a line."""

    delegations: OptionalWords = ""
    organizations: OptionalWords = ""


class TakeOffAttendanceForm(Form):
    """Whose attendance was recorded in error, and why: a delegation by its name or code, or an organization by its name."""

    delegation: OptionalLine = ""
    organization: OptionalLine = ""
    reason: Line
