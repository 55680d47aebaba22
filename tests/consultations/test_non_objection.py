"""Do States object in time, in confidence and for themselves, and does the group decide on every name, on both engines?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import cast

import pytest
from sqlalchemy.exc import IntegrityError

from oewg.consultations import queries
from oewg.consultations.models import Accreditation, NameObjection
from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.record.verification import faults
from tests.consultations.given import a_list, a_listed, acts_on, decides, on_name, registers, stands
from tests.meetings.given import a_session, an_open_meeting, on_session
from tests.world import World, words_of

INSTANT = timedelta(microseconds=1)


def shown(world: World, list_id: int, who: str) -> dict[str, queries.NameLine]:
    """Organization -> its line on a list, as somebody sees it."""
    with world.database.reading() as db:
        viewer = world.viewer(who, db)
        lines = queries.every_name(db, queries.non_objection_list(db, list_id), viewer)
        return {line.organization.name: line for line in lines}


def passes(world: World) -> None:
    """The deadline of a list passes, and what followed is recorded."""
    world.tick(60 * 24)
    with world.writing() as db:
        settle(db, world.at)


def application(world: World, list_id: int, name: str) -> int:
    return shown(world, list_id, "public")[name].accreditation.id


@pytest.mark.parametrize("who", ["delegate", "head", "coordinator"])
def test_a_state_objects_for_itself_with_or_without_a_basis(world: World, who: str) -> None:
    list_id, (wires, towers) = a_listed(world, "New Wires", "New Towers")
    on_name(world, wires, "object_to_name", "It sells what it warns of.", by=who)
    on_name(world, towers, "object_to_name", by=who)
    with pytest.raises(Refusal, match="objects to this name already"):
        on_name(world, wires, "object_to_name", by=who)
    own = shown(world, list_id, who)["New Wires"].own
    assert own is not None
    assert own.basis == "It sells what it warns of."


@pytest.mark.parametrize("who", ["observer", "chair", "bureau", "secretariat", "stakeholder", "pending", "public"])
def test_nobody_else_objects_or_asks(world: World, who: str) -> None:
    _, (wires,) = a_listed(world, "New Wires")
    for verb in ("object_to_name", "ask_basis", "withdraw_objection"):
        with pytest.raises(NotAllowed):
            on_name(world, wires, verb, by=who)


@pytest.mark.parametrize(("before", "counts"), [(INSTANT, True), (timedelta(0), False), (-INSTANT, False)])
def test_an_objection_before_the_deadline_counts_and_at_it_is_refused(
    world: World, before: timedelta, counts: bool
) -> None:
    deadline = world.at + timedelta(days=1)
    list_id, (wires,) = a_listed(world, "New Wires", deadline=deadline)
    if counts:
        on_name(world, wires, "object_to_name", at=deadline - before)
    else:
        with pytest.raises(Refusal, match="then or later is late"):
            on_name(world, wires, "object_to_name", at=deadline - before)
    with world.writing() as db:
        settle(db, deadline + timedelta(days=1))
    expected = "objected" if counts else "unobjected"
    assert stands(world, application(world, list_id, "New Wires")) == expected
    with world.database.reading() as db:
        assert queries.non_objection_list(db, list_id).closed_at == deadline


@pytest.mark.parametrize(
    ("before_deadline", "kept"),
    [((INSTANT, timedelta(0)), [0]), ((INSTANT, INSTANT), [0, 1]), ((timedelta(0), timedelta(0)), [])],
    ids=["one before it and one at it", "both before it", "both at it"],
)
def test_of_two_that_object_at_once_at_the_deadline_each_counts_or_is_refused_and_never_both(
    world: World, before_deadline: tuple[timedelta, timedelta], kept: list[int]
) -> None:
    deadline = world.at + timedelta(days=1)
    list_id, (wires,) = a_listed(world, "New Wires", deadline=deadline)
    together = Barrier(3)

    def object_(n: int) -> str:
        together.wait(10)
        try:
            on_name(world, wires, "object_to_name", by=("delegate", "second")[n], at=deadline - before_deadline[n])
        except Refusal as refusal:
            return str(refusal)
        return ""

    def looks() -> None:
        together.wait(10)
        with world.writing() as db:
            settle(db, deadline - INSTANT)  # somebody looks at the same time, a moment before

    with ThreadPoolExecutor(3) as pool:
        looking = pool.submit(looks)
        refusals = list(pool.map(object_, range(2)))
        looking.result()
    assert [n for n, refusal in enumerate(refusals) if not refusal] == kept
    assert all("late" in refusal for refusal in refusals if refusal)
    objections = shown(world, list_id, "chair")["New Wires"].objections
    assert sorted(each.delegation.code for each in objections) == sorted(("FRA", "JPN")[n] for n in kept)
    entries = world.read(
        record.entries_after, -1, world.viewer("chair").audiences, limit=10, act="object_to_name"
    )  # fmt: skip
    assert len(entries) == len(kept)
    with world.writing() as db:
        settle(db, deadline)
    expected = "objected" if kept else "unobjected"
    assert stands(world, application(world, list_id, "New Wires")) == expected


def test_two_of_one_delegation_that_object_at_once_are_one_objection(world: World) -> None:
    list_id, (wires,) = a_listed(world, "New Wires")
    together = Barrier(2)

    def object_(_n: int) -> bool:
        together.wait(10)
        try:
            on_name(world, wires, "object_to_name", by="delegate", at=world.at + timedelta(minutes=1))
        except (Refusal, IntegrityError):
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(object_, range(2))) == [False, True]
    assert len(shown(world, list_id, "chair")["New Wires"].objections) == 1


def test_before_the_deadline_only_those_concerned_see_that_a_name_is_objected_to(world: World) -> None:
    list_id, (wires, _) = a_listed(world, "New Wires", "New Towers")
    on_name(world, wires, "object_to_name", "It sells what it warns of.")
    for who in ("public", "second", "observer", "bureau", "new-wires", "pending"):
        line = shown(world, list_id, who)["New Wires"]
        assert (line.state, line.objected, line.own, line.objections, line.bases) == ("listed", False, None, (), ()), (
            who
        )
    for who in ("chair", "secretariat"):
        (objection,) = shown(world, list_id, who)["New Wires"].objections
        assert (objection.delegation.code, objection.basis) == ("FRA", "It sells what it warns of.")


def test_after_the_deadline_the_room_knows_which_names_and_everybody_from_the_final_list(world: World) -> None:
    list_id, (wires, _) = a_listed(world, "New Wires", "New Towers")
    on_name(world, wires, "object_to_name")
    passes(world)
    for who, state in {"second": "objected", "observer": "objected", "new-wires": "objected", "public": "listed",
                       "new-towers": "listed", "stakeholder": "listed"}.items():  # fmt: skip
        assert shown(world, list_id, who)["New Wires"].state == state, who
    assert shown(world, list_id, "second")["New Wires"].objections == ()
    decides(world, list_id, refused=[application(world, list_id, "New Wires")])
    for who in ("public", "new-towers"):
        line = shown(world, list_id, who)["New Wires"]
        assert (line.state, line.objected, line.objections) == ("refused", True, ()), who


def test_the_basis_is_disclosed_to_a_state_that_asks_and_who_asked_is_on_sealed_record(world: World) -> None:
    list_id, (wires, towers) = a_listed(world, "New Wires", "New Towers")
    on_name(world, wires, "object_to_name", "It sells what it warns of.")
    with pytest.raises(Refusal, match="once the deadline has passed"):
        on_name(world, wires, "ask_basis", by="second")
    passes(world)
    with pytest.raises(Refusal, match="no objection"):
        on_name(world, towers, "ask_basis", by="second")
    on_name(world, wires, "ask_basis", by="second")
    with pytest.raises(Refusal, match="asked for the basis already"):
        on_name(world, wires, "ask_basis", by="second")
    asked = shown(world, list_id, "second")["New Wires"]
    assert (asked.bases, asked.objections) == (("It sells what it warns of.",), ())
    for who in ("head", "observer", "public", "new-wires", "bureau"):
        assert shown(world, list_id, who)["New Wires"].bases == (), who
    assert shown(world, list_id, "chair")["New Wires"].asked_by == ("JPN",)
    for who in ("second", "chair", "secretariat"):
        found = world.read(record.entries_after, -1, world.viewer(who).audiences, limit=10, act="ask_basis")
        assert [entry.facts["delegation"] for entry in found] == ["JPN"], who
    for who in ("delegate", "head", "observer", "bureau", "public", "new-wires", "admin"):
        assert world.read(record.entries_after, -1, world.viewer(who).audiences, limit=10, act="ask_basis") == [], who


@pytest.mark.parametrize("act", ["object_to_name", "withdraw_objection"])
def test_who_objects_is_sealed_from_everybody_else(world: World, act: str) -> None:
    _, (wires,) = a_listed(world, "New Wires")
    on_name(world, wires, "object_to_name", "It sells what it warns of.")
    on_name(world, wires, "withdraw_objection")
    for who, sees in {"delegate": True, "chair": True, "secretariat": True, "second": False, "new-wires": False,
                      "bureau": False, "public": False}.items():  # fmt: skip
        found = world.read(record.entries_after, -1, world.viewer(who).audiences, limit=10, act=act)
        assert bool(found) == sees, who


def test_an_objection_is_withdrawn_until_the_group_decides(world: World) -> None:
    list_id, (wires, towers) = a_listed(world, "New Wires", "New Towers")
    on_name(world, wires, "object_to_name")
    on_name(world, towers, "object_to_name")
    on_name(world, wires, "withdraw_objection")
    with pytest.raises(Refusal, match="does not object"):
        on_name(world, wires, "withdraw_objection")
    on_name(world, wires, "object_to_name", "Another basis.")
    passes(world)
    on_name(world, wires, "withdraw_objection")
    assert stands(world, application(world, list_id, "New Wires")) == "unobjected"
    with pytest.raises(Refusal, match="late"):
        on_name(world, wires, "object_to_name")
    decides(world, list_id)
    with pytest.raises(Refusal, match="before the group decides"):
        on_name(world, towers, "withdraw_objection")


def test_the_final_decision_is_taken_at_a_meeting_and_both_lists_stand(world: World) -> None:
    list_id, (wires, _, _) = a_listed(world, "New Wires", "New Towers", "New Roads")
    on_name(world, wires, "object_to_name")
    passes(world)
    acts_on(world, application(world, list_id, "New Roads"), "withdraw_application", by="new-roads")
    refused = application(world, list_id, "New Wires")
    decides(world, list_id, refused=[refused])
    with world.database.reading() as db:
        found = queries.non_objection_list(db, list_id)
        assert found.decision is not None
        assert (found.decision.words, found.decision.kind) == ("Decided.", "other")
        row = db.get_one(Accreditation, refused)
        assert (row.outcome, row.decision_id) == ("refused", found.decision_id)
        assert row.reason
    states = {name: line.state for name, line in shown(world, list_id, "public").items()}
    assert states == {"New Wires": "refused", "New Towers": "accredited", "New Roads": "withdrawn"}
    assert (world.viewer("new-towers").role, world.viewer("new-wires").role) == ("stakeholder", "pending")
    with world.database.reading() as db:
        assert list(faults(db)) == []


def test_the_group_decides_once_after_the_deadline_and_at_an_open_formal_meeting(world: World) -> None:
    list_id, _ = a_listed(world, "New Wires")
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="decides after it"):
        decides(world, list_id, meeting=meeting)
    passes(world)
    decides(world, list_id, meeting=meeting)
    with pytest.raises(Refusal, match="has decided on this list already"):
        decides(world, list_id, meeting=meeting)


def test_the_group_does_not_decide_at_an_informal_meeting(world: World) -> None:
    list_id, _ = a_listed(world, "New Wires")
    meeting = an_open_meeting(world, "informal")
    passes(world)
    with pytest.raises(Refusal):
        decides(world, list_id, meeting=meeting)
    assert stands(world, application(world, list_id, "New Wires")) == "unobjected"


def test_nobody_is_accredited_for_a_session_that_is_over(world: World) -> None:
    list_id, _ = a_listed(world, "New Wires")
    passes(world)
    over = a_session(world, "Over")
    on_session(world, meetings.open_session, over)
    on_session(world, meetings.close_session, over)
    with pytest.raises(Invalid, match="session is over"):
        decides(world, list_id, session=over)


def test_a_name_without_objection_is_not_refused(world: World) -> None:
    list_id, _ = a_listed(world, "New Wires")
    passes(world)
    with pytest.raises(Refusal, match="only a name to which a State objects"):
        decides(world, list_id, refused=[application(world, list_id, "New Wires")])


def test_only_checked_applications_are_listed_and_once(world: World) -> None:
    first, second = registers(world), registers(world, "New Towers", "towers@example.org")
    acts_on(world, first, "check_application")
    with pytest.raises(Refusal, match="whose form is in order"):
        a_list(world, [first, second])
    a_list(world, [first])
    with pytest.raises(Refusal, match="whose form is in order"):
        a_list(world, [first])
    with pytest.raises(Invalid, match="No application waits"):
        a_list(world, [])


def test_a_list_is_not_issued_without_a_name_that_was_withdrawn_while_the_chair_read_it(site: World) -> None:
    first, second = registers(site), registers(site, "New Towers", "towers@example.org")
    for each in (first, second):
        acts_on(site, each, "check_application")
    acts_on(site, second, "withdraw_application", by="towers")
    sent = {"title": "List", "deadline": "2099-01-01T12:00", "zone": "UTC", "names": [str(first), str(second)]}
    refused = site.as_("chair").post("/accreditation/lists", "/accreditation/lists", form="list", **sent)
    assert (refused.status_code, "do not wait for one: New Towers." in words_of(refused)) == (409, True)
    program = site.program("chair")
    assert program("POST", "/non-objection-lists", sent).status_code == 409
    assert program("POST", "/non-objection-lists", {**sent, "names": [987654]}).status_code == 404
    assert program("POST", "/non-objection-lists", {**sent, "names": [first]}).get_json()["names"] == 1


def test_who_may_not_know_what_is_objected_to_finds_every_name_as_listed(world: World) -> None:
    list_id, (wires, _) = a_listed(world, "New Wires", "New Towers")
    on_name(world, wires, "object_to_name")
    passes(world)
    expected = {
        ("public", "listed"): 2, ("public", "objected"): 0, ("public", "unobjected"): 0,
        ("second", "listed"): 0, ("second", "objected"): 1, ("second", "unobjected"): 1,
    }  # fmt: skip
    with world.database.reading() as db:
        found = queries.non_objection_list(db, list_id)
        for (who, standing), several in expected.items():
            page = queries.names(db, found, world.viewer(who, db), world.at.date(), standing=standing)
            assert page.total == several, (who, standing)


def test_a_list_that_was_issued_holds_what_it_said_in_the_record(world: World) -> None:
    list_id, (wires,) = a_listed(world, "New Wires")
    (entry,) = world.read(record.entries_after, -1, frozenset({"public"}), limit=10, act="issue_list")
    assert entry.facts["zone"] == "America/New_York"
    (name,) = cast(list[dict[str, object]], entry.facts["names"])
    assert (name["name"], name["listed"]) == ("New Wires", wires)
    assert list_id


def test_the_meeting_at_which_the_group_decided_lists_the_decision(world: World) -> None:
    list_id, _ = a_listed(world, "New Wires")
    passes(world)
    meeting = an_open_meeting(world)
    decides(world, list_id, meeting=meeting)
    assert [each.words for each in world.read(meeting_queries.decisions, meeting_id=meeting)] == ["Decided."]


def test_no_objection_stands_twice_and_none_to_what_is_not_listed(world: World) -> None:
    _, (wires,) = a_listed(world, "New Wires")
    viewer = world.viewer("delegate")
    for rows in ([wires, wires], [987654]):
        with world.database.open_writing() as db:
            for listed in rows:
                db.add(
                    NameObjection(
                        listed_id=listed, delegation_id=viewer.delegation_id, basis="", objected_at=world.at,
                        objected_by=viewer.account_id,
                    )
                )  # fmt: skip
            with pytest.raises(IntegrityError):
                db.flush()
