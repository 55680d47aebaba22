"""How does the report tell the group's proceedings? Section by section, from the records alone, in its own dry prose.

Views are not attributed to speakers and persons are not named. The same facts give the same blocks. Each paragraph has a key
that stays, whatever its number: after it the secretariat may add a sentence, which stands there when all else is made anew.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from oewg.report.rules.facts import (
    AddedFacts,
    AdoptionFacts,
    AgendaItem,
    CallFacts,
    ConsultationFacts,
    DecisionFacts,
    Facts,
    MandateFacts,
    MeetingFacts,
    OfficerFacts,
)
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
SECTIONS = (
    "introduction", "sessions", "attendance", "officers", "agenda", "organization", "documentation", "consideration",
    "consultations", "adoption",
)  # fmt: skip
"""How the keys of the paragraphs begin, in the order of the report."""


@dataclass(frozen=True)
class Told:
    """A paragraph of the account with what is enumerated under it, or a heading, before it is numbered."""

    key: str
    """ "sessions/3", "officers/1"; a heading's is that of its section alone."""
    words: str
    heading: int = 0
    """The level of a heading; 0 for a paragraph."""
    beneath: tuple[tuple[str, int, str], ...] = ()
    """(number, level, words) of the subparagraphs."""
    added: int = 0
    """The number of the sentence that the secretariat added; 0 for what is made from the record."""

    @property
    def section(self) -> str:
        """To which of SECTIONS it belongs."""
        return self.key.partition("/")[0]

    @property
    def whole(self) -> str:
        """Its words with what stands under it, a line each."""
        return "\n".join([self.words, *(f"{number} {words}" for number, _, words in self.beneath)])


def procedural_part(facts: Facts) -> tuple[Block, ...]:
    """The procedural part: headings I to III, and paragraphs numbered in one run from 1."""
    return tuple(block for _, blocks in numbered(with_added(account(facts), facts.added)) for block in blocks)


def account(facts: Facts) -> list[Told]:
    """What is made from the record, in order."""
    part = _Part()
    part.heading("introduction", "Introduction")
    _mandate(part, facts.mandate)
    part.paragraph(
        "guide",
        "Sections I to III of the present report give an account of the proceedings of the Working Group; the results "
        "of its work are set out from section IV on.",
    )
    part.heading("sessions", "Organizational matters")
    _sessions(part, facts)
    _officers(part, facts.officers)
    _agenda(part, facts)
    _organization(part, facts)
    _documentation(part, facts)
    _consideration(part, [*facts.former_agenda, *facts.agenda])
    _consultations(part, facts)
    part.heading("adoption", "Adoption of the report")
    part.paragraph("report", _adoption_of_the_report(facts.report))
    return part.found


def with_added(generated: Sequence[Told], added: Iterable[AddedFacts]) -> list[Told]:
    """What is made from the record with what the secretariat added, each after its paragraph, the earlier first.

    Where that paragraph is not there any more, it stands at the end of its section; where that is not there, at the end of the
    one before.
    """
    after: dict[int, list[Told]] = {}
    for one in added:
        after.setdefault(_place(generated, one.after), []).append(Told(one.after, one.words, added=one.id))
    return [each for place, made in enumerate(generated) for each in (made, *after.get(place, ()))]


def _place(generated: Sequence[Told], key: str) -> int:
    for place, made in enumerate(generated):
        if made.key == key and not made.heading:
            return place
    section = key.partition("/")[0]
    until = SECTIONS.index(section) if section in SECTIONS else 0
    return max(
        place for place, made in enumerate(generated)
        if (not made.heading and SECTIONS.index(made.section) <= until) or place == 0
    )  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """What is made from the record and stands beside an added sentence: before it, and after it in the same section."""

    before: str
    following: str


def beside(generated: Sequence[Told], key: str) -> Beside:
    """What stands beside a place now; "" before it once its paragraph is not there any more."""
    paragraphs = [made for made in generated if not made.heading]
    for place, made in enumerate(paragraphs):
        if made.key == key:
            rest = paragraphs[place + 1 : place + 2]
            return Beside(made.whole, rest[0].whole if rest and rest[0].section == made.section else "")
    return Beside("", "")


