"""How do the blocks of a document follow one another in a .docx file?"""

from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.docx.footnotes import Footnotes
from oewg.texts.documents.docx.masthead import masthead
from oewg.texts.documents.docx.package import describe, drop_surplus, packed
from oewg.texts.documents.docx.page import lay_out
from oewg.texts.documents.docx.styles import styles_part
from oewg.texts.documents.docx.tables import table_block
from oewg.texts.documents.docx.wml import dressed, paragraph, said, tab
from oewg.texts.documents.languages import annex_label
from oewg.texts.documents.notes import Mark, inscribe


def write_docx(document: Document) -> bytes:
    """The document as a .docx file on Letter paper, with styles and footnotes of its own.

    The same document gives the same bytes. Numbers of paragraphs are words, not counted by the word processor: a
    paragraph keeps the number under which the group knows it, "14 bis." among them.
    """
    word = docx.Document()
    drop_surplus(word)
    describe(word, document)
    styles = word.styles.element
    styles[:] = list(styles_part(document.language))
    lay_out(word, document)
    _Body(word, document).write()
    return packed(word)


class _Body:
    """The blocks of one document on their way into one file."""

    def __init__(self, word: WordDocument, document: Document) -> None:
        self._word = word
        self._document = document
        self._language = document.language
        self._footnotes = Footnotes(word, document.language)
        annexes = sum(isinstance(block, Annex) for block in document.blocks)
        self._labels = (annex_label(self._language, place, annexes) for place in range(1, annexes + 1))

    def write(self) -> None:
        section = self._word.sections[0]._sectPr
        for made in self._elements():
            section.addprevious(made)

    def _elements(self) -> Iterator[BaseOxmlElement]:
        yield from masthead(self._document.masthead, self._language)
        yield paragraph("Title", *said(self._document.title, self._language))
        for block in self._document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[BaseOxmlElement]:
        match block:
            case Heading():
                yield self._numbered(f"Heading{block.level}", block)
            case Paragraph():
                yield self._numbered("NumberedParagraph" if block.number else "BodyText", block)
            case Subparagraph():
                yield self._numbered(f"Subparagraph{block.level}", block)
            case Annex():
                title = f"{next(self._labels)}\n{block.title}"
                yield paragraph("AnnexTitle", *said(title, self._language))
            case Table():
                if block.width():
                    yield table_block(block, self._word.part, self._language)
                    # Without a paragraph between them, two tables would become one.
                    yield paragraph("AfterTable")

    def _numbered(self, style: str, block: Heading | Paragraph | Subparagraph) -> BaseOxmlElement:
        number = [*said(block.number, self._language), tab()] if block.number else []
        return paragraph(style, *number, *self._inscribed(block.words, block.notes))

    def _inscribed(self, words: str, notes: tuple[Footnote, ...]) -> Iterator[BaseOxmlElement]:
        for piece in inscribe(words, notes):
            if isinstance(piece, Mark):
                yield self._footnotes.mark(piece)
            else:
                yield from dressed(piece, self._word.part, self._language)
