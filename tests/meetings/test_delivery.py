"""Is a statement that was filed under embargo delivered when its speaker has spoken at the meeting, and only then?"""

import pytest

from oewg.meetings import actions, queries
from oewg.record import queries as record
from oewg.record.queries import Said
from tests.meetings.given import on_meeting
from tests.meetings.given_speaking import a_list, calls, do, inscribe, on_clock, rises, speaker, speaks
from tests.meetings.given_statements import archive, delivers, files, found_by, standing
from tests.world import World, words_of


@pytest.fixture
def floor(world: World) -> tuple[int, int, int]:
    """A meeting, France on its list, and France's statement under embargo on that item, to be published."""
    return a_floor(world)


def a_floor(world: World, *, consent: bool = True) -> tuple[int, int, int]:
    meeting, speakers = a_list(world)
    item = world.read(queries.speakers_list, speakers).item_id
    own = do(
        world, actions.inscribe, (queries.speakers_list, speakers), speaker(world.viewer("delegate")), by="delegate"
    )
    return meeting, own, files(world, meeting, item=item, consent=consent)


def last_entries(world: World, number: int) -> list[Said]:
    return world.read(lambda db: list(record.everything_said(db)))[-number:]


def is_delivered(world: World, statement: int) -> bool:
    return world.read(queries.statement, statement, world.viewer("secretariat")).delivered_at is not None


def assert_delivered(world: World, statement: int, intervention: int, act: str) -> None:
    """Published, tied to its intervention, with an entry that everybody reads, right after that of the act that ended it."""
    kept = world.read(queries.statement, statement, world.viewer("public"))
    assert (kept.delivered_at, kept.intervention_id) == (world.at, intervention)
    assert standing(world, statement) == "published"
    assert archive(world) == [statement]
    ended, said = last_entries(world, 2)
    assert (ended.act, said.act, said.subject_id) == (act, "deliver_statement", statement)
    assert (said.at, said.actor, said.capacity) == (ended.at, ended.actor, ended.capacity)
    assert (said.facts, said.sealed) == ({"intervention": intervention}, False)


def test_it_is_delivered_when_the_intervention_ends_and_not_before(world: World, floor: tuple[int, int, int]) -> None:
    meeting, own, statement = floor
    intervention = calls(world, meeting, own)
    for action in (actions.start_clock, actions.pause_clock, actions.start_clock):
        assert not is_delivered(world, statement)
        on_clock(world, action, intervention)
    assert not found_by(world, "second", statement)
    on_clock(world, actions.end_intervention, intervention)
    assert_delivered(world, statement, intervention, "end_intervention")


def test_without_consent_it_is_delivered_and_the_entry_is_for_its_own_and_the_secretariat(world: World) -> None:
    meeting, own, statement = a_floor(world, consent=False)
    intervention = speaks(world, meeting, own)
    assert standing(world, statement) == "unpublished"
    assert archive(world) == []
    (said,) = last_entries(world, 1)
    assert (said.act, said.facts, said.sealed) == ("deliver_statement", {"intervention": intervention}, True)
    readers = [
        who for who in ("public", "second", "chair", "delegate", "secretariat") if found_by(world, who, statement)
    ]
    assert readers == ["delegate", "secretariat"]


def test_it_is_delivered_when_the_meeting_is_adjourned_while_the_speaker_has_the_floor(
    world: World, floor: tuple[int, int, int]
) -> None:
    meeting, own, statement = floor
    intervention = calls(world, meeting, own)
    on_clock(world, actions.start_clock, intervention)
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert_delivered(world, statement, intervention, "adjourn_meeting")


def test_it_is_delivered_when_the_meeting_is_adjourned_on_a_point_of_order_that_interrupts_it(
    world: World, floor: tuple[int, int, int]
) -> None:
    meeting, own, statement = floor
    of_the_other = files(world, meeting, by="second", item=world.read(queries.inscription, own).speakers_list.item_id)
    intervention = calls(world, meeting, own)
    on_clock(world, actions.start_clock, intervention)
    rises(world, meeting, "JPN")
    assert not is_delivered(world, statement)
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert_delivered(world, statement, intervention, "adjourn_meeting")
    assert not is_delivered(world, of_the_other)


def test_a_suspension_delivers_nothing_and_the_adjournment_of_the_suspended_meeting_does(
    world: World, floor: tuple[int, int, int]
) -> None:
    meeting, own, statement = floor
    intervention = calls(world, meeting, own)
    on_clock(world, actions.start_clock, intervention)
    on_meeting(world, actions.suspend_meeting, meeting, by="chair")
    assert not is_delivered(world, statement)
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert_delivered(world, statement, intervention, "adjourn_meeting")


@pytest.mark.parametrize("called", [False, True])
def test_it_is_not_delivered_when_the_speaker_was_absent(
    world: World, floor: tuple[int, int, int], called: bool
) -> None:
    meeting, own, statement = floor
    for absences in range(2):  # moved to the end, then struck off
        if called:
            calls(world, meeting, own)
        do(world, actions.record_absence, (queries.meeting, meeting), (queries.inscription, own), absences)
        assert not is_delivered(world, statement)
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert not is_delivered(world, statement)
    assert not found_by(world, "second", statement)


@pytest.mark.parametrize("ended_by", ["end_intervention", "adjourn_meeting"])
def test_it_is_not_delivered_when_the_clock_never_ran(world: World, floor: tuple[int, int, int], ended_by: str) -> None:
    meeting, own, statement = floor
    intervention = calls(world, meeting, own)
    if ended_by == "end_intervention":
        on_clock(world, actions.end_intervention, intervention)
    else:
        on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert not is_delivered(world, statement)
    assert not found_by(world, "second", statement)
    assert last_entries(world, 1)[0].act == ended_by
    delivers(world, statement)  # by hand, if it was spoken all the same
    assert archive(world) == [statement]


def test_it_is_not_delivered_when_another_delegation_spoke_or_interrupted(
    world: World, floor: tuple[int, int, int]
) -> None:
    meeting, own, statement = floor
    found = world.read(queries.inscription, own)
    do(world, actions.withdraw_inscription, (queries.inscription, own), by="delegate")
    speaks(world, meeting, inscribe(world, found.list_id, "JPN"))
    on_clock(world, actions.end_intervention, rises(world, meeting, "FRA"))
    assert not is_delivered(world, statement)
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    assert not is_delivered(world, statement)


@pytest.mark.parametrize("ended_by", ["end", "adjourn"])
def test_the_chair_s_buttons_deliver_it_and_the_public_reads_it(site_on_both: World, ended_by: str) -> None:
    meeting, own, statement = a_floor(site_on_both)
    chair, public, console = site_on_both.as_("chair"), site_on_both.as_("public"), f"/meetings/{meeting}/console"
    chair.does(f"{console}/call", page=console, inscription=own)
    intervention = site_on_both.read(queries.floor, meeting)
    assert intervention
    chair.does(f"{console}/start", page=console, intervention=intervention.holder.id)
    assert public.get(f"/statements/{statement}").status_code == 404
    if ended_by == "end":
        chair.does(f"{console}/end", page=console, intervention=intervention.holder.id)
    else:
        chair.does(f"/meetings/{meeting}/adjourn", page=console)
    shown = public.get(f"/statements/{statement}")
    assert shown.status_code == 200
    assert "Mr. Chair, we welcome the draft." in words_of(shown)
