"""The register of documents: what enters it, what replaces what, in which languages it can be read, who knows of what."""

import re
import threading
from typing import Any

import pytest

from oewg.core.errors import Invalid, Refusal
from oewg.core.migrations import migrate
from oewg.record import queries as record
from oewg.texts import actions, queries
from oewg.texts.models import Document
from oewg.texts.queries import DocumentsAsked
from oewg.texts.rules import documents as rules
from tests.world import CAST, World, words_of

L1 = "A/AC.290/2021/L.1"


def registered(world: World, symbol: str, *, distribution: str = "general", **more: Any) -> Document:
    return world.act(
        actions.register_document, symbol, more.pop("title", "A document"), distribution, more.pop("language", "en"),
        by="secretariat", **more,
    )  # fmt: skip


def a_text(world: World) -> Any:
    text = world.act(actions.begin_text, "working_paper", "A paper", by="secretariat")
    world.act(actions.add_provision, text, "paragraph", "Words.", by="secretariat")
    return text


def issued(world: World, text: Any, symbol: str) -> Any:
    return world.act(actions.issue_edition, text, symbol, "A paper as issued", by="secretariat")


def line(world: World, document: Document, who: str = "public") -> queries.DocumentLine:
    viewer = world.viewer(who)
    return world.read(lambda db: queries.document(db, document.id, viewer))


def symbols(world: World, who: str = "public", **asked: str) -> list[str]:
    viewer = world.viewer(who)
    page = world.read(lambda db: queries.documents(db, viewer, DocumentsAsked(**asked)))
    assert page.total == len(page.items)
    return [each.document.symbol for each in page.items]


def acts(world: World, who: str) -> list[str]:
    viewer = world.viewer(who)
    return [said.act for said in world.read(record.entries_after, -1, viewer.audiences, limit=1000)]


# --- The rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("new", "old", "more", "reason"),
    [
        (("A/1/L.2", "general"), ("A/1/L.1", "general"), {}, None),
        (("A/1/L.2/Add.1", "general"), ("A/1/L.1", "general"), {}, "stands beside"),
        (("A/1/L.2/Corr.1", "general"), ("A/1/L.1", "general"), {}, "stands beside"),
        (("A/1/L.2/Add.1/Rev.1", "general"), ("A/1/L.2/Add.1", "general"), {}, None),
        (("A/1/L.2", "general"), ("A/1/L.1", "general"), {"withdrawn": True}, "was withdrawn"),
        (("A/1/L.2", "general"), ("A/1/L.1", "general"), {"replaced_by": "A/1/L.3"}, "already, by A/1/L.3"),
        (("A/1/L.2", "general"), ("A/1/L.1", "restricted"), {}, "is restricted"),
        (("A/1/L.2", "restricted"), ("A/1/L.1", "restricted"), {}, None),
        (("A/1/L.2", "restricted"), ("A/1/L.1", "general"), {}, None),
    ],
)
def test_what_may_replace_what(
    new: tuple[str, str], old: tuple[str, str], more: dict[str, Any], reason: str | None
) -> None:
    asked = {"withdrawn": False, "replaced_by": None, **more}
    if reason is None:
        rules.check_replaces(*new, *old, **asked)
    else:
        with pytest.raises(Refusal, match=reason):
            rules.check_replaces(*new, *old, **asked)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ((True, False, False, ""), "withdrawn already"),
        ((False, True, False, ""), "is closed"),
        ((False, False, True, ""), "being asked about"),
        ((False, False, False, "It was sent on."), "It was sent on"),
    ],
)
def test_when_a_document_is_not_withdrawn(state: tuple[bool, bool, bool, str], words: str) -> None:
    rules.check_withdraws(False, False, False, "")
    with pytest.raises(Refusal, match=words):
        rules.check_withdraws(*state)


# --- What enters the register -----------------------------------------------------------------------------------------


