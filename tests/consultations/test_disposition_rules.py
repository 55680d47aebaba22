"""What may be said of input and of which words, and when is all of it answered? The rules as tables of cases."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.consultations.rules import dispositions as rules
from oewg.core.errors import Invalid, Refusal

DAY = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = "Cables need a plan.  The plan of Mr. Ito (see para. 3) helps; does it?\n\nNobody asked us."


@pytest.mark.parametrize(
    ("returned", "removed", "refused"),
    [(None, False, ""), (DAY, False, "sent back"), (None, True, "removed"), (DAY, True, "sent back")],
)
def test_what_may_be_tied_to_what(returned: datetime | None, removed: bool, refused: str) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            rules.check_tie(returned, removed)
    else:
        rules.check_tie(returned, removed)


@pytest.mark.parametrize("place", ["provision", "element", ""])
@pytest.mark.parametrize("disposition", list(rules.DISPOSITIONS))
def test_what_bears_on_the_mandate_is_not_outside_it_and_what_rests_nowhere_is(place: str, disposition: str) -> None:
    fits = place == "provision" or (place == "") == (disposition == "outside_mandate")
    if fits:
        rules.check_place(place, disposition)
    else:
        with pytest.raises(Invalid, match="not outside it" if place else "where it is to be found"):
            rules.check_place(place, disposition)


@pytest.mark.parametrize(
    ("before", "earlier", "refused"),
    [
        (None, False, False),
        (("noted", "R"), False, True),
        (("noted", "R"), True, False),
        (("noted", "S"), False, False),
    ],
)
def test_the_same_is_said_again_only_of_wording_that_has_changed(
    before: tuple[str, str] | None, earlier: bool, refused: bool
) -> None:
    if refused:
        with pytest.raises(Refusal, match="so already"):
            rules.check_said_anew(before, ("noted", "R"), earlier)
    else:
        rules.check_said_anew(before, ("noted", "R"), earlier)


@pytest.mark.parametrize(
    ("starts", "ends", "quote", "found"),
    [
        (0, 6, None, "Cables"),
        (0, 6, "Cables", "Cables"),
        (6, 12, "need", "need"),
        (12, 32, "a plan.\nThe  plan of", "a plan.  The plan of"),
        (0, len(WORDS), None, WORDS),
        (len(WORDS) - 3, len(WORDS), None, "us."),
    ],
)
def test_a_passage_is_a_stretch_of_the_words_without_the_spaces_around_it(
    starts: int, ends: int, quote: str | None, found: str
) -> None:
    first, last = rules.quoted(WORDS, starts, ends, quote)
    assert WORDS[first:last] == found


@pytest.mark.parametrize(
    ("starts", "ends", "quote", "refused"),
    [
        (3, 3, None, "not empty"),
        (-1, 3, None, "within the words"),
        (0, len(WORDS) + 1, None, "within the words"),
        (19, 21, None, "no word"),
        (18, 19, None, "no word"),
        (0, 6, "Cable", "not those that you marked"),
    ],
)
def test_a_passage_that_is_empty_or_not_what_was_meant_is_refused(
    starts: int, ends: int, quote: str | None, refused: str
) -> None:
    with pytest.raises(Invalid, match=refused):
        rules.quoted(WORDS, starts, ends, quote)


def test_the_sentences_of_some_words_end_where_a_reader_says() -> None:
    found = [WORDS[starts:ends] for starts, ends in rules.sentences(WORDS)]
    assert found == ["Cables need a plan.", "The plan of Mr. Ito (see para. 3) helps; does it?", "Nobody asked us."]
    for words, count in (
        ("各国应当保护海底电缆。促进信息安全。", 2),
        ("هل ذلك ممكن؟ نعم.", 2),
        ("...\n – \n", 0),
        ("", 0),
    ):
        assert len(rules.sentences(words)) == count, words
    assert [WORDS[starts:ends] for starts, ends in rules.paragraphs(WORDS)] == [
        WORDS.split("\n")[0],
        "Nobody asked us.",
    ]


def test_sentences_that_were_ticked_beside_each_other_are_one_passage() -> None:
    first, second, third = rules.sentences(WORDS)
    assert rules.joined(WORDS, [second, first]) == [(first[0], second[1])]
    assert rules.joined(WORDS, [first, third]) == [first, third]
    assert rules.joined(WORDS, [third, second, first]) == [(0, len(WORDS))]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("The plan", "helps", "The plan of Mr. Ito (see para. 3) helps"),
        ("Nobody", "asked  us.", "Nobody asked us."),
        ("does it?", "does it?", "does it?"),
    ],
)
def test_a_passage_is_found_by_its_first_and_last_words(first: str, last: str, found: str) -> None:
    starts, ends = rules.between(WORDS, first, last)
    assert WORDS[starts:ends] == found


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        ("plan", "helps", "first"),
        ("Cats", "plan", "first"),
        ("", "plan", "first"),
        ("Nobody", "Cables", "last"),
        ("Nobody", "", "last"),
    ],
)
def test_words_that_are_not_found_once_are_refused_by_their_field(first: str, last: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.between(WORDS, first, last)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("The plan of", (21, 32)),
        ("The  plan\nof", (21, 32)),
        ("plan", None),
        ("Cats", None),
        ("need a plan. The", (7, 24)),
    ],
)
def test_a_passage_is_found_again_where_its_words_stand_once(quote: str, found: rules.Stretch | None) -> None:
    assert rules.found_again(quote, WORDS) == found


SOME_WORDS = st.text("ab .?!。\n(1Ж", max_size=60)
STRETCHES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1])), max_size=6
)


@given(SOME_WORDS)
def test_sentences_stand_in_their_order_and_leave_no_word_out(words: str) -> None:
    found = rules.sentences(words)
    places = [place for stretch in found for place in stretch]
    assert places == sorted(places)
    assert all(starts < ends for starts, ends in found)
    assert sum(rules.count(words[starts:ends]) for starts, ends in found) == rules.count(words)
    assert rules.covered(words, found) == rules.count(words)


@given(SOME_WORDS, STRETCHES)
def test_marked_pieces_give_the_words_and_more_passages_cover_no_less(
    words: str, stretches: list[rules.Stretch]
) -> None:
    inside = [(starts, min(ends, len(words))) for starts, ends in stretches if starts < len(words)]
    pieces = rules.marked(words, inside)
    assert "".join(piece for piece, _ in pieces) == words
    for number, (starts, ends) in enumerate(inside, start=1):
        assert "".join(piece for piece, numbers in pieces if number in numbers) == words[starts:ends]
    for fewer in range(len(inside)):
        assert rules.covered(words, inside[:fewer]) <= rules.covered(words, inside) <= rules.count(words)


@pytest.mark.parametrize(
    ("of_whole", "passages", "complete", "covered"),
    [
        (False, [], False, 0),
        (True, [], True, 4),
        (False, [((0, 6), True)], True, 1),
        (False, [((0, 6), False)], False, 0),
        (True, [((0, 6), False)], False, 4),
        (False, [((0, 6), True), ((0, 11), False)], False, 1),
        (False, [((0, 11), True), ((7, 19), True)], True, 4),
    ],
)
def test_a_submission_is_answered_when_it_and_every_passage_of_it_has_a_disposition(
    of_whole: bool, passages: list[tuple[rules.Stretch, bool]], complete: bool, covered: int
) -> None:
    found = rules.answered("Cables need a plan.", of_whole, passages)
    assert (found.complete, found.words_covered, found.share) == (complete, covered, 25 * covered)


def test_a_share_that_is_not_all_is_never_rounded_to_all() -> None:
    words = "word " * 1000
    assert rules.answered(words, False, [((0, len(words) - 6), True)]).share == 99
