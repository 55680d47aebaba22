"""Does an act enter the record whole, in order, and for good?"""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from oewg.record import queries
from oewg.record.actions import Subject, append, erase
from oewg.record.rules import merkle
from tests.world import World


def put(world: World, *readers: str) -> int:
    with world.writing() as db:
        return append(
            db, "test", None, "public", Subject("test", 1), {"what": "é"}, world.tick(), readers=readers or ("public",)
        )


def test_indices_have_no_gaps_and_the_root_follows_from_the_leaves(world: World) -> None:
    first = put(world)
    assert [put(world), put(world, "chair"), put(world)] == [first + 1, first + 2, first + 3]
    with world.database.reading() as db:
        leaves = list(queries.leaves(db))
        assert [index for index, _ in leaves] == list(range(first + 4))
        assert merkle.root_of([merkle.leaf_hash(leaf) for _, leaf in leaves]) == queries.root(db)


def test_a_transaction_that_fails_leaves_nothing(world: World) -> None:
    size, root = world.read(queries.size), world.read(queries.root)

    def put_and_fail() -> None:
        with world.writing() as db:
            append(db, "test", None, "public", Subject("test", 1), {}, world.at)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fail()
    assert (world.read(queries.size), world.read(queries.root)) == (size, root)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record_entry SET leaf = leaf",
        "DELETE FROM record_entry",
        "UPDATE record_node SET hash = hash",
        "DELETE FROM record_node",
        "UPDATE record_statement SET act = 'other'",
        "DELETE FROM record_statement WHERE salt IS NULL",
        "UPDATE record_head SET size = size - 1",
        "DELETE FROM record_head",
    ],
)
def test_the_database_itself_refuses_to_alter_the_record(world: World, statement: str) -> None:
    put(world)
    with pytest.raises(DatabaseError), world.database.writing() as db:
        db.execute(text(statement))


def test_replacing_an_entry_is_refused_on_sqlite(site: World) -> None:
    with pytest.raises(DatabaseError), site.database.writing() as db:
        db.execute(text("REPLACE INTO record_entry (\"index\", leaf) VALUES (0, x'00')"))


@pytest.mark.parametrize("table", ["record_entry", "record_node", "record_statement", "record_head"])
def test_truncating_is_refused_on_postgresql(world: World, table: str) -> None:
    if world.database.is_sqlite:
        return  # SQLite has no TRUNCATE; DELETE is refused above
    with pytest.raises(DatabaseError), world.database.writing() as db:
        db.execute(text(f"TRUNCATE {table} CASCADE"))


def test_a_sealed_entry_is_read_by_its_readers_alone_and_its_leaf_says_nothing(world: World) -> None:
    index = put(world, "chair", "delegation:FRA")
    for who, reads in (("chair", True), ("delegate", True), ("head", False), ("secretariat", False), ("public", False)):
        found = world.read(queries.entry, index, world.viewer(who).audiences)
        assert (found is not None) is reads, who
    leaf = world.read(queries.leaf, index) or b""
    assert b"sealed" in leaf
    assert b"test" not in leaf


def test_sealed_contents_can_be_erased_and_the_tree_still_verifies(world: World) -> None:
    index = put(world, "chair")
    with world.writing() as db:
        erase(db, index, actor=None, capacity="admin", reason="asked for", at=world.tick())
    with world.database.reading() as db:
        assert queries.entry(db, index, {"chair"}) is None
        leaves = [merkle.leaf_hash(leaf) for _, leaf in queries.leaves(db)]
        assert merkle.root_of(leaves) == queries.root(db)
