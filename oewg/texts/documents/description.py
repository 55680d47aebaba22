"""What does a document of the group consist of, before it is written as DOCX, PDF or HTML?

`words` everywhere are in the project's inline form (see `inline`); all other strings are printed as they stand.
"""

import re
from dataclasses import dataclass

HEADING_LEVELS = range(1, 4)
SUBPARAGRAPH_LEVELS = range(1, 4)

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


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
class Footnote:
    """The words that the mark `[^key]` stands for, in the block that holds the footnote."""

    key: str
    words: str


@dataclass(frozen=True)
class Heading:
    """A heading "I.", "A." or "1.": level 1, 2 or 3."""

    level: int
    number: str
    words: str
    notes: tuple[Footnote, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in HEADING_LEVELS:
            raise ValueError(f"A heading has level 1 to 3, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, numbered "12." or, with number "", unnumbered."""

    number: str
    words: str
    notes: tuple[Footnote, ...] = ()


@dataclass(frozen=True)
class Subparagraph:
    """A subparagraph "(a)" (level 1), "(i)" (level 2) or "a." (level 3)."""

    number: str
    level: int
    words: str
    notes: tuple[Footnote, ...] = ()

    def __post_init__(self) -> None:
        if self.level not in SUBPARAGRAPH_LEVELS:
            raise ValueError(f"A subparagraph has level 1 to 3, not {self.level}.")


@dataclass(frozen=True)
class Table:
    """Cells of words, row by row; a shorter row is filled with empty cells. The header may be ()."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def width(self) -> int:
        """How many columns the widest row has; 0 for a table without cells."""
        return max((len(row) for row in (self.header, *self.rows)), default=0)

    def filled(self, row: tuple[str, ...]) -> tuple[str, ...]:
        """The row with empty cells up to the width of the table."""
        return row + ("",) * (self.width() - len(row))


@dataclass(frozen=True)
class Annex:
    """The beginning of an annex, on a new page; the blocks that follow belong to it."""

    title: str


Block = Heading | Paragraph | Subparagraph | Table | Annex


@dataclass(frozen=True)
class Document:
    """One document in one language (a BCP 47 tag); the notice, unless "", stands on every page."""

    masthead: Masthead
    title: str
    language: str
    notice: str
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        if not _LANGUAGE_TAG.fullmatch(self.language):
            raise ValueError(f"Not a language tag: {self.language!r}.")
