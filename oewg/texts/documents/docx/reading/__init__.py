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
    "words_of_docx",
]


def words_of_docx(contents: bytes) -> list[str]:
    """The words of all that a reader sees in the body of a DOCX, paragraph by paragraph, every tracked change accepted.

    What stands in tables, boxes and contents is among them, what is hidden too; headers, footnotes and comments are not.
    CannotBeRead if it is none, or larger than a document is.
    """
    return Walk(Package(contents), of_words=True).words()


def read_file(contents: bytes) -> ReadFile:
    """All that is read of a DOCX; CannotBeRead if it is none, or larger than a document is."""
    return Walk(Package(contents)).read()
