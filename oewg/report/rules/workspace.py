"""How far is the draft: how long is the report, and what stands under each heading?"""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.report.rules.document import Source
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.substantive import Passage, substantive_part
from oewg.texts.documents.description import Block, Heading, Paragraph, Subparagraph
from oewg.texts.documents.inline import plain
from oewg.texts.documents.tabled import table_in

MOST_WORDS = 10_700
"""How long a report may be. Source: domain.md, "The report"."""


@dataclass(frozen=True)
class Length:
    """How many words the two parts have; footnotes, annexes and numbers are not counted."""

    procedural: int
    draft: int

    @property
    def total(self) -> int:
        """The words of the whole."""
        return self.procedural + self.draft

    @property
    def over(self) -> int:
        """By how many words the whole is too long; 0 when it is not."""
        return max(0, self.total - MOST_WORDS)


def length(source: Source) -> Length:
    """How long the report is."""
    procedural = procedural_part(source.facts)
    return Length(_words_in(procedural), _words_in(substantive_part(source.passages, procedural)[0]))


def _words_in(blocks: Sequence[Block]) -> int:
    return sum(
        len(plain(block.words).split()) for block in blocks if isinstance(block, Heading | Paragraph | Subparagraph)
    )


@dataclass(frozen=True)
class Section:
    """A heading of the draft ("" before the first one) with its number, how much stands directly under it.

    `words` are those of the heading too, so that all sections together are as long as the draft.
    """

    provision_id: int | None
    number: str
    level: int
    heading: str
    paragraphs: int
    words: int


def sections(passages: Sequence[Passage]) -> list[Section]:
    """The outline of the draft, with its own numbers."""
    found: list[tuple[Passage | None, list[Passage]]] = []
    for passage in passages:
        if passage.kind == "heading":
            found.append((passage, []))
        else:
            if not found:
                found.append((None, []))
            found[-1][1].append(passage)
    return [
        Section(
            heading.provision_id if heading else None,
            heading.number if heading else "",
            heading.level if heading else 1,
            plain(heading.words) if heading else "",
            sum(passage.kind == "paragraph" and table_in(passage.words) is None for passage in beneath),
            sum(len(plain(passage.words).split()) for passage in ([heading] if heading else []) + beneath),
        )
        for heading, beneath in found
    ]
