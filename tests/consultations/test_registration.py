"""Who has a place at a consultation, who waits, and whom does the list of participants name?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.accounts.models import Organization
from oewg.consultations import actions, queries
from oewg.consultations.models import Attendee
from oewg.consultations.rules.registration import Places
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.record import queries as record
from tests.accounts.given import told_now
from tests.consultations.given import FAR
from tests.consultations.given_consultation import (
    ZONE,
    a_consultation,
    another_organization,
    on,
    opens,
    person,
    registers,
    within,
)
from tests.world import World, words_of


def waits(world: World, number: int, who: str = "stakeholder") -> dict[str, int]:
    organization = world.viewer(who).organization_id
    assert organization is not None
    return {
        line.attendee.name: line.waits for line in world.read(queries.registered_by, number, organization)
    }  # fmt: skip


def withdraws(world: World, number: int, attendee: int, *, by: str = "stakeholder") -> None:
    within(
        world,
        lambda db, viewer, at: actions.withdraw_registration(
            db, queries.attendee(db, number, attendee, viewer), by=viewer, at=at
        ),
        by=by,
    )


def test_who_comes_when_all_places_are_taken_waits_in_order_and_is_given_the_next_free_one(world: World) -> None:
    number = a_consultation(world)
    registers(world, number, in_person=1, for_each=3)
    first = person(world, number, "Ana")
    person(world, number, "Ben")
    person(world, number, "Cleo")
    assert waits(world, number) == {"Ana": 0, "Ben": 1, "Cleo": 2}
    withdraws(world, number, first.id)
    assert waits(world, number) == {"Ben": 0, "Cleo": 1}


def test_more_places_go_at_once_to_those_who_wait(world: World) -> None:
    number = a_consultation(world)
    closes = registers(world, number, in_person=1, for_each=4)
    for name in ("Ana", "Ben", "Cleo", "Dina"):
        person(world, number, name)

    def change(places: Places) -> None:
        def do(db, held, by, at):  # type: ignore[no-untyped-def]
            row = queries.registration_period(db, number)
            assert row is not None
            actions.change_registration(db, held, row, row.opens_at, closes, places, by=by, at=at)

        on(world, number, do, by="secretariat")

    change(Places(3, 0, 4))
    assert waits(world, number) == {"Ana": 0, "Ben": 0, "Cleo": 0, "Dina": 1}
    with pytest.raises(Invalid, match="3 persons have a place"):
        change(Places(2, 0, 4))
    with pytest.raises(Refusal, match="nothing to record"):
        change(Places(3, 0, 4))


@pytest.mark.parametrize("round_", range(3))
def test_of_two_who_register_at_once_for_the_last_place_one_has_it_and_the_other_waits(
    world: World, round_: int
) -> None:
    number = a_consultation(world)
    another_organization(world, f"Quiet Wires {round_}", "quiet")
    registers(world, number, in_person=1)
    ready = Barrier(2)
    at = world.tick()

    def register(who: str) -> Attendee:
        ready.wait()
        return person(world, number, who.capitalize(), by=who, at=at)

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(register, ("stakeholder", "quiet")))
    assert sorted(row.seat or 0 for row in made) == [0, 1]
    assert sorted([*waits(world, number).values(), *waits(world, number, "quiet").values()]) == [0, 1]


def test_nobody_is_withdrawn_from_a_consultation_that_is_over(world: World) -> None:
    number = a_consultation(world)
    registers(world, number)
    ana = person(world, number, "Ana")
    opens(world, number)
    on(world, number, lambda db, c, by, at: meetings.adjourn_meeting(db, c.meetings[0], by=by, at=at), by="chair")
    with pytest.raises(Refusal, match="is over"):
        withdraws(world, number, ana.id)


def test_two_persons_never_have_one_place_whatever_is_written(world: World) -> None:
    number = a_consultation(world)
    registers(world, number)
    ana, ben = person(world, number, "Ana"), person(world, number, "Ben")
    assert {ana.seat, ben.seat} == {1, 2}
    with pytest.raises(IntegrityError), world.writing() as db:
        db.get_one(Attendee, ben.id).seat = ana.seat


def test_an_organization_registers_as_many_as_each_may_and_nobody_twice(world: World) -> None:
    number = a_consultation(world)
    registers(world, number, in_person=9, for_each=2)
    ana = person(world, number, "Ana")
    with pytest.raises(Invalid, match="already"):
        person(world, number, "Ana")
    person(world, number, "Ben")
    with pytest.raises(Refusal, match="as many as each may"):
        person(world, number, "Cleo")
    withdraws(world, number, ana.id)
    person(world, number, "Ana")


def test_one_registers_between_the_opening_and_the_closing_which_is_late(world: World) -> None:
    number = a_consultation(world)
    closes = registers(world, number, for_each=3)
    person(world, number, "Ana", at=closes - timedelta(seconds=1))
    for at in (closes, closes + timedelta(seconds=1)):
        with pytest.raises(Refusal, match="late"):
            person(world, number, "Ben", at=at)


def test_one_attends_as_the_meetings_are_held(world: World) -> None:
    number = a_consultation(world, ("in_person", "hybrid"))
    registers(world, number, in_person=1, online=1)
    person(world, number, "Ana")
    assert person(world, number, "Ben", "online").seat == 1
    only_room = a_consultation_in_the_room(world)
    with pytest.raises(Invalid, match="in this manner"):
        person(world, only_room, "Ana", "online")


def a_consultation_in_the_room(world: World) -> int:
    def hold(db, by, at):  # type: ignore[no-untyped-def]
        session = meeting_queries.session(db, 1).session
        starts = world.at + timedelta(days=2, hours=6)
        meeting = meetings.plan_meeting(db, session, "informal", "in_person", starts, by=by, at=at)
        held = actions.hold_consultation(db, meeting, "In the room", [], by=by, at=at)
        actions.open_registration(db, held, world.at, world.at + timedelta(days=1), ZONE, Places(5, 0, 2), by=by, at=at)
        return held.id

    number: int = within(world, hold, by="secretariat")
    return number


def test_who_is_not_accredited_registers_nobody(world: World) -> None:
    number = a_consultation(world)
    registers(world, number)
    with pytest.raises(Refusal, match="not accredited yet"):
        person(world, number, "Ana", by="pending")


def test_names_stand_in_no_entry_of_the_record_and_go_with_the_registration(world: World) -> None:
    number = a_consultation(world)
    registers(world, number)
    ana = person(world, number, "Ana Lima Pereira", named=True)
    withdraws(world, number, ana.id)
    with world.database.reading() as db:
        assert not any(b"Ana Lima" in leaf for _, leaf in record.leaves(db))
        row = db.get_one(Attendee, ana.id)
        assert (row.name, row.function, row.seat, row.named_since) == ("", "", None, None)
    with pytest.raises(Refusal, match="withdrawn"):
        withdraws(world, number, ana.id)


def test_another_organizations_persons_are_not_there_for_it(world: World) -> None:
    number = a_consultation(world)
    another_organization(world, "Quiet Wires", "quiet")
    registers(world, number)
    ana = person(world, number, "Ana")
    for who in ("quiet", "delegate", "chair"):
        with pytest.raises(NotFound):
            world.read(queries.attendee, number, ana.id, world.viewer(who))


def test_the_organization_is_told_by_letter_that_a_place_became_free(world: World) -> None:
    number = a_consultation(world)
    another_organization(world, "Quiet Wires", "quiet")
    registers(world, number, in_person=1)
    ana = person(world, number, "Ana")
    person(world, number, "Ben", by="quiet")
    told_now(world)
    withdraws(world, number, ana.id)
    told = {who: [act for _, act, _ in each] for who, each in told_now(world).items()}
    assert told.get("quiet") == ["give_place"]
    assert "give_place" not in told.get("stakeholder", [])


def test_the_public_list_names_organizations_and_only_the_persons_who_agreed(site: World) -> None:
    number = a_consultation(site)
    registers(site, number, in_person=2, for_each=3)
    person(site, number, "Ana Agreed", named=True)
    person(site, number, "Ben Unnamed")
    person(site, number, "Cleo Waiting", named=True)
    address = f"/consultations/{number}/participants"
    for who, seen in (("public", False), ("delegate", False), ("stakeholder", True), ("secretariat", True)):
        reader = site.as_(who)
        for answer in (reader.get(address).text, reader.get(f"{address}.csv").text):
            assert "Open Wires" in answer
            assert "Ana Agreed" in answer
            assert ("Ben Unnamed" in answer) == seen, who
            assert "Cleo Waiting" not in answer
    (told,) = site.program()("GET", address).get_json()["items"]
    assert (told["persons"], told["named"]) == (2, ["Ana Agreed"])


def test_a_name_comes_off_the_list_also_when_the_organization_is_not_accredited_any_more(site: World) -> None:
    number = a_consultation(site)
    registers(site, number)
    made = person(site, number, "Ana Agreed", named=True).id
    organization = site.viewer("stakeholder").organization_id
    with site.writing() as db:
        db.get_one(Organization, organization).accredited_until = site.at
    former, page = site.as_("stakeholder"), f"/consultations/{number}/registration"
    former.does(f"{page}/{made}/name", page=page, form=f"name-{made}")
    assert "Ana Agreed" not in site.as_("public").get(f"/consultations/{number}/participants").text
    assert former.post(f"{page}/{made}/name", page, form=f"name-{made}", named="true").status_code == 403


def test_two_who_take_one_name_off_the_list_do_not_put_it_on_again(site: World) -> None:
    number = a_consultation(site)
    registers(site, number)
    made = person(site, number, "Ana Agreed", named=True).id
    page, representative = f"/consultations/{number}/registration", site.as_("stakeholder")
    representative.does(f"{page}/{made}/name", page=page, form=f"name-{made}")
    again = representative.post(f"{page}/{made}/name", page, form=f"name-{made}")
    assert (again.status_code, "does not stand on the list by name" in words_of(again)) == (409, True)
    assert "Ana Agreed" not in site.as_("public").get(f"/consultations/{number}/participants").text
    address = f"/consultations/{number}/attendees/{made}/name"
    for named in (True, False):
        (told,) = site.program("stakeholder")("POST", address, {"named": named}).get_json()["items"]
        assert told["named"] is named


def test_a_spreadsheet_takes_nothing_on_the_list_for_a_formula(site: World) -> None:
    number = a_consultation(site)
    registers(site, number)
    person(site, number, "=HYPERLINK(1)", named=True)
    csv = site.as_("public").get(f"/consultations/{number}/participants.csv").text
    assert "'=HYPERLINK(1)" in csv


def test_a_representative_registers_and_withdraws_on_the_page(site: World) -> None:
    number = a_consultation(site)
    address = f"/consultations/{number}/registration"
    secretariat, representative = site.as_("secretariat"), site.as_("stakeholder")
    assert "has not been announced yet" in words_of(representative.get(address))
    sent = {
        "form": "period", "zone": ZONE, "opens_at": "2019-01-01T10:00", "closes_at": f"{FAR:%Y-%m-%dT%H:%M}", "in_person": "1",
        "for_each": "2",
    }  # fmt: skip
    assert "0 of 1 places taken" in words_of(secretariat.does(f"{address}/period", page=address, **sent))
    one = {"form": "register", "name": "Ana Lima", "function": "Adviser", "manner": "in_person"}
    assert "Ana Lima, Adviser, in person: has a place" in words_of(representative.does(address, **one))
    two = {**one, "name": "Ben Ode", "named": "1"}
    shown = words_of(representative.does(address, **two))
    assert "Ben Ode, Adviser, in person: waits, number 1" in shown
    assert "as many persons as each organization may" in shown
    assert "Ben Ode" in words_of(secretariat.get(address))
    first = site.read(queries.registered_by, number, site.viewer("stakeholder").organization_id or 0)[0].attendee.id
    representative.does(f"{address}/{first}/name", page=address, form=f"name-{first}", named="true")
    assert "Ana Lima" in site.as_("public").get(f"/consultations/{number}/participants").text
    shown = words_of(representative.does(f"{address}/{first}/withdraw", page=address, form=f"withdraw-{first}"))
    assert "Ben Ode, Adviser, in person: has a place" in shown


def test_the_pages_ask_as_much_for_many_persons_as_for_one(site: World) -> None:
    number = a_consultation(site)
    registers(site, number, in_person=40, for_each=60)
    person(site, number, "Ana")
    secretariat = site.as_("secretariat")
    addresses = [f"/consultations/{number}{part}" for part in ("", "/registration", "/participants")]

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            with site.counting() as sent:
                assert secretariat.get(address).status_code == 200
            counts.append(len(sent))
        return counts

    for n in range(2):
        person(site, number, f"Ana {n}")
    before = asked()
    for n in range(45):
        person(site, number, f"Ben {n}")
    assert [now <= then + 1 for now, then in zip(asked(), before, strict=True)] == [True] * 3
