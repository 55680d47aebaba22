"""What does a file of plain text, or of Markdown, say? Paragraphs, headings, lists, footnotes; links and emphasis as people sign them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from oewg.core.errors import say
from oewg.texts.documents.description import Document, Footnote, Masthead, Table
from oewg.texts.documents.docx.reading import passage
from oewg.texts.documents.incoming.shaping import Piece, is_short, shaped, typed_number
from oewg.texts.documents.inline import MARK, printable
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.reading import unwrapped
from oewg.texts.documents.tabled import is_row, table_in, tabled
from oewg.texts.documents.understood import Remark, Understood

NO_MASTHEAD = Masthead("", "", "", "", "", "", "", "")

LONGEST_TEXT = 2_000_000
"""Characters of a file of text: some six hundred pages."""
_MARKDOWN = re.compile(r"^(?:#{1,6} +\S|\[\^[^\]\s]+\]:)", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
_NOTE = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)")
_TARGET = re.compile(r"\[([^\]^]+)\]:\s*(\S+).*")
_BY_KEY = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_ITEM = re.compile(r"(?:[-*+•–—]|[0-9]{1,3}[.)])\s+")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")
_UNDERLINED = re.compile(r"(?<![\w_])(_{1,2})(?=\S)((?:[^_]|(?<=\w)_(?=\w))+?)(?<=\S)\1(?![\w_])")
"""Up to the next underscore that is not within a word, or each that opens nothing would be sought to the end."""
_RULE = re.compile(r"(?:[-*_] *){3,}|=+|-+")
_CELL_RULE = re.compile(r"[\s:|-]+")
_LONGEST_CUT = 20_000
"""Characters of a paragraph that may go on after the end of a page: a longer one is no paragraph."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED_NOTE = re.compile(rf"([{_RAISED}]{{1,3}})\s+(\S.*)")
_RAISED_MARK = re.compile(rf"(?<=\S)[{_RAISED}]{{1,3}}")
_HEAD = re.compile(
    r"United Nations|General Assembly|Distr\.:?.*|Original:.*|English|[0-9]{1,2} [A-Z][a-z]+ [0-9]{4}|[A-Z][a-z-]+ session"
    r"|(?:First|Second|Third|Fourth|Fifth|Sixth) Committee|Agenda item [0-9]+.*|A/[A-Z0-9./]+"
)

_NOWHERE = re.compile(r"\[([^\[\]]+)\]\(#\)")
"""A link that leads nowhere: what other systems export is full of them."""

_CONTENTS = say("A table of contents was left out: it is made anew wherever it is wanted.")
_MASTHEAD = say("The head of the document was left out: the house prints its own.")
_CUT = say("It was cut by the end of a page, and was joined again.")
_NO_NOTE = say("The words call a footnote (%(key)s) of which the file has no words.")
_NO_MARK = say("No words call this footnote; it hangs on the paragraph before it.")


def read_written(text: str, name: str) -> Understood:
    """A text as a document, with remarks; in Markdown empty lines separate paragraphs, otherwise each line is one.

    CannotBeRead of one that is longer than LONGEST_TEXT.
    """
    if len(text) > LONGEST_TEXT:
        raise CannotBeRead(say("It is too long for a document of words."), say("Please send it in parts."))
    text = printable(text.replace("\t", "    "))
    is_markdown = name.lower().endswith((".md", ".markdown")) or bool(_MARKDOWN.search(text))
    return _Markdown(text).understood() if is_markdown else _Plain(unwrapped(text)).understood()


