"""What do delegations and the chair send?"""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, field_validator, model_validator

from oewg.core.errors import Invalid, say
from oewg.core.forms import LARGEST_NUMBER, Form, Line, OptionalLine, OptionalWords, Words, Zone
from oewg.negotiation.rules.amendments import Filing
from oewg.texts.forms import Language

Wording = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}:[0-9]{1,9}$")]
RowId = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]


class PositionForm(Form):
    """A position. `on` is the revision that was before the eyes."""

    stance: Literal["support", "can_accept", "can_accept_with_amendment", "reserve", "object", "no_position"]
    on: int
    reason: OptionalWords = ""
    amendment: int | None = None
    visibility: Literal["public", "delegations", "chair"] = "public"
    on_behalf_of: Literal["delegation", "group"] = "delegation"
    back: Literal["provision", "text"] = "provision"
    """The page to go back to."""


class PositionsForm(Form):
    """One position on many provisions. Each of `wordings` is "provision:revision", as it was before the eyes."""

    wordings: list[Wording] = Field(default_factory=list)
    stance: Literal["support", "can_accept", "reserve", "object", "no_position"]
    reason: OptionalWords = ""
    visibility: Literal["public", "delegations", "chair"] = "public"
    on_behalf_of: Literal["delegation", "group"] = "delegation"

    def pairs(self) -> list[tuple[int, int]]:
        """(provision, revision)."""
        return [(int(provision), int(revision)) for provision, revision in (one.split(":") for one in self.wordings)]


class AmendmentForm(Form):
    """A proposal on the revision `on`; `in_place_of` is the amendment of one's own that it replaces.

    `under`: what is inserted is to stand first under the provision, not after it.
    """

    kind: Literal["replace", "insert", "delete", "move"]
    on: int
    words: OptionalWords = ""
    after: int | None = None
    under: bool = False
    reason: OptionalWords = ""
    in_place_of: int | None = None
    on_behalf_of: Literal["delegation", "group"] = "delegation"

    @property
    def proposed(self) -> str | None:
        """The words that it proposes; whoever deletes or moves leaves them where they stand in the form."""
        return (self.words or None) if self.kind in ("replace", "insert") else None

    def where(self, provision_id: int) -> int | None:
        """After which provision; the amended one itself for what is to stand first under it. Else what was left chosen."""
        if self.kind == "insert":
            return provision_id if self.under else None
        return self.after if self.kind == "move" else None


class WordFileForm(Form):
    """What is said with a Word file: in whose name the changes are tracked that are meant; "" for all of them."""

    author: OptionalLine = ""


Drafted = Annotated[str, StringConstraints(pattern=r"^(replace|insert|delete|move):[0-9]{1,9}:[0-9]{1,9}:[0-9]{0,9}$")]


class AmendmentsForm(Form):
    """Several amendments to a text. Each of `drafts` is "kind:provision:revision:after", with words and a reason.

    `chosen` are the places of those that are to be filed.
    """

    drafts: list[Drafted] = Field(default_factory=list)
    words: list[OptionalWords] = Field(default_factory=list)
    reasons: list[OptionalWords] = Field(default_factory=list)
    chosen: list[int] = Field(default_factory=list)
    on_behalf_of: Literal["delegation", "group"] = "delegation"

    @field_validator("chosen")
    @classmethod
    def _each_once(cls, chosen: list[int]) -> list[int]:
        return list(dict.fromkeys(chosen))

    @model_validator(mode="after")
    def _as_many(self) -> Self:
        if not len(self.drafts) == len(self.words) == len(self.reasons):
            raise ValueError("length")
        return self

    def picked(self) -> list[Filing]:
        """Those that were chosen; Invalid if there are none of these places."""
        filings = self.filings()
        if any(place not in range(len(filings)) for place in self.chosen):
            wrong = say("Please choose one of those offered.")
            raise Invalid(wrong, {"chosen": wrong})
        return [filings[place] for place in self.chosen]

    def filings(self) -> list[Filing]:
        """Every draft as it would be filed, those that were not chosen among them."""
        found = []
        for draft, words, reason in zip(self.drafts, self.words, self.reasons, strict=True):
            kind, provision, on, after = draft.split(":")
            given = (words or None) if kind in ("replace", "insert") else None
            found.append(Filing(kind, int(provision), int(on), given, int(after) if after else None, reason))
        return found


class ChangesForm(AmendmentsForm):
    """Several changes to the text itself, as a file has them; whether they change what it means."""

    nature: Literal["substantive", "editorial"] = "substantive"