def numbered(parts: Iterable[Told]) -> list[tuple[Told, tuple[Block, ...]]]:
    """Each with its blocks: headings I. and A., paragraphs in one run from 1."""
    found: list[tuple[Told, tuple[Block, ...]]] = []
    headings = subheadings = paragraphs = 0
    for one in parts:
        if one.heading == 1:
            headings, subheadings = headings + 1, 0
            found.append((one, (Heading(1, heading_number(1, headings), one.words),)))
        elif one.heading:
            subheadings += 1
            found.append((one, (Heading(2, heading_number(2, subheadings), one.words),)))
        else:
            paragraphs += 1
            beneath = (Subparagraph(number, level, words) for number, level, words in one.beneath)
            found.append((one, (Paragraph(f"{paragraphs}.", one.words), *beneath)))
    return found


Numbered = tuple[Told, tuple[Block, ...]]


def in_sections(parts: Iterable[Numbered]) -> list[tuple[Numbered, list[Numbered]]]:
    """Each heading with the paragraphs that stand directly under it; the account begins with a heading."""
    found: list[tuple[Numbered, list[Numbered]]] = []
    for one in parts:
        if one[0].heading:
            found.append((one, []))
        else:
            found[-1][1].append(one)
    return found


class _Part:
    """What has been told so far, and in which section one is."""

    def __init__(self) -> None:
        self.found: list[Told] = []
        self._section = ""

    def heading(self, section: str, words: str) -> None:
        self._section = section
        self.found.append(Told(section, words, heading=1))

    def subheading(self, section: str, words: str) -> None:
        self._section = section
        self.found.append(Told(section, words, heading=2))

    def paragraph(self, key: str | int, words: str) -> None:
        self.found.append(Told(f"{self._section}/{key}", words))

    def enumeration(self, items: Sequence[str]) -> None:
        """Under the last paragraph: (a) first; (b) second; (c) last."""
        self.beneath(
            (subparagraph_number(1, place), 1, item.rstrip(" .;") + ("." if place == len(items) else ";"))
            for place, item in enumerate(items, start=1)
        )

    def beneath(self, items: Iterable[tuple[str, int, str]]) -> None:
        self.found[-1] = replace(self.found[-1], beneath=tuple(items))


def _mandate(part: _Part, mandate: MandateFacts | None) -> None:
    if mandate is None:
        part.paragraph(
            "mandate", f"No resolution had been recorded as the mandate of the Working Group {WHEN_COMPILED}."
        )
        return
    source = f"{mandate.paragraph} of " if mandate.paragraph else ""
    report = f" to the General Assembly at its {ordinal_words(mandate.report_to)} session" if mandate.report_to else ""
    part.paragraph(
        "mandate",
        f"The present report is submitted{report} pursuant to {source}{resolution_words(mandate.symbol)}, entitled "
        f"“{mandate.title}”, under which the Working Group acts on the basis of consensus.",
    )
    if mandate.elements:
        one = len(mandate.elements) == 1
        part.paragraph(
            "elements",
            f"The resolution asks the Working Group to consider the following {'element' if one else 'elements'}:",
        )
        part.enumeration(mandate.elements)


def resolution_words(symbol: str) -> str:
    """How a resolution is named: "General Assembly resolution 73/27"; one that is not adopted yet, by its document."""
    if found := re.fullmatch(r"A/RES/(\d+/\d+)", symbol):
        return f"General Assembly resolution {found[1]}"
    return f"the resolution contained in document {symbol}"


def _sessions(part: _Part, facts: Facts) -> None:
    part.subheading("sessions", "Opening and duration of the sessions")
    part.paragraph("overview", overview(facts.sessions))
    for session in facts.sessions:
        part.paragraph(session.id, told(session))
    part.subheading("attendance", "Attendance")
    found = [(session.id, words) for session in facts.sessions if (words := attended(session))]
    for session_id, words in found:
        part.paragraph(session_id, words)
    if not found:
        part.paragraph("none", "No attendance was recorded.")