class _Reading:
    """What is read, in its order."""

    def __init__(self) -> None:
        self.pieces: list[Piece | Table] = []
        self.notes: dict[str, str] = {}
        self.remarks: list[Remark] = []
        self.title = ""

    def add(self, piece: Piece) -> None:
        """One more paragraph, if there are words in it."""
        if piece.words.strip():
            self.pieces.append(replace(piece, words=_NOWHERE.sub(r"\1", piece.words).strip()))

    def understood(self) -> Understood:
        """The document: each footnote with the first words that call it."""
        called: set[str] = set()
        placed: list[Piece | Table] = []
        for piece in self.pieces:
            if isinstance(piece, Piece):
                own = [
                    key for key in dict.fromkeys(MARK.findall(piece.words)) if key in self.notes and key not in called
                ]
                called.update(own)
                for key in dict.fromkeys(MARK.findall(piece.words)):
                    if key not in self.notes:
                        self.remarks.append(Remark(passage(piece.words), _NO_NOTE, (("key", key),)))
                piece = replace(piece, notes=tuple(Footnote(key, self.notes[key]) for key in own))
            placed.append(piece)
        uncalled = [key for key in self.notes if key not in called]
        self.remarks += [Remark(passage(self.notes[key]), _NO_MARK) for key in uncalled]
        last = next((at for at in range(len(placed) - 1, -1, -1) if isinstance(placed[at], Piece)), None)
        if last is not None and isinstance(one := placed[last], Piece):
            placed[last] = replace(one, notes=(*one.notes, *(Footnote(key, self.notes[key]) for key in uncalled)))
        return Understood(Document(NO_MASTHEAD, self.title, "en", "", tuple(shaped(placed))), tuple(self.remarks))


class _Plain(_Reading):
    def __init__(self, text: str) -> None:
        super().__init__()
        lines = [line for line in text.split("\n") if line.strip()]
        head = 0
        while head < min(len(lines), 12) and _HEAD.fullmatch(lines[head].strip()):
            head += 1
        if head:
            self.remarks.append(Remark(passage(" · ".join(lines[:head])), _MASTHEAD))
        for _, together in groupby(map(str.strip, lines[head:]), key=is_row):
            self._lines(list(together))
        first = self.pieces[0] if self.pieces else None
        if head and isinstance(first, Piece) and not first.number and is_short(first.words):
            self.title = first.words
            del self.pieces[0]

    def _lines(self, lines: list[str]) -> None:
        """Lines in a row: all of one table, or each a paragraph."""
        if table_in(words := "\n".join(lines)) is not None:
            self.add(Piece(_called(words)))
        else:
            for line in lines:
                self._line(line)

    def _line(self, words: str) -> None:
        if found := _RAISED_NOTE.fullmatch(words):
            self.notes[_figures(found[1])] = found[2]
            return
        words = _called(words)
        item = re.match(r"[-•–—]\s+", words)
        words = words[item.end() :] if item else words
        last = self.pieces[-1] if self.pieces else None
        if self._goes_on(words, bool(item)):
            assert isinstance(last, Piece)
            self.pieces[-1] = replace(last, words=f"{last.words} {words}")
            self.remarks.append(Remark(passage(last.words), _CUT))
            return
        capitals = words.isupper() and len(words.split()) > 1 and len(words) <= 100
        self.add(Piece(words, level=1 if capitals else None, depth=1 if item and not typed_number(words)[0] else 0))

    def _goes_on(self, words: str, is_item: bool) -> bool:
        last = self.pieces[-1] if self.pieces else None
        if is_item or not isinstance(last, Piece) or not words[:1].islower() or typed_number(words)[0]:
            return False
        return last.words[-1].isalnum() and 40 < len(last.words) < _LONGEST_CUT


def _called(words: str) -> str:
    """Words with the marks of their footnotes, which are raised figures."""
    return _RAISED_MARK.sub(lambda mark: f"[^{_figures(mark[0])}]", words)


def _figures(raised: str) -> str:
    return "".join(str(_RAISED.index(sign)) for sign in raised)


