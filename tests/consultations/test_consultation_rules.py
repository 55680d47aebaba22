"""Do the rules of consultative meetings decide as practice has it? Tables of cases."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.consultations.rules import consultations, programme, registration, written
from oewg.consultations.rules.programme import Part
from oewg.consultations.rules.registration import Places
from oewg.core.errors import Invalid, NotAllowed, Refusal

TEN = datetime(2019, 12, 2, 15, tzinfo=UTC)


def part(start: int, end: int, segment: int = 1, title: str = "Opening", theme: int | None = None) -> Part:
    """Minutes after ten."""
    return Part(segment, 7, TEN + timedelta(minutes=start), TEN + timedelta(minutes=end), theme, title)


@pytest.mark.parametrize(
    ("start", "end", "over", "says"),
    [
        (0, 30, False, None), (150, 180, False, None), (-1, 30, False, "later"), (150, 181, False, "end before"),
        (30, 30, False, "after it begins"), (0, 30, True, "over"),
    ],
)  # fmt: skip
def test_a_part_of_the_programme_lies_within_its_meeting(start: int, end: int, over: bool, says: str | None) -> None:
    def check() -> None:
        programme.check_part(part(start, end), TEN, TEN + timedelta(hours=3), over)

    if says is None:
        check()
    else:
        with pytest.raises(Refusal, match=says):
            check()


@given(st.integers(0, 100), st.integers(1, 60), st.integers(0, 100), st.integers(1, 60))
def test_two_parts_conflict_exactly_when_some_minute_is_in_both(a: int, long: int, b: int, other: int) -> None:
    shared = set(range(a, a + long)) & set(range(b, b + other))
    try:
        programme.check_conflict(part(a, a + long), [part(b, b + other, 2, "Threats")])
        refused = False
    except Invalid:
        refused = True
    assert refused == bool(shared)


def test_what_changed_in_a_programme_is_told_part_by_part() -> None:
    before = [part(0, 30, 1), part(30, 60, 2, "Threats"), part(60, 90, 3, "Rules")]
    now = [part(0, 30, 1), part(40, 60, 2, "Threats"), part(90, 120, 4, "Closing")]
    found = programme.changes(before, now)
    told = [(one.before and one.before.title, one.now and one.now.title, one.what) for one in found]
    assert told == [("Threats", "Threats", ("starts_at",)), ("Rules", None, ()), (None, "Closing", ())]
    assert programme.changes(now, now) == []


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [(None, [], "no parts"), (None, [part(0, 30)], None), ([part(0, 30)], [part(0, 30)], "Nothing has changed"),
     ([part(0, 30)], [part(0, 20)], None)],
)  # fmt: skip
def test_a_programme_is_issued_when_it_says_something_new(
    before: list[Part] | None, now: list[Part], says: str | None
) -> None:
    if says is None:
        programme.check_issues(before, now)
    else:
        with pytest.raises(Refusal, match=says):
            programme.check_issues(before, now)


@pytest.mark.parametrize(
    ("own", "removed", "before", "answer", "says"),
    [
        (True, None, None, "agreed", None), (True, None, "agreed", "declined", None), (True, None, "declined", "agreed", None),
        (True, None, "agreed", "agreed", "nothing to record"), (True, TEN, None, "agreed", "taken out"),
        (False, None, None, "agreed", "Whoever was asked"),
    ],
)  # fmt: skip
def test_whoever_was_asked_answers_and_may_think_better_of_it(
    own: bool, removed: datetime | None, before: str | None, answer: str, says: str | None
) -> None:
    if says is None:
        programme.check_answers(own, removed, before, answer)
    else:
        with pytest.raises((Refusal, NotAllowed), match=says):
            programme.check_answers(own, removed, before, answer)


@pytest.mark.parametrize(
    ("modes", "manners"),
    [(["in_person"], ("in_person",)), (["virtual"], ("online",)), (["hybrid"], ("in_person", "online")),
     (["in_person", "virtual"], ("in_person", "online")), ([], ())],
)  # fmt: skip
def test_one_attends_as_the_meetings_are_held(modes: list[str], manners: tuple[str, ...]) -> None:
    assert registration.manners_of(modes) == manners


@pytest.mark.parametrize(
    ("places", "manners", "taken", "wrong"),
    [
        (Places(5, 0, 2), ("in_person",), {}, None), (Places(0, 5, 2), ("in_person",), {}, "online"),
        (Places(0, 0, 2), ("in_person",), {}, "in_person"), (Places(5, 0, 0), ("in_person",), {}, "for_each"),
        (Places(2, 0, 2), ("in_person",), {"in_person": 3}, "in_person"), (Places(3, 0, 2), ("in_person",), {"in_person": 3}, None),
    ],
)  # fmt: skip
def test_places_follow_the_form_of_the_meetings_and_are_never_taken_away(
    places: Places, manners: tuple[str, ...], taken: dict[str, int], wrong: str | None
) -> None:
    if wrong is None:
        registration.check_places(places, manners, taken)
    else:
        with pytest.raises(Invalid) as refused:
            registration.check_places(places, manners, taken)
        assert list(refused.value.fields) == [wrong]


@pytest.mark.parametrize(
    ("after", "says"), [(-1, "not been opened"), (0, None), (59, None), (60, "late"), (61, "late")]
)
def test_registration_is_half_open(after: int, says: str | None) -> None:
    def check() -> None:
        registration.check_in_time(TEN, TEN + timedelta(minutes=60), TEN + timedelta(minutes=after), "then")

    if says is None:
        check()
    else:
        with pytest.raises(Refusal, match=says):
            check()


@given(st.sets(st.integers(1, 12)), st.integers(0, 10))
def test_a_free_place_is_one_that_nobody_has_and_there_are_no_more_persons_than_places(
    taken: set[int], places: int
) -> None:
    seat = registration.free_seat(taken, places)
    if len(taken) >= places:
        assert seat is None
    else:
        assert seat is not None
        assert seat not in taken
        assert 1 <= seat <= places


@pytest.mark.parametrize(
    ("linked", "words", "own", "consented", "consent", "field"),
    [
        (False, True, False, False, "anonymous", None), (False, False, False, False, "named", "words"),
        (True, False, True, True, "named", None), (True, False, True, True, "not_published", None),
        (True, True, True, True, "named", "link"), (True, False, False, True, "named", "link"),
        (True, False, True, False, "named", "link"), (True, False, True, True, "anonymous", "link"),
    ],
)  # fmt: skip
def test_a_link_gives_no_author_away(
    linked: bool, words: bool, own: bool, consented: bool, consent: str, field: str | None
) -> None:
    if field is None:
        written.check_link(linked, words, own, consented, consent)
    else:
        with pytest.raises(Invalid) as refused:
            written.check_link(linked, words, own, consented, consent)
        assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Ana Lima said that cables matter.", ["Ana Lima"]), ("ANA  LIMA spoke", ["Ana Lima"]), ("Anabel Limante spoke", []),
        ("Open Wires (and Ana Lima).", ["Ana Lima", "Open Wires"]), ("It was said that wires are open.", []),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written_and_not_within_a_word(words: str, found: list[str]) -> None:
    assert consultations.named_in([words], ["Ana Lima", "Open Wires", ""]) == found
