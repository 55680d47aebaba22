"""What stands on each account of the fund, and on all of a kind? Added up from the journal."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, SQLColumnExpression, case, func, select, union_all

from oewg.consultations.models import (
    Posting,
)
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import Account
from oewg.core.database import Db


def both_sides() -> Select[*tuple[str, int, int | None, int | None, int]]:
    """Both sides of every posting: account, contribution, consultation, budget line, cents debited (credited: below 0)."""

    def side(account: SQLColumnExpression[str], amount: SQLColumnExpression[int]) -> Select[*tuple[object, ...]]:
        of_one = account.in_(sorted(rules.OF_A_CONSULTATION))
        return select(
            account.label("account"),
            Posting.contribution_id.label("contribution"),
            case((of_one, Posting.consultation_id)).label("consultation"),
            case((account == "expenditure", Posting.line_id)).label("line"),
            amount.label("amount"),
        )

    both = union_all(side(Posting.debit, Posting.amount), side(Posting.credit, -Posting.amount)).subquery()
    return select(both.c.account, both.c.contribution, both.c.consultation, both.c.line, both.c.amount)


def balances(db: Db, *, contributions: Collection[int] | None = None) -> dict[Account, int]:
    """Account -> cents on its own side, of some contributions or of all: one query. Accounts that are even are left out."""
    sides = both_sides().subquery()
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
