"""How is the symbol of a document formed, which one is free, and what does it say of the document?

A symbol names the body, the year or session, the kind and the number, and after that which revision, addendum or
corrigendum: A/AC.290/2021/L.1/Rev.1/Add.2/Corr.1. Source: United Nations Editorial Manual, "Document symbols".
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from oewg.core.errors import Invalid, say

LONGEST = 60
"""Characters of a symbol."""
KINDS = ("L.", "CRP.", "WP.", "INF/", "")
"""How the last part begins: limited, conference room paper, working paper, information; a plain number is none of them."""
_FORM = re.compile(r"[A-Z][A-Za-z0-9.]*(/[A-Za-z0-9][A-Za-z0-9.*-]*)+")
_NUMBER = r"[1-9][0-9]{0,5}"
_PARTS = re.compile(
    rf"(?P<series>[A-Z][A-Za-z0-9.]*(?:/[A-Za-z]+(?:\.{_NUMBER})*)*?)(?:/(?P<period>{_NUMBER}))?"
    rf"/(?P<kind>L\.|CRP\.|WP\.|INF\.|INF/|)(?P<number>{_NUMBER})(?P<rest>(?:/(?:Rev|Add|Corr)\.{_NUMBER})*)"
)
_LEADING_ZERO = re.compile(r"(?<![0-9])0+(?=[0-9])")


@dataclass(frozen=True)
class Symbol:
    """A symbol in its parts. `period` is the year, or the session of the Assembly, "" where the series has none.

    `suffixes` are the revisions, addenda and corrigenda in their order: (("Rev", 1), ("Add", 2), ("Corr", 1)).
    """

    series: str
    period: str
    kind: str
    number: int
    suffixes: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        base = "/".join(filter(None, (self.series, self.period, f"{self.kind}{self.number}")))
        return base + "".join(f"/{what}.{number}" for what, number in self.suffixes)

    @property
    def last(self) -> str:
        """What it is of the document before it: "Rev", "Add", "Corr", or "" for a document of its own."""
        return self.suffixes[-1][0] if self.suffixes else ""


def parse(symbol: str) -> Symbol | None:
    """A symbol in its parts; none for one that is formed otherwise, such as A/C.1/73/PV.2."""
    found = _PARTS.fullmatch(symbol)
    if found is None or len(symbol) > LONGEST:
        return None
    pieces = [piece.split(".") for piece in found["rest"].split("/") if piece]
    suffixes = tuple((what, int(number)) for what, number in pieces)
    order = [what for what, _ in suffixes]
    if "Corr" in order[:-1] or any(one == other for one, other in pairwise(order)):
        return None
    return Symbol(found["series"], found["period"] or "", found["kind"], int(found["number"]), suffixes)


def check_symbol(symbol: str) -> None:
    """Refuse what is not formed like a symbol of a United Nations document: parts of letters and figures between strokes."""
    if len(symbol) > LONGEST or not _FORM.fullmatch(symbol) or _LEADING_ZERO.search(symbol):
        raise Invalid(
            say("“%(symbol)s” is not formed like a symbol, such as A/AC.290/2021/L.1."),
            {"symbol": say("Please give a symbol such as A/AC.290/2021/L.1.")},
            symbol=symbol,
        )


def alike(symbol: str) -> str:
    """What two symbols share that a reader would take for the same one: small and capital letters are not told apart."""
    return symbol.lower()


def check_free(symbol: str, taken: bool) -> None:
    """Refuse a symbol that a document bears or bore: no two documents are ever alike."""
    if taken:
        raise Invalid(
            say("The symbol %(symbol)s has been used already."), {"symbol": say("Already in use.")}, symbol=symbol
        )


def next_symbol(series: str, period: int | str, used: Collection[str], kind: str = "L.") -> str:
    """The first free one of a kind in a year: "A/AC.290/2021/L.1"."""
    taken = {alike(each) for each in used}
    number = 1
    while alike(f"{series}/{period}/{kind}{number}") in taken:
        number += 1
    return f"{series}/{period}/{kind}{number}"


def following(symbol: str, what: str, used: Collection[str]) -> str | None:
    """The next free "Rev", "Add" or "Corr" of a document; none where its symbol is formed otherwise or grows too long.

    A revision of a revision counts on, and so do addenda and corrigenda; of a corrected document it is the document that is
    revised or added to, not its corrigendum.
    """
    found = parse(symbol)
    if found is None:
        return None
    suffixes, number = found.suffixes, 1
    if found.last == "Corr" and what != "Corr":
        suffixes = suffixes[:-1]
    if suffixes and suffixes[-1][0] == what:
        suffixes, number = suffixes[:-1], suffixes[-1][1] + 1
    taken = {alike(each) for each in used}
    while True:
        proposed = str(replace(found, suffixes=(*suffixes, (what, number))))
        if alike(proposed) not in taken:
            return proposed if parse(proposed) else None
        number += 1


def first_issue(symbol: Symbol) -> Symbol:
    """The document of which this is a revision, an addendum or a corrigendum."""
    return replace(symbol, suffixes=())


def revised_by(symbol: str) -> list[str]:
    """The symbols of the documents in whose place a revision stands, the likeliest first; none for anything else.

    Rev.2 replaces Rev.1, or the first issue where there was no Rev.1. An addendum and a corrigendum stand beside theirs.
    """
    found = parse(symbol)
    if found is None or found.last != "Rev":
        return []
    before, number = found.suffixes[:-1], found.suffixes[-1][1]
    earlier = [str(replace(found, suffixes=(*before, ("Rev", each)))) for each in range(number - 1, 0, -1)]
    return [*earlier, str(replace(found, suffixes=before))]


def distribution_of(symbol: str) -> str:
    """For whom a document is, as its symbol says: "limited", "conference_room", otherwise "general"."""
    parts = symbol.split("/")
    if any(part.startswith("CRP.") for part in parts):
        return "conference_room"
    return "limited" if any(part.startswith("L.") for part in parts) else "general"


_DISTRIBUTIONS = {"general": "General", "limited": "Limited", "restricted": "Restricted", "conference_room": ""}
"""What stands after "Distr.:"; a paper that is handed out in the room has no distribution."""


def distribution_words(symbol: str, distributed: str = "") -> str:
    """The distribution as a masthead says it: that of the register, or as the symbol says; without a symbol "Limited"."""
    return _DISTRIBUTIONS[distributed or distribution_of(symbol)] if symbol else "Limited"
