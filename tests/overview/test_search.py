"""Does everybody find what is open to them, and does nothing else show, in whatever way it is asked for?"""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, text

from oewg.accounts import actions, queries
from oewg.accounts.models import Organization
from oewg.accounts.queries import EVERYTHING, SOURCES, Narrowed, searched
from oewg.consultations import actions as consultations
from oewg.consultations.models import Submission
from oewg.consultations.rules.accreditation import Described
from oewg.core import search
from oewg.core.database import Db
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.meetings.rules import statements
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import Document
from tests.consultations.given import a_published_submission, a_submission, acts_on, an_open_call
from tests.meetings.given import an_open_meeting
from tests.meetings.given_statements import delivers, does, files
from tests.negotiation.given import a_report, amends, revises, says
from tests.texts.test_documents_register import registered
from tests.world import BEGIN, CAST, World, words_of

EVERYBODY = ("public", *CAST)
DELEGATIONS = ("observer", "delegate", "second", "head", "coordinator", "chair", "bureau", "secretariat")


def up_to_date(world: World) -> int:
    with world.database.writing() as db:
        return actions.bring_index_up_to_date(db)


def finds(world: World, typed: str, who: str = "public", narrowed: Narrowed = EVERYTHING) -> set[tuple[str, int]]:
    """What a member of the cast finds: (kind, number); what is counted is what is found."""
    up_to_date(world)
    with world.database.reading() as db:
        hits = queries.found(db, world.viewer(who, db), search.read(typed), narrowed, size=100)
    assert hits.page.total == sum(hits.of_kind.values()) == len(hits.page.items)
    return {(hit.kind, hit.id) for hit in hits.page.items}


def index_of(world: World) -> dict[str, list[Any]]:
    """Everything that the index holds, by what it is of."""
    with world.database.reading() as db:
        entries = db.execute(text("SELECT kind, thing, part, language, share, id FROM search_entry")).all()
        if world.database.is_sqlite:
            places = [
                tuple(row) for row in db.execute(text('SELECT doc, term, col, "offset" FROM search_words_places'))
            ]
        else:
            places = [tuple(row) for row in db.execute(text("SELECT id, words::text FROM search_entry"))]
        return {
            f"{row.kind} {row.thing} {row.part}": [
                row.language, row.share, sorted(tuple(place[1:]) for place in places if place[0] == row.id),
            ]
            for row in entries
        }  # fmt: skip


# --- Who finds what ---------------------------------------------------------------------------------------------------


@dataclass
class Case:
    """A thing in the small world below: where it is found, by which members of the cast."""

    kind: str
    number: int
    by: Collection[str]


def everything(world: World) -> dict[str, Case]:
    """One of each, in each of its standings, all with the same word in it."""
    text, (provision, *_) = a_report(world)
    later = world.act(
        texts.add_provision, world.read(text_queries.text, text), "paragraph", "Tidal provision.", by="secretariat"
    )
    amends(world, "delegate", provision, "States share tidal information.")
    says(world, "delegate", provision, "object", reason="Tidal doubts.", visibility="chair")
    call = an_open_call(world)
    meeting = an_open_meeting(world)
    embargoed = files(world, meeting, "Tidal embargo.")
    unpublished = files(world, meeting, "Tidal but not published.")
    published = files(world, meeting, "Tidal and published.", consent=True)
    withdrawn = files(world, meeting, "Tidal and withdrawn.", consent=True)
    for number in (unpublished, published, withdrawn):
        delivers(world, number)
    does(world, meetings.withdraw_statement, withdrawn)
    submission = a_submission(world, "not_published", call, "Tidal and not for publication.")
    with world.writing() as db:
        organization = db.scalars(select(Organization).where(Organization.name == "Not Yet Heard")).one()
        organization.purpose = "Tidal purposes."
        pending = organization.id
    decided = world.act(decision, meeting, "The group decided on the tidal question.", by="secretariat")
    return {
        "a provision": Case("provision", later.id, EVERYBODY),
        "a statement under embargo": Case("statement", embargoed, ("delegate", "secretariat")),
        "a statement that is not published": Case("statement", unpublished, ("delegate", "secretariat")),
        "a published statement": Case("statement", published, EVERYBODY),
        "a withdrawn statement": Case("statement", withdrawn, ()),
        "a submission that waits": Case("submission", submission, ("stakeholder", "secretariat")),
        "a restricted document": Case(
            "document", registered(world, "A/AC.290/2021/L.9", distribution="restricted", title="Tidal plan").id,
            DELEGATIONS,
        ),
        "an open document": Case("document", registered(world, "A/AC.290/2021/1", title="Tidal paper").id, EVERYBODY),
        "an organization that is not accredited": Case("organization", pending, ("pending", "secretariat")),
        "a decision": Case("decision", decided, EVERYBODY),
    }  # fmt: skip


