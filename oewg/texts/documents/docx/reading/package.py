"""What is in a DOCX package that may be read? Its parts as XML, within limits, and nothing from outside it.

Sizes are added up from the archive's directory before anything is unpacked. A part with a document type is refused, so no
entity is ever expanded; nothing is run or fetched: of relations to the outside only the addresses of links are told.
"""

import io
import re
import zipfile
import zlib
from functools import cached_property

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.opening import LARGEST_UNPACKED, MOST_TAGS, CannotBeRead, office_part, too_large

MAIN = "word/document.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LINK = re.compile(r"(https?://[^\s/?#()]|mailto:[^\s()])", re.IGNORECASE)
_NO_DOCX = say("It is not a DOCX that can be read."), say("Please save it anew in your word processor.")
_TOO_LARGE = say("It is too large when unpacked."), say("Please send it in parts, or as plain text.")


class Package:
    """The parts of one DOCX; CannotBeRead if it is none, or larger than a document is."""

    def __init__(self, contents: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(contents))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise CannotBeRead(*_NO_DOCX) from error
        parts = self._zip.infolist()
        self._names = {part.filename for part in parts}
        if MAIN not in self._names or len(self._names) != len(parts) or any(part.flag_bits & 0x1 for part in parts):
            raise CannotBeRead(*_NO_DOCX)
        if too_large(parts):
            raise CannotBeRead(*_TOO_LARGE)

    def part(self, name: str) -> etree._Element | None:
        """A part as XML; None if the package has none of this name."""
        if name not in self._names:
            return None
        try:
            with self._zip.open(name) as file:
                contents = file.read(LARGEST_UNPACKED + 1)
            root = office_part(contents) if _is_read(contents) else None
        except (
            etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
        ) as error:  # fmt: skip
            raise CannotBeRead(*_NO_DOCX) from error
        if root is None:
            raise CannotBeRead(*_TOO_LARGE)
        if getattr(root.getroottree().docinfo, "doctype", ""):
            raise CannotBeRead(
                say("It declares a type of document of its own."), say("Please save it anew in your word processor.")
            )
        return root

    @cached_property
    def main(self) -> etree._Element:
        """The document's own part."""
        found = self.part(MAIN)
        assert found is not None, "without it the package is not opened"
        return found

    def related(self, kind: str) -> list[tuple[str, etree._Element]]:
        """(name, XML) of the parts to which the document relates in this way: "styles", "comments", "header"."""
        names = [
            _inside(target) for what, target, outside in self._relations(MAIN).values() if what == kind and not outside
        ]
        found = ((name, self.part(name)) for name in dict.fromkeys(names))
        return [(name, part) for name, part in found if part is not None]

    def links(self, name: str) -> dict[str, str]:
        """Of a part: relation -> the address to which a link of it leads; only those that a reader may follow."""
        return {
            identity: target
            for identity, (what, target, outside) in self._relations(name).items()
            if what == "hyperlink" and outside and LINK.match(target)
        }

    def _relations(self, name: str) -> dict[str, tuple[str, str, bool]]:
        folder, _, own = name.rpartition("/")
        root = self.part(f"{folder}/_rels/{own}.rels")
        if root is None:
            return {}
        return {
            str(one.get("Id", "")): (
                str(one.get("Type", "")).rsplit("/", 1)[-1],
                str(one.get("Target", "")),
                str(one.get("TargetMode", "")).lower() == "external",
            )
            for one in root.iter("{*}Relationship")
        }


def _is_read(contents: bytes) -> bool:
    return len(contents) <= LARGEST_UNPACKED and contents.count(b"<") <= MOST_TAGS


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"


def value(element: etree._Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML, "" without one."""
    return "" if element is None else str(element.get(f"{W}{name}", ""))


def is_on(element: etree._Element | None) -> bool | None:
    """What a switch such as bold says; None when it is not there."""
    return None if element is None else value(element).lower() not in ("0", "false", "off", "none")
