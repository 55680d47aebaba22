"""How do the procedural part, the text and the annexes become one document, numbered in one run?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from oewg.meetings.rules.words import long_date
from oewg.report.rules.annexes import (
    ANNEXES,
    TITLES,
    ParticipantFacts,
    SubmissionFacts,
    documentation_annex,
    participants_annex,
    submissions_annex,
    summary_annex,
)
from oewg.report.rules.compendium import ExplanationFacts, compendium_blocks
from oewg.report.rules.earlier import beside_earlier
from oewg.report.rules.facts import Facts
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.proposals import Proposal, rolled
from oewg.report.rules.redline import Against, Places, redlined
from oewg.report.rules.substantive import Passage, substantive_part
from oewg.texts.documents.description import Block, Document, Heading, Masthead
from oewg.texts.rules.symbols import distribution_words


@dataclass(frozen=True)
class Source:
    """All that a report is compiled from, read at one size of the record. Equal sources give equal documents.

    `kind` is "clean", "rolling", "redline" (then `against` is the edition against which changes are marked) or "compendium".
    """

    group: str
    notice: str
    title: str
    session: str
    agenda_item: str
    compiled_on: date
    facts: Facts
    passages: tuple[Passage, ...]
    submissions: tuple[SubmissionFacts, ...] = ()
    kind: str = "clean"
    against: Against | None = None
    annexes: tuple[str, ...] = ANNEXES
    summary: tuple[Passage, ...] = ()
    """The Chair's own summary of the work, if there is one."""
    proposals: tuple[Proposal, ...] = ()
    participants: tuple[ParticipantFacts, ...] = ()
    explanations: tuple[ExplanationFacts, ...] = ()
    record_size: int = field(default=0, compare=False)


def report_document(source: Source, symbol: str, distributed: str = "") -> Document:
    """The whole document under a symbol, or under none ("") as a preview; `distributed` is its distribution in the register."""
    masthead = Masthead(
        organization="United Nations",
        symbol=symbol,
        distribution=distribution_words(symbol, distributed),
        date=long_date(source.compiled_on),
        original_language="English",
        body=source.group,
        session=source.session,
        agenda_item=source.agenda_item,
    )
    blocks = _compendium(source) if source.kind == "compendium" else _report(source)
    return Document(masthead, title(source), "en", source.notice, tuple(blocks), contents=True)


def title(source: Source) -> str:
    """The title, which says of what is not clean what it is."""
    match source.kind:
        case "rolling":
            return f"{source.title}: rolling text"
        case "redline" if source.against is not None:
            # Where no document says what the earlier edition's proceedings were, nothing is marked in them.
            what = "changes" if source.against.earlier is not None else "changes in the text"
            return f"{source.title}: {what} since {source.against.symbol}"
        case "compendium":
            return f"Compendium of explanations of position on: {source.title}"
    return source.title


def _report(source: Source) -> Sequence[Block]:
    procedural = procedural_part(source.facts)
    passages: Sequence[Passage] = source.passages
    against = source.against if source.kind == "redline" else None
    if source.kind == "rolling":
        passages = rolled(passages, source.proposals)
    elif against is not None:
        _, places = substantive_part(passages, procedural)
        passages = redlined(against, passages, Places(_earlier_places(against), places))
    substantive, places = substantive_part(passages, procedural)
    notes = {note.key: note for passage in source.passages for note in passage.notes}
    generated = len(substantive) - len(passages)  # the heading of a text that has none of its own
    earlier = against.earlier if against is not None else None
    before: list[Block] = [*procedural, *substantive[:generated]]
    blocks = [*(beside_earlier(earlier.before, before) if earlier else before), *substantive[generated:]]
    for name in source.annexes:
        annex: list[Block] = []
        match name:
            case "summary":
                annex = summary_annex(source.summary, source.proposals, places, notes)
            case "participants":
                annex = participants_annex(source.participants)
            case "documentation":
                annex = documentation_annex(source.facts.documents)
            case "submissions":
                annex = submissions_annex(source.submissions, places)
        blocks += beside_earlier(earlier.annexes.get(TITLES[name], ()), annex) if earlier else annex
    return blocks


def _earlier_places(against: Against) -> Mapping[int, str]:
    """Where each provision stood in the earlier document; where there is none, in the edition by itself."""
    before = against.earlier.before if against.earlier is not None else ()
    if before and isinstance(before[-1], Heading):
        before = before[:-1]  # that of a text that had none of its own
    return substantive_part(against.passages, before)[1]


def _compendium(source: Source) -> Sequence[Block]:
    assert source.facts.report is not None, "only what was adopted is explained"
    _, places = substantive_part(source.passages, procedural_part(source.facts))
    return compendium_blocks(source.facts.report, source.explanations, places)
