"""Which paragraph, rule or footnote does each line after "The General Assembly," belong to?

A number or a list letter opens a paragraph, a note's number opens a note, and any other line goes on with the
sentence that is still open, whatever blank lines, page breaks and notes stand between.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from oewg.mandate.rules.masthead import page_furniture
from oewg.mandate.rules.pieces import (
    Furniture,
    Note,
    Paragraph,
    Unplaced,
    furniture_of,
    paragraph_of,
    spans_of,
    unplaced_of,
)
from oewg.mandate.rules.words import MONTHS, SUPERSCRIPTS, Line, Word, inline, plain

_ADVERBS = r"(?:Also|Further|Once|Again|Likewise|Strongly|Deeply|Fully|Gravely)"
_PREAMBULAR = re.compile(
    rf"(?:{_ADVERBS} (?:[a-z]+ )*)?(?!United)[A-Za-z]+(?:ing|ed|ly|ful|ous|ant)\b|(?:Aware|Alarmed|Having)\b"
)
_OPERATIVE = re.compile(
    r"(?:(?:Also|Further) )?(?:Acknowledges|Adopts|Affirms|Approves|Authorizes|Calls|Commends|Concludes"
    r"|Condemns|Confirms|Considers|Decides|Declares|Demands|Emphasizes|Encourages|Endorses|Establishes|Expresses|Instructs"
    r"|Invites|Notes|Proclaims|Reaffirms|Recalls|Recognizes|Recommends|Reiterates|Renews|Requests|Stresses|Supports|Takes"
    r"|Underlines|Underscores|Urges|Welcomes)\b",
    re.IGNORECASE,
)
_EMPHASISED_VERB = re.compile(r"\*+(?:[A-Z][a-z]+ )?[A-Za-z]+s\b")
_NUMBER = re.compile(r"([0-9]{1,3})\.")
_RULE_NUMBER = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})\.?")
_LETTER = re.compile(r"\(([a-z]{1,4})\)")
_ROMAN = re.compile(r"x{0,2}(?:ix|iv|v?i{0,3})")


@dataclass
class _Draft:
    """A paragraph, note or unplaced block while its lines are still being gathered."""

    number: str = ""
    label: tuple[Word, ...] = ()
    words: list[Word] = field(default_factory=list)
    subparagraphs: list["_Draft"] = field(default_factory=list)


@dataclass(frozen=True)
class Body:
    """The paragraphs and notes of the text, and what was not one of them."""

    preambular: tuple[Paragraph, ...]
    operative: tuple[Paragraph, ...]
    rules: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    furniture: tuple[Furniture, ...]
    unplaced: tuple[Unplaced, ...]


def read_body(lines: Sequence[Line], symbol: str | None) -> Body:
    """Read the lines that stand after "The General Assembly,"."""
    starts = _note_starts(lines)
    reader = _Reader(symbol, frozenset(starts.values()))
    for position, line in enumerate(lines):
        reader.take(line, starts.get(position))
    return reader.body()


def begins_preambular(line: Line) -> bool:
    """Whether the line opens as preambular paragraphs do: "Recalling", "Deeply concerned", "Aware"."""
    return _PREAMBULAR.match(line.text) is not None


def begins_operative(line: Line) -> bool:
    """Whether the line is numbered and opens as operative paragraphs do: "1. Welcomes", "6. Also decides"."""
    numbered = _NUMBER.fullmatch(line.words[0].bare) is not None
    return numbered and _has_operative_verb(line.words[1:])


def _has_operative_verb(words: Sequence[Word]) -> bool:
    raw = " ".join(word.raw for word in words[:3])
    return bool(_EMPHASISED_VERB.match(raw) or _OPERATIVE.match(raw.replace("*", "")))


def _note_starts(lines: Sequence[Line]) -> dict[int, int]:
    """Position of each line that begins a note, and the number of the note."""
    starts: dict[int, int] = {}
    in_notes = False
    for position, line in enumerate(lines):
        number = _note_number(line, apart=line.after_blank or in_notes)
        if number is not None:
            starts[position] = number
        is_ruler = page_furniture(line, None) == "rule"
        in_notes = number is not None or is_ruler or (in_notes and not line.after_blank)
    return starts


def _note_number(line: Line, apart: bool) -> int | None:
    if len(line.words) < 2:
        return None
    first, second = line.words[0], line.words[1]
    unmistakable = re.match(rf"\**[{SUPERSCRIPTS}]|\[\^[0-9]", first.raw)
    if unmistakable and first.bare.rstrip(":").isdigit():
        return int(first.bare.rstrip(":"))
    # A plain digit is a note's number only where a note can stand, and never the day in "5 December".
    if apart and re.fullmatch(r"[1-9][0-9]?", first.bare) and second.bare.strip(",.;") not in MONTHS:
        return int(first.bare) if re.match(r"[\"“(\[]?[A-Z]", second.bare) else None
    return None


class _Reader:
    def __init__(self, symbol: str | None, known_notes: frozenset[int]) -> None:
        self.symbol = symbol
        self.known_notes = known_notes
        self.preambular: list[_Draft] = []
        self.operative: list[_Draft] = []
        self.rules: list[_Draft] = []
        self.notes: list[_Draft] = []
        self.unplaced: list[_Draft] = []
        self.furniture: list[Furniture] = []
        self.paragraph: _Draft | None = None  # the sentence that the next line may go on with
        self.chapeau: _Draft | None = None  # the paragraph that subparagraphs belong to
        self.note: _Draft | None = None
        self.stray: _Draft | None = None
        self.page_turned = False
        self.in_annex = False

    def take(self, line: Line, note_number: int | None) -> None:
        self.page_turned = self.page_turned or line.after_page_break
        apart = line.after_blank or self.page_turned
        kind = page_furniture(line, self.symbol)
        if kind is not None:
            self.furniture.append(furniture_of(kind, line.words))
            self.page_turned = True
        elif note_number is not None and (apart or not self._goes_on(line)):
            self.note = _Draft(str(note_number), line.words[:1], list(line.words[1:]))
            self.notes.append(self.note)
            self.stray, self.page_turned = None, True
        elif not self._opens_numbered(line, apart):
            self._take_sentence(line, apart)

    def body(self) -> Body:
        return Body(
            tuple(self._finished(draft) for draft in self.preambular),
            tuple(self._finished(draft) for draft in self.operative),
            tuple(self._finished(draft) for draft in self.rules),
            tuple(
                Note(
                    int(draft.number),
                    draft.label[0].bare,
                    inline(draft.words, ()),
                    spans_of((*draft.label, *draft.words)),
                )
                for draft in self.notes
            ),
            tuple(self.furniture),
            tuple(unplaced_of(draft.words) for draft in self.unplaced),
        )

    def _finished(self, draft: _Draft) -> Paragraph:
        subparagraphs = tuple(self._finished(part) for part in draft.subparagraphs)
        return paragraph_of(draft.number, draft.label, draft.words, self.known_notes, subparagraphs)

    def _opens_numbered(self, line: Line, apart: bool) -> bool:
        """Open what the line begins with the number of; False when it begins with no number."""
        if self.in_annex:
            return False
        first = line.words[0].bare
        may_open = apart or self.note is not None or self._ends_with(",;:.")
        if (found := _NUMBER.fullmatch(first)) and may_open:
            number, last = int(found[1]), int(self.operative[-1].number) if self.operative else 0
            if number == last + 1 or (number > last and apart and _has_operative_verb(line.words[1:])):
                self.operative.append(self._open(str(number), line))
                self.chapeau = self.paragraph
                return True
        if (found := _RULE_NUMBER.fullmatch(first)) and may_open and (apart or first.endswith(".")):
            return self._open_rule(int(found[1]), int(found[2]), line)
        found = _LETTER.fullmatch(first)
        may_list = may_open or line.is_list_item or self._ends_with_and()
        return found is not None and may_list and self._open_subparagraph(found[1], line)

    def _open_rule(self, paragraph: int, number: int, line: Line) -> bool:
        if not self.operative or int(self.operative[-1].number) != paragraph:
            return False
        last = self.rules[-1].number.split(".") if self.rules else ["0", "0"]
        if int(last[0]) == paragraph and number <= int(last[1]):
            return False
        self.rules.append(self._open(f"{paragraph}.{number}", line))
        self.chapeau = self.paragraph
        return True

    def _open_subparagraph(self, letter: str, line: Line) -> bool:
        if self.chapeau is None:
            return False
        siblings = self.chapeau.subparagraphs
        last = siblings[-1].number.strip("()") if siblings else ""
        is_next_letter = len(letter) == 1 and letter == (chr(ord(last[0]) + 1) if last else "a")
        if _ROMAN.fullmatch(letter) and siblings and not is_next_letter:
            siblings = siblings[-1].subparagraphs
        siblings.append(self._open(f"({letter})", line))
        return True

    def _open(self, number: str, line: Line, label_length: int = 1) -> _Draft:
        draft = _Draft(number, line.words[:label_length], list(line.words[label_length:]))
        self.paragraph = draft
        self._no_longer_aside()
        return draft

    def _no_longer_aside(self) -> None:
        self.note = self.stray = None
        self.page_turned = False

    def _take_sentence(self, line: Line, apart: bool) -> None:
        if self.stray is not None and not apart:
            self.stray.words.extend(line.words)
        elif self.in_annex or self._is_annex_heading(line):
            self.in_annex = True
            self._set_aside(line)
        elif self.note is not None and self._belongs_to_note(line):
            self.note.words.extend(line.words)
        elif self._begins_preambular(line, apart):
            self._open_unnumbered(line)
        elif self.paragraph is None or (apart and not self._goes_on(line)):
            self._set_aside(line)
        else:
            self.paragraph.words.extend(line.words)
            self._no_longer_aside()

    def _set_aside(self, line: Line) -> None:
        self.stray = _Draft(words=list(line.words))
        self.unplaced.append(self.stray)
        self.note = None

    def _open_unnumbered(self, line: Line) -> None:
        # A resolution with a single operative paragraph does not number it.
        if self.preambular and _has_operative_verb(line.words):
            self.operative.append(self._open("1", line, label_length=0))
        else:
            self.preambular.append(self._open(str(len(self.preambular) + 1), line, label_length=0))
        self.chapeau = self.paragraph

    def _belongs_to_note(self, line: Line) -> bool:
        note_is_open = self.note is not None and not _ending(self.note.words, ()).endswith(".")
        if not line.after_blank and not line.after_page_break:
            return note_is_open or not self._goes_on(line)
        return note_is_open and not self._goes_on(line) and not self._begins_preambular(line, apart=True)

    def _begins_preambular(self, line: Line, apart: bool) -> bool:
        if self.operative:
            return False
        if self.paragraph is None:
            return True
        is_finished = self._ends_with(",;:.")
        if line.words[0].raw.startswith("*") and (begins_preambular(line) or _has_operative_verb(line.words)):
            return apart or is_finished
        if not is_finished or not line.text[:1].isupper():
            return False
        opens = begins_preambular(line) or (apart and _has_operative_verb(line.words))
        # After a page break a capital may go on with a list ("Angola," / "Belarus"); else it begins anew.
        return opens or (line.after_blank and not self.page_turned)

    def _goes_on(self, line: Line) -> bool:
        """Whether the open sentence is not at its end, or the line cannot be the beginning of one."""
        if self.paragraph is None:
            return False
        if not self._ends_with(";:." if self.operative else ",;:."):
            return True
        first = line.words[0].bare
        if not self.operative and self._ends_with(","):
            return not self._begins_preambular(line, apart=True)
        return first[:1].islower()

    def _is_annex_heading(self, line: Line) -> bool:
        return bool(re.fullmatch(r"Annex(?:es)?(?: [IVX]+)?", line.text)) and self._ends_with(".")

    def _ends_with(self, marks: str) -> bool:
        if self.paragraph is None:
            return True
        return _ending(self.paragraph.words, self.known_notes).endswith(tuple(marks))

    def _ends_with_and(self) -> bool:
        return self.paragraph is not None and _ending(self.paragraph.words, ()) in {"and", "or"}


def _ending(words: Sequence[Word], notes: Iterable[int]) -> str:
    """The last word without note marks and closing quotation marks or parentheses."""
    return plain(inline(words[-2:], notes)).split(" ")[-1].rstrip("”\"’')]")
