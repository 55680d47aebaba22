"""Is a consultation held at an informal meeting, on elements of the mandate, and is it known who was there?"""

import re
from datetime import timedelta
from typing import Any

import pytest

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal
from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from tests.consultations.given_fund import opens, pays_for
from tests.meetings.given import a_session, on_meeting
from tests.world import World, words_of


def an_element(world: World) -> Element:
    with world.writing() as db:
        element = Element(key="threats", title="Threats", source="paragraph 5", quote="threats", place=1)
        db.add(element)
        db.flush()
        db.expunge(element)
    return element


def an_informal_meeting(world: World, formality: str = "informal") -> int:
    session_id = a_session(world)

    def plan(db: Db, *, by: Viewer, at: object) -> int:
        session = meeting_queries.session(db, session_id).session
        meetings.open_session(db, session, by=by, at=world.at)
        return meetings.plan_meeting(db, session, formality, "in_person", world.at, by=by, at=world.at).id

    return world.act(plan, by="secretariat")


def a_consultation(world: World, *, opened: bool = True) -> int:
    meeting = world.read(meeting_queries.meeting, an_informal_meeting(world))
    number = world.act(actions.hold_consultation, meeting, "Voices", [an_element(world)], by="secretariat").id
    if opened:
        pays_for(world, number)
        opens(world, number)
    return number


def test_a_consultation_is_not_held_at_a_formal_meeting(world: World) -> None:
    meeting = world.read(meeting_queries.meeting, an_informal_meeting(world, "formal"))
    with pytest.raises(Invalid, match="informal"):
        world.act(actions.hold_consultation, meeting, "Voices", [an_element(world)], by="secretariat")


def test_a_meeting_that_was_opened_does_not_become_a_consultation_that_nobody_pays_for(world: World) -> None:
    number = an_informal_meeting(world)
    on_meeting(world, meetings.open_meeting, number)
    with pytest.raises(Invalid, match="has been opened"):
        world.act(
            actions.hold_consultation, world.read(meeting_queries.meeting, number), "Voices", [], by="secretariat"
        )
    assert world.read(queries.meetings_for_consultation) == []


def test_a_meeting_is_one_consultation(world: World) -> None:
    consultation = world.read(queries.consultation, a_consultation(world, opened=False))
    meeting = world.read(meeting_queries.meeting, consultation.meetings[0].id)
    with pytest.raises(Refusal, match="already"):
        world.act(actions.hold_consultation, meeting, "Again", [], by="secretariat")


def test_the_secretariat_records_which_accredited_organizations_were_there(site: World) -> None:
    number = a_consultation(site)
    accredited = site.viewer("stakeholder").organization_id
    waiting = site.viewer("pending").organization_id
    address = f"/consultations/{number}"
    secretariat = site.as_("secretariat")
    form = secretariat.get(address).text
    assert "Open Wires" in form
    assert "Not Yet Heard" not in form
    sent: dict[str, Any] = {"form": "organizations", "meeting": "1", "organizations": [str(accredited), str(waiting)]}
    shown = words_of(secretariat.does(f"{address}/organizations", **sent))
    assert "Organizations that were there 1" in shown
    assert "Not Yet Heard" not in shown
    assert "Open Wires" in site.as_("public").get(address).text
    assert "meeting 1" in words_of(site.as_("public").get("/consultations"))
    (told,) = site.as_("public").get("/api/v1/consultations").json["items"]  # type: ignore[index]
    assert (told["organizations"], told["elements"]) == (1, ["threats"])


def test_a_consultation_without_anybody_recorded_speaks_of_no_number(site: World) -> None:
    address = f"/consultations/{a_consultation(site)}"
    public = site.as_("public")
    for page in (words_of(public.get(address)), words_of(public.get("/consultations"))):
        assert "Voices" in page
        assert not re.search(r"\b0\b|Organizations that were there \d|Delegations \d", page)
    sent: dict[str, Any] = {
        "form": "organizations",
        "meeting": "1",
        "organizations": [str(site.viewer("stakeholder").organization_id)],
    }
    site.as_("secretariat").does(f"{address}/organizations", **sent)
    assert "Organizations that were there 1" in words_of(public.get(address))
    assert "1 organization" in words_of(public.get("/consultations"))
    assert "Delegations 0" not in words_of(public.get(address))


def test_every_accredited_organization_can_be_recorded_however_many_there_are(site: World) -> None:
    address = f"/consultations/{a_consultation(site)}"
    secretariat = site.as_("secretariat")
    with site.counting() as for_one:
        assert "Open Wires" in secretariat.get(address).text
    with site.writing() as db:
        db.add_all(
            Organization(
                name=f"Wire {n:04}", sector="academia", country="KEN", consultative_status=False, purpose="P",
                registered_at=site.at, accredited_since=site.at,
            )
            for n in range(1001)
        )  # fmt: skip
    with site.counting() as for_all:
        form = secretariat.get(address).text
    assert len(for_all) == len(for_one)
    assert form.count('name="organizations"') == 1002
    assert "Wire 1000" in form


def test_every_informal_meeting_can_become_a_consultation_and_no_other_is_offered(site: World) -> None:
    held = site.read(queries.consultation, a_consultation(site)).meetings[0].id
    session_id = site.read(meeting_queries.meeting, held).session_id

    def plan(db: Db, *, by: Viewer, at: object) -> list[int]:
        session = meeting_queries.session(db, session_id).session
        planned = [
            meetings.plan_meeting(
                db, session, formality, "virtual", site.at + timedelta(hours=2 * n), by=by, at=site.at
            )
            for n, formality in enumerate(["informal", "informal", *["formal"] * 51])
        ]
        meetings.cancel_meeting(db, planned[1], "No money was received.", by=by, at=site.at)
        return [meeting.id for meeting in planned]

    first, *_others = site.act(plan, by="secretariat")
    page = site.as_("secretariat").get("/consultations").text
    (form,) = re.findall(r'<form[^>]* id="consultation".*?</form>', page, flags=re.S)
    assert re.findall(r'<option value="(\d+)"', form) == [str(first)]


def test_where_no_informal_meeting_is_free_the_secretariat_is_told_where_one_is_called(site: World) -> None:
    for who, told in (("secretariat", True), ("delegate", False), ("public", False)):
        assert ("Call one on the page of its session" in site.as_(who).get("/consultations").text) == told, who


def test_the_list_of_consultations_asks_as_much_for_many_as_for_one(site: World) -> None:
    number = a_consultation(site)
    browser = site.as_("public")

    def asked(address: str) -> int:
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    addresses = ("/consultations", "/api/v1/consultations")
    before = [asked(address) for address in addresses]
    session_id = site.read(meeting_queries.session, 1).session.id
    for _ in range(3):

        def another(db: Db, *, by: Viewer, at: object) -> None:
            session = meeting_queries.session(db, session_id).session
            meeting = meetings.plan_meeting(db, session, "informal", "virtual", site.at, by=by, at=site.at)
            elements = queries.elements_of(db, [number])[number]
            actions.hold_consultation(db, meeting, "More", elements, by=by, at=site.at)

        site.act(another, by="secretariat")
    assert [asked(address) for address in addresses] == before
