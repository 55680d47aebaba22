"""What does the secretariat send about texts?"""

import json
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from oewg.core.errors import Invalid
from oewg.core.forms import Form, Line, OptionalLine, Words, parse
from oewg.texts.rules.incoming import LONGEST_LABEL, MOST_PROVISIONS, Planned
from oewg.texts.rules.symbols import check_symbol


def _formed_like_a_symbol(symbol: str) -> str:
    try:
        check_symbol(symbol)
    except Invalid as refusal:
        raise ValueError(refusal.fields["symbol"]) from refusal
    return symbol


Symbol = Annotated[Line, AfterValidator(_formed_like_a_symbol)]
"""The symbol of a document."""
Language = Literal["ar", "zh", "en", "fr", "ru", "es"]


class TextForm(Form):
    """A new text. A resolution is read in, not begun; a report is begun from the mandate."""

    kind: Literal["rules", "report", "agenda", "programme_of_work", "modalities", "chairs_summary", "working_paper"]
    title: Line
    original_language: Language = "en"


class PlannedForm(Form):
    """A provision that was read from a file. `notes` are [mark, words] of its footnotes."""

    kind: Literal["heading", "paragraph", "subparagraph"]
    level: int = Field(1, ge=1, le=4)
    words: Words
    label: Annotated[str, StringConstraints(max_length=LONGEST_LABEL)] = ""
    notes: list[tuple[Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,12}$")], Words]] = Field(
        default_factory=list
    )

    def planned(self) -> Planned:
        """As a value."""
        return Planned(self.kind, self.level, self.words, self.label, tuple(self.notes))


class OutlineForm(Form):
    """The provisions that were read from a file, in their order, as a program sends them back."""

    outline: list[PlannedForm] = Field(min_length=1, max_length=MOST_PROVISIONS)

    @field_validator("outline")
    @classmethod
    def _footnotes(cls, outline: list[PlannedForm]) -> list[PlannedForm]:
        marks = [mark for one in outline for mark, _ in one.notes]
        if len(set(marks)) < len(marks) or len(outline) + len(marks) > MOST_PROVISIONS:
            raise ValueError("notes")
        return outline


class ReadInForm(Form):
    """The provisions that were read from a file, as an outline in JSON, and the text that begins with them, or `into` which they
    are read."""

    outline: str
    into: int | None = None
    kind: Literal["rules", "report", "agenda", "programme_of_work", "modalities", "chairs_summary", "working_paper"] = (
        "working_paper"
    )
    title: OptionalLine = ""

    def lines(self) -> list[Planned]:
        """The provisions; Invalid if they are not what the page had."""
        try:
            sent = json.loads(self.outline)
        except (ValueError, RecursionError):
            sent = None
        return [one.planned() for one in parse(OutlineForm, {"outline": sent}).outline]


class SourceForm(Form):
    """With a file: the text into which it is to be read; none for a new one."""

    into: int | None = None


class SentSource(Form):
    """A file (Word, plain text, Markdown, Akoma Ntoso) in base64."""

    file_name: Line
    file: str = Field(min_length=1, description="The file in base64.")


class ProvisionForm(Form):
    """A new provision, after a sibling or as the last under its parent; or as an alternative to the sibling.

    A footnote hangs on its parent; `nature` is whether that changes the parent's meaning.
    """

    kind: Literal["heading", "paragraph", "subparagraph", "footnote"]
    words: Words
    parent: int | None = None
    after: int | None = None
    alternative: bool = False
    nature: Literal["substantive", "editorial"] = "substantive"


class MoveForm(Form):
    """Where a provision is to stand: after a sibling, or else first under a parent or in the text."""

    provision: int
    after: int | None = None
    parent: int | None = None


class EditionForm(Form):
    """The text as it stands, frozen under a symbol."""

    symbol: Symbol
    title: OptionalLine = ""


class DocumentForm(Form):
    """A document to be registered; `replaces` is the symbol of the one in whose place it stands.

    Without it a revision replaces what it revises.
    """

    symbol: Symbol
    title: Line
    distribution: Literal["general", "limited", "restricted", "conference_room"]
    original_language: Language = "en"
    replaces: OptionalLine = ""


class TranslationForm(Form):
    """How far a document is in a language; an empty state if no translation is asked for any more."""

    language: Language
    state: Literal["", "requested", "in_translation", "issued"] = ""


class VersionForm(Form):
    """A version of a wording in another language; `of` is the revision that the translator had before the eyes.

    `seen` is the latest version of it there (0: there was none): what somebody else saved after it is not written over unread.
    """

    of: int
    words: Words
    seen: int | None = None


class OfficialForm(Form):
    """Which drafts are made official: that of one provision, or without one all of the text.

    `seen` is the latest draft that was before the eyes: what was saved after it has been read by nobody who says so.
    """

    provision: int | None = None
    seen: int | None = None


class TitleForm(Form):
    """The title of a text in another language."""

    title: Line
