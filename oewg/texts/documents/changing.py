"""Which rows and cells has a table that changes, what becomes of each, and whose is the change?

A redline of a table is words as any other: pieces of what is typed. Here they are laid out as rows and cells, if they can be: each row
comes, goes or stays, and so does each column; within a cell that stays, words come and go. What has all the insertions and
none of the deletions is the new table cell by cell, and the other way round the old one; else nothing is laid out, and whoever
shows it shows what is typed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from oewg.texts.documents.changed import Worded, is_moved
from oewg.texts.documents.description import Change, Heading, Table
from oewg.texts.documents.tabled import MOST_CELLS, bars_in, calls_in_turn, filled_in, set_as_table, typed_letters
from oewg.texts.documents.wording import uncut

T = TypeVar("T")
Piece = tuple[str, str, tuple[T, ...]]
""""equal", "insert" or "delete", the words, and whose change that is."""


@dataclass(frozen=True)
class LaidCell(Generic[T]):
    """A cell: what becomes of it with its row or its column, and the pieces of what it says."""

    standing: str
    pieces: tuple[Piece[T], ...]

    def words(self, without: str) -> str:
        """What it says without one kind of pieces."""
        return "".join(words for kind, words, _ in self.pieces if kind != without)


@dataclass(frozen=True)
class LaidRow(Generic[T]):
    """A row with as many cells as the table has columns, whether it comes, goes or stays, and whose that is."""

    standing: str
    whose: tuple[T, ...]
    cells: tuple[LaidCell[T], ...]

    @property
    def changes(self) -> bool:
        """Does it come or go, or does anything in it?"""
        return self.standing != "equal" or any(kind != "equal" for cell in self.cells for kind, _, _ in cell.pieces)

    @property
    def is_one_change(self) -> bool:
        """Does it come or go with all its words in the same names? Then these are said once; else beside the words of each."""
        names = {whose for cell in self.cells for _, words, whose in cell.pieces if words.strip()}
        return self.standing != "equal" and len(names) <= 1


@dataclass(frozen=True)
class Laid(Generic[T]):
    """A table: the heads of its columns if it has any, its rows, and whether each column comes, goes or stays."""

    head: LaidRow[T] | None
    rows: tuple[LaidRow[T], ...]
    columns: tuple[str, ...]

    def without(self, kind: str) -> Table:
        """The table without what comes ("insert"), or without what goes ("delete"); one without cells if that is all of it."""
        head, *rows = (
            tuple(cell.words(kind) for cell, column in zip(row.cells, self.columns, strict=True) if column != kind)
            if row and row.standing != kind
            else ()
            for row in (self.head, *self.rows)
        )
        return Table(head, tuple(filter(None, rows)))


def laid_out(pieces: Iterable[Piece[T]]) -> Laid[T] | None:
    """The table that a wording is of which these are the pieces; None if it is none, or they fit no rows and cells."""
    stream = [piece for piece in pieces if piece[1]]
    old, new = (_side(stream, gone) for gone in ("insert", "delete"))
    if old is None or new is None or len({bool(side.header) for side in (old, new) if side.width()}) != 1:
        return None  # there is no table, or one with heads takes the place of one without
    lines = [line for each in _lines(stream) for line in _apart(each)]
    if has_head := bool(old.header or new.header):
        del lines[1]  # of dashes: it says nothing but that the one before it are the heads
    rows = [_read(line) for line in lines]
    columns = _columns(rows, old.width() or new.width(), new.width() or old.width())
    # Both sides have few enough cells, but rows that all come while all columns go have as many as the one times the other.
    if len(rows) * len(columns) > 2 * MOST_CELLS:
        return None
    placed = tuple(_placed(row, columns) for row in rows)
    laid = Laid(placed[0], placed[1:], columns) if has_head else Laid(None, placed, columns)
    return laid if (laid.without("insert"), laid.without("delete")) == (old, new) else None


def _side(stream: Iterable[Piece[T]], gone: str) -> Table | None:
    words = "".join(words for kind, words, _ in stream if kind != gone)
    return filled_in(words) if words.strip() else Table((), ())


def _lines(stream: Iterable[Piece[T]]) -> Iterator[list[Piece[T]]]:
    line: list[Piece[T]] = []
    for kind, words, whose in stream:
        first, *rest = words.split("\n")
        line.append((kind, first, whose))
        for said in rest:
            yield line
            line = [(kind, said, whose)]
    yield line


def _apart(line: Sequence[Piece[T]]) -> Iterator[list[Piece[T]]]:
    """A line of which nothing stays is one that goes and one that comes; one without words is none."""
    said = [piece for piece in line if piece[1]]
    if any(kind == "equal" and words.strip() for kind, words, _ in said):
        yield said
        return
    for standing in ("delete", "insert"):
        # A space by itself may bear no mark: it stays on either side.
        of = [piece for piece in said if piece[0] in (standing, "equal")]
        if any(words.strip() for _, words, _ in of):
            yield of


_Read = tuple[str, list[tuple[str, list[Piece[T]]]]]
"""What becomes of a row, and of each of its cells what becomes of it, by the bar that ends it, and the letters that it says."""


def _read(line: Sequence[Piece[T]]) -> _Read[T]:
    kinds = {kind for kind, words, _ in line if words.strip()}
    standing = kinds.pop() if len(kinds) == 1 else "equal"
    typed = "".join(words for _, words, _ in line)
    of = [(kind, by) for kind, words, by in line for _ in words]
    cells = []
    for start, end in pairwise(bars_in(typed)):
        letters, at = [], start + 1
        for letter, typed_so in zip(*typed_letters(typed[start + 1 : end]), strict=True):
            letters.append((of[at][0], letter, of[at][1]))
            at += len(typed_so)
        cells.append((of[end][0], letters))
    return standing, cells


def _columns(rows: Iterable[_Read[T]], old: int, new: int) -> tuple[str, ...]:
    """Whether each column comes, goes or stays: as do the cells of a row that stays and lacks none.

    `old` and `new` are how many columns either table has. Where every row lacks a cell, the first columns stay.
    """
    for standing, cells in rows:
        bars = [bar for bar, _ in cells]
        if standing == "equal" and (len(bars) - bars.count("insert"), len(bars) - bars.count("delete")) == (old, new):
            return tuple(bars)
    return ("equal",) * min(old, new) + ("delete",) * (old - new) + ("insert",) * (new - old)


def _placed(row: _Read[T], columns: Iterable[str]) -> LaidRow[T]:
    """The row with a cell for each column: one that comes has none in a column that goes, nor the other way round."""
    standing, cells = row
    lacks = {"insert": "delete", "delete": "insert"}.get(standing)
    waiting = (letters for _, letters in cells)
    placed = [(column, [] if column == lacks else next(waiting, [])) for column in columns]
    made = tuple(LaidCell(standing if lacks else column, tuple(_trimmed(letters))) for column, letters in placed)
    said = [piece for cell in made for piece in cell.pieces] or [letter for _, letters in cells for letter in letters]
    whose = dict.fromkeys(who for _, _, by in said for who in by) if lacks else ()
    return LaidRow(standing, tuple(whose), made)


def _trimmed(letters: Sequence[Piece[T]]) -> Iterator[Piece[T]]:
    """The pieces of a cell, without the white space around it and around its lines, on either side."""
    old, new = (_seen(letters, gone) for gone in ("insert", "delete"))
    # White space that the trimming leaves on one side alone comes, or goes, with what stands beside it.
    kinds = [
        (at, "delete" if at not in new else "insert" if at not in old else "equal") for at in sorted(old | new)
    ]  # fmt: skip
    changed = {kind: [at for at, letter in enumerate(letters) if letter[0] == kind] for kind in ("insert", "delete")}
    for (kind, whose), run in groupby(kinds, key=lambda one: (one[1], _whose(letters, changed, *one))):
        yield kind, "".join(letters[at][1] for at, _ in run), whose


def _whose(
    letters: Sequence[Piece[T]], changed: Mapping[str, Sequence[int]], at: int, kind: str
) -> tuple[T, ...]:  # fmt: skip
    """Whose a letter is; of one that the trimming marked, whose the change is that stands next to it."""
    if letters[at][0] == kind:
        return letters[at][2]
    after = bisect_left(changed[kind], at)
    beside = changed[kind][max(after - 1, 0) : after + 1]
    return letters[min(beside, key=lambda place: abs(place - at))][2] if beside else ()


def _seen(letters: Sequence[Piece[T]], gone: str) -> set[int]:
    """The places of one side's letters that are not white space around a line."""
    places = (at for at, (kind, _, _) in enumerate(letters) if kind != gone)
    found = set[int]()
    for is_end, line in groupby(places, key=lambda at: letters[at][1] == "\n"):
        row = list(line)
        words = [at for at in row if is_end or not letters[at][1].isspace()]
        found.update(at for at in row if words and words[0] <= at <= words[-1])
    return found


