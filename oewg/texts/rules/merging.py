"""Two changed the same wording: what do their changes give together, and do they touch?

    merge("States should act.", "All States should act.", "States should act now.").words  -> "All States should act now."
    merge("States should act.", "States shall act.", "States must act.").in_conflict       -> True

Each side is told from the base by its redline. A change touches another when they change the same words, or words
between which nothing but white space stands: what was meant of one may not hold beside the other, so a person decides.
The same change made by both is one change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from oewg.texts.rules.redline import redline


@dataclass(frozen=True)
class Stretch:
    """A run of the base, as it was and as each side has it; `contested` when both changed it, and not alike."""

    base: str
    ours: str
    theirs: str

    @property
    def contested(self) -> bool:
        """Did both change it, each in another way?"""
        return self.ours != self.theirs and self.base not in (self.ours, self.theirs)

    @property
    def words(self) -> str:
        """The changed words; where the sides disagree both, each in square brackets, ours first."""
        if self.contested:
            return " ".join(f"[{words.strip()}]" for words in (self.ours, self.theirs) if words.strip()) + _gap(self)
        return self.theirs if self.ours == self.base else self.ours


@dataclass(frozen=True)
class Merged:
    """The stretches in order: joined, their `base` is the base, their `ours` and `theirs` the two wordings."""

    stretches: tuple[Stretch, ...]

    @property
    def in_conflict(self) -> bool:
        """Do the two changes touch anywhere?"""
        return any(stretch.contested for stretch in self.stretches)

    @property
    def words(self) -> str:
        """Both changes in place; alternatives in square brackets where they touch."""
        return "".join(stretch.words for stretch in self.stretches)


@dataclass(frozen=True)
class _Change:
    """The characters of the base from `start` to `end` gave way to other words, in ours or in theirs."""

    start: int
    end: int
    words: str
    ours: bool


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Apply to the base what each side changed; the two sides are equal but for the order of alternatives."""
    changes = sorted([*_changes(base, ours, True), *_changes(base, theirs, False)], key=_place)
    return Merged(tuple(_stretches(base, _clusters(base, changes))))


_place = attrgetter("start", "end", "ours")


def conflicts(base: str, wordings: Iterable[str]) -> dict[str, set[str]]:
    """Wording -> those of the others with which merging it would end in conflict; each is compared with the base once."""
    names = list(dict.fromkeys(wordings))
    ours = [list(_changes(base, each, True)) for each in names]
    theirs = [[replace(change, ours=False) for change in each] for each in ours]
    found: dict[str, set[str]] = {each: set() for each in names}
    for one, near in enumerate(_near(base, ours)):
        for other in near:
            clusters = _clusters(base, sorted([*ours[one], *theirs[other]], key=_place))
            if any(_stretch(base, cluster).contested for cluster in clusters if len(cluster) > 1):
                found[names[one]].add(names[other])
                found[names[other]].add(names[one])
    return found


def _near(base: str, wordings: Sequence[Sequence[_Change]]) -> list[set[int]]:
    """For each wording those before it of which an unlike change touches one of its own: only they can be in conflict.

    A sort and a sweep over all changes: each is held against those that reach as far as where it starts.
    """
    found: list[set[int]] = [set() for _ in wordings]
    reaching: list[tuple[int, tuple[int, int, str], int]] = []
    for start, end, words, number in sorted(
        (change.start, change.end, change.words, number) for number, own in enumerate(wordings) for change in own
    ):
        reaching = [each for each in reaching if each[0] >= start]
        span, reach = (start, end, words), end
        for other in {each[2] for each in reaching if each[1] != span}:
            found[max(number, other)].add(min(number, other))
        while reach < len(base) and not base[reach].strip():
            reach += 1
        reaching.append((reach, span, number))
    return [near - {number} for number, near in enumerate(found)]


def _changes(base: str, wording: str, ours: bool) -> Iterator[_Change]:
    at, start, inserted = 0, -1, ""
    for kind, words in [*redline(base, wording), ("equal", "")]:
        if kind == "equal":
            if start >= 0:
                yield _Change(start, at, inserted, ours)
            start, inserted = -1, ""
        else:
            start = at if start < 0 else start
            inserted += words if kind == "insert" else ""
        if kind != "insert":
            at += len(words)


def _clusters(base: str, changes: Iterable[_Change]) -> list[list[_Change]]:
    """Changes that touch one another, directly or through a third, in the order of the base."""
    clusters: list[list[_Change]] = []
    for change in changes:
        cluster = [change]
        # Of the clusters before, those that reach a change are the last ones: it may bring together what lay apart.
        while clusters and any(_touch(base, other, change) for other in reversed(clusters[-1])):
            cluster = clusters.pop() + cluster
        clusters.append(cluster)
    return clusters


def _touch(base: str, one: _Change, later: _Change) -> bool:
    """Is there nothing between them but white space? Two changes of one side never touch: that side knew both."""
    return one.ours != later.ours and not base[one.end : later.start].strip()


def _stretches(base: str, clusters: list[list[_Change]]) -> Iterator[Stretch]:
    at = 0
    for cluster in clusters:
        start, end = _span(cluster)
        if start > at:
            yield Stretch(*[base[at:start]] * 3)
        yield _stretch(base, cluster)
        at = end
    if at < len(base):
        yield Stretch(*[base[at:]] * 3)


def _span(cluster: Sequence[_Change]) -> tuple[int, int]:
    return min(change.start for change in cluster), max(change.end for change in cluster)


def _stretch(base: str, cluster: list[_Change]) -> Stretch:
    start, end = _span(cluster)
    sides = [_applied(base, start, end, [one for one in cluster if one.ours is ours]) for ours in (True, False)]
    return Stretch(base[start:end], *sides)


def _applied(base: str, start: int, end: int, changes: list[_Change]) -> str:
    found, at = "", start
    for change in changes:
        found += base[at : change.start] + change.words
        at = change.end
    return found + base[at:end]


def _gap(stretch: Stretch) -> str:
    """The white space with which a contested stretch ends, so that its brackets do not cling to the next word."""
    longest = max((stretch.ours, stretch.theirs, stretch.base), key=len)
    return longest[len(longest.rstrip()) :]
