"""Which piece of a long list? Cut by the database, never in Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select

from oewg.core.database import Db

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A piece of a list. `number` counts pages from 1; `first` and `last` count items from 1, 0 when there are none."""

    items: Sequence[Item]
    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        """Which of all the items stands first here."""
        return (self.number - 1) * self.size + 1 if self.items else 0

    @property
    def last(self) -> int:
        """Which of all the items stands last here."""
        return self.first + len(self.items) - 1 if self.items else 0

    @property
    def has_next(self) -> bool:
        """Is there more after this page?"""
        return bool(self.items) and self.last < self.total


def paged(db: Db, query: Select[*tuple[Any, ...]], number: int, size: int) -> Page[Any]:
    """Run an ordered query for one page: two statements. A query for one entity gives entities, else rows as tuples."""
    number = max(number, 1)
    total = db.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    result = db.execute(query.limit(size).offset((number - 1) * size))
    single = len(query.column_descriptions) == 1
    items: Sequence[Any] = result.scalars().all() if single else [tuple(row) for row in result]
    return Page(items, number, size, total)
