"""Those who take part, for programs."""

from oewg.accounts.api import people
from oewg.accounts.api.room import api

__all__ = ["api", "people"]
