"""What do amendments, their sponsors and receptions do to their rows?"""

from datetime import datetime
from typing import Any

from oewg.negotiation.rules.replay.world import Step, World


def _file(world: World, said: Any) -> None:
    facts = said.facts
    world.add(
        "amendment", id=said.subject_id, text_id=world.row("provision", facts["provision"])["text_id"],
        number=facts["number"], provision_id=facts["provision"], revision_id=facts["revision"], kind=facts["kind"],
        words=facts["words"], after_id=facts["after"], in_place_of_id=facts["in_place_of"], reason=facts["reason"],
        filed_at=said.at, ended_at=None, end_reason=None,
    )  # fmt: skip
    _join(world, said)


def _join(world: World, said: Any) -> None:
    holder = said.facts["holder"]
    world.sponsors[said.subject_id][holder] = world.add(
        "sponsorship", amendment_id=said.subject_id, holder=holder, joined_at=said.at, left_at=None
    )


def _co_sponsor(world: World, said: Any) -> None:
    _join(world, said)
    # Whoever sponsors it accepts it: what was said before of accepting it has come to its end.
    row = world.live.pop(("reception", said.subject_id, said.facts["holder"]), None)
    if row is not None:
        row["ended_at"] = said.at


def _leave(world: World, said: Any) -> None:
    world.sponsors[said.subject_id].pop(said.facts["holder"])["left_at"] = said.at


def end_amendment(world: World, amendment_id: int, reason: str, at: datetime) -> None:
    """An amendment ended, and with it whoever stood behind it."""
    row = world.row("amendment", amendment_id)
    row["ended_at"], row["end_reason"] = at, reason
    for sponsor in world.sponsors.pop(amendment_id, {}).values():
        sponsor["left_at"] = at


def _withdraw_amendment(world: World, said: Any) -> None:
    end_amendment(world, said.subject_id, "withdrawn", said.at)


def _supersede_amendment(world: World, said: Any) -> None:
    end_amendment(world, said.subject_id, "superseded", said.at)


def _take_up(world: World, said: Any) -> None:
    for amendment_id in said.facts["amendments"]:
        end_amendment(world, amendment_id, "taken_up", said.at)


def _receive(world: World, said: Any) -> None:
    facts = said.facts
    place = ("reception", facts["amendment"], facts["holder"])
    if before := world.live.get(place):
        before["ended_at"] = said.at
    world.live[place] = world.add(
        "reception", amendment_id=facts["amendment"], holder=facts["holder"], verdict=facts["verdict"],
        visibility=facts["visibility"], stated_at=said.at, ended_at=None,
    )  # fmt: skip


def _withdraw_reception(world: World, said: Any) -> None:
    row = world.live.pop(("reception", said.subject_id, said.facts["holder"]), None)
    if row is not None:
        row["ended_at"] = said.at


STEPS: dict[str, Step] = {
    "file_amendment": _file,
    "co_sponsor": _co_sponsor,
    "leave_amendment": _leave,
    "withdraw_amendment": _withdraw_amendment,
    "supersede_amendment": _supersede_amendment,
    "take_up_amendment": _take_up,
    "receive_amendment": _receive,
    "withdraw_reception": _withdraw_reception,
}
"""Act -> what it does to the world."""
