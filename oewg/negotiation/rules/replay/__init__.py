"""Do the rows say what the record says? Every row of texts and of the negotiation, rebuilt from the record alone.

    world = replay(statements, erased)      what the record says, table by table
    differences(world, rows)                a sentence for each row that is not what the record says

A row is a map of its columns. Those who hold it stand in it under the name that the record gives them ("delegation:FRA").
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from oewg.negotiation.rules.replay import agreement, amendments, positions, texts
from oewg.negotiation.rules.replay.comparing import differences
from oewg.negotiation.rules.replay.world import KEYS, Key, Row, World, key_of

__all__ = ["KEYS", "Key", "Row", "World", "differences", "key_of", "replay"]

_STEPS = {**texts.STEPS, **positions.STEPS, **amendments.STEPS, **agreement.STEPS}


def replay(statements: Iterable[Any], erased: Iterable[datetime] = ()) -> World:
    """What the record says. A statement has `act`, `subject_id`, `actor`, `facts`, `index` and `at`; they come in order.

    `erased` are the instants of the entries that have been erased.
    """
    world = World(erased=set(erased))
    for said in statements:
        step = _STEPS.get(said.act)
        if step is not None:
            step(world, said)
        world.before = said
    return world
