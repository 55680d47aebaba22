"""What holds for every file that is opened: why one cannot be read, how the XML in it is parsed, and how large it may be."""

import zipfile
from collections.abc import Sequence

from lxml import etree

from oewg.core.errors import say

LARGEST_UNPACKED = 50_000_000
"""Bytes of all parts of a DOCX together."""
LARGEST_RATIO = 200
"""How many times larger a part may grow when unpacked; a long document of one style comes to some 60."""
SMALL = 1_000_000
"""Bytes of a part whose ratio says nothing."""
MOST_PARTS = 2_000
MOST_TAGS = 1_500_000
"""Of one part; each takes a hundred times its own bytes while the part is read. A hundred pages come to some 200,000."""


class CannotBeRead(ValueError):
    """The file is not what its name says, or holds more than is read: in a marked sentence, and in another what to do."""

    def __init__(self, said: str, advice: str = say("Please save it anew and send it again.")) -> None:
        super().__init__(said)
        self.advice = advice


_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = {
    _STRICT_W: "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
"""The names of Strict Open XML (ISO/IEC 29500-1), as which Word can save a document too, and those that it uses otherwise."""


def office_part(contents: bytes) -> etree._Element:
    """A part of a DOCX, in the usual names; XMLSyntaxError if it is no XML.

    Nothing is fetched, no entity replaced. Its own comments are nothing, as in a word processor: with these in the tree a word would
    end where one stands within it.
    """
    root = etree.fromstring(contents, _office_parser())
    if next(root.iter(f"{{{_STRICT_W}}}*"), None) is not None:
        contents = etree.tostring(root.getroottree())
        for strict, usual in _USUAL.items():
            contents = contents.replace(strict.encode(), usual.encode())
        root = etree.fromstring(contents, _office_parser())
    return root


def _office_parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip


def too_large(parts: Sequence[zipfile.ZipInfo]) -> bool:
    """Would a package of these parts be larger, unpacked, than any document? Asked of its directory, before anything is unpacked."""
    grown = any(
        part.file_size > SMALL and part.file_size > LARGEST_RATIO * max(part.compress_size, 1) for part in parts
    )
    return grown or len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED
