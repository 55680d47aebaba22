"""A draft in the hands of drafters, for the tests of its drafting."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from oewg.accounts.models import Account
from oewg.record.models import Reader, Statement
from oewg.report import actions, queries
from oewg.report.models import Assignment, Remark
from oewg.texts import queries as texts
from oewg.texts.models import Provision, Revision
from oewg.texts.queries import Line
from tests.report import given
from tests.world import World

ZONE = "America/New_York"


def program(world: World, who: str = "public") -> Callable[..., Any]:
    """A program of somebody's, whose answers are looked into as they come."""
    return world.program(who)


def account_of(world: World, who: str) -> int:
    with world.database.reading() as db:
        return db.scalars(select(Account.id).where(Account.email == f"{who}@example.org")).one()


def lines(world: World) -> list[Line]:
    with world.database.reading() as db:
        return texts.lines(db, queries.draft_or_not_found(db).id)


def headings(world: World) -> list[int]:
    return [line.provision_id for line in lines(world) if line.kind == "heading"]


def paragraph_under(world: World, heading: int) -> Line:
    found = lines(world)
    at = next(place for place, line in enumerate(found) if line.provision_id == heading)
    return found[at + 1]


def provision(world: World, provision_id: int) -> Provision:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return texts.provision(db, provision_id)


def assigned(
    world: World, place: int = 1, to: str = "bureau", by: str = "secretariat", days: int = 7, **more: object
) -> Assignment:
    """The section at a place of the draft is in somebody's hands."""
    return world.act(
        actions.assign_section, provision(world, headings(world)[place]), account_of(world, to),
        world.at + timedelta(days=days), ZONE, by=by, **more,
    )  # fmt: skip


def drafted(world: World) -> tuple[int, Line]:
    """The draft was begun; its second section is in the Rapporteur's hands: (heading, its first paragraph)."""
    given.draft(world)
    row = assigned(world)
    return row.heading_id, paragraph_under(world, row.heading_id)


def remarked(
    world: World,
    line: Line,
    by: str = "secretariat",
    kind: str = "question",
    quote: str = "Working Group",
    **more: object,
) -> Remark:
    """Something was said of the first place at which words stand in a paragraph."""
    at = line.words.index(quote)
    return world.act(
        actions.remark_on_passage, provision(world, line.provision_id), kind, "Is that so?", at, at + len(quote),
        on=line.revision_id, by=by, **more,
    )  # fmt: skip


def revised(world: World, line: Line, words: str, by: str = "secretariat", nature: str = "substantive") -> Revision:
    """A paragraph was given a new wording."""
    now = next(one for one in lines(world) if one.provision_id == line.provision_id)
    return world.act(
        actions.revise_section, provision(world, line.provision_id), words, nature, based_on=now.revision_id, by=by
    )


def section(world: World, heading: int, who: str = "bureau") -> queries.SectionLine:
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        return queries.drafting(db, text.id, world.viewer(who, db), world.at).section(heading)


def assignment(world: World) -> Assignment:
    """The one section that is in somebody's hands."""
    with world.database.reading() as db:
        db.expire_on_commit = False
        return db.scalars(select(Assignment).where(Assignment.ended_at.is_(None))).one()


def remark(world: World, row: Remark) -> queries.RemarkLine:
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        found = queries.drafting(db, text.id, world.viewer("bureau", db), world.at).remarks
        return next(each for each in found if each.remark.id == row.id)


def entries(world: World) -> list[tuple[str, set[str]]]:
    """(act, readers) of the drafting, in order."""
    acts = ("section", "remark", "suggestion", "words", "finding")
    with world.database.reading() as db:
        rows = db.scalars(select(Statement).order_by(Statement.index)).all()
        return [
            (row.act, set(db.scalars(select(Reader.audience).where(Reader.index == row.index))))
            for row in rows
            if any(each in row.act for each in acts)
        ]


def given_text(world: World) -> object:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.draft_or_not_found(db)


def last_remark(site: World) -> Remark:
    with site.database.reading() as db:
        db.expire_on_commit = False
        return db.scalars(select(Remark).order_by(Remark.id.desc())).first()  # type: ignore[return-value]