def at_meeting(meeting: MeetingFacts, before: MeetingFacts | None = None) -> str:
    """ "At its 1st meeting, on 3 June 2019,"; "At the same meeting," after a paragraph on that (`before`)."""
    if meeting == before:
        return "At the same meeting,"
    return f"At its {meeting_numbers([meeting.number])}, {on_days([meeting.day])},"


def _officers(part: _Part, officers: Sequence[OfficerFacts]) -> None:
    part.subheading("officers", "Officers")
    if not officers:
        part.paragraph("none", f"No officer had been elected {WHEN_COMPILED}.")
    for meeting in dict.fromkeys(officer.meeting for officer in officers):
        elected = [officer for officer in officers if officer.meeting == meeting]
        part.paragraph(
            meeting.number,
            f"{at_meeting(meeting)} the Working Group elected by acclamation {elected_officers(elected)}.",
        )


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
    part.subheading("agenda", "Adoption of the agenda")
    if not facts.agenda:
        part.paragraph("agenda", f"The Working Group had no agenda {WHEN_COMPILED}.")
        return
    adopted = [adoption for adoption in facts.adoptions if adoption.kind == "agenda"]
    before: MeetingFacts | None = None
    for adoption in adopted[:-1]:
        part.paragraph(f"agenda-{adoption.id}", _adopted_agenda(adoption, before))
        before = adoption.meeting
    if adopted:
        words = f"{_adopted_agenda(adopted[-1], before)} The agenda reads as follows:"
    else:
        words = (
            f"The Working Group had not adopted its agenda {WHEN_COMPILED}. The provisional agenda reads as follows:"
        )
    part.paragraph("agenda", words)
    part.beneath((item.number, min(item.depth + 1, 3), item.words) for item in facts.agenda)


def _adopted_agenda(adoption: AdoptionFacts, before: MeetingFacts | None) -> str:
    """`before` is the meeting that adopted the agenda in whose place this one came."""
    what = "its agenda" if before is None else "a revised agenda"
    return (
        f"{at_meeting(adoption.meeting, before)} the Working Group adopted {what}, as contained in document "
        f"{adoption.symbol}."
    )


def _organization(part: _Part, facts: Facts) -> None:
    part.subheading("organization", "Organization of work")
    taken: list[AdoptionFacts | DecisionFacts] = [a for a in facts.adoptions if a.kind != "agenda"]
    before: MeetingFacts | None = None
    for one in sorted([*taken, *facts.decisions], key=lambda each: each.meeting.number):
        if isinstance(one, DecisionFacts):
            part.paragraph(f"decision-{one.id}", decided(one, before))
        else:
            part.paragraph(f"adoption-{one.id}", _adopted(one, before))
        before = one.meeting
    if before is None:
        part.paragraph("none", "No decision on the organization of work was recorded.")


def _adopted(adoption: AdoptionFacts, before: MeetingFacts | None) -> str:
    own = {"programme_of_work": "its programme of work", "modalities": "the modalities of its work"}
    what = own.get(adoption.kind, f"“{adoption.title}”")
    return (
        f"{at_meeting(adoption.meeting, before)} the Working Group adopted {what}, as contained in document "
        f"{adoption.symbol}."
    )


def decided(decision: DecisionFacts, before: MeetingFacts | None = None) -> str:
    """A decision, and the document that holds it unless its words name that themselves."""
    words = decision_words(decision.words, decision.meeting, before)
    if not decision.symbol or decision.symbol in decision.words:
        return words
    return f"{words} The decision is contained in document {decision.symbol}."


def decision_words(words: str, meeting: MeetingFacts, before: MeetingFacts | None = None) -> str:
    """A decision in its exact words, introduced by its meeting unless the words name that themselves.

    What says itself who decided is told in the sentence; anything else is quoted. A full stop that was left out is put.
    """
    words = words.rstrip()
    words = words if words.endswith((".", "!", "?", ".”", '."')) else f"{words}."
    if words.startswith("At its "):
        return words
    if words.startswith("The Working Group "):
        return f"{at_meeting(meeting, before)} the {words.removeprefix('The ')}"
    return f"{at_meeting(meeting, before)} the Working Group decided as follows: “{words}”"


