"""What is done with the fund? Pledged, received, earmarked, budgeted, confirmed, spent, returned, closed; and reversed.

Every movement of money is an entry of the journal, and stands in the record with all of its moves. What an act does to
consultations that have been confirmed follows at once, in the same transaction: what was received and is free covers those
in question, what is allocated beyond a budget is free again, and whose money has gone is in question.
"""

from datetime import datetime
from decimal import Decimal

from oewg.accounts.models import Delegation
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.actions.journal import (
    KEEPERS,
    allocate,
    check_currency,
    check_paper,
    consultation_of,
    enter,
    home_of,
    in_dollars,
    rate_for,
    readers_of,
    release,
    standing_of,
    tell_donor,
    tell_keepers,
    what_follows,
)
from oewg.consultations.models import (
    BudgetLine,
    Consultation,
    ConsultationConfirmation,
    Contribution,
    ExchangeRate,
    JournalEntry,
)
from oewg.consultations.queries import consultation_at
from oewg.consultations.queries import fund as queries
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import FUND, Account, Means, Move, Paper
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings.actions import before_opening
from oewg.meetings.models import Meeting
from oewg.record.actions import Subject, append

told(
    enter_rate=say("A rate of exchange was entered."),
    pledge_contribution=say("A voluntary contribution was pledged."),
    receive_contribution=say("A voluntary contribution was received."),
    earmark_contribution=say("A voluntary contribution was earmarked."),
    free_contribution=say("The earmark of a voluntary contribution was lifted."),
    name_donor=say("It was changed how a donor wishes to be named."),
    withdraw_pledge=say("A pledge was withdrawn."),
    return_contribution=say("A voluntary contribution was returned."),
    set_budget_line=say("A line of a consultation’s budget was set."),
    strike_budget_line=say("A line of a consultation’s budget was struck out."),
    confirm_consultation=say("A consultation was confirmed: its budget is covered by contributions received."),
    question_consultation=say("A consultation is in question: the money for it has gone."),
    restore_consultation=say("A consultation is confirmed again: its budget is covered."),
    allocate=say("Money of the fund was allocated to a consultation."),
    release=say("Money that had been allocated to a consultation was released."),
    spend=say("Money of the fund was spent on a consultation."),
    close_consultation_accounts=say("The accounts of a consultation were closed."),
    reverse_entry=say("An entry of the fund’s journal was reversed."),
)


# --- Rates and contributions ----------------------------------------------------------------------------------------


def enter_rate(
    db: Db, currency: str, paper: Paper, per_dollar: Decimal, *, by: Viewer, at: datetime
) -> ExchangeRate:  # fmt: skip
    """Enter what one dollar costs in a currency from a day on; the paper's reference is the source of the rate."""
    assert by.account_id is not None
    if currency == FUND or currency not in rules.CURRENCIES:
        raise Invalid(say("A rate is that of another currency."), {"currency": say("Please choose another currency.")})
    rules.check_dated(paper.dated, at.date())
    millionths = rules.per_dollar(per_dollar)
    before = queries.rate_on(db, currency, paper.dated)
    same = (millionths, paper.dated, paper.reference)
    if before is not None and (before.per_dollar, before.dated, before.source) == same:
        raise Refusal(say("This rate has been entered already: there is nothing to record."))
    rate = ExchangeRate(
        currency=currency, dated=paper.dated, per_dollar=millionths, source=paper.reference, entered_at=at,
        entered_by=by.account_id,
    )  # fmt: skip
    db.add(rate)
    db.flush()
    facts = {
        "currency": currency,
        "dated": paper.dated.isoformat(),
        "per_dollar": millionths,
        "source": paper.reference,
    }
    append(db, "enter_rate", by.account_id, by.capacity, Subject("exchange_rate", rate.id), facts, at)
    return rate


