"""Who leaves the exercise's group, and asks that what is kept of them be erased?"""

from sqlalchemy import select

from oewg.accounts import actions, queries
from oewg.accounts.models import Account, Capacity, Organization
from oewg.core.database import Database
from oewg.overview.demonstration import words
from oewg.overview.demonstration.stage import Stage, stage

DECLINED = (
    "Your organization’s contribution of December 2019 is being answered these days, and you are to be told what became of it. "
    "Please ask again in April."
)


def people_ask_to_be_erased(database: Database) -> None:
    """March 2021: of three representatives who leave one is erased, one is asked to wait, and one still waits for an answer."""
    with stage(database, 2021, 3, 11) as on:
        erased, declined, waiting = (_representative(on, name) for name in words.PARTICIPANTS[-3:])
        rows = [
            actions.ask_erasure(on.db, by=queries.viewer_of_account(on.db, account, on.now), at=on.at())
            for account in (erased, declined, waiting)
        ]
        on.go_to(2021, 3, 12)
        actions.carry_out_erasure(on.db, rows[0], by=on.sample("secretariat"), at=on.at())
        actions.decline_erasure(on.db, rows[1], DECLINED, by=on.sample("secretariat"), at=on.at())


def _representative(on: Stage, organization: str) -> Account:
    query = select(Account).join(Capacity).join(Organization, Capacity.organization_id == Organization.id)
    return on.db.scalars(query.where(Organization.name == organization).order_by(Account.id).limit(1)).one()
