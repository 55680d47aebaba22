"""How do the footnotes of a document get into a .docx file, numbered 1 to n in the order of their marks?

python-docx writes no footnotes, so the part is made here: two separators, then the notes (ECMA-376, part 1, 17.11).
"""

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.changed import Note
from oewg.texts.documents.docx.wml import Annotations, dressed, element, paragraph
from oewg.texts.documents.inline import Span
from oewg.texts.documents.languages import Direction

_SEPARATOR, _CONTINUATION = "-1", "0"


class Footnotes:
    """The footnotes part of one file, filled as the marks come."""

    def __init__(self, word: WordDocument, annotations: Annotations) -> None:
        self._annotations = annotations
        self._count = 0
        self._notes = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        self._notes.append(_rule(_SEPARATOR, "separator"))
        self._notes.append(_rule(_CONTINUATION, "continuationSeparator"))
        self._part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, self._notes, word.part.package)
        word.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        _announce_separators(word.settings.element)

    def mark(self, note: Note, language: str, way: Direction | None) -> BaseOxmlElement:
        """The run with the mark of the next number; its note, in that language and direction, goes into the part."""
        self._count += 1
        number = str(self._count)
        gap = element("r", element("t"))
        gap[0].text = "\u00a0"
        words = (
            self._annotations.changed(run, stretch.kind, stretch.authors)
            for stretch in note.stretches
            if isinstance(stretch.piece, Span)
            for run in dressed(stretch.piece, self._part, language)
        )
        said = paragraph("FootnoteText", _reference(element("footnoteRef")), gap, *words, way=way)
        self._notes.append(element("footnote", said, id=number))
        return _reference(element("footnoteReference", id=number))


def _reference(inside: BaseOxmlElement) -> BaseOxmlElement:
    return element("r", element("rPr", element("rStyle", val="FootnoteReference")), inside)


def _rule(identity: str, kind: str) -> BaseOxmlElement:
    indent = element("pPr", element("pStyle", val="FootnoteText"))
    return element("footnote", element("p", indent, element("r", element(kind))), type=kind, id=identity)


def _announce_separators(settings: BaseOxmlElement) -> None:
    announced = element("footnotePr", element("footnote", id=_SEPARATOR), element("footnote", id=_CONTINUATION))
    compatibility = settings.find(qn("w:compat"))
    assert compatibility is not None, "our settings have it"
    compatibility.addprevious(announced)
