"""How do the blocks of a document follow one another in a .docx file?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.changed import Note, Worded, inscribed, is_moved
from oewg.texts.documents.changing import tracked_as_table
from oewg.texts.documents.contents import annex_labels, entries
from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Document,
    Heading,
    Marked,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.docx.contents import bookmark, contents
from oewg.texts.documents.docx.footnotes import Footnotes
from oewg.texts.documents.docx.masthead import masthead
from oewg.texts.documents.docx.numbering import Numbering
from oewg.texts.documents.docx.package import NO_INSTANT, begun, packed
from oewg.texts.documents.docx.page import lay_out
from oewg.texts.documents.docx.tables import narrowed, table_block
from oewg.texts.documents.docx.wml import Annotations, dressed, paragraph, said, tab
from oewg.texts.documents.inline import printable
from oewg.texts.documents.languages import Direction, direction, moved_words
from oewg.texts.documents.masthead import issued_on
from oewg.texts.documents.tabled import in_cell


def write_docx(document: Document) -> bytes:
    """The document as a .docx file on Letter paper, with styles, lists and footnotes of its own.

    The same document gives the same bytes. A redline is tracked changes: accepted, they give the new text, rejected, the old one.
    """
    word = begun(document.language, document.title, document.masthead.symbol)
    lay_out(word, document)
    _Body(word, document).write()
    return packed(word)


class _Body:
    """The blocks of one document on their way into one file."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._language = document.language
        self._annotations = Annotations(_day(document), document.masthead.body)
        self._numbering = Numbering(word)
        self._footnotes = Footnotes(word, self._annotations)
        self._labels = annex_labels(document)
        self._listed = {entry.place: entry for entry in entries(document)}

    def write(self) -> None:
        section = self._word.sections[0]._sectPr
        for made in self._elements():
            section.addprevious(made)

    def _elements(self) -> Iterator[BaseOxmlElement]:
        yield from masthead(self._document.masthead, self._language)
        yield paragraph("Title", *said(self._document.title, self._language))
        if self._document.contents:
            yield contents(self._document, list(self._listed.values()))
        blocks = self._document.blocks
        for place, (block, following) in enumerate(zip(blocks, (*blocks[1:], None), strict=False)):
            for made in self._block(block):
                if block.standing == "equal" and _comes(following):
                    _keep_apart(made)
                if place in self._listed:
                    self._annotations.bookmark(bookmark(self._listed[place]), made)
                yield made
            if isinstance(block, Marked) and _is_move(block):
                yield self._annotations.moving(made, block.move, block.standing)
            if not isinstance(block, Table) and block.standing != "equal" and isinstance(following, Table | None):
                # A paragraph vanishes into the next one; before a table, and at the end of a file, there must be one, and not an
                # empty one, which LibreOffice would drop instead.
                yield paragraph("AfterTable", *said("\u00a0", self._language))

    def _block(self, block: Block) -> Iterator[BaseOxmlElement]:
        if isinstance(block, Worded) and (table := tracked_as_table(block)):
            # A table has no number and no bookmark: they stand before it.
            yield self._worded("TableNumber", replace(block, words="", notes=(), changes=()))
            yield from self._table(table, block)
            return
        match block:
            case Heading():
                yield self._worded(f"Heading{block.level}", block)
            case Paragraph():
                yield self._worded("NumberedParagraph" if block.number else "BodyText", block)
            case Subparagraph():
                yield self._worded(f"Subparagraph{block.level}", block)
            case Annex():
                title = "\n".join(filter(None, (next(self._labels), block.title)))
                change = self._annotations.change(block.standing, ()) if block.standing != "equal" else None
                runs = (
                    self._annotations.changed(run, block.standing, ()) for run in said(title, self._language)
                )  # fmt: skip
                yield paragraph("AnnexTitle", *runs, change=change)
            case Table():
                if block.width():
                    yield from self._table(block, Paragraph(number="", words="", language=block.language))

    def _table(self, table: Table, block: Worded) -> Iterator[BaseOxmlElement]:
        """A table; `block` is the one whose words it is."""
        language, own_way = self._spoken(block)

        def runs(words: str, changes: tuple[Change, ...], standing: str) -> Iterator[BaseOxmlElement]:
            return self._inscribed(in_cell(words, block, changes, standing), language, own_way)

        for columns in narrowed(table):
            yield table_block(table, columns, runs, self._annotations, language, own_way)
            # Without a paragraph between them, two tables would become one.
            yield paragraph("AfterTable")

    def _spoken(self, block: Worded) -> tuple[str, Direction | None]:
        """The language of a block, and its direction where that is not the document's."""
        language = block.language or self._language
        way = direction(language)
        return language, way if way != direction(self._language) else None

    def _worded(self, style: str, block: Worded) -> BaseOxmlElement:
        language, own_way = self._spoken(block)
        children = [*self._inscribed(block, language, own_way)]
        change, authors, moved = None, self._authors(block, block.authors), _is_move(block)
        if block.standing != "equal":
            change = self._annotations.change(block.standing, authors, moved=moved)
        number = printable(block.number)
        counted = self._numbering.counted(block, number) if number else None
        if number and counted is None:
            runs = (*said(number, language), tab())
            children[:0] = [self._annotations.changed(run, block.standing, authors, moved=moved) for run in runs]
        made = paragraph(style, *children, way=own_way, number=counted, change=change)
        if block.identity:
            self._annotations.bookmark(block.identity, made)
        return made

    def _inscribed(self, block: Worded, language: str, way: Direction | None) -> Iterator[BaseOxmlElement]:
        for stretch in inscribed(block):
            made: Iterable[BaseOxmlElement]
            if isinstance(stretch.piece, Note):
                made = [self._footnotes.mark(stretch.piece, language, way)]
            else:
                made = dressed(stretch.piece, self._word.part, language)
            kind, by, moved = stretch.kind, self._authors(block, stretch.authors), _is_move(block)
            yield from (self._annotations.changed(run, kind, by, moved=moved) for run in made)

    def _authors(self, block: Worded, authors: Sequence[str]) -> Sequence[str]:
        """In whose name something changes; beside it, of what moved and is no move for a word processor, from where."""
        if not is_moved(block) or _is_move(block):
            return authors
        where = moved_words(self._language, block.standing, printable(block.moved))
        return (f"{self._annotations.author(authors)} ({where})",)


def _comes(block: Block | None) -> bool:
    return isinstance(block, Marked) and block.standing == "insert"


def _keep_apart(made: BaseOxmlElement) -> None:
    """Let words that come at the end of a paragraph stand in a name that only looks the same as that of the paragraph that comes next.

    LibreOffice takes both for one insertion, with the end of the paragraph that stays: it would be lost when they are rejected.
    """
    runs = made.findall(f".//{qn('w:r')}")
    around = runs[-1].getparent() if runs else None
    if around is not None and around.tag == qn("w:ins"):
        around.set(qn("w:author"), f"{around.get(qn('w:author'))}\u00a0")


def _is_move(block: Marked) -> bool:
    """Is it a move for a word processor? Not if its words changed on the way: where a move and a change stand beside each other in a
    paragraph that goes, LibreOffice gives the next paragraph its style.
    """
    return is_moved(block) and bool(block.move) and not block.changes


def _day(document: Document) -> datetime:
    """The day that the masthead names, as the instant of every change; where it names none, one that means nothing."""
    day = issued_on(document.masthead)
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else NO_INSTANT
