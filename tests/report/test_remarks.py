"""What is said of passages among those who draft, and what becomes of it?"""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import select

from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.record.models import Reader, Statement
from oewg.report import actions, queries
from oewg.report.models import Remark
from oewg.texts import actions as texts
from oewg.texts import queries as texts_read
from tests.report.drafted import (
    account_of,
    assignment,
    drafted,
    entries,
    given_text,
    headings,
    paragraph_under,
    provision,
    remark,
    remarked,
    revised,
    section,
)
from tests.world import World


@pytest.mark.parametrize("who", ["chair", "bureau", "secretariat"])
@pytest.mark.parametrize("kind", ["comment", "question"])
def test_those_who_draft_say_something_of_a_passage(world: World, who: str, kind: str) -> None:
    _, line = drafted(world)
    row = remarked(world, line, by=who, kind=kind)
    found = remark(world, row)
    assert (found.state, found.remark.quote, found.by) == ("open", "Working Group", who.capitalize())
    assert entries(world)[-1] == ("remark_on_passage", {"drafters"})


def test_no_entry_that_others_read_repeats_a_word_of_it(world: World) -> None:
    _, line = drafted(world)
    row = remarked(world, line, proposed=None)
    world.act(actions.resolve_remark, row, "It is so indeed.", by="bureau")
    with world.database.reading() as db:
        sealed = set(db.scalars(select(Reader.index).where(Reader.audience == "drafters")))
        public = [row.contents for row in db.scalars(select(Statement)) if row.index not in sealed]
    assert not any("Is that so" in json.dumps(json.loads(each)) or "It is so indeed" in str(each) for each in public)


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"starts": 5, "ends": 5}, Invalid, "not empty"),
        ({"starts": 0, "ends": 100_000}, Invalid, "not empty"),
        ({"starts": 0, "ends": 3, "quote": "Other"}, Invalid, "not those that you marked"),
        ({"starts": 0, "ends": 3, "words": ""}, Invalid, "Say what"),
        ({"starts": 0, "ends": 3, "on": 1}, Refusal, "has been changed since"),
        ({"starts": 0, "ends": 3, "kind": "suggestion", "proposed": "The"}, Invalid, "These are the words"),
        ({"starts": 0, "ends": 3, "kind": "suggestion", "proposed": "A[^n7]"}, Invalid, "footnote that does not exist"),
    ],
)
def test_a_remark_that_is_refused(world: World, change: dict[str, object], error: type[Refusal], words: str) -> None:
    _, line = drafted(world)
    sent: dict[str, object] = {"kind": "comment", "words": "Yes.", "on": line.revision_id, "quote": None, **change}
    with pytest.raises(error, match=words):
        world.act(
            actions.remark_on_passage, provision(world, line.provision_id), sent["kind"], sent["words"], sent["starts"],
            sent["ends"], on=sent["on"], quote=sent["quote"], proposed=sent.get("proposed"), by="chair",
        )  # fmt: skip


def test_a_remark_follows_its_passage_until_its_words_change(world: World) -> None:
    _, line = drafted(world)
    row = remarked(world, line, quote="Working Group")
    words = line.words.replace("The Working Group", "At all its sessions the Working Group")
    revised(world, line, words)
    moved = remark(world, row)
    assert moved.stale == ""
    assert moved.place is not None
    assert words[moved.place.starts : moved.place.ends] == "Working Group"
    revised(world, line, words.replace("Working Group", "Working Party"))
    assert remark(world, row).stale == "reworded"
    assert any(kind == "delete" for kind, _ in remark(world, row).pieces)
    revised(world, line, "Nothing of it.")
    assert remark(world, row).stale in ("gone", "reworded")


