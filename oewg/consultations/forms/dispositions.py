"""What is sent about what became of input?"""

from typing import Annotated, Literal

from pydantic import Field

from oewg.consultations.forms.fields import Number
from oewg.core.forms import LARGEST_NUMBER, Form, Line, OptionalWords, Words

Place = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
"""How many characters of a submission's words come before something."""
Disposition = Literal["taken_up", "partly", "noted", "outside_mandate"]


class TieForm(Form):
    """Of the whole submission or of a passage: in which provision or on which element, what became of it, and why."""

    passage: Number | None = None
    provision: Number | None = None
    element: Number | None = None
    disposition: Disposition
    reason: Line


class UntieForm(Form):
    """Why what was said is taken back."""

    reason: Line


class MarkForm(Form):
    """A passage as a page sends it: sentences that were ticked, a place that was selected, or first and last words."""

    sentences: list[str] = Field(default_factory=list)
    """Each "from-to", in characters of the submission's words."""
    starts: Place | None = None
    ends: Place | None = None
    quote: OptionalWords = ""
    first: OptionalWords = ""
    last: OptionalWords = ""


class PassageForm(Form):
    """A passage as a program sends it: its place in characters of the submission's words, and the words there."""

    starts: Place
    ends: Number
    quote: Words


class SuggestionForm(Form):
    """A suggestion: a stretch of the submission's words, and a provision that may speak of the same thing."""

    starts: Place
    ends: Number
    provision: Number


class ConfirmForm(SuggestionForm):
    """That it does, and what became of it there."""

    disposition: Disposition
    reason: Line
