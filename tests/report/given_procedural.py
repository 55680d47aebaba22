"""Facts of a group, from which the procedural part of its report is made."""

from datetime import UTC, date, datetime

from oewg.meetings.rules.sessions import Event
from oewg.report.rules.facts import (
    AdoptionFacts,
    AgendaItem,
    CallFacts,
    ConsultationFacts,
    DecisionFacts,
    DocumentFacts,
    Facts,
    MandateFacts,
    MeetingFacts,
    OfficerFacts,
    SessionFacts,
)
from oewg.texts.documents.description import Block, Heading, Paragraph, Subparagraph

FIRST = MeetingFacts(1, date(2019, 6, 3))
SECOND = MeetingFacts(2, date(2019, 6, 4))


def event(what: str, on: tuple[int, int, int], reason: str = "", new: tuple[date, date] | None = None) -> Event:
    return Event(what, datetime(*on, 15, tzinfo=UTC), reason, *(new or ()))


PLANNED = event("planned", (2019, 1, 1))
OPENED = event("opened", (2019, 6, 3))
CLOSED = event("closed", (2019, 6, 4))
SESSION = SessionFacts(
    "organizational",
    "Organizational session",
    "New York",
    date(2019, 6, 3),
    date(2019, 6, 4),
    (PLANNED, OPENED, CLOSED),
    meetings=(FIRST, SECOND),
)
CLOSED_BUILDING = "the building is closed"
POSTPONED = event("postponed", (2019, 5, 5), CLOSED_BUILDING, (date(2020, 3, 8), date(2020, 3, 12)))


FULL = Facts(
    mandate=MandateFacts("A/RES/73/1", "Cables", "paragraph 5", 75, ("Threats",)),
    sessions=(SESSION,),
    officers=(OfficerFacts("chair", "Kenya", FIRST),),
    agenda=(
        AgendaItem("1.", "Issues:"),
        AgendaItem("(a)", "Threats.", 1, ((FIRST,),)),
        AgendaItem("2.", "Report.", 0, ((SECOND,),)),
    ),
    adoptions=(
        AdoptionFacts("agenda", "Agenda", "A/1", FIRST),
        AdoptionFacts("programme_of_work", "Programme of work", "A/2", SECOND),
    ),
    decisions=(DecisionFacts("It is agreed.", FIRST),),
    documents=(DocumentFacts("A/1", "Agenda"), DocumentFacts("A/2", "Programme of work")),
    consultations=(ConsultationFacts("Voices", (SECOND,), ("Threats", "Capacity-building"), 110),),
    calls=(CallFacts("On threats", date(2019, 6, 5), date(2019, 7, 5), 1),),
    accredited=2,
    report=AdoptionFacts("report", "Report", "A/3", SECOND),
)


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    numbered = (Heading, Paragraph, Subparagraph)
    return [f"{block.number} {block.words}" for block in blocks if isinstance(block, numbered)]
