"""A wording of lines between bars is a table, and a table such a wording, cell for cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.documents.description import Change, Footnote, Heading, Paragraph, Table
from oewg.texts.documents.tabled import MOST_CELLS, cell_at, in_cell, set_as_table, table_in, tabled

cells = st.text(st.sampled_from("ab |\\<>br/-\n*[]^1"), max_size=12).map(
    lambda words: "\n".join(line.strip() for line in words.strip().split("\n"))
)
rows = st.lists(cells, min_size=1, max_size=4).map(tuple)


@given(header=st.just(()) | rows, body=st.lists(rows, max_size=4).map(tuple))
def test_a_table_is_typed_and_read_again_cell_for_cell(
    header: tuple[str, ...], body: tuple[tuple[str, ...], ...]
) -> None:
    table = Table(header, body)
    words = tabled(table)
    if words:
        assert table_in(words) == table
        assert tabled(table_in(words) or table) == words
    else:
        assert not any(cell.strip() for row in (header, *body) for cell in row)


@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("| A | B |\n| --- | :---: |\n| x | y |", Table(("A", "B"), (("x", "y"),))),
        ("|A|B|\n|---|---|\n|x||", Table(("A", "B"), (("x", ""),))),
        ("  | A |  \n| x | y |", Table((), (("A",), ("x", "y")))),
        (r"| a \| b | c<br>d<BR/>e |", Table((), (("a | b", "c\nd\ne"),))),
        (r"| a\\|b | \<br> | \x |", Table((), (("a\\", "b", "<br>", "\\x"),))),
        ("| --- |\n| x |", Table((), (("---",), ("x",)))),
        ("| A[^1] | [B] |", Table((), (("A[^1]", "[B]"),))),
    ],
)  # fmt: skip
def test_it_is_read_as_people_type_it(words: str, table: Table) -> None:
    assert table_in(words) == table


@pytest.mark.parametrize(
    "words",
    [
        "", "|", "||", "| |\n| |", "A | B\nx | y", "| A | B |\nThe following.", "| A | B", r"| A | B \|", "As follows:\n| A |",
        "|" + " |" * 200 + "\n" + "| x |\n" * (MOST_CELLS // 200),
    ],
)  # fmt: skip
def test_other_wordings_are_none(words: str) -> None:
    assert table_in(words) is None


def test_what_changes_is_printed_as_it_is_typed() -> None:
    words, note = "| A[^1] |\n| --- |\n| x |", Footnote("1", "In dollars.")
    block = Paragraph(number="Table 1", words=words, notes=(note,))
    assert set_as_table(block) == Table(("A[^1]",), (("x",),))
    assert in_cell("A[^1]", block).notes == (note,)
    assert not in_cell("x", block).notes
    for other in (
        Heading(level=1, number="I.", words=words, notes=(note,)),
        Paragraph(number="1.", words=words, notes=(note,), standing="insert"),
        Paragraph(number="1.", words=words, notes=(note,), changes=(Change("equal", words),)),
        Paragraph(number="1.", words=words, notes=(note, Footnote("2", "Nobody calls it."))),
        Paragraph(number="1.", words=f"{words}\n| again[^1] |", notes=(note,)),
        Paragraph(number="1.", words="Words.", notes=()),
    ):
        assert set_as_table(other) is None


TYPED = "| Measure | Who |\n| --- | --- |\n| Points of [new] contact | each \\| State<br>or [two] |"


@pytest.mark.parametrize(
    ("words", "quote", "cell"),
    [
        (TYPED, "[new]", ("Points of ", "[new]", " contact")),
        (TYPED, "[two]", ("each | State or ", "[two]", "")),
        (TYPED, "Measure", ("", "Measure", "")),
        (TYPED, "contact | each", None),
        (TYPED, "Who |\n|", None),
        ("Points of [new] contact", "[new]", None),
        ("A bar | and [new] words", "[new]", None),
    ],
)
def test_a_stretch_is_shown_within_its_cell(words: str, quote: str, cell: tuple[str, str, str] | None) -> None:
    at = words.index(quote)
    assert cell_at(words, at, at + len(quote)) == cell
