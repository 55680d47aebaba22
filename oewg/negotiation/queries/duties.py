"""What waits for a delegation to say something, and which texts are under silence?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation.models import Silence
from oewg.negotiation.queries.amendments import own_amendments
from oewg.negotiation.queries.positions import waiting
from oewg.negotiation.queries.states import changes_of, count, current_revisions, kinds, owned, rebase
from oewg.negotiation.rules.positions import STANCES
from oewg.texts.models import DraftText, Provision


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
    open_ones = (
        select(Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(Provision.removed_at.is_(None), DraftText.closed_at.is_(None))
    )
    own = kinds(db, open_ones, owned(viewer), STANCES)
    changes = changes_of(db, list(own))
    amendments = own_amendments(db, viewer)
    amended = [each.provision_id for each in amendments]
    now, under = current_revisions(db, amended), changes_of(db, amended)
    return ToSay(
        stale=sum(count(there, changes[provision_id]).stale for provision_id, there in own.items()),
        condition_gone=sum(number for there in own.values() for held, number in there if held.condition_gone),
        in_conflict=sum(
            rebase(each, now[each.provision_id].words, under[each.provision_id]).in_conflict for each in amendments
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
