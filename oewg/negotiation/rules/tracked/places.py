"""After which provision would a paragraph of a file stand, and may an amendment say so?"""

from collections.abc import Sequence
from dataclasses import dataclass

from oewg.negotiation.rules.tracked.finding import Standing


@dataclass(frozen=True)
class Target:
    """After which provision, or (`under`) first under it."""

    provision_id: int
    under: bool = False


@dataclass(frozen=True)
class Shape:
    """What a paragraph is: its kind, and its depth among its kind."""

    kind: str
    level: int


class Places:
    """The places of a text, in reading order."""

    def __init__(self, standing: Sequence[Standing]) -> None:
        self._standing = standing
        self._places = {one.provision_id: place for place, one in enumerate(standing)}

    def parent(self, provision_id: int) -> int | None:
        """Under which provision one stands, as a reader sees it."""
        place = self._places[provision_id]
        own = self._standing[place]
        for above in reversed(self._standing[:place]):
            if above.kind == "heading" and (own.kind != "heading" or above.level < own.level):
                return above.provision_id
            if own.kind == "subparagraph" and (
                above.kind == "paragraph" or (above.kind == "subparagraph" and above.level < own.level)
            ):
                return above.provision_id
        return None

    def to_insert(self, shape: Shape, after: int | None) -> Target | None:
        """Where a new provision is filed that stands after another in the file; None where no amendment puts one."""
        if after is None or shape.kind == "heading":
            return None
        beside = self._beside(shape, after)
        if beside is not None:
            return Target(beside)
        above = self._standing[self._places[after]]
        if shape.kind == "paragraph":
            return Target(after) if above.kind == "heading" else None
        deeper = above.level + 1 if above.kind == "subparagraph" else 1
        return Target(after, under=True) if above.kind != "heading" and shape.level >= deeper else None

    def to_move(self, own: Standing, after: int | None) -> int | None:
        """After which provision one is filed to stand that stands after another in the file; None where none can be named."""
        return self._beside(Shape(own.kind, own.level), after) if after is not None else None

    def _beside(self, shape: Shape, after: int) -> int | None:
        """The last one of its own kind and depth under which, or as which, the paragraph before stands."""
        for one in reversed(self._standing[: self._places[after] + 1]):
            if one.kind == shape.kind and (one.kind == "paragraph" or one.level == shape.level):
                return one.provision_id
            if one.kind == "heading" and (shape.kind != "heading" or one.level < shape.level):
                return None
            if one.kind == "paragraph" and shape.kind == "subparagraph":
                return None
            if one.kind == "subparagraph" and shape.kind == "subparagraph" and one.level < shape.level:
                return None
        return None
