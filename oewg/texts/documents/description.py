"""What does a document of the group consist of: before it is written in any form, and after it has been read from one?

`words` everywhere are in the project's inline form (see `inline`); all other strings are printed as they stand.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

HEADING_LEVELS = range(1, 4)
SUBPARAGRAPH_LEVELS = range(1, 4)

STANDINGS = ("equal", "insert", "delete")

IDENTITY = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _check_standing(standing: str) -> None:
    if standing not in STANDINGS:
        raise ValueError(f"Not what becomes of words: {standing!r}.")


def _check_language(tag: str) -> None:
    if tag and not LANGUAGE_TAG.fullmatch(tag):
        raise ValueError(f"Not a language tag: {tag!r}.")


@dataclass(frozen=True)
class Masthead:
    """The head of the first page; a part that is "" is left out."""

    organization: str
    symbol: str
    distribution: str
    date: str
    original_language: str
    body: str
    session: str
    agenda_item: str


@dataclass(frozen=True)
class Change:
    """A stretch of the words of a redline: "equal", "insert" or "delete", in whose name (delegations; () for nobody's).

    The stretches of a block, in order, give its words: with every change accepted the new ones, with every one rejected the
    old ones. A mark of the inline form may not be cut by them.
    """

    kind: str
    words: str
    authors: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_standing(self.kind)


def accepted(changes: Iterable[Change]) -> str:
    """The words with every change accepted."""
    return "".join(change.words for change in changes if change.kind != "delete")


def rejected(changes: Iterable[Change]) -> str:
    """The words with every change rejected."""
    return "".join(change.words for change in changes if change.kind != "insert")


@dataclass(frozen=True)
class Footnote:
    """The words that the mark `[^key]` stands for, in the block that holds the footnote; `changes` in a redline."""

    key: str
    words: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Marked:
    """What a block of words may say beyond its words.

    `changes`: in a redline the stretches of which `words` (or, of a deleted block, the old words) are made; () where nothing
    in it changes. `standing`: "insert" or "delete" when the block itself comes or goes, in the name of `authors`.
    `moved`: of a block that goes at one place and comes at another, the other place ("paragraph 12"); its "equal" stretches
    are the words that moved along. `move` is the same at both places, and there alone; letters, digits and "_".
    `identity`: the lasting name by which whoever reads the file finds the provision and its revision again; letters, digits
    and "_", 40 at most, unique in the document; "" for what is generated. `language`: a tag, where it is not the document's.
    """

    notes: tuple[Footnote, ...] = ()
    changes: tuple[Change, ...] = ()
    standing: str = "equal"
    authors: tuple[str, ...] = ()
    identity: str = ""
    language: str = ""
    moved: str = ""
    move: str = ""

    def __post_init__(self) -> None:
        _check_standing(self.standing)
        if self.move and not IDENTITY.fullmatch(self.move):
            raise ValueError(f"Not the name of a move: {self.move!r}.")
        if self.identity and not IDENTITY.fullmatch(self.identity):
            raise ValueError(f"Not an identity: {self.identity!r}.")
        _check_language(self.language)


def identity_of(provision_id: int, revision_id: int) -> str:
    """The identity of a provision's wording in a file: "provision_12_revision_34"."""
    return f"provision_{provision_id}_revision_{revision_id}"


def identified(identity: str) -> tuple[int, int] | None:
    """The provision and the revision that an identity names; None when it names none."""
    found = re.fullmatch(r"provision_([0-9]{1,9})_revision_([0-9]{1,9})", identity)
    return (int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True)
class Heading(Marked):
    """A heading "I.", "A." or "1.": level 1, 2 or 3."""

    level: int
    number: str
    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.level not in HEADING_LEVELS:
            raise ValueError(f"A heading has level 1 to 3, not {self.level}.")


@dataclass(frozen=True)
class Paragraph(Marked):
    """A paragraph, numbered "12." or, with number "", unnumbered."""

    number: str
    words: str


@dataclass(frozen=True)
class Subparagraph(Marked):
    """A subparagraph "(a)" (level 1), "(i)" (level 2) or "a." (level 3)."""

    number: str
    level: int
    words: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.level not in SUBPARAGRAPH_LEVELS:
            raise ValueError(f"A subparagraph has level 1 to 3, not {self.level}.")


@dataclass(frozen=True)
class MarkedRow:
    """What a redline says of a row, in nobody's name: whether it comes or goes (`standing`), and how its cells change.

    `cells`: of each cell the stretches of which its words are made, () where nothing in it changes; () for none that changes.
    """

    standing: str = "equal"
    cells: tuple[tuple[Change, ...], ...] = ()

    def __post_init__(self) -> None:
        _check_standing(self.standing)
        if self.cells and self.standing != "equal":
            raise ValueError("A row that comes or goes does so with all its words.")


@dataclass(frozen=True)
class Table:
    """Cells of words, row by row; a shorter row is filled with empty cells. The header may be ().

    In a redline the whole table may come or go (`standing`), or `marked` says what becomes of each row; () where nothing changes.
    `language` is a tag, where it is not the document's: the columns run as that language does.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: tuple[MarkedRow, ...] = ()
    standing: str = "equal"
    language: str = ""

    def __post_init__(self) -> None:
        _check_standing(self.standing)
        _check_language(self.language)
        if self.marked and [len(row) for row in self.rows] != [
            len(mark.cells) or len(row) for row, mark in zip(self.rows, self.marked, strict=False)
        ]:
            raise ValueError("Each row, and each cell of a row that changes, is marked, or none is.")

    def marks(self) -> tuple[MarkedRow, ...]:
        """What becomes of each row, of the header first if there is one."""
        if self.standing != "equal":
            return (MarkedRow(self.standing),) * (bool(self.header) + len(self.rows))
        return ((MarkedRow(),) if self.header else ()) + (self.marked or (MarkedRow(),) * len(self.rows))

    def width(self) -> int:
        """How many columns the widest row has; 0 for a table without cells."""
        return self._width

    @cached_property
    def _width(self) -> int:
        # Writers ask for every row: counting anew would make a table of thousands of them take its square.
        return max((len(row) for row in (self.header, *self.rows)), default=0)

    def shares(self) -> tuple[int, ...]:
        """How wide each column is beside the others: 8 to 40 letters of its longest line count, so that none starves another.

        Of what its longest cell holds beyond those, a letter for every ten, up to 40 more: in a narrow column it would run over pages.
        """
        columns = zip(*(self.filled(row) for row in (self.header, *self.rows)), strict=True)
        return tuple(
            min(max(8, *(len(line) for words in column for line in words.split("\n"))), 40)
            + min(max(0, max(len(words) for words in column) - 40) // 10, 40)
            for column in columns
        )

    def lines(self) -> Iterator[tuple[str, list[tuple[str, tuple[Change, ...]]]]]:
        """The rows, the header first if there is one, filled: what becomes of each, and its cells' words with their changes."""
        for row, mark in zip((*filter(None, [self.header]), *self.rows), self.marks(), strict=True):
            changes = mark.cells + ((),) * (self.width() - len(mark.cells))
            yield mark.standing, list(zip(self.filled(row), changes, strict=True))

    def tracked(self) -> Iterator[tuple[str, tuple[str, ...], list[tuple[str, tuple[Change, ...]]]]]:
        """The same, and in whose name each row comes or goes: () for nobody's."""
        yield from ((standing, (), cells) for standing, cells in self.lines())

    def filled(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The row with empty cells up to the width of the table."""
        return row + ("",) * (self.width() - len(row))


@dataclass(frozen=True)
class Annex:
    """The beginning of an annex, on a new page; the blocks that follow belong to it. In a redline it may come or go (`standing`)."""

    title: str
    standing: str = "equal"

    def __post_init__(self) -> None:
        _check_standing(self.standing)


Block = Heading | Paragraph | Subparagraph | Table | Annex


@dataclass(frozen=True)
class Document:
    """One document in one language (a BCP 47 tag); the notice, unless "", stands on every page.

    With `contents` it has a table of contents after its title.
    """

    masthead: Masthead
    title: str
    language: str
    notice: str
    blocks: tuple[Block, ...]
    contents: bool = False

    def __post_init__(self) -> None:
        if not LANGUAGE_TAG.fullmatch(self.language):
            raise ValueError(f"Not a language tag: {self.language!r}.")
