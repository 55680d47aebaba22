"""Where do the pages of meetings hang? One blueprint, and its place in the head of every page."""

from datetime import datetime

from flask import Blueprint
from flask_babel import lazy_gettext

from oewg.accounts.door.frame import in_navigation
from oewg.meetings.models import Intervention
from oewg.meetings.rules import floor

pages = Blueprint("meetings", __name__)
in_navigation("meetings.sessions", lazy_gettext("Meetings"))


@pages.app_template_global()
def spoken_by(intervention: Intervention, at: datetime) -> int:
    """Milliseconds that somebody has spoken until an instant."""
    return floor.spoken_by(intervention.spoken, intervention.running_since, at)


@pages.app_template_filter("clock")
def clock(milliseconds: int) -> str:
    """A time as a clock shows it, begun seconds left out: "3:05"."""
    seconds = int(milliseconds) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"


@pages.app_template_filter("epoch")
def epoch(at: datetime | None) -> int | str:
    """An instant in milliseconds since 1970, as scripts count; empty for none."""
    return int(at.timestamp() * 1000) if at else ""
