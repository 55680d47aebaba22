"""What is sent about calls for input?"""

from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field

from oewg.consultations.forms.fields import ClockTime, Language, Title
from oewg.consultations.rules.calls import LARGEST_FILE, MOST_FILES, Terms, questions_of
from oewg.core.forms import Form, Words, Zone, on_the_clock

ALL: list[Language] = ["ar", "zh", "en", "fr", "ru", "es"]


class CallForm(Form):
    """A call for input; times are on the clocks of the zone. The questions stand one a line, "[key]" at the end names an element."""

    title: Title
    questions: Words
    opens_at: ClockTime
    closes_at: ClockTime
    zone: Zone
    addressed_to: Literal["organizations", "states"] = "organizations"
    languages: list[Language] = ALL
    most_words: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    most_files: Annotated[int, Field(ge=0, le=MOST_FILES)] = 0
    largest_file: Annotated[int, Field(ge=1, le=LARGEST_FILE // 1000)] = LARGEST_FILE // 1000
    """Thousands of bytes."""

    def terms(self, elements: Collection[str]) -> Terms:
        """What the call says; `elements` are the keys that the mandate has. Raises Invalid."""
        return Terms(
            self.title, questions_of(self.questions, elements), on_the_clock(self.opens_at, self.zone, "opens_at"),
            on_the_clock(self.closes_at, self.zone, "closes_at"), self.zone, self.addressed_to, tuple(self.languages),
            self.most_words, self.most_files, self.largest_file * 1000,
        )  # fmt: skip


class ExtensionForm(Form):
    """A later deadline, on the clocks of the call's zone."""

    closes_at: ClockTime