def pledge_contribution(
    db: Db, delegation: Delegation | None, donor: str, shown_as: str, amount: Decimal, currency: str, paper: Paper, *,
    by: Viewer, at: datetime, earmarked_for: Consultation | None = None,
) -> Contribution:  # fmt: skip
    """Record a pledge of a State, or of another donor by name, in its currency, free or for one consultation."""
    if (delegation is None) == (not donor):
        raise Invalid(
            say("A contribution has one donor: a State or an observer, or else another by name."),
            {"donor": say("Either choose a delegation or give a name.")},
        )
    check_paper(paper, at)
    check_currency(currency)
    units = rules.units(amount, currency)
    if earmarked_for is not None:
        rules.check_earmark(False, standing_of(db, earmarked_for))
    rate = rate_for(db, currency, paper)
    contribution = Contribution(
        delegation_id=delegation.id if delegation else None, donor=donor, shown_as=shown_as, currency=currency,
        amount=units, earmarked_for_id=earmarked_for.id if earmarked_for else None, pledged_at=at,
    )  # fmt: skip
    db.add(contribution)
    db.flush()
    cents = in_dollars(units, currency, rate)
    entry = enter(
        db, "pledge", paper, [Move("receivable", "pledged", contribution.id, cents)], by, at, contribution=contribution,
        consultation_id=contribution.earmarked_for_id, units=units, rate=rate,
    )  # fmt: skip
    facts = {
        "delegation": contribution.delegation_id, "donor": donor, "shown_as": shown_as,
        "earmarked_for": contribution.earmarked_for_id, **queries.facts_of(entry),
    }  # fmt: skip
    tell_donor(db, "pledge_contribution", contribution, facts, by, at)
    return contribution