def parts(pieces: Iterable[Piece[T]]) -> list[Laid[T] | list[Piece[T]]]:
    """What is shown one below another: the table that pieces are; where one wording goes whole and another comes, each; or the pieces."""
    stream = list(pieces)
    if found := laid_out(stream):
        return [found]
    if any(kind == "equal" for kind, _, _ in stream):
        return [stream]
    runs = (list(run) for _, run in groupby(stream, key=lambda piece: piece[0]))
    each = [laid_out(run) or run for run in runs]
    return each if any(isinstance(one, Laid) for one in each) else [stream]


@dataclass(frozen=True)
class ChangingTable(Table):
    """A table of which every line, the heads too, says by its cells what changes and in whose name."""

    laid: tuple[LaidRow[str], ...] = ()
    columns: tuple[str, ...] = ()

    def lines(self) -> Iterator[tuple[str, list[tuple[str, tuple[Change, ...]]]]]:
        """The rows, the heads first, with their cells and the changes in them, as they are printed."""
        yield from (("equal", list(_printed(row))) for row in self.laid)

    def tracked(self) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, tuple[Change, ...]]]]]:
        """The same rows, of which each that comes or goes says so as a whole, and in whose name, as does each of its cells."""
        for row in self.laid:
            yield row.standing, row.whose, list(_printed(row, everywhere=True))


