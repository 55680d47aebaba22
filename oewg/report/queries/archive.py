"""What does the transmitted report rest on? The public documents, the data, and the record, for one archive."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import undefer

from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.database import Db
from oewg.negotiation import queries as negotiation
from oewg.record import queries as record
from oewg.record.rules.bundle import bundle
from oewg.report.models import Compilation, CompiledFile
from oewg.report.queries.negotiated import Names, explanations
from oewg.report.queries.source import source
from oewg.report.rules.archive import BUNDLE, DATA, document_name
from oewg.report.rules.kinds import Asked
from oewg.texts import queries as texts
from oewg.texts.models import Document, DraftText, EditionLine, Provision, Revision


def archived(db: Db, text: DraftText, edition_id: int, at: datetime) -> dict[str, bytes]:
    """Name in the archive -> contents, as everybody may read them."""
    return {**_documents(db, text), **_data(db, text, edition_id, at), BUNDLE: archive_bundle(db)}


def _documents(db: Db, text: DraftText) -> dict[str, bytes]:
    """Everything public that was compiled of the text, in all its forms."""
    rows = db.execute(
        select(Compilation.id, Compilation.kind, Document.symbol, CompiledFile)
        .join(Document, Compilation.document_id == Document.id)
        .join(CompiledFile, CompiledFile.compilation_id == Compilation.id)
        .where(Compilation.text_id == text.id, texts.visible_documents(PUBLIC))
        .options(undefer(CompiledFile.contents))
        .order_by(Compilation.id, CompiledFile.format)
    )
    return {document_name(number, kind, symbol, file.format): file.contents for number, kind, symbol, file in rows}


def _data(db: Db, text: DraftText, edition_id: int, at: datetime) -> dict[str, bytes]:
    known = source(db, text, at, Asked(edition_id=edition_id))
    names = Names(db, known.compiled_on)
    data: dict[str, object] = {
        "proceedings": asdict(known.facts),
        "participants": [asdict(one) for one in known.participants],
        "submissions": [asdict(one) for one in known.submissions],
        "explanations": [asdict(one) for one in explanations(db, text.id, names)],
        "amendments": _amendments(db, text, names),
        "text": _text(db, text),
        "documents": [
            {
                "symbol": row.symbol,
                "title": row.title,
                "distribution": row.distribution,
                "registered": row.registered_at,
            }
            for row in texts.public_documents(db)
        ],
    }
    return {f"{DATA}{name}.json": as_json(found) for name, found in data.items()}


def _amendments(db: Db, text: DraftText, names: Names) -> list[dict[str, object]]:
    return [
        {
            "number": row.number,
            "kind": row.kind,
            "provision": row.provision_id,
            "revision": row.revision_id,
            "after": row.after_id,
            "words": row.words,
            "reason": row.reason,
            "sponsors": list(names.sponsors(row)),
            "filed": row.filed_at,
            "ended": row.ended_at,
            "end": row.end_reason,
        }
        for row in negotiation.amendments_of(db, text.id)
    ]


def _text(db: Db, text: DraftText) -> dict[str, object]:
    """Every provision with every wording it had, and the editions as lists of wordings."""
    wordings: dict[int, list[dict[str, object]]] = defaultdict(list)
    for row in db.scalars(
        select(Revision).join(Provision).where(Provision.text_id == text.id).order_by(Revision.id)
    ):  # fmt: skip
        wordings[row.provision_id].append(
            {
                "revision": row.id, "number": row.number, "step": row.step, "nature": row.nature, "made": row.made_at,
                "words": row.words,
            }
        )  # fmt: skip
    provisions = db.scalars(select(Provision).where(Provision.text_id == text.id).order_by(Provision.id)).all()
    lines: dict[int, list[dict[str, object]]] = defaultdict(list)
    editions = texts.editions(db, text.id)
    for line in db.scalars(
        select(EditionLine)
        .where(EditionLine.edition_id.in_([edition.id for edition in editions]))
        .order_by(EditionLine.edition_id, EditionLine.place)
    ):
        lines[line.edition_id].append({"revision": line.revision_id, "number": line.number, "level": line.level})
    return {
        "title": text.title,
        "provisions": [
            {
                "provision": one.id, "kind": one.kind, "parent": one.parent_id, "removed": one.removed_at,
                "wordings": wordings[one.id],
            }
            for one in provisions
        ],
        "editions": [
            {"symbol": one.symbol, "title": one.title, "issued": one.issued_at, "lines": lines[one.id]} for one in editions
        ],
    }  # fmt: skip


def archive_bundle(db: Db) -> bytes:
    """Every leaf of the record: of what is not public it holds the commitment alone."""
    lines = bundle((leaf for _, leaf in record.leaves(db)), record.size(db), record.root(db))
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def as_json(found: object) -> bytes:
    """Data as JSON that is the same for the same data; instants and days as ISO 8601 has them."""

    def told(value: Any) -> object:
        if isinstance(value, Mapping):
            return dict(value)
        return value.isoformat()

    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True, default=told) + "\n").encode()
