"""Meetings for programs: the same acts and questions as on the pages."""

from oewg.meetings.api import life, minutes, sessions, speaking, statements, timetable
from oewg.meetings.api.room import api

__all__ = ["api", "life", "minutes", "sessions", "speaking", "statements", "timetable"]
