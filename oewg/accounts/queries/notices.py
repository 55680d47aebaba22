"""What is there to be told, to whom, and what does a notice say?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Account, Capacity, Confirmation, Notice, NoticeChoice, NoticeMark
from oewg.accounts.queries.people import acting_as
from oewg.accounts.queries.topics import CONCERNS, About, Finder, described
from oewg.accounts.rules.notices import (
    MOST_DOUBLINGS,
    Chosen,
    Matter,
    Person,
    Told,
    Whom,
    held,
    is_stopped,
    may_be_told,
    pause_after,
    told_of,
)
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.record import queries as record
from oewg.record.queries import Addressed, Said

ENTRIES_AT_ONCE = 500
MOST_LINES = 200
"""Lines of one message; what is beyond that is counted, and is read on the pages."""
CHOOSING = ("choose_notices", "stop_notices")
"""The acts by which choices change."""


def _matters(db: Db, entries: Sequence[Addressed]) -> list[Matter]:
    """Some entries with whom they concern: each finder is asked once."""
    of: dict[tuple[str, Finder], list[Addressed]] = defaultdict(list)
    for entry in entries:
        for key, finder in CONCERNS[entry.said.act].items():
            of[key, finder].append(entry)
    concerned: dict[int, dict[str, Collection[Whom]]] = defaultdict(dict)
    for (key, finder), asked in of.items():
        for index, whom in finder(db, asked).items():
            if whom:
                concerned[index][key] = whom
    return [
        Matter(entry.said.index, entry.said.at, entry.said.actor, entry.readers, concerned[entry.said.index])
        for entry in entries
        if entry.said.index in concerned
    ]  # fmt: skip


def _between(db: Db, after: int, until: int) -> Iterator[list[Addressed]]:
    """The entries that could concern anybody, after one and up to another, in pieces."""
    acts = [act for act, topics in CONCERNS.items() if topics]
    while piece := record.addressed_after(db, after, until, acts, limit=ENTRIES_AT_ONCE):
        yield piece
        after = piece[-1].said.index


def people_told(db: Db, after: int, account_id: int | None = None) -> list[Person]:
    """Everybody (or one person) as the rules of notices see them, with what they chose since entry `after`: 4 queries."""
    mine = [] if account_id is None else [account_id]
    accounts = select(Account.id, Account.disabled_at).order_by(Account.id)
    capacities = select(Capacity).order_by(Capacity.id).options(
        joinedload(Capacity.delegation), joinedload(Capacity.group), joinedload(Capacity.organization)
    )  # fmt: skip
    choices = select(NoticeChoice)
    if mine:
        accounts = accounts.where(Account.id.in_(mine))
        capacities = capacities.where(Capacity.account_id.in_(mine))
        choices = choices.where(NoticeChoice.account_id.in_(mine))
    acted: dict[int, list[Capacity]] = defaultdict(list)
    for row in db.scalars(capacities):
        acted[row.account_id].append(row)
    chosen: dict[int, dict[str, str]] = defaultdict(dict)
    for choice in db.scalars(choices):
        chosen[choice.account_id][choice.topic] = choice.pace
    changes = _changes(db, after, account_id)
    return [
        Person(
            row.id,
            tuple(held(row.id, acting_as(capacity)) for capacity in acted[row.id]),
            Chosen(chosen[row.id], changes[row.id]),
            row.disabled_at is not None,
        )
        for row in db.execute(accounts)
    ]


def _changes(db: Db, after: int, account_id: int | None) -> dict[int, list[tuple[int, Mapping[str, str]]]]:
    """Account -> how its choices changed since entry `after`, as the record tells it."""
    found: dict[int, list[tuple[int, Mapping[str, str]]]] = defaultdict(list)
    subject = None if account_id is None else ("account", account_id)
    for entry in record.said_after(db, after, CHOOSING, subject=subject):
        before = entry.facts["before"]
        assert isinstance(before, Mapping)
        found[entry.subject_id].append((entry.index, {key: str(pace) for key, pace in before.items()}))
    return found


@dataclass(frozen=True)
class News:
    """What a look at the record found: for whom there is something, at which pace."""

    until: int
    """The last entry that was looked at."""
    digests_since: datetime
    """Whoever had the last daily digest before then, was looked at for the next."""
    marks: Mapping[tuple[int, str], int]
    """(account, pace) -> how far it had been told, of those looked at."""
    found: Mapping[tuple[int, str], tuple[int, int]]
    """(account, pace) -> the first and the last entry of concern."""
    unmarked: bool
    """Is there an account for which nobody has noted yet from where on it is told?"""


def marks_behind(until: int, digests_since: datetime) -> ColumnElement[bool]:
    """The condition that a mark is to be moved to entry `until`: at once if there is anything new, daily once a day."""
    return or_(
        and_(NoticeMark.pace == "at_once", NoticeMark.index < until),
        and_(NoticeMark.pace == "daily", NoticeMark.at < digests_since, NoticeMark.index <= until),
    )


def news(db: Db, at: datetime, digests_since: datetime) -> News | None:
    """What is there to be told, at once, and once a day to those who had the last digest before `digests_since`?

    None if nothing has been recorded since the last look. A fixed number of queries for up to 500 entries and any
    number of people, and as many again for each further 500.
    """
    until = record.size(db) - 1
    rows = db.execute(
        select(NoticeMark.account_id, NoticeMark.pace, NoticeMark.index).where(marks_behind(until, digests_since))
    )
    marks = {(account_id, pace): index for account_id, pace, index in rows}
    unmarked = db.scalar(select(Account.id).where(Account.id.not_in(select(NoticeMark.account_id))).limit(1))
    if not marks and unmarked is None:
        return None
    found = _found(db, at, until, marks) if marks else {}
    return News(until, digests_since, marks, found, unmarked is not None)


def _found(
    db: Db, at: datetime, until: int, marks: Mapping[tuple[int, str], int]
) -> dict[tuple[int, str], tuple[int, int]]:
    first = min(marks.values())
    people = people_told(db, first)
    by_audience: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for audience in {each for one in person.capacities for each in one.audiences}:
            by_audience[audience].append(person)
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for piece in _between(db, first, until):
        for matter in _matters(db, piece):
            audiences = {whom.audience for each in matter.concerned.values() for whom in each}
            for person in {one.account_id: one for each in audiences for one in by_audience[each]}.values():
                told = told_of(matter, person)
                key = (person.account_id, told.pace if told else "none")
                if told is None or matter.index <= marks.get(key, until):
                    continue
                if may_be_told(matter, told, person, at) and not is_stopped(told, person):
                    found[key] = (found[key][0] if key in found else matter.index, matter.index)
    return found


@dataclass(frozen=True)
class NoticeLine:
    """One entry in a notice."""

    entry: Said
    readers: frozenset[str]
    told: Told
    about: About | None


@dataclass(frozen=True)
class Contents:
    """What a notice says: its lines in the order of their topics, and what did not find room."""

    lines: Sequence[NoticeLine]
    more: int
    """How many further entries a letter may tell of."""
    more_quietly: int
    """How many further ones only the page may tell of."""
    topics: Sequence[Told]
    """Every topic that it is about, once for what may be told in a letter and once for what may not."""


def contents(db: Db, notice: Notice, at: datetime, *, stopped_too: bool = False) -> Contents:
    """What a notice says at an instant, worked out from the record; nothing that the person may not read any more.

    What has been stopped since is left out, unless `stopped_too`.
    """
    person = people_told(db, notice.first - 1, notice.account_id)[0]
    lines: list[tuple[Addressed, Told]] = []
    beyond: list[Told] = []
    topics: dict[tuple[int, str, bool], Told] = {}
    for piece in _between(db, notice.first - 1, notice.last):
        by_index = {each.said.index: each for each in piece}
        for matter in _matters(db, piece):
            told = told_of(matter, person)
            if told is None or told.pace != notice.pace or not may_be_told(matter, told, person, at):
                continue
            if is_stopped(told, person) and not stopped_too:
                continue
            topics.setdefault((told.topic.place, told.topic.key, told.quietly), told)
            if len(lines) < MOST_LINES:
                lines.append((by_index[matter.index], told))
            else:
                beyond.append(told)
    named = described(db, [(each.said, told.topic.key) for each, told in lines])
    found = [NoticeLine(each.said, each.readers, told, named.get(each.said.index)) for each, told in lines]
    quietly = sum(told.quietly for told in beyond)
    return Contents(
        sorted(found, key=lambda line: (line.told.topic.place, line.told.topic.key)),
        len(beyond) - quietly,
        quietly,
        [topics[key] for key in sorted(topics)],
    )


def chosen_by(db: Db, account_id: int) -> Chosen:
    """What a person has chosen to hear of."""
    rows = db.scalars(select(NoticeChoice).where(NoticeChoice.account_id == account_id))
    return Chosen({row.topic: row.pace for row in rows})


def to_be_sent(at: datetime, of: type[Notice] | type[Confirmation] = Notice) -> ColumnElement[bool]:
    """The condition that a notice, or another letter, has not gone out, and that nobody is at it and no pause runs."""
    rested = [
        and_(
            of.failures == failures if failures < MOST_DOUBLINGS else of.failures >= failures,
            of.claimed_at <= at - pause_after(failures),
        )
        for failures in range(MOST_DOUBLINGS + 1)
    ]
    return and_(of.sent_at.is_(None), or_(of.claimed_at.is_(None), *rested))


def notices_to_send(db: Db, at: datetime, limit: int) -> Sequence[int]:
    """The numbers of the notices that are to be sent now, the oldest first."""
    return db.scalars(select(Notice.id).where(to_be_sent(at)).order_by(Notice.id).limit(limit)).all()


def notice(db: Db, notice_id: int, account_id: int) -> Notice:
    """One notice to this person, or NotFound."""
    found = db.scalars(select(Notice).where(Notice.id == notice_id, Notice.account_id == account_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def last_notices(db: Db, account_id: int, limit: int) -> Sequence[Notice]:
    """The last notices to a person, the latest first."""
    return db.scalars(
        select(Notice).where(Notice.account_id == account_id).order_by(Notice.id.desc()).limit(limit)
    ).all()
