"""What does a file that somebody sends say as a document, and what of it was not understood? One door for all kinds.

A DOCX, Akoma Ntoso and a description in JSON are known by their contents; what is left is text, in Markdown if its name or its signs say so.
"""

import re

from oewg.texts.documents.akn import read_akn
from oewg.texts.documents.data import is_described, read_json
from oewg.texts.documents.incoming.word import read_docx
from oewg.texts.documents.incoming.written import read_written
from oewg.texts.documents.reading import lines_of_file
from oewg.texts.documents.understood import Understood

__all__ = ["is_akn", "read_akn", "read_docx", "read_written", "understand"]

_AKN = re.compile(rb"<(?:[\w.-]+:)?akomaNtoso[\s>]")
_BEGINNING = 4_000
"""Bytes in which the root of a document in XML stands."""


def understand(contents: bytes, name: str) -> Understood:
    """A file as a document with remarks; CannotBeRead if it is none that is read."""
    if contents.startswith(b"PK"):
        return read_docx(contents)
    if is_akn(contents):
        return read_akn(contents)
    if is_described(contents):
        return Understood(read_json(contents))
    return read_written(lines_of_file(contents, name), name)


def is_akn(contents: bytes) -> bool:
    """Does it look like a document in Akoma Ntoso? UTF-16 has a zero in every other byte."""
    return bool(_AKN.search(contents[:_BEGINNING].replace(b"\x00", b"")))
