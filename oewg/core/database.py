"""How does the house keep what it is told? One engine, one way to read and one way to write, on SQLite and PostgreSQL.

Readers see one snapshot. Writers queue: SQLite takes its write lock at BEGIN IMMEDIATE; on PostgreSQL the record's
head row is locked (oewg.record.actions.hold) before anything is read, so a rule is asked about the world it changes.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import DateTime, Engine, MetaData, create_engine, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Session as Db
from sqlalchemy.types import TypeDecorator

from oewg.core.clock import in_utc

__all__ = ["Base", "Database", "Db", "Instant", "UnsafeDatabase"]

BUSY_TIMEOUT_MILLISECONDS = 10_000


class UnsafeDatabase(RuntimeError):
    """The database would lose what it has confirmed; the house does not open on it."""


class Base(DeclarativeBase):
    """Every table of the house, with constraint names that migrations on both engines agree on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored in UTC; SQLite, which has no zones, keeps it bare and gets its zone back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        utc = in_utc(value)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def sqlite_is_safe(version: tuple[int, ...]) -> bool:
    """Does this SQLite have the fix for the WAL-reset bug, through which commits of two connections could be lost?

    Fixed in 3.51.3, and in the branches 3.50 from 3.50.7 and 3.44 from 3.44.6. Source: SQLite's release notes.
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


class Database:
    """The engine behind one URL, and the two ways to talk to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        reader: dict[str, Any] = (
            {"oewg_reader": True}
            if self.is_sqlite
            else {
                "isolation_level": "REPEATABLE READ",
                "postgresql_readonly": True,
            }
        )
        self._reader = self.engine.execution_options(**reader)
        self._writer = self.engine.execution_options(oewg_writer=True)

    def open_reading(self) -> Db:
        """A session on one snapshot of the world; what it is given to store the database refuses."""
        return Db(self._reader, autoflush=False, expire_on_commit=False, close_resets_only=False)

    def open_writing(self) -> Db:
        """A session whose first statement waits its turn; nothing is stored before its commit."""
        return Db(self._writer, close_resets_only=False)

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """Read on one snapshot."""
        with self.open_reading() as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Db]:
        """Write, and commit when the block ends well; otherwise nothing has happened."""
        with self.open_writing() as db, db.begin():
            yield db


LARGEST_ROW = 2**31 - 1


def unguessable(db: Db, table: type[Base]) -> int:
    """A free number for a row of a table whose numbers must not tell how many rows there are, nor in which order.

    To be asked for while the record is held: nobody takes it in between.
    """
    while True:
        number = secrets.randbelow(LARGEST_ROW) + 1
        if db.get(table, number) is None:
            return number


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=20)
    engine = create_engine(url, module=pysqlite3.dbapi2, pool_size=20)
    if not sqlite_is_safe(pysqlite3.dbapi2.sqlite_version_info):
        raise UnsafeDatabase(
            f"SQLite {pysqlite3.dbapi2.sqlite_version} can lose commits in WAL mode (the WAL-reset bug); "
            "install 3.51.3 or later, for example with the package pysqlite3 of requirements/run.txt."
        )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _pool_record: object) -> None:
        # The driver must not begin transactions by itself: it would begin them too late and without IMMEDIATE.
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_TIMEOUT_MILLISECONDS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "recursive_triggers=ON",
            "secure_delete=ON",  # what is erased does not lie on in the file's free pages
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        # A connection serves readers and writers one after another.
        connection.connection.cursor().execute(f"PRAGMA query_only={'ON' if options.get('oewg_reader') else 'OFF'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("oewg_writer") else "BEGIN")

    return engine
