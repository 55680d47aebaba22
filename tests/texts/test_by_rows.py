"""A table that changes is marked row by row, column by column and cell by cell, and both sides are exact."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from oewg.negotiation.rules.rolling import marks, roll
from oewg.texts.documents.changing import ChangingTable, Laid, Piece, laid_out, parts, shown_as_table
from oewg.texts.documents.description import Change, Paragraph, Table
from oewg.texts.documents.tabled import filled_in, tabled
from oewg.texts.rules.redline import excerpt, redline, redline_lines

MEASURES = "| Measure | Who | When |\n| --- | --- | --- |\n| Points of contact | each State | yearly |\n| Reporting | all | in 2021 |"
WORDS = st.lists(
    st.sampled_from(["each", "State", "shall", "report", "*now*", "|", "\\", "<br>", "\n", "**a", "b**", "-", "---"]),
    max_size=4,
)
CELLS = WORDS.map(" ".join).map(lambda words: "\n".join(line.strip() for line in words.strip().split("\n")))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table as a wording; ragged ones and ones typed loosely among them."""
    width = draw(st.integers(1, 4))
    rows = st.lists(CELLS, min_size=1, max_size=width).map(tuple)
    table = Table(draw(st.just(()) | rows), tuple(draw(st.lists(rows, min_size=1, max_size=4))))
    words = tabled(table) or "| a |"
    return words.replace(" | ", "|") if draw(st.booleans()) else words


def said(pieces: list[tuple[str, str]], without: str) -> str:
    """The words without one kind."""
    return "".join(words for kind, words in pieces if kind != without)


def laid(pieces: list[tuple[str, str]]) -> Laid[str] | None:
    """The pieces laid out, in nobody's name."""
    return laid_out([(kind, words, ()) for kind, words in pieces])


@given(tables(), tables())
@example("|  | \\ |\n| --- | --- |\n|  |", "|  | \\| |\n| --- | --- |\n|  |")
@example(" \n| a |\n| b |", "| a |\n| b |")
@example("| a |\n| --- | --- |\n| b |", "| a |\n| --- | --- | --- |\n| b c |")
def test_both_sides_of_a_table_that_changes_are_exact(old: str, new: str) -> None:
    for rule in (redline, redline_lines):
        pieces = rule(old, new)
        assert (said(pieces, "insert"), said(pieces, "delete")) == (old, new)
    if found := laid(pieces):
        assert (found.without("insert"), found.without("delete")) == (filled_in(old), filled_in(new))
    else:
        assert pieces == [("delete", old), ("insert", new)]


@given(tables(), st.lists(tables(), min_size=2, max_size=3))
def test_in_a_rolling_text_the_base_is_the_table_that_it_was(base: str, proposed: list[str]) -> None:
    proposals = {str(at): words for at, words in enumerate(proposed)}
    pieces = [(kind, words, tuple(sorted(whose))) for kind, words, whose in marks(roll(base, proposals), proposals)]
    if found := laid_out(pieces):
        assert found.without("insert") == filled_in(base)


