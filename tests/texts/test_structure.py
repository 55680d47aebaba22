"""Does a text keep its shape: alternatives side by side, citations that lead somewhere, no deeper than texts go?"""

import pytest

from oewg.core.errors import Invalid, Refusal
from oewg.texts import actions, queries
from oewg.texts.models import Provision
from tests.world import World


class Draft:
    """A text of a test's own, written line by line."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.id = world.act(actions.begin_text, "report", "Draft report", by="secretariat").id

    def add(self, words: str, kind: str = "paragraph", **more: object) -> int:
        given = {name: self.at(value) if name in ("parent", "after") else value for name, value in more.items()}
        text = self.world.read(queries.text, self.id)
        return self.world.act(actions.add_provision, text, kind, words, by="secretariat", **given).id

    def at(self, provision_id: object) -> Provision:
        assert isinstance(provision_id, int)
        return self.world.read(queries.provision, provision_id)

    def remove(self, provision_id: int) -> None:
        self.world.act(actions.remove_provision, self.at(provision_id), by="secretariat")

    def move(self, provision_id: int, **where: int) -> None:
        found = {name: self.at(value) for name, value in where.items()}
        self.world.act(actions.move_provision, self.at(provision_id), by="secretariat", **found)

    def numbered(self) -> list[tuple[str, str]]:
        return [(line.number, line.words) for line in self.world.read(queries.lines, self.id)]

    def line(self, provision_id: int) -> queries.Line:
        return self.world.read(queries.line, provision_id)


def test_what_is_put_after_one_of_several_alternatives_stands_after_the_last(world: World) -> None:
    draft = Draft(world)
    first, _ = draft.add("A"), draft.add("D")
    draft.add("B", after=first, alternative=True)
    draft.add("C", after=first, alternative=True)
    draft.add("New", after=first)
    assert draft.numbered() == [("1.", "A"), ("1 bis.", "B"), ("1 ter.", "C"), ("2.", "New"), ("3.", "D")]


@pytest.mark.parametrize("member", [0, 1])
def test_alternatives_move_together(world: World, member: int) -> None:
    draft = Draft(world)
    heading = draft.add("I", "heading")
    first = draft.add("A", parent=heading)
    group = [first, draft.add("B", after=first, alternative=True)]
    last = draft.add("D", parent=heading)
    draft.move(group[member], after=last)
    assert draft.numbered() == [("I.", "I"), ("1.", "D"), ("2.", "A"), ("2 bis.", "B")]
    other = draft.add("II", "heading")
    draft.move(group[member], parent=other)
    assert draft.numbered() == [("I.", "I"), ("1.", "D"), ("II.", "II"), ("2.", "A"), ("2 bis.", "B")]
    draft.move(last, after=first)
    assert draft.numbered()[-3:] == [("1.", "A"), ("1 bis.", "B"), ("2.", "D")]


def test_no_text_is_nested_without_end(world: World) -> None:
    draft = Draft(world)
    paragraph = draft.add("A")
    inner = draft.add("a", "subparagraph", parent=paragraph)
    innermost = draft.add("i", "subparagraph", parent=inner)
    with pytest.raises(Refusal, match=r"\(a\), \(i\)"):
        draft.add("too deep", "subparagraph", parent=innermost)
    above = None
    for words in ("I", "A", "1", "a"):
        above = draft.add(words, "heading", **({"parent": above} if above else {}))
    assert [number for number, _ in draft.numbered()][-4:] == ["I.", "A.", "1.", "(a)"]
    with pytest.raises(Refusal, match=r"I\., A\., 1\., \(a\)"):
        draft.add("too deep", "heading", parent=above)


def test_a_footnote_cites_as_its_provision_does(world: World) -> None:
    draft = Draft(world)
    cited = draft.add("A")
    words = f"See [9](#provision-{cited})"
    citing = draft.add(f"{words}.")
    draft.add(f"{words} too.", "footnote", parent=citing)
    draft.add("First", after=cited)
    draft.move(cited, after=citing)
    line = draft.line(citing)
    assert line.printed == f"See [3](#provision-{cited})."
    assert line.notes[0].printed == f"See [3](#provision-{cited}) too."


@pytest.mark.parametrize("kind", ["paragraph", "footnote"])
def test_what_others_cite_is_not_removed_under_them(world: World, kind: str) -> None:
    draft = Draft(world)
    cited, other = draft.add("A"), draft.add("B")
    words = f"See [1](#provision-{cited})."
    draft.add(words, kind, parent=other) if kind == "footnote" else draft.add(words)
    with pytest.raises(Refusal, match=f"cite this one: {'2' if kind == 'footnote' else '3'}"):
        draft.remove(cited)
    assert len(draft.numbered()) == (2 if kind == "footnote" else 3)


def test_a_provision_that_cites_itself_is_removed(world: World) -> None:
    draft = Draft(world)
    alone = draft.add("A")
    world.act(
        actions.revise, draft.at(alone), f"See [1](#provision-{alone}).", nature="editorial",
        based_on=world.read(queries.current_revision, alone).id, by="secretariat",
    )  # fmt: skip
    draft.remove(alone)
    assert draft.numbered() == []


def test_the_mark_of_a_footnote_is_chosen_and_never_twice(world: World) -> None:
    draft = Draft(world)
    owner = draft.add("A")
    first = draft.add("One.", "footnote", parent=owner)
    draft.remove(first)
    second = draft.add("Two.", "footnote", parent=owner)
    assert (draft.at(first).mark, draft.at(second).mark) == ("1", "2")
    with world.database.reading() as db:
        actions.check_marks(db, draft.id, "Called[^2].")
        with pytest.raises(Invalid, match="does not exist: 1"):
            actions.check_marks(db, draft.id, "Called[^1].")


def test_a_footnote_that_others_call_is_not_removed_with_what_it_hangs_on(world: World) -> None:
    draft = Draft(world)
    owner = draft.add("A")
    draft.add("A source.", "footnote", parent=owner)
    draft.add("B[^1]")
    with pytest.raises(Refusal, match="called in other provisions too: 2"):
        draft.remove(owner)
