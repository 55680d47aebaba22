"""What do the paragraphs of a United Nations document look like in a word processor?

Measures are in twentieths of a point (twips), sizes of letters in half points.
"""

from dataclasses import dataclass

from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from oewg.texts.documents.description import HEADING_LEVELS
from oewg.texts.documents.docx.wml import word_language
from oewg.texts.documents.languages import direction, primary

PAGE_WIDTH, PAGE_HEIGHT = 12240, 15840
PAGE_MARGIN = 1195
TEXT_WIDTH = PAGE_WIDTH - 2 * PAGE_MARGIN
BLOCK_INDENT = 1267
STEP = 475
PAGE_TOP, PAGE_BOTTOM = 1742, 1898


@dataclass(frozen=True)
class Place:
    """Where a numbered paragraph stands: its left edge, how far its first line is moved from it, and where its words begin."""

    left: int
    first: int
    words: int

    @property
    def tabs(self) -> str:
        """The tab stop after the number, as XML."""
        return f'<w:tabs><w:tab w:val="left" w:pos="{self.words}"/></w:tabs>'

    @property
    def indents(self) -> str:
        """The edges of the paragraph, as XML."""
        return _indent(self.left, self.first)


def _indent(left: int = BLOCK_INDENT, first: int = 0) -> str:
    start = f'w:hanging="{-first}"' if first < 0 else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{left}" w:right="{BLOCK_INDENT}" {start}/>'


HEADING = Place(BLOCK_INDENT, -STEP, BLOCK_INDENT)
NUMBERED = Place(BLOCK_INDENT, 0, BLOCK_INDENT + STEP)
# The first level runs back to the edge of the text; deeper ones hang.
SUBPARAGRAPHS = (
    Place(BLOCK_INDENT, STEP, BLOCK_INDENT + 2 * STEP),
    *(Place(BLOCK_INDENT + level * STEP, -STEP, BLOCK_INDENT + level * STEP) for level in (3, 4)),
)

_FONT = 'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="SimSun"'
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Styles that every word processor knows by name.
_BUILT_IN = frozenset(
    {
        *("Title", "heading 1", "heading 2", "heading 3", "Body Text", "header", "footer", "footnote text"),
        *("toc 1", "toc 2", "toc 3"),
    }
)

_KEPT = "<w:keepNext/><w:keepLines/>"
_JUSTIFIED = '<w:jc w:val="both"/>'
# Of a paragraph that runs from right to left, "right" is the left.
_FLUSH_RIGHT = '<w:jc w:val="right"/>'


@dataclass(frozen=True)
class _Style:
    """One paragraph style; the properties are in the order that the format asks for."""

    identity: str
    name: str
    paragraph: str
    letters: str = ""
    based_on: str = "Normal"


@dataclass(frozen=True)
class Size:
    """The letters (half points) and the line (twips) of running text in a language; how far a number in the contents reaches."""

    letters: int
    line: int
    number: int = STEP


# In Arabic the numbers of headings are words.
_SIZES = {"ar": Size(26, 320, 2 * STEP), "zh": Size(21, 320)}


def size_in(language: str) -> Size:
    """The size of running text in the language: 10 on 12 points, larger where the script asks for it."""
    return _SIZES.get(primary(language), Size(20, 240))


def _outlined(level: int) -> str:
    return f'<w:outlineLvl w:val="{level - 1}"/>'


