"""Which words stand in an element, in which dress, with which footnotes, and who inserted or deleted what?"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from oewg.core.errors import say
from oewg.texts.documents.akn.elements import OURS
from oewg.texts.documents.akn.inscribing import respelt
from oewg.texts.documents.akn.remarks import ElementRemarks
from oewg.texts.documents.akn.vocabulary import INLINE, PASSAGES, counted, name_of
from oewg.texts.documents.description import Change, Footnote, accepted, rejected
from oewg.texts.documents.inline import Span, parse
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.wording import Spans, marks_in, merged, spans_of, stretches_of, within_words, wording

_LIFTED = frozenset(("sub", "sup"))
_BREAK = "\u2028"
_SPACES = re.compile(r"([ \t\n]+)")
_CLOSING = re.compile(r"[,.;:!?)\]”’»،؛؟，。；：、）」』]")
_KEY = re.compile(r"[^\s\[\]^]+")
_WIDE = re.compile("[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\uff60]")
_UNPRINTED = re.compile(r"[()\s.\-–*]*")
_NUMBER = re.compile(r"((?=[^\t\n]{1,16}\t)\(?\w{1,6}(?: (?:bis|ter|quater))?\s?(?:[.)]\s?[-–]?|[-–]))\t")
"""A number in the words, with a tab after it, as DGACM's files have it where Word had numbered the paragraph."""


@dataclass
class Stretch:
    """Words of one kind in one name; `typed` as our own file says that they were typed; bare if no element says so."""

    kind: str = "equal"
    authors: tuple[str, ...] = ()
    typed: str | None = None
    bare: bool = True
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Words:
    """What an element says: as words of the inline form, with its footnotes and, in a redline, its stretches."""

    words: str = ""
    notes: tuple[Footnote, ...] = ()
    changes: tuple[Change, ...] = ()
    number: str = ""


@dataclass(frozen=True)
class _Dress:
    emphasis: bool = False
    strong: bool = False
    href: str = ""


@dataclass
class Source:
    """The file whose words are gathered. In one of `ours` every space is meant; in others they are as in HTML.

    `authors` are the names by their eId, `elsewhere` the notes that stand apart from where they are referred to, by theirs;
    `called` are those to which something refers. `left` is how many letters of those that stand apart may still be read, for a few
    words can refer to a long note without end.
    """

    ours: bool
    authors: Mapping[str, str]
    elsewhere: Mapping[str, etree._Element]
    remark: ElementRemarks
    left: int = 5_000_000
    called: set[str] = field(default_factory=set)

    def named(self, element: etree._Element) -> tuple[str, ...]:
        """The authors that an element refers to, by their names."""
        return tuple(self.authors.get(eid.removeprefix("#"), eid) for eid in (element.get("refersTo") or "").split())

    def own(self, element: etree._Element, name: str) -> str | None:
        """An attribute of this house's, in a file of ours."""
        return element.get(f"{{{OURS}}}{name}") if self.ours else None


