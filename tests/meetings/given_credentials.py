"""A letter of credentials and a head who names members: what the tests of credentials begin with."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from oewg.accounts import queries as people
from oewg.accounts.models import Capacity
from oewg.accounts.rules.capacities import Viewer
from oewg.meetings import actions, queries
from oewg.meetings.actions import Naming
from oewg.meetings.rules.credentials import Named
from oewg.record.models import Statement
from tests.world import World

MINISTER = Named("Amina Wanjiru", "amina@example.org", "Minister for Foreign Affairs", "head")
COUNSELLOR = Named("Otieno Odhiambo", "otieno@example.org", "Counsellor, Permanent Mission", "adviser")
DATED = date(2019, 5, 28)


def a_letter(
    world: World, *persons: Named, code: str = "KEN", session: int | None = None, **more: Any
) -> tuple[int, list[Naming]]:
    """A letter of credentials has been received: its number, and who was named."""
    with world.writing() as db:
        line = queries.session(db, session) if session else None
        letter, namings = actions.receive_credentials(
            db, people.delegation_by_code(db, code), line, "Minister for Foreign Affairs", more.pop("dated", DATED),
            persons or (MINISTER, COUNSELLOR), by=world.viewer("secretariat", db), at=more.pop("at", world.tick()), **more,
        )  # fmt: skip
        db.flush()
        db.expire_on_commit = False
        return letter.id, namings


def names(world: World, person: Named = COUNSELLOR, by: str = "head", code: str = "KEN", **more: Any) -> Naming:
    """The head of a delegation names a member."""
    with world.writing() as db:
        found = people.delegation_by_code(db, code)
        naming = actions.name_member(
            db, found, person, by=world.viewer(by, db), at=more.pop("at", None) or world.tick(), **more
        )
        db.flush()
        db.expire_on_commit = False
        return naming


def on_capacity(world: World, action: Callable[..., object], number: int, *args: object, by: str = "head") -> None:
    with world.writing() as db:
        capacity = db.get_one(Capacity, number)
        action(db, capacity, *args, by=world.viewer(by, db), at=world.tick())


def viewer(world: World, email: str, at: datetime) -> Viewer:
    with world.database.reading() as db:
        account = people.account_by_email(db, email)
        assert account is not None
        return people.viewer_of_account(db, account, at)


def ends_of(world: World, number: int) -> tuple[datetime, datetime | None]:
    with world.database.reading() as db:
        capacity = db.get_one(Capacity, number)
        return capacity.since, capacity.until


def size(world: World) -> int:
    with world.database.reading() as db:
        return len(db.scalars(select(Statement.index)).all())