def test_who_drafts_the_section_resolves_with_a_sentence_and_only_once(world: World) -> None:
    _, line = drafted(world)
    row = remarked(world, line)
    with pytest.raises(Invalid):
        world.act(actions.resolve_remark, row, "", by="bureau")
    world.act(actions.resolve_remark, row, "Yes, as of the first session.", by="bureau")
    found = remark(world, row)
    assert (found.state, found.remark.end_words, found.ended_by) == (
        "resolved",
        "Yes, as of the first session.",
        "Bureau",
    )
    with pytest.raises(Refusal, match="already"):
        world.act(actions.resolve_remark, found.remark, "Again.", by="bureau")


def test_another_drafter_does_not_answer_what_is_not_in_their_section(world: World) -> None:
    drafted(world)
    other = paragraph_under(world, headings(world)[2])
    row = remarked(world, other, by="secretariat")
    with pytest.raises(NotAllowed, match="Who drafts the section"):
        world.act(actions.resolve_remark, row, "So.", by="bureau")
    own = remarked(world, other, by="bureau")
    world.act(actions.resolve_remark, own, "I see now.", by="bureau")


def test_what_is_carried_over_is_open_again_with_the_next_edition(world: World) -> None:
    heading, line = drafted(world)
    row = remarked(world, line)
    with pytest.raises(Refusal, match=r"\(1\)"):
        world.act(actions.hand_in_section, assignment(world), by="bureau")
    world.act(actions.carry_remark, row, "After the consultations.", by="bureau")
    assert (remark(world, row).state, section(world, heading).waiting) == ("carried", 0)
    with pytest.raises(Refusal, match="carried over to the next edition already"):
        world.act(actions.carry_remark, _remark(world, row), "Again.", by="bureau")
    world.act(actions.hand_in_section, assignment(world), by="bureau")
    world.act(texts.issue_edition, given_text(world), "A/1/1", "First", by="secretariat")
    assert (remark(world, row).state, section(world, heading).waiting) == ("open", 1)
    world.act(actions.carry_remark, _remark(world, row), "Once more.", by="secretariat")
    assert remark(world, row).state == "carried"


def _remark(world: World, row: Remark) -> Remark:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.remark(db, row.id, world.viewer("chair", db))


def suggested(world: World, line: object, proposed: str = "group", quote: str = "Working Group") -> Remark:
    return remarked(world, line, by="chair", kind="suggestion", quote=quote, proposed=proposed)  # type: ignore[arg-type]


def test_suggested_words_are_taken_and_become_a_revision_that_names_them(world: World) -> None:
    _, line = drafted(world)
    row = suggested(world, line)
    made = world.act(actions.take_suggestion, row, "editorial", by="bureau")
    assert made.words == line.words.replace("Working Group", "group", 1)
    assert made.made_by == account_of(world, "bureau")
    found = remark(world, row)
    assert (found.state, found.remark.made_revision_id) == ("taken", made.id)
    with world.database.reading() as db:
        assert queries.suggested_by(db, [made.id, line.revision_id], world.viewer("chair", db)) == {made.id}


def test_suggested_words_come_in_where_their_passage_has_moved_to(world: World) -> None:
    _, line = drafted(world)
    row = suggested(world, line)
    revised(world, line, f"To begin with: {line.words}")
    made = world.act(actions.take_suggestion, _remark(world, row), "editorial", by="bureau")
    assert made.words == f"To begin with: {line.words.replace('Working Group', 'group', 1)}"


def test_suggested_words_are_not_taken_where_the_passage_has_changed(world: World) -> None:
    _, line = drafted(world)
    row = suggested(world, line)
    revised(world, line, line.words.replace("Working Group", "Working Party"))
    with pytest.raises(Refusal, match="have changed since"):
        world.act(actions.take_suggestion, _remark(world, row), "editorial", by="bureau")
    assert remark(world, row).state == "open"