class Gatherer:
    """Gathers the words of one file, element by element."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.ours = source.ours
        self.named = source.named

    def words(self, *elements: etree._Element, old: bool = False) -> Words:
        """The words of elements that stand one below the other. With `old` they are those that are deleted."""
        gathering = _Gathering(self._source)
        gathering.walk_all(elements)
        number = "" if self.ours else gathering.number()
        found = gathering.result(self._source.own(elements[0], "words") if len(elements) == 1 else None, old)
        return replace(found, number=number)

    def text(self, element: etree._Element) -> tuple[str, tuple[Footnote, ...]]:
        """The words of a place that has no dress, and footnotes that stand there nevertheless."""
        gathering = _Gathering(self._source)
        gathering.walk(element)
        found = gathering.result(None, False)
        return gathering.plain(), found.notes

    def uncalled(self, taken: Collection[str]) -> tuple[Footnote, ...]:
        """The notes that stand apart and to which nothing refers; none of their keys is among those that are taken."""
        gathering = _Gathering(self._source)
        gathering.take(taken)
        for eid, note in self._source.elsewhere.items():
            parent = note.getparent()
            if eid not in self._source.called and parent is not None and name_of(parent) == "notes":
                gathering.note(note)
        return gathering.result(None, False).notes


class _Gathering:
    """The words of one place on their way: as stretches of spans, with the footnotes met so far. `inside` a footnote or not."""

    def __init__(self, source: Source, inside: bool = False) -> None:
        self._source, self._inside = source, inside
        self._ours, self._remark = source.ours, source.remark
        self._stretches: list[Stretch] = []
        self._notes: list[tuple[str, Footnote, int | None]] = []
        self._keys: set[str] = set()
        self._times: Counter[str] = Counter()
        self._by_eid: dict[str, str] = {}
        self._within = 0
        self._passages = 0
        self._gap = ""
        self._settled = False

    # From the file -------------------------------------------------------------------------------------------------------

    def walk_all(self, elements: Sequence[etree._Element]) -> None:
        for place, element in enumerate(elements):
            if place:
                self.say(_BREAK)
            self.walk(element)

    def walk(self, element: etree._Element, dress: _Dress = _Dress()) -> None:
        self.say(element.text, dress)
        for child in element:
            self._child(child, dress)
            self.say(child.tail, dress)

    def say(self, text: str | None, dress: _Dress = _Dress()) -> None:
        if text:
            if self._gap and text.strip():
                self._add(Span(self._gap))
                self._gap = ""
            self._add(Span(text, dress.emphasis, dress.strong, href=dress.href))

    def _add(self, span: Span) -> None:
        if not self._stretches or (not self._stretches[-1].bare and self._within == 0):
            self._stretches.append(Stretch())
        self._stretches[-1].spans.append(span)

    def _child(self, child: etree._Element, dress: _Dress) -> None:
        name = name_of(child)
        if name in ("br", "eol", "eop"):
            self.say("\n" if self._ours else _BREAK, dress)
        elif name in ("authorialNote", "note"):
            self._footnote(child)
        elif name == "noteRef":
            self._reference(child)
        elif name == "img":
            self._remark(child.get("alt") or child.get("src") or "", say("A picture has been left out."))
        elif name in ("ins", "del") or (name == "inline" and self._ours and child.get("name") == "unchanged"):
            self._changed(child, {"ins": "insert", "del": "delete"}.get(name, "equal"), dress)
        elif name in INLINE:
            if name in _LIFTED:
                if self._marks_only(child):
                    return
                self._remark(child, say("Raised or lowered letters are read as if they stood on the line."))
            self.walk(child, self._dressed(child, name, dress))
        elif name:
            self._structure(child, name, dress)

    def _structure(self, child: etree._Element, name: str, dress: _Dress) -> None:
        """What holds others, among words: it begins a line, and a number in it has its words beside it."""
        if name in PASSAGES:
            self._remark(child, say("A passage that stands within a sentence is read as lines of it."))
        elif not self._passages:
            self._remark(
                child,
                say("An element “%(element)s” stands where only words should: it is read by its words."),
                fault=True,
                element=name,
            )
        if self._stretches:
            self._gap = self._gap or _BREAK
        self._passages += name in PASSAGES
        self.walk(child, dress)
        self._passages -= name in PASSAGES
        if name == "num":
            self._gap = " "

    def _marks_only(self, child: etree._Element) -> bool:
        """Is it a bracket that the printed mark of a footnote stands in? The Arabic files have these as letters of their own."""
        beside = (child.getprevious(), child.getnext())
        return (
            not len(child)
            and _UNPRINTED.fullmatch(child.text or "") is not None
            and any(each is not None and name_of(each) == "authorialNote" for each in beside)
        )

    def _dressed(self, child: etree._Element, name: str, dress: _Dress) -> _Dress:
        said = set((child.get("class") or "").lower().split())
        style = child.get("style") or ""
        if name in ("i", "em") or said & {"italic", "italics", "emphasis"} or "italic" in style:
            dress = replace(dress, emphasis=True)
        if name in ("b", "strong") or said & {"bold", "strong"} or "bold" in style:
            dress = replace(dress, strong=True)
        if (href := child.get("href")) and name in ("a", "ref", "rref", "mref"):
            if parse(f"[x]({href})") == (Span("x", href=href),):
                dress = replace(dress, href=href)
            else:
                self._remark(href, say("A reference that no page can follow is read as its words."))
        return dress

    def _changed(self, child: etree._Element, kind: str, dress: _Dress) -> None:
        if self._ours and child.get("class") == "whole":  # the block itself says what becomes of it
            self.walk(child, dress)
            return
        outer = self._stretches[-1] if self._within else None
        if outer is not None and outer.kind != kind:
            self._remark(child, say("A change within a change is read as the inner one."))
        authors = self._source.named(child) or (outer.authors if outer else ())
        self._stretches.append(Stretch(kind, authors, self._source.own(child, "words"), bare=False))
        self._within += 1
        self.walk(child, dress)
        self._within -= 1
        if outer is not None:
            self._stretches.append(replace(outer, typed=None, spans=[]))

    def _reference(self, child: etree._Element) -> None:
        """A mark that stands apart from its note. Within another note it is only its sign, or notes could go on without end."""
        eid = (child.get("href") or "").removeprefix("#")
        if eid in self._by_eid:
            self._add(Span("", note=self._by_eid[eid]))
        elif eid in self._source.elsewhere and not self._inside:
            note = self._source.elsewhere[eid]
            self._source.called.add(eid)
            self._source.left -= sum(map(len, note.itertext()))
            if self._source.left < 0:
                raise CannotBeRead(
                    say("It refers to its footnotes more often than anybody reads."),
                    say("Please send it in parts, or in another form."),
                )
            self._footnote(note, eid)
        else:
            self._remark(child.get("marker") or eid, say("A mark of a footnote leads to none."), fault=True)

    def _footnote(self, child: etree._Element, eid: str = "") -> None:
        inner = _Gathering(self._source, inside=True)
        paragraphs = [each for each in child if name_of(each) == "p"] or [child]
        inner.walk_all(paragraphs)
        found = inner.result(self._source.own(paragraphs[0], "words") if len(paragraphs) == 1 else None, False)
        words, changes = found.words, found.changes
        if found.notes:
            self._remark(child, say("A footnote to a footnote is read as words of the outer one."))
            words, changes = within_words(words, found.notes), ()
        if not self._ours and not changes:
            words = re.sub(r"^\(\s*\)\s+", "", words)  # what stood around the number that Word had printed
        unmarked = self._source.own(child, "mark") == "none"
        key = self._source.own(child, "key")
        if key is None or key in self._keys or not (unmarked or _KEY.fullmatch(key)):
            marker = child.get("marker") or ""
            key = self._free(marker if _KEY.fullmatch(marker) else str(len(self._notes) + 1), self._keys)
        self._keys.add(key)
        self._by_eid[eid or child.get("eId") or ""] = key
        self._notes.append((key, Footnote(key, words, changes), counted(self._source.own(child, "place"))))
        if not unmarked:
            self._add(Span("", note=key))

    def _free(self, wanted: str, *taken: Collection[str]) -> str:
        key = wanted
        while any(key in keys for keys in taken):
            self._times[wanted] += 1
            key = f"{wanted}-{self._times[wanted] + 1}"
        return key

    def take(self, keys: Collection[str]) -> None:
        """Let no footnote have one of these keys."""
        self._keys |= set(keys)

    def note(self, element: etree._Element) -> None:
        """One more footnote, whatever refers to it."""
        self._footnote(element)

    # To the description --------------------------------------------------------------------------------------------------

    def number(self) -> str:
        """Take away the number with which the words begin, if a tab sets it off from them."""
        first = next((stretch for stretch in self._stretches if any(span.text.strip() for span in stretch.spans)), None)
        for place, span in enumerate(first.spans if first else ()):
            if span.text.strip():
                said = span.text.lstrip()
                if first and (found := _NUMBER.match(said)):
                    first.spans[place] = replace(span, text=said[found.end() :].lstrip())
                    return found[1].strip()
                break
        return ""

    def plain(self) -> str:
        """The text as it would be printed, without what is deleted."""
        self._settle()
        return "".join(span.text for stretch in self._stretches if stretch.kind != "delete" for span in stretch.spans)

    def result(self, typed: str | None, old: bool) -> Words:
        self._settle()
        notes = [(place, note) for _, note, place in self._notes]
        if all(place is not None for place, _ in notes):
            notes.sort(key=lambda each: each[0] or 0)
        footnotes = tuple(note for _, note in notes)
        cut = [merged(stretch.spans, self._keys) for stretch in self._stretches]
        if all(stretch.bare for stretch in self._stretches):
            spans = merged((span for stretch in cut for span in stretch), self._keys)
            if typed is not None and self._ours and _alike(spans_of(typed, self._keys), spans):
                return Words(typed, footnotes)
            return Words(self._worded(spans), footnotes)
        changes = self._changes(cut)
        return Words(rejected(changes) if old else accepted(changes), footnotes, changes)

    def _rename(self) -> None:
        """Another key for a footnote whose mark stands in the words as words."""
        literal = marks_in("".join(span.text for stretch in self._stretches for span in stretch.spans))
        if not (taken := self._keys & literal):
            return
        new = {}
        for key in sorted(taken):
            new[key] = self._free(key, self._keys, literal)
            self._keys.remove(key)
            self._keys.add(new[key])
        self._notes = [
            (new.get(key, key), replace(note, key=new.get(key, key)), place) for key, note, place in self._notes
        ]
        for stretch in self._stretches:
            stretch.spans = [replace(each, note=new.get(each.note, each.note)) for each in stretch.spans]

    def _changes(self, cut: list[Spans]) -> tuple[Change, ...]:
        def said(typed: bool, spans: list[Spans]) -> tuple[Change, ...]:
            return tuple(
                Change(each.kind, each.typed if typed and each.typed is not None else self._worded(part), each.authors)
                for each, part in zip(self._stretches, spans, strict=True)
            )

        for wanted, typed in ((cut, True), (cut, False)):
            changes = said(typed, wanted)
            if all(map(_alike, stretches_of(changes, self._keys), wanted)):
                return changes
        # Emphasis that ends in one stretch and begins in the next has no spelling: the words matter more.
        return said(False, [tuple(replace(s, emphasis=False, strong=False) for s in spans) for spans in cut])

    def _worded(self, spans: Spans) -> str:
        said = wording(spans)
        if not self._ours and "\u2217" in said and not any("\u2217" in span.text for span in spans):
            self._remark(said[:60], say("An asterisk that is no sign of emphasis is read as “∗”."))
        return said

    def _settle(self) -> None:
        """In others' files: white space as it is printed, and no mark of a footnote in the words that is none."""
        if self._ours or self._settled:
            return
        self._settled = True
        self._rename()
        before, space = "", ""
        held: tuple[Stretch, int] | None = None  # where the white space began that may be printed
        for stretch, place in [(each, place) for each in self._stretches for place in range(len(each.spans))]:
            span = stretch.spans[place]
            if span.note:  # it clings to its word, and what follows it keeps its distance from that
                continue
            pieces: list[str] = []
            for piece in filter(None, _SPACES.split(span.text)):
                if not piece.strip(" \t\n"):
                    held, space = held or (stretch, place), space + piece
                    continue
                if held and before and _BREAK not in (before, piece[0]) and not _joins(before, space, piece):
                    if held[0] is stretch:
                        pieces.append(" ")
                    else:  # what is inserted or deleted does not take the space before it along
                        owner, at = held
                        owner.spans[at] = replace(owner.spans[at], text=owner.spans[at].text + " ")
                held, space = None, ""
                pieces.append(piece)
                before = piece[-1]
            stretch.spans[place] = replace(span, text="".join(pieces).replace(_BREAK, "\n"))
        for stretch in self._stretches:
            stretch.spans = [span for span in stretch.spans if span.text or span.note]
        self._stretches = [stretch for stretch in self._stretches if stretch.spans]


def _joins(before: str, space: str, after: str) -> bool:
    """Was a line of the file broken where its words have no space: before a sign that closes, or between Chinese signs?"""
    return "\n" in space and bool(_CLOSING.match(after) or (_WIDE.match(before) and _WIDE.match(after)))


def _alike(one: Spans, other: Spans) -> bool:
    """Are they the same, but for how an address is spelt?"""
    return respelt(one) == respelt(other)
