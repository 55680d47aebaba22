"""A statement filed, delivered, found: what the tests of statements begin with."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from oewg.accounts import queries as people
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, Intervention, Meeting, SpeakersList
from oewg.meetings.queries import StatementsAsked
from oewg.meetings.rules.statements import Content
from oewg.record import queries as record
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.world import World

WORDS = "Mr. Chair, we welcome the draft."
AT = datetime(2019, 6, 3, 15, tzinfo=UTC)


def files(world: World, meeting: int, words: str = WORDS, by: str = "delegate", **more: Any) -> int:
    """Somebody files a statement, to be delivered unless told otherwise."""
    item, provisions, file = more.pop("item", None), more.pop("provisions", ()), more.pop("file", None)
    content = file or Content(words)
    with world.writing() as db:
        return actions.file_statement(
            db, queries.meeting(db, meeting), content, by=world.viewer(by, db), at=world.tick(),
            form=more.pop("form", "delivered"), language=more.pop("language", "en"),
            item=texts_queries.provision(db, item) if item else None,
            provisions=texts_queries.provisions(db, provisions), **more,
        ).id  # fmt: skip


def does(world: World, action: Any, statement: int, *args: Any, by: str = "delegate") -> Any:
    """Do an act on a statement, as it is found by whoever does it."""
    with world.writing() as db:
        viewer = world.viewer(by, db)
        return action(db, queries.statement(db, statement, viewer), *args, by=viewer, at=world.tick())


def delivers(world: World, statement: int) -> None:
    does(world, actions.deliver_statement, statement, by="secretariat")


def takes_the_floor(
    world: World, meeting: int, item: int | None, who: str, *, kind: str = "statement", group: str = ""
) -> int:
    """A speaker was called and has ended, as the speakers’ list records it: the intervention."""
    with world.writing() as db:
        viewer, found = world.viewer(who, db), db.get_one(Meeting, meeting)
        speakers = db.scalars(
            select(SpeakersList).where(
                SpeakersList.item_id.is_not_distinct_from(item),
                SpeakersList.meeting_id.is_not_distinct_from(None if item else meeting),
            )
        ).one_or_none() or SpeakersList(
            session_id=found.session_id, item_id=item, meeting_id=None if item else meeting, opened_at=world.at,
            limit_delegation=180, limit_group=300, limit_organization=180,
        )  # fmt: skip
        db.add(speakers)
        db.flush()
        speaker = {
            "delegation_id": None if viewer.organization_id else viewer.delegation_id,
            "organization_id": viewer.organization_id,
            "group_id": people.group_by_code(db, group).id if group else None,
        }
        place = len(db.scalars(select(Inscription)).all()) + 1
        inscription = Inscription(
            list_id=speakers.id, kind=kind, place=place, inscribed_at=world.at, ended_at=world.at, end_reason="spoke",
            **speaker,
        )  # fmt: skip
        db.add(inscription)
        db.flush()
        made = Intervention(
            list_id=speakers.id, meeting_id=meeting, inscription_id=inscription.id, kind=kind, called_at=world.at,
            limit_seconds=180, ended_at=world.at, **speaker,
        )  # fmt: skip
        db.add(made)
        db.flush()
        return made.id


def ends(world: World, intervention: int, by: str = "chair") -> int | None:
    """What the act that ends an intervention calls: the statement that was delivered, if there is one."""
    with world.writing() as db:
        at = world.tick()
        found = actions.delivered(db, db.get_one(Intervention, intervention), at, by=world.viewer(by, db))
        return found.id if found else None


def found_by(world: World, who: str, statement: int) -> bool:
    viewer = world.viewer(who)
    try:
        world.read(queries.statement, statement, viewer)
    except NotFound:
        return False
    return True


def archive(world: World, who: str = "public", **asked: Any) -> list[int]:
    viewer = world.viewer(who)
    page = world.read(queries.statements, viewer, StatementsAsked(**asked))
    assert page.total == len(page.items)
    after = world.read(queries.statements_after, viewer, 0, 100, StatementsAsked(**asked))
    assert sorted(line.statement.id for line in after) == sorted(line.statement.id for line in page.items)
    return [line.statement.id for line in page.items]


def entries(world: World, who: str) -> list[str]:
    viewer = world.viewer(who)
    said = world.read(record.entries_after, -1, viewer.audiences, limit=1000)
    return [each.act for each in said if each.subject_kind == "statement"]


def standing(world: World, statement: int) -> str:
    return queries.standing(world.read(queries.statement, statement, world.viewer("secretariat")))


def a_paper(world: World) -> list[int]:
    """The numbers of the three paragraphs of a working paper."""
    paper = world.act(texts.begin_text, "working_paper", "A paper", by="secretariat")
    return [world.act(texts.add_provision, paper, "paragraph", f"Words {n}.", by="secretariat").id for n in range(3)]


def tie(world: World, statement: int, item: int | None, provisions: list[int], by: str) -> None:
    """Somebody ties a statement to an item of the agenda and to provisions."""
    with world.writing() as db:
        viewer = world.viewer(by, db)
        found = queries.statement(db, statement, viewer)
        actions.tie_statement(
            db, found, texts_queries.provision(db, item) if item else None, texts_queries.provisions(db, provisions),
            by=viewer, at=world.tick(),
        )  # fmt: skip
