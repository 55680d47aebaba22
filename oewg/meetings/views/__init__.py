"""The pages of meetings."""

from oewg.meetings.views import check_in, credentials, participants, sessions
from oewg.meetings.views.room import pages

__all__ = ["check_in", "credentials", "pages", "participants", "sessions"]
