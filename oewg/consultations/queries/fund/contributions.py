"""Whose were the contributions, and what has become of each?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Contribution,
    JournalEntry,
)
from oewg.consultations.queries.fund.balances import balances, both_sides
from oewg.consultations.queries.fund.consultations import opened
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import Account
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged

PAGE_SIZE = 50
LARGEST_TABLE = 100_000
"""Rows of a table that is exported."""


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
    sides = both_sides().subquery()
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
