"""Does each provision bear the number that a reader of United Nations reports expects?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.rules.numbering import (
    Node,
    cited,
    heading_number,
    in_order,
    letters,
    note_numbers,
    roman,
    subparagraph_number,
    without_call,
)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (400, "CD"), (1999, "MCMXCIX")],
)
def test_roman_numerals(number: int, expected: str) -> None:
    assert roman(number) == expected


@pytest.mark.parametrize(("number", "expected"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (53, "aaa")])
def test_letters_go_on_doubled_after_z(number: int, expected: str) -> None:
    assert letters(number) == expected


@pytest.mark.parametrize(("level", "place", "expected"), [(1, 2, "II."), (2, 2, "B."), (3, 2, "2."), (4, 1, "(a)")])
def test_headings(level: int, place: int, expected: str) -> None:
    assert heading_number(level, place) == expected


@pytest.mark.parametrize(("level", "place", "expected"), [(1, 3, "(c)"), (2, 4, "(iv)"), (3, 1, "(i)")])
def test_subparagraphs(level: int, place: int, expected: str) -> None:
    assert subparagraph_number(level, place) == expected


def test_paragraphs_run_through_all_headings_and_subparagraphs_begin_anew() -> None:
    nodes = [
        Node(1, None, 1, "heading"),
        Node(2, 1, 1, "paragraph"),
        Node(3, 2, 2, "subparagraph"),
        Node(4, 2, 1, "subparagraph"),
        Node(5, 4, 1, "subparagraph"),
        Node(6, 1, 2, "heading"),
        Node(7, 6, 1, "paragraph"),
        Node(8, 7, 1, "subparagraph"),
        Node(9, None, 2, "heading"),
        Node(10, 9, 1, "paragraph"),
        Node(11, 10, 1, "footnote"),
    ]
    assert [n.citation for n in in_order(nodes)] == [
        "I", "1", "1 (a)", "1 (a) (i)", "1 (b)", "I.A", "2", "2 (a)", "II", "3",
    ]  # fmt: skip
    assert [(n.id, n.number, n.level) for n in in_order(nodes)] == [
        (1, "I.", 1), (2, "1.", 1), (4, "(a)", 1), (5, "(i)", 2), (3, "(b)", 1), (6, "A.", 2), (7, "2.", 1),
        (8, "(a)", 1), (9, "II.", 1), (10, "3.", 1),
    ]  # fmt: skip


def test_headings_are_cited_with_those_above_them() -> None:
    nodes = [Node(place, place - 1 or None, 1, "heading") for place in range(1, 5)]
    assert [n.citation for n in in_order(nodes)] == ["I", "I.A", "I.A.1", "I.A.1 (a)"]


def test_a_number_that_came_with_a_provision_stays_and_takes_none_from_the_run() -> None:
    nodes = [Node(1, None, 1, "paragraph", "1.5"), Node(2, None, 2, "paragraph")]
    assert [n.number for n in in_order(nodes)] == ["1.5", "1."]


@given(st.lists(st.tuples(st.sampled_from(["heading", "paragraph"]), st.integers(0, 5)), max_size=30))
def test_every_provision_comes_once_and_paragraphs_count_without_gaps(shape: list[tuple[str, int]]) -> None:
    nodes: list[Node] = []
    for place, (kind, above) in enumerate(shape, start=1):
        headings = [node.id for node in nodes if node.kind == "heading"]
        nodes.append(Node(place, headings[above % len(headings)] if headings and above else None, above, kind))
    ordered = in_order(nodes)
    assert sorted(n.id for n in ordered) == [node.id for node in nodes]
    kinds = {node.id: node.kind for node in nodes}
    numbers = [n.number for n in ordered if kinds[n.id] == "paragraph"]
    assert numbers == [f"{place}." for place in range(1, len(numbers) + 1)]


def test_footnotes_are_numbered_as_they_are_called() -> None:
    assert note_numbers(["one[^b]", "two[^a] again[^b]"], ["a", "b", "c"]) == {"b": 1, "a": 2, "c": 3}


def test_a_citation_follows_the_number_of_what_it_cites() -> None:
    words = "See paragraph [9](#provision-57) and [more](https://example.org)."
    assert cited(words, {57: "12."}) == "See paragraph [12](#provision-57) and [more](https://example.org)."
    assert cited(words, {57: "12 bis."}) == "See paragraph [12 bis](#provision-57) and [more](https://example.org)."
    assert cited(words, {}) == words


def test_alternatives_share_a_number_until_one_is_left() -> None:
    nodes = [
        Node(1, None, 1, "paragraph"),
        Node(2, None, 2, "paragraph", alternative_of=1),
        Node(3, None, 3, "paragraph"),
    ]
    assert [(n.number, n.alternatives) for n in in_order(nodes)] == [("1.", 2), ("1 bis.", 2), ("2.", 1)]
    assert [n.number for n in in_order(nodes[1:])] == ["1.", "2."]
    letters_too = [
        Node(1, None, 1, "paragraph"),
        Node(2, 1, 1, "subparagraph"),
        Node(3, 1, 2, "subparagraph", alternative_of=2),
    ]
    assert [n.number for n in in_order(letters_too)] == ["1.", "(a)", "(a) bis"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("States[^3] share.", "States share."),
        ("States share.[^3]", "States share."),
        ("States [^3] share", "States share"),
        ("As in [^3], and in [^31].", "As in, and in [^31]."),
        ("One[^3]two", "Onetwo"),
        ("None.", "None."),
    ],
)
def test_a_call_is_taken_out_of_the_words(words: str, expected: str) -> None:
    assert without_call(words, "3") == expected
