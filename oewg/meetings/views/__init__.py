"""The pages of meetings."""

from oewg.meetings.views import calendar, life, sessions, timetable
from oewg.meetings.views.room import pages

__all__ = ["calendar", "life", "pages", "sessions", "timetable"]
