"""What does the text of a draft resolution say, paragraph by paragraph, without losing a word of it?"""

import re
from dataclasses import replace

from oewg.mandate.rules.body import begins_operative, begins_preambular, read_body
from oewg.mandate.rules.masthead import ORGANS, read_masthead
from oewg.mandate.rules.pieces import Furniture, Note, Paragraph, Resolution, Span, Unplaced, furniture_of
from oewg.mandate.rules.words import Line, bare, lines_of, words_of_file

__all__ = [
    "Furniture",
    "NotAResolution",
    "Note",
    "Paragraph",
    "Resolution",
    "Span",
    "Unplaced",
    "check_nothing_dropped",
    "read_resolution",
    "words_in_order",
    "words_of_file",
]

_OPENING = re.compile(rf"The (?:{ORGANS}),")


class NotAResolution(Exception):
    """The text holds nothing of a resolution: no opening, no operative paragraph, no sponsors."""


def read_resolution(text: str, symbol: str | None = None) -> Resolution:
    """Read a draft resolution from plain text, with the faults that extraction leaves in it.

    `symbol` is what the reader of the file knows ("A/C.1/73/L.27/Rev.1"); without it, the symbol in the
    masthead is taken. What cannot be placed is kept in `unplaced`. Raises NotAResolution when no part of a
    resolution is there.
    """
    lines = lines_of(text)
    at = next((at for at, line in enumerate(lines) if _opening_length(line)), None)
    start = at if at is not None else _start_without_opening(lines)
    head = read_masthead(lines[:start])
    furniture = head.furniture
    body_lines = lines[start:]
    opening = None
    if at is not None:
        length = _opening_length(lines[at])
        opening = " ".join(word.bare for word in lines[at].words[:length])
        furniture.append(furniture_of("opening", lines[at].words[:length]))
        rest = replace(lines[at], words=lines[at].words[length:], after_blank=True)
        body_lines = ((rest,) if rest.words else ()) + lines[at + 1 :]
    body = read_body(body_lines, symbol or head.symbol)
    if opening is None and not body.operative and not head.is_draft_resolution:
        raise NotAResolution(
            "This text is not a resolution: it has no line “The General Assembly,”, no operative paragraph "
            "and no sponsors of a draft resolution. Was the right file chosen, and is it whole?"
        )
    return Resolution(
        symbol=symbol or head.symbol,
        title=head.title,
        session=head.session,
        committee=head.committee,
        agenda_item=head.agenda_item,
        distribution=head.distribution,
        date=head.date,
        original_languages=head.original_languages,
        sponsors=head.sponsors,
        opening=opening,
        preambular=body.preambular,
        operative=body.operative,
        rules=body.rules,
        notes=body.notes,
        furniture=(*furniture, *body.furniture),
        unplaced=(*head.unplaced, *body.unplaced),
    )


def words_in_order(resolution: Resolution) -> list[str]:
    """The words of all stored pieces in the order of the file: `words_of_file` when nothing was dropped."""
    pieces = _pieces(resolution)
    placed = [pair for piece in pieces for pair in zip(_indices(piece), _words(piece), strict=False)]
    return [word for _, word in sorted(placed, key=lambda pair: pair[0])]


def check_nothing_dropped(text: str, resolution: Resolution) -> list[str]:
    """One sentence for each word of the file that the stored pieces lack, alter, hold twice or add.

    Empty when all is well. The words are taken from the stored texts, so that a text altered after the
    reading is found too.
    """
    faults: list[str] = []
    stored: dict[int, str] = {}
    for piece in _pieces(resolution):
        indices, words = _indices(piece), _words(piece)
        if len(indices) != len(words):
            faults.append(f"Line {piece.line}: {len(indices)} words of the file are stored as {len(words)}.")
        for index, stored_word in zip(indices, words, strict=False):
            if index in stored:
                faults.append(f"Line {piece.line}: “{stored_word}” is stored twice.")
            stored[index] = stored_word
    for word in (word for line in lines_of(text) for word in line.words):
        found = stored.pop(word.index, None)
        if found is None:
            faults.append(f"Line {word.line}: “{word.bare}” is not stored.")
        elif found != word.bare:
            faults.append(f"Line {word.line}: “{word.bare}” is stored as “{found}”.")
    return faults + [f"“{surplus}” is stored and is not in the file." for surplus in stored.values()]


def _opening_length(line: Line) -> int:
    """How many words of the line are the opening; 0 when it has none."""
    found = _OPENING.match(line.text)
    if found is None:
        return 0
    length = len(found[0].split())
    rest = replace(line, words=line.words[length:])
    return length if not rest.words or begins_preambular(rest) else 0


def _start_without_opening(lines: tuple[Line, ...]) -> int:
    """Where the text begins in a file whose opening is lost."""
    for at, line in enumerate(lines):
        if begins_operative(line) or (begins_preambular(line) and line.text.endswith(",")):
            return at
    return len(lines)


_Piece = Paragraph | Note | Furniture | Unplaced


def _pieces(resolution: Resolution) -> list[_Piece]:
    return [*resolution.all_paragraphs(), *resolution.notes, *resolution.furniture, *resolution.unplaced]


def _indices(piece: _Piece) -> list[int]:
    return [index for span in piece.spans for index in range(span.first, span.end)]


def _words(piece: _Piece) -> list[str]:
    match piece:
        case Paragraph():
            written = f"{piece.label} {piece.words}"
        case Note():
            written = f"{piece.label} {piece.text}"
        case _:
            written = piece.words
    return [bare(word) for word in written.split()]
