"""What stands in the annexes: the Chair's summary, those who took part, the documents, the submissions and what became of them?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal, get_args

from oewg.meetings.rules.words import long_date
from oewg.report.rules.facts import DocumentFacts
from oewg.report.rules.proposals import Proposal, lead_in
from oewg.report.rules.substantive import Passage, block_of
from oewg.texts.documents.description import Annex, Block, Footnote, Heading, Paragraph, Table
from oewg.texts.documents.tabled import table_in
from oewg.texts.rules.numbering import calls, cited_in_print

AnnexName = Literal["summary", "participants", "documentation", "submissions"]
ANNEXES: tuple[AnnexName, ...] = get_args(AnnexName)
"""The annexes that a report can have, in their order."""
TITLES: dict[str, str] = {
    "summary": "Chair’s summary, with the proposals that did not find consensus",
    "participants": "List of participants",
    "documentation": "List of documents",
    "submissions": "Submissions and what became of them",
}
LONGEST_QUOTE = 16
"""Words of a passage that the annex quotes whole."""
DISPOSITIONS = {
    "taken_up": "Taken up",
    "partly": "Taken up in part",
    "noted": "Noted",
    "outside_mandate": "Outside the mandate",
}
SECTIONS = (("member", "Member States"), ("observer", "Observers"), ("organization", "Other organizations"))


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
class ParticipantFacts:
    """A delegation or an organization that was at a meeting: the part of the list ("member" ...) and its name."""

    section: str
    name: str


def summary_annex(
    summary: Sequence[Passage],
    proposals: Sequence[Proposal],
    places: Mapping[int, str],
    notes: Mapping[str, Footnote],
) -> list[Block]:
    """The Chair's own summary, if there is one, and the proposals that did not find consensus; nothing without either.

    `places` is provision -> where it stands in the report, `notes` mark -> footnote of the text, which proposals call too.
    """
    if not summary and not proposals:
        return []
    blocks: list[Block] = [Annex(TITLES["summary"])]
    blocks += [block_of(passage, passage.number, {}) for passage in summary]
    if not proposals:
        return blocks
    numbers = count(1 + sum(isinstance(block, Paragraph) and bool(block.number) for block in blocks))
    heading = "Proposals that did not find consensus"
    blocks.append(Heading(2, "", heading))
    blocks.append(
        Paragraph(
            f"{next(numbers)}.",
            "The proposals below were made to the text of the report and are no part of it. They stand in the words and in "
            "the order of the paragraphs to which they were made, under the numbers that they had in the negotiation, and "
            "without prejudice to the position of any delegation.",
        )
    )
    order = {provision_id: place for place, provision_id in enumerate(places)}
    borne = {id_: place.removeprefix("Paragraph ").removeprefix("Section ") for id_, place in places.items()}
    for proposal in sorted(proposals, key=lambda one: (order.get(one.provision_id, len(order)), one.number)):
        blocks.append(Paragraph(f"{next(numbers)}.", lead_in(proposal, places)))
        words = cited_in_print(proposal.words, borne)
        blocks += [
            # A table stands as one, without the marks of a quotation: they would make lines of it.
            Paragraph(
                "",
                each if table_in(each) else f"“{each}”",
                notes=tuple(notes[mark] for mark in sorted(calls(each)) if mark in notes),
            )
            for each in words.split("\n\n")
            if each
        ]
    return blocks


def participants_annex(participants: Sequence[ParticipantFacts]) -> list[Block]:
    """The States and organizations that were at any meeting, by name alone: persons are not named."""
    if not participants:
        return []
    blocks: list[Block] = [Annex(TITLES["participants"])]
    for section, heading in SECTIONS:
        names = [one.name for one in participants if one.section == section]
        if names:
            blocks += [Heading(2, "", heading), Paragraph("", f"{'; '.join(names)}.")]
    return blocks


def documentation_annex(documents: Sequence[DocumentFacts]) -> list[Block]:
    """The documents that the group had before it, with the days on which they were issued."""
    if not documents:
        return []
    rows = tuple((one.symbol, one.title, long_date(one.day) if one.day else "") for one in documents)
    return [Annex(TITLES["documentation"]), Table(("Symbol", "Title", "Date"), rows)]


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
        Annex(TITLES["submissions"]),
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


def in_their_order(chosen: Iterable[str]) -> tuple[str, ...]:
    """The chosen annexes in the order in which they stand."""
    wanted = set(chosen)
    return tuple(name for name in ANNEXES if name in wanted)
