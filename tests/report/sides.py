"""What does a redline say with all its changes accepted, or rejected? Its blocks as one of the two texts has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
    accepted,
    rejected,
)


def side_of(blocks: Iterable[Block], *, accept: bool) -> list[tuple[Any, ...]]:
    """Kind, level, words, footnotes, rows of each block: all but numbers, which follow from what stands before."""
    gone = "delete" if accept else "insert"
    return [_said(block, accept) for block in blocks if block.standing != gone]


def _said(block: Block, accept: bool) -> tuple[Any, ...]:
    match block:
        case Annex():
            return "annex", block.title
        case Table():
            return "table", block.header, tuple(_rows(block, accept))
        case Heading() | Subparagraph() | Paragraph():
            moved = block.moved and block.standing != "equal"
            assert not block.changes or moved or block.standing == "equal", (
                "what comes or goes does so with all its words"
            )
            level = getattr(block, "level", 0)
            return type(block).__name__, level, _words(block.words, block.changes, accept), _notes(block.notes, accept)


def _words(words: str, changes: Sequence[Change], accept: bool) -> str:
    if not changes:
        return words
    return accepted(changes) if accept else rejected(changes)


def _notes(notes: Sequence[Footnote], accept: bool) -> dict[str, str]:
    said = {note.key: _words(note.words, note.changes, accept) for note in notes}
    return {key: words for key, words in said.items() if words}


def _rows(table: Table, accept: bool) -> Iterator[tuple[str, ...]]:
    gone = "delete" if accept else "insert"
    for place, (standing, cells) in enumerate(table.lines()):
        if standing != gone and (place or not table.header):
            yield tuple(_words(words, changes, accept) for words, changes in cells)
