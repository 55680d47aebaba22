"""Of what is a person told, once and never twice? Tables of cases, and properties of random courses of choices."""

import importlib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.accounts.queries.topics import CONCERNS, concerns, describes, everybody
from oewg.accounts.rules.acts import WORDS
from oewg.accounts.rules.capacities import ActingAs
from oewg.accounts.rules.notices import (
    CLAIM_LASTS,
    LONGEST_PAUSE,
    PACES,
    SIGNED_IN,
    TOPICS,
    Chosen,
    Matter,
    Person,
    Whom,
    changed,
    check_choices,
    digests_since,
    held,
    is_stopped,
    may_be_told,
    offered,
    pause_after,
    told_of,
    topic,
)
from oewg.core.errors import Invalid
from tests.test_house import ROOMS

for room in set(ROOMS) - {"core", "record"}:
    importlib.import_module(f"oewg.{room}.views")  # the rooms declare their topics and acts
THEN = datetime(2019, 6, 3, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ME = 12


def capacity(
    role: str = "adviser", since: datetime = THEN, until: datetime | None = None, code: str = "FRA"
) -> ActingAs:
    given: dict[str, object] = {}
    if role not in ("secretariat", "administrator"):
        given = {"delegation_id": 7, "delegation_code": code, "delegation_kind": "member"}
    return ActingAs(1, role, since, until, **given)  # type: ignore[arg-type]


def person(*capacities: ActingAs, chosen: Chosen | None = None, disabled: bool = False) -> Person:
    return Person(ME, tuple(held(ME, one) for one in capacities), chosen or Chosen(), disabled)


def matter(
    readers: tuple[str, ...] = ("public",), at: datetime = THEN, actor: int | None = 99, index: int = 5,
    **concerned: tuple[Whom, ...],
) -> Matter:  # fmt: skip
    return Matter(index, at, actor, frozenset(readers), concerned or {"silence": (Whom("public"),)})


FRANCE = Whom("delegation:FRA")
JAPAN = Whom("delegation:JPN")


@pytest.mark.parametrize(
    ("what", "who", "told"),
    [
        (matter(), person(capacity()), "silence"),
        (matter(actor=ME), person(capacity()), None),
        (matter(actor=None), person(capacity()), "silence"),
        (matter(), person(), None),
        (matter(), person(capacity("administrator")), None),
        (matter(readers=("delegation:FRA",)), person(capacity()), "silence"),
        (matter(readers=("delegation:JPN", "chair")), person(capacity()), None),
        (matter(own_amendments=(FRANCE,)), person(capacity()), "own_amendments"),
        (matter(own_amendments=(JAPAN,)), person(capacity()), None),
        (matter(own_amendments=(JAPAN, FRANCE)), person(capacity()), "own_amendments"),
        (matter(own_amendments=(FRANCE,)), person(capacity("chair")), None),
        (matter(own_amendments=(FRANCE,)), person(capacity("chair"), capacity()), "own_amendments"),
        (matter(), person(capacity(until=THEN)), None),
        (matter(), person(capacity(since=THEN + HOUR)), None),
        (matter(), person(capacity(until=THEN + HOUR)), "silence"),
        (matter(), person(capacity(), chosen=Chosen({"silence": "none"})), None),
    ],
)
def test_whoever_is_concerned_and_may_read_it_is_told_but_not_of_own_acts(
    what: Matter, who: Person, told: str | None
) -> None:
    found = told_of(what, who)
    assert (found.topic.key if found else None) == told


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({}, ("own_amendments", "at_once")),
        ({"own_amendments": "none"}, ("amendments", "daily")),
        ({"own_amendments": "daily"}, ("own_amendments", "daily")),
        ({"own_amendments": "daily", "amendments": "at_once"}, ("amendments", "at_once")),
        ({"own_amendments": "none", "amendments": "none"}, None),
    ],
)
def test_what_belongs_to_two_topics_is_told_once_at_the_faster_pace(
    chosen: dict[str, str], told: tuple[str, str] | None
) -> None:
    both = matter(own_amendments=(FRANCE,), amendments=(Whom("public"),))
    found = told_of(both, person(capacity(), chosen=Chosen(chosen)))
    assert ((found.topic.key, found.pace) if found else None) == told


