"""A session, a meeting, an agenda: what the tests of this room and of higher rooms begin with."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from oewg.meetings import actions, queries
from oewg.texts import actions as texts
from tests.world import World

NEW_YORK = "America/New_York"
JUNE = (date(2019, 6, 3), date(2019, 6, 4))
ITEMS = ("Election of officers.", "Adoption of the agenda.", "Organization of work.")


def a_session(
    world: World,
    title: str = "Organizational session",
    first: date | None = None,
    last: date | None = None,
    *,
    kind: str = "organizational",
    zone: str = NEW_YORK,
) -> int:
    """A session has been planned: for six days from the world's present day on, unless told otherwise."""
    first = first or world.at.astimezone(ZoneInfo(zone)).date()
    last = last or first + timedelta(days=5)
    return world.act(actions.plan_session, kind, title, first, last, "New York", zone, by="secretariat").id


def an_open_session(world: World) -> int:
    """The organizational session has been opened."""
    session = a_session(world)
    on_session(world, actions.open_session, session)
    return session


def a_meeting(world: World, session: int, starts_at: datetime | None = None, formality: str = "formal") -> int:
    """A meeting of a session has been called, for the world's present instant unless told otherwise."""
    with world.writing() as db:
        found, by = queries.session(db, session).session, world.viewer("secretariat", db)
        starts_at = starts_at or world.at
        return actions.plan_meeting(db, found, formality, "in_person", starts_at, by=by, at=world.tick()).id


def an_open_meeting(world: World, formality: str = "formal") -> int:
    """A session and its first meeting, both opened."""
    meeting = a_meeting(world, an_open_session(world), formality=formality)
    on_meeting(world, actions.open_meeting, meeting)
    return meeting


def an_agenda(world: World) -> tuple[int, list[int]]:
    """An agenda of three items has been proposed: the text and its items (provisions)."""
    text = world.act(texts.begin_text, "agenda", "Provisional agenda", by="secretariat")
    items = [world.act(texts.add_provision, text, "paragraph", words, by="secretariat") for words in ITEMS]
    return text.id, [item.id for item in items]


def befalls(world: World, session_id: int, verb: str, *args: object) -> None:
    """Something befalls a session, by the name of the action."""
    on_session(world, getattr(actions, verb), session_id, *args)


def on_session(
    world: World, action: Callable[..., object], session: int, *args: object, by: str = "secretariat"
) -> None:
    """Do an act on a session, a minute later."""
    with world.writing() as db:
        action(db, queries.session(db, session).session, *args, by=world.viewer(by, db), at=world.tick())


def on_meeting(
    world: World, action: Callable[..., object], meeting: int, *args: object, by: str = "secretariat"
) -> None:
    """Do an act on a meeting, a minute later."""
    with world.writing() as db:
        action(db, queries.meeting(db, meeting), *args, by=world.viewer(by, db), at=world.tick())
