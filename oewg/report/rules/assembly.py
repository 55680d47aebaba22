"""How do the parts become one document? One run of paragraph numbers and of headings through all of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oewg.report.rules.procedural import Section
from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.rules.numbering import NOTE_MARK, heading_number, letters, subparagraph_number

MOST_WORDS = 10_700
"""How long a report may be: the limit for documents of the General Assembly."""


@dataclass(frozen=True)
class TextLine:
    """One provision of the substantive part: kind, depth among its kind, wording, footnotes by mark."""

    kind: str
    level: int
    words: str
    notes: Mapping[str, str]


@dataclass(frozen=True)
class Fate:
    """What became of a submission on one provision, for the annex."""

    title: str
    author: str
    provision: str
    disposition: str
    reason: str


def assemble(
    masthead: Masthead,
    title: str,
    notice: str,
    procedural: Sequence[Section],
    substantive: Sequence[TextLine],
    closing: Section | None,
    fates: Sequence[Fate],
) -> Document:
    """The whole report as one description of a document, in English."""
    writer = _Writer()
    for section in procedural:
        writer.section(section)
    writer.text(substantive)
    if closing is not None:
        writer.section(closing)
    blocks = writer.blocks
    if fates:
        header = ("Submission", "By", "Provision", "What became of it")
        rows = tuple((f.title, f.author, f.provision, f"{f.disposition}. {f.reason}") for f in fates)
        blocks += [Annex("Submissions and what became of them"), Table(header, rows)]
    return Document(masthead=masthead, title=title, language="en", notice=notice, blocks=tuple(blocks))


class _Writer:
    """Numbers blocks as they are written."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._paragraph = 0
        self._headings = [0, 0, 0]

    def section(self, section: Section) -> None:
        self._heading(section.level, section.title, {})
        for words in section.paragraphs:
            self._put_paragraph(words, {})
        for place, words in enumerate(section.points, start=1):
            self.blocks.append(Subparagraph(f"({letters(place)})", 1, words, ()))

    def text(self, lines: Sequence[TextLine]) -> None:
        places: dict[int, int] = {}
        for line in lines:
            if line.kind == "heading":
                self._heading(min(line.level, 3), line.words, line.notes)
            elif line.kind == "paragraph":
                places = {}
                self._put_paragraph(line.words, line.notes)
            else:
                level = min(line.level, 3)
                places = {depth: count for depth, count in places.items() if depth <= level}
                places[level] = places.get(level, 0) + 1
                number = subparagraph_number(level, places[level])
                self.blocks.append(Subparagraph(number, level, line.words, _footnotes(line.words, line.notes)))

    def _heading(self, level: int, words: str, notes: Mapping[str, str]) -> None:
        self._headings[level - 1] += 1
        self._headings[level:] = [0] * (3 - level)
        number = heading_number(level, self._headings[level - 1])
        self.blocks.append(Heading(level, number, words, _footnotes(words, notes)))

    def _put_paragraph(self, words: str, notes: Mapping[str, str]) -> None:
        self._paragraph += 1
        self.blocks.append(Paragraph(f"{self._paragraph}.", words, _footnotes(words, notes)))


def _footnotes(words: str, notes: Mapping[str, str]) -> tuple[Footnote, ...]:
    return tuple(Footnote(mark, notes[mark]) for mark in NOTE_MARK.findall(words) if mark in notes)


def word_count(lines: Sequence[str]) -> int:
    """Words as a word processor counts them: runs without white space; footnote marks do not count."""
    return sum(len(re.findall(r"\S+", NOTE_MARK.sub("", line))) for line in lines)


def next_symbol(series: str, year: int, used: Sequence[str]) -> str:
    """The next free symbol for a draft: A/AC.290/2021/L.1, then L.2."""
    taken = set(used)
    number = 1
    while f"{series}/{year}/L.{number}" in taken:
        number += 1
    return f"{series}/{year}/L.{number}"
