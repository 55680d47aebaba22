"""When may a text be put under silence, who may still break it, and when is it agreed?

The chair puts a frozen text under silence until an exact instant. Whoever is silent until then consents to exactly these
words, also a delegation whose objection or amendment was to earlier ones. What was said on these very words is no silence:
it has to be settled first. An act at the deadline is late (domain.md, "Silence procedure").
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Refusal, say
from oewg.negotiation.rules.positions import Change, Held
from oewg.negotiation.rules.states import Standing


@dataclass(frozen=True)
class Facing:
    """A provision that would be put under silence."""

    number: str
    standing: Standing
    amended_on: tuple[int, ...] = ()
    """The revisions on which its open amendments were filed."""


def said_on_these_words(revision_id: int, changes: Iterable[Change]) -> bool:
    """Was something said on a wording that has not changed in substance since?"""
    return not any(change.substantive for change in changes if change.revision_id > revision_id)


def speaks_against(held: Held, changes: Collection[Change]) -> bool:
    """Does a position doubt the very words that stand?"""
    return bool(held.doubts) and (held.condition_gone or said_on_these_words(held.revision_id, changes))


def check_opens(facing: Collection[Facing], deadline: datetime, at: datetime) -> None:
    """Refuse silence on words that somebody objects to, reserves on or has just proposed to amend, or in brackets."""
    if deadline <= at:
        raise Refusal(say("The deadline of a silence procedure lies in the future."))
    if not facing:
        raise Refusal(say("The text has no provisions yet: there is nothing to put under silence."))
    in_the_way = [
        each.number
        for each in facing
        if each.standing.brackets_open
        or any(speaks_against(held, each.standing.changes) for held in each.standing.positions)
        or any(said_on_these_words(revision_id, each.standing.changes) for revision_id in each.amended_on)
    ]
    if in_the_way:
        raise Refusal(
            say(
                "The text cannot be put under silence: delegations have spoken against exactly these words, or they "
                "are in brackets, in the provisions %(numbers)s."
            ),
            numbers=", ".join(in_the_way),
        )


def check_in_time(deadline: datetime, at: datetime) -> None:
    """Refuse what comes at or after the deadline: by then the text is agreed."""
    if at >= deadline:
        raise Refusal(
            say("The deadline has passed: nobody broke the silence in time, and the text is agreed as of then.")
        )


def check_extension(deadline: datetime, new: datetime, at: datetime) -> None:
    """Refuse an extension after the deadline, and one that would shorten the time that was announced."""
    check_in_time(deadline, at)
    if new <= deadline:
        raise Refusal(say("An extension moves the deadline to a later instant."))
