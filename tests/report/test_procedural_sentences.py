"""How is each thing of the record told in a sentence of a report?"""

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
    DecisionFacts,
    Facts,
    MeetingFacts,
    OfficerFacts,
    SessionFacts,
)
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.sessions import at_place, attended, overview, told
from tests.report.given_procedural import (
    CLOSED,
    CLOSED_BUILDING,
    FIRST,
    OPENED,
    PLANNED,
    POSTPONED,
    SECOND,
    SESSION,
    event,
    words_of,
)


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (
            SESSION,
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. In the course of "
            "the session, the Working Group held two formal meetings (1st and 2nd meetings).",
        ),
        (
            replace(SESSION, meetings=(FIRST,)),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. In the course of "
            "the session, the Working Group held one formal meeting (1st meeting).",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED, OPENED)),
            "The organizational session of the Working Group, scheduled for 3 and 4 June 2019, was opened in New York on "
            "3 June 2019; it had not been closed when the present report was compiled.",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED,)),
            "The organizational session of the Working Group is to be held in New York on 3 and 4 June 2019.",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED, POSTPONED)),
            "The organizational session of the Working Group is to be held in New York from 8 to 12 March 2020. It was "
            "to have been held on 3 and 4 June 2019 and was postponed on 5 May 2019, for the following reason: “The "
            "building is closed”.",
        ),
        (
            replace(SESSION, meetings=(), history=(PLANNED, event("cancelled", (2019, 6, 1), CLOSED_BUILDING))),
            "The organizational session of the Working Group, which was to be held in New York on 3 and 4 June 2019, "
            "was cancelled on 1 June 2019, for the following reason: “The building is closed”.",
        ),
        (
            replace(
                SESSION,
                history=(PLANNED, OPENED, event("moved_online", (2019, 6, 4), CLOSED_BUILDING), CLOSED),
                meetings=(FIRST, replace(SECOND, mode="virtual", formality="informal")),
            ),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. It was decided "
            "on 4 June 2019 that its meetings could be followed online, for the following reason: “The building is closed”. In "
            "the course of the session, the Working Group held one formal meeting (1st meeting) and one informal meeting (2nd "
            "meeting). The 2nd meeting was held virtually.",
        ),
        (
            replace(SESSION, meetings=(replace(FIRST, mode="hybrid"), replace(SECOND, mode="hybrid"))),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. In the course of "
            "the session, the Working Group held two formal meetings (1st and 2nd meetings). Both meetings were held in hybrid "
            "form.",
        ),
        (
            replace(
                SESSION,
                place="United Nations Headquarters, New York",
                meetings=(FIRST, MeetingFacts(3, date(2019, 6, 4))),
                cancelled=(SECOND,),
            ),
            "The organizational session of the Working Group was held at United Nations Headquarters in New York on 3 and 4 June "
            "2019. In the course of the session, the Working Group held two formal meetings (1st and 3rd meetings). The 2nd "
            "meeting, which had been planned for 4 June 2019, was cancelled.",
        ),
        (
            replace(
                SESSION,
                history=(PLANNED, OPENED),
                meetings=(),
                planned_until=date(2019, 6, 7),
                cancelled=(FIRST, SECOND),
            ),
            "The organizational session of the Working Group, scheduled from 3 to 7 June 2019, was opened in New York on 3 June "
            "2019; it had not been closed when the present report was compiled. The 1st and 2nd meetings, which had been "
            "planned for 3 and 4 June 2019, were cancelled.",
        ),
        (
            replace(
                SESSION,
                kind="intersessional",
                title="Intersessional consultative meeting",
                meetings=(replace(FIRST, formality="informal", mode="virtual"),),
            ),
            "The intersessional consultative meeting of the Working Group was held in New York on 3 and 4 June 2019. It "
            "comprised one informal meeting (1st meeting). The meeting was held virtually.",
        ),
        (
            replace(SESSION, meetings=tuple(replace(FIRST, number=number, mode="hybrid") for number in (1, 2, 3))),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. In the course of the "
            "session, the Working Group held three formal meetings (1st to 3rd meetings). All the meetings were held in hybrid "
            "form.",
        ),
        (
            replace(
                SESSION,
                meetings=(
                    FIRST,
                    *(replace(FIRST, number=number, presiding="Japan") for number in (2, 3, 5)),
                    replace(FIRST, number=4, presiding="Kenya"),
                ),
            ),
            "The organizational session of the Working Group was held in New York on 3 and 4 June 2019. In the course of the "
            "session, the Working Group held five formal meetings (1st to 5th meetings). A Vice-Chair (Japan) presided over "
            "the 2nd, 3rd and 5th meetings. A Vice-Chair (Kenya) presided over the 4th meeting.",
        ),
        (
            replace(SESSION, history=(PLANNED, event("cancelled", (2019, 6, 1))), meetings=(), cancelled=(FIRST,)),
            "The organizational session of the Working Group, which was to be held in New York on 3 and 4 June 2019, was "
            "cancelled on 1 June 2019.",
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
        ((SESSION,), "The Working Group held one organizational session, comprising two meetings."),
        (
            (SESSION, replace(SESSION, kind="substantive", meetings=()), replace(SESSION, kind="substantive")),
            "The Working Group held one organizational session and two substantive sessions, comprising four meetings.",
        ),
        (
            (SESSION, replace(SESSION, kind="intersessional", meetings=(FIRST,))),
            "The Working Group held one organizational session, comprising two meetings, and one intersessional meeting.",
        ),
        (
            (replace(SESSION, kind="intersessional"),),
            "The Working Group held two intersessional meetings.",
        ),
        (
            (replace(SESSION, kind="intersessional", meetings=()),),
            "The Working Group held no meeting.",
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
            AttendanceFacts(organizations=110),
            "The organizational session was attended by representatives of 110 organizations.",
        ),
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


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("New York", "in New York"),
        ("United Nations Headquarters, New York", "at United Nations Headquarters in New York"),
        ("the Palais des Nations, Geneva", "at the Palais des Nations in Geneva"),
        ("United Nations Headquarters", "at United Nations Headquarters"),
    ],
)
def test_a_place_has_its_preposition(place: str, words: str) -> None:
    assert at_place(place) == words


