"""What is a resolution made of, and where in the file did each piece stand?"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from oewg.mandate.rules.words import Word, inline, note_numbers, plain


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words of the file: from word `first` up to, not including, word `end`; it begins on `line`."""

    first: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A preambular or operative paragraph, a rule or a subparagraph.

    `number` is "1", "1.1" or "(a)"; `label` is how the file writes it ("1.", or "" for none); `words` are
    in the inline form of `words.inline`. A paragraph that a page break cut has several spans.
    """

    number: str
    label: str
    words: str
    spans: tuple[Span, ...]
    subparagraphs: tuple["Paragraph", ...] = ()

    @property
    def plain(self) -> str:
        return plain(self.words)

    @property
    def notes(self) -> tuple[int, ...]:
        return note_numbers(self.words)

    @property
    def line(self) -> int:
        return self.spans[0].line


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number and its text in the inline form."""

    number: int
    label: str
    text: str
    spans: tuple[Span, ...]

    @property
    def plain(self) -> str:
        return plain(self.text)

    @property
    def line(self) -> int:
        return self.spans[0].line


@dataclass(frozen=True, slots=True)
class Furniture:
    """Words that have a place and are no paragraph: masthead, title, sponsors, opening, page headers."""

    kind: str
    words: str
    spans: tuple[Span, ...]

    @property
    def line(self) -> int:
        return self.spans[0].line


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Words for which the reading found no place. They are kept and reported by line."""

    words: str
    spans: tuple[Span, ...]

    @property
    def line(self) -> int:
        return self.spans[0].line


@dataclass(frozen=True, slots=True)
class Resolution:
    """A draft resolution as read from a text. What the file does not say is None or empty."""

    symbol: str | None
    title: str | None
    session: str | None
    committee: str | None
    agenda_item: str | None
    distribution: str | None
    date: datetime.date | None
    original_languages: tuple[str, ...]
    sponsors: tuple[str, ...]
    opening: str | None
    preambular: tuple[Paragraph, ...]
    operative: tuple[Paragraph, ...]
    rules: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    furniture: tuple[Furniture, ...]
    unplaced: tuple[Unplaced, ...]

    def note(self, number: int) -> Note | None:
        """The note of that number; None when the file marks it but does not hold its words."""
        return next((note for note in self.notes if note.number == number), None)

    def marked_without_words(self) -> tuple[int, ...]:
        """The numbers of the notes that paragraphs mark and whose words the file does not hold."""
        marked = {number for paragraph in self.all_paragraphs() for number in paragraph.notes}
        return tuple(sorted(marked - {note.number for note in self.notes}))

    def all_paragraphs(self) -> tuple[Paragraph, ...]:
        """Preambular, operative and rules, each followed by its subparagraphs."""
        return tuple(_with_subparagraphs((*self.preambular, *self.operative, *self.rules)))


def spans_of(words: Iterable[Word]) -> tuple[Span, ...]:
    """The words as runs of neighbours in the file."""
    spans: list[Span] = []
    for word in words:
        if spans and spans[-1].end == word.index:
            spans[-1] = Span(spans[-1].first, word.index + 1, spans[-1].line)
        else:
            spans.append(Span(word.index, word.index + 1, word.line))
    return tuple(spans)


def furniture_of(kind: str, words: Iterable[Word]) -> Furniture:
    """The words as furniture of that kind, written as in the file."""
    words = tuple(words)
    return Furniture(kind, " ".join(word.raw for word in words), spans_of(words))


def unplaced_of(words: Iterable[Word]) -> Unplaced:
    """The words as unplaced, written as in the file."""
    words = tuple(words)
    return Unplaced(" ".join(word.raw for word in words), spans_of(words))


def paragraph_of(
    number: str,
    label: Iterable[Word],
    words: Iterable[Word],
    notes: Iterable[int],
    subparagraphs: tuple[Paragraph, ...],
) -> Paragraph:
    """The words as a paragraph, with the marks of the existing `notes` told apart from years."""
    label, words = tuple(label), tuple(words)
    return Paragraph(
        number,
        " ".join(word.bare for word in label),
        inline(words, notes),
        spans_of((*label, *words)),
        subparagraphs,
    )


def _with_subparagraphs(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    found: list[Paragraph] = []
    for paragraph in paragraphs:
        found += [paragraph, *_with_subparagraphs(paragraph.subparagraphs)]
    return found
