"""How is it shown that an address is somebody's? A letter is asked for, sent, and answered by opening its link."""

import secrets
from datetime import datetime

from sqlalchemy import update

from oewg.accounts import queries
from oewg.accounts.actions.people import find_or_create_account
from oewg.accounts.actions.signing_in import set_password
from oewg.accounts.models import Account, Confirmation
from oewg.accounts.rules import confirmations as rules
from oewg.accounts.rules import invitations
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.database import Db
from oewg.core.errors import Refusal, say


def ask_confirmation(db: Db, purpose: str, email: str, name: str, language: str, *, at: datetime) -> Confirmation:
    """Keep that a letter is to go to an address, about an organization by `name`; a newer one takes an earlier's place."""
    email = email.strip().lower()
    rules.check_pause(queries.last_asked(db, email, at), at)
    db.execute(
        update(Confirmation)
        .where(Confirmation.email == email, Confirmation.purpose == purpose, Confirmation.name == name,
               Confirmation.expires_at > at)
        .values(expires_at=at)
    )  # fmt: skip
    made = Confirmation(
        purpose=purpose, email=email, language=language, name=name, key=secrets.token_hex(32), since=at,
        expires_at=at + rules.LASTS,
    )  # fmt: skip
    db.add(made)
    db.flush()
    return made


def confirm(db: Db, confirmation: Confirmation, name: str, password_hash: str | None, *, at: datetime) -> Account:
    """Use a link: the account under the address, an earlier one or a new one by `name`; the address is kept there alone.

    `password_hash`, as `passwords.hashed` gives it, is the first password of a person who has none that suffices.
    """
    rules.check_opens(invitations.standing(confirmation.expires_at, confirmation.used_at, at))
    assert confirmation.email is not None
    found, needed = queries.account_to_confirm(db, confirmation)
    if found is not None and found.disabled_at is not None:
        raise Refusal(say("This account is disabled. Please ask the secretariat."))
    rules.check_password(needed, password_hash is not None)
    account = find_or_create_account(db, confirmation.email, name, by=PUBLIC, at=at)
    if needed and password_hash is not None:
        set_password(db, account, password_hash, at)
    confirmation.used_at = at
    forget(confirmation)
    db.flush()
    return account


def forget(confirmation: Confirmation) -> None:
    """Keep nothing of an address whose link has been used or has expired."""
    confirmation.email, confirmation.name = None, ""


def claim_confirmation(db: Db, confirmation_id: int, at: datetime) -> Confirmation | None:
    """Take it on oneself to send the letter; None if somebody else was faster, it has gone out, or nobody waits for it."""
    claimed = db.execute(
        update(Confirmation)
        .where(
            Confirmation.id == confirmation_id, queries.to_be_sent(at, Confirmation), Confirmation.email.is_not(None),
            Confirmation.expires_at > at,
        )
        .values(claimed_at=at)
        .returning(Confirmation.id)
    ).scalar_one_or_none()  # fmt: skip
    return None if claimed is None else db.get(Confirmation, claimed)


def confirmation_sent(db: Db, confirmation_id: int, at: datetime) -> None:
    """Note that the letter has gone out."""
    db.execute(
        update(Confirmation)
        .where(Confirmation.id == confirmation_id, Confirmation.sent_at.is_(None))
        .values(sent_at=at)
    )


def confirmation_failed(db: Db, confirmation_id: int, at: datetime) -> None:
    """Note that the letter could not be delivered: it is tried again after a pause that grows."""
    db.execute(
        update(Confirmation)
        .where(Confirmation.id == confirmation_id, Confirmation.sent_at.is_(None))
        .values(failures=Confirmation.failures + 1, claimed_at=at)
    )
