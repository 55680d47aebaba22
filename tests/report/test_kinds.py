"""In which kinds is an edition compiled, under which symbol is each kept, and what is refused?"""

from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from sqlalchemy import text as sql
from sqlalchemy.exc import DatabaseError, IntegrityError

from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.negotiation import actions as negotiation
from oewg.negotiation import queries as negotiated
from oewg.record import queries as record
from oewg.report import actions, queries
from oewg.report.models import Compilation
from oewg.report.rules.document import report_document
from oewg.report.rules.kinds import Asked, Standing, check_asked, check_transmits
from oewg.texts import queries as texts
from oewg.texts.actions import issue_edition
from oewg.texts.documents.data import read_json
from oewg.texts.documents.description import Annex, Document, Marked, Paragraph, identified, rejected
from tests.negotiation.given import amends, current, revises
from tests.report import given
from tests.report.sides import side_of
from tests.world import World

SYMBOL, LATER = "A/AC.290/2021/L.1", "A/AC.290/2021/L.1/Rev.1"
STANDING = Standing(adopted="", explained=False, current=True, earlier=True, already=False)
ADOPTED = replace(STANDING, adopted="A/1/CRP.2", explained=True)


@pytest.mark.parametrize(
    ("asked", "standing", "symbol", "distribution", "words"),
    [
        (Asked(), STANDING, "", "", "needs a symbol"),
        (Asked(edition_id=1), STANDING, "A/1/L.2", "limited", "has its symbol already"),
        (Asked("redline"), STANDING, "A/1/L.2", "limited", "needs the edition against which"),
        (Asked(against_id=1), STANDING, "A/1/L.2", "limited", "needs the edition against which"),
        (Asked("redline", 2, 3), replace(STANDING, earlier=False), "", "", "issued before this one"),
        (Asked(), STANDING, "A/1/L.2", "restricted", "cannot be restricted"),
        (Asked("rolling"), STANDING, "A/1/L.2", "restricted", "cannot be restricted"),
        (Asked("rolling", 1), replace(STANDING, current=False), "", "", "has changed since this edition"),
        (Asked("rolling", 1), ADOPTED, "", "", "no proposals left"),
        (Asked(), ADOPTED, "A/1/L.2", "limited", "no other edition of it is issued"),
        (Asked("compendium", 1), STANDING, "A/1/INF/2", "general", "this one is not adopted"),
        (Asked("compendium", 1), replace(ADOPTED, explained=False), "A/1/INF/2", "general", "nothing to compile"),
        (Asked("compendium", 1), ADOPTED, "", "", "needs a symbol"),
        (Asked(edition_id=1), replace(STANDING, already=True), "", "", "compiled so already"),
        (Asked("other"), STANDING, "A/1/L.2", "limited", "choose a kind"),
    ],
)
def test_what_cannot_be_compiled_is_refused(
    asked: Asked, standing: Standing, symbol: str, distribution: str, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        check_asked(asked, standing, symbol, distribution)


@pytest.mark.parametrize(
    ("asked", "standing", "symbol", "distribution"),
    [
        (Asked(), STANDING, "A/1/L.2", "limited"),
        (Asked(edition_id=1), STANDING, "", ""),
        (Asked("rolling"), STANDING, "A/1/CRP.1", "conference_room"),
        (Asked("rolling", 1), STANDING, "A/1/WP.1", "restricted"),
        (Asked("redline", 2, 1), STANDING, "", ""),
        (Asked("redline", 2, 1), ADOPTED, "", ""),
        (Asked("redline", None, 1), STANDING, "A/1/L.2", "limited"),
        (Asked("compendium", 1), ADOPTED, "A/1/INF/2", "general"),
        (Asked(edition_id=1), ADOPTED, "", ""),
    ],
)
def test_what_can_be_compiled_is_not(asked: Asked, standing: Standing, symbol: str, distribution: str) -> None:
    check_asked(asked, standing, symbol, distribution)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"transmitted": True}, "transmitted already"),
        ({"adopted": False}, "has not adopted"),
        ({"clean_of_adopted": False}, "compile it first"),
        ({"assembly_session": None}, "does not say to which session"),
        ({}, ""),
    ],
)
def test_only_the_adopted_report_is_transmitted_once(changed: dict[str, Any], words: str) -> None:
    facts: dict[str, Any] = {"adopted": True, "clean_of_adopted": True, "transmitted": False, "assembly_session": 75}
    if not words:
        check_transmits(**facts)
        return
    with pytest.raises(Refusal, match=words):
        check_transmits(**{**facts, **changed})


