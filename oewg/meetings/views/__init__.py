"""The pages of meetings."""

from oewg.meetings.views import (
    calendar,
    check_in,
    console,
    credentials,
    life,
    minutes,
    participants,
    sessions,
    speaking,
    statements,
    timetable,
)
from oewg.meetings.views.room import pages

__all__ = [
    "calendar",
    "check_in",
    "console",
    "credentials",
    "life",
    "minutes",
    "pages",
    "participants",
    "sessions",
    "speaking",
    "statements",
    "timetable",
]
