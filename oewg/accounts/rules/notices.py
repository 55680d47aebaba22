"""Of what is a person told, why, and how often?

A topic is something to hear of. Each room says for its acts which topics an entry of the record belongs to and whom it
concerns (oewg.accounts.queries.topics); what follows from that for one person is worked out here, from values alone.

Whether an entry is told, under which topic and how often follows from what was so when it was recorded: the capacities
of then and the choices of then. So a later change of either neither tells an entry twice nor loses one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from oewg.accounts.rules.capacities import ActingAs, Viewer
from oewg.accounts.rules.permissions import ROLES
from oewg.core.errors import Invalid, say

PACES = ("at_once", "daily", "none")
"""How often, the fastest first."""

PACE_WORDS = {"at_once": say("At once"), "daily": say("Once a day"), "none": say("Never")}

SIGNED_IN = frozenset(ROLES) - {"public"}
MEMBERS = frozenset({"delegate", "head", "coordinator"})
"""Who speaks for a Member State."""
IN_THE_ROOM = MEMBERS | {"observer", "chair", "bureau", "secretariat"}


@dataclass(frozen=True)
class Topic:
    """Something that a person may want to hear of."""

    key: str
    about: str
    """A marked sentence: what it is."""
    why: str
    """A marked sentence: why somebody gets it."""
    roles: frozenset[str]
    """To whom it is offered: columns of the table of permissions."""
    pace: str
    """How often, unless a person chooses otherwise."""
    place: int
    """Where it stands among the others; an entry that belongs to several is told under the first of them."""


TOPICS: dict[str, Topic] = {}


def topic(key: str, about: str, *, why: str, roles: Collection[str], pace: str, place: int) -> Topic:
    """Offer a topic, under a key that no other room uses."""
    if key in TOPICS or pace not in PACES or not set(roles) <= SIGNED_IN:
        raise ValueError(f"the topic {key} is there twice, or its pace or its roles are unknown")
    TOPICS[key] = Topic(key, about, why, frozenset(roles), pace, place)
    return TOPICS[key]


def offered(roles: Collection[str]) -> list[Topic]:
    """The topics that are offered to some roles, in their order."""
    found = [each for each in TOPICS.values() if each.roles & set(roles)]
    return sorted(found, key=lambda each: (each.place, each.key))


@dataclass(frozen=True)
class Whom:
    """An audience that an entry concerns.

    `quietly`: that it concerns them is itself not for everybody, although the entry may be: that a delegation has a
    position in confidence on words that have changed, for instance.
    """

    audience: str
    quietly: bool = False


@dataclass(frozen=True)
class Matter:
    """An entry of the record as the rules of notices see it: who did it, who may read it, whom it concerns."""

    index: int
    at: datetime
    actor: int | None
    readers: frozenset[str]
    concerned: Mapping[str, Collection[Whom]]
    """Topic's key -> whom."""


@dataclass(frozen=True)
class Chosen:
    """What one person chose, now and before."""

    now: Mapping[str, str] = field(default_factory=dict)
    """Topic's key -> pace; a topic that is missing goes as it proposes itself."""
    changes: Sequence[tuple[int, Mapping[str, str]]] = ()
    """(entry of the record, what was so before it for the topics that it changed), the oldest first."""

    def pace(self, topic: Topic) -> str:
        """How often the person hears of a topic now."""
        return self.now.get(topic.key, topic.pace)

    def pace_at(self, topic: Topic, index: int) -> str:
        """How often the person heard of a topic when entry `index` was recorded."""
        for changed, before in self.changes:
            if changed > index and topic.key in before:
                return before[topic.key]
        return self.pace(topic)


@dataclass(frozen=True)
class Held:
    """A capacity that a person has or had, with what follows from it."""

    acting: ActingAs
    role: str
    audiences: frozenset[str]


def held(account_id: int, acting: ActingAs) -> Held:
    """A capacity as notices see it."""
    viewer = Viewer(account_id, "", acting)
    return Held(acting, viewer.role, viewer.audiences)


