"""Is this a password, and is it theirs? Argon2id, capped in parallel because each check takes 64 MiB."""

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from oewg.core.errors import Invalid, say

SHORTEST = 15
LONGEST = 256
_hasher = PasswordHasher()
_at_once = BoundedSemaphore(2)
# Checked when there is no such account, so that the answer takes as long as for a wrong password.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$z4SH/2qJpnybLsizYd36gw$pgd4S5aglrZSOhCfvqrupj7xVqGFl5J82fEIcFGECcw"


def hashed(password: str) -> str:
    """The Argon2id hash to keep, or Invalid if the password is too short or too long."""
    if len(password) < SHORTEST:
        raise Invalid(
            say("A password has at least %(shortest)s characters; a sentence is easy to keep."),
            {"new_password": say("Too short.")},
            shortest=SHORTEST,
        )
    if len(password) > LONGEST:
        raise Invalid(
            say("A password has at most %(longest)s characters."), {"new_password": say("Too long.")}, longest=LONGEST
        )
    with _at_once:
        return _hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Is this the password behind the kept hash? Takes as long when there is none."""
    with _at_once:
        try:
            return _hasher.verify(kept or _NOBODY, password[: LONGEST + 1]) and kept is not None
        except (VerifyMismatchError, InvalidHashError):
            return False