def described(world: World, symbol: str = SYMBOL, **asked: Any) -> Document:
    """The document that an order comes to now."""
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        return actions.describe_report(db, text, given.order(symbol, **asked), at=world.at).document


def paragraphs(world: World) -> list[int]:
    with world.writing() as db:
        return given.Scene(world, db).report_paragraphs()


def proposed(world: World) -> list[int]:
    """The report has two proposals to its first paragraph, of which one is the same in two names, and an insertion."""
    given.draft(world)
    one, *rest = paragraphs(world)
    now = world.read(texts.current_revision, one).words
    amends(world, "delegate", one, now.replace("sets out", "sets forth"))
    amends(world, "second", one, now.replace("sets out", "sets forth"))
    amends(world, "head", one, "A further paragraph.", "insert")
    return [one, *rest]


def test_every_block_of_the_text_bears_its_provision_and_revision(world: World) -> None:
    given.draft(world)
    document = described(world)
    found = [identified(block.identity) for block in document.blocks if isinstance(block, Marked) and block.identity]
    with world.database.reading() as db:
        lines = texts.lines(db, queries.draft_or_not_found(db).id)
    assert found == [(line.provision_id, line.revision_id) for line in lines]
    assert document.contents


def test_a_rolling_text_has_every_open_proposal_in_the_name_of_its_sponsors(world: World) -> None:
    proposed(world)
    document = described(world, kind="rolling")
    marked = [block for block in document.blocks if isinstance(block, Paragraph) and block.changes]
    assert [(change.kind, change.words, change.authors) for change in marked[0].changes if change.kind != "equal"] == [
        ("delete", "out", ("France", "Japan")), ("insert", "forth", ("France", "Japan")),
    ]  # fmt: skip
    inserted = [block for block in document.blocks if isinstance(block, Paragraph) and block.standing == "insert"]
    assert [(block.words, block.authors, block.number) for block in inserted] == [
        ("A further paragraph.", ("Kenya",), "")
    ]
    assert document.title.endswith(": rolling text")


def test_the_chairs_summary_has_the_proposals_that_found_no_consensus(world: World) -> None:
    proposed(world)
    blocks = described(world).blocks
    start = next(place for place, block in enumerate(blocks) if isinstance(block, Annex))
    number = next(block.number for block in blocks if isinstance(block, Paragraph) and block.identity).rstrip(".")
    words = [block.words for block in blocks[start:] if isinstance(block, Paragraph)]
    assert words[1] == f"Amendment 1, proposed by France, to let paragraph {number} read as follows:"
    assert "sets forth" in words[2]
    assert f"Amendment 3, proposed by Kenya, to insert the following after paragraph {number}:" in words
    assert words[-1] == "“A further paragraph.”"


def test_of_a_proposal_that_was_withdrawn_the_summary_names_whoever_filed_it_and_stood_by_it_to_the_end(
    world: World,
) -> None:
    given.draft(world)
    one, *_ = paragraphs(world)
    filed = amends(world, "delegate", one, "Other words.")
    for who in ("second", "head"):
        world.act(negotiation.co_sponsor, world.read(negotiated.amendment, filed), by=who)
    for who in ("second", "delegate", "head"):
        world.act(negotiation.withdraw_amendment, world.read(negotiated.amendment, filed), by=who)
    blocks = described(world, "", edition_id=given.adopted(world)).blocks
    [told] = [block.words for block in blocks if isinstance(block, Paragraph) and "Amendment 1" in block.words]
    assert told.startswith("Amendment 1, proposed by France and Kenya and withdrawn, to let ")


def test_annexes_are_those_that_were_asked_for(world: World) -> None:
    given.group_at_work(world)
    every = [block.title for block in described(world).blocks if isinstance(block, Annex)]
    assert every == ["List of participants", "List of documents", "Submissions and what became of them"]
    some = described(world, annexes=("documentation",)).blocks
    assert [block.title for block in some if isinstance(block, Annex)] == ["List of documents"]
    assert not [block for block in some if isinstance(block, Paragraph) and "listed in an annex" in block.words]


def test_participants_are_named_as_states_and_organizations_and_never_as_persons(world: World) -> None:
    given.group_at_work(world)
    blocks = described(world, annexes=("participants",)).blocks
    words = [block.words for block in blocks if isinstance(block, Paragraph)][-3:]
    assert words == ["France; Japan.", "Holy See.", "Open Wires."]


