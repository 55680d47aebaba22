"""Those who take part, for programs."""

from oewg.accounts.api import notices, people, personal
from oewg.accounts.api.room import api

__all__ = ["api", "notices", "people", "personal"]
