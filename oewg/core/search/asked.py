"""What was looked for, and where does it stand in the words found?

Words that must all occur, "words in this order", -without, beginn*. Anything typed is read as something: there are no
errors, and at worst nothing to look for.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from oewg.core.search.words import LATIN, Word, spoken, stem

MOST = 8
"""Words or phrases of one search; those after them are not looked for."""
LONGEST_PHRASE = 16
_TYPED = re.compile(r'(?<!\S)(?P<without>-?)(?:"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<word>[^\s"]+))|"(?P<late>[^"]*)"?')
_QUOTES = str.maketrans("“”„«»″＂", '"""""""')
_DASHES = str.maketrans("−－", "--")


@dataclass(frozen=True)
class Sought:
    """A word or some words in a row: `ways` are the terms that stand for them, in each language in which they may be.

    With `begins` the last of them only begins so: of that nothing has been cut off, for its whole form is not known.
    """

    ways: tuple[tuple[str, ...], ...]
    begins: bool = False

    @property
    def begins_alone(self) -> bool:
        """Is it a single word that only begins so? Any form of it will do, also one that is stored without its ending."""
        return self.begins and all(len(way) == 1 for way in self.ways)


@dataclass(frozen=True)
class Asked:
    """What is looked for: all of `sought` and nothing of `without`; nothing at all if `sought` is empty."""

    sought: tuple[Sought, ...] = ()
    without: tuple[Sought, ...] = ()
    left_off: int = 0
    """How many words were not looked for, because there were too many."""

    def __bool__(self) -> bool:
        return bool(self.sought)


@dataclass(frozen=True)
class Piece:
    """A piece of the words found, and whether it is what was looked for."""

    words: str
    found: bool


def read(typed: str) -> Asked:
    """Read what was typed into a box."""
    sought: list[Sought] = []
    without: list[Sought] = []
    for each in _TYPED.finditer(typed.translate(_QUOTES).translate(_DASHES)):
        words = each["phrase"] or each["word"] or each["late"] or ""
        begins = bool(each["star"]) or bool(each["word"] and words.endswith("*"))
        found = _sought(words, begins)
        if found is not None:
            (without if each["without"] else sought).append(found)
    return Asked(tuple(sought[:MOST]), tuple(without[:MOST]), max(len(sought) - MOST, 0) + max(len(without) - MOST, 0))


def asked_for(terms: Iterable[str]) -> Asked:
    """What looks for each of some terms: to mark them."""
    return Asked(tuple(Sought(((term,),)) for term in terms))


def _sought(words: str, begins: bool) -> Sought | None:
    row = _as_looked_for(list(spoken(words)))[:LONGEST_PHRASE]
    if not row:
        return None
    if row[-1].script == "han" and len(row[-1].form) == 1:
        begins = True  # a single character is found in the pairs that begin with it
    if begins and len(row) == 1:
        return Sought(((row[0].form,),), begins=True)
    ways = tuple(dict.fromkeys(tuple(stem(word, language) for word in row) for language in LATIN))
    if begins:
        ways = tuple(dict.fromkeys((*way[:-1], row[-1].form) for way in ways))
    return Sought(ways, begins)


def _as_looked_for(row: list[Word]) -> list[Word]:
    """Without the last character of a Chinese run at the end: the pair before it holds it, and others may follow it."""
    ends_in_a_pair = len(row) > 1 and len(row[-2].form) == 2 and row[-2].script == row[-1].script == "han"
    return row[:-1] if ends_in_a_pair and len(row[-1].form) == 1 and row[-2].end == row[-1].end else row


def marked(words: str, language: str, asked: Asked) -> list[Piece]:
    """The words again, in pieces, those marked that were looked for."""
    return _pieces(words, _places(words, language, asked), 0, len(words))


def excerpt(words: str, language: str, asked: Asked, characters: int = 280) -> list[Piece]:
    """About so many characters of the words, around the first place where something that was looked for stands."""
    places = _places(words, language, asked)
    start = max(places[0][0] - characters // 3, 0) if places else 0
    if start and (space := words.find(" ", start, places[0][0])) >= 0:
        start = space + 1
    end = min(start + characters, len(words))
    if end < len(words) and (space := words.rfind(" ", start + characters // 2, end)) >= 0:
        end = space
    pieces = _pieces(words, places, start, end)
    before = [Piece("… ", False)] if start else []
    return [*before, *pieces, *([Piece(" …", False)] if end < len(words) else [])]


def _pieces(words: str, places: Sequence[tuple[int, int]], start: int, end: int) -> list[Piece]:
    found, at = [], start
    for first, last in places:
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if first > at:
            found.append(Piece(words[at:first], False))
        found.append(Piece(words[first:last], True))
        at = last
    return [*found, *([Piece(words[at:end], False)] if at < end else [])]


def _places(words: str, language: str, asked: Asked) -> list[tuple[int, int]]:
    """Where in the words something that was looked for stands, from the first to the last, none within another."""
    row = list(spoken(words))
    terms = [stem(word, language) for word in row]
    first: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    beginnings: list[str] = []
    for sought in asked.sought:
        for way in sought.ways:
            if len(way) == 1 and sought.begins:
                beginnings.append(way[0])
            else:
                first.setdefault(way[0], []).append((way, sought.begins))
    found: list[tuple[int, int]] = []
    for place, word in enumerate(row):
        last = place if any(each.startswith(tuple(beginnings)) for each in (terms[place], word.form)) else -1
        for way, begins in first.get(terms[place], ()):
            here = terms[place : place + len(way)]
            fits = here == list(way) or (
                begins and here[:-1] == list(way[:-1]) and here[-1:] and here[-1].startswith(way[-1])
            )
            if fits and len(here) == len(way):
                last = max(last, place + len(way) - 1)
        if last >= 0:
            found.append((word.start, row[last].end))
    return found
