"""What is sent about submissions?"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oewg.consultations.forms.dispositions import Disposition
from oewg.consultations.forms.fields import CONSENTS, ClockTime, Language, Number, Title
from oewg.core.forms import Form, Line, OptionalLine, OptionalName, OptionalWords, Words

Answers = dict[Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")], OptionalWords]
"""Question's number -> what is said to it."""


class SubmissionForm(Form):
    """An answer to a call: general words, answers to its questions (question's number -> words), or both."""

    title: Title
    words: OptionalWords = ""
    answers: Answers = Field(default_factory=dict)
    language: Language = "en"
    consent: CONSENTS


class ViewForm(Form):
    """A State's views in answer to a call; delegations read them at once, everybody if they are to be published."""

    words: OptionalWords = ""
    answers: Answers = Field(default_factory=dict)
    language: Language = "en"
    publish: bool = False


class InvitationForm(Form):
    """Which organization is invited to co-sign."""

    organization: Number


class RedactionForm(Form):
    """A piece of words that stands there once, in the general contribution or in the answer to a question."""

    question: Number | None = None
    piece: Words
    ground: Literal["personal_data", "insult", "confidential"]
    reason: Line


class CopyForm(Form):
    """Why a redacted copy takes an attachment's place; the file comes beside it."""

    reason: Line


class SentCopy(CopyForm):
    """A redacted copy in base64, with the name it bears."""

    file: str = Field(min_length=1)
    file_name: OptionalLine = ""


class SubmissionsForm(Form):
    """By what submissions are found; `element` is the key of an element of the mandate that an answered question is about."""

    call: Number | None = None
    sector: Literal["", "business", "non_governmental", "academia"] = ""
    element: OptionalName = ""
    written_in: Language | Literal[""] = ""
    """Not `language`: on every page that is the language in which the page itself is read."""
    standing: Literal["", "received", "published", "sent_back"] = ""
    disposition: Disposition | Literal[""] = ""


class ReturnForm(Form):
    """What in the form has to be repaired."""

    ground: Literal["language", "too_long", "personal_data", "insult", "no_author", "unreadable", "incomplete"]
    reason: Words
    repair_until: ClockTime
    """On the clocks of the call's zone."""