def test_a_redline_names_who_brought_a_change_where_the_record_knows(world: World) -> None:
    given.draft(world)
    one, two, *_ = paragraphs(world)
    old = given.compiled(world).edition_id
    now = world.read(texts.current_revision, one).words
    amendment = amends(world, "delegate", one, now.replace("sets out", "sets forth"))

    world.act(negotiation.take_up_amendment, world.read(negotiated.amendment, amendment), by="chair")
    revises(world, two, "Other words.")
    named = described(world, LATER, kind="redline", against_id=old)
    marked = [block for block in named.blocks if isinstance(block, Paragraph) and block.changes and block.identity]
    assert {change.authors for change in marked[0].changes if change.kind != "equal"} == {("France",)}
    assert {change.authors for change in marked[1].changes if change.kind != "equal"} == {()}
    assert rejected(marked[0].changes) == now
    nobody = described(world, LATER, kind="redline", against_id=old, attributed=False)
    assert not [change for block in nobody.blocks for change in getattr(block, "changes", ()) if change.authors]
    assert named.title.endswith(f": changes since {SYMBOL}")


def test_a_redline_marks_the_proceedings_and_annexes_against_the_document_that_was_kept(world: World) -> None:
    given.draft(world)
    first = given.compiled(world)
    kept = read_json(given.contents(world, first.id, "json"))
    revises(world, paragraphs(world)[0], "Other words.")
    redline = described(world, LATER, kind="redline", against_id=first.edition_id)
    marked = [block for block in redline.blocks if not getattr(block, "identity", "")]
    assert any(SYMBOL in getattr(block, "words", "") and block.standing == "insert" for block in marked)
    assert side_of(redline.blocks, accept=False) == side_of(kept.blocks, accept=True)


def test_an_edition_is_kept_in_several_kinds_under_its_symbol(world: World) -> None:
    given.draft(world)
    first = given.compiled(world)
    revises(world, paragraphs(world)[0], "Other words.")
    second = given.compiled(world, LATER)
    redline = given.compiled(world, "", kind="redline", edition_id=second.edition_id, against_id=first.edition_id)
    rolling = given.compiled(world, "", kind="rolling", edition_id=second.edition_id)
    found = [given.found(world, one.id) for one in (second, redline, rolling)]
    assert [(one.kind, one.symbol) for one in found] == [("clean", LATER), ("redline", LATER), ("rolling", LATER)]
    for again in ({"edition_id": second.edition_id}, {"kind": "redline", "edition_id": second.edition_id, "against_id": first.edition_id}):  # fmt: skip
        with pytest.raises(Refusal, match="compiled so already"):
            given.compiled(world, "", **again)
    assert b"Other words." not in given.contents(world, first.id)
    with world.database.reading() as db:
        assert list(queries.compiled_otherwise(db)) == []


def test_an_earlier_edition_is_compiled_in_its_own_words(world: World) -> None:
    given.draft(world)
    one = paragraphs(world)[0]
    before = world.read(texts.current_revision, one).words
    with world.writing() as db:
        edition = given.Scene(world, db).act(issue_edition, queries.draft_or_not_found(db), SYMBOL, "Zero draft").id
    revises(world, one, "Other words.")
    words = given.contents(world, given.compiled(world, "", edition_id=edition).id).decode()
    assert before in words
    assert "Other words." not in words
    with pytest.raises(Refusal, match="has changed since this edition"):
        given.compiled(world, "", kind="rolling", edition_id=edition)


def test_an_edition_of_another_text_is_not_found(world: World) -> None:
    given.draft(world)
    with pytest.raises(Invalid, match="no such edition"):
        given.compiled(world, "", edition_id=99)


def test_the_adopted_report_is_compiled_as_it_was_adopted_and_explained_in_a_document_of_its_own(world: World) -> None:
    given.draft(world)
    edition = given.adopted(world)
    with pytest.raises(Refusal, match="no other edition of it is issued"):
        given.compiled(world)
    text = world.read(queries.draft_or_not_found)
    provision = world.read(texts.provision, paragraphs(world)[1])
    world.act(negotiation.explain_position, text, "explanation", "We understand it so.\n\nAnd so.", [], by="second")
    world.act(negotiation.explain_position, text, "disassociation", "We do not join.", [provision], by="delegate")
    world.act(negotiation.explain_position, text, "reservation", "Pas ainsi.", [], by="delegate", language="fr")
    unsaid = world.act(negotiation.explain_position, text, "reservation", "ليس كذلك.", [], by="second", language="ar")
    with world.writing() as db:
        db.execute(sql("UPDATE explanation SET language = NULL WHERE id = :id"), {"id": unsaid.id})
    kept = given.compiled(world, "A/AC.290/2021/INF/2", kind="compendium")
    found = given.found(world, kept.id)
    assert (found.symbol, found.edition_id, found.document.title) == (
        "A/AC.290/2021/INF/2", edition, f"Compendium of explanations of position on: {text.title}",
    )  # fmt: skip
    page = html.document_fromstring(given.contents(world, kept.id).decode())
    words = [" ".join("".join(map(str, each.itertext())).split()) for each in page.iter("h2", "h3", "p")]
    first = words.index("I. Explanations of position")
    assert words[first + 1 : first + 4] == ["A. Japan", "We understand it so.", "And so."]
    assert [each for each in words if each.startswith("A. France (paragraph ")] != []
    tongues = {
        "".join(map(str, each.itertext())).strip(): (each.get("lang"), each.get("dir")) for each in page.iter("p")
    }
    assert tongues["We understand it so."] == (None, None)
    assert tongues["Pas ainsi."] == ("fr", "ltr")
    assert tongues["ليس كذلك."] == ("ar", "rtl"), "of what nobody said it, the script tells"
    assert any("the Working Group adopted “" in each and "A/AC.290/2021/CRP.2" in each for each in words)


