"""What do delegations and the chair send?"""

from typing import Literal

from oewg.core.forms import Form, Line, OptionalWords, Words


class PositionForm(Form):
    """A position. `on` is the revision that was before the eyes."""

    stance: Literal["support", "can_accept", "can_accept_with_amendment", "reserve", "object", "no_position"]
    on: int
    reason: OptionalWords = ""
    amendment: int | None = None
    visibility: Literal["public", "delegations", "chair"] = "public"
    on_behalf_of: Literal["delegation", "group"] = "delegation"


class AmendmentForm(Form):
    """A proposal on the revision `on`."""

    kind: Literal["replace", "insert", "delete", "move"]
    on: int
    words: OptionalWords = ""
    after: int | None = None
    reason: OptionalWords = ""


class RevisionForm(Form):
    """A new wording, written with the revision `based_on` before the eyes."""

    words: Words
    nature: Literal["substantive", "editorial"]
    based_on: int


class GavelForm(Form):
    """The chair's gavel, on the revision `on`."""

    on: int


class ReasonForm(Form):
    """A reason, for reopening or contesting."""

    reason: Words


class AdoptionForm(Form):
    """The symbol under which an adopted text is frozen; `on` is the latest of its revisions that was read."""

    symbol: Line
    on: int | None = None
