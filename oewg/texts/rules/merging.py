"""Two changed the same wording: what do their changes give together, and do they touch?

    merge("States should act.", "All States should act.", "States should act now.").words  -> "All States should act now."
    merge("States should act.", "States shall act.", "States must act.").in_conflict       -> True

Each side is told from the base by its redline. A change touches another when they change the same words, or words
between which nothing but white space stands: what was meant of one may not hold beside the other, so a person decides.
The same change made by both is one change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from oewg.texts.rules.redline import redline, tokens


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
    start: int
    end: int
    words: str
    ours: bool


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Apply to the base what each side changed; the two sides are equal but for the order of alternatives."""
    kept = tokens(base)
    changes = sorted(
        [*_changes(base, ours, True), *_changes(base, theirs, False)], key=lambda one: (one.start, one.end, one.ours)
    )
    return Merged(tuple(_stretches(kept, list(_clusters(kept, changes)))))


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
            at += len(tokens(words))


def _clusters(kept: list[str], changes: Iterable[_Change]) -> Iterator[list[_Change]]:
    """Changes that touch one another, directly or through a third."""
    cluster: list[_Change] = []
    end = 0
    for change in changes:
        if cluster and not "".join(kept[end : change.start]).strip() and _meet(cluster, change):
            cluster.append(change)
        else:
            if cluster:
                yield cluster
            cluster = [change]
        end = max(end, change.end) if len(cluster) > 1 else change.end
    if cluster:
        yield cluster


def _meet(cluster: list[_Change], change: _Change) -> bool:
    """Two changes of one side never touch each other: that side knew both."""
    return any(other.ours != change.ours for other in cluster)


def _stretches(kept: list[str], clusters: list[list[_Change]]) -> Iterator[Stretch]:
    at = 0
    for cluster in clusters:
        start, end = min(change.start for change in cluster), max(change.end for change in cluster)
        if start > at:
            same = "".join(kept[at:start])
            yield Stretch(same, same, same)
        sides = [_applied(kept, start, end, [one for one in cluster if one.ours is ours]) for ours in (True, False)]
        yield Stretch("".join(kept[start:end]), *sides)
        at = end
    if at < len(kept):
        same = "".join(kept[at:])
        yield Stretch(same, same, same)


def _applied(kept: list[str], start: int, end: int, changes: list[_Change]) -> str:
    found, at = "", start
    for change in changes:
        found += "".join(kept[at : change.start]) + change.words
        at = change.end
    return found + "".join(kept[at:end])


def _gap(stretch: Stretch) -> str:
    """The white space with which a contested stretch ends, so that its brackets do not cling to the next word."""
    longest = max((stretch.ours, stretch.theirs, stretch.base), key=len)
    return longest[len(longest.rstrip()) :]
