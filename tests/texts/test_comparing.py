"""Is it known what became of each paragraph between two editions?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.rules.comparing import Placed, Row, compare

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
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_became_of_each(
    old: list[tuple[int, str]], new: list[tuple[int, str]], expected: list[tuple[int, str, bool]]
) -> None:
    assert told(compare(edition(*old), edition(*new))) == expected


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


@given(LINES)
def test_an_edition_compared_with_itself_is_the_same(lines: list[tuple[int, str]]) -> None:
    assert not any(row.is_change for row in compare(edition(*lines), edition(*lines)))
