"""Is the floor given to one at a time, and does the clock count what was spoken?"""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.accounts import queries as people
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, Intervention
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_agenda, on_meeting
from tests.meetings.given_speaking import (
    a_list,
    asks_to_reply,
    calls,
    do,
    facts_of,
    holder,
    inscribe,
    intervention,
    on_clock,
    opens,
    order_of,
    refused,
    rises,
    speaks,
    suspended,
    viewer_of,
    with_code,
    without_code,
)
from tests.world import World

ROW, MEETING, SPOKEN = queries.inscription, queries.meeting, queries.intervention


def test_speakers_are_called_in_order_one_at_a_time(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya, france = inscribe(world, list_id, "KEN"), inscribe(world, list_id, "FRA")
    refused(world, "another speaker is next", actions.give_floor, (MEETING, meeting), (ROW, france))
    called = calls(world, meeting, kenya)
    assert holder(world, meeting) == "KEN"
    assert order_of(world, list_id) == ["FRA"]
    refused(world, "has the floor", actions.give_floor, (MEETING, meeting), (ROW, france))
    refused(world, "called already", actions.give_floor, (MEETING, meeting), (ROW, kenya))
    refused(world, "called already", actions.withdraw_inscription, (ROW, kenya), by=viewer_of(world, "KEN"))
    on_clock(world, actions.end_intervention, called)
    refused(world, "not on the list", actions.give_floor, (MEETING, meeting), (ROW, kenya))
    calls(world, meeting, france)
    assert holder(world, meeting) == "FRA"


def test_who_is_absent_goes_to_the_end_once_and_is_struck_off_the_second_time(world: World) -> None:
    meeting, list_id = a_list(world)
    group = inscribe(world, list_id, "ROU", "EU")
    inscribe(world, list_id, "KEN")
    inscribe(world, list_id, "VAT")
    asks_to_reply(world, list_id, "JPN")
    do(world, actions.record_absence, (MEETING, meeting), (ROW, group), 0)
    assert order_of(world, list_id) == ["KEN", "VAT", "EU", "JPN reply"]
    refused(world, "recorded already", actions.record_absence, (MEETING, meeting), (ROW, group), 0)
    refused(world, "another speaker is next", actions.record_absence, (MEETING, meeting), (ROW, group), 1)
    for code in ("KEN", "VAT"):
        with world.database.reading() as db:
            row = queries.waiting(db, queries.speakers_list(db, list_id))[0].inscription
        assert row.delegation
        assert row.delegation.code == code
        speaks(world, meeting, row.id)
    do(world, actions.record_absence, (MEETING, meeting), (ROW, group), 1)
    refused(world, "recorded already", actions.record_absence, (MEETING, meeting), (ROW, group), 1)
    assert order_of(world, list_id) == ["JPN reply"]
    assert world.read(queries.inscription, group).end_reason == "absent"
    assert [facts["absences"] for facts in facts_of(world, "record_absence")] == [1, 2]


def test_who_was_given_the_floor_and_did_not_take_it_is_absent_but_not_who_has_begun(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya, france = inscribe(world, list_id, "KEN"), inscribe(world, list_id, "FRA")
    first = calls(world, meeting, kenya)
    do(world, actions.record_absence, (MEETING, meeting), (ROW, kenya), 0)
    assert holder(world, meeting) == ""
    assert facts_of(world, "record_absence")[0]["intervention"] == first
    assert order_of(world, list_id) == ["FRA", "KEN"]
    called = calls(world, meeting, france)
    on_clock(world, actions.start_clock, called)
    refused(world, "begun to speak", actions.record_absence, (MEETING, meeting), (ROW, france), 0)
    on_clock(world, actions.pause_clock, called)
    refused(world, "begun to speak", actions.record_absence, (MEETING, meeting), (ROW, france), 0)
    on_clock(world, actions.end_intervention, called)
    again = calls(world, meeting, kenya)
    on_clock(world, actions.end_intervention, rises(world, meeting, "JPN"))
    refused(world, "begun to speak", actions.record_absence, (MEETING, meeting), (ROW, kenya), 1)
    assert intervention(world, again).ended_at is None


def test_a_console_that_shows_a_call_taken_back_does_not_end_the_next_speakers_time(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya, france = inscribe(world, list_id, "KEN"), inscribe(world, list_id, "FRA")
    shown = calls(world, meeting, kenya)
    do(world, actions.record_absence, (MEETING, meeting), (ROW, kenya), 0)
    called = calls(world, meeting, france)
    on_clock(world, actions.start_clock, called)
    assert called != shown
    with pytest.raises(NotFound):
        on_clock(world, actions.end_intervention, shown)
    assert holder(world, meeting) == "FRA"


@pytest.mark.parametrize("state", ["planned", "suspended", "adjourned"])
def test_nobody_gets_the_floor_unless_the_group_sits(world: World, state: str) -> None:
    meeting, list_id = a_list(world)
    row = inscribe(world, list_id, "KEN")
    why = "meeting is suspended" if state == "suspended" else "at a meeting that is open"
    if state == "planned":
        on_meeting(world, actions.adjourn_meeting, meeting)
        meeting = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    elif state == "suspended":
        suspended(world, meeting)
    else:
        on_meeting(world, actions.adjourn_meeting, meeting)
    refused(world, why, actions.give_floor, (MEETING, meeting), (ROW, row))
    refused(world, why, actions.record_absence, (MEETING, meeting), (ROW, row), 0)
    with world.database.reading() as db:
        kenya = people.delegation_by_code(db, "KEN")
    refused(world, why, actions.raise_point_of_order, (MEETING, meeting), kenya)


def test_the_list_of_one_session_or_meeting_is_not_called_from_at_another(world: World) -> None:
    """The list of an item goes on at the next meeting of the session, once the item is before that."""
    meeting, list_id = a_list(world)
    own = opens(world, meeting)
    here, item_row = inscribe(world, own, "KEN"), inscribe(world, list_id, "FRA")
    on_meeting(world, actions.adjourn_meeting, meeting)
    second = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    on_meeting(world, actions.open_meeting, second)
    refused(world, "not one of this meeting", actions.give_floor, (MEETING, second), (ROW, here))
    refused(world, "has to be taken up first", actions.give_floor, (MEETING, second), (ROW, item_row))
    item = world.read(queries.speakers_list, list_id).item_id
    do(world, actions.take_up, (MEETING, second), (texts_queries.provision, item))
    calls(world, second, item_row)


def test_the_clock_counts_what_was_spoken_pauses_left_out_and_keeps_an_overrun(world: World) -> None:
    meeting, list_id = a_list(world)
    called = calls(world, meeting, inscribe(world, list_id, "KEN"))
    begin = world.tick()
    refused(world, "not running", actions.pause_clock, (SPOKEN, called))
    begin = world.tick()
    on_clock(world, actions.start_clock, called, begin)
    refused(world, "running already", actions.start_clock, (SPOKEN, called), at=begin + timedelta(seconds=1))
    on_clock(world, actions.pause_clock, called, begin + timedelta(seconds=100, milliseconds=250))
    assert (intervention(world, called).spoken, intervention(world, called).running_since) == (100_250, None)
    on_clock(world, actions.start_clock, called, begin + timedelta(seconds=500))
    on_clock(world, actions.end_intervention, called, begin + timedelta(seconds=600))
    found = intervention(world, called)
    assert (found.spoken, found.limit_seconds, found.running_since) == (200_250, 180, None)
    assert facts_of(world, "end_intervention") == [{"spoken": 200_250, "returns_to": 0, "runs_on": 0}]
    row = world.read(queries.inscription, found.inscription_id or 0)
    assert (row.end_reason, row.ended_at) == ("spoke", found.ended_at)
    for action in (actions.start_clock, actions.pause_clock, actions.end_intervention):
        refused(world, "ended already", action, (SPOKEN, called))


def test_a_point_of_order_stops_the_speaker_and_gives_the_floor_and_the_clock_back(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya = calls(world, meeting, inscribe(world, list_id, "KEN"))
    begin = world.tick()
    on_clock(world, actions.start_clock, kenya, begin)
    point = rises(world, meeting, "FRA", begin + timedelta(seconds=40))
    assert holder(world, meeting) == "FRA point_of_order"
    assert (intervention(world, kenya).spoken, intervention(world, kenya).running_since) == (40_000, None)
    assert intervention(world, point).running_since == begin + timedelta(seconds=40)
    for action in (actions.start_clock, actions.pause_clock, actions.end_intervention):
        refused(world, "point of order is being heard", action, (SPOKEN, kenya))
    on_clock(world, actions.end_intervention, point, begin + timedelta(seconds=70))
    assert holder(world, meeting) == "KEN"
    assert intervention(world, kenya).running_since == begin + timedelta(seconds=70)
    on_clock(world, actions.end_intervention, kenya, begin + timedelta(seconds=80))
    assert (intervention(world, kenya).spoken, intervention(world, point).spoken) == (50_000, 30_000)
    ended = facts_of(world, "end_intervention")
    assert [(facts["returns_to"], facts["runs_on"]) for facts in ended] == [(kenya, 1), (0, 0)]


def test_a_clock_that_the_chair_had_paused_stays_paused_after_a_point_of_order(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya = calls(world, meeting, inscribe(world, list_id, "KEN"))
    begin = world.tick()
    on_clock(world, actions.start_clock, kenya, begin)
    on_clock(world, actions.pause_clock, kenya, begin + timedelta(seconds=20))
    point = rises(world, meeting, "FRA", begin + timedelta(seconds=40))
    on_clock(world, actions.end_intervention, point, begin + timedelta(seconds=70))
    assert holder(world, meeting) == "KEN"
    assert (intervention(world, kenya).spoken, intervention(world, kenya).running_since) == (20_000, None)
    assert [facts["ran"] for facts in facts_of(world, "raise_point_of_order")] == [0]
    assert [facts["runs_on"] for facts in facts_of(world, "end_intervention")] == [0]


def test_a_speaker_who_had_not_begun_begins_when_the_chair_starts_the_clock(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya = calls(world, meeting, inscribe(world, list_id, "KEN"))
    on_clock(world, actions.end_intervention, rises(world, meeting, "FRA"))
    assert (holder(world, meeting), intervention(world, kenya).running_since) == ("KEN", None)


def test_a_point_of_order_is_raised_while_nobody_speaks_too_but_not_on_another(world: World) -> None:
    meeting, _ = a_list(world)
    point = rises(world, meeting, "FRA")
    assert (intervention(world, point).list_id, intervention(world, point).interrupts_id) == (None, None)
    with world.database.reading() as db:
        japan = people.delegation_by_code(db, "JPN")
    refused(
        world,
        "before the next one",
        actions.raise_point_of_order,
        (MEETING, meeting),
        japan,
        by=viewer_of(world, "JPN"),
    )
    on_clock(world, actions.end_intervention, point)
    rises(world, meeting, "JPN")


def test_observers_raise_no_point_of_order_and_nobody_raises_one_for_another(world: World) -> None:
    meeting, _ = a_list(world)
    with world.database.reading() as db:
        holy_see, france = people.delegation_by_code(db, "VAT"), people.delegation_by_code(db, "FRA")
    act = actions.raise_point_of_order
    refused(world, "an observer", act, (MEETING, meeting), holy_see, by=viewer_of(world, "VAT"))
    refused(world, "an observer", act, (MEETING, meeting), holy_see, by="chair")
    refused(world, "another speaker", act, (MEETING, meeting), france, by=viewer_of(world, "JPN"))
    do(world, act, (MEETING, meeting), france, by="chair")  # the chair saw the name plate
    assert holder(world, meeting) == "FRA point_of_order"


def test_adjourning_ends_who_speaks_and_whom_they_interrupted_with_their_times(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya = calls(world, meeting, inscribe(world, list_id, "KEN"))
    begin = world.tick()
    on_clock(world, actions.start_clock, kenya, begin)
    point = rises(world, meeting, "FRA", begin + timedelta(seconds=10))
    do(world, actions.adjourn_meeting, (MEETING, meeting), at=begin + timedelta(seconds=25))
    assert holder(world, meeting) == ""
    assert [(intervention(world, i).spoken, intervention(world, i).running_since) for i in (kenya, point)] == [
        (10_000, None), (15_000, None),
    ]  # fmt: skip
    assert facts_of(world, "adjourn_meeting") == [
        {
            "interventions": [
                {"intervention": point, "spoken": 15_000, "begun": 1}, {"intervention": kenya, "spoken": 10_000, "begun": 1},
            ],
            "reason": "",
        }
    ]  # fmt: skip


def test_who_was_called_when_the_meeting_was_adjourned_and_had_not_begun_stays_on_the_list(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya = inscribe(world, list_id, "KEN")
    called = calls(world, meeting, kenya)
    on_meeting(world, actions.adjourn_meeting, meeting)
    assert order_of(world, list_id) == ["KEN"]
    assert world.read(queries.interventions, list_id=list_id) == []
    assert facts_of(world, "adjourn_meeting") == [
        {"interventions": [{"intervention": called, "spoken": 0, "begun": 0}], "reason": ""}
    ]  # fmt: skip
    second = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    on_meeting(world, actions.open_meeting, second)
    do(
        world,
        actions.take_up,
        (MEETING, second),
        (texts_queries.provision, world.read(queries.speakers_list, list_id).item_id),
    )
    calls(world, second, kenya)


def test_a_suspension_stops_the_clock_that_runs_and_its_speaker_keeps_the_floor(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya = calls(world, meeting, inscribe(world, list_id, "KEN"))
    begin = world.tick()
    on_clock(world, actions.start_clock, kenya, begin)
    with world.writing() as db:
        stopped = actions.stop_clocks(db, queries.meeting(db, meeting), begin + timedelta(seconds=30))
        assert actions.stop_clocks(db, queries.meeting(db, meeting), begin + timedelta(seconds=40)) == []
    assert stopped == [{"intervention": kenya, "spoken": 30_000}]
    suspended(world, meeting)
    assert holder(world, meeting) == "KEN"
    for action in (actions.start_clock, actions.end_intervention):
        refused(world, "suspended", action, (SPOKEN, kenya))


def test_the_screen_shows_what_the_chair_selects(world: World) -> None:
    meeting, _ = a_list(world)
    text = world.act(texts.begin_text, "report", "A report", by="secretariat")
    paragraph = world.act(texts.add_provision, text, "paragraph", "Words", by="secretariat").id
    show = actions.direct_screen
    provision = (texts_queries.provision, paragraph)
    do(world, show, (MEETING, meeting), "provision", provision)
    found = world.read(queries.meeting, meeting)
    assert (found.screen, found.screen_provision_id) == ("provision", paragraph)
    without_code(world, meeting)
    refused(world, "no code to show", show, (MEETING, meeting), "code")
    refused(world, "choose a paragraph", show, (MEETING, meeting), "provision")
    with_code(world, meeting)
    do(world, show, (MEETING, meeting), "code", provision)
    found = world.read(queries.meeting, meeting)
    assert (found.screen, found.screen_provision_id) == ("code", None)
    world.act(texts.remove_provision, world.read(texts_queries.provision, paragraph), by="secretariat")
    refused(world, "choose a paragraph", show, (MEETING, meeting), "provision", provision)
    on_meeting(world, actions.adjourn_meeting, meeting)
    refused(world, "adjourned", show, (MEETING, meeting), "speakers")
    assert facts_of(world, "direct_screen") == [
        {"screen": "provision", "provision": paragraph}, {"screen": "code", "provision": 0},
    ]  # fmt: skip


def test_the_meeting_is_at_the_list_that_was_called_from_or_whose_item_was_taken_up_last(world: World) -> None:
    meeting, first = a_list(world)
    _, items = an_agenda(world)

    def current() -> int:
        with world.database.reading() as db:
            found = queries.meeting(db, meeting)
            line = queries.current_list(db, found, queries.lists_at(db, found))
            return line.list.id if line else 0

    assert current() == first
    second = opens(world, meeting, items[1])
    do(world, actions.take_up, (MEETING, meeting), (texts_queries.provision, items[1]))
    assert current() == second
    speaks(world, meeting, inscribe(world, first, "KEN"))
    assert current() == first


def test_no_two_stand_at_one_place_and_no_two_have_the_floor_whatever_the_program_does(world: World) -> None:
    meeting, list_id = a_list(world)
    row = inscribe(world, list_id, "KEN")
    calls(world, meeting, row)
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA").id
    same_place = Inscription(
        list_id=list_id, kind="statement", delegation_id=france, place=1, inscribed_at=world.at
    )  # fmt: skip
    second = Intervention(
        list_id=list_id, meeting_id=meeting, kind="point_of_order", delegation_id=france, called_at=world.at,
        limit_seconds=180,
    )  # fmt: skip
    for wrong in (same_place, second):
        with pytest.raises(IntegrityError), world.writing() as db:
            db.add(wrong)
