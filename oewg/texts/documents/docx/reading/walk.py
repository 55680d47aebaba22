"""What stands in a Word file, in one walk through its document: paragraphs, tables, footnotes, comments?

What is no words (pictures, text boxes, equations) is passed over with a remark. A field is read as it was last shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.description import identified
from oewg.texts.documents.docx.reading.numbering import Numbering
from oewg.texts.documents.docx.reading.package import LINK, Package, R, W, is_on, value
from oewg.texts.documents.docx.reading.styles import Style, Styles, list_of, outline_level
from oewg.texts.documents.docx.reading.values import (
    KEPT,
    NEW,
    Comment,
    Letters,
    Read,
    ReadFile,
    ReadTable,
    Tracked,
    passage,
    wordings,
)
from oewg.texts.documents.inline import Span
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.understood import Remark, Remarks

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LINK_FIELD = re.compile(r"\s*HYPERLINK\s+(\\l\s+)?\"([^\"]*)\"", re.IGNORECASE)
_QUIET_FIELDS = frozenset({"HYPERLINK", "PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "REF", "PAGEREF", "NOTEREF", ""})
MOST_PARAGRAPHS = 30_000
"""Of one file, those in tables, footnotes and comments among them. A text has at most some three thousand provisions."""
_WIDEST = 63
"""Columns of a table: Word makes no more."""
_MOST_CELLS = 50_000
"""Of a table, its shorter rows filled up."""
_MOST_FIELDS = 64
"""That may be open within one another; a word processor's own files have three or four."""
_LONGEST_INSTRUCTION = 4_000
"""Characters of a field's instruction that are read."""

_PICTURE = say("A picture was left out.")
_TEXT_BOX = say("A text box was left out: its words are “%(words)s”.")
_EQUATION = say("An equation was left out: “%(words)s”.")
_SYMBOL = say("A sign of a font for signs was left out.")
_HIDDEN = say("Hidden words were left out: “%(words)s”.")
_JOINED = say("Cells that are joined in a table are read as single ones.")
_FIELD = say("A field (%(kind)s) was read as it was last shown.")
_SUBSTITUTES = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "ptab": "\t"}
_INTO = frozenset({"smartTag", "customXml", "dir", "bdo", "sdtContent", "sdt", "rubyBase", "ruby", "subDoc"})


@dataclass(frozen=True)
class _Around:
    """What holds for the letters inside: who put them in, who took them out, where they lead."""

    tracked: Tracked = KEPT
    href: str = ""


@dataclass
class _Field:
    """A field that is open: its instruction as far as it was read, and whether its result has begun."""

    instruction: str = ""
    shows: bool = False
    href: str = ""
    """Where it leads; known once its result begins."""


@dataclass
class _Paragraph:
    """A paragraph on its way through the walk."""

    strong: bool = False
    letters: list[Letters] = field(default_factory=list)
    identities: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    remarks: list[tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)


