"""What happens at a meeting: items are taken up, officers elected, attendance is recorded."""

import json

from sqlalchemy import select

from oewg.accounts import queries as people
from oewg.meetings import actions, queries
from oewg.record.models import Statement
from oewg.texts import queries as texts_queries
from tests.world import World


def take_up(world: World, meeting: int, item: int, by: str = "chair") -> None:
    with world.writing() as db:
        provision = texts_queries.provision(db, item)
        actions.take_up(db, queries.meeting(db, meeting), provision, by=world.viewer(by, db), at=world.tick())


def elect(world: World, meeting: int, who: str, code: str, name: str, office: str) -> None:
    with world.writing() as db:
        account = people.account_by_email(db, f"{who}@example.org")
        assert account is not None
        actions.elect_officer(
            db, queries.meeting(db, meeting), account, people.delegation_by_code(db, code), name, office,
            by=world.viewer("secretariat", db), at=world.tick(),
        )  # fmt: skip


def attend(world: World, meeting: int, codes: list[str], names: tuple[str, ...] = ()) -> None:
    with world.writing() as db:
        found = people.delegations_by_code(db, codes), queries.organizations_named(db, names)
        by = world.viewer("secretariat", db)
        actions.record_attendance(db, queries.meeting(db, meeting), *found, by=by, at=world.tick())


def take_off(world: World, meeting: int, code: str = "", name: str = "", reason: str = "It was not there.") -> None:
    with world.writing() as db:
        who = queries.attender(db, code, name, "en", world.at.date())
        by = world.viewer("secretariat", db)
        actions.take_off_attendance(db, queries.meeting(db, meeting), who, reason, by=by, at=world.tick())


def facts_of(world: World, act: str) -> list[dict[str, object]]:
    with world.database.reading() as db:
        rows = db.scalars(select(Statement.contents).where(Statement.act == act).order_by(Statement.index))
        return [json.loads(contents)["facts"] for contents in rows]