@pytest.mark.parametrize(
    ("what", "quietly"),
    [
        (matter(), False),
        (matter(readers=("delegations",)), True),
        (matter(own_positions=(Whom("delegation:FRA", quietly=True),)), True),
        (matter(own_positions=(Whom("delegation:FRA", quietly=True), FRANCE)), False),
        (matter(readers=("chair", "delegation:FRA"), own_positions=(FRANCE,)), True),
    ],
)
def test_a_letter_does_not_name_what_is_sealed_or_what_concerns_one_in_confidence(what: Matter, quietly: bool) -> None:
    found = told_of(what, person(capacity()))
    assert found is not None
    assert found.quietly is quietly


def test_what_was_to_be_told_is_not_said_once_the_capacity_has_ended_the_account_is_disabled_or_it_was_stopped() -> (
    None
):
    what = matter()
    who = person(capacity(until=THEN + HOUR))
    told = told_of(what, who)
    assert told
    assert may_be_told(what, told, who, THEN + HOUR / 2)
    assert not may_be_told(what, told, who, THEN + HOUR)
    assert not may_be_told(what, told, person(capacity(), disabled=True), THEN)
    assert not is_stopped(told, who)
    assert is_stopped(told, person(capacity(), chosen=Chosen({"silence": "none"})))


def test_a_new_capacity_tells_nothing_of_what_was_before_it() -> None:
    who = person(capacity(until=THEN), capacity("chair", since=THEN + HOUR))
    assert told_of(matter(at=THEN + HOUR / 2), who) is None


COURSE = st.lists(st.tuples(st.sampled_from(("silence", "meetings", None)), st.sampled_from(PACES)), max_size=30)
"""What happens in turn: an entry that concerns everybody (None), or a topic is chosen at a pace."""


def run_through(course: list[tuple[str | None, str]]) -> Iterator[tuple[int, dict[str, str], Chosen]]:
    """Each entry with what was chosen then; the choices as they are kept at the end, of which only the last is yielded."""
    now: dict[str, str] = {}
    changes: list[tuple[int, dict[str, str]]] = []
    entries: list[tuple[int, dict[str, str]]] = []
    for index, (what, pace) in enumerate(course):
        if what is None:
            entries.append((index, dict(now)))
            continue
        new, before = changed({what: pace}, Chosen(now))
        if new:
            changes.append((index, before))
            now |= new
    kept = Chosen(now, changes)
    yield from ((index, then, kept) for index, then in entries)


@given(course=COURSE)
def test_the_pace_of_an_entry_is_the_one_chosen_when_it_was_recorded(course: list[tuple[str | None, str]]) -> None:
    for index, then, kept in run_through(course):
        for key in ("silence", "meetings"):
            assert kept.pace_at(TOPICS[key], index) == then.get(key, TOPICS[key].pace)


@given(course=COURSE, rounds=st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=12))
def test_whenever_rounds_look_each_entry_is_told_once_at_its_pace(
    course: list[tuple[str | None, str]], rounds: list[tuple[int, bool]]
) -> None:
    """A round at some moment sees the choices as they are kept at that moment, and moves its mark to the present end."""
    told: list[int] = []
    marks = {"at_once": -1, "daily": -1}
    last = len(course)
    for moment, daily in [*sorted(rounds), (last, True)]:
        so_far = course[: min(moment, last)]
        for pace in ("at_once", "daily") if daily else ("at_once",):
            for index, _then, kept in run_through(so_far):
                found = told_of(matter(index=index), person(capacity(), chosen=kept))
                if index > marks[pace] and found and found.pace == pace:
                    told.append(index)
            marks[pace] = max(marks[pace], len(so_far) - 1)
    wanted = [index for index, then, _ in run_through(course) if then.get("silence", "at_once") != "none"]
    assert sorted(told) == wanted