class Walk:
    """One walk through one file; `of_words` alone asks only its body, and is not stopped by parts that are broken."""

    def __init__(self, package: Package, *, of_words: bool = False) -> None:
        self._package = package
        numbering, styles = (() if of_words else package.related(kind) for kind in ("numbering", "styles"))
        self._numbering = Numbering(numbering[0][1] if numbering else None)
        self._styles = Styles(styles[0][1] if styles else None)
        self._remarks = Remarks()
        self._paragraphs = 0
        self._links: Mapping[str, str] = {}
        self._fields: list[_Field] = []
        self._waiting: list[str] = []  # bookmarks that stand between paragraphs begin in the next one

    def read(self) -> ReadFile:
        """The whole file."""
        notes = self._notes()
        comments = self._comments()
        self._links, self._fields = self._package.links("word/document.xml"), []
        body = self._package.main.find(f"{W}body")
        items = tuple(self._blocks(body)) if body is not None else ()
        return ReadFile(items, notes, comments, self._remarks.all())

    def words(self) -> list[str]:
        """The words of each paragraph of the body and of all that hangs in it, every tracked change accepted."""
        _lay_open(self._package.main)
        body = self._package.main.find(f"{W}body")
        return list(_lines(self._blocks(body))) if body is not None else []

    def _notes(self) -> dict[str, tuple[Read, ...]]:
        found = {}
        for kind, sign in (("footnote", ""), ("endnote", "e")):
            for name, root in self._package.related(f"{kind}s"):
                self._links, self._fields = self._package.links(name), []
                for note in root.iterchildren(f"{W}{kind}"):
                    if value(note, "type") in ("", "normal"):
                        found[f"{sign}{value(note, 'id')}"] = tuple(self._flat(note))
        return found

    def _comments(self) -> dict[str, Comment]:
        found = {}
        for name, root in self._package.related("comments"):
            self._links, self._fields = self._package.links(name), []
            for one in root.iterchildren(f"{W}comment"):
                said = [each.words for each in wordings([*self._flat(one)], NEW)]
                found[value(one, "id")] = Comment(value(one, "author").strip(), "\n".join(filter(None, said)))
        return found

    def _remark(self, place: str, said: str, values: tuple[tuple[str, str], ...] = ()) -> None:
        if self._remarks.wants(said):
            self._remarks.add(said, Remark(place, said, values))

    # --- Blocks -----------------------------------------------------------------------------------------------------

    def _blocks(self, container: etree._Element) -> Iterator[Read | ReadTable]:
        for one in container.iterchildren():
            match _name(one):
                case "p":
                    yield self._paragraph(one)
                case "tbl":
                    yield self._table(one)
                case "bookmarkStart":
                    self._waiting.append(value(one, "name"))
                case "sdt":
                    if not _is_contents(one):
                        yield from self._inside(one)
                case "customXml" | "sdtContent" | "ins" | "moveTo":
                    yield from self._inside(one)

    def _inside(self, one: etree._Element) -> Iterator[Read | ReadTable]:
        content = one.find(f"{W}sdtContent")
        yield from self._blocks(one if content is None else content)

    def _table(self, table: etree._Element) -> ReadTable:
        rows: list[tuple[tuple[Read, ...], ...]] = []
        tracked: list[Tracked] = []
        has_head, widest = False, 0
        for row in _held(table, "tr"):
            properties = row.find(f"{W}trPr")
            tracked.append(_tracked(properties))
            if not rows:
                has_head = properties is not None and bool(is_on(properties.find(f"{W}tblHeader")))
            before = _span(properties, "gridBefore") if properties is not None else 0
            rows.append(((),) * before + tuple(one for cell in _held(row, "tc") for one in self._cell(cell)))
            widest = max(widest, len(rows[-1]))
            if widest * len(rows) > _MOST_CELLS:
                raise CannotBeRead(
                    say("It has a table with more cells than anybody reads."),
                    say("Please send that table as an attachment, or in parts."),
                )
        return ReadTable(tuple(rows), has_head, tuple(tracked))

    def _cell(self, cell: etree._Element) -> Iterator[tuple[Read, ...]]:
        """The paragraphs of a cell, and nothing for every further one that it spans."""
        found = tuple(self._flat(cell))
        properties = cell.find(f"{W}tcPr")
        across = _span(properties, "gridSpan") if properties is not None else 0
        joined = across > 1 or (properties is not None and value(properties.find(f"{W}vMerge")) == "restart")
        if joined and not (found and found[0].style.lower().startswith("masthead")):
            said = "".join(letters.span.text for one in found for letters in one.letters)
            self._remark(passage(said), _JOINED)
        yield from (found, *[()] * (across - 1))

    def _flat(self, container: etree._Element) -> Iterator[Read]:
        """The paragraphs of what is a row of paragraphs here, those of a table in it among them."""
        for one in self._blocks(container):
            if isinstance(one, Read):
                yield one
            else:
                yield from (paragraph for row in one.rows for inner in row for paragraph in inner)

    # --- Paragraphs -------------------------------------------------------------------------------------------------

    def _paragraph(self, element: etree._Element) -> Read:
        self._paragraphs += 1
        if self._paragraphs > MOST_PARAGRAPHS:
            raise CannotBeRead(say("It has more paragraphs than a document of words."), say("Please send it in parts."))
        properties = element.find(f"{W}pPr")
        style = self._styles.of(value(properties.find(f"{W}pStyle")) if properties is not None else "")
        made = _Paragraph(identities=self._waiting)
        self._waiting = []
        self._fields = [one for one in self._fields if one.shows]  # no instruction runs from one paragraph to the next
        self._within(element, made, _Around(), style)
        read = replace(
            self._dressed(properties, style),
            letters=tuple(_together(made.letters)),
            identities=tuple(dict.fromkeys(made.identities)),
            comments=tuple(dict.fromkeys(made.comments)),
        )
        place = passage("".join(letters.span.text for letters in made.letters))
        if hidden := "".join(made.hidden).strip():
            self._remark(place, _HIDDEN, (("words", passage(hidden)),))
        for said, values in made.remarks:
            self._remark(place, said, values)
        return read

    def _dressed(self, properties: etree._Element | None, style: Style) -> Read:
        level, numbering, end, indent = style.level, style.numbering, KEPT, 0
        if properties is not None:
            said = outline_level(properties)
            level = level if said == -1 else said
            own = list_of(properties)
            if own is not None:
                # Only a level may be said, of the list that the style names; list 0 takes a paragraph out of it.
                numbering = (own[0] or (style.numbering or ("", 0))[0], own[1])
            end = _tracked(properties.find(f"{W}rPr"))
            at = properties.find(f"{W}ind")
            left = value(at, "left") or value(at, "start")
            indent = int(left[:6]) if left.isdecimal() else 0
        number, form = self._numbering.number(*numbering) if numbering and end.deleted_by is None else ("", "")
        return Read(
            style=style.name, level=level, number=number, form=form, depth=numbering[1] if form and numbering else None,
            end=end, indent=indent,
        )  # fmt: skip

    def _within(self, element: etree._Element, made: _Paragraph, around: _Around, style: Style) -> None:
        for one in element.iterchildren():
            name = _name(one)
            if name == "r":
                self._run(one, made, around, style)
            elif name in ("ins", "moveTo"):
                self._within(one, made, replace(around, tracked=replace(around.tracked, inserted_by=value(one, "author").strip())), style)  # fmt: skip
            elif name in ("del", "moveFrom"):
                self._within(one, made, replace(around, tracked=replace(around.tracked, deleted_by=value(one, "author").strip())), style)  # fmt: skip
            elif name == "hyperlink":
                self._within(one, made, replace(around, href=self._leads_to(one) or around.href), style)
            elif name == "fldSimple":
                kind, href = _field(value(one, "instr"))
                if kind not in _QUIET_FIELDS:
                    made.remarks.append((_FIELD, (("kind", kind),)))
                self._within(one, made, replace(around, href=href or around.href), style)
            elif name == "bookmarkStart":
                made.identities.append(value(one, "name"))
            elif name in ("commentRangeStart", "commentReference"):
                made.comments.append(value(one, "id"))
            elif name in _INTO:
                self._within(one, made, around, style)
            elif one.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                made.remarks.append((_EQUATION, (("words", passage("".join(map(str, one.itertext())))),)))
            elif one.tag == f"{_MC}AlternateContent":
                _drawn(one, made)

    def _leads_to(self, link: etree._Element) -> str:
        anchor = identified(value(link, "anchor"))
        if anchor is not None:
            return f"#provision-{anchor[0]}"
        return self._links.get(str(link.get(f"{R}id", "")), "")

    def _run(self, run: etree._Element, made: _Paragraph, around: _Around, style: Style) -> None:
        properties = run.find(f"{W}rPr")
        strong = emphasis = hidden = None
        if properties is not None:
            letters = self._styles.letters(value(properties.find(f"{W}rStyle")))
            strong, emphasis, hidden = (
                own if (own := is_on(properties.find(f"{W}{tag}"))) is not None else inherited
                for tag, inherited in (("b", letters.strong), ("i", letters.emphasis), ("vanish", letters.hidden))
            )
        if hidden is None:
            hidden = style.hidden
        dress = Span("", emphasis=bool(emphasis), strong=bool(strong), href=around.href)
        for one in run.iterchildren():
            name = _name(one)
            if name == "fldChar":
                self._field_sign(value(one, "fldCharType"), made)
            elif name in ("instrText", "delInstrText"):
                if self._fields and len(self._fields[-1].instruction) < _LONGEST_INSTRUCTION:
                    self._fields[-1].instruction += (one.text or "")[:_LONGEST_INSTRUCTION]
            elif self._fields and not all(open_one.shows for open_one in self._fields):
                continue
            elif name in ("t", "delText"):
                self._letters(one.text or "", dress, made, around, bool(hidden))
            elif name in _SUBSTITUTES:
                self._letters(_SUBSTITUTES[name], dress, made, around, bool(hidden))
            elif name == "br":
                self._letters("\n" if value(one, "type") in ("", "textWrapping") else " ", dress, made, around, bool(hidden))  # fmt: skip
            elif name in ("footnoteReference", "endnoteReference"):
                key = f"{'e' if name == 'endnoteReference' else ''}{value(one, 'id')}"
                made.letters.append(Letters(Span("", note=key), around.tracked))
            elif name == "commentReference":
                made.comments.append(value(one, "id"))
            elif name == "sym":
                made.remarks.append((_SYMBOL, ()))
            elif name in ("drawing", "pict", "object") or one.tag == f"{_MC}AlternateContent":
                _drawn(one, made)
            elif name in _INTO:
                self._within(one, made, around, style)

    def _letters(self, text: str, dress: Span, made: _Paragraph, around: _Around, hidden: bool) -> None:
        if hidden:
            made.hidden.append(text)
            return
        if text:
            href = next((open_one.href for open_one in reversed(self._fields) if open_one.href), "")
            made.letters.append(Letters(replace(dress, text=text, href=href or dress.href), around.tracked))

    def _field_sign(self, sign: str, made: _Paragraph) -> None:
        if sign == "begin":
            if len(self._fields) == _MOST_FIELDS:
                raise CannotBeRead(
                    say("It has more fields within one another than a document of words."),
                    say("Please replace its fields by their words and send it again."),
                )
            self._fields.append(_Field())
        elif sign == "separate" and self._fields:
            self._fields[-1].shows, self._fields[-1].href = True, _field(self._fields[-1].instruction)[1]
        elif sign == "end" and self._fields:
            kind, _ = _field(self._fields.pop().instruction)
            if kind not in _QUIET_FIELDS:
                made.remarks.append((_FIELD, (("kind", kind),)))