def shown(found: Laid[str] | None) -> list[str]:
    """Each row as a line: + and - before one that comes or goes, and around words that do."""
    assert found
    signs = {"equal": "", "insert": "+", "delete": "-"}

    def piece(kind: str, words: str, whose: tuple[str, ...]) -> str:
        return f"{signs[kind]}{words}{signs[kind]}{','.join(whose)}"

    return [
        signs[row.standing]
        + " | ".join(
            "".join(piece(*each) for each in cell.pieces) if row.standing == "equal" else cell.words("")
            for cell in row.cells
        )
        for row in filter(None, [found.head, *found.rows])
    ]


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(
            MEASURES.replace("each State", "each State, within a day"),
            ["Measure | Who | When", "Points of contact | each State+, within a day+ | yearly", "Reporting | all | in 2021"],
            id="words of a cell",
        ),
        pytest.param(
            MEASURES + "\n| Exercises | regions | every two years |",
            ["Measure | Who | When", "Points of contact | each State | yearly", "Reporting | all | in 2021", "+Exercises | regions | every two years"],
            id="a row at the end",
        ),
        pytest.param(
            MEASURES.replace("| Points of contact | each State | yearly |\n", ""),
            ["Measure | Who | When", "-Points of contact | each State | yearly", "Reporting | all | in 2021"],
            id="a row goes",
        ),
        pytest.param(
            MEASURES.replace("| Reporting | all | in 2021 |", "| Verification | nobody | never |"),
            ["Measure | Who | When", "Points of contact | each State | yearly", "-Reporting | all | in 2021", "+Verification | nobody | never"],
            id="another row in its place",
        ),
        pytest.param(
            MEASURES.replace("Who", "Who reports"),
            ["Measure | Who+ reports+ | When", "Points of contact | each State | yearly", "Reporting | all | in 2021"],
            id="the head of a column",
        ),
        pytest.param(
            MEASURES.replace("Who | When", "Cost | Place").replace("each State | yearly", "none | Vienna").replace("all | in 2021", "some | Geneva"),
            [
                "Measure | -Who-+Cost+ | -When-+Place+", "Points of contact | -each State-+none+ | -yearly-+Vienna+",
                "Reporting | -all-+some+ | -in 2021-+Geneva+",
            ],
            id="all words of two columns",
        ),
        pytest.param(
            MEASURES.replace("yearly", "*every* year"),
            ["Measure | Who | When", "Points of contact | each State | -yearly-+*every* year+", "Reporting | all | in 2021"],
            id="words in another dress",
        ),
        pytest.param(
            "| Measure | Who |\n| --- | --- |\n| Points of contact | each State |\n| Reporting | all |",
            ["Measure | Who | -When-", "Points of contact | each State | -yearly-", "Reporting | all | -in 2021-"],
            id="a column goes",
        ),
        pytest.param(
            "| Measure | Cost | Who | When |\n| --- | --- | --- | --- |\n| Points of contact | none | each State | yearly |\n| Reporting | | all | in 2021 |",
            ["Measure | +Cost+ | Who | When", "Points of contact | +none+ | each State | yearly", "Reporting |  | all | in 2021"],
            id="a column comes",
        ),
    ],
)  # fmt: skip
def test_marks_are_where_a_reader_looks_for_them(new: str, expected: list[str]) -> None:
    assert shown(laid(redline(MEASURES, new))) == expected


def test_a_row_that_gets_a_cell_which_others_have_makes_no_column_of_it() -> None:
    old = "| Reporting | all |\n| Exercises | regions | yearly |"
    assert shown(laid(redline(old, "| Reporting | all | in 2021 |"))) == [
        "Reporting | all | +in 2021+", "-Exercises | regions | yearly",
    ]  # fmt: skip


def test_rows_of_another_width_in_the_place_of_all_others_stand_in_one_table_with_them() -> None:
    assert shown(laid(redline("| a | b |", "| c |"))) == ["-a | b", "+c | "]
    assert shown(laid(redline("| c |", "| a | b |"))) == ["-c | ", "+a | b"]


def test_a_row_whose_first_cell_is_empty_is_told_by_all_that_it_says() -> None:
    assert shown(laid(redline("| a | b |\n|  | yearly |\n|  | never |", "| a | b |\n|  | never |"))) == [
        "a | b", "- | yearly", " | never",
    ]  # fmt: skip


def test_where_a_mark_would_be_cut_the_cell_goes_and_comes() -> None:
    assert redline("| a | *each State* |", "| a | *each* |")[1:3] == [
        ("delete", " *each State* "), ("insert", " *each* "),
    ]  # fmt: skip


def test_a_row_without_words_is_somebody_s_all_the_same() -> None:
    found = laid_out([("equal", "| a |", ()), ("insert", "\n|  |", ("FRA",))])
    assert found
    assert found.rows[1].whose == ("FRA",)


def test_proposals_of_several_stand_each_in_its_cell_and_row() -> None:
    proposals = {
        "FRA": MEASURES.replace("each State", "each State, within a day"),
        "JPN": MEASURES.replace("yearly", "twice a year"),
        "EGY": MEASURES + "\n| Exercises | regions | never |",
        "KEN": MEASURES.replace("in 2021", "in 2021 or later"),
        "MEX": MEASURES.replace("\n| Reporting", "\n| Exercises | regions | never |\n| Reporting"),
    }
    segments = roll(MEASURES, proposals)
    found = laid_out([(kind, words, tuple(sorted(whose))) for kind, words, whose in marks(segments, proposals)])
    assert shown(found) == [
        "Measure | Who | When",
        "Points of contact | each State+, within a day+FRA | -yearly-JPN+twice a year+JPN",
        "+Exercises | regions | never",
        "Reporting | all | in 2021+ or later+KEN",
        "+Exercises | regions | never",
    ]
    assert found
    assert [row.whose for row in found.rows if row.standing == "insert"] == [("MEX",), ("EGY",)]


