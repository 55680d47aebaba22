"""How many acts a second does the record take, beside the same number of bare committed rows?

    .venv/bin/python -m tests.bench.bench_record [sqlite|postgresql URL]

Prints acts a second for one writer and for eight, each with the ratio to bare rows committed one by one beside it.
"""

import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from oewg.core.clock import now
from oewg.core.database import Database
from oewg.core.migrations import migrate
from oewg.record.actions import Subject, append, hold

ACTS = 400


def act(database: Database) -> None:
    """One recorded act in its own transaction."""
    with database.writing() as db:
        hold(db)
        append(db, "bench", None, "public", Subject("bench", 1), {"words": "x" * 200}, now())


def row(database: Database) -> None:
    """One bare row in its own transaction."""
    with database.writing() as db:
        db.execute(text("INSERT INTO bench (words) VALUES (:words)"), {"words": "x" * 200})


def rate(work: Callable[[Database], None], database: Database, threads: int) -> float:
    """Transactions a second."""

    def run() -> None:
        for _ in range(ACTS // threads):
            work(database)

    workers = [threading.Thread(target=run) for _ in range(threads)]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return ACTS / (time.perf_counter() - begin)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        url = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{Path(folder) / 'bench.db'}"
        database = Database(url)
        migrate(database)
        with database.writing() as db:
            db.execute(text("CREATE TABLE bench (words TEXT)"))
        for threads in (1, 8):
            acts, rows = rate(act, database, threads), rate(row, database, threads)
            print(f"{threads} writers: {acts:.0f} acts/s, {rows:.0f} bare rows/s, ratio {acts / rows:.2f}")
        database.engine.dispose()


if __name__ == "__main__":
    main()
