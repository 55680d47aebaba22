"""Who may change which words of the draft, and where does a passage stand once they have changed?"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.report.rules import drafting, remarks
from oewg.report.rules.drafting import InHand
from oewg.report.rules.remarks import Followed, Said, followed
from oewg.texts.rules.numbering import Node

DUE = datetime(2021, 1, 15, 17, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
OURS = InHand(7, DUE)
TREE = {
    1: Node(1, None, 1, "heading"), 2: Node(2, 1, 1, "heading"), 3: Node(3, 2, 1, "paragraph"), 4: Node(4, 3, 1, "subparagraph"),
    5: Node(5, 1, 2, "paragraph"), 6: Node(6, None, 0, "paragraph"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("provision", "assigned", "section", "heading"),
    [(4, {1, 2}, 2, 2), (4, {1}, 1, 2), (5, {2}, None, 1), (5, {1, 2}, 1, 1), (2, {2}, 2, 2), (6, {1, 2}, None, None)],
)
def test_a_provision_is_drafted_in_the_nearest_section_that_is_in_hand(
    provision: int, assigned: set[int], section: int | None, heading: int | None
) -> None:
    assert drafting.section_of(TREE, provision, assigned) == section
    assert drafting.own_heading(TREE, provision) == heading


@pytest.mark.parametrize(
    ("everywhere", "account", "section", "may"),
    [
        (True, 1, None, True),
        (True, 1, OURS, True),
        (False, 7, OURS, True),
        (False, 8, OURS, False),
        (False, 7, None, False),
        (False, 7, InHand(7, DUE, DUE - MINUTE), False),
        (False, None, None, False),
    ],
)
def test_who_may_change_words(everywhere: bool, account: int | None, section: InHand | None, may: bool) -> None:
    assert drafting.may_revise(everywhere, account, section) is may
    if may:
        drafting.check_revises(everywhere, account, section)
    else:
        with pytest.raises(Refusal):
            drafting.check_revises(everywhere, account, section)


def test_whoever_has_handed_in_is_told_what_to_do() -> None:
    with pytest.raises(Refusal, match="You have handed this section in"):
        drafting.check_revises(False, 7, InHand(7, DUE, DUE - MINUTE))


@pytest.mark.parametrize(
    ("handed_in", "at", "state", "late"),
    [
        (None, DUE - MINUTE, "in_hand", False),
        (None, DUE, "overdue", False),
        (DUE - MINUTE, DUE + MINUTE, "handed_in", False),
        (DUE, DUE + MINUTE, "handed_in", True),
    ],
)
def test_a_deadline_is_half_open(handed_in: datetime | None, at: datetime, state: str, late: bool) -> None:
    section = InHand(7, DUE, handed_in)
    assert (section.state(at), section.late) == (state, late)
    assert state in drafting.STATES


@pytest.mark.parametrize(
    ("kind", "removed", "drafts", "due", "error", "words"),
    [
        ("paragraph", False, True, DUE, Refusal, "this is none"),
        ("heading", True, True, DUE, Refusal, "this is none"),
        ("heading", False, False, DUE, Invalid, "none of them"),
        ("heading", False, True, DUE - MINUTE, Invalid, "has passed"),
    ],
)
def test_what_cannot_be_put_into_hands(
    kind: str, removed: bool, drafts: bool, due: datetime, error: type[Refusal], words: str
) -> None:
    with pytest.raises(error, match=words):
        drafting.check_assigns(kind, removed, drafts, due, DUE - MINUTE)


def test_only_its_drafter_hands_a_section_in_once_and_with_every_question_answered() -> None:
    drafting.check_hands_in(OURS, 7, 0)
    with pytest.raises(NotAllowed):
        drafting.check_hands_in(OURS, 8, 0)
    with pytest.raises(Refusal, match="already"):
        drafting.check_hands_in(InHand(7, DUE, DUE), 7, 0)
    with pytest.raises(Refusal, match=r"\(2\)"):
        drafting.check_hands_in(OURS, 7, 2)


@pytest.mark.parametrize(("given_words", "left"), [((), 9_700), ((4_000, 5_000), 700), ((9_700, 1_000), -1_000)])
def test_what_is_left_of_the_length_of_a_report(given_words: tuple[int, ...], left: int) -> None:
    assert drafting.budget(10_700, 1_000, given_words) == drafting.Budget(sum(given_words), left)


WORDING = "States should always share what they know."


def place(words: str, within: str = WORDING) -> tuple[int, int]:
    at = within.index(words)
    return at, at + len(words)


@pytest.mark.parametrize(
    ("passage", "now", "words", "changed"),
    [
        ("always share", WORDING, "always share", False),
        ("always share", "All States should always share what they know.", "always share", False),
        ("always share", "States should always share all they know.", "always share", False),
        ("always share", "States should always freely share what they know.", "always freely share", True),
        ("always share", "States should share what they know.", "share", True),
        ("always share", "States should always tell what they know.", "always tell", True),
        ("always share", "States should never share what they know.", "never share", True),
        ("share what they know", "States should always share what they know now.", "share what they know", False),
        ("States", "All States should always share what they know.", "States", False),
        ("States should", "Governments should always share what they know.", "Governments should", True),
    ],
)
def test_a_passage_is_followed(passage: str, now: str, words: str, changed: bool) -> None:
    found = followed(WORDING, now, *place(passage))
    assert found is not None
    assert (now[found.starts : found.ends].strip(), found.changed) == (words, changed)


def test_a_passage_that_was_taken_out_stands_nowhere() -> None:
    assert followed(WORDING, "States should share what they know.", *place("always ")) is None


SOME = st.lists(
    st.sampled_from(["States ", "should ", "share ", "all ", "[now] ", "it. ", "é "]), min_size=1, max_size=8
)


@given(SOME, SOME, st.data())
def test_what_has_not_changed_has_the_same_words_and_every_place_lies_within(
    one: list[str], other: list[str], data: st.DataObject
) -> None:
    then, now = "".join(one), "".join(other)
    starts = data.draw(st.integers(0, len(then) - 1))
    ends = data.draw(st.integers(starts + 1, len(then)))
    found = followed(then, now, starts, ends)
    if found is None:
        return
    assert 0 <= found.starts < found.ends <= len(now)
    if not found.changed:
        assert now[found.starts : found.ends] == then[starts:ends]


@given(SOME, SOME, st.data())
def test_what_changes_before_a_passage_only_moves_it(one: list[str], more: list[str], data: st.DataObject) -> None:
    then = "".join(one)
    starts = data.draw(st.integers(0, len(then) - 1))
    ends = data.draw(st.integers(starts + 1, len(then)))
    added = "".join(f"{each.strip()}x " for each in more)
    assert followed(then, added + then, starts, ends) == Followed(starts + len(added), ends + len(added), False)


@pytest.mark.parametrize(
    ("passage", "proposed", "words"),
    [
        ("always share", "tell", "States should tell what they know."),
        ("always", "", "States should share what they know."),
        ("what they know", "", "States should always share."),
        ("States", "", "should always share what they know."),
        (".", "", "States should always share what they know"),
    ],
)
def test_words_come_in_the_place_of_a_passage(passage: str, proposed: str, words: str) -> None:
    assert remarks.in_place(WORDING, *place(passage), proposed) == words


def test_words_do_not_come_in_the_place_of_what_has_changed() -> None:
    assert remarks.check_takes(Followed(0, 3, False)) == Followed(0, 3, False)
    for gone in (None, Followed(0, 3, True)):
        with pytest.raises(Refusal, match="have changed since"):
            remarks.check_takes(gone)


@pytest.mark.parametrize(
    ("kind", "words", "proposed"), [("comment", "", None), ("question", "", None), ("suggestion", "", "same")]
)
def test_a_remark_says_something(kind: str, words: str, proposed: str | None) -> None:
    with pytest.raises(Invalid):
        remarks.check_says(kind, words, proposed, "same")


@pytest.mark.parametrize(("own", "drafts", "may"), [(True, False, True), (False, True, True), (False, False, False)])
def test_who_drafts_answers_and_who_said_it_takes_it_back(own: bool, drafts: bool, may: bool) -> None:
    if may:
        remarks.check_ends(own, drafts)
    else:
        with pytest.raises(NotAllowed):
            remarks.check_ends(own, drafts)


@pytest.mark.parametrize(
    ("said", "editions", "state"),
    [
        (Said(None), 0, "open"),
        (Said(None, (1,)), 1, "carried"),
        (Said(None, (1,)), 2, "open"),
        (Said(None, (1, 2)), 2, "carried"),
        (Said("taken", (1,)), 1, "taken"),
    ],
)
def test_what_was_carried_over_is_open_again_with_the_next_edition(said: Said, editions: int, state: str) -> None:
    assert said.state(editions) == state
