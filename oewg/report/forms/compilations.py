"""What does the secretariat send about the report?"""

from typing import Literal

from pydantic import Field

from oewg.core.forms import LARGEST_NUMBER, Form, Line, OptionalLine
from oewg.report.rules.annexes import ANNEXES, AnnexName, in_their_order
from oewg.report.rules.kinds import Asked, Order

Named = Literal[AnnexName, ""]
"""An annex; "" stands for none, so that a form can say that there shall be none."""


class CompileForm(Form):
    """The report is compiled, in a kind, and kept under a symbol.

    Without `edition` the text is issued as it stands, as a new edition under `symbol`. With it, that edition is compiled:
    under its own symbol if none is given; a rolling text, a redline or a compendium may be a document of its own, with a
    `distribution` ("" as the symbol says). `against` is the edition since which a redline marks changes, `marks` in whose
    name: both are let be for every other kind. `item` is the item of the agenda in the masthead.
    """

    symbol: OptionalLine = ""
    kind: Literal["clean", "rolling", "redline", "compendium"] = "clean"
    edition: int | None = None
    against: int | None = None
    marks: Literal["delegations", "nobody"] = "delegations"
    distribution: Literal["", "general", "limited", "restricted", "conference_room"] = ""
    annexes: tuple[Named, ...] = ANNEXES
    item: int | None = None

    def order(self) -> Order:
        """What is ordered."""
        asked = Asked(
            kind=self.kind,
            edition_id=self.edition,
            against_id=self.against if self.kind == "redline" else None,
            attributed=self.marks == "delegations",
            annexes=in_their_order(self.annexes),
            agenda_item=self.item,
        )
        return Order(self.symbol, asked, self.distribution)


class IssueSummaryForm(Form):
    """The Chair's summary is issued under a symbol, as it was read (`on`)."""

    symbol: Line
    on: int | None = Field(default=None, ge=1, le=LARGEST_NUMBER)


class TransmitForm(Form):
    """The report is transmitted as a document of the General Assembly, under its symbol."""

    symbol: Line
