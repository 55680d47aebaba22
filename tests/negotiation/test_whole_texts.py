"""Does a text stand or fall whole: its footnotes with their paragraphs, what was read with what is adopted?"""

import pytest

from oewg.core.errors import Refusal
from oewg.negotiation import actions, queries
from oewg.record.verification import faults
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.rules.brackets import brackets
from tests.negotiation.given import a_report, an_open_meeting, current, says, state
from tests.world import World, words_of


def on(world: World, action: object, provision_id: int, *args: object, by: str, **more: object) -> None:
    with world.writing() as db:
        found = text_queries.provision(db, provision_id)
        action(db, found, *args, by=world.viewer(by, db), at=world.tick(), **more)  # type: ignore[operator]


def a_footnote(world: World, provision_id: int, words: str = "A source.") -> int:
    with world.writing() as db:
        under = text_queries.provision(db, provision_id)
        by = world.viewer("secretariat", db)
        return texts.add_provision(
            db, under.text, "footnote", words, parent=under, mark="1", by=by, at=world.tick()
        ).id  # fmt: skip


def revise(world: World, provision_id: int, words: str, nature: str = "substantive") -> None:
    on(world, actions.revise, provision_id, words, nature, based_on=current(world, provision_id), by="secretariat")


def test_a_changed_footnote_makes_support_of_its_paragraph_stale(world: World) -> None:
    _, (first, *_) = a_report(world)
    note = a_footnote(world, first)
    says(world, "delegate", first, "support")
    revise(world, note, "Legally binding.")
    examined = world.read(queries.examine_one, first, None)
    assert [p.stale for p in examined.positions] == [True]
    with world.database.reading() as db:
        assert list(faults(db)) == []


def test_brackets_in_a_footnote_are_open_in_its_paragraph(world: World) -> None:
    _, (first, *_) = a_report(world)
    note = a_footnote(world, first, "A [possible] source.")
    an_open_meeting(world)
    assert state(world, first) == "brackets_open"
    with pytest.raises(Refusal, match="square brackets"):
        on(world, actions.gavel, first, by="chair")
    revise(world, note, "A source.")
    assert state(world, first) == "clear"
    with world.database.reading() as db:
        assert list(faults(db)) == []


@pytest.mark.parametrize(
    ("words", "is_open"),
    [
        ("States [shall](should) cooperate.", True),
        ("States [must]() cooperate.", True),
        ("See [the page](https://example.org/a).", False),
        ("See [below](#note), [^1] too.", False),
        ("[](https://example.org)", True),
    ],
)
def test_only_what_reads_as_a_link_is_no_bracket(words: str, is_open: bool) -> None:
    assert brackets(words).open is is_open


@pytest.mark.parametrize("stance", ["object", "reserve"])
def test_what_a_delegation_holds_against_a_provision_is_not_removed_with_it(world: World, stance: str) -> None:
    _, (first, second, _) = a_report(world)
    says(world, "delegate", first, stance)
    with pytest.raises(Refusal, match="cannot be removed"):
        on(world, actions.remove_provision, first, by="secretariat")
    on(world, actions.remove_provision, second, by="secretariat")
    assert second not in {line.provision_id for line in world.read(text_queries.lines, 1)}


def test_nothing_changes_a_removed_provision(world: World) -> None:
    _, (first, *_) = a_report(world)
    revision = current(world, first)
    on(world, actions.remove_provision, first, by="secretariat")
    with pytest.raises(Refusal, match="has been removed"):
        on(world, texts.revise, first, "New.", nature="editorial", based_on=revision, by="secretariat")


def an_agenda_text(world: World) -> tuple[int, int]:
    text = world.act(texts.begin_text, "agenda", "Agenda", by="secretariat")
    item = world.act(texts.add_provision, text, "paragraph", "Election of officers.[^1]", by="secretariat").id
    a_footnote(world, item, "See A/AC.290/2019/1.")
    return text.id, item


def adopt(world: World, text_id: int, read: int | None) -> None:
    with world.writing() as db:
        found = text_queries.text(db, text_id)
        secretariat, chair = world.viewer("secretariat", db), world.viewer("chair", db)
        actions.prepare_adoption(db, found, "A/AC.290/2019/2", by=secretariat, at=world.tick())
        actions.adopt(db, found, by=chair, at=world.tick(), on=read)


def test_a_text_is_adopted_as_it_was_read(world: World) -> None:
    text_id, item = an_agenda_text(world)
    an_open_meeting(world)
    read = world.read(text_queries.latest_revision_id, text_id)
    revise(world, item, "Election of the Chair.[^1]", "editorial")
    with pytest.raises(Refusal, match="has been changed since you opened it"):
        adopt(world, text_id, read)
    adopt(world, text_id, world.read(text_queries.latest_revision_id, text_id))


def test_an_editorial_change_is_not_contested_after_adoption(world: World) -> None:
    text_id, item = an_agenda_text(world)
    revise(world, item, "Election of the Chair.[^1]", "editorial")
    an_open_meeting(world)
    adopt(world, text_id, None)
    with world.writing() as db:
        revision, by = text_queries.current_revision(db, item), world.viewer("delegate", db)
        with pytest.raises(Refusal, match="text is closed"):
            actions.contest_editorial(db, revision, "It is another.", by=by, at=world.tick())


def test_an_edition_keeps_the_footnotes_under_their_numbers(site: World) -> None:
    text_id, _ = an_agenda_text(site)
    an_open_meeting(site)
    adopt(site, text_id, None)
    shown = site.as_("public").get("/editions/1")
    assert "See A/AC.290/2019/1." in words_of(shown)
    assert "[^" not in shown.text
