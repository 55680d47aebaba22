"""Is what happens at a meeting recorded rightly: items, elections, decisions, attendance?"""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.door.desk import Desk
from oewg.accounts.models import Capacity, Delegation, DelegationName, Organization
from oewg.core.errors import Invalid, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Officer
from oewg.meetings.views.console import delegation_in_the_room
from oewg.record import queries as record
from oewg.record.models import Statement
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, an_open_session, on_meeting
from tests.negotiation.given import revises
from tests.world import World, words_of


def take_up(world: World, meeting: int, item: int, by: str = "chair") -> None:
    with world.writing() as db:
        provision = texts_queries.provision(db, item)
        actions.take_up(db, queries.meeting(db, meeting), provision, by=world.viewer(by, db), at=world.tick())


def elect(world: World, meeting: int, who: str, code: str, name: str, office: str) -> None:
    with world.writing() as db:
        account = people.account_by_email(db, f"{who}@example.org")
        assert account is not None
        actions.elect_officer(
            db, queries.meeting(db, meeting), account, people.delegation_by_code(db, code), name, office,
            by=world.viewer("secretariat", db), at=world.tick(),
        )  # fmt: skip


def attend(world: World, meeting: int, codes: list[str], names: tuple[str, ...] = ()) -> None:
    with world.writing() as db:
        found = people.delegations_by_code(db, codes), queries.organizations_named(db, names)
        by = world.viewer("secretariat", db)
        actions.record_attendance(db, queries.meeting(db, meeting), *found, by=by, at=world.tick())


def take_off(world: World, meeting: int, code: str = "", name: str = "", reason: str = "It was not there.") -> None:
    with world.writing() as db:
        who = queries.attender(db, code, name, "en", world.at.date())
        by = world.viewer("secretariat", db)
        actions.take_off_attendance(db, queries.meeting(db, meeting), who, reason, by=by, at=world.tick())


def facts_of(world: World, act: str) -> list[dict[str, object]]:
    with world.database.reading() as db:
        rows = db.scalars(select(Statement.contents).where(Statement.act == act).order_by(Statement.index))
        return [json.loads(contents)["facts"] for contents in rows]


def chairs(world: World) -> list[tuple[str, bool]]:
    """(address, still in office) of every chair, in the order of election."""
    with world.database.reading() as db:
        rows = db.scalars(select(Capacity).where(Capacity.role == "chair").order_by(Capacity.id)).all()
        return [(row.account.email, row.until is None) for row in rows]


