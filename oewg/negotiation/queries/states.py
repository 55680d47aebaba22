"""In which state is each provision, as far as this viewer may see? The chair's answer is from everything."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Delegation
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.negotiation.models import Adoption, Amendment, Contest, Gavel, Position, Sponsorship
from oewg.negotiation.rules.amendments import Proposal, Rebased, collisions, rebased
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
    revision_number: int
    """The number of the revision on which it was taken, as printed."""


@dataclass(frozen=True)
class LiveAmendment:
    """An open amendment, and what it proposes on the wording that now stands."""

    amendment: Amendment
    rebased: Rebased


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
        """The live objections and reservations, the oldest first; acceptance whose condition has gone is among them."""
        found = [p for p in self.positions if p.held.doubts]
        return sorted(found, key=lambda p: (p.held.doubts, p.held.since))

    @cached_property
    def live(self) -> tuple[LiveAmendment, ...]:
        """The open amendments on the wording that now stands."""
        now, changes = self.line.words, self.standing.changes
        return tuple(LiveAmendment(each, rebase(each, now, changes)) for each in self.amendments)

    @cached_property
    def colliding(self) -> dict[int, tuple[int, ...]]:
        """The open amendments that collide with others (and with which), or are in conflict with the wording that stands."""
        return collisions([each.rebased for each in self.live], self.line.words)

    @property
    def in_conflict(self) -> int:
        """How many of the open amendments are in conflict with the wording that stands."""
        return sum(each.rebased.in_conflict for each in self.live)

    @property
    def stale(self) -> int:
        """How many positions were taken on earlier text."""
        return sum(p.stale for p in self.positions)

    @property
    def weight(self) -> tuple[int, ...]:
        """What stands in the way, for sorting: the state, then how much of each kind; the most of it first."""
        doubts = [p.held.doubts for p in self.positions]
        worst = "amendments_open" if self.standing.insertions else self.state  # an insertion stands in the text's way
        return (
            min(STATES.index(self.state), STATES.index(worst)), -doubts.count("object"), -doubts.count("reserve"), -self.in_conflict,
            -len(self.amendments), -self.line.open_places, -self.stale,
        )  # fmt: skip

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

    Eight queries, whatever the length of the text and the number of positions.
    """
    lines = [line for line in texts.lines(db, text_id) if provision_ids is None or line.provision_id in provision_ids]
    ids = [line.provision_id for line in lines]
    seen = visible(viewer) if viewer is not None else EVERYTHING
    changes = changes_of(db, ids)
    positions = _positions(db, ids, seen)
    amendments = _amendments(db, ids)
    gavels = {gavel.provision_id: gavel for gavel in db.scalars(standing_gavels(ids))}
    adopted = db.get(Adoption, text_id) is not None
    found = []
    for line in lines:
        own_changes = tuple(changes[line.provision_id])
        lines_of_positions = [shown(position, own_changes) for position in positions[line.provision_id]]
        in_order = tuple(sorted(lines_of_positions, key=lambda p: WORST_FIRST.index(p.held.stance)))
        gavel = gavels.get(line.provision_id)
        standing = Standing(
            kind=line.kind,
            positions=tuple(p.held for p in in_order),
            amendments=tuple(each.id for each in amendments[line.provision_id] if each.kind != "insert"),
            insertions=tuple(each.id for each in amendments[line.provision_id] if each.kind == "insert"),
            brackets_open=line.open,
            changes=own_changes,
            gavelled_on=gavel.revision_id if gavel else None,
            adopted=adopted,
        )
        found.append(Examined(line, standing, state_of(standing), in_order, tuple(amendments[line.provision_id])))
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
    return sorted(examined, key=lambda e: e.weight)


def rebase(amendment: Amendment, now: str, changes: Collection[Change]) -> Rebased:
    """An amendment on the wording `now`, to which the `changes` of its provision have led."""
    proposal = Proposal(
        amendment.id, amendment.kind, amendment.revision.words, amendment.words, amendment.after_id,
        target_gone=amendment.after is not None and amendment.after.removed_at is not None,
        substance_moved=any(change.substantive for change in changes if change.revision_id > amendment.revision_id),
    )  # fmt: skip
    return rebased(proposal, now)


