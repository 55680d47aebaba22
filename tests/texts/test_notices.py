"""Does everybody hear which documents there are, and of restricted ones delegations alone?"""

import pytest

from oewg.texts import actions
from tests.accounts.given import EVERYBODY, letters_to, no_news, told_now, who_hears, words
from tests.texts.test_documents_register import registered
from tests.world import World

DELEGATIONS = {"observer", "delegate", "second", "head", "coordinator", "chair", "bureau"}


@pytest.mark.parametrize(
    ("distribution", "hear", "hinted"),
    [("general", EVERYBODY - {"secretariat"}, False), ("restricted", DELEGATIONS, True)],
)
def test_documents_are_told_once_a_day_to_those_who_may_know_of_them(
    world: World, distribution: str, hear: set[str], hinted: bool
) -> None:
    told_now(world)
    document = registered(world, "A/AC.290/2021/WP.1", distribution=distribution)
    assert told_now(world, daily=False) == {}
    assert who_hears(world, "documents") == {key: [("register_document", hinted)] for key in hear}
    for state in ("requested", "in_translation"):
        world.act(actions.set_translation, document, "fr", state, by="secretariat")
    assert who_hears(world, "documents") == {}
    world.act(actions.set_translation, document, "fr", "issued", by="secretariat")
    world.act(actions.withdraw_document, document, by="secretariat")
    acts = [("set_translation", hinted), ("withdraw_document", hinted)]
    assert who_hears(world, "documents") == dict.fromkeys(hear, acts)


def test_a_letter_names_a_document_by_symbol_and_title(site: World) -> None:
    no_news(site)
    document = registered(site, "A/AC.290/2021/WP.1", title="Document de travail")
    (letter,) = letters_to(site, "delegate", site.tick(60 * 24))
    assert "A/AC.290/2021/WP.1, Document de travail" in words(letter)
    assert f"/documents/{document.id}\n" in words(letter)