@dataclass(frozen=True)
class Person:
    """Somebody to whom the house may write."""

    account_id: int
    capacities: tuple[Held, ...] = ()
    """Every capacity, those that have ended too."""
    chosen: Chosen = Chosen()
    disabled: bool = False


@dataclass(frozen=True)
class Told:
    """That a person is told of an entry: under which topic, how often, and whether an e-mail may say of what."""

    topic: Topic
    pace: str
    quietly: bool


def told_of(matter: Matter, person: Person) -> Told | None:
    """Under which topic a person is told of an entry, at which pace; none of what one did oneself or may not read.

    Once only: at the fastest pace of the topics that it belongs to for this person.
    """
    if matter.actor == person.account_id:
        return None
    found = []
    for key, whom in matter.concerned.items():
        of = TOPICS[key]
        pace = person.chosen.pace_at(of, matter.index)
        ways = _ways(matter, of, whom, person, matter.at) if pace != "none" else []
        if ways:
            quietly = "public" not in matter.readers or all(way.quietly for way in ways)
            found.append((PACES.index(pace), of.place, key, Told(of, pace, quietly)))
    return min(found, key=lambda each: each[:3])[3] if found else None


def may_be_told(matter: Matter, told: Told, person: Person, at: datetime) -> bool:
    """May it be said at an instant, in a capacity of then that the person still holds?"""
    return not person.disabled and bool(_ways(matter, told.topic, matter.concerned[told.topic.key], person, at))


def is_stopped(told: Told, person: Person) -> bool:
    """Has the person stopped the topic, if only since?"""
    return person.chosen.pace(told.topic) == "none"


def _ways(matter: Matter, of: Topic, whom: Collection[Whom], person: Person, at: datetime) -> list[Whom]:
    """In which ways an entry concerns a person who may read it, in a capacity that held at its instant and at `at`."""
    return [
        each
        for one in person.capacities
        if one.acting.live(matter.at) and one.acting.live(at) and one.role in of.roles
        and not matter.readers.isdisjoint(one.audiences)
        for each in whom
        if each.audience in one.audiences
    ]  # fmt: skip


def check_choices(choices: Mapping[str, str], roles: Collection[str]) -> None:
    """Refuse a choice of a topic that is not offered to any of these roles, or of a pace that there is not."""
    known = {each.key for each in offered(roles)}
    wrong = {key: say("This is not offered to you.") for key in choices if key not in known}
    wrong |= {
        key: say("Please choose one of those offered.") for key, pace in choices.items() if pace not in PACES
    }  # fmt: skip
    if wrong:
        raise Invalid(say("You can choose how often you hear of the topics that are offered to you."), wrong)


def changed(choices: Mapping[str, str], chosen: Chosen) -> tuple[dict[str, str], dict[str, str]]:
    """Of some choices those that change something, and what was so before: topic's key -> pace, both."""
    before = {key: chosen.pace(TOPICS[key]) for key in choices if key in TOPICS}
    differing = {key: pace for key, pace in choices.items() if key in before and before[key] != pace}
    return differing, {key: before[key] for key in differing}


def digests_since(at: datetime, clock: time, zone: str) -> datetime:
    """When the clocks of a zone last showed the hour of the daily digest: whoever was told before then, is due.

    Several days that were missed are one digest.
    """
    here = at.astimezone(ZoneInfo(zone))
    today = datetime.combine(here.date(), clock, ZoneInfo(zone))
    if today <= at:
        return today.astimezone(UTC)
    return datetime.combine(here.date() - timedelta(days=1), clock, ZoneInfo(zone)).astimezone(UTC)


CLAIM_LASTS = timedelta(minutes=5)
"""For so long nobody else sends what one process is sending; if it died meanwhile, another one does."""
LONGEST_PAUSE = timedelta(hours=12)
MOST_DOUBLINGS = 8


def pause_after(failures: int) -> timedelta:
    """How long what could not be delivered rests before it is tried again: five minutes, doubled with every failure."""
    return min(CLAIM_LASTS * (1 << min(failures, MOST_DOUBLINGS)), LONGEST_PAUSE)
