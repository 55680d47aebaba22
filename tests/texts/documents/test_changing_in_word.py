"""In a Word file a table of a text that changes is a table whose rows and words are tracked, each in the name of who proposes it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from oewg.texts.documents.changing import ChangingTable, tracked_as_table
from oewg.texts.documents.description import Change, Footnote, Paragraph, accepted
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.docx.reading import ReadTable, read_file
from oewg.texts.rules.redline import redline
from tests.texts.documents.office import needs_office, resolved_there
from tests.texts.documents.test_changing import BLOCK, NOTE, OLD, document
from tests.texts.documents.word_processor import W, parts, tables
from tests.texts.test_by_rows import tables as wordings

SIDES = pytest.mark.parametrize("accept", [True, False], ids=["accepted", "rejected"])
GONE = Paragraph(
    number="Table 1",
    words=OLD.replace("\n| Points of contact | each State |", ""),
    changes=(
        Change("equal", "| Measure | Who |\n| --- | --- |"),
        Change("delete", "\n| Points of contact | each State |", ("Egypt",)),
        Change("equal", "\n| Reporting | all[^1] |"),
    ),
    notes=(NOTE,),
)


def compared(old: str, new: str) -> Paragraph:
    """A table that one delegation would have another."""
    changes = tuple(Change(kind, words, () if kind == "equal" else ("Kenya",)) for kind, words in redline(old, new))
    return Paragraph(number="Table 1", words=new, changes=changes)


def plainly(words: str, *notes: Footnote) -> list[list[list[str]]]:
    """The tables of a Word file in which nothing changes."""
    return tables(write_docx(document(Paragraph(number="Table 1", words=words, notes=notes))))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(wordings(), wordings(), st.booleans())
def test_accepted_and_rejected_it_is_exactly_the_two_tables(old: str, new: str, accept: bool) -> None:
    block = compared(old, new)
    assume(isinstance(tracked_as_table(block), ChangingTable))
    assert tables(write_docx(document(block)), accept=accept) == plainly(new if accept else old)


@SIDES
def test_one_that_is_wider_than_word_takes_goes_on_in_another(accept: bool) -> None:
    old, new = (f"|{'|'.join(f'{word} {column}' for column in range(130))}|\n|a|" for word in ("Column", "Head"))
    block = compared(old, f"{new}\n|b|")
    found = tables(write_docx(document(block)), accept=accept)
    assert [len(table[0]) for table in found[1:]] == [63, 63, 4]
    assert found == plainly(f"{new}\n|b|" if accept else old)


@SIDES
@pytest.mark.parametrize("block", [BLOCK, GONE], ids=["a row comes", "a row goes"])
@needs_office
def test_libreoffice_accepts_and_rejects_it_to_the_same(block: Paragraph, accept: bool, tmp_path: Path) -> None:
    there = resolved_there(write_docx(document(block)), tmp_path, accept=accept)
    assert tables(there) == plainly(accepted(block.changes) if accept else OLD, NOTE)


def test_each_row_and_each_word_is_tracked_in_the_name_of_who_proposes_it() -> None:
    body = parts(write_docx(document(BLOCK)))["word/document.xml"]
    assert body.xpath("//w:trPr/w:ins/@w:author", namespaces={"w": W[1:-1]}) == ["Japan; Mexico"]
    assert set(body.xpath("//w:tc//w:r/parent::w:ins/@w:author", namespaces={"w": W[1:-1]})) == {
        "France", "Japan; Mexico"
    }  # fmt: skip


def test_read_again_it_says_what_was_proposed_by_whom() -> None:
    _masthead, found = (one for one in read_file(write_docx(document(BLOCK))).items if isinstance(one, ReadTable))
    assert [row.inserted_by for row in found.tracked] == [None, None, "Japan; Mexico", None]


@pytest.mark.parametrize(
    "block",
    [
        compared("| A |\n| --- |\n| b |", "| A | B |\n| --- | --- |\n| b | c |"),
        Paragraph(number="Table 1", words=OLD, standing="insert", authors=("Egypt",), notes=(NOTE,)),
        Paragraph(number="Table 1", words=OLD, changes=(Change("insert", OLD, ("Egypt",)),), notes=(NOTE,)),
    ],
    ids=["a column comes", "the whole comes", "all of its words come"],
)
def test_what_word_processors_cannot_take_back_cell_by_cell_is_tracked_as_it_is_typed(block: Paragraph) -> None:
    assert tracked_as_table(block) is None
    assert len(tables(write_docx(document(block)))) == 1, "the masthead alone"
