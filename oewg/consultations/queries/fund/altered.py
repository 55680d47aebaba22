"""Do the books say what the record says?"""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select

from oewg.consultations.models import (
    JournalEntry,
)
from oewg.consultations.queries.fund.journal import moves_of, whole_journal
from oewg.core.database import Db
from oewg.record import queries as record
from oewg.record.rules.canonical import Value
from oewg.record.verification import compares


@compares
def altered_entries(db: Db) -> Iterator[str]:
    """A sentence for each entry of the journal that is not what the record says of it, or is in the record nowhere."""
    told = {
        said.facts["entry"]: (said.facts, said.at)
        for said in record.everything_said(db)
        if "moves" in said.facts and "entry" in said.facts
    }
    erased = set(record.erased(db).values())
    for line in whole_journal(db):
        facts, at = told.pop(line.id, ({}, None))
        if at is None and line.entry.entered_at in erased:
            continue
        if not facts_of(line.entry).items() <= facts.items() or at != line.entry.entered_at:
            yield f"Entry {line.id} of the fund’s journal is not what the record says."
    if not erased:
        yield from (f"Entry {number} of the fund’s journal is in the record and is not stored." for number in told)
    papers = select(JournalEntry.id, JournalEntry.contents, JournalEntry.digest).where(
        JournalEntry.contents.is_not(None)
    )
    for number, contents, digest in db.execute(papers):
        if hashlib.sha256(contents or b"").hexdigest() != digest:
            yield f"The paper of entry {number} of the fund’s journal is not the one of which the record holds the digest."


def facts_of(of: JournalEntry) -> dict[str, Value]:
    """What the record holds of an entry: all of it but the file, which its digest stands for."""
    moves: list[Value] = [
        [each.debit, each.credit, each.contribution, each.amount, each.consultation, each.line]
        for each in moves_of(of)
    ]  # fmt: skip
    return {
        "entry": of.id, "kind": of.kind, "dated": of.dated.isoformat(), "contribution": of.contribution_id,
        "consultation": of.consultation_id, "amount": of.amount, "currency": of.currency, "rate": of.rate_id,
        "reverses": of.reverses_id, "reference": of.reference, "words": of.words, "file_name": of.file_name,
        "media_type": of.media_type, "digest": of.digest, "moves": moves,
    }  # fmt: skip
