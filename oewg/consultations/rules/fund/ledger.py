"""Which accounts are there, what does a move do to them, and which entry undoes which? Each account is of one contribution."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from oewg.core.errors import Refusal, say

KINDS = {
    "pledge": say("pledge"),
    "receipt": say("receipt"),
    "earmark": say("earmarked"),
    "free": say("earmark lifted"),
    "withdrawal": say("pledge withdrawn"),
    "return": say("return"),
    "allocation": say("allocation"),
    "release": say("release"),
    "expenditure": say("expenditure"),
    "reversal": say("reversal"),
}
"""What an entry of the journal records, in words."""

ACCOUNTS = {
    "receivable": say("pledges receivable"),
    "pledged": say("pledges outstanding"),
    "cash": say("cash"),
    "free": say("free contributions"),
    "earmarked": say("earmarked contributions"),
    "allocated": say("allocated contributions"),
    "applied": say("used contributions"),
    "expenditure": say("expenditure"),
    "returned": say("returned to donors"),
}
"""The accounts, in words, in the order of the trial balance."""

DEBIT_ACCOUNTS = frozenset({"receivable", "cash", "expenditure", "returned"})
"""Those whose balance stands on the debit side; that of all others stands on the credit side."""

OF_A_CONSULTATION = frozenset({"earmarked", "allocated", "expenditure"})
"""Those of which there is one for each consultation."""

REVERSIBLE = frozenset({"pledge", "receipt", "withdrawal", "return", "expenditure"})
"""Entries that can be reversed; what was earmarked, allocated or released is undone by its own act."""


@dataclass(frozen=True, order=True)
class Account:
    """One account of the ledger: its kind, the contribution, and where there is one for each, consultation and budget line."""

    kind: str
    contribution: int
    consultation: int = 0
    line: int = 0


@dataclass(frozen=True)
class Move:
    """An amount in cents that is debited to one account and credited to another."""

    debit: str
    credit: str
    contribution: int
    amount: int
    consultation: int | None = None
    line: int | None = None

    def reversed(self) -> "Move":
        """The move that undoes this one."""
        return Move(self.credit, self.debit, self.contribution, self.amount, self.consultation, self.line)

    def sides(self) -> tuple[tuple[Account, int], tuple[Account, int]]:
        """The two accounts, each with what the move adds to it on its own side."""
        return (self._side(self.debit, self.amount), self._side(self.credit, -self.amount))

    def _side(self, kind: str, debited: int) -> tuple[Account, int]:
        consultation = (self.consultation or 0) if kind in OF_A_CONSULTATION else 0
        line = (self.line or 0) if kind == "expenditure" else 0
        return Account(kind, self.contribution, consultation, line), on_its_side(kind, debited)


def on_its_side(kind: str, debited: int) -> int:
    """What debits less credits come to on the side on which an account's balance stands."""
    return debited if kind in DEBIT_ACCOUNTS else -debited


def balances(moves: Iterable[Move]) -> dict[Account, int]:
    """Account -> its balance, on its own side, after some moves."""
    found: dict[Account, int] = defaultdict(int)
    for move in moves:
        for account, added in move.sides():
            found[account] += added
    return dict(found)


Purse = TypeVar("Purse")


def drawn(purses: Sequence[tuple[Purse, int]], wanted: int) -> list[tuple[Purse, int]]:
    """From which purses an amount is taken: one after the other, each until it is empty, as far as they reach."""
    taken = []
    for purse, holds in purses:
        part = min(holds, wanted)
        if part > 0:
            taken.append((purse, part))
            wanted -= part
    return taken


def check_reverses(kind: str, *, already: bool) -> None:
    """Refuse to reverse what has been reversed, a reversal, and what has an act of its own that undoes it."""
    if already:
        raise Refusal(say("This entry has been reversed already."))
    if kind == "reversal":
        raise Refusal(say("A reversal is not reversed: record the right entry anew."))
    if kind not in REVERSIBLE:
        raise Refusal(say("This entry is not reversed: lift the earmark, change the budget or release the allocation."))


def check_not_overdrawn(after: Collection[int]) -> None:
    """Refuse what would leave an account with less than nothing: the backstop behind all other rules."""
    if any(balance < 0 for balance in after):
        raise Refusal(
            say("The money of this entry has gone on since (it was received, allocated, spent or returned): undo that first.")
        )  # fmt: skip
