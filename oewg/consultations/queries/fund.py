"""What is in the fund, whose it was, for what it is kept, and what became of it? Everything is added up from the journal."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Select, and_, case, func, select, union_all
from sqlalchemy.orm import aliased, joinedload, selectinload, undefer

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    BudgetLine,
    Confirmation,
    Consultation,
    ConsultationMeeting,
    Contribution,
    ExchangeRate,
    JournalEntry,
    Posting,
)
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import Account, Means, Move
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.meetings.models import Meeting
from oewg.record import queries as record
from oewg.record.rules.canonical import Value
from oewg.record.verification import compares

PAGE_SIZE = 50
LARGEST_TABLE = 100_000
"""Rows of a table that is exported."""


def _sides() -> Select[*tuple[str, int, int | None, int | None, int]]:
    """Both sides of every posting: account, contribution, consultation, budget line, cents debited (credited: below 0)."""

    def side(account: object, amount: object) -> Select[*tuple[object, ...]]:
        of_one = account.in_(sorted(rules.OF_A_CONSULTATION))  # type: ignore[attr-defined]
        return select(
            account.label("account"),  # type: ignore[attr-defined]
            Posting.contribution_id.label("contribution"),
            case((of_one, Posting.consultation_id)).label("consultation"),
            case((account == "expenditure", Posting.line_id)).label("line"),  # type: ignore[arg-type]
            amount.label("amount"),  # type: ignore[attr-defined]
        )

    both = union_all(side(Posting.debit, Posting.amount), side(Posting.credit, -Posting.amount)).subquery()
    return select(both.c.account, both.c.contribution, both.c.consultation, both.c.line, both.c.amount)


def balances(db: Db, *, contributions: Collection[int] | None = None) -> dict[Account, int]:
    """Account -> cents on its own side, of some contributions or of all: one query. Accounts that are even are left out."""
    sides = _sides().subquery()
    keys = (sides.c.account, sides.c.contribution, sides.c.consultation, sides.c.line)
    query = select(*keys, func.sum(sides.c.amount)).group_by(*keys)
    if contributions is not None:
        query = query.where(sides.c.contribution.in_(contributions))
    return {
        Account(row[0], row[1], row[2] or 0, row[3] or 0): rules.on_its_side(row[0], int(row[4]))
        for row in db.execute(query)
        if row[4]
    }


@dataclass(frozen=True)
class TrialLine:
    """What was debited and credited to the accounts of a kind, in cents, and their balance on their own side."""

    kind: str
    debits: int
    credits: int

    @property
    def balance(self) -> int:
        """On the side on which such accounts stand."""
        return rules.on_its_side(self.kind, self.debits - self.credits)


def trial_balance(db: Db) -> list[TrialLine]:
    """The accounts by kind, in their order: two queries."""
    debits = {
        row[0]: row[1] for row in db.execute(select(Posting.debit, func.sum(Posting.amount)).group_by(Posting.debit))
    }
    credits = {
        row[0]: row[1] for row in db.execute(select(Posting.credit, func.sum(Posting.amount)).group_by(Posting.credit))
    }
    return [TrialLine(kind, int(debits.get(kind, 0)), int(credits.get(kind, 0))) for kind in rules.ACCOUNTS]


@dataclass(frozen=True)
class Totals:
    """What everybody may know of the fund, in cents."""

    receivable: int
    received: int
    free: int
    earmarked: int
    allocated: int
    spent: int
    returned: int

    @property
    def pledged(self) -> int:
        """All that was pledged and not withdrawn: what has come in, and what is still to come."""
        return self.receivable + self.received


def totals(db: Db) -> Totals:
    """The public totals: two queries."""
    of = {line.kind: line.balance for line in trial_balance(db)}
    received = of["cash"] + of["expenditure"] + of["returned"]
    return Totals(
        of["receivable"], received, of["free"], of["earmarked"], of["allocated"], of["expenditure"], of["returned"]
    )


# --- Consultations --------------------------------------------------------------------------------------------------


def means(db: Db, consultation_ids: Collection[int] | None = None) -> dict[int, Means]:
    """Consultation -> what there is for it and what it needs, of some or of all; however many, the same few queries."""
    wanted = select(Consultation.id)
    if consultation_ids is not None:
        wanted = wanted.where(Consultation.id.in_(consultation_ids))
    numbers = list(db.scalars(wanted))
    budgets = {
        row[0]: (int(row[1]), row[2])
        for row in db.execute(
            select(BudgetLine.consultation_id, func.sum(BudgetLine.amount), func.count())
            .where(BudgetLine.ended_at.is_(None), BudgetLine.consultation_id.in_(numbers))
            .group_by(BudgetLine.consultation_id)
        )
    }
    confirmed = set(db.scalars(select(Confirmation.consultation_id).where(Confirmation.ended_at.is_(None))))
    of: dict[tuple[str, int], int] = defaultdict(int)
    for (kind, consultation), cents in _by_consultation(db).items():
        of[kind, consultation] = cents
    receivable = _receivable(db)
    course = courses(db)
    return {
        number: Means(
            *budgets.get(number, (0, 0)), of["allocated", number], of["expenditure", number], number in confirmed,
            of["earmarked", number], of["free", 0], receivable.get(number, 0) + receivable.get(0, 0),
            **asdict(course.get(number, Course())),
        )
        for number in numbers
    }  # fmt: skip


def _by_consultation(db: Db) -> dict[tuple[str, int], int]:
    sides = _sides().subquery()
    rows = db.execute(
        select(sides.c.account, sides.c.consultation, func.sum(sides.c.amount))
        .where(sides.c.account.in_(("allocated", "expenditure", "earmarked", "free")))
        .group_by(sides.c.account, sides.c.consultation)
    )
    return {(row[0], row[1] or 0): rules.on_its_side(row[0], int(row[2])) for row in rows}


def _receivable(db: Db) -> dict[int, int]:
    """Consultation (0: any) -> cents pledged for it and not received."""
    sides = _sides().subquery()
    rows = db.execute(
        select(Contribution.earmarked_for_id, func.sum(sides.c.amount))
        .join(Contribution, Contribution.id == sides.c.contribution)
        .where(sides.c.account == "receivable")
        .group_by(Contribution.earmarked_for_id)
    )
    return {row[0] or 0: int(row[1]) for row in rows}


def means_of(db: Db, consultation_id: int) -> Means:
    """What there is for one consultation and what it needs."""
    return means(db, [consultation_id])[consultation_id]


def standings(db: Db, consultation_ids: Collection[int]) -> dict[int, str]:
    """Consultation -> where it stands (planned, confirmed, in question, held, cancelled): the same few queries for many."""
    return {number: found.standing for number, found in means(db, consultation_ids).items()}


@dataclass(frozen=True)
class Course:
    """How far a consultation's meetings have come."""

    opened: bool = False
    """Has one of them been opened?"""
    cancelled: bool = False
    """Have all of them been cancelled?"""
    to_come: bool = False
    """Is one of them still to be opened?"""


