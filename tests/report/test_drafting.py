"""Does a section stay in its drafter's hands as it should, and what is said of passages among those who draft?"""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.negotiation import actions as negotiation
from oewg.record.actions import settle
from oewg.record.models import Reader, Statement
from oewg.report import actions, queries
from oewg.report.models import Assignment, Remark
from oewg.texts import actions as texts
from oewg.texts import queries as texts_read
from tests.meetings.given import an_open_meeting
from tests.report import given
from tests.report.drafted import (
    account_of,
    assigned,
    drafted,
    headings,
    lines,
    paragraph_under,
    provision,
    remarked,
    revised,
)
from tests.world import World, words_of


def section(world: World, heading: int, who: str = "bureau") -> queries.SectionLine:
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        return queries.drafting(db, text.id, world.viewer(who, db), world.at).section(heading)


def remark(world: World, row: Remark) -> queries.RemarkLine:
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        found = queries.drafting(db, text.id, world.viewer("bureau", db), world.at).remarks
        one = next(each for each in found if each.remark.id == row.id)
        assert one.place is None or one.place
        return one


def entries(world: World) -> list[tuple[str, set[str]]]:
    """(act, readers) of the drafting, in order."""
    acts = ("section", "remark", "suggestion", "words", "finding")
    with world.database.reading() as db:
        rows = db.scalars(select(Statement).order_by(Statement.index)).all()
        return [
            (row.act, set(db.scalars(select(Reader.audience).where(Reader.index == row.index))))
            for row in rows
            if any(each in row.act for each in acts)
        ]


def test_what_is_agreed_is_not_corrected_by_whoever_has_the_section_in_hand(world: World) -> None:
    _, line = drafted(world)
    an_open_meeting(world)
    world.act(negotiation.gavel, provision(world, line.provision_id), by="chair")
    with pytest.raises(Refusal, match="agreed ad referendum"):
        revised(world, line, f"{line.words} Indeed.", by="bureau", nature="editorial")
    assert revised(world, line, f"{line.words} Indeed.", nature="editorial").nature == "editorial"


def test_a_section_is_put_into_hands_with_a_deadline(world: World) -> None:
    heading, line = drafted(world)
    found = section(world, heading)
    assert (found.state, found.drafter, [one.provision_id for one in found.lines]) == (
        "in_hand", "Bureau", [heading, line.provision_id],
    )  # fmt: skip
    assert entries(world) == [("assign_section", {"drafters"})]


def test_assigned_anew_it_leaves_the_hands_it_was_in(world: World) -> None:
    heading, _ = drafted(world)
    again = assigned(world, to="chair", most_words=500)
    with world.database.reading() as db:
        rows = [row for row, _ in queries.assignments_of(db, heading, world.viewer("chair", db))]
    assert [(row.id == again.id, row.end_kind) for row in rows] == [(True, None), (False, "assigned_anew")]
    assert section(world, heading).assignment.most_words == 500  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "who", ["delegate", "observer", "head", "coordinator", "stakeholder", "pending", "admin", "public"]
)
def test_nobody_else_learns_anything_of_it(world: World, who: str) -> None:
    heading, line = drafted(world)
    remarked(world, line)
    with world.database.reading() as db:
        viewer, text = world.viewer(who, db), queries.draft_or_not_found(db)
        with pytest.raises(NotFound):
            queries.drafting(db, text.id, viewer, world.at)
        with pytest.raises(NotFound):
            queries.remark(db, 1, viewer)
        with pytest.raises(NotFound):
            queries.assignment(db, 1, viewer)
        assert queries.remarks(db, text.id, viewer, {}) == []
        assert queries.assignments_of(db, heading, viewer) == []
        assert queries.suggested_by(db, [line.revision_id], viewer) == set()


@pytest.mark.parametrize(
    ("to", "days", "error", "words"),
    [("delegate", 7, Invalid, "none of them"), ("bureau", -1, Invalid, "has passed")],
)
def test_what_is_refused_when_a_section_is_assigned(
    world: World, to: str, days: int, error: type[Refusal], words: str
) -> None:
    given.draft(world)
    with pytest.raises(error, match=words):
        assigned(world, to=to, days=days)


