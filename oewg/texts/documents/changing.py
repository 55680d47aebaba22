"""Which rows and cells has a table that changes, what becomes of each, and whose is the change?

A redline of a table is words as any other: pieces of what is typed. Here they are laid out as rows and cells, if they can be: each row
comes, goes or stays, and so does each column; within a cell that stays, words come and go. What has all the insertions and
none of the deletions is the new table cell by cell, and the other way round the old one; else nothing is laid out, and whoever
shows it shows what is typed.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, zip_longest
from typing import Generic, TypeVar

from oewg.texts.documents.changed import Worded, is_moved
from oewg.texts.documents.description import Change, Heading, Table
from oewg.texts.documents.inline import MARK
from oewg.texts.documents.tabled import MOST_CELLS, bars_in, filled_in, has_head, set_as_table, typed_letters
from oewg.texts.documents.wording import uncut

T = TypeVar("T")
Piece = tuple[str, str, tuple[T, ...]]
""""equal", "insert" or "delete", the words, and whose change that is."""
_Letter = tuple[str, str, tuple[T, ...]]


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


@dataclass(frozen=True)
class Laid(Generic[T]):
    """A table: the heads of its columns if it has any, its rows, and whether each column comes, goes or stays."""

    head: LaidRow[T] | None
    rows: tuple[LaidRow[T], ...]
    columns: tuple[str, ...]

    def without(self, kind: str) -> list[list[str]]:
        """The words of the rows, the heads first, without what comes ("insert"), or without what goes ("delete")."""
        return [
            [cell.words(kind) for cell, column in zip(row.cells, self.columns, strict=True) if column != kind]
            for row in filter(None, [self.head, *self.rows])
            if row.standing != kind
        ]


def laid_out(pieces: Iterable[Piece[T]]) -> Laid[T] | None:
    """The table that a wording is of which these are the pieces; None if it is none, or they fit no rows and cells."""
    stream = [piece for piece in pieces if piece[1]]
    sides = {kind: "".join(words for each, words, _ in stream if each != kind) for kind in ("insert", "delete")}
    if not all(not words.strip() or words.lstrip().startswith("|") for words in sides.values()):
        return None
    tables = {kind: filled_in(words) if words.strip() else None for kind, words in sides.items()}
    known = [table for table in tables.values() if table]
    if not known or any(words.strip() and not tables[kind] for kind, words in sides.items()):
        return None
    if len({bool(table.header) for table in known}) > 1:
        return None
    lines = [line for each in _lines(stream) for line in _apart(each)]
    head = None
    if known[0].header:
        # The line of dashes says nothing: the one before it are the heads, and they alone.
        if len(lines) < 2 or not all(has_head([sides[kind], _typed(lines[1], kind)]) for kind in sides if tables[kind]):
            return None
        head = lines.pop(0)
        del lines[0]
    rows = [_cells(line) for line in filter(None, [head, *lines])]
    columns = _columns(rows, {kind: table.width() if table else None for kind, table in tables.items()})
    # Both sides have few enough cells, but rows that all come while all columns go have as many as the one times the other.
    if columns is None or len(rows) * len(columns) > 2 * MOST_CELLS:
        return None
    placed = [_placed(row, columns) for row in rows]
    if None in placed:
        return None
    made = tuple(row for row in placed if row)
    laid = Laid(made[0] if head else None, made[1:] if head else made, columns)
    for kind, table in tables.items():
        said = [[*row] for row in filter(None, [table.header, *table.rows])] if table else []
        if laid.without(kind) != said:
            return None
    return laid


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
        of = [piece for piece in said if piece[0] == standing]
        if any(words.strip() for _, words, _ in of):
            yield of


def _typed(line: Sequence[Piece[T]], without: str) -> str:
    return "".join(words for kind, words, _ in line if kind != without)


def _cells(line: Sequence[Piece[T]]) -> tuple[str, list[tuple[str, list[_Letter[T]]]]]:
    """What becomes of a line, and of each cell (by the bar that ends it) with the letters that it says."""
    kinds = {kind for kind, words, _ in line if words.strip()}
    standing = kinds.pop() if len(kinds) == 1 else "equal"
    typed = "".join(words for _, words, _ in line)
    of = [(kind, whose) for kind, words, whose in line for _ in words]
    bars = bars_in(typed)
    cells = []
    for start, end in pairwise(bars):
        letters, at = [], start + 1
        for said, slice_ in zip(*typed_letters(typed[start + 1 : end]), strict=True):
            letters.append((of[at][0], said, of[at][1]))
            at += len(slice_)
        cells.append((of[end][0], letters))
    return standing, cells


_Read = tuple[str, list[tuple[str, list[_Letter[T]]]]]


def _columns(rows: Sequence[_Read[T]], widths: Mapping[str, int | None]) -> tuple[str, ...] | None:
    """Whether each column comes, goes or stays: as the cells of the rows that stay say. None where they are fewer on a side than is known ("insert": without what comes; "delete": without what goes)."""
    stay = [[bar for bar, _ in cells] for standing, cells in rows if standing == "equal"]
    found: list[str] = []
    for bars in zip_longest(*stay):
        kinds = {bar for bar in bars if bar}
        # Where some rows have a cell and others none yet, or none any longer, the column is there for all.
        found.append("equal" if len(kinds) > 1 else kinds.pop())
    more = [(widths[gone] or 0) - sum(kind != gone for kind in found) for gone in ("insert", "delete")]
    if None in widths.values():
        return ("equal",) * max(more)
    if min(more) < 0:
        return None
    return (*found, *["equal"] * min(more), *["delete"] * (more[0] - min(more)), *["insert"] * (more[1] - min(more)))


def _placed(row: _Read[T], columns: Sequence[str]) -> LaidRow[T] | None:
    """The row with a cell for each column; None if on either side its cells would stand in other columns than they do."""
    standing, cells = row
    gone = {"insert": "delete", "delete": "insert"}.get(standing)
    if gone is None:
        for kind in ("insert", "delete"):
            there = [at for at, (bar, _) in enumerate(cells) if bar != kind]
            if there != [at for at, column in enumerate(columns) if column != kind][: len(there)]:
                return None
    waiting = iter(cells)
    made: list[LaidCell[T]] = []
    for column in columns:
        _, letters = ("", []) if gone and column == gone else next(waiting, ("", []))
        made.append(LaidCell(standing if gone else column, tuple(_trimmed(letters))))
    if next(waiting, None):
        return None
    whose = dict.fromkeys(who for cell in made for _, _, by in cell.pieces for who in by) if gone else {}
    if gone and not whose:
        whose = dict.fromkeys(who for _, letters in cells for _, _, by in letters for who in by)
    return LaidRow(standing, tuple(whose), tuple(made))


def _trimmed(letters: Sequence[_Letter[T]]) -> Iterator[Piece[T]]:
    """The pieces of a cell, without the white space around it and around its lines, on either side."""
    kept = {
        kind: _seen([at for at, (each, _, _) in enumerate(letters) if each != kind], letters)
        for kind in ("insert", "delete")
    }
    old, new = kept["insert"], kept["delete"]
    # White space that the trimming leaves on one side alone comes, or goes, with what stands beside it.
    ways = [
        (("equal" if at in old and at in new else "delete" if at in old else "insert"), letter, at)
        for at, (_, letter, _) in enumerate(letters)
        if at in old or at in new
    ]
    of_kind = {kind: [at for at, (each, _, _) in enumerate(letters) if each == kind] for kind in ("insert", "delete")}
    for (kind, whose), row in groupby(ways, key=lambda one: (one[0], _whose(letters, one[2], one[0], of_kind))):
        yield kind, "".join(letter for _, letter, _ in row), whose


def _whose(
    letters: Sequence[_Letter[T]], at: int, kind: str, of_kind: Mapping[str, Sequence[int]]
) -> tuple[T, ...]:  # fmt: skip
    """Whose a letter is; of one that the trimming marked, whose the change is that stands next to it."""
    if letters[at][0] == kind:
        return letters[at][2]
    after = bisect_left(of_kind[kind], at)
    beside = of_kind[kind][max(after - 1, 0) : after + 1]
    return letters[min(beside, key=lambda place: abs(place - at))][2] if beside else ()


def _seen(places: Sequence[int], letters: Sequence[_Letter[T]]) -> frozenset[int]:
    """Of the places of one side those that are not white space around a line."""
    found: list[int] = []
    line: list[int] = []

    def settle() -> None:
        words = [place for place in line if not letters[place][1].isspace()]
        found.extend(place for place in line if words and words[0] <= place <= words[-1])
        line.clear()

    for place in places:
        if letters[place][1] == "\n":
            settle()
            found.append(place)
        else:
            line.append(place)
    settle()
    return frozenset(found)


def parts(pieces: Iterable[Piece[T]]) -> list[Laid[T] | list[Piece[T]]]:
    """What is shown one below another: the table that pieces are; where one wording goes whole and another comes, each; or the pieces."""
    stream = list(pieces)
    if found := laid_out(stream):
        return [found]
    kinds = [list(run) for _, run in groupby(stream, key=lambda piece: piece[0])]
    each = [laid_out(run) or run for run in kinds]
    whole = all(run[0][0] != "equal" for run in kinds) and any(isinstance(one, Laid) for one in each)
    return each if whole else [stream]


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
    lines = [[words for words, _ in _printed(row)] for row in rows]
    known = [note.key for note in block.notes]
    if [key for line in lines for words in line for key in MARK.findall(words) if key in known] != known:
        return None
    said = [tuple(line) for line in lines]
    return ChangingTable(said.pop(0) if laid.head else (), tuple(said), laid=rows, columns=laid.columns)


def _printed(row: LaidRow[str], *, everywhere: bool = False) -> Iterator[tuple[str, tuple[Change, ...]]]:
    """The cells of a row with their changes; one that comes or goes says once, at its end, in whose name, or `everywhere`."""
    last = max((at for at, cell in enumerate(row.cells) if cell.pieces), default=0)
    for at, cell in enumerate(row.cells):
        if row.standing == "equal":
            changes = uncut(tuple(Change(*piece) for piece in cell.pieces))
        else:
            changes = (
                (Change(row.standing, cell.words(""), row.whose if everywhere or at == last else ()),)
                if cell.pieces
                else ()
            )
        unchanged = all(change.kind == "equal" for change in changes)
        yield "".join(change.words for change in changes), () if unchanged else changes
