"""A document as plain text: readable in any window, and no word lost."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from oewg.texts.documents.changed import is_moved
from oewg.texts.documents.changing import shown_as_table
from oewg.texts.documents.description import (
    Annex,
    Change,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.printed import printed
from oewg.texts.documents.reading import words_of_file
from oewg.texts.documents.text import WIDTH, write_text
from oewg.texts.documents.widths import width
from oewg.texts.documents.wording import spans_of, stretches_of
from tests.texts.documents.anything import anything
from tests.texts.documents.specimens import MASTHEAD, document, everything

LONG = (
    "States should refrain from everything that there is, and go on doing so for the whole of the period set out below."
)


def text(written: Document) -> str:
    return write_text(written).decode()


def body(written: Document) -> list[str]:
    """The lines after the masthead."""
    bare = replace(written, masthead=replace(MASTHEAD, **dict.fromkeys(MASTHEAD.__dataclass_fields__, "")), title="")
    return text(bare).split("\n")[1:-1]


def letters(words: str) -> str:
    return "".join(character for character in words if not character.isspace() and character != "\u200f")


def plainly(words: str) -> str:
    return letters("".join(span.text for span in spans_of(words)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything())
def test_every_word_stands_in_the_text_in_its_order(any_document: Document) -> None:
    said, at = letters(text(any_document)), 0
    for block in printed(any_document).blocks:
        if isinstance(block, Heading | Paragraph | Subparagraph):
            if shown_as_table(block):
                continue
            keys = {note.key for note in block.notes}
            cut = (
                stretches_of(block.changes, keys)
                if block.changes and not is_moved(block)
                else [spans_of(block.words, keys)]
            )
            wanted = [block.number, *(span.text for spans in cut for span in spans)]
            assert all(plainly(note.words) in said for note in block.notes if not note.changes)
        elif isinstance(block, Annex):
            wanted = [block.title]
        else:
            continue  # cells stand beside each other: another test looks at them
        for words in map(letters, wanted):
            found = said.find(words, at)
            assert found >= 0, words
            at = found + len(words)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything())
def test_no_line_is_wider_than_72_places_unless_it_cannot_be_broken(any_document: Document) -> None:
    for line in text(any_document).split("\n"):
        assert width(line) <= WIDTH or " " not in line.strip(" ") or max(map(len, line.split(" "))) > 8
        assert line == line.rstrip(" ")


def test_a_document_has_its_masthead_its_text_and_its_notes() -> None:
    said = text(replace(everything(), contents=True)).split("\n")
    assert said[0] == "Exercise: no State’s position"
    assert said[2].split() == ["United", "Nations", "A/AC.290/2021/L.1"]
    assert len(said[2]) == WIDTH
    assert said[5].strip() == "12 March 2021"
    assert "Draft report".center(WIDTH).rstrip() in said
    start = said.index("Contents")
    assert said[start + 3 : start + 7] == ["I.   Introduction", "     A.   Mandate", "          1.   Documents", "Annex\u2003Participants"]  # fmt: skip
    assert "1.   The group considered it.[^1] It agreed.[^2]" in said
    assert said[said.index("Notes") :] == [
        "Notes",
        "-----",
        "",
        "[^1]:  One.",
        "",
        "[^2]:  Two.",
        "",
        "[^3]:  Three: a page.",
        "",
        "",
        "-" * WIDTH,
        "the resolution <https://example.org/73/27>",
        "a page <https://example.org/three>",
        "",
    ]


def test_numbers_hang_before_their_words() -> None:
    found = body(document(Paragraph("12 bis.", LONG), Subparagraph("(a)", 1, LONG), Subparagraph("(ii)", 2, LONG)))
    lines = [line for line in found if line]
    assert lines[0].startswith("12 bis. States")
    assert lines[1].startswith("     everything") or lines[1].startswith("     ")
    assert [line[:10] for line in lines if "States" in line] == ["12 bis. St", "     (a)  ", "          "]
    assert all(line.startswith(" " * 10) for line in lines[lines.index(next(x for x in lines if "(a)" in x)) + 1 :])
    assert max(map(len, lines)) <= WIDTH


def test_a_redline_says_what_goes_and_comes_and_who_asks_for_it() -> None:
    changes = (
        Change("equal", "States "),
        Change("delete", "may", ("France", "Japan")),
        Change("insert", "*should*[^a]", ("Kenya",)),
        Change("equal", " refrain."),
    )
    note = Footnote(
        "a",
        "As agreed.",
        (
            Change("equal", "As "),
            Change("delete", "said"),
            Change("insert", "agreed."),
        ),
    )
    found = body(
        document(
            Paragraph("1.", "States *should*[^a] refrain.", changes=changes, notes=(note,)),
            Paragraph("2.", "This goes.", standing="delete", authors=("France",)),
            Heading(2, "A.", "", standing="insert", authors=("Kenya",)),
        )
    )
    assert [line for line in found if line] == [
        "[-deleted-] {+inserted+}".center(WIDTH).rstrip(),
        "Changes proposed by: France, Japan, Kenya".center(WIDTH).rstrip(),
        "1.   States [-may-]{France, Japan}{+should[^1]+}{Kenya} refrain.",
        "2.   [-This goes.-]{France}",
        "{+A.+}{Kenya}",
        "Notes",
        "-----",
        "[^1]:  {+As agreed.+}{Kenya}",
    ]  # fmt: skip


def test_a_footnote_comes_and_goes_with_the_words_that_call_it() -> None:
    changes = (Change("equal", "Of two[^a], "), Change("delete", "one[^b]", ("France",)), Change("insert", "both[^c]"))
    notes = (
        Footnote("a", "As agreed.", (Change("equal", "As "), Change("delete", "said."), Change("insert", "agreed."))),
        Footnote("b", "Goes."),
        Footnote("c", "Comes."),
    )
    found = body(
        document(
            Paragraph("1.", "Of two[^a], both[^c]", changes=changes, notes=notes),
            Paragraph("2.", "Gone.", notes=(Footnote("a", "Nobody calls it."),), standing="delete"),
        )
    )
    assert [line for line in found if line][2:] == [
        "1.   Of two[^1], [-one[^2]-]{France}{+both[^3]+}",
        "2.   [-Gone.-][-[^4]-]",
        "Notes",
        "-----",
        "[^1]:  As [-said.-]{+agreed.+}",
        "[^2]:  [-Goes.-]{France}",
        "[^3]:  {+Comes.+}",
        "[^4]:  [-Nobody calls it.-]",
    ]


def test_a_table_stands_in_columns_that_its_words_share() -> None:
    table = Table(("Symbol", "Title", "Remarks"), (("A/AC.290/2021/L.1", LONG, "None"), ("A/1", "Final", "大会决定")))
    found = [line for line in body(document(table)) if line]
    assert found[0].split() == ["Symbol", "Title", "Remarks"]
    assert set(found[1]) == {"-", " "}
    places = [found[0].index(word) for word in ("Title", "Remarks")]
    last = next(line for line in found if line.startswith("A/1 "))
    assert last.index("Final") == places[0]
    assert width(last[: last.index("大会决定")]) == places[1]
    assert max(map(width, found)) <= WIDTH


def test_a_table_of_many_columns_is_written_cell_below_cell() -> None:
    table = Table(tuple("abcdefgh"), (tuple("12345678"), ("9",)))
    assert [line for line in body(document(table)) if line] == [
        *(f"{name}: {value}" for name, value in zip("abcdefgh", "12345678", strict=True)),
        "a: 9",
        *(f"{name}:" for name in "bcdefgh"),
    ]


def test_lines_of_a_text_that_runs_from_right_to_left_all_begin_at_the_right() -> None:
    said = text(document(Paragraph("1 -", "A/75/1 قرار"), Paragraph("", "قرار"), language="ar"))
    assert "\u200f1 -  A/75/1 قرار" in said.split("\n")
    assert "قرار" in said.split("\n")


def test_what_is_written_can_be_compared_without_its_line_ends() -> None:
    report = document(*(Paragraph(f"{number}.", LONG) for number in range(1, 6)))
    lines = [" ".join(line.split()) for line in words_of_file(write_text(report), "report.txt").split("\n")]
    assert [f"{number}. {LONG}" for number in range(1, 6)] == [line for line in lines if LONG[:20] in line]


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_the_same_document_is_the_same_bytes(language: str) -> None:
    assert write_text(everything(language)) == write_text(everything(language))
