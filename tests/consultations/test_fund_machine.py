"""Does the fund hold after any course of acts: in balance, never with less than nothing, and no meeting opened unpaid?

A state machine acts at random; what was received, spent and returned is counted beside it, in a model that shares no code with
the rules. An act that is refused has changed nothing.
"""

from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from oewg.consultations import actions
from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Paper
from oewg.core.database import Db
from oewg.core.errors import Refusal
from oewg.meetings import actions as meetings
from tests.conftest import Worlds
from tests.consultations.given_fund import (
    NOTE,
    a_planned_consultation,
    a_pledge,
    budgets,
    confirms,
    earmarks,
    on_consultation,
    on_contribution,
    opens,
    receives,
    spends,
    stands,
)
from tests.world import World

AMOUNT = st.sampled_from(["0.01", "33.33", "100", "250", "999.99"])
PLACE, WHICH = st.integers(0, 1), st.integers(0, 11)
KIND = st.sampled_from(["interpretation", "travel"])
DEBIT_SIDE = {"receivable", "cash", "expenditure", "returned"}


class Fund(RuleBasedStateMachine):
    """Two consultations, and as many contributions as come."""

    worlds: Worlds

    @initialize()
    def begin(self) -> None:
        self.ends = ExitStack()
        self.world = World(self.ends.enter_context(self.worlds()))
        self.world.act(actions.enter_rate, "EUR", Paper("Rates", NOTE.dated), Decimal("0.913"), by="secretariat")
        self.consultations = [a_planned_consultation(self.world, title) for title in ("One", "Two")]
        self.contributions: list[int] = []
        self.opened: dict[int, bool] = {}
        self.spent = self.returned = Decimal(0)

    def teardown(self) -> None:
        if hasattr(self, "ends"):
            self.ends.close()

    def tries(self, act: Callable[..., object], *args: object, **more: object) -> bool:
        """Let somebody try; returns whether it was done. A refusal changes nothing."""
        before = self.world.read(fund.balances), self.world.read(_size)
        try:
            act(self.world, *args, **more)
        except Refusal:
            assert (self.world.read(fund.balances), self.world.read(_size)) == before
            return False
        return True

    def one(self, which: int) -> int:
        return self.contributions[which % len(self.contributions)] if self.contributions else 0

    @rule(amount=AMOUNT, currency=st.sampled_from(["USD", "EUR"]), place=st.integers(-1, 1))
    def pledge(self, amount: str, currency: str, place: int) -> None:
        earmarked = self.consultations[place] if place >= 0 else None
        if earmarked is None or earmarked not in self.opened:
            self.contributions.append(
                a_pledge(self.world, amount, currency=currency, earmarked_for=earmarked)
            )  # fmt: skip

    @rule(which=WHICH, amount=AMOUNT)
    def receive(self, which: int, amount: str) -> None:
        if number := self.one(which):
            self.tries(receives, number, amount)

    @rule(amount=AMOUNT)
    def money_comes(self, amount: str) -> None:
        self.contributions.append(a_pledge(self.world, amount))
        assert self.tries(receives, self.contributions[-1], amount)

    @rule(which=WHICH, place=PLACE)
    def earmark(self, which: int, place: int) -> None:
        if number := self.one(which):
            self.tries(earmarks, number, self.consultations[place])

    @rule(which=WHICH, verb=st.sampled_from(["free_contribution", "withdraw_pledge"]))
    def lift_or_withdraw(self, which: int, verb: str) -> None:
        if number := self.one(which):
            self.tries(on_contribution, number, verb)

    @rule(which=WHICH, amount=AMOUNT)
    def give_back(self, which: int, amount: str) -> None:
        number = self.one(which)
        if number and self.tries(on_contribution, number, "return_contribution", Decimal(amount)):
            self.returned += Decimal(amount)

    @rule(place=PLACE, kind=KIND, amount=st.sampled_from(["0", "50", "100", "800"]))
    def budget(self, place: int, kind: str, amount: str) -> None:
        self.tries(budgets, self.consultations[place], amount, kind)

    @rule(place=PLACE)
    def confirm(self, place: int) -> None:
        number = self.consultations[place]
        means = self.world.read(fund.means_of, number)
        covered = means.budget - means.allocated - means.spent <= means.earmarked + means.free
        expected = bool(means.lines) and not means.confirmed and covered and number not in self.opened
        assert self.tries(confirms, number) == expected

    @rule(place=PLACE)
    def open(self, place: int) -> None:
        number = self.consultations[place]
        means = self.world.read(fund.means_of, number)
        paid = means.confirmed and means.allocated + means.spent >= means.budget
        assert self.tries(opens, number) == (paid and number not in self.opened)
        if paid and number not in self.opened:
            self.opened[number] = True
            on_consultation(
                self.world, number, lambda db, found, **who: meetings.adjourn_meeting(db, found.meetings[0], **who)
            )

    @rule(place=PLACE, kind=KIND, amount=AMOUNT)
    def pay(self, place: int, kind: str, amount: str) -> None:
        number = self.consultations[place]
        lines = {each.line.kind for each in self.world.read(fund.budget, number)}
        if kind in lines and self.tries(spends, number, amount, kind):
            self.spent += Decimal(amount)

    @rule(place=PLACE)
    def close(self, place: int) -> None:
        self.tries(
            on_consultation, self.consultations[place], actions.close_consultation_accounts, "No more bills."
        )  # fmt: skip

    @rule(which=WHICH)
    def undo(self, which: int) -> None:
        lines = self.world.read(fund.whole_journal)
        if not lines:
            return
        line = lines[-1 - which % len(lines)]
        amount = Decimal(sum(m.amount for m in line.entry.postings if m.debit in ("expenditure", "returned"))) / 100

        def act(world: World) -> None:
            world.act(actions.reverse_entry, line.id, NOTE, by="secretariat")

        if self.tries(act):
            if line.entry.kind == "expenditure":
                self.spent -= amount
            if line.entry.kind == "return":
                self.returned -= amount

    @invariant()
    def the_books_are_in_order(self) -> None:
        if not hasattr(self, "world"):
            return
        trial = self.world.read(fund.trial_balance)
        assert sum(line.debits for line in trial) == sum(line.credits for line in trial)
        signed = {line.kind: line.debits - line.credits for line in trial}
        assert sum(signed.values()) == 0
        assert all(line.balance >= 0 for line in trial)
        cents = {kind: Decimal(abs(of)) / 100 for kind, of in signed.items()}
        assert cents["cash"] == cents["free"] + cents["earmarked"] + cents["allocated"]
        assert (cents["expenditure"], cents["returned"]) == (self.spent, self.returned)
        assert cents["applied"] == self.spent + self.returned

    @invariant()
    def no_account_of_any_contribution_has_less_than_nothing(self) -> None:
        if not hasattr(self, "world"):
            return
        with self.world.database.reading() as db:
            rows = db.execute(
                text("SELECT debit, credit, contribution_id, consultation_id, line_id, amount FROM posting")
            ).all()
        ledger: dict[tuple[object, ...], int] = defaultdict(int)
        for debit, credit, contribution, consultation, line, amount in rows:
            for kind, added in ((debit, amount), (credit, -amount)):
                of = consultation if kind in ("earmarked", "allocated", "expenditure") else None
                key = (kind, contribution, of, line if kind == "expenditure" else None)
                ledger[key] += added if kind in DEBIT_SIDE else -added
        assert min(ledger.values(), default=0) >= 0

    @invariant()
    def consultations_stand_where_their_figures_put_them(self) -> None:
        if not hasattr(self, "world"):
            return
        free = self.world.read(fund.totals).free
        for number in self.consultations:
            means, where = self.world.read(fund.means_of, number), stands(self.world, number)
            assert (where == "held") == (number in self.opened)
            if where == "confirmed":
                assert means.allocated + means.spent == means.budget
            if where == "in_question":
                assert means.allocated + means.spent < means.budget
                assert (free, means.earmarked) == (0, 0), "what is there would have been allocated at once"


def _size(db: Db) -> int:
    return int(db.execute(text("SELECT size FROM record_head")).scalar_one())


@pytest.mark.parametrize(("worlds", "courses"), [("sqlite", 25), ("postgresql", 10)], indirect=["worlds"])
def test_the_fund_holds_after_any_course_of_acts(worlds: Worlds, courses: int) -> None:
    machine = type("OnThisWorld", (Fund,), {"worlds": staticmethod(worlds)})
    run_state_machine_as_test(machine, settings=settings(max_examples=courses, stateful_step_count=30, deadline=None))
