"""What is known of the group's work, as the procedural part tells it? Values only; persons have no place among them."""

from dataclasses import dataclass
from datetime import date

from oewg.meetings.rules.sessions import Event


@dataclass(frozen=True)
class MandateFacts:
    """The resolution: its symbol and title, the paragraph that asks for the report ("paragraph 5"), what is to be considered.

    `report_to` is the session of the General Assembly to which the group reports.
    """

    symbol: str
    title: str
    paragraph: str = ""
    report_to: int | None = None
    elements: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeetingFacts:
    """A meeting that was opened, or one that was cancelled: its number in the group's one run, and its day."""

    number: int
    day: date
    formality: str = "formal"
    mode: str = "in_person"
    presiding: str = ""
    """The State of the Vice-Chair who presided; "" for the Chair."""


@dataclass(frozen=True)
class AttendanceFacts:
    """How many were at any meeting of a session."""

    members: int = 0
    observer_states: int = 0
    observer_organizations: int = 0
    organizations: int = 0


@dataclass(frozen=True)
class SessionFacts:
    """A session with all that befell it, and those of its meetings that were held."""

    kind: str
    title: str
    place: str
    planned_from: date
    planned_until: date
    history: tuple[Event, ...]
    zone: str = "UTC"
    meetings: tuple[MeetingFacts, ...] = ()
    attendance: AttendanceFacts = AttendanceFacts()
    cancelled: tuple[MeetingFacts, ...] = ()
    """Meetings of it that were planned and cancelled."""
    id: int = 0


@dataclass(frozen=True)
class OfficerFacts:
    """An election: the office, the State of the officer, the meeting."""

    office: str
    delegation: str
    meeting: MeetingFacts


@dataclass(frozen=True)
class AgendaItem:
    """An item of the agenda: "5." at depth 0, "(a)" at depth 1; the meetings that took it up, session by session.

    `adopted_at` is the meeting that adopted its agenda, if another one has been adopted since.
    """

    number: str
    words: str
    depth: int = 0
    taken_up: tuple[tuple[MeetingFacts, ...], ...] = ()
    id: int = 0
    adopted_at: MeetingFacts | None = None


@dataclass(frozen=True)
class AdoptionFacts:
    """A text that was adopted: its kind and title, the symbol of the adopted edition, the meeting."""

    kind: str
    title: str
    symbol: str
    meeting: MeetingFacts
    id: int = 0


@dataclass(frozen=True)
class DecisionFacts:
    """A decision in the words in which it was recorded, its meeting, the symbol of the document that holds it, if any."""

    words: str
    meeting: MeetingFacts
    id: int = 0
    symbol: str = ""


@dataclass(frozen=True)
class DocumentFacts:
    """A document that the group had before it, with the day on which it entered the register."""

    symbol: str
    title: str
    day: date | None = None


@dataclass(frozen=True)
class ConsultationFacts:
    """A consultation that was held: its title, its meetings, the elements that it was on, how many organizations were there."""

    title: str
    meetings: tuple[MeetingFacts, ...]
    elements: tuple[str, ...] = ()
    organizations: int = 0
    id: int = 0


@dataclass(frozen=True)
class CallFacts:
    """A call for input: its days, and how many of the answers are published. What is not published is in no number."""

    title: str
    opened: date
    closes: date
    published: int = 0
    """Submissions of organizations, as the annex lists them; of a call to States, States whose views are published."""
    id: int = 0


@dataclass(frozen=True)
class AddedFacts:
    """Words that the secretariat adds, as a paragraph after the one with a key (rules/procedural)."""

    id: int
    after: str
    words: str


@dataclass(frozen=True)
class Facts:
    """All that the procedural part is made from. The same facts give the same part."""

    mandate: MandateFacts | None = None
    sessions: tuple[SessionFacts, ...] = ()
    officers: tuple[OfficerFacts, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    """The items of the agenda in force."""
    former_agenda: tuple[AgendaItem, ...] = ()
    """Those of the agendas that were adopted before it."""
    adoptions: tuple[AdoptionFacts, ...] = ()
    decisions: tuple[DecisionFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    consultations: tuple[ConsultationFacts, ...] = ()
    calls: tuple[CallFacts, ...] = ()
    """To organizations."""
    calls_to_states: tuple[CallFacts, ...] = ()
    """For their national views."""
    accredited: int = 0
    lists_submissions: bool = True
    """Does an annex list the submissions and what became of them?"""
    report: AdoptionFacts | None = None
    """The adoption of the report itself."""
    added: tuple[AddedFacts, ...] = ()
    """What the secretariat adds, in the order in which it was added."""
