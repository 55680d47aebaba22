"""What is read of a Word file before anything is understood of it: paragraphs with every change, note and comment in them?"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from oewg.core.forms import INVISIBLE
from oewg.texts.documents.inline import Span, plain, written
from oewg.texts.documents.tabled import typed_in_cell
from oewg.texts.documents.understood import Remark

NUMBER = re.compile(
    r"[(\[]?[0-9A-Za-z]{1,8}(?:\.[0-9A-Za-z]{1,6}){0,5}[.)\]]{0,2}"
    r"(?: (?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|\([0-9]{1,3}\)))?\.?"
)
"""A number as it stands before a paragraph: "12.", "(a)", "1.5", "14 bis."."""
_LONGEST_NUMBER = 24
_QUOTED = 2_000
"""Characters of a place that are looked at to quote it: one may be as long as a file."""
OLD, NEW = "old", "new"
"""With every tracked change rejected; with every one accepted."""
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))


@dataclass(frozen=True)
class Tracked:
    """Something that may be tracked: who put it in and who took it out, None where nobody did, "" for nobody named."""

    inserted_by: str | None = None
    deleted_by: str | None = None

    def stands(self, view: str) -> bool:
        """Is it there with every change rejected (OLD), or with every one accepted (NEW)?"""
        return (self.inserted_by if view == OLD else self.deleted_by) is None

    @property
    def by(self) -> tuple[str, ...]:
        """In whose name it was tracked."""
        return tuple(name for name in (self.inserted_by, self.deleted_by) if name is not None)

    def only(self, author: str) -> "Tracked | None":
        """With no one's changes but one author's; None if it is not there then."""
        if self.inserted_by not in (None, author):
            return None
        return Tracked(self.inserted_by, self.deleted_by if self.deleted_by == author else None)


KEPT = Tracked()


@dataclass(frozen=True)
class Letters:
    """A stretch of words in one dress, or (with `span.note`) the mark of a footnote; `tracked` says whose it is."""

    span: Span
    tracked: Tracked = KEPT


@dataclass(frozen=True)
class Read:
    """One paragraph as it stands in the file.

    `style` is the name of its style; `level` that of a heading, from 1, or None. `number` is counted by the word processor
    (`form` as its format names it), `depth` the level of its list, from 0, or None. `identities` are its bookmarks; `end` is
    its own end, which may be tracked: without it the next paragraph goes on. `comments` are those that begin in it.
    """

    letters: tuple[Letters, ...] = ()
    style: str = ""
    level: int | None = None
    number: str = ""
    form: str = ""
    depth: int | None = None
    identities: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    end: Tracked = KEPT
    indent: int = 0
    """Twips from the margin."""


@dataclass(frozen=True)
class ReadTable:
    """A table with its paragraphs, cell by cell, and whether its first row is repeated as its head; what became of each row."""

    rows: tuple[tuple[tuple[Read, ...], ...], ...]
    has_head: bool = False
    tracked: tuple[Tracked, ...] = ()

    def in_view(self, view: str) -> tuple[tuple[tuple[Read, ...], ...], ...]:
        """The rows that are there in a view."""
        return tuple(row for row, tracked in zip(self.rows, self.tracked, strict=True) if tracked.stands(view))

    def typed(self, before: Read) -> Read:
        """The table as the wording that it is (see `tabled`), as a paragraph in place of the one `before` it, its number's."""
        width = max(map(len, self.rows), default=0)
        letters = list[Letters]()
        for place, (row, tracked) in enumerate(zip(self.rows, self.tracked, strict=True)):
            signs = Letters(Span("\n| " if place else "| "), tracked)
            for cell in (*row, *[()] * (width - len(row))):
                letters.append(signs)
                letters += _in_cell(cell, tracked)
                signs = Letters(Span(" | "), tracked)
            letters.append(Letters(Span(" |"), tracked))
            if self.has_head and place == 0:
                letters.append(Letters(Span(f"\n|{' --- |' * width}"), tracked))
        comments = tuple(name for row in self.rows for cell in row for one in cell for name in one.comments)
        return replace(before, letters=tuple(letters), comments=(*before.comments, *comments))


def _in_cell(cell: Sequence[Read], row: Tracked) -> Iterator[Letters]:
    """The letters of a cell as they are typed between bars: what happens to its row happens to them."""
    said = [one for one in cell if one.letters]
    for place, one in enumerate(said):
        if place:
            yield Letters(Span("<br>"), row)
        for letters in one.letters:
            text = typed_in_cell(letters.span.text)
            inserted, deleted = letters.tracked.inserted_by, letters.tracked.deleted_by
            yield Letters(
                replace(letters.span, text=text),
                Tracked(
                    inserted if row.inserted_by is None else row.inserted_by,
                    deleted if row.deleted_by is None else row.deleted_by,
                ),
            )


@dataclass(frozen=True)
class Comment:
    """What somebody wrote at the margin."""

    author: str
    words: str


