"""What does the secretariat send about texts?"""

from typing import Annotated, Literal

from pydantic import AfterValidator

from oewg.core.errors import Invalid
from oewg.core.forms import Form, Line, OptionalLine, Words
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
    """A version of a wording in another language; `of` is the revision that the translator had before the eyes."""

    of: int
    words: Words


class OfficialForm(Form):
    """Which drafts are made official: that of one provision, or without one all of the text."""

    provision: int | None = None


class TitleForm(Form):
    """The title of a text in another language."""

    title: Line
