"""Do the rows of what was compiled and transmitted say what the record says, and are the files those whose digests it has?"""

import hashlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from oewg.core.database import Db
from oewg.record import queries as record
from oewg.record.verification import compares
from oewg.report.models import Compilation, CompiledFile, Transmission


@compares
def compiled_otherwise(db: Db) -> Iterator[str]:
    """A sentence for each compilation and transmission that is not what the record says, or stands in one of the two alone."""
    said = {entry.subject_id: entry.facts for entry in record.said_after(db, -1, ["compile_report"])}
    rows = {row.id: row for row in db.scalars(select(Compilation).options(joinedload(Compilation.document)))}
    digests: dict[int, dict[str, str]] = {}
    for file in db.scalars(
        select(CompiledFile).options(undefer(CompiledFile.contents)).execution_options(yield_per=20)
    ):  # fmt: skip
        digests.setdefault(file.compilation_id, {})[file.format] = file.digest
        if hashlib.sha256(file.contents).hexdigest() != file.digest:
            yield f"The {file.format.upper()} of compilation {file.compilation_id} is not the one whose digest it bears."
    yield from _differences("Compilation", said, {id: _told(row, digests.get(id, {})) for id, row in rows.items()})
    transmitted = {entry.subject_id: entry.facts for entry in record.said_after(db, -1, ["transmit_report"])}
    sent = db.scalars(
        select(Transmission).options(undefer(Transmission.archive), joinedload(Transmission.document))
    ).all()
    for one in sent:
        if hashlib.sha256(one.archive).hexdigest() != one.digest:
            yield "The archive of the transmitted report is not the one whose digest it bears."
    yield from _differences("The transmission of text", transmitted, {one.text_id: _sent(one) for one in sent})


def _told(row: Compilation, digests: dict[str, str]) -> dict[str, Any]:
    return {
        "text": row.text_id, "edition": row.edition_id, "document": row.document_id, "symbol": row.document.symbol,
        "kind": row.kind, "against": row.against_id, "record_size": row.record_size, "digests": digests,
    }  # fmt: skip


def _sent(row: Transmission) -> dict[str, Any]:
    return {
        "compilation": row.compilation_id, "document": row.document_id, "symbol": row.document.symbol,
        "assembly_session": row.assembly_session, "record_size": row.record_size, "digest": row.digest,
    }  # fmt: skip


def _differences(name: str, said: dict[int, Any], rows: dict[int, dict[str, Any]]) -> Iterator[str]:
    for id in sorted(said.keys() | rows.keys()):
        if id not in rows:
            yield f"{name} {id} stands in the record, and its row is gone."
        elif id not in said:
            yield f"{name} {id} stands in its table, and not in the record."
        # What was compiled before there were kinds does not say of which kind it is.
        elif wrong := [key for key, value in rows[id].items() if key in said[id] and said[id][key] != value]:
            yield f"{name} {id} is not what the record says: {', '.join(sorted(wrong))}."
