"""What may be done with the fund's money, and what follows from its journal? Paragraph 5: voluntary contributions alone pay.

Money is whole numbers of the smallest unit of its currency; whoever shows it divides it as a Decimal. Each account belongs
to one contribution, so what has become of it can be told to its donor to the cent.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from oewg.core.errors import Invalid, Refusal, say
from oewg.texts.documents.uploads import Upload

FUND = "USD"
"""The currency in which the fund is kept."""

CURRENCIES = {
    "USD": 2, "AED": 2, "AUD": 2, "BRL": 2, "CAD": 2, "CHF": 2, "CNY": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "INR": 2,
    "JPY": 0, "KES": 2, "KRW": 0, "KWD": 3, "MXN": 2, "NOK": 2, "NZD": 2, "PLN": 2, "QAR": 2, "RUB": 2, "SEK": 2, "SGD": 2,
    "THB": 2, "ZAR": 2,
}  # fmt: skip
"""ISO 4217 code -> how many decimals an amount has."""

MOST = 10**13
"""Of the smallest unit; more is a slip of the hand."""
RATE_DECIMALS = 6

PARAGRAPH_5 = "Paragraph 5"

BUDGET_KINDS = {
    "interpretation": say("interpretation"),
    "room": say("room and equipment"),
    "travel": say("travel"),
    "documents": say("documents"),
    "technology": say("webcast and remote participation"),
    "other": say("other"),
}

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

STANDINGS = {
    "planned": say("planned"),
    "confirmed": say("confirmed"),
    "in_question": say("in question"),
    "held": say("held"),
    "cancelled": say("cancelled"),
}
"""Where a consultation stands, in words."""

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


# --- Amounts --------------------------------------------------------------------------------------------------------


def units(amount: Decimal, currency: str, *, field: str = "amount", nothing: bool = False) -> int:
    """An amount in the smallest unit of its currency; Invalid if it has too many decimals, is too large or not positive."""
    digits = CURRENCIES[currency]
    found = amount.scaleb(digits)
    if found != found.to_integral_value():
        raise Invalid(
            say("An amount in %(currency)s has at most %(digits)s decimals."), {field: say("Too many decimals.")},
            currency=currency, digits=digits,
        )  # fmt: skip
    if not (0 if nothing else 1) <= found <= MOST:
        raise Invalid(
            say("Please give an amount that is more than nothing and not beyond all measure."),
            {field: say("This cannot be an amount.")},
        )
    return int(found)


def amount(of: int, currency: str = FUND) -> Decimal:
    """An amount in its currency, from its smallest unit: 120050 -> 1200.50."""
    return Decimal(of).scaleb(-CURRENCIES[currency])


def money(of: int, currency: str = FUND) -> str:
    """An amount as people write it: "USD 1,200.50"."""
    return f"{currency} {amount(of, currency):,}"


def per_dollar(rate: Decimal) -> int:
    """Millionths of a currency's unit for one dollar; Invalid if it is finer than that, or no rate."""
    found = rate.scaleb(RATE_DECIMALS)
    if found != found.to_integral_value() or not 0 < found <= MOST:
        raise Invalid(
            say("A rate says how much of the currency one dollar costs, with at most 6 decimals."),
            {"per_dollar": say("This cannot be a rate.")},
        )
    return int(found)


def rate(millionths: int) -> Decimal:
    """A rate from its millionths: 906000 -> 0.906."""
    return (Decimal(millionths).scaleb(-RATE_DECIMALS)).normalize() + 0


def in_dollars(of: int, currency: str, millionths: int | None) -> int:
    """Cents of the fund's currency for an amount at a rate, to the nearest cent, halves to the even one."""
    if currency == FUND:
        return of
    assert millionths is not None
    return round(Fraction(of * 10 ** (2 + RATE_DECIMALS), 10 ** CURRENCIES[currency] * millionths))


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


def part_of_pledge(receivable: int, outstanding: int, received: int) -> int:
    """Cents by which a receipt lowers what is receivable: its share of what is outstanding, all of it with the last part."""
    return receivable * received // outstanding


