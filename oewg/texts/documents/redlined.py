"""How is a redline written? HTML with <ins> and <del>, DOCX with true tracked changes, colours for a terminal."""

import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import cast

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from markupsafe import Markup
from rich.text import Text

from oewg.texts.rules.redline import Piece

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
    body = Markup("\n").join(
        Markup('<p dir="auto">{}</p>').format(Markup("").join(TAGS[kind].format(words) for kind, words in line))
        for line, _ in paragraphs(pieces)
    )
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
    """Tracked changes of one author: accepted, they give the new words exactly; rejected, the old ones."""
    word = docx.Document()
    body, attributes = word.element.body, (author, (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ"))
    number = 0

    def change(tag: str) -> BaseOxmlElement:
        nonlocal number
        element = cast(BaseOxmlElement, OxmlElement(tag))
        for name, value in (("w:id", str(number)), ("w:author", attributes[0]), ("w:date", attributes[1])):
            element.set(qn(name), value)
        number += 1
        return element

    for line, end in paragraphs(pieces):
        paragraph = OxmlElement("w:p")
        if end != "equal":  # the end of the paragraph itself was inserted or deleted
            properties, marks = OxmlElement("w:pPr"), OxmlElement("w:rPr")
            marks.append(change("w:ins" if end == "insert" else "w:del"))
            properties.append(marks)
            paragraph.append(properties)
        for kind, words in line:
            run, said = OxmlElement("w:r"), OxmlElement("w:delText" if kind == "delete" else "w:t")
            said.text = words
            said.set(qn("xml:space"), "preserve")
            run.append(said)
            within = paragraph if kind == "equal" else change("w:ins" if kind == "insert" else "w:del")
            within.append(run)
            if within is not paragraph:
                paragraph.append(within)
        body.insert(len(body) - 1, paragraph)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()
