"""Which provision is each paragraph of a Word file, before and after the changes that are tracked in it?

By the bookmark that our own files carry; where that is gone, by the words, which may be those of any wording that the
provision had. A paragraph after the changes is the one before with which it has the most in common.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from oewg.negotiation.rules.tracked.carrying import with_citations
from oewg.texts.documents.description import identified
from oewg.texts.documents.docx.reading.values import NEW, OLD, Read, Wording, wordings
from oewg.texts.documents.inline import plain
from oewg.texts.documents.tabled import filled_in, tabled
from oewg.texts.rules.by_words import pairs
from oewg.texts.rules.redline import redline

ENOUGH = 0.5
"""So much of the longer one must be found again in the other for a paragraph to be a provision by its words."""
_GENERATED = ("masthead", "title", "annextitle", "header", "footer", "toc", "contents", "notice")


@dataclass(frozen=True)
class Standing:
    """A provision as it stands in its text, with all the wordings that it had (revision -> words, the latest last).

    `substantive` are those of the wordings that changed the substance; `notes` the footnotes that hang on it, mark -> words.
    """

    provision_id: int
    revision_id: int
    kind: str
    number: str
    level: int
    words: str
    had: Mapping[int, str] = field(default_factory=dict)
    substantive: frozenset[int] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Base:
    """A provision and the wording of it that a file was made on; whether it was told by the words alone."""

    standing: Standing
    revision_id: int
    by_words: bool = False

    @property
    def words(self) -> str:
        """That wording."""
        return self.standing.had[self.revision_id]

    @property
    def typed(self) -> str:
        """That wording, a table among them as a file's is typed here."""
        table = filled_in(self.words)
        return tabled(table) if table else self.words


@dataclass
class Found:
    """The paragraphs of a file in both views, and what was found of them."""

    olds: list[Wording]
    news: list[Wording]
    bases: dict[int, Base] = field(default_factory=dict)
    """Place in `olds` -> the provision that it is."""
    became: dict[int, int] = field(default_factory=dict)
    """Place in `olds` -> place in `news`."""
    moved_to: dict[int, Base] = field(default_factory=dict)
    """Place in `news` of what carries the bookmark of a provision that it was not before."""
    tracked: set[int] = field(default_factory=set)
    """Places in `olds` of those that were the wording of the text: whatever changed in them was tracked."""
    strangers: int = 0
    """How many carry a bookmark of another text."""
    removed: list[Wording] = field(default_factory=list)
    """Those, after the changes, whose provision has been removed from the text."""


def find(paragraphs: Sequence[Read], standing: Sequence[Standing], removed: frozenset[int]) -> Found:
    """The provisions of the paragraphs of a file; `removed` are provisions that the text had."""
    found = Found(wordings(paragraphs, OLD), wordings(paragraphs, NEW))
    found.became = _became(found.olds, found.news, paragraphs)
    by_id = {one.provision_id: one for one in standing}
    _by_bookmark(found, by_id, removed, {new: old for old, new in found.became.items()})
    _by_words(found, standing)
    made_of = {old: (found.olds[old], base.typed) for old, base in found.bases.items()}
    cited, found.tracked = with_citations(paragraphs, made_of)
    found.olds, found.news = wordings(cited, OLD), wordings(cited, NEW)
    return found


def generated(one: Wording) -> bool:
    """Is it what our files print around a text: the head, the title, the heads of annexes?"""
    style = one.looks.style.replace(" ", "").lower()
    return style.startswith(_GENERATED)


def begins_annex(one: Wording) -> bool:
    """Is it the head of an annex, as our files print it?"""
    return one.looks.style.replace(" ", "").lower() == "annextitle"


def _named(one: Wording) -> Iterator[tuple[int, int]]:
    """(provision, revision) of the bookmarks in it."""
    return (named for name in one.identities if (named := identified(name)))


