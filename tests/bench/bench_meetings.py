"""How long do the pages of a full meeting take: 193 delegations on the list, as many that spoke, 500 statements, letters for all?

Each beside a page with nothing on it but a form (the one for signing in), in the same minute.

   .venv/bin/python -m tests.bench.bench_meetings

On SQLite, in a folder of its own; everything in it was done by the acts that people use.
"""

import tempfile
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import select

from app import create_app
from config.settings import Settings
from oewg.accounts import queries as people
from oewg.accounts.models import Delegation
from oewg.core.database import Database
from oewg.core.migrations import migrate
from oewg.meetings import actions, queries
from oewg.meetings.rules.credentials import Named
from oewg.meetings.rules.speaking import Speaker
from oewg.meetings.rules.statements import Content
from oewg.record.actions import hold
from tests.meetings.given import a_meeting, an_agenda, an_open_session, on_meeting
from tests.meetings.given_speaking import opens
from tests.world import World, people_a_world

RUNS, STATEMENTS, MEETINGS, PERSONS = 5, 500, 20, 8
WORDS = "We thank the Chair. States should share information on threats with those who are affected by them. " * 20


def written(world: World) -> tuple[int, int, int]:
    """(session, meeting, the list on which all wait); on another list all have spoken."""
    session = an_open_session(world)
    meeting = a_meeting(world, session)
    for _ in range(MEETINGS - 1):
        a_meeting(world, session)
    on_meeting(world, actions.open_meeting, meeting)
    _, items = an_agenda(world)
    spoken, waiting = (opens(world, meeting, item) for item in (items[0], 0))
    with world.writing() as db:
        hold(db)
        chair, clerk = world.viewer("chair", db), world.viewer("secretariat", db)
        found = queries.meeting(db, meeting)
        members = db.scalars(select(Delegation).where(Delegation.kind == "member").order_by(Delegation.code)).all()
        one, other = queries.speakers_list(db, spoken), queries.speakers_list(db, waiting)
        assert one.item is not None
        actions.take_up(db, found, one.item, by=chair, at=world.tick())
        for state in members:
            persons = [
                Named(f"Person {n} of {state.code}", f"{n}@{state.code.lower()}.example", "Counsellor", "adviser")
                for n in range(PERSONS)
            ]
            actions.receive_credentials(
                db, state, queries.session(db, session), "Minister", date(2019, 5, 6), persons, by=clerk, at=world.tick()
            )  # fmt: skip
            row = actions.inscribe(db, one, Speaker(delegation_id=state.id), by=chair, at=world.tick())
            actions.inscribe(db, other, Speaker(delegation_id=state.id), by=chair, at=world.tick())
            held = actions.give_floor(db, found, row, by=chair, at=world.tick())
            actions.start_clock(db, held, by=chair, at=world.tick())
            world.at += timedelta(minutes=2)
            actions.end_intervention(db, held, by=chair, at=world.at)
        actions.record_attendance(db, found, members, [], by=clerk, at=world.tick())
        delegate = people.viewer_of_account(db, people.account_by_email(db, "delegate@example.org"), world.at)  # type: ignore[arg-type]
        for number in range(STATEMENTS):
            actions.file_statement(
                db, found, Content(f"{number}. {WORDS}"), form="written", language="en", by=delegate, at=world.tick(),
                consent=True,
            )  # fmt: skip
    return session, meeting, waiting


PAGES = (
    ("the speakers' list, for a delegate", "delegate", "/speakers/{list}"),
    ("the chair's console", "chair", "/meetings/{meeting}/console"),
    ("the screen of the room", "public", "/room/{meeting}"),
    ("the meeting, for the secretariat", "secretariat", "/meetings/{meeting}"),
    ("the timetable", "secretariat", "/sessions/{session}/timetable"),
    ("the speaking times", "public", "/sessions/{session}/speaking-times"),
    ("the list of participants", "delegate", "/participants?session={session}"),
    ("the archive of statements", "public", "/statements"),
    ("a search in it", "public", "/statements?words=affected"),
    ("the group's calendar", "public", "/calendar.ics"),
)


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'meetings.db'}")
        migrate(database)
        with database.writing() as db:
            people_a_world(db)
        settings = Settings(
            database_url=database.url, secret_key="a key for tests only", var=Path(folder), testing=True
        )
        world = World(database, create_app(settings))
        assert world.app is not None
        world.app.extensions["oewg_database"] = database
        begin = time.process_time()
        session, meeting, waiting = written(world)
        print(f"written in {time.process_time() - begin:.1f} s CPU")
        measured(world, PAGES, session=session, meeting=meeting, list=waiting)
        world.app.extensions["oewg_watch"].close()
        database.engine.dispose()


def measured(world: World, pages: Iterable[tuple[str, str, str]], **place: int) -> None:
    """Ask for some pages (name, who, address), and print what each takes beside the one for signing in."""
    bare, _ = asked(world, "public", "/sign-in")
    for name, who, address in pages:
        address = address.format(**place)
        best, size = asked(world, who, address)
        with world.counting() as sent:
            world.as_(who).get(address)
        print(f"{name}: {best * 1000:.0f} ms CPU, {size / 1e3:.0f} kB, {len(sent)} queries; ratio {best / bare:.1f}")
    print(f"beside it the page for signing in: {bare * 1000:.1f} ms CPU")


def asked(world: World, who: str, address: str) -> tuple[float, int]:
    """The best of several requests, in seconds of the processor, after one that reads what a worker reads once; the size."""
    browser, best, size = world.as_(who), float("inf"), 0
    browser.get(address)
    for _ in range(RUNS):
        begin = time.process_time()
        answer = browser.get(address)
        best, size = min(best, time.process_time() - begin), len(answer.data)
        assert answer.status_code == 200, (address, answer.status_code)
    return best, size


if __name__ == "__main__":
    main()
