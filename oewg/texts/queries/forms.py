"""In which forms can a document of the register be read, and what holds it there? Higher rooms that keep it tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oewg.core.database import Db
from oewg.texts.models import Document


@dataclass(frozen=True)
class Kept:
    """A form in which a document is kept: a marked sentence with its values, and the page or file that it leads to."""

    words: str
    values: Mapping[str, Any]
    endpoint: str
    place: Mapping[str, Any]


Told = Callable[[Db, Document], Sequence[Kept]]
_TOLD: list[Told] = []


def keeps_documents(told: Told) -> Told:
    """Register a higher room's query for the forms of a document; whoever may know of it may read them."""
    _TOLD.append(told)
    return told


def kept_forms(db: Db, document: Document) -> list[Kept]:
    """The forms in which a document is kept: what each room tells."""
    return [one for told in _TOLD for one in told(db, document)]


Holds = Callable[[Db, Document], str]
_HOLDS: list[Holds] = []


def holds_documents(holds: Holds) -> Holds:
    """Register a higher room's query for why a document is not withdrawn: a marked sentence, or ""."""
    _HOLDS.append(holds)
    return holds


def held_by(db: Db, document: Document) -> str:
    """Why a document is not withdrawn, in the words of the first room that holds it; "" if none does."""
    return next((words for holds in _HOLDS if (words := holds(db, document))), "")
