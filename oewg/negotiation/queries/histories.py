"""What was said and decided on each provision of a text, from its first day: what earlier states follow from."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, func, or_, select

from oewg.core.database import Db
from oewg.negotiation.models import Adoption, Amendment, Contest, Gavel, Position
from oewg.negotiation.rules.course import History, Lasting, NoteHeld, PositionHeld, Wording, open_since
from oewg.negotiation.rules.positions import Change, Held
from oewg.texts.models import Provision, Revision
from oewg.texts.queries import Line
from oewg.texts.rules.brackets import brackets
from oewg.texts.rules.numbering import Node, in_order

BEARING = ("object", "reserve", "can_accept_with_amendment")
"""The stances that bear on a state: the others never stand in the way."""


@dataclass(frozen=True)
class Past:
    """A provision that stands or stood in a text, and its history."""

    provision_id: int
    words: str
    """The last ones that it had."""
    removed_at: datetime | None
    history: History


def histories(db: Db, text_id: int, seen: ColumnElement[bool]) -> list[Past]:
    """Every provision that a text has or had, in reading order, with what bears on its states: seven queries.

    `seen` is the condition that a position may be seen. Footnotes are part of what they hang on.
    """
    contested = first_contests(db, select(Provision.id).where(Provision.text_id == text_id))
    grown = _grown(db, Provision.text_id == text_id, contested)
    ids = list(grown.places)
    positions: dict[int, list[PositionHeld]] = defaultdict(list)
    for provision_id, stance, revision_id, since, until, end_reason, ended_at in db.execute(
        select(
            Position.provision_id, Position.stance, Position.revision_id, Position.stated_at, Position.ended_at,
            Amendment.end_reason, Amendment.ended_at,
        )
        .outerjoin(Amendment, Position.amendment_id == Amendment.id)
        .where(Position.provision_id.in_(ids), Position.stance.in_(BEARING), seen)
    ):  # fmt: skip
        held = Held(0, "", stance, revision_id, "", since, amendment_end=end_reason, amendment_ended_at=ended_at)
        positions[provision_id].append(PositionHeld(held, Lasting(since, until), ended_at))
    amendments: dict[int, list[Lasting]] = defaultdict(list)
    for provision_id, since, until in db.execute(
        select(Amendment.provision_id, Amendment.filed_at, Amendment.ended_at).where(
            Amendment.text_id == text_id, Amendment.kind != "insert"
        )
    ):
        amendments[provision_id].append(Lasting(since, until))
    gavels: dict[int, list[tuple[int, Lasting]]] = defaultdict(list)
    for provision_id, revision_id, since, until in db.execute(
        select(Gavel.provision_id, Gavel.revision_id, Gavel.fell_at, Gavel.reopened_at).where(
            Gavel.provision_id.in_(ids)
        )
    ):
        gavels[provision_id].append((revision_id, Lasting(since, until)))
    adopted_at = db.scalar(select(Adoption.at).where(Adoption.text_id == text_id))
    return [
        Past(
            each, grown.words[each], grown.stood[each].until,
            History(
                grown.places[each].kind, grown.stood[each], grown.wordings[each], positions[each], amendments[each],
                gavels[each], adopted_at, grown.notes(each), grown.beside(each),
            ),
        )
        for each in (numbered.id for numbered in in_order(_node(place) for place in grown.places.values()))
    ]  # fmt: skip


def opened(db: Db, lines: Collection[Line]) -> dict[int, datetime]:
    """Provision -> since when anything has been open in it without a break, of lines in which something is: two queries."""
    if not lines:
        return {}
    ids = [line.provision_id for line in lines]
    firsts = select(func.coalesce(Provision.alternative_of, Provision.id)).where(Provision.id.in_(ids))
    grown = _grown(
        db,
        or_(
            Provision.id.in_(ids), Provision.parent_id.in_(ids), Provision.id.in_(firsts),
            Provision.alternative_of.in_(firsts),
        ),
        {},
    )  # fmt: skip
    found = {}
    for line in lines:
        stood, wordings = grown.stood[line.provision_id], grown.wordings[line.provision_id]
        history = History(
            line.kind, stood, wordings, notes=grown.notes(line.provision_id), beside=grown.beside(line.provision_id)
        )
        if (since := open_since(history)) is not None:
            found[line.provision_id] = since
    return found


def first_contests(db: Db, provision_ids: Collection[int] | Select[int]) -> dict[int, datetime]:
    """Revision -> when it was first contested that it is editorial."""
    rows = db.execute(
        select(Contest.revision_id, func.min(Contest.at))
        .join(Revision, Contest.revision_id == Revision.id)
        .where(Revision.provision_id.in_(provision_ids))
        .group_by(Contest.revision_id)
    )
    return dict(rows.all())


class _Place(NamedTuple):
    id: int
    parent_id: int | None
    rank: int
    kind: str
    label: str | None
    alternative_of: int | None
    removed_at: datetime | None


def _node(place: _Place) -> Node:
    return Node(*place[:6])


@dataclass(frozen=True)
class _Grown:
    """Provisions, footnotes among them, with their times and their wordings."""

    places: dict[int, _Place]
    words: dict[int, str]
    """The last ones."""
    wordings: dict[int, list[Wording]]
    stood: dict[int, Lasting]
    footnotes: dict[int | None, list[int]]
    """What they hang on -> footnotes."""
    together: dict[tuple[int | None, int], list[int]]
    """(parent, the first of them) -> provisions that stand or stood side by side."""

    def notes(self, provision_id: int) -> tuple[NoteHeld, ...]:
        return tuple(NoteHeld(self.stood[each], self.wordings[each]) for each in self.footnotes.get(provision_id, ()))

    def beside(self, provision_id: int) -> tuple[Lasting, ...]:
        together = self.together[_group(self.places[provision_id])]
        return tuple(self.stood[each] for each in together if each != provision_id)


def _group(place: _Place) -> tuple[int | None, int]:
    return place.parent_id, place.alternative_of or place.id


def _grown(db: Db, which: ColumnElement[bool], contested: Mapping[int, datetime]) -> _Grown:
    """Two queries; `contested` are revisions with when they first were."""
    columns = (
        Provision.id, Provision.parent_id, Provision.rank, Provision.kind, Provision.label, Provision.alternative_of,
        Provision.removed_at,
    )  # fmt: skip
    places = {place.id: place for place in (_Place(*row) for row in db.execute(select(*columns).where(which)))}
    wordings: dict[int, list[Wording]] = defaultdict(list)
    words: dict[int, str] = {}
    for provision_id, id, nature, made_at, wording in db.execute(
        select(Revision.provision_id, Revision.id, Revision.nature, Revision.made_at, Revision.words)
        .where(Revision.provision_id.in_(places))
        .order_by(Revision.id)
    ):
        change = Change(id, nature == "editorial")
        wordings[provision_id].append(Wording(change, made_at, brackets(wording).open, contested.get(id)))
        words[provision_id] = wording
    footnotes: dict[int | None, list[int]] = defaultdict(list)
    together: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for place in places.values():
        if place.kind == "footnote":
            footnotes[place.parent_id].append(place.id)
        else:
            together[_group(place)].append(place.id)
    stood = {id: Lasting(wordings[id][0].made_at, place.removed_at) for id, place in places.items()}
    return _Grown(places, words, wordings, stood, footnotes, together)
