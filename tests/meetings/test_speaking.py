"""Do lists open, close and order their speakers as the rules say, on both engines and all at once?"""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from oewg.accounts import queries as people
from oewg.accounts.models import Delegation
from oewg.core.errors import NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Exchange, Inscription
from oewg.meetings.rules.speaking import USUAL, Limits
from oewg.record.models import Statement
from oewg.record.verification import faults
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import an_open_meeting, on_meeting, on_session
from tests.meetings.given_speaking import (
    a_list,
    admits_organizations,
    asks_to_reply,
    calls,
    do,
    entries,
    facts_of,
    holder,
    inscribe,
    intervention,
    on_clock,
    opens,
    order_of,
    place_of,
    refused,
    speaker,
    speaks,
    viewer_of,
)
from tests.world import World

LIST, ROW, MEETING = queries.speakers_list, queries.inscription, queries.meeting


def test_a_list_is_opened_closed_and_reopened_each_once_and_each_an_entry(world: World) -> None:
    _, list_id = a_list(world)
    refused(world, "is open", actions.reopen_speakers_list, (LIST, list_id))
    before = entries(world)
    do(world, actions.close_speakers_list, (LIST, list_id))
    assert world.read(queries.speakers_list, list_id).closed_at == world.at
    refused(world, "closed already", actions.close_speakers_list, (LIST, list_id))
    do(world, actions.reopen_speakers_list, (LIST, list_id), by="secretariat")
    assert world.read(queries.speakers_list, list_id).closed_at is None
    assert entries(world) == before + 2


def test_an_item_has_one_list_at_a_session_and_a_meeting_without_an_item_its_own(world: World) -> None:
    meeting, list_id = a_list(world)
    with pytest.raises(Refusal, match="already"):
        opens(world, meeting, world.read(queries.speakers_list, list_id).item_id or 0)
    own_id = opens(world, meeting)
    with pytest.raises(Refusal, match="already"):
        opens(world, meeting)
    with world.database.reading() as db:
        lines = queries.lists_at(db, queries.meeting(db, meeting))
        assert [(line.list.id, line.item.words if line.item else "") for line in lines] == [
            (list_id, "Election of officers."), (own_id, ""),
        ]  # fmt: skip
    session = world.read(queries.meeting, meeting).session_id
    assert [line.list.id for line in world.read(queries.lists_of_session, session)] == [list_id, own_id]
    assert [facts["meeting"] for facts in facts_of(world, "open_speakers_list")] == [0, meeting]


def test_what_is_no_item_of_the_agenda_has_no_list(world: World) -> None:
    meeting = an_open_meeting(world)
    text = world.act(texts.begin_text, "report", "A report", by="secretariat")
    paragraph = world.act(texts.add_provision, text, "paragraph", "Words", by="secretariat")
    with pytest.raises(Refusal, match="this is none"):
        opens(world, meeting, paragraph.id)