def _lay_open(root: etree._Element) -> None:
    """Let all of a part be seen: nothing is hidden, drawn twice or generated, and what stands in a box follows its paragraph.

    In a row and not one within another, however deep boxes stand in boxes.
    """
    etree.strip_elements(root, f"{_MC}Fallback", f"{W}vanish", f"{W}docPartObj", with_tail=False)
    etree.strip_tags(root, f"{_MC}AlternateContent", f"{_MC}Choice")
    for one in root.iter(f"{W}rt"):
        one.tag = f"{W}rubyBase"  # how a word is said stands above it
    last: dict[etree._Element, etree._Element] = {}  # paragraph -> what was last put after it
    for one in [*root.iter(f"{W}txbxContent", f"{W}p")]:
        around = next(one.iterancestors(f"{W}p"), None)
        if around is not None:
            for each in [one] if one.tag == f"{W}p" else [*one]:
                last.get(around, around).addnext(each)
                last[around] = each


def _lines(items: Iterable[Read | ReadTable]) -> Iterator[str]:
    run: list[Read] = []
    for item in (*items, ReadTable(())):
        if isinstance(item, Read):
            run.append(item)
            continue
        yield from (one.text.replace("\n", " ") for one in wordings(run, NEW))
        run = []
        for row in item.in_view(NEW):
            for cell in row:
                yield from _lines(cell)


