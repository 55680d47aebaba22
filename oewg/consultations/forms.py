"""What do organizations and the secretariat send?"""

from datetime import datetime
from typing import Literal

from oewg.accounts.forms import Email, Password
from oewg.core.forms import Form, Line, OptionalLine, Words, Zone


class OrganizationForm(Form):
    """An organization that registers, with its first representative."""

    name: Line
    sector: Literal["business", "non_governmental", "academia"]
    country: Line
    consultative_status: bool = False
    purpose: Words
    representative: Line
    email: Email
    password: Password


class DecisionForm(Form):
    """The secretariat's answer to an application."""

    outcome: Literal["accredited", "refused"]
    reason: OptionalLine = ""


class CallForm(Form):
    """A call for input; times are on the clocks of the zone."""

    title: Line
    questions: Words
    opens_at: datetime
    closes_at: datetime
    zone: Zone


class SubmissionForm(Form):
    """An answer to a call."""

    title: Line
    words: Words
    consent: Literal["named", "anonymous", "not_published"]


class ReturnForm(Form):
    """What in the form has to be repaired."""

    reason: Words


class TieForm(Form):
    """On which provision a submission bears, and what became of it there."""

    provision: int
    disposition: Literal["taken_up", "partly", "noted", "outside_mandate"]
    reason: Line


class ConsultationForm(Form):
    """A meeting that is a consultation on elements of the mandate."""

    meeting: int
    title: Line
    elements: list[int]


class SummaryForm(Form):
    """The chair's summary."""

    words: Words
