"""How is a document written in Akoma Ntoso?

Valid against the strict schema of OASIS; the masthead and the words as DGACM has them in its resolutions; for what its
resolutions do not have (sections, annexes, changes) the standard's own elements. See docs/decisions/0029-akoma-ntoso.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from oewg.texts.documents.akn.elements import AKN, AKN4UN, OURS, SCHEMA, XHTML, XSI, Attributes, element, lines, literal
from oewg.texts.documents.akn.identification import day_of, identification, names_of, references, signature
from oewg.texts.documents.akn.inscribing import Scribe
from oewg.texts.documents.akn.resolutions import Placed, Resolution, resolution_of
from oewg.texts.documents.contents import annex_labels, entries
from oewg.texts.documents.description import Annex, Block, Change, Document, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.inline import parse
from oewg.texts.documents.languages import DISTRIBUTION_LABEL, ORIGINAL_LABEL, direction
from oewg.texts.documents.printed import printed
from oewg.texts.documents.tabled import in_cell, set_as_table, tabled

_HEADINGS = {1: ("section", "sec"), 2: ("subsection", "subsec"), 3: ("level", "level")}
_SUBPARAGRAPHS = {1: ("subparagraph", "subpara"), 2: ("clause", "cl"), 3: ("subclause", "subcl")}
_STANDINGS = {"equal": None, "insert": "inserted", "delete": "deleted"}


_PRESERVED = {"xml:space": "preserve"}
_Numbered = Heading | Paragraph | Subparagraph


def write_akn(document: Document) -> bytes:
    """The document as a file of XML; the same document, the same bytes."""
    return str(_Writer(printed(document)).written()).encode()


@dataclass
class _Part:
    """An element that holds others: what it is made of so far, and how deep it lies."""

    depth: int
    eid: str = ""
    tag: str = ""
    attributes: dict[str, str | None] = field(default_factory=dict)
    head: list[Markup] = field(default_factory=list)
    words: Markup = field(default_factory=Markup)
    children: list[Markup] = field(default_factory=list)

    def closed(self) -> Markup:
        """The element with all that is in it. Words stand in an `intro` before what follows under them, else in a `content`."""
        inside = list(self.head)
        if self.words:
            role = "intro" if self.children else "content"
            inside.append(lines(role, [self.words], {"eId": f"{self.eid}__{role}"}))
        inside += self.children
        return lines(self.tag, inside, self.attributes) if inside else element(self.tag, attributes=self.attributes)


@dataclass(frozen=True)
class _Written:
    """What stands on the cover page under the masthead, what in the preface before the contents, and what after it."""

    cover: Sequence[Markup]
    preface: Sequence[Markup]
    body: Sequence[Markup]


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._names = names_of(document)
        self._scribe = Scribe()
        self._eids: set[str] = set()
        self._times: Counter[str] = Counter()
        self._unnumbered: Counter[str] = Counter()
        self._tables = 0
        self._placed: dict[int, str] = {}
        self._labels = annex_labels(document)

    def written(self) -> Markup:
        document, names = self._document, self._names
        groups: list[tuple[Annex | None, list[Placed]]] = [(None, [])]
        for place, block in enumerate(document.blocks):
            if isinstance(block, Annex):
                groups.append((block, []))
                self._placed[place] = self._eid(f"att_{len(groups) - 1}")
            else:
                groups[-1][1].append((place, block))
        main = groups[0][1]
        resolution = resolution_of(main) if names.tag == "statement" and document.title else None
        written = self._resolution(resolution) if resolution else self._report(main)
        attachments = [
            self._attachment(number, annex, blocks) for number, (annex, blocks) in enumerate(groups) if annex
        ]
        meta = (identification(names, "main"), references(document, self._scribe.authors), signature())
        content = (
            lines("meta", meta),
            self._cover(written.cover),
            self._preface(written.preface),
            *written.body,
            lines("attachments", attachments) if attachments else Markup(""),
        )
        root = {
            "xmlns": AKN,
            "xmlns:xsi": XSI,
            "xmlns:html": XHTML,
            "xmlns:akn4un": AKN4UN,
            "xmlns:oewg": OURS,
            "xsi:schemaLocation": f"{AKN} {SCHEMA}",
        }
        head = Markup('<?xml version="1.0" encoding="UTF-8"?>\n')
        return head + lines("akomaNtoso", [lines(names.tag, content, {"name": names.name})], root) + "\n"

    def _way(self) -> dict[str, str | None]:
        language = self._document.language
        return {"xml:lang": language, "html:dir": direction(language)}

    def _report(self, blocks: Sequence[Placed]) -> _Written:
        title = self._document.title
        heading = [element("p", element("docTitle", literal(title)), _PRESERVED)] if title else []
        return _Written((), heading, [self._body(blocks, "")])

    def _resolution(self, resolution: Resolution) -> _Written:
        """What DGACM has on the cover page of a resolution and around its operative part."""
        place, heading = resolution.heading
        cover = [
            element("p", element("docTitle", literal(self._document.title)), _PRESERVED),
            *(element("p", self._worded("docProponent", one), self._marks(one)) for one in resolution.lines),
        ]
        self._placed[place] = self._eid("preface_1__p_1")
        number = self._number(heading, "docNumber") if heading.number else Markup("")
        named = element("p", number + self._worded("docTitle", heading), self._marks(heading, self._placed[place]))
        preamble = []
        for at, one in enumerate(resolution.preamble, 1):
            tag, name = ("container", _beginning(one.words)) if at > 1 else ("formula", "enactingFormula")
            preamble.append(lines(tag, [self._worded("p", one)], {"name": name, **self._marks(one, f"{tag}_{at}")}))
        body = self._body(resolution.operative, "")
        end = [self._worded("p", one, self._marks(one)) for one in resolution.conclusions]
        parts = [
            lines("preamble", preamble, self._way()) if preamble else Markup(""),
            body,
            lines("conclusions", end, {"eId": "conclusions", **self._way()}) if end else Markup(""),
        ]
        return _Written(cover, [named], parts)

    def _cover(self, more: Sequence[Markup]) -> Markup:
        document, head = self._document, self._document.masthead

        def line(tag: str, words: str, **attributes: str) -> Markup:
            return element("p", element(tag, literal(words), attributes), _PRESERVED) if words else Markup("")

        distribution = f"{DISTRIBUTION_LABEL} {head.distribution}" if head.distribution else ""
        original = f"{ORIGINAL_LABEL} {head.original_language}" if head.original_language else ""
        rows = (
            line("inline", document.notice, name="notice"),
            line("docAuthority", head.organization, refersTo="#publisher"),
            line("docNumber", head.symbol, refersTo="#symbol"),
            line("docAuthority", head.body, refersTo="#issuingBody"),
            line("docStatus", distribution, refersTo="#distribution"),
            line("docDate", head.date, date=day_of(head), refersTo="#dateOfIssuance"),
            line("inline", original, name="original language"),
            line("session", head.session),
            line("inline", head.agenda_item, name="agenda item"),
            *more,
        )
        filled = [row for row in rows if row]
        return lines("coverPage", filled, {"eId": "coverPage_1", **self._way()}) if filled else Markup("")

    def _preface(self, heading: Sequence[Markup]) -> Markup:
        document = self._document
        parts = [*heading]
        if document.contents:
            items = [
                element(
                    "tocItem",
                    literal(f"{entry.number} {entry.words}".strip()),
                    {"level": str(entry.level), "href": f"#{self._placed[entry.place]}"},
                )
                for entry in entries(document)
            ]
            # A table of contents has to list something, and a text without headings has nothing but itself.
            items = items or [element("tocItem", attributes={"level": "1", "href": "#mainBody_1"})]
            parts.append(lines("toc", items, {"eId": "toc_1"}))
        return lines("preface", parts, {"eId": "preface_1", **self._way()}) if parts else Markup("")

    def _attachment(self, number: int, annex: Annex, blocks: Sequence[Placed]) -> Markup:
        eid = f"att_{number}"
        meta = lines("meta", [identification(self._names, f"annex_{number}")])
        return lines(
            "attachment",
            (
                element("num", literal(label), _PRESERVED) if (label := next(self._labels)) else Markup(""),
                element("heading", _whole(literal(annex.title), annex.standing), _PRESERVED),
                lines("doc", (meta, self._body(blocks, f"{eid}__")), {"name": "annex"}),
            ),
            {"eId": eid, **_standing(annex.standing)},
        )

    def _body(self, blocks: Sequence[Placed], prefix: str) -> Markup:
        """Blocks in a row, laid into each other: a section holds what follows it up to the next that is as high."""
        body = _Part(0, attributes={"eId": self._eid(f"{prefix}mainBody_1"), **self._way()}, tag="mainBody")
        opened = [body]
        for place, block in blocks:
            part = self._part(block, opened, prefix)
            self._placed[place] = part.eid
            while opened[-1].depth >= part.depth:
                closed = opened.pop().closed()
                opened[-1].children.append(closed)
            if isinstance(block, Table):
                opened[-1].children.append(part.closed())
            else:
                opened.append(part)
        while len(opened) > 1:
            closed = opened.pop().closed()
            opened[-1].children.append(closed)
        if not body.children:
            body.children.append(element("p", attributes={"class": "empty"}))
        return body.closed()

    def _part(self, block: Block, opened: Sequence[_Part], prefix: str) -> _Part:
        match block:
            case Heading():
                depth, (tag, short) = block.level, _HEADINGS[block.level]
            case Paragraph():
                depth, (tag, short) = 4, ("paragraph", "para")
            case Subparagraph():
                depth, (tag, short) = 4 + block.level, _SUBPARAGRAPHS[block.level]
            case _:
                assert isinstance(block, Table)
                return self._table(block, prefix)
        parent = next((part.eid for part in reversed(opened) if 0 < part.depth < depth), "")
        # Paragraphs are numbered in one run, so that they are found without their section, as DGACM names them.
        within = f"{parent}__" if parent and depth != 4 else prefix
        eid = self._named(within, short, block.number)
        part = _Part(depth, eid, tag, self._marks(block, eid))
        if block.number:
            part.head.append(self._number(block, "num"))
        if isinstance(block, Heading):
            part.head.append(self._worded("heading", block))
        elif table := set_as_table(block):
            typed = None if tabled(table) == block.words else block.words
            part.words = lines("table", self._rows(table, block), {"class": "wording", "oewg:words": typed})
        else:
            part.words = self._worded("p", block)
        return part

    def _marks(self, block: _Numbered, eid: str | None = None) -> dict[str, str | None]:
        """What a block says of itself beyond its words."""
        return {
            "eId": eid,
            "wId": block.identity or None,
            **_standing(block.standing),
            "refersTo": self._scribe.refers(block.authors),
            "oewg:moved": block.moved or None,
            "oewg:move": block.move or None,
            **_spoken(block.language),
        }

    def _worded(self, tag: str, block: _Numbered, attributes: Attributes | None = None) -> Markup:
        whole = (block.standing, block.authors)
        return self._scribe.words(tag, block.words, block.notes, block.changes, attributes, whole)

    def _number(self, block: _Numbered, tag: str) -> Markup:
        return element(tag, _whole(literal(block.number), block.standing), _PRESERVED)

    def _table(self, table: Table, prefix: str) -> _Part:
        self._tables += 1
        eid = self._eid(f"{prefix}hcontainer_{self._tables}")
        part = _Part(4, eid, "hcontainer", {"name": "table", "eId": eid, **_standing(table.standing)})
        rows = list(self._rows(table, Paragraph(number="", words="")))
        empty = not table.header and not table.rows
        attributes = {"eId": f"{eid}__table_1", "class": "empty" if empty else None, **_spoken(table.language)}
        part.words = lines("table", rows or [element("tr", element("td"))], attributes)
        return part

    def _rows(self, table: Table, block: Paragraph | Subparagraph) -> Iterator[Markup]:
        """The rows of a table; `block` is the one whose words it is."""

        def cell(words: str, changes: tuple[Change, ...], standing: str) -> Markup:
            notes = in_cell(words, block).notes
            return self._scribe.words("p", words, notes, changes=changes, within=(standing, ()))

        width = table.width()
        rows = (*([("th", table.header)] if table.header else []), *(("td", row) for row in table.rows))
        for (tag, row), (standing, said) in zip(rows, table.lines(), strict=True):
            cells = [element(tag, cell(words, changes, standing)) for words, changes in said] or [element(tag)]
            short = None if len(row) == width and row else str(len(row))
            yield lines("tr", cells, {"oewg:cells": short, "class": _STANDINGS[standing]})

    def _named(self, within: str, short: str, number: str) -> str:
        """The eId of what is numbered "12." or "(a)": para_12, subpara_a; of what has no number: para_nn_1."""
        said = re.sub(r"[^A-Za-z0-9.-]", "", number).strip(".-")[:40]
        if said:
            return self._eid(f"{within}{short}_{said}")
        base = f"{within}{short}_nn"
        self._unnumbered[base] += 1
        return self._eid(f"{base}_{self._unnumbered[base]}")

    def _eid(self, wanted: str) -> str:
        eid = wanted
        while eid in self._eids:
            self._times[wanted] += 1
            eid = f"{wanted}_{self._times[wanted] + 1}"
        self._eids.add(eid)
        return eid


def _standing(standing: str) -> dict[str, str | None]:
    """What an element says of itself that comes or goes."""
    return {"class": _STANDINGS[standing], "status": "removed" if standing == "delete" else None}


def _whole(said: Markup, standing: str) -> Markup:
    """The words of a place that has no dress, of which all come or go with what they are a part of."""
    return said if standing == "equal" else element("ins" if standing == "insert" else "del", said, {"class": "whole"})


def _spoken(language: str) -> dict[str, str | None]:
    """The attributes of what is in another language than the document."""
    return {"xml:lang": language, "html:dir": direction(language)} if language else {}


def _beginning(words: str) -> str:
    """The emphasised words with which a preambular paragraph begins: "Recalling"."""
    first = next(iter(parse(words)), None)
    return " ".join(first.text.split()) if first and (first.emphasis or first.strong) else ""
