"""Steps in the life of a meeting."""

from datetime import datetime

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.core.clock import local
from oewg.meetings import actions, queries
from oewg.meetings.rules.life import standing_of
from tests.meetings.given import NEW_YORK, on_meeting
from tests.world import World

TEN, THREE = local(2019, 6, 3, 10, zone=NEW_YORK), local(2019, 6, 4, 15, zone=NEW_YORK)
ROOM = "Conference Room 4"


def standing(world: World, meeting: int) -> str:
    return standing_of(world.read(queries.meeting, meeting))


def told(world: World, meeting: int) -> list[tuple[str, str]]:
    return [(each.act, each.reason) for each in world.read(queries.history_of, meeting)]


def postpone(world: World, meeting: int, starts_at: datetime = THREE, ends_at: datetime | None = None) -> None:
    on_meeting(
        world, actions.postpone_meeting, meeting, starts_at, ends_at, ROOM, "The interpreters are needed elsewhere."
    )


def move(world: World, meeting: int, mode: str, room: str = "", reason: str = "Because") -> None:
    on_meeting(world, actions.move_meeting, meeting, mode, room, reason)


def cancel(world: World, meeting: int) -> None:
    on_meeting(world, actions.cancel_meeting, meeting, "Nobody is left on the list.")


def a_vice_chair(world: World, code: str = "KEN", who: str = "head") -> int:
    """Somebody has been made a Vice-Chair: the capacity."""
    with world.writing() as db:
        account = people.account_by_email(db, f"{who}@example.org")
        assert account is not None
        state = people.delegation_by_code(db, code)
        by, at = world.viewer("admin", db), world.tick()
        return accounts.give_capacity(db, account, "vice_chair", by=by, at=at, since=at, delegation_id=state.id).id


def preside(world: World, meeting: int, capacity: int | None) -> None:
    with world.writing() as db:
        named = queries.vice_chair(db, capacity) if capacity else None
        by = world.viewer("secretariat", db)
        actions.name_presiding(db, queries.meeting(db, meeting), named, by=by, at=world.tick())
