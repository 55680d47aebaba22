"""Which blocks of a resolution are its title, its preamble, its operative part and its conclusions, as DGACM sets them apart?"""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.texts.documents.description import Block, Heading, Paragraph

Placed = tuple[int, Block]
"""A block with its place in the document."""


@dataclass(frozen=True)
class Resolution:
    """The blocks of a resolution: lines under the title ("[on the report of the First Committee]"), its number and name,
    preambular paragraphs, the rest, and what stands at the end (the meeting and the day).
    """

    lines: Sequence[Paragraph]
    heading: tuple[int, Heading]
    preamble: Sequence[Paragraph]
    operative: Sequence[Placed]
    conclusions: Sequence[Paragraph]


def resolution_of(blocks: Sequence[Placed]) -> Resolution | None:
    """Blocks as a resolution; None if they are not: a heading with unnumbered paragraphs around it, then others."""
    lines, rest = _unnumbered(blocks)
    if not rest or not isinstance(heading := rest[0][1], Heading) or heading.level != 1:
        return None
    preamble, operative = _unnumbered(rest[1:])
    conclusions, turned = _unnumbered(operative[::-1])
    if not turned:
        return None
    return Resolution(lines, (rest[0][0], heading), preamble, turned[::-1], conclusions[::-1])


def _unnumbered(blocks: Sequence[Placed]) -> tuple[list[Paragraph], Sequence[Placed]]:
    """The unnumbered paragraphs with which blocks begin, and what follows them."""
    found: list[Paragraph] = []
    for _, block in blocks:
        if not isinstance(block, Paragraph) or block.number:
            break
        found.append(block)
    return found, blocks[len(found) :]
