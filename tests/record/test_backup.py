"""Does everything come back, on either engine, and is a damaged backup refused as a whole?"""

import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from oewg.core.database import Base, Database
from oewg.core.migrations import migrate
from oewg.record import queries
from oewg.record.backup import BackupRefused, restore_backup, write_backup
from tests.world import World


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    with database.reading() as db:
        return {
            table.name: [tuple(row) for row in db.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def empty(tmp_path: Path) -> Database:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    migrate(database)
    return database


def test_a_backup_of_either_engine_comes_back_whole_on_sqlite(world: World, empty: Database, tmp_path: Path) -> None:
    write_backup(world.database, tmp_path / "b")
    restore_backup(empty, tmp_path / "b")
    assert rows(empty) == rows(world.database)


def test_what_came_back_goes_on_growing_on_postgresql(
    sqlite_database: Database, postgresql_database: Database, tmp_path: Path
) -> None:
    write_backup(sqlite_database, tmp_path / "b")
    migrate(postgresql_database, "base", backwards=True)
    migrate(postgresql_database)
    size = restore_backup(postgresql_database, tmp_path / "b")
    world = World(postgresql_database)
    with world.writing() as db:
        from oewg.accounts.actions import create_account

        create_account(db, "new@example.org", "New", None, by=world.viewer("admin", db), at=world.tick())
    assert world.read(queries.size) == size + 1


def test_a_backup_never_overwrites(world: World, tmp_path: Path) -> None:
    (tmp_path / "b").write_text("mine")
    with pytest.raises(BackupRefused):
        write_backup(world.database, tmp_path / "b")
    assert (tmp_path / "b").read_text() == "mine"


def test_a_database_that_holds_something_is_left_alone(world: World, tmp_path: Path) -> None:
    write_backup(world.database, tmp_path / "b")
    before = rows(world.database)
    with pytest.raises(BackupRefused, match="not empty"):
        restore_backup(world.database, tmp_path / "b")
    assert rows(world.database) == before


def damage_leaf(lines: list[str]) -> list[str]:
    """Another leaf, and a digest that fits it: only the tree can tell."""
    altered = [_other_leaf(line) if '"record_entry"' in line else line for line in lines[:-1]]
    digest = hashlib.sha256("".join(line + "\n" for line in altered).encode()).hexdigest()
    return [*altered, json.dumps({"digest": digest})]


def _other_leaf(line: str) -> str:
    piece = json.loads(line)
    if piece["row"]["index"] == 3:
        piece["row"]["leaf"] = "AAAA"
    return json.dumps(piece, ensure_ascii=False)


@pytest.mark.parametrize(
    "damage",
    [
        damage_leaf,
        lambda lines: lines[: len(lines) // 2],
        lambda lines: lines[1:],
        lambda lines: ["{}"],
        lambda lines: ["x"],
    ],
)
def test_a_damaged_backup_changes_nothing(
    sqlite_database: Database, empty: Database, tmp_path: Path, damage: Callable[[list[str]], list[str]]
) -> None:
    write_backup(sqlite_database, tmp_path / "b")
    lines = gzip.decompress((tmp_path / "b").read_bytes()).decode().splitlines()
    (tmp_path / "b").write_bytes(gzip.compress("".join(line + "\n" for line in damage(lines)).encode()))
    before = rows(empty)
    with pytest.raises(BackupRefused):
        restore_backup(empty, tmp_path / "b")
    assert rows(empty) == before


def test_a_file_that_is_no_backup_is_refused(empty: Database, tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"no gzip")
    with pytest.raises(BackupRefused):
        restore_backup(empty, tmp_path / "b")
