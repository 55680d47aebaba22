"""What stands on every page of a .docx file: paper, symbol, notice, page n of N?"""

from docx.document import Document as WordDocument
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header
from docx.shared import Twips

from oewg.texts.documents.description import Document
from oewg.texts.documents.docx.styles import PAGE_BOTTOM, PAGE_HEIGHT, PAGE_MARGIN, PAGE_TOP, PAGE_WIDTH
from oewg.texts.documents.docx.wml import element, field, paragraph, said
from oewg.texts.documents.languages import direction, direction_of


def lay_out(word: WordDocument, document: Document) -> None:
    """Set the one section of the file: Letter paper, the outer edge at the right on odd pages.

    The symbol does not run in the head of the first page, where the masthead shows it.
    """
    section = word.sections[0]
    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.left_margin = section.right_margin = Twips(PAGE_MARGIN)
    section.top_margin, section.bottom_margin = Twips(PAGE_TOP), Twips(PAGE_BOTTOM)
    section.header_distance, section.footer_distance = Twips(576), Twips(1030)
    section.different_first_page_header_footer = True
    word.settings.odd_and_even_pages_header_footer = True
    if direction(document.language) == "rtl":
        section._sectPr.get_or_add_titlePg().addnext(element("bidi"))
    _fill(section, document)


def _fill(section: Section, document: Document) -> None:
    odd, even = ("Right", "Left") if direction(document.language) == "ltr" else ("Left", "Right")
    _write_header(section.first_page_header, document, "")
    _write_header(section.header, document, odd)
    _write_header(section.even_page_header, document, even)
    _write_footer(section.first_page_footer, odd)
    _write_footer(section.footer, odd)
    _write_footer(section.even_page_footer, even)


def _write_header(header: _Header, document: Document, symbol_side: str) -> None:
    language = document.language
    paragraphs = []
    if document.notice:
        way = direction_of(document.notice, language)
        own_way = way if way != direction(language) else None
        paragraphs.append(paragraph("Notice", *said(document.notice, language), way=own_way))
    if symbol_side and document.masthead.symbol:
        symbol = said(document.masthead.symbol, language)
        paragraphs.append(paragraph(f"Header{symbol_side}", *symbol, way="ltr"))
    _replace(header, paragraphs or [paragraph("Header")])


def _write_footer(footer: _Footer, side: str) -> None:
    _replace(footer, [paragraph(f"Footer{side}", field("PAGE"), *said("/", "en"), field("NUMPAGES"), way="ltr")])


def _replace(story: _Header | _Footer, paragraphs: list[BaseOxmlElement]) -> None:
    story.is_linked_to_previous = False
    container = story._element
    for old in list(container):
        container.remove(old)
    container.extend(paragraphs)
