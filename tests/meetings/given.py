"""A session, a meeting, an agenda: what the tests of this room and of higher rooms begin with."""

from datetime import date, datetime

from oewg.core.clock import local
from oewg.meetings import actions, queries
from oewg.meetings.models import Meeting, Session
from oewg.texts import actions as texts
from tests.world import World

NEW_YORK = "America/New_York"
ITEMS = ("Election of officers.", "Adoption of the agenda.", "Organization of work.")


def a_session(
    world: World,
    title: str = "Organizational session",
    first: date = date(2019, 6, 3),
    last: date = date(2019, 6, 4),
    *,
    kind: str = "organizational",
    zone: str = NEW_YORK,
) -> int:
    """A session has been planned in New York; returns its id."""
    return world.act(actions.plan_session, kind, title, first, last, "New York", zone, by="secretariat").id


def an_open_session(world: World) -> int:
    """The organizational session of June 2019 has been opened; returns its id."""
    session = a_session(world)
    on_session(world, actions.open_session, session)
    return session


def a_meeting(world: World, session: int, starts_at: datetime | None = None, formality: str = "formal") -> int:
    """A meeting of a session has been called, for 3 June 2019 at 10:00 unless told otherwise; returns its id."""
    at = starts_at or local(2019, 6, 3, 10, zone=NEW_YORK)
    with world.writing() as db:
        found: Session = queries.session(db, session).session
        by = world.viewer("secretariat", db)
        return actions.plan_meeting(db, found, formality, "in_person", at, by=by, at=world.tick()).id


def an_open_meeting(world: World, formality: str = "formal") -> int:
    """The organizational session and its first meeting have been opened; returns the meeting's id."""
    meeting = a_meeting(world, an_open_session(world), formality=formality)
    on_meeting(world, actions.open_meeting, meeting, by="chair")
    return meeting


def an_agenda(world: World) -> tuple[int, list[int]]:
    """An agenda of three items has been proposed; returns the text's id and the items' (provisions')."""
    text = world.act(texts.begin_text, "agenda", "Provisional agenda", by="secretariat")
    items = [world.act(texts.add_provision, text, "paragraph", words, by="secretariat") for words in ITEMS]
    return text.id, [item.id for item in items]


def on_session(world: World, action: object, session: int, *args: object, by: str = "secretariat") -> None:
    """Do an act on a session, a minute later."""
    with world.writing() as db:
        found = queries.session(db, session).session
        action(db, found, *args, by=world.viewer(by, db), at=world.tick())  # type: ignore[operator]


def on_meeting(world: World, action: object, meeting: int, *args: object, by: str = "secretariat") -> None:
    """Do an act on a meeting, a minute later."""
    with world.writing() as db:
        found: Meeting = queries.meeting(db, meeting)
        action(db, found, *args, by=world.viewer(by, db), at=world.tick())  # type: ignore[operator]
