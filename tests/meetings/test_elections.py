"""Is an officer elected at a meeting, for how long, and what ends the office?"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.door.desk import Desk
from oewg.accounts.models import Capacity, DelegationName
from oewg.core.errors import Invalid, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Officer
from oewg.meetings.views.console import delegation_in_the_room
from oewg.record import queries as record
from tests.meetings.given import an_open_meeting, an_open_session
from tests.meetings.given_at_a_meeting import elect, facts_of
from tests.world import World, words_of


def chairs(world: World) -> list[tuple[str, bool]]:
    """(address, still in office) of every chair, in the order of election."""
    with world.database.reading() as db:
        rows = db.scalars(select(Capacity).where(Capacity.role == "chair").order_by(Capacity.id)).all()
        return [(row.account.email, row.until is None) for row in rows]


def test_an_election_is_a_decision_in_words_an_officer_and_a_capacity(world: World) -> None:
    meeting = an_open_meeting(world)
    elect(world, meeting, "delegate", "FRA", "France", "rapporteur")
    words = (
        "At its 1st meeting, on 3 June 2019, the Working Group elected, by acclamation, "
        "the representative of France as Rapporteur."
    )
    assert [(d.kind, d.words) for d in world.read(queries.decisions, meeting_id=meeting)] == [("election", words)]
    assert [(o.office, o.delegation.code, o.ended) for o in world.read(queries.officers, world.at)] == [
        ("rapporteur", "FRA", False)
    ]
    viewer = world.viewer("delegate")
    assert "rapporteur" in [acting.role for acting in (viewer.acting_as, *viewer.others) if acting]
    with world.database.reading() as db:
        capacity = db.scalars(select(Officer.capacity_id)).one()
    assert facts_of(world, "elect_officer") == [
        {"meeting": meeting, "office": "rapporteur", "delegation": "FRA", "capacity": capacity, "words": words}
    ]


def test_the_day_of_an_election_is_that_of_the_sessions_zone(world: World) -> None:
    meeting = an_open_meeting(world)
    world.at = datetime(2019, 6, 4, 1, 30, tzinfo=UTC)
    elect(world, meeting, "second", "JPN", "Japan", "vice_chair")
    assert "on 3 June 2019" in world.read(queries.decisions)[0].words


def test_a_delegation_is_named_in_the_room_as_it_is_called_there_today(site: World) -> None:
    assert site.app
    session = an_open_session(site)
    evening = datetime(2019, 6, 4, 1, 0, tzinfo=UTC)  # in New York it is still the third
    with site.writing() as db:
        japan = people.delegation_by_code(db, "JPN")
        names = {"delegation_id": japan.id, "language": "en"}
        row = db.scalars(select(DelegationName).filter_by(**names)).one()
        row.until = evening.date()
        db.add(DelegationName(**names, name="New Japan", since=evening.date()))
    with site.database.reading() as db, site.app.test_request_context():
        held = queries.session(db, session).session
        for name, at, found in (
            ("Japan", evening, True), ("New Japan", evening, False), ("New Japan", evening + timedelta(hours=4), True),
        ):  # fmt: skip
            desk = Desk(db, site.viewer("chair", db), at)
            if found:
                assert delegation_in_the_room(desk, held, name).code == "JPN"
            else:
                with pytest.raises(Invalid, match="no delegation of this name"):
                    delegation_in_the_room(desk, held, name)


def test_the_election_of_a_chair_ends_the_office_of_the_chair_before(world: World) -> None:
    meeting = an_open_meeting(world)
    elect(world, meeting, "second", "JPN", "Japan", "chair")
    assert chairs(world) == [("chair@example.org", False), ("second@example.org", True)]
    world.tick()
    assert world.viewer("chair").role == "public"
    elect(world, meeting, "delegate", "FRA", "France", "chair")
    assert [o.ended for o in world.read(queries.officers, world.at)] == [True, False]
    with pytest.raises(Refusal, match="holds this office already"):
        elect(world, meeting, "delegate", "FRA", "France", "chair")


def test_the_election_of_a_rapporteur_ends_the_office_of_the_rapporteur_before(world: World) -> None:
    meeting = an_open_meeting(world)
    for who, code, state in (("second", "JPN", "Japan"), ("delegate", "FRA", "France")):
        elect(world, meeting, who, code, state, "rapporteur")
    assert [o.ended for o in world.read(queries.officers, world.at)] == [True, False]


@pytest.mark.parametrize("office", ["vice_chair", "rapporteur"])
def test_nobody_is_elected_twice_to_one_office(world: World, office: str) -> None:
    meeting = an_open_meeting(world)
    elect(world, meeting, "second", "JPN", "Japan", office)
    with pytest.raises(Refusal, match="holds this office already"):
        elect(world, meeting, "second", "JPN", "Japan", office)
    assert len(world.read(queries.officers, world.at)) == 1


def test_whoever_held_an_office_by_hand_is_elected_to_it_and_holds_it_once(world: World) -> None:
    meeting, at = an_open_meeting(world), world.at
    assert [each.role for each in world.read(queries.holders, "rapporteur", at)] == ["rapporteur"]
    elect(world, meeting, "bureau", "URY", "Uruguay", "rapporteur")
    (held,) = world.read(queries.holders, "rapporteur", world.at)
    assert held.since == world.at


def test_an_office_has_ended_when_its_end_has_come_and_is_vacant_then(site: World) -> None:
    meeting = an_open_meeting(site)
    elect(site, meeting, "second", "JPN", "Japan", "rapporteur")
    at, end = site.at, site.at + timedelta(days=100)
    with site.writing() as db:
        capacity = db.get_one(Capacity, db.scalars(select(Officer.capacity_id)).one())
        accounts.end_capacity(db, capacity, by=site.viewer("admin", db), at=site.tick(), until=end)
    assert [(o.until, o.ended) for o in site.read(queries.officers, at)] == [(end, False)]
    assert [o.ended for o in site.read(queries.officers, end)] == [True]
    assert "rapporteur" not in site.read(queries.checklist, at).vacant
    assert "rapporteur" in site.read(queries.checklist, end).vacant
    shown = words_of(site.as_("public").get("/sessions/1"))
    assert "Rapporteur: Japan (until 11 September 2019, 10:" in shown


def test_the_secretariat_ends_an_office_with_a_reason_that_everybody_reads(site: World) -> None:
    meeting = an_open_meeting(site)
    elect(site, meeting, "second", "JPN", "Japan", "vice_chair")
    decision = site.read(queries.officers, site.at)[0].decision.id
    address, secretariat = f"/sessions/{site.read(queries.meeting, meeting).session_id}", site.as_("secretariat")
    assert "End this office" not in site.as_("chair").get(address).text
    assert site.as_("chair").post(f"/officers/{decision}/end", address, reason="R.").status_code == 403
    sent = {"page": address, "form": f"end-office-{decision}", "reason": "She was recalled to her capital."}
    assert "End this office" not in words_of(secretariat.does(f"/officers/{decision}/end", **sent))
    assert (site.viewer("second").role, list(site.read(queries.vice_chairs, datetime.now(UTC)))) == ("delegate", [])
    (entry,) = site.read(record.entries_after, -1, ["public"], limit=9, act="end_office")
    assert entry.facts["reason"] == "She was recalled to her capital."
    refused = site.program("secretariat")("POST", f"/officers/{decision}/end", {"reason": "Again."})
    assert (refused.status_code, "has ended already" in refused.text) == (409, True)
    assert site.program("secretariat")("POST", "/officers/987654/end", {"reason": "R."}).status_code == 404
    (told,) = site.program()("GET", "/officers").get_json()["items"]
    assert (told["decision"], told["in_office"]) == (decision, False)


def test_an_office_does_not_end_without_a_reason(world: World) -> None:
    meeting = an_open_meeting(world)
    elect(world, meeting, "second", "JPN", "Japan", "rapporteur")
    decision = world.read(queries.officers, world.at)[0].decision.id
    with pytest.raises(Invalid, match="please give the reason"):
        world.act(actions.end_office, world.read(queries.officer, decision), " ", by="secretariat")


def test_several_vice_chairs_hold_office_together(world: World) -> None:
    meeting = an_open_meeting(world)
    elect(world, meeting, "second", "JPN", "Japan", "vice_chair")
    elect(world, meeting, "delegate", "FRA", "France", "vice_chair")
    assert [o.ended for o in world.read(queries.officers, world.at)] == [False, False]
    assert chairs(world) == [("chair@example.org", True)]


def test_an_observer_is_not_elected(world: World) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="from among the Member States"):
        elect(world, meeting, "observer", "VAT", "Holy See", "chair")
    assert chairs(world) == [("chair@example.org", True)]


def test_a_person_whose_account_is_disabled_is_not_elected(world: World) -> None:
    meeting = an_open_meeting(world)
    with world.writing() as db:
        account = people.account_by_email(db, "second@example.org")
        assert account is not None
        accounts.disable_account(db, account, by=world.viewer("admin", db), at=world.tick())
    with pytest.raises(Refusal, match="account is disabled"):
        elect(world, meeting, "second", "JPN", "Japan", "vice_chair")
