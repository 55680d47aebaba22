"""The tables of the fund for spreadsheets, as CSV or XLSX: the journal, contributions, the statement of one for its donor."""

from collections.abc import Sequence
from decimal import Decimal

from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.pages import asks
from oewg.consultations.models import Contribution
from oewg.consultations.queries import fund as books
from oewg.consultations.queries.fund import EntryLine, Figures, StatementRow
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import FUND
from oewg.consultations.views.room import pages
from oewg.core.spreadsheets import Cell
from oewg.texts.views.files import spreadsheet


@pages.get("/fund/journal.<string:form>")
@asks("read_fund")
def journal_as_table(desk: Desk, form: str) -> ResponseReturnValue:
    """The journal, two rows for each posting: the account debited and the account credited."""
    head = [
        "entry", "kind", "dated", "entered", "contribution", "consultation", "budget line", "account", f"debit {FUND}",
        f"credit {FUND}", "amount", "currency", f"per 1 {FUND}", "reverses", "reference", "remark",
    ]  # fmt: skip
    rows = [row for line in books.whole_journal(desk.db) for row in _journal_rows(line)]
    return spreadsheet("journal", head, rows, form)


def _journal_rows(line: EntryLine) -> list[list[Cell]]:
    of = line.entry
    amount = rules.amount(of.amount, of.currency or FUND) if of.amount is not None else None
    further: list[Cell] = [
        amount, of.currency, rules.rate(of.rate.per_dollar) if of.rate else None, of.reverses_id, of.reference, of.words
    ]  # fmt: skip
    rows: list[list[Cell]] = []
    for each in of.postings:
        for account, debit, credit in ((each.debit, each.amount, None), (each.credit, None, each.amount)):
            rows.append(
                [
                    of.id, of.kind, of.dated, of.entered_at.isoformat(), each.contribution_id, each.consultation_id,
                    each.line.kind if each.line else None, account, _dollars(debit), _dollars(credit), *further,
                ]
            )  # fmt: skip
    return rows or [[of.id, of.kind, of.dated, of.entered_at.isoformat(), of.contribution_id, of.consultation_id,
                     None, None, None, None, *further]]  # fmt: skip


def _dollars(cents: int | None) -> Decimal | None:
    return None if cents is None else rules.amount(cents)


@pages.get("/fund/contributions.<string:form>")
@asks("read_fund")
def contributions_as_table(desk: Desk, form: str) -> ResponseReturnValue:
    """All contributions with what became of them."""
    return _contributions_table(desk, form, books.all_contributions(desk.db))


@pages.get("/fund/contributions/own.<string:form>")
@asks("read_own_contributions")
def own_contributions_as_table(desk: Desk, form: str) -> ResponseReturnValue:
    """Our contributions with what became of them."""
    own = books.all_contributions(desk.db, delegation_id=desk.viewer.delegation_id or 0)
    return _contributions_table(desk, form, own)


def _contributions_table(desk: Desk, form: str, found: Sequence[Figures]) -> ResponseReturnValue:
    names = accounts.delegation_names(desk.db, language(), desk.at.date())
    head = [
        "contribution", "donor", "shown as", "currency", "pledged", "outstanding", "earmarked for",
        *(f"{each} {FUND}" for each in ("received", "free", "earmarked", "allocated", "spent", "returned")),
    ]  # fmt: skip
    rows: list[list[Cell]] = [
        [
            each.id, _donor(each.contribution, names), each.contribution.shown_as, each.contribution.currency,
            rules.amount(each.contribution.amount, each.contribution.currency),
            rules.amount(each.outstanding, each.contribution.currency),
            each.contribution.earmarked_for.title if each.contribution.earmarked_for else None,
            *(
                rules.amount(cents)
                for cents in (
                    each.received, each.free, each.earmarked, each.allocated, each.spent, each.returned,
                )
            ),
        ]
        for each in found
    ]  # fmt: skip
    return spreadsheet("contributions", head, rows, form)


def _donor(of: Contribution, names: dict[int, str]) -> str:
    return names.get(of.delegation_id, "") if of.delegation_id else of.donor


@pages.get("/fund/contributions/<int:contribution_id>/statement.<string:form>")
@asks("read")
def statement_as_table(desk: Desk, contribution_id: int, form: str) -> ResponseReturnValue:
    """The statement of a contribution for its donor."""
    found = books.contribution(desk.db, contribution_id, desk.viewer)
    head = [
        "date", "what", "reversal of", "consultation", "for", "amount", "currency", f"per 1 {FUND}", f"amount {FUND}",
        f"in the fund {FUND}", "paper",
    ]  # fmt: skip
    with_papers = books.may_read_papers(desk.viewer, found) or desk.viewer.may("read_fund")
    rows = [_statement_row(row, with_papers=with_papers) for row in books.statement(desk.db, found)]
    return spreadsheet(f"contribution-{contribution_id}", head, rows, form)


def _statement_row(row: StatementRow, *, with_papers: bool) -> list[Cell]:
    of = row.line.entry
    return [
        of.dated, row.kind, of.reverses_id, row.consultation, row.line.budget_kind,
        rules.amount(of.amount, of.currency or FUND) if of.amount is not None else None, of.currency,
        rules.rate(of.rate.per_dollar) if of.rate else None, rules.amount(row.amount), rules.amount(row.balance),
        of.reference if row.own and with_papers else None,
    ]  # fmt: skip
