"""Is this the code that the screen in the room shows?"""

import unicodedata
from hmac import compare_digest

from oewg.core.errors import Invalid, Refusal, say

FIGURES = 6


def code_of(number: int) -> str:
    """A number below a million as a code of six figures."""
    return f"{number:0{FIGURES}d}"


def figures_of(typed: str) -> str:
    """What was typed, as figures: in any script's figures, and with spaces or hyphens where a person pauses."""
    return "".join(str(unicodedata.decimal(each, each)) for each in typed if each not in " \u00a0\u202f-")


def check_code(typed: str, code: str | None, standing: str) -> None:
    """Refuse to check in while the meeting is not open, and every code but its own, in the same words for all of them."""
    if standing == "planned":
        raise Refusal(say("One checks in when the meeting has been opened; this one has not."))
    if standing == "cancelled":
        raise Refusal(say("The meeting has been cancelled: it is not held."))
    if standing == "adjourned":
        raise Refusal(say("The meeting is over. If your delegation was there, please tell the secretariat."))
    # Compared in a time that does not tell how many figures are right.
    if code is None or not compare_digest(figures_of(typed).encode(), code.encode()):
        raise Invalid(
            say("This is not the code of the meeting. It stands on the screen in the room."),
            {"code": say("Not the code.")},
        )