def _by_bookmark(
    found: Found, by_id: Mapping[int, Standing], removed: frozenset[int], partner: Mapping[int, int]
) -> None:
    taken: set[int] = set()
    for place, one in enumerate(found.olds):
        for provision_id, revision_id in _named(one):
            known = by_id.get(provision_id)
            if known is not None and revision_id in known.had and provision_id not in taken:
                found.bases[place] = Base(known, revision_id)
                taken.add(provision_id)
                break
    for place, one in enumerate(found.news):
        for provision_id, revision_id in _named(one):
            known = by_id.get(provision_id)
            if provision_id in removed:
                found.removed.append(one)
            elif known is None or revision_id not in known.had:
                found.strangers += 1
            elif provision_id not in taken and partner.get(place) not in found.bases:
                found.moved_to[place] = Base(known, revision_id)
                taken.add(provision_id)


def _became(olds: Sequence[Wording], news: Sequence[Wording], paragraphs: Sequence[Read]) -> dict[int, int]:
    """Which paragraph became which: those that share the most letters that nobody touched, or words in one paragraph."""
    old_of = {place: which for which, one in enumerate(olds) for place in one.places}
    new_of = {place: which for which, one in enumerate(news) for place in one.places}
    shared: Counter[tuple[int, int]] = Counter()
    for place, one in enumerate(paragraphs):
        before, after, both = 0, 0, -Wording((place,), (one,), one.letters, (one,)).number_ends
        for letters in one.letters:
            size = len(letters.span.text) or 1
            was, is_now = letters.tracked.stands(OLD), letters.tracked.stands(NEW)
            before, after, both = before + was * size, after + is_now * size, both + (was and is_now) * size
        # Words that were replaced whole, in one paragraph, are that paragraph still; of one that was split it is the
        # part with the bookmark.
        named = any(identified(name) for name in one.identities)
        shared[old_of[place], new_of[place]] += max(both, 0) * 1000 + (before > 0 and after > 0)
        shared[old_of[place], new_of[place]] += 10**9 if named and both > 0 else 0
        if not one.letters and one.end.stands(OLD) and one.end.stands(NEW):
            shared[old_of[place], new_of[place]] += 1
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (old, new), weight in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        if weight and old not in found and new not in taken:
            found[old] = new
            taken.add(new)
    return found


def _key(words: str) -> str:
    return " ".join(plain(words).replace("\u00a0", " ").split())


def _by_words(found: Found, standing: Sequence[Standing]) -> None:
    """What no bookmark names: first the very words of any wording, then those that are half alike, in their order."""
    taken = {base.standing.provision_id for base in (*found.bases.values(), *found.moved_to.values())}
    free = [one for one in standing if one.provision_id not in taken]
    left = [
        place
        for place, one in enumerate(found.olds)
        if place not in found.bases and not one.blank and not generated(one) and not list(_named(one))
    ]
    bare = {place: _key(found.olds[place].numbered[1]) for place in left}
    by_words: dict[str, list[tuple[Standing, int]]] = defaultdict(list)
    for one in free:
        for words, revision_id in {_key(words): revision_id for revision_id, words in one.had.items()}.items():
            by_words[words].append((one, revision_id))
    for place in left:
        for one, revision_id in by_words.get(bare[place], ()):
            if one.provision_id not in taken:
                found.bases[place] = Base(one, revision_id, by_words=True)
                taken.add(one.provision_id)
                break
    free = [one for one in free if one.provision_id not in taken]
    left = [place for place in left if place not in found.bases]
    was = [_key(one.words) for one in free]
    for a, b in pairs(was, [bare[place] for place in left]):
        if _alike(was[a], bare[left[b]]) >= ENOUGH:
            found.bases[left[b]] = Base(free[a], free[a].revision_id, by_words=True)


def _alike(one: str, other: str) -> float:
    kept = sum(len(words) for kind, words in redline(one, other) if kind == "equal")
    return kept / (max(len(one), len(other)) or 1)
