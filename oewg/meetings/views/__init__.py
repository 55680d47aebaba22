"""The pages of meetings."""

from oewg.meetings.views import calendar, console, life, minutes, sessions, speaking, statements, timetable
from oewg.meetings.views.room import pages

__all__ = ["calendar", "console", "life", "minutes", "pages", "sessions", "speaking", "statements", "timetable"]
