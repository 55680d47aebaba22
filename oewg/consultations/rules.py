"""When may an organization be heard, and when is its input in time?"""

from datetime import datetime

from oewg.core.errors import Refusal, say

DISPOSITIONS = {
    "taken_up": say("taken up"),
    "partly": say("taken up in part"),
    "noted": say("noted"),
    "outside_mandate": say("outside the mandate"),
}
SECTORS = {
    "business": say("business"),
    "non_governmental": say("non-governmental organization"),
    "academia": say("academia"),
}


def check_in_time(opens_at: datetime, closes_at: datetime, at: datetime, shown_deadline: str) -> None:
    """Refuse input before the opening, or at or after the deadline: the time is half-open, an act at its end is late."""
    if at < opens_at:
        raise Refusal(say("This call is not open yet."))
    if at >= closes_at:
        raise Refusal(
            say("This call closed at %(deadline)s; what arrives then or later is late."), deadline=shown_deadline
        )


def is_open(opens_at: datetime, closes_at: datetime, at: datetime) -> bool:
    """Is a call open at an instant?"""
    return opens_at <= at < closes_at


def check_accredited(accredited: bool, outcome: str | None) -> None:
    """Refuse input from an organization that is not accredited, and say where its application stands."""
    if accredited:
        return
    if outcome == "refused":
        raise Refusal(
            say("Your organization was not accredited, so it cannot answer a call. The reason is on your page.")
        )
    raise Refusal(say("Your organization has applied and is not accredited yet: wait for the secretariat’s answer."))


def check_publishable(consent: str, published_at: datetime | None, returned_at: datetime | None) -> None:
    """Refuse to publish without consent, twice, or what was sent back."""
    if consent == "not_published":
        raise Refusal(
            say("Its authors did not consent to publication; it is kept on record and can be tied all the same.")
        )
    check_waiting(published_at, returned_at)


def check_waiting(published_at: datetime | None, returned_at: datetime | None) -> None:
    """Refuse to moderate what has been moderated."""
    if published_at is not None:
        raise Refusal(say("This submission has been published already."))
    if returned_at is not None:
        raise Refusal(say("This submission was sent back for repair; its authors send a new version."))
