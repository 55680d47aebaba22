"""Who among those who draft hears of what, and does nobody else hear of anything?"""

from datetime import timedelta

from oewg.report import actions, queries
from oewg.report.models import Assignment, Remark
from tests.accounts.given import told_now
from tests.report.drafted import drafted, headings, paragraph_under, remarked
from tests.world import World


def hand(world: World) -> Assignment:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.assignment(db, 1, world.viewer("chair", db))


def stored(world: World, row: Remark) -> Remark:
    with world.database.reading() as db:
        db.expire_on_commit = False
        return queries.remark(db, row.id, world.viewer("chair", db))


def drafting(world: World) -> dict[str, list[str]]:
    """Who hears which acts of the drafting."""
    heard = {who: [act for topic, act, _ in several if topic == "drafting"] for who, several in told_now(world).items()}
    return {who: acts for who, acts in heard.items() if acts}


def test_the_drafter_hears_of_the_section_and_those_who_assign_of_what_becomes_of_it(world: World) -> None:
    drafted(world)
    assert drafting(world) == {"bureau": ["assign_section"]}
    world.at += timedelta(days=8)
    world.act(lambda _db, *, by, at: None, by="secretariat")
    passed = ["pass_section_deadline"]
    assert drafting(world) == {"bureau": passed, "chair": passed, "secretariat": passed}
    world.act(actions.hand_in_section, hand(world), by="bureau")
    assert drafting(world) == {"chair": ["hand_in_section"], "secretariat": ["hand_in_section"]}
    world.act(actions.take_back_section, hand(world), "Thank you.", by="chair")
    assert drafting(world) == {"bureau": ["take_back_section"]}


def test_the_drafter_hears_what_is_said_and_whoever_said_it_what_became_of_it(world: World) -> None:
    _, line = drafted(world)
    drafting(world)
    question = remarked(world, line)
    assert drafting(world) == {"bureau": ["remark_on_passage"]}
    offered = remarked(world, line, by="chair", kind="suggestion", proposed="group")
    assert drafting(world) == {"bureau": ["suggest_words"]}
    world.act(actions.carry_remark, stored(world, question), "Later.", by="bureau")
    assert drafting(world) == {"secretariat": ["carry_remark"]}
    world.act(actions.resolve_remark, stored(world, question), "So.", by="bureau")
    assert drafting(world) == {"secretariat": ["resolve_remark"]}
    world.act(actions.take_suggestion, stored(world, offered), "editorial", by="bureau")
    assert drafting(world) == {"chair": ["take_suggestion"]}


def test_what_is_said_of_a_section_in_nobodys_hands_the_secretariat_hears(world: World) -> None:
    drafted(world)
    drafting(world)
    remarked(world, paragraph_under(world, headings(world)[2]), by="chair")
    assert drafting(world) == {"secretariat": ["remark_on_passage"]}
