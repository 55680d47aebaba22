"""What was entered in the journal, and what does it come to for one contribution?"""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased, joinedload, selectinload, undefer

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Consultation,
    Contribution,
    JournalEntry,
    Posting,
)
from oewg.consultations.queries.fund.contributions import may_read_papers
from oewg.consultations.rules.fund import Move
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged

PAGE_SIZE = 50


@dataclass(frozen=True)
class EntryLine:
    """An entry of the journal with its postings, and the number of the entry that reverses it (none: it stands)."""

    entry: JournalEntry
    reversed_by: int | None

    @property
    def id(self) -> int:
        """The entry's number."""
        return self.entry.id

    @property
    def summed(self) -> dict[tuple[str, str], int]:
        """(account debited, account credited) -> cents, of all contributions together."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for each in self.entry.postings:
            found[each.debit, each.credit] += each.amount
        return dict(found)

    @property
    def budget_kind(self) -> str:
        """For what it was spent; empty if it was not."""
        return next((each.line.kind for each in self.entry.postings if each.line is not None), "")


def _entries() -> Select[*tuple[JournalEntry, int | None]]:
    undo = aliased(JournalEntry)
    return (
        select(JournalEntry, undo.id)
        .outerjoin(undo, undo.reverses_id == JournalEntry.id)
        .options(
            selectinload(JournalEntry.postings).joinedload(Posting.line), joinedload(JournalEntry.rate)
        )
    )  # fmt: skip


def journal(db: Db, *, number: int = 1, size: int = PAGE_SIZE) -> Page[EntryLine]:
    """The journal, the newest entry first."""
    page = paged(db, _entries().order_by(JournalEntry.id.desc()), number, size)
    return Page([EntryLine(*row) for row in page.items], page.number, page.size, page.total)


def journal_after(db: Db, after: int, limit: int) -> list[EntryLine]:
    """At most `limit` entries after one, in order."""
    query = _entries().where(JournalEntry.id > after).order_by(JournalEntry.id).limit(limit)
    return [EntryLine(*row) for row in db.execute(query)]


def whole_journal(db: Db) -> list[EntryLine]:
    """Every entry, in order: for the table that is exported."""
    return [EntryLine(*row) for row in db.execute(_entries().order_by(JournalEntry.id))]


def entries_of(db: Db, contribution_id: int) -> list[EntryLine]:
    """The entries that concern a contribution, in order: its own, and those that moved some of its money."""
    moved = select(Posting.entry_id).where(Posting.contribution_id == contribution_id)
    own = JournalEntry.contribution_id == contribution_id
    query = _entries().where(own | JournalEntry.id.in_(moved)).order_by(JournalEntry.id)
    return [EntryLine(*row) for row in db.execute(query)]


def entries_for(db: Db, consultation_id: int) -> list[EntryLine]:
    """The entries of what was allocated to a consultation, spent on it and released, in order."""
    kinds = JournalEntry.kind.in_(("allocation", "release", "expenditure"))
    undone = select(JournalEntry.id).where(JournalEntry.consultation_id == consultation_id, kinds)
    own = and_(JournalEntry.consultation_id == consultation_id, kinds)
    query = _entries().where(own | JournalEntry.reverses_id.in_(undone)).order_by(JournalEntry.id)
    return [EntryLine(*row) for row in db.execute(query)]


MOVED = {
    "pledge": "receivable", "receipt": "cash", "earmark": "earmarked", "free": "earmarked", "withdrawal": "receivable",
    "return": "returned", "allocation": "allocated", "release": "allocated", "expenditure": "expenditure",
}  # fmt: skip
"""Kind of an entry -> the account whose change is what the entry comes to."""


@dataclass(frozen=True)
class StatementRow:
    """One line of a contribution's statement: an entry, what it comes to, and what is in the fund afterwards, in cents."""

    line: EntryLine
    kind: str
    """The entry's kind; of a reversal that of the entry that it undoes."""
    amount: int
    balance: int
    consultation: str
    """The title of the consultation that it concerns; empty if it concerns none."""
    own: bool
    """Is the entry of this contribution alone? Only then are its paper and its remark its donor's."""


def statement(db: Db, of: Contribution) -> list[StatementRow]:
    """What became of a contribution, in order: three queries."""
    lines = entries_of(db, of.id)
    kinds = {line.id: line.entry.kind for line in lines}
    titles = {row[0]: row[1] for row in db.execute(select(Consultation.id, Consultation.title))}
    found, balance = [], 0
    for line in lines:
        entry = line.entry
        kind = kinds.get(entry.reverses_id or 0, entry.kind)
        changed: dict[str, int] = defaultdict(int)
        for move in moves_of(entry):
            if move.contribution == of.id:
                for account, added in move.sides():
                    changed[account.kind] += added
        balance += changed["cash"]
        found.append(
            StatementRow(
                line, kind, changed[MOVED.get(kind, "cash")], balance, titles.get(entry.consultation_id or 0, ""),
                entry.contribution_id == of.id,
            )
        )  # fmt: skip
    return found


def entry(db: Db, entry_id: int) -> EntryLine:
    """One entry of the journal, or NotFound."""
    row = db.execute(_entries().where(JournalEntry.id == entry_id)).one_or_none()
    if row is None:
        raise NotFound
    return EntryLine(*row)


def paper(db: Db, entry_id: int, viewer: Viewer) -> JournalEntry:
    """An entry with the file of its paper, for those who may read it; else NotFound."""
    found = db.scalars(
        select(JournalEntry).where(JournalEntry.id == entry_id).options(undefer(JournalEntry.contents))
    ).one_or_none()
    if found is None or found.contents is None:
        raise NotFound
    whose = db.get(Contribution, found.contribution_id) if found.contribution_id else None
    if not may_read_papers(viewer, whose):
        raise NotFound
    return found


def moves_of(found: JournalEntry) -> list[Move]:
    """The moves of an entry as values."""
    return [
        Move(each.debit, each.credit, each.contribution_id, each.amount, each.consultation_id, each.line_id)
        for each in found.postings
    ]
