"""The pages of the negotiation: texts and provisions to read and to speak on, the chair's board, decisions."""

from oewg.negotiation.views import acting, board, building, deciding, reading, sending
from oewg.negotiation.views.room import pages

__all__ = ["acting", "board", "building", "deciding", "pages", "reading", "sending"]