def test_what_was_adopted_is_not_drafted_any_more(site: World) -> None:
    heading, line = drafted(site)
    given.adopted(site)
    with pytest.raises(Refusal, match="nothing is drafted any more"):
        remarked(site, line)
    with pytest.raises(Refusal, match="nothing is drafted any more"):
        assigned(site)
    page = site.as_("secretariat").get(f"/report/passages/{line.provision_id}")
    assert "nothing is drafted any more" in words_of(page)
    assert "Say something of a passage" not in words_of(page)
    assert "Assign the section" not in words_of(site.as_("secretariat").get(f"/report/sections/{heading}"))


def test_only_a_heading_of_the_draft_is_a_section(world: World) -> None:
    _, line = drafted(world)
    due = world.at + timedelta(days=3)
    with pytest.raises(Refusal, match="this is none"):
        world.act(
            actions.assign_section, provision(world, line.provision_id), account_of(world, "bureau"), due, "UTC",
            by="chair",
        )  # fmt: skip
    text = world.act(texts.begin_text, "working_paper", "Paper", by="secretariat")
    elsewhere = world.act(texts.add_provision, text, "heading", "Elsewhere", by="secretariat")
    with pytest.raises(NotFound):
        world.act(actions.assign_section, elsewhere, account_of(world, "bureau"), due, "UTC", by="chair")


def test_a_drafter_changes_the_words_of_their_section_and_of_no_other(world: World) -> None:
    _, line = drafted(world)
    made = revised(world, line, "The Working Group looked at the rules.", by="bureau")
    assert made.number == 2
    other = paragraph_under(world, headings(world)[2])
    with pytest.raises(NotAllowed, match="not in your hands"):
        revised(world, other, "Other words.", by="bureau")
    for everywhere in ("chair", "secretariat"):
        assert revised(world, other, f"Words of the {everywhere}.", by=everywhere).words.endswith(f"{everywhere}.")


@pytest.mark.parametrize("who", ["delegate", "observer", "stakeholder", "admin"])
def test_nobody_without_a_section_changes_words(world: World, who: str) -> None:
    _, line = drafted(world)
    with pytest.raises(NotAllowed):
        revised(world, line, "Other words.", by=who)


def test_what_is_handed_in_is_not_changed_by_its_drafter_any_more(world: World) -> None:
    heading, line = drafted(world)
    row = _row(world)
    world.act(actions.hand_in_section, row, "Ready.", by="bureau")
    assert section(world, heading).state == "handed_in"
    with pytest.raises(Refusal, match="handed this section in"):
        revised(world, line, "Other words.", by="bureau")
    with pytest.raises(Refusal, match="already"):
        world.act(actions.hand_in_section, _row(world), by="bureau")
    assigned(world)
    assert revised(world, line, "Other words.", by="bureau").number == 2


def _row(world: World) -> Assignment:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return db.scalars(select(Assignment).where(Assignment.ended_at.is_(None))).one()


def test_only_its_drafter_hands_a_section_in(world: World) -> None:
    drafted(world)
    for who in ("chair", "secretariat"):
        with pytest.raises(NotAllowed):
            world.act(actions.hand_in_section, _row(world), by=who)


def test_what_was_taken_back_is_in_nobodys_hands(world: World) -> None:
    heading, line = drafted(world)
    row = _row(world)
    with pytest.raises(Invalid):
        world.act(actions.take_back_section, row, "", by="chair")
    world.act(actions.take_back_section, row, "The Chair drafts it.", by="chair")
    assert section(world, heading).state == "unassigned"
    with pytest.raises(NotAllowed):
        revised(world, line, "Other words.", by="bureau")
    with world.database.reading() as db:
        db.expire_on_commit = False
        ended = db.scalars(select(Assignment)).one()
    for act in (actions.hand_in_section, actions.take_back_section):
        with pytest.raises(Refusal, match="meanwhile"):
            world.act(act, ended, "Words.", by="chair" if act is actions.take_back_section else "bureau")


