"""Is every kind of tampering found, and can anybody recompute the root from what is given away?"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from oewg.core.database import Db
from oewg.record import queries
from oewg.record.actions import Subject, append
from oewg.record.rules.bundle import bundle, verify_bundle
from oewg.record.verification import faults
from tests.world import World

TRIGGERS = (
    "record_entry_no_update", "record_entry_no_delete", "record_node_no_update", "record_statement_no_update",
    "record_statement_no_delete", "record_head_grows",
)  # fmt: skip


def found(db: Db) -> list[str]:
    return list(faults(db))


def test_a_world_that_nobody_tampered_with_verifies(world: World) -> None:
    with world.writing() as db:
        append(db, "secret", None, "public", Subject("x", 1), {"a": "b"}, world.tick(), readers=("chair",))
    assert world.read(found) == []


@pytest.mark.parametrize(
    ("tampering", "says"),
    [
        ("UPDATE record_entry SET leaf = x'7b7d' WHERE \"index\" = 3", "root"),
        ('DELETE FROM record_entry WHERE "index" = (SELECT max("index") FROM record_entry)', "gaps"),
        ("UPDATE record_node SET hash = zeroblob(32) WHERE level = 1 AND position = 0", "node at level 1"),
        ("UPDATE record_statement SET act = 'other' WHERE \"index\" = 0", "found by"),
        ("UPDATE record_statement SET contents = x'7b7d' WHERE \"index\" = 0", "not what its leaf says"),
        ("UPDATE record_statement SET contents = x'7b7d' WHERE salt IS NOT NULL", "commitment"),
        ('DELETE FROM record_statement WHERE "index" = 0', "lost its statement"),
        ("UPDATE record_head SET size = size - 1", "gaps"),
        ("UPDATE record_head SET peaks = zeroblob(32)", "root that the head holds"),
    ],
)
def test_tampering_beneath_the_triggers_is_found(site: World, tampering: str, says: str) -> None:
    with site.database.writing() as db:
        for trigger in TRIGGERS:
            db.execute(text(f"DROP TRIGGER {trigger}"))
        db.execute(text("PRAGMA defer_foreign_keys=ON"))
        if "DELETE FROM record_entry" in tampering:
            db.execute(text('DELETE FROM record_reader WHERE "index" = (SELECT max("index") FROM record_entry)'))
            db.execute(text('DELETE FROM record_statement WHERE "index" = (SELECT max("index") FROM record_entry)'))
        db.execute(text(tampering))
    assert any(says in sentence for sentence in site.read(found)), site.read(found)


def exported(world: World) -> list[str]:
    with world.database.reading() as db:
        return list(bundle((leaf for _, leaf in queries.leaves(db)), queries.size(db), queries.root(db)))


def test_a_bundle_verifies_by_the_program_in_its_documentation(world: World, tmp_path: Path) -> None:
    (tmp_path / "bundle").write_text("\n".join(exported(world)) + "\n")
    page = (Path(__file__).parents[2] / "docs" / "record-bundle.md").read_text()
    program = re.search(r"```python\n(.*?)```", page, re.S)
    assert program
    run = subprocess.run(
        [sys.executable, "-c", program[1], str(tmp_path / "bundle")], capture_output=True, text=True, check=True
    )
    assert world.read(queries.root).hex() in run.stdout


def test_a_bundle_gives_nothing_sealed_away(world: World) -> None:
    with world.writing() as db:
        append(db, "secret", None, "public", Subject("x", 1), {"a": "hidden words"}, world.tick(), readers=("chair",))
    import base64

    leaves = [base64.b64decode(line) for line in exported(world)[1:]]
    assert not any(b"hidden" in leaf or b"secret" in leaf for leaf in leaves)
    assert b"sealed" in leaves[-1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda lines: lines[:-1],
        lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
        lambda lines: ["{}", *lines[1:]],
        lambda lines: ["no json", *lines[1:]],
        lambda lines: [lines[0], "***", *lines[2:]],
        lambda lines: [json.dumps({**json.loads(lines[0]), "root": "00" * 32}), *lines[1:]],
        lambda lines: [],
    ],
)
def test_a_damaged_bundle_is_told(site: World, damage: object) -> None:
    assert verify_bundle(exported(site))[1] == []
    assert verify_bundle(damage(exported(site)))[1]  # type: ignore[operator]


def test_a_record_that_was_rewritten_does_not_extend_an_earlier_bundle(site: World) -> None:
    earlier, wrong = verify_bundle(exported(site))
    assert wrong == []
    with site.writing() as db:
        append(db, "more", None, "public", Subject("x", 1), {}, site.tick())
    with site.database.reading() as db:
        assert list(faults(db, earlier)) == []
        assert any("altered since" in said for said in faults(db, [b"forked", *earlier[1:]]))
