"""How long do 300 provisions with the positions of 193 delegations take: their states, and the pages that show them?

Each beside reading the bare rows of the positions, in the same minute.

   .venv/bin/python -m tests.bench.bench_board

On SQLite, in a folder of its own. Every delegation has said something on every provision; every third has an amendment.
"""

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import insert, select, text

from app import create_app
from config.settings import Settings
from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from oewg.negotiation import queries
from oewg.negotiation.models import Amendment, Position, Sponsorship
from oewg.record.actions import hold
from oewg.texts import actions as texts
from tests.world import BEGIN, World, people_a_world

PROVISIONS, RUNS = 300, 5
STANCES = ("support", "can_accept", "reserve", "object", "no_position")
WORDS = "States should share information on threats with those who are affected by them, and protect what is critical. "


def written(db: Db) -> int:
    """The text with its positions and amendments: rows alone, for nothing here reads the record."""
    people_a_world(db)
    hold(db)
    report = texts.begin_text(db, "report", "Draft report", by=PUBLIC, at=BEGIN)
    made = [
        texts.add_provision(db, report, "paragraph", f"{WORDS}{place}.", by=PUBLIC, at=BEGIN)
        for place in range(PROVISIONS)
    ]
    db.flush()
    members = db.scalars(select(Delegation.id).where(Delegation.kind == "member")).all()
    first = {one.id: one.revisions[0].id for one in made}
    rows = [
        {
            "provision_id": one.id, "revision_id": first[one.id], "delegation_id": member, "stated_at": BEGIN,
            "stance": STANCES[(one.id + member) % 5], "reason": "Because of it.", "visibility": "public",
        }
        for one in made
        for member in members
    ]  # fmt: skip
    db.execute(insert(Position), rows)
    for number, one in enumerate(made[::3], start=1):
        amendment = Amendment(
            text_id=report.id, number=number, provision_id=one.id, revision_id=first[one.id], kind="replace",
            words=f"{WORDS}In time.", reason="", filed_at=BEGIN,
            sponsorships=[Sponsorship(delegation_id=members[number % len(members)], joined_at=BEGIN)],
        )  # fmt: skip
        db.add(amendment)
    return report.id


def crowded(db: Db) -> int:
    """A text with one provision of 400 words and 200 amendments to it, that change one to eight of its words each."""
    hold(db)
    dice = random.Random(290)
    words = [f"word{dice.randrange(300)}" for _ in range(400)]
    report = texts.begin_text(db, "report", "Crowded report", by=PUBLIC, at=BEGIN)
    made = texts.add_provision(db, report, "paragraph", " ".join(words), by=PUBLIC, at=BEGIN)
    members = db.scalars(select(Delegation.id).where(Delegation.kind == "member")).all()
    for number in range(1, 201):
        proposed = list(words)
        for place in dice.sample(range(400), dice.randint(1, 8)):
            proposed[place] = f"other{number}"
        db.add(
            Amendment(
                text_id=report.id, number=number, provision_id=made.id, revision_id=made.revisions[0].id, kind="replace",
                words=" ".join(proposed), reason="", filed_at=BEGIN,
                sponsorships=[Sponsorship(delegation_id=members[number % len(members)], joined_at=BEGIN)],
            )
        )  # fmt: skip
    db.flush()
    return report.id


def seconds(work: Callable[[], object]) -> float:
    """The best of several runs, in seconds of the processor: other programs on the machine do not count."""
    best = float("inf")
    for _ in range(RUNS):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


PAGES = (
    ("the chair's board", "chair", "/texts/{}/board"),
    ("the board of what moved in two years", "chair", "/texts/{}/board?since=2019-01-01T00:00"),
    ("the picture", "chair", "/texts/{}/board/picture"),
    ("the text, for the chair", "chair", "/texts/{}"),
    ("the text, for a delegate", "delegate", "/texts/{}"),
    ("the text, for the public", "public", "/texts/{}"),
    ("the first page, for a delegate", "delegate", "/"),
    ("the amendments", "public", "/texts/{}/amendments"),
)
CROWDED = (
    ("200 amendments to one provision of 400 words", "public", "/texts/{}/amendments"),
    ("the board over them", "chair", "/texts/{}/board"),
    ("the rolling text of them", "public", "/texts/{}?view=rolling"),
)


def pages(world: World, asked: Sequence[tuple[str, str, str]], text_id: int, rows: float) -> None:
    """One request each, after one that reads what a worker reads once."""
    for name, who, address in asked:
        browser = world.as_(who)
        browser.get(address.format(text_id))
        best, size = float("inf"), 0
        for _ in range(RUNS):
            begin = time.process_time()
            answer = browser.get(address.format(text_id))
            best, size = min(best, time.process_time() - begin), len(answer.data)
            assert answer.status_code == 200
        with world.counting() as sent:
            browser.get(address.format(text_id))
        print(
            f"{name}: {best:.2f} s CPU, {size / 1e6:.2f} MB, {len(sent)} queries; ratio to the bare rows {best / rows:.1f}"
        )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'board.db'}")
        migrate(database)
        with database.writing() as db:
            text_id, crowded_id = written(db), crowded(db)
        settings = Settings(
            database_url=database.url, secret_key="a key for tests only", var=Path(folder), testing=True
        )
        world = World(database, create_app(settings))
        chair = world.viewer("chair")

        assert world.app is not None
        world.app.extensions["oewg_database"] = database

        def states() -> None:
            with database.reading() as db:
                queries.worst_first(queries.examine(db, text_id, chair))

        def bare() -> None:
            with database.reading() as db:
                db.execute(text("SELECT * FROM position")).all()

        ours, rows = seconds(states), seconds(bare)
        with world.counting() as sent:
            states()
        print(
            f"everything said on {PROVISIONS} provisions x 193 delegations: {ours:.2f} s CPU in {len(sent)} queries; "
            f"the bare rows of the positions {rows:.2f} s, ratio {ours / rows:.1f}"
        )
        pages(world, PAGES, text_id, rows)
        pages(world, CROWDED, crowded_id, rows)
        world.app.extensions["oewg_watch"].close()
        database.engine.dispose()


if __name__ == "__main__":
    main()