def decision(db: Db, meeting: int, words: str, *, by: Any, at: Any) -> int:
    return meetings.record_decision(db, meeting_queries.meeting(db, meeting), "other", words, by=by, at=at).id


def test_everybody_finds_exactly_what_is_open_to_them(world: World) -> None:
    cases = everything(world)
    for who in EVERYBODY:
        expected = {name for name, case in cases.items() if who in case.by}
        found = finds(world, "tidal", who)
        assert {name for name, case in cases.items() if (case.kind, case.number) in found} == expected, who
        # Neither a position nor an amendment is searched, whoever asks.
        assert len(found) == len(expected), (who, found)


def test_an_anonymous_submission_is_not_found_by_its_author(world: World) -> None:
    number = a_published_submission(world, "anonymous")
    for who in EVERYBODY:
        knows = who in ("stakeholder", "secretariat")
        assert (("submission", number) in finds(world, "cables plan", who)) is True, who
        assert (("submission", number) in finds(world, '"open wires" cables', who)) is knows, who
        assert (("submission", number) in finds(world, "cables -wires", who)) is not knows, who
        of_sector = finds(world, "cables", who, Narrowed(sector="non_governmental"))
        assert (("submission", number) in of_sector) is knows, who


def test_a_named_submission_is_found_by_its_author_and_its_sector(world: World) -> None:
    number = a_published_submission(world)
    assert ("submission", number) in finds(world, '"open wires" cables')
    assert ("submission", number) in finds(world, "cables", narrowed=Narrowed(sector="non_governmental"))
    assert ("submission", number) not in finds(world, "cables", narrowed=Narrowed(sector="academia"))


def test_a_submission_is_found_by_the_name_that_its_author_has_now(world: World) -> None:
    number = a_published_submission(world)
    up_to_date(world)
    organization = world.viewer("stakeholder").organization_id
    with world.writing() as db:
        found = db.get_one(Organization, organization)
        found.accredited_until = world.at  # its accreditation has expired, and it applies once more
    application = world.act(consultations.apply_again, found, by="stakeholder").id
    acts_on(world, application, "send_back_application", "The name is not the registered one.")
    renamed = Described("Open Cables", "non_governmental", "KEN", False, "To be heard")
    acts_on(world, application, "repair_application", renamed, by="stakeholder")
    assert ("submission", number) in finds(world, '"open cables"')
    assert ("submission", number) not in finds(world, '"open wires"')


def test_of_a_submission_the_version_is_found_that_stands_for_whoever_searches(world: World) -> None:
    call = an_open_call(world)
    first = a_published_submission(world, call_id=call)
    second = a_submission(world, "named", call, "Cables need two plans.")
    assert finds(world, "cables") == {("submission", first)}
    assert finds(world, "cables", "stakeholder") == {("submission", second)}
    assert finds(world, "two", "delegate") == set()


def test_an_edition_is_found_by_those_who_may_know_of_its_document(world: World) -> None:
    text_id, _ = a_report(world)
    edition = world.act(
        texts.issue_edition, world.read(text_queries.text, text_id), "A/1/L.1", "Draft", by="secretariat"
    )
    with world.writing() as db:
        db.scalars(select(Document).where(Document.edition_id == edition.id)).one().distribution = "restricted"
    for who in EVERYBODY:
        assert (("edition", edition.id) in finds(world, "critical", who)) is (who in DELEGATIONS), who


def test_likeness_knows_only_what_is_open(world: World) -> None:
    hidden = a_submission(world, "not_published", words="Undersea cables need a plan.")
    shown = a_published_submission(world)
    up_to_date(world)
    with world.database.reading() as db:

        def alike(who: str) -> tuple[list[int], list[str]]:
            among = queries.SOURCES["submission"].open_to(world.viewer(who, db), queries.EVERYTHING)
            hits, by = search.alike(db, "A plan for cables.", "en", among)
            return [hit.id for hit in hits], by

        found, by = alike("delegate")
        assert found == [shown]
        assert set(alike("secretariat")[0]) == {shown, hidden}
        marked = search.marked("Cables need a plan.", "en", search.asked_for(by))
        assert [piece.words for piece in marked if piece.found] == ["Cables", "plan"]


# --- The index follows the record -------------------------------------------------------------------------------------


def test_what_has_been_done_since_is_found_as_it_now_is(world: World) -> None:
    text_id, (first, second, _) = a_report(world)
    assert finds(world, "critical") != set()
    revises(world, first, "States share nothing.")
    assert finds(world, "information") == set()
    assert finds(world, "nothing") == {("provision", first)}
    world.act(texts.remove_provision, world.read(text_queries.provision, second), by="secretariat")
    assert ("provision", second) not in finds(world, "cooperate")
    edition = world.act(
        texts.issue_edition, world.read(text_queries.text, text_id), "A/1/L.1", "Draft", by="secretariat"
    )
    assert ("edition", edition.id) in finds(world, "nothing critical")
    assert ("edition", edition.id) in finds(world, "A/1/L.1")


