"""Which number does each provision bear? Numbers are computed from the order and stored nowhere.

In the manner of United Nations reports: headings I. / A. / 1. / (a) by depth, paragraphs in one run of arabic numerals through
the whole text, subparagraphs (a), (i) by depth below their paragraph, footnotes in the order in which wordings call them. Alternatives
of one provision share its number: 12., 12 bis., 12 ter.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

TABLE = re.compile(r"Table ([0-9]{1,4})\b")
"""The number that a table keeps: tables are none of the paragraphs, and are counted by themselves."""
NOTE_MARK = re.compile(r"\[\^([A-Za-z0-9]{1,12})\]")


@dataclass(frozen=True)
class Node:
    """A provision's place in the tree."""

    id: int
    parent_id: int | None
    rank: int
    kind: str
    label: str | None = None
    alternative_of: int | None = None
    """The provision beside it to which it is an alternative."""


@dataclass(frozen=True)
class Numbered:
    """A provision in reading order: its number as printed ("IV.", "12.", "(b)"), and its depth among its own kind."""

    id: int
    number: str
    level: int
    alternatives: int = 1
    """How many wordings stand side by side here, itself among them; 1 when it has no alternative."""
    citation: str = ""
    """How it is cited, away from its place: "12", "11 (b)", "II.A", "II.A.1 (a)"."""


TIMES = (
    "", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies",
)  # fmt: skip
"""What follows the number of the second, third ... alternative."""


