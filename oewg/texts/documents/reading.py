"""What words does a file hold, paragraph by paragraph? Plain text, Markdown, DOCX and HTML, without running anything.

Of a DOCX the words as they would stand with every tracked change accepted: insertions are read, deletions are not.
Plain text whose lines were broken at some width is read without those breaks, or two such texts could not be compared.
"""

import re
from collections.abc import Sequence

from lxml import etree, html

from oewg.core.errors import say
from oewg.texts.documents.docx.reading import words_of_docx
from oewg.texts.documents.inline import printable
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.tabled import is_row

_BLOCKS = (
    "address article aside blockquote body caption dd div dl dt footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section "
    "table tbody td tfoot th thead tr ul"
)
_UNREAD = "head script style template noscript"


def words_of_file(contents: bytes, name: str) -> str:
    """The words of a file, one paragraph a line; its kind is known by its contents, and else by its name.

    No control characters are among them (a terminal would obey them, a DOCX cannot hold them), but for line ends and tabs.
    """
    if contents.startswith(b"PK"):
        return _clean("\n".join(words_of_docx(contents)))
    text = _decoded(contents)
    if _is_html(text, name):
        return _clean(_html(text))
    return unwrapped(_clean(text))


def lines_of_file(contents: bytes, name: str) -> str:
    """The words of a file that is no DOCX, line by line as they stand in it; of HTML one paragraph a line."""
    text = _decoded(contents)
    return _clean(_html(text) if _is_html(text, name) else text)


def _is_html(text: str, name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml")) or text.lstrip().lower().startswith(
        ("<!doctype", "<html")
    )


def _clean(text: str) -> str:
    return "\t".join(printable(part) for part in text.split("\t"))


def _decoded(contents: bytes) -> str:
    try:
        text = contents.decode("utf-16" if contents[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise CannotBeRead(
            say("It is neither a DOCX nor text in UTF-8."), say("Please save it as DOCX, or as plain text in UTF-8.")
        ) from None
    if "\x00" in text:
        raise CannotBeRead(
            say("It is neither a DOCX nor text in UTF-8."), say("Please save it as DOCX, or as plain text in UTF-8.")
        )
    return text


def _html(text: str) -> str:
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, encoding=None))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotBeRead(say("It is not HTML that can be read.")) from error
    etree.strip_elements(root, *_UNREAD.split(), etree.Comment, with_tail=False)
    for element in root.iter():
        element.text, element.tail = (re.sub(r"\s+", " ", said or "") for said in (element.text, element.tail))
    for element in root.iter(*_BLOCKS.split(), "br"):
        element.text = "\n" + (element.text or "")
        element.tail = "\n" + (element.tail or "")
    lines = (re.sub(r"\s+", " ", line).strip() for line in "".join(map(str, root.itertext())).split("\n"))
    return "\n".join(line for line in lines if line)


WIDEST_WRAPPED = 132
"""Characters. Longer lines are paragraphs; where they are many, so are the others."""
_ITEM = re.compile(
    r"(?:[-–—•*+·>|]|#{1,6}|\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]|[0-9]{1,3}(?:\.[0-9]{1,3})+\.?)(?=\s|$)"
)
"""What begins a paragraph by itself: a dash or a point, a number, a letter, a sign of Markdown."""
_FIRST_WORD = re.compile(r"[^\s-]*-?")
_LAST_BUT_ONE = re.compile(r"[;؛；]\s*\S{1,3}$")
"""How an item ends that one more follows: "; and"."""
_WIDE = re.compile("[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\uff60\U00020000-\U0003ffff]")
"""Chinese signs: each may end a line, and no space is lost there."""


def unwrapped(text: str) -> str:
    """Plain text, its broken lines joined into paragraphs; text whose lines are paragraphs already stays as it is.

    An empty line, another indentation, the mark of an item or a row of a table separates paragraphs. Within them a line is
    joined with the next if that goes on in the middle of a sentence, or if its first word would not have fitted: a line that
    had room left was ended on purpose. How much room there was is known from the lines that surely go on.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    following = [
        place for place in _within_paragraphs(lines) if max(len(lines[place - 1]), len(lines[place])) <= WIDEST_WRAPPED
    ]
    if 10 * sum(len(line) > WIDEST_WRAPPED for line in lines) > sum(map(bool, lines)):
        return text
    going_on = {place for place in following if _goes_on(lines[place - 1], lines[place])}
    if 3 * len(going_on) < len(following) or not going_on:
        return text
    needed = sorted(_needed(lines[place - 1], lines[place]) for place in going_on)[len(going_on) // 20]
    room = min(needed, 1 + max(len(lines[place - 1]) for place in following))
    joined = {place for place in following if place in going_on or _needed(lines[place - 1], lines[place]) >= room}
    found: list[str] = []
    for place, line in enumerate(lines):
        if place in joined:
            found[-1] += _glue(found[-1], line.lstrip()) + line.lstrip()
        else:
            found.append(line)
    return "\n".join(found)


def _within_paragraphs(lines: Sequence[str]) -> list[int]:
    """The places of lines that may go on with the paragraph of the line before: nothing separates the two."""
    found = []
    indents: list[int] = []  # of the lines of this paragraph so far
    for place, line in enumerate(lines):
        words = line.lstrip()
        indent = len(line) - len(words)
        if not words:
            indents = []
            continue
        if not indents or _ITEM.match(words) or is_row(words) or is_row(lines[place - 1].lstrip()):
            goes_on = False
        elif len(indents) == 1:  # the first line may stand further in; under an item the others may
            goes_on = indent <= indents[0] or _ITEM.match(lines[place - 1].lstrip()) is not None
        else:
            goes_on = indent == indents[1]
        if goes_on:
            found.append(place)
        indents = [*indents, indent] if goes_on else [indent]
    return found


def _goes_on(line: str, following: str) -> bool:
    """Does a sentence run from one line to the next? A small letter says so, and in a script without them any letter."""
    last, first = line[-1], following.lstrip()[0]
    if last in ".;:!?…。；：！？؟؛" or _LAST_BUT_ONE.search(line):
        return False
    return first.islower() or (first.isalpha() and not first.isupper() and last.isalnum())


def _needed(line: str, following: str) -> int:
    """How wide a line would have been with the next one's first word on it too."""
    words = following.lstrip()
    glue = _glue(line, words)
    first = _FIRST_WORD.match(words)
    return len(line) + len(glue) + (1 if _WIDE.match(words) else len(first[0]) if first else 0)


def _glue(before: str, after: str) -> str:
    """What stood where a line was broken: a space, but nothing after a hyphen in a word, nor between Chinese signs."""
    hyphenated = before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum()
    return "" if hyphenated or (_WIDE.match(before[-1:]) and _WIDE.match(after)) else " "
