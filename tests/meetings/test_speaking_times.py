"""How long did each delegation, group, region and organization speak?"""

from datetime import UTC, datetime, timedelta

from oewg.meetings import actions, queries
from tests.meetings.given_speaking import (
    a_list,
    admits_organizations,
    calls,
    do,
    inscribe,
    on_clock,
    rises,
    speaker,
    speaks,
)
from tests.world import World

LIST = queries.speakers_list


def test_speaking_times_by_delegation_group_region_and_organization(world: World) -> None:
    meeting, list_id = a_list(world)
    admits_organizations(world, list_id)
    group = inscribe(world, list_id, "ROU", "EU")
    kenya, france = inscribe(world, list_id, "KEN"), inscribe(world, list_id, "FRA")
    holy_see = inscribe(world, list_id, "VAT")
    stakeholder = world.viewer("stakeholder")
    wires = do(world, actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)
    speaks(world, meeting, group, 310)
    speaks(world, meeting, kenya, 200)
    called = calls(world, meeting, france)
    begin = world.tick()
    on_clock(world, actions.start_clock, called, begin)
    on_clock(
        world,
        actions.end_intervention,
        rises(world, meeting, "KEN", begin + timedelta(seconds=100)),
        begin + timedelta(seconds=120),
    )
    on_clock(world, actions.end_intervention, called, begin + timedelta(seconds=130))
    speaks(world, meeting, holy_see, 30)
    speaks(world, meeting, wires, 20)
    session = world.read(queries.meeting, meeting).session_id
    with world.database.reading() as db:
        times = queries.speaking_times(db, session, "en")
    told = {
        kind: [(t.code, t.interventions, t.spoken, t.over, t.points_of_order) for t in found]
        for kind, found in times.kinds
    }
    assert told["delegation"] == [
        ("KEN", 1, 200_000, 20_000, 1), ("FRA", 1, 110_000, 0, 0), ("VAT", 1, 30_000, 0, 0),
    ]  # fmt: skip
    assert told["group"] == [("EU", 1, 310_000, 10_000, 0)]
    assert told["region"] == [("AFRICA", 1, 200_000, 20_000, 1), ("WEOG", 1, 110_000, 0, 0), ("", 1, 30_000, 0, 0)]
    assert [row[1:] for row in told["organization"]] == [(1, 20_000, 0, 0)]
    assert [t.name for t in times.delegations] == ["Kenya", "France", "Holy See"]


def test_a_delegation_is_told_under_its_name_when_the_session_last_heard_somebody(world: World) -> None:
    """On the day after the first intervention Turkey is called Türkiye, by the clocks of New York."""
    world.at = datetime(2022, 5, 31, 14, tzinfo=UTC)
    meeting, list_id = a_list(world)
    speaks(world, meeting, inscribe(world, list_id, "TUR"), 30)
    session = world.read(queries.meeting, meeting).session_id

    def name() -> str:
        with world.database.reading() as db:
            return queries.speaking_times(db, session, "en").delegations[-1].name

    world.at = datetime(2022, 6, 1, 3, tzinfo=UTC)
    speaks(world, meeting, inscribe(world, list_id, "KEN"), 60)
    assert name() == "Turkey"
    world.at = datetime(2022, 6, 1, 5, tzinfo=UTC)
    speaks(world, meeting, inscribe(world, list_id, "JPN"), 60)
    assert name() == "Türkiye"


def test_what_is_still_being_spoken_is_not_counted_yet(world: World) -> None:
    meeting, list_id = a_list(world)
    on_clock(world, actions.start_clock, calls(world, meeting, inscribe(world, list_id, "KEN")))
    session = world.read(queries.meeting, meeting).session_id
    with world.database.reading() as db:
        assert queries.speaking_times(db, session, "en").delegations == []