class _Markdown(_Reading):
    def __init__(self, text: str) -> None:
        super().__init__()
        if front := _FRONT.match(text):
            text = text[front.end() :]
            title = _TITLE.search(front[1])
            self.title = title[1].strip("\"' ") if title else ""
        self._targets: dict[str, str] = {}
        for block in self._blocks(text.split("\n")):
            self._block(block)
        self._level_headings()
        self._link()

    def _blocks(self, lines: Sequence[str]) -> Iterator[list[str]]:
        """Lines that belong together: until an empty one, a heading, or the next item of a list."""
        here: list[str] = []
        note = ""
        notes: dict[str, list[str]] = {}
        for line in lines:
            if note and line.startswith("    ") and line.strip():
                notes[note].append(line.strip())
                continue
            found, target = _NOTE.fullmatch(line), _TARGET.fullmatch(line)
            note = found[1] if found else note if not line.strip() else ""
            begins = (
                found
                or target
                or line.startswith("#")
                or _ITEM.match(line.lstrip())
                or line.startswith("|") != (bool(here) and here[0].startswith("|"))
            )
            if here and (not line.strip() or begins):
                yield here
                here = []
            if found:
                notes[found[1]] = [found[2]]
            elif target:
                self._targets[target[1].lower()] = target[2]
            elif line.strip():
                here.append(line)
                if line.startswith("#"):
                    yield here
                    here = []
        if here:
            yield here
        self.notes |= {key: " ".join(said) for key, said in notes.items()}

    def _block(self, lines: list[str]) -> None:
        words = " ".join(line.strip().removeprefix(">").strip() for line in lines)
        if words.startswith("{:") or words.upper() in ("* TOC", "[TOC]"):
            if "TOC" in words.upper() and not words.startswith("{:"):
                self.remarks.append(Remark("", _CONTENTS))
            return
        if lines[0].startswith("|"):
            self._tabled(lines)
        elif (heading := re.fullmatch(r"(#{1,6})\s+(.*?)\s*#*", lines[0])) and len(lines) == 1:
            self.add(Piece(self._inline(heading[2]), level=len(heading[1])))
        elif not _RULE.fullmatch(words):
            self._paragraph(lines, words)

    def _paragraph(self, lines: list[str], words: str) -> None:
        if "{:toc}" in words:
            self.remarks.append(Remark("", _CONTENTS))
            return
        indent = (len(lines[0]) - len(lines[0].lstrip())) // 2
        item = _ITEM.match(words)
        if item is None:
            self.add(Piece(self._inline(words), depth=(indent + 1) // 2 if indent else 0))
            return
        sign, rest = item[0].strip(), words[item.end() :]
        depth = (indent + 1) // 2
        number, said = typed_number(rest)
        if sign[0].isdigit():
            sign = f"{sign.rstrip('.)')}." if depth == 0 else f"({_letter(int(sign.rstrip('.)')))})"
            self.add(Piece(self._inline(rest), number=sign, depth=depth))
        elif number:
            self.add(Piece(self._inline(said), number=number, depth=depth))
        else:
            self.add(Piece(self._inline(rest), depth=depth + 1))

    def _inline(self, words: str) -> str:
        words = _UNDERLINED.sub(lambda found: f"{'*' * len(found[1])}{found[2]}{'*' * len(found[1])}", words)
        return _ESCAPED.sub(r"\1", words)

    def _tabled(self, lines: list[str]) -> None:
        """A table; one that calls footnotes as a paragraph with the wording that it is."""
        found = table_in("\n".join(lines)) or _table(lines)
        table = Table(
            tuple(map(self._inline, found.header)), tuple(tuple(map(self._inline, row)) for row in found.rows)
        )
        words = tabled(table)
        self.pieces.append(Piece(words) if MARK.search(words) else table)

    def _level_headings(self) -> None:
        """The levels that are used become 1, 2, 3; a single one above all others is the title."""
        headings = [piece for piece in self.pieces if isinstance(piece, Piece) and piece.level]
        levels = sorted({piece.level for piece in headings if piece.level})
        first = headings[0] if headings else None
        if (
            first is not None
            and len(levels) > 1
            and first.level == levels[0]
            and sum(one.level == levels[0] for one in headings) == 1
        ):
            self.title = first.words
            self.pieces.remove(first)
            del levels[0]
        for at, piece in enumerate(self.pieces):
            if isinstance(piece, Piece) and piece.level:
                self.pieces[at] = replace(piece, level=levels.index(piece.level) + 1)

    def _link(self) -> None:
        """Links by a key, [words][key], lead where the key is said to lead, further down."""

        def follow(found: re.Match[str]) -> str:
            target = self._targets.get((found[2] or found[1]).lower())
            return f"[{found[1]}]({target})" if target else found[0]

        for at, piece in enumerate(self.pieces):
            if isinstance(piece, Piece):
                self.pieces[at] = replace(piece, words=_BY_KEY.sub(follow, piece.words))


def _letter(place: int) -> str:
    return chr(ord("a") + (place - 1) % 26)


def _is_cell_rule(line: str) -> bool:
    return "|" in line[1:] and _CELL_RULE.fullmatch(line) is not None


def _table(lines: list[str]) -> Table:
    rows = [
        tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines if not _is_cell_rule(line)
    ]
    has_head = len(lines) > 1 and _is_cell_rule(lines[1])
    return Table(rows[0] if has_head and rows else (), tuple(rows[1:] if has_head else rows))
