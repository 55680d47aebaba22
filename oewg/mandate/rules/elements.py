"""What did the resolution ask the group to do, and by when?

Every element and milestone carries the words that it rests on. Everything is found by the words of the
operative paragraphs; a resolution without those words yields nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from oewg.mandate.rules.pieces import Paragraph, Resolution
from oewg.mandate.rules.words import MONTHS


@dataclass(frozen=True, slots=True)
class Ground:
    """Words of the resolution, and the paragraph they stand in ("operative paragraph 5")."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Element:
    """One subject of the mandate. `further` are other paragraphs that ask for it; `order` runs from 1."""

    key: str
    title: str
    source: str
    quote: str
    order: int
    further: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that the resolution sets a time or an occasion for.

    `due` is "2019" or "2019-06" as far as the resolution says it; `session` the ordinal of the session of the
    General Assembly; `questions` the subparagraphs that Member States are asked to answer.
    """

    key: str
    title: str
    source: str
    quote: str
    due: str | None = None
    session: int | None = None
    questions: tuple[Paragraph, ...] = ()


_CLAUSE_END = r"(?=;|\.?$)"
_ELEMENTS = (
    (
        "rules",
        "Rules, norms and principles of responsible behaviour",
        r"develop (?:further )?the rules, norms and principles(?: of responsible behaviour of States)?"
        r"(?: (?:listed in|of) paragraph \d+(?: above)?)?",
    ),
    (
        "implementation",
        "Implementation of the rules",
        r"the ways for their implementation|the means of putting them into practice",
    ),
    ("dialogue", "Regular institutional dialogue", rf"regular institutional dialogue.*?{_CLAUSE_END}"),
    (
        "threats",
        "Existing and potential threats and cooperative measures",
        r"existing and potential threats.*?(?=,? and how\b|;|\.?$)",
    ),
    ("international-law", "International law", r"how international law applies.*?(?=, as well as|;|\.?$)"),
    ("confidence-building", "Confidence-building measures", r"confidence-building measures"),
    ("capacity-building", "Capacity-building", r"capacity-building"),
    (
        "concepts",
        "Relevant international concepts",
        rf"the concepts (?:referred to in|of) paragraph \d+(?: above)?|relevant international concepts.*?{_CLAUSE_END}",
    ),
)
_CREATES_THE_GROUP = re.compile(r"\b(?:convene|establish)\b.*\bworking group\b")
_MILESTONES = (
    (
        "working-group",
        "The working group is convened",
        r"(?:convene|establish),? (?:beginning in|beginning from|starting from|starting in|from|in) (?P<year>\d{4})\b"
        r"(?:.*?\bworking group\b(?: acting on a consensus basis)?)?",
    ),
    (
        "views",
        "Member States inform the Secretary-General of their views",
        r"inform the Secretary-General of (?:their|its) views(?: and assessments)?.*?(?=[:;]|\.?$)",
    ),
    (
        "organizational-session",
        "Organizational session",
        rf"organizational session in (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})",
    ),
    (
        "agenda",
        "Item on the provisional agenda of the General Assembly",
        r"provisional agenda of its (?P<session>[a-z-]+(?: [a-z-]+)*?) session",
    ),
    (
        "consultations",
        "Intersessional consultative meetings, from voluntary contributions",
        r"voluntary contributions, intersessional consultative meetings.*?(?=, to share|;|\.?$)"
        r"|consultative meetings[^;]*?\bvoluntary contributions\b[^;]*",
    ),
    (
        "report",
        "Report to the General Assembly",
        r"submit\b[^;]*?\breport\b[^;]*? General Assembly at its (?P<session>[a-z-]+(?: [a-z-]+)*?) session",
    ),
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def mandate_elements(resolution: Resolution) -> tuple[Element, ...]:
    """The elements of the mandate, each quote taken from the paragraph that its source names."""
    elements: list[Element] = []
    for key, title, pattern in _ELEMENTS:
        grounds = [
            Ground(_source(paragraph), found[0])
            for paragraph in _mandate_paragraph_first(resolution.operative)
            if (found := re.search(pattern, paragraph.plain))
        ]
        if grounds:
            first, *further = grounds
            elements.append(Element(key, title, first.source, first.quote, len(elements) + 1, tuple(further)))
    return tuple(elements)


def milestones(resolution: Resolution) -> tuple[Milestone, ...]:
    """What the resolution sets a time or an occasion for, roughly in the order of time."""
    reached: list[Milestone] = []
    for key, title, pattern in _MILESTONES:
        for paragraph in _mandate_paragraph_first(resolution.operative):
            if found := re.search(pattern, paragraph.plain):
                reached.append(_milestone(key, title, paragraph, found))
                break
    return tuple(reached)


def session_ordinal(words: str) -> int | None:
    """The number in "seventy-fifth" (75); first to ninth and twentieth to ninety-ninth, else None."""
    tens, _, unit = words.rpartition("-")
    if tens in _TENS and unit in _UNITS:
        return 10 * (_TENS.index(tens) + 2) + _UNITS.index(unit) + 1
    if words in _UNITS:
        return _UNITS.index(words) + 1
    round_tens = [f"{name.removesuffix('y')}ieth" for name in _TENS]
    return 10 * (round_tens.index(words) + 2) if words in round_tens else None


def _milestone(key: str, title: str, paragraph: Paragraph, found: re.Match[str]) -> Milestone:
    said = found.groupdict()
    due = said.get("year")
    if due and said.get("month"):
        due = f"{due}-{MONTHS.index(said['month']) + 1:02}"
    return Milestone(
        key,
        title,
        _source(paragraph),
        found[0],
        due=due,
        session=session_ordinal(said.get("session") or ""),
        questions=paragraph.subparagraphs if key == "views" else (),
    )


def _mandate_paragraph_first(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraph that creates the group says best what it is for; the others follow in their order."""
    return sorted(paragraphs, key=lambda paragraph: not _CREATES_THE_GROUP.search(paragraph.plain))


def _source(paragraph: Paragraph) -> str:
    return f"operative paragraph {paragraph.number}"