def test_rows_that_several_add_at_one_place_share_their_words_and_each_is_named_for_its_own() -> None:
    proposals = {
        who: f"{MEASURES}\n| Exercises | regions | in {when} |"
        for who, when in (("FRA", "2021"), ("JPN", "every year"))
    }
    pieces = [(kind, words, tuple(sorted(whose))) for kind, words, whose in marks(roll(MEASURES, proposals), proposals)]
    assert pieces[1:] == [
        ("insert", "\n| Exercises | regions | in ", ("FRA", "JPN")), ("insert", "2021", ("FRA",)),
        ("insert", "every year", ("JPN",)), ("insert", " |", ("FRA", "JPN")),
    ]  # fmt: skip
    table = shown_as_table(Paragraph("", MEASURES, changes=tuple(Change(*piece) for piece in pieces)))
    assert isinstance(table, ChangingTable)
    both = [*table.lines()][-1][1]
    assert both == [*table.tracked()][-1][2]
    assert [changes for _, changes in both] == [
        (Change("insert", "Exercises", ("FRA", "JPN")),), (Change("insert", "regions", ("FRA", "JPN")),),
        (Change("insert", "in ", ("FRA", "JPN")), Change("insert", "2021", ("FRA",)), Change("insert", "every year", ("JPN",))),
    ]  # fmt: skip


def test_a_space_that_bears_no_mark_between_words_of_several_is_a_part_of_their_row() -> None:
    proposals = {
        who: f"{MEASURES}\n| Exercises | regions | {when} |"
        for who, when in (("FRA", "in 2021"), ("JPN", "every year"), ("KEN", "in 2021 or later"))
    }
    pieces = [(kind, words, tuple(sorted(whose))) for kind, words, whose in marks(roll(MEASURES, proposals), proposals)]
    assert ("equal", " ", ()) in pieces
    found = laid_out(pieces)
    assert found
    assert found.rows[-1].standing == "insert"
    assert found.rows[-1].cells[-1].pieces == (
        ("insert", "in 2021", ("FRA", "KEN")), ("insert", "every year ", ("JPN",)), ("insert", "or later", ("KEN",)),
    )  # fmt: skip


@pytest.mark.parametrize("words", ["Words.", "| a |", "", "| a |\nb"])
def test_what_is_no_table_goes_as_a_whole_when_a_table_comes(words: str) -> None:
    pieces = redline(words, MEASURES)
    assert (said(pieces, "insert"), said(pieces, "delete")) == (words, MEASURES)
    assert {kind for kind, _ in pieces} <= {"delete", "insert"}


def test_in_a_list_only_the_rows_that_change_are_told() -> None:
    new = MEASURES.replace("each State", "each State, at any hour") + "\n| Exercises | regions | never |"
    assert excerpt(redline(MEASURES, new)) == [
        ("equal", "Points of contact · each State"), ("insert", ", at any hour"), ("equal", " · yearly … "),
        ("insert", "Exercises · regions · never"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("new", "width"), [("| a |\n| b |", 1), ("| Cost | Place |\n| --- | --- |\n| none | Vienna |", 2)]
)
def test_a_table_without_heads_or_columns_of_the_other_is_shown_for_itself(new: str, width: int) -> None:
    changed: list[Piece[str]] = [(kind, words, ()) for kind, words in redline("| a |\n| --- |\n| b |", new)]
    assert [isinstance(part, Laid) and part.columns for part in parts(changed)] == [("equal",), ("equal",) * width]


def test_where_a_table_and_prose_take_each_other_s_place_each_is_shown_for_itself() -> None:
    changed: list[Piece[str]] = [(kind, words, ()) for kind, words in redline("As each State sees fit.", MEASURES)]
    gone, came = parts(changed)
    assert gone == [("delete", "As each State sees fit.", ())]
    assert isinstance(came, Laid)
    assert {row.standing for row in came.rows} == {"insert"}
    beside: list[Piece[str]] = [("equal", "Words.\n", ()), ("insert", "| a |", ())]
    assert parts(beside) == [beside]


def test_rows_that_come_while_columns_go_are_shown_as_they_are_typed_where_they_would_fill_too_many_cells() -> None:
    wide, long = f"|{'a|' * 9_999}", "\n".join(["|a|"] * 9_999)
    pieces: list[Piece[str]] = [(kind, words, ()) for kind, words in redline(wide, long)]
    assert laid_out(pieces) is None
    gone, came = parts(pieces)
    assert isinstance(gone, Laid)
    assert isinstance(came, Laid)
    assert (len(gone.columns), len(came.rows)) == (9_999, 9_999)


def test_a_long_cell_whose_lines_all_change_at_their_ends_is_laid_out_exactly() -> None:
    found = laid(redline(f"| {'a b<br>' * 8_000} |", f"| {'a <br>' * 8_000} |"))
    assert found
    assert found.without("delete") == Table((), (("a\n" * 8_000,),))
