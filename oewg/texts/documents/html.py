"""How is a document written as HTML: as a part of a page, and as a file of its own?"""

from collections.abc import Iterable
from importlib.resources import files

from markupsafe import Markup, escape

from oewg.texts.documents.changed import Legend, Note, Stretch, Worded, attributed, inscribed, is_moved, legend
from oewg.texts.documents.changing import shown_as_table
from oewg.texts.documents.contents import annex_labels, entries
from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Document,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.inline import Span, printable
from oewg.texts.documents.languages import direction, fixed_words, moved_words
from oewg.texts.documents.masthead import issue_lines
from oewg.texts.documents.tabled import in_cell

_ARTICLE = Markup('<article class="doc" lang="{language}" dir="{direction}">\n{content}\n</article>')
# What may be in another language than the document, and does not say so, runs as its letters do.
_AUTO = Markup(' dir="auto"')
_NOTE_MARK = Markup(
    '<sup class="doc-note-mark">'
    '<a id="doc-mark-{number}" href="#doc-note-{number}" role="doc-noteref">{number}</a></sup>'
)
_NOTE = Markup(
    '<li id="doc-note-{number}">{words} '
    '<a href="#doc-mark-{number}" role="doc-backlink" aria-label="{back} ({number})">↩</a></li>'
)
_CHANGED = Markup('<{0} class="doc-change{1}" data-said="{2}">{3}</{0}>')
_MOVED = Markup(' <small class="doc-moved-where">[{}]</small>')
_PROPOSED = Markup('<sup class="doc-proposer"> {}</sup>')
_CONTENTS = Markup(
    '<nav class="doc-contents" aria-labelledby="doc-contents">\n<h2 id="doc-contents">{title}</h2>\n<ol>\n{entries}\n</ol>\n</nav>'
)
_ENTRY = Markup('<li class="doc-entry-{level}"><a href="#doc-place-{place}"{spoken}>{words}</a></li>')
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


def body_of_file(html: str) -> Markup:
    """The <article> within a file that write_html has written, which escaped whatever people wrote."""
    return Markup(html[html.index("<article") : html.rindex("</article>")] + "</article>")  # noqa: S704


def html_body(document: Document) -> Markup:
    """The document as an <article> for a page that brings its own style; its classes begin with "doc-".

    The document's title is the h1. The article must stand on the page only once, since its notes have fixed names. The words of a
    redline are in <ins> and <del>; where the style is at hand, a screen reader says so before each.
    """
    return _Article(document).written()


