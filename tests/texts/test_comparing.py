"""Is it known what became of each paragraph between two editions?"""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.rules.comparing import Placed, Row, compare
from tests.steps import steps

ONE = "States should share information on threats with all those who are affected by them."
TWO = "The Secretariat keeps a register of contacts, which every delegation may read and correct."
THREE = "Confidence grows where capitals know whom to call before an incident becomes a crisis."


def edition(*lines: tuple[int, str]) -> list[Placed]:
    return [Placed(number, "paragraph", f"{place}.", 1, words) for place, (number, words) in enumerate(lines, start=1)]


def told(rows: list[Row]) -> list[tuple[int, str, bool]]:
    return [((row.new or row.old).provision_id, row.kind, row.moved) for row in rows]  # type: ignore[union-attr]


CASES = [
    ("nothing", [(1, ONE), (2, TWO)], [(1, ONE), (2, TWO)], [(1, "same", False), (2, "same", False)]),
    ("changed", [(1, ONE)], [(1, ONE.replace("should", "shall"))], [(1, "changed", False)]),
    ("inserted: the next has another number, which is no change", [(1, ONE)], [(2, TWO), (1, ONE)],
     [(2, "inserted", False), (1, "same", False)]),
    ("deleted, shown where it stood", [(1, ONE), (2, TWO), (3, THREE)], [(1, ONE), (3, THREE)],
     [(1, "same", False), (2, "deleted", False), (3, "same", False)]),
    ("the first one deleted", [(1, ONE), (2, TWO)], [(2, TWO)], [(1, "deleted", False), (2, "same", False)]),
    ("moved", [(1, ONE), (2, TWO), (3, THREE)], [(3, THREE), (1, ONE), (2, TWO)],
     [(3, "same", True), (1, "same", False), (2, "same", False)]),
    ("moved and changed", [(1, ONE), (2, TWO), (3, THREE)], [(3, THREE + " More."), (1, ONE), (2, TWO)],
     [(3, "changed", True), (1, "same", False), (2, "same", False)]),
    ("split", [(1, f"{ONE} {TWO}"), (3, THREE)], [(1, ONE), (2, TWO), (3, THREE)],
     [(1, "split", False), (2, "split", False), (3, "same", False)]),
    ("split in three", [(1, f"{ONE} {TWO} {THREE}")], [(1, ONE), (2, TWO), (3, THREE)],
     [(1, "split", False), (2, "split", False), (3, "split", False)]),
    ("joined", [(1, ONE), (2, TWO), (3, THREE)], [(1, f"{ONE} {TWO}"), (3, THREE)],
     [(1, "joined", False), (2, "joined", False), (3, "same", False)]),
    ("one deleted, another inserted", [(1, ONE)], [(2, TWO)], [(1, "deleted", False), (2, "inserted", False)]),
    ("removed, and two added", [(1, f"{ONE} {TWO}"), (4, THREE)], [(2, ONE), (3, TWO), (4, THREE)],
     [(1, "split", False), (2, "split", False), (3, "split", False), (4, "same", False)]),
    ("removed, and typed anew elsewhere", [(1, ONE), (2, TWO)], [(2, TWO), (3, ONE)],
     [(2, "same", False), (3, "same", True)]),
    ("removed, and typed anew at the same place", [(1, ONE), (2, TWO)], [(3, ONE), (2, TWO)],
     [(3, "same", False), (2, "same", False)]),
    ("removed, and typed anew in other words", [(1, ONE), (2, TWO)], [(3, ONE.replace("should", "shall")), (2, TWO)],
     [(3, "changed", False), (2, "same", False)]),
    ("removed, and taken in by a new one that says more", [(1, ONE)], [(2, f"{TWO} {ONE} {THREE}")],
     [(1, "joined", False), (2, "joined", False)]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_became_of_each(
    old: list[tuple[int, str]], new: list[tuple[int, str]], expected: list[tuple[int, str, bool]]
) -> None:
    assert told(compare(edition(*old), edition(*new))) == expected


def placed(*lines: tuple[int, str, int]) -> list[Placed]:
    """(provision, kind, level), each with words of its own."""
    letters = {"h": "heading", "p": "paragraph", "s": "subparagraph", "n": "footnote"}
    return [Placed(number, letters[kind], "", level, f"Words number {number}.") for number, kind, level in lines]


MOVES = [
    ("under another heading, where it stood", [(1, "h", 1), (2, "p", 1), (3, "p", 1), (4, "h", 1), (5, "p", 1)],
     [(1, "h", 1), (2, "p", 1), (4, "h", 1), (3, "p", 1), (5, "p", 1)], {3}),
    ("a heading with all beneath it", [(1, "h", 1), (2, "p", 1), (3, "p", 1), (4, "h", 1), (5, "p", 1)],
     [(4, "h", 1), (5, "p", 1), (1, "h", 1), (2, "p", 1), (3, "p", 1)], {4}),
    ("less is moved than stays", [(1, "h", 1), (2, "p", 1), (4, "h", 1), (5, "p", 1), (6, "p", 1)],
     [(4, "h", 1), (5, "p", 1), (6, "p", 1), (1, "h", 1), (2, "p", 1)], {1}),
    ("under a heading that is new: it has not moved", [(1, "h", 1), (2, "p", 1), (3, "p", 1)],
     [(1, "h", 1), (2, "p", 1), (9, "h", 1), (3, "p", 1)], set()),
    ("a heading taken away above it", [(1, "h", 1), (2, "p", 1), (9, "h", 1), (3, "p", 1)],
     [(1, "h", 1), (2, "p", 1), (3, "p", 1)], set()),
    ("deeper", [(1, "p", 1), (2, "s", 1), (3, "s", 1)], [(1, "p", 1), (2, "s", 1), (3, "s", 2)], {3}),
    ("a heading made a lower one, with its paragraphs", [(1, "h", 1), (2, "h", 1), (3, "p", 1)],
     [(1, "h", 1), (2, "h", 2), (3, "p", 1)], {2}),
    ("under another paragraph", [(1, "p", 1), (2, "s", 1), (3, "p", 1)], [(1, "p", 1), (3, "p", 1), (2, "s", 1)], {2}),
    ("footnotes stand where they are called", [(1, "p", 1), (2, "n", 1), (3, "n", 1)],
     [(1, "p", 1), (3, "n", 1), (2, "n", 1)], set()),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in MOVES], ids=[case[0] for case in MOVES])
def test_what_moved(old: list[tuple[int, str, int]], new: list[tuple[int, str, int]], expected: set[int]) -> None:
    rows = compare(placed(*old), placed(*new))
    assert {row.new.provision_id for row in rows if row.moved and row.new} == expected


def test_what_was_typed_anew_is_shown_with_what_it_was() -> None:
    rows = compare(edition((1, ONE), (2, TWO)), edition((2, TWO), (3, ONE.replace("should", "shall"))))
    (anew,) = [row for row in rows if row.retyped]
    assert (anew.old and anew.old.provision_id, anew.is_change) == (1, True)
    assert ("delete", "should") in anew.pieces


def test_a_footnote_with_the_words_of_another_is_not_that_one() -> None:
    old, new = placed((1, "p", 1), (2, "n", 1), (3, "p", 1)), placed((1, "p", 1), (3, "p", 1), (4, "n", 1))
    rows = compare(old, [*new[:2], Placed(4, "footnote", "", 1, old[1].words)])
    assert [row.retyped for row in rows] == [False] * 4


def test_twice_as_many_paragraphs_of_few_words_are_twice_the_work() -> None:
    """It took nearly 20 seconds when each was laid beside each."""
    dice = random.Random(73)
    few = [f"word{place}" for place in range(40)]

    def words() -> str:
        return " ".join(dice.choice(few) for _ in range(80))

    old = edition(*((number, words()) for number in range(20)))
    new = edition(*((number, words()) for number in range(40)))
    assert len(compare(old, new)) == 40
    assert steps(compare, old, new) < 3 * steps(compare, old[:10], new[:20])


def test_a_split_is_shown_whole_with_the_one_that_was_split() -> None:
    first, second = compare(edition((1, f"{ONE} {TWO}")), edition((1, ONE), (2, TWO)))
    assert first.split_into == (second.new,)
    assert second.split_from == first.old
    assert [kind for kind, _ in first.pieces if kind != "equal"] in (["delete", "insert"], ["insert", "delete"])
    assert second.pieces == []


LINES = st.lists(
    st.tuples(st.integers(1, 9), st.sampled_from([ONE, TWO, THREE, f"{ONE} {TWO}", f"{TWO} {THREE}", "Short."])),
    max_size=8, unique_by=lambda line: line[0],
)  # fmt: skip


@given(LINES, LINES)
def test_no_paragraph_is_lost_and_none_is_told_twice(old: list[tuple[int, str]], new: list[tuple[int, str]]) -> None:
    olds, news = edition(*old), edition(*new)
    rows = compare(olds, news)
    assert [row.new for row in rows if row.new] == news
    assert sorted((row.old for row in rows if row.old), key=lambda one: one.number) == sorted(
        olds, key=lambda one: one.number
    )
    for row in rows:
        if row.kind == "changed":
            assert row.old
            assert row.new
            assert "".join(words for kind, words in row.pieces if kind != "insert") == row.old.words
            assert "".join(words for kind, words in row.pieces if kind != "delete") == row.new.words


KINDS = st.sampled_from([("heading", 1), ("heading", 2), ("paragraph", 1), ("subparagraph", 1), ("subparagraph", 2), ("footnote", 1)])  # fmt: skip
SHAPES = st.lists(st.tuples(st.integers(1, 9), KINDS, st.sampled_from([ONE, f"{ONE} {TWO}", "Ibid.", THREE])), max_size=8, unique_by=lambda line: line[0])  # fmt: skip


@given(SHAPES, SHAPES)
def test_every_provision_of_both_editions_occurs_exactly_once(
    old: list[tuple[int, tuple[str, int], str]], new: list[tuple[int, tuple[str, int], str]]
) -> None:
    kinds = {number: kind for number, kind, _ in old}  # a provision keeps its kind
    kinds = {**{number: kind for number, kind, _ in new}, **kinds}
    olds, news = (
        [Placed(number, kinds[number][0], "", kinds[number][1], words) for number, _, words in one]
        for one in (old, new)
    )
    rows = compare(olds, news)
    assert [row.new for row in rows if row.new] == news
    assert sorted(row.old.provision_id for row in rows if row.old) == sorted(one.provision_id for one in olds)
    for row in rows:
        parts = [part.provision_id for part in row.split_into]
        assert parts == [one.new.provision_id for one in rows if one.new and one.split_from == row.old is not None]


@given(LINES)
def test_an_edition_compared_with_itself_is_the_same(lines: list[tuple[int, str]]) -> None:
    assert not any(row.is_change for row in compare(edition(*lines), edition(*lines)))