def test_an_edition_enters_the_register_with_its_own_entry(world: World) -> None:
    text = a_text(world)
    before = world.read(record.size)
    edition = issued(world, text, L1)
    assert world.read(record.size) == before + 1
    found = world.read(queries.document_by_symbol, L1)
    assert found is not None
    assert (found.title, found.distribution, found.edition_id) == ("A paper as issued", "limited", edition.id)
    said = world.read(record.entry, before, frozenset({"public"}))
    assert said is not None
    assert (said.act, said.facts["distribution"], said.facts["document"]) == ("issue_edition", "limited", found.id)


def test_a_text_from_outside_enters_the_register_under_its_own_symbol(world: World) -> None:
    world.act(actions.begin_text, "resolution", "Developments", symbol="A/C.1/73/L.27/Rev.1", by="secretariat")
    assert symbols(world) == ["A/C.1/73/L.27/Rev.1"]


def test_a_revised_edition_replaces_the_one_it_revises(world: World) -> None:
    text = a_text(world)
    first, second = issued(world, text, L1), issued(world, text, f"{L1}/Rev.1")
    issued(world, text, f"{L1}/Rev.1/Corr.1")
    by_edition = {each.edition_id: each for each in world.read(queries.public_documents)}
    assert by_edition[second.id].replaces_id == by_edition[first.id].id
    after = line(world, by_edition[first.id]).replaced_by
    assert after is not None
    assert after.symbol == f"{L1}/Rev.1"
    assert line(world, by_edition[second.id]).replaced_by is None


def test_what_was_issued_before_there_was_a_register_enters_it(world: World) -> None:
    world.act(actions.begin_text, "resolution", "Developments", symbol="A/C.1/73/L.27/Rev.1", by="secretariat")
    text = a_text(world)
    issued(world, text, L1)
    issued(world, text, "A/AC.290/2021/CRP.1")
    migrate(world.database, "0003", backwards=True)
    migrate(world.database)
    assert [(each.symbol, each.distribution, each.edition_id) for each in world.read(queries.public_documents)] == [
        ("A/C.1/73/L.27/Rev.1", "limited", None), (L1, "limited", 1), ("A/AC.290/2021/CRP.1", "conference_room", 2),
    ]  # fmt: skip


@pytest.mark.parametrize("second", [L1, L1.replace("L.1", "l.1")])
@pytest.mark.parametrize("by_hand", [True, False])
def test_no_two_are_ever_alike(world: World, by_hand: bool, second: str) -> None:
    text = a_text(world)
    if by_hand:
        world.act(actions.withdraw_document, registered(world, L1), by="secretariat")
    else:
        issued(world, text, L1)
    for act in (lambda: registered(world, second), lambda: issued(world, text, second)):
        with pytest.raises(Invalid, match="has been used already") as refusal:
            act()
        assert "symbol" in refusal.value.fields


