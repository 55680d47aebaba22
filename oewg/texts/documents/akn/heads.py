"""What does the head of a file say: the parts of a masthead, and the title?"""

from collections.abc import Iterator

from lxml import etree

from oewg.texts.documents.akn.gathering import Gatherer
from oewg.texts.documents.akn.vocabulary import GROUPS, name_of
from oewg.texts.documents.description import Footnote, Masthead
from oewg.texts.documents.languages import DISTRIBUTION_LABEL, ORIGINAL_LABEL

_PARTS = {
    "docNumber": "symbol",
    "docStatus": "distribution",
    "docDate": "date",
    "session": "session",
    "notice": "notice",
    "original language": "original_language",
    "agenda item": "agenda_item",
    "agenda item name": "agenda_item",
}
"""By the names of elements, and of `inline` by its @name."""
_LABELS = {"distribution": DISTRIBUTION_LABEL, "original_language": ORIGINAL_LABEL}


def lines_of(element: etree._Element) -> Iterator[etree._Element]:
    """The lines of a cover page or preface, and what else stands there, in their order."""
    for child in element:
        if name_of(child) in GROUPS:
            yield from lines_of(child)
        elif name_of(child):
            yield child


def titled(line: etree._Element) -> bool:
    """Does a line hold the title, or say that it is one?"""
    return line.get("class") == "docTitle" or any(name_of(child) == "docTitle" for child in line.iterdescendants())


class Head:
    """The head of one document, line by line as it is met."""

    def __init__(self, gatherer: Gatherer) -> None:
        self._gatherer = gatherer
        self._parts: dict[str, str] = {}
        self.title = ""

    @property
    def notice(self) -> str:
        return self._parts.get("notice", "")

    def masthead(self) -> Masthead:
        """The masthead so far; what no line said is ""."""
        return Masthead(**{name: self._parts.get(name, "") for name in Masthead.__dataclass_fields__})

    def takes(self, line: etree._Element) -> bool:
        """Take a line that is a part of the masthead and says nothing else; what comes twice is two lines of that part."""
        parts = [(part, name) for part in line.iterdescendants() if (name := self._part(part))]
        if len(parts) != 1:
            return False
        [(element, name)] = parts
        whole, said = self._text(line), self._text(element)
        if whole != said:
            return False
        if label := _LABELS.get(name):
            said = self._without(label, said)
        if said:
            self._parts[name] = f"{self._parts[name]}\n{said}" if name in self._parts else said
        return True

    def entitles(self, line: etree._Element) -> bool:
        """Take a line as the title, if there is none yet and no footnote hangs on it."""
        said, notes = self._gatherer.text(line)
        if self.title or notes:
            return False
        self.title = said if self._gatherer.ours else said.strip()
        return True

    def notes_of(self, line: etree._Element) -> tuple[Footnote, ...]:
        """The footnotes of a line, which a masthead cannot have."""
        return self._gatherer.text(line)[1]

    def _text(self, element: etree._Element) -> str:
        said, _ = self._gatherer.text(element)
        return said if self._gatherer.ours else said.strip()

    def _without(self, label: str, said: str) -> str:
        if self._gatherer.ours:
            return said.removeprefix(label).removeprefix(" ")
        return said.removeprefix(label.rstrip(":")).lstrip(": ")  # in French it is "Distr. générale"

    def _part(self, element: etree._Element) -> str:
        name = name_of(element)
        if name == "docAuthority":
            said = element.get("refersTo") or ""
            second = "issuingBody" in said or ("publisher" not in said and "organization" in self._parts)
            return "body" if second else "organization"
        return _PARTS.get((element.get("name") or "") if name == "inline" else name, "")
