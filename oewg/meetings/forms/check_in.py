"""What does one send to say that one is at a meeting?"""

from typing import Annotated

from pydantic import StringConstraints

from oewg.core.forms import Form, Line


class CheckInForm(Form):
    """The code that the screen in the room shows."""

    code: Annotated[Line, StringConstraints(max_length=20)]
