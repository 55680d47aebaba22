"""What became of each paragraph between two editions? Changed, inserted, deleted, moved, split, joined.

A provision keeps its identity through all its wordings and places, so most of it is known and not guessed. A number that
follows from what happened elsewhere is no change. What is guessed, from the words, is where the words of a paragraph went
that was split, and whence those came that was joined with another.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from oewg.texts.rules.redline import Piece, redline, tokens

MOST_OF_IT = 0.6
"""So much of a paragraph's words must be found again, in sequence, for it to be a part of another one."""


@dataclass(frozen=True)
class Placed:
    """A provision as one edition has it."""

    provision_id: int
    kind: str
    number: str
    level: int
    words: str


@dataclass(frozen=True)
class Row:
    """One provision in both editions; one of the two is missing if it was inserted or deleted."""

    old: Placed | None
    new: Placed | None
    moved: bool = False
    """It stands elsewhere among those that both have."""
    split_into: tuple[Placed, ...] = ()
    """The new provisions that took words of this one over; itself is not among them."""
    split_from: Placed | None = None
    """For an inserted one: the old provision whose words it took over."""
    joined_from: tuple[Placed, ...] = ()
    """The old provisions that went into this one."""
    joined_into: Placed | None = None
    """For a deleted one: the new provision into which it went."""
    pieces: list[Piece] = field(default_factory=list)
    """The redline of its words; of a split or joined provision, of all the words concerned."""

    @property
    def kind(self) -> str:
        """ "same", "changed", "inserted", "deleted", "split" or "joined": the most telling of what happened."""
        if self.split_into or self.split_from:
            return "split"
        if self.joined_from or self.joined_into:
            return "joined"
        if self.old is None:
            return "inserted"
        if self.new is None:
            return "deleted"
        return "same" if self.old.words == self.new.words else "changed"

    @property
    def is_change(self) -> bool:
        """Is it worth a reader's look? A new number alone is not."""
        return self.moved or self.kind != "same"

    @property
    def renumbered(self) -> bool:
        """Does it bear another number?"""
        return self.old is not None and self.new is not None and self.old.number != self.new.number


def compare(olds: Sequence[Placed], news: Sequence[Placed]) -> list[Row]:
    """A row for each provision, in the order of the new edition; deleted ones where they stood."""
    before, after = {one.provision_id: one for one in olds}, {one.provision_id: one for one in news}
    stayed = _longest_in_order([one.provision_id for one in olds], [one.provision_id for one in news])
    rows = [
        Row(
            before.get(one.provision_id), one, moved=one.provision_id in before and one.provision_id not in stayed,
        )
        for one in news
    ]  # fmt: skip
    rows = _with_deleted(rows, olds, after.keys(), stayed)
    rows = _with_splits(rows)
    rows = _with_joins(rows)
    return [replace(row, pieces=_redline_of(row)) for row in rows]


def _longest_in_order(olds: Sequence[int], news: Sequence[int]) -> set[int]:
    """The most provisions that stand in the same order in both: the others moved."""
    places = {each: place for place, each in enumerate(olds)}
    common = [each for each in news if each in places]
    ends: list[int] = []  # the smallest last place of a run of each length
    last: list[int] = []  # the provision at that end
    before: dict[int, int | None] = {}
    for each in common:
        at = bisect_left(ends, places[each])
        before[each] = last[at - 1] if at else None
        ends[at : at + 1], last[at : at + 1] = [places[each]], [each]
    found: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _with_deleted(rows: list[Row], olds: Sequence[Placed], kept: Iterable[int], stayed: set[int]) -> list[Row]:
    """Each deleted provision after the one that stood before it and did not move."""
    following: dict[int | None, list[Row]] = {}
    anchor: int | None = None
    kept = set(kept)
    for one in olds:
        if one.provision_id not in kept:
            following.setdefault(anchor, []).append(Row(one, None))
        elif one.provision_id in stayed:
            anchor = one.provision_id
    found = list(following.get(None, []))
    for row in rows:
        found.append(row)
        if row.new is not None and row.new.provision_id in stayed:
            found += following.get(row.new.provision_id, [])
    return found


def _with_splits(rows: list[Row]) -> list[Row]:
    """Inserted provisions whose words stood in one that was changed, or deleted."""
    sources = {
        place: _words(redline(row.old.words, row.new.words if row.new else ""), "delete")
        for place, row in enumerate(rows)
        if row.old is not None and (row.new is None or row.old.words != row.new.words)
    }
    for place, row in enumerate(rows):
        if row.old is None and row.new is not None and row.new.kind != "heading":
            source = _found_in(row.new.words, sources)
            # What was deleted and is found whole in one new provision was retyped, and is a split of nothing.
            if source is not None and rows[source].new is not None:
                rows[place] = replace(row, split_from=rows[source].old)
                rows[source] = replace(rows[source], split_into=(*rows[source].split_into, row.new))
    return rows


def _with_joins(rows: list[Row]) -> list[Row]:
    """Deleted provisions whose words stand in one that was changed, or inserted."""
    targets = {
        place: _words(redline(row.old.words if row.old else "", row.new.words), "insert")
        for place, row in enumerate(rows)
        if row.new is not None and not row.split_from and (row.old is None or row.old.words != row.new.words)
    }
    for place, row in enumerate(rows):
        if row.new is None and row.old is not None and row.old.kind != "heading":
            target = _found_in(row.old.words, targets)
            if target is not None:
                rows[place] = replace(row, joined_into=rows[target].new)
                rows[target] = replace(rows[target], joined_from=(*rows[target].joined_from, row.old))
    return rows


def _words(pieces: list[Piece], kind: str) -> str:
    return " ".join(words for each, words in pieces if each == kind)


def _found_in(words: str, places: dict[int, str]) -> int | None:
    """The place whose words have most of these, in sequence; None if none has enough."""
    own = {token for token in tokens(words) if token[0].isalnum()}
    likely = [
        place
        for place, there in places.items()
        if own and len(own.intersection(tokens(there))) >= MOST_OF_IT * len(own)
    ]
    share: Callable[[int], float] = lambda place: _share(words, places[place])  # noqa: E731
    best = max(likely, key=share, default=None)
    return best if best is not None and share(best) >= MOST_OF_IT else None


def _share(words: str, there: str) -> float:
    """How much of some words is found again in others, in sequence."""
    kept = sum(len(each) for kind, each in redline(words, there) if kind == "equal")
    return kept / (len(words) or 1)


def _redline_of(row: Row) -> list[Piece]:
    if row.split_from is not None or row.joined_into is not None:
        return []  # shown with the provision from which, or into which, its words went
    old = "\n".join(each.words for each in (*([row.old] if row.old else []), *row.joined_from))
    new = "\n".join(each.words for each in (*([row.new] if row.new else []), *row.split_into))
    return redline(old, new)
