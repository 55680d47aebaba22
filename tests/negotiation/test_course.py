"""In which state was a provision at an earlier instant? Tables of what stood from when until when."""

from datetime import UTC, datetime, timedelta

import pytest

from oewg.negotiation.rules.course import (
    History,
    Lasting,
    NoteHeld,
    PositionHeld,
    Stretch,
    Wording,
    instants,
    open_since,
    state_at,
    stretches,
)
from oewg.negotiation.rules.positions import Change, Held, stale_since

START = datetime(2020, 1, 1, 10, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def lasts(since: int, until: int | None = None) -> Lasting:
    return Lasting(day(since), None if until is None else day(until))


def wording(revision: int, made: int, *, is_open: bool = False, editorial: bool = False, contested: int | None = None) -> Wording:  # fmt: skip
    return Wording(Change(revision, editorial), day(made), is_open, None if contested is None else day(contested))


def held(
    stance: str, since: int, until: int | None = None, *, on: int = 1, end: str = "", ended: int = 0
) -> PositionHeld:
    condition = day(ended) if end else None
    one = Held(1, "", stance, on, "", day(since), amendment_end=end or None, amendment_ended_at=condition)
    return PositionHeld(one, lasts(since, until), condition)


FIRST = (wording(1, 0),)
CASES = {
    "before it was there": (History("paragraph", lasts(2), (wording(1, 2),)), "-- -- clear clear"),
    "removed": (History("paragraph", lasts(0, 2), FIRST), "clear clear --"),
    "an objection comes and goes": (
        History("paragraph", lasts(0), FIRST, (held("object", 1, 3),)), "clear objected objected clear",
    ),
    "support never stands in the way": (History("paragraph", lasts(0), FIRST, (held("support", 1),)), "clear clear"),
    "an acceptance whose amendment is withdrawn": (
        History("paragraph", lasts(0), FIRST, (held("can_accept_with_amendment", 1, end="withdrawn", ended=3),),
                (lasts(0, 3),)),
        "amendments_open amendments_open amendments_open reserved",
    ),
    "an acceptance whose amendment is taken up": (
        History("paragraph", lasts(0), FIRST, (held("can_accept_with_amendment", 1, end="taken_up", ended=3),),
                (lasts(0, 3),)),
        "amendments_open amendments_open amendments_open clear",
    ),
    "brackets, then none": (
        History("paragraph", lasts(0), (wording(1, 0, is_open=True), wording(2, 2))), "brackets_open brackets_open clear",
    ),
    "a gavel, and a reopening": (
        History("paragraph", lasts(0), FIRST, gavels=((1, lasts(1, 3)),)),
        "clear agreed_ad_referendum agreed_ad_referendum clear",
    ),
    "a second gavel": (
        History("paragraph", lasts(0), FIRST, gavels=((1, lasts(0, 1)), (1, lasts(2)))),
        "agreed_ad_referendum clear agreed_ad_referendum",
    ),
    "a gavel on another wording": (
        History("paragraph", lasts(0), (wording(1, 0), wording(2, 2)), gavels=((1, lasts(1)),)),
        "clear agreed_ad_referendum clear",
    ),
    "a gavel over an editorial change, contested later": (
        History("paragraph", lasts(0), (wording(1, 0), wording(2, 2, editorial=True, contested=3)), gavels=((1, lasts(1)),)),
        "clear agreed_ad_referendum agreed_ad_referendum clear",
    ),
    "adopted": (
        History("paragraph", lasts(0), FIRST, gavels=((1, lasts(1)),), adopted_at=day(2)),
        "clear agreed_ad_referendum adopted",
    ),
    "a footnote in brackets": (
        History("paragraph", lasts(0), FIRST,
                notes=(NoteHeld(lasts(1), (wording(8, 1, is_open=True), wording(9, 2))),)),
        "clear brackets_open clear",
    ),
    "a footnote in brackets that is removed": (
        History("paragraph", lasts(0), FIRST, notes=(NoteHeld(lasts(0, 2), (wording(8, 0, is_open=True),)),)),
        "brackets_open brackets_open clear",
    ),
    "an alternative, for a while": (
        History("paragraph", lasts(0), FIRST, beside=(lasts(1, 3),)), "clear brackets_open brackets_open clear",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("history", "expected"), CASES.values(), ids=CASES)
def test_the_state_at_an_earlier_instant(history: History, expected: str) -> None:
    for number, state in enumerate(expected.split()):
        assert state_at(history, day(number)) == (None if state == "--" else state), number


OPEN_SINCE = {
    "nothing is open": (History("paragraph", lasts(0), FIRST), None),
    "open from the beginning": (History("paragraph", lasts(0), (wording(1, 0, is_open=True),)), 0),
    "open again": (
        History("paragraph", lasts(0), (wording(1, 0, is_open=True), wording(2, 2), wording(3, 5, is_open=True),
                                        wording(4, 6, is_open=True))), 5,
    ),
    "closed": (History("paragraph", lasts(0), (wording(1, 0, is_open=True), wording(2, 2))), None),
    "a footnote, then an alternative, without a break": (
        History("paragraph", lasts(0), FIRST, notes=(NoteHeld(lasts(1, 4), (wording(8, 1, is_open=True),)),),
                beside=(lasts(3),)), 1,
    ),
    "a footnote, then an alternative, with a break": (
        History("paragraph", lasts(0), FIRST, notes=(NoteHeld(lasts(1, 2), (wording(8, 1, is_open=True),)),),
                beside=(lasts(3),)), 3,
    ),
    "an alternative that was there first": (History("paragraph", lasts(2), (wording(1, 2),), beside=(lasts(0),)), 2),
}  # fmt: skip


@pytest.mark.parametrize(("history", "expected"), OPEN_SINCE.values(), ids=OPEN_SINCE)
def test_since_when_something_is_open(history: History, expected: int | None) -> None:
    assert open_since(history) == (None if expected is None else day(expected))


@pytest.mark.parametrize(
    ("one", "since"),
    [
        (held("object", 1), 1),
        (held("can_accept_with_amendment", 1, end="withdrawn", ended=9), 9),
        (held("can_accept_with_amendment", 1, end="superseded", ended=9), 9),
        (held("can_accept_with_amendment", 1, end="taken_up", ended=9), 1),
    ],
)
def test_acceptance_stands_in_the_way_since_its_condition_has_gone(one: PositionHeld, since: int) -> None:
    assert one.held.doubts_since == day(since)


@pytest.mark.parametrize(
    ("stance", "changes", "since"),
    [
        ("support", (Change(1, False, at=day(0)),), None),
        ("support", (Change(1, False, at=day(0)), Change(2, False, at=day(3)), Change(3, False, at=day(5))), 3),
        ("support", (Change(1, False, at=day(0)), Change(2, True), Change(3, False, at=day(5))), 5),
        ("support", (Change(1, False, at=day(0)), Change(2, True, True, at=day(7)), Change(3, False, at=day(5))), 5),
        ("support", (Change(1, False, at=day(0)), Change(2, True, True, at=day(4)), Change(3, False, at=day(5))), 4),
        ("object", (Change(1, False, at=day(0)), Change(2, False, at=day(3))), None),
    ],
)
def test_since_when_support_is_on_earlier_text(stance: str, changes: tuple[Change, ...], since: int | None) -> None:
    assert stale_since(held(stance, 1).held, changes) == (None if since is None else day(since))


def test_runs_of_equal_states_are_one_stretch() -> None:
    assert stretches([None, "clear", "clear", "objected", None, "clear"]) == [
        Stretch(1, 2, "clear"), Stretch(3, 1, "objected"), Stretch(5, 1, "clear"),
    ]  # fmt: skip
    assert stretches([]) == []


def test_of_a_day_the_last_moment_is_shown_and_of_many_days_the_first_and_the_last() -> None:
    moments = [day(0), day(0) + timedelta(hours=3), day(1), day(0) + timedelta(hours=1)]
    assert instants(moments, 5) == [day(0) + timedelta(hours=3), day(1)]
    some = instants([day(number) for number in range(100)], 7)
    assert len(some) == 7
    assert (some[0], some[-1]) == (day(0), day(99))
