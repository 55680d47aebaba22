"""Who waits on which speakers' list, in which order, and who may exchange places with whom?

Lists, names and times are public. A proposed exchange of places is the two speakers' own business until it is agreed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TypeVarTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.models import (
    Consideration,
    Exchange,
    Inscription,
    Intervention,
    Meeting,
    Session,
    SpeakersList,
    Statement,
)
from oewg.meetings.queries.sessions import history
from oewg.meetings.rules import speaking as rules
from oewg.meetings.rules.sessions import status_of
from oewg.meetings.rules.speaking import Limits, Speaker, Standing
from oewg.texts import queries as texts
from oewg.texts.models import Revision
from oewg.texts.queries import Line

Row = TypeVarTuple("Row")


@dataclass(frozen=True)
class ItemTitle:
    """An agenda item as a list is named after it; without a number once it has been taken off the agenda."""

    number: str
    words: str


@dataclass(frozen=True)
class ListLine:
    """A speakers' list with what it is for (none: the meeting itself), and how many wait on it."""

    list: SpeakersList
    item: ItemTitle | None
    waiting: int


@dataclass(frozen=True)
class Waiting:
    """One who waits on a list, with the class in which it is called and its limit in seconds."""

    inscription: Inscription
    rank: int
    limit: int


@dataclass(frozen=True)
class OwnPart:
    """What a viewer has on a list and may do there now."""

    waiting: list[Waiting] = field(default_factory=list)
    inscribes: list[str] = field(default_factory=list)
    """"delegation", "group", "organization": for whom the viewer could inscribe."""
    replies_left: int = 0
    """How many rights of reply the delegation can still ask for; 0 while one waits."""
    proposed: list[Exchange] = field(default_factory=list)
    """Exchanges that the viewer proposed and that are not answered."""
    asked: list[Exchange] = field(default_factory=list)
    """Exchanges that others propose to the viewer."""
    partners: dict[int, list[Waiting]] = field(default_factory=dict)
    """Own inscription -> with whom it could exchange places."""


