"""Which version stands, what does a call accept, what does a draft hold, what is black? As tables and properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.consultations.rules import calls, drafts, submissions
from oewg.consultations.rules.calls import Question, questions_of
from oewg.consultations.rules.drafts import mark, saved
from oewg.consultations.rules.input import check_in_time
from oewg.consultations.rules.submissions import Blackened, blacked_out, paragraphs, place_of, standing_version
from oewg.core.errors import Invalid, Refusal

NOON = datetime(2020, 1, 31, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("returned", "stands"),
    [
        ([], None),
        ([False], 1),
        ([True], None),
        ([False, False], 2),
        ([False, True], 1),
        ([True, False], 2),
        ([True, True], None),
        ([False, True, False], 3),
        ([False, False, True], 2),
        ([False, True, True], 1),
    ],
    ids=lambda each: str(each),
)
def test_the_latest_version_that_was_not_sent_back_stands(returned: list[bool], stands: int | None) -> None:
    assert standing_version(returned) == stands


@pytest.mark.parametrize(
    ("at", "repair_until", "late"),
    [
        (NOON - HOUR, None, False),
        (NOON, None, True),
        (NOON, NOON + HOUR, False),
        (NOON + HOUR, NOON + HOUR, True),
        (NOON - HOUR, NOON - 2 * HOUR, False),
    ],
    ids=["before", "at the deadline", "while it may be repaired", "at the end of the repair", "the later of the two"],
)
def test_what_was_sent_back_is_in_time_until_its_own_instant(
    at: datetime, repair_until: datetime | None, late: bool
) -> None:
    if not late:
        return check_in_time(NOON - 9 * HOUR, NOON, at, "noon", repair_until)
    with pytest.raises(Refusal, match="late"):
        check_in_time(NOON - 9 * HOUR, NOON, at, "noon", repair_until)
    return None


def test_questions_are_lettered_in_their_order_and_may_name_an_element() -> None:
    typed = "(x) Which threats? [threats]\n\n  Which measures?  "
    assert questions_of(typed, ["threats"]) == (
        Question("a", "Which threats?", "threats"),
        Question("b", "Which measures?"),
    )
    assert calls.typed_again(questions_of(typed, ["threats"])) == "Which threats? [threats]\nWhich measures?"
    assert [calls.letter_at(place) for place in (0, 25, 26, 27)] == ["a", "z", "aa", "ab"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Why? [weather]", "no element"),
        ("[threats]", "has words"),
        (" \n ", "at least|from one"),
        ("Q\n" * 31, "from one"),
    ],
)
def test_questions_that_cannot_be_asked_are_refused(typed: str, said: str) -> None:
    with pytest.raises(Invalid, match=said) as refused:
        questions_of(typed, ["threats"])
    assert set(refused.value.fields) == {"questions"}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("", 0),
        ("one", 1),
        ("one two\nthree", 3),
        ("well-known — words", 2),
        ("信息安全", 4),
        ("信息 two", 3),
        ("… !", 0),
    ],
)
def test_words_are_counted_in_every_language(words: str, count: int) -> None:
    assert calls.count_words(words) == count


@pytest.mark.parametrize(
    ("language", "parts", "files", "said"),
    [
        ("fr", ["one"], 0, "that language"),
        ("en", ["", ""], 0, "no words"),
        ("en", ["one two", "three four"], 0, "4 words, and the call accepts 3"),
        ("en", ["one"], 2, "no more than 1 attachments"),
    ],
)
def test_what_the_call_does_not_accept_is_refused(language: str, parts: list[str], files: int, said: str) -> None:
    calls.check_accepts(["en"], 3, 1, "en", ["one two three", ""], 1)
    with pytest.raises(Refusal, match=said):
        calls.check_accepts(["en"], 3, 1, language, parts, files)


def test_a_call_without_attachments_says_so_and_a_file_is_no_larger_than_it_accepts() -> None:
    with pytest.raises(Refusal, match="accepts no attachments"):
        calls.check_room_for_file(0, 0)
    calls.check_size(1000, 1000)
    with pytest.raises(Invalid, match="at most 1 kB"):
        calls.check_size(1000, 1001)


# --- Drafts -----------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(["", "one", "two", "three"])
PARTS = st.dictionaries(st.sampled_from(["title", "words", "1", "2"]), WORDS)


@given(before=PARTS, mine=PARTS, theirs=PARTS)
def test_of_what_two_people_type_at_the_same_time_nothing_is_lost(
    before: dict[str, str], mine: dict[str, str], theirs: dict[str, str]
) -> None:
    had = {part: mark(words) for part, words in before.items()}
    first = saved(before, theirs, had)
    assert first.conflicts == ()
    second = saved(first.parts, mine, had)
    for part, wrote in mine.items():
        changed_by_me = wrote != before.get(part, "")
        held = second.parts.get(part, "")
        assert not changed_by_me or held == wrote or part in second.conflicts
    for part, wrote in theirs.items():
        changed_by_them = wrote != before.get(part, "")
        assert not changed_by_them or second.parts.get(part, "") == wrote


def test_the_same_part_changed_by_both_is_a_conflict_and_different_parts_are_not() -> None:
    had = {"words": mark("old"), "1": mark("")}
    assert saved({"words": "theirs"}, {"words": "mine", "1": "new"}, had).conflicts == ("words",)
    assert saved({"words": "theirs"}, {"words": "old", "1": "new"}, had).parts == {"words": "theirs", "1": "new"}
    assert saved({"words": "same"}, {"words": "same"}, had).conflicts == ()


def test_only_what_was_previewed_is_sent() -> None:
    drafts.check_same("a", "a")
    with pytest.raises(Refusal, match="changed since this preview"):
        drafts.check_same("a", "b")


# --- Blacking out -----------------------------------------------------------------------------------------------------


def test_a_piece_is_blacked_out_where_it_stands_once() -> None:
    words = "Ask Ann or Bob.\nAnn knows."
    assert place_of("Bob", words) == (11, 14)
    black = Blackened(11, 14, "personal_data", "A name.")
    for piece, said in (("Eve", "do not stand"), ("Ann", "2 times"), ("or Bob", "blacked out already")):
        with pytest.raises(Invalid, match=said):
            place_of(piece, words, [black])


@given(words=st.text("ab \n", min_size=1, max_size=40), data=st.data())
def test_black_keeps_the_length_and_the_lines_and_tells_nothing_of_what_was_there(
    words: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    stop = data.draw(st.integers(start + 1, len(words)))
    black = blacked_out(words, start, stop)
    assert (len(black), black.count("\n")) == (len(words), words.count("\n"))
    assert set(black[start:stop]) <= {submissions.BLACK, "\n"}
    assert (black[:start], black[stop:]) == (words[:start], words[stop:])
    one = Blackened(start, stop, "insult", "R.")
    shown = paragraphs(black, [one])
    assert "".join(piece for line in shown for piece, _ in line) == "".join(
        line for line in black.split("\n") if line.strip()
    )
    assert all((why is one) == (submissions.BLACK in piece) for line in shown for piece, why in line if piece.strip())


def test_a_digest_says_nothing_of_the_authors_and_changes_with_every_part() -> None:
    found = {
        submissions.digest_of("T", "W"), submissions.digest_of("T", "W", ["A"]), submissions.digest_of("T", "W", [], ["f"]),
        submissions.digest_of("T", "X"), submissions.digest_of("U", "W"),
    }  # fmt: skip
    assert len(found) == 5
