"""Is an item of the agenda tied to an element of the mandate where one reads it?"""

from oewg.mandate import actions as mandate
from oewg.mandate import queries as elements
from oewg.meetings import queries
from oewg.texts import actions as texts
from tests.meetings.given import a_meeting, an_agenda
from tests.meetings.given_timetable import MORNING, a_week, an_element, set_down
from tests.world import World, words_of


def test_the_secretariat_ties_an_item_to_an_element_from_the_item(site: World) -> None:
    (_, items), element = an_agenda(site), an_element(site)
    meeting = a_meeting(site, a_week(site), MORNING)
    set_down(site, meeting, items[0])
    secretariat = site.as_("secretariat")
    assert "Tied to no element of the mandate." in words_of(site.as_("public").get("/agenda"))
    shown = secretariat.does("/agenda/elements", "/agenda", form="tie", item=items[0], element=element)
    assert "A provision was tied to an element of the mandate." in words_of(shown)
    for page in ("/agenda", "/sessions/1/timetable"):
        assert "Threats" in words_of(site.as_("public").get(page))
    assert "Set down for: Meeting 1 (3 June 2019)" in words_of(site.as_("public").get("/agenda"))
    assert [each.key for each in site.read(elements.elements_of, items[0])] == ["threats"]
    twice = secretariat.post("/agenda/elements", "/agenda", form="tie", item=items[0], element=element)
    assert (twice.status_code, "tied to this element already" in words_of(twice)) == (409, True)
    secretariat.does("/agenda/elements/untie", "/agenda", form="untie", item=items[0], element=element)
    assert site.read(elements.elements_of, items[0]) == []


def test_only_items_of_an_agenda_are_tied_there(site: World) -> None:
    element = an_element(site)
    report = site.act(texts.begin_text, "report", "Draft report", by="secretariat")
    other = site.act(texts.add_provision, report, "paragraph", "Words", by="secretariat")
    assert site.as_("secretariat").post("/agenda/elements", item=other.id, element=element).status_code == 404
    _, items = an_agenda(site)
    assert site.as_("secretariat").post("/agenda/elements", item=items[0], element=987654).status_code == 404
    assert site.as_("delegate").post("/agenda/elements", item=items[0], element=element).status_code == 403
    assert "Tie it" not in words_of(site.as_("delegate").get("/agenda"))


def test_the_page_of_an_agenda_that_does_not_exist_says_what_comes(site: World) -> None:
    assert "The secretariat drafts the agenda" in words_of(site.as_("public").get("/agenda"))


def test_a_tie_is_the_mandates_own_act(world: World) -> None:
    (_, items), element = an_agenda(world), an_element(world)
    with world.writing() as db:
        item, found = queries.agenda_item(db, items[0]), elements.element(db, element)
        mandate.tie_element(db, item, found, by=world.viewer("secretariat", db), at=world.tick())
    assert world.read(elements.elements_by_provision, items)[items[0]][0].id == element
