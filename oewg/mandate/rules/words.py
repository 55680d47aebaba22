"""What is a word of a file, and what is only a mark on it?

A *word* is a run of characters between white space. These are *marks*, and are no words or parts of words:

- asterisks, wherever they stand (they are emphasis);
- the brackets and the target of a link to nowhere, `[36/103](#)`: the word is `36/103`;
- a hyphen or a bullet that stands alone at the beginning of a line (it begins a list item);
- a byte order mark at the beginning of the file.

A *note mark* (a superscript, `[^3]`, or a digit glued to a word) is counted, as its plain digits: `2013³`,
`2013[^3]` and `20133` are the same word, `20133`. So a reading may decide what is a year and what is a
mark, and the words of the file can still be compared with those of the reading without trusting that
decision. A superscript that begins a line is a word of its own (it is the number of a note).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_LINK_TO_NOWHERE = re.compile(r"\[([^\[\]]*)\]\(#[^()\s]*\)")
_LIST_MARK = re.compile(r"\s*[-•](?=\s|$)")
_LEADING_SUPERSCRIPT = re.compile(rf"(\**[{SUPERSCRIPTS}]+\**)(.+)")
_INLINE_MARK = re.compile(r"\[\^([0-9]+)\]")
_SUPERSCRIPT_RUN = re.compile(rf"[{SUPERSCRIPTS}]+")
_GLUED_TO_A_YEAR = re.compile(r"([^\w/]*(?:19|20)[0-9]{2})([1-9][0-9]?)([^\w/]*)")
_GLUED_TO_A_WORD = re.compile(
    r"""([^\w/]*[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*(?<=[a-zà-ÿ])[”"’)\]*]*[,;:.]?[”"’)\]*]*)([1-9][0-9]?)([^\w/]*)"""
)
_LONGEST_WORD = 80  # characters; a longer run is no word of a language, and would be slow to match
# "Rev.1" and "para.3" are references, and "No. 20133" is a number: none of them carries a note.
_TAKES_A_NUMBER = {
    "rev",
    "corr",
    "add",
    "no",
    "nos",
    "para",
    "paras",
    "chap",
    "sect",
    "art",
    "arts",
    "vol",
    "annex",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the file: its place in the run of words, its line (from 1), its characters."""

    index: int
    line: int
    raw: str

    @property
    def bare(self) -> str:
        return bare(self.raw)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file that holds words, and what stood before it."""

    number: int
    words: tuple[Word, ...]
    after_blank: bool
    after_page_break: bool
    is_list_item: bool

    @property
    def text(self) -> str:
        return " ".join(word.bare for word in self.words)


def bare(raw: str) -> str:
    """The word without its marks, note marks as plain digits."""
    return _INLINE_MARK.sub(r"\1", raw.replace("*", "")).translate(PLAIN_DIGITS)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that hold words; LF, CRLF or CR ends a line, a form feed turns the page."""
    lines: list[Line] = []
    index = 0
    blank = page_break = True
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        for part_number, part in enumerate(line.split("\f")):
            if part_number:
                blank = page_break = True
            list_mark = _LIST_MARK.match(part)
            raws = _raw_words(part[list_mark.end() :] if list_mark else part)
            if not raws:
                blank = True
                continue
            words = tuple(Word(index + offset, number, raw) for offset, raw in enumerate(raws))
            lines.append(Line(number, words, blank, page_break, list_mark is not None))
            index += len(words)
            blank = page_break = False
    return tuple(lines)


def words_of_file(text: str) -> list[str]:
    """Every word of the file, in order, without marks: what no reading may lose."""
    return [word.bare for line in lines_of(text) for word in line.words]


def inline(words: Sequence[Word], notes: Iterable[int]) -> str:
    """The words in the project's inline form: `*emphasis*`, `**strong**`, and `[^3]` for a mark of note 3.

    `notes` are the numbers of the notes that exist: only they may be told apart from a year or a word that
    they are glued to. Emphasis that is opened and never closed (the file was cut) is left out.
    """
    known = frozenset(notes)
    before = ["", *(word.bare for word in words)]
    text = " ".join(_with_note_mark(word.raw, previous, known) for word, previous in zip(words, before, strict=False))
    return text if _emphasis_is_closed(text) else text.replace("*", "")


def plain(inline_text: str) -> str:
    """The inline form without emphasis and without note marks."""
    return re.sub(r"\s*\[\^[0-9]+\]", "", inline_text).replace("*", "").strip()


def note_numbers(inline_text: str) -> tuple[int, ...]:
    """The numbers of the notes marked, in order of first appearance."""
    return tuple(dict.fromkeys(int(number) for number in _INLINE_MARK.findall(inline_text)))


def _raw_words(part: str) -> list[str]:
    raws = [raw for raw in _LINK_TO_NOWHERE.sub(r"\1", part).split() if bare(raw)]
    leading = _LEADING_SUPERSCRIPT.fullmatch(raws[0]) if raws else None
    if leading and bare(leading[2]):
        raws[:1] = [leading[1], leading[2]]
    return raws


def _with_note_mark(raw: str, previous: str, known: frozenset[int]) -> str:
    if _SUPERSCRIPT_RUN.search(raw):
        return _SUPERSCRIPT_RUN.sub(lambda run: f"[^{run[0].translate(PLAIN_DIGITS)}]", raw)
    if len(raw) > _LONGEST_WORD:
        return raw
    glued = _GLUED_TO_A_YEAR.fullmatch(raw) or _GLUED_TO_A_WORD.fullmatch(raw)
    if glued is None or int(glued[2]) not in known:
        return raw
    reference = glued[1] if glued[1].endswith(".") else previous
    if reference.strip(".(*").lower() in _TAKES_A_NUMBER:
        return raw
    return f"{glued[1]}[^{glued[2]}]{glued[3]}"


def _emphasis_is_closed(text: str) -> bool:
    open_marks: list[str] = []
    for mark in re.findall(r"\*\*|\*", text):
        if open_marks and open_marks[-1] == mark:
            open_marks.pop()
        elif mark in open_marks:
            return False
        else:
            open_marks.append(mark)
    return not open_marks
