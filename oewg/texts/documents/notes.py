"""Which footnote does each mark in a block stand for?"""

from dataclasses import dataclass, replace

from oewg.texts.documents.description import Footnote
from oewg.texts.documents.inline import Span, parse


@dataclass(frozen=True)
class Mark:
    """The place of a footnote, with the footnote's words; marks are numbered from 1 through the document."""

    words: tuple[Span, ...]


def inscribe(words: str, notes: tuple[Footnote, ...] = ()) -> tuple[Span | Mark, ...]:
    """The words as spans without notes, and marks, in order.

    A mark without a footnote is printed as it stands; a footnote without a mark gets one at the end, so that
    nothing that a person wrote disappears.
    """
    by_key = {note.key: note for note in notes}
    pieces: list[Span | Mark] = []
    marked: set[str] = set()
    for span in parse(words):
        if span.note in by_key:
            pieces.append(Mark(unmarked(by_key[span.note].words)))
            marked.add(span.note)
        else:
            pieces.append(as_text(span))
    pieces.extend(Mark(unmarked(note.words)) for note in notes if note.key not in marked)
    return tuple(pieces)


def unmarked(words: str) -> tuple[Span, ...]:
    """The words of a place that has no footnotes of its own: marks are printed as they stand."""
    return tuple(as_text(span) for span in parse(words))


def as_text(span: Span) -> Span:
    """The span, or the mark that it is as the words that were typed."""
    return replace(span, text=f"[^{span.note}]", note="") if span.note else span
