"""Does everybody hear when the group meets and what it decides, as they choose?"""

from datetime import date

from oewg.meetings import actions
from tests.accounts.given import EVERYBODY, chooses, told_now, who_hears
from tests.meetings.given import a_meeting, a_session, an_open_meeting, befalls, on_meeting
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


def test_decisions_are_told_once_a_day(world: World) -> None:
    meeting = an_open_meeting(world)
    told_now(world)
    on_meeting(world, actions.record_decision, meeting, "other", "It was so decided.", by="chair")
    assert told_now(world, daily=False) == {}
    assert who_hears(world, "decisions") == {key: [("record_decision", False)] for key in EVERYBODY - {"chair"}}
