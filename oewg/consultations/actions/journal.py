"""How is an entry of the fund's journal made, who is told of it, and what follows from it for consultations?"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime

from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import (
    Consultation,
    Contribution,
    ExchangeRate,
    JournalEntry,
    Posting,
)
from oewg.consultations.queries import fund as queries
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import FUND, Account, Move, Paper
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, say
from oewg.record.actions import Subject, append

KEEPERS = ("secretariat", "chair")
"""Who reads all of the fund's acts; a donor's delegation reads those that concern its own contribution."""


@contextmanager
def what_follows(db: Db, by: Viewer, at: datetime) -> Iterator[None]:
    """Do an act on the fund, then what follows from it for the consultations that have been confirmed."""
    before = _in_question(db)
    yield
    db.flush()
    for consultation in queries.confirmed_consultations(db):
        means = queries.means_of(db, consultation.id)
        if means.surplus:
            release(db, consultation, means.surplus, by, at)
    for consultation in queries.confirmed_consultations(db):
        means = queries.means_of(db, consultation.id)
        if means.lacking and not means.cancelled:
            allocate(db, consultation, means.lacking, by, at)
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


def allocate(db: Db, consultation: Consultation, cents: int, by: Viewer, at: datetime) -> None:
    """Allocate what covers a consultation: what was earmarked for it first, then what is free, the oldest contribution first."""
    moves = [
        Move(purse.kind, "allocated", purse.contribution, part, consultation.id)
        for purse, part in rules.drawn(queries.purses(db, consultation.id), cents)
    ]
    _move(db, "allocation", "allocate", consultation, moves, by, at)


def release(db: Db, consultation: Consultation, cents: int, by: Viewer, at: datetime) -> None:
    """What came last goes first: the oldest contributions are used."""
    moves = []
    for purse, part in rules.drawn(queries.allocations(db, consultation.id)[::-1], cents):
        home = home_of(db.get_one(Contribution, purse.contribution))
        kept = home.kind == "earmarked" and home.consultation == consultation.id
        moves.append(
            Move("allocated", "earmarked" if kept else "free", purse.contribution, part, consultation.id)
        )  # fmt: skip
    _move(db, "release", "release", consultation, moves, by, at)


def _move(
    db: Db, kind: str, act: str, consultation: Consultation, moves: Sequence[Move], by: Viewer, at: datetime
) -> None:
    if moves:
        entry = enter(db, kind, Paper("", at.date()), moves, by, at, consultation_id=consultation.id)
        tell_keepers(db, act, consultation, queries.facts_of(entry), by, at)


def enter(
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


def tell_donor(
    db: Db, act: str, contribution: Contribution, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:  # fmt: skip
    """Append an act on a contribution for the keepers and for the delegation that gave it."""
    append(
        db, act, by.account_id, by.capacity, Subject("contribution", contribution.id), facts, at,
        readers=readers_of(db, contribution),
    )  # fmt: skip


def tell_keepers(
    db: Db, act: str, consultation: Consultation, facts: Mapping[str, object], by: Viewer, at: datetime
) -> None:
    """Append an act on a consultation's money for the keepers alone."""
    append(
        db, act, by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at, readers=KEEPERS
    )  # fmt: skip


def readers_of(db: Db, contribution: Contribution) -> Collection[str]:
    """Who reads what is done with a contribution."""
    if contribution.delegation_id is None:
        return KEEPERS
    return (*KEEPERS, f"delegation:{db.get_one(Delegation, contribution.delegation_id).code}")


def home_of(contribution: Contribution) -> Account:
    """Where what a contribution brings in is kept."""
    if contribution.earmarked_for_id is None:
        return Account("free", contribution.id)
    return Account("earmarked", contribution.id, contribution.earmarked_for_id)


def standing_of(db: Db, consultation: Consultation) -> str:
    """Where a consultation stands, by its money and its meetings."""
    return queries.means_of(db, consultation.id).standing


def consultation_of(db: Db, consultation_id: int) -> Consultation:
    """A consultation by its number, or NotFound."""
    found = db.get(Consultation, consultation_id)
    if found is None:
        raise NotFound
    return found


def check_paper(paper: Paper, at: datetime) -> None:
    """Refuse an act without a paper, or with one of a day to come."""
    rules.check_dated(paper.dated, at.date())
    if not paper.reference:
        raise Invalid(
            say("Every act on the fund has its paper: please give its reference."),
            {"reference": say("Please fill this in.")},
        )


def check_currency(currency: str) -> None:
    """Refuse a currency that the fund does not know."""
    if currency not in rules.CURRENCIES:
        raise Invalid(say("This currency is not known here."), {"currency": say("Please choose one of those offered.")})


def rate_for(db: Db, currency: str, paper: Paper) -> ExchangeRate | None:
    """The rate by which a paper's amount is reckoned; none in the fund's own currency."""
    if currency == FUND:
        return None
    rate = queries.rate_on(db, currency, paper.dated)
    rules.check_rate(rate, currency, paper.dated)
    return rate


def in_dollars(units: int, currency: str, rate: ExchangeRate | None) -> int:
    """Units of a currency in cents of the fund's; Invalid for less than a cent."""
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
