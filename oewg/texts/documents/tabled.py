"""How is a table typed as a wording, and when is a wording a table?

One line a row, each cell between bars, as Markdown has it, so that whoever can type a paragraph can type and amend a table, and
positions, amendments and redlines bind to its exact words as to any others:

    | Measure | Who reports |
    | --- | --- |
    | Points of contact | each State |

The line of dashes is there if the first row is the head. Within a cell `<br>` begins a new line; a bar that is none of the
table's is typed `\\|`, and where it would be misread a backslash is typed twice, and `<` and `-` after one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from oewg.texts.documents.changed import Worded
from oewg.texts.documents.description import Change, Heading, Paragraph, Table
from oewg.texts.documents.inline import MARK

MOST_CELLS = 10_000
"""Of one wording: a person would read no more, and rows that are filled up could be many more than were typed."""
_TOKEN = re.compile(r"\\([\\|<-])|(\|)|(?i:<br ?/?>)")
_SPECIAL = re.compile(r"\\(?=[\\|<\n-])|\||<(?=(?i:br ?/?>))")
_RULE = re.compile(r"\|(?: *:?-{3,}:? *\|)+")


def table_in(words: str) -> Table | None:
    """The table that a wording is: each of its lines is a row. None for any other wording."""
    lines = [line.strip() for line in words.strip().split("\n")]
    if not all(map(is_row, lines)):
        return None
    heads = len(lines) > 1 and _RULE.fullmatch(lines[1]) is not None
    rows = tuple(_cells(line) for place, line in enumerate(lines) if not (heads and place == 1))
    if not any(cell for row in rows for cell in row) or max(map(len, rows)) * len(rows) > MOST_CELLS:
        return None
    return Table(rows[0], rows[1:]) if heads else Table((), rows)


def filled_in(words: str) -> Table | None:
    """The same, each of its rows with as many cells: what two wordings have alike that are typed in other ways."""
    found = table_in(words)
    return found and Table(found.filled(found.header) if found.header else (), tuple(map(found.filled, found.rows)))


@dataclass(frozen=True)
class TypedLine:
    """A line of a table as it is typed: what stands between its bars, and the white space before the first and after the last."""

    before: str
    cells: tuple[str, ...]
    after: str


def typed_line(line: str) -> TypedLine:
    """The parts of a line; its bars between and around the cells, in that order, are it again."""
    bars = bars_in(line)
    cells = tuple(line[start + 1 : end] for start, end in pairwise(bars))
    return TypedLine(line[: bars[0]], cells, line[bars[-1] + 1 :])


def bars_in(line: str) -> list[int]:
    """The places of the bars that are the table's."""
    return [sign.start() for sign in _TOKEN.finditer(line) if sign[2]]


def typed_letters(typed: str) -> tuple[str, list[str]]:
    """What is typed between two bars: the letters that it says, and how each of them is typed."""
    said, letters, at = "", list[str](), 0
    for sign in _TOKEN.finditer(typed):
        plainly = typed[at : sign.start()]
        said += plainly + (sign[1] or sign[2] or "\n")
        letters += [*plainly, sign[0]]
        at = sign.end()
    return said + typed[at:], [*letters, *typed[at:]]


def cell_at(words: str, starts: int, ends: int) -> tuple[str, str, str] | None:
    """What the cell of a table says before a stretch of the wording, in it, and after it; None if it is not in one cell."""
    first = words.rfind("\n", 0, starts) + 1
    last = words.find("\n", ends)
    line = words[first : last if last >= 0 else len(words)]
    if "\n" in words[starts:ends] or not _is_table(words):
        return None
    bars = bars_in(line)
    opens = max((bar for bar in bars if bar < starts - first), default=None)
    closes = min((bar for bar in bars if opens is not None and bar > opens), default=0)
    if opens is None or closes < ends - first:
        return None
    pieces = (line[opens + 1 : starts - first], words[starts:ends], line[ends - first : closes])
    before, within, after = (" ".join(typed_letters(each)[0].split("\n")) for each in pieces)
    return before.lstrip(), within, after.rstrip()


@lru_cache(maxsize=16)
def _is_table(words: str) -> bool:
    # Asked once for each stretch of the same wording, one after another.
    return table_in(words) is not None


def is_row(line: str) -> bool:
    """Is a line, without white space around it, typed as a row: do the bars of a table begin and end it?"""
    escapes = len(line) - 1 - len(line[:-1].rstrip("\\"))
    return len(line) > 1 and line[0] == line[-1] == "|" and escapes % 2 == 0


def _cells(line: str) -> tuple[str, ...]:
    cells, at = [""], 1
    for sign in _TOKEN.finditer(line, 1, len(line) - 1):
        cells[-1] += line[at : sign.start()]
        if sign[2]:
            cells.append("")
        else:
            cells[-1] += sign[1] or "\n"
        at = sign.end()
    cells[-1] += line[at:-1]
    return tuple(_trimmed(cell) for cell in cells)


def _trimmed(cell: str) -> str:
    return "\n".join(line.strip() for line in cell.split("\n"))


def tabled(table: Table) -> str:
    """A table as a wording, of which `table_in` is the table again; "" for one without words. No row is without a cell."""
    rows = [row or ("",) for row in ((table.header,) if table.header else ()) + table.rows]
    if not any(cell.strip() for row in rows for cell in row):
        return ""
    lines = [f"| {' | '.join(map(typed_in_cell, map(_trimmed, row)))} |" for row in rows]
    if table.header:
        lines.insert(1, f"|{' --- |' * table.width()}")
    elif len(rows) > 1 and _RULE.fullmatch(lines[1]):
        lines[1] = lines[1].replace("-", "\\-")  # a second row of dashes alone would make the first one a head
    return "\n".join(lines)


def typed_in_cell(words: str) -> str:
    """Words of a cell, or a piece of them, as they are typed between bars."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", words).replace("\n", "<br>")


def set_as_table(block: Worded) -> Table | None:
    """The table as which a block is printed. None where its words are none, or change: what changes is printed as it is typed.

    Its footnotes have to be called by its cells one after another; else too the words are printed as they are typed.
    """
    if (
        isinstance(block, Heading)
        or block.changes
        or block.standing != "equal"
        or not block.words.lstrip().startswith("|")
    ):
        return None
    table = table_in(block.words)
    return table if table and calls_in_turn(table, block) else None


def calls_in_turn(table: Table, block: Worded) -> bool:
    """Do the cells call the footnotes of the block, each once and one after another?"""
    known = [note.key for note in block.notes]
    called = [key for row in (table.header, *table.rows) for cell in row for key in MARK.findall(cell) if key in known]
    return called == known


def in_cell(words: str, block: Worded, changes: tuple[Change, ...] = (), standing: str = "equal") -> Paragraph:
    """A cell of a block that is set as a table, with the footnotes that it calls, and what becomes of its words and of its row."""
    called = set(MARK.findall(words))
    notes = tuple(note for note in block.notes if note.key in called)
    return Paragraph(
        number="", words=words, notes=notes, language=block.language, changes=changes, standing=standing
    )  # fmt: skip
