"""Does everybody hear when the group meets and what it decides, as they choose?"""

from datetime import date

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.rules.capacities import PUBLIC
from oewg.meetings import actions, queries
from oewg.texts import queries as texts
from tests.accounts.given import EVERYBODY, chooses, told_now, who_hears
from tests.meetings.given import a_meeting, a_session, an_agenda, an_open_meeting, an_open_session, befalls, on_meeting
from tests.meetings.given_speaking import do
from tests.world import World


def test_everybody_hears_at_once_of_sessions_and_meetings(world: World) -> None:
    told_now(world)
    session = a_session(world)
    assert who_hears(world, "meetings") == {key: [("plan_session", False)] for key in EVERYBODY - {"secretariat"}}
    befalls(world, session, "postpone_session", "A pandemic.", date(2021, 3, 8), date(2021, 3, 12))
    befalls(world, session, "move_session_online", "The building is closed.")
    acts = [("move_session_online", False), ("postpone_session", False)]
    assert who_hears(world, "meetings") == dict.fromkeys(EVERYBODY - {"secretariat"}, acts)
    told = told_now(world, daily=False)
    assert told == {}


def test_a_meeting_that_is_called_is_told_at_once(world: World) -> None:
    session = a_session(world)
    told_now(world)
    a_meeting(world, session)
    told = told_now(world, daily=False)
    assert told == {key: [("meetings", "plan_meeting", False)] for key in EVERYBODY - {"secretariat"}}


def test_what_happens_at_meetings_is_told_to_those_who_ask_for_it(world: World) -> None:
    chooses(world, "delegate", at_meetings="at_once")
    told_now(world)
    meeting = an_open_meeting(world)
    on_meeting(world, actions.adjourn_meeting, meeting)
    told = who_hears(world, "at_meetings")
    assert told == {"delegate": [("adjourn_meeting", False), ("open_meeting", False)]}


def test_the_timetable_is_told_once_a_day(world: World) -> None:
    session, (_, items) = a_session(world), an_agenda(world)
    one, other = a_meeting(world, session), a_meeting(world, session)
    told_now(world)
    first, second = (queries.meeting, one), (queries.meeting, other)
    for each in items[:2]:
        do(world, actions.set_down_item, first, (texts.provision, each), by="secretariat")
    do(world, actions.move_item, first, (texts.provision, items[1]), first, 1, by="secretariat")
    do(world, actions.move_item, first, (texts.provision, items[0]), second, by="secretariat")
    assert told_now(world, daily=False) == {}
    acts = ["order_items", "set_down_item", "set_down_item", "set_down_item", "take_off_item"]
    assert who_hears(world, "timetable") == {key: [(act, False) for act in acts] for key in EVERYBODY - {"secretariat"}}


def test_the_chair_and_the_bureau_hear_who_is_to_preside(world: World) -> None:
    meeting = a_meeting(world, an_open_session(world))
    vice_chair = a_vice_chair(world)
    told_now(world)
    for presiding in (vice_chair, None):
        with world.writing() as db:
            found = queries.vice_chair(db, presiding) if presiding else None
            actions.name_presiding(
                db, queries.meeting(db, meeting), found, by=world.viewer("secretariat", db), at=world.tick()
            )
        told = told_now(world)
        assert told == {key: [("presiding", "name_presiding", False)] for key in ("bureau", "chair", "vice")}


def test_the_vice_chair_for_whom_a_meeting_is_called_hears_that_it_is_theirs(world: World) -> None:
    session, vice_chair = an_open_session(world), a_vice_chair(world)
    told_now(world)
    with world.writing() as db:
        actions.plan_meeting(
            db, queries.session(db, session).session, "formal", "in_person", world.at, at=world.tick(),
            by=world.viewer("secretariat", db), presiding=queries.vice_chair(db, vice_chair),
        )  # fmt: skip
    told = told_now(world)
    assert told["vice"] == [("presiding", "plan_meeting", False)]
    assert told["bureau"] == told["chair"] == [("meetings", "plan_meeting", False)]


def a_vice_chair(world: World) -> int:
    """Somebody is Vice-Chair; the capacity."""
    with world.writing() as db:
        at, delegation = world.tick(), people.delegation_by_code(db, "URY").id
        account = accounts.create_account(db, "vice@example.org", "Vice", None, by=PUBLIC, at=at)
        return accounts.give_capacity(
            db, account, "vice_chair", by=PUBLIC, at=at, since=at, delegation_id=delegation
        ).id  # fmt: skip


def test_of_minutes_everybody_hears_once_as_of_other_texts(world: World) -> None:
    meeting = an_open_meeting(world)
    on_meeting(world, actions.adjourn_meeting, meeting)
    told_now(world)
    on_meeting(world, actions.draft_minutes, meeting)
    assert told_now(world)["delegate"] == [("texts", "begin_text", False)]
    on_meeting(world, actions.finish_minutes, meeting, "A/AC.290/2019/SR.1")
    assert told_now(world)["delegate"] == [("texts", "issue_edition", False)]


def test_decisions_are_told_once_a_day(world: World) -> None:
    meeting = an_open_meeting(world)
    told_now(world)
    on_meeting(world, actions.record_decision, meeting, "other", "It was so decided.", by="chair")
    assert told_now(world, daily=False) == {}
    assert who_hears(world, "decisions") == {key: [("record_decision", False)] for key in EVERYBODY - {"chair"}}