def in_order(nodes: Iterable[Node]) -> list[Numbered]:
    """Headings, paragraphs and subparagraphs in reading order, each with its number; footnotes are not among them."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.kind != "footnote":
            children[node.parent_id].append(node)
    for siblings in children.values():
        siblings.sort(key=lambda node: (node.rank, node.id))
    found: list[Numbered] = []
    paragraphs = 0

    def walk(parent: int | None, headings: int, subparagraphs: int, above: str) -> None:
        nonlocal paragraphs
        seen: dict[str, int] = defaultdict(int)
        together: dict[int, list[Node]] = defaultdict(list)
        for node in children[parent]:
            together[node.alternative_of or node.id].append(node)
        first_numbers: dict[int, str] = {}
        for node in children[parent]:
            group = together[node.alternative_of or node.id]
            if node.id != group[0].id:
                number = alternative_number(first_numbers[group[0].id], group.index(node))
            else:
                seen[node.kind] += node.label is None or node.kind == "heading"
                paragraphs += node.kind == "paragraph" and node.label is None
                number = (
                    node.label
                    or {
                        "heading": heading_number(headings + 1, seen["heading"]),
                        "paragraph": f"{paragraphs}.",
                        "subparagraph": subparagraph_number(subparagraphs + 1, seen["subparagraph"]),
                    }[node.kind]
                )
                first_numbers[node.id] = number
            level = {"heading": headings + 1, "paragraph": 1, "subparagraph": subparagraphs + 1}[node.kind]
            citation = _cited(node.kind, number, above)
            found.append(Numbered(node.id, number, level, len(group), citation))
            if node.kind == "heading":
                walk(node.id, headings + 1, 0, citation)
            else:
                walk(node.id, headings, subparagraphs + 1 if node.kind == "subparagraph" else 0, citation)

    walk(None, 0, 0, "")
    return found


def _cited(kind: str, number: str, above: str) -> str:
    """Paragraphs run through the whole text, so their number is enough; the others are told with what they stand under."""
    if kind == "paragraph" or not above:
        return number.rstrip(".")
    return f"{above} {number}" if number.startswith("(") else f"{above}.{number.rstrip('.')}"


def citations(placed: Iterable[tuple[int, str, str, int]]) -> dict[int, str]:
    """Provision -> how it is cited, for provisions in reading order as an edition keeps them: (id, kind, number, level)."""
    found: dict[int, str] = {}
    headings: list[str] = []
    beneath: list[str] = []  # the paragraph, and the subparagraphs under which the next one may stand
    for provision_id, kind, number, level in placed:
        if kind == "footnote":
            continue
        if kind == "heading":
            headings, beneath = headings[: level - 1], []
            headings.append(_cited(kind, number, headings[-1] if headings else ""))
        else:
            beneath = beneath[: level if kind == "subparagraph" else 0]
            beneath.append(_cited(kind, number, beneath[-1] if beneath else ""))
        found[provision_id] = headings[-1] if kind == "heading" else beneath[-1]
    return found


def heading_number(level: int, place: int) -> str:
    """I. II. at level 1, A. B. at level 2, 1. 2. at level 3, (a) (b) at level 4; (i) (ii) below, where no new one stands."""
    if level <= 3:
        return (f"{roman(place)}.", f"{letters(place).upper()}.", f"{place}.")[level - 1]
    return subparagraph_number(level - 3, place)


def subparagraph_number(level: int, place: int) -> str:
    """(a) (b) at level 1, (i) (ii) below."""
    return f"({letters(place)})" if level == 1 else f"({roman(place).lower()})"


def table_number(others: Iterable[str | None]) -> str:
    """The number of one more table, after those with these labels: "Table 3"."""
    counted = [int(found[1]) for label in others if label and (found := TABLE.match(label))]
    return f"Table {max([0, *counted]) + 1}"


def alternative_number(number: str, place: int) -> str:
    """The number of an alternative: "12." -> "12 bis." at place 1, "(a)" -> "(a) ter" at place 2."""
    times = TIMES[place] if place < len(TIMES) else f"({place + 1})"
    return f"{number[:-1]} {times}." if number.endswith(".") else f"{number} {times}"


def roman(number: int) -> str:
    """A whole number from 1 on in roman numerals."""
    found = ""
    for value, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            found, number = found + sign, number - value
    return found


def letters(number: int) -> str:
    """a ... z, then aa, bb ... as the United Nations counts on."""
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def note_numbers(wordings: Sequence[str], marks: Mapping[str, int] | Iterable[str]) -> dict[str, int]:
    """Mark -> number, in the order in which the wordings call them; marks that nobody calls come last, as given."""
    known = list(marks)
    called = [mark for words in wordings for mark in NOTE_MARK.findall(words)]
    ordered = list(dict.fromkeys([*[mark for mark in called if mark in set(known)], *known]))
    return {mark: place for place, mark in enumerate(ordered, start=1)}


CITATION = re.compile(r"\[(?P<label>[^\[\]\n]{0,80})\]\(#provision-(?P<id>[0-9]{1,9})\)")
"""A link to a provision of the same text: its label is the number that the provision bears."""


def cited(words: str, numbers: Mapping[int, str]) -> str:
    """A wording whose citations bear the numbers of the provisions they cite: [9](#provision-57) -> [12](#provision-57)."""

    def follow(found: re.Match[str]) -> str:
        number = numbers.get(int(found["id"]))
        return found[0] if number is None else f"[{number.rstrip('.')}](#provision-{found['id']})"

    return CITATION.sub(follow, words)


def cited_in_print(words: str, numbers: Mapping[int, str]) -> str:
    """A wording for paper, where a citation leads nowhere and is the number alone: [9](#provision-57) -> 12."""
    return CITATION.sub(lambda found: numbers.get(int(found["id"]), found["label"]).rstrip("."), words)


def cites(words: str) -> set[int]:
    """The provisions that a wording cites."""
    return {int(found["id"]) for found in CITATION.finditer(words)}


def calls(words: str) -> set[str]:
    """The marks of the footnotes that a wording calls."""
    return set(NOTE_MARK.findall(words))


def without_call(words: str, mark: str) -> str:
    """A wording that calls a footnote no more: "States[^3] share" -> "States share"."""
    return re.sub(rf" ?\[\^{mark}\](?=[ .,;:]|$)|\[\^{mark}\]", "", words, flags=re.MULTILINE)


def renumbered(words: str, numbers: Mapping[str, int]) -> str:
    """A wording whose footnote marks are replaced by the numbers that they bear; an unknown mark stays."""
    return NOTE_MARK.sub(lambda found: f"[^{numbers.get(found[1], found[1])}]", words)


@dataclass(frozen=True)
class Borne:
    """The numbers that the footnotes of a text (by their marks) and its provisions (by id) bear now."""

    notes: Mapping[str, int]
    provisions: Mapping[int, str]

    def printed(self, words: str) -> str:
        """A wording, or a piece of one in which no mark and no link is cut, as it is printed."""
        return renumbered(cited(words, self.provisions), self.notes)
