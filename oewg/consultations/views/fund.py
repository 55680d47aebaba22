"""The pages of the fund: its public totals, contributions, the journal, budgets of consultations."""

from collections.abc import Callable

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language, page_number
from oewg.accounts.door.frame import in_navigation, told
from oewg.accounts.door.pages import Guarded, asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.fund import (
    BudgetLineForm,
    CloseForm,
    EarmarkForm,
    ExpenditureForm,
    MoneyForm,
    PaperForm,
    PledgeForm,
    RateForm,
    ShownAsForm,
)
from oewg.consultations.models import Consultation
from oewg.consultations.queries import fund as books
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import FUND, Paper
from oewg.consultations.views.room import pages
from oewg.core.errors import say
from oewg.core.forms import Fields
from oewg.texts.views.files import attachment, sent_file

in_navigation("consultations.fund", lazy_gettext("Fund"), "read_fund", place=72)
pages.add_app_template_global(rules.money, "money")
WORDS = {
    "kinds": rules.KINDS, "accounts": rules.ACCOUNTS, "budget_kinds": rules.BUDGET_KINDS, "fund_currency": FUND,
    "currencies": [(code, code) for code in rules.CURRENCIES],
}  # fmt: skip


@pages.app_template_global("consultation_standing")
def consultation_standing(key: str, of: Consultation) -> str:
    """Where a consultation stands, in words; as long as one of its meetings is to come or goes on, it is being held."""
    goes_on = any(each.adjourned_at is None and each.cancelled_at is None for each in of.meetings)
    return told(say("being held") if key == "held" and goes_on else rules.STANDINGS[key])


@pages.get("/fund")
@asks("read")
def fund(desk: Desk) -> ResponseReturnValue:
    """What is in the fund, who gives, and which consultations it pays for."""
    found = queries.consultations(desk.db)
    return render_template(
        "consultations/fund.html",
        totals=books.totals(desk.db),
        donors=books.public_donors(desk.db),
        consultations=found,
        means=books.means(desk.db, [each.id for each in found]),
        **WORDS,
    )


@pages.get("/fund/rates")
@asks("read")
def rates(desk: Desk) -> ResponseReturnValue:
    """The rates of exchange at which contributions were reckoned in dollars."""
    return render_template(
        "consultations/rates.html", page=books.rates(desk.db, number=page_number()), as_rate=rules.rate, **WORDS
    )


@pages.post("/fund/rates")
@asks("keep_fund", again=rates)
def enter_rate(desk: Desk) -> ResponseReturnValue:
    """Enter a rate."""
    form = received(RateForm)
    paper = Paper(form.source, form.dated)
    actions.enter_rate(desk.db, form.currency, paper, form.per_dollar, by=desk.viewer, at=desk.at)
    return done("enter_rate", "consultations.rates")


# --- Contributions --------------------------------------------------------------------------------------------------


@pages.get("/fund/contributions")
@asks("read_fund")
def contributions(desk: Desk) -> ResponseReturnValue:
    """All contributions, with what has become of them."""
    page = books.contributions(desk.db, number=page_number())
    return render_template("consultations/contributions.html", page=page, **WORDS)


@pages.get("/fund/contributions/own")
@asks("read_own_contributions")
def own_contributions(desk: Desk) -> ResponseReturnValue:
    """What our delegation has contributed, and what became of it."""
    page = books.contributions(desk.db, delegation_id=desk.viewer.delegation_id or 0, number=page_number())
    return render_template("consultations/own_contributions.html", page=page, **WORDS)


@pages.get("/fund/contributions/new")
@asks("keep_fund")
def new_contribution(desk: Desk) -> ResponseReturnValue:
    """The form with which a pledge is recorded."""
    return render_template(
        "consultations/new_contribution.html",
        delegations=accounts.delegation_codes(desk.db, language(), desk.at.date()),
        consultations=_to_come(desk),
        **WORDS,
    )


def _to_come(desk: Desk) -> list[tuple[int, str]]:
    found = queries.consultations(desk.db)
    where = books.standings(desk.db, [each.id for each in found])
    return [(each.id, each.title) for each in found if where[each.id] not in ("held", "cancelled")]


def _paper(form: PaperForm) -> Paper:
    """The paper of an act, with its file, if there is one."""
    return Paper(form.reference, form.dated, form.words, sent_file())


def _with_paper(
    kind: type[Fields], page: Guarded, act: Callable[[Desk, Fields, Paper], ResponseReturnValue], **place: int
) -> ResponseReturnValue:
    """Read a form and its paper, then hold the record and do the act."""
    form = received(kind)
    assert isinstance(form, PaperForm)
    paper = _paper(form)

    @asks("keep_fund", again=page)
    def keep(desk: Desk, **_place: int) -> ResponseReturnValue:
        return act(desk, form, paper)

    return keep(**place)


