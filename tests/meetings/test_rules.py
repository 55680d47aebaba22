"""What may befall a session after what, where does it stand, and how is an election told?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Refusal
from oewg.meetings.rules import sessions as rules
from oewg.meetings.rules.sessions import Event
from oewg.meetings.rules.words import election_words, in_a_sentence, ordinal

AT = datetime(2020, 3, 1, tzinfo=UTC)
FIRST, LAST = date(2020, 7, 6), date(2020, 7, 10)
LATER = (date(2021, 3, 8), date(2021, 3, 12))
ALL = ("opened", "postponed", "moved_online", "cancelled", "closed")


def history(*whats: str) -> list[Event]:
    days = LATER
    return [
        Event(what, AT + timedelta(days=day), "Because", *(days if what == "postponed" else ()))
        for day, what in enumerate(whats)
    ]


@pytest.mark.parametrize(
    ("befallen", "next_may_be"),
    [
        ((), {"planned"}),
        (("planned",), {"opened", "postponed", "moved_online", "cancelled"}),
        (("planned", "postponed"), {"opened", "postponed", "moved_online", "cancelled"}),
        (("planned", "moved_online"), {"opened", "postponed", "cancelled"}),
        (("planned", "moved_online", "postponed"), {"opened", "postponed", "cancelled"}),
        (("planned", "opened"), {"moved_online", "closed"}),
        (("planned", "opened", "moved_online"), {"closed"}),
        (("planned", "cancelled"), set()),
        (("planned", "opened", "closed"), set()),
    ],
)
def test_what_may_befall_a_session_after_what(befallen: tuple[str, ...], next_may_be: set[str]) -> None:
    so_far = history(*befallen)
    assert set(rules.may_follow(so_far)) == next_may_be
    for what in ("planned", *ALL):
        if what in next_may_be:
            rules.check_befalls(so_far, what, "Because")
        elif befallen:
            with pytest.raises(Refusal):
                rules.check_befalls(so_far, what, "Because")


def test_every_standing_has_a_row() -> None:
    befalling = {what for follows in rules.FOLLOWS.values() for what in follows}
    assert set(rules.FOLLOWS) == {"", *befalling} - {"moved_online"}


@pytest.mark.parametrize(
    ("befallen", "status", "online"),
    [
        (("planned",), "planned", False),
        (("planned", "moved_online"), "planned", True),
        (("planned", "postponed"), "postponed", False),
        (("planned", "moved_online", "postponed"), "postponed", True),
        (("planned", "postponed", "moved_online", "opened"), "opened", True),
        (("planned", "opened", "moved_online", "closed"), "closed", True),
        (("planned", "cancelled"), "cancelled", False),
    ],
)
def test_where_a_session_stands_follows_from_its_history(befallen: tuple[str, ...], status: str, online: bool) -> None:
    assert rules.status_of(history(*befallen)) == status
    assert rules.is_online(history(*befallen)) is online


@pytest.mark.parametrize("what", ["postponed", "moved_online", "cancelled"])
@pytest.mark.parametrize("reason", ["", "  "])
def test_a_change_of_plan_needs_its_reason(what: str, reason: str) -> None:
    with pytest.raises(Refusal, match="please give the reason"):
        rules.check_befalls(history("planned"), what, reason)


def test_opening_and_closing_need_no_reason() -> None:
    rules.check_befalls(history("planned"), "opened")
    rules.check_befalls(history("planned", "opened"), "closed")


@pytest.mark.parametrize(
    ("meetings", "words"),
    [
        ([(1, "adjourned"), (2, "open")], "The 2nd meeting has not been adjourned"),
        ([(3, "suspended"), (4, "planned")], "The 3rd meeting has not been adjourned"),
        ([(1, "adjourned"), (2, "cancelled"), (3, "planned")], "The 3rd meeting is still called for"),
    ],
)
def test_a_session_is_not_closed_over_a_meeting_that_goes_on_or_is_still_called_for(
    meetings: list[tuple[int, str]], words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        rules.check_closes(meetings)


def test_a_session_is_closed_when_its_meetings_are_over() -> None:
    rules.check_closes([])
    rules.check_closes([(1, "adjourned"), (2, "cancelled")])


def test_the_latest_plan_says_on_which_days_a_session_is_held() -> None:
    assert rules.dates_of(FIRST, LAST, history("planned", "moved_online")) == (FIRST, LAST)
    assert rules.dates_of(FIRST, LAST, history("planned", "postponed", "opened")) == LATER


@given(st.lists(st.sampled_from(ALL), max_size=8))
def test_a_session_is_opened_once_and_nothing_befalls_it_after_its_end(wishes: list[str]) -> None:
    so_far = history("planned")
    for what in wishes:
        if what in rules.may_follow(so_far):
            so_far = [*so_far, Event(what, AT, "Because", *(LATER if what == "postponed" else ()))]
    whats = [event.what for event in so_far]
    assert whats.count("opened") <= 1
    for end in ("closed", "cancelled"):
        assert end not in whats[:-1]
    assert not ("opened" in whats and "postponed" in whats[whats.index("opened") :])


BUREAU = ("chair", "vice_chair", "rapporteur")


@pytest.mark.parametrize(
    ("filled", "closed", "decided", "missing"),
    [
        ((), (), False, {"officers", "agenda", "programme_of_work", "modalities", "dates"}),
        (("chair",), (), False, {"officers", "agenda", "programme_of_work", "modalities", "dates"}),
        (BUREAU[1:], ("agenda", "rules"), True, {"officers", "programme_of_work", "modalities"}),
        (BUREAU, ("agenda", "programme_of_work", "modalities"), False, {"dates"}),
        ((*BUREAU, "vice_chair"), ("agenda", "programme_of_work", "modalities"), True, set()),
    ],
)
def test_the_checklist_of_the_organizational_session(
    filled: tuple[str, ...], closed: tuple[str, ...], decided: bool, missing: set[str]
) -> None:
    assert {key for key, done in rules.settled(filled, closed, decided) if not done} == missing


def test_the_vacant_offices_of_the_bureau() -> None:
    assert rules.vacant(()) == BUREAU
    assert rules.vacant(("vice_chair", "vice_chair")) == ("chair", "rapporteur")
    assert rules.vacant(BUREAU) == ()


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (111, "111th"), (122, "122nd")]
)  # fmt: skip
def test_ordinals(number: int, words: str) -> None:
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("Switzerland", "Switzerland"),
        ("Netherlands", "the Netherlands"),
        ("Russian Federation", "the Russian Federation"),
        ("United States of America", "the United States of America"),
        ("Republic of Korea", "the Republic of Korea"),
        ("Nigeria", "Nigeria"),
        ("Niger", "the Niger"),
        ("South Sudan", "South Sudan"),
        ("Democratic People's Republic of Korea", "the Democratic People's Republic of Korea"),
    ],
)
def test_a_states_name_within_a_sentence(state: str, words: str) -> None:
    assert in_a_sentence(state) == words


def test_an_election_is_told_with_its_meeting_its_day_and_the_state() -> None:
    assert election_words(1, date(2019, 6, 3), "Switzerland", "chair") == (
        "At its 1st meeting, on 3 June 2019, the Working Group elected, by acclamation, "
        "the representative of Switzerland as Chair."
    )
