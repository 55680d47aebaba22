"""What is sent about consultative meetings?"""

from typing import Annotated, Literal

from pydantic import Field

from oewg.consultations.forms.fields import Number, Title
from oewg.core.forms import Form
from oewg.texts.forms import Symbol


class ConsultationForm(Form):
    """A meeting that is a consultation on elements of the mandate."""

    meeting: Number
    title: Title
    elements: Annotated[list[Number], Field(min_length=1)]


class MeetingForm(Form):
    """A meeting of a consultation."""

    meeting: Number


class OrganizationsForm(Form):
    """Which accredited organizations were at a meeting of a consultation."""

    meeting: Number
    organizations: Annotated[list[Number], Field(min_length=1)]


class IssueSummaryForm(Form):
    """Under which symbol the chair's summary is issued; `on` is the latest revision that was read."""

    symbol: Symbol
    on: Number | None = None


class TraceForm(Form):
    """Of what a provision of the summary tells."""

    provision: Number
    kind: Literal["intervention", "statement", "written", "submission"]
    source: Number


class SpeakForm(Form):
    """On which theme an organization asks to speak."""

    theme: Number


class CallForm(Form):
    """To whom the chair gives the floor."""

    inscription: Number
