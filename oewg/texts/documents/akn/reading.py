"""What document does a file of Akoma Ntoso hold, as DGACM or anybody writes it?

Liberal in the elements that it meets: what is not known is read by its words, in their order, with a remark. The head of a file of
DGACM's becomes the masthead, its preamble and operative paragraphs become paragraphs, its attachments annexes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.akn.elements import OURS
from oewg.texts.documents.akn.gathering import Gatherer, Source, Words
from oewg.texts.documents.akn.heads import Head, lines_of, titled
from oewg.texts.documents.akn.identification import LANGUAGES
from oewg.texts.documents.akn.parsing import opened
from oewg.texts.documents.akn.quotations import spell_out
from oewg.texts.documents.akn.remarks import ElementRemarks
from oewg.texts.documents.akn.tables import table_of, wording_of
from oewg.texts.documents.akn.vocabulary import (
    DOCUMENTS,
    GROUPS,
    INLINE,
    ITEMS,
    LINES,
    MARKERS,
    SECTIONS,
    UNREAD,
    child_of,
    name_of,
    said_in,
    standing_of,
)
from oewg.texts.documents.description import (
    HEADING_LEVELS,
    IDENTITY,
    LANGUAGE_TAG,
    SUBPARAGRAPH_LEVELS,
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Marked,
    Paragraph,
    Subparagraph,
)
from oewg.texts.documents.languages import annex_words
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.printed import printed
from oewg.texts.documents.understood import Remark, Understood
from oewg.texts.documents.wording import marks_in

_OURS_LEVELS = {"section": 1, "subsection": 2, "level": 3, "subparagraph": 1, "clause": 2, "subclause": 3}
_AROUND = ("", "meta", "coverPage", "preface", "collectionBody", "components", "attachments")
"""What a document may have that only holds others."""
_NUMBERED = frozenset(("section", "subsection", "rule", "subrule", "level"))
"""What is a paragraph by another name if it has a number and no heading."""
_PARAGRAPHS = _NUMBERED | {"paragraph", "alinea", "clause", "citation", "recital", "tblock"}
"""Items that are paragraphs where they stand in no other; the rest are entries of a list."""
_HOLDING = GROUPS | ITEMS | SECTIONS | {"table"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IN_ADDRESS = re.compile(r"/([a-z]{2,3})@")
_ITEM = re.compile(r"\(?(\w{1,5})\)")
_NAMES = {code: tag for tag, code in LANGUAGES.items()} | {"fre": "fr", "chi": "zh"}


def read_akn(contents: bytes) -> Understood:
    """The document that a file of Akoma Ntoso holds. CannotBeRead if it is none, or none that can be mended."""
    root, remarks = opened(contents)
    named = name_of(root)
    if named != "akomaNtoso" and named not in DOCUMENTS:
        raise CannotBeRead(say("It is not a document in Akoma Ntoso."))
    return _Reader(root, remarks).understood()


@dataclass(frozen=True)
class _Pending:
    """What waits for the first words under it: the number of a paragraph or subparagraph (level 0 is a paragraph)."""

    level: int
    number: str
    notes: tuple[Footnote, ...]
    element: etree._Element


class _Reader:
    def __init__(self, root: etree._Element, remarks: list[Remark]) -> None:
        self._root, self._remark = root, ElementRemarks(remarks)
        self._ours = any(True for _ in root.iter(f"{{{OURS}}}form"))
        if not self._ours:
            spell_out(root)
        self._blocks: list[Block] = []
        self._contents = False
        self._documents = 0
        self._identities: set[str] = set()
        self._pending: _Pending | None = None
        authors: dict[str, str] = {}
        elsewhere: dict[str, etree._Element] = {}
        for element in root.iter():
            name = name_of(element)
            eid = element.get("eId") or element.get("id") or f"{name} {len(elsewhere)}"  # in version 2.0 it was id
            if name.startswith("TLC"):
                authors[eid] = element.get("showAs") or eid
            elif name == "note":
                elsewhere[eid] = element
        self._gatherer = Gatherer(Source(self._ours, authors, elsewhere, self._remark))
        self._head = Head(self._gatherer)
        self._language = self._language_of(root)

    def understood(self) -> Understood:
        self._flow([self._root], 0, None)
        self._hang()
        head = self._head
        document = Document(
            head.masthead(), head.title, self._language, head.notice, tuple(self._blocks), self._contents
        )
        return Understood(printed(document), self._remark.all())

    def _hang(self) -> None:
        """Footnotes to which nothing refers hang on the last words, so that none disappears."""
        last = next((at for at in range(len(self._blocks) - 1, -1, -1) if isinstance(self._blocks[at], Marked)), None)
        block = self._blocks[last] if last is not None else None
        own = block.notes if isinstance(block, Marked) else ()
        found = self._gatherer.uncalled({note.key for note in own} | marks_in(getattr(block, "words", "")))
        for note in found:
            self._remark(
                note.words, say("Nothing refers to this footnote; it hangs on the last paragraph."), fault=True
            )
        if last is not None and isinstance(block, Marked):
            self._blocks[last] = replace(block, notes=(*own, *found))
        else:
            self._blocks += [Paragraph("", note.words) for note in found]

    def _language_of(self, root: etree._Element) -> str:
        said = [str(each) for each in _languages(root)]
        for each in said:
            if LANGUAGE_TAG.fullmatch(tag := _NAMES.get(each, each)):
                return tag
        place = said[0] if said else ""
        self._remark(
            place, say("The file does not say in which language it is; it is taken to be English."), fault=True
        )
        return "en"

    # The flow of blocks --------------------------------------------------------------------------------------------------

    def _flow(self, elements: Iterable[etree._Element], depth: int, item: int | None) -> None:
        """Elements in a row: `depth` sections lie around them, and they are within an item of that level, or in none."""
        for element in elements:
            name = name_of(element)
            if name in DOCUMENTS:
                self._document(element)
            elif name == "coverPage":
                self._cover(element)
            elif name == "preface":
                self._preface(element)
            elif name == "attachment":
                self._attachment(element)
            elif name in UNREAD:
                self._unread(element, name)
            elif name == "table":
                self._table(element)
            elif name in LINES:
                self._line(element, name, depth)
            elif name in SECTIONS:
                self._section(element, name, depth, item)
            elif name in ITEMS:
                self._item(element, name, depth, item)
            elif name in GROUPS:
                self._group(element, name, depth, item)
            elif name and name != "num":
                self._unknown(element, name, depth, item)
            self._stray(element.tail)

    def _group(self, element: etree._Element, name: str, depth: int, item: int | None) -> None:
        self._stray(element.text)
        if name in ("ul", "ol"):
            self._listed(element, name, depth, item)
        else:
            self._numbered_group(element)
            if self._ours and name in ("formula", "container"):
                self._await(0, None, element)
            self._flow(element, depth, item)

    def _numbered_group(self, element: etree._Element) -> None:
        """A number at the head of something that is only a group, such as a question: it is printed before its words."""
        for child in element:
            if name_of(child) == "num":
                self._release()
                self._await(0, child, element)
                return

    def _listed(self, element: etree._Element, name: str, depth: int, item: int | None) -> None:
        level = min((item or 0) + 1, max(SUBPARAGRAPH_LEVELS))
        for place, child in enumerate(element, 1):
            if name_of(child) != "li":
                self._flow([child], depth, item)
                continue
            self._release()
            number = child.get("value") or f"{place}." if name == "ol" else ""
            self._pending = _Pending(level, number, (), child)
            self._within(child, depth, level)

    def _within(
        self, element: etree._Element, depth: int, item: int | None, heading: etree._Element | None = None
    ) -> None:
        """What is in an item: words of its own, or lines and other items."""
        children = [child for child in element if child is not heading and name_of(child) not in ("num", "")]
        worded = bool((element.text or "").strip()) or any(name_of(child) in INLINE for child in children)
        if worded and not any(name_of(child) in _HOLDING for child in children):
            self._words(self._gatherer.words(element))
        else:
            self._stray(element.text)
            self._flow(children, depth, item)
        self._release()

    def _section(self, element: etree._Element, name: str, depth: int, item: int | None) -> None:
        if name == "hcontainer" and element.get("name") == "table" and self._ours:
            self._release()
            self._flow(element, depth, item)
            return
        number, heading = child_of(element, "num"), child_of(element, "heading")
        if number is None and heading is None:
            self._stray(element.text)
            self._flow(element, depth, item)
            return
        self._release()
        if heading is None and name in _NUMBERED and not self._ours:
            self._item(element, name, depth, item)
            return
        level = min(depth + 1, max(HEADING_LEVELS))
        level = _OURS_LEVELS.get(name, level) if self._ours else level
        self._heading(element, level, number, heading)
        self._stray(element.text)
        self._flow([child for child in element if child is not heading], depth + 1, None)
        self._release()

    def _heading(
        self, element: etree._Element, level: int, number: etree._Element | None, heading: etree._Element | None
    ) -> None:
        said, notes = ("", ()) if number is None else self._gatherer.text(number)
        marked = self._marked(element)
        words = Words() if heading is None else self._gatherer.words(heading, old=marked["standing"] == "delete")
        words = _with_notes(words, notes)
        self._blocks.append(
            Heading(
                level,
                said if self._ours else said.strip() or words.number,
                words.words,
                notes=words.notes,
                changes=words.changes,
                **marked,
            )
        )

    def _item(self, element: etree._Element, name: str, depth: int, item: int | None) -> None:
        self._release()
        if self._ours:
            level = _OURS_LEVELS.get(name, 0)
        elif item is not None:
            level = min(item + 1, max(SUBPARAGRAPH_LEVELS))
        else:
            level = 0 if name in _PARAGRAPHS else 1
        self._await(level, child_of(element, "num"), element)
        heading = None if self._ours else child_of(element, "heading")
        if heading is not None:
            self._words(self._gatherer.words(heading))
        self._within(element, depth, level, heading)

    def _await(self, level: int, number: etree._Element | None, element: etree._Element) -> None:
        said, notes = ("", ()) if number is None else self._gatherer.text(number)
        self._pending = _Pending(level, said if self._ours else said.strip(), notes, element)

    def _line(self, element: etree._Element, name: str, depth: int) -> None:
        if self._ours and element.get("class") == "empty":
            return
        if name in ("heading", "crossHeading", "subheading"):
            self._release()
            self._heading(element, min(max(depth, 1), max(HEADING_LEVELS)), None, element)
            return
        self._worded(element, element)

    def _worded(self, line: etree._Element, element: etree._Element) -> None:
        """The words of an element become a block, as what waits for them says; in a file of ours a line may say it itself."""
        if self._ours and self._pending is None:
            self._await(0, None, line)
        old = self._pending is not None and standing_of(self._pending.element, self._ours) == "delete"
        self._words(self._gatherer.words(element, old=old))

    def _words(self, words: Words) -> None:
        """Words become the paragraph or subparagraph whose number waits for them, or a paragraph without one."""
        pending, self._pending = self._pending, None
        number = (pending.number if pending else "") or words.number
        said = bool(words.words.strip() or words.notes or number)
        level = pending.level if pending else 0
        if not said and not self._ours and level == 0:
            return
        if words.number and not (pending and pending.number) and level == 0 and (item := _ITEM.fullmatch(number)):
            level = self._level_of(item[1])
        words = _with_notes(words, pending.notes if pending else ())
        marked = self._marked(pending.element) if pending else {}
        marked |= {"notes": words.notes, "changes": words.changes}
        self._blocks.append(
            Subparagraph(number, level, words.words, **marked) if level else Paragraph(number, words.words, **marked)
        )

    def _level_of(self, sign: str) -> int:
        """Of "(i)" in the words: a roman figure under a letter, unless it follows (h) as a letter."""
        last = self._blocks[-1] if self._blocks else None
        if isinstance(last, Subparagraph) and re.fullmatch("[ivxlc]+", sign):
            before = _ITEM.fullmatch(last.number)
            if last.level == 2 or (before and ord(before[1][0]) + 1 != ord(sign[0])) or len(sign) > 1:
                return 2
        return 1

    def _release(self) -> None:
        """What waited for words and has none is a paragraph without words."""
        pending = self._pending
        if pending is None:
            return
        if self._ours or pending.number or pending.notes:
            self._words(Words())
        self._pending = None

    def _stray(self, text: str | None) -> None:
        if text and text.strip():
            self._remark(text, say("Words stand outside any paragraph; they are read as one."), fault=True)
            element = etree.Element("p")
            element.text = text
            self._words(self._gatherer.words(element))

    def _unknown(self, element: etree._Element, name: str, depth: int, item: int | None) -> None:
        if name in INLINE or name in MARKERS:
            self._remark(element, say("Words stand outside any paragraph; they are read as one."), fault=True)
            line = etree.Element("p")
            line.append(etree.fromstring(etree.tostring(element, with_tail=False)))
            self._words(self._gatherer.words(line))
            return
        self._remark(element, say("An element “%(element)s” is not known here: it is read by its words."), element=name)
        if any(name_of(each) in _HOLDING or name_of(each) in LINES for each in element.iterdescendants()):
            self._stray(element.text)
            self._flow(element, depth, item)
        elif said_in(element):
            self._words(self._gatherer.words(element))

    def _unread(self, element: etree._Element, name: str) -> None:
        if name == "toc":
            self._contents = True
        elif name == "img":
            self._remark(element.get("alt") or element.get("src") or "", say("A picture has been left out."))
        elif name in ("documentRef", "componentRef"):
            address = element.get("href") or element.get("src") or ""
            if not address.startswith("#"):
                self._remark(address, say("Another document belongs here that the file does not hold."))

    def _marked(self, element: etree._Element) -> dict[str, Any]:
        """What an element says of its block beyond its words."""
        identity = element.get("wId") or ""
        if not IDENTITY.fullmatch(identity) or identity in self._identities:
            identity = ""
        self._identities.add(identity)
        language = self._own_language(element)
        standing = standing_of(element, self._ours)
        authors = self._gatherer.named(element) if standing != "equal" or self._ours else ()
        move = self._own(element, "move")
        return {
            "standing": standing,
            "authors": authors,
            "identity": identity,
            "language": language,
            "moved": self._own(element, "moved"),
            "move": move if IDENTITY.fullmatch(move) else "",
        }

    def _own(self, element: etree._Element, name: str) -> str:
        return (element.get(f"{{{OURS}}}{name}") or "") if self._ours else ""

    def _own_language(self, element: etree._Element) -> str:
        said = element.get(_XML_LANG) or ""
        return said if LANGUAGE_TAG.fullmatch(said) and (self._ours or said != self._language) else ""

    # The head, tables, and what is attached ------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> None:
        if self._ours and element.get("class") == "wording":
            self._words(wording_of(element, self._gatherer, self._remark))
            return
        self._release()
        if (caption := child_of(element, "caption")) is not None:
            self._words(self._gatherer.words(caption))
        around = element.getparent()
        while around is not None and name_of(around) != "hcontainer":
            around = around.getparent()
        standing = standing_of(around, True) if self._ours and around is not None else "equal"
        read = table_of(element, self._gatherer, self._remark, standing=standing)
        self._blocks.append(replace(read, language=self._own_language(element)))

    def _document(self, element: etree._Element) -> None:
        """A document. Of several in one file the first is the text, and each of the others becomes an annex."""
        parent = element.getparent()
        attached = parent is not None and name_of(parent) == "attachment"
        if any(name_of(child) not in _AROUND for child in element):
            self._documents += 1
            if self._documents > 1 and not attached:
                self._release()
                title = element.get("name") or ""
                self._remark(title, say("The file holds more than one document: the others are read as annexes."))
                self._blocks.append(Annex(title))
        self._flow(element, 0, None)
        self._release()

    def _attachment(self, element: etree._Element) -> None:
        self._release()
        parts = [self._gatherer.text(child) for child in element if name_of(child) in ("num", "heading", "subheading")]
        said = [text if self._ours else text.strip() for text, _ in parts]
        if self._ours:
            title = said[-1] if said else ""
        else:
            title = " ".join(part for part in said if part and not annex_words(part))
        self._blocks.append(Annex(title, standing_of(element, True) if self._ours else "equal"))
        for _, notes in parts:
            self._apart(notes)
        self._flow([child for child in element if name_of(child) not in ("num", "heading", "subheading")], 0, None)
        self._release()

    def _apart(self, notes: Iterable[Footnote]) -> None:
        """Footnotes of a place that can have none: paragraphs of their own, so that no word disappears."""
        for note in notes:
            self._remark(note.words, say("A footnote of the head or of a title is read as a paragraph."))
            self._blocks.append(Paragraph("", f"{note.key} {note.words}"))

    def _cover(self, element: etree._Element) -> None:
        """The cover page of the text; that of another document in the file is only words."""
        if self._documents > 1:
            self._flow(element, 0, None)
            return
        for line in lines_of(element):
            if name_of(line) not in ("p", "block"):
                self._flow([line], 0, None)
            elif self._head.takes(line):
                self._apart(self._head.notes_of(line))
            else:
                self._title_or_line(line)

    def _preface(self, element: etree._Element) -> None:
        for line in lines_of(element):
            if name_of(line) not in ("p", "block"):
                self._flow([line], 0, None)
                continue
            numbers = [child for child in line if name_of(child) == "docNumber"]
            titles = [child for child in line if name_of(child) == "docTitle"]
            alone = len(line) == len(titles) + len(numbers)
            if self._head.title and len(titles) == 1 and len(numbers) <= 1 and alone:
                self._heading(line, 1, numbers[0] if numbers else None, titles[0])
            else:
                self._title_or_line(line)

    def _title_or_line(self, line: etree._Element) -> None:
        if not (titled(line) and self._head.entitles(line)):
            proposed = child_of(line, "docProponent") if self._ours else None
            self._worded(line, line if proposed is None else proposed)


def _languages(root: etree._Element) -> Iterator[str]:
    """What a file says of its language: where it ought to, in its address, or where its words stand."""
    for name, attribute in (("FRBRlanguage", "language"), ("FRBRuri", "value"), ("", _XML_LANG)):
        for element in root.iter():
            if (not name or name_of(element) == name) and (said := element.get(attribute)):
                yield from _IN_ADDRESS.findall(said) if name == "FRBRuri" else [said]


def _with_notes(words: Words, notes: tuple[Footnote, ...]) -> Words:
    """The words with the footnotes of their number, whose marks are put before them."""
    if not notes:
        return words
    taken = {note.key for note in words.notes}
    moved = tuple(replace(note, key=f"{note.key}-n") if note.key in taken else note for note in notes)
    marks = "".join(f"[^{note.key}]" for note in moved)
    changes = words.changes and (replace(words.changes[0], words=marks + words.changes[0].words), *words.changes[1:])
    return replace(words, words=marks + words.words, notes=moved + words.notes, changes=changes)