def test_two_at_once_do_not_get_the_same_symbol(world: World) -> None:
    outcomes: list[str] = []
    at = world.tick()

    def press(who: int) -> None:
        try:
            with world.writing() as db:
                by = world.viewer("secretariat", db)
                actions.register_document(db, L1, f"By {who}", "general", "en", by=by, at=at)
            outcomes.append("registered")
        except Refusal:
            outcomes.append("refused")

    threads = [threading.Thread(target=press, args=(who,)) for who in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == ["refused"] * 5 + ["registered"]


def test_a_second_revision_replaces_the_first_issue_when_the_first_revision_was_withdrawn(world: World) -> None:
    issue = registered(world, "A/AC.290/2021/WP.2")
    first = registered(world, "A/AC.290/2021/WP.2/Rev.1")
    assert first.replaces_id == issue.id
    with world.writing() as db:
        row = db.get_one(Document, first.id)
        actions.withdraw_document(db, row, by=world.viewer("secretariat", db), at=world.tick())
    second = registered(world, "A/AC.290/2021/WP.2/Rev.2")
    assert second.replaces_id == issue.id
    assert getattr(line(world, issue).replaced_by, "symbol", None) == second.symbol


def test_a_document_is_registered_by_hand_with_what_it_replaces(world: World) -> None:
    first = registered(world, "A/AC.290/2021/WP.1", language="fr", title="Document de travail")
    other = registered(world, "A/AC.290/2021/WP.2", replaces=first)
    assert other.replaces_id == first.id
    assert getattr(line(world, other).replaces, "symbol", None) == first.symbol
    assert line(world, first).languages["fr"] == "original"
    with pytest.raises(Refusal, match="replaced already"):
        registered(world, "A/AC.290/2021/WP.3", replaces=first)
    revision = registered(world, "A/AC.290/2021/WP.2/Rev.1")
    assert revision.replaces_id == other.id
    assert registered(world, "A/AC.290/2021/WP.2/Rev.1/Corr.1").replaces_id is None
    with pytest.raises(Invalid, match="not formed like a symbol"):
        registered(world, "WP 1")


def test_withdrawn_is_shown_and_the_symbol_stays_taken(world: World) -> None:
    document = registered(world, L1)
    world.act(actions.withdraw_document, document, by="secretariat")
    assert line(world, document).withdrawn
    assert world.read(queries.public_documents) == []
    assert world.read(queries.proposed_symbol, 2021) == "A/AC.290/2021/L.2"
    with pytest.raises(Refusal, match="withdrawn already"):
        world.act(actions.withdraw_document, document, by="secretariat")
    with pytest.raises(Refusal, match="not translated"):
        world.act(actions.set_translation, document, "fr", "issued", by="secretariat")


def test_what_was_issued_of_a_closed_text_stands(world: World) -> None:
    text = a_text(world)
    issued(world, text, L1)
    world.act(actions.close_text, text, by="secretariat")
    found = world.read(queries.document_by_symbol, L1)
    with pytest.raises(Refusal, match="is closed"):
        world.act(actions.withdraw_document, found, by="secretariat")


def test_the_state_of_each_translation(world: World) -> None:
    document = registered(world, L1)
    for state in ("requested", "in_translation", "issued"):
        world.act(actions.set_translation, document, "ar", state, by="secretariat")
        assert line(world, document).languages == {
            "ar": state, "zh": "", "en": "original", "fr": "", "ru": "", "es": "",
        }  # fmt: skip
    with pytest.raises(Refusal, match="stands already"):
        world.act(actions.set_translation, document, "ar", "issued", by="secretariat")
    with pytest.raises(Refusal, match="original language"):
        world.act(actions.set_translation, document, "en", "requested", by="secretariat")
    assert symbols(world, language="ar") == [L1]
    world.act(actions.set_translation, document, "ar", "", by="secretariat")
    assert line(world, document).languages["ar"] == ""
    assert symbols(world, language="ar") == []


def test_the_next_free_symbols_are_proposed(world: World) -> None:
    registered(world, "A/AC.290/2021/CRP.1")
    registered(world, L1, distribution="restricted")
    assert world.read(queries.proposed_symbols, 2021) == {
        "L.": "A/AC.290/2021/L.2", "CRP.": "A/AC.290/2021/CRP.2", "WP.": "A/AC.290/2021/WP.1",
        "INF/": "A/AC.290/2021/INF/1", "": "A/AC.290/2021/1",
    }  # fmt: skip
    registered(world, f"{L1}/Rev.1", distribution="restricted")
    assert world.read(queries.following_symbols, L1) == {
        "Rev": f"{L1}/Rev.2", "Add": f"{L1}/Add.1", "Corr": f"{L1}/Corr.1",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "l.1"}, [L1]),
        ({"words": "100%"}, []),
        ({"words": "terms of reference"}, ["A/AC.290/2021/1"]),
        ({"kind": "L."}, [L1]),
        ({"kind": "INF/"}, ["A/AC.290/2021/INF/1"]),
        ({"kind": "plain"}, ["A/AC.290/2021/1"]),
        ({"distribution": "conference_room"}, ["A/AC.290/2021/CRP.1"]),
    ],
)
def test_one_is_found_among_many(world: World, asked: dict[str, str], found: list[str]) -> None:
    registered(world, L1, distribution="limited")
    registered(world, "A/AC.290/2021/CRP.1", distribution="conference_room")
    registered(world, "A/AC.290/2021/INF/1")
    registered(world, "A/AC.290/2021/1", title="Terms of Reference")
    assert symbols(world, **asked) == found


