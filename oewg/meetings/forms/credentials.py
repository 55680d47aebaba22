"""What do the secretariat and heads of delegation send about those who take part?"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, create_model

from oewg.accounts.forms import Email
from oewg.core.errors import Invalid, say
from oewg.core.forms import Form, Line, OptionalLine

Short = Annotated[Line, StringConstraints(max_length=200)]
OptionalShort = Annotated[OptionalLine, StringConstraints(max_length=200)]
LetterCapacity = Literal["head", "alternate", "adviser"]
MOST_PERSONS = 24
"""On one letter as it is recorded; further persons are added to it afterwards."""


class PersonForm(Form):
    """A person whom a letter names."""

    name: Short
    email: Email
    title: OptionalShort = ""
    role: LetterCapacity = "adviser"


class DatedPersonForm(PersonForm):
    """A person whom a letter, or a head of delegation, names for days; both inclusive."""

    since: date | None = None
    until: date | None = None


class _LetterHead(Form):
    """What a letter says apart from the persons. Without `session` it is for all sessions."""

    delegation: Line
    session: int | None = None
    signed_by: Short
    dated: date
    since: date | None = None
    until: date | None = None


class LetterForm(_LetterHead):
    """A letter of credentials."""

    persons: list[PersonForm] = Field(min_length=1, max_length=MOST_PERSONS)


_ROWS: dict[str, Any] = {}
for _row in range(1, MOST_PERSONS + 1):
    _ROWS |= {
        f"name_{_row}": (OptionalShort, ""),
        f"email_{_row}": (Email | None, None),
        f"title_{_row}": (OptionalShort, ""),
        f"role_{_row}": (LetterCapacity, "adviser"),
    }
LetterPageForm: type[_LetterHead] = create_model("LetterPageForm", __base__=_LetterHead, **_ROWS)
"""The letter as a page sends it: one row of fields a person, each field under a name of its own."""


def persons_of(page: _LetterHead) -> list[PersonForm]:
    """The persons in the rows that were filled in; Invalid where a row says who without saying how to reach them."""
    persons: list[PersonForm] = []
    missing: dict[str, str] = {}
    for row in range(1, MOST_PERSONS + 1):
        name, email, title, role = (getattr(page, f"{each}_{row}") for each in ("name", "email", "title", "role"))
        if not (name or email or title):
            continue
        missing |= {
            f"{each}_{row}": say("Please fill this in.") for each, v in (("name", name), ("email", email)) if not v
        }
        if name and email:
            persons.append(PersonForm(name=name, email=email, title=title, role=role))
    if missing:
        raise Invalid(say("Each person on a letter has a name and an e-mail address."), missing)
    return persons


class EndForm(Form):
    """Until which day, inclusive, a membership lasts; at once if no day is given."""

    until: date | None = None


class TitleForm(Form):
    """A title as the list of participants prints it."""

    title: OptionalShort = ""
