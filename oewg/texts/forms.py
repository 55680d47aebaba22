"""What does the secretariat send about texts?"""

from typing import Literal

from oewg.core.forms import Form, Line, OptionalLine, Words


class TextForm(Form):
    """A new text. A resolution is read in, not begun; a report is begun from the mandate."""

    kind: Literal["rules", "report", "agenda", "programme_of_work", "modalities", "chairs_summary", "working_paper"]
    title: Line


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

    symbol: Line
    title: OptionalLine = ""
