"""The words of a block with its footnotes at their marks, told in the simplest way: what every form has to print."""

from dataclasses import dataclass

from oewg.texts.documents.description import Footnote
from oewg.texts.documents.inline import Span, parse
from oewg.texts.documents.notes import as_text, unmarked


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
