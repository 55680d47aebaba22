"""The pages of texts and of the register of documents."""

from oewg.texts.views import (
    documents,
    incoming,
    texts,
    versions,
)
from oewg.texts.views.room import (
    pages,
)

__all__ = [
    "documents",
    "incoming",
    "pages",
    "texts",
    "versions",
]
