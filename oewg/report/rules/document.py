"""How do the procedural part, the draft text and the annex become one document, numbered in one run?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from oewg.meetings.rules.words import long_date
from oewg.report.rules.facts import Facts
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.symbols import distribution
from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    Masthead,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.rules.numbering import citations, cited_in_print, heading_number

DEEPEST = 3
"""The levels that a document has for headings, and for subparagraphs."""
LONGEST_QUOTE = 16
"""Words of a passage that the annex quotes whole."""
DISPOSITIONS = {
    "taken_up": "Taken up",
    "partly": "Taken up in part",
    "noted": "Noted",
    "outside_mandate": "Outside the mandate",
}


@dataclass(frozen=True)
class Passage:
    """A provision of the draft with its present wording; `labelled` when it keeps a number of its own."""

    provision_id: int
    kind: str
    number: str
    level: int
    words: str
    labelled: bool = False
    notes: tuple[Footnote, ...] = ()


@dataclass(frozen=True)
class BearingFacts:
    """What became of a submission, or of a passage of it (`quote`), and where.

    `elsewhere` names the place when it is no provision of the report; what is outside the mandate may rest nowhere ("").
    """

    provision_id: int | None
    elsewhere: str
    disposition: str
    reason: str = ""
    quote: str = ""


@dataclass(frozen=True)
class SubmissionFacts:
    """A published submission, by whom ("" when its author stays unnamed), and what became of it."""

    title: str
    author: str
    bearings: tuple[BearingFacts, ...] = ()


@dataclass(frozen=True)
class Source:
    """All that a report is compiled from, read at one size of the record. Equal sources give equal documents."""

    group: str
    notice: str
    title: str
    session: str
    agenda_item: str
    compiled_on: date
    facts: Facts
    passages: tuple[Passage, ...]
    submissions: tuple[SubmissionFacts, ...] = ()
    record_size: int = field(default=0, compare=False)


def report_document(source: Source, symbol: str) -> Document:
    """The whole report under a symbol, or under none ("") as a preview."""
    procedural = procedural_part(source.facts)
    substantive, places = substantive_part(source.passages, procedural)
    masthead = Masthead(
        organization="United Nations",
        symbol=symbol,
        distribution=distribution(symbol),
        date=long_date(source.compiled_on),
        original_language="English",
        body=source.group,
        session=source.session,
        agenda_item=source.agenda_item,
    )
    blocks = (*procedural, *substantive, *submissions_annex(source.submissions, places))
    return Document(masthead, source.title, "en", source.notice, blocks)


def substantive_part(passages: Sequence[Passage], before: Sequence[Block]) -> tuple[list[Block], dict[int, str]]:
    """The draft's blocks, their numbers running on from the blocks before, and provision -> where it is found there.

    A paragraph that cites another cites it by its number in the report.
    """
    headings = sum(isinstance(block, Heading) and block.level == 1 for block in before)
    paragraphs = sum(isinstance(block, Paragraph) for block in before)
    blocks: list[Block] = []
    places: dict[int, str] = {}
    numbered: list[tuple[Passage, str]] = []
    if passages and (passages[0].kind, passages[0].level) != ("heading", 1):
        headings += 1
        blocks.append(Heading(1, heading_number(1, headings), "Results of the work of the Working Group"))
    section: list[str] = []
    paragraph: list[str] = []
    for passage in passages:
        number, above = passage.number, passage.level - 1
        if passage.kind == "heading":
            if passage.level == 1 and not passage.labelled:
                headings += 1
                number = heading_number(1, headings)
            section = [*section[:above], number]
            places[passage.provision_id] = f"Section {''.join(section).rstrip('.')}"
        elif passage.kind == "paragraph":
            if not passage.labelled:
                paragraphs += 1
                number = f"{paragraphs}."
            paragraph = [number.rstrip(".")]
            places[passage.provision_id] = f"Paragraph {paragraph[0]}"
        else:
            paragraph = [*paragraph[: passage.level], number]
            places[passage.provision_id] = f"Paragraph {' '.join(paragraph)}"
        numbered.append((passage, number))
    borne = citations((passage.provision_id, passage.kind, number, passage.level) for passage, number in numbered)
    return [*blocks, *(_block(passage, number, borne) for passage, number in numbered)], places


def _block(passage: Passage, number: str, borne: Mapping[int, str]) -> Block:
    words = cited_in_print(passage.words, borne)
    notes = tuple(replace(note, words=cited_in_print(note.words, borne)) for note in passage.notes)
    if passage.kind == "heading":
        return Heading(min(passage.level, DEEPEST), number, words, notes=notes)
    if passage.kind == "paragraph":
        return Paragraph(number, words, notes=notes)
    return Subparagraph(number, min(passage.level, DEEPEST), words, notes=notes)


def submissions_annex(submissions: Sequence[SubmissionFacts], places: Mapping[int, str]) -> list[Block]:
    """The list of the submissions and what became of each; nothing when there are none."""
    if not submissions:
        return []
    rows = []
    for place, submission in enumerate(submissions, start=1):
        became = [_disposition(bearing, places) for bearing in submission.bearings]
        rows.append(
            (
                str(place),
                submission.title,
                submission.author or "Unnamed at its wish",
                "\n".join(became) or "Not tied to a provision yet.",
            )
        )
    return [
        Annex("Submissions and what became of them"),
        Table(("No.", "Submission", "Organization", "What became of it"), tuple(rows)),
    ]


def _disposition(bearing: BearingFacts, places: Mapping[int, str]) -> str:
    place = places.get(bearing.provision_id or 0) or bearing.elsewhere
    ended = DISPOSITIONS[bearing.disposition]
    reason = f" ({bearing.reason.rstrip('.')})" if bearing.reason else ""
    said = f"{place}: {ended.lower()}{reason}." if place else f"{ended}{reason}."
    return f"“{_shortened(bearing.quote)}” – {said}" if bearing.quote else said


def _shortened(quote: str) -> str:
    """A passage as a table quotes it: on one line, and a long one by its beginning and its end."""
    words = quote.split()
    return " ".join(words if len(words) <= LONGEST_QUOTE else [*words[:8], "[…]", *words[-4:]])
