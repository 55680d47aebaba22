"""Whom does it concern who acts for a delegation, and which letter, which member is it?

Whoever was named, and whose capacity was ended, hears of that as of their own account.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from oewg.accounts.models import Account, Capacity, Delegation
from oewg.accounts.queries import About, always, by_subject, concerns, describes
from oewg.accounts.rules.notices import Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings.models import CredentialedPerson, Credentials
from oewg.record.queries import Addressed


def heads(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """Who acts for a delegation concerns whoever was its head at that instant: one query."""
    of = {
        entry.said.index: {one.partition(":")[2] for one in entry.readers if one.startswith("delegation:")}
        for entry in entries
    }
    rows = db.execute(
        select(Delegation.code, Capacity.account_id, Capacity.since, Capacity.until)
        .join(Delegation, Capacity.delegation_id == Delegation.id)
        .where(Capacity.role == "head", Delegation.code.in_(set().union(*of.values())))
    ).all()
    return {
        entry.said.index: {
            Whom(f"account:{account_id}")
            for code, account_id, since, until in rows
            if code in of[entry.said.index] and since <= entry.said.at and (until is None or entry.said.at < until)
        }
        for entry in entries
    }


@by_subject
def holder(db: Db, capacity_ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """What is changed of a membership concerns the person whose it is: one query."""
    rows = db.execute(select(Capacity.id, Capacity.account_id).where(Capacity.id.in_(capacity_ids)))
    return {row[0]: [Whom(f"account:{row[1]}")] for row in rows}


concerns("own_account", change_title=holder)
topic(
    "own_delegation", say("Who acts for your delegation: credentials received, members named, terms ended"),
    why=say("The head of a delegation is told who acts for it."), roles={"head", "observer"}, pace="at_once", place=38,
)  # fmt: skip
concerns(
    "own_delegation", receive_credentials=heads, name_person=heads, name_member=heads, end_membership=heads,
    change_title=heads,
)  # fmt: skip
topic(
    "members_named", say("Members that heads of delegation name, and memberships that are ended"),
    why=say("The secretariat keeps the list of participants."), roles={"secretariat"}, pace="daily", place=38,
)  # fmt: skip
secretariat = always("secretariat")
concerns("members_named", name_member=secretariat, end_membership=secretariat, change_title=secretariat)


def _letters_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.execute(select(Credentials.id, Credentials.dated).where(Credentials.id.in_(ids)))
    return {
        row[0]: About(say("Letter of credentials of %(dated)s"), {"dated": row[1]}, "meetings.own_delegation", {})
        for row in rows
    }


def _members(db: Db, capacity_ids: Collection[int]) -> dict[int, tuple[str, str, int]]:
    """Capacity -> (the name as it was written where the person was named, the delegation's code, the account)."""
    rows = db.execute(
        select(Capacity.id, CredentialedPerson.name, Account.name, Delegation.code, Account.id)
        .join(Account, Capacity.account_id == Account.id)
        .join(Delegation, Capacity.delegation_id == Delegation.id)
        .outerjoin(CredentialedPerson, CredentialedPerson.capacity_id == Capacity.id)
        .where(Capacity.id.in_(capacity_ids))
    )
    return {row[0]: (row[1] or row[2], row[3], row[4]) for row in rows}


def _own_members_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    return {
        number: About(say("%(name)s"), {"name": name}, "meetings.own_delegation", {})
        for number, (name, _, _) in _members(db, ids).items()
    }


def _members_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    return {
        number: About(
            say("%(name)s (%(delegation)s)"), {"name": name, "delegation": code}, "accounts.person",
            {"account_id": account_id},
        )
        for number, (name, code, account_id) in _members(db, ids).items()
    }  # fmt: skip


describes(credentials=_letters_named)
describes("own_delegation", capacity=_own_members_named)
describes("members_named", capacity=_members_named)
