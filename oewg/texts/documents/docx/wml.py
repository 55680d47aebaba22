"""How is an element of WordprocessingML made, and how are words put into runs?"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.inline import Span, printable
from oewg.texts.documents.languages import Direction, direction, stretches

_LINE_END = re.compile("(\n)")
_LONGEST_AUTHOR = 255
"""Letters: with more of them Word takes the file for corrupt."""


# Word processors choose their dictionaries by region.
_REGIONS = {"ar": "SA", "en": "GB", "es": "ES", "fr": "FR", "ru": "RU", "zh": "CN"}


def word_language(language: str) -> str:
    """The language tag with a region, "en-GB" for "en"; other tags as they are."""
    return f"{language}-{_REGIONS[language]}" if language in _REGIONS else language


def element(name: str, /, *children: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """The element `w:name` with attributes `w:...` and its children."""
    made = cast(BaseOxmlElement, OxmlElement(f"w:{name}"))
    for attribute, value in attributes.items():
        made.set(qn(f"w:{attribute}"), value)
    made.extend(children)
    return made


def field(instruction: str) -> BaseOxmlElement:
    """A field, such as PAGE, that the reader's program fills in; until then it shows 1."""
    shown = element("t")
    shown.text = "1"
    return element("fldSimple", element("r", shown), instr=instruction)


def tab() -> BaseOxmlElement:
    """A run that is a tab stop and nothing else."""
    return element("r", element("tab"))


def paragraph(
    style: str,
    *children: BaseOxmlElement,
    way: Direction | None = None,
    number: BaseOxmlElement | None = None,
    change: BaseOxmlElement | None = None,
) -> BaseOxmlElement:
    """A paragraph in the named style that runs as the document does or, if given, its own way.

    `number` is counted by a list; `change` is what becomes of the paragraph as such.
    """
    properties = element("pPr", element("pStyle", val=style))
    if number is not None:
        properties.append(number)
    if way:
        properties.append(element("bidi", val="1" if way == "rtl" else "0"))
    if change is not None:
        properties.append(element("rPr", change))
    return element("p", properties, *children)


def said(words: str, language: str) -> Iterator[BaseOxmlElement]:
    """Runs of words that are printed as they stand, without marks."""
    return _runs(Span(printable(words)), language)


def dressed(span: Span, part: Part, language: str) -> Iterator[BaseOxmlElement]:
    """Runs of the words of a span, in a hyperlink of the part if the span leads anywhere."""
    made = _runs(span, language)
    # A place "#..." is one on a page of the web; the file has none of these to lead to.
    if not span.href or span.href.startswith("#"):
        yield from made
        return
    link = element("hyperlink", *made)
    link.set(qn("r:id"), part.relate_to(span.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    yield link


_CHANGES = {"insert": "ins", "delete": "del"}
_MOVES = {"insert": "moveTo", "delete": "moveFrom"}


class Annotations:
    """What is noted beside the words of one file, each with an id of its own: tracked changes and bookmarks.

    Every change bears the same instant; `nobody` is the author of those in nobody's name.
    """

    def __init__(self, at: datetime, nobody: str) -> None:
        self._date = at.strftime("%Y-%m-%dT%H:%M:%SZ")
        self._nobody = printable(nobody)[:_LONGEST_AUTHOR] or "?"
        self._ids = count()

    def change(self, kind: str, authors: Sequence[str], *, moved: bool = False) -> BaseOxmlElement:
        """An empty w:ins or w:del, of what moved w:moveTo or w:moveFrom; several authors are one, "France; Japan"."""
        return self._noted((_MOVES if moved else _CHANGES)[kind], authors)

    def author(self, authors: Sequence[str]) -> str:
        """The authors as one."""
        return _author([*map(printable, authors)]) or self._nobody

    def _noted(self, tag: str, authors: Sequence[str] = (), **more: str) -> BaseOxmlElement:
        return element(tag, id=str(next(self._ids)), author=self.author(authors), date=self._date, **more)

    def changed(
        self, made: BaseOxmlElement, kind: str, authors: Sequence[str], *, moved: bool = False
    ) -> BaseOxmlElement:  # fmt: skip
        """The run, or the runs within the link, as they stand with what becomes of them."""
        if kind == "equal":
            return made
        if made.tag == qn("w:hyperlink"):
            made.extend([self.changed(cast(BaseOxmlElement, run), kind, authors, moved=moved) for run in made])
            return made
        if kind == "delete" and not moved:
            for words in made.findall(qn("w:t")):
                words.tag = qn("w:delText")
        around = self.change(kind, authors, moved=moved)
        around.append(made)
        return around

    def moving(self, made: BaseOxmlElement, name: str, kind: str) -> BaseOxmlElement:
        """Begin a move in a paragraph that goes, or comes, and say where it ends: after it. Both places have one name."""
        began = self._noted(f"{_MOVES[kind]}RangeStart", name=name)
        made.insert(1, began)  # after the paragraph's properties
        return element(f"{_MOVES[kind]}RangeEnd", id=began.get(qn("w:id")) or "")

    def bookmark(self, name: str, made: BaseOxmlElement) -> None:
        """Set a bookmark around what stands in a paragraph."""
        identity = str(next(self._ids))
        made.insert(1, element("bookmarkStart", id=identity, name=name))  # after the paragraph's properties
        made.append(element("bookmarkEnd", id=identity))


def _author(names: Sequence[str]) -> str:
    """The names as one, "France; Japan"; of too many the first, and how many more: "France; Japan; +52"."""
    author = "; ".join(names)
    if len(author) <= _LONGEST_AUTHOR:
        return author
    told = len(names) - 1
    while told and len(author := f"{'; '.join(names[:told])}; +{len(names) - told}") > _LONGEST_AUTHOR:
        told -= 1
    return author if told else names[0][:_LONGEST_AUTHOR]


def _runs(span: Span, language: str) -> Iterator[BaseOxmlElement]:
    for stretch, way in stretches(span.text, language):
        properties = element("rPr")
        if span.href:
            properties.append(element("rStyle", val="Hyperlink"))
        if span.strong:
            properties.extend((element("b"), element("bCs")))
        if span.emphasis:
            properties.extend((element("i"), element("iCs")))
        if way == "rtl":
            properties.append(element("rtl"))
        if way == direction(language):
            properties.append(_language(language))
        yield element("r", properties, *_lines(stretch))


def _language(language: str) -> BaseOxmlElement:
    tag = word_language(language)
    return element("lang", bidi=tag) if direction(language) == "rtl" else element("lang", val=tag, eastAsia=tag)


def _lines(text: str) -> Iterator[BaseOxmlElement]:
    for piece in _LINE_END.split(text):
        if piece == "\n":
            yield element("br")
        elif piece:
            words = element("t")
            words.text = piece
            words.set(qn("xml:space"), "preserve")
            yield words
