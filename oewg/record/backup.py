"""How is everything kept elsewhere and brought back? One file, the same for SQLite and PostgreSQL.

The file is gzipped JSON Lines: a header {form, migration, size, root}, then {table, row} for every row of every table,
and at the end {digest}: hex SHA-256 of all lines before, so that half a file is known for what it is.
The tree's head and nodes are not in it: bringing the file back grows the tree anew from the leaves, so a backup that
does not give the root it promises is refused as a whole.
"""

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, insert, select, text
from sqlalchemy.exc import StatementError

from oewg.core.database import Base, Database, Db, Instant
from oewg.core.migrations import current_revision
from oewg.record import queries
from oewg.record.actions import hold
from oewg.record.models import Entry, Head, Node
from oewg.record.rules import merkle
from oewg.record.verification import faults

FORM = "oewg-backup-1"
COMPUTED = {Head.__tablename__, Node.__tablename__}
ROWS_AT_ONCE = 500
UNREADABLE = (
    OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, RecursionError, StopIteration, StatementError,
)  # fmt: skip
"""What a file that is no backup, or a damaged one, leads to when it is read."""


class BackupRefused(Exception):
    """The file cannot be written or brought back; nothing has changed."""


def write_backup(database: Database, path: Path) -> int:
    """Write everything into a new file, from one snapshot; returns the record's size."""
    if path.exists():
        raise BackupRefused(f"{path} exists already; a backup never overwrites another.")
    partial = path.with_name(path.name + ".partial")
    with database.reading() as db:
        size = queries.size(db)
        header = {
            "form": FORM, "migration": current_revision(database), "size": size, "root": queries.root(db).hex(),
        }  # fmt: skip
        with gzip.open(partial, "wt", encoding="utf-8") as file:
            digest = hashlib.sha256()
            for piece in _everything(db, header):
                line = json.dumps(piece, ensure_ascii=False) + "\n"
                digest.update(line.encode())
                file.write(line)
            file.write(json.dumps({"digest": digest.hexdigest()}) + "\n")
    os.replace(partial, path)
    return size


def _everything(db: Db, header: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield header
    for table in _kept_tables():
        for row in db.execute(select(table).order_by(*table.primary_key.columns)).mappings():
            yield {"table": table.name, "row": {name: _to_json(value) for name, value in row.items()}}


def restore_backup(database: Database, path: Path) -> int:
    """Bring a backup back into a database that has been migrated and holds nothing; all of it or nothing of it."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file, database.writing() as db:
            whole = _checked(file)
            header = next(whole)
            _check_fits(database, db, header)
            for table, rows in _pieces(whole):
                _bring_back(db, table, rows)
            if not database.is_sqlite:
                _set_counters(db)
            db.expire_all()
            if queries.size(db) != header["size"] or queries.root(db).hex() != header["root"]:
                raise BackupRefused(f"{path} does not give the record that it promises: it is damaged or was altered.")
            if wrong := next(faults(db), None):
                raise BackupRefused(f"{path} does not agree with the record in it: {wrong}")
    except UNREADABLE as error:
        raise BackupRefused(f"{path} cannot be read as a backup: {error}") from error
    return int(header["size"])


def _check_fits(database: Database, db: Db, header: dict[str, Any]) -> None:
    if header.get("form") != FORM:
        raise BackupRefused("This file is not a backup in a form that this program knows.")
    if header["migration"] != current_revision(database):
        raise BackupRefused(
            f"The backup was made at migration {header['migration']}, the database is at {current_revision(database)}."
        )
    if hold(db).size:
        raise BackupRefused("The database is not empty; a backup is brought back into an empty one.")


def _kept_tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in COMPUTED]


def _checked(file: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The file's lines but the last, which has to be the digest of the others."""
    digest, promised = hashlib.sha256(), None
    for line in file:
        piece = json.loads(line)
        if promised is not None or not isinstance(piece, dict):
            raise ValueError("something stands where nothing should")
        promised = piece.get("digest")
        if promised is None:
            digest.update(line.encode())
            yield piece
    if promised != digest.hexdigest():
        raise ValueError("it is not whole")


def _pieces(whole: Iterator[dict[str, Any]]) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """The rows by table, a bounded number at once."""
    for name, pieces in groupby(whole, key=lambda piece: piece["table"]):
        table = Base.metadata.tables[name]
        while rows := list(islice(pieces, ROWS_AT_ONCE)):
            yield (
                table,
                [
                    {column: _from_json(table.c[column], value) for column, value in piece["row"].items()}
                    for piece in rows
                ],
            )


def _bring_back(db: Db, table: Table, rows: list[dict[str, Any]]) -> None:
    db.execute(insert(table), rows)
    if table.name == Entry.__tablename__:
        for row in rows:
            head = hold(db)
            peaks, nodes = merkle.grown(row["index"], queries.split_peaks(head.peaks), merkle.leaf_hash(row["leaf"]))
            db.execute(insert(Node), [{"level": level, "position": at, "hash": hash_} for level, at, hash_ in nodes])
            head.size, head.peaks = head.size + 1, b"".join(peaks)
            db.flush()


def _set_counters(db: Db) -> None:
    for table in _kept_tables():
        column = table.autoincrement_column
        if column is not None:
            last = db.scalar(select(func.max(column)))
            if last is not None:
                db.execute(text("SELECT setval(pg_get_serial_sequence(:t, :c), :v)"),
                           {"t": f'"{table.name}"', "c": column.name, "v": last})  # fmt: skip


def _to_json(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def _from_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    if isinstance(column.type, Instant):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if column.type.python_type is date else value
