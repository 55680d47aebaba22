"""What is done with the fund? Pledged, received, earmarked, budgeted, confirmed, spent, returned, closed; and reversed.

Every movement of money is an entry of the journal, and stands in the record with all of its moves. What an act does to
consultations that have been confirmed follows at once, in the same transaction: what was received and is free covers those
in question, what is allocated beyond a budget is free again, and whose money has gone is in question.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal

from oewg.accounts.models import Delegation
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    BudgetLine,
    Confirmation,
    Consultation,
    Contribution,
    ExchangeRate,
    JournalEntry,
    Posting,
)
from oewg.consultations.queries import consultation_at
from oewg.consultations.queries import fund as queries
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import FUND, Account, Means, Move, Paper
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal, say
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

KEEPERS = ("secretariat", "chair")
"""Who reads all of the fund's acts; a donor's delegation reads those that concern its own contribution."""


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
    _check_paper(paper, at)
    _check_currency(currency)
    units = rules.units(amount, currency)
    if earmarked_for is not None:
        rules.check_earmark(False, _standing(db, earmarked_for))
    rate = _rate(db, currency, paper)
    contribution = Contribution(
        delegation_id=delegation.id if delegation else None, donor=donor, shown_as=shown_as, currency=currency,
        amount=units, earmarked_for_id=earmarked_for.id if earmarked_for else None, pledged_at=at,
    )  # fmt: skip
    db.add(contribution)
    db.flush()
    cents = _in_dollars(units, currency, rate)
    entry = _enter(
        db, "pledge", paper, [Move("receivable", "pledged", contribution.id, cents)], by, at, contribution=contribution,
        consultation_id=contribution.earmarked_for_id, units=units, rate=rate,
    )  # fmt: skip
    facts = {
        "delegation": contribution.delegation_id, "donor": donor, "shown_as": shown_as,
        "earmarked_for": contribution.earmarked_for_id, **queries.facts_of(entry),
    }  # fmt: skip
    _tell(db, "pledge_contribution", contribution, facts, by, at)
    return contribution


def receive_contribution(
    db: Db, contribution: Contribution, amount: Decimal, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:
    """Record that a contribution, or a part of it, has been paid in; what it covers is allocated at once."""
    _check_paper(paper, at)
    units = rules.units(amount, contribution.currency)
    left = queries.outstanding(db, contribution.id)
    rules.check_receipt(units, left, contribution.currency)
    rate = _rate(db, contribution.currency, paper)
    cents = _in_dollars(units, contribution.currency, rate)
    held = queries.balances(db, contributions=[contribution.id])
    share = rules.part_of_pledge(held.get(Account("receivable", contribution.id), 0), left, units)
    home = _home(contribution)
    moves = [Move("pledged", "receivable", contribution.id, share)] if share else []
    moves.append(Move("cash", home.kind, contribution.id, cents, home.consultation or None))
    with _what_follows(db, by, at):
        entry = _enter(db, "receipt", paper, moves, by, at, contribution=contribution, units=units, rate=rate)
        _tell(db, "receive_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def earmark_contribution(
    db: Db, contribution: Contribution, consultation: Consultation, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:
    """Keep a contribution for one consultation, as its donor wishes: what of it is free, and what is still to come."""
    _check_paper(paper, at)
    rules.check_earmark(contribution.earmarked_for_id is not None, _standing(db, consultation))
    free = queries.balances(db, contributions=[contribution.id]).get(Account("free", contribution.id), 0)
    moves = [Move("free", "earmarked", contribution.id, free, consultation.id)] if free else []
    contribution.earmarked_for_id = consultation.id
    with _what_follows(db, by, at):
        entry = _enter(
            db, "earmark", paper, moves, by, at, contribution=contribution, consultation_id=consultation.id
        )  # fmt: skip
        _tell(db, "earmark_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def free_contribution(
    db: Db, contribution: Contribution, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:  # fmt: skip
    """Lift an earmark, as the donor agrees: what is not allocated yet is free for any consultation."""
    _check_paper(paper, at)
    rules.check_free(contribution.earmarked_for_id is not None)
    consultation_id = contribution.earmarked_for_id or 0
    purse = Account("earmarked", contribution.id, consultation_id)
    kept = queries.balances(db, contributions=[contribution.id]).get(purse, 0)
    moves = [Move("earmarked", "free", contribution.id, kept, consultation_id)] if kept else []
    contribution.earmarked_for_id = None
    with _what_follows(db, by, at):
        entry = _enter(
            db, "free", paper, moves, by, at, contribution=contribution, consultation_id=consultation_id
        )  # fmt: skip
        _tell(db, "free_contribution", contribution, queries.facts_of(entry), by, at)
    return entry


def name_donor(db: Db, contribution: Contribution, shown_as: str, *, by: Viewer, at: datetime) -> None:
    """Show a donor in public as it wishes; empty: it does not wish to be named."""
    if contribution.shown_as == shown_as:
        raise Refusal(say("The donor is named so already: there is nothing to change."))
    contribution.shown_as = shown_as
    db.flush()
    _tell(db, "name_donor", contribution, {"shown_as": shown_as}, by, at)


def withdraw_pledge(
    db: Db, contribution: Contribution, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:  # fmt: skip
    """Record that what is outstanding of a pledge will not be paid."""
    _check_paper(paper, at)
    left = queries.outstanding(db, contribution.id)
    rules.check_withdrawal(left)
    receivable = queries.balances(db, contributions=[contribution.id]).get(Account("receivable", contribution.id), 0)
    moves = [Move("pledged", "receivable", contribution.id, receivable)] if receivable else []
    entry = _enter(db, "withdrawal", paper, moves, by, at, contribution=contribution, units=left)
    _tell(db, "withdraw_pledge", contribution, queries.facts_of(entry), by, at)
    return entry


def return_contribution(
    db: Db, contribution: Contribution, amount: Decimal, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:
    """Give money (in the fund's currency) back to its donor: what is free first, then what is kept, then what is allocated.

    A consultation whose meeting has not been opened loses what was allocated to it, and may be in question from then on.
    """
    _check_paper(paper, at)
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
    with _what_follows(db, by, at):
        entry = _enter(db, "return", paper, moves, by, at, contribution=contribution)
        _tell(db, "return_contribution", contribution, queries.facts_of(entry), by, at)
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
    rules.check_budget_line(_standing(db, consultation), cents, found.spent if found else 0)
    if found is not None and (found.line.amount, found.line.words) == (cents, words):
        raise Refusal(say("The budget says so already: there is nothing to change."))
    line = found.line if found else BudgetLine(consultation_id=consultation.id, kind=kind)
    line.amount, line.words = cents, words
    with _what_follows(db, by, at):
        db.add(line)
        db.flush()
        _check_more_is_covered(db, consultation, before)
        facts = {"line": line.id, "kind": kind, "amount": cents, "words": words}
        _tell_keepers(db, "set_budget_line", consultation, facts, by, at)
    return line


def strike_budget_line(db: Db, line: BudgetLine, *, by: Viewer, at: datetime) -> None:
    """Strike a line on which nothing was spent from a budget."""
    consultation = _consultation(db, line.consultation_id)
    spent = {each.line.id: each.spent for each in queries.budget(db, consultation.id)}
    rules.check_budget_line(_standing(db, consultation), 0, spent.get(line.id, 0))
    with _what_follows(db, by, at):
        line.ended_at = at
        db.flush()
        _tell_keepers(db, "strike_budget_line", consultation, {"line": line.id}, by, at)


def _check_more_is_covered(db: Db, consultation: Consultation, before: Means) -> None:
    after = queries.means_of(db, consultation.id)
    if after.confirmed and after.budget > before.budget:
        rules.check_covered(after)


def confirm_consultation(db: Db, consultation: Consultation, *, by: Viewer, at: datetime) -> Confirmation:
    """Confirm a consultation whose budget is covered by what is received and free for it, and allocate that to it."""
    means = queries.means_of(db, consultation.id)
    rules.check_confirms(means)
    confirmation = Confirmation(consultation_id=consultation.id, confirmed_at=at)
    db.add(confirmation)
    db.flush()
    facts = {"confirmation": confirmation.id, "budget": means.budget}
    append(
        db, "confirm_consultation", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at
    )  # fmt: skip
    _allocate(db, consultation, means.lacking, by, at)
    return confirmation


def spend(
    db: Db, line: BudgetLine, amount: Decimal, paper: Paper, *, by: Viewer, at: datetime
) -> JournalEntry:  # fmt: skip
    """Record what was paid on a line of a confirmed consultation's budget, from what is allocated to it."""
    _check_paper(paper, at)
    cents = rules.units(amount, FUND)
    consultation = _consultation(db, line.consultation_id)
    means = queries.means_of(db, consultation.id)
    spent = {each.line.id: each.spent for each in queries.budget(db, consultation.id)}
    rules.check_spends(cents, line.amount, spent.get(line.id, 0), means.allocated, confirmed=means.confirmed)
    moves = []
    for purse, part in rules.drawn(queries.allocations(db, consultation.id), cents):
        moves += [
            Move("expenditure", "cash", purse.contribution, part, consultation.id, line.id),
            Move("allocated", "applied", purse.contribution, part, consultation.id),
        ]
    entry = _enter(db, "expenditure", paper, moves, by, at, consultation_id=consultation.id)
    _tell_keepers(db, "spend", consultation, queries.facts_of(entry), by, at)
    return entry


def close_consultation_accounts(
    db: Db, consultation: Consultation, reason: str, *, by: Viewer, at: datetime
) -> Confirmation | None:
    """Release what is left of an allocation: a meeting that was held has paid its bills, or one that was not is given up.

    The rest is carried: it is free again, or kept for this consultation as long as its donor's earmark is not lifted.
    """
    means = queries.means_of(db, consultation.id)
    rules.check_releases(means)
    confirmation = queries.confirmation(db, consultation.id)
    with _what_follows(db, by, at):
        if confirmation is not None:
            confirmation.ended_at = at
            db.flush()
        facts = {"confirmation": confirmation.id if confirmation else None, "reason": reason}
        append(
            db, "close_consultation_accounts", by.account_id, by.capacity, Subject("consultation", consultation.id),
            facts, at,
        )  # fmt: skip
        _release(db, consultation, means.allocated, by, at)
    return confirmation


def reverse_entry(db: Db, entry_id: int, paper: Paper, *, by: Viewer, at: datetime) -> JournalEntry:
    """Correct a mistake: an entry that undoes another, with the paper that proves the mistake. Both stay."""
    _check_paper(paper, at)
    found = queries.entry(db, entry_id)
    rules.check_reverses(found.entry.kind, already=found.reversed_by is not None)
    contribution = db.get(Contribution, found.entry.contribution_id) if found.entry.contribution_id else None
    with _what_follows(db, by, at):
        entry = _enter(
            db, "reversal", paper, [move.reversed() for move in reversed(queries.moves_of(found.entry))], by, at,
            contribution=contribution, consultation_id=found.entry.consultation_id, reverses_id=found.entry.id,
        )  # fmt: skip
        readers = _readers(db, contribution) if contribution else KEEPERS
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


# --- What follows ---------------------------------------------------------------------------------------------------


@contextmanager
def _what_follows(db: Db, by: Viewer, at: datetime) -> Iterator[None]:
    """Do an act on the fund, then what follows from it for the consultations that have been confirmed."""
    before = _in_question(db)
    yield
    db.flush()
    for consultation in queries.confirmed_consultations(db):
        means = queries.means_of(db, consultation.id)
        if means.surplus:
            _release(db, consultation, means.surplus, by, at)
    for consultation in queries.confirmed_consultations(db):
        means = queries.means_of(db, consultation.id)
        if means.lacking and not means.cancelled:
            _allocate(db, consultation, means.lacking, by, at)
    after = _in_question(db)
    for act, fell, other in (("question_consultation", after, before), ("restore_consultation", before, after)):
        for number in sorted(fell.keys() - other.keys()):
            facts = {"missing": after.get(number, 0)}
            append(db, act, by.account_id, by.capacity, Subject("consultation", number), facts, at)


def _in_question(db: Db) -> dict[int, int]:
    """Consultation that is in question -> cents that are missing."""
    confirmed = [each.id for each in queries.confirmed_consultations(db)]
    return {
        number: means.lacking
        for number, means in queries.means(db, confirmed).items()
        if means.standing == "in_question"
    }


def _allocate(db: Db, consultation: Consultation, cents: int, by: Viewer, at: datetime) -> None:
    moves = [
        Move(purse.kind, "allocated", purse.contribution, part, consultation.id)
        for purse, part in rules.drawn(queries.purses(db, consultation.id), cents)
    ]
    _move(db, "allocation", "allocate", consultation, moves, by, at)


def _release(db: Db, consultation: Consultation, cents: int, by: Viewer, at: datetime) -> None:
    """What came last goes first: the oldest contributions are used."""
    moves = []
    for purse, part in rules.drawn(queries.allocations(db, consultation.id)[::-1], cents):
        home = _home(db.get_one(Contribution, purse.contribution))
        kept = home.kind == "earmarked" and home.consultation == consultation.id
        moves.append(
            Move("allocated", "earmarked" if kept else "free", purse.contribution, part, consultation.id)
        )  # fmt: skip
    _move(db, "release", "release", consultation, moves, by, at)


def _move(
    db: Db, kind: str, act: str, consultation: Consultation, moves: Sequence[Move], by: Viewer, at: datetime
) -> None:
    if moves:
        entry = _enter(db, kind, Paper("", at.date()), moves, by, at, consultation_id=consultation.id)
        _tell_keepers(db, act, consultation, queries.facts_of(entry), by, at)


# --- Entries --------------------------------------------------------------------------------------------------------


def _enter(
    db: Db, kind: str, paper: Paper, moves: Sequence[Move], by: Viewer, at: datetime, *,
    contribution: Contribution | None = None, consultation_id: int | None = None, units: int | None = None,
    rate: ExchangeRate | None = None, reverses_id: int | None = None,
) -> JournalEntry:  # fmt: skip
    """Write an entry into the journal, unless it would leave an account with less than nothing."""
    held = queries.balances(db, contributions={move.contribution for move in moves})
    touched: dict[Account, int] = {}
    for move in moves:
        for account, added in move.sides():
            touched[account] = touched.get(account, held.get(account, 0)) + added
    rules.check_not_overdrawn(touched.values())
    entry = JournalEntry(
        kind=kind, dated=paper.dated, entered_at=at, entered_by=by.account_id,
        contribution_id=contribution.id if contribution else None, consultation_id=consultation_id, amount=units,
        currency=contribution.currency if contribution and units is not None else None,
        rate_id=rate.id if rate else None, reverses_id=reverses_id, reference=paper.reference, words=paper.words,
        file_name=paper.file.name if paper.file else None, media_type=paper.file.media_type if paper.file else None,
        contents=paper.file.contents if paper.file else None, digest=paper.digest,
    )  # fmt: skip
    entry.postings = [
        Posting(
            place=place, debit=move.debit, credit=move.credit, contribution_id=move.contribution,
            consultation_id=move.consultation, line_id=move.line, amount=move.amount,
        )
        for place, move in enumerate(moves, start=1)
    ]  # fmt: skip
    db.add(entry)
    db.flush()
    return entry


def _tell(
    db: Db, act: str, contribution: Contribution, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:  # fmt: skip
    append(
        db, act, by.account_id, by.capacity, Subject("contribution", contribution.id), facts, at,
        readers=_readers(db, contribution),
    )  # fmt: skip


def _tell_keepers(
    db: Db, act: str, consultation: Consultation, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at, readers=KEEPERS
    )  # fmt: skip


def _readers(db: Db, contribution: Contribution) -> Collection[str]:
    if contribution.delegation_id is None:
        return KEEPERS
    return (*KEEPERS, f"delegation:{db.get_one(Delegation, contribution.delegation_id).code}")


def _home(contribution: Contribution) -> Account:
    """Where what a contribution brings in is kept."""
    if contribution.earmarked_for_id is None:
        return Account("free", contribution.id)
    return Account("earmarked", contribution.id, contribution.earmarked_for_id)


def _standing(db: Db, consultation: Consultation) -> str:
    return queries.means_of(db, consultation.id).standing


def _consultation(db: Db, consultation_id: int) -> Consultation:
    found = db.get(Consultation, consultation_id)
    if found is None:
        raise NotFound
    return found


def _check_paper(paper: Paper, at: datetime) -> None:
    rules.check_dated(paper.dated, at.date())
    if not paper.reference:
        raise Invalid(
            say("Every act on the fund has its paper: please give its reference."),
            {"reference": say("Please fill this in.")},
        )


def _check_currency(currency: str) -> None:
    if currency not in rules.CURRENCIES:
        raise Invalid(say("This currency is not known here."), {"currency": say("Please choose one of those offered.")})


def _rate(db: Db, currency: str, paper: Paper) -> ExchangeRate | None:
    if currency == FUND:
        return None
    rate = queries.rate_on(db, currency, paper.dated)
    rules.check_rate(rate, currency, paper.dated)
    return rate


def _in_dollars(units: int, currency: str, rate: ExchangeRate | None) -> int:
    cents = rules.in_dollars(units, currency, rate.per_dollar if rate else None)
    if not cents:
        raise Invalid(say("This is less than a cent."), {"amount": say("This cannot be an amount.")})
    if cents > rules.MOST:
        raise Invalid(
            say(
                "At the rate of that day this is beyond all measure in dollars: please look at the amount and at the rate."
            ),
            {"amount": say("This cannot be an amount.")},
        )
    return cents
