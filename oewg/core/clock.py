"""What time is it? The one place that asks the machine; everything below the views is told `at=`."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def in_utc(instant: datetime) -> datetime:
    """The same instant in UTC; a naive one is refused, because nobody knows where its clock hung."""
    if instant.tzinfo is None:
        raise ValueError(f"{instant!r} has no time zone")
    return instant.astimezone(UTC)


PLACES = {"Europe/Zurich": "Geneva"}
"""Where the United Nations meets on the clocks of a zone that is named after another place."""


def place_of(zone: str) -> str:
    """What people call a zone: the place on whose clocks they meet ("New York"), not its name in the table."""
    return PLACES.get(zone) or zone.split("/")[-1].replace("_", " ")


def clocks_of(shown: datetime, zone: str) -> str:
    """On whose clocks an instant is shown, and how far they are from Greenwich then: "New York (-05:00)", or "UTC"."""
    return "UTC" if zone == "UTC" else f"{place_of(zone)} ({shown.isoformat()[-6:]})"


def on_the_clocks(instant: datetime, zone: str) -> str:
    """An instant as a refusal tells it, on the clocks of a zone: "31 January 2020, 18:00 New York (-05:00)"."""
    shown = instant.astimezone(ZoneInfo(zone))
    return f"{shown.day} {shown:%B %Y}, {shown:%H:%M} {clocks_of(shown, zone)}"


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0, *, zone: str) -> datetime:
    """The instant at which the clocks of `zone` (an IANA name such as "America/New_York") show that time."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)
