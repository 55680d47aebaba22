"""Is a meeting opened, conducted and adjourned as it must be, on both engines?"""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.models import Capacity
from oewg.core.errors import Invalid, Refusal
from oewg.meetings import actions, queries
from tests.meetings.given import a_session, an_open_meeting, befalls
from tests.world import World, words_of


def meeting(world: World, number: int) -> object:
    return world.read(queries.meeting, number)


def test_meetings_are_numbered_in_one_run_through_all_sessions(world: World) -> None:
    numbers = []
    for title in ("First", "Second"):
        session_id = a_session(world, title)
        for _ in range(2):
            session = world.read(queries.session, session_id).session
            made = world.act(actions.plan_meeting, session, "formal", "in_person", world.at, by="secretariat")
            numbers.append(made.number)
    assert numbers == [1, 2, 3, 4]


def test_a_meeting_outside_its_session_is_refused(world: World) -> None:
    session = world.read(queries.session, a_session(world)).session
    with pytest.raises(Invalid, match="lasts from"):
        world.act(actions.plan_meeting, session, "formal", "in_person", world.at + timedelta(days=30), by="secretariat")


def test_one_meeting_at_a_time(world: World) -> None:
    an_open_meeting(world)
    session = world.read(queries.sessions)[0].session
    second = world.act(actions.plan_meeting, session, "formal", "in_person", world.at, by="secretariat")
    with pytest.raises(Refusal, match="still open"):
        world.act(actions.open_meeting, meeting(world, second.id), by="chair")


def test_nothing_is_decided_at_a_meeting_that_was_adjourned(world: World) -> None:
    number = an_open_meeting(world)
    world.act(actions.adjourn_meeting, meeting(world, number), by="chair")
    with pytest.raises(Refusal, match="open"):
        world.act(actions.record_decision, meeting(world, number), "other", "Decided.", by="secretariat")
    with pytest.raises(Refusal):
        world.act(actions.adjourn_meeting, meeting(world, number), by="chair")


def test_the_election_of_another_chair_ends_the_capacity_of_the_one_before(world: World) -> None:
    number = an_open_meeting(world)
    with world.database.reading() as db:
        account = accounts.account_by_email(db, "second@example.org")
        japan = accounts.delegation_by_code(db, "JPN")
    decision = world.act(
        actions.elect_officer, meeting(world, number), account, japan, "Japan", "chair", by="secretariat"
    )
    assert "elected, by acclamation, the representative of Japan as Chair" in decision.words
    with world.database.reading() as db:
        chairs = db.scalars(select(Capacity).where(Capacity.role == "chair", Capacity.until.is_(None))).all()
        assert [chair.delegation_id for chair in chairs] == [japan.id]
    assert world.viewer("chair").role == "public"


def test_a_postponed_session_keeps_its_history(world: World) -> None:
    session_id = a_session(world)
    befalls(world, session_id, "postpone_session", "The pandemic.", date(2021, 3, 8), date(2021, 3, 12))
    line = world.read(queries.session, session_id)
    assert (line.status, line.first_day, line.last_day) == ("postponed", date(2021, 3, 8), date(2021, 3, 12))
    assert [event.what for event in line.session.history] == ["planned", "postponed"]


def test_the_secretariat_plans_opens_and_the_public_reads(site: World) -> None:
    secretariat = site.as_("secretariat")
    shown = secretariat.does(
        "/sessions", form="session", kind="organizational", title="Organizational session", first_day="2019-06-03",
        last_day="2019-06-04", place="New York", zone="America/New_York",
    )  # fmt: skip
    assert "A session was planned." in words_of(shown)
    secretariat.does("/sessions/1/befall", form="befall", what="opened")
    secretariat.does(
        "/sessions/1/meetings", form="meeting", starts_at="2019-06-03T10:00", formality="formal", mode="in_person"
    )
    secretariat.does("/meetings/1/open", form="open")
    words = words_of(site.as_("public").get("/meetings/1"))
    assert "10:00" in words
    assert "New York" in words
    assert "A meeting was opened." in words


def test_a_session_that_is_opened_twice_is_refused_in_words(site: World) -> None:
    session_id = a_session(site)
    secretariat = site.as_("secretariat")
    secretariat.does(f"/sessions/{session_id}/befall", form="befall", what="opened")
    answer = secretariat.post(f"/sessions/{session_id}/befall", form="befall", what="opened")
    assert answer.status_code == 409
    assert "cannot be opened" in answer.text
