"""In which state is each provision, as far as this viewer may see? The chair's answer is from everything."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, Select, false, func, null, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from oewg.accounts.models import Delegation, Group
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.negotiation.models import Adoption, Amendment, Gavel, Position, Sponsorship
from oewg.negotiation.queries.histories import BEARING, first_contests, opened
from oewg.negotiation.rules.amendments import Proposal, Rebased, collisions, rebased
from oewg.negotiation.rules.positions import STANCES, Change, Held, carried, is_stale, stale_since
from oewg.negotiation.rules.states import STATES, Standing, state_of
from oewg.texts import queries as texts
from oewg.texts.models import Provision, Revision
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
class Counted:
    """How many positions of a kind stand on a provision, of those that a viewer may see; never shown as a vote."""

    objections: int = 0
    reservations: int = 0
    stale: int = 0
    """Taken on earlier text."""
    stale_since: datetime | None = None
    """Since when the oldest of these is."""


def count(positions: Iterable[tuple[Held, int]], changes: Collection[Change]) -> Counted:
    """Positions, each with how many there are of its kind, as counted."""
    doubts: dict[str, int] = defaultdict(int)
    stale, since = 0, []
    for held, number in positions:
        doubts[held.doubts] += number
        if is_stale(held, changes):
            stale += number
            since.append(stale_since(held, changes))
    return Counted(doubts["object"], doubts["reserve"], stale, min((at for at in since if at), default=None))


@dataclass(frozen=True)
class Examined:
    """A provision with its state, as one viewer may see it, and what the state rests on."""

    line: Line
    standing: Standing
    state: str
    positions: tuple[PositionLine, ...]
    """All positions from `examine`, the viewer's own from `survey`, none from `weigh`."""
    amendments: tuple[Amendment, ...]
    counted: Counted
    opened_at: datetime | None = None
    """Since when it has had wording in brackets or beside it; told by `weigh` only."""

    @property
    def in_the_way(self) -> list[PositionLine]:
        """The live objections and reservations, the oldest first; acceptance whose condition has gone is among them."""
        found = [p for p in self.positions if p.held.doubts]
        return sorted(found, key=lambda p: (p.held.doubts, p.held.doubts_since))

    @property
    def doubts(self) -> list[Held]:
        """The same as values."""
        found = [held for held in self.standing.positions if held.doubts]
        return sorted(found, key=lambda held: (held.doubts, held.doubts_since))

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
        return self.counted.stale

    @property
    def weight(self) -> tuple[int, ...]:
        """What stands in the way, for sorting: the state, then how much of each kind; the most of it first."""
        return (
            STATES.index(self._worst), -self.counted.objections, -self.counted.reservations, -self.in_conflict,
            -len(self.amendments), -self.line.open_places, -self.stale,
        )  # fmt: skip

    @property
    def _worst(self) -> str:
        """The state; with an insertion after it, which stands in the way of the text, at best as if it were amended."""
        return min(self.state, "amendments_open", key=STATES.index) if self.standing.insertions else self.state

    @property
    def since(self) -> datetime | None:
        """Since when the oldest of what stands in the way stands there; if nothing does, since when support is stale."""
        standing = [held.doubts_since for held in self.doubts] + [each.filed_at for each in self.amendments]
        opened = [self.opened_at] if self.opened_at else []
        return min(standing + opened, default=self.counted.stale_since)


