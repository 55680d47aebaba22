"""What is sent about the fund? Amounts are text, never floats; every act brings the reference and the day of its paper."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from oewg.consultations.forms.fields import Name, Number
from oewg.consultations.rules.fund import CURRENCIES, MOST
from oewg.core.errors import say
from oewg.core.forms import Form, Line, OptionalLine, OptionalWords

_AMOUNT = re.compile(r"(\d{1,3}([, ’'\u00a0\u202f]\d{3})+|\d{1,15})(\.\d{1,9})?")


def _amount(value: object) -> Decimal:
    """An amount as people type it; a float is refused, because it is not what was typed."""
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if not _AMOUNT.fullmatch(text):
        raise ValueError(say("Please give an amount in figures, with a point before the decimals: 12,000.50."))
    found = Decimal(re.sub(r"[^\d.]", "", text))
    if found > MOST:
        raise ValueError(say("Please give an amount that is not beyond all measure."))
    return found


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        raise ValueError(say("Please choose one of those offered."))
    return code


def _not_long(text: str) -> str:
    if len(text) > 200:
        raise ValueError(say("This has at most 200 characters."))
    return text


Amount = Annotated[
    Decimal, BeforeValidator(_amount), WithJsonSchema({"type": "string", "pattern": r"^\d{1,13}(\.\d{1,9})?$"})
]
"""An amount or a rate: digits, perhaps a point and decimals; thousands may be set apart."""
Currency = Annotated[
    str, StringConstraints(max_length=3), AfterValidator(_currency),
    WithJsonSchema({"type": "string", "enum": sorted(CURRENCIES)}),
]  # fmt: skip
"""ISO 4217."""
DonorName = Annotated[OptionalLine, AfterValidator(_not_long)]
Reference = Annotated[Line, AfterValidator(_not_long)]


class PaperForm(Form):
    """The paper of an act: its reference and day, and a remark; its file stands beside the form."""

    reference: Reference
    dated: date
    words: OptionalWords = ""


class RateForm(Form):
    """What one dollar costs in a currency from a day on, and who says so."""

    currency: Currency
    dated: date
    per_dollar: Amount
    source: Name


class PledgeForm(PaperForm):
    """A pledge of a delegation (its code), or of another donor by name; how the donor wishes to be named in public."""

    delegation: OptionalLine = ""
    donor: DonorName = ""
    shown_as: DonorName = ""
    amount: Amount
    currency: Currency
    earmarked_for: Number | None = None


class MoneyForm(PaperForm):
    """An amount, and its paper: received in the contribution's currency, or returned in the fund's."""

    amount: Amount


class EarmarkForm(PaperForm):
    """For which consultation a contribution is kept."""

    consultation: Number


class ShownAsForm(Form):
    """How a donor wishes to be named in public; empty: not at all."""

    shown_as: DonorName = ""


class BudgetLineForm(Form):
    """What a consultation needs for one purpose, in the fund's currency."""

    kind: Literal["interpretation", "room", "travel", "documents", "technology", "other"]
    amount: Amount
    words: OptionalLine = ""


class ExpenditureForm(PaperForm):
    """What was paid on a line of a budget, in the fund's currency."""

    line: Number
    amount: Amount


class CloseForm(Form):
    """Why the accounts of a consultation are closed."""

    reason: Line
