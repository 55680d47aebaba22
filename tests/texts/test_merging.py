"""Do two changes of one wording come together when they do not touch, and only then?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.texts.rules.merging import merge

BASE = "States should share information on threats, and protect what is critical."

TOGETHER = [
    ("nobody changed it", BASE, BASE, BASE),
    ("one side only", BASE, BASE.replace("should", "shall"), BASE.replace("should", "shall")),
    ("two places", BASE.replace("States", "All States"), BASE.replace("critical", "most critical"),
     "All States should share information on threats, and protect what is most critical."),
    ("the same change by both", BASE.replace("should", "shall"), BASE.replace("should", "shall"),
     BASE.replace("should", "shall")),
    ("the same change, and another", BASE.replace("should", "shall"),
     BASE.replace("should", "shall").replace("critical", "vital"),
     BASE.replace("should", "shall").replace("critical", "vital")),
    ("a deletion and an insertion apart", BASE.replace(" on threats", ""), BASE.replace("States", "Member States"),
     "Member States should share information, and protect what is critical."),
]  # fmt: skip

TOUCHING = [
    ("the same word", BASE.replace("should", "shall"), BASE.replace("should", "must"),
     BASE.replace("should", "[shall] [must]")),
    ("words beside each other", BASE.replace("should", "shall"), BASE.replace("share", "exchange"),
     BASE.replace("should share", "[shall share] [should exchange]")),
    ("one deletes what the other changes", BASE.replace(" on threats", ""), BASE.replace("threats", "dangers"), None),
    ("two insertions at one place", BASE.replace("share", "freely share"), BASE.replace("share", "promptly share"),
     BASE.replace("share", "[freely] [promptly] share")),
    ("everything deleted", "", BASE.replace("threats", "dangers"), None),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "expected"), [case[1:] for case in TOGETHER], ids=[c[0] for c in TOGETHER])
def test_changes_that_do_not_touch_are_both_applied(ours: str, theirs: str, expected: str) -> None:
    merged = merge(BASE, ours, theirs)
    assert not merged.in_conflict
    assert merged.words == expected


@pytest.mark.parametrize(("ours", "theirs", "expected"), [case[1:] for case in TOUCHING], ids=[c[0] for c in TOUCHING])
def test_changes_that_touch_stand_as_alternatives(ours: str, theirs: str, expected: str | None) -> None:
    merged = merge(BASE, ours, theirs)
    assert merged.in_conflict
    if expected is not None:
        assert merged.words == expected


WORDS = ("States", "should", "share", "cooperate", "not", "all", ",", ".", "data", "may")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def test_a_change_that_reaches_over_another_touches_what_lies_behind_it() -> None:
    base, ours, theirs = "c d the the a c, x.", "c b the a c, and", "c d the a c, x."
    assert merge(base, ours, theirs).in_conflict == merge(base, theirs, ours).in_conflict


FEW_WORDS = st.lists(st.sampled_from(("a", "b", "c", "the", "the", ",", ".", "国际法", "l'État")), max_size=9)
ALIKE = FEW_WORDS.map(" ".join) | FEW_WORDS.map("".join)


@given(ALIKE, ALIKE, ALIKE)
def test_the_order_of_the_sides_makes_no_difference(base: str, ours: str, theirs: str) -> None:
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.in_conflict == other.in_conflict
    assert one.in_conflict or one.words == other.words
    assert [(s.base, s.ours, s.theirs) for s in one.stretches] == [(s.base, s.theirs, s.ours) for s in other.stretches]


@given(SENTENCES, SENTENCES, SENTENCES)
def test_nothing_is_lost_and_the_sides_are_equal(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert "".join(s.base for s in merged.stretches) == base
    assert "".join(s.ours for s in merged.stretches) == ours
    assert "".join(s.theirs for s in merged.stretches) == theirs
    other = merge(base, theirs, ours)
    assert other.in_conflict == merged.in_conflict
    if not merged.in_conflict:
        assert other.words == merged.words


@given(SENTENCES, SENTENCES)
def test_where_only_one_side_changed_its_words_stand(base: str, changed: str) -> None:
    assert merge(base, changed, base).words == changed
    assert merge(base, base, changed).words == changed
    assert merge(base, changed, changed).words == changed
