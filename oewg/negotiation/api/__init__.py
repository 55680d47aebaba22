"""The negotiation for programs: the same acts and questions as on the pages."""

from oewg.negotiation.api import amendments, decisions, positions, texts, word_files
from oewg.negotiation.api.shapes import api

__all__ = ["amendments", "api", "decisions", "positions", "texts", "word_files"]