# --- What may be done -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Paper:
    """The paper that proves an act: its reference and day, a remark, and the file if it was sent."""

    reference: str
    dated: date
    words: str = ""
    file: Upload | None = None

    @property
    def digest(self) -> str | None:
        """Hex SHA-256 of the file."""
        return hashlib.sha256(self.file.contents).hexdigest() if self.file else None


def check_dated(dated: date, today: date) -> None:
    """Refuse a paper of a day that is still to come."""
    if dated > today:
        raise Invalid(say("The paper is dated in the future."), {"dated": say("This day is still to come.")})


def check_rate(found: object, currency: str, dated: date) -> None:
    """Refuse to reckon in dollars without a rate."""
    if found is None:
        raise Refusal(
            say("There is no rate of exchange for %(currency)s on or before %(day)s: enter it first, with its source."),
            currency=currency, day=dated.isoformat(),
        )  # fmt: skip


def check_receipt(received: int, outstanding: int, currency: str) -> None:
    """Refuse to receive more than is outstanding of a pledge: what comes beyond it is a pledge of its own."""
    if received > outstanding:
        raise Refusal(
            say("Of this pledge %(outstanding)s are outstanding: %(received)s cannot be received under it. What comes beyond is recorded as a pledge of its own first."),
            outstanding=money(outstanding, currency), received=money(received, currency),
        )  # fmt: skip


def check_withdrawal(outstanding: int) -> None:
    """Refuse to withdraw a pledge of which nothing is outstanding: what was received is returned, not withdrawn."""
    if outstanding <= 0:
        raise Refusal(say("Nothing of this pledge is outstanding. What has been received is returned, not withdrawn."))


def check_earmark(earmarked: bool, standing: str) -> None:
    """Refuse to earmark twice, and for what is over."""
    if earmarked:
        raise Refusal(say("This contribution is earmarked already: lift the earmark first, with the donor’s paper."))
    if standing in ("held", "cancelled"):
        raise Refusal(say("This consultation is %(standing)s: nothing is earmarked for it any more."), standing=STANDINGS[standing])  # fmt: skip


def check_free(earmarked: bool) -> None:
    """Refuse to lift an earmark that is not there."""
    if not earmarked:
        raise Refusal(say("This contribution is not earmarked: there is nothing to lift."))


def check_return(wanted: int, returnable: int) -> None:
    """Refuse to return more than there is, and what a meeting that was opened has still to pay from."""
    if wanted > returnable:
        raise Refusal(
            say("Of this contribution %(returnable)s can be returned: what has been spent or returned is gone, and what is allocated to a consultation that has been opened pays its bills until its accounts are closed."),
            returnable=money(returnable),
        )  # fmt: skip


def check_budget_line(standing: str, new: int, spent: int) -> None:
    """Refuse a budget for what was cancelled, and a line smaller than what has been spent on it."""
    if standing == "cancelled":
        raise Refusal(say("This consultation was cancelled: it needs no budget."))
    if new < spent:
        raise Refusal(say("%(spent)s have been spent on this line already: it cannot be less."), spent=money(spent))


