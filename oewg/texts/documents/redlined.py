"""How is a redline written? HTML with <ins> and <del>, DOCX with true tracked changes, colours for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from markupsafe import Markup
from rich.text import Text

from oewg.texts.documents.docx.package import begun, packed
from oewg.texts.documents.docx.wml import Annotations, dressed, paragraph
from oewg.texts.documents.inline import Span
from oewg.texts.rules.by_words import Piece

STYLE = """
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.55 Georgia, "Noto Serif", serif; color: #1b1b1b; background: #fff }
ins { text-decoration: underline; text-underline-offset: .15em; font-weight: 600; color: #0b5d3b; background: #e3f5ea }
del { color: #9b1c1c; background: #fbe9e7 }
"""
TAGS = {"equal": Markup("{}"), "insert": Markup("<ins>{}</ins>"), "delete": Markup("<del>{}</del>")}


def paragraphs(pieces: Sequence[Piece]) -> Iterator[tuple[list[Piece], str]]:
    """The pieces of each paragraph, and what became of the line's end after it: "equal", "delete" or "insert"."""
    here: list[Piece] = []
    for kind, words in pieces:
        first, *rest = words.split("\n")
        if first:
            here.append((kind, first))
        for line in rest:
            yield here, kind
            here = [(kind, line)] if line else []
    if here:
        yield here, "equal"


def as_html(pieces: Sequence[Piece], title: str) -> str:
    """A page of its own; its marks are read out by a screen reader as what they are."""
    return page(
        title, (Markup("").join(TAGS[kind].format(words) for kind, words in line) for line, _ in paragraphs(pieces))
    )


def page(title: str, lines: Iterable[Markup]) -> str:
    """A page of its own with these paragraphs."""
    body = Markup("\n").join(Markup('<p dir="auto">{}</p>').format(line) for line in lines)
    return Markup(
        '<!doctype html>\n<html><head><meta charset="utf-8"><title>{}</title><style>{}</style></head>\n'
        "<body><h1>{}</h1>\n{}\n</body></html>\n"
    ).format(title, Markup(STYLE), title, body)  # noqa: S704


def as_terminal(pieces: Sequence[Piece]) -> Text:
    """For a terminal: deleted words struck out in red, inserted ones underlined in green."""
    styles = {"equal": "", "insert": "underline green", "delete": "strike red"}
    return Text.assemble(*((words, styles[kind]) for kind, words in pieces))


PLAIN = {"equal": "{}", "insert": "{{+{}+}}", "delete": "[-{}-]"}
"""Marks for a file or a pipe, which have no colours: [-deleted-] and {+inserted+}, as git diff --word-diff has them."""


def as_plain(pieces: Sequence[Piece]) -> str:
    """For where there are no colours: without marks, deleted words would read as words of the text."""
    return "".join(PLAIN[kind].format(words) for kind, words in pieces)


def as_docx(pieces: Sequence[Piece], author: str, at: datetime | None = None) -> bytes:
    """Tracked changes of one author: accepted, they give the new words exactly; rejected, the old ones.

    The words stand as they are; nothing in them is a mark.
    """
    word = begun("en")
    annotations = Annotations(at or datetime.now(UTC), author)
    end_of_body = word.element.body.sectPr
    for line, end in paragraphs(pieces):
        runs = [
            annotations.changed(run, kind, (author,))
            for kind, words in line
            for run in dressed(Span(words), word.part, "en")
        ]
        # The end of the paragraph itself may come or go.
        change = None if end == "equal" else annotations.change(end, (author,))
        end_of_body.addprevious(paragraph("BodyText", *runs, change=change))
    return packed(word)
