"""The pages of meetings."""

from oewg.meetings.views import life, sessions, timetable
from oewg.meetings.views.room import pages

__all__ = ["life", "pages", "sessions", "timetable"]
