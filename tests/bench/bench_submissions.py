"""How long do lists of a thousand submissions take, as the public, an organization and the secretariat see them?

Each beside reading the bare rows of its page, in the same minute.

   .venv/bin/python -m tests.bench.bench_submissions

On SQLite, in a folder of its own.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import select

from app import create_app
from config.settings import Settings
from oewg.consultations import queries
from oewg.consultations.models import Submission
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from tests.consultations.given import FAR, an_open_call
from tests.consultations.test_many_submissions import fill
from tests.world import World, people_a_world

RUNS = 20


def fastest(call: Callable[[], object]) -> float:
    """Milliseconds of the fastest of some runs."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return 1000 * min(times)


def bare(db: Db) -> object:
    """The rows of one page, nothing else."""
    return db.execute(select(Submission.id, Submission.title).order_by(Submission.id.desc()).limit(50)).all()


def main() -> None:
    """Measure, and print a line for each list."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.db")
        migrate(database)
        with database.writing() as db:
            people_a_world(db)
        app = create_app(Settings(database_url=database.url, secret_key="bench", var=Path(folder), testing=True))
        world = World(database, app)
        fill(world, an_open_call(world, FAR))
        print(f"bare rows of a page: {fastest(lambda: world.read(bare)):.1f} ms")
        for who in ("public", "stakeholder", "secretariat"):
            viewer = world.viewer(who)
            for asked in ({}, {"sector": "business"}, {"language": "fr", "standing": "published"}):
                taken = fastest(lambda viewer=viewer, asked=asked: world.read(queries.submissions, viewer, **asked))  # type: ignore[misc]
                print(f"{who} {asked or 'all'}: {taken:.1f} ms")
        for address in ("/submissions", "/api/v1/submissions?limit=200"):
            browser = world.as_("public")
            print(f"{address}: {fastest(lambda browser=browser, address=address: browser.get(address)):.1f} ms")  # type: ignore[misc]


if __name__ == "__main__":
    main()