@pytest.mark.parametrize(
    ("symbol", "words"),
    [
        ("A/RES/73/27", "General Assembly resolution 73/27"),
        ("A/C.1/73/L.27/Rev.1", "the resolution contained in document A/C.1/73/L.27/Rev.1"),
    ],
)
def test_a_resolution_is_named_by_its_number_once_it_has_one(symbol: str, words: str) -> None:
    assert procedural.resolution_words(symbol) == words


def test_a_decision_that_says_who_decided_is_told_in_the_sentence() -> None:
    words = "The Working Group decided to hold its sessions in New York."
    assert procedural.decision_words(words, FIRST) == (
        "At its 1st meeting, on 3 June 2019, the Working Group decided to hold its sessions in New York."
    )


def test_what_was_decided_at_the_same_meeting_is_told_so() -> None:
    facts = Facts(
        decisions=(
            DecisionFacts("The Working Group agreed.", FIRST, 1),
            DecisionFacts("Yes.", FIRST, 2),
            DecisionFacts("No.", SECOND, 3),
        ),
        adoptions=(AdoptionFacts("modalities", "Modalities", "A/1", SECOND, 4),),
    )
    lines = [line.split(" ", 1)[1] for line in words_of(procedural_part(facts)) if " meeting, " in line]
    assert lines == [
        "At its 1st meeting, on 3 June 2019, the Working Group agreed.",
        "At the same meeting, the Working Group decided as follows: “Yes.”",
        "At its 2nd meeting, on 4 June 2019, the Working Group adopted the modalities of its work, as contained in document A/1.",
        "At the same meeting, the Working Group decided as follows: “No.”",
    ]


def test_a_decision_that_names_its_meeting_is_not_introduced_once_more() -> None:
    own = "At its 1st meeting, on 3 June 2019, the Working Group agreed."
    assert procedural.decision_words(own, FIRST) == own
    assert procedural.decision_words("It is agreed.", FIRST) == (
        "At its 1st meeting, on 3 June 2019, the Working Group decided as follows: “It is agreed.”"
    )


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        (DecisionFacts("It is agreed", FIRST), "the Working Group decided as follows: “It is agreed.”"),
        (DecisionFacts("The Working Group rests", FIRST, symbol="A/1"),
         "the Working Group rests. The decision is contained in document A/1."),
        (DecisionFacts("The Working Group took note of A/1.", FIRST, symbol="A/1"), "the Working Group took note of A/1."),
    ],
)  # fmt: skip
def test_a_decision_names_the_document_that_holds_it_and_ends_with_a_full_stop(
    decision: DecisionFacts, words: str
) -> None:
    assert procedural.decided(decision) == f"At its 1st meeting, on 3 June 2019, {words}"


@pytest.mark.parametrize(
    ("published", "views", "submissions"),
    [
        (0, "No views in answer to it had been published when the present report was compiled.",
         "No submission in answer to it had been published when the present report was compiled."),
        (1, "The views of one State were published.", "In answer to it one submission was published."),
        (12, "The views of 12 States were published.", "In answer to it 12 submissions were published."),
    ],
)  # fmt: skip
def test_a_call_is_told_with_what_everybody_may_read_of_the_answers(
    published: int, views: str, submissions: str
) -> None:
    call = CallFacts("On threats", date(2019, 6, 5), date(2019, 7, 5), published, 3)
    told_there = {one.key: one.words for one in procedural.account(Facts(calls=(call,), calls_to_states=(call,)))}
    opened = "“On threats”, was opened on 5 June 2019, with 5 July 2019 as the deadline."
    assert told_there["documentation/views-3"] == f"A call for the views of States, {opened} {views}"
    assert told_there["consultations/call-3"] == f"A call for input, {opened} {submissions}"
