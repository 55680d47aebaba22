"""What became of each paragraph between two editions? Changed, inserted, deleted, moved, split, joined.

A provision keeps its identity through all its wordings and places, so most of it is known and not guessed. A number that
follows from what happened elsewhere is no change. What is guessed, from the words, is where the words of a paragraph went
that was split, whence those came that was joined with another, and what was removed and typed anew.

Under what a provision stands is read from an edition as its readers read it: under the last heading before it. It moved
if it stands under another one, deeper or less deep, or elsewhere among those beside it. What stands under something that
moved has not moved itself.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from oewg.texts.rules.by_words import Piece, tokens
from oewg.texts.rules.numbering import Borne, citations
from oewg.texts.rules.redline import redline

MOST_OF_IT = 0.6
"""So much of a paragraph's words must be found again, in sequence, for it to be a part of another one."""
THE_SAME = 0.9
"""Two provisions so much alike, one removed and the other added, are one that was typed anew."""
CANDIDATES = 3
"""So many of those with the most words in common are compared in sequence."""


@dataclass(frozen=True)
class Placed:
    """A provision as one edition has it."""

    provision_id: int
    kind: str
    number: str
    level: int
    words: str
    mark: str = ""
    """Of a footnote: the mark by which wordings call it."""


def borne_by(placed: Iterable[Placed]) -> Borne:
    """The numbers that an edition's footnotes and provisions bear; of several editions, those that the last has."""
    each = list(placed)
    notes = {one.mark: int(one.number) for one in each if one.mark}
    return Borne(notes, citations((one.provision_id, one.kind, one.number, one.level) for one in each))


@dataclass(frozen=True)
class Row:
    """One provision in both editions; one of the two is missing if it was inserted or deleted."""

    old: Placed | None
    new: Placed | None
    moved: bool = False
    """It stands under something else, or elsewhere among those beside it."""
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
    def retyped(self) -> bool:
        """Was it removed, and added anew as another provision? What was said of the old one stays with the old one."""
        return self.old is not None and self.new is not None and self.old.provision_id != self.new.provision_id

    @property
    def is_change(self) -> bool:
        """Is it worth a reader's look? A new number alone is not."""
        return self.moved or self.retyped or self.kind != "same"

    @property
    def renumbered(self) -> bool:
        """Does it bear another number?"""
        return self.old is not None and self.new is not None and self.old.number != self.new.number


def compare(olds: Sequence[Placed], news: Sequence[Placed]) -> list[Row]:
    """A row for each provision, in the order of the new edition; deleted ones where they stood."""
    before = {one.provision_id: one for one in olds}
    kept = {one.provision_id for one in news}
    lasting = {one.provision_id: before[one.provision_id] for one in news if one.provision_id in before}
    deleted = [one for one in olds if one.provision_id not in kept]
    inserted = [one for one in news if one.provision_id not in before]
    changed = [(lasting[one.provision_id], one) for one in news if one.provision_id in lasting]
    changed = [(old, new) for old, new in changed if old.words != new.words]
    found = _guess(deleted, inserted, changed)
    same = lasting | found.retyped  # the new provision's number -> what it was
    lasting_ids = {one.provision_id for one in same.values()}
    moved = _moved(
        [one for one in olds if one.provision_id in lasting_ids],
        [one for one in news if one.provision_id in same],
        same,
    )
    rows = [_row(same.get(one.provision_id), one, one.provision_id in moved, found) for one in news]
    return _with_deleted(rows, olds, found)


