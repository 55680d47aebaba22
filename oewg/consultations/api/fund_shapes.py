"""What programs send to the fund and read of it. Amounts are text with a point before the decimals; files are in base64."""

from datetime import date, datetime

from pydantic import Field

from oewg.accounts.door.programs import Out
from oewg.consultations.forms.fund import (
    EarmarkForm,
    ExpenditureForm,
    MoneyForm,
    PaperForm,
    PledgeForm,
)
from oewg.core.forms import OptionalLine


class DonorOut(Out):
    """A donor as it wishes to be named (empty: those who do not wish to be named, together), in the fund's currency."""

    shown_as: str
    pledged: str
    received: str


class FundOut(Out):
    """The public totals of the fund, in its currency, and the donors."""

    currency: str
    pledged: str
    receivable: str
    """Pledged and not received."""
    received: str
    free: str
    earmarked: str
    allocated: str
    spent: str
    returned: str
    donors: list[DonorOut]


class RateOut(Out):
    """How many units of a currency one dollar costs from a day on."""

    id: int
    currency: str
    dated: date
    per_dollar: str
    source: str


class MoveOut(Out):
    """An amount in the fund's currency, debited to one account of a contribution and credited to another."""

    debit: str
    credit: str
    contribution: int
    consultation: int | None
    line: int | None
    amount: str


class EntryOut(Out):
    """An entry of the journal. `amount` is in the contribution's own `currency`; `reversed_by` is none while it stands."""

    id: int
    kind: str
    dated: date
    entered_at: datetime
    contribution: int | None
    consultation: int | None
    amount: str | None
    currency: str | None
    rate: int | None
    reverses: int | None
    reversed_by: int | None
    reference: str
    words: str
    file_name: str | None
    moves: list[MoveOut]


class PaperOut(Out):
    """The file of an entry's paper, in base64."""

    file_name: str
    media_type: str
    digest: str
    file: str


class ContributionOut(Out):
    """A contribution: in its own currency as pledged and outstanding, in the fund's currency what has become of it."""

    id: int
    delegation: str | None
    donor: str
    shown_as: str
    currency: str
    pledged: str
    outstanding: str
    earmarked_for: int | None
    received: str
    free: str
    earmarked: str
    allocated: str
    spent: str
    returned: str
    returnable: str


class LineOut(Out):
    """A line of a budget, in the fund's currency."""

    id: int
    kind: str
    words: str
    amount: str
    spent: str


class BudgetOut(Out):
    """Where a consultation stands and what its budget lacks; its lines are for the secretariat and the chair."""

    consultation: int
    standing: str
    budget: str
    allocated: str
    spent: str
    missing: str
    """What is neither allocated nor spent of a confirmed one's budget; else what cannot be covered by what is received."""
    lines: list[LineOut] | None


class SentPaper(PaperForm):
    """A paper with its file in base64, if there is one; its kind is decided by its contents."""

    file: str = Field("", description="Base64. The whole request has at most as many bytes as an upload may have.")
    file_name: OptionalLine = ""


class SentPledge(PledgeForm, SentPaper):
    """A pledge with its paper."""


class SentMoney(MoneyForm, SentPaper):
    """An amount with its paper."""


class SentEarmark(EarmarkForm, SentPaper):
    """An earmark with its paper."""


class SentExpenditure(ExpenditureForm, SentPaper):
    """An expenditure with its paper."""