def current_revisions(db: Db, provision_ids: Collection[int]) -> dict[int, Revision]:
    """Provision -> the wording that now stands: one query."""
    rows = db.scalars(select(Revision).where(Revision.provision_id.in_(provision_ids)).order_by(Revision.id))
    return {row.provision_id: row for row in rows}


def states(db: Db, text_id: int, viewer: Viewer) -> dict[int, str]:
    """Provision -> its state, for one viewer."""
    return {e.line.provision_id: e.state for e in examine(db, text_id, viewer)}


def shown(position: Position, changes: Collection[Change]) -> PositionLine:
    """A live position as a page shows it."""
    held = as_held(position)
    number = next(change.number for change in changes if change.revision_id == held.revision_id)
    return PositionLine(position, held, is_stale(held, changes), carried(held, changes), number)


def as_held(position: Position) -> Held:
    """A position's row as a value."""
    return Held(
        position.id, holder_name(position), position.stance, position.revision_id, position.reason, position.stated_at,
        position.visibility, position.amendment_id, position.amendment.end_reason if position.amendment else None,
    )  # fmt: skip


def holder_name(row: Position) -> str:
    """ "delegation:FRA" or "group:EU"."""
    return f"delegation:{row.delegation.code}" if row.delegation else f"group:{row.group.code}" if row.group else ""


def changes_of(db: Db, provision_ids: Collection[int]) -> dict[int, list[Change]]:
    """Provision -> its revisions in order, with whether they are contested: two queries."""
    contested = set(
        db.scalars(
            select(Contest.revision_id)
            .join(Revision, Contest.revision_id == Revision.id)
            .where(Revision.provision_id.in_(provision_ids))
        )
    )
    rows = db.execute(
        select(Revision.provision_id, Revision.id, Revision.nature, Revision.number)
        .where(Revision.provision_id.in_(provision_ids))
        .order_by(Revision.id)
    )
    found: dict[int, list[Change]] = defaultdict(list)
    for provision_id, revision_id, nature, number in rows:
        found[provision_id].append(Change(revision_id, nature == "editorial", revision_id in contested, number))
    return found


def _positions(db: Db, provision_ids: Collection[int], seen: ColumnElement[bool]) -> dict[int, list[Position]]:
    rows = db.scalars(
        select(Position)
        .where(Position.provision_id.in_(provision_ids), Position.ended_at.is_(None), seen)
        .options(joinedload(Position.delegation), joinedload(Position.group), joinedload(Position.amendment))
        .order_by(Position.stated_at, Position.id)
    )
    found: dict[int, list[Position]] = defaultdict(list)
    for row in rows:
        found[row.provision_id].append(row)
    return found


WITH_SPONSORS = (
    joinedload(Amendment.revision),
    joinedload(Amendment.after),
    selectinload(Amendment.sponsorships).joinedload(Sponsorship.delegation),
    selectinload(Amendment.sponsorships).joinedload(Sponsorship.group),
)
"""An amendment with what a page shows of it: two queries for any number of them."""


def _amendments(db: Db, provision_ids: Collection[int]) -> dict[int, list[Amendment]]:
    rows = db.scalars(
        select(Amendment)
        .where(Amendment.provision_id.in_(provision_ids), Amendment.ended_at.is_(None))
        .options(*WITH_SPONSORS)
        .order_by(Amendment.id)
    )
    found: dict[int, list[Amendment]] = defaultdict(list)
    for row in rows:
        found[row.provision_id].append(row)
    return found


def standing_gavels(provision_ids: Collection[int]) -> Select[Gavel]:
    """The gavels that stand on some provisions."""
    return select(Gavel).where(Gavel.provision_id.in_(provision_ids), Gavel.reopened_at.is_(None))


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
