"""Where do the pages of meetings hang? One blueprint, and its place in the head of every page."""

from collections.abc import Iterable
from datetime import date, datetime
from textwrap import shorten
from zoneinfo import ZoneInfo

from flask import Blueprint
from flask_babel import format_date, format_datetime, lazy_gettext

from oewg.accounts.door.frame import in_navigation
from oewg.meetings.rules.floor import spoken_by
from oewg.texts.queries import Line

pages = Blueprint("meetings", __name__)
in_navigation("meetings.sessions", lazy_gettext("Meetings"), place=40)


pages.add_app_template_global(spoken_by)


@pages.app_template_filter("item_options")
def item_options(items: Iterable[Line]) -> list[tuple[int, str]]:
    """Items of an agenda to choose among; a subitem is named with its item, for each item has its own (a)."""
    return [
        (each.provision_id, shorten(f"{_item_number(each)} {each.printed.rstrip(' ;:')}", 80, placeholder="…"))
        for each in items
    ]


@pages.app_template_filter("item_number")
def _item_number(item: Line) -> str:
    return item.citation if item.kind == "subparagraph" else item.number


@pages.app_template_filter("clock")
def clock(milliseconds: int) -> str:
    """A time as a clock shows it, begun seconds left out: "3:05"."""
    seconds = int(milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


@pages.app_template_filter("epoch")
def epoch(at: datetime | None) -> int | str:
    """An instant in milliseconds since 1970, as scripts count; empty for none."""
    return int(at.timestamp() * 1000) if at else ""


@pages.app_template_filter("hour")
def hour(at: datetime, zone: str, with_day: bool = False) -> str:
    """The time of day on the clocks of a zone, "10:00"; with its day, "Mon 3 Jun, 10:00", where it stands by itself."""
    shown = at.astimezone(ZoneInfo(zone))
    return str(format_datetime(shown, "EEE d MMM, HH:mm" if with_day else "HH:mm", rebase=False))


@pages.app_template_filter("field_time")
def field_time(at: datetime, zone: str) -> str:
    """An instant as a form's field for a day and a time has it, on the clocks of a zone: "2019-06-03T10:00"."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}"


@pages.app_template_filter("weekday")
def weekday(value: date) -> str:
    """A day with its name, "Monday 3 June"."""
    return str(format_date(value, "EEEE d MMMM", rebase=False))