def courses(db: Db) -> dict[int, Course]:
    """Consultation -> how far its meetings have come, of all consultations: one query."""
    waits = case((Meeting.opened_at.is_(None) & Meeting.cancelled_at.is_(None), 1))
    rows = db.execute(
        select(
            ConsultationMeeting.consultation_id, func.count(Meeting.opened_at), func.count(Meeting.cancelled_at),
            func.count(waits), func.count(),
        )
        .join(Meeting, ConsultationMeeting.meeting_id == Meeting.id)
        .group_by(ConsultationMeeting.consultation_id)
    )  # fmt: skip
    return {row[0]: Course(bool(row[1]), row[2] == row[4], bool(row[3])) for row in rows}


def opened(db: Db) -> set[int]:
    """The consultations of which a meeting has been opened: one query."""
    return {number for number, course in courses(db).items() if course.opened}


def confirmation(db: Db, consultation_id: int) -> Confirmation | None:
    """The confirmation of a consultation that holds."""
    return db.scalars(
        select(Confirmation).where(Confirmation.consultation_id == consultation_id, Confirmation.ended_at.is_(None))
    ).one_or_none()


def confirmed_consultations(db: Db) -> Sequence[Consultation]:
    """Those with a confirmation that holds, in the order of their meetings: the nearest is served first."""
    live = select(Confirmation.consultation_id).where(Confirmation.ended_at.is_(None))
    begins = (
        select(func.min(Meeting.starts_at))
        .join(ConsultationMeeting, ConsultationMeeting.meeting_id == Meeting.id)
        .where(ConsultationMeeting.consultation_id == Consultation.id)
        .scalar_subquery()
    )
    return db.scalars(select(Consultation).where(Consultation.id.in_(live)).order_by(begins, Consultation.id)).all()


def purses(db: Db, consultation_id: int) -> list[tuple[Account, int]]:
    """The accounts from which money can be allocated to a consultation: earmarked for it first, then free; oldest first."""
    held = balances(db)
    found = [each for each in held.items() if each[0].kind == "free" or _is(each[0], "earmarked", consultation_id)]
    return sorted(found, key=lambda each: (each[0].kind == "free", each[0].contribution))


def allocations(db: Db, consultation_id: int) -> list[tuple[Account, int]]:
    """The accounts allocated to a consultation, oldest contribution first, with what is left on them."""
    return sorted(each for each in balances(db).items() if _is(each[0], "allocated", consultation_id))


def _is(account: Account, kind: str, consultation_id: int) -> bool:
    return account.kind == kind and account.consultation == consultation_id


