"""The pages of meetings."""

from oewg.meetings.views import console, sessions, speaking, statements
from oewg.meetings.views.room import pages

__all__ = ["console", "pages", "sessions", "speaking", "statements"]
