"""What do organizations and the secretariat send?"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from oewg.accounts.forms import Email, Password
from oewg.core.errors import say
from oewg.core.forms import LARGEST_NUMBER, Form, Line, OptionalLine, Words, Zone


def _name(text: str) -> str:
    if len(text) > 200:
        raise ValueError(say("A name has at most 200 characters."))
    return text


def _title(text: str) -> str:
    if len(text) > 300:
        raise ValueError(say("A title has at most 300 characters."))
    return text


def _year(at: datetime) -> datetime:
    if not 2000 <= at.year <= 2100:
        raise ValueError(say("Please give a year from 2000 to 2100."))
    return at


Name = Annotated[Line, AfterValidator(_name)]
Title = Annotated[Line, AfterValidator(_title)]
ClockTime = Annotated[datetime, AfterValidator(_year)]
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
"""The number of a row."""


class OrganizationForm(Form):
    """An organization that registers, with its first representative."""

    name: Name
    sector: Literal["business", "non_governmental", "academia"]
    country: Line
    consultative_status: bool = False
    purpose: Words
    representative: Name
    email: Email
    password: Password


class DecisionForm(Form):
    """The secretariat's answer to an application."""

    outcome: Literal["accredited", "refused"]
    reason: OptionalLine = ""


class CallForm(Form):
    """A call for input; times are on the clocks of the zone."""

    title: Title
    questions: Words
    opens_at: ClockTime
    closes_at: ClockTime
    zone: Zone


class SubmissionForm(Form):
    """An answer to a call."""

    title: Title
    words: Words
    consent: Literal["named", "anonymous", "not_published"]


class ReturnForm(Form):
    """What in the form has to be repaired."""

    reason: Words


class TieForm(Form):
    """On which provision a submission bears, and what became of it there."""

    provision: Number
    disposition: Literal["taken_up", "partly", "noted", "outside_mandate"]
    reason: Line


class ConsultationForm(Form):
    """A meeting that is a consultation on elements of the mandate."""

    meeting: Number
    title: Title
    elements: Annotated[list[Number], Field(min_length=1)]


class OrganizationsForm(Form):
    """Which accredited organizations were at a consultation."""

    organizations: Annotated[list[Number], Field(min_length=1)]


class SummaryForm(Form):
    """The chair's summary."""

    words: Words
