"""What changed between two tables? Rows are paired, then columns, then the cells of both are compared word by word.

Both are wordings (see `documents.tabled`), and so is what is found: the pieces in order, without the inserted ones, are exactly the
old wording, without the deleted ones exactly the new one. No piece goes beyond a cell, but where whole rows, or the cells of
a column, come or go. `documents.changing` lays such pieces out as the table that they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice, zip_longest
from operator import itemgetter

from oewg.texts.documents.description import Change, Table
from oewg.texts.documents.tabled import TypedLine, bars_in, table_in, typed_letters, typed_line
from oewg.texts.documents.wording import uncut
from oewg.texts.rules.by_words import Piece, by_words, matched, pairs, words_in

ALIKE = 0.5
"""So much of two rows, or columns, must be the same for one to have become the other, where they are not about the same."""
Row = Sequence[str]
Pairs = list[tuple[int, int]]
_Columns = list[tuple[int | None, int | None]]
"""(place in the old table or None, place in the new one or None)."""


def by_rows(old: str, new: str) -> list[Piece] | None:
    """The pieces that lead from one table to the other; None if neither is one.

    Where only one is a table, or has heads of columns, or where their columns cannot be told apart, one goes as a whole and the other comes.
    """
    start, end = _ends(old, new)
    before, after = (words[start : len(words) - end] for words in (old, new))
    olds, news = table_in(before), table_in(after)
    if olds is None and news is None:
        return None
    if old == new:
        return [("equal", old)]
    pieces = list(_pieces(before.split("\n"), after.split("\n"), olds, news)) if olds and news else []
    pieces = pieces or [("delete", before), ("insert", after)]
    return together([("equal", old[:start]), *pieces, ("equal", old[len(old) - end :])])


def together(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of one kind as one, in the order of the rows: what goes in one row does not go over to the next."""
    said = (piece for piece in pieces if piece[1])
    return [(kind, "".join(words for _, words in run)) for kind, run in groupby(said, key=itemgetter(0))]


def _ends(old: str, new: str) -> tuple[int, int]:
    """How many ends of lines both begin with, and end with: rows alone, as they are added to a table, have one."""
    if not old.strip() or not new.strip():
        return 0, 0
    return int(old[0] == new[0] == "\n"), int(old[-1] == new[-1] == "\n")


def rows_about_the_same(olds: Sequence[Row], news: Sequence[Row]) -> Pairs:
    """Which old row and which new one are about the same, in the order of both."""
    return matched([_subject(row) for row in olds], [_subject(row) for row in news])


def _subject(row: Row) -> str:
    """What a row is about: its first cell (the symbol of a document); of a row that is numbered, all between that and the last.

    What is about nothing is told by all that it says.
    """
    is_numbered = len(row) > 2 and row[0].strip() and not any(letter.isalpha() for letter in row[0])
    subject = row[1:-1] if is_numbered else row[:1]
    return "\n".join(subject if any(map(str.strip, subject)) else row)


def _rows_paired(olds: Sequence[Row], news: Sequence[Row]) -> Pairs:
    """Which old row is which new one, in the order of both: those about the same, and between them those half alike."""
    found: Pairs = []
    i = j = 0
    for x, y in [*rows_about_the_same(olds, news), (len(olds), len(news))]:
        before, after = [" ".join(row) for row in olds[i:x]], [" ".join(row) for row in news[j:y]]
        found += [(i + p, j + q) for p, q in pairs(before, after) if _are_alike(before[p], after[q])]
        if x < len(olds):
            found.append((x, y))
        i, j = x + 1, y + 1
    return found


def _are_alike(one: str, other: str) -> bool:
    a, b = words_in([one]), words_in([other])
    return one == other or 2 * (a & b).total() >= ALIKE * (a.total() + b.total() or 1)


