"""Is what happens at a meeting recorded rightly: items, decisions, attendance?"""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from oewg.accounts import queries as people
from oewg.accounts.models import Delegation, Organization
from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.record.models import Statement
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, an_open_session, on_meeting
from tests.meetings.given_at_a_meeting import attend, elect, facts_of, take_off, take_up
from tests.negotiation.given import revises
from tests.world import World, words_of


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
