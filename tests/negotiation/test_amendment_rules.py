"""Rebasing, collisions and prospects of amendments, as tables of cases."""

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.negotiation.rules.amendments import Proposal, collide, collisions, prospects, rebased
from oewg.texts.rules import merging
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.merging import merge
from oewg.texts.rules.redline import redline

BASE = "States should share information on threats."
NUMBERS = count(1)


def proposal(kind: str, words: str | None = None, filed_on: str = BASE, after: int | None = None) -> Proposal:
    return Proposal(next(NUMBERS), kind, filed_on, words, after)


REBASED = [
    ("the base stands still", "replace", "All States should share information on threats.", BASE,
     "All States should share information on threats.", False),
    ("changes that do not touch", "replace", "All States should share information on threats.",
     "States should share information on new threats.", "All States should share information on new threats.", False),
    ("changes that touch", "replace", "States must share information on threats.",
     "States shall share information on threats.", "States must share information on threats.", True),
    ("deleting what has changed", "delete", None, "States shall share information on threats.", "", True),
    ("deleting what stands", "delete", None, BASE, "", False),
    ("inserting after what has changed", "insert", "New.", "States shall share.", "New.", False),
    ("moving what has changed", "move", None, "States shall share.", None, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words", "now", "expected", "in_conflict"), [case[1:] for case in REBASED], ids=[c[0] for c in REBASED]
)
def test_what_a_proposal_gives_on_the_wording_that_stands(
    kind: str, words: str | None, now: str, expected: str | None, in_conflict: bool
) -> None:
    found = rebased(proposal(kind, words), now)
    assert (found.words, found.in_conflict) == (expected, in_conflict)


def test_a_proposal_whose_words_stand_already_is_fulfilled() -> None:
    wanted = "All States should share information on threats."
    assert rebased(proposal("replace", wanted), wanted).fulfilled
    assert rebased(proposal("replace", wanted), wanted.replace("threats", "all threats")).fulfilled
    assert not rebased(proposal("replace", wanted), BASE).fulfilled


COLLIDE = [
    ("one word, two ways", ("replace", BASE.replace("should", "shall")), ("replace", BASE.replace("should", "must")), True),
    ("two places", ("replace", BASE.replace("should", "shall")), ("replace", BASE.replace("threats", "risks")), False),
    ("the same words", ("replace", BASE.replace("should", "shall")), ("replace", BASE.replace("should", "shall")), False),
    ("changed and deleted", ("replace", BASE.replace("should", "shall")), ("delete", None), True),
    ("deleted by two", ("delete", None), ("delete", None), False),
    ("deleted and moved", ("delete", None), ("move", None), True),
    ("changed and moved", ("replace", "Other."), ("move", None), False),
    ("inserted beside anything", ("insert", "New."), ("delete", None), False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), [case[1:] for case in COLLIDE], ids=[c[0] for c in COLLIDE])
def test_what_collides(one: tuple[str, str | None], other: tuple[str, str | None], expected: bool) -> None:
    both = [rebased(proposal(*one), BASE), rebased(proposal(*other), BASE)]
    assert bool(collisions(both, BASE)) is expected
    assert bool(collisions(both[::-1], BASE)) is expected


SENTENCES = st.lists(st.sampled_from(("States", "should", "share", "not", "all", ",", ".", "data", "may")), max_size=9)
PROPOSED = st.tuples(
    st.sampled_from(("replace", "replace", "replace", "delete", "move", "insert")), SENTENCES, st.booleans()
)


@given(SENTENCES.map(" ".join), st.lists(PROPOSED, max_size=8))
def test_all_collisions_at_once_are_those_of_each_pair(base: str, drawn: list[tuple[str, list[str], bool]]) -> None:
    """Whatever is proposed: told from the changes of each, they are what merging every two of them gives."""
    live = [
        rebased(
            Proposal(
                number, kind, base if stands else f"{base} Else.",
                " ".join(words) if kind in ("replace", "insert") else None, len(words) if kind == "move" else None,
            ), base,
        )
        for number, (kind, words, stands) in enumerate(drawn)
    ]  # fmt: skip
    expected: dict[int, tuple[int, ...]] = {}
    for one in live:
        others = []
        for other in live:
            # Of two the later filed comes first, as it does in the sweep.
            later, earlier = (one, other) if one.proposal.id > other.proposal.id else (other, one)
            if other is not one and collide(later, earlier, lambda words, more: merge(base, words, more).in_conflict):
                others.append(other.proposal.id)
        if others or one.in_conflict:
            expected[one.proposal.id] = tuple(others)
    assert collisions(live, base) == expected


def test_many_collisions_are_told_without_comparing_every_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred amendments to one wording take two hundred comparisons with it, not forty thousand."""
    told: list[str] = []

    def telling(base: str, words: str) -> list[Piece]:
        told.append(words)
        return redline(base, words)

    monkeypatch.setattr(merging, "redline", telling)
    words = BASE.split()
    filed = [
        rebased(proposal("replace", " ".join([*words[: n % 6], f"new{n}", *words[n % 6 + 1 :]])), BASE) for n in range(200)
    ]  # fmt: skip
    told.clear()
    found = collisions(filed, BASE)
    assert len(found) == 200
    assert all(len(others) >= 32 for others in found.values()), "with those that change the same word"
    assert len(told) == 200


def test_the_amendment_that_frees_most_objectors_comes_first() -> None:
    found = prospects([1, 2, 3], ["A", "B", "C"], {1: ["A"], 2: ["A", "B", "X"], 3: ["A"]}, {2: ["Y"], 1: ["Z", "B"]})
    assert [(p.amendment_id, p.frees, p.loses) for p in found] == [
        (2, ("A", "B"), ("Y",)),
        (3, ("A",), ()),
        (1, ("A",), ("Z",)),
    ]


def test_whoever_sponsors_an_amendment_is_not_lost_by_it() -> None:
    (found,) = prospects([1], ["A"], {1: ["A", "B"]}, {1: ["B", "C"]})
    assert (found.frees, found.loses) == (("A",), ("C",))
