"""How does a document that was read become the provisions of a text? Where each stands, and what has no place there.

Numbers are counted here, whatever the file prints; what counting cannot give ("1.5", "14 bis.") is kept as a label.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oewg.core.errors import say
from oewg.texts.documents.description import Annex, Block, Document, Footnote, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.inline import MARK, plain
from oewg.texts.documents.tabled import table_in, tabled
from oewg.texts.documents.understood import Remark
from oewg.texts.rules.numbering import Node, in_order, table_number
from oewg.texts.rules.places import DEEPEST

LONGEST_LABEL = 24
MOST_PROVISIONS = 3_000
"""Of one file."""
_COUNTED = re.compile(r"[0-9]{1,3}\.?|[IVXLC]{1,7}\.|[A-Z]\.|\([a-z]{1,5}\)|[a-z][.)]")
_MARK = re.compile(f" ?{MARK.pattern}")

_FIRST = say("It would stand under a paragraph, and there is none before it: it is a paragraph here.")
_DEEP = say("It stands deeper than provisions do here, and was put one level higher.")
_RENUMBERED = say("Some numbers will be others than in the file (%(numbers)s), for numbers are counted here.")
_UNNUMBERED = say("Paragraphs without a number in the file (%(count)s) are numbered here.")


@dataclass(frozen=True)
class Planned:
    """A provision that is to be: its kind, its depth among its kind, its words; `label` is a number that it keeps.

    `notes` are (mark, words) of the footnotes that hang on it, `number` is what it will bear.
    """

    kind: str
    level: int
    words: str
    label: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    number: str = ""


def planned(document: Document) -> tuple[list[Planned], list[Remark]]:
    """The provisions of a document in their order, and what is told of them."""
    found: list[Planned] = []
    printed: list[str] = []
    remarks: list[Remark] = []
    marks: dict[str, str] = {}
    for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        for one in _of(block, following, found, remarks):
            own = {note.key: str(len(marks) + place) for place, note in enumerate(_notes(block), start=1)}
            marks |= own
            notes = tuple((own[note.key], _marked(note.words, {})) for note in _notes(block))
            found.append(Planned(one.kind, one.level, _marked(one.words, marks), one.label, notes))
            printed.append("" if isinstance(block, Table | Annex) else block.number)
    found = numbered(found)
    others = [f"{was} → {one.number}" for was, one in zip(printed, found, strict=True) if was and was.rstrip(".") != one.number.rstrip(".")]  # fmt: skip
    if others:
        shown = ", ".join(others[:5]) + (" …" if len(others) > 5 else "")
        remarks.append(Remark("", _RENUMBERED, (("numbers", shown),)))
    bare = sum(not was and one.kind == "paragraph" and not one.label for was, one in zip(printed, found, strict=True))
    if bare:
        remarks.append(Remark("", _UNNUMBERED, (("count", str(bare)),)))
    return found, remarks


def _notes(block: Block) -> tuple[Footnote, ...]:
    return () if isinstance(block, Table | Annex) else block.notes


def _marked(words: str, marks: Mapping[str, str]) -> str:
    """Words that call footnotes by the text's own marks, and none that it does not have."""
    return _MARK.sub(
        lambda mark: mark[0].replace(mark["note"], marks[mark["note"]]) if mark["note"] in marks else "", words
    )


def _of(block: Block, following: Block | None, before: Sequence[Planned], remarks: list[Remark]) -> list[Planned]:
    if isinstance(block, Annex):
        return [Planned("heading", 1, block.title)]
    words = tabled(block) if isinstance(block, Table) else block.words
    if not words.strip():
        return []
    if isinstance(block, Table) or (not isinstance(block, Heading) and table_in(words) is not None):
        return [_table(words, following, before)]
    label = "" if _COUNTED.fullmatch(block.number) or len(block.number) > LONGEST_LABEL else block.number
    if isinstance(block, Heading):
        above = next((one.level for one in reversed(before) if one.kind == "heading"), 0)
        return [Planned("heading", min(block.level, above + 1, DEEPEST["heading"]), block.words, label)]
    if isinstance(block, Paragraph):
        return [Planned("paragraph", 1, block.words, label)]
    return [_subparagraph(block, before[-1] if before else None, label, remarks)]


def _table(words: str, following: Block | None, before: Sequence[Planned]) -> Planned:
    """A table is none of the paragraphs that are counted. Among subparagraphs it stands beside them: they go on after it."""
    number = table_number(one.label for one in before)
    above = before[-1] if before else None
    if isinstance(following, Subparagraph) and above is not None and above.kind != "heading":
        return Planned(
            "subparagraph", min(_level_under(above), following.level, DEEPEST["subparagraph"]), words, number
        )
    return Planned("paragraph", 1, words, number)


def _subparagraph(block: Subparagraph, above: Planned | None, label: str, remarks: list[Remark]) -> Planned:
    place = plain(block.words)[:80]
    if above is None or above.kind == "heading":
        remarks.append(Remark(place, _FIRST))
        return Planned("paragraph", 1, block.words, label)
    level = min(block.level, _level_under(above))
    if level > DEEPEST["subparagraph"]:
        remarks.append(Remark(place, _DEEP))
        level = DEEPEST["subparagraph"]
    return Planned("subparagraph", level, block.words, label)


def _level_under(above: Planned) -> int:
    """How deep a subparagraph stands that is the first one under a paragraph, or under another subparagraph."""
    return above.level + 1 if above.kind == "subparagraph" else 1


def parents(lines: Sequence[Planned]) -> list[int | None]:
    """For each the place of the one under which it stands; None for the text itself."""
    found: list[int | None] = []
    headings: list[int] = []
    beneath: list[int] = []  # the paragraph, and the subparagraphs under which the next one may stand
    for place, one in enumerate(lines):
        if one.kind == "heading":
            headings, beneath = headings[: one.level - 1], []
            found.append(headings[-1] if headings else None)
            headings.append(place)
        else:
            beneath = beneath[: one.level if one.kind == "subparagraph" else 0]
            found.append(beneath[-1] if beneath else headings[-1] if headings else None)
            beneath.append(place)
    return found


def numbered(lines: Sequence[Planned]) -> list[Planned]:
    """The same with the numbers that they will bear."""
    nodes = [
        Node(place, above, place, one.kind, one.label or None)
        for place, (one, above) in enumerate(zip(lines, parents(lines), strict=True))
    ]
    numbers = {one.id: one.number for one in in_order(nodes)}
    return [
        Planned(one.kind, one.level, one.words, one.label, one.notes, numbers[place]) for place, one in enumerate(lines)
    ]
