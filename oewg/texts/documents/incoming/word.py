"""What does a Word file say, once every change that is tracked in it is accepted?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from oewg.core.errors import say
from oewg.texts.documents.description import Annex, Block, Document, Footnote, Table, identified
from oewg.texts.documents.docx.reading import NEW, Read, ReadFile, ReadTable, Wording, passage, read_file, wordings
from oewg.texts.documents.incoming.shaping import Piece, shaped
from oewg.texts.documents.incoming.written import NO_MASTHEAD
from oewg.texts.documents.inline import Span, parse, written
from oewg.texts.documents.tabled import tabled
from oewg.texts.documents.understood import Remark, Understood

_COMMENTS = say("Comments are no words of the text: “%(words)s”")
_CHANGES = say("The changes that are tracked in the file were taken as accepted.")
_ENDNOTE = say("An endnote was read as a footnote.")
_GENERATED = ("masthead", "header", "footer", "toc", "contentsheading", "notice")
_LONGEST_NUMBER = 24
"""Letters of what is no more than the number of a table."""


def read_docx(contents: bytes) -> Understood:
    """A DOCX as a document, with remarks; CannotBeRead if it cannot be opened."""
    return _Word(read_file(contents)).understood()


class _Word:
    def __init__(self, file: ReadFile) -> None:
        self._file = file
        self._title = ""
        self._remarks = list(file.remarks)

    def understood(self) -> Understood:
        if self._file.authors():
            self._remarks.insert(0, Remark("", _CHANGES))
        if any(key.startswith("e") for key in self._file.notes):
            self._remarks.append(Remark("", _ENDNOTE))
        blocks = tuple(self._blocks())
        said = [comment.words for comment in self._file.comments.values() if comment.words]
        self._remarks += [Remark("", _COMMENTS, (("words", passage(words)),)) for words in said]
        return Understood(Document(NO_MASTHEAD, self._title, "en", "", blocks), tuple(self._remarks))

    def _blocks(self) -> Iterator[Block]:
        together: list[Piece | Table] = []
        for one in self._pieces():
            if isinstance(one, Annex):
                yield from shaped(together)
                yield one
                together = []
            else:
                together.append(one)
        yield from shaped(together)

    def _pieces(self) -> Iterator[Piece | Table | Annex]:
        run: list[Read] = []
        for item in (*self._file.items, None):
            if isinstance(item, Read):
                run.append(item)
                continue
            said = [one for one in wordings(run, NEW) if _is_number(one) or not (one.blank or _is_generated(one))]
            run = []
            number = said.pop() if isinstance(item, ReadTable) and said and _is_number(said[-1]) else None
            table = self._table(item, number) if isinstance(item, ReadTable) else None
            if number is not None and not isinstance(table, Piece):
                said.append(number)  # its table is gone
            yield from filter(None, map(self._piece, said))
            if table is not None:
                yield table

    def _piece(self, one: Wording) -> Piece | Annex | None:
        style = _style(one)
        if one.blank:
            return None
        number, words = one.numbered
        if style == "title" and not self._title:
            self._title = one.text.strip()
            return None
        if style == "annextitle":
            return Annex(one.text.strip().partition("\n")[2] or one.text.strip())
        looks, depth = one.looks, 0
        if style.startswith("subparagraph") and style[-1].isdecimal():
            depth = int(style[-1])
        elif looks.form == "bullet":
            depth = (looks.depth or 0) + 1
        elif looks.level is not None:
            words = _plainer(words)
        return Piece(words, number, looks.level, depth, self._notes(one), _identity(one))

    def _table(self, item: ReadTable, number: Wording | None) -> Piece | Table | None:
        """A table, as a paragraph with the wording that it is if it has a number or footnotes; None for a masthead."""
        standing = item.in_view(NEW)
        cells = [cell for row in standing for cell in row]
        if next((one.style for cell in cells for one in cell), "").replace(" ", "").lower().startswith("masthead"):
            return None
        rows = tuple(
            tuple("\n".join(one.words for one in wordings(cell, NEW) if not one.blank) for cell in row)
            for row in standing
        )
        table = Table(rows[0], rows[1:]) if item.has_head and rows else Table((), rows)
        notes = self._notes(*(one for cell in cells for one in wordings(cell, NEW)))
        words = tabled(table)
        if words and number is not None:
            return Piece(words, number.text.strip(), notes=notes, identity=_identity(number))
        return Piece(words, notes=notes) if words and notes else table

    def _notes(self, *wherever: Wording) -> tuple[Footnote, ...]:
        called = (letters.span.note for one in wherever for letters in one.letters)
        keys = dict.fromkeys(key for key in called if key in self._file.notes)
        said = {key: [each.words for each in wordings(self._file.notes[key], NEW) if not each.blank] for key in keys}
        return tuple(Footnote(key, "\n".join(words)) for key, words in said.items())


def _style(one: Wording) -> str:
    return one.looks.style.replace(" ", "").lower()


def _is_generated(one: Wording) -> bool:
    return _style(one).startswith(_GENERATED)


def _is_number(one: Wording) -> bool:
    """Is it the number of the table below it, and nothing more?"""
    return (
        _style(one) == "tablenumber"
        and len(one.text.strip()) <= _LONGEST_NUMBER
        and not any(letters.span.note for letters in one.letters)
    )


def _identity(one: Wording) -> str:
    return next((name for name in one.identities if identified(name)), "")


def _plainer(words: str) -> str:
    """A heading's words: what is bold throughout is so because it is a heading."""
    spans = parse(words)
    strong, emphasis = (
        all(getattr(span, dress) for span in spans if span.text.strip()) for dress in ("strong", "emphasis")
    )
    return written(_without(spans, strong, emphasis))


def _without(spans: Sequence[Span], strong: bool, emphasis: bool) -> list[Span]:
    return [
        replace(span, strong=span.strong and not strong, emphasis=span.emphasis and not emphasis) for span in spans
    ]  # fmt: skip