def _columns(old: Table, new: Table, olds: Sequence[str], news: Sequence[str]) -> _Columns:
    """The columns of two tables, typed in these lines, in one order; none where they cannot be told apart."""
    if bool(old.header) != bool(new.header) or not all(map(str.strip, (*olds, *news))):
        return []
    found = _columns_paired(old, new)
    before, after = ({len(typed_line(line).cells) for line in lines} for lines in (olds, news))
    if all(None not in column for column in found):
        # The line of dashes may have more cells than there are columns.
        return [*found, *zip_longest(range(old.width(), max(before)), range(new.width(), max(after)))]
    # In which column a cell stands is only sure, where columns come or go, if every row has all of them.
    full = (before, after) == ({old.width()}, {new.width()})
    return found if full and any(None not in column for column in found) else []


def _columns_paired(old: Table, new: Table) -> _Columns:
    before, after = (
        [" ".join(column) for column in zip(*map(table.filled, (table.header, *table.rows)), strict=True)]
        for table in (old, new)
    )
    found: _Columns = []
    i = j = 0
    for x, y in [*pairs(before, after), (len(before), len(after))]:
        if x - i == y - j:  # as many as there were: they are the same ones, in other words
            found += zip(range(i, x), range(j, y), strict=True)
        else:
            found += [(at, None) for at in range(i, x)] + [(None, at) for at in range(j, y)]
        if x < len(before):
            found.append((x, y))
        i, j = x + 1, y + 1
    return found


def _pieces(olds: Sequence[str], news: Sequence[str], old: Table, new: Table) -> Iterator[Piece]:
    """Of two tables, typed in these lines; none where their columns cannot be told apart."""
    columns = _columns(old, new, olds, news)
    # The heads of the columns, and the line under them, are one and the same in both.
    first = 2 if old.header else 0
    same = [(at, at) for at in range(first)]
    same += [(x + first, y + first) for x, y in _rows_paired(old.rows, new.rows)]
    i = j = 0
    for x, y in [*same, (len(olds), len(news))] if columns else ():
        for at in range(i, x):
            yield "delete", ("\n" if at else "") + olds[at]
        for at in range(j, y):
            yield "insert", ("\n" if at else "") + news[at]
        if x < len(olds):
            if x or y:
                yield "equal" if x and y else "delete" if x else "insert", "\n"
            yield from _line(typed_line(olds[x]), typed_line(news[y]), columns)
        i, j = x + 1, y + 1


def _line(old: TypedLine, new: TypedLine, columns: _Columns) -> Iterator[Piece]:
    """The pieces of a row that stayed; each cell ends with its bar."""
    yield from _replaced(old.before, new.before)
    yield "equal", "|"
    for x, y in columns:
        before = old.cells[x] if x is not None and x < len(old.cells) else None
        after = new.cells[y] if y is not None and y < len(new.cells) else None
        if before is not None and after is not None:
            yield from _cell(before, after)
            yield "equal", "|"
        elif before is not None:
            yield "delete", f"{before}|"
        elif after is not None:
            yield "insert", f"{after}|"
    yield from _replaced(old.after, new.after)


def _replaced(old: str, new: str) -> list[Piece]:
    return [("equal", old)] if old == new else [("delete", old), ("insert", new)]


def _cell(old: str, new: str) -> list[Piece]:
    """The pieces of a cell, as it is typed; compared is what it says."""
    if old == new:
        return [("equal", old)]
    found = list(_in_cell(old, new))
    # Beside each other a backslash and a sign may read as one, and no longer as what each of them is.
    typed = "".join(words for _, words in found)
    stays = typed_letters(typed)[0] == "".join(typed_letters(words)[0] for _, words in found) and not bars_in(typed)
    return found if stays else _replaced(old, new)


def _in_cell(old: str, new: str) -> Iterator[Piece]:
    (says, typed), (says_now, typed_now) = typed_letters(old), typed_letters(new)
    before, after = iter(typed), iter(typed_now)
    for change in uncut(tuple(Change(kind, words) for kind, words in by_words(says, says_now))):
        if change.kind == "equal":
            # What says the same may be typed in another way.
            for one, other in islice(zip(before, after, strict=False), len(change.words)):
                yield from _replaced(one, other)
        else:
            yield change.kind, "".join(islice(before if change.kind == "delete" else after, len(change.words)))
