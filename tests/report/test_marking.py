"""Do redlines and rolling texts lose no word, cut no mark, and name those who brought each change?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.report.rules.annexes import summary_annex
from oewg.report.rules.marking import Step, marked
from oewg.report.rules.proposals import Proposal, lead_in, rolled
from oewg.report.rules.redline import Against, Brought, redlined
from oewg.report.rules.substantive import Passage, substantive_part
from oewg.texts.documents.description import Block, Change, Footnote, Heading, Paragraph, accepted, rejected
from oewg.texts.documents.inline import parse
from oewg.texts.documents.wording import uncut

WORDINGS = st.lists(
    st.sampled_from(["States", "should", "**shall**", "*not*", "cooperate", "[^a]", "[x](#y)", "(", ","])
)
PASSAGES = st.lists(st.integers(1, 9), unique=True, max_size=7)


def words(pieces: list[str]) -> str:
    return " ".join(pieces)


def told(changes: tuple[Change, ...]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.kind, change.words, change.authors) for change in changes]


def test_a_change_stands_in_the_name_of_those_who_brought_it() -> None:
    steps = [Step("States shall cooperate.", ("France",)), Step("All States shall cooperate.", ())]
    assert told(marked("States should cooperate.", steps)) == [
        ("insert", "All ", ()),
        ("equal", "States ", ()),
        ("delete", "should", ("France",)),
        ("insert", "shall", ("France",)),
        ("equal", " cooperate.", ()),
    ]


def test_words_that_came_and_went_between_the_two_editions_leave_no_trace() -> None:
    steps = [Step("States always share.", ("Japan",)), Step("States share much.", ("Kenya",))]
    assert told(marked("States share.", steps)) == [
        ("equal", "States share", ()), ("insert", " much", ("Kenya",)), ("equal", ".", ()),
    ]  # fmt: skip


def test_a_wording_that_came_back_has_not_changed() -> None:
    assert marked("One.", [Step("Two.", ("Japan",)), Step("One.", ("France",))]) == ()


@given(WORDINGS, st.lists(WORDINGS, min_size=1, max_size=4))
def test_accepted_are_the_last_words_and_rejected_the_first(old: list[str], steps: list[list[str]]) -> None:
    changes = marked(words(old), [Step(words(step), (f"{place}",)) for place, step in enumerate(steps)])
    if words(old) == words(steps[-1]):
        assert changes == ()
        return
    assert accepted(changes) == words(steps[-1])
    assert rejected(changes) == words(old)
    for side in ("insert", "delete"):
        pieces = [change.words for change in changes if change.kind in ("equal", side)]
        read = "".join(span.text + span.note for piece in pieces for span in parse(piece))
        assert read == "".join(span.text + span.note for span in parse("".join(pieces)))


def test_a_mark_that_would_be_cut_is_replaced_whole() -> None:
    cut = (Change("equal", "**"), Change("delete", "a", ("X",)), Change("insert", "b", ("Y",)), Change("equal", "** c"))
    assert told(uncut(cut)) == [("delete", "**a** c", ("X", "Y")), ("insert", "**b** c", ("X", "Y"))]


def passages(ids: list[int], version: int = 0) -> list[Passage]:
    return [
        Passage(id, "paragraph", f"{place}.", 1, f"Paragraph {id} in wording {version if id % 2 else 0}.", revision_id=id * 10 + version)
        for place, id in enumerate(ids, start=1)
    ]  # fmt: skip


@given(PASSAGES, PASSAGES)
def test_a_redline_gives_both_editions_exactly(old_ids: list[int], new_ids: list[int]) -> None:
    olds, news = passages(old_ids), passages(new_ids, 1)
    both = redlined(Against("A/1", tuple(olds)), news)
    after = [one.words for one in both if one.standing != "delete"]
    before = [
        (rejected(one.changes) or one.words) if one.changes else one.words for one in both if one.standing != "insert"
    ]
    assert after == [one.words for one in news]
    assert before == [one.words for one in olds]
    found = [one.revision_id for one in both if one.revision_id]
    assert len(found) == len(set(found)), "what is written twice bears its name once"


def test_what_went_has_no_number_and_what_follows_keeps_counting() -> None:
    both = redlined(Against("A/1", tuple(passages([1, 2, 3]))), passages([1, 3]))
    blocks, places = substantive_part(both, [])
    assert [getattr(block, "number", None) for block in blocks] == ["I.", "1.", "", "2."]
    assert places == {1: "Paragraph 1", 3: "Paragraph 2"}
    gone = blocks[2]
    assert isinstance(gone, Paragraph)
    assert (gone.standing, gone.identity) == ("delete", "")


def test_who_proposed_that_a_paragraph_come_or_go_is_named() -> None:
    brought = Brought(inserted={3: ("France",)}, deleted={2: ("Japan", "Kenya")})
    both = redlined(Against("A/1", tuple(passages([1, 2])), brought=brought), passages([1, 3]))
    assert [(one.standing, one.authors) for one in both] == [
        ("equal", ()), ("delete", ("Japan", "Kenya")), ("insert", ("France",)),
    ]  # fmt: skip


def test_a_paragraph_that_was_typed_anew_is_the_one_it_was() -> None:
    both = redlined(Against("A/1", tuple(passages([1])), {2: 1}), passages([2], 1))
    assert [(one.provision_id, one.standing, rejected(one.changes)) for one in both] == [
        (2, "equal", "Paragraph 1 in wording 0."),
    ]  # fmt: skip


def test_footnotes_come_go_and_change_with_the_words_that_call_them() -> None:
    old = replace(passages([1])[0], notes=(Footnote("a", "One."), Footnote("b", "Two.")))
    new = replace(old, notes=(Footnote("a", "Another one."), Footnote("c", "Three.")))
    (both,) = redlined(Against("A/1", (old,)), [new])
    assert [(note.key, told(note.changes)) for note in both.notes] == [
        ("a", [("delete", "One", ()), ("insert", "Another one", ()), ("equal", ".", ())]),
        ("c", [("insert", "Three.", ())]),
        ("b", [("delete", "Two.", ())]),
    ]


def test_a_citation_that_only_bears_another_number_is_no_change() -> None:
    old = [replace(passages([1])[0], words="See [2](#provision-2)."), *passages([9, 2])]
    new = [replace(old[0], words="See [2](#provision-2)."), *passages([2])]
    blocks, _ = substantive_part(redlined(Against("A/1", tuple(old)), new), [])
    first = blocks[1]
    assert isinstance(first, Paragraph)
    assert (first.words, first.changes) == ("See 2.", ())


BASE = Passage(1, "paragraph", "1.", 1, "States should cooperate.", revision_id=5)


def proposal(number: int, by: str, kind: str = "replace", now: str = "", **more: object) -> Proposal:
    return Proposal(number, 1, kind, tuple(by.split()), words=now, now=now, **more)  # type: ignore[arg-type]


def test_equal_proposals_stand_once_in_all_their_names() -> None:
    (found,) = rolled(
        [BASE],
        [proposal(1, "France", now="States shall cooperate."), proposal(2, "Japan", now="States shall cooperate.")],
    )
    assert told(found.changes) == [
        ("equal", "States ", ()),
        ("delete", "should", ("France", "Japan")),
        ("insert", "shall", ("France", "Japan")),
        ("equal", " cooperate.", ()),
    ]
    assert rejected(found.changes) == BASE.words


def test_a_proposal_to_delete_strikes_the_paragraph() -> None:
    (found,) = rolled([BASE], [proposal(1, "France", "delete")])
    assert (found.standing, found.authors, found.changes) == ("delete", ("France",), ())
    both = rolled([BASE], [proposal(1, "France", "delete"), proposal(2, "Japan", now="States shall cooperate.")])[0]
    assert rejected(both.changes) == BASE.words
    assert ("insert", "shall", ("Japan",)) in told(both.changes)
    assert ("delete", "should", ("France", "Japan")) in told(both.changes)


def test_what_is_to_be_inserted_stands_after_or_under_without_a_number() -> None:
    found = rolled(
        [BASE], [proposal(1, "France", "insert", now="More."), proposal(2, "Japan", "insert", now="Under.", after_id=1)]
    )
    assert [(one.kind, one.words, one.standing, one.authors, one.counted) for one in found[1:]] == [
        ("subparagraph", "Under.", "insert", ("Japan",), False), ("paragraph", "More.", "insert", ("France",), False),
    ]  # fmt: skip


def test_what_is_to_be_inserted_after_a_provision_stands_after_all_that_stands_under_it() -> None:
    text = [
        Passage(9, "heading", "I.", 1, "Heading"), BASE, Passage(2, "subparagraph", "(a)", 1, "A"),
        Passage(3, "subparagraph", "(i)", 2, "One"), Passage(4, "subparagraph", "(b)", 1, "B"),
        Passage(5, "paragraph", "2.", 1, "Two"),
    ]  # fmt: skip

    def to(provision_id: int, words: str, after_id: int | None = None) -> Proposal:
        return Proposal(provision_id, provision_id, "insert", ("France",), words, words, after_id)

    found = rolled(
        text, [to(9, "Under I"), to(1, "After 1"), to(1, "First under 1", 1), to(2, "After (a)"), to(5, "After 2")]
    )
    assert [(one.words, one.kind, one.level) for one in found] == [
        ("Heading", "heading", 1), ("Under I", "paragraph", 1), ("States should cooperate.", "paragraph", 1),
        ("First under 1", "subparagraph", 1), ("A", "subparagraph", 1), ("One", "subparagraph", 2),
        ("After (a)", "subparagraph", 1), ("B", "subparagraph", 1), ("After 1", "paragraph", 1), ("Two", "paragraph", 1),
        ("After 2", "paragraph", 1),
    ]  # fmt: skip


def test_a_withdrawn_proposal_does_not_roll() -> None:
    assert rolled([BASE], [proposal(1, "France", now="Other.", withdrawn=True)]) == [BASE]


@given(WORDINGS, st.dictionaries(st.integers(1, 5), WORDINGS, max_size=4))
def test_whatever_is_proposed_the_base_can_be_read_off(base: list[str], wordings: dict[int, list[str]]) -> None:
    (found,) = rolled(
        [replace(BASE, words=words(base))],
        [proposal(number, f"D{number}", now=words(each) or "nothing") for number, each in wordings.items()],
    )
    assert (rejected(found.changes) if found.changes else found.words) == words(base)


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (proposal(7, "France Japan", now="X"), "Amendment 7, proposed by France and Japan, to let paragraph 12 read as follows:"),
        (proposal(8, "France", "insert", now="X"), "Amendment 8, proposed by France, to insert the following after paragraph 12:"),
        (proposal(8, "France", "insert", now="X", after_id=1), "Amendment 8, proposed by France, to insert the following first under paragraph 12:"),
        (proposal(9, "France", "delete", withdrawn=True), "Amendment 9, proposed by France and withdrawn, to delete paragraph 12."),
        (proposal(9, "France", "move", after_id=2), "Amendment 9, proposed by France, to move paragraph 12 to after a provision that stands in the text no more."),
    ],
)  # fmt: skip
def test_the_summary_introduces_each_kind_of_proposal(one: Proposal, sentence: str) -> None:
    assert lead_in(one, {1: "Paragraph 12"}) == sentence


def test_a_table_that_is_proposed_stands_in_the_summary_as_a_table_under_its_own_name() -> None:
    table = "| Measure |\n| --- |\n| Exercises |"
    passages = (
        Passage(1, "paragraph", "Table 1", 1, "| Measure |", labelled=True),
        Passage(2, "paragraph", "1.", 1, "As in [Table 1](#provision-1)."),
    )
    blocks, places = substantive_part(passages, ())
    assert blocks[-1].words == "As in Table 1."  # type: ignore[union-attr]
    found = summary_annex(
        (), [proposal(7, "France", now=table), proposal(8, "Japan", now="See [it](#provision-1).")], places, {}
    )
    assert [block.words for block in found[-4:] if isinstance(block, Paragraph)] == [
        "Amendment 7, proposed by France, to let Table 1 read as follows:",
        table,
        "Amendment 8, proposed by Japan, to let Table 1 read as follows:",
        "“See Table 1.”",
    ]


def test_a_heading_that_is_proposed_anew_is_marked_too() -> None:
    heading: Block = Heading(1, "I.", "Threats")
    (found,) = substantive_part([Passage(1, "heading", "I.", 1, "Threats")], [])[0]
    assert found == heading
