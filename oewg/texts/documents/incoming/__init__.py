"""What does a file that somebody sends say as a document, and what of it was not understood? One door for all kinds.

A DOCX is known by its contents; what is left is text, in Markdown if its name or its signs say so.
"""

from oewg.texts.documents.incoming.word import read_docx
from oewg.texts.documents.incoming.written import read_written
from oewg.texts.documents.reading import lines_of_file
from oewg.texts.documents.understood import Understood

__all__ = ["read_docx", "read_written", "understand"]


def understand(contents: bytes, name: str) -> Understood:
    """A file as a document with remarks; CannotBeRead if it is none that is read."""
    if contents.startswith(b"PK"):
        return read_docx(contents)
    return read_written(lines_of_file(contents, name), name)
