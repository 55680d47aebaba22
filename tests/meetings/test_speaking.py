"""Do lists, exchanges, the clock, points of order and replies go as the rules say, on both engines and all at once?"""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from oewg.accounts import queries as people
from oewg.accounts.models import Delegation
from oewg.core.errors import NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Exchange, Inscription, Intervention
from oewg.meetings.rules.speaking import USUAL, Limits
from oewg.record.models import Reader, Statement
from oewg.record.verification import faults
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, on_meeting, on_session
from tests.meetings.given_speaking import (
    a_list,
    admits_organizations,
    asks_to_reply,
    calls,
    do,
    holder,
    inscribe,
    intervention,
    on_clock,
    opens,
    order_of,
    place_of,
    rises,
    speaker,
    speaks,
    suspended,
    viewer_of,
    with_code,
    without_code,
)
from tests.world import World

LIST, ROW, MEETING, SPOKEN = queries.speakers_list, queries.inscription, queries.meeting, queries.intervention


def facts_of(world: World, act: str) -> list[dict[str, Any]]:
    with world.database.reading() as db:
        rows = db.scalars(select(Statement.contents).where(Statement.act == act).order_by(Statement.index))
        return [json.loads(contents)["facts"] for contents in rows]


def entries(world: World) -> int:
    with world.database.reading() as db:
        return db.scalar(select(func.count()).select_from(Statement)) or 0


def refused(world: World, why: str, action: Callable[..., Any], *found: object, **more: Any) -> None:
    """The act is refused for this reason, and nothing is recorded."""
    before = entries(world)
    with pytest.raises(Refusal, match=why):
        do(world, action, *found, **more)
    assert entries(world) == before


# --- The list ----------------------------------------------------------------------------------------------------------


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