def test_followed_act_by_act_the_index_is_the_same_as_made_anew(world: World) -> None:
    everything(world)
    up_to_date(world)
    _, (provision, *_) = a_report(world)
    revises(world, provision, "Other words.")
    up_to_date(world)
    number = a_published_submission(world)
    world.act(texts.remove_provision, world.read(text_queries.provision, provision), by="secretariat")
    statement = files(world, an_open_meeting_of(world), "To be corrected.", consent=True)
    up_to_date(world)
    does(world, meetings.correct_statement, statement, content("Corrected."))
    up_to_date(world)
    followed = index_of(world)
    assert f"submission {number} author" in followed
    with world.database.writing() as db:
        assert actions.rebuild_index(db) == len(followed)
    assert index_of(world) == followed


def an_open_meeting_of(world: World) -> int:
    found = world.read(meeting_queries.unfinished_meeting)
    assert found is not None
    return found.id


def content(words: str) -> Any:
    return statements.Content(words)


def test_what_is_erased_leaves_the_index(world: World) -> None:
    number = a_submission(world)
    assert ("submission", number) in finds(world, "cables", "secretariat")
    with world.writing() as db:
        db.execute(delete(Submission).where(Submission.id == number))
        append(db, "erase", None, "clock", Subject("submission", number), {}, world.tick())
    assert ("submission", number) not in finds(world, "cables", "secretariat")
    assert not any(name.startswith(f"submission {number} ") for name in index_of(world))


def test_the_index_is_behind_until_somebody_searches_and_nothing_is_done_twice(world: World) -> None:
    up_to_date(world)
    assert not world.read(queries.index_is_behind)
    a_report(world)
    assert world.read(queries.index_is_behind)
    assert up_to_date(world) > 0
    assert up_to_date(world) == 0
    assert not world.read(queries.index_is_behind)


