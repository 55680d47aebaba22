"""How does the text become the substantive part, its numbers running on from the proceedings?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from oewg.texts.documents.description import (
    Block,
    Change,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    identity_of,
)
from oewg.texts.rules.numbering import citations, cited_in_print, heading_number

DEEPEST = 3
"""The levels that a document has for headings, and for subparagraphs."""


@dataclass(frozen=True)
class Passage:
    """A provision of the text with one of its wordings; `labelled` when it keeps a number of its own.

    In a redline or a rolling text it also has `changes`, or comes or goes as a whole (`standing`) in the name of `authors`.
    What is no provision of the text on paper (one that went, one that is proposed) is not `counted`: it has no number.
    One that went here and came there says where the other place is (`moved`); `move` is the same at both.
    """

    provision_id: int
    kind: str
    number: str
    level: int
    words: str
    labelled: bool = False
    notes: tuple[Footnote, ...] = ()
    revision_id: int = 0
    changes: tuple[Change, ...] = ()
    standing: str = "equal"
    authors: tuple[str, ...] = ()
    counted: bool = True
    moved: str = ""
    move: str = ""


def substantive_part(passages: Sequence[Passage], before: Sequence[Block]) -> tuple[list[Block], dict[int, str]]:
    """The text's blocks, their numbers running on from the blocks before, and provision -> where it is found there.

    A paragraph that cites another cites it by its number in the report.
    """
    headings = sum(isinstance(block, Heading) and block.level == 1 for block in before)
    paragraphs = sum(isinstance(block, Paragraph) for block in before)
    blocks: list[Block] = []
    places: dict[int, str] = {}
    numbered: list[tuple[Passage, str]] = []
    first = next((passage for passage in passages if passage.counted), None)
    if first is not None and (first.kind, first.level) != ("heading", 1):
        headings += 1
        blocks.append(Heading(1, heading_number(1, headings), "Results of the work of the Working Group"))
    section: list[str] = []
    paragraph: list[str] = []
    for passage in passages:
        number, above = passage.number, passage.level - 1
        if not passage.counted:
            numbered.append((passage, ""))
            continue
        if passage.kind == "heading":
            if passage.level == 1 and not passage.labelled:
                headings += 1
                number = heading_number(1, headings)
            section = [*section[:above], number]
            places[passage.provision_id] = f"Section {''.join(section).rstrip('.')}"
        elif passage.kind == "paragraph":
            if not passage.labelled:
                paragraphs += 1
                number = f"{paragraphs}."
            paragraph = [number.rstrip(".")]
            # A label that is no number, as that of a table, is a name by itself.
            named = "Paragraph " if paragraph[0][:1].isdigit() else ""
            places[passage.provision_id] = f"{named}{paragraph[0]}"
        else:
            paragraph = [*paragraph[: passage.level], number]
            places[passage.provision_id] = f"Paragraph {' '.join(paragraph)}"
        numbered.append((passage, number))
    borne = citations(
        (passage.provision_id, passage.kind, number, passage.level) for passage, number in numbered if passage.counted
    )
    return [*blocks, *(block_of(passage, number, borne) for passage, number in numbered)], places


def block_of(passage: Passage, number: str, borne: Mapping[int, str]) -> Heading | Paragraph | Subparagraph:
    """A passage as a block of a document; `borne` is provision -> the number under which it is cited there."""
    words = cited_in_print(passage.words, borne)
    notes = tuple(
        replace(note, words=cited_in_print(note.words, borne), changes=_in_print(note.changes, borne))
        for note in passage.notes
    )
    changes = _in_print(passage.changes, borne)
    identity = identity_of(passage.provision_id, passage.revision_id) if passage.revision_id else ""
    standing, authors, moved, move = passage.standing, passage.authors, passage.moved, passage.move
    if passage.kind == "heading":
        return Heading(
            min(passage.level, DEEPEST), number, words, notes=notes, changes=changes, standing=standing,
            authors=authors, identity=identity, moved=moved, move=move,
        )  # fmt: skip
    if passage.kind == "paragraph":
        return Paragraph(
            number, words, notes=notes, changes=changes, standing=standing, authors=authors, identity=identity,
            moved=moved, move=move,
        )  # fmt: skip
    return Subparagraph(
        number, min(passage.level, DEEPEST), words, notes=notes, changes=changes, standing=standing, authors=authors,
        identity=identity, moved=moved, move=move,
    )  # fmt: skip


def _in_print(changes: Sequence[Change], borne: Mapping[int, str]) -> tuple[Change, ...]:
    return tuple(replace(change, words=cited_in_print(change.words, borne)) for change in changes)
