"""What can the timetable hold, and what on it cannot be true at the same time?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from oewg.core.errors import Refusal, say
from oewg.core.forms import on_the_clock
from oewg.meetings.rules.life import STANDINGS
from oewg.meetings.rules.sessions import is_item

THE_CHAIR = 0
"""Who presides where no Vice-Chair is named."""


@dataclass(frozen=True)
class Slot:
    """What a meeting takes up of time, room and people, while it is still to be held or being held.

    `starts_at` belongs to it and `ends_at` does not: a meeting may begin in a room the instant another ends there.
    """

    meeting: int
    starts_at: datetime
    ends_at: datetime
    number: int = 0
    """Of the meeting in the group's one run."""
    place: str = ""
    room: str = ""
    """Empty when it is virtual or the room is not known yet."""
    presiding: int = THE_CHAIR
    """The capacity of the Vice-Chair who presides."""
    delegations: frozenset[int] = frozenset()
    """Those that are inscribed to speak at it."""

    def overlaps(self, other: "Slot") -> bool:
        """Do the two last at the same time for any while?"""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    @property
    def where(self) -> tuple[str, str] | None:
        """The room as two who wrote it differently mean the same; none where there is none."""
        room = " ".join(self.room.split()).casefold()
        return (" ".join(self.place.split()).casefold(), room) if room else None


@dataclass(frozen=True)
class Conflict:
    """Two meetings that overlap and need the same: a room, a presiding officer, or a delegation that is to speak at both."""

    kind: str
    """"room", "presiding" or "delegation"."""
    meetings: tuple[int, int]
    """The earlier one first."""
    numbers: tuple[int, int]
    """Of these meetings in the group's one run."""
    who: int = 0
    """The delegation, or the capacity of the officer (`THE_CHAIR` for the Chair)."""
    room: str = ""


def conflicts(slots: Collection[Slot]) -> list[Conflict]:
    """Every pair of meetings that cannot both be held as planned, with the reason; by the time of the later one."""
    found = []
    running: list[Slot] = []
    for slot in sorted(slots, key=lambda each: (each.starts_at, each.meeting)):
        running = [earlier for earlier in running if earlier.ends_at > slot.starts_at]
        for earlier in running:
            found += _between(earlier, slot)
        running.append(slot)
    return found


def _between(one: Slot, other: Slot) -> list[Conflict]:
    both = (one.meeting, other.meeting), (one.number, other.number)
    found = []
    if one.where is not None and one.where == other.where:
        found.append(Conflict("room", *both, room=other.room))
    if one.presiding == other.presiding:
        found.append(Conflict("presiding", *both, who=other.presiding))
    found += [Conflict("delegation", *both, who=each) for each in sorted(one.delegations & other.delegations)]
    return found


def by_meeting(found: Iterable[Conflict]) -> dict[int, list[Conflict]]:
    """Meeting -> the conflicts in which it takes part."""
    of: dict[int, list[Conflict]] = defaultdict(list)
    for conflict in found:
        for meeting in conflict.meetings:
            of[meeting].append(conflict)
    return dict(of)


def check_set_down(text_kind: str, provision_kind: str, removed: bool, standing: str, already: bool) -> None:
    """Refuse to set down what is no item of the agenda, for a meeting that is over, or twice for the same meeting."""
    if not is_item(text_kind, provision_kind):
        raise Refusal(say("Items of the agenda are set down for a meeting; this is none."))
    if removed:
        raise Refusal(say("This item has been taken off the agenda."))
    if standing in ("adjourned", "cancelled"):
        raise Refusal(
            say("This meeting is %(standing)s: an item is set down for a meeting that is still to be held."),
            standing=STANDINGS[standing],
        )
    if already:
        raise Refusal(say("The item is set down for this meeting already."))


def check_taken_off(standing: str, set_down: bool) -> None:
    """Refuse to take off the timetable what is not on it, and what was set down for a meeting that has been held."""
    if not set_down:
        raise Refusal(say("The item is not set down for this meeting any more: somebody has moved it."))
    if standing == "adjourned":
        raise Refusal(say("This meeting is over: what was set down for it stays on the timetable."))


def placed(order: Sequence[int], item: int, place: int | None) -> list[int]:
    """An order with an item put at a place (1 for the first; the end without one, or beyond it), wherever it stood."""
    others = [each for each in order if each != item]
    at = len(others) if place is None else min(max(place, 1) - 1, len(others))
    return [*others[:at], item, *others[at:]]


LONGEST_SHOWN = 31
"""Days of a session that have a place on the timetable even if no meeting has been called on them."""


def working_days(first: date, last: date) -> list[date]:
    """The working days of a session, both ends inclusive and of its first month at most; every day, where none is one."""
    length = min((last - first).days + 1, LONGEST_SHOWN)
    days = [first + timedelta(days=each) for each in range(length)]
    return [day for day in days if day.weekday() < 5] or days


def moved_with(starts_at: datetime, zone: str, before: tuple[date, date], after: tuple[date, date]) -> datetime | None:
    """When a meeting is called for once its session has other days (first and last), in UTC.

    On the same working day of the session and at the same hour on the clocks of the zone; none where the session has no
    such day any more, or the meeting was called for none of its working days.
    """
    there = starts_at.astimezone(ZoneInfo(zone))
    old, new = working_days(*before), working_days(*after)
    place = old.index(there.date()) if there.date() in old else len(new)
    return on_the_clock(datetime.combine(new[place], there.time()), zone, "new_from") if place < len(new) else None
