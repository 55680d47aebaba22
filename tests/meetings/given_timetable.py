"""Steps by which items, speakers’ lists and speakers come to stand on the timetable."""

from oewg.accounts import queries as people
from oewg.accounts.models import Organization
from oewg.core.clock import local
from oewg.mandate.models import Element
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, SpeakersList
from oewg.texts import queries as texts_queries
from tests.meetings.given import JUNE, NEW_YORK, a_session
from tests.world import World

MORNING, NOON, AFTERNOON = (local(2019, 6, 3, hour, zone=NEW_YORK) for hour in (10, 12, 15))
ROOM = "Conference Room 4"


def a_week(world: World) -> int:
    """The organizational session has been planned for two days."""
    return a_session(world, "Organizational session", *JUNE)


def set_down(world: World, meeting: int, item: int, place: int | None = None) -> None:
    with world.writing() as db:
        found, by = texts_queries.provision(db, item), world.viewer("secretariat", db)
        actions.set_down_item(db, queries.meeting(db, meeting), found, place, by=by, at=world.tick())


def shift(world: World, meeting: int, item: int, to: int, place: int | None = None) -> str:
    with world.writing() as db:
        found, by = texts_queries.provision(db, item), world.viewer("secretariat", db)
        one, other = queries.meeting(db, meeting), queries.meeting(db, to)
        return actions.move_item(db, one, found, other, place, by=by, at=world.tick())


def take_off(world: World, meeting: int, item: int) -> None:
    with world.writing() as db:
        found, by = texts_queries.provision(db, item), world.viewer("secretariat", db)
        actions.take_off_item(db, queries.meeting(db, meeting), found, by=by, at=world.tick())


def order(world: World, meeting: int) -> list[int]:
    return world.read(queries.order_of, meeting)


def a_list(world: World, session: int, *, item: int | None = None, meeting: int | None = None) -> int:
    """A speakers' list has been opened, for an item or for a meeting."""
    with world.writing() as db:
        limits = {"limit_delegation": 180, "limit_group": 300, "limit_organization": 180}
        row = SpeakersList(session_id=session, item_id=item, meeting_id=meeting, opened_at=world.at, **limits)
        db.add(row)
        db.flush()
        return row.id


def inscribed(world: World, of_list: int, code: str, place: int = 1, *, withdrawn: bool = False) -> int:
    """A delegation, or the organization of this name, stands on a list."""
    with world.writing() as db:
        states = people.delegations_by_code(db, [code])
        organization = None if states else db.query(Organization).filter_by(name=code).one()
        row = Inscription(
            list_id=of_list, kind="statement", place=place, inscribed_at=world.at,
            delegation_id=states[0].id if states else None, organization_id=organization.id if organization else None,
            ended_at=world.at if withdrawn else None, end_reason="withdrawn" if withdrawn else None,
        )  # fmt: skip
        db.add(row)
        db.flush()
        return row.id


def an_element(world: World, key: str = "threats") -> int:
    with world.writing() as db:
        row = Element(key=key, title="Threats", source="operative paragraph 5", quote="existing threats", place=1)
        db.add(row)
        db.flush()
        return row.id
