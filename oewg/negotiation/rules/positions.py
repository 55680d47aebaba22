"""What may a delegation say of a wording, and what of it still stands when the wording changes?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Invalid, Refusal, say

STANCES = ("support", "can_accept", "can_accept_with_amendment", "reserve", "object", "no_position")
STANDING_WHATEVER_CHANGES = ("object", "reserve")
"""What a delegation objects to or reserves on stays live until it withdraws it (domain: "Consensus")."""


@dataclass(frozen=True)
class Change:
    """One revision of a provision as staleness sees it; of two revisions the later one has the higher id."""

    revision_id: int
    editorial: bool
    contested: bool = False
    number: int = 0
    """As printed; steps of one revision share it."""
    at: datetime | None = None
    """Since when it takes earlier support with it, if it does: when it was made, or first contested."""

    @property
    def substantive(self) -> bool:
        """Does it take earlier support with it? An editorial change does as soon as a delegation contests it."""
        return not self.editorial or self.contested


@dataclass(frozen=True)
class Held:
    """A live position as the rules see it."""

    id: int
    holder: str
    """"delegation:FRA" or "group:EU"."""
    stance: str
    revision_id: int
    reason: str
    since: datetime
    visibility: str = "public"
    amendment_id: int | None = None
    amendment_end: str | None = None
    """What became of that amendment, once it is open no more."""
    amendment_ended_at: datetime | None = None

    @property
    def condition_gone(self) -> bool:
        """Could it accept with an amendment that is not proposed any more, and was not taken up?"""
        return self.amendment_end in ("withdrawn", "superseded")

    @property
    def doubts(self) -> str:
        """The stance as far as it stands in the way: "object", "reserve" or "".

        Acceptance on a condition that has gone is no acceptance: until the delegation says more, it is reserved.
        """
        if self.condition_gone:
            return "reserve"
        return self.stance if self.stance in STANDING_WHATEVER_CHANGES else ""

    @property
    def doubts_since(self) -> datetime:
        """Since when it stands in the way: since it was stated, or since its condition has gone."""
        return self.amendment_ended_at or self.since if self.condition_gone else self.since


def is_stale(held: Held, changes: Collection[Change]) -> bool:
    """Is a position "on earlier text"? When the substance changed after the revision that it was taken on."""
    if held.doubts:
        return False
    return any(change.substantive for change in changes if change.revision_id > held.revision_id)


def stale_since(held: Held, changes: Collection[Change]) -> datetime | None:
    """Since when a position is "on earlier text"; None if it is not."""
    if held.doubts:
        return None
    later = [each.at for each in changes if each.revision_id > held.revision_id and each.substantive]
    return min((at for at in later if at is not None), default=None)


def carried(held: Held, changes: Collection[Change]) -> bool:
    """Was it taken on an earlier wording and carried, because everything since was editorial?"""
    since = [change for change in changes if change.revision_id > held.revision_id]
    return bool(since) and not any(change.substantive for change in since)


def check_stance(stance: str, reason: str, amendment_id: int | None, live_amendments: Collection[int]) -> None:
    """Refuse what cannot be stated: the last three need a reason or an amendment."""
    if stance in ("reserve", "object") and not reason:
        raise Invalid(
            say("An objection or a reservation says why: the others cannot move towards you otherwise."),
            {"reason": say("Please give a reason.")},
        )
    if stance == "can_accept_with_amendment" and amendment_id is None:
        raise Invalid(
            say("“Can accept with amendment” points to the amendment with which you can accept."),
            {"amendment": say("Please choose an amendment, or file one first.")},
        )
    if stance != "can_accept_with_amendment" and amendment_id is not None:
        raise Invalid(
            say("Only “can accept with amendment” points to an amendment."),
            {"amendment": say("Please leave this empty.")},
        )
    if amendment_id is not None and amendment_id not in live_amendments:
        raise Refusal(say("That amendment is not open on this provision any more."))
