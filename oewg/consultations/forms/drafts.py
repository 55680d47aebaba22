"""What is sent of a draft? Parts that may all be empty, and for each what the writer had before the eyes (rules.drafts)."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from oewg.consultations.forms.fields import CONSENTS, Language
from oewg.core.forms import Form, OptionalLine, OptionalWords, parse

Part = Annotated[str, StringConstraints(pattern=r"^(title|words|language|consent|[0-9]{1,10})$")]
Mark = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]


class DraftForm(Form):
    """A draft as it is typed. `answers`: question's number -> words. `had`: part -> its mark when the form was opened.

    A part that is left out stays as it is.
    """

    title: Annotated[OptionalLine, StringConstraints(max_length=300)] | None = None
    words: OptionalWords | None = None
    language: Language | Literal[""] | None = None
    consent: CONSENTS | Literal[""] | None = None
    answers: dict[Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}$")], OptionalWords] = Field(
        default_factory=dict
    )
    had: dict[Part, Mark] = Field(default_factory=dict)

    def parts(self) -> dict[str, str]:
        """The parts that were sent."""
        chosen = {"title": self.title, "words": self.words, "language": self.language, "consent": self.consent}
        return {name: value for name, value in chosen.items() if value is not None} | self.answers


def draft_typed(fields: Mapping[str, str]) -> DraftForm:
    """What a page's form sent: fields `title` ..., `answer-12` for question 12, `had-title`, `had-12` for the marks.

    Every part of the page's form is sent, so that one that was emptied is empty. Raises Invalid.
    """
    sent: dict[str, Any] = {"answers": {}, "had": {}}
    for name, value in fields.items():
        kind, _, part = name.partition("-")
        if kind == "answer":
            sent["answers"][part] = value
        elif kind == "had":
            sent["had"][part] = value
        else:
            sent[name] = value
    form = parse(DraftForm, sent)
    emptied = {name: "" for name in ("title", "words", "language", "consent") if sent.get(name) == ""}
    return form.model_copy(update=emptied)


class PreviewedForm(Form):
    """The draft is sent as it was previewed: its digest then."""

    on: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class DraftFileForm(Form):
    """A file for the draft: it comes beside the form's fields."""


class SentDraftFile(Form):
    """A file in base64, with the name it bears; its kind is decided by its contents."""

    file: str = Field(
        min_length=1, description="Base64. The whole request has at most as many bytes as an upload may have."
    )
    file_name: OptionalLine = ""