def test_no_places_are_exchanged_once_the_session_is_over(world: World) -> None:
    meeting, list_id = a_list(world)
    kenya, france, japan = (inscribe(world, list_id, code) for code in ("KEN", "FRA", "JPN"))
    do(world, actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    on_meeting(world, actions.adjourn_meeting, meeting)
    on_session(world, actions.close_session, world.read(queries.meeting, meeting).session_id)
    by = viewer_of(world, "JPN")
    refused(world, "This session is over", actions.propose_exchange, (ROW, japan), (ROW, france), by=by)
    with pytest.raises(Refusal, match="This session is over"):
        answers(world, actions.agree_exchange, kenya, "FRA")
    assert order_of(world, list_id) == ["KEN", "FRA", "JPN"]


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


# --- Fifty at the same instant -----------------------------------------------------------------------------------------


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


# --- Exchanges of places -----------------------------------------------------------------------------------------------


def a_proposal(world: World) -> tuple[int, int, int]:
    """France, third, has proposed to Kenya, first, to exchange places; Japan stands between: (list, FRA, KEN)."""
    _, list_id = a_list(world)
    kenya = inscribe(world, list_id, "KEN")
    inscribe(world, list_id, "JPN")
    france = inscribe(world, list_id, "FRA")
    do(world, actions.propose_exchange, (ROW, france), (ROW, kenya), by=viewer_of(world, "FRA"))
    return list_id, france, kenya


def answers(world: World, action: Callable[..., Any], proposer: int, code: str, group: str = "") -> None:
    viewer = viewer_of(world, code, group)
    at = world.tick()
    with world.writing() as db:
        action(db, queries.open_exchange(db, proposer, viewer), by=viewer, at=at)


def outcomes(world: World) -> list[str | None]:
    with world.database.reading() as db:
        return list(db.scalars(select(Exchange.outcome).order_by(Exchange.id)))


def test_two_who_agree_exchange_places_and_nobody_else_moves(world: World) -> None:
    list_id, france, kenya = a_proposal(world)
    assert order_of(world, list_id) == ["KEN", "JPN", "FRA"]
    answers(world, actions.agree_exchange, france, "KEN")
    assert order_of(world, list_id) == ["FRA", "JPN", "KEN"]
    assert (place_of(world, france), place_of(world, kenya)) == (1, 3)
    assert outcomes(world) == ["agreed"]
    assert facts_of(world, "agree_exchange") == [{"list": list_id, "proposer": france, "place": 1, "other_place": 3}]


@pytest.mark.parametrize(
    ("action", "code", "outcome"), [("decline_exchange", "KEN", "declined"), ("withdraw_exchange", "FRA", "withdrawn")]
)
def test_an_exchange_that_is_declined_or_withdrawn_leaves_the_order(
    world: World, action: str, code: str, outcome: str
) -> None:
    list_id, france, _ = a_proposal(world)
    answers(world, getattr(actions, action), france, code)
    assert order_of(world, list_id) == ["KEN", "JPN", "FRA"]
    assert outcomes(world) == [outcome]
    with pytest.raises(NotFound):
        answers(world, actions.agree_exchange, france, "KEN")


@pytest.mark.parametrize(
    ("action", "code"), [("agree_exchange", "FRA"), ("decline_exchange", "FRA"), ("withdraw_exchange", "KEN")]
)
def test_who_is_asked_answers_and_who_proposed_withdraws(world: World, action: str, code: str) -> None:
    _, france, _ = a_proposal(world)
    with pytest.raises(Refusal, match="another speaker"):
        answers(world, getattr(actions, action), france, code)


def test_a_proposal_is_the_two_speakers_own_until_they_agree(world: World) -> None:
    _, france, _ = a_proposal(world)
    for code, group in (("JPN", ""), ("ROU", "EU")):
        with pytest.raises(NotFound):
            answers(world, actions.agree_exchange, france, code, group)
    with world.database.reading() as db:
        readers = select(Reader.audience).join(Statement, Statement.index == Reader.index)
        told = db.scalars(readers.where(Statement.act == "propose_exchange").order_by(Reader.audience)).all()
        with pytest.raises(NotFound):
            queries.open_exchange(db, france, world.viewer("chair", db))
    assert told == ["delegation:FRA", "delegation:KEN"]
    answers(world, actions.agree_exchange, france, "KEN")
    with world.database.reading() as db:
        assert db.scalars(readers.where(Statement.act == "agree_exchange")).all() == ["public"]


def test_a_second_proposal_waits_for_the_answer_to_the_first_and_two_do_not_cross(world: World) -> None:
    list_id, france, kenya = a_proposal(world)
    japan = inscribe(world, list_id, "MEX")
    refused(world, "already", actions.propose_exchange, (ROW, france), (ROW, japan), by=viewer_of(world, "FRA"))
    refused(world, "agree to it", actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    do(world, actions.propose_exchange, (ROW, japan), (ROW, kenya), by=viewer_of(world, "MEX"))
    answers(world, actions.agree_exchange, france, "KEN")
    assert outcomes(world) == ["agreed", "void"]  # Kenya no longer has the place that Mexico asked for
    refused(world, "another speaker", actions.propose_exchange, (ROW, japan), (ROW, kenya), by=viewer_of(world, "FRA"))


def test_places_are_not_exchanged_across_classes_lists_or_with_a_reply(world: World) -> None:
    meeting, list_id = a_list(world)
    france, viewer = inscribe(world, list_id, "FRA"), viewer_of(world, "FRA")
    group, observer = inscribe(world, list_id, "ROU", "EU"), inscribe(world, list_id, "VAT")
    for other in (group, observer):
        refused(world, "of one kind", actions.propose_exchange, (ROW, france), (ROW, other), by=viewer)
    reply = asks_to_reply(world, list_id, "JPN")
    refused(world, "rights of reply", actions.propose_exchange, (ROW, france), (ROW, reply), by=viewer)
    second = opens(world, meeting)
    elsewhere = inscribe(world, second, "KEN")
    refused(world, "same list", actions.propose_exchange, (ROW, france), (ROW, elsewhere), by=viewer)
    refused(world, "same list", actions.propose_exchange, (ROW, france), (ROW, france), by=viewer)


@pytest.mark.parametrize("how", ["withdraws", "speaks", "is_absent", "asked_withdraws"])
def test_an_exchange_is_void_when_one_of_the_two_has_gone(world: World, how: str) -> None:
    meeting, list_id = a_list(world)
    kenya, france = inscribe(world, list_id, "KEN"), inscribe(world, list_id, "FRA")
    do(world, actions.propose_exchange, (ROW, kenya), (ROW, france), by=viewer_of(world, "KEN"))
    if how == "withdraws":
        do(world, actions.withdraw_inscription, (ROW, kenya), by=viewer_of(world, "KEN"))
    elif how == "asked_withdraws":
        do(world, actions.withdraw_inscription, (ROW, france), by=viewer_of(world, "FRA"))
    elif how == "speaks":
        calls(world, meeting, kenya)
    else:
        do(world, actions.record_absence, (MEETING, meeting), (ROW, kenya), 0)
    assert outcomes(world) == ["void"]
    with pytest.raises(NotFound):
        answers(world, actions.agree_exchange, kenya, "FRA")


# --- Called ------------------------------------------------------------------------------------------------------------


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


# --- The clock ---------------------------------------------------------------------------------------------------------


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


# --- Rights of reply ---------------------------------------------------------------------------------------------------


def test_replies_come_after_all_statements_two_at_most_ten_minutes_then_five(world: World) -> None:
    meeting, list_id = a_list(world)
    reply = asks_to_reply(world, list_id, "FRA")
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA")
    viewer = viewer_of(world, "FRA")
    refused(world, "has not had it yet", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    kenya = inscribe(world, list_id, "KEN")
    refused(world, "another speaker is next", actions.give_floor, (MEETING, meeting), (ROW, reply))
    speaks(world, meeting, kenya)
    called = calls(world, meeting, reply)
    assert intervention(world, called).limit_seconds == 600
    refused(world, "has not had it yet", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    on_clock(world, actions.end_intervention, called)
    second = asks_to_reply(world, list_id, "FRA")
    assert intervention(world, speaks(world, meeting, second)).limit_seconds == 300
    refused(world, "twice at most", actions.ask_to_reply, (LIST, list_id), france, by=viewer)
    refused(world, "twice at most", actions.ask_to_reply, (LIST, list_id), france, by="chair")
    asks_to_reply(world, list_id, "JPN")


def test_an_observer_replies_and_the_chair_grants_a_reply_that_was_asked_for_in_the_room(world: World) -> None:
    _, list_id = a_list(world)
    asks_to_reply(world, list_id, "VAT")
    with world.database.reading() as db:
        france = people.delegation_by_code(db, "FRA")
    act = actions.ask_to_reply
    refused(world, "another speaker", act, (LIST, list_id), france, by=viewer_of(world, "JPN"))
    do(world, act, (LIST, list_id), france, by="chair")
    assert order_of(world, list_id) == ["VAT reply", "FRA reply"]


def test_a_reply_that_was_withdrawn_does_not_count(world: World) -> None:
    _, list_id = a_list(world)
    for _ in range(3):
        row = asks_to_reply(world, list_id, "FRA")
        do(world, actions.withdraw_inscription, (ROW, row), by=viewer_of(world, "FRA"))


# --- The screen --------------------------------------------------------------------------------------------------------


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


# --- Constraints stand behind the rules --------------------------------------------------------------------------------


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


# --- Speaking times ----------------------------------------------------------------------------------------------------


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
