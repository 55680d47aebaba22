"""Do the rows say what the record says? Positions and states rebuilt from the record's statements alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from oewg.negotiation.rules.positions import Change, Held, is_stale
from oewg.negotiation.rules.states import Standing, state_of
from oewg.texts.rules.brackets import brackets


@dataclass
class Rebuilt:
    """One provision as the record has it so far."""

    kind: str
    text_id: int
    words: str
    changes: list[Change]
    positions: dict[str, Held] = field(default_factory=dict)
    """Holder -> the live position."""
    amendments: set[int] = field(default_factory=set)
    gavelled: int | None = None
    adopted: bool = False
    removed: bool = False
    stands_in: int | None = None
    """For a footnote: what it stands under."""
    notes: dict[int, str] = field(default_factory=dict)
    """Its footnotes' words."""
    first: int = 0
    """The provision to which it is an alternative; its own number if it is the first."""
    alternatives: int = 1
    """How many wordings stand side by side there."""

    def state(self) -> str:
        """The state that follows."""
        return state_of(
            Standing(
                self.kind,
                tuple(self.positions.values()),
                tuple(self.amendments),
                any(brackets(words).open for words in (self.words, *self.notes.values())) or self.alternatives > 1,
                tuple(self.changes),
                self.gavelled,
                self.adopted,
            )
        )

    def stale(self, holder: str) -> bool:
        """Is a holder's position on earlier text?"""
        return is_stale(self.positions[holder], self.changes)


@dataclass
class World:
    """Everything that the record has said so far."""

    provisions: dict[int, Rebuilt] = field(default_factory=dict)
    of_revision: dict[int, int] = field(default_factory=dict)
    of_amendment: dict[int, int] = field(default_factory=dict)
    amendment_ends: dict[int, str] = field(default_factory=dict)


def replay(statements: Iterable[Any]) -> dict[int, Rebuilt]:
    """Provision -> what it has come to. A statement has `act`, `subject_id`, `facts` and `at`; they come in order."""
    world = World()
    for said in statements:
        step = _STEPS.get(said.act)
        if step is not None:
            step(world, said)
    return world.provisions


def _add(world: World, said: Any) -> None:
    facts = said.facts
    first = Change(facts["revision"], editorial=False)
    world.provisions[said.subject_id] = Rebuilt(facts["kind"], facts["text"], facts["words"], [first])
    world.of_revision[facts["revision"]] = said.subject_id
    world.provisions[said.subject_id].first = facts.get("alternative_of") or said.subject_id
    _count_alternatives(world, world.provisions[said.subject_id].first)
    if facts["kind"] == "footnote":
        world.provisions[said.subject_id].stands_in = facts["parent"]
        world.provisions[facts["parent"]].notes[said.subject_id] = facts["words"]


def _count_alternatives(world: World, first: int) -> None:
    together = [there for there in world.provisions.values() if there.first == first and not there.removed]
    for there in together:
        there.alternatives = len(together)


def _revise(world: World, said: Any) -> None:
    facts, there = said.facts, world.provisions[said.subject_id]
    there.words = facts["words"]
    if there.stands_in is not None:
        world.provisions[there.stands_in].notes[said.subject_id] = facts["words"]
    there.changes.append(Change(facts["revision"], facts["nature"] == "editorial"))
    world.of_revision[facts["revision"]] = said.subject_id


def _contest(world: World, said: Any) -> None:
    there = world.provisions[world.of_revision[said.subject_id]]
    there.changes = [
        replace(change, contested=True) if change.revision_id == said.subject_id else change for change in there.changes
    ]


def _state(world: World, said: Any) -> None:
    facts, there = said.facts, world.provisions[said.facts["provision"]]
    there.positions[facts["holder"]] = Held(
        said.subject_id,
        facts["holder"],
        facts["stance"],
        facts["revision"],
        facts["reason"],
        said.at,
        facts["visibility"],
        facts["amendment"],
        world.amendment_ends.get(facts["amendment"]),
    )


def _withdraw(world: World, said: Any) -> None:
    del world.provisions[said.facts["provision"]].positions[said.facts["holder"]]


def _amend(world: World, said: Any) -> None:
    if said.facts["kind"] != "insert":  # what is to be inserted is a provision of its own
        world.provisions[said.facts["provision"]].amendments.add(said.subject_id)
    world.of_amendment[said.subject_id] = said.facts["provision"]


def _end_amendment(world: World, amendment_id: int, reason: str) -> None:
    there = world.provisions[world.of_amendment[amendment_id]]
    there.amendments.discard(amendment_id)
    world.amendment_ends[amendment_id] = reason
    for holder, held in there.positions.items():
        if held.amendment_id == amendment_id:
            there.positions[holder] = replace(held, amendment_end=reason)


def _withdraw_amendment(world: World, said: Any) -> None:
    _end_amendment(world, said.subject_id, "withdrawn")


def _supersede_amendment(world: World, said: Any) -> None:
    _end_amendment(world, said.subject_id, "superseded")


def _take_up(world: World, said: Any) -> None:
    for amendment_id in said.facts["amendments"]:
        _end_amendment(world, amendment_id, "taken_up")


def _lapse_silence(world: World, said: Any) -> None:
    for amendment_id, _ in said.facts["superseded"]:
        _end_amendment(world, amendment_id, "superseded")
    for provision_id, revision_id in said.facts["agreed"]:
        world.provisions[provision_id].gavelled = revision_id


def _gavel(world: World, said: Any) -> None:
    world.provisions[said.subject_id].gavelled = said.facts["revision"]


def _reopen(world: World, said: Any) -> None:
    world.provisions[said.subject_id].gavelled = None


def _remove(world: World, said: Any) -> None:
    there = world.provisions[said.subject_id]
    there.removed = True
    _count_alternatives(world, there.first)
    if there.stands_in is not None:
        world.provisions[there.stands_in].notes.pop(said.subject_id, None)


def _adopt(world: World, said: Any) -> None:
    for there in world.provisions.values():
        there.adopted = there.adopted or (there.text_id == said.subject_id and not there.removed)


_STEPS: dict[str, Callable[[World, Any], None]] = {
    "add_provision": _add,
    "revise": _revise,
    "remove_provision": _remove,
    "contest_editorial": _contest,
    "state_position": _state,
    "withdraw_position": _withdraw,
    "file_amendment": _amend,
    "withdraw_amendment": _withdraw_amendment,
    "supersede_amendment": _supersede_amendment,
    "take_up_amendment": _take_up,
    "lapse_position": _withdraw,
    "lapse_silence": _lapse_silence,
    "gavel": _gavel,
    "reopen": _reopen,
    "adopt": _adopt,
}
"""Act -> what it does to the world."""
