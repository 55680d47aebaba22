"""What is sent while the report is drafted: sections put into hands, words, remarks on passages, what became of them?"""

from typing import Annotated, Literal

from pydantic import Field

from oewg.consultations.forms.dispositions import MarkForm
from oewg.consultations.forms.fields import ClockTime, Number
from oewg.core.forms import Form, Line, OptionalWords, Words, Zone
from oewg.report.rules.workspace import MOST_WORDS


class AssignmentForm(Form):
    """A section is put into somebody's hands: the drafter's account, by when on the clocks of a zone, how long it may be."""

    drafter: Number
    due: ClockTime
    zone: Zone = "America/New_York"
    note: OptionalWords = ""
    most_words: Annotated[int, Field(ge=1, le=MOST_WORDS)] | None = None


class TakeBackForm(Form):
    """Why a section is taken out of its drafter's hands."""

    reason: Line


class HandInForm(Form):
    """What the drafter says with the section that is handed in."""

    words: OptionalWords = ""


class RevisionOfPassageForm(Form):
    """A new wording, written with the revision `based_on` before the eyes; of a footnote, its number."""

    words: Words
    nature: Literal["substantive", "editorial"]
    based_on: int
    footnote: Number | None = None


class RemarkForm(MarkForm):
    """What is said of a passage, as a page sends it; `on` is the revision that was before the eyes.

    `proposed` are words in the place of the passage; empty, the passage is to be left out.
    """

    kind: Literal["comment", "question"] = "comment"
    words: OptionalWords = ""
    proposed: OptionalWords = ""
    on: Number


class PlacedRemarkForm(Form):
    """What is said of a passage, as a program sends it: its place in characters of the wording, and the words there."""

    kind: Literal["comment", "question"] = "comment"
    words: Words
    starts: Annotated[int, Field(ge=0)]
    ends: Number
    quote: Words
    on: Number


class SuggestionForm(Form):
    """Words in the place of a passage, as a program sends them; the reason may be missing."""

    proposed: OptionalWords
    words: OptionalWords = ""
    starts: Annotated[int, Field(ge=0)]
    ends: Number
    quote: Words
    on: Number


class SentenceForm(Form):
    """In a sentence, what became of a remark."""

    words: Line


class ReasonForm(Form):
    """Why suggested words are not taken."""

    reason: Line


class TakeForm(Form):
    """Do the words that are taken change the meaning?"""

    nature: Literal["substantive", "editorial"]
