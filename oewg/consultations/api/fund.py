"""The fund for programs. Amounts are text with a point before the decimals; papers are sent and answered in base64."""

import base64
from collections.abc import Callable

from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Keep, Listed, Nothing, Out, cut, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.fund_shapes import (
    BudgetOut,
    ContributionOut,
    DonorOut,
    EntryOut,
    FundOut,
    LineOut,
    MoveOut,
    PaperOut,
    RateOut,
    SentEarmark,
    SentExpenditure,
    SentMoney,
    SentPaper,
    SentPledge,
)
from oewg.consultations.api.room import api
from oewg.consultations.forms.fund import (
    BudgetLineForm,
    CloseForm,
    RateForm,
    ShownAsForm,
)
from oewg.consultations.models import Contribution, ExchangeRate, JournalEntry
from oewg.consultations.queries import fund
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import FUND, Paper
from oewg.texts.documents.uploads import from_base64


def _with_paper(sent: SentPaper, keep: Keep, act: Callable[[Desk, Paper], Out]) -> ResponseReturnValue:
    """Do an act with its paper: the file is read first, then the record is held."""
    file = from_base64(sent.file, sent.file_name) if sent.file else None
    paper = Paper(sent.reference, sent.dated, sent.words, file)
    return keep(lambda desk: act(desk, paper))


def _text(of: int, currency: str = FUND) -> str:
    return str(rules.amount(of, currency))


@operation(api, "/fund", act="read", answers=FundOut, summary="The public totals of the fund and its donors")
def fund_totals(desk: Desk) -> FundOut:
    """The totals."""
    found = fund.totals(desk.db)
    named = ("pledged", "receivable", "received", "free", "earmarked", "allocated", "spent", "returned")
    donors = [
        DonorOut(shown_as=each.shown_as, pledged=_text(each.pledged), received=_text(each.received))
        for each in fund.public_donors(desk.db)
    ]
    return FundOut(currency=FUND, donors=donors, **{name: _text(getattr(found, name)) for name in named})


@operation(api, "/fund/rates", act="read", answers=Listed[RateOut], query=Cursor, summary="The rates of exchange")
def rates(desk: Desk, asked: Cursor) -> Listed[RateOut]:
    """The rates, in the order in which they were entered."""
    rows = fund.rates_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_rate(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/fund/rates", method="POST", act="keep_fund", takes=RateForm, answers=RateOut, summary="Enter a rate of exchange"
)  # fmt: skip
def enter_rate(desk: Desk, sent: RateForm) -> RateOut:
    """Enter a rate."""
    paper = Paper(sent.source, sent.dated)
    return _rate(actions.enter_rate(desk.db, sent.currency, paper, sent.per_dollar, by=desk.viewer, at=desk.at))


def _rate(row: ExchangeRate) -> RateOut:
    return RateOut(
        id=row.id, currency=row.currency, dated=row.dated, per_dollar=str(rules.rate(row.per_dollar)), source=row.source
    )