def _together(letters: Sequence[Letters]) -> Iterator[Letters]:
    """Stretches of one dress and one hand as one: joined at once, for a paragraph may come letter by letter."""
    for (tracked, dress), alike in groupby(letters, key=lambda one: (one.tracked, replace(one.span, text=""))):
        if dress.note:
            yield from alike
        else:
            yield Letters(replace(dress, text="".join(one.span.text for one in alike)), tracked)


def _span(properties: etree._Element, name: str) -> int:
    """How many columns one is said to take; no more than a table has on paper."""
    said = value(properties.find(f"{W}{name}"))
    return min(int(said[:4]), _WIDEST) if said.isdecimal() else 0


def _held(around: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table, or the cells of a row, those among them that stand in a content control."""
    for one in around.iterchildren():
        if _name(one) == name:
            yield one
        elif _name(one) in ("sdt", "sdtContent", "customXml"):
            yield from _held(one, name)


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.removeprefix(W) if isinstance(tag, str) and tag.startswith(W) else ""


def _tracked(letters: etree._Element | None) -> Tracked:
    """What became of a paragraph's own end, or of a row."""
    if letters is None:
        return KEPT
    found: dict[str, str | None] = {"inserted_by": None, "deleted_by": None}
    for one in letters.iterchildren():
        name = _name(one)
        if name in ("ins", "moveTo"):
            found["inserted_by"] = value(one, "author").strip()
        elif name in ("del", "moveFrom"):
            found["deleted_by"] = value(one, "author").strip()
    return Tracked(**found)


def _field(instruction: str) -> tuple[str, str]:
    """(kind, address) of a field; its address is "" unless it is a link that a reader may follow."""
    kind = instruction.split(maxsplit=1)[0].upper()[:20] if instruction.strip() else ""
    link = _LINK_FIELD.match(instruction)
    if link is None:
        return kind, ""
    anchor = identified(link[2]) if link[1] else None
    if anchor is not None:
        return kind, f"#provision-{anchor[0]}"
    return kind, link[2] if not link[1] and LINK.match(link[2]) else ""


def _drawn(one: etree._Element, made: _Paragraph) -> None:
    """A picture, or a box with words of its own; what is drawn twice, for older programs, is told once."""
    boxes = [
        box for box in one.iter(f"{W}txbxContent") if not any(a.tag == f"{_MC}Fallback" for a in box.iterancestors())
    ]
    words = " ".join("".join(part.text or "" for part in box.iter(f"{W}t")) for box in boxes).strip()
    made.remarks.append((_TEXT_BOX, (("words", passage(words)),)) if words else (_PICTURE, ()))


def _is_contents(sdt: etree._Element) -> bool:
    """Is it a table of contents, which is made anew wherever it is wanted?"""
    gallery = sdt.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return value(gallery) == "Table of Contents"
