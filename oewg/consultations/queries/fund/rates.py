"""What does a dollar cost in a currency on a day?"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from oewg.consultations.models import (
    ExchangeRate,
)
from oewg.core.database import Db
from oewg.core.paging import Page, paged

PAGE_SIZE = 50


def rate_on(db: Db, currency: str, dated: date) -> ExchangeRate | None:
    """The rate of a currency that held on a day: the newest of that day or before, of several of one day the last entered."""
    return db.scalars(
        select(ExchangeRate)
        .where(ExchangeRate.currency == currency, ExchangeRate.dated <= dated)
        .order_by(ExchangeRate.dated.desc(), ExchangeRate.id.desc())
        .limit(1)
    ).one_or_none()


def rates(db: Db, *, number: int = 1, size: int = PAGE_SIZE) -> Page[ExchangeRate]:
    """The rates, the newest first."""
    return paged(db, select(ExchangeRate).order_by(ExchangeRate.dated.desc(), ExchangeRate.id.desc()), number, size)


def rates_after(db: Db, after: int, limit: int) -> Sequence[ExchangeRate]:
    """At most `limit` rates after one."""
    return db.scalars(select(ExchangeRate).where(ExchangeRate.id > after).order_by(ExchangeRate.id).limit(limit)).all()