def test_a_restricted_document_is_hidden_from_everybody_else(site: World) -> None:
    proposed(site)
    edition = given.compiled(site).edition_id
    kept = given.compiled(site, "A/AC.290/2021/WP.7", distribution="restricted", kind="rolling", edition_id=edition)
    addresses = [f"/report/compilations/{kept.id}", f"/report/compilations/{kept.id}/report.pdf"]
    for who, status in (("public", 404), ("stakeholder", 404), ("delegate", 200), ("secretariat", 200)):
        browser = site.as_(who)
        for address in addresses:
            assert browser.get(address).status_code == status, (who, address)
        shown = "A/AC.290/2021/WP.7" in browser.get("/report").text
        assert shown is (status == 200), who
        for page in ("/record", "/documents", "/search?words=WP.7", "/texts"):
            assert status == 200 or "WP.7" not in browser.get(page).text.replace("/search?words=WP.7", "").replace(
                'value="WP.7"', ""
            ), (who, page)
        if status == 404:
            missing = browser.get("/report/compilations/999").text
            assert browser.get(addresses[0]).text.count("404") == missing.count("404")
    assert site.app
    listed = site.app.test_client().get("/api/v1/reports").json
    assert listed
    assert [item["kind"] for item in listed["items"]] == ["clean"]
    assert site.app.test_client().get(f"/api/v1/reports/{kept.id}").status_code == 404
    assert given.how_many(site, "public") == 1
    assert given.how_many(site, "delegate") == 2
    with site.database.reading() as db:
        public = record.entries_after(db, -1, {"public"}, limit=999)
        assert "WP.7" not in repr(public)
        sealed = [one for one in record.entries_after(db, -1, {"delegations"}, limit=999) if "WP.7" in repr(one.facts)]
        assert [(one.act, one.sealed) for one in sealed] == [("register_document", True), ("compile_report", True)]
        with pytest.raises(NotFound):
            queries.compiled_file(db, site.viewer("public", db), kept.id, "pdf")


def test_what_was_compiled_cannot_be_changed_or_deleted(world: World) -> None:
    given.draft(world)
    kept = given.compiled(world)
    for statement in (
        "UPDATE compiled_file SET contents = 'x'",
        "DELETE FROM compiled_file",
        f"UPDATE compilation SET record_size = 1 WHERE id = {kept.id}",
    ):
        with pytest.raises(DatabaseError), world.database.writing() as db:
            db.execute(sql(statement))


@pytest.mark.parametrize("kind", ["clean", "compendium", "other"])
def test_rows_that_must_not_exist_cannot_be_inserted(world: World, kind: str) -> None:
    given.draft(world)
    kept = given.compiled(world)
    against = kept.edition_id if kind == "compendium" else None
    with pytest.raises(IntegrityError), world.database.writing() as db:
        db.add(
            Compilation(
                text_id=kept.text_id, edition_id=kept.edition_id, document_id=kept.document_id, kind=kind,
                against_id=against, compiled_at=world.at, record_size=1,
            )
        )  # fmt: skip


def test_the_same_source_gives_the_same_document_in_every_kind(world: World) -> None:
    proposed(world)
    for kind in ("clean", "rolling"):
        with world.database.reading() as db:
            text = queries.draft_or_not_found(db)
            one, other = (queries.source(db, text, world.at, Asked(kind)) for _ in range(2))
        assert one == other
        assert report_document(one, SYMBOL) == report_document(other, SYMBOL)
        assert current(world, paragraphs(world)[0]) > 0
