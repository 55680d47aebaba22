"""What is sent about what the checks find, and about the list of terms?"""

from typing import Annotated, Literal

from pydantic import Field

from oewg.consultations.forms.fields import Name, Number
from oewg.core.forms import Form, Line, OptionalLine


class AcceptanceForm(Form):
    """What was found at a place of a wording is to stay as it is, and why."""

    check: Literal["citations", "brackets", "subheadings", "symbols", "attribution", "terms", "resting"]
    revision: Number
    starts: Annotated[int, Field(ge=0)] = 0
    ends: Annotated[int, Field(ge=0)] = 0
    reason: Line


class TermForm(Form):
    """A term, and what it stands instead of."""

    term: Name
    instead_of: Name
    reason: OptionalLine = ""


class EndTermForm(Form):
    """Why a term is taken off the list."""

    reason: OptionalLine = ""
