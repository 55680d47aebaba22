"""The pages of meetings."""

from oewg.meetings.views import sessions, statements
from oewg.meetings.views.room import pages

__all__ = ["pages", "sessions", "statements"]
