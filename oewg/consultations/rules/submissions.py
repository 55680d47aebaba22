"""What was received, which version stands, for what in its form is it sent back, and what in it may be blacked out?

Moderation is for form alone and never for opinion: the grounds are a published list, each with a sentence. Practice of the
United Nations in calls for input.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Invalid, NotAllowed, Refusal, say

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


# --- Co-signers: each signs one version, with its own sign-in, before the deadline ------------------------------------


def check_invites(leads: bool, accredited: bool, itself: bool, invited: bool) -> None:
    """Refuse to invite anybody but another accredited organization, once, to sign what one leads."""
    if not leads:
        raise NotAllowed(say("Only the organization that sent it invites others to co-sign it."))
    if itself:
        raise Refusal(say("Your own organization sent it: it need not co-sign."))
    if not accredited:
        raise Refusal(say("Only an accredited organization can co-sign; this one is not accredited."))
    if invited:
        raise Refusal(say("This organization has been invited to co-sign this version already."))


def check_open_to_signing(replaced: bool, published_at: datetime | None, returned_at: datetime | None) -> None:
    """Refuse invitations and signatures to words that do not stand, or that are published as they were signed."""
    if replaced:
        raise Refusal(say("A later version stands in the place of this one: its co-signers are asked again, on that."))
    if returned_at is not None:
        raise Refusal(say("This version was sent back for repair: the one that comes instead is signed."))
    if published_at is not None:
        raise Refusal(say("It has been published as it was signed; a later version can have other co-signers."))


def check_signing_over(unanswered: int, until: datetime, at: datetime, shown: str) -> None:
    """Refuse to publish a joint submission while some of those invited may still sign it."""
    if unanswered and at < until:
        raise Refusal(
            say(
                "Not all who were invited to co-sign it have answered; they may until %(until)s. Please publish it then."
            ),
            until=shown,
        )


# --- Blacking out -----------------------------------------------------------------------------------------------------

BLACK = "\u2588"


@dataclass(frozen=True)
class Blackened:
    """A piece of words, in characters from `start` up to `stop`, that was blacked out, and why."""

    start: int
    stop: int
    ground: str
    reason: str


def place_of(piece: str, words: str, blackened: Collection[Blackened] = ()) -> tuple[int, int]:
    """Where a piece stands in some words: its first character, and the first one after it.

    It must occur exactly once, for nobody should black out another place than was meant, nor the same twice.
    """
    places = words.count(piece)
    if not places:
        raise Invalid(
            say("These words do not stand there. Please copy them exactly."), {"piece": say("Not found there.")}
        )
    if places > 1:
        raise Invalid(
            say("These words stand there %(times)s times. Please copy some of the words around them as well."),
            {"piece": say("Found more than once.")}, times=places,
        )  # fmt: skip
    start = words.index(piece)
    stop = start + len(piece)
    if any(one.start < stop and start < one.stop for one in blackened):
        raise Invalid(say("A part of this is blacked out already."), {"piece": say("Blacked out already.")})
    return start, stop


def blacked_out(words: str, start: int, stop: int) -> str:
    """Words of the same length with a piece blacked out; line ends stay."""
    return words[:start] + "".join(c if c == "\n" else BLACK for c in words[start:stop]) + words[stop:]


def paragraphs(words: str, blackened: Collection[Blackened]) -> list[list[tuple[str, Blackened | None]]]:
    """Words as they are read: paragraphs of pieces, each with why it is black, if it is. Empty lines are left out."""
    found, begins = [], 0
    for line in words.split("\n"):
        ends, at, pieces = begins + len(line), begins, []
        for one in sorted(blackened, key=lambda each: each.start):
            start, stop = max(one.start, begins), min(one.stop, ends)
            if start < stop:
                pieces += [(words[at:start], None), (words[start:stop], one)]
                at = stop
        pieces.append((words[at:ends], None))
        if line.strip():
            found.append([each for each in pieces if each[0]])
        begins = ends + 1
    return found


def check_redacts(returned_at: datetime | None) -> None:
    """Refuse to black out in what was sent back: its authors repair it."""
    if returned_at is not None:
        raise Refusal(say("This version was sent back for repair: what comes instead can be redacted."))