def test_a_session_that_is_over_has_no_more_lists_inscriptions_or_replies(world: World) -> None:
    meeting, list_id = a_list(world)
    do(world, actions.close_speakers_list, (LIST, list_id))
    viewer = viewer_of(world, "FRA")
    on_meeting(world, actions.adjourn_meeting, meeting)
    session = world.read(queries.meeting, meeting).session_id
    on_session(world, actions.close_session, session)
    refused(world, "This session is over", actions.reopen_speakers_list, (LIST, list_id))
    refused(world, "This session is over", actions.inscribe, (LIST, list_id), speaker(viewer), by=viewer)
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA")
    refused(world, "This session is over", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    with pytest.raises(Refusal, match="This session is over"):
        opens(world, meeting, world.read(queries.speakers_list, list_id).item_id or 0)


def test_a_meeting_that_is_over_gets_no_list(world: World) -> None:
    meeting = an_open_meeting(world)
    on_meeting(world, actions.adjourn_meeting, meeting)
    with pytest.raises(Refusal, match="This meeting is over"):
        opens(world, meeting)


def test_groups_come_first_then_member_states_by_inscription_then_observers_and_organizations(world: World) -> None:
    _, list_id = a_list(world)
    admits_organizations(world, list_id)
    stakeholder = world.viewer("stakeholder")
    do(world, actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)
    inscribe(world, list_id, "VAT")
    inscribe(world, list_id, "KEN")
    inscribe(world, list_id, "ROU", "EU")
    inscribe(world, list_id, "FRA")
    asks_to_reply(world, list_id, "JPN")
    inscribe(world, list_id, "ROU")
    assert order_of(world, list_id) == ["EU", "KEN", "FRA", "ROU", "VAT", "Open Wires", "JPN reply"]
    with world.database.reading() as db:
        limits = [line.limit for line in queries.waiting(db, queries.speakers_list(db, list_id))]
    assert limits == [300, 180, 180, 180, 180, 180, 600]


def test_who_inscribed_whom_at_which_place_is_on_record(world: World) -> None:
    _, list_id = a_list(world)
    inscribe(world, list_id, "FRA")
    row = inscribe(world, list_id, "ROU", "EU")
    with world.database.reading() as db:
        rou, eu = people.delegation_by_code(db, "ROU").id, people.group_by_code(db, "EU").id
        said = db.scalars(select(Statement).where(Statement.act == "inscribe").order_by(Statement.index)).all()[-1]
    assert (said.capacity, said.subject_id) == ("coordinator of EU", row)
    assert facts_of(world, "inscribe")[-1] == {
        "list": list_id, "delegation": rou, "group": eu, "organization": 0, "place": 2,
    }  # fmt: skip


def test_a_closed_list_refuses_inscriptions_but_not_a_right_of_reply(world: World) -> None:
    _, list_id = a_list(world)
    inscribe(world, list_id, "KEN")
    do(world, actions.close_speakers_list, (LIST, list_id))
    viewer = viewer_of(world, "FRA")
    refused(world, "list is closed", actions.inscribe, (LIST, list_id), speaker(viewer), by=viewer)
    asks_to_reply(world, list_id, "FRA")
    assert order_of(world, list_id) == ["KEN", "FRA reply"]
    do(world, actions.reopen_speakers_list, (LIST, list_id))
    inscribe(world, list_id, "FRA")


def test_a_speaker_stands_on_a_list_once_and_again_after_it_has_spoken(world: World) -> None:
    meeting, list_id = a_list(world)
    first = inscribe(world, list_id, "ROU")
    viewer = viewer_of(world, "ROU")
    refused(world, "on this list already", actions.inscribe, (LIST, list_id), speaker(viewer), by=viewer)
    group = inscribe(world, list_id, "ROU", "EU")  # the same delegation speaks for its group too
    coordinator = viewer_of(world, "ROU", "EU")
    refused(world, "on this list already", actions.inscribe, (LIST, list_id), speaker(coordinator), by=coordinator)
    other = viewer_of(world, "FRA", "EU")
    refused(world, "on this list already", actions.inscribe, (LIST, list_id), speaker(other), by=other)
    called = calls(world, meeting, group)
    refused(world, "on this list already", actions.inscribe, (LIST, list_id), speaker(coordinator), by=coordinator)
    on_clock(world, actions.end_intervention, called)
    speaks(world, meeting, first)
    inscribe(world, list_id, "ROU")
    assert place_of(world, inscribe(world, list_id, "ROU", "EU")) == 4


def test_nobody_is_inscribed_by_a_stranger_and_the_secretariat_inscribes_who_asks_in_the_room(world: World) -> None:
    _, list_id = a_list(world)
    france, japan = viewer_of(world, "FRA"), viewer_of(world, "JPN")
    refused(world, "another speaker", actions.inscribe, (LIST, list_id), speaker(france), by=japan)
    do(world, actions.inscribe, (LIST, list_id), speaker(france), by="secretariat")
    assert order_of(world, list_id) == ["FRA"]


def test_organizations_inscribe_only_once_the_list_is_open_to_them(world: World) -> None:
    _, list_id = a_list(world)
    stakeholder = world.viewer("stakeholder")
    refused(world, "not open to organizations", actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)
    admits_organizations(world, list_id)
    refused(world, "already", actions.admit_organizations, (LIST, list_id))
    do(world, actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)
    refused(world, "on this list already", actions.inscribe, (LIST, list_id), speaker(stakeholder), by=stakeholder)


def test_no_list_is_opened_to_organizations_before_the_group_has_adopted_its_modalities(world: World) -> None:
    _, list_id = a_list(world)
    act, why = actions.admit_organizations, "not adopted its modalities of participation"
    refused(world, why, act, (LIST, list_id))
    text = world.act(texts.begin_text, "modalities", "Modalities of participation", by="secretariat")
    refused(world, why, act, (LIST, list_id), by="secretariat")  # they are proposed, and not adopted
    world.act(texts.close_text, world.read(texts_queries.text, text.id), by="secretariat")
    do(world, act, (LIST, list_id))
    assert world.read(queries.speakers_list, list_id).organizations_from == world.at


def test_who_withdraws_is_off_the_list_and_its_place_is_given_to_nobody(world: World) -> None:
    _, list_id = a_list(world)
    inscribe(world, list_id, "KEN")
    row = inscribe(world, list_id, "FRA")
    refused(world, "another speaker", actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "JPN"))
    refused(world, "another speaker", actions.withdraw_inscription, (ROW, row), by="chair")
    do(world, actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "FRA"))
    refused(world, "not on the list", actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "FRA"))
    assert order_of(world, list_id) == ["KEN"]
    assert place_of(world, inscribe(world, list_id, "JPN")) == 3


