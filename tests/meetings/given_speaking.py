"""A speakers' list at an open meeting, and delegations that stand on it: what the tests of speaking begin with."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Account
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, Intervention, Meeting
from oewg.meetings.rules.speaking import Speaker
from oewg.record.models import Statement
from oewg.texts import actions as drafting
from oewg.texts import queries as texts
from tests.meetings.given import an_agenda, an_open_meeting
from tests.world import CAST, World


def viewer_of(world: World, code: str, group: str = "") -> Viewer:
    """An adviser of a delegation, or the coordinator of a group who is of that delegation; with an account if need be."""
    email = f"{code}{group}@example.org".lower()
    with world.writing() as db:
        account = db.scalars(select(Account).where(Account.email == email)).one_or_none()
        if account is None:
            at = world.tick()
            account = accounts.create_account(db, email, f"{code} {group}".strip(), None, by=PUBLIC, at=at)
            accounts.give_capacity(
                db, account, "coordinator" if group else "adviser", by=PUBLIC, at=at, since=at,
                delegation_id=people.delegation_by_code(db, code).id,
                group_id=people.group_by_code(db, group).id if group else None,
            )  # fmt: skip
        return people.viewer_of_account(db, account, world.at)


def speaker(viewer: Viewer) -> Speaker:
    """As whom a viewer speaks: a coordinator for its group."""
    return Speaker(viewer.delegation_id, viewer.group_id, viewer.organization_id)


def a_list(world: World, *, by: str = "chair") -> tuple[int, int]:
    """The speakers' list of the first item of an agenda at an open meeting: (meeting, list)."""
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    do(world, actions.take_up, (queries.meeting, meeting), (texts.provision, items[0]), by=by)
    return meeting, opens(world, meeting, items[0], by=by)


def opens(world: World, meeting: int, item: int = 0, *, by: str = "chair") -> int:
    """A list is opened for an item at the session of a meeting; without an item for the meeting itself."""
    with world.writing() as db:
        found, acting = queries.meeting(db, meeting), world.viewer(by, db)
        of = {"item": texts.provision(db, item)} if item else {"meeting": found}
        return actions.open_speakers_list(db, found.session, by=acting, at=world.tick(), **of).id


def with_modalities(world: World) -> None:
    """The group has adopted its modalities of participation."""
    text = world.act(drafting.begin_text, "modalities", "Modalities of participation", by="secretariat")
    world.act(drafting.close_text, world.read(texts.text, text.id), by="secretariat")


def admits_organizations(world: World, list_id: int) -> None:
    """The chair opens a list to organizations, as the modalities that the group has adopted allow."""
    with_modalities(world)
    do(world, actions.admit_organizations, (queries.speakers_list, list_id))


Found = tuple[Callable[..., Any], int]


def do(
    world: World, action: Callable[..., Any], *found: Found | object, by: Viewer | str = "chair",
    at: datetime | None = None, **more: object,
) -> Any:  # fmt: skip
    """Do an act, a minute later unless told when; a (query, id) among the arguments is read in the same transaction."""
    at = at or world.tick()
    world.at = max(world.at, at)
    with world.writing() as db:
        given = [each[0](db, each[1]) if isinstance(each, tuple) else each for each in found]
        acting = world.viewer(by, db) if isinstance(by, str) else by
        result = action(db, *given, by=acting, at=at, **more)
        return result.id if hasattr(result, "id") else result


def inscribe(world: World, list_id: int, code: str, group: str = "", at: datetime | None = None) -> int:
    """A delegation inscribes itself, or as its coordinator a group; the inscription."""
    viewer = viewer_of(world, code, group)
    inscribed: int = do(
        world, actions.inscribe, (queries.speakers_list, list_id), speaker(viewer), by=viewer, at=at
    )  # fmt: skip
    return inscribed


def asks_to_reply(world: World, list_id: int, code: str) -> int:
    """A delegation asks for a right of reply; the inscription."""
    viewer = viewer_of(world, code)
    with world.database.reading() as db:
        state = people.delegation_by_code(db, code)
    asked: int = do(world, actions.ask_to_reply, (queries.speakers_list, list_id), state, by=viewer)
    return asked


def calls(world: World, meeting: int, inscription: int, at: datetime | None = None) -> int:
    """The chair gives the floor; the intervention."""
    called: int = do(
        world, actions.give_floor, (queries.meeting, meeting), (queries.inscription, inscription), at=at
    )  # fmt: skip
    return called


