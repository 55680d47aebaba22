"""How does the report tell the group's proceedings? Section by section, from the records alone, in its own dry prose.

Views are not attributed to speakers and persons are not named. The same facts give the same blocks.
"""

from collections.abc import Iterable, Sequence

from oewg.report.rules.facts import AdoptionFacts, AgendaItem, Facts, MandateFacts, MeetingFacts, OfficerFacts
from oewg.report.rules.phrases import (
    counted,
    in_a_sentence,
    listed,
    meeting_numbers,
    on_days,
    ordinal_words,
    sentence,
)
from oewg.report.rules.sessions import attended, overview, told
from oewg.texts.documents.description import Block, Heading, Paragraph, Subparagraph
from oewg.texts.rules.numbering import heading_number, subparagraph_number

WHEN_COMPILED = "when the present report was compiled"


def procedural_part(facts: Facts) -> tuple[Block, ...]:
    """The procedural part: headings I to III, and paragraphs numbered in one run from 1."""
    part = _Part()
    part.heading("Introduction")
    _mandate(part, facts.mandate)
    part.paragraph(
        "Sections I to III of the present report give an account of the proceedings of the Working Group; the results "
        "of its work are set out from section IV on."
    )
    part.heading("Organizational matters")
    _sessions(part, facts)
    _officers(part, facts.officers)
    _agenda(part, facts)
    _organization(part, facts)
    _documentation(part, facts)
    _consideration(part, facts.agenda)
    _consultations(part, facts)
    part.heading("Adoption of the report")
    part.paragraph(_adoption_of_the_report(facts.report))
    return tuple(part.blocks)


