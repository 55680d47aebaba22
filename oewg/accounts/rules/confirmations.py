"""Is an address that somebody gave theirs? A letter goes there, and whoever opens its link in time has shown it.

Nothing is recorded under the name of whoever gave it, and nobody else is told of it, before that.
"""

from datetime import datetime, timedelta

from oewg.core.errors import Refusal, say

LASTS = timedelta(days=3)
PAUSE = timedelta(minutes=5)
"""Before another letter goes to the same address: nobody's mailbox is filled from here."""

ENDED = {
    "used": say("This link has been used already: what it was for is done. Please sign in."),
    "expired": say(
        "This link has expired: it holds for three days, and a newer one takes its place. Nothing was kept of what was sent with it; please begin again."
    ),
}  # fmt: skip
"""Why a link no longer opens anything."""


def check_pause(last: datetime | None, at: datetime) -> None:
    """Refuse another letter to an address to which one has just gone."""
    if last is not None and at < last + PAUSE:
        raise Refusal(
            say("A letter went to this address a few minutes ago. Please look for it first, also among unwanted mail.")
        )


def check_opens(standing: str) -> None:
    """Refuse a link that was used or has expired; `standing` as that of an invitation."""
    if standing != "open":
        raise Refusal(ENDED[standing])


def check_password(needed: bool, given: bool) -> None:
    """Refuse to go on without a password where the person has none."""
    if needed and not given:
        raise Refusal(say("Please choose a password: you have none yet."))
