"""What stands between the group and consensus, as far as this viewer may see? The chair's answer is from everything."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.negotiation.models import Adoption, Amendment, Contest, Gavel, Position
from oewg.negotiation.rules.positions import Change, Held, carried, is_stale
from oewg.negotiation.rules.replay import Rebuilt, replay
from oewg.negotiation.rules.states import STATES, Standing, state_of
from oewg.record import queries as record
from oewg.record.verification import compares
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision, Revision
from oewg.texts.queries import Line


@dataclass(frozen=True)
class PositionLine:
    """A live position as a page shows it."""

    position: Position
    held: Held
    stale: bool
    carried: bool
    """Taken on an earlier wording and carried over editorial changes."""


@dataclass(frozen=True)
class Examined:
    """A provision with its state, as one viewer may see it, and what the state rests on."""

    line: Line
    standing: Standing
    state: str
    positions: tuple[PositionLine, ...]
    amendments: tuple[Amendment, ...]

    @property
    def in_the_way(self) -> list[PositionLine]:
        """The live objections and reservations, the oldest first."""
        found = [p for p in self.positions if p.held.stance in ("object", "reserve")]
        return sorted(found, key=lambda p: (p.held.stance, p.held.since))

    @property
    def since(self) -> datetime | None:
        """Since when the oldest of what stands in the way stands there."""
        return min(
            [p.held.since for p in self.in_the_way] + [amendment.filed_at for amendment in self.amendments],
            default=None,
        )


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may see a position: by its visibility, or because it is its own."""
    audiences = [audience for audience in ("public", "delegations", "chair") if audience in viewer.audiences]
    own_delegation = Position.delegation_id == viewer.delegation_id if viewer.delegation_id else false()
    own_group = Position.group_id == viewer.group_id if viewer.group_id else false()
    return or_(Position.visibility.in_(audiences), own_delegation, own_group)


WORST_FIRST = ("object", "reserve", "can_accept_with_amendment", "can_accept", "support", "no_position")
EVERYTHING: ColumnElement[bool] = true()
"""The condition of the chair's rules: a gavel is judged by all positions."""


def examine(
    db: Db, text_id: int, viewer: Viewer | None, provision_ids: Collection[int] | None = None
) -> list[Examined]:
    """Every provision of a text (or some of them) with its state; `viewer` None judges by everything, for rules only.

    Seven queries, whatever the length of the text and the number of positions.
    """
    lines = [line for line in texts.lines(db, text_id) if provision_ids is None or line.provision_id in provision_ids]
    ids = [line.provision_id for line in lines]
    seen = visible(viewer) if viewer is not None else EVERYTHING
    changes = _changes(db, ids)
    positions = _positions(db, ids, seen)
    amendments = _amendments(db, ids)
    gavels = {gavel.provision_id: gavel for gavel in db.scalars(_standing_gavels(ids))}
    adopted = db.get(Adoption, text_id) is not None
    found = []
    for line in lines:
        own_changes = tuple(changes[line.provision_id])
        numbers = {change.revision_id: change.number for change in own_changes}
        lines_of_positions = [_shown(position, numbers, own_changes) for position in positions[line.provision_id]]
        shown = tuple(sorted(lines_of_positions, key=lambda p: WORST_FIRST.index(p.held.stance)))
        gavel = gavels.get(line.provision_id)
        standing = Standing(
            kind=line.kind,
            positions=tuple(p.held for p in shown),
            amendments=tuple(amendment.id for amendment in amendments[line.provision_id]),
            brackets_open=line.open,
            changes=own_changes,
            gavelled_number=numbers[gavel.revision_id] if gavel else None,
            adopted=adopted,
        )
        found.append(Examined(line, standing, state_of(standing), shown, tuple(amendments[line.provision_id])))
    return found


def examine_one(db: Db, provision_id: int, viewer: Viewer | None) -> Examined:
    """One provision with its state, or NotFound if it is not in its text any more."""
    text_id = texts.provision(db, provision_id).text_id
    found = examine(db, text_id, viewer, [provision_id])
    if not found:
        raise NotFound
    return found[0]


def worst_first(examined: Sequence[Examined]) -> list[Examined]:
    """The provisions by what stands in the way, the worst first, and among equals in the order of the text."""
    return sorted(examined, key=lambda e: STATES.index(e.state))


def current_revisions(db: Db, provision_ids: Collection[int]) -> dict[int, Revision]:
    """Provision -> the wording that now stands: one query."""
    rows = db.scalars(select(Revision).where(Revision.provision_id.in_(provision_ids)).order_by(Revision.number))
    return {row.provision_id: row for row in rows}


