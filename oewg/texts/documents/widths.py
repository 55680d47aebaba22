"""How wide do words stand in letters of one width, and where may a line of them be broken?

Chinese and Japanese signs take two places, marks on letters and what directs the reading none; a line may end before or after any
of those signs, but not before a sign that closes nor after one that opens. Source: Unicode Standard Annexes 11 and 14.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_OPENING = frozenset("([{“‘«（《〈「『【〔［｛+-^")
_CLOSING = frozenset(")]}”’».,;:!?%+-）》〉」』】〕］｝、。，．：；？！…ー々")


def width(words: str) -> int:
    """Places that the words take in one line."""
    return len(words) if words.isascii() else sum(map(_places, words))


@lru_cache(10_000)
def _places(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(words: str, room: int) -> list[str]:
    """The words in lines of at most that many places; what cannot be broken and is wider stands alone. [""] for none.

    Spaces where a line is broken fall away; a line's end in the words is one.
    """
    return [line for said in words.split("\n") for line in _lines(said, room)]


def _lines(said: str, room: int) -> Iterator[str]:
    line, places = "", 0
    for gap, piece in _pieces(said):
        wide = width(piece)
        if line and places + len(gap) + wide > room:
            yield line
            line, places = piece, wide
        else:
            glue = gap if line else ""
            line, places = line + glue + piece, places + len(glue) + wide
    yield line


def _pieces(said: str) -> Iterator[tuple[str, str]]:
    """What no line breaks, each with the space before it."""
    gap = ""
    for part in re.split("( +)", said):  # other spaces do not break, or are not between words
        if part.startswith(" "):
            gap = part
        elif part:
            for piece in [part] if part.isascii() else _parted(part):
                yield gap, piece
                gap = ""


def _parted(part: str) -> Iterator[str]:
    start = 0
    for at, (one, other) in enumerate(pairwise(part), 1):
        wide = _places(one) == 2 or _places(other) == 2
        if wide and _places(other) and one not in _OPENING and other not in _CLOSING:
            yield part[start:at]
            start = at
    yield part[start:]