@dataclass(frozen=True)
class SpentLine:
    """A line of a budget with what has been spent on it, in cents."""

    line: BudgetLine
    spent: int

    @property
    def left(self) -> int:
        """What is left of it."""
        return self.line.amount - self.spent


def budget(db: Db, consultation_id: int) -> list[SpentLine]:
    """The lines of a consultation's budget that stand, in the order of their kinds, with what was spent: two queries."""
    lines = db.scalars(
        select(BudgetLine).where(BudgetLine.consultation_id == consultation_id, BudgetLine.ended_at.is_(None))
    ).all()
    spent = _spent(db, consultation_id)
    order = list(rules.BUDGET_KINDS)
    return sorted(
        (SpentLine(line, spent.get(line.id, 0)) for line in lines), key=lambda each: order.index(each.line.kind)
    )


def _spent(db: Db, consultation_id: int) -> dict[int, int]:
    sides = _sides().subquery()
    rows = db.execute(
        select(sides.c.line, func.sum(sides.c.amount))
        .where(sides.c.account == "expenditure", sides.c.consultation == consultation_id)
        .group_by(sides.c.line)
    )
    return {row[0]: int(row[1]) for row in rows}


def budget_line(db: Db, consultation_id: int, line_id: int) -> BudgetLine:
    """One line of a consultation's budget that stands, or NotFound."""
    found = db.get(BudgetLine, line_id)
    if found is None or found.ended_at is not None or found.consultation_id != consultation_id:
        raise NotFound
    return found


# --- Contributions --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class InItsCurrency:
    """What was pledged, received and withdrawn of a contribution, in the smallest unit of its own currency."""

    pledged: int = 0
    received: int = 0
    withdrawn: int = 0

    @property
    def outstanding(self) -> int:
        """What is still to come."""
        return self.pledged - self.received - self.withdrawn


@dataclass(frozen=True)
class Figures:
    """What has become of one contribution: in its own currency, and in cents of the fund's."""

    contribution: Contribution
    own: InItsCurrency
    receivable: int
    received: int
    free: int
    earmarked: int
    allocated: int
    spent: int
    returned: int
    returnable: int
    """Of it can be given back what is not spent, and not held for the bills of a meeting that was opened."""
    by_consultation: dict[int, tuple[int, int, int]]
    """Consultation -> earmarked for it, allocated to it, spent on it."""

    @property
    def outstanding(self) -> int:
        """What of the pledge is still to come, in its own currency."""
        return self.own.outstanding

    @property
    def id(self) -> int:
        """The contribution's number."""
        return self.contribution.id


def may_see(viewer: Viewer, found: Contribution) -> bool:
    """The secretariat and the chair see every contribution, a delegation its own."""
    return viewer.may("read_fund") or (viewer.delegation_id is not None and viewer.delegation_id == found.delegation_id)


def may_read_papers(viewer: Viewer, found: Contribution | None) -> bool:
    """The papers are read by the secretariat and the donor's delegation only."""
    own = found is not None and viewer.delegation_id is not None and viewer.delegation_id == found.delegation_id
    return viewer.may("keep_fund") or own


def contribution(db: Db, contribution_id: int, viewer: Viewer) -> Contribution:
    """One contribution, or NotFound: to those who may not see it, it is not there."""
    found = db.scalars(_contributions().where(Contribution.id == contribution_id)).one_or_none()
    if found is None or not may_see(viewer, found):
        raise NotFound
    return found


def _contributions() -> Select[Contribution]:
    return select(Contribution).options(joinedload(Contribution.earmarked_for), joinedload(Contribution.delegation))


def contributions(db: Db, *, delegation_id: int | None = None, number: int = 1, size: int = PAGE_SIZE) -> Page[Figures]:
    """The contributions, of all donors or of one delegation, in the order in which they were pledged, with their figures."""
    query = _contributions().order_by(Contribution.id)
    if delegation_id is not None:
        query = query.where(Contribution.delegation_id == delegation_id)
    page = paged(db, query, number, size)
    return Page(figures(db, page.items), page.number, page.size, page.total)


def contributions_after(db: Db, after: int, limit: int, *, delegation_id: int | None = None) -> list[Figures]:
    """At most `limit` contributions after one, with their figures."""
    query = _contributions().where(Contribution.id > after).order_by(Contribution.id).limit(limit)
    if delegation_id is not None:
        query = query.where(Contribution.delegation_id == delegation_id)
    return figures(db, db.scalars(query).all())


def all_contributions(db: Db, *, delegation_id: int | None = None) -> list[Figures]:
    """Every contribution, of all donors or of one delegation, with its figures: for the table that is exported."""
    return contributions_after(db, 0, LARGEST_TABLE, delegation_id=delegation_id)