def tracked_as_table(block: Worded) -> Table | None:
    """The table as which a block stands in a file whose changes can be accepted or rejected. None where that cannot give both sides.

    So it is where a column comes or goes, where the heads do, and where the block does so as a whole: they are tracked as they are typed.
    """
    table = shown_as_table(block)
    if not isinstance(table, ChangingTable):
        return table
    stay = [block.standing, *table.columns, *([table.laid[0].standing] if table.header else [])]
    return table if set(stay) == {"equal"} else None


def shown_as_table(block: Worded) -> Table | None:
    """The table as which a block is printed for readers, also where it changes, comes or goes: then each change is in its cell.

    None where its words are none, where they fit no rows and cells, and where its footnotes are not called one after another.
    """
    if not block.changes and block.standing == "equal":
        return set_as_table(block)
    if isinstance(block, Heading) or is_moved(block):
        return None
    changes = block.changes or (Change(block.standing, block.words, block.authors),)
    laid = laid_out((change.kind, change.words, change.authors or block.authors) for change in changes)
    if laid is None:
        return None
    rows = tuple(filter(None, [laid.head, *laid.rows]))
    lines = [tuple(words for words, _ in _printed(row)) for row in rows]
    table = ChangingTable(lines.pop(0) if laid.head else (), tuple(lines), laid=rows, columns=laid.columns)
    return table if calls_in_turn(table, block) else None


def _printed(row: LaidRow[str], *, everywhere: bool = False) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The cells of a row with their changes; one that is one change says once, at its end, in whose name, or `everywhere`."""
    last = max((at for at, cell in enumerate(row.cells) if cell.pieces), default=0)
    for at, cell in enumerate(row.cells):
        pieces = cell.pieces
        if row.is_one_change and pieces:
            pieces = ((row.standing, cell.words(""), row.whose if everywhere or at == last else ()),)
        changes = uncut(tuple(Change(*piece) for piece in pieces))
        unchanged = all(change.kind == "equal" for change in changes)
        yield "".join(change.words for change in changes), () if unchanged else changes
