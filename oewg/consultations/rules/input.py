"""When is input in time, and when is it published?"""

from datetime import datetime

from oewg.core.errors import Invalid, Refusal, say

STANDINGS = {
    "received": say("received"),
    "published": say("published"),
    "sent_back": say("sent back for repair"),
}
"""Where a submission stands, in words."""


def check_in_time(
    opens_at: datetime, closes_at: datetime, at: datetime, shown_deadline: str, repair_until: datetime | None = None
) -> None:
    """Refuse input before the opening, or at or after the deadline: the time is half-open, an act at its end is late.

    What was sent back may be repaired until an instant of its own, if that is later. `shown_deadline`: the later of the two.
    """
    if at < opens_at:
        raise Refusal(say("This call is not open yet."))
    last = last_instant(closes_at, repair_until)
    if at >= last > closes_at:
        raise Refusal(
            say("A repaired version was in time until %(deadline)s; what arrives then or later is late."),
            deadline=shown_deadline,
        )
    if at >= last:
        raise Refusal(
            say("This call closed at %(deadline)s; what arrives then or later is late."), deadline=shown_deadline
        )


def last_instant(closes_at: datetime, repair_until: datetime | None) -> datetime:
    """When it is too late: the call's deadline, or the one of the repair if that is later."""
    return max(closes_at, repair_until) if repair_until else closes_at


def is_open(opens_at: datetime, closes_at: datetime, at: datetime) -> bool:
    """Is a call open at an instant?"""
    return opens_at <= at < closes_at


def check_consent(published_as: str | None, consent: str) -> None:
    """Refuse another consent than that under which an earlier version was published.

    Whoever compares the two versions would otherwise learn whose the anonymous one is.
    """
    if published_as is None or published_as == consent:
        return
    words = {"named": say("under your organization’s name"), "anonymous": say("without your organization’s name")}
    raise Invalid(
        say("An earlier version has been published %(how)s; a later one is published in the same way."),
        {"consent": say("Please keep the choice of the earlier version.")},
        how=words[published_as],
    )


def check_current(replaced: bool) -> None:
    """Refuse to act on a version that a later one has replaced; the earlier one stays on record as it is."""
    if replaced:
        raise Refusal(say("The organization has sent a later version, which replaces this one: please open that."))
