"""Is what is not agreed found, however the brackets arrive?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.rules.brackets import brackets
from tests.steps import steps


@pytest.mark.parametrize(
    ("words", "pairs", "unmatched"),
    [
        ("States should", (), ()),
        ("States [should] act", ((7, 15),), ()),
        ("[a [b] c]", ((0, 9), (3, 6)), ()),
        ("[a [b]", ((3, 6),), (0,)),
        ("a] [b]", ((3, 6),), (1,)),
        ("a note[^3] only", (), ()),
        ("see [the Charter](https://example.org/a) here", (), ()),
        ("[bracketed[^1]]", ((0, 15),), ()),
        ("[should] (shall)", ((0, 8),), ()),
    ],
)
def test_brackets(words: str, pairs: tuple[tuple[int, int], ...], unmatched: tuple[int, ...]) -> None:
    found = brackets(words)
    assert (found.pairs, found.unmatched) == (pairs, unmatched)
    assert found.open is bool(pairs or unmatched)


@given(st.text(alphabet="[]ab ", max_size=60))
def test_every_bracket_is_either_paired_or_reported(words: str) -> None:
    found = brackets(words)
    places = sorted([*found.unmatched, *(start for start, _ in found.pairs), *(end - 1 for _, end in found.pairs)])
    assert places == [place for place, character in enumerate(words) if character in "[]"]
    assert all(words[start] == "[" and words[end - 1] == "]" for start, end in found.pairs)


def test_many_links_are_passed_over_in_one_walk() -> None:
    assert not brackets("[a](#)" * 10_000).open
    few, many = (steps(brackets, "[a](#)" * links) for links in (400, 800))
    assert many < 2.5 * few, "60,000 characters took 13 seconds when each sign was looked up among all links"
