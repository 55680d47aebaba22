"""How long do the pages of what became of input take, with 1,000 submissions, 2,000 passages and 300 provisions?

Each beside a page with nothing on it but a form (the one for signing in), in the same minute.

   .venv/bin/python -m tests.bench.bench_dispositions

On SQLite, in a folder of its own. Every submission answers a call of its own organization, and a third of the passages wait.
"""

import random
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert

from app import create_app
from config.settings import Settings
from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations.models import Bearing, Call, Passage, Submission
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from oewg.mandate.models import Element, ElementProvision
from oewg.record.actions import hold
from oewg.texts import actions as texts
from tests.bench.bench_meetings import measured
from tests.world import BEGIN, World, people_a_world

SUBMISSIONS, PROVISIONS, ELEMENTS = 1_000, 300, 8
SECTORS = ("business", "non_governmental", "academia")
DISPOSITIONS = ("taken_up", "partly", "noted")
SUBJECTS = [
    "cables",
    "clinics",
    "ports",
    "payments",
    "networks",
    "norms",
    "exercises",
    "contacts",
    "training",
    "law",
    "reports",
    "trust",
    "harm",
    "repair",
]
PAGES = (
    ("what became of all input, for everybody", "public", "/dispositions"),
    ("the same, of one element and sector", "public", "/dispositions?element=3&sector=business"),
    ("input by element and sector", "public", "/dispositions/coverage"),
    ("what waits for an answer", "secretariat", "/dispositions/waiting"),
    ("what became of one submission, for the secretariat", "secretariat", "/submissions/7/what-became-of-it"),
    ("suggestions for it", "secretariat", "/submissions/7/suggestions"),
    ("the submissions", "public", "/submissions"),
    ("a provision with its input", "public", "/provisions/1"),
)


def sentence(dice: random.Random) -> str:
    """Ten words about something."""
    return f"States should {' '.join(dice.choices(SUBJECTS, k=7))} together. "


def written(db: Db) -> None:
    """The submissions with their passages and what became of them: rows alone, for nothing here reads the record."""
    people_a_world(db)
    hold(db)
    dice = random.Random(290)
    report = texts.begin_text(db, "report", "Draft report", by=PUBLIC, at=BEGIN)
    made = [
        texts.add_provision(db, report, "paragraph", sentence(dice) * 3, by=PUBLIC, at=BEGIN) for _ in range(PROVISIONS)
    ]
    elements = [Element(key=f"e{n}", title=f"Element {n}", source="5", quote="Q", place=n) for n in range(ELEMENTS)]
    call = Call(title="Call", opens_at=BEGIN, closes_at=BEGIN.replace(year=2099), zone="UTC")
    db.add_all([*elements, call])
    db.flush()
    for place, one in enumerate(made):
        db.add(ElementProvision(element_id=elements[place % ELEMENTS].id, provision_id=one.id))
    revisions = {one.id: one.revisions[0].id for one in made}
    for number in range(SUBMISSIONS):
        organization = Organization(
            name=f"Organization {number}", sector=SECTORS[number % 3], country="KEN", consultative_status=False,
            purpose="P", registered_at=BEGIN, accredited_since=BEGIN,
        )  # fmt: skip
        db.add(organization)
        db.flush()
        words = "".join(sentence(dice) for _ in range(12))
        row = Submission(
            call_id=call.id, organization_id=organization.id, version=1, title=f"Input {number}", words=words,
            consent="named" if number % 10 else "anonymous", submitted_at=BEGIN, submitted_by=1, published_at=BEGIN,
            return_reason="", digest="",
        )  # fmt: skip
        db.add(row)
        db.flush()
        cut = words.index(".") + 1
        passages = [
            Passage(submission_id=row.id, starts=starts, ends=ends, quote=words[starts:ends], marked_at=BEGIN)
            for starts, ends in ((0, cut), (7, cut))
        ]
        db.add_all(passages)
        db.flush()
        tied = [
            {
                "submission_id": row.id, "passage_id": passage.id, "provision_id": one.id,
                "revision_id": revisions[one.id], "disposition": dice.choice(DISPOSITIONS), "reason": "Because of it.",
                "tied_at": BEGIN, "end_reason": "",
            }
            for passage in passages[: 1 if number % 3 == 0 else 2]
            for one in dice.sample(made, 2)
        ]  # fmt: skip
        db.execute(insert(Bearing), tied)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'input.db'}")
        migrate(database)
        with database.writing() as db:
            written(db)
        settings = Settings(
            database_url=database.url, secret_key="a key for tests only", var=Path(folder), testing=True
        )
        world = World(database, create_app(settings))
        assert world.app is not None
        world.app.extensions["oewg_database"] = database
        begin = time.process_time()
        world.as_("secretariat").get("/submissions/7/suggestions")
        print(f"indexed in {time.process_time() - begin:.1f} s CPU")
        measured(world, PAGES)
        world.app.extensions["oewg_watch"].close()
        database.engine.dispose()


if __name__ == "__main__":
    main()
