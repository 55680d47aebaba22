"""Which words of the inline form do spans stand for, and which spans the stretches of a redline?"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, islice

from oewg.texts.documents.description import Change, Footnote, accepted, rejected
from oewg.texts.documents.inline import MARK, Span, parse, placed, printable, written

Spans = tuple[Span, ...]


def spans_of(words: str, keys: Collection[str] = ()) -> Spans:
    """Printable words as spans; a mark is one only if its key is among the keys, else it is printed as it stands."""
    if _is_bare(words):
        return (Span(words),) if words else ()
    return merged(parse(words), keys)


def stretches_of(changes: Sequence[Change], keys: Collection[str] = ()) -> list[Spans]:
    """The spans of each stretch, dressed as the text is that it belongs to: what is deleted as in the old one, the rest as in the new."""
    said = [replace(change, words=printable(change.words)) for change in changes]
    views = {False: list(placed(accepted(said))), True: list(placed(rejected(said)))}
    at = {False: 0, True: 0}
    found = []
    for change in said:
        gone = change.kind == "delete"
        start, end = at[gone], at[gone] + len(change.words)
        found.append(merged(_cut(views[gone], start, end), keys))
        at[gone] = end
        if change.kind == "equal":
            at[True] += len(change.words)
    return found


def _cut(view: Sequence[tuple[int, Span]], start: int, end: int) -> Iterator[Span]:
    first = max(bisect_right(view, start, key=lambda each: each[0]) - 1, 0)
    for place, span in islice(view, first, None):
        if place >= end:
            return
        if span.note:
            if start <= place < end:
                yield span
        elif text := span.text[max(0, start - place) : max(0, end - place)]:
            yield replace(span, text=text)


def merged(spans: Iterable[Span], keys: Collection[str]) -> Spans:
    """Spans of which neighbours differ in dress; marks of footnotes that there are not become text, the others wear what both
    sides of them wear.
    """
    known = (
        replace(span, text=f"[^{span.note}]", note="") if span.note and span.note not in keys else span
        for span in spans
    )
    found: list[Span] = []
    for dress, alike in groupby(known, key=lambda span: replace(span, text="")):
        if dress.note:
            found.extend(alike)
        elif text := "".join(span.text for span in alike):
            found.append(replace(dress, text=text))
    if not any(span.note for span in found):
        return tuple(found)
    before, after = _beside(found), reversed([*_beside(reversed(found))])
    return tuple(
        Span("", one.emphasis and other.emphasis, one.strong and other.strong, span.note) if span.note else span
        for span, one, other in zip(found, before, after, strict=True)
    )


def _beside(spans: Iterable[Span]) -> Iterator[Span]:
    """For each span the last one with words up to it."""
    last = Span("")
    for span in spans:
        last = last if span.note else span
        yield last


def within_words(words: str, notes: Sequence[Footnote]) -> str:
    """The words of a place that can have no footnotes: each stands in brackets where its mark was."""
    by_key = {note.key: note.words for note in notes}
    return MARK.sub(lambda mark: f" ({by_key.pop(mark[1])})" if mark[1] in by_key else mark[0], words) + "".join(
        f" ({said})" for said in by_key.values()
    )


def marks_in(words: str) -> set[str]:
    """The keys of everything in words that looks like the mark of a footnote."""
    return set(MARK.findall(words))


def wording(spans: Spans) -> str:
    """Spans in the inline form. What would be a mark of it there and is none is spelt so that every word stays."""
    if all(span == Span(span.text) and _is_bare(span.text) for span in spans):
        return "".join(span.text for span in spans)
    said = written(spans)
    if _said(parse(said)) == _said(spans):
        return said
    return written(replace(span, text=_unmarked(span.text)) for span in spans)


def _is_bare(words: str) -> bool:
    """Are there no marks in printable words, as in most?"""
    return "*" not in words and "[" not in words


def _said(spans: Iterable[Span]) -> str:
    return "".join(f"[^{span.note}]" if span.note else span.text for span in spans)


def _unmarked(text: str) -> str:
    # An asterisk that looks the same and is no mark; a joiner without width where brackets would make a link.
    return re.sub(r"\](?=\()", "]\u2060", text.replace("*", "\u2217"))


def uncut(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The same changes; where they cut a mark (the emphasis of a word, a link), the old words whole and then the new."""
    if all(_reads_the_same(changes, side) for side in ("insert", "delete")):
        return changes
    authors = tuple(sorted({name for change in changes for name in change.authors}))
    return tuple(
        change
        for change in (Change("delete", rejected(changes), authors), Change("insert", accepted(changes), authors))
        if change.words
    )


def _reads_the_same(changes: Sequence[Change], side: str) -> bool:
    pieces = [change.words for change in changes if change.kind in ("equal", side)]
    whole = "".join(pieces)
    if "*" not in whole and "[^" not in whole and "](" not in whole:
        return True
    return [each for piece in pieces for each in _letters(piece)] == list(_letters(whole))


def _letters(words: str) -> Iterator[tuple[object, ...]]:
    for span in parse(words):
        dress = (span.emphasis, span.strong, span.note, span.href)
        yield from ((letter, *dress) for letter in span.text or "\0")
