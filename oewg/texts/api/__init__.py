"""Editions and the register of documents for programs."""

from oewg.texts.api import (
    documents,
    editions,
    incoming,
    versions,
)
from oewg.texts.api.room import (
    api,
)

__all__ = [
    "api",
    "documents",
    "editions",
    "incoming",
    "versions",
]
