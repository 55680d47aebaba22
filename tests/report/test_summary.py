"""Does the Chair give the summary that is annexed to the report, once, and in the words that were read?"""

import pytest

from oewg.core.errors import Refusal
from oewg.report import actions, queries
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText
from tests.negotiation.given import revises
from tests.report import given
from tests.world import World, words_of

SYMBOL = "A/AC.290/2021/CRP.3"


def summed_up(world: World) -> tuple[DraftText, int]:
    """The report was begun; the secretariat has written what the Chair wishes to keep: the text and its paragraph."""
    given.draft(world)
    text = world.act(texts.begin_text, "chairs_summary", "Chair’s summary", by="secretariat")
    put = world.act(texts.add_provision, text, "paragraph", "Not all was agreed.", by="secretariat")
    return text, put.id


def test_issued_it_is_frozen_under_its_symbol(world: World) -> None:
    text, _ = summed_up(world)
    edition = world.act(actions.issue_chairs_summary, text, SYMBOL, by="chair")
    found = world.read(queries.chairs_summary)
    assert found is not None
    assert (edition.symbol, found.closed_at) == (SYMBOL, world.at)
    with pytest.raises(Refusal, match="issued already"):
        world.act(actions.issue_chairs_summary, found, "A/AC.290/2021/CRP.4", by="chair")


def test_what_was_not_read_and_what_has_no_words_is_not_issued(world: World) -> None:
    text, paragraph = summed_up(world)
    read = world.read(text_queries.latest_revision_id, text.id)
    revises(world, paragraph, "Hardly anything was agreed.")
    with pytest.raises(Refusal, match="changed since you opened the page"):
        world.act(actions.issue_chairs_summary, text, SYMBOL, by="chair", on=read)
    empty = world.act(texts.begin_text, "chairs_summary", "Another", by="secretariat")
    with pytest.raises(Refusal, match="no words yet"):
        world.act(actions.issue_chairs_summary, empty, SYMBOL, by="chair")


def test_the_chair_issues_it_on_the_page_of_the_report_and_nobody_else_is_offered_it(site: World) -> None:
    assert "The Chair’s summary" not in words_of(site.as_("chair").get("/report"))
    text, _ = summed_up(site)
    assert "is a draft; the Chair issues it" in words_of(site.as_("public").get("/report"))
    assert "/report/summary/issue" not in site.as_("secretariat").get("/report").text
    chair = site.as_("chair")
    latest = site.read(text_queries.latest_revision_id, text.id)
    page = chair.does("/report/summary/issue", "/report", form="issue-summary", symbol=SYMBOL, on=latest)
    assert "has been issued by the Chair" in words_of(page)
    assert "/report/summary/issue" not in page.text
    assert "This summary has been issued by the Chair." in words_of(site.as_("public").get(f"/texts/{text.id}"))


def test_a_program_of_the_chairs_issues_it(site: World) -> None:
    chair = site.program("chair")
    assert chair("POST", "/reports/summary/issue", {"symbol": SYMBOL}).status_code == 404
    text, _ = summed_up(site)
    answer = chair("POST", "/reports/summary/issue", {"symbol": SYMBOL})
    assert answer.json is not None
    assert (answer.status_code, answer.json["text"], answer.json["symbol"]) == (201, text.id, SYMBOL)
