"""Do the rules of speaking give the order, the limits and the refusals that the rules of procedure ask for?"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.accounts.rules.capacities import PUBLIC, ActingAs, Viewer
from oewg.core.errors import Invalid, Refusal
from oewg.meetings.rules import floor, speaking
from oewg.meetings.rules.speaking import Limits, Speaker, Standing

AT = datetime(2020, 2, 10, 15, 0, tzinfo=UTC)
KINDS = ("member", "observer_state", "observer_organization", "")


def viewer(role: str, delegation: int = 0, group: int = 0, organization: int = 0) -> Viewer:
    acting = ActingAs(
        1, role, AT, None, delegation or None, "XXX" if delegation else "", "member" if delegation else "",
        group or None, "GRP" if group else "", organization or None, "Org" if organization else "", bool(organization),
    )  # fmt: skip
    return Viewer(1, "N", acting)


standings = st.lists(
    st.builds(
        Standing,
        id=st.integers(1, 10**6),
        place=st.integers(1, 10**6),
        kind=st.sampled_from(("statement", "reply")),
        for_group=st.booleans(),
        delegation_kind=st.sampled_from(KINDS),
        absences=st.integers(0, 1),
    ),
    unique_by=(lambda one: one.id, lambda one: one.place),
)


@pytest.mark.parametrize(
    ("standing", "rank"),
    [
        (Standing(1, 9, for_group=True, delegation_kind="member"), speaking.GROUP),
        (Standing(1, 9, for_group=True, delegation_kind="observer_state"), speaking.GROUP),
        (Standing(1, 1, delegation_kind="member"), speaking.MEMBER),
        (Standing(1, 1, delegation_kind="observer_state"), speaking.OBSERVER),
        (Standing(1, 1, delegation_kind="observer_organization"), speaking.OBSERVER),
        (Standing(1, 1), speaking.ORGANIZATION),
        (Standing(1, 1, for_group=True, delegation_kind="member", absences=1), speaking.ABSENT),
        (Standing(1, 1, kind="reply", delegation_kind="member"), speaking.REPLY),
        (Standing(1, 1, kind="reply", delegation_kind="member", absences=1), speaking.REPLY),
    ],
)
def test_each_speaker_is_called_in_its_class(standing: Standing, rank: int) -> None:
    assert standing.rank == rank


def test_groups_first_then_members_by_place_observers_organizations_the_absent_and_replies() -> None:
    late_group = Standing(7, 7, for_group=True, delegation_kind="member")
    members = [Standing(2, 2, delegation_kind="member"), Standing(5, 5, delegation_kind="member")]
    observer, organization = Standing(1, 1, delegation_kind="observer_state"), Standing(3, 3)
    absent = Standing(4, 9, delegation_kind="member", absences=1)
    replies = [
        Standing(6, 6, kind="reply", delegation_kind="member"),
        Standing(8, 8, kind="reply", delegation_kind="member"),
    ]
    wanted = [late_group, *members, observer, organization, absent, *replies]
    assert speaking.in_order(reversed(wanted)) == wanted


@given(standings)
def test_the_order_loses_nobody_and_follows_class_and_place(waiting: list[Standing]) -> None:
    order = speaking.in_order(waiting)
    assert sorted(order, key=lambda one: one.id) == sorted(waiting, key=lambda one: one.id)
    for before, after in pairwise(order):
        assert before.rank < after.rank or (before.rank == after.rank and before.place < after.place)


@given(standings, st.integers(1, 10**6))
def test_a_later_inscription_passes_nobody_of_its_class(waiting: list[Standing], number: int) -> None:
    last = max((one.place for one in waiting), default=0) + 1
    new = Standing(-number, last, delegation_kind="member")
    with_new = speaking.in_order([*waiting, new])
    assert [one for one in with_new if one is not new] == speaking.in_order(waiting)
    behind = with_new[with_new.index(new) + 1 :]
    assert all(one.rank > speaking.MEMBER for one in behind)


@given(standings)
def test_an_exchange_of_places_moves_these_two_and_nobody_else(waiting: list[Standing]) -> None:
    statements = [one for one in waiting if one.kind == "statement"]
    pairs = [(a, b) for a in statements for b in statements if a.id < b.id and a.rank == b.rank]
    if not pairs:
        return
    one, other = pairs[0]
    speaking.check_exchanges(one, other, same_list=True)
    changed = {one.id: other.place, other.id: one.place}
    before = [each.id for each in speaking.in_order(waiting)]
    after = [
        each.id
        for each in speaking.in_order(
            Standing(w.id, changed.get(w.id, w.place), w.kind, w.for_group, w.delegation_kind, w.absences)
            for w in waiting
        )
    ]
    assert [{one.id: other.id, other.id: one.id}.get(i, i) for i in before] == after


@pytest.mark.parametrize(
    ("kind", "speaker", "made", "seconds"),
    [
        ("statement", Speaker(1), 0, 180),
        ("statement", Speaker(1, 2), 0, 300),
        ("statement", Speaker(organization_id=3), 0, 120),
        ("reply", Speaker(1), 0, 600),
        ("reply", Speaker(1), 1, 300),
    ],
)
def test_the_limit_depends_on_who_speaks_and_a_reply_on_which_it_is(
    kind: str, speaker: Speaker, made: int, seconds: int
) -> None:
    assert speaking.limit_of(kind, speaker, Limits(180, 300, 120), made) == seconds


def test_the_usual_limits() -> None:
    assert Limits(delegation=180, group=300, organization=180) == speaking.USUAL


@pytest.mark.parametrize(
    ("by", "on_behalf_of", "speaker"),
    [
        (viewer("adviser", 5), "delegation", Speaker(5)),
        (viewer("coordinator", 5, 7), "delegation", Speaker(5)),
        (viewer("coordinator", 5, 7), "group", Speaker(5, 7)),
        (viewer("representative", organization=3), "delegation", Speaker(organization_id=3)),
    ],
)
def test_as_whom_one_is_inscribed(by: Viewer, on_behalf_of: str, speaker: Speaker) -> None:
    assert speaking.speaker_for(by, on_behalf_of) == speaker
    assert speaking.is_own(by, speaker)


@pytest.mark.parametrize(
    ("by", "on_behalf_of", "why"),
    [
        (viewer("adviser", 5), "group", "Only the coordinator"),
        (PUBLIC, "delegation", "nobody to inscribe"),
        (viewer("chair", 5), "delegation", "nobody to inscribe"),
    ],
)
def test_nobody_is_inscribed_for_another(by: Viewer, on_behalf_of: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        speaking.speaker_for(by, on_behalf_of)


@pytest.mark.parametrize(
    ("by", "speaker"),
    [
        (PUBLIC, Speaker(5)),
        (viewer("adviser", 5), Speaker(6)),
        (viewer("adviser", 5), Speaker(5, 7)),
        (viewer("coordinator", 5, 7), Speaker(5, 8)),
        (viewer("representative", organization=3), Speaker(organization_id=4)),
        (viewer("adviser", 5), Speaker(organization_id=5)),
        (viewer("chair", 5), Speaker(5)),
    ],
)
def test_another_speakers_inscription_is_not_ones_own(by: Viewer, speaker: Speaker) -> None:
    assert not speaking.is_own(by, speaker)


MEMBER, REPLY = Standing(1, 1, delegation_kind="member"), Standing(2, 2, kind="reply", delegation_kind="member")
OTHER, GROUP = Standing(3, 3, delegation_kind="member"), Standing(4, 4, for_group=True, delegation_kind="member")

REFUSED: list[tuple[Callable[..., None], tuple[Any, ...], str]] = [
    (speaking.check_session_lasts, ("closed",), "over"),
    (speaking.check_session_lasts, ("cancelled",), "over"),
    (speaking.check_meeting_lasts, (AT, None), "over"),
    (speaking.check_meeting_lasts, (None, AT), "over"),
    (speaking.check_list_is_new, (True,), "already"),
    (speaking.check_closes, (AT,), "closed already"),
    (speaking.check_reopens, (None,), "is open"),
    (speaking.check_admits, (AT, True), "already"),
    (speaking.check_admits, (None, False), "not adopted its modalities"),
    (speaking.check_inscribes, (AT, None, Speaker(1), False), "list is closed"),
    (speaking.check_inscribes, (None, None, Speaker(organization_id=1), False), "not open to organizations"),
    (speaking.check_inscribes, (None, None, Speaker(1), True), "on this list already"),
    (speaking.check_asks_to_reply, (True, 0), "has not had it yet"),
    (speaking.check_asks_to_reply, (False, 2), "twice at most"),
    (speaking.check_own, (False,), "another speaker"),
    (speaking.check_conducts, (False,), "by those who conduct the meeting"),
    (speaking.check_waits, (AT, False), "not on the list any more"),
    (speaking.check_waits, (None, True), "called already"),
    (speaking.check_exchanges, (MEMBER, MEMBER, True), "another one of it"),
    (speaking.check_exchanges, (MEMBER, OTHER, False), "another one of it"),
    (speaking.check_exchanges, (MEMBER, REPLY, True), "rights of reply keep"),
    (speaking.check_exchanges, (MEMBER, GROUP, True), "of one kind"),
    (speaking.check_proposes, (True, False), "proposed an exchange already"),
    (speaking.check_proposes, (False, True), "agree to it instead"),
    (floor.check_of_meeting, (False, True), "not one of this meeting"),
    (floor.check_of_meeting, (True, False), "has to be taken up first"),
    (floor.check_called, (False, True), "has the floor"),
    (floor.check_called, (True, False), "another speaker is next"),
    (floor.check_absent, (True,), "begun to speak"),
    (floor.check_answers_call, (1, 0), "recorded already"),
    (floor.check_not_ended, (AT,), "ended already"),
    (floor.check_not_interrupted, (True,), "point of order is being heard"),
    (floor.check_starts, (AT,), "running already"),
    (floor.check_pauses, (None,), "not running"),
    (floor.check_rises, ("observer_state", False), "an observer"),
    (floor.check_rises, ("observer_organization", False), "an observer"),
    (floor.check_rises, ("member", True), "before the next one"),
    (floor.check_screen, ("speakers", "adjourned", None, False), "adjourned"),
    (floor.check_screen, ("speakers", "cancelled", None, False), "cancelled"),
    (floor.check_screen, ("code", "planned", None, False), "no code to show"),
    (floor.check_screen, ("provision", "open", None, False), "choose a paragraph"),
]


@pytest.mark.parametrize(("check", "values", "why"), REFUSED)
def test_what_is_refused_and_why(check: Callable[..., None], values: tuple[Any, ...], why: str) -> None:
    with pytest.raises(Refusal, match=why):
        check(*values)


ALLOWED: list[tuple[Callable[..., None], tuple[Any, ...]]] = [
    (speaking.check_session_lasts, ("planned",)),
    (speaking.check_session_lasts, ("opened",)),
    (speaking.check_meeting_lasts, (None, None)),
    (speaking.check_list_is_new, (False,)),
    (speaking.check_closes, (None,)),
    (speaking.check_reopens, (AT,)),
    (speaking.check_admits, (None, True)),
    (speaking.check_inscribes, (None, None, Speaker(1), False)),
    (speaking.check_inscribes, (None, AT, Speaker(organization_id=1), False)),
    (speaking.check_asks_to_reply, (False, 0)),
    (speaking.check_asks_to_reply, (False, 1)),
    (speaking.check_own, (True,)),
    (speaking.check_conducts, (True,)),
    (speaking.check_waits, (None, False)),
    (speaking.check_exchanges, (MEMBER, OTHER, True)),
    (speaking.check_proposes, (False, False)),
    (speaking.check_limits, (Limits(10, 3600, 180),)),
    (floor.check_called, (True, True)),
    (floor.check_rises, ("member", False)),
    (floor.check_screen, ("speakers", "planned", None, False)),
    (floor.check_screen, ("code", "open", "4711", False)),
    (floor.check_screen, ("provision", "open", None, True)),
    (floor.check_screen, ("pause", "suspended", None, False)),
]


@pytest.mark.parametrize(("check", "values"), ALLOWED)
def test_what_is_allowed(check: Callable[..., None], values: tuple[Any, ...]) -> None:
    check(*values)


@pytest.mark.parametrize("name", ["delegation", "group", "organization"])
@pytest.mark.parametrize("seconds", [-1, 0, 9, 3601])
def test_a_limit_within_which_nobody_can_speak_is_refused_at_its_field(name: str, seconds: int) -> None:
    with pytest.raises(Invalid) as refused:
        speaking.check_limits(Limits(**{name: seconds}))
    assert set(refused.value.fields) == {name}


@pytest.mark.parametrize(
    ("spoken", "since", "milliseconds"),
    [
        (0, None, 0),
        (61_500, None, 61_500),
        (0, timedelta(0), 0),
        (1_000, timedelta(seconds=2, microseconds=999), 3_000),
        (1_000, timedelta(seconds=-5), 1_000),  # a clock that was set back takes no time away
    ],
)
def test_the_clock_is_what_was_spoken_and_the_time_since_it_runs(
    spoken: int, since: timedelta | None, milliseconds: int
) -> None:
    assert floor.spoken_by(spoken, None if since is None else AT - since, AT) == milliseconds


@given(st.lists(st.integers(0, 10**7), min_size=1))
def test_however_often_a_clock_is_paused_it_shows_the_time_that_it_ran(runs: list[int]) -> None:
    spoken = 0
    for number, milliseconds in enumerate(runs):
        since = AT + timedelta(hours=number * 5)
        spoken = floor.spoken_by(spoken, since, since + timedelta(milliseconds=milliseconds))
    assert spoken == sum(runs)


@pytest.mark.parametrize(("spoken", "limit", "over"), [(0, 180, 0), (180_000, 180, 0), (180_001, 180, 1)])
def test_an_overrun_is_what_lies_beyond_the_limit(spoken: int, limit: int, over: int) -> None:
    assert floor.over(spoken, limit) == over


def test_a_speaker_who_had_not_begun_does_not_begin_by_a_point_of_order() -> None:
    assert [floor.goes_on(ran, 5) for ran in (1, 0)] == [True, False]
    assert [floor.goes_on(None, spoken) for spoken in (1, 0)] == [True, False], (
        "older entries do not say whether it ran"
    )
