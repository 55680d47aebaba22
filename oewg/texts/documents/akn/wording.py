"""Which words of the inline form do spans stand for, and which spans the stretches of a redline?"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from oewg.texts.documents.description import Change, accepted, rejected
from oewg.texts.documents.inline import Span, parse, placed, printable, written

Spans = tuple[Span, ...]


def spans_of(words: str, keys: Collection[str] = ()) -> Spans:
    """The words as spans; a mark is one only if its key is among the keys, else it is printed as it stands."""
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


def _cut(view: Iterable[tuple[int, Span]], start: int, end: int) -> Iterable[Span]:
    for place, span in view:
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
    before = Span("")
    worn: list[Span] = []
    for place, span in enumerate(found):
        if span.note:
            after = next((each for each in found[place:] if not each.note), Span(""))
            emphasis, strong = before.emphasis and after.emphasis, before.strong and after.strong
            span = Span("", emphasis, strong, span.note)
        else:
            before = span
        worn.append(span)
    return tuple(worn)


def wording(spans: Spans) -> str:
    """Spans in the inline form. What would be a mark of it there and is none is spelt so that every word stays."""
    said = written(spans)
    if _said(parse(said)) == _said(spans):
        return said
    return written(replace(span, text=_unmarked(span.text)) for span in spans)


def _said(spans: Iterable[Span]) -> str:
    return "".join(f"[^{span.note}]" if span.note else span.text for span in spans)


def _unmarked(text: str) -> str:
    # An asterisk that looks the same and is no mark; a joiner without width where brackets would make a link.
    return re.sub(r"\](?=\()", "]\u2060", text.replace("*", "\u2217"))
