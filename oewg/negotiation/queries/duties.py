"""What waits for a delegation to say something, and which texts are under silence?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation.models import Silence
from oewg.negotiation.queries.amendments import own_amendments
from oewg.negotiation.queries.positions import own_positions, waiting, with_staleness
from oewg.negotiation.queries.states import changes_of, current_revisions, rebase

MOST = 500
"""Positions of one delegation that are looked through for its first page."""


@dataclass(frozen=True)
class ToSay:
    """How much of each kind waits for a delegation or a coordinator."""

    stale: int
    """Positions on earlier text, of texts that are still open."""
    condition_gone: int
    """Acceptances whose amendment is not proposed any more."""
    in_conflict: int
    """Own amendments under which the wording has changed."""
    to_clear: int
    """Positions that wait for clearance."""


def to_say(db: Db, viewer: Viewer) -> ToSay:
    """What waits for the viewer's delegation, or the group that it coordinates: a fixed number of queries."""
    lines = with_staleness(db, own_positions(db, viewer, size=MOST).items)
    live = [p for p in lines if p.position.provision.text.closed_at is None and p.position.provision.removed_at is None]
    amendments = own_amendments(db, viewer)
    amended = [each.provision_id for each in amendments]
    now, changes = current_revisions(db, amended), changes_of(db, amended)
    return ToSay(
        stale=sum(p.stale for p in live),
        condition_gone=sum(p.held.condition_gone for p in live),
        in_conflict=sum(
            rebase(each, now[each.provision_id].words, changes[each.provision_id]).in_conflict for each in amendments
        ),
        to_clear=len(waiting(db, viewer)),
    )


def running_silences(db: Db) -> Sequence[Silence]:
    """The silence procedures that are running, the one that ends first at the top."""
    return db.scalars(
        select(Silence)
        .where(Silence.ended_at.is_(None))
        .options(joinedload(Silence.text), joinedload(Silence.edition))
        .order_by(Silence.deadline)
    ).all()
