"""On what does a provision rest that higher rooms keep? They tell it for a viewer, so that its page can show it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db


@dataclass(frozen=True)
class Resting:
    """One thing that was put in and bears on a provision, as a viewer may know it."""

    title: str
    by: str
    """Whose it is; "" where the viewer may not know."""
    quote: str
    """The words of it that bear on the provision; "" where that is all of it."""
    became: str
    """A marked sentence: what became of it there."""
    earlier: str
    """A marked sentence, if that was said of earlier wording; or ""."""
    reason: str
    endpoint: str
    place: Mapping[str, Any]
    """The page on which it is read."""


Told = Callable[[Db, Viewer, int], Sequence[Resting]]
_TOLD: list[Told] = []


def tells_what_rests(told: Told) -> Told:
    """Register a higher room's query for what bears on a provision, as far as a viewer may know of it."""
    _TOLD.append(told)
    return told


def resting_on(db: Db, viewer: Viewer, provision_id: int) -> list[Resting]:
    """What a provision rests on, as far as a viewer may know of it: what each room tells."""
    return [one for told in _TOLD for one in told(db, viewer, provision_id)]
