"""What does the procedural part say? Generated from records alone; the same records give the same words.

Views are not attributed to speakers, and no person is named. Source of the order: domain.md, "The report".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from oewg.meetings.rules import long_date, ordinal
from oewg.report.rules.phrases import counted, days, listed, meetings


@dataclass(frozen=True)
class SessionFacts:
    """A session as it was held, or not: kind, days as first planned and as held, what befell it, its meetings."""

    kind: str
    title: str
    planned: tuple[date, date]
    held: tuple[date, date]
    status: str
    postponed_because: str = ""
    moved_online: bool = False
    cancelled_because: str = ""
    meetings: tuple[int, ...] = ()


@dataclass(frozen=True)
class AdoptionFacts:
    """A text adopted: its kind, title and symbol, at which meeting, on which day."""

    kind: str
    title: str
    symbol: str
    meeting: int
    day: date


@dataclass(frozen=True)
class OfficerFacts:
    """An officer elected: which office, of which State, at which meeting, on which day."""

    office: str
    state: str
    meeting: int
    day: date


@dataclass(frozen=True)
class ConsultationFacts:
    """A consultation held: its title, its day, how many organizations took part, on which elements."""

    title: str
    day: date
    organizations: int
    elements: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Everything that the procedural part rests on."""

    resolution: str = ""
    sessions: tuple[SessionFacts, ...] = ()
    delegations_present: tuple[str, ...] = ()
    officers: tuple[OfficerFacts, ...] = ()
    adoptions: tuple[AdoptionFacts, ...] = ()
    agenda: tuple[str, ...] = ()
    considered: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Item of the agenda, and the numbers of the meetings that took it up."""
    decisions: tuple[str, ...] = ()
    documents: tuple[tuple[str, str], ...] = ()
    """Symbol and title."""
    consultations: tuple[ConsultationFacts, ...] = ()
    submissions: int = 0


@dataclass(frozen=True)
class Section:
    """A heading of the procedural part, its level, and its paragraphs; a paragraph may have points beneath it."""

    title: str
    level: int
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = field(default=())
    """Subparagraphs of the last paragraph."""


OFFICES = {"chair": "Chair", "vice_chair": "Vice-Chair", "rapporteur": "Rapporteur"}


def procedural_part(facts: Facts) -> list[Section]:
    """The procedural part, section by section; a section on which there is no record is left out."""
    organizational = [
        section
        for section in (
            Section("Opening and duration of the sessions", 2, tuple(_sessions(facts.sessions))),
            Section("Attendance", 2, tuple(_attendance(facts.delegations_present))),
            Section("Officers", 2, tuple(_officers(facts.officers))),
            Section("Adoption of the agenda", 2, tuple(_agenda(facts)), facts.agenda if _agenda_adopted(facts) else ()),
            Section("Organization of work", 2, tuple(_organization(facts))),
            Section("Documentation", 2, tuple(_documents(facts)), tuple(f"{s}: {t}" for s, t in facts.documents)),
            Section("Consideration of the items of the agenda", 2, tuple(_considered(facts.considered))),
            Section("Consultations with interested parties", 2, tuple(_consultations(facts))),
        )
        if section.paragraphs
    ]
    sections = [Section("Introduction", 1, tuple(_introduction(facts)))]
    if organizational:
        sections += [Section("Organizational matters", 1), *organizational]
    return sections


def _introduction(facts: Facts) -> Iterator[str]:
    if facts.resolution:
        yield (
            f"In paragraph 5 of its resolution {facts.resolution}, the General Assembly decided to convene an open-ended "
            "working group, acting on a consensus basis, and requested it to submit a report on the results of its work."
        )
    else:
        yield "The mandate of the Working Group has not been read into the record yet."


def _sessions(sessions: Sequence[SessionFacts]) -> Iterator[str]:
    for session in sessions:
        if session.status == "cancelled":
            yield (
                f"The {session.title.lower()}, which had been planned {days(*session.planned)}, was cancelled: "
                f"{_reason(session.cancelled_because)}."
            )
            continue
        if session.postponed_because:
            yield (
                f"The {session.title.lower()}, which had been planned {days(*session.planned)}, was postponed: "
                f"{_reason(session.postponed_because)}."
            )
        if session.status in ("opened", "closed"):
            online = ", in part or in whole online" if session.moved_online else ""
            held = f" It consisted of {counted(len(session.meetings), 'meeting', 'meetings')}, the {meetings(session.meetings)}."
            yield (
                f"The Working Group held its {session.title.lower()} {days(*session.held)}{online}."
                f"{held if session.meetings else ''}"
            )


def _reason(reason: str) -> str:
    cleaned = reason.strip().rstrip(".")
    return cleaned[:1].lower() + cleaned[1:]


def _attendance(present: Sequence[str]) -> Iterator[str]:
    if present:
        yield (
            f"Representatives of {counted(len(present), 'delegation', 'delegations')} took part in the sessions: "
            f"{listed(list(present))}."
        )


def _officers(officers: Sequence[OfficerFacts]) -> Iterator[str]:
    for officer in officers:
        yield (
            f"At its {ordinal(officer.meeting)} meeting, on {long_date(officer.day)}, the Working Group elected, by "
            f"acclamation, the representative of {officer.state} as {OFFICES[officer.office]}."
        )


def _agenda_adopted(facts: Facts) -> bool:
    return any(adoption.kind == "agenda" for adoption in facts.adoptions)


def _agenda(facts: Facts) -> Iterator[str]:
    for adoption in facts.adoptions:
        if adoption.kind == "agenda":
            yield (
                f"At its {ordinal(adoption.meeting)} meeting, on {long_date(adoption.day)}, the Working Group adopted its "
                f"agenda ({adoption.symbol}), as follows:"
            )


def _organization(facts: Facts) -> Iterator[str]:
    for adoption in facts.adoptions:
        if adoption.kind in ("programme_of_work", "modalities"):
            what = {"programme_of_work": "its programme of work", "modalities": "the modalities of its work"}[
                adoption.kind
            ]
            yield (
                f"At its {ordinal(adoption.meeting)} meeting, on {long_date(adoption.day)}, the Working Group adopted {what} "
                f"({adoption.symbol})."
            )
    yield from facts.decisions


def _documents(facts: Facts) -> Iterator[str]:
    if facts.documents:
        yield (
            "The Working Group had before it the following documents:"
            if len(facts.documents) > 1
            else ("The Working Group had before it the following document:")
        )


def _considered(considered: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[str]:
    for item, numbers in considered:
        yield f"The Working Group considered the item entitled “{item}” at its {meetings(numbers)}."


def _consultations(facts: Facts) -> Iterator[str]:
    for held in facts.consultations:
        on = f" Its subjects were {listed([element.lower() for element in held.elements])}." if held.elements else ""
        yield (
            f"An intersessional consultative meeting, “{held.title}”, was held on {long_date(held.day)} with the "
            f"participation of {counted(held.organizations, 'organization', 'organizations')} from business, "
            f"non-governmental organizations and academia.{on}"
        )
    if facts.submissions:
        yield (
            f"In answer to the calls for input, {counted(facts.submissions, 'submission was', 'submissions were')} "
            "published. What became of each is set out in the annex."
        )


def adoption_section(adoption: AdoptionFacts | None) -> Section | None:
    """The last section, once the report has been adopted."""
    if adoption is None:
        return None
    words = (
        f"At its {ordinal(adoption.meeting)} meeting, on {long_date(adoption.day)}, the Working Group adopted its report, as "
        f"contained in {adoption.symbol}, without a vote."
    )
    return Section("Adoption of the report", 1, (words,))