@pages.post("/fund/contributions")
@asks("keep_fund", again=new_contribution, own_transaction=True)
def pledge_contribution() -> ResponseReturnValue:
    """Record a pledge."""

    def act(desk: Desk, form: PledgeForm, paper: Paper) -> ResponseReturnValue:
        made = actions.pledge_contribution(
            desk.db, accounts.delegation_by_code(desk.db, form.delegation) if form.delegation else None, form.donor,
            form.shown_as, form.amount, form.currency, paper, by=desk.viewer, at=desk.at,
            earmarked_for=queries.consultation(desk.db, form.earmarked_for) if form.earmarked_for else None,
        )  # fmt: skip
        return done("pledge_contribution", "consultations.contribution", contribution_id=made.id)

    return _with_paper(PledgeForm, new_contribution, act)


@pages.get("/fund/contributions/<int:contribution_id>")
@asks("read")
def contribution(desk: Desk, contribution_id: int) -> ResponseReturnValue:
    """One contribution: what became of it, its statement, and what the secretariat records of it."""
    found = books.contribution(desk.db, contribution_id, desk.viewer)
    (figures,) = books.figures(desk.db, [found])
    return render_template(
        "consultations/contribution.html",
        contribution=found,
        figures=figures,
        rows=books.statement(desk.db, found),
        consultations=_to_come(desk) if desk.viewer.may("keep_fund") else [],
        with_papers=books.may_read_papers(desk.viewer, found),
        as_rate=rules.rate,
        **WORDS,
    )


def _records(
    kind: type[Fields], contribution_id: int, action: Callable[..., object], *names: str
) -> ResponseReturnValue:
    """Do an act on a contribution; `names` are the form's fields that the action is given before the paper."""

    def act(desk: Desk, form: Fields, paper: Paper) -> ResponseReturnValue:
        found = books.contribution(desk.db, contribution_id, desk.viewer)
        action(desk.db, found, *(getattr(form, name) for name in names), paper, by=desk.viewer, at=desk.at)
        return done(action.__name__, "consultations.contribution", contribution_id=contribution_id)

    return _with_paper(kind, contribution, act, contribution_id=contribution_id)


@pages.post("/fund/contributions/<int:contribution_id>/receipts")
@asks("keep_fund", again=contribution, own_transaction=True)
def receive_contribution(contribution_id: int) -> ResponseReturnValue:
    """Record what has been paid in."""
    return _records(MoneyForm, contribution_id, actions.receive_contribution, "amount")


@pages.post("/fund/contributions/<int:contribution_id>/earmark")
@asks("keep_fund", again=contribution, own_transaction=True)
def earmark_contribution(contribution_id: int) -> ResponseReturnValue:
    """Keep it for one consultation."""

    def act(desk: Desk, form: EarmarkForm, paper: Paper) -> ResponseReturnValue:
        found = books.contribution(desk.db, contribution_id, desk.viewer)
        wanted = queries.consultation(desk.db, form.consultation)
        actions.earmark_contribution(desk.db, found, wanted, paper, by=desk.viewer, at=desk.at)
        return done("earmark_contribution", "consultations.contribution", contribution_id=contribution_id)

    return _with_paper(EarmarkForm, contribution, act, contribution_id=contribution_id)


@pages.post("/fund/contributions/<int:contribution_id>/earmark/lift")
@asks("keep_fund", again=contribution, own_transaction=True)
def free_contribution(contribution_id: int) -> ResponseReturnValue:
    """Lift its earmark."""
    return _records(PaperForm, contribution_id, actions.free_contribution)


@pages.post("/fund/contributions/<int:contribution_id>/withdrawal")
@asks("keep_fund", again=contribution, own_transaction=True)
def withdraw_pledge(contribution_id: int) -> ResponseReturnValue:
    """Record that what is outstanding will not be paid."""
    return _records(PaperForm, contribution_id, actions.withdraw_pledge)


@pages.post("/fund/contributions/<int:contribution_id>/returns")
@asks("keep_fund", again=contribution, own_transaction=True)
def return_contribution(contribution_id: int) -> ResponseReturnValue:
    """Record what was given back."""
    return _records(MoneyForm, contribution_id, actions.return_contribution, "amount")


@pages.post("/fund/contributions/<int:contribution_id>/name")
@asks("keep_fund", again=contribution)
def name_donor(desk: Desk, contribution_id: int) -> ResponseReturnValue:
    """Show the donor as it wishes."""
    found = books.contribution(desk.db, contribution_id, desk.viewer)
    actions.name_donor(desk.db, found, received(ShownAsForm).shown_as, by=desk.viewer, at=desk.at)
    return done("name_donor", "consultations.contribution", contribution_id=contribution_id)


# --- The journal ----------------------------------------------------------------------------------------------------