# --- Restricted ones --------------------------------------------------------------------------------------------------

KNOW = {"observer", "delegate", "second", "head", "coordinator", "chair", "bureau", "secretariat"}


@pytest.mark.parametrize("who", ["public", *CAST])
def test_a_restricted_document_is_known_to_delegations_only(site: World, who: str) -> None:
    open_one = registered(site, L1)
    restricted = registered(
        site, "A/AC.290/2021/L.77", distribution="restricted", replaces=open_one, title="Secret plan"
    )
    browser, program = site.as_(who), site.program(who)
    seen = {
        "list": "L.77" in browser.get("/documents").text,
        "count": "of 2" in words_of(browser.get("/documents")),
        "search": "L.77" in browser.get("/documents?distribution=restricted").text,
        "page": browser.get(f"/documents/{restricted.id}").status_code == 200,
        "neighbour": "L.77" in browser.get(f"/documents/{open_one.id}").text,
        "api": "L.77" in program("GET", "/documents").text,
        "api one": program("GET", f"/documents/{restricted.id}").status_code == 200,
        "api neighbour": program("GET", f"/documents/{open_one.id}").get_json()["replaced_by"] is not None,
        "record": acts(site, who).count("register_document") == 2,
    }
    assert set(seen.values()) == {who in KNOW}, seen
    assert ("Restricted" in words_of(browser.get("/documents"))) is (who in KNOW)


def test_a_public_document_never_tells_of_a_restricted_one(world: World) -> None:
    restricted = registered(world, L1, distribution="restricted")
    with pytest.raises(Refusal, match="is restricted"):
        registered(world, f"{L1}/Rev.1", replaces=restricted)
    assert issued(world, a_text(world), f"{L1}/Rev.1")
    assert [each.replaces_id for each in world.read(queries.public_documents)] == [None]


# --- Pages and programs -----------------------------------------------------------------------------------------------


def test_the_secretariat_keeps_the_register_on_its_pages(site: World) -> None:
    secretariat = site.as_("secretariat")
    assert "An edition of a text enters the register" in words_of(site.as_("public").get("/documents"))
    form = secretariat.get("/documents/new")
    assert re.search(r'name="symbol" value="A/AC.290/20[0-9]{2}/L.1"', form.text)
    shown = secretariat.does(
        "/documents", form="document", symbol=L1, title="<b>Rules</b>", distribution="limited", original_language="fr"
    )
    assert "A document was registered." in words_of(shown)
    assert "&lt;b&gt;Rules&lt;/b&gt;" in shown.text
    secretariat.does("/documents/1/translations", form="translation", language="zh", state="in_translation")
    assert "Chinese: in translation" in words_of(site.as_("public").get("/documents"))
    proposed = secretariat.get("/documents/new?of=1&what=Rev").text
    assert f'value="{L1}/Rev.1"' in proposed
    assert f'value="{L1}"' in proposed
    secretariat.does(
        "/documents", form="document", symbol=f"{L1}/Rev.1", title="Rules", distribution="limited",
        original_language="en", replaces=L1,
    )  # fmt: skip
    public = site.as_("public")
    assert f"Replaced by {L1}/Rev.1" in words_of(public.get("/documents"))
    assert "Another document stands in its place" in words_of(public.get("/documents/1"))
    withdrawn = secretariat.does("/documents/2/withdraw", form="withdraw")
    assert "Its symbol stays taken." in words_of(withdrawn)


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"symbol": "L 1"}, 422, "Please give a symbol such as"),
        ({"symbol": L1}, 422, "has been used already"),
        ({"replaces": "A/9/9"}, 422, "There is no document A/9/9"),
        ({"title": " "}, 422, "Please fill this in."),
        ({"distribution": "secret"}, 422, "Please choose one of those offered."),
        ({"symbol": f"{L1}/Add.1", "replaces": L1}, 409, "it replaces none"),
    ],
)
def test_a_refused_document_says_why_and_keeps_what_was_typed(
    site: World, sent: dict[str, str], status: int, reason: str
) -> None:
    registered(site, L1)
    typed = {
        "symbol": "A/AC.290/2021/L.5",
        "title": "What I typed",
        "distribution": "general",
        "original_language": "en",
    }
    answer = site.as_("secretariat").post("/documents", form="document", **{**typed, **sent})
    assert (answer.status_code, reason in words_of(answer)) == (status, True)
    assert "title" in sent or 'value="What I typed"' in answer.text
    assert symbols(site) == [L1]


