"""Does a section stay in its drafter's hands as it should?"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.negotiation import actions as negotiation
from oewg.record.actions import settle
from oewg.report import actions, queries
from oewg.report.models import Assignment
from oewg.texts import actions as texts
from tests.meetings.given import an_open_meeting
from tests.report import given
from tests.report.drafted import (
    account_of,
    assigned,
    assignment,
    drafted,
    entries,
    given_text,
    headings,
    lines,
    paragraph_under,
    provision,
    remark,
    remarked,
    revised,
    section,
)
from tests.world import World, words_of


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
    row = assignment(world)
    world.act(actions.hand_in_section, row, "Ready.", by="bureau")
    assert section(world, heading).state == "handed_in"
    with pytest.raises(Refusal, match="handed this section in"):
        revised(world, line, "Other words.", by="bureau")
    with pytest.raises(Refusal, match="already"):
        world.act(actions.hand_in_section, assignment(world), by="bureau")
    assigned(world)
    assert revised(world, line, "Other words.", by="bureau").number == 2


def test_only_its_drafter_hands_a_section_in(world: World) -> None:
    drafted(world)
    for who in ("chair", "secretariat"):
        with pytest.raises(NotAllowed):
            world.act(actions.hand_in_section, assignment(world), by=who)


def test_what_was_taken_back_is_in_nobodys_hands(world: World) -> None:
    heading, line = drafted(world)
    row = assignment(world)
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
    world.act(actions.hand_in_section, assignment(world), by="bureau")
    assert queries.as_in_hand(assignment(world)).late


def test_what_was_handed_in_in_time_is_never_overdue(world: World) -> None:
    heading, _ = drafted(world)
    world.act(actions.hand_in_section, assignment(world), by="bureau")
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
        lambda: world.act(actions.hand_in_section, assignment(world), by="bureau"),
        lambda: world.act(actions.take_back_section, assignment(world), "It is over.", by="secretariat"),
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