def test_a_delegate_of_the_coordinating_state_does_not_withdraw_the_group(world: World) -> None:
    _, list_id = a_list(world)
    row = inscribe(world, list_id, "ROU", "EU")
    refused(world, "another speaker", actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "ROU"))
    do(world, actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "FRA", "EU"))


@pytest.mark.parametrize("by", ["chair", "secretariat"])
def test_who_withdraws_in_the_room_is_taken_off_the_list_by_those_who_conduct_and_the_record_says_by_whom(
    world: World, by: str
) -> None:
    meeting, list_id = a_list(world)
    kenya, france, union = (
        inscribe(world, list_id, "KEN"),
        inscribe(world, list_id, "FRA"),
        inscribe(world, list_id, "ROU", "EU"),
    )
    reply, act = asks_to_reply(world, list_id, "JPN"), actions.withdraw_in_the_room
    do(world, actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    for who in ("FRA", "JPN"):
        refused(world, "by those who conduct", act, (ROW, france), by=viewer_of(world, who))
    for row in (france, union, reply):
        do(world, act, (ROW, row), by=by)
        assert world.read(ROW, row).end_reason == "withdrawn"
        refused(world, "not on the list any more", act, (ROW, row), by=by)
    assert order_of(world, list_id) == ["KEN"]
    with world.database.reading() as db:
        assert db.scalars(select(Exchange.outcome)).all() == ["void"]
        rows = db.scalars(select(Statement.contents).where(Statement.act == "withdraw_in_the_room")).all()
        actors = {json.loads(contents)["actor"] for contents in rows}
        state, group = people.delegation_by_code(db, "ROU").id, people.group_by_code(db, "EU").id
    assert actors == {f"account:{world.viewer(by).account_id}"}
    assert facts_of(world, "withdraw_in_the_room")[1] == {
        "list": list_id, "delegation": state, "group": group, "organization": 0,
    }  # fmt: skip
    called = calls(world, meeting, kenya)
    refused(world, "called already", act, (ROW, kenya), by=by)
    on_clock(world, actions.start_clock, called)
    refused(world, "called already", act, (ROW, kenya), by=by)
    assert holder(world, meeting) == "KEN"
    assert inscribe(world, list_id, "FRA")


def test_the_chair_changes_the_limits_for_whoever_is_called_from_then_on(world: World) -> None:
    meeting, list_id = a_list(world)
    first, second = inscribe(world, list_id, "FRA"), inscribe(world, list_id, "JPN")
    called = calls(world, meeting, first)
    do(world, actions.limit_speaking_time, (LIST, list_id), Limits(120, 240, 60))
    assert intervention(world, called).limit_seconds == USUAL.delegation
    on_clock(world, actions.end_intervention, called)
    assert intervention(world, calls(world, meeting, second)).limit_seconds == 120
    assert facts_of(world, "limit_speaking_time") == [{"limits": {"delegation": 120, "group": 240, "organization": 60}}]
    refused(world, "at least ten seconds", actions.limit_speaking_time, (LIST, list_id), Limits(0, 1, 1))


def test_fifty_delegations_press_inscribe_at_the_same_instant_and_each_has_a_place_of_its_own(
    site_on_both: World,
) -> None:
    site = site_on_both
    _, list_id = a_list(site)
    with site.database.reading() as db:
        codes = list(
            db.scalars(select(Delegation.code).where(Delegation.kind == "member").order_by(Delegation.code).limit(50))
        )
    browsers = [site.as_(viewer.name.lower()) for viewer in [viewer_of(site, code) for code in codes]]
    start = Barrier(len(browsers))

    def press(number: int) -> int:
        browser = browsers[number]
        browser.get(f"/speakers/{list_id}")
        start.wait()
        return browser.post(f"/speakers/{list_id}/inscriptions", form="inscribe").status_code

    with ThreadPoolExecutor(len(browsers)) as threads:
        assert list(threads.map(press, range(len(browsers)))) == [303] * 50
    with site.database.reading() as db:
        rows = db.scalars(select(Inscription).where(Inscription.list_id == list_id)).all()
        assert sorted(row.place for row in rows) == list(range(1, 51))
        assert sorted(row.delegation.code for row in rows if row.delegation) == codes
        assert list(faults(db)) == []
    assert len(facts_of(site, "inscribe")) == 50


def test_the_chair_and_the_secretariat_call_at_the_same_instant_and_one_speaker_has_the_floor(world: World) -> None:
    meeting, list_id = a_list(world)
    row = inscribe(world, list_id, "FRA")
    start, at = Barrier(2), world.tick()

    def call(who: str) -> str:
        start.wait()
        try:
            with world.writing() as db:
                actions.give_floor(db, MEETING(db, meeting), ROW(db, row), by=world.viewer(who, db), at=at)
            return "called"
        except Refusal:
            return "refused"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(call, ("chair", "secretariat"))) == ["called", "refused"]
    assert len(facts_of(world, "give_floor")) == 1


