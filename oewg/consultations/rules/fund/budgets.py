"""Where does a consultation stand by its money, and when may it be confirmed, opened and paid for? Paragraph 5."""

from dataclasses import dataclass

from oewg.consultations.rules.fund.amounts import money
from oewg.core.errors import Refusal, say

PARAGRAPH_5 = "Paragraph 5"

BUDGET_KINDS = {
    "interpretation": say("interpretation"),
    "room": say("room and equipment"),
    "travel": say("travel"),
    "documents": say("documents"),
    "technology": say("webcast and remote participation"),
    "other": say("other"),
}

STANDINGS = {
    "planned": say("planned"),
    "confirmed": say("confirmed"),
    "in_question": say("in question"),
    "held": say("held"),
    "cancelled": say("cancelled"),
}
"""Where a consultation stands, in words."""


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
