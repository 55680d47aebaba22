"""Does a provision stand only where United Nations texts have it, and move only to where it can stand?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Refusal
from oewg.texts.rules.numbering import Node, citations, in_order
from oewg.texts.rules.places import check_move, check_place

NODES = {
    node.id: node
    for node in (
        Node(1, None, 1, "heading"),
        Node(2, 1, 1, "paragraph"),
        Node(3, 1, 2, "paragraph", alternative_of=2),
        Node(4, 1, 3, "paragraph"),
        Node(5, 4, 1, "subparagraph"),
        Node(6, 5, 1, "subparagraph"),
        Node(7, 4, 1, "footnote"),
        Node(8, None, 2, "heading"),
        Node(9, 8, 1, "heading"),
        Node(10, 9, 1, "heading"),
        Node(11, 10, 1, "heading"),
        Node(12, 4, 2, "subparagraph"),
    )
}


@pytest.mark.parametrize(
    ("kind", "above", "beneath", "fits"),
    [
        ("heading", [], 0, True),
        ("heading", ["heading"] * 3, 0, True),
        ("heading", ["heading"] * 4, 0, False),
        ("heading", ["heading"] * 2, 1, True),
        ("heading", ["heading"] * 2, 2, False),
        ("heading", ["paragraph"], 0, False),
        ("paragraph", ["heading"] * 4, 0, True),
        ("paragraph", ["paragraph"], 0, False),
        ("subparagraph", ["paragraph", "heading"], 0, True),
        ("subparagraph", ["subparagraph", "paragraph"], 0, True),
        ("subparagraph", ["subparagraph", "subparagraph", "paragraph"], 0, False),
        ("subparagraph", ["subparagraph", "paragraph"], 1, False),
        ("subparagraph", [], 0, False),
        ("footnote", ["subparagraph", "subparagraph", "paragraph"], 0, True),
        ("footnote", ["footnote", "paragraph"], 0, False),
        ("footnote", [], 0, False),
    ],
)
def test_what_stands_under_what_and_how_deep(kind: str, above: list[str], beneath: int, fits: bool) -> None:
    if fits:
        check_place(kind, above, beneath)
    else:
        with pytest.raises(Refusal):
            check_place(kind, above, beneath)


@pytest.mark.parametrize(
    ("moving", "after", "parent", "reason"),
    [
        (2, 2, None, "another place"),
        (2, 3, None, "another place"),
        (8, None, 8, "under itself"),
        (8, None, 11, "under itself"),
        (8, 9, None, "under itself"),
        (5, 6, None, "under itself"),
        (4, 7, None, "footnote stands where"),
        (7, 2, None, "footnote stands where"),
        (4, 5, None, "under itself"),
        (2, 5, None, "cannot stand there"),
        (5, 4, None, "cannot stand there"),
        (4, None, 2, "cannot stand there"),
        (5, None, 12, "two deep"),
        (9, None, 1, ""),
        (1, None, 11, "four deep"),
        (8, None, 1, "four deep"),
        (4, 99, None, "would stand has been removed"),
        (99, 4, None, "provision has been removed"),
    ],
)
def test_a_move_is_refused_where_it_cannot_be_made(
    moving: int, after: int | None, parent: int | None, reason: str
) -> None:
    if not reason:
        check_move(NODES, moving, after, parent)
        return
    with pytest.raises(Refusal, match=reason):
        check_move(NODES, moving, after, parent)


def test_alternatives_move_together_and_what_follows_stands_after_the_last() -> None:
    for member in (2, 3):
        place = check_move(NODES, member, 4, None)
        assert [node.id for node in place.together] == [2, 3]
        assert (place.parent_id, place.after and place.after.id) == (1, 4)
    behind = check_move(NODES, 4, 2, None)
    assert behind.after is not None
    assert behind.after.id == 3


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["heading", "paragraph", "subparagraph"])), max_size=25))
def test_an_edition_cites_as_the_text_does(shape: list[tuple[int, str]]) -> None:
    nodes: list[Node] = []
    for place, (under, kind) in enumerate(shape, start=1):
        by_id = {node.id: node for node in nodes}
        for parent in [*by_id, None][under % (len(by_id) + 1) :]:
            above, step = [], parent
            while step is not None:
                above.append(by_id[step].kind)
                step = by_id[step].parent_id
            try:
                check_place(kind, above)
            except Refusal:
                continue
            nodes.append(Node(place, parent, place, kind))
            break
    kinds = {node.id: node.kind for node in nodes}
    ordered = in_order(nodes)
    assert citations((n.id, kinds[n.id], n.number, n.level) for n in ordered) == {n.id: n.citation for n in ordered}
