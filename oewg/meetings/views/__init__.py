"""The pages of meetings."""

from oewg.meetings.views import check_in, sessions
from oewg.meetings.views.room import pages

__all__ = ["check_in", "pages", "sessions"]
