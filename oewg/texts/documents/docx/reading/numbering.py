"""Which number does a word processor print before each paragraph? Counted as it counts, with overrides and restarts.

Lists of one definition go on counting together, unless a list says that it starts anew (ECMA-376, part 1, 17.9).
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from oewg.texts.documents.docx.reading.package import W, is_on, value
from oewg.texts.rules.numbering import letters, roman

LEVELS = 9
_LARGEST_ROMAN = 3_999
_LARGEST_LETTER = 780
"""Beyond these a number is printed in figures, as word processors do."""
_LARGEST = 1_000_000
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 40
"""Characters of a number; what is longer is no number."""


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    words: str = ""
    start: int = 1
    restarts_after: int | None = None
    """Only after a paragraph of this level (from 1) or of a higher one; 0 for never, None for any higher one."""
    figures_only: bool = False


@dataclass
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    style_link: str = ""
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


@dataclass
class _List:
    definition: _Definition
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of one file; `number` is asked for each numbered paragraph, in the order of the document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        definitions: dict[str, _Definition] = {}
        by_style: dict[str, _Definition] = {}
        for one in root.iterchildren(f"{W}abstractNum"):
            made = _Definition(dict(map(_level, one.iterchildren(f"{W}lvl"))))
            made.style_link = value(one.find(f"{W}numStyleLink"))
            definitions[value(one, "abstractNumId")] = made
            if linked := value(one.find(f"{W}styleLink")):
                by_style[linked] = made
        for one in root.iterchildren(f"{W}num"):
            found = definitions.get(value(one.find(f"{W}abstractNumId")))
            if found is not None:
                self._lists[value(one, "numId")] = _overridden(one, by_style.get(found.style_link, found))

    def number(self, of_list: str, level: int) -> tuple[str, str]:
        """(the number as it is printed, its form) of the next paragraph of a list; ("", "") of what is in none.

        Points of a list are no numbers: their form is "bullet".
        """
        found = self._lists.get(of_list)
        if found is None:
            return "", ""
        said = self._said(found, level)
        self._count(found, level, said)
        if said.form == "bullet":
            return "", "bullet"
        printed = _PLACE.sub(lambda place: self._figure(found, int(place[1]) - 1, said), said.words).strip()
        return (printed if len(printed) <= _LONGEST else ""), said.form

    def _said(self, found: _List, level: int) -> Level:
        return found.levels.get(level) or found.definition.levels.get(level) or Level(words=f"%{level + 1}.")

    def _count(self, found: _List, level: int, said: Level) -> None:
        counts = found.definition.counts
        if level in found.starts:
            counts[level] = found.starts.pop(level)
        else:
            before = counts[level]
            counts[level] = said.start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            after = self._said(found, deeper).restarts_after
            if after is None or level < after:
                counts[deeper] = None

    def _figure(self, found: _List, level: int, of: Level) -> str:
        said, count = self._said(found, level), found.definition.counts[level]
        return _printed(said.start if count is None else count, "decimal" if of.figures_only else said.form)


def _level(one: etree._Element) -> tuple[int, Level]:
    restarts = value(one.find(f"{W}lvlRestart"))
    return _whole(value(one, "ilvl"), 0), Level(
        form=value(one.find(f"{W}numFmt")) or "decimal",
        words=value(one.find(f"{W}lvlText"))[: 4 * _LONGEST],
        start=_whole(value(one.find(f"{W}start")), 0),
        restarts_after=_whole(restarts, 0) if restarts else None,
        figures_only=bool(is_on(one.find(f"{W}isLgl"))),
    )


def _overridden(one: etree._Element, definition: _Definition) -> _List:
    found = _List(definition)
    for override in one.iterchildren(f"{W}lvlOverride"):
        place = _whole(value(override, "ilvl"), 0)
        said = override.find(f"{W}lvl")
        if said is not None:
            found.levels[place] = _level(said)[1]
        if start := value(override.find(f"{W}startOverride")):
            found.starts[place] = _whole(start, 1)
            found.levels[place] = replace(
                found.levels.get(place) or definition.levels.get(place, Level()), start=_whole(start, 1)
            )
    return found


def _whole(said: str, otherwise: int) -> int:
    return min(int(said[:8]), _LARGEST) if said.isascii() and said.isdigit() else otherwise


def _printed(count: int, form: str) -> str:
    match form:
        case "none" | "bullet":
            return ""
        case "lowerRoman" | "upperRoman" if 0 < count <= _LARGEST_ROMAN:
            return roman(count).lower() if form == "lowerRoman" else roman(count)
        case "lowerLetter" | "upperLetter" if 0 < count <= _LARGEST_LETTER:
            return letters(count) if form == "lowerLetter" else letters(count).upper()
        case "decimalZero":
            return f"{count:02}"
        case _:
            return str(count)
