"""What do delegations and groups say, for whom, and what of it waits?"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import exists, false, or_, select
from sqlalchemy.orm import joinedload

from oewg.accounts import queries as accounts
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.negotiation.models import Alignment, Amendment, Clearance, Contest, Gavel, Position, WaitingPosition
from oewg.negotiation.queries.states import Examined, PositionLine, changes_of, shown, visible
from oewg.texts import queries as texts
from oewg.texts.models import EditionLine, Provision, Revision


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
            joinedload(Position.delegation), joinedload(Position.group), joinedload(Position.amendment),
        )
        .order_by(Position.stated_at.desc(), Position.id.desc())
    )  # fmt: skip
    return paged(db, query, number, size)


def with_staleness(db: Db, positions: Sequence[Position]) -> list[PositionLine]:
    """Positions with whether they are on earlier text: two queries for all."""
    changes = changes_of(db, [position.provision_id for position in positions])
    found = []
    for row in positions:
        found.append(shown(row, changes[row.provision_id]))
    return found


def untouched(db: Db, *provision_ids: int) -> bool:
    """Has nobody acted on the wordings of these provisions that now stand, as far as everybody may see?

    Neither stated a public position, amended, contested, gavelled, nor issued an edition. What was said in confidence
    must not show in the number of a revision; it is bound to the step on which it was said.
    """
    latest = [
        db.scalar(select(Revision.id).where(Revision.provision_id == each).order_by(Revision.id.desc()).limit(1))
        for each in set(provision_ids)
    ]
    said = exists().where(Position.revision_id.in_(latest), Position.visibility == "public")
    acted = (exists().where(act.revision_id.in_(latest)) for act in (Amendment, Contest, Gavel, EditionLine))
    return not db.scalar(select(or_(said, *acted)))


def speaking_for(db: Db, examined: Examined, text_id: int, viewer: Viewer, on: date) -> dict[int, list[int]]:
    """Group -> the delegations that its position on a provision speaks for, as far as the viewer may see.

    Its members of that day and those aligned with it on the text, but for those with a national position, which counts
    for them instead. Two queries.
    """
    groups = {p.position.group_id for p in examined.positions if p.position.group_id}
    if not groups:
        return {}
    national = {p.position.delegation_id for p in examined.positions if p.position.delegation_id}
    aligned = db.execute(
        select(Alignment.group_id, Alignment.delegation_id).where(
            Alignment.text_id == text_id, Alignment.ended_at.is_(None), Alignment.group_id.in_(groups)
        )
    )
    found: dict[int, list[int]] = {group: [] for group in groups}
    for group_id, delegation_id in [*accounts.members(db, groups, on), *aligned]:
        if delegation_id not in national and delegation_id not in found[group_id]:
            found[group_id].append(delegation_id)
    return found


def groups_of(db: Db, delegation_id: int, on: date) -> set[int]:
    """The groups of which a delegation is a member on a day."""
    return {group.id for group in accounts.groups_of(db, delegation_id, on)}


def alignments(db: Db, text_id: int) -> Sequence[Alignment]:
    """Who is aligned with which group on a text."""
    return db.scalars(
        select(Alignment)
        .where(Alignment.text_id == text_id, Alignment.ended_at.is_(None))
        .options(joinedload(Alignment.group), joinedload(Alignment.delegation))
        .order_by(Alignment.id)
    ).all()


def alignment(db: Db, text_id: int, delegation_id: int | None, group_id: int) -> Alignment | None:
    """A delegation's alignment with a group on a text, if it stands."""
    return db.scalars(
        select(Alignment).where(
            Alignment.text_id == text_id, Alignment.delegation_id == delegation_id, Alignment.group_id == group_id,
            Alignment.ended_at.is_(None),
        )
    ).one_or_none()  # fmt: skip


def clearance(db: Db, delegation_id: int | None) -> Clearance | None:
    """The head's requirement that positions wait, if it stands."""
    return db.scalars(
        select(Clearance).where(Clearance.delegation_id == delegation_id, Clearance.ended_at.is_(None))
    ).one_or_none()


def clearance_required(db: Db, delegation_id: int | None) -> bool:
    """Do the positions of a delegation wait for its head?"""
    return clearance(db, delegation_id) is not None


def waiting(db: Db, viewer: Viewer) -> Sequence[WaitingPosition]:
    """The positions of the viewer's delegation that wait for clearance, the oldest first; nobody else sees them."""
    return db.scalars(
        select(WaitingPosition)
        .where(WaitingPosition.delegation_id == (viewer.delegation_id or 0), WaitingPosition.ended_at.is_(None))
        .options(
            joinedload(WaitingPosition.provision).joinedload(Provision.text), joinedload(WaitingPosition.revision),
            joinedload(WaitingPosition.amendment),
        )
        .order_by(WaitingPosition.prepared_at)
    ).all()  # fmt: skip


def waiting_on(db: Db, provision_id: int, delegation_id: int | None) -> WaitingPosition | None:
    """What a delegation prepared on a provision, if it still waits."""
    return db.scalars(
        select(WaitingPosition).where(
            WaitingPosition.provision_id == provision_id, WaitingPosition.delegation_id == delegation_id,
            WaitingPosition.ended_at.is_(None),
        )
    ).one_or_none()  # fmt: skip


def waiting_position(db: Db, waiting_id: int, viewer: Viewer) -> WaitingPosition:
    """One position of the viewer's own delegation that waits or waited, or NotFound."""
    found = db.get(WaitingPosition, waiting_id)
    if found is None or found.delegation_id != viewer.delegation_id:
        raise NotFound
    return found


def made_with(db: Db, revision: Revision) -> Revision:
    """The wording on which positions rest that were carried over a change: of a footnote's, that of its provision."""
    owner = texts.stands_in(db, revision.provision)
    if owner.id == revision.provision_id:
        return revision
    twin = select(Revision).where(Revision.provision_id == owner.id, Revision.id > revision.id).order_by(Revision.id)
    return db.scalars(twin.limit(1)).first() or revision


def contests(db: Db, provision_id: int) -> Sequence[Contest]:
    """The delegations that contest that a change of this provision was editorial."""
    return db.scalars(
        select(Contest)
        .join(Revision, Contest.revision_id == Revision.id)
        .where(Revision.provision_id == provision_id)
        .options(joinedload(Contest.delegation), joinedload(Contest.revision))
        .order_by(Contest.at)
    ).all()


def provisions_by_id(db: Db, provision_ids: Collection[int]) -> dict[int, Provision]:
    """Provisions with their texts; those that do not exist are missing."""
    rows = db.scalars(
        select(Provision).where(Provision.id.in_(provision_ids)).options(joinedload(Provision.text))
    )  # fmt: skip
    return {row.id: row for row in rows}
