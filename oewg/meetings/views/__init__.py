"""The pages of meetings."""

from oewg.meetings.views import console, minutes, sessions, speaking, statements
from oewg.meetings.views.room import pages

__all__ = ["console", "minutes", "pages", "sessions", "speaking", "statements"]
