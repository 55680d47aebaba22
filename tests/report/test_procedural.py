"""Does the procedural part tell the proceedings as they were, in numbered sections, and nothing else?"""

from dataclasses import replace

from oewg.report.rules.facts import AdoptionFacts, AgendaItem, ConsultationFacts, Facts
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.sessions import told
from oewg.texts.documents.description import Heading, Paragraph
from tests.report.given_procedural import FIRST, FULL, SECOND, SESSION, words_of


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
        "of General Assembly resolution 73/1, entitled “Cables”, under which the Working Group acts on the basis of consensus.",
        "2. The resolution asks the Working Group to consider the following element:",
        "(a) Threats.",
        "3. Sections I to III of the present report give an account of the proceedings of the Working Group; the results "
        "of its work are set out from section IV on.",
        "II. Organizational matters",
        "A. Opening and duration of the sessions",
        "4. The Working Group held one organizational session, comprising two meetings.",
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
        "14. Accreditation to the work of the Working Group was granted to two organizations.",
        "15. An informal consultative meeting, “Voices”, was held on 4 June 2019 (2nd meeting). It was attended by "
        "representatives of 110 organizations. It dealt with the following elements of the mandate: threats; "
        "capacity-building.",
        "16. A call for input, “On threats”, was opened on 5 June 2019, with 5 July 2019 as the deadline. In answer to it "
        "one submission was published.",
        "17. The published submissions, and what became of each, are listed in an annex to the present report.",
        "III. Adoption of the report",
        "18. At its 2nd meeting, on 4 June 2019, the Working Group adopted its report, without a vote, as contained in "
        "document A/3.",
    ]


def test_a_consultation_of_several_meetings_is_told_in_the_plural() -> None:
    facts = Facts(consultations=(ConsultationFacts("Voices", (FIRST, SECOND), ("Threats",), 1),))
    (told,) = [line for line in words_of(procedural_part(facts)) if "Voices" in line]
    assert told.split(". ", 1)[1] == (
        "Two informal consultative meetings, “Voices”, were held on 3 and 4 June 2019 (1st and 2nd meetings). They were attended "
        "by representatives of one organization. They dealt with the following element of the mandate: threats."
    )


def test_without_any_record_each_section_says_so_and_none_is_invented() -> None:
    blocks = procedural_part(Facts())
    told_words = " ".join(words_of(blocks))
    assert "Consultations" not in told_words
    for expected in (
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
        assert expected in told_words


def test_an_agenda_that_took_the_place_of_another_is_told_after_it_and_so_is_what_was_considered_under_each() -> None:
    adoptions = (
        AdoptionFacts("agenda", "Agenda", "A/1", FIRST, 7),
        AdoptionFacts("agenda", "Agenda", "A/4", SECOND, 8),
    )
    former = (AgendaItem("1.", "Issues:", adopted_at=FIRST), AgendaItem("(a)", "Cables.", 1, ((FIRST,),), 3, FIRST))
    words = words_of(procedural_part(replace(FULL, adoptions=adoptions, former_agenda=former)))
    told = words[words.index("D. Adoption of the agenda") + 1 :]
    assert told[:5] == [
        "8. At its 1st meeting, on 3 June 2019, the Working Group adopted its agenda, as contained in document A/1.",
        "9. At its 2nd meeting, on 4 June 2019, the Working Group adopted a revised agenda, as contained in document A/4. "
        "The agenda reads as follows:",
        "1. Issues:",
        "(a) Threats.",
        "2. Report.",
    ]
    considered = words[words.index("G. Consideration of the items of the agenda") + 1 :]
    assert [line.partition(" ")[2] for line in considered[:3]] == [
        "The Working Group considered item 1 (a) of the agenda adopted at its 1st meeting, “Cables”, at its 1st meeting, on 3 June 2019.",
        "The Working Group considered item 1 (a), “Threats”, at its 1st meeting, on 3 June 2019.",
        "The Working Group considered item 2, “Report”, at its 2nd meeting, on 4 June 2019.",
    ]


def test_an_agenda_that_was_not_adopted_is_provisional() -> None:
    words = " ".join(words_of(procedural_part(replace(FULL, adoptions=()))))
    assert (
        "had not adopted its agenda when the present report was compiled. The provisional agenda reads as follows:"
        in words
    )


def test_paragraphs_are_numbered_in_one_run() -> None:
    numbers = [block.number for block in procedural_part(FULL) if isinstance(block, Paragraph)]
    assert numbers == [f"{place}." for place in range(1, len(numbers) + 1)]


def test_the_same_facts_give_the_same_blocks() -> None:
    assert procedural_part(FULL) == procedural_part(replace(FULL))
