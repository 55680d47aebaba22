"""Which numbers does the word processor count, and which stand as words?

Three lists are defined (ECMA-376, part 1, 17.9): the one run of paragraphs "1." with the subparagraphs "(a)", "(i)", "a." below
them; headings "I.", "A.", "1."; and subparagraphs whose numbers the run would not give. A number that counting gives is counted.
One that begins anew or after a gap is counted from there, in an instance of the list with its own start. What no counting can give
("14 bis.", "1.5", the number of an agenda item "Item 3") stands as words, followed by a tab, and counts for nothing.

In a redline the numbers of what stands are counted as they will be once all is accepted, those of what is deleted as they
were; so whoever accepts or rejects everything sees each text numbered.
"""

from dataclasses import dataclass, field
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.changed import Worded
from oewg.texts.documents.description import Heading, Paragraph, Subparagraph
from oewg.texts.documents.docx.styles import HEADING, NUMBERED, SUBPARAGRAPHS, Place
from oewg.texts.documents.docx.wml import element
from oewg.texts.rules.numbering import letters, roman

_LARGEST = {"decimal": 32_767, "upperRoman": 3999, "lowerRoman": 3999, "upperLetter": 780, "lowerLetter": 780}
"""What every word processor counts to; "zzz..." of 30 letters is the last of the letters."""


@dataclass(frozen=True)
class _Level:
    """How one level of a list is counted, written and placed: format, "%" where the number stands, indents."""

    format: str
    text: str
    place: Place

    def printed(self, value: int) -> str:
        """The number that stands where so much is counted."""
        said = str(value)
        if self.format != "decimal":
            said = roman(value) if self.format.endswith("Roman") else letters(value)
            said = said.upper() if self.format.startswith("upper") else said.lower()
        return self.text.replace("%", said)

    def value(self, number: str) -> int | None:
        """What is counted where this number stands; None when no counting prints it."""
        before, after = self.text.split("%")
        value = _value(self.format, number[len(before) : len(number) - len(after)])
        return value if 0 < value <= _LARGEST[self.format] and self.printed(value) == number else None


_SIGNS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def _value(form: str, said: str) -> int:
    """What the words may count, 0 for nothing; whoever asks prints it again and compares."""
    said = said.upper()
    if not said.isascii() or not 0 < len(said) <= 30:
        return 0
    if form == "decimal":
        return int(said) if said.isdigit() else 0
    if form.endswith("Letter"):
        return ord(said[0]) - ord("A") + 1 + 26 * (len(said) - 1)
    signs = [_SIGNS.get(sign, 0) for sign in said]
    return sum(-one if one < after else one for one, after in zip(signs, [*signs[1:], 0], strict=True))


_SUBLEVELS = tuple(
    _Level(form, text, place)
    for form, text, place in zip(("lowerLetter", "lowerRoman", "lowerLetter"), ("(%)", "(%)", "%."), SUBPARAGRAPHS, strict=True)
)  # fmt: skip
_RUN, _HEADINGS, _APART = range(3)
_LISTS = (
    (_Level("decimal", "%.", NUMBERED), *_SUBLEVELS),
    tuple(_Level(form, "%.", HEADING) for form in ("upperRoman", "upperLetter", "decimal")),
    _SUBLEVELS,
)


@dataclass
class _Instance:
    """An instance of a list, which begins at one of its levels with its own start.

    How far it has counted, at that level and those below, is kept twice: in what stands (True) and in what stood (False).
    """

    identity: int
    of: int
    base: int
    start: int
    counted: dict[bool, list[int]] = field(default_factory=lambda: {True: [], False: []})

    def next(self, level: int, now: bool) -> int | None:
        """What it counts next at that level; None above where it began, and where a level between is missing."""
        counted, place = self.counted[now], level - self.base
        if not 0 <= place <= len(counted):
            return None
        return counted[place] + 1 if place < len(counted) else (1 if place else self.start)

    def count(self, level: int, now: bool) -> None:
        """Count the next at that level; those below begin anew."""
        value = self.next(level, now)
        if value is not None:
            self.counted[now][level - self.base :] = [value]


class Numbering:
    """The numbering part of one file, filled as the blocks come."""

    def __init__(self, word: WordDocument) -> None:
        lists = "".join(_list(of, levels) for of, levels in enumerate(_LISTS))
        self._root = parse_xml(f"<w:numbering {nsdecls('w')}>{lists}</w:numbering>")
        self._identities = count(1)
        self._current = {of: self._begun(of, 0, 1) for of in (_RUN, _HEADINGS)}
        part = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, self._root, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)

    def counted(self, block: Worded, number: str) -> BaseOxmlElement | None:
        """The properties that print this number at the next block; None when it must stand as words."""
        now = block.standing != "delete"
        below = isinstance(block, Subparagraph)
        of, level = (_HEADINGS if isinstance(block, Heading) else _APART if below else _RUN), 0
        if not isinstance(block, Paragraph):
            level = block.level - 1
        if not below:
            self._current.pop(_APART, None)
        for known, at in ((self._current.get(of), level), (self._current[_RUN], level + 1)):
            if known and (known.of == of or below):
                value = known.next(at, now)
                if value is not None and _LISTS[known.of][at].printed(value) == number:
                    return self._used(known, at, block)
        start = _LISTS[of][level].value(number)
        # What is deleted begins no list: those that stand would have to count on from it.
        if start is None or not now:
            return None
        self._current[of] = self._begun(of, level, start)
        return self._used(self._current[of], level, block)

    def _used(self, instance: _Instance, level: int, block: Worded) -> BaseOxmlElement:
        for now, without in ((True, "delete"), (False, "insert")):
            if block.standing != without:
                instance.count(level, now)
        return element("numPr", element("ilvl", val=str(level)), element("numId", val=str(instance.identity)))

    def _begun(self, of: int, level: int, start: int) -> _Instance:
        instance = _Instance(next(self._identities), of, level, start)
        begins = element("lvlOverride", element("startOverride", val=str(start)), ilvl=str(level))
        self._root.append(
            element("num", element("abstractNumId", val=str(of)), begins, numId=str(instance.identity))
        )  # fmt: skip
        return instance


def _list(of: int, levels: tuple[_Level, ...]) -> str:
    made = "".join(
        f'''<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>
        <w:lvlText w:val="{level.text.replace("%", f"%{at + 1}")}"/><w:lvlJc w:val="left"/>
        <w:pPr>{level.place.tabs}{level.place.indents}</w:pPr></w:lvl>'''
        for at, level in enumerate(levels)
    )
    # The name by which a word processor knows the list again when words are copied from file to file.
    return f'''<w:abstractNum w:abstractNumId="{of}"><w:nsid w:val="0E3700{of + 1:02X}"/>
        <w:multiLevelType w:val="multilevel"/>{made}</w:abstractNum>'''
