"""How is money written, and what is it in dollars? Whole numbers of the smallest unit of its currency, never floats."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from oewg.core.errors import Invalid, Refusal, say

FUND = "USD"
"""The currency in which the fund is kept."""

CURRENCIES = {
    "USD": 2, "AED": 2, "AUD": 2, "BRL": 2, "CAD": 2, "CHF": 2, "CNY": 2, "CZK": 2, "DKK": 2, "EUR": 2, "GBP": 2, "INR": 2,
    "JPY": 0, "KES": 2, "KRW": 0, "KWD": 3, "MXN": 2, "NOK": 2, "NZD": 2, "PLN": 2, "QAR": 2, "RUB": 2, "SEK": 2, "SGD": 2,
    "THB": 2, "ZAR": 2,
}  # fmt: skip
"""ISO 4217 code -> how many decimals an amount has."""

MOST = 10**13
"""Of the smallest unit; more is a slip of the hand."""

RATE_DECIMALS = 6


def units(amount: Decimal, currency: str, *, field: str = "amount", nothing: bool = False) -> int:
    """An amount in the smallest unit of its currency; Invalid if it has too many decimals, is too large or not positive."""
    digits = CURRENCIES[currency]
    found = amount.scaleb(digits)
    if found != found.to_integral_value():
        raise Invalid(
            say("An amount in %(currency)s has at most %(digits)s decimals."), {field: say("Too many decimals.")},
            currency=currency, digits=digits,
        )  # fmt: skip
    if not (0 if nothing else 1) <= found <= MOST:
        raise Invalid(
            say("Please give an amount that is more than nothing and not beyond all measure."),
            {field: say("This cannot be an amount.")},
        )
    return int(found)


def amount(of: int, currency: str = FUND) -> Decimal:
    """An amount in its currency, from its smallest unit: 120050 -> 1200.50."""
    return Decimal(of).scaleb(-CURRENCIES[currency])


def money(of: int, currency: str = FUND) -> str:
    """An amount as people write it: "USD 1,200.50"."""
    return f"{currency} {amount(of, currency):,}"


def per_dollar(rate: Decimal) -> int:
    """Millionths of a currency's unit for one dollar; Invalid if it is finer than that, or no rate."""
    found = rate.scaleb(RATE_DECIMALS)
    if found != found.to_integral_value() or not 0 < found <= MOST:
        raise Invalid(
            say("A rate says how much of the currency one dollar costs, with at most 6 decimals."),
            {"per_dollar": say("This cannot be a rate.")},
        )
    return int(found)


def rate(millionths: int) -> Decimal:
    """A rate from its millionths: 906000 -> 0.906."""
    return (Decimal(millionths).scaleb(-RATE_DECIMALS)).normalize() + 0


def in_dollars(of: int, currency: str, millionths: int | None) -> int:
    """Cents of the fund's currency for an amount at a rate, to the nearest cent, halves to the even one."""
    if currency == FUND:
        return of
    assert millionths is not None
    return round(Fraction(of * 10 ** (2 + RATE_DECIMALS), 10 ** CURRENCIES[currency] * millionths))


def check_rate(found: object, currency: str, dated: date) -> None:
    """Refuse to reckon in dollars without a rate."""
    if found is None:
        raise Refusal(
            say("There is no rate of exchange for %(currency)s on or before %(day)s: enter it first, with its source."),
            currency=currency, day=dated.isoformat(),
        )  # fmt: skip