def speakers_list(db: Db, list_id: int) -> SpeakersList:
    """One list with its session, or NotFound."""
    found = db.scalars(_lists().where(SpeakersList.id == list_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def _lists() -> Select[SpeakersList]:
    return select(SpeakersList).options(
        joinedload(SpeakersList.session).selectinload(Session.history), joinedload(SpeakersList.meeting)
    )


def list_for(db: Db, session_id: int, item_id: int | None, meeting_id: int | None) -> SpeakersList | None:
    """The list of an item at a session, or of a meeting without an item, if there is one."""
    same = (
        SpeakersList.meeting_id == meeting_id
        if item_id is None
        else (SpeakersList.session_id == session_id) & (SpeakersList.item_id == item_id)
    )
    return db.scalars(select(SpeakersList).where(same)).one_or_none()


def list_line(db: Db, found: SpeakersList) -> ListLine:
    """A list with its title."""
    return _as_lines(db, [found])[0]


def lists_of_session(db: Db, session_id: int) -> list[ListLine]:
    """The lists of a session: those of its items, and those of its meetings without an item."""
    return _as_lines(
        db, db.scalars(_lists().where(SpeakersList.session_id == session_id).order_by(SpeakersList.id)).all()
    )


def lists_after(db: Db, list_id: int, limit: int, session_id: int | None = None) -> list[ListLine]:
    """Lists with a higher number than this, of one session or of all."""
    query = _lists().where(SpeakersList.id > list_id).order_by(SpeakersList.id).limit(limit)
    return _as_lines(
        db, db.scalars(query if session_id is None else query.where(SpeakersList.session_id == session_id)).all()
    )


def lists_at(db: Db, meeting: Meeting) -> list[ListLine]:
    """The lists that a meeting works with: those of the items that it took up, and its own."""
    items = select(Consideration.provision_id).where(Consideration.meeting_id == meeting.id)
    here = (SpeakersList.session_id == meeting.session_id) & SpeakersList.item_id.in_(items)
    query = _lists().where(or_(here, SpeakersList.meeting_id == meeting.id))
    return _as_lines(db, db.scalars(query.order_by(SpeakersList.id)).all())


def current_list(db: Db, meeting: Meeting, lines: Sequence[ListLine]) -> ListLine | None:
    """Which of a meeting's lists it is at: the one that somebody was called from, or whose item was taken up, last."""
    if not lines:
        return None
    considered = db.scalars(select(Consideration).where(Consideration.meeting_id == meeting.id))
    taken_up = {row.provision_id: row.at for row in considered}
    calls = db.execute(
        select(Intervention.list_id, func.max(Intervention.called_at))
        .where(Intervention.meeting_id == meeting.id, Intervention.list_id.is_not(None))
        .group_by(Intervention.list_id)
    )
    called = {row[0]: row[1] for row in calls}

    def last(line: ListLine) -> tuple[str, int]:
        begun = taken_up.get(line.list.item_id or 0) or line.list.opened_at
        return max(begun, called.get(line.list.id, begun)).isoformat(), line.list.id

    return max(lines, key=last)


def _as_lines(db: Db, found: Sequence[SpeakersList]) -> list[ListLine]:
    if not found:
        return []
    titles = item_titles(db, {one.item_id for one in found if one.item_id})
    rows = db.execute(
        _waits(select(Inscription.list_id, func.count()))
        .where(Inscription.list_id.in_([one.id for one in found]))
        .group_by(Inscription.list_id)
    )
    counts = {row[0]: row[1] for row in rows}
    return [ListLine(one, titles.get(one.item_id or 0), counts.get(one.id, 0)) for one in found]


def item_titles(db: Db, item_ids: Collection[int]) -> dict[int, ItemTitle]:
    """Agenda items by number and words; one that was taken off the agenda keeps its last words."""
    if not item_ids:
        return {}
    titles = {i: _title(line) for i, line in texts.lines_by_id(db, item_ids).items()}
    if gone := set(item_ids) - titles.keys():
        last = select(func.max(Revision.id)).where(Revision.provision_id.in_(gone)).group_by(Revision.provision_id)
        rows = db.execute(select(Revision.provision_id, Revision.words).where(Revision.id.in_(last)))
        titles |= {provision_id: ItemTitle("", words) for provision_id, words in rows}
    return titles


def _title(line: Line) -> ItemTitle:
    # A subitem is named with its item, and without the sign by which the agenda goes on to the next one.
    number = line.citation if line.kind == "subparagraph" else line.number
    return ItemTitle(number, line.printed.rstrip(" ;:"))


def _waits(query: Select[*Row]) -> Select[*Row]:
    """Only those who have not spoken, withdrawn or been struck off, and have not been called."""
    called = select(Intervention.id).where(Intervention.inscription_id == Inscription.id).exists()
    return query.where(Inscription.ended_at.is_(None), ~called)


def inscription(db: Db, inscription_id: int) -> Inscription:
    """One inscription with its list and its session, or NotFound."""
    found = db.scalars(
        _with_speaker(select(Inscription))
        .where(Inscription.id == inscription_id)
        .options(joinedload(Inscription.speakers_list).joinedload(SpeakersList.session).selectinload(Session.history))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def inscription_on(db: Db, list_id: int, inscription_id: int) -> Inscription:
    """One inscription on this list, or NotFound."""
    found = inscription(db, inscription_id)
    if found.list_id != list_id:
        raise NotFound
    return found


def is_called(db: Db, inscription_id: int) -> bool:
    """Has this speaker been given the floor?"""
    return db.scalar(select(Intervention.id).where(Intervention.inscription_id == inscription_id)) is not None


def _with_speaker(query: Select[Inscription]) -> Select[Inscription]:
    return query.options(
        joinedload(Inscription.delegation), joinedload(Inscription.group), joinedload(Inscription.organization)
    )


def as_standing(row: Inscription) -> Standing:
    """An inscription as the rules see it."""
    kind = row.delegation.kind if row.delegation else ""
    return Standing(row.id, row.place, row.kind, row.group_id is not None, kind, row.absences)


def as_speaker(row: Inscription | Intervention | Statement) -> Speaker:
    """Who speaks, as a value."""
    return Speaker(row.delegation_id, row.group_id, row.organization_id)


def limits(found: SpeakersList) -> Limits:
    """The time limits of a list."""
    return Limits(found.limit_delegation, found.limit_group, found.limit_organization)


def waiting(db: Db, found: SpeakersList) -> list[Waiting]:
    """Those who wait on a list, in the order in which they are to be called: two queries."""
    rows = {
        row.id: row
        for row in db.scalars(_waits(_with_speaker(select(Inscription))).where(Inscription.list_id == found.id))
    }
    made = replies_made(db, found.id) if any(row.kind == "reply" for row in rows.values()) else {}
    return [
        Waiting(
            rows[one.id],
            one.rank,
            rules.limit_of(
                one.kind, as_speaker(rows[one.id]), limits(found), made.get(rows[one.id].delegation_id or 0, 0)
            ),
        )
        for one in rules.in_order(as_standing(row) for row in rows.values())
    ]


def next_place(db: Db, list_id: int) -> int:
    """The next free place: none that anybody ever had is given again."""
    return (db.scalar(select(func.max(Inscription.place)).where(Inscription.list_id == list_id)) or 0) + 1


def live_inscription(db: Db, list_id: int, kind: str, speaker: Speaker) -> Inscription | None:
    """What this speaker has on the list and has not used, if anything."""
    return db.scalars(
        select(Inscription).where(
            Inscription.list_id == list_id,
            Inscription.kind == kind,
            Inscription.ended_at.is_(None),
            Inscription.group_id.is_not_distinct_from(speaker.group_id),
            Inscription.organization_id.is_not_distinct_from(speaker.organization_id),
            # A group stands on a list once, whoever speaks for it.
            *([] if speaker.group_id else [Inscription.delegation_id.is_not_distinct_from(speaker.delegation_id)]),
        )
    ).one_or_none()


def replies_made(db: Db, list_id: int) -> dict[int, int]:
    """Delegation -> how many rights of reply it has exercised on a list's item."""
    rows = db.execute(
        select(Intervention.delegation_id, func.count())
        .where(Intervention.list_id == list_id, Intervention.kind == "reply")
        .group_by(Intervention.delegation_id)
    )
    return {delegation_id: number for delegation_id, number in rows if delegation_id}


def open_exchanges(db: Db, inscription_ids: Collection[int]) -> Sequence[Exchange]:
    """The exchanges proposed by or to these inscriptions that nobody has answered."""
    touches = or_(Exchange.proposer_id.in_(inscription_ids), Exchange.asked_id.in_(inscription_ids))
    return db.scalars(_exchanges().where(touches, Exchange.ended_at.is_(None)).order_by(Exchange.id)).all()


def open_exchange(db: Db, proposer_id: int, by: Viewer) -> Exchange:
    """The exchange that this inscription proposes, if the viewer is one of the two speakers; NotFound to anybody else."""
    found = db.scalars(
        _exchanges().where(Exchange.proposer_id == proposer_id, Exchange.ended_at.is_(None))
    ).one_or_none()
    if found is None or not (is_own_inscription(by, found.proposer) or is_own_inscription(by, found.asked)):
        raise NotFound
    return found


def _exchanges() -> Select[Exchange]:
    one, other = aliased(Inscription), aliased(Inscription)
    query = select(Exchange).join(one, Exchange.proposer_id == one.id).join(other, Exchange.asked_id == other.id)
    for side, alias in ((Exchange.proposer, one), (Exchange.asked, other)):
        query = query.options(
            *(
                contains_eager(side.of_type(alias)).joinedload(each)
                for each in (alias.delegation, alias.group, alias.organization)
            )
        )
    return query


def is_own_inscription(by: Viewer, row: Inscription) -> bool:
    """Does the viewer act for the one who is inscribed?"""
    return rules.is_own(by, as_speaker(row))


def own_part(db: Db, found: SpeakersList, lines: Sequence[Waiting], viewer: Viewer) -> OwnPart:
    """What a viewer has on a list and may do there: at most two queries, none for who has nothing there."""
    over = status_of(history(found.session)) in ("closed", "cancelled")
    if over or not (viewer.may("inscribe") or viewer.may("ask_to_reply")):
        return OwnPart()
    own = [line for line in lines if is_own_inscription(viewer, line.inscription)]
    ids = [line.inscription.id for line in own]
    exchanges = open_exchanges(db, ids) if ids else ()
    proposed = [one for one in exchanges if one.proposer_id in ids]
    replying = viewer.may("ask_to_reply") and not any(line.inscription.kind == "reply" for line in own)
    made = replies_made(db, found.id).get(viewer.delegation_id or 0, 0) if replying else len(rules.REPLIES)
    return OwnPart(
        waiting=own,
        inscribes=_inscribes(found, own, viewer),
        replies_left=max(0, len(rules.REPLIES) - made),
        proposed=proposed,
        asked=[one for one in exchanges if one.asked_id in ids],
        partners={
            line.inscription.id: [
                other
                for other in lines
                if other.rank == line.rank and other.inscription.id not in ids and other.inscription.kind == "statement"
            ]
            for line in own
            if line.inscription.kind == "statement" and line.inscription.id not in {one.proposer_id for one in proposed}
        },
    )


def _inscribes(found: SpeakersList, own: Sequence[Waiting], viewer: Viewer) -> list[str]:
    if found.closed_at is not None:
        return []
    statements = [line.inscription for line in own if line.inscription.kind == "statement"]
    if viewer.organization_id:
        return ["organization"] if found.organizations_from and not statements else []
    may = [] if any(row.group_id is None for row in statements) else ["delegation"]
    if viewer.group_id and not any(row.group_id == viewer.group_id for row in statements):
        may.insert(0, "group")
    return may