def visible(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a viewer may see a position: by its visibility, or because it is its own."""
    audiences = [audience for audience in ("public", "delegations", "chair") if audience in viewer.audiences]
    return or_(Position.visibility.in_(audiences), owned(viewer))


def owned(viewer: Viewer) -> ColumnElement[bool]:
    """The condition that a position is the viewer's delegation's own, or that of the group it coordinates."""
    own_delegation = Position.delegation_id == viewer.delegation_id if viewer.delegation_id else false()
    own_group = Position.group_id == viewer.group_id if viewer.group_id else false()
    return or_(own_delegation, own_group)


WORST_FIRST = ("object", "reserve", "can_accept_with_amendment", "can_accept", "support", "no_position")
EVERYTHING: ColumnElement[bool] = true()
"""The condition of the chair's rules: a gavel is judged by all positions."""


def examine(
    db: Db, text_id: int, viewer: Viewer | None, provision_ids: Collection[int] | None = None
) -> list[Examined]:
    """Every provision of a text (or some of them) with its state and everything that was said of it.

    `viewer` None judges by everything, for rules only. Eight queries, whatever the length of the text and the number of
    positions; but each position is a row and a value, so pages of a whole text ask `survey` or `weigh`.
    """
    ground = _ground(db, text_id, provision_ids)
    positions = _positions(db, ground.ids, visible(viewer) if viewer is not None else EVERYTHING)
    found = []
    for line in ground.lines:
        changes = ground.changes[line.provision_id]
        lines_of_positions = [shown(position, changes) for position in positions[line.provision_id]]
        in_order = tuple(sorted(lines_of_positions, key=lambda p: WORST_FIRST.index(p.held.stance)))
        held = tuple(p.held for p in in_order)
        found.append(ground.examined(line, held, in_order, count(((each, 1) for each in held), changes)))
    return found


def survey(db: Db, text_id: int, viewer: Viewer) -> list[Examined]:
    """Every provision of a text with its state and the viewer's own positions: what the page of a text shows.

    The positions of all others are counted by the database; the standing has one for each kind that there is.
    """
    ground = _ground(db, text_id, None)
    there_are = kinds(db, ground.ids, visible(viewer), STANCES)
    own = _positions(db, ground.ids, owned(viewer)) if viewer.delegation_id or viewer.group_id else {}
    found = []
    for line in ground.lines:
        changes = ground.changes[line.provision_id]
        lines_of_own = tuple(shown(position, changes) for position in own.get(line.provision_id, ()))
        there = there_are[line.provision_id]
        held = tuple(each for each, _ in there)
        found.append(ground.examined(line, held, lines_of_own, count(there, changes)))
    return found


def weigh(db: Db, text_id: int, viewer: Viewer) -> list[Examined]:
    """Every provision of a text with its state and what the state rests on: what the chair's board shows.

    Of the positions only those that stand in the way, or would if an amendment went, as values and not as rows; the
    others are counted by the database.
    """
    ground = _ground(db, text_id, None)
    seen = visible(viewer)
    others = kinds(db, ground.ids, seen, ("support", "can_accept", "no_position"))
    doubts = _doubts(db, ground.ids, seen)
    since = opened(db, [line for line in ground.lines if line.open])
    found = []
    for line in ground.lines:
        there = [*((each, 1) for each in doubts[line.provision_id]), *others[line.provision_id]]
        counted = count(there, ground.changes[line.provision_id])
        found.append(ground.examined(line, tuple(doubts[line.provision_id]), (), counted, since.get(line.provision_id)))
    return found


@dataclass(frozen=True)
class _Ground:
    """What decides a state besides the positions."""

    lines: list[Line]
    changes: dict[int, list[Change]]
    amendments: dict[int, list[Amendment]]
    gavels: dict[int, int]
    adopted: bool

    @property
    def ids(self) -> list[int]:
        return [line.provision_id for line in self.lines]

    def examined(
        self, line: Line, held: tuple[Held, ...], positions: tuple[PositionLine, ...], counted: Counted,
        opened_at: datetime | None = None,
    ) -> Examined:  # fmt: skip
        amendments = tuple(self.amendments[line.provision_id])
        standing = Standing(
            kind=line.kind,
            positions=held,
            amendments=tuple(each.id for each in amendments if each.kind != "insert"),
            insertions=tuple(each.id for each in amendments if each.kind == "insert"),
            brackets_open=line.open,
            changes=tuple(self.changes[line.provision_id]),
            gavelled_on=self.gavels.get(line.provision_id),
            adopted=self.adopted,
        )
        return Examined(line, standing, state_of(standing), positions, amendments, counted, opened_at)


def _ground(db: Db, text_id: int, provision_ids: Collection[int] | None) -> _Ground:
    lines = [line for line in texts.lines(db, text_id) if provision_ids is None or line.provision_id in provision_ids]
    ids = [line.provision_id for line in lines]
    return _Ground(
        lines,
        changes_of(db, ids),
        _amendments(db, ids),
        {gavel.provision_id: gavel.revision_id for gavel in db.scalars(standing_gavels(ids))},
        db.get(Adoption, text_id) is not None,
    )


def kinds(
    db: Db, provision_ids: Collection[int] | Select[int], seen: ColumnElement[bool], stances: Collection[str]
) -> dict[int, list[tuple[Held, int]]]:
    """Provision -> its positions of these stances, one of each kind (by stance, revision and condition) and how many."""
    rows = db.execute(
        select(
            Position.provision_id, Position.stance, Position.revision_id, Amendment.end_reason,
            func.min(Amendment.ended_at), func.min(Position.stated_at), func.count(),
        )
        .outerjoin(Amendment, Position.amendment_id == Amendment.id)
        .where(
            Position.provision_id.in_(provision_ids), Position.ended_at.is_(None), Position.stance.in_(stances), seen
        )
        .group_by(Position.provision_id, Position.stance, Position.revision_id, Amendment.end_reason)
    )  # fmt: skip
    found: dict[int, list[tuple[Held, int]]] = defaultdict(list)
    for provision_id, stance, revision_id, end_reason, ended_at, stated_at, number in rows:
        one = Held(0, "", stance, revision_id, "", stated_at, amendment_end=end_reason, amendment_ended_at=ended_at)
        found[provision_id].append((one, number))
    return found


def _doubts(db: Db, provision_ids: Collection[int], seen: ColumnElement[bool]) -> dict[int, list[Held]]:
    """Provision -> its live objections, reservations and acceptances with an amendment, in the order of stating."""
    rows = db.execute(
        select(
            Position.provision_id, Position.id, Position.stance, Position.revision_id, Position.reason,
            Position.stated_at, Position.visibility, Position.amendment_id, Amendment.end_reason, Amendment.ended_at,
            Delegation.code, Group.code,
        )
        .outerjoin(Delegation, Position.delegation_id == Delegation.id)
        .outerjoin(Group, Position.group_id == Group.id)
        .outerjoin(Amendment, Position.amendment_id == Amendment.id)
        .where(
            Position.provision_id.in_(provision_ids), Position.ended_at.is_(None), Position.stance.in_(BEARING), seen
        )
        .order_by(Position.stated_at, Position.id)
    )  # fmt: skip
    found: dict[int, list[Held]] = defaultdict(list)
    for (
        provision_id,
        id,
        stance,
        revision_id,
        reason,
        at,
        visibility,
        amendment_id,
        end,
        ended_at,
        state,
        group,
    ) in rows:
        holder = f"delegation:{state}" if state else f"group:{group}"
        found[provision_id].append(
            Held(id, holder, stance, revision_id, reason, at, visibility, amendment_id, end, ended_at)
        )
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
    return {e.line.provision_id: e.state for e in survey(db, text_id, viewer)}


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
        position.amendment.ended_at if position.amendment else None,
    )  # fmt: skip