@pages.get("/fund/journal")
@asks("read_fund")
def journal(desk: Desk) -> ResponseReturnValue:
    """The journal, the newest entry first, and the trial balance."""
    page = books.journal(desk.db, number=page_number())
    trial = books.trial_balance(desk.db)
    return render_template(
        "consultations/journal.html", page=page, trial=trial, debit_accounts=rules.DEBIT_ACCOUNTS, **WORDS
    )


@pages.get("/fund/journal/<int:entry_id>")
@asks("read_fund")
def entry(desk: Desk, entry_id: int) -> ResponseReturnValue:
    """One entry: its paper, the accounts that it moves, and the form that reverses it."""
    line = books.entry(desk.db, entry_id)
    return render_template(
        "consultations/entry.html",
        line=line,
        reversible=line.entry.kind in rules.REVERSIBLE and line.reversed_by is None,
        titles={each.id: each.title for each in queries.consultations(desk.db)},
        as_rate=rules.rate,
        **WORDS,
    )


@pages.post("/fund/journal/<int:entry_id>/reversal")
@asks("keep_fund", again=entry, own_transaction=True)
def reverse_entry(entry_id: int) -> ResponseReturnValue:
    """Reverse an entry."""

    def act(desk: Desk, _form: PaperForm, paper: Paper) -> ResponseReturnValue:
        made = actions.reverse_entry(desk.db, entry_id, paper, by=desk.viewer, at=desk.at)
        return done("reverse_entry", "consultations.entry", entry_id=made.id)

    return _with_paper(PaperForm, entry, act, entry_id=entry_id)


@pages.get("/fund/journal/<int:entry_id>/paper")
@asks("read")
def paper(desk: Desk, entry_id: int) -> ResponseReturnValue:
    """The file of an entry's paper, to keep."""
    found = books.paper(desk.db, entry_id, desk.viewer)
    return attachment(found.file_name or "", found.media_type or "", found.contents)


# --- Budgets --------------------------------------------------------------------------------------------------------


@pages.get("/consultations/<int:consultation_id>/budget")
@asks("read")
def budget(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Where a consultation stands and what covers it; its lines and bills for the secretariat and the chair."""
    reads = desk.viewer.may("read_fund")
    return render_template(
        "consultations/budget.html",
        consultation=queries.consultation(desk.db, consultation_id),
        means=books.means_of(desk.db, consultation_id),
        lines=books.budget(desk.db, consultation_id) if reads else [],
        entries=books.entries_for(desk.db, consultation_id) if reads else [],
        **WORDS,
    )


@pages.post("/consultations/<int:consultation_id>/budget")
@asks("keep_fund", again=budget)
def set_budget_line(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Set a line."""
    form = received(BudgetLineForm)
    found = queries.consultation(desk.db, consultation_id)
    actions.set_budget_line(desk.db, found, form.kind, form.amount, form.words, by=desk.viewer, at=desk.at)
    return done("set_budget_line", "consultations.budget", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/budget/<int:line_id>/strike")
@asks("keep_fund", again=budget, where=lambda _desk, consultation_id, line_id: {"consultation_id": consultation_id})
def strike_budget_line(desk: Desk, consultation_id: int, line_id: int) -> ResponseReturnValue:
    """Strike out a line."""
    line = books.budget_line(desk.db, consultation_id, line_id)
    actions.strike_budget_line(desk.db, line, by=desk.viewer, at=desk.at)
    return done("strike_budget_line", "consultations.budget", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/confirmation")
@asks("keep_fund", again=budget)
def confirm_consultation(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Confirm it."""
    found = queries.consultation(desk.db, consultation_id)
    actions.confirm_consultation(desk.db, found, by=desk.viewer, at=desk.at)
    return done("confirm_consultation", "consultations.budget", consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/expenditure")
@asks("keep_fund", again=budget, own_transaction=True)
def spend(consultation_id: int) -> ResponseReturnValue:
    """Record what was paid."""

    def act(desk: Desk, form: ExpenditureForm, paper: Paper) -> ResponseReturnValue:
        line = books.budget_line(desk.db, consultation_id, form.line)
        actions.spend(desk.db, line, form.amount, paper, by=desk.viewer, at=desk.at)
        return done("spend", "consultations.budget", consultation_id=consultation_id)

    return _with_paper(ExpenditureForm, budget, act, consultation_id=consultation_id)


@pages.post("/consultations/<int:consultation_id>/accounts/close")
@asks("keep_fund", again=budget)
def close_consultation_accounts(desk: Desk, consultation_id: int) -> ResponseReturnValue:
    """Close its accounts."""
    found = queries.consultation(desk.db, consultation_id)
    reason = received(CloseForm).reason
    actions.close_consultation_accounts(desk.db, found, reason, by=desk.viewer, at=desk.at)
    return done("close_consultation_accounts", "consultations.budget", consultation_id=consultation_id)
