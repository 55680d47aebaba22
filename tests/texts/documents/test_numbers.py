"""The numbers of a Word file: real ones, counted by the word processor, and always exactly those of the blocks."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oewg.texts.documents.description import Annex, Block, Heading, Paragraph, Subparagraph
from oewg.texts.documents.docx import write_docx
from oewg.texts.rules.numbering import heading_number, subparagraph_number
from tests.texts.documents.office import needs_office, printed_lines
from tests.texts.documents.specimens import document
from tests.texts.documents.word_processor import shown


def blocks(*numbers: str) -> tuple[Block, ...]:
    """ "# I." is a heading of level 1, "- (a)" a subparagraph of level 1, "1." a paragraph, "" an unnumbered one."""
    made: list[Block] = []
    for said in numbers:
        signs, _, number = said.rpartition(" ") if said[:1] in "#-" else ("", "", said)
        if said.startswith("#"):
            made.append(Heading(len(signs), number, "words"))
        elif said.startswith("-"):
            made.append(Subparagraph(number, len(signs), "words"))
        else:
            made.append(Paragraph(number, "words"))
    return tuple(made)


# Numbers, and those among them that no counting gives.
CASES = {
    "one run": (["# I.", "1.", "2.", "## A.", "3.", "### 1.", "4.", "# II.", "## A.", "5."], []),
    "subparagraphs restart": (
        ["1.", "- (a)", "- (b)", "-- (i)", "-- (ii)", "--- a.", "- (c)", "-- (i)", "2.", "- (a)"],
        [],
    ),
    "an alternative": (["13.", "14.", "14 bis.", "- (a)", "- (b)", "15.", "- (a)"], ["14 bis."]),
    "a gap": (["1.", "7.", "8.", "- (c)", "- (d)", "-- (v)", "- (e)", "9."], []),
    "decimals": (["1.", "1.5", "1.6", "2."], ["1.5", "1.6"]),
    "the items of an agenda": (["# I.", "Item 3", "- (a)", "Item 4", "- (a)", "1."], ["Item 3", "Item 4"]),
    "begun again": (["1.", "2.", "1.", "2.", "- (a)"], []),
    "after what has no number": (["1.", "- (a)", "", "- (a)", "-- (i)", "", "- (a)", "2."], []),
    "a level left out": (["# I.", "### 1.", "## A.", "### 1.", "# II.", "1.", "-- (i)", "-- (ii)", "- (a)", "-- (i)"], []),
    "below a heading": (["# I.", "- (a)", "- (b)", "# II.", "- (a)"], []),
    "far on": (["# XLIX.", "32767.", "40000.", "- (zz)", "- (aaa)", "-- (xcix)"], ["40000."]),
    "nearly numbers": (["01.", "IIII.", "0.", "1", "# I", "# IC.", "- (A)", "- a", "-- (iiii)", "- (ab)", "٣."], None),
}  # fmt: skip


def printed(numbers: list[str]) -> list[str]:
    return [number.rpartition(" ")[2] if number[:1] in "#-" else number for number in numbers]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("shared", [True, False], ids=["Word", "LibreOffice"])
def test_every_number_is_counted_unless_no_counting_gives_it(case: str, shared: bool) -> None:
    numbers, words = CASES[case]
    found = shown(write_docx(document(*blocks(*numbers))), shared=shared)[3:]
    assert [one.number for one in found] == printed(numbers)
    assert [one.number for one in found if one.number and not one.counted] == (
        printed(numbers) if words is None else words
    )
    assert {one.text for one in found} == {"words"}


@needs_office
def test_libreoffice_prints_every_number(tmp_path: Path) -> None:
    numbers = [number for case, _ in CASES.values() for number in case]
    lines = printed_lines(write_docx(document(*blocks(*numbers))), tmp_path)
    words = [" ".join(line.split()) for line in lines if line.endswith("words")]
    assert words == [f"{number} words".strip() for number in printed(numbers)]


NUMBERS = st.one_of(
    st.builds("{} {}".format, st.sampled_from(["#", "##", "###"]), st.builds(heading_number, st.integers(1, 3), st.integers(1, 30))),
    st.builds("{} {}".format, st.sampled_from(["-", "--", "---"]), st.builds(subparagraph_number, st.integers(1, 2), st.integers(1, 30))),
    st.builds("{}.".format, st.integers(0, 5)),
    st.sampled_from(["", "3 bis.", "1.5", "Item 3"]),
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(NUMBERS, max_size=12))
def test_any_numbers_are_printed_as_they_are(numbers: list[str]) -> None:
    contents = write_docx(document(*blocks(*numbers)))
    for shared in (True, False):
        assert [one.number for one in shown(contents, shared=shared)[3:]] == printed(numbers)


@given(st.integers(1, 3), st.integers(1, 60))
def test_what_follows_is_counted_in_the_same_list(level: int, start: int) -> None:
    numbers = [f"{'#' * level} {heading_number(level, place)}" for place in range(start, start + 3)]
    found = shown(write_docx(document(*blocks(*numbers))))[3:]
    assert all(before.counted and after.counted for before, after in pairwise(found))


def test_an_annex_may_begin_its_own_run() -> None:
    written = document(Paragraph("1.", "a"), Paragraph("2.", "b"), Annex("Annex"), Paragraph("1.", "c"))
    assert [one.number for one in shown(write_docx(written))[3:]] == ["1.", "2.", "", "1."]