def receive_contribution(
    db: Db, contribution: Contribution, amount: Decimal, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:
    """Record that a contribution, or a part of it, has been paid in; what it covers is allocated at once."""
    check_paper(paper, at)
    units = rules.units(amount, contribution.currency)
    left = queries.outstanding(db, contribution.id)
    rules.check_receipt(units, left, contribution.currency)
    rate = rate_for(db, contribution.currency, paper)
    cents = in_dollars(units, contribution.currency, rate)
    held = queries.balances(db, contributions=[contribution.id])
    share = rules.part_of_pledge(held.get(Account("receivable", contribution.id), 0), left, units)
    home = home_of(contribution)
    moves = [Move("pledged", "receivable", contribution.id, share)] if share else []
    moves.append(Move("cash", home.kind, contribution.id, cents, home.consultation or None))
    with what_follows(db, by, at):
        entry = enter(db, "receipt", paper, moves, by, at, contribution=contribution, units=units, rate=rate)
        tell_donor(db, "receive_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def earmark_contribution(
    db: Db, contribution: Contribution, consultation: Consultation, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:
    """Keep a contribution for one consultation, as its donor wishes: what of it is free, and what is still to come."""
    check_paper(paper, at)
    rules.check_earmark(contribution.earmarked_for_id is not None, standing_of(db, consultation))
    free = queries.balances(db, contributions=[contribution.id]).get(Account("free", contribution.id), 0)
    moves = [Move("free", "earmarked", contribution.id, free, consultation.id)] if free else []
    contribution.earmarked_for_id = consultation.id
    with what_follows(db, by, at):
        entry = enter(
            db, "earmark", paper, moves, by, at, contribution=contribution, consultation_id=consultation.id
        )  # fmt: skip
        tell_donor(db, "earmark_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def free_contribution(
    db: Db, contribution: Contribution, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:  # fmt: skip
    """Lift an earmark, as the donor agrees: what is not allocated yet is free for any consultation."""
    check_paper(paper, at)
    rules.check_free(contribution.earmarked_for_id is not None)
    consultation_id = contribution.earmarked_for_id or 0
    purse = Account("earmarked", contribution.id, consultation_id)
    kept = queries.balances(db, contributions=[contribution.id]).get(purse, 0)
    moves = [Move("earmarked", "free", contribution.id, kept, consultation_id)] if kept else []
    contribution.earmarked_for_id = None
    with what_follows(db, by, at):
        entry = enter(
            db, "free", paper, moves, by, at, contribution=contribution, consultation_id=consultation_id
        )  # fmt: skip
        tell_donor(db, "free_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def name_donor(db: Db, contribution: Contribution, shown_as: str, *, by: Viewer, at: datetime) -> None:
    """Show a donor in public as it wishes; empty: it does not wish to be named."""
    if contribution.shown_as == shown_as:
        raise Refusal(say("The donor is named so already: there is nothing to change."))
    contribution.shown_as = shown_as
    db.flush()
    tell_donor(db, "name_donor", contribution, {"shown_as": shown_as}, by, at)


def withdraw_pledge(
    db: Db, contribution: Contribution, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:  # fmt: skip
    """Record that what is outstanding of a pledge will not be paid."""
    check_paper(paper, at)
    left = queries.outstanding(db, contribution.id)
    rules.check_withdrawal(left)
    receivable = queries.balances(db, contributions=[contribution.id]).get(Account("receivable", contribution.id), 0)
    moves = [Move("pledged", "receivable", contribution.id, receivable)] if receivable else []
    entry = enter(db, "withdrawal", paper, moves, by, at, contribution=contribution, units=left)
    tell_donor(db, "withdraw_pledge", contribution, queries.facts_of(entry), by, at)
    return entry


def return_contribution(
    db: Db, contribution: Contribution, amount: Decimal, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:
    """Give money (in the fund's currency) back to its donor: what is free first, then what is kept, then what is allocated.

    A consultation whose meeting has not been opened loses what was allocated to it, and may be in question from then on.
    """
    check_paper(paper, at)
    cents = rules.units(amount, FUND)
    (found,) = queries.figures(db, [contribution])
    rules.check_return(cents, found.returnable)
    purses = _returnable(db, contribution)
    moves = []
    for purse, part in rules.drawn(purses, cents):
        consultation_id = purse.consultation or None
        moves += [
            Move("returned", "cash", contribution.id, part),
            Move(purse.kind, "applied", contribution.id, part, consultation_id),
        ]
    with what_follows(db, by, at):
        entry = enter(db, "return", paper, moves, by, at, contribution=contribution)
        tell_donor(db, "return_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def _returnable(db: Db, contribution: Contribution) -> list[tuple[Account, int]]:
    """The accounts of a contribution from which it is returned, in order; the latest consultation gives up its money first."""
    held = queries.balances(db, contributions=[contribution.id])
    begun = queries.opened(db)
    order = ("free", "earmarked", "allocated")
    found = [
        (account, cents)
        for account, cents in held.items()
        if account.kind in order and not (account.kind == "allocated" and account.consultation in begun)
    ]
    return sorted(found, key=lambda each: (order.index(each[0].kind), -each[0].consultation))


# --- Budgets and confirmation ---------------------------------------------------------------------------------------


def set_budget_line(
    db: Db, consultation: Consultation, kind: str, amount: Decimal, words: str, *, by: Viewer, at: datetime
) -> BudgetLine:
    """Say what a consultation needs for one purpose; said again, it takes the place of what was said before.

    What a confirmed consultation needs more must be covered by what is received and free, and is allocated at once.
    """
    cents = rules.units(amount, FUND, nothing=True)
    before = queries.means_of(db, consultation.id)
    found = next((each for each in queries.budget(db, consultation.id) if each.line.kind == kind), None)
    rules.check_budget_line(standing_of(db, consultation), cents, found.spent if found else 0)
    if found is not None and (found.line.amount, found.line.words) == (cents, words):
        raise Refusal(say("The budget says so already: there is nothing to change."))
    line = found.line if found else BudgetLine(consultation_id=consultation.id, kind=kind)
    line.amount, line.words = cents, words
    with what_follows(db, by, at):
        db.add(line)
        db.flush()
        _check_more_is_covered(db, consultation, before)
        facts = {"line": line.id, "kind": kind, "amount": cents, "words": words}
        tell_keepers(db, "set_budget_line", consultation, facts, by, at)
    return line


def strike_budget_line(db: Db, line: BudgetLine, *, by: Viewer, at: datetime) -> None:
    """Strike a line on which nothing was spent from a budget."""
    consultation = consultation_of(db, line.consultation_id)
    spent = {each.line.id: each.spent for each in queries.budget(db, consultation.id)}
    rules.check_budget_line(standing_of(db, consultation), 0, spent.get(line.id, 0))
    with what_follows(db, by, at):
        line.ended_at = at
        db.flush()
        tell_keepers(db, "strike_budget_line", consultation, {"line": line.id}, by, at)


def _check_more_is_covered(db: Db, consultation: Consultation, before: Means) -> None:
    after = queries.means_of(db, consultation.id)
    if after.confirmed and after.budget > before.budget:
        rules.check_covered(after)


def confirm_consultation(db: Db, consultation: Consultation, *, by: Viewer, at: datetime) -> ConsultationConfirmation:
    """Confirm a consultation whose budget is covered by what is received and free for it, and allocate that to it."""
    means = queries.means_of(db, consultation.id)
    rules.check_confirms(means)
    confirmation = ConsultationConfirmation(consultation_id=consultation.id, confirmed_at=at)
    db.add(confirmation)
    db.flush()
    facts = {"confirmation": confirmation.id, "budget": means.budget}
    append(
        db, "confirm_consultation", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at
    )  # fmt: skip
    allocate(db, consultation, means.lacking, by, at)
    return confirmation


def spend(
    db: Db, line: BudgetLine, amount: Decimal, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:  # fmt: skip
    """Record what was paid on a line of a confirmed consultation's budget, from what is allocated to it."""
    check_paper(paper, at)
    cents = rules.units(amount, FUND)
    consultation = consultation_of(db, line.consultation_id)
    means = queries.means_of(db, consultation.id)
    spent = {each.line.id: each.spent for each in queries.budget(db, consultation.id)}
    rules.check_spends(cents, line.amount, spent.get(line.id, 0), means.allocated, confirmed=means.confirmed)
    moves = []
    for purse, part in rules.drawn(queries.allocations(db, consultation.id), cents):
        moves += [
            Move("expenditure", "cash", purse.contribution, part, consultation.id, line.id),
            Move("allocated", "applied", purse.contribution, part, consultation.id),
        ]
    entry = enter(db, "expenditure", paper, moves, by, at, consultation_id=consultation.id)
    tell_keepers(db, "spend", consultation, queries.facts_of(entry), by, at)
    return entry


def close_consultation_accounts(
    db: Db, consultation: Consultation, reason: str, *, by: Viewer, at: datetime
) -> ConsultationConfirmation | None:
    """Release what is left of an allocation: a meeting that was held has paid its bills, or one that was not is given up.

    The rest is carried: it is free again, or kept for this consultation as long as its donor's earmark is not lifted.
    """
    means = queries.means_of(db, consultation.id)
    rules.check_releases(means)
    confirmation = queries.confirmation(db, consultation.id)
    with what_follows(db, by, at):
        if confirmation is not None:
            confirmation.ended_at = at
            db.flush()
        facts = {"confirmation": confirmation.id if confirmation else None, "reason": reason}
        append(
            db, "close_consultation_accounts", by.account_id, by.capacity, Subject("consultation", consultation.id),
            facts, at,
        )  # fmt: skip
        release(db, consultation, means.allocated, by, at)
    return confirmation


def reverse_entry(db: Db, entry_id: int, paper: Paper, *, by: Viewer, at: datetime) -> JournalEntry:
    """Correct a mistake: an entry that undoes another, with the paper that proves the mistake. Both stay."""
    check_paper(paper, at)
    found = queries.entry(db, entry_id)
    rules.check_reverses(found.entry.kind, already=found.reversed_by is not None)
    contribution = db.get(Contribution, found.entry.contribution_id) if found.entry.contribution_id else None
    with what_follows(db, by, at):
        entry = enter(
            db, "reversal", paper, [move.reversed() for move in reversed(queries.moves_of(found.entry))], by, at,
            contribution=contribution, consultation_id=found.entry.consultation_id, reverses_id=found.entry.id,
        )  # fmt: skip
        readers = readers_of(db, contribution) if contribution else KEEPERS
        append(
            db, "reverse_entry", by.account_id, by.capacity, Subject("journal_entry", entry.id), queries.facts_of(entry), at,
            readers=readers,
        )  # fmt: skip
    return entry


@before_opening
def only_what_is_paid_is_opened(db: Db, meeting: Meeting) -> None:
    """No meeting of a consultation that is not confirmed, or is in question, can be opened: paragraph 5."""
    consultation = consultation_at(db, meeting.id)
    if consultation is not None:
        rules.check_opens(queries.means_of(db, consultation.id))