class ListedAmendment(Form):
    """One of several amendments; as in an AmendmentForm, on the provision that it names."""

    provision: RowId
    kind: Literal["replace", "insert", "delete", "move"]
    on: RowId
    words: OptionalWords = ""
    after: RowId | None = None
    reason: OptionalWords = ""

    def filing(self) -> Filing:
        """As it is filed."""
        return Filing(self.kind, self.provision, self.on, self.words or None, self.after, self.reason)


class SentAmendments(Form):
    """Several amendments to a text, as a program sends them: all are filed, or none."""

    amendments: list[ListedAmendment] = Field(min_length=1, max_length=1000)
    on_behalf_of: Literal["delegation", "group"] = "delegation"

    def filings(self) -> list[Filing]:
        """Each as it is filed."""
        return [one.filing() for one in self.amendments]


class SentWordFile(Form):
    """A Word file in base64; `author` is in whose name the changes are tracked that are meant, "" for all of them."""

    file_name: Line
    file: str = Field(min_length=1, description="The file in base64.")
    author: OptionalLine = ""


class SentChanges(Form):
    """Several changes to the text itself, as a program sends them: all are taken in, or none; whether they change what it means."""

    changes: list[ListedAmendment] = Field(min_length=1, max_length=1000)
    nature: Literal["substantive", "editorial"] = "substantive"

    def filings(self) -> list[Filing]:
        """Each as it is taken in."""
        return [one.filing() for one in self.changes]


class SpeakerForm(Form):
    """For whom a coordinator joins an amendment: the group, or the coordinator's own delegation."""

    on_behalf_of: Literal["delegation", "group"] = "delegation"


class LeaveForm(Form):
    """For whom a coordinator leaves an amendment; none where only one of the two, group or delegation, sponsors it."""

    on_behalf_of: Literal["delegation", "group"] | None = None

    @property
    def for_group(self) -> bool | None:
        """Does the group leave, or the coordinator's own delegation?"""
        return None if self.on_behalf_of is None else self.on_behalf_of == "group"


class ReceptionForm(Form):
    """Whether an amendment could be accepted."""

    verdict: Literal["can_accept", "cannot_accept"]
    visibility: Literal["public", "delegations", "chair"] = "public"
    on_behalf_of: Literal["delegation", "group"] = "delegation"


class AlignmentForm(Form):
    """The group, by its code, with which a State aligns itself, or does no more."""

    group: Line


class PackageForm(Form):
    """Provisions to be agreed only together."""

    title: Line
    provisions: list[RowId] = Field(default_factory=list)


class PackageGavelForm(Form):
    """The chair's gavel on a package; `on` are the revisions that were read."""

    on: list[RowId] = Field(default_factory=list)


class SilenceForm(Form):
    """A text to be put under silence: the symbol of the frozen edition, and the deadline on the clocks of a zone.

    `wording` is the digest of the whole text that was read.
    """

    symbol: Line
    deadline: datetime
    zone: Zone = "America/New_York"
    wording: OptionalLine = ""


class ExtensionForm(Form):
    """A later deadline, on the clocks of a zone."""

    deadline: datetime
    zone: Zone = "America/New_York"


class RevisionForm(Form):
    """A new wording, written with the revision `based_on` before the eyes."""

    words: Words
    nature: Literal["substantive", "editorial"]
    based_on: int


class FootnoteForm(Form):
    """A new footnote to a provision; whether it changes the provision's meaning."""

    words: Words
    nature: Literal["substantive", "editorial"]


class FootnoteRemovalForm(Form):
    """Whether the provision means something else without its footnote."""

    nature: Literal["substantive", "editorial"]


class GavelForm(Form):
    """The chair's gavel, on the revision `on`."""

    on: int
    back: Literal["provision", "board"] = "provision"
    """The page to go back to."""


class ReasonForm(Form):
    """A reason, for reopening or contesting."""

    reason: Words


class PreparationForm(Form):
    """The symbol under which a text is put before the group; `on` is the latest of its revisions that was read."""

    symbol: Line
    on: int | None = None


class AdoptionForm(Form):
    """The chair adopts; `on` is the latest of the text's revisions that was read."""

    on: int | None = None


class ExplanationForm(Form):
    """What is placed on record after an adoption; a disassociation names its paragraphs."""

    kind: Literal["explanation", "reservation", "disassociation"]
    language: Language = "en"
    words: Words
    paragraphs: list[RowId] = Field(default_factory=list)
    on_behalf_of: Literal["delegation", "group"] = "delegation"
