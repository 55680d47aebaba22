"""What do the chair and delegations send about the lists for non-objection?"""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from oewg.consultations.forms.fields import ClockTime, Number, Title
from oewg.core.forms import Form, OptionalWords, Words, Zone

MOST_NAMES = 1000


class ListForm(Form):
    """A list to be issued; the deadline is on the clocks of its zone."""

    title: Title
    deadline: ClockTime
    zone: Zone
    names: Annotated[list[Number], Field(max_length=MOST_NAMES)] = Field([], description="Applications by number.")


class ObjectionForm(Form):
    """An objection to a name, with its basis if the State gives one."""

    basis: OptionalWords = ""


Outcome = Literal["whole", "session", "refuse"]
Granted = Literal["whole", "session"]


class DecisionForm(Form):
    """The group's decision on a list: on each application that still stands, in its exact words, at an open formal meeting."""

    meeting: Number
    words: Words
    session: Number | None = None
    outcomes: Annotated[dict[Number, Outcome], Field(max_length=MOST_NAMES)]


def decision_page(objected: Collection[int]) -> type[Form]:
    """The same as a page sends it: one choice for all names without objection, and a field for each of the others."""
    fields: dict[str, Any] = {f"outcome_{number}": (Outcome, ...) for number in objected}
    return create_model(
        "DecisionPage", __base__=Form, meeting=(Number, ...), words=(Words, ...), session=(Number | None, None),
        unobjected=(Granted, "whole"), **fields,
    )  # fmt: skip


def outcomes_of(page: Form, standing: Mapping[int, str]) -> dict[int, str]:
    """Application -> outcome, from what such a page sent; `standing` says where each stands."""
    sent = page.model_dump()
    return {number: sent.get(f"outcome_{number}", sent["unobjected"]) for number in standing}
