"""Which stretches of a block are printed, what becomes of each, and in whose name?

Of a redline the accepted and the rejected words are read each as a whole, so that a mark of the inline form means in each what
it means there. Where the same words stand in another dress (emphasis that comes or goes), they are taken out and put in again.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from oewg.texts.documents.description import (
    Change,
    Document,
    Footnote,
    Heading,
    Marked,
    Paragraph,
    Subparagraph,
    Table,
    accepted,
    rejected,
)
from oewg.texts.documents.inline import Span, parse, placed, printable
from oewg.texts.documents.languages import fixed_words
from oewg.texts.documents.notes import as_text, unmarked
from oewg.texts.documents.wording import stretches_of

Worded = Heading | Paragraph | Subparagraph
_Authors = tuple[str, ...]


@dataclass(frozen=True)
class Note:
    """The place of a footnote, with the footnote's own stretches; notes are numbered from 1 through the document."""

    stretches: tuple["Stretch", ...]


@dataclass(frozen=True)
class Stretch:
    """Words in one dress, or a footnote: "equal", "insert" or "delete", in whose name; or `moved` along with their block."""

    kind: str
    piece: Span | Note
    authors: _Authors = ()
    moved: bool = False


def inscribed(block: Worded) -> Iterator[Stretch]:
    """The stretches of a block, in order.

    A mark without a footnote is printed as it stands; a footnote without a mark gets one at the end, so that nothing that
    a person wrote disappears.
    """
    notes = {note.key: note for note in block.notes}
    changes = block.changes or (Change(block.standing, block.words),)
    if is_moved(block):
        here = [change for change in changes if change.kind in ("equal", block.standing)]
        along = [change.kind == "equal" or not block.changes for change in here]
        changes = tuple(replace(change, kind=block.standing) for change in here)
        laid = _moved(changes, along, notes, block.authors)
    else:
        laid = ((*one, False) for one in _laid(changes, notes, block.authors))
    for kind, by, span, moved in laid:
        if span.note:
            yield replace(_noted(notes[span.note], kind, by), moved=moved)
        else:
            yield Stretch(kind, span, by, moved)
    marked = {
        span.note
        for words in {accepted(changes), rejected(changes)}
        for _, span in (placed(printable(words)) if block.notes else ())
    }
    by = block.authors if block.standing != "equal" else ()
    yield from (_noted(note, block.standing, by) for key, note in notes.items() if key not in marked)


def is_moved(block: Marked) -> bool:
    """Does the block go here, or come here, because it moved?"""
    return bool(block.moved) and block.standing != "equal"


def attributed(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, str]]:
    """The stretches, each with the names to be printed after it: once after all that is changed in a row in the same names.

    White space at the end of such a row stands apart after the names, or the next word would stick to them.
    """
    waiting: Stretch | None = None
    for stretch in stretches:
        if waiting:
            again = stretch.kind != "equal" and stretch.authors == waiting.authors
            yield from [(waiting, "")] if again else _signed(waiting)
        waiting = stretch
    if waiting:
        yield from _signed(waiting)


def _signed(stretch: Stretch) -> Iterator[tuple[Stretch, str]]:
    names, piece = printable(", ".join(stretch.authors)), stretch.piece
    words = piece.text.rstrip() if isinstance(piece, Span) else ""
    if not (names and isinstance(piece, Span) and words and words != piece.text):
        yield stretch, names
        return
    yield replace(stretch, piece=replace(piece, text=words)), names
    yield replace(stretch, piece=replace(piece, text=piece.text[len(words) :])), ""


def _proposers(document: Document) -> tuple[str, ...]:
    """All in whose names something is changed, in the order in which they are first met; () where nothing is."""
    found: dict[str, None] = {}
    for block in document.blocks:
        if isinstance(block, Marked):  # what changes in a table is in nobody's name
            found |= dict.fromkeys(block.authors if block.standing != "equal" else ())
            changes = (*block.changes, *(change for note in block.notes for change in note.changes))
            found |= dict.fromkeys(name for change in changes if change.kind != "equal" for name in change.authors)
    return tuple(map(printable, found))


def _is_redline(document: Document) -> bool:
    """Is anything marked in the document as coming or going?"""
    return any(
        block.standing != "equal"
        or (isinstance(block, Table) and block.marked)
        or (isinstance(block, Marked) and (block.changes or any(note.changes for note in block.notes)))
        for block in document.blocks
    )


@dataclass(frozen=True)
class Legend:
    """What a redline says of its marks, and in whose names there are changes; "" where they are in nobody's."""

    marks: str
    proposers: str


