"""Is what nobody wrote marked against what the earlier document said: the account of the proceedings, and the annexes?"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oewg.report.rules.annexes import BearingFacts, ParticipantFacts, SubmissionFacts
from oewg.report.rules.document import Source, report_document
from oewg.report.rules.earlier import beside_earlier, earlier_blocks
from oewg.report.rules.facts import AgendaItem, DecisionFacts, DocumentFacts, Facts, MeetingFacts
from oewg.report.rules.redline import Against
from oewg.report.rules.substantive import Passage
from oewg.texts.documents.data import read_json, write_json
from oewg.texts.documents.description import (
    Annex,
    Block,
    Document,
    Footnote,
    Heading,
    MarkedRow,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.docx import write_docx
from tests.report.sides import side_of
from tests.texts.documents.office import needs_office, resolved_there
from tests.texts.documents.word_processor import shown, tables

WORDS = st.lists(
    st.sampled_from(["The Group", "met", "on 3 June", "*twice*", "in New York", "States", "[^a]", ";"]), max_size=6
).map(" ".join)
NUMBERS = st.sampled_from(["", "1.", "2.", "(a)"])
ROWS = st.lists(st.tuples(st.sampled_from(["A/1", "A/2", "A/3"]), WORDS), max_size=5).map(tuple)
BLOCKS: st.SearchStrategy[list[Block]] = st.lists(
    st.one_of(
        st.builds(Heading, st.integers(1, 2), st.just("I."), WORDS),
        st.builds(
            Paragraph, NUMBERS, WORDS, notes=st.sampled_from([(), (Footnote("a", "One."),), (Footnote("a", "Two."),)])
        ),
        st.builds(Subparagraph, NUMBERS, st.integers(1, 2), WORDS),
        st.builds(Table, st.sampled_from([("Symbol", "Title"), ("No.", "What")]), ROWS),
        st.builds(Annex, st.sampled_from(["Documents", "Submissions"])),
    ),
    max_size=7,
)  # fmt: skip


@given(BLOCKS, BLOCKS)
def test_accepted_it_is_what_is_made_now_and_rejected_what_the_earlier_document_says(
    olds: list[Block], news: list[Block]
) -> None:
    both = beside_earlier(olds, news)
    assert side_of(both, accept=True) == side_of(news, accept=True)
    assert side_of(both, accept=False) == side_of(olds, accept=True)


@given(BLOCKS)
def test_what_stayed_bears_no_mark(blocks: list[Block]) -> None:
    assert beside_earlier(blocks, blocks) == blocks


def test_what_stayed_has_its_new_number_and_what_went_its_old_one() -> None:
    olds = [
        Paragraph("1.", "The Group met in June."),
        Paragraph("2.", "It was postponed."),
        Paragraph("3.", "It ends."),
    ]
    news = [
        Paragraph("1.", "The Group met in June and July."), Paragraph("2.", "It ends."), Paragraph("3.", "It is over."),
    ]  # fmt: skip
    both = [block for block in beside_earlier(olds, news) if isinstance(block, Paragraph)]
    assert [(one.number, one.standing, one.words) for one in both] == [
        ("1.", "equal", "The Group met in June and July."), ("2.", "delete", "It was postponed."), ("2.", "equal", "It ends."),
        ("3.", "insert", "It is over."),
    ]  # fmt: skip
    assert [(change.kind, change.words, change.authors) for change in both[0].changes] == [
        ("equal", "The Group met in June", ()), ("insert", " and July", ()), ("equal", ".", ()),
    ]  # fmt: skip


def test_rows_come_and_go_and_cells_change() -> None:
    header = ("No.", "Submission", "What became of it")
    old = Table(
        header, (("1", "On cables", "Noted."), ("2", "On law and its application", "Not tied to a provision yet."))
    )
    new = Table(header, (("1", "On law and its application", "Paragraph 12: taken up."), ("2", "On trust", "Noted.")))
    (both,) = beside_earlier([old], [new])
    assert isinstance(both, Table)
    assert [mark.standing for mark in both.marked] == ["delete", "equal", "insert"]
    number, title, became = both.marked[1].cells
    assert [(change.kind, change.words) for change in number] == [("delete", "2"), ("insert", "1")]
    assert title == ()
    assert {change.kind for change in became} == {"delete", "insert", "equal"}
    assert both.marked[0] == MarkedRow("delete")


MEETING = MeetingFacts(1, date(2019, 6, 3))


def facts(decisions: list[int], documents: list[int], items: list[int]) -> Facts:
    return Facts(
        decisions=tuple(DecisionFacts(f"The Working Group took decision {one}.", MEETING, one) for one in decisions),
        documents=tuple(DocumentFacts(f"A/1/L.{one}", f"Paper {one}", date(2020, 3, one)) for one in documents),
        agenda=tuple(AgendaItem(f"{place}.", f"Item {one}.", id=one) for place, one in enumerate(items, 1)),
    )


def source(
    ids: list[int], version: int, documents: list[int], names: list[str], annexes: list[str], headed: bool = True
) -> Source:
    text = [
        Passage(one, "paragraph" if one % 3 else "heading", "", 1, f"Provision {one} in wording {version if one % 2 else 0}.", revision_id=10 * one + version)
        for one in ids
    ]  # fmt: skip
    if headed:
        text.insert(0, Passage(99, "heading", "I.", 1, "Results", revision_id=990))
    return Source(
        "The group", "", "Report", "A session", "Agenda item 7", date(2021, 3, 12), facts(documents[:2], documents, ids[:2]),
        tuple(text),
        submissions=tuple(
            SubmissionFacts(f"On {name}", name, (BearingFacts(ids[0] if ids else None, "", "noted"),)) for name in names
        ),
        participants=tuple(ParticipantFacts("member", name) for name in names),
        annexes=tuple(annexes),
    )  # fmt: skip


IDS = st.lists(st.integers(1, 8), unique=True, max_size=6)
SOURCES = st.builds(
    source, IDS, st.integers(0, 1), st.lists(st.integers(1, 9), unique=True, max_size=4),
    st.lists(st.sampled_from(["Chile", "France", "Japan", "Kenya"]), unique=True, max_size=4),
    st.lists(st.sampled_from(["participants", "documentation", "submissions"]), unique=True), st.booleans(),
)  # fmt: skip


def redline_of(old: Source, new: Source) -> tuple[Document, Document, Document]:
    """The earlier document as it was kept, the later one clean, and the later one as a redline against the earlier."""
    kept = read_json(write_json(report_document(old, "A/1")))
    against = Against("A/1", old.passages, earlier=earlier_blocks(kept))
    redline = report_document(replace(new, kind="redline", against=against), "A/2")
    return kept, report_document(new, "A/2"), redline


@settings(deadline=None)
@given(SOURCES, SOURCES)
def test_a_redline_gives_both_documents_exactly(old: Source, new: Source) -> None:
    kept, clean, redline = redline_of(old, new)
    assert side_of(redline.blocks, accept=True) == side_of(clean.blocks, accept=True)
    asked = [
        block for name, blocks in ((None, earlier_blocks(replace(kept, blocks=_main(kept))).before), )
        for block in blocks
    ]  # fmt: skip
    assert side_of(redline.blocks, accept=False)[: len(asked)] == side_of(asked, accept=True)
    assert side_of(_main(redline), accept=False) == side_of(_main(kept), accept=True)
    titles = {block.title for block in redline.blocks if isinstance(block, Annex)}
    for title, blocks in earlier_blocks(kept).annexes.items():
        if title in titles:
            assert side_of(_annex(redline, title), accept=False) == side_of(blocks, accept=True)
    numbers = [getattr(block, "number", "") for block in redline.blocks if block.standing != "delete"]
    assert numbers == [getattr(block, "number", "") for block in clean.blocks]


def _main(document: Document) -> tuple[Block, ...]:
    first = next((at for at, one in enumerate(document.blocks) if isinstance(one, Annex)), len(document.blocks))
    return document.blocks[:first]


def _annex(document: Document, title: str) -> list[Block]:
    found: list[Block] = []
    here = False
    for block in document.blocks:
        here = block.title == title if isinstance(block, Annex) else here
        found += [block] if here else []
    return found


EVERY = ["participants", "documentation", "submissions"]
OLD = source([1, 2, 4, 5], 0, [1, 2, 3], ["Chile", "France"], ["participants", "documentation"])
NEW = source([4, 1, 5, 7], 1, [1, 3, 4, 5], ["Chile", "Japan"], EVERY)


def body(contents: bytes, *, accept: bool = True) -> tuple[list[str], list[list[list[str]]]]:
    """The words of the paragraphs and of the tables; neither the contents nor what only keeps tables apart, nor labels of annexes."""
    words = [
        one.text.rpartition("\n")[2]
        for one in shown(contents, accept=accept)
        if one.style.startswith(("Heading", "Numbered", "Body", "TextBody", "Subparagraph", "AnnexTitle"))
    ]
    return words, tables(contents, accept=accept)[1:]


def test_in_word_both_documents_can_be_had() -> None:
    kept, clean, redline = redline_of(OLD, NEW)
    assert body(write_docx(redline)) == body(write_docx(clean))
    assert body(write_docx(redline), accept=False) == body(write_docx(kept))


@needs_office
@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
def test_in_libreoffice_both_documents_can_be_had(accept: bool, tmp_path: Path) -> None:
    kept, clean, redline = redline_of(OLD, NEW)
    assert body(resolved_there(write_docx(redline), tmp_path, accept=accept)) == body(
        write_docx(clean if accept else kept)
    )


def test_what_moved_says_from_where_and_to_where_in_the_numbers_of_the_two_documents() -> None:
    kept, clean, redline = redline_of(OLD, NEW)
    moved = [block for block in redline.blocks if getattr(block, "moved", "")]
    told: list[tuple[Any, ...]] = [(one.standing, one.words, one.moved, one.move) for one in moved]  # type: ignore[union-attr]
    before, now = (
        next(block.number for block in one.blocks if isinstance(block, Paragraph) and "Provision 4" in block.words)
        for one in (kept, clean)
    )
    words = "Provision 4 in wording 0."
    assert told == [
        ("insert", words, f"paragraph {before.rstrip('.')}", "move_4"),
        ("delete", words, f"paragraph {now.rstrip('.')}", "move_4"),
    ]


def test_without_an_earlier_document_only_the_text_is_marked_and_the_title_says_so() -> None:
    redline = report_document(replace(NEW, kind="redline", against=Against("A/1", OLD.passages)), "A/2")
    assert redline.title == "Report: changes in the text since A/1"
    marked = [block for block in redline.blocks if block.standing != "equal" or bool(getattr(block, "changes", ()))]
    assert marked
    assert all("Provision" in getattr(block, "words", "") for block in marked)
    assert redline_of(OLD, NEW)[2].title == "Report: changes since A/1"
