"""Are the procedural part, the draft and the annex one document, numbered in one run?"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.report.rules.annexes import BearingFacts, SubmissionFacts, submissions_annex
from oewg.report.rules.document import Source, report_document
from oewg.report.rules.facts import Facts
from oewg.report.rules.procedural import procedural_part
from oewg.report.rules.substantive import Passage, substantive_part
from oewg.report.rules.workspace import MOST_WORDS, Section, length, sections
from oewg.texts.documents.description import (
    Annex,
    Block,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
)

PROCEDURAL = procedural_part(Facts())
BEFORE = sum(isinstance(block, Paragraph) for block in PROCEDURAL)
DRAFT = (
    Passage(1, "heading", "I.", 1, "Threats"),
    Passage(2, "paragraph", "1.", 1, "They *exist*.[^b]", notes=(Footnote("b", "Indeed."),)),
    Passage(3, "subparagraph", "(a)", 1, "One;"),
    Passage(4, "subparagraph", "(i)", 2, "deep;"),
    Passage(5, "heading", "A.", 2, "Measures"),
    Passage(6, "heading", "B.", 2, "More measures"),
    Passage(7, "paragraph", "1.5", 1, "A rule.", labelled=True),
    Passage(8, "paragraph", "2.", 1, "The end."),
    Passage(9, "heading", "II.", 1, "Conclusions"),
)
SOURCE = Source("The group", "", "Report", "A session", "Agenda item 7", date(2021, 3, 12), Facts(), DRAFT)


def numbers(blocks: list[Block]) -> list[str]:
    return [block.number for block in blocks if isinstance(block, Heading | Paragraph | Subparagraph)]


def test_numbers_run_on_from_the_procedural_part() -> None:
    blocks, _ = substantive_part(DRAFT, PROCEDURAL)
    first, second = f"{BEFORE + 1}.", f"{BEFORE + 2}."
    assert numbers(blocks) == ["IV.", first, "(a)", "(i)", "A.", "B.", "1.5", second, "V."]


def test_each_provision_is_found_where_the_document_has_it() -> None:
    _, places = substantive_part(DRAFT, PROCEDURAL)
    first = BEFORE + 1
    assert [places[number] for number in range(1, 10)] == [
        "Section IV",
        f"Paragraph {first}",
        f"Paragraph {first} (a)",
        f"Paragraph {first} (a) (i)",
        "Section IV.A",
        "Section IV.B",
        "Paragraph 1.5",
        f"Paragraph {first + 1}",
        "Section V",
    ]


def test_a_citation_bears_the_number_that_the_report_gives() -> None:
    citing = Passage(
        10, "paragraph", "3.", 1, "As in [1](#provision-2) and [1 (a)](#provision-3).[^c] See [x](#provision-77).",
        notes=(Footnote("c", "Against [2](#provision-8)."),),
    )  # fmt: skip
    blocks, _ = substantive_part((*DRAFT, citing), PROCEDURAL)
    first = BEFORE + 1
    expected = f"As in {first} and {first} (a).[^c] See x."
    assert blocks[-1] == Paragraph(f"{BEFORE + 3}.", expected, notes=(Footnote("c", f"Against {first + 1}."),))


def test_a_draft_that_begins_without_a_heading_is_given_one() -> None:
    blocks, _ = substantive_part(DRAFT[1:2], PROCEDURAL)
    assert blocks[0] == Heading(1, "IV.", "Results of the work of the Working Group")


def test_an_empty_draft_adds_nothing() -> None:
    assert substantive_part((), PROCEDURAL) == ([], {})


def test_footnotes_go_with_their_paragraph() -> None:
    document = report_document(SOURCE, "A/1")
    assert Paragraph(f"{BEFORE + 1}.", "They *exist*.[^b]", notes=(Footnote("b", "Indeed."),)) in document.blocks


def test_what_is_deeper_than_a_document_allows_stands_at_the_deepest_level() -> None:
    deep = (Passage(1, "heading", "1.", 4, "Deep"), Passage(2, "subparagraph", "(i)", 5, "Deep"))
    blocks, _ = substantive_part(deep, PROCEDURAL)
    assert [block.level for block in blocks[1:] if isinstance(block, Heading | Subparagraph)] == [3, 3]


@given(st.lists(st.sampled_from(["heading", "paragraph", "labelled"]), max_size=30))
def test_whatever_the_draft_the_paragraphs_of_the_document_are_one_run(kinds: list[str]) -> None:
    passages = [
        Passage(place, kind.replace("labelled", "paragraph"), "1.7", 1, "Words", labelled=kind == "labelled")
        for place, kind in enumerate(kinds)
    ]
    blocks = [*PROCEDURAL, *substantive_part(passages, PROCEDURAL)[0]]
    run = [block.number for block in blocks if isinstance(block, Paragraph) and block.number != "1.7"]
    assert run == [f"{place}." for place in range(1, len(run) + 1)]


@pytest.mark.parametrize(
    ("bearing", "words"),
    [
        (BearingFacts(2, "", "taken_up"), f"Paragraph {BEFORE + 1}: taken up."),
        (BearingFacts(1, "", "partly", "The second sentence."), "Section IV: taken up in part (The second sentence)."),
        (BearingFacts(99, "Rules, 1.5", "noted"), "Rules, 1.5: noted."),
        (BearingFacts(99, "Rules, 1.5", "outside_mandate"), "Rules, 1.5: outside the mandate."),
        (BearingFacts(None, "Threats", "noted", "Said."), "Threats: noted (Said)."),
        (BearingFacts(None, "", "outside_mandate", "Nobody asked."), "Outside the mandate (Nobody asked)."),
        (
            BearingFacts(2, "", "taken_up", quote="Cables\nneed a plan."),
            f"“Cables need a plan.” – Paragraph {BEFORE + 1}: taken up.",
        ),
        (
            BearingFacts(None, "", "outside_mandate", quote=" ".join(f"w{n}" for n in range(1, 31))),
            "“w1 w2 w3 w4 w5 w6 w7 w8 […] w27 w28 w29 w30” – Outside the mandate.",
        ),
    ],
)
def test_what_became_of_a_submission_is_told_with_its_place(bearing: BearingFacts, words: str) -> None:
    _, places = substantive_part(DRAFT, PROCEDURAL)
    _, table = submissions_annex([SubmissionFacts("On threats", "Open Wires", (bearing,))], places)
    assert isinstance(table, Table)
    assert table.rows == (("1", "On threats", "Open Wires", words),)


def test_no_submission_disappears_and_none_is_named_against_its_wish() -> None:
    _, table = submissions_annex([SubmissionFacts("On threats", "")], {})
    assert isinstance(table, Table)
    assert table.rows == (("1", "On threats", "Unnamed at its wish", "Not tied to a provision yet."),)


def test_without_submissions_there_is_no_annex() -> None:
    assert not [block for block in report_document(SOURCE, "A/1").blocks if isinstance(block, Annex)]


def test_the_masthead_says_what_document_it_is() -> None:
    head = report_document(SOURCE, "A/AC.290/2021/L.1").masthead
    assert (head.organization, head.symbol, head.distribution) == ("United Nations", "A/AC.290/2021/L.1", "Limited")
    assert (head.date, head.original_language) == ("12 March 2021", "English")
    assert (head.body, head.session, head.agenda_item) == ("The group", "A session", "Agenda item 7")


def test_sources_that_differ_in_the_size_of_the_record_alone_are_the_same_report() -> None:
    assert replace(SOURCE, record_size=7) == SOURCE
    assert replace(SOURCE, title="Another") != SOURCE


def test_the_length_counts_both_parts_and_neither_footnotes_nor_numbers() -> None:
    found = length(SOURCE)
    assert found.draft == sum(len(words.split()) for words in (
        "Threats", "They exist.", "One;", "deep;", "Measures", "More measures", "A rule.", "The end.", "Conclusions"
    ))  # fmt: skip
    assert found.procedural > 50
    assert found.total == found.draft + found.procedural
    assert found.over == 0


def test_a_report_that_is_too_long_says_by_how_much() -> None:
    long = replace(SOURCE, passages=(Passage(1, "heading", "I.", 1, "word " * MOST_WORDS),))
    assert length(long).over == length(long).procedural


def test_the_outline_has_every_heading_with_what_stands_under_it() -> None:
    assert sections(DRAFT) == [
        Section(1, "I.", 1, "Threats", 1, 5),
        Section(5, "A.", 2, "Measures", 0, 1),
        Section(6, "B.", 2, "More measures", 2, 6),
        Section(9, "II.", 1, "Conclusions", 0, 1),
    ]
    assert sections(DRAFT[1:2]) == [Section(None, "", 1, "", 1, 2)]
    table = Passage(10, "paragraph", "Table 1", 1, "| One |", labelled=True)
    assert sections([DRAFT[1], table])[0].paragraphs == 1, "a table is none of the paragraphs"
