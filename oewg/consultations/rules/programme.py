"""When may a part of a consultation's programme be held, and what has changed since the programme was issued?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from oewg.core.errors import Invalid, NotAllowed, Refusal, say

ANSWERS = {"agreed": say("agreed"), "declined": say("declined")}


@dataclass(frozen=True)
class Part:
    """A segment as a value: at which meeting, from when until when (half-open), on which theme (none for an opening)."""

    segment: int
    meeting: int
    starts_at: datetime
    ends_at: datetime
    theme: int | None
    title: str


@dataclass(frozen=True)
class Change:
    """What became of a part between two issues: added (no `before`), taken out (no `now`), or changed."""

    before: Part | None
    now: Part | None

    @property
    def what(self) -> tuple[str, ...]:
        """The names of what differs, of a part that stands in both."""
        if self.before is None or self.now is None:
            return ()
        return tuple(
            each.name for each in fields(Part) if getattr(self.before, each.name) != getattr(self.now, each.name)
        )


def check_part(part: Part, meeting_starts: datetime, meeting_ends: datetime, over: bool) -> None:
    """Refuse a part that ends before it begins, that lies outside its meeting, or at a meeting that is over."""
    if over:
        raise Refusal(say("This meeting is over: its programme stays as it is."))
    if part.ends_at <= part.starts_at:
        raise Invalid(
            say("A part of the programme ends after it begins."), {"ends_at": say("Not after the beginning.")}
        )
    if part.starts_at < meeting_starts:
        raise Invalid(say("The meeting is called for later than that."), {"starts_at": say("Before the meeting.")})
    if part.ends_at > meeting_ends:
        raise Invalid(say("The meeting is to end before that."), {"ends_at": say("After the meeting.")})


def check_conflict(part: Part, others: Iterable[Part]) -> None:
    """Refuse a part at a time that another one has; one may begin at the instant at which another ends."""
    for other in others:
        if other.segment != part.segment and part.starts_at < other.ends_at and other.starts_at < part.ends_at:
            raise Invalid(
                say("“%(title)s” is held at this time."), {"starts_at": say("Taken.")}, title=other.title
            )  # fmt: skip


def check_stands(removed_at: datetime | None) -> None:
    """Refuse to act on what was taken out of the programme."""
    if removed_at is not None:
        raise Refusal(say("This has been taken out of the programme."))


def changes(before: Sequence[Part], now: Sequence[Part]) -> list[Change]:
    """What differs between two states of a programme, in the order of time."""
    earlier, later = {part.segment: part for part in before}, {part.segment: part for part in now}
    found = [Change(earlier.get(each), later.get(each)) for each in earlier.keys() | later.keys()]
    return sorted(
        (one for one in found if one.before != one.now),
        key=lambda one: (part.starts_at, part.segment) if (part := one.now or one.before) else (),
    )


def check_issues(before: Sequence[Part] | None, now: Sequence[Part]) -> None:
    """Refuse to issue an empty programme, or one in which nothing has changed since the last issue (none: never issued)."""
    if not now:
        raise Refusal(say("The programme has no parts yet: there is nothing to issue."))
    if before is not None and not changes(before, now):
        raise Refusal(say("Nothing has changed since the programme was issued: there is nothing to issue anew."))


def check_answers(own: bool, removed_at: datetime | None, before: str | None, answer: str) -> None:
    """Refuse an answer from another side than the one that was asked, and the same answer twice.

    One who agreed can still decline, and the other way round: people fall ill, and travel is found after all.
    """
    if not own:
        raise NotAllowed(
            say("Whoever was asked to set the scene answers: the organization, the delegation, or the person.")
        )
    check_stands(removed_at)
    if before == answer:
        raise Refusal(say("This is what was answered before: there is nothing to record."))