def _spacing(before: int, after: int, line: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="atLeast"/>'


def _letters(size: int, bold: bool = False, italic: bool = False) -> str:
    dress = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    return f'{dress}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _text_styles(size: Size) -> tuple[_Style, ...]:
    line, letters = size.line, size.letters
    text = _spacing(0, 120, line)
    title = _letters(letters + 8, bold=True)

    def heading(level: int, before: int, letters: str) -> _Style:
        place = HEADING.tabs + _spacing(before, before // 2, line) + HEADING.indents
        return _Style(f"Heading{level}", f"heading {level}", _KEPT + place + _outlined(level), letters)

    def numbered(name: str, place: Place) -> _Style:
        return _Style(name.replace(" ", ""), name, place.tabs + text + place.indents + _JUSTIFIED)

    new_page = "<w:keepNext/><w:pageBreakBefore/>"
    return (
        _Style("Title", "Title", "<w:keepNext/>" + _spacing(360, 240, line) + _indent(), title),
        heading(1, 300, _letters(letters + 4, bold=True)),
        heading(2, 260, _letters(letters, bold=True)),
        heading(3, 220, _letters(letters, italic=True)),
        _Style("AnnexTitle", "Annex Title", new_page + _spacing(0, 240, line) + _indent() + _outlined(1), title),
        _Style("BodyText", "Body Text", text + _indent() + _JUSTIFIED),
        numbered("Numbered Paragraph", NUMBERED),
        *(numbered(f"Subparagraph {level}", place) for level, place in enumerate(SUBPARAGRAPHS, start=1)),
        _Style("TableCell", "Table Cell", _spacing(40, 40, line)),
        _Style("TableHeading", "Table Heading", "<w:keepNext/>" + _spacing(40, 40, line), _letters(letters, bold=True)),
        _Style("TableNumber", "Table Number", "<w:keepNext/>" + _spacing(120, 40, line)),
        _Style("AfterTable", "After Table", _spacing(0, 60, line)),
        _Style(
            "FootnoteText",
            "footnote text",
            _spacing(0, 40, line - 40) + _indent() + _JUSTIFIED,
            _letters(letters - 3),
        ),
    )


def _contents_styles(size: Size) -> tuple[_Style, ...]:
    edge = TEXT_WIDTH - BLOCK_INDENT

    def listed(level: int) -> _Style:
        left = BLOCK_INDENT + level * size.number
        stops = f'<w:tab w:val="left" w:pos="{left}"/><w:tab w:val="right" w:leader="dot" w:pos="{edge}"/>'
        return _Style(
            f"TOC{level}",
            f"toc {level}",
            f"<w:tabs>{stops}</w:tabs>{_spacing(0, 60, size.line)}{_indent(left, -size.number)}",
        )

    ends = f'<w:tabs><w:tab w:val="right" w:pos="{edge}"/></w:tabs>'
    heading = "<w:keepNext/>" + ends + _spacing(240, 120, size.line) + _indent()
    return (
        _Style("ContentsHeading", "Contents Heading", heading, _letters(size.letters, bold=True)),
        *(listed(level) for level in HEADING_LEVELS),
    )


def _masthead_styles(size: Size) -> tuple[_Style, ...]:
    line, letters = size.line, size.letters
    bold = _letters(letters, bold=True)
    return (
        _Style("MastheadOrganization", "Masthead Organization", "", _letters(letters + 4)),
        _Style("MastheadSymbol", "Masthead Symbol", _FLUSH_RIGHT, _letters(letters + 8)),
        _Style("MastheadBody", "Masthead Body", _spacing(60, 60, line), _letters(letters + 8, bold=True)),
        _Style("MastheadIssue", "Masthead Issue", _spacing(60, 0, line)),
        _Style("MastheadIssueLeft", "Masthead Issue Left", _FLUSH_RIGHT, based_on="MastheadIssue"),
        _Style("MastheadSession", "Masthead Session", _spacing(120, 0, line), bold),
        _Style("MastheadItem", "Masthead Item", _spacing(60, 0, line)),
        _Style("MastheadItemTitle", "Masthead Item Title", "", bold),
    )


def _page_styles(size: Size) -> tuple[_Style, ...]:
    bold = _letters(17, bold=True)
    rule = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="3" w:color="auto"/></w:pBdr>'
    return (
        _Style("Header", "header", "", _letters(17)),
        _Style("Notice", "Notice", _spacing(0, 60, 200) + '<w:jc w:val="center"/>', bold, "Header"),
        _Style("HeaderLeft", "Header Left", rule, bold, "Header"),
        _Style("HeaderRight", "Header Right", rule + _FLUSH_RIGHT, bold, "Header"),
        _Style("Footer", "footer", "", bold),
        _Style("FooterLeft", "Footer Left", "", based_on="Footer"),
        _Style("FooterRight", "Footer Right", _FLUSH_RIGHT, based_on="Footer"),
    )


def styles_part(language: str) -> BaseOxmlElement:
    """The whole `w:styles` element for a document in the language."""
    # Latin letters are never in a language that is written otherwise: a word processor would choose their font by it.
    tag, latin = word_language(language), word_language(language if direction(language) == "ltr" else "en")
    size = size_in(language)
    way = "<w:bidi/>" if direction(language) == "rtl" else ""
    styles = (*_text_styles(size), *_contents_styles(size), *_masthead_styles(size), *_page_styles(size))
    written = "".join(_written(style) for style in styles)
    return parse_xml(
        f"""<w:styles xmlns:w="{_NAMESPACE}">
        <w:docDefaults>
          <w:rPrDefault><w:rPr><w:rFonts {_FONT}/><w:sz w:val="{size.letters}"/><w:szCs w:val="{size.letters}"/>
            <w:lang w:val="{latin}" w:eastAsia="{tag}" w:bidi="{tag}"/></w:rPr></w:rPrDefault>
          <w:pPrDefault><w:pPr>{_spacing(0, 0, size.line)}</w:pPr></w:pPrDefault>
        </w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
          <w:pPr><w:widowControl/>{way}</w:pPr></w:style>
        <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
          <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>
        <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
          <w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
          <w:left w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
        <w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
          <w:rPr><w:color w:val="1F4E9E"/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
          <w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
        {written}</w:styles>"""
    )


def _written(style: _Style) -> str:
    following = '<w:next w:val="BodyText"/>' if style.name.startswith("heading") else ""
    own = "" if style.name in _BUILT_IN else 'w:customStyle="1" '
    return (
        f'<w:style w:type="paragraph" {own}w:styleId="{style.identity}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/>'
        f"<w:pPr>{style.paragraph}</w:pPr><w:rPr>{style.letters}</w:rPr></w:style>"
    )
