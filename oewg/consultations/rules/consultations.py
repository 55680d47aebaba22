"""Which meeting may be a consultation?"""

from oewg.core.errors import Invalid, say


def check_consultation(formality: str, *, opened: bool = False, cancelled: bool = False) -> None:
    """Refuse a consultation at a formal meeting, at one that was cancelled, and at one that has been opened.

    Basis: paragraph 5 of the resolution; who pays for a consultation has to be known before it is held.
    """
    if cancelled:
        raise Invalid(say("This meeting has been cancelled."), {"meeting": say("Please choose another meeting.")})
    if opened:
        raise Invalid(
            say("This meeting has been opened: what pays for a consultation has to be known before it is held."),
            {"meeting": say("Please choose a meeting that has not been opened.")},
        )
    if formality != "informal":
        raise Invalid(
            say("A consultation is an informal meeting; this one is formal."),
            {"meeting": say("Please choose an informal meeting.")},
        )
