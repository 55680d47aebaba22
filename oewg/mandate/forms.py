"""What does the secretariat send about the mandate?"""

from typing import Annotated

from pydantic import StringConstraints

from oewg.core.forms import Form, OptionalLine


class ResolutionForm(Form):
    """A resolution as text, and its symbol if the text does not name it."""

    contents: Annotated[str, StringConstraints(min_length=1, max_length=1_000_000)]
    symbol: OptionalLine = ""


class UploadForm(Form):
    """The symbol of an uploaded resolution, or its pasted text."""

    contents: Annotated[str, StringConstraints(max_length=1_000_000)] = ""
    symbol: OptionalLine = ""


class TieForm(Form):
    """Which provision answers to an element."""

    provision: int