def figures(db: Db, found: Sequence[Contribution]) -> list[Figures]:
    """The figures of some contributions: three queries, however many they are."""
    numbers = [each.id for each in found]
    held = balances(db, contributions=numbers)
    own = in_its_currency(db, numbers)
    begun = opened(db)
    of: dict[int, dict[Account, int]] = defaultdict(dict)
    for account, cents in held.items():
        of[account.contribution][account] = cents
    return [_figures(each, of[each.id], own[each.id], begun) for each in found]


def _figures(of: Contribution, held: dict[Account, int], own: InItsCurrency, begun: set[int]) -> Figures:
    sums: dict[str, int] = defaultdict(int)
    shares: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    bound = 0
    for account, cents in held.items():
        sums[account.kind] += cents
        if account.kind in rules.OF_A_CONSULTATION:
            shares[account.consultation][("earmarked", "allocated", "expenditure").index(account.kind)] += cents
        if account.kind == "allocated" and account.consultation in begun:
            bound += cents
    return Figures(
        of, own, sums["receivable"], sums["cash"] + sums["expenditure"] + sums["returned"], sums["free"],
        sums["earmarked"], sums["allocated"], sums["expenditure"], sums["returned"], sums["cash"] - bound,
        {number: (three[0], three[1], three[2]) for number, three in sorted(shares.items())},
    )  # fmt: skip


def in_its_currency(db: Db, contribution_ids: Collection[int]) -> dict[int, InItsCurrency]:
    """Contribution -> what was pledged, received and withdrawn, without what has been reversed: one query."""
    undo = aliased(JournalEntry)
    rows = db.execute(
        select(JournalEntry.contribution_id, JournalEntry.kind, func.sum(JournalEntry.amount))
        .where(
            JournalEntry.contribution_id.in_(contribution_ids),
            JournalEntry.kind.in_(("pledge", "receipt", "withdrawal")),
            ~select(undo.id).where(undo.reverses_id == JournalEntry.id).exists(),
        )
        .group_by(JournalEntry.contribution_id, JournalEntry.kind)
    )
    of: dict[int, dict[str, int]] = {number: {} for number in contribution_ids}
    for number, kind, units in rows:
        if number is not None and units is not None:
            of[number][kind] = int(units)
    return {
        number: InItsCurrency(each.get("pledge", 0), each.get("receipt", 0), each.get("withdrawal", 0))
        for number, each in of.items()
    }


def outstanding(db: Db, contribution_id: int) -> int:
    """What of one contribution's pledge is neither received nor withdrawn, in its own smallest unit."""
    return in_its_currency(db, [contribution_id])[contribution_id].outstanding


@dataclass(frozen=True)
class PublicDonor:
    """A donor as it wishes to be named (empty: it does not), with what is pledged and what was received, in cents."""

    shown_as: str
    pledged: int
    received: int


def public_donors(db: Db) -> list[PublicDonor]:
    """The donors under the names that they wish, those who do not wish to be named in one line at the end: one query."""
    sides = _sides().subquery()
    rows = db.execute(
        select(Contribution.shown_as, sides.c.account, func.sum(sides.c.amount))
        .join(Contribution, Contribution.id == sides.c.contribution)
        .where(sides.c.account.in_(("receivable", "cash", "expenditure", "returned")))
        .group_by(Contribution.shown_as, sides.c.account)
    )
    of: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for shown_as, account, cents in rows:
        of[shown_as][account != "receivable"] += int(cents)
    found = [PublicDonor(name, left + received, received) for name, (left, received) in of.items() if left or received]
    return sorted(found, key=lambda each: (not each.shown_as, each.shown_as.casefold()))


# --- The journal ----------------------------------------------------------------------------------------------------


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


# --- Rates ----------------------------------------------------------------------------------------------------------


def rate_on(db: Db, currency: str, dated: date) -> ExchangeRate | None:
    """The rate of a currency that held on a day: the newest of that day or before, of several of one day the last entered."""
    return db.scalars(
        select(ExchangeRate)
        .where(ExchangeRate.currency == currency, ExchangeRate.dated <= dated)
        .order_by(ExchangeRate.dated.desc(), ExchangeRate.id.desc())
        .limit(1)
    ).one_or_none()


def rates(db: Db, *, number: int = 1, size: int = PAGE_SIZE) -> Page[ExchangeRate]:
    """The rates, the newest first."""
    return paged(db, select(ExchangeRate).order_by(ExchangeRate.dated.desc(), ExchangeRate.id.desc()), number, size)


def rates_after(db: Db, after: int, limit: int) -> Sequence[ExchangeRate]:
    """At most `limit` rates after one."""
    return db.scalars(select(ExchangeRate).where(ExchangeRate.id > after).order_by(ExchangeRate.id).limit(limit)).all()


# --- Do the books say what the record says? -------------------------------------------------------------------------


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