def legend(document: Document) -> Legend | None:
    """The legend of a redline; None of any other document."""
    if not _is_redline(document):
        return None
    fixed, names = fixed_words(document.language), ", ".join(_proposers(document))
    has_moves = any(isinstance(block, Marked) and is_moved(block) for block in document.blocks)
    marks = (fixed.marks, fixed.moves if has_moves else "", fixed.named if names else "")
    return Legend(" ".join(filter(None, marks)), f"{fixed.proposers} {names}" if names else "")


def _noted(note: Footnote, kind: str, by: _Authors) -> Stretch:
    if kind == "equal":
        changes = note.changes or (Change(kind, note.words),)
        return Stretch(kind, Note(tuple(Stretch(of, span, who) for of, who, span in _laid(changes, (), ()))))
    return Stretch(kind, Note(tuple(Stretch(kind, span, by) for span in unmarked(words_of_note(note, kind)))), by)


def words_of_note(note: Footnote, kind: str) -> str:
    """The words of a footnote that comes or goes, which it does with all of them."""
    return (rejected if kind == "delete" else accepted)(note.changes) if note.changes else note.words


# A character that is printed, with its dress; or ("", dress with the note's key) for a mark.
_Item = tuple[str, Span]


_Laid = tuple[str, _Authors, Span]


def _laid(changes: Sequence[Change], keys: Collection[str], authors: _Authors) -> Iterator[_Laid]:
    """What becomes of each span, and in whose name; the marks of the notes with these keys are spans of their own."""
    if len(changes) == 1:
        [change] = changes
        by = () if change.kind == "equal" else change.authors or authors
        yield from (
            (change.kind, by, span if span.note in keys else as_text(span)) for span in parse(change.words)
        )  # fmt: skip
        return
    for (kind, by, dress), alike in groupby(
        _characters(changes, keys, authors), key=lambda one: (one[0], one[1], one[2][1])
    ):
        letters = [character for _, _, (character, _) in alike]
        if dress.note:
            yield from [(kind, by, dress)] * len(letters)
        else:
            yield kind, by, replace(dress, text="".join(letters))


def _moved(
    changes: Sequence[Change], along: Sequence[bool], keys: Collection[str], authors: _Authors
) -> Iterator[tuple[str, _Authors, Span, bool]]:  # fmt: skip
    """What becomes of each span of a block that moved, all of which comes or goes, and whether it moved along."""
    for change, moved, spans in zip(changes, along, stretches_of(changes, keys), strict=True):
        yield from ((change.kind, change.authors or authors, span, moved) for span in spans)


def _characters(
    changes: Iterable[Change], keys: Collection[str], authors: _Authors
) -> Iterator[tuple[str, _Authors, _Item]]:  # fmt: skip
    """Each printed character with what becomes of it and in whose name; deletions before the insertions beside them."""
    cut = [replace(change, words=printable(change.words)) for change in changes]
    new, old = _items(accepted(cut), keys), _items(rejected(cut), keys)
    at_new = at_old = 0
    by = next((change.authors for change in cut if change.kind != "equal"), ()) or authors
    for change in cut:
        size = len(change.words)
        if change.kind == "equal":
            yield from _kept(old[at_old : at_old + size], new[at_new : at_new + size], by)
        else:
            by = change.authors or authors
            items = new[at_new : at_new + size] if change.kind == "insert" else old[at_old : at_old + size]
            yield from ((change.kind, by, item) for item in items if item)
        at_new += size * (change.kind != "delete")
        at_old += size * (change.kind != "insert")


def _kept(
    old: Sequence[_Item | None], new: Sequence[_Item | None], by: _Authors
) -> Iterator[tuple[str, _Authors, _Item]]:  # fmt: skip
    """Words that both texts have; what is printed in one of them alone, or in another dress, is a change all the same."""
    for same, places in groupby(zip(old, new, strict=True), key=lambda pair: pair[0] == pair[1]):
        pairs = list(places)
        if same:
            yield from (("equal", (), item) for item, _ in pairs if item)
        else:
            yield from (("delete", by, item) for item, _ in pairs if item)
            yield from (("insert", by, item) for _, item in pairs if item)


def _items(printed: str, keys: Collection[str]) -> list[_Item | None]:
    """What each character of the words prints: itself in its dress, a footnote's mark, or nothing."""
    found: list[_Item | None] = [None] * len(printed)
    for at, span in placed(printed):
        if span.note in keys:
            found[at] = ("", span)
            continue
        text = f"[^{span.note}]" if span.note else span.text
        dress = replace(span, text="", note="")
        found[at : at + len(text)] = [(character, dress) for character in text]
    return found
