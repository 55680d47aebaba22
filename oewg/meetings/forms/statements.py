"""What do delegations and organizations send with a statement?"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from oewg.core.forms import Form, OptionalLine, OptionalWords
from oewg.texts.forms import Language

Provisions = Annotated[tuple[int, ...], Field(max_length=500)]


class StatementForm(Form):
    """A statement for a meeting: its words, or a file beside the form; on which item and provisions; whether it is published.

    `manner` is what the statement's row calls its form: a field called `form` names the form of a page.
    """

    meeting: int
    item: int | None = None
    manner: Literal["delivered", "written"] = "delivered"
    language: Language
    words: OptionalWords = ""
    on_behalf_of: Literal["delegation", "group"] = "delegation"
    consent: bool = False
    provisions: Provisions = ()


class CorrectionForm(Form):
    """A corrected version: its words, or a file beside the form."""

    words: OptionalWords = ""


class SpokenOnForm(Form):
    """On which item a statement is, and on which provisions of one text it speaks; those of other texts stay."""

    item: int | None = None
    text: int | None = None
    provisions: Provisions = ()


class ArchiveForm(Form):
    """What is looked for in the archive."""

    delegation: OptionalLine = ""
    group: OptionalLine = ""
    session: int = 0
    meeting: int = 0
    item: int = 0
    written_in: Language | Literal[""] = ""
    """Not `language`: on every page that is the language in which the page itself is read."""
    words: Annotated[str, StringConstraints(max_length=200)] = ""
    standing: Literal["", "embargo", "unpublished", "published", "withdrawn", "all"] = ""
