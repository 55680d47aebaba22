"""What do the styles of a DOCX say of its paragraphs and letters: which level, which numbering, bold, italic, hidden?"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from oewg.texts.documents.docx.reading.package import W, is_on, value

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|заголовок)\s*([1-9])$", re.IGNORECASE)
_DEEPEST_STYLE = 40
"""Styles rest on one another; more than so many is a circle, or no style that anybody made."""


@dataclass(frozen=True)
class Style:
    """A style with what it inherits. `level` is that of a heading, from 1; None for what is none."""

    name: str = ""
    level: int | None = None
    numbering: tuple[str, int] | None = None
    """(list, level from 0)."""
    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool | None = None


@dataclass
class Styles:
    """The styles of one file, by their identities."""

    root: etree._Element | None
    _found: dict[str, Style] = field(default_factory=dict)
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _usual: str = ""

    def __post_init__(self) -> None:
        for one in self.root.iterchildren(f"{W}style") if self.root is not None else ():
            identity = value(one, "styleId")
            self._elements.setdefault(identity, one)
            if value(one, "type") == "paragraph" and value(one, "default") in ("1", "true", "on"):
                self._usual = self._usual or identity

    def of(self, identity: str) -> Style:
        """A style; for "" the usual one of paragraphs."""
        return self._resolved(identity or self._usual, 0)

    def letters(self, identity: str) -> Style:
        """A style of letters; for "" one that says nothing."""
        return self._resolved(identity, 0) if identity else Style()

    def _resolved(self, identity: str, depth: int) -> Style:
        if identity in self._found:
            return self._found[identity]
        one = self._elements.get(identity)
        if one is None or depth > _DEEPEST_STYLE:
            return Style(name=identity)
        based_on = value(one.find(f"{W}basedOn"))
        above = self._resolved(based_on, depth + 1) if based_on else Style()
        found = self._found[identity] = _own(one, above, identity)
        return found


def _own(one: etree._Element, above: Style, identity: str) -> Style:
    name = value(one.find(f"{W}name")) or identity
    letters, paragraph = one.find(f"{W}rPr"), one.find(f"{W}pPr")
    found = replace(above, name=name)
    if letters is not None:
        strong, emphasis, hidden = (is_on(letters.find(f"{W}{tag}")) for tag in ("b", "i", "vanish"))
        found = replace(
            found,
            strong=above.strong if strong is None else strong,
            emphasis=above.emphasis if emphasis is None else emphasis,
            hidden=above.hidden if hidden is None else hidden,
        )
    if paragraph is not None:
        level = outline_level(paragraph)
        numbering = list_of(paragraph)
        found = replace(
            found,
            level=found.level if level == -1 else level,
            numbering=numbering if numbering and numbering[0] else found.numbering,
        )
    if heading := _HEADING.match(name):
        found = replace(found, level=int(heading[1]))
    return found


def outline_level(properties: etree._Element) -> int | None:
    """The level of a heading that a paragraph's properties say, from 1; None for running text; -1 if they say nothing."""
    said = value(properties.find(f"{W}outlineLvl"))
    if not said.isdecimal():
        return -1
    level = int(said[:3])
    return level + 1 if level < 9 else None


def list_of(properties: etree._Element) -> tuple[str, int] | None:
    """(list, level from 0) that a paragraph's properties say; the list is "" where only the level is said."""
    numbering = properties.find(f"{W}numPr")
    if numbering is None:
        return None
    level = value(numbering.find(f"{W}ilvl"))
    return value(numbering.find(f"{W}numId")), min(int(level[:3]), 8) if level.isdecimal() else 0
