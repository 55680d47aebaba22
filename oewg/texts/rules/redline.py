"""What changed between two wordings? A paragraph is compared word by word, a table row by row and cell by cell.

    redline("States should cooperate.", "States should always cooperate.")
    -> [("equal", "States should "), ("insert", "always "), ("equal", "cooperate.")]

The pieces in order, without the inserted ones, are exactly the old wording; without the deleted ones, exactly the new one.
"""

from collections.abc import Iterator, Sequence

from oewg.texts.documents.changing import Laid, laid_out
from oewg.texts.rules.by_rows import by_rows, together
from oewg.texts.rules.by_words import Piece, by_lines, by_words, tokens


def redline(old: str, new: str) -> list[Piece]:
    """The pieces that lead from the old wording to the new one; neighbours are never of the same kind."""
    found = by_rows(old, new)
    return by_words(old, new) if found is None else found


def redline_lines(old: str, new: str) -> list[Piece]:
    """The same for a text of many paragraphs, one a line, that are paired first, and then compared by words."""
    found = by_rows(old, new)
    return by_lines(old, new) if found is None else found


def excerpt(pieces: Sequence[Piece], around: int = 60) -> list[Piece]:
    """A redline for a list: of the words that stayed only some `around` each change (characters), cut at spaces, with "…".

    Of a table the rows that change, a point between their cells.
    """
    table: Laid[str] | None = laid_out((kind, words, ()) for kind, words in pieces)
    if table:
        pieces = together(_in_a_line(table))
    found: list[Piece] = []
    for place, (kind, words) in enumerate(pieces):
        if kind != "equal":
            found.append((kind, words))
            continue
        parts = tokens(words)  # cut between them: a link and a footnote mark stay whole
        before = "" if place == 0 else "".join(_first(parts, around))
        after = "" if place == len(pieces) - 1 else "".join(_first(parts[::-1], around)[::-1])
        whole = len(before) + len(after) >= len(words)
        found.append((kind, words if whole else f"{before}{' ' if before else ''}…{' ' if after else ''}{after}"))
    return found


def _in_a_line(table: Laid[str]) -> Iterator[Piece]:
    rows = [row for row in (table.head, *table.rows) if row and row.changes]
    for place, row in enumerate(rows):
        if place:
            yield "equal", " … "
        said = [cell for cell in row.cells if cell.pieces]
        for at, cell in enumerate(said):
            if at:
                yield row.standing, " · "
            yield from ((kind, words.replace("\n", " ")) for kind, words, _ in cell.pieces)


def _first(parts: Sequence[str], most: int) -> Sequence[str]:
    """As many as have together no more than `most` characters, up to the last space among them if there is one."""
    end = spaced = length = 0
    for place, part in enumerate(parts):
        if part.isspace():
            spaced = place
        length += len(part)
        if length > most:
            return parts[: spaced or end]
        end = place + 1
    return parts
