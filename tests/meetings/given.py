"""Small worlds for the meetings' tests."""

from datetime import date, timedelta

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.meetings import actions, queries
from tests.world import World

NEW_YORK = "America/New_York"


def a_session(world: World, title: str = "Organizational session") -> int:
    """An organizational session planned around the world's present day."""
    day = world.at.date()
    return world.act(
        actions.plan_session,
        "organizational",
        title,
        day,
        day + timedelta(days=5),
        "New York",
        NEW_YORK,
        by="secretariat",
    ).id


def an_open_meeting(world: World) -> int:
    """A session and its first meeting, both opened."""
    session_id = a_session(world)

    def open_both(db: Db, *, by: Viewer, at: object) -> int:
        session = queries.session(db, session_id).session
        actions.open_session(db, session, by=by, at=world.at)
        meeting = actions.plan_meeting(db, session, "formal", "in_person", world.at, by=by, at=world.at)
        actions.open_meeting(db, queries.meeting(db, meeting.id), by=by, at=world.at)
        return meeting.id

    return world.act(open_both, by="secretariat")


def befalls(world: World, session_id: int, verb: str, *args: object) -> None:
    """Something befalls a session, by the name of the action."""

    def do(db: Db, *, by: Viewer, at: object) -> None:
        getattr(actions, verb)(db, queries.session(db, session_id).session, *args, by=by, at=at)

    world.act(do, by="secretariat")


JUNE = (date(2019, 6, 3), date(2019, 6, 4))
