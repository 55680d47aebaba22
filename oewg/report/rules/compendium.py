"""How is the compendium written: what delegations placed on record at the adoption, in their own words?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oewg.meetings.rules.participants import alphabetical
from oewg.report.rules.facts import AdoptionFacts
from oewg.report.rules.phrases import listed
from oewg.report.rules.procedural import at_meeting
from oewg.texts.documents.description import Block, Heading, Paragraph
from oewg.texts.documents.languages import told_by_script
from oewg.texts.rules.numbering import heading_number

KINDS = {
    "explanation": "Explanations of position",
    "reservation": "Reservations",
    "disassociation": "Disassociations",
}

LANGUAGE = "en"
"""In which the compendium itself is written."""


@dataclass(frozen=True)
class ExplanationFacts:
    """What a delegation or a group (`holder`, its name) placed on record, on which provisions, in its own words.

    `language` is that of the words as the delegation said; None where it was not asked.
    """

    kind: str
    holder: str
    words: str
    provisions: tuple[int, ...] = ()
    language: str | None = None


def compendium_blocks(
    adoption: AdoptionFacts, explanations: Sequence[ExplanationFacts], places: Mapping[int, str]
) -> list[Block]:
    """The adoption, then by kind, in the alphabetical order of the names, what each placed on record.

    `places` is provision -> where it is found in the adopted report.
    """
    blocks: list[Block] = [
        Paragraph(
            "1.",
            f"{at_meeting(adoption.meeting)} the Working Group adopted “{adoption.title}”, without a vote, as contained in "
            f"document {adoption.symbol}.",
        ),
        Paragraph(
            "2.",
            "After the adoption the following was placed on record. It is reproduced in the words, and in the language, in "
            "which it was placed on record; none of it undoes the adoption.",
        ),
    ]
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in explanations)]
    for number, kind in enumerate(kinds, start=1):
        blocks.append(Heading(1, heading_number(1, number), KINDS[kind]))
        of_kind = [one for one in explanations if one.kind == kind]
        # Python's sort keeps the order of filing among those of one delegation.
        for place, one in enumerate(sorted(of_kind, key=lambda each: alphabetical(each.holder)), start=1):
            blocks.append(Heading(2, heading_number(2, place), f"{one.holder}{_on(one.provisions, places)}"))
            paragraphs = [words.strip() for words in one.words.replace("\r\n", "\n").split("\n\n")]
            blocks += [Paragraph("", words, language=_set_in(one, words)) for words in paragraphs if words]
    return blocks


def _set_in(one: ExplanationFacts, words: str) -> str:
    """The language in which words are set: as was said; of what nobody said it, as the script tells. "" is the compendium's own."""
    language = one.language or told_by_script(words)
    return "" if language == LANGUAGE else language


def _on(provisions: Sequence[int], places: Mapping[int, str]) -> str:
    found = [places[each] for each in provisions if each in places]
    return f" ({listed([place[:1].lower() + place[1:] for place in found])})" if found else ""