def test_an_address_with_odd_filters_is_answered(site: World) -> None:
    for query in ("kind=x", "distribution=x", "in=x", "words=%25%00", "page=9"):
        assert site.as_("public").get(f"/documents?{query}").status_code == 200
    assert site.as_("public").get("/documents?page=x").status_code == 422
    assert site.as_("public").get("/documents/987654").status_code == 404


def test_the_register_for_programs(site: World) -> None:
    secretariat, public = site.program("secretariat"), site.program()
    proposals = {
        each["what"]: each["symbol"] for each in secretariat("GET", "/documents/proposals").get_json()["items"]
    }
    sent = {"symbol": proposals["L."], "title": "Rules", "distribution": "limited"}
    made = secretariat("POST", "/documents", sent)
    assert (made.status_code, made.get_json()["symbol"]) == (201, proposals["L."])
    assert secretariat("POST", "/documents", sent).get_json()["fields"]["symbol"] == "Already in use."
    of = f"/documents/{made.get_json()['id']}"
    following = secretariat("GET", f"/documents/proposals?of={made.get_json()['id']}").get_json()["items"]
    assert following[0] == {"what": "Rev", "symbol": f"{proposals['L.']}/Rev.1"}
    stated = secretariat("POST", f"{of}/translations", {"language": "es", "state": "issued"}).get_json()
    assert stated["languages"]["es"] == "issued"
    assert secretariat("POST", f"{of}/translations", {"language": "es"}).get_json()["languages"]["es"] == ""
    assert public("GET", "/documents?kind=L.&limit=1").get_json()["items"][0]["id"] == made.get_json()["id"]
    assert secretariat("POST", f"{of}/withdraw", {}).get_json()["withdrawn_at"]
    assert public("POST", "/documents", sent).status_code == 401
    assert public("GET", "/documents/proposals").status_code == 401


@pytest.mark.parametrize(("path", "most"), [("/documents", 14), ("/documents/1", 16)])
def test_a_page_asks_as_often_for_many_documents_as_for_few(site: World, path: str, most: int) -> None:
    first = registered(site, "A/1/L.1")
    registered(site, "A/1/L.1/Rev.1")
    site.act(actions.set_translation, first, "fr", "issued", by="secretariat")
    browser, counts = site.as_("secretariat"), []
    for round_ in range(2):
        with site.counting() as sent:
            assert browser.get(path).status_code == 200
        counts.append(len(sent))
        for number in range(8):
            made = registered(site, f"A/1/WP.{10 * round_ + number + 1}")
            site.act(actions.set_translation, made, "fr", "issued", by="secretariat")
            registered(site, f"A/1/WP.{10 * round_ + number + 1}/Rev.1")
    assert counts[0] == counts[1] <= most
