"""What is sent about consultative meetings?"""

from typing import Annotated

from pydantic import Field

from oewg.consultations.forms.fields import Number, Title
from oewg.core.forms import Form, Words


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
