"""Which values have the forms of consultations in common?"""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from oewg.core.errors import say
from oewg.core.forms import LARGEST_NUMBER, Line


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


def _no_link(text: str) -> str:
    if "://" in text or "www." in text.casefold():
        raise ValueError(say("A name is not an address on the web."))
    return text


Name = Annotated[Line, AfterValidator(_name)]
MailedName = Annotated[Name, AfterValidator(_no_link)]
"""A name that stands in a letter to an address that nobody has confirmed: the house carries nobody's links there."""
Title = Annotated[Line, AfterValidator(_title)]
ClockTime = Annotated[datetime, AfterValidator(_year)]
Language = Literal["ar", "zh", "en", "fr", "ru", "es"]
CONSENTS = Literal["named", "anonymous", "not_published"]
Number = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]
"""The number of a row."""