@dataclass
class _Guesses:
    """What the words tell of the provisions that only one edition has."""

    retyped: dict[int, Placed] = field(default_factory=dict)
    """New provision -> the deleted one that it is."""
    parts: dict[int, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    """Old provision -> the new ones into which it was split."""
    part_of: dict[int, Placed] = field(default_factory=dict)
    """New provision -> the old one from which it was split off."""
    taken_in: dict[int, list[Placed]] = field(default_factory=lambda: defaultdict(list))
    """New provision -> the old ones that went into it."""
    went_into: dict[int, Placed] = field(default_factory=dict)
    """Old provision -> the new one into which it went."""


def _guess(deleted: list[Placed], inserted: list[Placed], changed: list[tuple[Placed, Placed]]) -> _Guesses:
    found = _Guesses()
    gone, come = _Words(), _Words()
    for one in deleted:
        gone.add(one, one.words)
    for new in inserted:
        old = gone.most_alike(new, THE_SAME)
        if old is not None:
            found.retyped[new.provision_id] = old
            gone.take(old)
    # Split: words that stood in one that was changed, or deleted, stand in new provisions.
    for old, new in changed:
        gone.add(old, _only(redline(old.words, new.words), "delete"))
    for new in inserted:
        if new.provision_id not in found.retyped and new.kind != "heading":
            old = gone.has_most_of(new.words)
            if old is not None:
                found.parts[old.provision_id].append(new)
                found.part_of[new.provision_id] = old
    only_deleted = {one.provision_id: one for one in deleted}
    for provision_id, parts in list(found.parts.items()):
        if provision_id in only_deleted and len(parts) == 1:
            # One that went into one new provision is no split: it was typed anew, or another took it in.
            del found.parts[provision_id], found.part_of[parts[0].provision_id]
            old, (new,) = only_deleted[provision_id], parts
            if _may_be(old, new) and _alike(old, new) >= MOST_OF_IT:
                found.retyped[new.provision_id] = old
    # Joined: most of one that was deleted stands in one that was changed, or is new.
    for old, new in changed:
        come.add(new, _only(redline(old.words, new.words), "insert"))
    for new in inserted:
        if new.provision_id not in found.part_of and new.provision_id not in found.retyped:
            come.add(new, new.words)
    settled = {one.provision_id for one in found.retyped.values()} | found.parts.keys()
    for old in deleted:
        if old.provision_id not in settled and old.kind != "heading":
            into = come.has_most_of(old.words)
            if into is not None:
                found.taken_in[into.provision_id].append(old)
                found.went_into[old.provision_id] = into
    return found


class _Words:
    """Words of some provisions, among which those of another are looked for."""

    def __init__(self) -> None:
        self.there: dict[int, tuple[Placed, str, Counter[str]]] = {}

    def add(self, one: Placed, words: str) -> None:
        """Look among these words of a provision, too."""
        self.there[one.provision_id] = (one, words, _counted(words))

    def take(self, one: Placed) -> None:
        """Look among those of a provision no more."""
        del self.there[one.provision_id]

    def has_most_of(self, words: str) -> Placed | None:
        """The provision in which most of these words stand, in sequence; none if no one has enough."""
        shares = [(_share(words, there), one) for one, there, _ in self._likely(words, MOST_OF_IT)]
        best = max(shares, key=lambda found: found[0], default=None)
        return best[1] if best is not None and best[0] >= MOST_OF_IT else None

    def most_alike(self, new: Placed, least: float) -> Placed | None:
        """The provision of the same kind that is the most like a new one; none if no one is enough."""
        alike = [(_alike(one, new), one) for one, _, _ in self._likely(new.words, least) if _may_be(one, new)]
        best = max(alike, key=lambda found: found[0], default=None)
        return best[1] if best is not None and best[0] >= least else None

    def _likely(self, words: str, least: float) -> list[tuple[Placed, str, Counter[str]]]:
        own = _counted(words)
        enough = least * own.total()
        common = [((own & counted).total(), one, there, counted) for one, there, counted in self.there.values()]
        common = sorted((each for each in common if own and each[0] >= enough), key=lambda each: -each[0])
        return [(one, there, counted) for _, one, there, counted in common[:CANDIDATES]]


def _counted(words: str) -> Counter[str]:
    return Counter(token for token in tokens(words) if token[0].isalnum())


def _may_be(old: Placed, new: Placed) -> bool:
    """A footnote hangs on its provision; what is alike elsewhere is another one ("Ibid.")."""
    return old.kind == new.kind != "footnote" or {old.kind, new.kind} == {"paragraph", "subparagraph"}


def _only(pieces: Iterable[Piece], kind: str) -> str:
    return " ".join(words for each, words in pieces if each == kind)


def _share(words: str, there: str) -> float:
    """How much of some words is found again in others, in sequence."""
    return _kept(words, there) / (len(words) or 1)


def _alike(one: Placed, other: Placed) -> float:
    """How much of the longer one is found again in the other, in sequence."""
    return _kept(one.words, other.words) / (max(len(one.words), len(other.words)) or 1)


def _kept(words: str, there: str) -> int:
    return sum(len(each) for kind, each in redline(words, there) if kind == "equal")


def _moved(olds: Sequence[Placed], news: Sequence[Placed], same: Mapping[int, Placed]) -> set[int]:
    """The new provisions, of those that both editions have, that stand elsewhere."""
    was, now = _tree(olds), _tree(news)
    found: set[int] = set()
    beside: dict[int | None, list[int]] = defaultdict(list)
    for one in news:
        number, old = one.provision_id, same[one.provision_id]
        under, depth = now[number]
        is_under = same[under].provision_id if under is not None else None
        if one.kind == "footnote":
            continue  # its place follows from where it is called
        if (is_under, depth, one.kind) == (*was[old.provision_id], old.kind):
            beside[under].append(number)
        else:
            found.add(number)
    # What stands under a heading weighs with it; of two that changed places, it is the one typed anew that moved.
    weights = {
        one.provision_id: 2 if same[one.provision_id].provision_id == one.provision_id else 1 for one in news
    }  # fmt: skip
    for one in reversed(news):
        above = now[one.provision_id][0]
        if above is not None:
            weights[above] += weights[one.provision_id]
    places = {one.provision_id: place for place, one in enumerate(olds)}
    for siblings in beside.values():
        order = [(places[same[number].provision_id], weights[number]) for number in siblings]
        stayed = heaviest_in_order(order)
        found |= {number for place, number in enumerate(siblings) if place not in stayed}
    return found


def _tree(edition: Sequence[Placed]) -> dict[int, tuple[int | None, int]]:
    """Provision -> under which other one it stands, as a reader sees it, and how much deeper than that one's own kind."""
    found: dict[int, tuple[int | None, int]] = {}
    headings: list[Placed] = []
    beneath: list[Placed] = []
    for one in edition:
        if one.kind == "heading":
            headings = [above for above in headings if above.level < one.level]
            under, beneath = (headings[-1] if headings else None), []
            headings.append(one)
        elif one.kind == "footnote":
            under = beneath[-1] if beneath else headings[-1] if headings else None
        else:
            depth = one.level if one.kind == "subparagraph" else 0
            beneath = [above for above in beneath if (above.level if above.kind == "subparagraph" else 0) < depth]
            under = beneath[-1] if beneath else headings[-1] if headings else None
            beneath.append(one)
        base = under.level if under is not None and under.kind == one.kind else 0
        found[one.provision_id] = (under.provision_id if under is not None else None, one.level - base)
    return found


def heaviest_in_order(items: Sequence[tuple[int, int]]) -> set[int]:
    """Of (place, weight), the indexes of those that weigh the most together while their places rise."""
    places: list[int] = []  # where the best runs so far end, in order; a longer way is kept only if it weighs more
    totals: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for index, (place, weight) in enumerate(items):
        at = bisect_left(places, place)
        total = (totals[at - 1] if at else 0) + weight
        before[index] = last[at - 1] if at else None
        end = at
        while end < len(places) and totals[end] <= total:
            end += 1
        places[at:end], totals[at:end], last[at:end] = [place], [total], [index]
    found: set[int] = set()
    step = last[-1] if last else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found


def _row(old: Placed | None, new: Placed, moved: bool, found: _Guesses) -> Row:
    parts = tuple(found.parts.get(old.provision_id, ()) if old is not None else ())
    taken_in = tuple(found.taken_in.get(new.provision_id, ()))
    part_of = found.part_of.get(new.provision_id)
    pieces = [] if part_of is not None else _redline([old, *taken_in], [new, *parts])
    return Row(old, new, moved, split_into=parts, split_from=part_of, joined_from=taken_in, pieces=pieces)


def _gone(old: Placed, found: _Guesses) -> Row:
    parts, into = tuple(found.parts.get(old.provision_id, ())), found.went_into.get(old.provision_id)
    pieces = [] if into is not None else _redline([old], parts)
    return Row(old, None, split_into=parts, joined_into=into, pieces=pieces)


def _redline(olds: Iterable[Placed | None], news: Iterable[Placed]) -> list[Piece]:
    """Of a part, or of what another took in, nothing: it is shown with that one."""
    return redline("\n".join(one.words for one in olds if one), "\n".join(one.words for one in news))


def _with_deleted(rows: list[Row], olds: Sequence[Placed], found: _Guesses) -> list[Row]:
    """Each deleted provision after the one that stood before it and did not move."""
    stayed = {row.old.provision_id for row in rows if row.old is not None and not row.moved}
    kept = {row.old.provision_id for row in rows if row.old is not None}
    following: dict[int | None, list[Row]] = defaultdict(list)
    anchor: int | None = None
    for one in olds:
        if one.provision_id not in kept:
            following[anchor].append(_gone(one, found))
        elif one.provision_id in stayed:
            anchor = one.provision_id
    placed = list(following[None])
    for row in rows:
        placed.append(row)
        if row.old is not None and row.old.provision_id in stayed:
            placed += following[row.old.provision_id]
    return placed
