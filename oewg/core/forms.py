"""What did they send? Pages' forms and programs' JSON are parsed by the same models, into values or an Invalid."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import ErrorDetails

from oewg.core.clock import place_of
from oewg.core.errors import Invalid, say

LONGEST_WORDS = 60_000
"""Characters of one wording, reason or submission: some twenty pages."""


LARGEST_NUMBER = 2**31 - 1
"""The largest number that a row can have."""


_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Form(BaseModel):
    """What a form sends: known fields only, white space trimmed at the ends, line ends as one character."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)

    @field_validator("*")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        """No database keeps a zero byte in a text or a number beyond its rows' numbers."""
        if isinstance(value, str) and "\x00" in value:
            raise ValueError("zero_byte")
        if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
            raise ValueError("too_large")
        return unicodedata.normalize("NFC", value) if isinstance(value, str) else value

    @field_validator("*", mode="before")
    @classmethod
    def _written_out(cls, value: Any, info: ValidationInfo) -> Any:
        """An instant is written as a date and a time, a day as a date: a bare number would be read as seconds since 1970."""
        field = cls.model_fields[info.field_name or ""]
        if field.annotation is datetime and isinstance(value, str) and not _INSTANT.match(value.strip()):
            raise ValueError(say("Please give a date and a time: 2019-06-03T15:00."))
        if (
            field.annotation in (date, date | None)
            and isinstance(value, str | int)
            and not _DAY.match(str(value).strip())
        ):
            raise ValueError(say("Please give a date, year first: 2019-06-03."))
        return value


Fields = TypeVar("Fields", bound=Form)


def _no_control_characters(text: str) -> str:
    if any(ord(character) < 32 and character not in "\n\t" for character in text):
        raise ValueError("control_character")
    return text


def _one_newline(text: str) -> str:
    if INVISIBLE.intersection(text):
        raise ValueError(say("This holds an invisible character: please type it anew instead of pasting it."))
    return _no_control_characters(text.replace("\r\n", "\n").replace("\r", "\n"))


INVISIBLE = frozenset("\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What makes two wordings look alike that are not, or turns the direction of what follows on the page. Joiners and the
marks of direction that Arabic and Persian are typed with are not among them."""


def _no_invisible_characters(text: str) -> str:
    if INVISIBLE.intersection(text):
        raise ValueError(say("This holds an invisible character: please type it anew instead of pasting it."))
    return _no_control_characters(text)


Line = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_no_invisible_characters)]
"""A line that must not be empty."""
OptionalLine = Annotated[str, StringConstraints(max_length=500), AfterValidator(_no_invisible_characters)]
OptionalName = Annotated[str, StringConstraints(max_length=120), AfterValidator(_no_invisible_characters)]
"""A short line, such as the name of a room."""
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_WORDS), AfterValidator(_one_newline)]
"""Words of some length that must not be empty."""
OptionalWords = Annotated[str, StringConstraints(max_length=LONGEST_WORDS), AfterValidator(_one_newline)]


NO_PLACE = ("localtime", "Factory", "posixrules")
"""Names that the table of zones has, and that mean another clock on each machine."""


def _known_zone(zone: str) -> str:
    if zone not in available_timezones() or zone in NO_PLACE:
        raise ValueError("zone")
    return zone


Zone = Annotated[str, AfterValidator(_known_zone)]
"""An IANA name of a time zone."""


_OUTSIDE = say("This instant lies outside the calendar.")
EARLIEST = datetime(1945, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
"""Nothing is set for later: a clock of any zone can show what comes before."""


def on_the_clock(instant: datetime, zone: str, field: str = "") -> datetime:
    """The instant, in UTC, that a form's date and time field means: that time on the clocks of a zone.

    A time that the clocks skip or show twice, when they are changed, is refused: nobody knows which instant it means.
    `field` is the field's name, for the refusal.
    """
    try:
        found = (instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError as error:
        raise Invalid(_OUTSIDE) from error
    if not EARLIEST <= found < LATEST:
        raise Invalid(_OUTSIDE)
    if instant.tzinfo is None:
        when = {"time": f"{instant:%H:%M}", "day": f"{instant:%Y-%m-%d}", "zone": place_of(zone)}
        if found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != instant:
            raise Invalid(
                say("There is no %(time)s on %(day)s in %(zone)s: the clocks are put forward then. Please choose another time."),
                {field: say("The clocks pass over this time.")} if field else None, **when,
            )  # fmt: skip
        if instant.replace(tzinfo=ZoneInfo(zone), fold=1).astimezone(UTC) != found:
            raise Invalid(
                say("There are two %(time)s on %(day)s in %(zone)s: the clocks are put back then. Please choose another time."),
                {field: say("The clocks show this time twice.")} if field else None, **when,
            )  # fmt: skip
    return found


_MESSAGES = {
    "missing": say("Please fill this in."),
    "string_too_short": say("Please fill this in."),
    "string_too_long": say("This is too long."),
    "too_short": say("Please fill this in."),
    "too_long": say("This is too long."),
    "extra_forbidden": say("This page does not know this field."),
    "literal_error": say("Please choose one of those offered."),
    "int_parsing": say("Please give a whole number."),
    "string_pattern_mismatch": say("This is not something that a list has given."),
    "date_from_datetime_parsing": say("Please give a date, year first: 2019-06-03."),
    "date_parsing": say("Please give a date, year first: 2019-06-03."),
    "datetime_from_date_parsing": say("Please give a date and a time: 2019-06-03T15:00."),
    "datetime_parsing": say("Please give a date and a time: 2019-06-03T15:00."),
    "value_error": say("This cannot be read."),
}


def parse(model: type[Fields], sent: Mapping[str, Any]) -> Fields:
    """Read what was sent as this form, or raise Invalid with a sentence for each field that is wrong."""
    try:
        return model.model_validate({name: value for name, value in sent.items() if value != ""})
    except ValidationError as error:
        fields = {_name(detail): _message(detail) for detail in error.errors()}
        raise Invalid(
            say(
                "Something in the form cannot be accepted. Nothing has been recorded yet; what you wrote is still here."
            ),
            fields,
        ) from error


def understood(model: type[Fields], sent: Mapping[str, Any]) -> Fields:
    """Read what an address asks for; what it does not know or cannot read is passed over, for nobody chose it from a list."""
    known = {name: value for name, value in sent.items() if value != "" and name in model.model_fields}
    try:
        return model.model_validate(known)
    except ValidationError as error:
        wrong = {_name(detail) for detail in error.errors()}
        return model.model_validate({name: value for name, value in known.items() if name not in wrong})


def _name(detail: ErrorDetails) -> str:
    return str(detail["loc"][0]) if detail["loc"] else "form"


def _message(detail: ErrorDetails) -> str:
    # A validator of our own raises ValueError with a marked sentence; pydantic's messages are for programmers.
    own = str(detail.get("ctx", {}).get("error", ""))
    if detail["type"] == "value_error" and " " in own:
        return own
    return _MESSAGES.get(detail["type"], _MESSAGES["value_error"])
