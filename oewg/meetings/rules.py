"""What may follow what in the life of a session and of a meeting, and how is it told?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oewg.core.errors import Refusal, say


@dataclass(frozen=True)
class Event:
    """One thing that befell a session."""

    what: str
    at: datetime
    reason: str = ""
    new_from: date | None = None
    new_until: date | None = None


FOLLOWS = {
    "": ("planned",),
    "planned": ("opened", "postponed", "moved_online", "cancelled"),
    "postponed": ("opened", "postponed", "moved_online", "cancelled"),
    "moved_online": ("opened", "postponed", "cancelled", "closed"),
    "opened": ("moved_online", "closed"),
    "cancelled": (),
    "closed": (),
}
"""What may befall a session after what."""

WORDS = {
    "planned": say("planned"),
    "opened": say("opened"),
    "postponed": say("postponed"),
    "moved_online": say("moved online"),
    "cancelled": say("cancelled"),
    "closed": say("closed"),
}


def status_of(history: Sequence[Event]) -> str:
    """Where a session stands: planned, postponed, opened, cancelled or closed. Being moved online is no standing."""
    standing = [event.what for event in history if event.what != "moved_online"]
    return standing[-1] if standing else ""


def dates_of(planned_from: date, planned_until: date, history: Sequence[Event]) -> tuple[date, date]:
    """On which days a session is now to be held, both inclusive: the latest plan counts."""
    for event in reversed(history):
        if event.new_from and event.new_until:
            return event.new_from, event.new_until
    return planned_from, planned_until


def check_befalls(history: Sequence[Event], what: str, reason: str = "") -> None:
    """Refuse what cannot befall a session now."""
    status = status_of(history)
    if what not in FOLLOWS[status]:
        raise Refusal(say("A session that is %(status)s cannot be %(what)s."), status=WORDS[status], what=WORDS[what])
    if what in ("postponed", "cancelled", "moved_online") and not reason:
        raise Refusal(say("The record says why a session was changed: please give the reason."))


def check_opens(session_status: str, opened_at: datetime | None, other_open: int | None) -> None:
    """Refuse to open a meeting unless its session is open, it has not met yet and no other meeting is open."""
    if opened_at is not None:
        raise Refusal(say("This meeting has been opened already."))
    if session_status != "opened":
        raise Refusal(say("A meeting is opened when its session has been opened; this session has not."))
    if other_open is not None:
        raise Refusal(say("The %(number)s meeting is still open: adjourn it first."), number=ordinal(other_open))


def check_open(opened_at: datetime | None, adjourned_at: datetime | None) -> None:
    """Refuse what can be done only while a meeting is open."""
    if opened_at is None or adjourned_at is not None:
        raise Refusal(say("This is done at a meeting that is open, and this one is not."))


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def long_date(day: date) -> str:
    """3 June 2019, as a report writes it."""
    return f"{day.day} {day:%B} {day.year}"


OFFICES = {"chair": "Chair", "vice_chair": "Vice-Chair", "rapporteur": "Rapporteur"}


def election_words(number: int, day: date, delegation: str, office: str) -> str:
    """How an election is recorded; by acclamation, and naming the State, not the person."""
    return (
        f"At its {ordinal(number)} meeting, on {long_date(day)}, the Working Group elected, by acclamation, "
        f"the representative of {delegation} as {OFFICES[office]}."
    )
