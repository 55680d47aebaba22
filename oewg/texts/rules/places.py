"""Where may a provision stand? Under what, how deep, and where it may move to; alternatives stay side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from oewg.core.errors import Refusal, say
from oewg.texts.rules.numbering import Node

UNDER: dict[str, tuple[str | None, ...]] = {
    "heading": (None, "heading"),
    "paragraph": (None, "heading"),
    "subparagraph": ("paragraph", "subparagraph"),
    "footnote": ("heading", "paragraph", "subparagraph"),
}
"""Kind -> under what it may stand; None is the text itself."""
DEEPEST = {"heading": 4, "subparagraph": 2}
"""Kind -> how many of it stand under one another at most. Source: domain.md, "The report": I. / A. / 1. / (a)."""
_TOO_DEEP = {
    "heading": say("Headings stand four deep at most: I., A., 1., (a). This one would stand deeper."),
    "subparagraph": say("Subparagraphs stand two deep at most: (a), (i). This one would stand deeper."),
}


@dataclass(frozen=True)
class Place:
    """Where provisions that move will stand: side by side, in this order, right after another, or first."""

    parent_id: int | None
    after: Node | None
    together: tuple[Node, ...]
    """What moves: the provision with its alternatives."""


def check_place(kind: str, above: Sequence[str], beneath: int = 0) -> None:
    """Refuse a place where no provision of this kind stands.

    `above` are the kinds of what it would stand under, the nearest first; `beneath` is how deep its own kind stands
    under it.
    """
    if (above[0] if above else None) not in UNDER[kind]:
        raise Refusal(say("A %(kind)s cannot stand there."), kind=kind)
    if kind in DEEPEST and above.count(kind) + 1 + beneath > DEEPEST[kind]:
        raise Refusal(_TOO_DEEP[kind])


def check_move(nodes: Mapping[int, Node], moving: int, after: int | None, parent: int | None) -> Place:
    """The place of a provision right after another, or else first under a parent; or a refusal.

    `nodes` are the provisions that stand in the text, footnotes among them. It moves with its alternatives and with all
    that stands under them, and what stands after one of several alternatives stands after the last.
    """
    node = nodes.get(moving)
    beside = after if after is not None else parent
    if node is None:
        raise Refusal(say("This provision has been removed from the text."))
    if beside is not None and beside not in nodes:
        raise Refusal(say("The provision after or under which it would stand has been removed from the text."))
    if node.kind == "footnote" or (beside is not None and nodes[beside].kind == "footnote"):
        raise Refusal(say("A footnote stands where its mark is called: it is not moved by itself."))
    together = alternatives(nodes.values(), node)
    if after is not None and after in {one.id for one in together}:
        raise Refusal(say("A provision moves within its text, to another place."))
    parent_id = nodes[after].parent_id if after is not None else parent
    above = _above(nodes, parent_id)
    if {one.id for one in together} & {one.id for one in above}:
        raise Refusal(say("A provision cannot move under itself."))
    check_place(node.kind, [one.kind for one in above], max(_beneath(nodes, one) for one in together))
    last = alternatives(nodes.values(), nodes[after])[-1] if after is not None else None
    return Place(parent_id, last, together)


def alternatives(nodes: Iterable[Node], node: Node) -> tuple[Node, ...]:
    """A provision and its alternatives, as they stand side by side; alone if it has none."""
    first = node.alternative_of or node.id
    group = [one for one in nodes if (one.alternative_of or one.id) == first and one.parent_id == node.parent_id]
    return tuple(sorted(group, key=lambda one: (one.rank, one.id)))


def _above(nodes: Mapping[int, Node], parent_id: int | None) -> list[Node]:
    found = []
    while parent_id is not None and parent_id in nodes:
        found.append(nodes[parent_id])
        parent_id = nodes[parent_id].parent_id
    return found


def _beneath(nodes: Mapping[int, Node], node: Node) -> int:
    """How deep provisions of its own kind stand under it."""
    deepest, level = 0, {node.id}
    while level := {one.id for one in nodes.values() if one.parent_id in level and one.kind == node.kind}:
        deepest += 1
    return deepest