def _documentation(part: _Part, facts: Facts) -> None:
    part.subheading("documentation", "Documentation")
    if facts.documents:
        what = "document" if len(facts.documents) == 1 else "documents"
        part.paragraph("documents", f"The Working Group had before it the following {what}:")
        part.enumeration([f"{document.title} ({document.symbol})" for document in facts.documents])
    else:
        part.paragraph("documents", "No document was issued for the Working Group.")
    for call in facts.calls_to_states:
        views = f"The views of {counted(call.published, 'State', 'States')} were published."
        if not call.published:
            views = f"No views in answer to it had been published {WHEN_COMPILED}."
        part.paragraph(f"views-{call.id}", f"{_opened(call, 'A call for the views of States')} {views}")


def _opened(call: CallFacts, what: str) -> str:
    deadline = on_days([call.closes]).removeprefix("on ")
    return f"{what}, “{call.title}”, was opened {on_days([call.opened])}, with {deadline} as the deadline."


def _consideration(part: _Part, agenda: Sequence[AgendaItem]) -> None:
    part.subheading("consideration", "Consideration of the items of the agenda")
    whole = ""
    found = False
    for item in agenda:
        number = item.number.rstrip(".")
        whole = number if item.depth == 0 else whole
        name = f"item {number}" if item.depth == 0 else f"item {whole} {number}"
        if item.taken_up:
            if item.adopted_at:
                name += f" of the agenda adopted at its {meeting_numbers([item.adopted_at.number])}"
            part.paragraph(item.id, considered(name, item))
            found = True
    if not found:
        part.paragraph("none", f"No item of the agenda had been taken up {WHEN_COMPILED}.")


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
    part.subheading("consultations", "Consultations with business, non-governmental organizations and academia")
    if facts.accredited:
        part.paragraph(
            "accredited",
            f"Accreditation to the work of the Working Group was granted to "
            f"{counted(facts.accredited, 'organization', 'organizations')}.",
        )
    for consultation in facts.consultations:
        part.paragraph(f"consultation-{consultation.id}", consultation_words(consultation))
    for call in facts.calls:
        sent = f"In answer to it {counted(call.published, 'submission was', 'submissions were')} published."
        if not call.published:
            sent = f"No submission in answer to it had been published {WHEN_COMPILED}."
        part.paragraph(f"call-{call.id}", f"{_opened(call, 'A call for input')} {sent}")
    if facts.lists_submissions and any(call.published for call in facts.calls):
        part.paragraph(
            "annex", "The published submissions, and what became of each, are listed in an annex to the present report."
        )


def consultation_words(consultation: ConsultationFacts) -> str:
    """A consultation with its days and meetings, by how many it was attended, and what it dealt with."""
    many = len(consultation.meetings) > 1
    number = sentence(
        counted(len(consultation.meetings), "informal consultative meeting", "informal consultative meetings")
    )
    words = (
        f"{number.rstrip('.') if many else 'An informal consultative meeting'}, “{consultation.title}”, "
        f"{'were' if many else 'was'} held {on_days([meeting.day for meeting in consultation.meetings])} "
        f"({meeting_numbers([meeting.number for meeting in consultation.meetings])})."
    )
    if consultation.organizations:
        there = counted(consultation.organizations, "organization", "organizations")
        words += f" {'They were' if many else 'It was'} attended by representatives of {there}."
    if consultation.elements:
        elements = "element" if len(consultation.elements) == 1 else "elements"
        dealt = "; ".join(map(in_a_sentence, consultation.elements))
        words += f" {'They' if many else 'It'} dealt with the following {elements} of the mandate: {dealt}."
    return words


def _adoption_of_the_report(adoption: AdoptionFacts | None) -> str:
    if adoption is None:
        return f"The Working Group had not adopted its report {WHEN_COMPILED}."
    return (
        f"{at_meeting(adoption.meeting)} the Working Group adopted its report, without a vote, as contained in document "
        f"{adoption.symbol}."
    )
