"""What does the secretariat send about what a provision rests on?"""

from typing import Annotated

from pydantic import Field

from oewg.core.forms import LARGEST_NUMBER, Form, Line, OptionalLine

Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]


class SourceForm(Form):
    """A provision is tied to a source, named as "statement:12", "view:3", "decision:5" or "paragraph:7", in a sentence."""

    source: Annotated[str, Field(pattern=r"^(statement|view|decision|paragraph):[1-9][0-9]{0,8}$")]
    sentence: OptionalLine

    def named(self) -> tuple[str, int]:
        """Its kind and its number."""
        kind, _, number = self.source.partition(":")
        return kind, int(number)


class ProvisionForm(Form):
    """Something is tied to a provision that rests on it, in a sentence."""

    provision: Number
    sentence: OptionalLine


class UntieForm(Form):
    """Why it is taken back."""

    reason: Line


class CellAsked(Form):
    """One cell of a picture: of an element, or of a section of the report (a heading; 0: before the first), one column."""

    element: int | None = Field(None, ge=1, le=LARGEST_NUMBER)
    section: int | None = Field(None, ge=0, le=LARGEST_NUMBER)
    column: str = Field(pattern="^[a-z]{1,12}$")