def on_clock(world: World, action: Callable[..., Any], intervention: int, at: datetime | None = None) -> None:
    """The chair starts, pauses or ends an intervention."""
    do(world, action, (queries.intervention, intervention), at=at)


def speaks(world: World, meeting: int, inscription: int, seconds: int = 60) -> int:
    """A speaker is called, speaks for so long, and ends; the intervention."""
    intervention = calls(world, meeting, inscription)
    on_clock(world, actions.start_clock, intervention)
    on_clock(world, actions.end_intervention, intervention, world.at + timedelta(seconds=seconds))
    return intervention


def rises(world: World, meeting: int, code: str, at: datetime | None = None, by: Viewer | str | None = None) -> int:
    """A delegation raises a point of order; the intervention."""
    with world.database.reading() as db:
        state = people.delegation_by_code(db, code)
    raised: int = do(
        world, actions.raise_point_of_order, (queries.meeting, meeting), state, by=by or viewer_of(world, code), at=at
    )  # fmt: skip
    return raised


def order_of(world: World, list_id: int) -> list[str]:
    """Who waits on a list, in order: codes of delegations; "EU" for a group; "FRA reply"."""
    with world.database.reading() as db:
        lines = queries.waiting(db, queries.speakers_list(db, list_id))
        return [name_of(line.inscription) for line in lines]


def name_of(row: Inscription | Intervention) -> str:
    """A speaker by its code."""
    if row.organization:
        return row.organization.name
    code = row.group.code if row.group else row.delegation.code if row.delegation else ""
    return code if row.kind == "statement" else f"{code} {row.kind}"


def place_of(world: World, inscription: int) -> int:
    """At which place an inscription stands."""
    return world.read(queries.inscription, inscription).place


def intervention(world: World, intervention_id: int) -> Intervention:
    """An intervention as it now is."""
    return world.read(queries.intervention, intervention_id)


def holder(world: World, meeting: int) -> str:
    """Who has the floor; empty for nobody."""
    found = world.read(queries.floor, meeting)
    return name_of(found.holder) if found else ""


def suspended(world: World, meeting: int) -> None:
    """The meeting is suspended, as far as the floor sees of it."""
    with world.writing() as db:
        found = db.get_one(Meeting, meeting)
        found.suspended_at = world.tick()


def with_code(world: World, meeting: int, code: str = "4711") -> None:
    """Checking in with a code has been opened."""
    with world.writing() as db:
        db.get_one(Meeting, meeting).check_in_code = code


def without_code(world: World, meeting: int) -> None:
    """Nobody can check in with a code: the one that was made at the opening has been taken away."""
    with world.writing() as db:
        db.get_one(Meeting, meeting).check_in_code = None


def read_list(db: Db, list_id: int) -> list[queries.Waiting]:
    """Those who wait on a list."""
    return queries.waiting(db, queries.speakers_list(db, list_id))


def facts_of(world: World, act: str) -> list[dict[str, Any]]:
    """The facts of every entry of an act, in order."""
    with world.database.reading() as db:
        rows = db.scalars(select(Statement.contents).where(Statement.act == act).order_by(Statement.index))
        return [json.loads(contents)["facts"] for contents in rows]


def entries(world: World) -> int:
    """How many entries the record has."""
    with world.database.reading() as db:
        return db.scalar(select(func.count()).select_from(Statement)) or 0


def refused(world: World, why: str, action: Callable[..., Any], *found: object, **more: Any) -> None:
    """The act is refused for this reason, and nothing is recorded."""
    before = entries(world)
    with pytest.raises(Refusal, match=why):
        do(world, action, *found, **more)
    assert entries(world) == before


ROW, MEETING, LIST = queries.inscription, queries.meeting, queries.speakers_list
EVERYBODY = ["public", *CAST]


def a_full_list(site: World) -> tuple[int, int, dict[str, int]]:
    """EU has spoken too long; Kenya has the floor; Japan, France and the Holy See wait, the United Kingdom will reply."""
    meeting, list_id = a_list(site)
    rows = {code: inscribe(site, list_id, code) for code in ("KEN", "JPN", "FRA", "VAT")}
    rows["EU"] = inscribe(site, list_id, "ROU", "EU")
    rows["GBR"] = asks_to_reply(site, list_id, "GBR")
    speaks(site, meeting, rows["EU"], 320)
    on_clock(site, actions.start_clock, calls(site, meeting, rows["KEN"]))
    return meeting, list_id, rows
