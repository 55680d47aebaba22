"""Which entries of the record hold words on a person? Those of letters of credentials, which hold titles."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from oewg.accounts.models import Capacity
from oewg.accounts.queries import tells_of
from oewg.core.database import Db
from oewg.meetings.models import CredentialedPerson
from oewg.record import queries as record

ABOUT_A_LETTER = ("receive_credentials", "name_person")
ABOUT_A_CAPACITY = ("name_member", "change_title")


@tells_of
def entries_with_titles(db: Db, account_id: int) -> Collection[int]:
    """The entries in which a title of the person stands, with those of others on the same letter: their rows keep them."""
    rows = db.execute(
        select(CredentialedPerson.id, CredentialedPerson.capacity_id, CredentialedPerson.credentials_id)
        .join(Capacity, CredentialedPerson.capacity_id == Capacity.id)
        .where(Capacity.account_id == account_id)
    ).all()
    persons = {row.id for row in rows}
    found = {
        said.index
        for letter in {row.credentials_id for row in rows if row.credentials_id}
        for said in record.said_after(db, -1, ABOUT_A_LETTER, subject=("credentials", letter))
        if persons.intersection(_persons(said.facts))
    }
    return found | {
        said.index
        for row in rows
        for said in record.said_after(db, -1, ABOUT_A_CAPACITY, subject=("capacity", row.capacity_id))
    }


def _persons(facts: Mapping[str, object]) -> Collection[object]:
    """The numbers of the persons whom an entry about a letter names: one, or all of those on the letter."""
    several = facts.get("persons")
    named = several if isinstance(several, list) else [facts]
    return [each.get("person") for each in named if isinstance(each, dict)]