def test_only_what_is_offered_can_be_chosen() -> None:
    check_choices({"silence": "daily"}, {"delegate"})
    with pytest.raises(Invalid) as refused:
        check_choices({"silence": "weekly", "for_the_chair": "daily", "nothing": "daily"}, {"delegate"})
    assert set(refused.value.fields) == {"silence", "for_the_chair", "nothing"}


def test_what_changes_nothing_is_no_choice() -> None:
    assert changed({"silence": "at_once", "meetings": "none", "nothing": "daily"}, Chosen()) == (
        {"meetings": "none"}, {"meetings": "at_once"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("at", "since"),
    [
        ("2019-06-03T10:59:59", "2019-06-02T11:00:00"),
        ("2019-06-03T11:00:00", "2019-06-03T11:00:00"),
        ("2019-06-03T23:30:00", "2019-06-03T11:00:00"),
        ("2019-06-04T03:30:00", "2019-06-03T11:00:00"),
        # In New York the clocks go forward on 10 March 2019 and back on 3 November.
        ("2019-03-10T10:59:00", "2019-03-09T12:00:00"),
        ("2019-03-10T11:00:00", "2019-03-10T11:00:00"),
        ("2019-11-03T11:59:00", "2019-11-02T11:00:00"),
        ("2019-11-03T12:00:00", "2019-11-03T12:00:00"),
    ],
)
def test_daily_digests_go_by_the_clocks_of_the_zone(at: str, since: str) -> None:
    found = digests_since(datetime.fromisoformat(at).replace(tzinfo=UTC), time(7), "America/New_York")
    assert found == datetime.fromisoformat(since).replace(tzinfo=UTC)


@given(hours=st.integers(0, 24 * 400), zone=st.sampled_from(("America/New_York", "Europe/Zurich", "Asia/Kathmandu")))
def test_there_is_one_digest_in_a_day_whatever_the_clocks_do(hours: int, zone: str) -> None:
    at = datetime(2019, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    since = digests_since(at, time(2, 30), zone)
    assert timedelta(0) <= at - since < timedelta(hours=25, minutes=1)
    assert digests_since(since, time(2, 30), zone) == since


def test_pauses_double_up_to_half_a_day() -> None:
    pauses = [pause_after(failures) for failures in range(40)]
    assert pauses[0] == CLAIM_LASTS
    assert pauses[1:4] == [2 * CLAIM_LASTS, 4 * CLAIM_LASTS, 8 * CLAIM_LASTS]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_every_topic_is_told_of_something_and_every_act_of_a_topic_has_words() -> None:
    declared = {key for topics in CONCERNS.values() for key in topics}
    assert declared == set(TOPICS)
    assert {act for act, topics in CONCERNS.items() if topics} <= WORDS.keys()


def test_everybody_who_can_sign_in_is_offered_something() -> None:
    assert all(offered([role]) for role in SIGNED_IN)
    assert offered(["public"]) == []
    places = [each.place for each in offered(SIGNED_IN)]
    assert places == sorted(places)


def test_a_topic_an_act_or_a_name_is_not_declared_twice() -> None:
    with pytest.raises(ValueError, match="silence"):
        topic("silence", "Silence", why="Because", roles={"chair"}, pace="daily", place=1)
    with pytest.raises(ValueError, match="roles"):
        topic("new", "New", why="Because", roles={"public"}, pace="daily", place=1)
    with pytest.raises(ValueError, match="open_silence"):
        concerns("silence", open_silence=everybody)
    with pytest.raises(ValueError, match="no such topic"):
        concerns("nothing", open_silence=everybody)
    with pytest.raises(ValueError, match="account"):
        describes(account=lambda _db, ids: {})
    with pytest.raises(ValueError, match="own_delegation"):
        describes("own_delegation", capacity=lambda _db, ids: {})
