"""Who acts at which instant? A scene's transaction, with a clock that moves on by a minute with every act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from oewg.accounts import queries
from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import Viewer
from oewg.core.clock import local
from oewg.core.database import Database, Db
from oewg.overview.demonstration.cast import SAMPLES, ZONE
from oewg.record.actions import hold

SAMPLE_OF = {"KEN": "delegate", "JAM": "head", "VAT": "observer"}
"""Delegation -> the sample account that acts for it at meetings, so that whoever tries it finds what it has done."""


@dataclass
class Stage:
    """One scene's transaction and its clock."""

    db: Db
    now: datetime

    def at(self) -> datetime:
        """The instant of the next act."""
        self.now += timedelta(minutes=1)
        return self.now

    def after(self, seconds: int) -> datetime:
        """The instant of an act that comes so many seconds after the one before."""
        self.now += timedelta(seconds=seconds)
        return self.now

    def go_to(self, year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> None:
        """Move the clock on to an instant in New York."""
        self.now = local(year, month, day, hour, minute, zone=ZONE)

    def sample(self, role: str) -> Viewer:
        """One of the sample accounts, as it may act now."""
        return self.viewer(SAMPLES[role].email)

    def delegate_of(self, code: str) -> Viewer:
        """The delegate of a State who only acts in the exercise."""
        return self.viewer(f"{code.lower()}@exercise.example")

    def state(self, code: str) -> Delegation:
        """A delegation by code."""
        return queries.delegation_by_code(self.db, code)

    def acting_for(self, code: str) -> Viewer:
        """Who acts for a delegation: its sample account, or else the delegate who only acts in the exercise."""
        return self.sample(SAMPLE_OF[code]) if code in SAMPLE_OF else self.delegate_of(code)

    def viewer(self, email: str) -> Viewer:
        """Somebody by address, as they may act now."""
        account = queries.account_by_email(self.db, email)
        assert account is not None, email
        return queries.viewer_of_account(self.db, account, self.now)


@contextmanager
def stage(
    database: Database, year: int, month: int, day: int, hour: int = 10, minute: int = 0
) -> Iterator[Stage]:  # fmt: skip
    """Open a scene at an instant in New York; everything in it is stored when it ends well."""
    with database.writing() as db:
        hold(db)
        yield Stage(db, local(year, month, day, hour, minute, zone=ZONE))
