"""Do the pages of texts, amendments, the board and decisions show what there is, to whom it is meant, in few queries?"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update
from werkzeug.test import TestResponse

from oewg.negotiation import actions, queries
from oewg.negotiation.models import Position
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import Provision, Revision
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, current, revises, says
from tests.world import World, words_of

READERS = [
    "public",
    "stakeholder",
    "observer",
    "delegate",
    "head",
    "coordinator",
    "chair",
    "bureau",
    "secretariat",
    "admin",
]


def a_busy_report(world: World) -> tuple[int, list[int]]:
    text_id, paragraphs = a_report(world)
    amends(world, "delegate", paragraphs[0], "States may share information.")
    amends(world, "second", paragraphs[0], "States might share information.")
    amends(world, "head", paragraphs[0], "*New* words.", "insert")
    amends(world, "coordinator", paragraphs[2], None, "delete", for_group=True)
    says(world, "second", paragraphs[2], "object")
    return text_id, paragraphs


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize(
    "address",
    ["/texts/{}", "/texts/{}?view=rolling", "/texts/{}?view=redlines", "/texts/{}?view=rolling&by=FRA", "/texts/{}/amendments",
     "/texts/{}/packages", "/texts/{}/silence", "/texts/{}/explanations"],
)  # fmt: skip
def test_everybody_reads_a_text_in_all_its_views(site: World, who: str, address: str) -> None:
    text_id, _ = a_busy_report(site)
    assert site.as_(who).get(address.format(text_id)).status_code == 200


def marks(answer: TestResponse) -> list[str]:
    return [each.split("</")[0] for each in answer.text.split("<ins>")[1:]]


def test_the_rolling_view_shows_each_addition_with_its_source_and_by_whom_one_asks(site: World) -> None:
    text_id, _ = a_busy_report(site)
    page = site.as_("public").get(f"/texts/{text_id}?view=rolling")
    assert sorted(marks(page)) == ["New words.", "may", "might"]
    assert "FRA" in page.text
    french = site.as_("public").get(f"/texts/{text_id}?view=rolling&by=FRA")
    assert [each.strip() for each in marks(french)] == ["may"]
    clean = site.as_("public").get(f"/texts/{text_id}")
    assert marks(clean) == [], "a chair's text carries no attribution"


@pytest.mark.parametrize("view", ["clean", "rolling", "redlines"])
def test_footnotes_and_citations_bear_the_same_numbers_in_every_view(site: World, view: str) -> None:
    text_id, (first, second, third) = a_report(site)
    text, under = site.read(text_queries.text, text_id), site.read(text_queries.provision, first)
    site.act(texts.add_provision, text, "footnote", "A source.", parent=under, mark="n7", by="secretariat")
    revises(site, first, f"States share information[^n7] as in [9](#provision-{third}).")
    amends(site, "delegate", first, f"States always share information[^n7] as in [9](#provision-{third}).")
    page = site.as_("public").get(f"/texts/{text_id}?view={view}").text
    assert '<sup class="note-mark">1</sup>' in page
    assert f'<a href="#provision-{third}" rel="noopener nofollow">3</a>' in page
    assert "n7" not in page
    assert second


def test_emphasis_that_is_added_or_taken_away_is_seen(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    amends(site, "delegate", first, "**States** share information.")
    for view in ("rolling", "redlines"):
        assert marks(site.as_("public").get(f"/texts/{text_id}?view={view}")) == ["**", "**"]


def test_amendments_are_listed_in_the_order_of_the_text(site: World) -> None:
    text_id, paragraphs = a_busy_report(site)
    amends(site, "delegate", paragraphs[1], None, "delete")
    page = words_of(site.as_("public").get(f"/texts/{text_id}/amendments"))
    order = [page.index(f"Amendment {number} ") for number in (1, 2, 3, 5, 4)]
    assert order == sorted(order)
    only = words_of(site.as_("public").get(f"/texts/{text_id}/amendments?by=EU"))
    assert "Amendment 4" in only
    assert "Amendment 1 " not in only
    assert "No amendment here" in words_of(site.as_("public").get(f"/texts/{text_id}/amendments?state=taken_up"))


def test_a_redline_is_seen_before_anything_is_filed(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    sent: dict[str, Any] = {
        "kind": "replace",
        "words": "States may share <information>.",
        "on": current(site, first),
        "form": "amendment",
    }
    answer = browser.post(f"/provisions/{first}/amendments/preview", **sent)
    assert answer.status_code == 200
    assert "<ins>may </ins>" in answer.text
    assert "States may share &lt;information&gt;." in answer.text, "what was typed is still in the form"
    assert "Nothing has been filed yet" in answer.text
    assert site.read(queries.amendments_to, first) == []


def test_a_stale_save_shows_three_texts_and_both_changes_together(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    had = current(site, first)
    revises(site, first, "All States share information.", who="chair")
    browser = site.as_("secretariat")
    sent: dict[str, Any] = {"words": "States share information freely.", "nature": "substantive", "form": "revise"}
    answer = browser.post(f"/provisions/{first}/revisions", based_on=had, **sent)
    assert answer.status_code == 409
    assert "What you had" in answer.text
    assert "All States share information freely." in answer.text
    assert answer.text.count("States share information freely.") >= 2, "and what was typed is still in the form"
    merged = {**sent, "words": "All States share information freely.", "based_on": current(site, first)}
    assert browser.post(f"/provisions/{first}/revisions", **merged).status_code == 303


def test_what_was_typed_is_kept_when_the_sign_in_ended_meanwhile(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    page, typed = f"/provisions/{first}", "States share what they know, at once."
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page).text)
    assert token
    browser.does("/sign-out", page="/", form="sign_out")
    sent = {
        "csrf_token": token[1],
        "form": "amendment",
        "kind": "replace",
        "words": typed,
        "on": str(current(site, first)),
    }
    answer = browser.client.post(f"{page}/amendments", data=sent, headers={"Referer": f"http://localhost{page}?view=1"})
    assert answer.status_code == 401
    assert typed in answer.text
    assert f'href="/sign-in?next={page}"' in answer.text
    outside = browser.client.post(f"{page}/amendments", data=sent, headers={"Referer": f"https://other.example{page}"})
    assert "other.example" not in outside.text


def test_a_removed_provision_still_has_its_page(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    says(site, "delegate", first, "support")
    site.act(actions.remove_provision, site.read(text_queries.provision, first), by="secretariat")
    page = site.as_("delegate").get(f"/provisions/{first}")
    assert page.status_code == 200
    assert "removed from the text" in words_of(page)
    assert site.as_("delegate").get("/positions").status_code == 200


def test_the_board_is_filtered_by_state_holder_and_what_moved(site: World) -> None:
    text_id, paragraphs = a_busy_report(site)
    site.tick(60)
    since = site.at
    site.tick(60)
    revises(site, paragraphs[1], "States [must] cooperate.")
    chair = site.as_("chair")

    def rows(query: str) -> str:
        page = words_of(chair.get(f"/texts/{text_id}/board{query}"))
        return page[page.index("Provisions, the worst first") :] if "worst first" in page else ""

    everything = rows("")
    assert everything.index("3 States protect") < everything.index("1 States share") < everything.index("2 States [")
    assert "1 States share" not in rows("?state=objected")
    assert "3 States protect" in rows("?by=JPN")
    assert "2 States [" not in rows("?by=JPN")
    moved = rows(f"?since={(since + timedelta(minutes=1)).strftime('%Y-%m-%dT%H:%M')}")
    assert "2 States [" in moved
    assert "3 States protect" not in moved
    assert "A provision was given a new wording." in moved
    assert rows("?since=not-a-date") == everything, "what cannot be read is no filter"


def test_the_board_says_which_amendment_would_free_an_objector(site: World) -> None:
    text_id, paragraphs = a_busy_report(site)
    (delete,) = [a.id for a in site.read(queries.amendments_to, paragraphs[2])]
    site.act(
        actions.receive_amendment, site.read(queries.amendment, delete), "can_accept", by="second", visibility="chair"
    )  # fmt: skip
    assert "would free JPN" in words_of(site.as_("chair").get(f"/texts/{text_id}/board"))
    assert "would free" not in words_of(site.as_("bureau").get(f"/texts/{text_id}/board"))


def test_the_picture_shows_only_what_the_viewer_may_see(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    before = site.as_("bureau").get(f"/texts/{text_id}/board/picture").text.count("state-objected")
    says(site, "delegate", first, "object", visibility="chair")
    assert site.as_("bureau").get(f"/texts/{text_id}/board/picture").text.count("state-objected") == before
    assert site.as_("chair").get(f"/texts/{text_id}/board/picture").text.count("state-objected") == before + 1


@pytest.mark.parametrize(
    "page", ["", "?view=rolling", "?view=redlines", "/amendments", "/board", "/board/picture", "/positions"]
)
def test_a_page_asks_as_often_for_many_as_for_few(site: World, page: str) -> None:
    text_id, paragraphs = a_busy_report(site)
    who = "head" if page == "/positions" else "chair"
    browser = site.as_(who)
    address = f"/texts/{text_id}{page}"
    browser.get(address)
    with site.counting() as few:
        assert browser.get(address).status_code == 200
    for number in range(6):
        for who_says in ("delegate", "second", "head"):
            amends(site, who_says, paragraphs[number % 3], f"Other words {number} of {who_says}.")
            says(site, who_says, paragraphs[number % 3], "object")
    with site.counting() as many:
        assert browser.get(address).status_code == 200
    assert len(many) == len(few) <= 30


def test_explanations_are_offered_after_the_adoption_only(site: World) -> None:
    text_id, paragraphs = a_report(site)
    an_open_meeting(site)
    assert "Place on record" not in site.as_("delegate").get(f"/texts/{text_id}/explanations").text
    revises(site, paragraphs[1], "States should cooperate.")
    for each in paragraphs:
        site.act(actions.gavel, site.read(text_queries.provision, each), by="chair")
    adopts(site, text_id, "A/AC.290/2021/L.1")
    browser = site.as_("delegate")
    page = browser.does(
        f"/texts/{text_id}/explanations", kind="disassociation", words="Not this.", paragraphs=str(paragraphs[0])
    )
    assert "France: disassociation" in words_of(page)
    assert '<option value="fr" selected>' in browser.get(f"/texts/{text_id}/explanations?language=fr").text
    page = browser.does(f"/texts/{text_id}/explanations", kind="explanation", words="نعم.", language="ar")
    assert '<p class="words" lang="ar" dir="rtl">نعم.</p>' in page.text
    assert "Place on record" not in site.as_("observer").get(f"/texts/{text_id}/explanations").text


def test_a_position_is_stated_in_one_step_from_the_text(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    browser = site.as_("delegate")
    sent = {"stance": "can_accept", "on": current(site, first), "back": "text"}
    answer = browser.post(f"/provisions/{first}/position", page=f"/texts/{text_id}", **sent)
    assert answer.status_code == 303
    assert answer.location.startswith(f"/texts/{text_id}?")
    assert "Our position: Can accept" in words_of(browser.get(answer.location))
    assert "State our position" not in site.as_("observer").get(f"/texts/{text_id}").text


def test_the_first_page_says_what_waits_for_a_delegation(site: World) -> None:
    _, (first, second, *_rest) = a_report(site)
    assert "in conflict" not in words_of(site.as_("delegate").get("/"))
    filed = amends(site, "delegate", first, "States may share information.")
    says(site, "second", first, "can_accept_with_amendment", amendment_id=filed)
    says(site, "delegate", second, "support")
    revises(site, first, "States always share information.")
    revises(site, second, "States should work together.")
    mine = words_of(site.as_("delegate").get("/"))
    assert "1 of your amendments is in conflict with the present wording" in mine
    assert "Reaffirm 1 position that is on earlier text" in mine
    site.act(actions.withdraw_amendment, site.read(queries.amendment, filed), by="delegate")
    assert "1 acceptance depended on an amendment" in words_of(site.as_("second").get("/"))
    assert "amendment" not in words_of(site.as_("chair").get("/")).split("Lately")[0]


def test_all_that_is_to_be_said_again_is_counted_however_much_it_is(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    with site.writing() as db:
        france = site.viewer("delegate", db).delegation_id
        ids = range(1000, 1520)
        db.execute(insert(Provision), [{"id": i, "text_id": text_id, "rank": i, "kind": "paragraph"} for i in ids])
        common: dict[str, Any] = {"words": "Words.", "nature": "substantive", "made_at": site.at}
        db.execute(
            insert(Revision),
            [{"id": i + n * 1000, "provision_id": i, "number": n, "step": 1, **common} for i in ids for n in (1, 2)],
        )
        said: dict[str, Any] = {"delegation_id": france, "reason": "", "visibility": "public", "stated_at": site.at}
        db.execute(
            insert(Position),
            [{"provision_id": i, "revision_id": i + 1000, "stance": "support", **said} for i in ids],
        )  # fmt: skip
    says(site, "delegate", first, "support")
    assert site.read(queries.to_say, site.viewer("delegate")).stale == 520
    assert site.read(queries.to_say, site.viewer("second")).stale == 0
    with site.writing() as db:
        db.execute(update(Provision).where(Provision.id >= 1510).values(removed_at=site.at))
    assert site.read(queries.to_say, site.viewer("delegate")).stale == 510
    with site.writing() as db:
        text_queries.text(db, text_id).closed_at = site.at
    assert site.read(queries.to_say, site.viewer("delegate")).stale == 0


def test_a_coordinator_sees_for_whom_a_position_is_stated_from_the_text(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    browser = site.as_("coordinator")
    page = words_of(browser.get(f"/texts/{text_id}"))
    assert "State the position of the EU" in page
    assert "Support, for the EU" in page
    assert "State our own position" in page
    sent = {"stance": "support", "on": current(site, first), "back": "text", "on_behalf_of": "group"}
    answer = browser.post(f"/provisions/{first}/position", page=f"/texts/{text_id}", **sent)
    assert "EU: Support" in words_of(browser.get(answer.location))


def test_a_rolling_text_stands_in_place_of_the_clean_one(site: World) -> None:
    text_id, _ = a_busy_report(site)
    page = words_of(site.as_("public").get(f"/texts/{text_id}?view=rolling"))
    assert page.count("share information.") == 1


def test_refusals_of_packages_and_extensions_stand_on_their_own_pages(site: World) -> None:
    text_id, (first, second, third) = a_report(site)
    an_open_meeting(site)
    amends(site, "delegate", first, "States may share information.")
    text = site.read(text_queries.text, text_id)
    chosen = [site.read(text_queries.provision, each) for each in (first, third)]
    package = site.act(actions.form_package, text, "Balance", chosen, by="chair").id
    chair = site.as_("chair")
    answer = chair.post(
        f"/packages/{package}/gavel", page=f"/texts/{text_id}/packages", form=f"gavel-package-{package}",
        on=[current(site, first), current(site, third)],
    )  # fmt: skip
    assert answer.status_code == 409
    assert "something stands in the way of the provisions 1." in words_of(answer)
    assert "Provisions that are agreed only together." in words_of(answer)
    assert second


def test_who_broke_silence_and_who_reopened_shows_where_the_chair_looks(site: World) -> None:
    text_id, (first, second, _third) = a_report(site)
    an_open_meeting(site)
    revises(site, second, "States cooperate.")
    provision = site.read(text_queries.provision, first)
    site.act(actions.gavel, provision, by="chair")
    site.act(actions.reopen, provision, "We have new instructions.", by="delegate")
    text = site.read(text_queries.text, text_id)
    deadline = datetime.now(UTC) + timedelta(hours=72)  # pages look at the clock on the wall
    silence = site.act(actions.open_silence, text, "S/1", deadline, "UTC", by="chair")
    site.act(actions.extend_silence, silence, deadline + timedelta(hours=24), by="chair")
    assert "Extended" in words_of(site.as_("public").get(f"/texts/{text_id}/silence"))
    assert "Break the silence" in words_of(site.as_("second").get(f"/provisions/{first}"))
    site.act(actions.break_silence, silence, "Not in these words.", by="delegate")
    board = words_of(site.as_("chair").get(f"/texts/{text_id}/board"))
    assert "France broke the silence on S/1: Not in these words." in board
    assert "Reopened by France: We have new instructions." in board
    assert "France broke the silence" in words_of(site.as_("public").get(f"/texts/{text_id}"))


def test_what_has_changed_since_a_page_was_opened_is_shown(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    read = current(site, first)
    assert "What has changed since you opened the page" not in site.as_("delegate").get(f"/provisions/{first}").text
    revises(site, first, "States always share information.")
    page = site.as_("delegate").get(f"/provisions/{first}?read={read}")
    assert "<ins>always </ins>" in page.text
    says_nothing = site.as_("delegate").get(f"/provisions/{first}?read=999999")
    assert "What has changed since you opened the page" not in says_nothing.text


def test_the_step_on_which_somebody_spoke_stays_in_the_history(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    revises(site, first, "States share all information.")
    says(site, "delegate", first, "support", visibility="delegations")
    revises(site, first, "States share some information.")
    mine = words_of(site.as_("second").get(f"/provisions/{first}"))
    assert "an earlier step of it" in mine
    assert "States share all information." in mine
    assert "An earlier step of this revision, on which a position stands." in mine
    assert "States share all information." not in words_of(site.as_("public").get(f"/provisions/{first}"))


@pytest.mark.parametrize("who", READERS)
def test_everybody_reads_a_provision_with_an_amendment_in_conflict_in_three_texts(site: World, who: str) -> None:
    _, (first, *_rest) = a_report(site)
    amends(site, "delegate", first, "States may share information.")
    amends(site, "second", first, None, "delete")
    revises(site, first, "States must share information.")
    page = words_of(site.as_(who).get(f"/provisions/{first}"))
    assert "The wording it was filed on" in page
    assert "changed in substance since it was proposed to delete it" in page