def test_many_who_search_at_once_bring_it_up_to_date_once(world: World) -> None:
    a_report(world)
    a_published_submission(world)
    done: list[int] = []
    threads = [threading.Thread(target=lambda: done.append(up_to_date(world))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done)[:3] == [0, 0, 0]
    assert sorted(done)[3] > 0


def test_bringing_it_up_to_date_asks_no_more_queries_for_more_acts(world: World) -> None:
    def asked(several: int) -> int:
        up_to_date(world)
        for _ in range(several):
            a_report(world)
            a_published_submission(world)
        with world.counting() as sent:
            up_to_date(world)
        return len(sent)

    assert asked(6) <= asked(1) <= 50


def test_what_is_searched_already_is_not_declared_again() -> None:
    with pytest.raises(ValueError, match="searched already"):
        searched(SOURCES["provision"])


# --- Pages ------------------------------------------------------------------------------------------------------------


def test_the_box_stands_in_the_head_of_every_page_and_once_on_its_own(site: World) -> None:
    browser = site.as_("public")
    assert 'action="/search"' in browser.get("/").text
    assert 'action="/search"' in browser.get("/nowhere").text
    assert browser.get("/search").text.count('id="find"') == 1


def test_what_was_found_is_shown_with_its_words_marked(site: World) -> None:
    a_report(site)
    number = a_published_submission(site)
    page = site.as_("delegate").get("/search?q=cable")
    assert f'href="/submissions/{number}"' in page.text
    assert "<mark>Cables</mark> need a plan." in page.text
    assert "Open Wires" in words_of(page)
    provisions = site.as_("delegate").get("/search?q=critical&kind=provision")
    assert "what is <mark>critical</mark>" in provisions.text
    assert "Draft report, 3" in words_of(provisions)


def test_what_is_written_from_right_to_left_is_shown_so(site: World) -> None:
    meeting = an_open_meeting(site)
    number = files(site, meeting, "أمن المعلومات والتهديدات", language="ar", consent=True, form="written")
    page = site.as_("public").get("/search?q=تهديد")
    assert f'href="/statements/{number}"' in page.text
    assert '<p class="excerpt" lang="ar" dir="rtl">أمن المعلومات <mark>والتهديدات</mark></p>' in page.text
    assert "Statement of France" in words_of(page)
    assert f'href="/statements/{number}"' in site.as_("public").get("/search?q=Франция").text


def test_the_search_is_narrowed(site: World) -> None:
    meeting = an_open_meeting(site)
    number = files(site, meeting, "On cables.", consent=True, form="written")
    a_published_submission(site)
    session = site.read(meeting_queries.meeting, meeting).session_id
    browser = site.as_("public")

    def found(**narrowed: object) -> set[str]:
        page = browser.get("/search", query_string={"q": "cables", **narrowed}).text
        return {kind for kind in ("/statements/", "/submissions/") if f'<a href="{kind}' in page}

    assert found() == {"/statements/", "/submissions/"}
    assert found(session=session) == {"/statements/"}
    assert found(session=session + 1) == set()
    assert found(kind="submission") == {"/submissions/"}
    assert found(sector="non_governmental") == {"/submissions/"}
    assert found(written_in="fr") == set()
    assert found(written_in="en") == {"/statements/", "/submissions/"}
    assert found(since=BEGIN.date()) == {"/statements/", "/submissions/"}
    assert found(until=date(2019, 6, 2)) == set()
    assert found(since=BEGIN.date(), until=BEGIN.date()) == {"/statements/", "/submissions/"}
    # What nobody chose from a list narrows nothing.
    assert found(session="x", written_in="xx", since="soon", page="y", kind="z") == {"/statements/", "/submissions/"}
    assert number


def test_whoever_finds_nothing_is_told_what_to_try(site: World) -> None:
    a_report(site)
    browser = site.as_("public")
    assert "What can be asked" in words_of(browser.get("/search"))
    assert "Nothing to look for" in words_of(browser.get("/search?q=-critical"))
    assert "Nothing found" in words_of(browser.get("/search?q=zebra"))
    assert "as the search is narrowed" in words_of(browser.get("/search?q=critical&written_in=ru"))
    assert "The list ends before this page" in words_of(browser.get("/search?q=critical&page=9"))
    assert "1 word was not looked for" in words_of(browser.get("/search?q=a+b+c+d+e+f+g+h+i"))
    assert browser.get("/search", query_string={"q": "x" * 5000}).status_code == 200
    assert browser.get("/search?q=%00%ff").status_code == 200


def test_the_page_asks_a_bounded_number_of_queries(site: World) -> None:
    meeting = an_open_meeting(site)

    def asked(several: int) -> int:
        for _ in range(several):
            a_report(site)
            a_published_submission(site)
            files(site, meeting, "On information, cables and what is critical.", consent=True, form="written")
        browser = site.as_("secretariat")
        browser.get("/search?q=x")
        with site.counting() as sent:
            page = browser.get("/search", query_string={"q": "critical"})
        assert page.status_code == 200
        return len(sent)

    few = asked(1)
    assert asked(6) == few <= 32


def test_a_browser_that_has_the_page_is_told_that_nothing_has_changed(site: World) -> None:
    a_report(site)
    browser = site.as_("public")
    tag = browser.get("/search?q=critical").headers["ETag"]
    assert browser.get("/search?q=critical", headers={"If-None-Match": tag}).status_code == 304
    a_report(site)
    assert browser.get("/search?q=critical", headers={"If-None-Match": tag}).text.count("<mark>critical</mark>") == 2


def test_what_is_found_goes_on_on_the_next_page(site_on_both: World) -> None:
    site = site_on_both
    for _ in range(21):
        a_report(site)
    browser = site.as_("public")
    first, second = (browser.get("/search", query_string={"q": "critical", "page": page}).text for page in (1, 2))
    assert (first.count("<mark>critical</mark>"), second.count("<mark>critical</mark>")) == (20, 1)
    assert "21 to 21 of 21" in second


def test_programs_search_too(site_on_both: World) -> None:
    site = site_on_both
    number = a_published_submission(site, "anonymous")
    found = site.program()("GET", "/search?q=cable*&kind=submission").get_json()
    assert (found["total"], found["of_kind"]) == (1, {"submission": 1})
    (item,) = found["items"]
    assert (item["kind"], item["id"], item["title"], item["address"]) == (
        "submission", number, "On cables", f"/submissions/{number}",
    )  # fmt: skip
    assert "Open Wires" not in str(found)
    assert {"words": "Cables", "found": True} in item["excerpt"]
    assert site.program()("GET", "/search?q=wires&kind=submission").get_json()["items"] == []
    assert "Open Wires" in str(site.program("secretariat")("GET", "/search?q=wires&kind=submission").get_json())
    assert site.program()("GET", "/search?q=cable&written_in=xx").status_code == 422
    assert site.program()("GET", "/search").get_json()["total"] == 0


def test_the_index_is_made_anew_by_a_command(site: World) -> None:
    assert site.app is not None
    a_report(site)
    up_to_date(site)
    before = index_of(site)
    with site.database.writing() as db:
        search.take_out(db, "provision", [1, 2])
    answer = site.app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert f"{len(before)} things can be searched" in answer.output
    assert index_of(site) == before
