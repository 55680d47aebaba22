"""What does a word processor show of a .docx file, with its changes accepted or rejected? By the rules of ECMA-376 alone.

It knows nothing of how our files are written: tracked changes (part 1, 17.13.5), lists (17.9), footnotes (17.11), hyperlinks.
"""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class Words:
    """A run of words in one dress."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True)
class Shown:
    """A paragraph as it is shown: its number (counted, or words before a tab), words, the words of its notes, bookmarks."""

    style: str
    number: str
    counted: bool
    words: tuple[Words, ...]
    notes: tuple[tuple[Words, ...], ...] = ()
    bookmarks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words without their dress."""
        return "".join(words.text for words in self.words)


def parts(contents: bytes) -> dict[str, Any]:
    """The parts of the file that are XML, by name."""
    with ZipFile(BytesIO(contents)) as archive:
        return {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))
        }  # fmt: skip


def resolved(root: Any, *, accept: bool) -> Any:
    """A story (body or notes) with every change in it accepted, or rejected."""
    root = copy.deepcopy(root)
    goes, stays = (("del", "moveFrom"), ("ins", "moveTo"))[:: 1 if accept else -1]
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{one}") is not None for one in goes):
            row.getparent().remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    for mark in list(root.iter(f"{W}p")):
        if any(mark.find(f"{W}pPr/{W}rPr/{W}{one}") is not None for one in goes):
            _joined_with_next(mark)
    for gone in list(root.iter(*(f"{W}{one}" for one in goes))):
        if gone.getparent() is not None and gone.getparent().tag != f"{W}rPr":
            gone.getparent().remove(gone)
    for kept in list(root.iter(*(f"{W}{one}" for one in stays))):
        parent = kept.getparent()
        at = parent.index(kept)
        if parent.tag in (f"{W}rPr", f"{W}trPr"):
            parent.remove(kept)
        else:
            parent[at : at + 1] = list(kept)
    for words in root.iter(f"{W}delText"):
        words.tag = f"{W}t"
    return root


def _joined_with_next(paragraph: Any) -> None:
    """A paragraph whose end goes gives its words to the next one, whose properties stay."""
    following = paragraph.getnext()
    while following is not None and following.tag.endswith("RangeEnd"):  # of a move: it stands for no words
        following = following.getnext()
    if following is None or following.tag != f"{W}p":
        return
    at = 1 if following.find(f"{W}pPr") is not None else 0
    following[at:at] = [child for child in paragraph if child.tag != f"{W}pPr"]
    paragraph.getparent().remove(paragraph)


def tables(contents: bytes, *, accept: bool = True) -> list[list[list[str]]]:
    """The words of the cells of each row of each table of the body."""
    body = resolved(parts(contents)["word/document.xml"], accept=accept)[0]
    return [
        [
            ["".join(words.text for words in _words(cell, {})) for cell in row.findall(f"{W}tc")]
            for row in table.findall(f"{W}tr")
        ]
        for table in body.findall(f"{W}tbl")
    ]


def shown(contents: bytes, *, accept: bool = True, shared: bool = True) -> list[Shown]:
    """The paragraphs of the body outside tables, as they stand with all changes accepted, or rejected.

    `shared`: the instances of a list count together (Word), or each by itself (LibreOffice).
    """
    read = parts(contents)
    body = resolved(read["word/document.xml"], accept=accept)[0]
    lists = _Lists(read["word/numbering.xml"], shared)
    story = read.get("word/footnotes.xml")
    notes = {} if story is None else {note.get(f"{W}id"): note for note in resolved(story, accept=accept)}
    links = _links(read, "document"), _links(read, "footnotes")
    return [_shown(p, lists, notes, *links) for p in body.findall(f"{W}p")]


def _links(read: dict[str, Any], name: str) -> dict[str, str]:
    relations = read.get(f"word/_rels/{name}.xml.rels", ())
    return {str(relation.get("Id")): str(relation.get("Target")) for relation in relations}


