"""How do words stand in elements: emphasis, links, footnotes, and who inserts or deletes what?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from markupsafe import Markup

from oewg.texts.documents.akn.elements import Attributes, element, literal
from oewg.texts.documents.description import Change, Footnote
from oewg.texts.documents.inline import Span
from oewg.texts.documents.wording import Spans, spans_of, stretches_of, wording

_TAGS = {"insert": "ins", "delete": "del", "equal": "inline"}
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_AUTHORITY = re.compile(r"(?i)(https?://)([^/?#]*)")
_HOST = re.compile(r"(?:[^@:]*(?::[^@:]*)?@)?[^@:]*(?::[0-9]*)?")
_SIGNS = {"@": "%40", ":": "%3A", "#": "%23"}


class Scribe:
    """One document on its way to Akoma Ntoso, with the footnotes and the authors met so far."""

    def __init__(self) -> None:
        self.authors: dict[str, str] = {}
        self._notes = 0

    def refers(self, authors: Sequence[str]) -> str | None:
        """The authors as @refersTo; each stands in the references once."""
        named = (self.authors.setdefault(author, f"party_{len(self.authors) + 1}") for author in authors)
        return " ".join(f"#{eid}" for eid in named) or None

    def words(
        self,
        tag: str,
        words: str,
        notes: Sequence[Footnote] = (),
        changes: Sequence[Change] = (),
        attributes: Attributes | None = None,
        within: tuple[str, tuple[str, ...]] = ("equal", ()),
    ) -> Markup:
        """An element of words. `within` is what becomes of the whole block, in whose name: its words are marked so too."""
        keys = {note.key for note in notes}
        cut = stretches_of(changes, keys) if changes else [spans_of(words, keys)]
        footnotes = _Footnotes(self, notes, cut)

        def inscribed(spans: Spans) -> Markup:
            return Markup("").join(footnotes.called(span.note) if span.note else _dressed(span) for span in spans)

        given: dict[str, str | None] = {**(attributes or {}), "xml:space": "preserve"}
        if changes:
            content = self._changed(changes, cut, keys, inscribed)
        else:
            content = inscribed(cut[0])
            given["oewg:words"] = _as_typed(words, cut[0])
            if within[0] != "equal":
                content = element(_TAGS[within[0]], content, {"class": "whole", "refersTo": self.refers(within[1])})
        return element(tag, content + footnotes.uncalled(), given)

    def next_note(self) -> str:
        """The number of one more footnote of the document."""
        self._notes += 1
        return str(self._notes)

    def _changed(
        self, changes: Sequence[Change], cut: list[Spans], keys: set[str], inscribed: Callable[[Spans], Markup]
    ) -> Markup:
        read = [respelt(spans) for spans in cut]
        guessed = [replace(change, words=wording(spans)) for change, spans in zip(changes, read, strict=True)]
        sure = stretches_of(guessed, keys) == read
        redline = any(change.kind != "equal" for change in changes)
        said, after_bare = [], False
        for change, guess, spans in zip(changes, guessed, cut, strict=True):
            typed = None if sure and guess.words == change.words else change.words
            bare = change.kind == "equal" and redline and bool(spans) and not change.authors and typed is None
            if bare and not after_bare:  # two in a row would be read as one
                said.append(inscribed(spans))
                after_bare = True
                continue
            after_bare = False
            attributes = {
                "name": "unchanged" if change.kind == "equal" else None,
                "refersTo": self.refers(change.authors),
                "oewg:words": typed,
            }
            said.append(element(_TAGS[change.kind], inscribed(spans), attributes))
        return Markup("").join(said)


class _Footnotes:
    """The footnotes of one place, each written where it is first called and referred to from then on."""

    def __init__(self, scribe: Scribe, notes: Sequence[Footnote], cut: Sequence[Spans]) -> None:
        self._scribe = scribe
        self._notes = {note.key: note for note in notes}
        marks = list(dict.fromkeys(span.note for spans in cut for span in spans if span.note))
        self._unmarked = [note.key for note in notes if note.key not in marks]
        self._places = {note.key: place for place, note in enumerate(notes)}
        self._in_order = [self._places[key] for key in (*marks, *self._unmarked)] == sorted(self._places.values())
        self._written: dict[str, str] = {}

    def called(self, key: str, marked: bool = True) -> Markup:
        """The footnote at its mark; where it is called again, a reference to it."""
        if number := self._written.get(key):
            return element("noteRef", attributes={"href": f"#authorialNote_{number}", "marker": number})
        number = self._written[key] = self._scribe.next_note()
        footnote = self._notes[key]
        return element(
            "authorialNote",
            self._scribe.words("p", footnote.words, changes=footnote.changes),
            {
                "marker": number,
                "placement": "bottom",
                "eId": f"authorialNote_{number}",
                "oewg:key": None if key == number else key,
                "oewg:place": None if self._in_order else str(self._places[key]),
                "oewg:mark": None if marked else "none",
            },
        )

    def uncalled(self) -> Markup:
        """The footnotes that no word calls."""
        return Markup("").join(self.called(key, marked=False) for key in self._unmarked)


def _as_typed(words: str, spans: Spans) -> str | None:
    return None if wording(respelt(spans)) == words else words


def _dressed(span: Span) -> Markup:
    words = literal(span.text)
    dress = " ".join(name for name, is_on in (("bold", span.strong), ("italic", span.emphasis)) if is_on)
    if dress:
        words = element("span", words, {"class": dress})
    return element("a", words, {"href": address(span.href)}) if span.href else words


def respelt(spans: Spans) -> Spans:
    """The spans as they are read back: with the addresses as the schema takes them."""
    return tuple(replace(span, href=address(span.href)) if span.href else span for span in spans)


def address(href: str) -> str:
    """An address as the schema takes one: what may not stand where it does is spelt in hexadecimal figures."""
    found = _AUTHORITY.match(href)
    if found and not _HOST.fullmatch(found[2]):
        host = "".join(_SIGNS.get(sign, sign) for sign in found[2])
        href = found[1] + host + href[found.end() :]
    before, sign, after = _STRAY.sub("%25", href).partition("#")
    return before + sign + after.replace("#", "%23")
