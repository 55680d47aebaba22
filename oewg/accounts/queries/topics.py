"""Which acts concern whom, under which topic, and what are their subjects called?

Rooms declare it, next to their other questions; each finder is asked once for many entries, so that the number of
queries hangs neither on the entries nor on the people:

    topic("silence", say("Silence procedures"), why=..., roles=IN_THE_ROOM, pace="at_once", place=50)
    concerns("silence", open_silence=everybody, break_silence=everybody)
    concerns("own_amendments", put_in_conflict=sponsors)
    describes(silence=silences_named)
    describes("own_delegation", capacity=members_named)      what is one's own capacity to the one, is a member to the head
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from oewg.accounts.rules.notices import SIGNED_IN, TOPICS, Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.record.queries import Addressed, Said

Finder = Callable[[Db, Sequence[Addressed]], Mapping[int, Collection[Whom]]]
"""Which of some entries (all of them of acts for which it was declared) concern whom: by the entry's index."""

CONCERNS: dict[str, dict[str, Finder]] = defaultdict(dict)
"""Act -> topic's key -> who finds whom it concerns."""


@dataclass(frozen=True)
class OnTheClock:
    """An instant within a sentence, told on the clocks of a zone."""

    at: datetime
    zone: str


@dataclass(frozen=True)
class About:
    """What an entry is about, by name, and the page on which it is read."""

    words: str
    """A marked sentence with %(name)s places."""
    values: Mapping[str, object]
    """What goes into them: text, numbers, days, instants `OnTheClock`, another About."""
    endpoint: str
    place: Mapping[str, Any]


Describer = Callable[[Db, Collection[int]], Mapping[int, About]]
DESCRIBERS: dict[tuple[str, str], Describer] = {}
"""(topic's key or "" for any, kind of an entry's subject) -> who names such subjects, many at once, by their numbers."""


def concerns(key: str, **finders: Finder) -> None:
    """Declare for some acts that their entries belong to a topic, and who finds whom they concern."""
    for act, finder in finders.items():
        if key not in TOPICS or key in CONCERNS[act]:
            raise ValueError(f"{act} belongs to {key} already, or there is no such topic")
        CONCERNS[act][key] = finder


def describes(key: str = "", /, **describers: Describer) -> None:
    """Declare who names the subjects of some kinds; with a topic's key: for those who are told under that topic."""
    given = {(key, kind): describer for kind, describer in describers.items()}
    if twice := DESCRIBERS.keys() & given.keys():
        raise ValueError(f"these kinds of subjects have names already: {sorted(twice)}")
    DESCRIBERS.update(given)


def described(db: Db, told: Sequence[tuple[Said, str]]) -> dict[int, About]:
    """Entry -> what it is about, by name, of entries with the topics under which they are told.

    Each describer is asked once.
    """
    of: dict[tuple[str, str], set[int]] = defaultdict(set)
    ways = {entry.index: _way(entry.subject_kind, key) for entry, key in told}
    for entry, _ in told:
        of[ways[entry.index]].add(entry.subject_id)
    names = {way: DESCRIBERS[way](db, ids) for way, ids in of.items() if way in DESCRIBERS}
    return {
        entry.index: names[ways[entry.index]][entry.subject_id]
        for entry, _ in told
        if entry.subject_id in names.get(ways[entry.index], ())
    }


def _way(kind: str, key: str) -> tuple[str, str]:
    return (key, kind) if (key, kind) in DESCRIBERS else ("", kind)


def titled(
    words: str, endpoint: str, place: str, number: InstrumentedAttribute[int], **columns: InstrumentedAttribute[Any]
) -> Describer:
    """A describer of rows that say their names themselves: one query.

    `columns` go into the `words` under their names, and the row's number into the page's address as `place`.
    """

    def named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
        rows = db.execute(select(number, *columns.values()).where(number.in_(ids)))
        return {
            row[0]: About(words, dict(zip(columns, row[1:], strict=True)), endpoint, {place: row[0]}) for row in rows
        }

    return named


def always(*audiences: str) -> Finder:
    """A finder: each entry concerns these audiences."""

    def found(_db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
        return {entry.said.index: [Whom(each) for each in audiences] for entry in entries}

    return found


everybody = always("public")
"""A finder: each entry concerns everybody to whom the topic is offered."""


def those_addressed(kind: str) -> Finder:
    """A finder: each entry concerns those of its readers that are of a kind: "account", "organization", "chair"."""

    def found(_db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
        return {
            entry.said.index: [Whom(one) for one in sorted(entry.readers) if one.partition(":")[0] == kind]
            for entry in entries
        }

    return found


def by_subject(ask: Callable[[Db, Collection[int]], Mapping[int, Collection[Whom]]]) -> Finder:
    """A finder that asks whom the subjects of its entries, by their numbers, concern."""

    def found(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
        whom = ask(db, {entry.said.subject_id for entry in entries})
        return {entry.said.index: whom.get(entry.said.subject_id, ()) for entry in entries}

    return found


topic(
    "own_account",
    say("Your own account"),
    why=say("It is your account: nobody changes it without your knowing."),
    roles=SIGNED_IN,
    pace="at_once",
    place=10,
)
concerns(
    "own_account",
    give_capacity=those_addressed("account"),
    end_capacity=those_addressed("account"),
    change_password=those_addressed("account"),
    create_token=those_addressed("account"),
    decline_erasure=those_addressed("account"),
)
topic(
    "erasures",
    say("People who ask to be erased"),
    why=say("The secretariat or an administrator carries it out, or says why not."),
    roles={"secretariat", "admin"},
    pace="at_once",
    place=25,
)
concerns("erasures", ask_erasure=always("secretariat", "administration"))


def _own_account_named(_db: Db, ids: Collection[int]) -> Mapping[int, About]:
    return {each: About(say("Your account"), {}, "accounts.own_account", {}) for each in ids}


def _erasures_named(_db: Db, ids: Collection[int]) -> Mapping[int, About]:
    """By the page alone: a letter outlives the name that it would hold."""
    return {each: About(say("Somebody"), {}, "accounts.erasures", {}) for each in ids}


describes("erasures", account=_erasures_named)
describes(account=_own_account_named, capacity=_own_account_named, token=_own_account_named)
