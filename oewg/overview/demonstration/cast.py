"""Who plays in the exercise? Sample accounts that anybody may try, one for each role, and delegates who only act."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from oewg.accounts import actions, queries
from oewg.accounts.models import Account, Delegation
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.clock import local
from oewg.core.database import Database, Db
from oewg.record.actions import hold

PASSWORD = "only for the exercise"
NOTICE = (
    "Exercise: invented words and positions dealt out by a rule; no real State, organization or person speaks here."
)
ZONE = "America/New_York"
SET_UP = local(2018, 12, 11, 10, zone=ZONE)


@dataclass(frozen=True)
class Sample:
    """One sample account: how the role is called, the address, the capacity, the delegation and the group."""

    words: str
    email: str
    role: str
    delegation: str = ""
    group: str = ""


SAMPLES = {
    "delegate": Sample("a delegate (Kenya)", "delegate@exercise.example", "adviser", "KEN"),
    "head": Sample("a head of delegation (Jamaica)", "head@exercise.example", "head", "JAM"),
    "adviser": Sample("an adviser of the same delegation (Jamaica)", "adviser@exercise.example", "adviser", "JAM"),
    "coordinator": Sample("a group's coordinator (EU)", "coordinator@exercise.example", "coordinator", "ROU", "EU"),
    "observer": Sample("an observer (Holy See)", "observer@exercise.example", "adviser", "VAT"),
    "chair": Sample("the Chair", "chair@exercise.example", "chair", "CHE"),
    "bureau": Sample("the Rapporteur", "rapporteur@exercise.example", "rapporteur", "URY"),
    "secretariat": Sample("the secretariat", "secretariat@exercise.example", "secretariat"),
    "administrator": Sample("the administrator", "administrator@exercise.example", "administrator"),
    "stakeholder": Sample("an accredited organization", "stakeholder@exercise.example", "representative"),
    "pending": Sample("an organization that waits", "pending@exercise.example", "representative"),
}
"""Role -> its sample account. Officers are elected and organizations accredited in later scenes."""


def set_up(database: Database) -> None:
    """The group, the register of States, and everybody's accounts and capacities."""
    with database.writing() as db:
        hold(db)
        actions.begin_group(
            db,
            "Open-ended working group on security in the use of ICTs (exercise)",
            "A/AC.290",
            NOTICE,
            by=PUBLIC,
            at=SET_UP,
        )
        actions.register_states(db, by=PUBLIC, at=SET_UP)
        for sample in SAMPLES.values():
            if sample.role == "representative":
                continue  # organizations register themselves
            account = actions.create_account(
                db,
                sample.email,
                _titled(sample.words),
                PASSWORD,
                by=PUBLIC,
                at=SET_UP,
            )
            if sample.role not in ("chair", "rapporteur"):
                give(db, account, sample.role, sample.delegation, sample.group, SET_UP)
        for delegation in db.scalars(
            select(Delegation).where(Delegation.kind == "member").order_by(Delegation.code)
        ).all():
            account = actions.create_account(
                db,
                f"{delegation.code.lower()}@exercise.example",
                f"Delegate of {delegation.code}",
                None,
                by=PUBLIC,
                at=SET_UP,
            )
            give(db, account, "adviser", delegation.code, "", SET_UP)


def _titled(words: str) -> str:
    bare = words.removeprefix("a ").removeprefix("an ").removeprefix("the ")
    return bare[:1].upper() + bare[1:]


def give(db: Db, account: Account, role: str, delegation: str, group: str, at: datetime) -> None:
    """Give a capacity by codes."""
    actions.give_capacity(
        db,
        account,
        role,
        by=PUBLIC,
        at=at,
        since=at,
        delegation_id=queries.delegation_by_code(db, delegation).id if delegation else None,
        group_id=queries.group_by_code(db, group).id if group else None,
    )


def viewer(db: Db, email: str, at: datetime) -> Viewer:
    """Somebody of the cast at an instant, by address."""
    account = queries.account_by_email(db, email)
    assert account is not None, email
    return queries.viewer_of_account(db, account, at)


def delegate_of(db: Db, code: str, at: datetime) -> Viewer:
    """The delegate of a State who has no password and only acts."""
    return viewer(db, f"{code.lower()}@exercise.example", at)


def sample_accounts() -> str:
    """The accounts that anybody may try, one for each role, as a table for a terminal."""
    rows = [f"    {sample.email:<34}{sample.words}" for sample in SAMPLES.values()]
    return "\n".join([f"  Sample accounts of the exercise, all with the password “{PASSWORD}”:", *rows, ""])
