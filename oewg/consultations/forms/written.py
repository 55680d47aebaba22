"""What is sent about contributions to a consultation?"""

from typing import Annotated, Literal

from pydantic import StringConstraints

from oewg.consultations.forms.fields import Number, Title
from oewg.core.forms import Form, OptionalWords


class WrittenForm(Form):
    """A contribution on a theme: words, or a file beside the form, or a link to what was sent before ("submission:3")."""

    theme: Number
    title: Title
    words: OptionalWords = ""
    link: Annotated[str, StringConstraints(pattern=r"^((submission|statement):[0-9]{1,9})?$")] = ""
    consent: Literal["named", "anonymous", "not_published"]
