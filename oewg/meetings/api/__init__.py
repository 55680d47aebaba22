"""Meetings for programs: the same acts and questions as on the pages."""

from oewg.meetings.api import minutes, sessions, speaking, statements
from oewg.meetings.api.room import api

__all__ = ["api", "minutes", "sessions", "speaking", "statements"]
