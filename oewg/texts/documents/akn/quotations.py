"""Which quotation marks does a file print that stand in none of its words?

Akoma Ntoso lets a quoted passage, or a few quoted words, name the marks around it as attributes (@startQuote, @endQuote): whoever
prints the file prints them, so whoever reads its words has to read them.
"""

from collections.abc import Iterator

from lxml import etree

_Place = tuple[etree._Element, str]
"""An element, and "text" or "tail": the words in it up to its first child, or those that follow it."""


def spell_out(root: etree._Element) -> None:
    """Put the marks that are only attributes among the words that they stand around; where they are words already, nothing."""
    for element in root.iter("{*}quotedText", "{*}quotedStructure", "{*}embeddedText", "{*}embeddedStructure"):
        opens, closes = element.get("startQuote") or "", element.get("endQuote") or ""
        if opens and (first := next(_forwards(element), None)):
            words = _said(first)
            begin = words.lstrip()
            if not begin.startswith(opens):
                _put(first, words[: len(words) - len(begin)] + opens + begin)
        if closes and (last := next(_backwards(element), None)):
            words = _said(last)
            end = words.rstrip()
            if not end.endswith(closes):
                _put(last, end + closes + words[len(end) :])


def _forwards(element: etree._Element) -> Iterator[_Place]:
    """The places of words in an element, in their order."""
    yield from _worded(element, "text")
    for child in element:
        yield from _forwards(child)
        yield from _worded(child, "tail")


def _backwards(element: etree._Element) -> Iterator[_Place]:
    for child in element.iterchildren(reversed=True):
        yield from _worded(child, "tail")
        yield from _backwards(child)
    yield from _worded(element, "text")


def _worded(element: etree._Element, part: str) -> Iterator[_Place]:
    if _said((element, part)).strip():
        yield element, part


def _said(place: _Place) -> str:
    return getattr(*place) or ""


def _put(place: _Place, words: str) -> None:
    setattr(*place, words)
