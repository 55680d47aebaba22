"""Does the procedural part tell the proceedings as they were, in numbered sections, and nothing else?"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from oewg.meetings.rules.sessions import Event
from oewg.report.rules import procedural
from oewg.report.rules.facts import (
    AdoptionFacts,
    AgendaItem,
    AttendanceFacts,
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
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.sessions import attended, overview, told
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


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (
            SESSION,
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. The Working "
            "Group held two formal meetings (1st and 2nd meetings) in the course of the session.",
        ),
        (
            replace(SESSION, meetings=(FIRST,)),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. The Working "
            "Group held one formal meeting (1st meeting) in the course of the session.",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED, OPENED)),
            "The organizational session of the Working Group was called for in New York on 3 and 4 June 2019; it had "
            "not been closed when the present report was compiled.",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED,)),
            "The organizational session of the Working Group is to be held in New York on 3 and 4 June 2019.",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED, POSTPONED)),
            "The organizational session of the Working Group is to be held in New York from 8 to 12 March 2020. It was "
            "to have been held on 3 and 4 June 2019 and was postponed on 5 May 2019. The reason recorded was: “The "
            "building is closed.”",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED, event("cancelled", (2019, 6, 1), CLOSED_BUILDING))),
            "The organizational session of the Working Group, which was to be held in New York on 3 and 4 June 2019, "
            "was cancelled on 1 June 2019. The reason recorded was: “The building is closed.”",
        ),
        (
            replace(
                SESSION,
                history=(PLANNED, OPENED, event("moved_online", (2019, 6, 4), CLOSED_BUILDING), CLOSED),
                meetings=(FIRST, replace(SECOND, mode="virtual", formality="informal")),
            ),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. It was moved "
            "online on 4 June 2019. The reason recorded was: “The building is closed.” The Working Group held one "
            "formal meeting (1st meeting) and one informal meeting (2nd meeting) in the course of the session. The 2nd "
            "meeting was held virtually.",
        ),
        (
            replace(SESSION, meetings=(replace(FIRST, mode="hybrid"), replace(SECOND, mode="hybrid"))),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. The Working "
            "Group held two formal meetings (1st and 2nd meetings) in the course of the session. All of the meetings "
            "were held in hybrid form.",
        ),
    ],
)
def test_a_session_is_told_as_it_was(session: SessionFacts, words: str) -> None:
    assert told(session) == words


def test_a_session_postponed_twice_keeps_both_plans() -> None:
    again = event("postponed", (2020, 2, 1), "again", (date(2021, 3, 8), date(2021, 3, 12)))
    words = told(replace(SESSION, meetings=(), history=(PLANNED, POSTPONED, again)))
    assert (
        words.index("from 8 to 12 March 2021")
        < words.index("on 3 and 4 June 2019")
        < words.index("from 8 to 12 March 2020")
    )


def test_the_day_of_an_event_is_that_of_the_place_of_the_session() -> None:
    late = Event("cancelled", datetime(2019, 6, 2, 2, tzinfo=UTC), "late")
    session = replace(SESSION, history=(PLANNED, late), meetings=(), zone="America/New_York")
    assert "was cancelled on 1 June 2019" in told(session)


@pytest.mark.parametrize(
    ("sessions", "words"),
    [
        ((), "No session of the Working Group had been opened when the present report was compiled."),
        (
            (replace(SESSION, history=(PLANNED,)),),
            "No session of the Working Group had been opened when the present report was compiled.",
        ),
        ((SESSION,), "The Working Group held one organizational session, and two meetings in all."),
        (
            (SESSION, replace(SESSION, kind="substantive", meetings=()), replace(SESSION, kind="substantive")),
            "The Working Group held one organizational session and two substantive sessions, and four meetings in all.",
        ),
    ],
)
def test_the_overview_counts_what_was_held(sessions: tuple[SessionFacts, ...], words: str) -> None:
    assert overview(sessions) == words


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (AttendanceFacts(), ""),
        (AttendanceFacts(1), "The organizational session was attended by representatives of one Member State."),
        (
            AttendanceFacts(120, 1, 2, 10),
            "The organizational session was attended by representatives of 120 Member States, one observer State, two "
            "observer organizations and 10 other organizations.",
        ),
    ],
)
def test_attendance_is_told_in_numbers(there: AttendanceFacts, words: str) -> None:
    assert attended(replace(SESSION, attendance=there)) == words


@pytest.mark.parametrize(
    ("officers", "words"),
    [
        ([("chair", "Kenya")], "its Chair (Kenya)"),
        ([("vice_chair", "France")], "one Vice-Chair (France)"),
        (
            [("rapporteur", "Uruguay"), ("vice_chair", "France"), ("chair", "Kenya"), ("vice_chair", "Japan")],
            "its Chair (Kenya), two Vice-Chairs (France and Japan) and its Rapporteur (Uruguay)",
        ),
    ],
)
def test_officers_are_named_by_their_states(officers: list[tuple[str, str]], words: str) -> None:
    assert procedural.elected_officers(OfficerFacts(office, state, FIRST) for office, state in officers) == words


@pytest.mark.parametrize(
    ("taken_up", "words"),
    [
        (((FIRST,),), "at its 1st meeting, on 3 June 2019."),
        (((FIRST, SECOND),), "at its 1st and 2nd meetings, on 3 and 4 June 2019."),
        (
            ((FIRST,), (MeetingFacts(9, date(2020, 2, 10)),)),
            "at its 1st meeting, on 3 June 2019, and at its 9th meeting, on 10 February 2020.",
        ),
    ],
)
def test_an_item_is_told_with_its_meetings_session_by_session(
    taken_up: tuple[tuple[MeetingFacts, ...], ...], words: str
) -> None:
    item = AgendaItem("5.", "Threats.", taken_up=taken_up)
    assert procedural.considered("item 5", item) == f"The Working Group considered item 5, “Threats”, {words}"


def test_a_decision_that_names_its_meeting_is_not_introduced_once_more() -> None:
    own = "At its 1st meeting, on 3 June 2019, the Working Group agreed."
    assert procedural.decision_words(own, FIRST) == own
    assert procedural.decision_words("It is agreed.", FIRST) == (
        "At its 1st meeting, on 3 June 2019, the Working Group decided as follows: “It is agreed.”"
    )


FULL = Facts(
    mandate=MandateFacts("A/RES/1", "Cables", "paragraph 5", 75, ("Threats",)),
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
    calls=(CallFacts("On threats", date(2019, 6, 5), date(2019, 7, 5), 3, 1),),
    accredited=2,
    report=AdoptionFacts("report", "Report", "A/3", SECOND),
)


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    numbered = (Heading, Paragraph, Subparagraph)
    return [f"{block.number} {block.words}" for block in blocks if isinstance(block, numbered)]


def test_the_sections_follow_the_order_of_a_report() -> None:
    assert [f"{block.number} {block.words}" for block in procedural_part(FULL) if isinstance(block, Heading)] == [
        "I. Introduction",
        "II. Organizational matters",
        "A. Opening and duration of the sessions",
        "B. Attendance",
        "C. Officers",
        "D. Adoption of the agenda",
        "E. Organization of work",
        "F. Documentation",
        "G. Consideration of the items of the agenda",
        "H. Consultations with business, non-governmental organizations and academia",
        "III. Adoption of the report",
    ]


def test_the_whole_part_reads_as_one() -> None:
    assert words_of(procedural_part(FULL)) == [
        "I. Introduction",
        "1. The present report is submitted to the General Assembly at its seventy-fifth session pursuant to paragraph 5 "
        "of the resolution contained in document A/RES/1, entitled “Cables”, under which the Working Group acts on the "
        "basis of consensus.",
        "2. The resolution asks the Working Group to consider the following elements:",
        "(a) Threats.",
        "3. Sections I to III of the present report give an account of the proceedings of the Working Group; the results "
        "of its work are set out from section IV on.",
        "II. Organizational matters",
        "A. Opening and duration of the sessions",
        "4. The Working Group held one organizational session, and two meetings in all.",
        f"5. {told(SESSION)}",
        "B. Attendance",
        "6. No attendance was recorded.",
        "C. Officers",
        "7. At its 1st meeting, on 3 June 2019, the Working Group elected by acclamation its Chair (Kenya).",
        "D. Adoption of the agenda",
        "8. At its 1st meeting, on 3 June 2019, the Working Group adopted its agenda, as contained in document A/1. The "
        "agenda reads as follows:",
        "1. Issues:",
        "(a) Threats.",
        "2. Report.",
        "E. Organization of work",
        "9. At its 1st meeting, on 3 June 2019, the Working Group decided as follows: “It is agreed.”",
        "10. At its 2nd meeting, on 4 June 2019, the Working Group adopted its programme of work, as contained in document "
        "A/2.",
        "F. Documentation",
        "11. The Working Group had before it the following documents:",
        "(a) Agenda (A/1);",
        "(b) Programme of work (A/2).",
        "G. Consideration of the items of the agenda",
        "12. The Working Group considered item 1 (a), “Threats”, at its 1st meeting, on 3 June 2019.",
        "13. The Working Group considered item 2, “Report”, at its 2nd meeting, on 4 June 2019.",
        "H. Consultations with business, non-governmental organizations and academia",
        "14. Two organizations have been accredited to the work of the Working Group.",
        "15. An informal consultative meeting, “Voices”, was held on 4 June 2019 (2nd meeting). It was attended by "
        "representatives of 110 organizations. It dealt with the following elements of the mandate: threats; "
        "capacity-building.",
        "16. A call for input, “On threats”, was opened on 5 June 2019, with a deadline on 5 July 2019. Input was received "
        "from three organizations; one submission is published.",
        "17. The published submissions, and what became of each, are listed in an annex to the present report.",
        "III. Adoption of the report",
        "18. At its 2nd meeting, on 4 June 2019, the Working Group adopted its report, without a vote, as contained in "
        "document A/3.",
    ]


def test_a_consultation_of_several_meetings_is_told_in_the_plural() -> None:
    facts = Facts(consultations=(ConsultationFacts("Voices", (FIRST, SECOND), ("Threats",), 1),))
    (told,) = [line for line in words_of(procedural_part(facts)) if "Voices" in line]
    assert told.split(". ", 1)[1] == (
        "Informal consultative meetings, “Voices”, were held on 3 and 4 June 2019 (1st and 2nd meetings). They were attended "
        "by representatives of one organization. They dealt with the following element of the mandate: threats."
    )


def test_without_any_record_each_section_says_so_and_none_is_invented() -> None:
    blocks = procedural_part(Facts())
    told_words = " ".join(words_of(blocks))
    assert "Consultations" not in told_words
    for sentence in (
        "No resolution had been recorded as the mandate",
        "No session of the Working Group had been opened",
        "No attendance was recorded.",
        "No officer had been elected",
        "The Working Group had no agenda",
        "No decision on the organization of work was recorded.",
        "No document was issued",
        "No item of the agenda had been taken up",
        "The Working Group had not adopted its report",
    ):
        assert sentence in told_words


def test_an_agenda_that_was_not_adopted_is_provisional() -> None:
    words = " ".join(words_of(procedural_part(replace(FULL, adoptions=()))))
    assert "had not adopted its agenda when the present report was compiled. The provisional agenda reads:" in words


def test_paragraphs_are_numbered_in_one_run() -> None:
    numbers = [block.number for block in procedural_part(FULL) if isinstance(block, Paragraph)]
    assert numbers == [f"{place}." for place in range(1, len(numbers) + 1)]


def test_the_same_facts_give_the_same_blocks() -> None:
    assert procedural_part(FULL) == procedural_part(replace(FULL))
