"""What does an amendment propose on the wording that now stands, which others does it collide with, whom would it bring?

An amendment's own words are never altered. Whenever the base has moved, what it proposes is worked out from three texts:
the wording it was filed on, the wording that stands, and the wording it proposes. Only if the two changes do not touch is
it applied; otherwise it is in conflict until its sponsors say what they want now (domain.md, "Text").
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from oewg.texts.rules.merging import Merged, conflicts, merge


@dataclass(frozen=True)
class Proposal:
    """A live amendment as the rules see it."""

    id: int
    kind: str
    filed_on: str
    """The wording it was filed on."""
    words: str | None
    after_id: int | None = None
    """For a move: after which provision; for an insertion: the provision itself, if it is to stand first under it."""
    target_gone: bool = False
    """For a move: the provision after which it was to stand has been removed."""
    substance_moved: bool = True
    """Has the wording changed in substance since it was filed?"""


@dataclass(frozen=True)
class Filing:
    """An amendment that is to be filed among others: to which provision, on which of its revisions, what, and why."""

    kind: str
    provision_id: int
    on: int
    words: str | None = None
    after_id: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Rebased:
    """A proposal on the wording that stands.

    `words` is the wording that it gives: none for a move. In conflict it is the wording as filed, for no other can be
    told. `merged` shows the three texts where there are three.
    """

    proposal: Proposal
    words: str | None
    in_conflict: bool = False
    merged: Merged | None = None
    moved_on: bool = False
    """Has the base moved since it was filed?"""

    @property
    def fulfilled(self) -> bool:
        """Does the wording that stands have all of it already?"""
        return self.merged is not None and not self.in_conflict and self.merged.words == self._now

    @property
    def _now(self) -> str:
        return "".join(stretch.ours for stretch in self.merged.stretches) if self.merged else ""


def rebased(proposal: Proposal, now: str) -> Rebased:
    """A proposal on the wording `now`."""
    moved_on = proposal.filed_on != now
    if proposal.kind == "replace":
        merged = merge(proposal.filed_on, now, proposal.words or "")
        in_conflict = merged.in_conflict
        return Rebased(proposal, proposal.words if in_conflict else merged.words, in_conflict, merged, moved_on)
    if proposal.kind == "delete":
        # Whoever proposed to delete other words has not said that these should go; of an editorial change they have.
        return Rebased(proposal, "", moved_on and proposal.substance_moved, None, moved_on)
    return Rebased(proposal, proposal.words, proposal.target_gone, None, moved_on)


Touch = Callable[[str, str], bool]
"""Do two wordings change the same words of the one that stands?"""


def collide(one: Rebased, other: Rebased, touch: Touch) -> bool:
    """Can the two not both be taken up as they are? Equal proposals do not collide."""
    kinds = {one.proposal.kind, other.proposal.kind}
    if "insert" in kinds:
        return False
    if kinds == {"move"}:
        return one.proposal.after_id != other.proposal.after_id
    if "move" in kinds:
        return "delete" in kinds
    if one.words == other.words:
        return False
    return "delete" in kinds or touch(one.words or "", other.words or "")


def collisions(proposals: Collection[Rebased], now: str) -> dict[int, tuple[int, ...]]:
    """Proposal -> the other ones on the same provision that it collides with; those in conflict with the base collide
    with none in particular, and are here too. What each changes is told once, however many there are."""
    touching = conflicts(now, (one.words or "" for one in proposals if one.proposal.kind == "replace"))
    found = {
        one.proposal.id: tuple(
            other.proposal.id
            for other in proposals
            if other is not one and collide(one, other, lambda words, others: others in touching[words])
        )
        for one in proposals
    }
    return {one.proposal.id: found[one.proposal.id] for one in proposals if one.in_conflict or found[one.proposal.id]}


@dataclass(frozen=True)
class Prospect:
    """What an amendment would do for an objected provision: whom it would free to agree, and whom it would lose."""

    amendment_id: int
    frees: tuple[str, ...]
    """Holders that object or reserve now, and sponsor the amendment or have said that they can accept it."""
    loses: tuple[str, ...]
    """Holders that do not stand in the way now, have said that they cannot accept it, and do not sponsor it since."""


def prospects(
    amendments: Iterable[int],
    in_the_way: Collection[str],
    accept: Mapping[int, Collection[str]],
    refuse: Mapping[int, Collection[str]],
) -> list[Prospect]:
    """The amendments by how many objectors each would free, and among equals by how few it would lose.

    `accept` and `refuse` are amendment -> the holders that said so; sponsors are among those that accept.
    """
    found = [
        Prospect(
            each,
            tuple(sorted(set(in_the_way) & set(accept.get(each, ())))),
            tuple(sorted(set(refuse.get(each, ())) - set(in_the_way) - set(accept.get(each, ())))),
        )
        for each in amendments
    ]
    return sorted(found, key=lambda one: (-len(one.frees), len(one.loses), one.amendment_id))