def states(db: Db, text_id: int, viewer: Viewer) -> dict[int, str]:
    """Provision -> its state, for one viewer."""
    return {e.line.provision_id: e.state for e in examine(db, text_id, viewer)}


def _shown(position: Position, numbers: dict[int, int], changes: Collection[Change]) -> PositionLine:
    held = as_held(position, numbers[position.revision_id])
    return PositionLine(position, held, is_stale(held, changes), carried(held, changes))


def as_held(position: Position, revision_number: int) -> Held:
    """A position's row as a value."""
    holder = f"delegation:{position.delegation.code}" if position.delegation else ""
    if position.group:
        holder = f"group:{position.group.code}"
    return Held(
        position.id, holder, position.stance, revision_number, position.reason, position.stated_at,
        position.visibility, position.amendment_id,
    )  # fmt: skip


def _changes(db: Db, provision_ids: Collection[int]) -> dict[int, list[Change]]:
    contested = set(
        db.scalars(
            select(Contest.revision_id)
            .join(Revision, Contest.revision_id == Revision.id)
            .where(Revision.provision_id.in_(provision_ids))
        )
    )
    rows = db.execute(
        select(Revision.provision_id, Revision.id, Revision.number, Revision.nature)
        .where(Revision.provision_id.in_(provision_ids))
        .order_by(Revision.number)
    )
    found: dict[int, list[Change]] = defaultdict(list)
    for provision_id, revision_id, number, nature in rows:
        found[provision_id].append(Change(revision_id, number, nature == "editorial", revision_id in contested))
    return found


def _positions(db: Db, provision_ids: Collection[int], seen: ColumnElement[bool]) -> dict[int, list[Position]]:
    rows = db.scalars(
        select(Position)
        .where(Position.provision_id.in_(provision_ids), Position.ended_at.is_(None), seen)
        .options(joinedload(Position.delegation), joinedload(Position.group))
        .order_by(Position.stated_at, Position.id)
    )
    found: dict[int, list[Position]] = defaultdict(list)
    for row in rows:
        found[row.provision_id].append(row)
    return found


def _amendments(db: Db, provision_ids: Collection[int]) -> dict[int, list[Amendment]]:
    rows = db.scalars(
        select(Amendment)
        .where(Amendment.provision_id.in_(provision_ids), Amendment.ended_at.is_(None))
        .options(joinedload(Amendment.delegation))
        .order_by(Amendment.id)
    )
    found: dict[int, list[Amendment]] = defaultdict(list)
    for row in rows:
        found[row.provision_id].append(row)
    return found


def _standing_gavels(provision_ids: Collection[int]) -> Select[Gavel]:
    return select(Gavel).where(Gavel.provision_id.in_(provision_ids), Gavel.reopened_at.is_(None))


def standing_gavel(db: Db, provision_id: int) -> Gavel | None:
    """The gavel that stands on a provision, if any."""
    return db.scalars(
        _standing_gavels([provision_id]).options(joinedload(Gavel.meeting), joinedload(Gavel.revision))
    ).one_or_none()


def gavels(db: Db, provision_id: int) -> Sequence[Gavel]:
    """Every gavel that fell on a provision, the latest first."""
    return db.scalars(
        select(Gavel)
        .where(Gavel.provision_id == provision_id)
        .options(joinedload(Gavel.meeting), joinedload(Gavel.revision))
        .order_by(Gavel.id.desc())
    ).all()


@compares
def disagreements(db: Db) -> Iterator[str]:
    """A sentence for each provision whose rows do not say what the record, replayed, says of it."""
    replayed = replay(record.everything_said(db))
    for text_id in db.scalars(select(DraftText.id).order_by(DraftText.id)):
        rows = {examined.line.provision_id: examined for examined in examine(db, text_id, None)}
        kept = {i for i, there in replayed.items() if there.text_id == text_id and not there.removed}
        for provision_id in sorted(kept - rows.keys()):
            if replayed[provision_id].kind != "footnote":
                yield f"Provision {provision_id} stands in the record, and not in its text."
        for provision_id, row in rows.items():
            there = replayed.get(provision_id)
            if there is None or there.removed:
                yield f"Provision {provision_id} stands in its text, and not in the record."
            elif (row.state, row.line.words, _by_holder(row)) != (there.state(), there.words, _by_record(there)):
                yield f"Provision {provision_id} is not what the record says: its words, its positions or its state."