def _shown(p: Any, lists: "_Lists", notes: dict[Any, Any], links: dict[str, str], of_notes: dict[str, str]) -> Shown:
    style = p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    number = lists.next(p.find(f"{W}pPr/{W}numPr"))
    words = list(_words(p, links))
    literal = next((at for at, one in enumerate(words) if one.text == "\t"), None)
    if literal is not None and number is None and not style.startswith("TOC"):
        said, words = "".join(one.text for one in words[:literal]), words[literal + 1 :]
    else:
        said = number or ""
    called = [notes[mark.get(f"{W}id")] for mark in p.iter(f"{W}footnoteReference")]
    return Shown(
        style,
        said,
        number is not None,
        _joined(words),
        tuple(_joined([*_words(note, of_notes)][1:]) for note in called),
        tuple(mark.get(f"{W}name") for mark in p.iter(f"{W}bookmarkStart")),
    )


def _joined(words: list[Words]) -> tuple[Words, ...]:
    found: list[Words] = []
    for one in words:
        if found and (found[-1].bold, found[-1].italic, found[-1].href) == (one.bold, one.italic, one.href):
            found[-1] = Words(found[-1].text + one.text, one.bold, one.italic, one.href)
        elif one.text:
            found.append(one)
    return tuple(found)


def _words(story: Any, links: dict[str, str]) -> Iterator[Words]:
    for run in story.iter(f"{W}r"):
        dress = run.find(f"{W}rPr")
        bold, italic = (dress is not None and dress.find(f"{W}{one}") is not None for one in "bi")
        href = next((links[str(link.get(f"{_R}id"))] for link in run.iterancestors(f"{W}hyperlink")), "")
        for piece in run:
            match piece.tag.removeprefix(W):
                case "t":
                    yield Words(piece.text or "", bold, italic, href)
                case "br":
                    yield Words("\n", bold, italic, href)
                case "tab":
                    yield Words("\t")


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "lowerLetter": lambda n: "abcdefghijklmnopqrstuvwxyz"[(n - 1) % 26] * ((n - 1) // 26 + 1),
    "lowerRoman": lambda n: _roman(n).lower(),
}
_FORMATS["upperLetter"] = lambda n: _FORMATS["lowerLetter"](n).upper()


def _roman(number: int) -> str:
    tens = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"]
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    hundreds = ["", "C", "CC", "CCC", "CD", "D", "DC", "DCC", "DCCC", "CM"]
    return "M" * (number // 1000) + hundreds[number // 100 % 10] + tens[number // 10 % 10] + ones[number % 10]


_FORMATS["upperRoman"] = _roman


class _Lists:
    """The lists of a file as they are counted from paragraph to paragraph."""

    def __init__(self, numbering: Any, shared: bool) -> None:
        self._levels = {
            (abstract.get(f"{W}abstractNumId"), level.get(f"{W}ilvl")): level
            for abstract in numbering.findall(f"{W}abstractNum")
            for level in abstract.findall(f"{W}lvl")
        }
        self._abstract = {
            num.get(f"{W}numId"): num.find(f"{W}abstractNumId").get(f"{W}val") for num in numbering.findall(f"{W}num")
        }
        self._starts = {
            (num.get(f"{W}numId"), int(over.get(f"{W}ilvl"))): int(over.find(f"{W}startOverride").get(f"{W}val"))
            for num in numbering.findall(f"{W}num")
            for over in num.findall(f"{W}lvlOverride")
            if over.find(f"{W}startOverride") is not None
        }
        self._shared = shared
        self._counts: dict[Any, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, properties: Any) -> str | None:
        if properties is None or properties.find(f"{W}numId").get(f"{W}val") == "0":
            return None
        num, level = properties.find(f"{W}numId").get(f"{W}val"), int(properties.find(f"{W}ilvl").get(f"{W}val"))
        abstract = self._abstract[num]
        counts = self._counts.setdefault(abstract if self._shared else num, {})
        described = self._levels[abstract, str(level)]
        start = self._starts.get((num, level), int(described.find(f"{W}start").get(f"{W}val")))
        if (num, level) in self._starts and (num, level) not in self._begun:
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else start
        self._begun.add((num, level))
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        form = _FORMATS[described.find(f"{W}numFmt").get(f"{W}val")]
        return str(described.find(f"{W}lvlText").get(f"{W}val")).replace(f"%{level + 1}", form(counts[level]))
