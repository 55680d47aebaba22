"""What was received, which version stands, for what in its form is it sent back, and what in it may be blacked out?

Moderation is for form alone and never for opinion: the grounds are a published list, each with a sentence. Practice of the
United Nations in calls for input.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from oewg.core.errors import Invalid, say

GROUNDS = {
    "language": say("It is in a language that the call does not accept."),
    "too_long": say("It is longer than the call accepts."),
    "personal_data": say("It tells personal data of third persons who did not agree to it."),
    "insult": say("It insults or threatens somebody."),
    "no_author": say("It does not show who speaks for the organization that is said to have sent it."),
    "unreadable": say("An attachment cannot be read."),
    "incomplete": say("It is cut short, empty, or answers another call."),
}
"""Why a submission may be sent back for repair; nothing else is a reason."""

REDACTIONS = {
    "personal_data": say("personal data of a third person"),
    "insult": say("an insult or a threat"),
    "confidential": say("what somebody else gave in confidence"),
}
"""Why a piece of it may be blacked out."""


def digest_of(title: str, words: str, answers: Sequence[str] = (), files: Sequence[str] = ()) -> str:
    """Hex SHA-256, by which a receipt proves what was received: title, words, answers in the order of the questions and the
    attachments' own digests, those that are not empty, with an empty line between, in UTF-8. Nothing of its authors is in it.
    """
    return hashlib.sha256("\n\n".join(filter(None, (title, words, *answers, *files))).encode()).hexdigest()


def standing_version(returned: Sequence[bool]) -> int | None:
    """Which of some versions, of which is told in their order whether they were sent back, stands; they count from 1.

    The latest that was not sent back: one that was sent back replaces nothing, until it comes repaired.
    """
    return next((number for number in range(len(returned), 0, -1) if not returned[number - 1]), None)


def check_repair(repair_until: datetime, at: datetime) -> None:
    """Refuse to leave no time for the repair."""
    if repair_until <= at:
        raise Invalid(
            say("Its authors need time to repair it: please give a later instant."),
            {"repair_until": say("In the past.")},
        )