class _Part:
    """The blocks so far, and the numbers that come next."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._headings = self._subheadings = self._paragraphs = 0

    def heading(self, words: str) -> None:
        self._headings, self._subheadings = self._headings + 1, 0
        self.blocks.append(Heading(1, heading_number(1, self._headings), words))

    def subheading(self, words: str) -> None:
        self._subheadings += 1
        self.blocks.append(Heading(2, heading_number(2, self._subheadings), words))

    def paragraph(self, words: str) -> None:
        self._paragraphs += 1
        self.blocks.append(Paragraph(f"{self._paragraphs}.", words))

    def enumeration(self, items: Sequence[str]) -> None:
        """(a) first; (b) second; (c) last."""
        for place, item in enumerate(items, start=1):
            end = "." if place == len(items) else ";"
            self.blocks.append(Subparagraph(subparagraph_number(1, place), 1, item.rstrip(" .;") + end))


def _mandate(part: _Part, mandate: MandateFacts | None) -> None:
    if mandate is None:
        part.paragraph(f"No resolution had been recorded as the mandate of the Working Group {WHEN_COMPILED}.")
        return
    source = f"{mandate.paragraph} of the resolution" if mandate.paragraph else "the resolution"
    report = f" to the General Assembly at its {ordinal_words(mandate.report_to)} session" if mandate.report_to else ""
    part.paragraph(
        f"The present report is submitted{report} pursuant to {source} contained in document {mandate.symbol}, entitled "
        f"“{mandate.title}”, under which the Working Group acts on the basis of consensus."
    )
    if mandate.elements:
        part.paragraph("The resolution asks the Working Group to consider the following elements:")
        part.enumeration(mandate.elements)


def _sessions(part: _Part, facts: Facts) -> None:
    part.subheading("Opening and duration of the sessions")
    part.paragraph(overview(facts.sessions))
    for session in facts.sessions:
        part.paragraph(told(session))
    part.subheading("Attendance")
    found = [words for session in facts.sessions if (words := attended(session))]
    for words in found or ["No attendance was recorded."]:
        part.paragraph(words)


def at_meeting(meeting: MeetingFacts) -> str:
    """ "At its 1st meeting, on 3 June 2019,"."""
    return f"At its {meeting_numbers([meeting.number])}, {on_days([meeting.day])},"


def _officers(part: _Part, officers: Sequence[OfficerFacts]) -> None:
    part.subheading("Officers")
    if not officers:
        part.paragraph(f"No officer had been elected {WHEN_COMPILED}.")
    for meeting in dict.fromkeys(officer.meeting for officer in officers):
        elected = [officer for officer in officers if officer.meeting == meeting]
        part.paragraph(f"{at_meeting(meeting)} the Working Group elected by acclamation {elected_officers(elected)}.")


def elected_officers(officers: Iterable[OfficerFacts]) -> str:
    """ "its Chair (Switzerland), two Vice-Chairs (France and Japan) and its Rapporteur (Uruguay)"."""
    states: dict[str, list[str]] = {"chair": [], "vice_chair": [], "rapporteur": []}
    for officer in officers:
        states[officer.office].append(officer.delegation)
    chairs, deputies, rapporteurs = states.values()
    return listed(
        [
            *(f"its Chair ({state})" for state in chairs),
            *([f"{counted(len(deputies), 'Vice-Chair', 'Vice-Chairs')} ({listed(deputies)})"] if deputies else []),
            *(f"its Rapporteur ({state})" for state in rapporteurs),
        ]
    )


def _agenda(part: _Part, facts: Facts) -> None:
    part.subheading("Adoption of the agenda")
    if not facts.agenda:
        part.paragraph(f"The Working Group had no agenda {WHEN_COMPILED}.")
        return
    adoption = next((adoption for adoption in facts.adoptions if adoption.kind == "agenda"), None)
    if adoption:
        part.paragraph(
            f"{at_meeting(adoption.meeting)} the Working Group adopted its agenda, as contained in document "
            f"{adoption.symbol}. The agenda reads as follows:"
        )
    else:
        part.paragraph(f"The Working Group had not adopted its agenda {WHEN_COMPILED}. The provisional agenda reads:")
    for item in facts.agenda:
        part.blocks.append(Subparagraph(item.number, min(item.depth + 1, 3), item.words))


def _organization(part: _Part, facts: Facts) -> None:
    adopted = [(a.meeting.number, _adopted(a)) for a in facts.adoptions if a.kind != "agenda"]
    decided = [(d.meeting.number, decision_words(d.words, d.meeting)) for d in facts.decisions]
    part.subheading("Organization of work")
    for _, words in sorted([*adopted, *decided], key=lambda one: one[0]):
        part.paragraph(words)
    if not adopted and not decided:
        part.paragraph("No decision on the organization of work was recorded.")


def _adopted(adoption: AdoptionFacts) -> str:
    own = {"programme_of_work": "its programme of work", "modalities": "the modalities of its work"}
    what = own.get(adoption.kind, f"“{adoption.title}”")
    return (
        f"{at_meeting(adoption.meeting)} the Working Group adopted {what}, as contained in document {adoption.symbol}."
    )


def decision_words(words: str, meeting: MeetingFacts) -> str:
    """A decision in its exact words, introduced by its meeting unless the words name that themselves."""
    if words.startswith("At its "):
        return words
    return f"{at_meeting(meeting)} the Working Group decided as follows: “{words.rstrip()}”"


def _documentation(part: _Part, facts: Facts) -> None:
    part.subheading("Documentation")
    if not facts.documents:
        part.paragraph("No document was issued for the Working Group.")
        return
    one = len(facts.documents) == 1
    part.paragraph(f"The Working Group had before it the following {'document' if one else 'documents'}:")
    part.enumeration([f"{document.title} ({document.symbol})" for document in facts.documents])


def _consideration(part: _Part, agenda: Sequence[AgendaItem]) -> None:
    part.subheading("Consideration of the items of the agenda")
    whole = ""
    found = False
    for item in agenda:
        number = item.number.rstrip(".")
        whole = number if item.depth == 0 else whole
        name = f"item {number}" if item.depth == 0 else f"item {whole} {number}"
        if item.taken_up:
            part.paragraph(considered(name, item))
            found = True
    if not found:
        part.paragraph(f"No item of the agenda had been taken up {WHEN_COMPILED}.")


def considered(name: str, item: AgendaItem) -> str:
    """The item with the meetings that took it up, session by session."""
    times = [
        f"at its {meeting_numbers([m.number for m in meetings])}, {on_days(m.day for m in meetings)}"
        for meetings in item.taken_up
    ]
    told_times = ", and ".join(part for part in (", ".join(times[:-1]), times[-1]) if part)
    return f"The Working Group considered {name}, “{item.words.rstrip(' .:;')}”, {told_times}."


def _consultations(part: _Part, facts: Facts) -> None:
    if not (facts.consultations or facts.calls or facts.accredited):
        return  # the mandate allows such meetings and does not ask for them, so their absence is nothing to report
    part.subheading("Consultations with business, non-governmental organizations and academia")
    if facts.accredited:
        part.paragraph(
            sentence(
                f"{counted(facts.accredited, 'organization has', 'organizations have')} been accredited to the work of "
                "the Working Group"
            )
        )
    for consultation in facts.consultations:
        many = len(consultation.meetings) > 1
        words = (
            f"{'Informal consultative meetings' if many else 'An informal consultative meeting'}, “{consultation.title}”, "
            f"{'were' if many else 'was'} held {on_days([meeting.day for meeting in consultation.meetings])} "
            f"({meeting_numbers([meeting.number for meeting in consultation.meetings])})."
        )
        if consultation.organizations:
            there = counted(consultation.organizations, "organization", "organizations")
            words += f" {'They were' if many else 'It was'} attended by representatives of {there}."
        if consultation.elements:
            elements = "element" if len(consultation.elements) == 1 else "elements"
            words += f" {'They' if many else 'It'} dealt with the following {elements} of the mandate: {'; '.join(map(in_a_sentence, consultation.elements))}."
        part.paragraph(words)
    for call in facts.calls:
        words = (
            f"A call for input, “{call.title}”, was opened {on_days([call.opened])}, with a deadline "
            f"{on_days([call.closes])}."
        )
        if call.organizations:
            words += (
                f" Input was received from {counted(call.organizations, 'organization', 'organizations')}; "
                f"{counted(call.published, 'submission is', 'submissions are')} published."
            )
        else:
            words += " No input had been received " + WHEN_COMPILED + "."
        part.paragraph(words)
    if facts.lists_submissions and any(call.published for call in facts.calls):
        part.paragraph(
            "The published submissions, and what became of each, are listed in an annex to the present report."
        )


def _adoption_of_the_report(adoption: AdoptionFacts | None) -> str:
    if adoption is None:
        return f"The Working Group had not adopted its report {WHEN_COMPILED}."
    return (
        f"{at_meeting(adoption.meeting)} the Working Group adopted its report, without a vote, as contained in document "
        f"{adoption.symbol}."
    )
