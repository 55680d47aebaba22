"""How is what is to come told to a calendar? iCalendar, RFC 5545, for a calendar program that asks again by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar import Calendar, Event, vText

PRODUCT = "-//Open-ended working group//Calendar//EN"


@dataclass(frozen=True)
class Dated:
    """One entry of a calendar: a meeting, or an instant such as a deadline.

    Its `uid` never changes and `sequence` only rises: so a program knows the entry again, and that it has changed.
    """

    uid: str
    sequence: int
    changed_at: datetime
    summary: str
    starts_at: datetime
    ends_at: datetime | None
    """None for an instant: a deadline takes no time."""
    url: str
    location: str = ""
    description: str = ""
    cancelled: bool = False
    tentative: bool = False
    """Is it uncertain whether it takes place as told?"""
    busy: bool = True
    """Does it take up the time of whoever has it in the calendar?"""


class _Words(vText):
    """Words as RFC 5545 (3.3.11) writes them: the library's own writer takes a backslash before an N for a line break."""

    def to_ical(self) -> bytes:
        """The words with what has a meaning there escaped, the backslash first."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n").encode()


def written(name: str, entries: Iterable[Dated]) -> bytes:
    """A calendar as it is sent, with this name.

    Instants are written in UTC, which RFC 5545 (3.3.5, form 2) has for what happens once: no program has to know or be
    sent a zone's rules, and it shows them on its owner's clocks.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("NAME", _Words(name))
    calendar.add("X-WR-CALNAME", _Words(name))
    for entry in entries:
        calendar.add_component(_event(entry))
    contents: bytes = calendar.to_ical()
    return contents


def _event(entry: Dated) -> Event:
    event = Event()
    event.add("UID", entry.uid)
    event.add("DTSTAMP", _second(entry.changed_at))
    event.add("LAST-MODIFIED", _second(entry.changed_at))
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", _second(entry.starts_at))
    if entry.ends_at is not None:
        event.add("DTEND", _second(entry.ends_at))
    event.add("SUMMARY", _Words(entry.summary))
    event.add("STATUS", "CANCELLED" if entry.cancelled else "TENTATIVE" if entry.tentative else "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if entry.busy and not entry.cancelled else "TRANSPARENT")
    if entry.location:
        event.add("LOCATION", _Words(entry.location))
    if entry.description:
        event.add("DESCRIPTION", _Words(entry.description))
    event.add("URL", entry.url)
    return event


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
