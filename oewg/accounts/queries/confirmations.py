"""Which addresses wait to be confirmed, and which letters about that have not gone out?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from oewg.accounts.models import Account, Confirmation
from oewg.accounts.queries.notices import to_be_sent
from oewg.accounts.queries.people import account_by_email, password_suffices
from oewg.core.database import Db
from oewg.core.errors import NotFound


def confirmation(db: Db, confirmation_id: int, key: str) -> Confirmation:
    """The confirmation that a link is for, or NotFound."""
    found = db.get(Confirmation, confirmation_id)
    if found is None or found.key != key:
        raise NotFound
    return found


def last_asked(db: Db, email: str, at: datetime) -> datetime | None:
    """When the last letter was written to an address that has not been confirmed and still may be."""
    return db.scalar(
        select(func.max(Confirmation.since)).where(Confirmation.email == email, Confirmation.expires_at > at)
    )


def account_to_confirm(db: Db, confirmation: Confirmation) -> tuple[Account | None, bool]:
    """The account that there is under the address, if any, and whether its person has to choose a password."""
    found = account_by_email(db, confirmation.email) if confirmation.email else None
    return found, found is None or not password_suffices(db, found)


def confirmations_to_send(db: Db, at: datetime, limit: int) -> Sequence[int]:
    """The numbers of the confirmations whose letter is to be sent now, the oldest first."""
    open_ones = Confirmation.email.is_not(None), Confirmation.expires_at > at
    query = select(Confirmation.id).where(to_be_sent(at, Confirmation), *open_ones)
    return db.scalars(query.order_by(Confirmation.id).limit(limit)).all()
