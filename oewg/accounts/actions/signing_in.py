"""How does a person come in and go out? A link, a password, a sign-in, the capacity in which a browser acts."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from oewg.accounts import queries
from oewg.accounts.models import (
    Account,
    Invitation,
    SignIn,
)
from oewg.accounts.rules import invitations, passwords
from oewg.accounts.rules.capacities import ADMINISTRATION, Viewer
from oewg.core.database import Db
from oewg.core.errors import Refusal, say
from oewg.record.actions import Subject, append
from oewg.record.rules.canonical import instant_text

SIGN_IN_LASTS = timedelta(hours=16)


@dataclass(frozen=True)
class Invited:
    """A link's token, shown this once, and whether it lets the person set a password.

    Where it does not, nothing is kept of it: it leads to the page that says to sign in with the password one has.
    """

    token: str
    opens: bool


def invite(db: Db, account: Account, *, by: Viewer, at: datetime) -> Invited:
    """Give whoever named a person a link to pass on; earlier links of the account no longer open anything."""
    token = secrets.token_urlsafe(32)
    opens = invitations.may_open(
        by, queries.password_suffices(db, account), account.disabled_at is not None,
        queries.capacities_of(db, account.id),
    )  # fmt: skip
    end_invitations(db, account.id, at)
    expires_at = at + invitations.LASTS
    row = Invitation(
        digest=queries.digest(token), account_id=account.id, since=at, expires_at=expires_at,
        held_by_id=by.delegation_id if by.role == "head" else None,
    )  # fmt: skip
    if opens:
        db.add(row)
        db.flush()
    append(
        db,
        "invite",
        by.account_id,
        by.capacity,
        Subject("account", account.id),
        {"invitation": row.id if opens else None, "expires": instant_text(expires_at)},
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
        deadlines=(expires_at,),
    )
    return Invited(token, opens)


def end_invitations(db: Db, account_id: int, at: datetime) -> None:
    """Let no link of an account open anything any more."""
    db.execute(
        update(Invitation)
        .where(Invitation.account_id == account_id, Invitation.used_at.is_(None), Invitation.expires_at > at)
        .values(expires_at=at)
    )


def accept_invitation(db: Db, token: str, password_hash: str, *, at: datetime) -> Account:
    """Set the first password of the account that a link is for; `password_hash` as `passwords.hashed` gives it.

    Or another in place of one that lets nobody act for whom the person was named since; its sign-ins end.
    """
    row = queries.invitation(db, token)
    account = row.account
    invitations.check_opens(
        row.expires_at, row.used_at, queries.password_suffices(db, account), account.disabled_at is not None, at
    )
    row.used_at = at
    set_password(db, account, password_hash, at, held_by_id=row.held_by_id)
    append(
        db,
        "accept_invitation",
        account.id,
        queries.viewer_of_account(db, account, at).capacity,
        Subject("account", account.id),
        {"invitation": row.id},
        at,
        readers=[*ADMINISTRATION, f"account:{account.id}"],
    )
    return account


def set_password(
    db: Db, account: Account, password_hash: str, at: datetime, *, held_by_id: int | None = None
) -> None:  # fmt: skip
    """Put a password in the place of none, or of one that does not suffice: every sign-in of the account ends at once.

    `held_by_id` is the delegation whose head held the link with which it was set, if a head did.
    """
    account.password_hash, account.password_held_by_id = password_hash, held_by_id
    end_sign_ins(db, account.id, at)


def change_password(db: Db, account: Account, password: str, *, by: Viewer, at: datetime) -> None:
    """Set a new password: every sign-in of the account ends at once."""
    account.password_hash = passwords.hashed(password)
    end_sign_ins(db, account.id, at)
    append(
        db,
        "change_password",
        by.account_id,
        by.capacity,
        Subject("account", account.id),
        {},
        at,
        readers=["administration", f"account:{account.id}"],
    )


def end_sign_ins(db: Db, account_id: int, at: datetime) -> None:
    """End every sign-in of an account."""
    db.execute(update(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None)).values(ended_at=at))


def sign_in(db: Db, account: Account, *, at: datetime) -> str:
    """Begin a sign-in for a person whose password has been checked; returns the cookie's token."""
    if account.disabled_at:
        raise Refusal(say("This account is disabled."))
    token = secrets.token_urlsafe(32)
    viewer = queries.viewer_of_account(db, account, at)
    row = SignIn(
        token_digest=queries.digest(token),
        account_id=account.id,
        since=at,
        expires_at=at + SIGN_IN_LASTS,
        capacity_id=viewer.acting_as.id if viewer.acting_as else None,
    )
    db.add(row)
    db.flush()
    append(
        db,
        "sign_in",
        account.id,
        viewer.capacity,
        Subject("sign_in", row.id),
        {},
        at,
        readers=["administration", f"account:{account.id}"],
    )
    return token


def sign_out(db: Db, token: str, *, by: Viewer, at: datetime) -> None:
    """End one sign-in."""
    row = _sign_in(db, token)
    row.ended_at = at
    append(
        db,
        "sign_out",
        by.account_id,
        by.capacity,
        Subject("sign_in", row.id),
        {},
        at,
        readers=["administration", f"account:{by.account_id}"],
    )


def act_as(db: Db, token: str, capacity_id: int, *, by: Viewer, at: datetime) -> None:
    """Choose which of one's live capacities this browser acts in."""
    if capacity_id not in [capacity.id for capacity in by.others]:
        raise Refusal(say("You do not hold this capacity now."))
    row = _sign_in(db, token)
    row.capacity_id = capacity_id
    append(
        db,
        "act_as",
        by.account_id,
        by.capacity,
        Subject("sign_in", row.id),
        {"capacity": capacity_id},
        at,
        readers=["administration", f"account:{by.account_id}"],
    )


def _sign_in(db: Db, token: str) -> SignIn:
    return db.scalars(select(SignIn).where(SignIn.token_digest == queries.digest(token))).one()