def test_a_deadline_that_passes_is_recorded_once_and_what_comes_after_is_late(world: World) -> None:
    heading, line = drafted(world)
    world.at += timedelta(days=8)
    with world.writing() as db:
        assert settle(db, world.at) == 1
        assert settle(db, world.at) == 0
    assert section(world, heading).state == "overdue"
    assert ("pass_section_deadline", {"drafters"}) in entries(world)
    assert revised(world, line, "Late words.", by="bureau").number == 2
    world.act(actions.hand_in_section, _row(world), by="bureau")
    assert queries.as_in_hand(_row(world)).late


def test_what_was_handed_in_in_time_is_never_overdue(world: World) -> None:
    heading, _ = drafted(world)
    world.act(actions.hand_in_section, _row(world), by="bureau")
    world.at += timedelta(days=8)
    with world.writing() as db:
        assert settle(db, world.at) == 0
    assert section(world, heading).state == "handed_in"


@pytest.mark.parametrize("adopted", [True, False])
def test_nobody_waits_for_a_section_that_was_adopted_or_taken_out(world: World, adopted: bool) -> None:
    heading, line = drafted(world)
    if adopted:
        given.adopted(world)
    else:
        for each in (line.provision_id, heading):
            world.act(texts.remove_provision, provision(world, each), by="secretariat")
    with world.writing() as db:
        assert settle(db, world.at + timedelta(days=400)) == 0


def test_once_the_report_is_adopted_nothing_is_drafted_any_more(world: World) -> None:
    _, line = drafted(world)
    row = remarked(world, line)
    given.adopted(world)
    world.at += timedelta(days=1)
    for act in (
        lambda: assigned(world, place=2),
        lambda: remarked(world, line),
        lambda: world.act(actions.carry_remark, remark(world, row).remark, "Later.", by="bureau"),
        lambda: world.act(actions.hand_in_section, _row(world), by="bureau"),
        lambda: world.act(actions.take_back_section, _row(world), "It is over.", by="secretariat"),
        lambda: world.act(
            actions.accept_finding, given_text(world), "terms", line.revision_id, 0, 0, "So.", by="secretariat"
        ),
    ):
        with pytest.raises(Refusal, match="nothing is drafted any more"):
            act()
    world.act(actions.resolve_remark, remark(world, row).remark, "It was settled in the room.", by="secretariat")


def test_a_section_within_another_may_be_in_other_hands(world: World) -> None:
    heading, line = drafted(world)
    within = world.act(
        texts.add_provision, given_text(world), "heading", "Within", parent=provision(world, heading), by="secretariat"
    )
    beneath = world.act(
        texts.add_provision, given_text(world), "paragraph", "Beneath.", parent=within, by="secretariat"
    )
    inner = next(one for one in lines(world) if one.provision_id == beneath.id)
    assert revised(world, inner, "Beneath it.", by="bureau").number == 2
    due = world.at + timedelta(days=3)
    world.act(actions.assign_section, within, account_of(world, "secretariat"), due, "UTC", by="chair")
    with pytest.raises(NotAllowed):
        revised(world, inner, "Once more.", by="bureau")
    assert [one.provision_id for one in section(world, heading).lines] == [heading, line.provision_id]
    assert section(world, within.id).words == 3


def given_text(world: World) -> object:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.draft_or_not_found(db)


# --- What is said of passages -----------------------------------------------------------------------------------------


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
        world.act(actions.hand_in_section, _row(world), by="bureau")
    world.act(actions.carry_remark, row, "After the consultations.", by="bureau")
    assert (remark(world, row).state, section(world, heading).waiting) == ("carried", 0)
    with pytest.raises(Refusal, match="carried over to the next edition already"):
        world.act(actions.carry_remark, _remark(world, row), "Again.", by="bureau")
    world.act(actions.hand_in_section, _row(world), by="bureau")
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


def test_the_drafting_is_read_in_a_fixed_number_of_queries(world: World) -> None:
    heading, line = drafted(world)
    remarked(world, line)

    def counted() -> int:
        with world.counting() as sent:
            section(world, heading)
        return len(sent)

    few = counted()
    for place in range(2, len(headings(world))):
        assigned(world, place)
        remarked(world, paragraph_under(world, headings(world)[place]))
    for _ in range(5):
        remarked(world, line)
    assert counted() == few <= 12


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
