"""What does a Word file hold? Paragraphs with their styles, numbers, tracked changes, footnotes, comments and identities.

One reader for all that is read of a DOCX: amendments are made of its tracked changes, texts of its paragraphs.
"""

from oewg.texts.documents.docx.reading.package import Package
from oewg.texts.documents.docx.reading.values import (
    NEW,
    OLD,
    Comment,
    Letters,
    Read,
    ReadFile,
    ReadTable,
    Wording,
    inline,
    passage,
    wordings,
)
from oewg.texts.documents.docx.reading.walk import Walk

__all__ = [
    "NEW",
    "OLD",
    "Comment",
    "Letters",
    "Read",
    "ReadFile",
    "ReadTable",
    "Wording",
    "inline",
    "passage",
    "read_file",
    "wordings",
]


def read_file(contents: bytes) -> ReadFile:
    """All that is read of a DOCX; CannotBeRead if it is none, or larger than a document is."""
    return Walk(Package(contents)).read()