@dataclass(frozen=True)
class Means:
    """What there is for a consultation, in cents."""

    budget: int
    lines: int
    """How many lines the budget has."""
    allocated: int
    """To it, and not spent."""
    spent: int
    confirmed: bool
    earmarked: int
    """Received, earmarked for it."""
    free: int
    """Received, free for any."""
    receivable: int
    """Pledged to it or free, and not received: it pays for nothing yet."""
    opened: bool = False
    """Has a meeting of it been opened?"""
    cancelled: bool = False
    """Have all its meetings been cancelled?"""
    to_come: bool = False
    """Is a meeting of it still to be opened?"""

    @property
    def standing(self) -> str:
        """Where the consultation stands; only one whose meeting was opened is held."""
        if self.cancelled:
            return "cancelled"
        if self.opened:
            return "held"
        if not self.confirmed:
            return "planned"
        return "in_question" if self.lacking else "confirmed"

    @property
    def can_be_confirmed(self) -> bool:
        """Has it meetings still to come that nothing has been allocated to?"""
        return not self.confirmed and not self.cancelled and (self.to_come or not self.opened)

    @property
    def lacking(self) -> int:
        """What a confirmed consultation's budget lacks."""
        return max(0, self.budget - self.allocated - self.spent)

    @property
    def surplus(self) -> int:
        """What is allocated to it beyond its budget."""
        return max(0, self.allocated + self.spent - self.budget)

    @property
    def available(self) -> int:
        """What could be allocated to it."""
        return self.earmarked + self.free

    @property
    def missing(self) -> int:
        """What would be missing if all that is available were allocated to it."""
        return max(0, self.lacking - self.available)


def check_confirms(means: Means) -> None:
    """Refuse to confirm unless what is received, and free for it, covers the budget. Basis: paragraph 5."""
    if means.confirmed and not means.cancelled:
        raise Refusal(say("This consultation has been confirmed already."))
    if not means.can_be_confirmed:
        raise Refusal(
            say("This consultation is %(standing)s: there is nothing to confirm."), standing=STANDINGS[means.standing]
        )
    if not means.lines:
        raise Refusal(say("This consultation has no budget yet: set it first, line by line."))
    check_covered(means)


def check_covered(means: Means) -> None:
    """Refuse what the money that is received, and free for it, does not cover."""
    if means.missing:
        raise Refusal(
            say("The budget is %(budget)s; allocated, or received and free for it, are %(available)s: %(missing)s are missing. Only what has been received pays; pledged and not received are %(receivable)s."),
            basis=PARAGRAPH_5, budget=money(means.budget),
            available=money(means.allocated + means.spent + means.available), missing=money(means.missing),
            receivable=money(means.receivable),
        )  # fmt: skip


def check_opens(means: Means) -> None:
    """Refuse to open the meeting of a consultation that is not confirmed, or whose money has gone. Basis: paragraph 5."""
    if means.standing == "in_question":
        raise Refusal(
            say("This consultation is in question: of its budget of %(budget)s only %(covered)s are covered by contributions received, %(missing)s are missing. Nothing else may pay for it."),
            basis=PARAGRAPH_5, budget=money(means.budget), covered=money(means.allocated + means.spent),
            missing=money(means.lacking),
        )  # fmt: skip
    if not means.confirmed:
        check_confirms(means)
        raise Refusal(
            say("This consultation is not confirmed. Its budget of %(budget)s is covered by what is received and free: the secretariat can confirm it now."),
            basis=PARAGRAPH_5, budget=money(means.budget),
        )  # fmt: skip


def check_spends(wanted: int, line: int, spent: int, allocated: int, *, confirmed: bool) -> None:
    """Refuse expenditure without a confirmation, beyond the budget's line, and beyond what is allocated."""
    if not confirmed:
        raise Refusal(
            say("Nothing is allocated to this consultation: money is spent after it has been confirmed, and until its accounts are closed."),
            basis=PARAGRAPH_5,
        )  # fmt: skip
    if wanted > line - spent:
        raise Refusal(
            say("Of this line’s %(line)s, %(left)s are left: change the budget first if more is needed."),
            line=money(line), left=money(line - spent),
        )  # fmt: skip
    if wanted > allocated:
        raise Refusal(say("Of what was allocated to this consultation %(left)s are left."), left=money(allocated))


def check_releases(means: Means) -> None:
    """Refuse to close accounts that are not open, and those of a consultation that has been opened and goes on."""
    if not means.allocated and not means.confirmed:
        raise Refusal(say("Nothing is allocated to this consultation: there is nothing to release."))
    if means.opened and means.to_come:
        raise Refusal(
            say("A meeting of this consultation is still to come: its accounts are closed when that has been held or cancelled.")
        )  # fmt: skip


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
