"""What does a text look like with every live proposal in place? Each word with those who have it.

    roll("States should cooperate.", {"FRA": "States shall cooperate.", "JPN": "States shall cooperate."})
    -> [Segment("States ", True, {"FRA", "JPN"}), Segment("should", True, {}), Segment("shall", False, {"FRA", "JPN"}),
        Segment(" cooperate.", True, {"FRA", "JPN"})]

Whatever the proposals are: the segments of the base, joined, are the base exactly; the segments that one proposal has,
joined, are its wording exactly; neither depends on the order of filing; equal words at one place are one segment.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from oewg.texts.documents.tabled import bars_in
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import redline_lines

MOST_ALIKE = 20
"""Wordings. Where more than so many are proposed at one place, each stands by itself: nobody reads which words they share."""


@dataclass(frozen=True)
class Segment:
    """Some words, whether the base has them, and which of the proposals have them."""

    text: str
    base: bool
    having: frozenset[str]


def roll(base: str, proposals: Mapping[str, str]) -> list[Segment]:
    """The rolling text of one provision; `proposals` are name -> the whole wording that is proposed."""
    names: dict[str, set[str]] = defaultdict(set)
    for name, wording in proposals.items():
        names[wording].add(name)
    return list(_joined(_segments(base, names)))


def marks(segments: Iterable[Segment], everybody: Collection[str]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """How a rolling text is marked: ("equal", "insert" or "delete", the words, those who add or delete them).

    `everybody` are those whose proposals change anything. A space by itself is not marked, for there is nothing to see.
    """
    for segment in segments:
        whose = frozenset(everybody) - segment.having if segment.base else segment.having
        if not whose or _blank(segment.text):
            yield "equal", segment.text, frozenset()
        else:
            yield "delete" if segment.base else "insert", segment.text, whose


def _segments(base: str, wordings: Mapping[str, Collection[str]]) -> Iterator[Segment]:
    """The base, in parts that the same proposals have, and before each part what is added there."""
    kept: list[tuple[int, int, Collection[str]]] = []  # from, to, who has it
    added: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))  # place -> words -> who adds them
    for wording, names in wordings.items():
        at = 0
        for kind, words in _compared(base, wording):
            if kind == "insert":
                added[at][words] |= set(names)
                continue
            if kind == "equal":
                kept.append((at, at + len(words), names))
            at += len(words)
    cuts = sorted({0, len(base), *added, *(place for start, end, _ in kept for place in (start, end))})
    parts = {place: part for part, place in enumerate(cuts)}
    having: list[set[str]] = [set() for _ in cuts]
    for start, end, names in kept:
        for part in range(parts[start], parts[end]):
            having[part].update(names)
    for part, place in enumerate(cuts):
        yield from _additions(added.get(place, {}))
        if place < len(base):
            yield Segment(base[place : cuts[part + 1]], True, frozenset(having[part]))


def _compared(old: str, new: str) -> list[Piece]:
    """The redline of two wordings, in which a row of a table that goes, or comes, has the end of its line with it.

    Else the rows that two proposals add at one place would share that end, and run into one row in the names of both.
    """
    match redline_lines(old, new):
        case [("equal", "\n"), ("delete", goes), ("insert", comes), *rest] if bars_in(goes) and bars_in(comes):
            return [("delete", f"\n{goes}"), ("insert", f"\n{comes}"), *rest]
        case [("delete", goes), ("insert", comes), ("equal", stays), *rest] if (
            bars_in(goes) and bars_in(comes) and stays[0] == "\n"
        ):
            after: list[Piece] = [("equal", stays[1:])] if stays[1:] else []
            return [("delete", f"{goes}\n"), ("insert", f"{comes}\n"), *after, *rest]
        case pieces:
            return pieces


def _additions(wordings: Mapping[str, set[str]]) -> Iterator[Segment]:
    """What is added at one place: the words that several have alike are shared, the shortest wording being the base.

    Each time one wording fewer is left, so this goes no deeper than MOST_ALIKE.
    """
    first, *others = sorted(wordings, key=lambda words: (len(words), words)) or [""]
    if not others or len(others) >= MOST_ALIKE:
        yield from (Segment(words, False, frozenset(wordings[words])) for words in (first, *others) if words)
        return
    for segment in _segments(first, {words: [words] for words in others}):
        having = set(wordings[first]) if segment.base else set()
        for words in segment.having:
            having |= wordings[words]
        yield Segment(segment.text, False, frozenset(having))


def _blank(words: str) -> bool:
    return words.isspace() and "\n" not in words


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    waiting: Segment | None = None
    for segment in segments:
        if waiting and (waiting.base, waiting.having) == (segment.base, segment.having):
            waiting = Segment(waiting.text + segment.text, waiting.base, waiting.having)
            continue
        if waiting:
            yield waiting
        waiting = segment
    if waiting:
        yield waiting
