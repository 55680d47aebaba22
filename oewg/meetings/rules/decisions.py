"""What may a decision refer to?"""

from oewg.core.errors import Invalid, say


def check_contained(symbol: str, distribution: str | None, withdrawn: bool) -> None:
    """Refuse a decision contained in a document that is not in the register (no distribution), was withdrawn or is restricted.

    Decisions are public: whoever reads one must be able to find what was decided.
    """
    wrong = {"symbol": say("Please choose a document of the register.")}
    if distribution is None:
        raise Invalid(say("There is no document %(symbol)s in the register."), wrong, symbol=symbol)
    if withdrawn:
        raise Invalid(say("%(symbol)s was withdrawn: nothing is decided on it."), wrong, symbol=symbol)
    if distribution == "restricted":
        raise Invalid(say("%(symbol)s is restricted, and a decision is for everybody to read."), wrong, symbol=symbol)