@operation(
    api, "/fund/contributions", act="read_fund", answers=Listed[ContributionOut], query=Cursor,
    summary="The voluntary contributions",
)  # fmt: skip
def contributions(desk: Desk, asked: Cursor) -> Listed[ContributionOut]:
    """All contributions."""
    rows = fund.contributions_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_contribution(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/fund/contributions/own", act="read_own_contributions", answers=Listed[ContributionOut], query=Cursor,
    summary="What our delegation has contributed, and what became of it",
)  # fmt: skip
def own_contributions(desk: Desk, asked: Cursor) -> Listed[ContributionOut]:
    """Our contributions."""
    rows = fund.contributions_after(
        desk.db, asked.number(), asked.limit + 1, delegation_id=desk.viewer.delegation_id or 0
    )  # fmt: skip
    return cut([_contribution(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/fund/contributions/<int:contribution_id>", act="read", answers=ContributionOut,
    summary="One contribution, for its donor, the secretariat and the chair",
)  # fmt: skip
def contribution(desk: Desk, contribution_id: int) -> ContributionOut:
    """One contribution."""
    return _one(desk, contribution_id)


@operation(
    api, "/fund/contributions", method="POST", act="keep_fund", takes=SentPledge, answers=ContributionOut,
    summary="Record a pledge", own_transaction=True,
)  # fmt: skip
def pledge_contribution(sent: SentPledge, keep: Keep) -> ResponseReturnValue:
    """Record a pledge."""

    def pledge(desk: Desk, paper: Paper) -> ContributionOut:
        made = actions.pledge_contribution(
            desk.db, accounts.delegation_by_code(desk.db, sent.delegation) if sent.delegation else None, sent.donor,
            sent.shown_as, sent.amount, sent.currency, paper, by=desk.viewer, at=desk.at,
            earmarked_for=queries.consultation(desk.db, sent.earmarked_for) if sent.earmarked_for else None,
        )  # fmt: skip
        return _one(desk, made.id)

    return _with_paper(sent, keep, pledge)


@operation(
    api, "/fund/contributions/<int:contribution_id>/receipts", method="POST", act="keep_fund", takes=SentMoney,
    answers=ContributionOut, summary="Record what has been paid in, in the contribution's currency", own_transaction=True,
)  # fmt: skip
def receive_contribution(sent: SentMoney, keep: Keep, contribution_id: int) -> ResponseReturnValue:
    """Record a receipt."""
    return _records(sent, keep, contribution_id, actions.receive_contribution, sent.amount)


@operation(
    api, "/fund/contributions/<int:contribution_id>/earmark", method="POST", act="keep_fund", takes=SentEarmark,
    answers=ContributionOut, summary="Keep a contribution for one consultation", own_transaction=True,
)  # fmt: skip
def earmark_contribution(sent: SentEarmark, keep: Keep, contribution_id: int) -> ResponseReturnValue:
    """Earmark a contribution."""

    def earmark(desk: Desk, paper: Paper) -> ContributionOut:
        wanted = queries.consultation(desk.db, sent.consultation)
        found = fund.contribution(desk.db, contribution_id, desk.viewer)
        actions.earmark_contribution(desk.db, found, wanted, paper, by=desk.viewer, at=desk.at)
        return _one(desk, contribution_id)

    return _with_paper(sent, keep, earmark)


@operation(
    api, "/fund/contributions/<int:contribution_id>/earmark/lift", method="POST", act="keep_fund", takes=SentPaper,
    answers=ContributionOut, summary="Lift the earmark of a contribution", own_transaction=True,
)  # fmt: skip
def free_contribution(sent: SentPaper, keep: Keep, contribution_id: int) -> ResponseReturnValue:
    """Lift an earmark."""
    return _records(sent, keep, contribution_id, actions.free_contribution)


@operation(
    api, "/fund/contributions/<int:contribution_id>/withdrawal", method="POST", act="keep_fund", takes=SentPaper,
    answers=ContributionOut, summary="Record that what is outstanding of a pledge will not be paid", own_transaction=True,
)  # fmt: skip
def withdraw_pledge(sent: SentPaper, keep: Keep, contribution_id: int) -> ResponseReturnValue:
    """Withdraw a pledge."""
    return _records(sent, keep, contribution_id, actions.withdraw_pledge)


@operation(
    api, "/fund/contributions/<int:contribution_id>/returns", method="POST", act="keep_fund", takes=SentMoney,
    answers=ContributionOut, summary="Record what was given back to the donor, in the fund's currency", own_transaction=True,
)  # fmt: skip
def return_contribution(sent: SentMoney, keep: Keep, contribution_id: int) -> ResponseReturnValue:
    """Return a contribution."""
    return _records(sent, keep, contribution_id, actions.return_contribution, sent.amount)


@operation(
    api, "/fund/contributions/<int:contribution_id>/name", method="POST", act="keep_fund", takes=ShownAsForm,
    answers=ContributionOut, summary="Show a donor in public as it wishes", status=200,
)  # fmt: skip
def name_donor(desk: Desk, sent: ShownAsForm, contribution_id: int) -> ContributionOut:
    """Name a donor."""
    found = fund.contribution(desk.db, contribution_id, desk.viewer)
    actions.name_donor(desk.db, found, sent.shown_as, by=desk.viewer, at=desk.at)
    return _one(desk, contribution_id)


def _records(
    sent: SentPaper, keep: Keep, contribution_id: int, action: Callable[..., object], *given: object
) -> ResponseReturnValue:
    """Do an act on a contribution, which is given something before the paper."""

    def act(desk: Desk, paper: Paper) -> ContributionOut:
        found = fund.contribution(desk.db, contribution_id, desk.viewer)
        action(desk.db, found, *given, paper, by=desk.viewer, at=desk.at)
        return _one(desk, contribution_id)

    return _with_paper(sent, keep, act)


def _one(desk: Desk, contribution_id: int) -> ContributionOut:
    found: Contribution = fund.contribution(desk.db, contribution_id, desk.viewer)
    return _contribution(fund.figures(desk.db, [found])[0])


def _contribution(row: fund.Figures) -> ContributionOut:
    found = row.contribution
    named = ("received", "free", "earmarked", "allocated", "spent", "returned", "returnable")
    return ContributionOut(
        id=found.id, delegation=found.delegation.code if found.delegation else None, donor=found.donor,
        shown_as=found.shown_as, currency=found.currency, pledged=_text(found.amount, found.currency),
        outstanding=_text(row.outstanding, found.currency), earmarked_for=found.earmarked_for_id,
        **{name: _text(getattr(row, name)) for name in named},
    )  # fmt: skip


# --- The journal ----------------------------------------------------------------------------------------------------


@operation(
    api, "/fund/journal", act="read_fund", answers=Listed[EntryOut], query=Cursor, summary="The journal of the fund"
)  # fmt: skip
def journal(desk: Desk, asked: Cursor) -> Listed[EntryOut]:
    """The journal, in order."""
    rows = fund.journal_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_entry(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/fund/journal/<int:entry_id>/reversal", method="POST", act="keep_fund", takes=SentPaper, answers=EntryOut,
    summary="Correct a mistake by an entry that undoes another", own_transaction=True,
)  # fmt: skip
def reverse_entry(sent: SentPaper, keep: Keep, entry_id: int) -> ResponseReturnValue:
    """Reverse an entry."""

    def reverse(desk: Desk, paper: Paper) -> EntryOut:
        made = actions.reverse_entry(desk.db, entry_id, paper, by=desk.viewer, at=desk.at)
        return _entry(fund.entry(desk.db, made.id))

    return _with_paper(sent, keep, reverse)


@operation(
    api, "/fund/journal/<int:entry_id>/paper", act="read", answers=PaperOut,
    summary="The file of an entry's paper, for the secretariat and the donor's delegation",
)  # fmt: skip
def paper(desk: Desk, entry_id: int) -> PaperOut:
    """A paper."""
    row: JournalEntry = fund.paper(desk.db, entry_id, desk.viewer)
    return PaperOut(
        file_name=row.file_name or "", media_type=row.media_type or "", digest=row.digest or "",
        file=base64.b64encode(row.contents or b"").decode(),
    )  # fmt: skip


def _entry(line: fund.EntryLine) -> EntryOut:
    row = line.entry
    return EntryOut(
        id=row.id, kind=row.kind, dated=row.dated, entered_at=row.entered_at, contribution=row.contribution_id,
        consultation=row.consultation_id, amount=_text(row.amount, row.currency or FUND) if row.amount else None,
        currency=row.currency, rate=row.rate_id, reverses=row.reverses_id, reversed_by=line.reversed_by,
        reference=row.reference, words=row.words, file_name=row.file_name,
        moves=[
            MoveOut(
                debit=each.debit, credit=each.credit, contribution=each.contribution_id,
                consultation=each.consultation_id, line=each.line_id, amount=_text(each.amount),
            )
            for each in row.postings
        ],
    )  # fmt: skip


# --- Budgets --------------------------------------------------------------------------------------------------------


@operation(
    api, "/consultations/<int:consultation_id>/budget", act="read", answers=BudgetOut,
    summary="Where a consultation stands, and what its budget lacks",
)  # fmt: skip
def budget(desk: Desk, consultation_id: int) -> BudgetOut:
    """The budget of a consultation."""
    return _budget(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/budget", method="POST", act="keep_fund", takes=BudgetLineForm,
    answers=BudgetOut, summary="Set a line of a consultation's budget",
)  # fmt: skip
def set_budget_line(desk: Desk, sent: BudgetLineForm, consultation_id: int) -> BudgetOut:
    """Set a line."""
    found = queries.consultation(desk.db, consultation_id)
    actions.set_budget_line(desk.db, found, sent.kind, sent.amount, sent.words, by=desk.viewer, at=desk.at)
    return _budget(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/budget/<int:line_id>/strike", method="POST", act="keep_fund", takes=Nothing,
    answers=BudgetOut, summary="Strike out a line of a consultation's budget", status=200,
)  # fmt: skip
def strike_budget_line(desk: Desk, _sent: Nothing, consultation_id: int, line_id: int) -> BudgetOut:
    """Strike out a line."""
    actions.strike_budget_line(
        desk.db, fund.budget_line(desk.db, consultation_id, line_id), by=desk.viewer, at=desk.at
    )  # fmt: skip
    return _budget(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/confirmation", method="POST", act="keep_fund", takes=Nothing,
    answers=BudgetOut, summary="Confirm a consultation whose budget is covered by what is received and free",
)  # fmt: skip
def confirm_consultation(desk: Desk, _sent: Nothing, consultation_id: int) -> BudgetOut:
    """Confirm a consultation."""
    found = queries.consultation(desk.db, consultation_id)
    actions.confirm_consultation(desk.db, found, by=desk.viewer, at=desk.at)
    return _budget(desk, consultation_id)


@operation(
    api, "/consultations/<int:consultation_id>/expenditure", method="POST", act="keep_fund", takes=SentExpenditure,
    answers=BudgetOut, summary="Record what was paid on a line of a consultation's budget", own_transaction=True,
)  # fmt: skip
def spend(sent: SentExpenditure, keep: Keep, consultation_id: int) -> ResponseReturnValue:
    """Record an expenditure."""

    def pay(desk: Desk, paper: Paper) -> BudgetOut:
        line = fund.budget_line(desk.db, consultation_id, sent.line)
        actions.spend(desk.db, line, sent.amount, paper, by=desk.viewer, at=desk.at)
        return _budget(desk, consultation_id)

    return _with_paper(sent, keep, pay)


@operation(
    api, "/consultations/<int:consultation_id>/accounts/close", method="POST", act="keep_fund", takes=CloseForm,
    answers=BudgetOut, summary="Close the accounts of a consultation: what is left is carried", status=200,
)  # fmt: skip
def close_consultation_accounts(desk: Desk, sent: CloseForm, consultation_id: int) -> BudgetOut:
    """Close the accounts."""
    found = queries.consultation(desk.db, consultation_id)
    actions.close_consultation_accounts(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _budget(desk, consultation_id)


def _budget(desk: Desk, consultation_id: int) -> BudgetOut:
    means = fund.means_of(desk.db, queries.consultation(desk.db, consultation_id).id)
    lines = [
        LineOut(
            id=each.line.id, kind=each.line.kind, words=each.line.words, amount=_text(each.line.amount),
            spent=_text(each.spent),
        )
        for each in fund.budget(desk.db, consultation_id)
    ]  # fmt: skip
    return BudgetOut(
        consultation=consultation_id, standing=means.standing, budget=_text(means.budget),
        allocated=_text(means.allocated), spent=_text(means.spent),
        missing=_text(means.lacking if means.confirmed else means.missing),
        lines=lines if desk.viewer.may("read_fund") else None,
    )  # fmt: skip
