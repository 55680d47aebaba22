"""Does everybody find what is open to them, and does nothing else show, in whatever way it is asked for?"""

from oewg.accounts import actions, queries
from oewg.accounts.queries import EVERYTHING, Narrowed
from oewg.core import search
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.consultations.given import a_published_submission, a_submission
from tests.world import World


def finds(world: World, typed: str, who: str = "public", narrowed: Narrowed = EVERYTHING) -> set[tuple[str, int]]:
    """What a member of the cast finds: (kind, number)."""
    with world.database.writing() as db:
        actions.bring_index_up_to_date(db)
    with world.database.reading() as db:
        hits = queries.found(db, world.viewer(who, db), search.read(typed), narrowed)
    assert hits.page.total == sum(hits.of_kind.values()) == len(hits.page.items)
    return {(hit.kind, hit.id) for hit in hits.page.items}


def test_a_submission_is_found_by_those_who_may_see_it(world: World) -> None:
    number = a_submission(world, words="Undersea cables need a plan.")
    assert finds(world, "undersea") == set()
    assert finds(world, "undersea", "secretariat") == {("submission", number)}
    assert finds(world, "undersea", "stakeholder") == {("submission", number)}


def test_an_anonymous_submission_is_not_found_by_its_author(world: World) -> None:
    number = a_published_submission(world, "anonymous")
    assert ("submission", number) in finds(world, "cables plan")
    assert ("submission", number) not in finds(world, '"open wires"')
    assert ("submission", number) in finds(world, '"open wires" cables', "secretariat")
    assert ("submission", number) in finds(world, '"open wires" cables', "stakeholder")
    assert ("submission", number) in finds(world, "cables -wires")
    assert ("submission", number) not in finds(world, "cables", narrowed=Narrowed(sector="non_governmental"))


def test_a_provision_is_found_as_it_stands(world: World) -> None:
    text = world.act(texts.begin_text, "report", "Draft report", by="secretariat")
    provision = world.act(texts.add_provision, text, "paragraph", "States protect cables.", by="secretariat")
    assert finds(world, "cables") == {("provision", provision.id)}
    standing = world.read(text_queries.current_revision, provision.id).id
    world.act(
        texts.revise, provision, "States protect ports.", based_on=standing, nature="substantive", by="secretariat"
    )  # fmt: skip
    assert finds(world, "cables") == set()
    assert finds(world, "ports") == {("provision", provision.id)}
    with world.database.reading() as db:
        shown = queries.shown(db, world.viewer("public", db), [search.Hit("provision", provision.id, "en", 1.0)])
    assert list(shown) == [("provision", provision.id)]
