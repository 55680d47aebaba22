"""How is a document written as HTML: as a part of a page, and as a file of its own?"""

from collections.abc import Iterable, Iterator
from importlib.resources import files

from markupsafe import Markup, escape

from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.inline import Span, printable
from oewg.texts.documents.languages import annex_label, direction, fixed_words
from oewg.texts.documents.masthead import issue_lines
from oewg.texts.documents.notes import Mark, inscribe, unmarked

_ARTICLE = Markup('<article class="doc" lang="{language}" dir="{direction}">\n{content}\n</article>')
_NOTE_MARK = Markup(
    '<sup class="doc-note-mark">'
    '<a id="doc-mark-{number}" href="#doc-note-{number}" role="doc-noteref">{number}</a></sup>'
)
_NOTE = Markup(
    '<li id="doc-note-{number}">{words} '
    '<a href="#doc-mark-{number}" role="doc-backlink" aria-label="{back} ({number})">↩</a></li>'
)
_NOTES = Markup('<section class="doc-notes" role="doc-endnotes">\n<h2>{title}</h2>\n<ol>\n{notes}\n</ol>\n</section>')


def write_html(document: Document) -> str:
    """The document as a file of its own that needs no other file; it carries its style inside."""
    style = files(__package__).joinpath("page.css").read_text("utf-8")
    title = escape(printable(document.title or document.masthead.symbol))
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}" dir="{direction(document.language)}">\n'
        '<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{html_body(document)}\n</main>\n</body>\n</html>\n"
    )


def html_body(document: Document) -> str:
    """The document as an <article> for a page that brings its own style; its classes begin with "doc-".

    The document's title is the h1. The article must stand on the page only once, since its notes have fixed names.
    """
    return str(_Article(document).written())


class _Article:
    """One document on its way to HTML, with the footnotes met so far."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[Markup] = []
        annexes = sum(isinstance(block, Annex) for block in document.blocks)
        self._labels = (annex_label(document.language, place, annexes) for place in range(1, annexes + 1))
        self._fixed = fixed_words(document.language)

    def written(self) -> Markup:
        document = self._document
        parts = [
            _element("p", _literal(document.notice), "doc-notice") if document.notice else "",
            _masthead(document.masthead),
            _element("h1", _literal(document.title), "doc-title") if document.title else "",
            *(self._block(block) for block in document.blocks),
        ]
        if self._notes:
            parts.append(_NOTES.format(title=self._fixed.notes, notes=Markup("\n").join(self._notes)))
        return _ARTICLE.format(
            language=document.language,
            direction=direction(document.language),
            content=Markup("\n").join(part for part in parts if part),
        )

    def _block(self, block: Block) -> Markup:
        match block:
            case Heading():
                return self._numbered(f"h{block.level + 1}", "doc-heading", block)
            case Paragraph():
                return self._numbered("p", "doc-paragraph", block)
            case Subparagraph():
                return self._numbered("p", f"doc-subparagraph doc-level-{block.level}", block)
            case Annex():
                label = _element("span", escape(next(self._labels)), "doc-annex-label")
                return _element("h2", label + " " + _literal(block.title), "doc-annex")
            case Table():
                return _table(block)

    def _numbered(self, tag: str, style: str, block: Heading | Paragraph | Subparagraph) -> Markup:
        number = _element("span", _literal(block.number), "doc-number") + " " if block.number else Markup("")
        return _element(tag, number + self._inscribed(block.words, block.notes), style)

    def _inscribed(self, words: str, notes: tuple[Footnote, ...]) -> Markup:
        return Markup("").join(
            self._mark(piece) if isinstance(piece, Mark) else _dressed(piece) for piece in inscribe(words, notes)
        )

    def _mark(self, mark: Mark) -> Markup:
        number = len(self._notes) + 1
        words = _spans(mark.words)
        self._notes.append(_NOTE.format(number=number, words=words, back=self._fixed.back))
        return _NOTE_MARK.format(number=number)


def _masthead(head: Masthead) -> Markup:
    issuer = _lines((("doc-organization", head.organization), ("doc-symbol", head.symbol)))
    issue = _element("div", _lines(("doc-issued", line) for line in issue_lines(head)))
    rows = (
        _element("div", issuer, "doc-issuer"),
        _element("div", _lines([("doc-body", head.body)]) + issue, "doc-issue"),
        _lines((("doc-session", head.session), ("doc-item", head.agenda_item))),
    )
    return _element("header", Markup("\n").join(rows), "doc-masthead")


def _lines(lines: Iterable[tuple[str, str]]) -> Markup:
    # dir="auto": a date in Latin letters on an Arabic page runs its own way.
    return Markup("").join(
        Markup('<p class="{}" dir="auto">{}</p>').format(style, _literal(words)) for style, words in lines if words
    )


def _table(block: Table) -> Markup:
    def rows(tag: str, cells: Iterable[tuple[str, ...]]) -> Iterator[Markup]:
        for row in cells:
            yield _element("tr", Markup("").join(_cell(tag, words) for words in block.filled(row)))

    if not block.width():
        return Markup("")
    header = _element("thead", Markup("").join(rows("th", [block.header]))) if block.header else Markup("")
    body = _element("tbody", Markup("\n").join(rows("td", block.rows)))
    return _element("table", header + body, "doc-table")


def _cell(tag: str, words: str) -> Markup:
    opening = Markup('<th scope="col">') if tag == "th" else Markup("<td>")
    return opening + _spans(unmarked(words)) + Markup("</{}>").format(tag)


def _spans(spans: tuple[Span, ...]) -> Markup:
    return Markup("").join(_dressed(span) for span in spans)


def _dressed(span: Span) -> Markup:
    words = _literal(span.text)
    if span.emphasis:
        words = _element("em", words)
    if span.strong:
        words = _element("strong", words)
    if span.href:
        words = Markup('<a href="{}">{}</a>').format(span.href, words)
    return words


def _literal(words: str) -> Markup:
    return Markup("<br>").join(printable(words).split("\n"))


def _element(tag: str, content: Markup, style: str = "") -> Markup:
    named = Markup(' class="{}"').format(style) if style else Markup("")
    return Markup("<{0}{1}>{2}</{0}>").format(tag, named, content)
