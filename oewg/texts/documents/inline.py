"""What do the marks in a person's words mean: emphasis, footnote marks and links, and nothing else?

The inline form: `*emphasis*`, `**strong**`, `[^key]` for a footnote, `[label](address)` for a link to http, https,
mailto or a place "#..." on the same page. Everything else is literal, unbalanced asterisks and square brackets
(wording not agreed) among it. Reading never fails, and takes time in proportion to the length.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby


@dataclass(frozen=True)
class Span:
    """A stretch of text in one dress, or (note not "", text "") the mark of the footnote with that key."""

    text: str
    emphasis: bool = False
    strong: bool = False
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class _Stars:
    """One or two asterisks that may open or close, as the characters around them allow."""

    width: int
    opens: bool
    closes: bool
    href: str


_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 forbids or discourages: controls, lone surrogates, noncharacters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)

_ADDRESS = r"""(?:[^\s()<>"{}|\\^`\[\]]|\([^\s()<>"{}|\\^`\[\]]*\))"""
_LABEL = r"(?=\s*[^\s\[\]])[^\[\]]+"
_HREF = rf"(?i:https?://[^\s/?#()]|mailto:[^\s()]){_ADDRESS}*|\#{_ADDRESS}*"
LINK = rf"\[{_LABEL}\]\((?:{_HREF})\)"
"""A link, as a pattern without groups."""
MARK = re.compile(r"\[\^(?P<note>[^\s\[\]^]+)\]")
"""The mark of a footnote; its group is the key."""
_MARKUP = re.compile(rf"{MARK.pattern}|\[(?P<label>{_LABEL})\]\((?P<href>{_HREF})\)|(?P<stars>\*+)")
_STARS = re.compile(r"(?P<stars>\*+)")


def printable(words: str) -> str:
    """The words without characters that no document can hold; every kind of line end becomes a newline."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", words).replace("\t", " "))


def parse(words: str) -> tuple[Span, ...]:
    """The words as spans, in order; neighbours differ in dress. Never raises."""
    return tuple(_joined(span for _, span in placed(printable(words))))


def placed(printed: str) -> Iterator[tuple[int, Span]]:
    """Printable words as spans, each with the place in the words at which it begins: its text, or the mark of its note."""
    yield from _dressed(tuple(_tokens(printed, 0, len(printed), _MARKUP, "")))


def plain(words: str) -> str:
    """The text alone: no marks, no footnotes, no addresses."""
    return "".join(span.text for span in parse(words))


_Token = tuple[int, Span | _Stars]


def _tokens(words: str, start: int, end: int, markup: re.Pattern[str], href: str) -> Iterator[_Token]:
    at = start
    for found in markup.finditer(words, start, end):
        if found.start() > at:
            yield at, Span(words[at : found.start()], href=href)
        at = found.end()
        if found["stars"]:
            yield from _stars(words, found, href)
        elif found["note"]:
            yield found.start(), Span("", note=found["note"])
        else:
            # "#" alone leads nowhere: texts exported from other systems are full of it.
            address = "" if found["href"] == "#" else found["href"]
            yield from _tokens(words, found.start("label"), found.end("label"), _STARS, address)
    if at < end:
        yield at, Span(words[at:end], href=href)


def _stars(words: str, found: re.Match[str], href: str) -> Iterator[_Token]:
    at = found.start()
    count = found.end() - at
    opens = found.end() < len(words) and not words[found.end()].isspace()
    closes = at > 0 and not words[at - 1].isspace()
    if count > 3 or not (opens or closes):
        yield at, Span(found[0], href=href)
    elif count == 3:
        for width in (1, 2) if closes else (2, 1):
            yield at, _Stars(width, opens, closes, href)
            at += width
    else:
        yield at, _Stars(count, opens, closes, href)


def _dressed(tokens: tuple[_Token, ...]) -> Iterator[tuple[int, Span]]:
    partners = _partners(tokens)
    emphasis = strong = False
    for index, (at, token) in enumerate(tokens):
        if isinstance(token, Span):
            yield at, replace(token, emphasis=emphasis, strong=strong)
        elif index not in partners:
            yield at, Span("*" * token.width, emphasis, strong, href=token.href)
        elif token.width == 1:
            emphasis = not emphasis
        else:
            strong = not strong


def _partners(tokens: tuple[_Token, ...]) -> set[int]:
    """The places of those asterisks that belong to a pair; pairs nest and never cross."""
    paired: set[int] = set()
    opened: dict[int, int] = {}
    for index, (_, token) in enumerate(tokens):
        if isinstance(token, Span):
            continue
        if token.closes and token.width in opened:
            opener = opened.pop(token.width)
            opened = {width: place for width, place in opened.items() if place < opener}
            paired |= {opener, index}
        elif token.opens and token.width not in opened:
            opened[token.width] = index
    return paired


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    for dress, alike in groupby(spans, key=lambda span: replace(span, text="")):
        if dress.note:
            yield from alike
        else:
            yield replace(dress, text="".join(span.text for span in alike))


def written(spans: Iterable[Span]) -> str:
    """Spans in the inline form, so that `parse` gives them again; dress that the form cannot say falls away, never words.

    White space at the ends of a dressed stretch is left undressed, for the signs of emphasis cling to words.
    """
    joined = [*_joined(replace(span, text=printable(span.text)) for span in spans if span.text or span.note)]
    around = [Span(""), *joined, Span("")]
    wanted = [
        each
        for before, span, after in zip(around, joined, around[2:], strict=False)
        for each in _trimmed(before, span, after)
        if each.text or each.note
    ]
    for keep in (lambda span: span, lambda span: replace(span, emphasis=span.emphasis and not span.strong), _undressed):
        tried = tuple(_joined(keep(span) for span in wanted))
        said = "".join(_signed(tried))
        if parse(said) == tried:
            return said
    return said


def _trimmed(before: Span, span: Span, after: Span) -> Iterator[Span]:
    """White space at the ends wears what both sides of it wear."""
    words = span.text.strip()
    if not words:
        yield span if span.note else _shared(before, after, span.text)
        return
    first, _, last = span.text.partition(words)
    yield from (_shared(before, span, first), replace(span, text=words), _shared(span, after, last))


def _shared(one: Span, other: Span, text: str) -> Span:
    return Span(text, one.emphasis and other.emphasis, one.strong and other.strong)


def _undressed(span: Span) -> Span:
    return replace(span, emphasis=False, strong=False)


def _signed(spans: Iterable[Span]) -> Iterator[str]:
    """The pieces of the inline form: emphasis opens and closes where it changes, the one that goes on longer outside."""
    opened: list[str] = []
    for span in (*spans, Span("")):
        wanted = [sign for sign, is_on in (("**", span.strong), ("*", span.emphasis)) if is_on]
        while any(sign not in wanted for sign in opened):
            yield opened.pop()
        for sign in wanted:
            if sign not in opened:
                opened.append(sign)
                yield sign
        if span.note:
            yield f"[^{span.note}]"
        else:
            yield f"[{span.text}]({span.href})" if span.href else span.text
