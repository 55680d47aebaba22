"""Does the house refuse a database that would lose what it has confirmed, and keep the settings that matter?"""

import pysqlite3.dbapi2
import pytest
from sqlalchemy import text
from sqlalchemy.exc import InvalidRequestError

from oewg.core.database import Database, UnsafeDatabase, sqlite_is_safe
from tests.world import World


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False), ((3, 44, 5), False), ((3, 44, 6), True), ((3, 45, 0), False), ((3, 50, 6), False),
        ((3, 50, 7), True), ((3, 51, 2), False), ((3, 51, 3), True), ((3, 53, 4), True), ((4, 0, 0), True),
    ],
)  # fmt: skip
def test_versions_with_the_wal_reset_fix(version: tuple[int, ...], safe: bool) -> None:
    assert sqlite_is_safe(version) is safe


def test_the_house_does_not_open_on_an_unsafe_sqlite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pysqlite3.dbapi2.sqlite_version_info", (3, 40, 1))
    with pytest.raises(UnsafeDatabase, match="can lose commits"):
        Database("sqlite://")


def test_this_sqlite_is_safe() -> None:
    assert sqlite_is_safe(pysqlite3.dbapi2.sqlite_version_info)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_is_set_for_durability(site: World, pragma: str, value: object) -> None:
    with site.database.reading() as db:
        assert db.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_page_cannot_write(world: World) -> None:
    with pytest.raises(Exception, match=r"read-?only"), world.database.reading() as db:  # noqa: PT012
        db.execute(text("DELETE FROM account"))
        db.commit()
    with world.database.writing() as db:  # the same connection serves a writer after it
        assert db.execute(text("UPDATE account SET email = email")).rowcount  # type: ignore[attr-defined]


@pytest.mark.parametrize("opened", ["reading", "writing"])
def test_a_session_that_was_closed_is_not_begun_again_in_silence(world: World, opened: str) -> None:
    """What it began would be ended by nobody: on SQLite a writer's would lock everybody out."""
    with getattr(world.database, opened)() as db:
        db.execute(text("SELECT 1"))
    with pytest.raises(InvalidRequestError, match="closed"):
        db.execute(text("SELECT 1"))
