"""What does the head of the document say: symbol, session, committee, agenda item, title, sponsors?"""

import datetime
import re
from dataclasses import dataclass, field
from itertools import accumulate

from oewg.mandate.rules.pieces import Furniture, Unplaced, furniture_of, unplaced_of
from oewg.mandate.rules.words import MONTHS, Line, Word, inline, plain

_LANGUAGE = "Arabic|Chinese|English|French|Russian|Spanish"
_ITEMS = r"[0-9]+(?: \([a-z]\))?(?:(?:,| and|, and| to) (?:[0-9]+(?: \([a-z]\))?|\([a-z]\)))*"
ORGANS = "General Assembly|Security Council|Economic and Social Council|Human Rights Council"
_FIELDS = {
    "organ": rf"United Nations|{ORGANS}",
    "symbol": r"[A-Z]{1,5}(?=\S*[0-9])(?:/[A-Za-z0-9.()-]*[A-Za-z0-9)])+",
    "distribution": r"Distr\.: ?(?P<distribution>[A-Za-z]+)",
    "date": rf"(?P<day>[0-9]{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>[0-9]{{4}})",
    "original languages": rf"Original: (?P<languages>(?:{_LANGUAGE})(?:[,/]?(?: and)? ?(?:{_LANGUAGE}))*)",
    "language": _LANGUAGE,
    "session": r"[A-Z][A-Za-z-]+(?: [a-z-]+){0,3} session",
    "committee": r"(?:First|Second|Third|Fourth|Fifth|Sixth) Committee"
    r"|Special Political and Decolonization Committee \(Fourth Committee\)",
    "agenda item": rf"(?:Agenda items? (?P<items>{_ITEMS})"
    rf"|Items? (?P<provisional>{_ITEMS}) of the (?:provisional|preliminary) agenda)",
}
_PATTERNS = {kind: re.compile(rf"(?:{pattern})(?= |$)") for kind, pattern in _FIELDS.items()}
_SPONSORS = re.compile(r"(?P<names>.+?):? (?:revised )?draft (?:resolution|decision)\.?")
_LONGEST_FIELD_LINE = 40  # words
_NAMES_WITH_AND = {
    "Antigua and Barbuda",
    "Bosnia and Herzegovina",
    "Saint Kitts and Nevis",
    "Saint Vincent and the Grenadines",
    "Sao Tome and Principe",
    "Trinidad and Tobago",
    "United Kingdom of Great Britain and Northern Ireland",
}


@dataclass
class Masthead:
    """What the head of the document says, and every word of it as furniture or unplaced."""

    symbol: str | None = None
    title: str | None = None
    session: str | None = None
    committee: str | None = None
    agenda_item: str | None = None
    distribution: str | None = None
    date: datetime.date | None = None
    original_languages: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    is_draft_resolution: bool = False
    furniture: list[Furniture] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)


def read_masthead(lines: tuple[Line, ...]) -> Masthead:
    """Read the lines that stand before "The General Assembly,"."""
    head = Masthead()
    blocks: list[list[Word]] = []
    after_field = True
    for line in lines:
        kind = page_furniture(line, head.symbol)
        fields = _fields_of(line)
        if fields:
            for field_kind, words, found in fields:
                _keep_field(head, field_kind, words, found)
        elif kind:
            head.furniture.append(furniture_of(kind, line.words))
        elif line.after_blank or after_field:
            blocks.append(list(line.words))
        else:
            blocks[-1].extend(line.words)
        after_field = bool(fields or kind)
    _place_title_and_sponsors(head, blocks)
    return head


def page_furniture(line: Line, symbol: str | None) -> str | None:
    """What the line is when it belongs to the page and not to the text; None for a line of text."""
    text = line.text
    if all(re.fullmatch(r"[_=–—-]{3,}", word.bare) for word in line.words):
        return "rule"
    if text == symbol or (line.after_blank and _PATTERNS["symbol"].fullmatch(text)):
        return "page header"
    if re.fullmatch(r"Please recycle|Page [0-9]+", text):
        return "page footer"
    pages = [re.fullmatch(r"([0-9]{1,2})/([0-9]{1,2})", word.bare) for word in line.words]
    job = [re.fullmatch(r"[0-9]{2}-[0-9]{5}|\([A-Z]\)|[0-9]{6,7}", word.bare) for word in line.words]
    if not all(page or number for page, number in zip(pages, job, strict=True)):
        return None
    # "71/28" alone on a line is a resolution, "2/5" is page 2 of 5.
    in_range = all(int(page[1]) <= int(page[2]) for page in pages if page)
    return "page footer" if in_range and (any(job) or line.after_blank) else None


def sponsors_in(names: str) -> tuple[str, ...]:
    """The names in "Iran (Islamic Republic of), Samoa and Trinidad and Tobago", in their order.

    Commas and "and" inside parentheses belong to the name, as does the "and" of a State whose name has one.
    """
    parts = [part.strip() for part in _split_outside_parentheses(names, ",") if part.strip()]
    if parts:
        parts[-1:] = _split_at_last_and(parts[-1].removeprefix("and "))
    return tuple(parts)