def test_suggested_words_are_declined_with_a_reason_or_withdrawn_by_the_chair(world: World) -> None:
    _, line = drafted(world)
    first, second = suggested(world, line), suggested(world, line, proposed="")
    with pytest.raises(Invalid):
        world.act(actions.decline_suggestion, first, "", by="bureau")
    world.act(actions.decline_suggestion, first, "The name is the resolution’s.", by="bureau")
    assert (remark(world, first).state, remark(world, first).remark.end_words) == (
        "declined",
        "The name is the resolution’s.",
    )
    with pytest.raises(NotAllowed):
        world.act(actions.withdraw_suggestion, second, by="secretariat")
    world.act(actions.withdraw_suggestion, second, by="chair")
    assert remark(world, second).state == "withdrawn"
    for act in (actions.take_suggestion, actions.decline_suggestion):
        with pytest.raises(Refusal, match="already"):
            world.act(act, _remark(world, second), "editorial", by="bureau")


def test_a_question_is_not_taken_and_a_suggestion_not_resolved(world: World) -> None:
    _, line = drafted(world)
    question, suggestion = remarked(world, line), suggested(world, line)
    for act, row, more in (
        (actions.take_suggestion, question, ("editorial",)),
        (actions.decline_suggestion, question, ("No.",)),
        (actions.withdraw_suggestion, question, ()),
        (actions.resolve_remark, suggestion, ("So.",)),
    ):
        refused: Callable[..., object] = act
        with pytest.raises(Refusal, match="taken or not taken"):
            world.act(refused, row, *more, by="secretariat")


def test_an_officer_without_the_section_takes_no_suggestion_into_it(world: World) -> None:
    drafted(world)
    other = paragraph_under(world, headings(world)[2])
    row = suggested(world, other)
    for act in (actions.take_suggestion, actions.decline_suggestion):
        with pytest.raises(NotAllowed):
            world.act(act, row, "editorial", by="bureau")


def test_what_was_said_of_a_removed_provision_stays_readable(world: World) -> None:
    _, line = drafted(world)
    row = remarked(world, line)
    world.act(texts.remove_provision, provision(world, line.provision_id), by="secretariat")
    found = remark(world, row)
    assert (found.stale, found.pieces, found.place) == ("removed", [], None)
    with pytest.raises(Refusal, match="has been removed"):
        remarked(world, line)


def test_the_remarks_and_wordings_of_a_passage_are_read_a_page_at_a_time(world: World) -> None:
    _, line = drafted(world)
    rows = [remarked(world, line) for _ in range(23)]
    for row in (rows[0], rows[5]):
        world.act(actions.resolve_remark, row, "It is.", by="bureau")
    world.act(actions.carry_remark, rows[1], "Later.", by="bureau")
    ids = [row.id for row in rows]
    in_order = [id_ for id_ in ids if id_ not in (ids[0], ids[5])] + [ids[0], ids[5]]

    def page(number: int, who: str = "bureau") -> tuple[list[int], int]:
        with world.database.reading() as db:
            found = texts_read.provision(db, line.provision_id)
            lines_ = {line.provision_id: line}
            piece = queries.remarks_on(db, found, world.viewer(who, db), lines_, number=number)
            return [one.remark.id for one in piece.items], piece.total

    with world.counting() as of_the_first:
        assert page(1) == (in_order[:20], 23)
    with world.counting() as of_the_second:
        assert page(2) == (in_order[20:], 23)
    assert len(of_the_first) == len(of_the_second) <= 9
    assert page(1, "delegate") == ([], 0)
    with world.database.reading() as db:
        numbers = [queries.page_of_remark(db, line.provision_id, id_) for id_ in in_order]
        assert numbers == [1] * 20 + [2] * 3
        assert queries.page_of_remark(db, headings(world)[0], ids[0]) == 1
    for number in range(12):
        revised(world, line, f"Wording {number}.")
    with world.counting() as sent, world.database.reading() as db:
        wordings = texts_read.last_revisions(db, line.provision_id)
    assert ([row.words for row in wordings.items], wordings.total) == ([f"Wording {n}." for n in range(11, 1, -1)], 13)
    assert len([each for each in sent if each.startswith("SELECT")]) == 2
