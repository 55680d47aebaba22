"""Of which passage is something said, where does it stand once the wording has changed, and how does it end?

A remark keeps its place on the wording on which it was made, as a disposition does; where it stands now is derived from the
redline between the two wordings (decision 0031).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import redline

KINDS = {
    "comment": say("Comment"),
    "question": say("Question"),
    "suggestion": say("Suggestion by the Chair"),
}
OUTCOMES = {
    "resolved": say("resolved"),
    "taken": say("taken: the words stand in the text"),
    "declined": say("not taken"),
    "withdrawn": say("withdrawn"),
}


@dataclass(frozen=True)
class Followed:
    """Where a passage stands in a later wording, in characters; `changed` when its own words are others now."""

    starts: int
    ends: int
    changed: bool


def followed(then: str, now: str, starts: int, ends: int) -> Followed | None:
    """Follow a passage of a wording onto a later one; none if nothing stands in its place.

    What changes around it moves it. What changes within it, or takes the place of its first or last words, changes it.
    """
    if then == now:
        return Followed(starts, ends, False)
    return _along(redline(then, now), starts, ends)


def _along(pieces: Sequence[Piece], starts: int, ends: int) -> Followed | None:
    old = new = 0
    replaced_from = 0  # where in the earlier wording that begins which inserted words take the place of
    first: int | None = None
    last = 0
    changed = False
    for kind, words in pieces:
        if kind == "insert":
            replaces = replaced_from < old
            if (replaced_from < ends and starts < old) if replaces else (starts < old < ends):
                changed = True
                first = new if first is None else first
                last = new + len(words)
            new += len(words)
            replaced_from = old
            continue
        overlap = min(ends, old + len(words)) - max(starts, old)
        if kind == "delete":
            changed = changed or overlap > 0
        else:
            if overlap > 0:
                here = new + max(starts - old, 0)
                first = here if first is None else first
                last = here + overlap
            new += len(words)
            replaced_from = old + len(words)
        old += len(words)
    return None if first is None else Followed(first, last, changed)


def in_place(words: str, starts: int, ends: int, proposed: str) -> str:
    """A wording with other words in the place of a passage; without any, no space is left double, nor one before a sign."""
    before, after = words[:starts], words[ends:]
    if not proposed:
        if before.endswith(" ") and (not after or after[0] in " .,;:"):
            before = before.rstrip(" ")
        elif not before:
            after = after.lstrip(" ")
    return f"{before}{proposed}{after}"


def check_says(kind: str, words: str, proposed: str | None, quote: str) -> None:
    """Refuse a remark that says nothing, and words in the place of the very same words."""
    if kind != "suggestion" and not words:
        raise Invalid(say("Say what you want to say of the passage."), {"words": say("Please fill this in.")})
    if kind == "suggestion" and (proposed or "") == quote:
        raise Invalid(say("These are the words that stand there."), {"proposed": say("Please write others.")})


def check_open(ended: bool) -> None:
    """Refuse to end what has ended."""
    if ended:
        raise Refusal(say("This has been answered already."))


def check_ends(own: bool, drafts: bool) -> None:
    """Refuse whoever neither made a remark nor drafts the section in which it stands."""
    if not own and not drafts:
        raise NotAllowed(say("Who drafts the section answers what is said of it; whoever said it may take it back."))


def check_sentence(words: str, field: str) -> None:
    """Refuse to end a remark without a sentence: whoever made it reads what became of it."""
    if not words:
        raise Invalid(say("Say in a sentence what became of it."), {field: say("Please fill this in.")})


def check_takes(place: Followed | None) -> Followed:
    """The place at which suggested words come in; refused where the words that they were meant for are others now."""
    if place is None or place.changed:
        raise Refusal(
            say(
                "The words for which these were suggested have changed since. Please revise the wording itself, and say "
                "why the suggestion was not taken as it was; or ask the Chair for another."
            )
        )
    return place


def check_carries(carried: bool) -> None:
    """Refuse to carry over twice to the same edition."""
    if carried:
        raise Refusal(say("It is carried over to the next edition already."))


@dataclass(frozen=True)
class Said:
    """A remark as its state is told: how it ended, if it has, and after how many editions it was carried over."""

    outcome: str | None
    carried_after: Sequence[int] = ()

    def state(self, editions: int) -> str:
        """ "open", "carried" until the next edition is issued, or how it ended. `editions`: how many there are now."""
        if self.outcome:
            return self.outcome
        return "carried" if editions in self.carried_after else "open"
