"""What do people send about accounts?"""

from collections.abc import Collection
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, create_model

from oewg.core.errors import say
from oewg.core.forms import Form, Line, OptionalLine

_NO_ADDRESS = say("Please give an e-mail address: name@example.org.")
_NOT_IN_ADDRESSES = frozenset('()<>[],:;\\"')
"""What would be read as a second address, a name or a remark, in the head of a letter (RFC 5322)."""


def _address(text: str) -> str:
    name, at, host = text.partition("@")
    labels = host.split(".")
    if not (name and at and len(labels) > 1 and all(labels)) or "@" in host or _NOT_IN_ADDRESSES.intersection(text):
        raise ValueError(_NO_ADDRESS)
    # Spaces, control characters, and the invisible ones that make two addresses look alike or turn them around.
    if not text.isprintable() or any(character.isspace() for character in text):
        raise ValueError(_NO_ADDRESS)
    return text.lower()


Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_address)]
Password = Annotated[str, StringConstraints(max_length=256, strip_whitespace=False)]


class SignInForm(Form):
    """Signing in."""

    email: Annotated[str, StringConstraints(max_length=254)]
    password: Password
    next: str = ""


class PasswordForm(Form):
    """A new password, for oneself."""

    password: Password
    new_password: Password


class InvitationForm(Form):
    """The first password, set with a link."""

    new_password: Password


class CapacityForm(Form):
    """Which of one's capacities to act in."""

    capacity: int


class AccountForm(Form):
    """A new account."""

    email: Email
    name: Line
    password: Password | None = None


class DeclineForm(Form):
    """Why a person is not erased."""

    reason: OptionalLine = ""


class GivenCapacityForm(Form):
    """A capacity for a person. Codes name the delegation and the group; instants are in UTC."""

    role: Literal["head", "alternate", "adviser", "coordinator", "secretariat", "administrator"]
    delegation: str = ""
    group: str = ""
    since: datetime
    until: datetime | None = None


Pace = Literal["at_once", "daily", "none"]
Language = Literal["", "ar", "zh", "en", "fr", "ru", "es"]


class NoticesForm(Form):
    """What to hear of, and how often."""

    choices: dict[str, Pace] = Field(default={}, description="Topic's key -> how often; others stay as they are.")
    language: Language = ""


def notices_page(topics: Collection[str]) -> type[Form]:
    """The same as a page sends it: a field for each topic, under its key."""
    fields: dict[str, Any] = dict.fromkeys(topics, (Pace | None, None))
    return create_model("NoticesPage", __base__=Form, language=(Language, ""), **fields)