@pytest.mark.parametrize("given_the_floor", [False, True])
def test_two_who_press_absent_at_the_same_instant_answer_one_call_and_the_only_speaker_stays_on_the_list(
    site_on_both: World, given_the_floor: bool
) -> None:
    site = site_on_both
    meeting, list_id = a_list(site)
    row = inscribe(site, list_id, "KEN")
    if given_the_floor:
        calls(site, meeting, row)
    consoles, start = [site.as_("chair"), site.as_("secretariat")], Barrier(2)

    def press(number: int) -> tuple[int, bool]:
        console = consoles[number]
        console.get(f"/meetings/{meeting}/console")
        start.wait()
        answer = console.post(f"/meetings/{meeting}/console/absent", form="absent", inscription=str(row), absences="0")
        return answer.status_code, "recorded already that this speaker was not there" in answer.text

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(press, range(2))) == [(303, False), (409, True)]
    assert order_of(site, list_id) == ["KEN"]
    assert [facts["absences"] for facts in facts_of(site, "record_absence")] == [1]


def test_a_withdrawal_and_an_agreement_at_the_same_instant_never_both_hold(world: World) -> None:
    _, list_id = a_list(world)
    one, other = inscribe(world, list_id, "FRA"), inscribe(world, list_id, "JPN")
    france, japan = viewer_of(world, "FRA"), viewer_of(world, "JPN")
    do(world, actions.propose_exchange, (ROW, one), (ROW, other), by=france)
    start, at = Barrier(2), world.tick()

    def withdraw() -> str:
        start.wait()
        with world.writing() as db:
            actions.withdraw_inscription(db, ROW(db, one), by=france, at=at)
        return "withdrawn"

    def agree() -> str:
        start.wait()
        try:
            with world.writing() as db:
                actions.agree_exchange(db, queries.open_exchange(db, one, japan), by=japan, at=at)
            return "agreed"
        except (Refusal, NotFound):
            return "void"

    with ThreadPoolExecutor(2) as threads:
        told = [threads.submit(withdraw), threads.submit(agree)]
        assert told[0].result() == "withdrawn"
    with world.database.reading() as db:
        assert db.scalars(select(Exchange.outcome)).all() == [told[1].result()]
    assert order_of(world, list_id) == ["JPN"]
