"""What words does a file hold, paragraph by paragraph? Plain text, Markdown, DOCX and HTML, without running anything.

Of a DOCX the words as they would stand with every tracked change accepted: insertions are read, deletions are not.
"""

import io
import re
import zipfile
import zlib

from lxml import etree, html

LARGEST_UNPACKED = 50_000_000
"""Bytes of the one part of a DOCX that is read: more is no document of ours, but an attempt to fill the memory."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
]
_UNREAD = "head script style template noscript"


class CannotBeRead(ValueError):
    """The file is not what its name says, or holds more than is read."""


def words_of_file(contents: bytes, name: str) -> str:
    """The words of a file, one paragraph a line; its kind is known by its contents, and else by its name."""
    if contents.startswith(b"PK"):
        return _docx(contents)
    text = _decoded(contents)
    if name.lower().endswith((".html", ".htm", ".xhtml")) or text.lstrip().lower().startswith(("<!doctype", "<html")):
        return _html(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(contents: bytes) -> str:
    try:
        text = contents.decode("utf-16" if contents[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise CannotBeRead("It is neither a DOCX nor text in UTF-8.") from None
    if "\x00" in text:
        raise CannotBeRead("It is neither a DOCX nor text in UTF-8.")
    return text


def _docx(contents: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as package:
            part = package.getinfo("word/document.xml")
            if part.file_size > LARGEST_UNPACKED:
                raise CannotBeRead("It is too large when unpacked.")
            with package.open(part) as file:
                xml = file.read(LARGEST_UNPACKED + 1)
        root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        EOFError,
        OSError,
        etree.XMLSyntaxError,
        NotImplementedError,
    ) as error:
        raise CannotBeRead("It is not a DOCX that can be read.") from error
    return "\n".join(_paragraph(paragraph) for paragraph in root.iter(f"{_W}p"))


def _paragraph(paragraph: etree._Element) -> str:
    said = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if next(element.iterancestors(f"{_W}p")) is not paragraph or _moved_away(element):
            continue
        kind = str(element.tag).removeprefix(_W)
        if kind == "tab" and next(element.iterancestors()).tag != f"{_W}r":
            continue  # a tab stop of the paragraph's form, no sign in it
        said.append({"t": element.text or "", "tab": "\t", "br": " ", "noBreakHyphen": "\u2011"}[kind])
    return "".join(said)


def _moved_away(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(f"{_W}del", f"{_W}moveFrom"))


def _html(text: str) -> str:
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, encoding=None))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotBeRead("It is not HTML that can be read.") from error
    etree.strip_elements(root, *_UNREAD.split(), etree.Comment, with_tail=False)
    for element in root.iter():
        element.text, element.tail = (re.sub(r"\s+", " ", said or "") for said in (element.text, element.tail))
    for element in root.iter(*_BLOCKS, "br"):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(map(str, root.itertext())).split("\n"))
    return "\n".join(line for line in lines if line)