def _fields_of(line: Line) -> list[tuple[str, tuple[Word, ...], re.Match[str]]]:
    found = []
    words = line.words if len(line.words) <= _LONGEST_FIELD_LINE else ()
    while words:
        text = " ".join(word.bare for word in words)
        matches = ((kind, pattern.match(text)) for kind, pattern in _PATTERNS.items())
        kind, match = next(((kind, match) for kind, match in matches if match), ("", None))
        if match is None:
            return []
        length = len(match[0].split())
        found.append((kind, words[:length], match))
        words = words[length:]
    return found


def _keep_field(head: Masthead, kind: str, words: tuple[Word, ...], found: re.Match[str]) -> None:
    match kind:
        case "symbol" if head.symbol is not None:
            kind = "page header"
        case "symbol":
            head.symbol = found[0]
        case "distribution":
            head.distribution = head.distribution or found["distribution"]
        case "date":
            head.date = head.date or _date(found)
        case "original languages":
            head.original_languages = tuple(re.findall(_LANGUAGE, found["languages"]))
        case "session":
            head.session = head.session or found[0]
        case "committee":
            head.committee = head.committee or found[0]
        case "agenda item":
            head.agenda_item = head.agenda_item or found["items"] or found["provisional"]
    head.furniture.append(furniture_of(kind, words))


def _date(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(found["year"]), MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None


def _place_title_and_sponsors(head: Masthead, blocks: list[list[Word]]) -> None:
    at = next((at for at, block in enumerate(blocks) if _SPONSORS.fullmatch(_text(block))), None)
    before, after = (blocks, []) if at is None else (blocks[:at], blocks[at + 1 :])
    if at is None:
        _place_title(head, [], before)
        return
    title_blocks, broken_off = _apart_from_sponsors(before, after)
    sponsors = [word for block in (*broken_off, blocks[at]) for word in block]
    found = _SPONSORS.fullmatch(_text(sponsors))
    head.is_draft_resolution = True
    head.sponsors = sponsors_in(found["names"]) if found else ()
    head.furniture.append(furniture_of("sponsors", sponsors))
    _place_title(head, title_blocks, after)


def _apart_from_sponsors(
    before: list[list[Word]], after: list[list[Word]]
) -> tuple[list[list[Word]], list[list[Word]]]:
    """Blocks before the sponsors' last line: the title, and names that a blank line cut off from the rest."""
    title = [word for block in after for word in block]
    lengths = list(accumulate(len(block) for block in before))
    if len(title) in lengths:
        count = lengths.index(len(title)) + 1
        if _text([word for block in before[:count] for word in block]) == _text(title):
            return before[:count], before[count:]
    names = [at for at, block in enumerate(before) if at and "," in _text(block)]
    return (before[: names[0]], before[names[0] :]) if names else (before, [])


def _place_title(head: Masthead, before: list[list[Word]], after: list[list[Word]]) -> None:
    """The title stands last; where it also stands before the sponsors, the second time is a repetition."""
    agenda = [word for block in before for word in block]
    if not after:
        if agenda:
            head.title = _text(agenda)
            head.furniture.append(furniture_of("title", agenda))
        return
    start = next((at for at in range(len(after) - 1, 0, -1) if _text(after[at])[:1].isupper()), 0)
    title = [word for block in after[start:] for word in block]
    head.title = _text(title)
    for block in after[:start]:
        if not agenda and _text(block) == head.title:
            agenda = block
        else:
            head.unplaced.append(unplaced_of(block))
    repeated = bool(agenda) and _text(agenda) == head.title
    if agenda:
        head.furniture.append(furniture_of("title" if repeated else "title of the agenda item", agenda))
    head.furniture.append(furniture_of("title repeated" if repeated else "title", title))


def _text(words: list[Word]) -> str:
    return plain(inline(words, ()))


def _split_outside_parentheses(text: str, separator: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for found in re.finditer(rf"[()]|{re.escape(separator)}", text):
        if found[0] in "()":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
        elif depth == 0:
            parts.append(text[start : found.start()])
            start = found.end()
    return [*parts, text[start:]]


def _split_at_last_and(names: str) -> list[str]:
    if names in _NAMES_WITH_AND:
        return [names]
    parts = _split_outside_parentheses(names, " and ")
    # A name has one "and" at most, so the name on the left ends at the first or at the second.
    for length in (1, 2):
        left, right = " and ".join(parts[:length]).strip(), " and ".join(parts[length:]).strip()
        if right and _is_one_name(left) and _is_one_name(right):
            return [left, right]
    return [names]


def _is_one_name(name: str) -> bool:
    return name in _NAMES_WITH_AND or " and " not in re.sub(r"\([^()]*\)", "", name)
