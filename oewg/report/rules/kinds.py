"""In which kinds can the report be compiled, and when is one refused?"""

from dataclasses import dataclass

from oewg.core.errors import Invalid, Refusal, say
from oewg.report.rules.annexes import ANNEXES

KINDS = ("clean", "rolling", "redline", "compendium")


@dataclass(frozen=True)
class Asked:
    """What is to be compiled.

    `edition_id`: an edition that there is; none for the text as it stands, which is issued as a new one. `against_id`: of a
    redline, the earlier edition. `attributed`: its changes stand in the names of the delegations whose amendments brought
    them, where the record knows. `agenda_item`: the provision of the agenda that stands in the masthead; without one the item on
    the report, or else the last one.
    """

    kind: str = "clean"
    edition_id: int | None = None
    against_id: int | None = None
    attributed: bool = True
    annexes: tuple[str, ...] = ANNEXES
    agenda_item: int | None = None


CLEAN = Asked()


@dataclass(frozen=True)
class Order:
    """What is to be compiled, and under which symbol it is kept: that of a new document, or "" for its edition's own.

    `distribution` is that of the new document; "" as its symbol says.
    """

    symbol: str = ""
    asked: Asked = CLEAN
    distribution: str = ""


DRAFT = Asked(annexes=("submissions",))
"""The draft as its own page reads it: without the annexes that nobody asks for there."""


@dataclass(frozen=True)
class Standing:
    """What there is to compile."""

    adopted: str
    """The symbol of the edition as which the text was adopted; "" before."""
    explained: bool
    """Was anything placed on record at the adoption?"""
    current: bool
    """Is the edition what now stands, or is it only now being issued?"""
    earlier: bool
    """Was the edition against which changes are marked issued before this one?"""
    already: bool
    """Was it compiled so already?"""


def check_asked(asked: Asked, standing: Standing, symbol: str, distribution: str) -> None:
    """Refuse what cannot be compiled.

    `symbol` is that of a new document: of the edition that is issued, or of the rolling text, redline or compendium when it
    is a document of its own; "" when it is kept under the symbol of an edition that there is.
    """
    if asked.kind not in KINDS:
        raise Invalid(say("Please choose a kind."), {"kind": say("Please choose one.")})
    if (asked.against_id is not None) != (asked.kind == "redline"):
        raise Invalid(
            say("A redline, and nothing else, needs the edition against which changes are marked."),
            {"against": say("Please choose the earlier edition for a redline, and none otherwise.")},
        )
    needs_symbol = asked.kind == "compendium" or (asked.edition_id is None)
    if needs_symbol and not symbol:
        raise Invalid(say("It needs a symbol of its own."), {"symbol": say("Please fill this in.")})
    if symbol and asked.kind == "clean" and asked.edition_id is not None:
        raise Invalid(
            say("An edition has its symbol already: compiled clean, it is kept under that one."),
            {"symbol": say("Please leave this empty.")},
        )
    if distribution == "restricted" and (asked.edition_id is None and asked.kind != "compendium"):
        raise Refusal(
            say(
                "An edition of a text that everybody reads cannot be restricted. A rolling text or a redline of one can."
            )
        )
    if standing.adopted and asked.edition_id is None:
        raise Refusal(
            say(
                "The report was adopted as contained in %(symbol)s: no other edition of it is issued. Compile that one."
            ),
            symbol=standing.adopted,
        )
    if asked.kind == "compendium" and not standing.adopted:
        raise Refusal(say("Explanations of position follow the adoption of a text: this one is not adopted."))
    if asked.kind == "compendium" and not standing.explained:
        raise Refusal(say("Nothing has been placed on record after the adoption: there is nothing to compile."))
    if asked.kind == "rolling" and standing.adopted:
        raise Refusal(say("The text was adopted: there are no proposals left to show in place."))
    if asked.kind == "rolling" and not standing.current:
        raise Refusal(
            say(
                "Proposals are made to the text as it now stands, and that has changed since this edition. Give a symbol "
                "to issue it as it stands."
            )
        )
    if asked.kind == "redline" and not standing.earlier:
        raise Refusal(say("Changes are marked against an edition that was issued before this one."))
    if standing.already:
        raise Refusal(say("This edition has been compiled so already; what was compiled is not changed."))


def check_transmits(
    *, adopted: bool, clean_of_adopted: bool, transmitted: bool, assembly_session: int | None
) -> None:  # fmt: skip
    """Refuse to transmit anything but the adopted report, compiled clean, once, to the session that the mandate names.

    Source: the resolution, paragraph 5: a report on the results to the General Assembly at its seventy-fifth session.
    """
    if transmitted:
        raise Refusal(say("The report has been transmitted already: that is done once."))
    if not adopted:
        raise Refusal(say("The group has not adopted its report: only what it adopted is transmitted."))
    if not clean_of_adopted:
        raise Refusal(say("What is transmitted is the adopted edition, compiled clean. Please compile it first."))
    if assembly_session is None:
        raise Refusal(say("The mandate does not say to which session of the General Assembly the group reports."))
