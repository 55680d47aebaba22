"""The pages of those who take part."""

from oewg.accounts.views import notices, people, personal
from oewg.accounts.views.room import pages

__all__ = ["notices", "pages", "people", "personal"]
