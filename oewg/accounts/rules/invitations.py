"""May a link let a person set the first password of an account, and does it still?

Whoever names a person holds the link until it is passed on, and could use it. So a link opens an account only where that
gives its holder nothing that was not the holder's to give: never one that has a password, and for a head of delegation
never one that acts, or ever acted, for anybody else.

A head who does not pass the link on but sets a password with it can know beforehand whom another delegation will name. So
such a password lets nobody act for another delegation, and a link from the secretariat takes its place.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from oewg.accounts.rules.capacities import ActingAs, Viewer
from oewg.core.errors import Refusal, say

LASTS = timedelta(days=7)

ENDED = {
    "used": say("This link has been used: a password was set with it. Please sign in with that password."),
    "expired": say(
        "This link has expired: it holds for seven days, and a newer one takes its place. "
        "Please ask whoever named you for another."
    ),
}
"""Why a link that was given no longer opens anything."""


def standing(expires_at: datetime, used_at: datetime | None, at: datetime) -> str:
    """Where a link stands: open, used or expired; half-open, as all terms are."""
    if used_at is not None:
        return "used"
    return "open" if at < expires_at else "expired"


def reaches(held_by_id: int | None, capacity: ActingAs) -> bool:
    """May one who signs in act in this capacity? `held_by_id`: the delegation whose head held the link of the password."""
    return held_by_id is None or capacity.delegation_id == held_by_id


def password_suffices(has: bool, held_by_id: int | None, capacities: Collection[ActingAs]) -> bool:
    """Has an account a password that lets its person act in all capacities that it has or ever had?"""
    return has and all(reaches(held_by_id, each) for each in capacities)


def may_open(by: Viewer, has_password: bool, disabled: bool, capacities: Collection[ActingAs]) -> bool:
    """May a link in the hands of `by` set this account's first password? `capacities` are all it has or ever had."""
    if has_password or disabled:
        return False
    if by.role == "head":
        own = by.delegation_id
        return all(c.delegation_id == own and c.role in ("alternate", "adviser") for c in capacities)
    return all(c.role != "administrator" for c in capacities)


def check_opens(
    expires_at: datetime, used_at: datetime | None, has_password: bool, disabled: bool, at: datetime
) -> None:
    """Refuse a link that was used or has expired, and an account that needs or may have no first password."""
    found = standing(expires_at, used_at, at)
    if found != "open":
        raise Refusal(ENDED[found])
    if disabled:
        raise Refusal(say("This account is disabled. Please ask the secretariat."))
    if has_password:
        raise Refusal(say("This account has a password already. Please sign in with it."))
