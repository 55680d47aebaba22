"""What do positions, clearance and alignment do to their rows?"""

from datetime import datetime
from typing import Any

from oewg.negotiation.rules.replay.world import UNKNOWN, Row, Step, World


def _state(world: World, said: Any) -> None:
    facts = said.facts
    place = ("position", facts["provision"], facts["holder"])
    before = world.latest.get(place)
    if before is not None and _gives_way(world, said, before):
        before["ended_at"], before["end_reason"] = said.at, "replaced"
    world.live[place] = world.latest[place] = world.add(
        "position", id=said.subject_id, provision_id=facts["provision"], revision_id=facts["revision"],
        holder=facts["holder"], stance=facts["stance"], amendment_id=facts["amendment"], reason=facts["reason"],
        visibility=facts["visibility"], stated_at=said.at, ended_at=None, end_reason=None,
    )  # fmt: skip


def _gives_way(world: World, said: Any, before: Row) -> bool:
    """Does the earlier position end with this one? Yes if it stands; yes too if the entry before this one told of its end.

    For those who knew an earlier position, and are not to know the later one, the record says that it was withdrawn.
    """
    if before["ended_at"] is None:
        return True
    told = world.before
    return bool(
        told.act == "withdraw_position" and told.index == said.index - 1 and told.at == said.at
        and world.tables["position"].get((told.subject_id,)) is before
    )  # fmt: skip


def _end_position(world: World, said: Any, at: datetime, reason: str) -> None:
    # What was stated may have been erased from the record, which then knows of no such position.
    row = world.tables["position"].get((said.subject_id,))
    if row is not None:
        row["ended_at"], row["end_reason"] = at, reason


def _withdraw(world: World, said: Any) -> None:
    _end_position(world, said, said.at, "withdrawn")


def _prepare(world: World, said: Any) -> None:
    facts = said.facts
    holder = facts.get("holder", UNKNOWN)
    place = ("waiting_position", facts["provision"], holder)
    if (before := world.live.get(place)) and before["ended_at"] is None:
        before["ended_at"], before["outcome"] = said.at, "returned"
    world.live[place] = world.add(
        "waiting_position", id=said.subject_id, provision_id=facts["provision"], revision_id=facts["revision"],
        holder=holder, stance=facts["stance"], amendment_id=facts.get("amendment", UNKNOWN), reason=facts["reason"],
        visibility=facts.get("visibility", UNKNOWN), prepared_by=said.actor, prepared_at=said.at, ended_at=None,
        outcome=None,
    )  # fmt: skip


def _decide(world: World, said: Any, outcome: str) -> None:
    row = world.tables["waiting_position"].get((said.subject_id,))
    if row is not None:
        row["ended_at"], row["outcome"] = said.at, outcome


def _clear(world: World, said: Any) -> None:
    _decide(world, said, "cleared")


def _return(world: World, said: Any) -> None:
    _decide(world, said, "returned")


def _require_clearance(world: World, said: Any) -> None:
    world.live["clearance", said.subject_id] = world.add(
        "clearance", delegation_id=said.subject_id, required_at=said.at, ended_at=None
    )


def _lift_clearance(world: World, said: Any) -> None:
    row = world.live.pop(("clearance", said.subject_id), None)
    if row is not None:
        row["ended_at"] = said.at


def _align(world: World, said: Any) -> None:
    holder, group = said.facts["holder"], said.facts["group"]
    world.live["alignment", said.subject_id, holder, group] = world.add(
        "alignment", text_id=said.subject_id, holder=holder, group=group, begun_at=said.at, ended_at=None
    )


def _end_alignment(world: World, said: Any) -> None:
    world.live.pop(("alignment", said.subject_id, said.facts["holder"], said.facts["group"]))["ended_at"] = said.at


STEPS: dict[str, Step] = {
    "state_position": _state,
    "withdraw_position": _withdraw,
    "prepare_position": _prepare,
    "clear_position": _clear,
    "return_position": _return,
    "require_clearance": _require_clearance,
    "lift_clearance": _lift_clearance,
    "align": _align,
    "end_alignment": _end_alignment,
}
"""Act -> what it does to the world."""
