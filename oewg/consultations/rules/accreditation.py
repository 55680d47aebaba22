"""When may an organization be heard?"""

import unicodedata

from oewg.core.errors import Refusal, say

SECTORS = {
    "business": say("business"),
    "non_governmental": say("non-governmental organization"),
    "academia": say("academia"),
}


def check_accredited(accredited: bool, outcome: str | None) -> None:
    """Refuse input from an organization that is not accredited, and say where its application stands."""
    if accredited:
        return
    if outcome == "refused":
        raise Refusal(
            say("Your organization was not accredited, so it cannot answer a call. The reason is on your page.")
        )
    raise Refusal(say("Your organization has applied and is not accredited yet: wait for the secretariat’s answer."))


def folded(name: str) -> str:
    """A name as the eye compares it: without regard to case, width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
