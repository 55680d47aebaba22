"""What is each paragraph of a file, when nothing but its number, its style and its place say so?

The numbers of United Nations documents say what they number: I. and A. headings, 1. paragraphs, (a) and (i) subparagraphs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from oewg.texts.documents.description import (
    HEADING_LEVELS,
    SUBPARAGRAPH_LEVELS,
    Block,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.tabled import table_in

LONGEST_HEADING = 150
"""Characters: what is longer is a paragraph, whatever its number."""
_TIMES = r"(?: (?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies))?"
_TYPED = re.compile(
    rf"(?P<number>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*{_TIMES}\.|[0-9]{{1,3}}(?:\.[0-9]{{1,3}})+|[IVXLC]{{1,7}}{_TIMES}\.|[A-Z]\."
    rf"|\([a-z]{{1,5}}\){_TIMES}|[a-z]\)|\([0-9]{{1,3}}\))(?:[\s\u00a0]+)(?=\S)"
)
_ROMAN = re.compile(r"\((x{0,3}(?:ix|iv|v?i{0,3}))\)")
_PARAGRAPH = re.compile(rf"[0-9]{{1,3}}(?:\.[0-9]{{1,3}})*{_TIMES}\.?")
_CHAPTER = re.compile(rf"[IVXLC]{{1,7}}{_TIMES}\.")
_SECTION = re.compile(r"[A-Z]\.")


@dataclass(frozen=True)
class Piece:
    """A paragraph as a reader found it. `level` is that of a heading that the file marks as one, from 1; `depth` how far it
    stands in as an item of a list, from 1, 0 for what is none."""

    words: str
    number: str = ""
    level: int | None = None
    depth: int = 0
    notes: tuple[Footnote, ...] = ()
    identity: str = ""


def typed_number(words: str) -> tuple[str, str]:
    """(number, words) where a number is typed before the words, ("", words) where none is."""
    found = _TYPED.match(words)
    return (found["number"], words[found.end() :]) if found else ("", words)


def shaped(pieces: Iterable[Piece | Table]) -> Iterator[Block]:
    """The pieces as blocks, in order."""
    open_at: list[int] = []  # how far the subparagraphs stand in that are open
    last = ""  # the number of the last one of the first level
    for piece in pieces:
        if isinstance(piece, Table):
            yield piece
            continue
        if table_in(piece.words) is not None:
            yield Paragraph(number=piece.number, words=piece.words, notes=piece.notes, identity=piece.identity)
            continue
        if not piece.number:
            number, words = typed_number(piece.words)
            if number and not (piece.level is None and _looks_like_a_heading(number) and not is_short(words)):
                piece = replace(piece, number=number, words=words)
        block = _block(piece)
        if block is not None:
            open_at, last = [], ""
            yield block
            continue
        depth = piece.depth or (2 if _is_roman(piece.number, bool(open_at), last) else 1)
        open_at = [*(one for one in open_at if one < depth), depth]
        level = min(len(open_at), max(SUBPARAGRAPH_LEVELS))
        last = piece.number if level == 1 else last
        yield Subparagraph(
            number=piece.number, level=level, words=piece.words, notes=piece.notes, identity=piece.identity
        )  # fmt: skip


def _block(piece: Piece) -> Heading | Paragraph | None:
    """A heading or a paragraph; None for what stands under one."""
    words, number, notes, identity = piece.words, piece.number, piece.notes, piece.identity
    if piece.level is not None:
        level = min(piece.level, max(HEADING_LEVELS))
        return Heading(level=level, number=number, words=words, notes=notes, identity=identity)
    if _CHAPTER.fullmatch(number) and is_short(words):
        return Heading(level=1, number=number, words=words, notes=notes, identity=identity)
    if _SECTION.fullmatch(number) and is_short(words):
        return Heading(level=2, number=number, words=words, notes=notes, identity=identity)
    if _PARAGRAPH.fullmatch(number) and piece.depth <= 1:
        return Paragraph(number=number, words=words, notes=notes, identity=identity)
    if not number and not piece.depth:
        return Paragraph(number="", words=words, notes=notes, identity=identity)
    return None


def _looks_like_a_heading(number: str) -> bool:
    return bool(_CHAPTER.fullmatch(number) or _SECTION.fullmatch(number))


def is_short(words: str) -> bool:
    """Could it be a heading or a title: a line that ends no sentence?"""
    return len(words) <= LONGEST_HEADING and not words.rstrip().endswith((".", ";", ","))


def _is_roman(number: str, is_below: bool, last: str) -> bool:
    """Is it (i) below a letter, and not the letter i after (h)?"""
    return bool(_ROMAN.fullmatch(number)) and is_below and not (number == "(i)" and last == "(h)")