class _Article:
    """One document on its way to HTML, with the footnotes met so far."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[Markup] = []
        self._labels = annex_labels(document)
        self._listed = {entry.place: entry for entry in entries(document)}
        self._fixed = fixed_words(document.language)

    def written(self) -> Markup:
        document = self._document
        parts = [
            _element("p", _literal(document.notice), "doc-notice", _AUTO) if document.notice else "",
            _masthead(document.masthead),
            _element("h1", _literal(document.title), "doc-title", _AUTO) if document.title else "",
            _legend(told) if (told := legend(document)) else "",
            self._contents() if document.contents else "",
            *(self._block(block, place) for place, block in enumerate(document.blocks)),
        ]
        if self._notes:
            parts.append(_NOTES.format(title=self._fixed.notes, notes=Markup("\n").join(self._notes)))
        return _ARTICLE.format(
            language=document.language,
            direction=direction(document.language),
            content=Markup("\n").join(part for part in parts if part),
        )

    def _contents(self) -> Markup:
        listed = (
            _ENTRY.format(
                level=entry.level,
                place=place,
                spoken=_spoken(entry.language),
                words=f"{entry.number} {entry.words}".strip(),
            )
            for place, entry in self._listed.items()
        )
        return _CONTENTS.format(title=self._fixed.contents, entries=Markup("\n").join(listed))

    def _block(self, block: Block, place: int) -> Markup:
        named = Markup(' id="doc-place-{}"').format(place) if place in self._listed else Markup("")
        if isinstance(block, Worded) and (table := shown_as_table(block)):
            return self._table(table, block)
        match block:
            case Heading():
                return self._worded(f"h{block.level + 1}", "doc-heading", block, named)
            case Paragraph():
                return self._worded("p", "doc-paragraph", block)
            case Subparagraph():
                return self._worded("p", f"doc-subparagraph doc-level-{block.level}", block)
            case Annex():
                label = _element("span", escape(next(self._labels)), "doc-annex-label")
                words = self._changed(label + " " + _literal(block.title), block.standing)
                return _element("h2", words, "doc-annex", named)
            case Table():
                return self._table(block, Paragraph(number="", words="", language=block.language))

    def _worded(self, tag: str, style: str, block: Worded, named: Markup | None = None) -> Markup:
        words = Markup("")
        if block.number:
            words = _element("span", self._changed(_literal(block.number), block.standing), "doc-number") + " "
        words += self._inscribed(inscribed(block))
        if is_moved(block):
            words += _MOVED.format(moved_words(self._document.language, block.standing, printable(block.moved)))
        return _element(tag, words, style, (named or Markup("")) + _spoken(block.language))

    def _inscribed(self, stretches: Iterable[Stretch]) -> Markup:
        """The words; what comes, or goes, in one row in the same names is one element, for it is read out as one."""
        words, row, kind = Markup(""), Markup(""), ("equal", False)
        for stretch, by in attributed(stretches):
            if (stretch.kind, stretch.moved) != kind:
                words, row, kind = words + self._changed(row, *kind), Markup(""), (stretch.kind, stretch.moved)
            row += self._piece(stretch.piece)
            if by:
                words, row = words + self._changed(row, *kind) + _PROPOSED.format(by), Markup("")
        return words + self._changed(row, *kind)

    def _piece(self, piece: Span | Note) -> Markup:
        return self._mark(piece) if isinstance(piece, Note) else _dressed(piece)

    def _changed(self, words: Markup, kind: str, moved: bool = False) -> Markup:
        if kind == "equal" or not words:
            return words
        tag, said = ("ins", self._fixed.inserted) if kind == "insert" else ("del", self._fixed.deleted)
        # White space that comes or goes is not announced.
        return (
            _CHANGED.format(tag, " doc-moved" if moved else "", said, words) if words.strip() else _element(tag, words)
        )

    def _table(self, table: Table, block: Worded) -> Markup:
        """A table; `block` is the one whose words it is."""
        if not table.width():
            return Markup("")

        def cell(tag: str, words: str, changes: tuple[Change, ...], standing: str) -> Markup:
            scope = Markup(' scope="col"') if tag == "th" else None
            return _element(tag, self._inscribed(inscribed(in_cell(words, block, changes, standing))), attributes=scope)

        rows = []
        for place, (standing, cells) in enumerate(table.lines()):
            tag = "th" if table.header and place == 0 else "td"
            rows.append(_element("tr", Markup("").join(cell(tag, *said, standing) for said in cells)))
        caption = (
            _element("caption", self._changed(_literal(block.number), block.standing), "doc-number")
            if block.number
            else Markup("")
        )
        header = _element("thead", rows.pop(0)) if table.header else Markup("")
        body = _element("tbody", Markup("\n").join(rows))
        return _element("table", caption + header + body, "doc-table", _spoken(block.language))

    def _mark(self, note: Note) -> Markup:
        number = len(self._notes) + 1
        words = self._inscribed(note.stretches)
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


def _legend(told: Legend) -> Markup:
    return _element("div", _lines((("doc-marks", told.marks), ("doc-proposers", told.proposers))), "doc-legend")


def _lines(lines: Iterable[tuple[str, str]]) -> Markup:
    # dir="auto": a date in Latin letters on an Arabic page runs its own way.
    return Markup("").join(
        Markup('<p class="{}" dir="auto">{}</p>').format(style, _literal(words)) for style, words in lines if words
    )


def _spoken(language: str) -> Markup:
    """The attributes of what is in another language than the document."""
    if not language:
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(language, direction(language))


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


def _element(tag: str, content: Markup, style: str = "", attributes: Markup | None = None) -> Markup:
    """An element; its tag and its style are the house's own words. By hand: most of the time went into Markup.format."""
    named = f' class="{style}"' if style else ""
    return Markup(f"<{tag}{escape(attributes or '')}{named}>{escape(content)}</{tag}>")  # noqa: S704