def _by_holder(row: Examined) -> dict[str, tuple[str, str, str, bool]]:
    return {p.held.holder: (p.held.stance, p.held.reason, p.held.visibility, p.stale) for p in row.positions}


def _by_record(there: Rebuilt) -> dict[str, tuple[str, str, str, bool]]:
    return {
        holder: (held.stance, held.reason, held.visibility, there.stale(holder))
        for holder, held in there.positions.items()
    }


def never_registered(db: Db, text_id: int, viewer: Viewer, provision_id: int | None = None) -> set[int]:
    """The Member States that never said anything on a text, or on one of its provisions, as far as the viewer may see.

    Not the same blank as a registered "no position" (domain: "Consensus"). A position that has ended was registered.
    """
    said = select(Position.delegation_id).join(Provision, Position.provision_id == Provision.id)
    said = said.where(Provision.text_id == text_id, Position.delegation_id.is_not(None), visible(viewer))
    if provision_id is not None:
        said = said.where(Provision.id == provision_id)
    return set(db.scalars(select(Delegation.id).where(Delegation.kind == "member", Delegation.id.not_in(said))))


def live_position(
    db: Db, provision_id: int, *, delegation_id: int | None = None, group_id: int | None = None
) -> Position | None:
    """What a delegation or a group now says of a provision."""
    return db.scalars(
        select(Position).where(
            Position.provision_id == provision_id,
            Position.ended_at.is_(None),
            Position.delegation_id.is_not_distinct_from(delegation_id),
            Position.group_id.is_not_distinct_from(group_id),
        )
    ).one_or_none()


def position(db: Db, position_id: int, viewer: Viewer) -> Position:
    """One position that the viewer may see, or NotFound."""
    found = db.scalars(
        select(Position)
        .where(Position.id == position_id, visible(viewer))
        .options(joinedload(Position.delegation), joinedload(Position.group))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def own_positions(db: Db, viewer: Viewer, *, number: int = 1, size: int = 50) -> Page[Position]:
    """What the viewer's delegation (or the group it coordinates) says now, the latest first."""
    own = [Position.delegation_id == viewer.delegation_id] if viewer.delegation_id else []
    own += [Position.group_id == viewer.group_id] if viewer.group_id else []
    query = (
        select(Position)
        .where(Position.ended_at.is_(None), or_(false(), *own))
        .options(
            joinedload(Position.revision), joinedload(Position.provision).joinedload(Provision.text),
            joinedload(Position.delegation), joinedload(Position.group),
        )
        .order_by(Position.stated_at.desc(), Position.id.desc())
    )  # fmt: skip
    return paged(db, query, number, size)


def with_staleness(db: Db, positions: Sequence[Position]) -> list[PositionLine]:
    """Positions with whether they are on earlier text: two queries for all."""
    changes = _changes(db, [position.provision_id for position in positions])
    found = []
    for row in positions:
        numbers = {change.revision_id: change.number for change in changes[row.provision_id]}
        found.append(_shown(row, numbers, changes[row.provision_id]))
    return found


def amendment(db: Db, amendment_id: int) -> Amendment:
    """One amendment, or NotFound."""
    found = db.scalars(
        select(Amendment)
        .where(Amendment.id == amendment_id)
        .options(joinedload(Amendment.delegation), joinedload(Amendment.revision))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def amendments_to(db: Db, provision_id: int) -> Sequence[Amendment]:
    """Every amendment to a provision, the live ones first."""
    return db.scalars(
        select(Amendment)
        .where(Amendment.provision_id == provision_id)
        .options(joinedload(Amendment.delegation), joinedload(Amendment.revision))
        .order_by(Amendment.ended_at.is_not(None), Amendment.id)
    ).all()


def contests(db: Db, provision_id: int) -> Sequence[Contest]:
    """The delegations that contest that a change of this provision was editorial."""
    return db.scalars(
        select(Contest)
        .join(Revision, Contest.revision_id == Revision.id)
        .where(Revision.provision_id == provision_id)
        .options(joinedload(Contest.delegation), joinedload(Contest.revision))
        .order_by(Contest.at)
    ).all()


def adoption(db: Db, text_id: int) -> Adoption | None:
    """How a text was adopted, if it was."""
    return db.scalars(
        select(Adoption)
        .where(Adoption.text_id == text_id)
        .options(joinedload(Adoption.edition), joinedload(Adoption.meeting))
    ).one_or_none()
