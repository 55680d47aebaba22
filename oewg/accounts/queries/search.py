"""What can be searched, how is it kept, and what of it may this viewer see?

Rooms declare it, next to their other questions, and one search goes through them all:

    searched(Source(
        "decision", say("Decisions"), say("Decision"), place=40,
        follows={"decision": the_same},       which entries of the record change what the index holds of it
        says=_what_decisions_say,             what it holds: of some of them, or of all
        open_to=_decisions_open_to,           what a viewer may see: only among that anything is looked for
        shows=_decisions_shown,               how those that were found are shown
    ))

The index holds everything, also what few may see; `open_to` is asked again with each search, so that neither what is
found nor how much of it, in which order or with which words around it tells of what is hidden.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Select
from sqlalchemy.orm import InstrumentedAttribute

from oewg.accounts.queries.topics import About
from oewg.accounts.rules.capacities import Viewer
from oewg.core import search
from oewg.core.database import Db
from oewg.core.search import Among, Asked, Hit, Hits, Indexed
from oewg.record import queries as record


@dataclass(frozen=True)
class Narrowed:
    """To what a search is narrowed besides its words; empty means all. A kind of things that knows no such thing has none."""

    language: str = ""
    session: int = 0
    """A session's number."""
    sector: str = ""
    """Of the organization that wrote it, as far as the viewer may know who did."""
    since: date | None = None
    until: date | None = None
    """Both in, as days in UTC."""


EVERYTHING = Narrowed()


@dataclass(frozen=True)
class OfDelegation:
    """A delegation within a name, told as it is called in the reader's language."""

    delegation_id: int


@dataclass(frozen=True)
class Shown:
    """A thing that was found: its name with the page on which it is read, its words, from whom, when."""

    about: About
    words: str
    at: datetime | None = None
    notes: Sequence[About] = field(default=())
    """What else is told of it, such as its author or its text."""


@dataclass(frozen=True)
class Source:
    """A kind of things that can be searched; the module says what the four functions are for."""

    kind: str
    name: str
    """Of many, as a marked sentence; `one` of one."""
    one: str
    place: int
    """Its place among the kinds."""
    follows: Mapping[str, Callable[[Db, Collection[int]], Collection[int]]]
    """Kind of an entry's subject -> which things of this kind such subjects change: one query."""
    says: Callable[[Db, Collection[int] | None], Iterable[Indexed]]
    """What is indexed of some of them by their numbers, or of all; nothing of those that are no more. A fixed number of queries."""
    open_to: Callable[[Viewer, Narrowed], Sequence[Among]]
    """What of them a viewer may see; nothing, if they know nothing of that to which the search is narrowed. No query."""
    shows: Callable[[Db, Viewer, Collection[int]], Mapping[int, Shown]]
    """How some of them are shown to a viewer who may see them: a fixed number of queries."""


SOURCES: dict[str, Source] = {}
"""Kind -> what can be searched."""


def searched(source: Source) -> None:
    """Declare a kind of things that can be searched."""
    if source.kind in SOURCES:
        raise ValueError(f"{source.kind} is searched already")
    SOURCES[source.kind] = source


def the_same(_db: Db, ids: Collection[int]) -> Collection[int]:
    """For `follows`: the subjects are the things themselves."""
    return ids


Query = TypeVar("Query", bound=Select[*tuple[Any, ...]])


def of_some(query: Query, number: InstrumentedAttribute[int], ids: Collection[int] | None) -> Query:
    """For `says`: a query of some things by their numbers, or of all."""
    return query if ids is None else query.where(number.in_(ids))


def index_is_behind(db: Db) -> bool:
    """Has anything been recorded that the index does not know of yet? One query."""
    return search.mark(db) != record.size(db)


def what_is_open(viewer: Viewer, narrowed: Narrowed = EVERYTHING) -> list[Among]:
    """What a viewer may search."""
    return [
        among
        for source in sorted(SOURCES.values(), key=lambda each: each.place)
        for among in source.open_to(viewer, narrowed)
    ]


def found(
    db: Db,
    viewer: Viewer,
    asked: Asked,
    narrowed: Narrowed = EVERYTHING,
    *,
    kind: str = "",
    number: int = 1,
    size: int = 20,
) -> Hits:
    """What a viewer finds, the best first, of all kinds or of one: two queries, on an index that is up to date."""
    among = what_is_open(viewer, narrowed)
    return search.ranked(db, asked, among, language=narrowed.language, kind=kind, number=number, size=size)


def shown(db: Db, viewer: Viewer, hits: Iterable[Hit]) -> dict[tuple[str, int], Shown]:
    """(kind, number) -> how it is shown, of what a viewer has found: each kind is asked once."""
    of: dict[str, list[int]] = {}
    for hit in hits:
        of.setdefault(hit.kind, []).append(hit.id)
    return {
        (kind, number): one for kind, ids in of.items() for number, one in SOURCES[kind].shows(db, viewer, ids).items()
    }