def test_items_taken_up_stand_in_the_order_in_which_they_were(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    take_up(world, meeting, items[2])
    take_up(world, meeting, items[0])
    assert [line.provision_id for line in world.read(queries.items_taken_up, meeting)] == [items[2], items[0]]
    assert world.read(queries.considerations) == {items[2]: [1], items[0]: [1]}
    assert facts_of(world, "take_up") == [{"provision": items[2]}, {"provision": items[0]}]


def test_an_item_stays_with_its_meeting_as_it_was_when_it_was_taken_up(site: World) -> None:
    """The agenda goes on: the first item is taken off it, so that the others are renumbered, and one is reworded."""
    meeting, (_, items) = an_open_meeting(site), an_agenda(site)
    for item in items[:2]:
        take_up(site, meeting, item)
    site.act(texts.remove_provision, site.read(texts_queries.provision, items[0]), by="secretariat")
    revises(site, items[1], "Organization.")
    stood = [("1.", "Election of officers.", True), ("2.", "Adoption of the agenda.", False)]
    found = site.read(queries.considered, meeting)
    assert [(each.line.number, each.line.words, each.removed) for each in found] == stood
    assert [line.number for line in site.read(queries.items_taken_up, meeting)] == ["1."]
    page = words_of(site.as_("secretariat").get(f"/meetings/{meeting}"))
    assert "1. Election of officers. taken off the agenda since 2. Adoption of the agenda." in page
    assert "For an item that was taken up 1. Organization. Open the list" in page
    answer = site.program("public")("GET", f"/meetings/{meeting}").get_json()
    assert [(each["number"], each["words"]) for each in answer["items"]] == [each[:2] for each in stood]


def test_an_item_is_taken_up_at_several_meetings_but_once_at_each(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    take_up(world, meeting, items[0])
    with pytest.raises(Refusal, match="taken up the item already"):
        take_up(world, meeting, items[0])
    on_meeting(world, actions.adjourn_meeting, meeting)
    second = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    on_meeting(world, actions.open_meeting, second)
    take_up(world, second, items[0])
    assert world.read(queries.considerations) == {items[0]: [1, 2]}


@pytest.mark.parametrize("kind", ["report", "rules", "heading"])
def test_what_is_no_item_of_the_agenda_is_not_taken_up(world: World, kind: str) -> None:
    meeting = an_open_meeting(world)
    text = world.act(texts.begin_text, "agenda" if kind == "heading" else kind, "A text", by="secretariat")
    provision_kind = "heading" if kind == "heading" else "paragraph"
    provision = world.act(texts.add_provision, text, provision_kind, "Words", by="secretariat")
    with pytest.raises(Refusal, match="this is none"):
        take_up(world, meeting, provision.id)


def test_an_item_taken_off_the_agenda_is_not_taken_up(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        texts.remove_provision(db, texts_queries.provision(db, items[1]), by=by, at=world.tick())
    with pytest.raises(Refusal, match="taken off the agenda"):
        take_up(world, meeting, items[1])


def test_the_agenda_in_force_is_the_one_adopted_until_then_the_one_proposed_last(world: World) -> None:
    assert world.read(queries.agenda) == []
    first, items = an_agenda(world)
    second, others = an_agenda(world)

    def in_force() -> list[int]:
        return [line.provision_id for line in world.read(queries.agenda)]

    assert in_force() == others
    world.act(texts.close_text, world.read(texts_queries.text, first), by="secretariat")
    assert in_force() == items
    world.act(texts.close_text, world.read(texts_queries.text, second), by="secretariat")
    assert in_force() == others


def test_items_of_an_earlier_agenda_stay_with_the_meeting_that_took_them_up(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    take_up(world, meeting, items[0])
    an_agenda(world)
    assert [line.provision_id for line in world.read(queries.items_taken_up, meeting)] == [items[0]]


ACTS_AT_A_MEETING: list[Callable[[World, int], None]] = [
    lambda world, meeting: take_up(world, meeting, an_agenda(world)[1][0]),
    lambda world, meeting: elect(world, meeting, "delegate", "FRA", "France", "rapporteur"),
    lambda world, meeting: on_meeting(world, actions.record_decision, meeting, "other", "It was so decided."),
]


@pytest.mark.parametrize("act", ACTS_AT_A_MEETING, ids=["take_up", "elect_officer", "record_decision"])
def test_items_elections_and_decisions_only_at_an_open_meeting(world: World, act: Callable[[World, int], None]) -> None:
    meeting = a_meeting(world, an_open_session(world))
    with pytest.raises(Refusal, match="at a meeting that is open"):
        act(world, meeting)
    on_meeting(world, actions.open_meeting, meeting)
    act(world, meeting)
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="at a meeting that is open"):
        act(world, meeting)


@pytest.mark.parametrize("act", ACTS_AT_A_MEETING[1:], ids=["elect_officer", "record_decision"])
def test_an_informal_meeting_decides_nothing(world: World, act: Callable[[World, int], None]) -> None:
    meeting = an_open_meeting(world, formality="informal")
    with pytest.raises(Refusal, match="informal meeting takes no decision"):
        act(world, meeting)
    assert not world.read(queries.decisions)


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


def test_a_decision_stands_in_its_exact_words_at_its_instant(world: World) -> None:
    meeting, words = an_open_meeting(world), "The Working Group decided\nto meet  in New York."
    on_meeting(world, actions.record_decision, meeting, "organization", words, by="chair")
    found = world.read(queries.decisions, session_id=world.read(queries.meeting, meeting).session_id)
    assert [(d.kind, d.words, d.at, d.meeting.number) for d in found] == [("organization", words, world.at, 1)]
    assert facts_of(world, "record_decision") == [{"meeting": meeting, "kind": "organization", "words": words}]


def test_attendance_counts_everybody_once(world: World) -> None:
    meeting = an_open_meeting(world)
    attend(world, meeting, ["FRA", "JPN"], ("Open Wires",))
    attend(world, meeting, ["JPN", "KEN"])
    assert world.read(queries.attendance) == {meeting: (3, 1)}
    with world.database.reading() as db:
        codes = [db.get_one(Delegation, i).code for i in queries.presence(db, meeting).delegations]
        assert queries.presence(db, meeting).organizations == ("Open Wires",)
        organization = db.scalars(select(Organization.id).where(Organization.name == "Open Wires")).one()
    assert codes == ["FRA", "JPN", "KEN"]
    assert [d.code for d in world.read(queries.participants)] == codes
    assert facts_of(world, "record_attendance") == [
        {"delegations": ["FRA", "JPN"], "organizations": [organization]}, {"delegations": ["KEN"], "organizations": []},
    ]  # fmt: skip
    with pytest.raises(Refusal, match="on the list already"):
        attend(world, meeting, ["KEN"])


def test_an_attendance_recorded_in_error_is_taken_back_with_a_reason_that_the_history_tells(world: World) -> None:
    meeting = an_open_meeting(world)
    attend(world, meeting, ["FRA", "JPN"], ("Open Wires",))
    take_off(world, meeting, code="JPN", reason="A slip of the pen.")
    take_off(world, meeting, name="Open Wires")
    assert world.read(queries.attendance) == {meeting: (1, 0)}
    assert [d.code for d in world.read(queries.participants)] == ["FRA"]
    with world.database.reading() as db:
        organization = db.scalars(select(Organization.id).where(Organization.name == "Open Wires")).one()
        japan = people.delegation_by_code(db, "JPN").id
    assert facts_of(world, "take_off_attendance") == [
        {"delegations": ["JPN"], "organizations": [], "reason": "A slip of the pen."},
        {"delegations": [], "organizations": [organization], "reason": "It was not there."},
    ]
    told = [
        (each.act, each.delegation, each.organization, each.reason) for each in world.read(queries.history_of, meeting)
    ]
    assert told[-2:] == [
        ("take_off_attendance", japan, "", "A slip of the pen."),
        ("take_off_attendance", None, "Open Wires", "It was not there."),
    ]
    on_meeting(world, actions.adjourn_meeting, meeting)
    take_off(world, meeting, code="FRA")
    assert world.read(queries.attendance) == {}


def test_only_who_is_on_the_list_is_taken_off_it_and_not_without_a_reason(world: World) -> None:
    meeting = an_open_meeting(world)
    attend(world, meeting, ["FRA"])
    other = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    for where, code, name in ((meeting, "JPN", ""), (meeting, "", "Open Wires"), (other, "FRA", "")):
        with pytest.raises(Refusal, match="not on the list of those who were at this meeting"):
            take_off(world, where, code, name)
    with pytest.raises(Refusal, match="please give the reason"):
        take_off(world, meeting, "FRA", reason=" ")
    for code, name, why in (
        ("", "", "one delegation or one organization"), ("FRA", "Open Wires", "one delegation or one organization"),
        ("XXX", "", "no delegation of this name or code"), ("", "Atlantis Ltd", "no organization called Atlantis Ltd"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=why):
            take_off(world, meeting, code, name)
    assert world.read(queries.attendance) == {meeting: (1, 0)}
    assert facts_of(world, "take_off_attendance") == []


def test_attendance_is_recorded_after_the_meeting_too_but_not_before_it(world: World) -> None:
    meeting = a_meeting(world, an_open_session(world))
    with pytest.raises(Refusal, match="has been opened"):
        attend(world, meeting, ["FRA"])
    on_meeting(world, actions.open_meeting, meeting)
    on_meeting(world, actions.adjourn_meeting, meeting)
    attend(world, meeting, ["FRA"])


def test_an_organization_that_is_not_accredited_does_not_attend(world: World) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="Not Yet Heard is not accredited"):
        attend(world, meeting, ["FRA"], ("Not Yet Heard",))
    assert world.read(queries.attendance) == {}


def test_no_persons_name_or_address_enters_the_record_of_meetings(world: World) -> None:
    meeting = an_open_meeting(world)
    elect(world, meeting, "second", "JPN", "Japan", "chair")
    attend(world, meeting, ["FRA"])
    with world.database.reading() as db:
        kinds = ("session", "meeting", "decision")
        rows = db.scalars(select(Statement.contents).where(Statement.subject_kind.in_(kinds))).all()
    assert len(rows) == 6
    for contents in rows:
        assert b"example.org" not in contents
        assert b"Second" not in contents


def test_a_decision_names_the_document_that_holds_it(world: World) -> None:
    meeting = an_open_meeting(world)
    sent = ("A/AC.290/2021/L.1", "A paper")
    document = world.act(texts.register_document, *sent, "limited", "en", by="secretariat")
    with world.writing() as db:
        by, found = world.viewer("chair", db), queries.meeting(db, meeting)
        made = actions.record_decision(
            db, found, "other", "So decided.", by=by, at=world.tick(), symbol=document.symbol
        )
        assert made.symbol == document.symbol
    assert facts_of(world, "record_decision")[-1]["symbol"] == document.symbol
    viewer = world.viewer("public")
    of_meeting = world.read(lambda db: queries.documents_decided(db, viewer, meeting_id=meeting))
    assert of_meeting == {document.symbol: document.id}


@pytest.mark.parametrize("why", ["no document", "was withdrawn", "is restricted"])
def test_a_decision_names_only_a_document_that_everybody_finds(world: World, why: str) -> None:
    meeting, symbol = an_open_meeting(world), "A/AC.290/2021/L.1"
    if why != "no document":
        for_whom = "restricted" if why == "is restricted" else "limited"
        document = world.act(texts.register_document, symbol, "A paper", for_whom, "en", by="secretariat")
        if why == "was withdrawn":
            world.act(texts.withdraw_document, document, by="secretariat")
    with world.writing() as db:
        by, found = world.viewer("chair", db), queries.meeting(db, meeting)
        with pytest.raises(Refusal, match=why):
            actions.record_decision(db, found, "other", "So decided.", by=by, at=world.tick(), symbol=symbol)
    assert not world.read(queries.decisions)