def holder_name(row: Position) -> str:
    """ "delegation:FRA" or "group:EU"."""
    return f"delegation:{row.delegation.code}" if row.delegation else f"group:{row.group.code}" if row.group else ""


def changes_of(db: Db, provision_ids: Collection[int]) -> dict[int, list[Change]]:
    """Provision -> its revisions in order, with whether they are contested: two queries."""
    contested = first_contests(db, provision_ids)
    rows = db.execute(
        select(Revision.provision_id, Revision.id, Revision.nature, Revision.number, Revision.made_at)
        .where(Revision.provision_id.in_(provision_ids))
        .order_by(Revision.id)
    )
    found: dict[int, list[Change]] = defaultdict(list)
    for provision_id, revision_id, nature, number, made_at in rows:
        editorial = nature == "editorial"
        counts = contested.get(revision_id) if editorial else made_at
        found[provision_id].append(Change(revision_id, editorial, revision_id in contested, number, counts))
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


def holders(db: Db, provision_ids: Collection[int], viewer: Viewer) -> list[tuple[str, int | None]]:
    """(code, delegation, or none for a group) of those who hold a position on some provisions that the viewer may see."""
    live = (Position.provision_id.in_(provision_ids), Position.ended_at.is_(None), visible(viewer))
    states = select(Delegation.code, Delegation.id).where(
        Delegation.id.in_(select(Position.delegation_id).where(*live))
    )
    groups = select(Group.code, null()).where(Group.id.in_(select(Position.group_id).where(*live)))
    return [(code, id) for code, id in db.execute(states.union_all(groups))]


def held_by(db: Db, provision_ids: Collection[int], code: str, viewer: Viewer) -> set[int]:
    """The provisions, of some, on which a delegation or a group of this code holds a position that the viewer may see."""
    return set(
        db.scalars(
            select(Position.provision_id)
            .outerjoin(Delegation, Position.delegation_id == Delegation.id)
            .outerjoin(Group, Position.group_id == Group.id)
            .where(
                Position.provision_id.in_(provision_ids), Position.ended_at.is_(None), visible(viewer),
                or_(Delegation.code == code, Group.code == code),
            )
        )
    )  # fmt: skip


def never_registered(db: Db, text_id: int, viewer: Viewer, provision_id: int | None = None) -> set[int]:
    """The Member States that never said anything on a text, or on one of its provisions, as far as the viewer may see.

    Not the same blank as a registered "no position" (domain: "Consensus"). A position that has ended was registered.
    """
    said = select(Position.delegation_id).join(Provision, Position.provision_id == Provision.id)
    said = said.where(Provision.text_id == text_id, Position.delegation_id.is_not(None), visible(viewer))
    if provision_id is not None:
        said = said.where(Provision.id == provision_id)
    return set(db.scalars(select(Delegation.id).where(Delegation.kind == "member", Delegation.id.not_in(said))))