@dataclass(frozen=True)
class ReadFile:
    """A whole file: its paragraphs and tables in order, what its footnotes and comments say, and what was left out."""

    items: tuple[Read | ReadTable, ...]
    notes: Mapping[str, tuple[Read, ...]] = field(default_factory=dict)
    comments: Mapping[str, Comment] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def authors(self) -> tuple[str, ...]:
        """Those in whose name anything is tracked in its words, in their order."""
        every = [by for one in self._paragraphs() for by in _tracked_by(one)]
        every += [by for table in self._tables() for row in table.tracked for by in row.by]
        return tuple(dict.fromkeys(by for by in every if by))

    def _tables(self) -> Iterator[ReadTable]:
        yield from (one for one in self.items if isinstance(one, ReadTable))

    def _paragraphs(self) -> Iterator[Read]:
        yield from (one for one in self.items if isinstance(one, Read))
        yield from (one for table in self._tables() for row in table.rows for cell in row for one in cell)
        yield from (one for note in self.notes.values() for one in note)

    def only(self, author: str) -> "ReadFile":
        """As if nobody but one author had tracked anything."""
        items = [_only(one, author) if isinstance(one, Read) else _table_only(one, author) for one in self.items]
        notes = {key: tuple(_only(one, author) for one in note) for key, note in self.notes.items()}
        return replace(self, items=tuple(items), notes=notes)


def _tracked_by(one: Read) -> Iterator[str]:
    yield from one.end.by
    for letters in one.letters:
        yield from letters.tracked.by


def _only(one: Read, author: str) -> Read:
    kept = [(letters, letters.tracked.only(author)) for letters in one.letters]
    return replace(
        one,
        letters=tuple(replace(letters, tracked=tracked) for letters, tracked in kept if tracked is not None),
        # The end of a paragraph that is not there: as if it had come and gone.
        end=one.end.only(author) or Tracked("", ""),
    )


def _table_only(table: ReadTable, author: str) -> ReadTable:
    kept = [
        (tuple(tuple(_only(one, author) for one in cell) for cell in row), tracked)
        for row, every in zip(table.rows, table.tracked, strict=True)
        if (tracked := every.only(author)) is not None
    ]
    return replace(table, rows=tuple(row for row, _ in kept), tracked=tuple(tracked for _, tracked in kept))


@dataclass(frozen=True)
class Wording:
    """A paragraph in one view: made of one paragraph of the file, or of several whose ends are not there in this view.

    `places` are theirs in the file. `own` are those that have words in this view, or all if none has: what hangs on a
    paragraph that is not there in it is another one's.
    """

    places: tuple[int, ...]
    paragraphs: tuple[Read, ...]
    letters: tuple[Letters, ...]
    own: tuple[Read, ...]

    @property
    def looks(self) -> Read:
        """The paragraph whose style and number it bears."""
        return self.own[0] if self.letters else self.own[-1]

    @property
    def identities(self) -> tuple[str, ...]:
        """The bookmarks in it."""
        return tuple(name for one in self.own for name in one.identities)

    @property
    def comments(self) -> tuple[str, ...]:
        """The comments that begin in it."""
        return tuple(name for one in self.own for name in one.comments)

    @property
    def text(self) -> str:
        """The letters alone."""
        return "".join(letters.span.text for letters in self.letters)

    @property
    def words(self) -> str:
        """In the inline form; footnotes are called by the keys of the file."""
        return inline(self.letters)

    @property
    def number_ends(self) -> int:
        """How many letters a number that is typed before a tab takes, with that tab; 0 if there is none."""
        before = ""
        for one in self.letters:
            head, tab, _ = one.span.text.partition("\t")
            before += head
            if tab:
                typed = before.strip()
                return len(before) + 1 if not typed or NUMBER.fullmatch(typed) else 0
            if one.span.note or len(before) > _LONGEST_NUMBER:
                break
        return 0

    @property
    def numbered(self) -> tuple[str, str]:
        """(number, words in the inline form): the number that is typed before a tab, or else the one that is counted."""
        at, letters = self.number_ends, list(self.letters)
        typed = self.text[:at].strip()
        while at:
            size = min(at, len(letters[0].span.text))
            letters[0] = replace(letters[0], span=replace(letters[0].span, text=letters[0].span.text[size:]))
            at -= size
            if at:
                del letters[0]
        return typed or self.looks.number, inline(letters)

    @property
    def blank(self) -> bool:
        """Does nothing stand in it?"""
        return not any(letters.span.note or letters.span.text.strip() for letters in self.letters)


def inline(letters: Iterable[Letters]) -> str:
    """Letters in the inline form, without characters that nobody sees."""
    spans = [replace(one.span, text=unicodedata.normalize("NFC", one.span.text.translate(_UNSEEN))) for one in letters]
    return written(spans).strip()


def wordings(paragraphs: Sequence[Read], view: str) -> list[Wording]:
    """The paragraphs of a view; those of which nothing is there in it are among them, blank."""
    found: list[Wording] = []
    together: list[int] = []
    for place, one in enumerate(paragraphs):
        together.append(place)
        if not one.end.stands(view) and place < len(paragraphs) - 1:
            continue
        made = tuple(paragraphs[each] for each in together)
        there = [tuple(letters for letters in each.letters if letters.tracked.stands(view)) for each in made]
        own = tuple(each for each, letters in zip(made, there, strict=True) if letters) or made
        found.append(Wording(tuple(together), made, tuple(one for letters in there for one in letters), own))
        together = []
    return found


def passage(words: str) -> str:
    """How a place in a file is quoted: by its beginning."""
    line = " ".join(plain(words[:_QUOTED]).split())
    return line if len(line) <= 80 and len(words) <= _QUOTED else f"{line[:77].rstrip()}…"
