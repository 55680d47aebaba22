"""What may be done with a document of the register, and who reads that it exists?

The register holds what every document of the United Nations says of itself: its symbol, for whom it is (distribution), its
original language, and what it replaces. Source: United Nations Editorial Manual, "Document symbols" and "Distribution".
"""

from oewg.core.errors import Refusal, say
from oewg.texts.rules.symbols import parse

DELEGATIONS = ("delegations",)
EVERYBODY = ("public",)


def readers_of(distribution: str) -> tuple[str, ...]:
    """The audiences that may know of a document: everybody, or delegations alone when it is restricted."""
    return DELEGATIONS if distribution == "restricted" else EVERYBODY


def stands_beside(symbol: str) -> bool:
    """Is it an addendum or a corrigendum, which replaces nothing?"""
    found = parse(symbol)
    return found is not None and found.last in ("Add", "Corr")


def check_replaces(
    symbol: str, distribution: str, replaced: str, replaced_distribution: str, *, withdrawn: bool, replaced_by: str | None
) -> None:  # fmt: skip
    """Refuse that a document (symbol, distribution) stands in the place of another where it cannot.

    One that everybody reads of cannot replace a restricted one: it would tell that there is such a document.
    """
    if stands_beside(symbol):
        raise Refusal(
            say("%(symbol)s stands beside the document that it adds to or corrects: it replaces none."), symbol=symbol
        )
    if withdrawn:
        raise Refusal(say("%(symbol)s was withdrawn: there is nothing left to replace."), symbol=replaced)
    if replaced_by is not None:
        raise Refusal(say("%(symbol)s has been replaced already, by %(by)s."), symbol=replaced, by=replaced_by)
    if replaced_distribution == "restricted" != distribution:
        raise Refusal(
            say("%(symbol)s is restricted: what replaces it is restricted too, or tells that it exists."),
            symbol=replaced,
        )


def check_withdraws(withdrawn: bool, text_closed: bool, text_frozen: bool, held: str) -> None:
    """Refuse to withdraw twice, and to withdraw what was issued of a text that was adopted or is being asked about.

    `held` is the marked sentence of a room that holds the document; "" if none does.
    """
    if withdrawn:
        raise Refusal(say("This document has been withdrawn already."))
    if text_closed:
        raise Refusal(say("The text of this document is closed: it was adopted, or came as it stands from outside."))
    if text_frozen:
        raise Refusal(say("Delegations are being asked about exactly this document: it is not withdrawn meanwhile."))
    if held:
        raise Refusal(held)


def check_language(original: str, language: str, before: str, state: str, withdrawn: bool) -> None:
    """Refuse a state of translation (\"\" for none) in the original language, of a withdrawn document, or that it has already."""
    if withdrawn:
        raise Refusal(say("This document has been withdrawn: it is not translated any more."))
    if language == original:
        raise Refusal(say("This is its original language: it needs no translation into it."))
    if before == state:
        raise Refusal(say("That is how it stands already: there is nothing to record."))
