"""What do the checks look at, and what do they find? Values only."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_OPENS = re.compile('[“"«]')
_CLOSES = {"“": "”", '"': '"', "«": "»"}


@dataclass(frozen=True)
class Wording:
    """A provision of the draft, or a footnote, with the words that stand."""

    provision_id: int
    revision_id: int
    kind: str
    citation: str
    """How it is cited: "12", "II.A"; a footnote under what it hangs on."""
    words: str
    page_id: int
    """The provision on whose page it is read: for a footnote the one on which it hangs."""
    section_id: int | None
    """The heading under which it stands, itself for a heading; none before the first."""
    parent_id: int | None = None
    mark: str = ""
    """Of a footnote."""


@dataclass(frozen=True)
class Draft:
    """The draft with all that the checks compare it with."""

    wordings: tuple[Wording, ...]
    provisions: frozenset[int] = frozenset()
    """Those that stand in the text."""
    paragraphs: int = 0
    """How many paragraphs the whole report has, in its one run of numbers."""
    labels: frozenset[str] = frozenset()
    """Numbers that provisions keep: "1.5"."""
    sections: int = 0
    """How many headings of the first level the whole report has."""
    footnotes: int = 0
    annexes: int = 0
    symbols: frozenset[str] = frozenset()
    """Those of the register, in small letters."""
    names: tuple[str, ...] = ()
    """Of States, groups and organizations that take part, as they are or were called."""
    terms: tuple[tuple[str, str], ...] = ()
    """(the term, what it stands instead of)."""
    resting: frozenset[int] = frozenset()
    """Provisions, and footnotes, that rest on something (rules.trace)."""
    uncovered: tuple[tuple[int, str, str], ...] = ()
    """(element of the mandate, its title, what is missing: a marked sentence)."""


@dataclass(frozen=True)
class Finding:
    """Something that an editor would stumble over, at a place of a wording; of an element of the mandate, at none."""

    check: str
    sentence: str
    """What is wrong: a marked sentence with %(name)s places."""
    wording: Wording | None = None
    starts: int = 0
    ends: int = 0
    """Characters of the wording; the two are equal where the whole of it is meant."""
    values: Mapping[str, object] = field(default_factory=dict)
    element_id: int | None = None

    @property
    def quote(self) -> str:
        """The words at the place; "" where the whole wording is meant, or none."""
        return self.wording.words[self.starts : self.ends] if self.wording else ""

    @property
    def place(self) -> tuple[str, int, int, int]:
        """What an acceptance holds on to: (check, revision, from, to); a revision of 0 where there is no wording."""
        return (self.check, self.wording.revision_id if self.wording else 0, self.starts, self.ends)


def own_voice(words: str) -> str:
    """A wording with what it quotes blanked out, which are words of others: every character keeps its place."""
    last = {sign: words.rfind(closing) for sign, closing in _CLOSES.items()}
    kept, done = "", 0
    for found in _OPENS.finditer(words):
        sign, starts = found[0], found.end()
        if found.start() < done or starts > last[sign]:
            continue
        ends = words.index(_CLOSES[sign], starts)
        if sign == '"' and "\n" in words[starts:ends]:
            continue  # straight marks look alike at both ends: a pair of them stands on one line
        kept += words[done:starts] + " " * (ends - starts) + _CLOSES[sign]
        done = ends + 1
    return kept + words[done:]


def matches(pattern: re.Pattern[str], wording: Wording, *, quoted: bool = False) -> Iterator[re.Match[str]]:
    """Where a pattern stands in a wording: in its own voice, or also in what it quotes."""
    return pattern.finditer(wording.words if quoted else own_voice(wording.words))
