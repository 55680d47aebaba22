"""What did an earlier edition's document say where nobody wrote: in the account of the proceedings, and in the annexes?

It is read off the document itself as it was compiled clean, never made anew: the rows from which it was made have changed since. Block by
block it is laid beside what is made now, in nobody's name. With every change accepted it is exactly what is made now, with every
one rejected exactly what the earlier document says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from oewg.report.rules.marking import Step, changed_notes, marked
from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Heading,
    MarkedRow,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.printed import printed
from oewg.texts.rules.by_rows import rows_about_the_same
from oewg.texts.rules.by_words import pairs

_Worded = Heading | Paragraph | Subparagraph


@dataclass(frozen=True)
class Earlier:
    """The generated blocks of an earlier document: those before the text, and its annexes, title -> blocks from the title on."""

    before: tuple[Block, ...]
    annexes: dict[str, tuple[Block, ...]]


def earlier_blocks(document: Document) -> Earlier:
    """What of a document, compiled clean, is generated. The text begins with the first block that bears an identity."""
    annexes: dict[str, list[Block]] = {}
    body: list[Block] = []
    here = body
    for block in document.blocks:
        if isinstance(block, Annex):
            here = annexes.setdefault(block.title, [])
        here.append(block)
    before = next((place for place, one in enumerate(body) if getattr(one, "identity", "")), len(body))
    return Earlier(tuple(body[:before]), {title: tuple(blocks) for title, blocks in annexes.items()})


def beside_earlier(olds: Sequence[Block], news: Sequence[Block]) -> list[Block]:
    """Both in one order: what stayed with its changes and its new number, what went with its old one, what came."""
    news = printed(tuple(news))
    found: list[Block] = []
    i = j = 0
    for x, y in [*_paired(olds, news), (len(olds), len(news))]:
        found += [_standing(old, "delete") for old in olds[i:x]]
        found += [_standing(new, "insert") for new in news[j:y]]
        if x < len(olds):
            found.append(_changed(olds[x], news[y]))
        i, j = x + 1, y + 1
    return found


def _paired(olds: Sequence[Block], news: Sequence[Block]) -> Iterator[tuple[int, int]]:
    found = pairs([_said(block) for block in olds], [_said(block) for block in news])
    yield from ((x, y) for x, y in found if _kind(olds[x]) == _kind(news[y]))


def _kind(block: Block) -> tuple[object, ...]:
    """Blocks of two kinds are never one that changed; nor are other annexes or tables with other columns: a title has no marks."""
    match block:
        case Annex():
            return Annex, block.title
        case Table():
            return Table, block.header, block.width()
    return type(block), getattr(block, "level", 0)


def _said(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join(block.header)
    return block.title if isinstance(block, Annex) else block.words


def _standing(block: Block, standing: str) -> Block:
    if standing == "delete" and isinstance(block, _Worded):
        # A paragraph of the Chair's summary may stand elsewhere, and there it bears the name by which it is found.
        return replace(block, standing=standing, identity="")
    return replace(block, standing=standing)


def _changed(old: Block, new: Block) -> Block:
    if isinstance(old, Table) and isinstance(new, Table):
        return _changed_table(old, new)
    if isinstance(old, _Worded) and isinstance(new, _Worded):
        return replace(new, changes=marked(old.words, [Step(new.words)]), notes=changed_notes(old.notes, new.notes))
    return new


def _changed_table(old: Table, new: Table) -> Table:
    """The rows of both in one order; of those about the same, which are the same ones, the cells are compared."""
    rows: list[tuple[str, ...]] = []
    marks: list[MarkedRow] = []
    i = j = 0
    for x, y in [*rows_about_the_same(old.rows, new.rows), (len(old.rows), len(new.rows))]:
        rows += [*old.rows[i:x], *new.rows[j:y]]
        marks += [MarkedRow("delete")] * (x - i) + [MarkedRow("insert")] * (y - j)
        if x < len(old.rows):
            before, now = old.filled(old.rows[x]), new.filled(new.rows[y])
            cells = tuple(marked(one, [Step(other)]) for one, other in zip(before, now, strict=True))
            rows.append(now)
            marks.append(MarkedRow("equal", cells if any(cells) else ()))
        i, j = x + 1, y + 1
    return replace(new, rows=tuple(rows), marked=tuple(marks) if any(mark != MarkedRow() for mark in marks) else ())
