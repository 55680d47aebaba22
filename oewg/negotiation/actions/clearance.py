"""How does a head of delegation clear what the delegation says?"""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.actions.positions import state_position
from oewg.negotiation.actions.speaking import holder_of
from oewg.negotiation.models import Clearance, Position, WaitingPosition
from oewg.record.actions import Subject, append

told(
    require_clearance=say("A head of delegation required clearance of the delegation's positions."),
    lift_clearance=say("A head of delegation lifted the requirement of clearance."),
    clear_position=say("A position was cleared."),
    return_position=say("A position that waited for clearance was sent back."),
)


def require_clearance(db: Db, *, by: Viewer, at: datetime) -> Clearance:
    """Let the delegation's positions wait until the head clears them."""
    holder = holder_of(db, by)
    if queries.clearance_required(db, holder.delegation_id):
        raise Refusal(say("Your delegation's positions wait for clearance already."))
    assert holder.delegation_id is not None
    clearance = Clearance(delegation_id=holder.delegation_id, required_at=at)
    db.add(clearance)
    db.flush()
    _tell(db, "require_clearance", holder.delegation_id, {}, holder.name, by, at)
    return clearance


def lift_clearance(db: Db, *, by: Viewer, at: datetime) -> None:
    """Let the delegation's positions stand at once again; what waits is cleared or returned first."""
    holder = holder_of(db, by)
    clearance = queries.clearance(db, holder.delegation_id)
    if clearance is None:
        raise Refusal(say("Your delegation's positions wait for nobody."))
    if queries.waiting(db, by):
        raise Refusal(say("Positions are still waiting: clear them or send them back first."))
    clearance.ended_at = at
    db.flush()
    _tell(db, "lift_clearance", clearance.delegation_id, {}, holder.name, by, at)


def clear_position(db: Db, waiting: WaitingPosition, *, by: Viewer, at: datetime) -> Position:
    """Let a position that waited stand, on the wording on which it was prepared; refused if that has changed."""
    holder = _own(db, waiting, by)
    stated = state_position(
        db, waiting.provision, waiting.stance, by=by, at=at, reason=waiting.reason, amendment_id=waiting.amendment_id,
        visibility=waiting.visibility, on=waiting.revision_id,
    )  # fmt: skip
    if not isinstance(stated, Position):
        raise NotAllowed(say("Only the head of delegation clears positions."))
    waiting.ended_at, waiting.outcome = at, "cleared"
    db.flush()
    _tell(db, "clear_position", waiting.id, {"position": stated.id}, holder, by, at)
    return stated


def return_position(db: Db, waiting: WaitingPosition, *, by: Viewer, at: datetime) -> None:
    """Give a position that waited back to those who prepared it: it says nothing."""
    holder = _own(db, waiting, by)
    waiting.ended_at, waiting.outcome = at, "returned"
    db.flush()
    _tell(db, "return_position", waiting.id, {}, holder, by, at)


def _own(db: Db, waiting: WaitingPosition, by: Viewer) -> str:
    holder = holder_of(db, by)
    if waiting.delegation_id != holder.delegation_id:
        raise NotAllowed(say("Only the head of delegation clears positions."))
    if waiting.ended_at is not None:
        raise Refusal(say("This position does not wait any more."))
    return holder.name


def _tell(db: Db, act: str, subject: int, facts: dict[str, object], holder: str, by: Viewer, at: datetime) -> None:
    kind = "waiting_position" if act.endswith("_position") else "delegation"
    append(db, act, by.account_id, by.capacity, Subject(kind, subject), facts, at, readers=(holder,))
