"""Do pages and programs tell what became of each paragraph between two editions?"""

import re

import pytest

from oewg.negotiation import actions
from oewg.texts import actions as texts
from oewg.texts import queries
from tests.negotiation.given import a_report, current
from tests.world import World, words_of


def two_editions(site: World) -> tuple[int, list[int]]:
    text_id, (first, second, third) = a_report(site)
    text = site.read(queries.text, text_id)
    old = site.act(texts.issue_edition, text, "A/AC.290/2021/L.1", text.title, by="secretariat").id
    provision = site.read(queries.provision, first)
    words = "States share <all> information."
    site.act(actions.revise, provision, words, "substantive", based_on=current(site, first), by="secretariat")
    site.act(actions.remove_provision, site.read(queries.provision, second), by="secretariat")
    site.act(texts.move_provision, site.read(queries.provision, third), by="secretariat")
    new = site.act(texts.issue_edition, text, "A/AC.290/2021/L.1/Rev.1", text.title, by="secretariat").id
    return text_id, [old, new]


@pytest.mark.parametrize("to", ["edition", "now"])
def test_a_page_tells_what_became_of_each(site: World, to: str) -> None:
    text_id, (old, new) = two_editions(site)
    query = f"?old={old}" + (f"&new={new}" if to == "edition" else "&new=")
    page = site.as_("public").get(f"/texts/{text_id}/compare{query}")
    assert page.status_code == 200
    words = words_of(page)
    for told in ("1 changed", "1 deleted", "moved"):
        assert told in words
    assert "<ins>&lt;all&gt; </ins>" in page.text


def test_an_edition_and_a_comparison_cite_by_the_number_borne_and_print_notes_beneath(site: World) -> None:
    text_id, (first, second, _) = a_report(site)
    provision = site.read(queries.provision, first)
    site.act(actions.add_footnote, provision, "A source.", by="secretariat")
    old = site.act(texts.issue_edition, text := site.read(queries.text, text_id), "A/1", text.title, by="secretariat")
    words = f"As in [paragraph 99](#provision-{second})."
    site.act(
        actions.revise, site.read(queries.provision, second), words, "substantive", based_on=current(site, second),
        by="secretariat",
    )  # fmt: skip
    new = site.act(texts.issue_edition, text, "A/2", text.title, by="secretariat")
    shown = site.as_("public").get(f"/editions/{new.id}").text
    assert re.search(
        r'<ul class="provision-notes">\s*<li><span class="note-number figures">1</span> <span>A source', shown
    )
    assert shown.count("A source.") == 1
    compared = words_of(site.as_("public").get(f"/texts/{text_id}/compare?old={old.id}&new={new.id}"))
    for page in (words_of(site.as_("public").get(f"/editions/{new.id}")), compared):
        assert "As in 2" in page
        assert "99" not in page


def test_programs_are_told_the_same(site: World) -> None:
    text_id, (old, new) = two_editions(site)
    ask = site.program("public")
    assert [each["symbol"] for each in ask("GET", f"/texts/{text_id}/editions").get_json()["items"]] == [
        "A/AC.290/2021/L.1", "A/AC.290/2021/L.1/Rev.1",
    ]  # fmt: skip
    rows = ask("GET", f"/texts/{text_id}/comparison?old={old}&new={new}").get_json()["items"]
    assert sorted(row["change"] for row in rows) == ["changed", "deleted", "same", "same"]
    assert ask("GET", f"/texts/{text_id}/comparison?old={old}").get_json()["items"] == rows
    assert ask("GET", f"/texts/{text_id}/comparison").status_code == 422
    assert ask("GET", f"/texts/{text_id}/comparison?old=987654").status_code == 404
    other, _ = a_report(site)
    assert ask("GET", f"/texts/{other}/comparison?old={old}").status_code == 404


def test_the_page_asks_a_fixed_number_of_queries(site: World) -> None:
    text_id, (old, new) = two_editions(site)
    browser = site.as_("public")
    with site.counting() as sent:
        assert browser.get(f"/texts/{text_id}/compare?old={old}&new={new}&show=all").status_code == 200
    assert len(sent) <= 14


@pytest.mark.parametrize("query", ["?old=x", "?old=987654", "?old=-1", "?new=987654"])
def test_what_leads_nowhere_is_said_so(site: World, query: str) -> None:
    text_id, _ = two_editions(site)
    assert site.as_("public").get(f"/texts/{text_id}/compare{query}").status_code in (404, 422)


def test_a_paragraph_removed_and_added_as_two_is_told_as_split(site: World) -> None:
    text_id, (first, second, _) = a_report(site)
    text = site.read(queries.text, text_id)
    one, two = "States share what they know of every threat.", "The Secretariat keeps a register of contacts for all."
    site.act(
        actions.revise, site.read(queries.provision, first), f"{one} {two}", "substantive",
        based_on=current(site, first), by="secretariat",
    )  # fmt: skip
    old = site.act(texts.issue_edition, text, "A/1", text.title, by="secretariat").id
    site.act(actions.remove_provision, site.read(queries.provision, first), by="secretariat")
    beside = site.read(queries.provision, second)
    parts = [
        site.act(actions.add_provision, text, "paragraph", words, after=beside, by="secretariat").id
        for words in (two, one)
    ]
    page = words_of(site.as_("public").get(f"/texts/{text_id}/compare?old={old}"))
    assert "1. split : its words now stand in 2., 3." in page
    rows = site.program("public")("GET", f"/texts/{text_id}/comparison?old={old}").get_json()["items"]
    assert [(r["provision"], r["split_into"]) for r in rows if r["split_into"]] == [(first, parts[::-1])]
    anew = site.act(actions.add_provision, text, "paragraph", "States [should] cooperate.", by="secretariat").id
    site.act(actions.remove_provision, beside, by="secretariat")
    page = words_of(site.as_("public").get(f"/texts/{text_id}/compare?old={old}"))
    assert "added anew as another provision" in page
    rows = site.program("public")("GET", f"/texts/{text_id}/comparison?old={old}").get_json()["items"]
    assert [(r["provision"], r["moved"]) for r in rows if r["retyped_from"] == second] == [(anew, True)]
