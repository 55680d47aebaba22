"""What does a draft hold after somebody saved it, when others may have saved it meanwhile? Nothing that anybody typed is lost.

A draft has parts ("title", "words", "language", "consent", and "12" for the answer to question 12). A form says of each part
what its writer had before the eyes, so that two people who write different answers do not stand in each other's way.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from oewg.core.errors import Refusal, say


@dataclass(frozen=True)
class Saving:
    """What a draft holds after a save, and the parts that somebody else has changed too, of which it holds theirs."""

    parts: Mapping[str, str]
    conflicts: tuple[str, ...]


class StaleDraft(Refusal):
    """Somebody else has saved other words in the same parts: both are shown, and nothing was saved."""

    def __init__(self, conflicts: tuple[str, ...]) -> None:
        super().__init__(
            say(
                "Somebody else of your side has saved this draft since you opened it, with other words in the same place. "
                "Nothing was saved. Both are below: please put together what should stand, and save again."
            )
        )
        self.conflicts = conflicts
        self.details = {"conflicts": list(conflicts)}


def mark(words: str) -> str:
    """What a form carries to say which words its writer had: sixteen hex figures."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def saved(stored: Mapping[str, str], sent: Mapping[str, str], had: Mapping[str, str]) -> Saving:
    """What a draft holds after a save. `had` are the marks of what the writer had; a part without one was empty.

    A part that the writer left as it was keeps what others wrote meanwhile.
    """
    parts, conflicts = dict(stored), []
    for part, wrote in sent.items():
        now, before = stored.get(part, ""), had.get(part, mark(""))
        if wrote == now or mark(wrote) == before:
            continue
        if mark(now) == before:
            parts[part] = wrote
        else:
            conflicts.append(part)
    return Saving(parts, tuple(conflicts))


def check_same(had: str, now: str) -> None:
    """Refuse to submit what is not what was previewed (digests)."""
    if had != now:
        raise Refusal(
            say(
                "The draft has been changed since this preview was made. Please read it again as it is now, and submit it."
            )
        )


def digest_of_file(contents: bytes) -> str:
    """Hex SHA-256 of a file."""
    return hashlib.sha256(contents).hexdigest()
