"""Which meeting may be a consultation?"""

from oewg.core.errors import Invalid, say


def check_consultation(formality: str, *, cancelled: bool = False) -> None:
    """Refuse a consultation at a formal meeting, or at one that was cancelled. Basis: paragraph 5 of the resolution."""
    if cancelled:
        raise Invalid(say("This meeting has been cancelled."), {"meeting": say("Please choose another meeting.")})
    if formality != "informal":
        raise Invalid(
            say("A consultation is an informal meeting; this one is formal."),
            {"meeting": say("Please choose an informal meeting.")},
        )
