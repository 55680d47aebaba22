"""A text in the other official languages: what stands, what lags behind, who reads drafts, and what is never changed."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given as supposing
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.record import queries as record
from oewg.texts import actions, queries
from oewg.texts.documents.description import Heading, Paragraph, Subparagraph
from oewg.texts.documents.in_language import Part, document_in, language_in
from oewg.texts.models import DraftText, RevisionVersion
from oewg.texts.rules import versions as rules
from oewg.texts.rules.numbers import chinese, printed_number
from oewg.texts.rules.versions import Saved, Standing
from tests.world import BEGIN, CAST, World, words_of

EVERYBODY = ("public", *CAST)
FRENCH = "Les États s’entraident[^1]."


@pytest.mark.parametrize(
    ("saved", "expected"),
    [
        ([], Standing("missing")),
        ([Saved(1, 20, 1, False)], Standing("draft", None, 1)),
        ([Saved(1, 20, 1, True)], Standing("official", 1)),
        ([Saved(1, 20, 1, True), Saved(2, 20, 2, False)], Standing("official", 1, 2)),
        ([Saved(1, 20, 1, True), Saved(2, 20, 2, True)], Standing("official", 2)),
        ([Saved(1, 10, 1, True)], Standing("missing", None, None, 1)),
        ([Saved(1, 10, 1, True), Saved(2, 10, 2, False)], Standing("missing", None, None, 1)),
        ([Saved(1, 10, 1, False)], Standing("missing", None, None, 1)),
        ([Saved(1, 10, 1, True), Saved(2, 20, 1, False)], Standing("draft", None, 2, 1)),
        ([Saved(1, 10, 1, True), Saved(2, 20, 1, True)], Standing("official", 2)),
    ],
)
def test_what_stands_in_a_language_follows_from_what_was_saved(saved: list[Saved], expected: Standing) -> None:
    assert rules.standing(20, saved) == expected
    assert rules.standing(20, list(reversed(saved))) == expected


@supposing(
    st.lists(st.tuples(st.sampled_from([10, 15, 20]), st.integers(1, 4), st.booleans()), unique_by=lambda one: one[:2])
)
def test_what_is_official_never_lags_and_what_lags_has_an_earlier_version(rows: list[tuple[int, int, bool]]) -> None:
    saved = [Saved(place, *row) for place, row in enumerate(rows, start=1)]
    found = rules.standing(20, saved)
    assert found.lags is (found.state != "official" and any(row[0] < 20 for row in rows))
    assert (found.official is not None) == (found.state == "official") == any(row[0] == 20 and row[2] for row in rows)


@pytest.mark.parametrize(
    ("number", "kind", "level", "printed"),
    [
        ("IV.", "heading", 1, {"en": "IV.", "fr": "IV.", "zh": "四.", "ar": "رابعا -"}),
        ("B.", "heading", 2, {"en": "B.", "zh": "B.", "ar": "باء -"}),
        ("12.", "paragraph", 1, {"en": "12.", "fr": "12.", "ar": "12 -"}),
        ("12 bis.", "paragraph", 1, {"fr": "12 bis.", "ar": "12 bis."}),
        ("(b)", "subparagraph", 1, {"en": "(b)", "fr": "b)", "ru": "b)", "es": "b)", "zh": "(b)", "ar": "(ب)"}),
        ("(ii)", "subparagraph", 2, {"en": "(ii)", "fr": "ii)", "ar": "(ii)"}),
        ("L.", "heading", 1, {"ar": "L.", "zh": "五十."}),
    ],
)
def test_numbers_are_printed_as_each_language_prints_them(
    number: str, kind: str, level: int, printed: dict[str, str]
) -> None:  # fmt: skip
    assert {language: printed_number(number, kind, level, language) for language in printed} == printed


def test_chinese_numbers() -> None:
    assert [chinese(value) for value in (1, 10, 11, 20, 34, 99)] == ["一", "十", "十一", "二十", "三十四", "九十九"]


def test_a_document_in_a_language_says_what_stands_in_the_original() -> None:
    parts = [
        Part(1, 11, "heading", "I.", 1, False, "Introduction", "المقدمة"),
        Part(2, 12, "paragraph", "1.", 1, False, "States help[^n1].", ""),
        Part(3, 13, "footnote", "1", 1, False, "A note.", "حاشية.", "n1"),
        Part(4, 14, "subparagraph", "(a)", 1, False, "One", "واحد"),
        Part(
            5,
            15,
            "paragraph",
            "1.5.",
            1,
            True,
            "See [9](#provision-2), and what was said[^n1]",
            "انظر [9](#provision-2)[^n1]",
        ),
    ]
    found = document_in("ar", "en", parts, title="عنوان", notice="", body="", symbol="A/1", day=BEGIN.date())
    heading, paragraph, subparagraph, labelled = found.blocks
    assert isinstance(heading, Heading)
    assert isinstance(paragraph, Paragraph)
    assert isinstance(subparagraph, Subparagraph)
    assert isinstance(labelled, Paragraph)
    assert (heading.number, heading.words, heading.language) == ("أولا -", "المقدمة", "")
    assert (paragraph.number, paragraph.words, paragraph.language) == ("1.", "States help[^n1].", "en")
    assert [note.words for note in paragraph.notes] == ["A note."]
    assert (subparagraph.number, labelled.number) == ("(أ)", "1.5.")
    assert (labelled.words, [note.words for note in labelled.notes]) == ("انظر 1[^n1]", ["حاشية."])
    assert found.masthead.original_language == language_in("ar", "en") == "الإنجليزية"


def test_a_block_is_in_one_language_with_its_footnotes() -> None:
    parts = [
        Part(1, 11, "paragraph", "1.", 1, False, "States help[^n1].", "Les États s’entraident[^n1]."),
        Part(2, 12, "footnote", "1", 1, False, "A note.", "", "n1"),
        Part(3, 13, "paragraph", "Table 2", 1, True, "| One |", "| Un |"),
    ]
    paragraph, table = document_in(
        "fr", "en", parts, title="Titre", notice="", body="", symbol="A/1", day=BEGIN.date()
    ).blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Paragraph)
    assert (paragraph.words, [note.words for note in paragraph.notes], paragraph.language) == (
        "States help[^n1].", ["A note."], "en",
    )  # fmt: skip
    assert (table.number, table.words, table.language) == ("Tableau 2", "| Un |", "")


def a_text(world: World) -> tuple[int, int, int]:
    """A text of two paragraphs, the first with a footnote: the text and the paragraphs."""
    made: DraftText = world.act(actions.begin_text, "rules", "Rules", by="secretariat")
    first = world.act(actions.add_provision, made, "paragraph", "States help one another.", by="secretariat")
    world.act(actions.add_provision, made, "footnote", "A note.", parent=first, mark="1", by="secretariat")
    second = world.act(actions.add_provision, made, "paragraph", "Nobody is accused in haste.", by="secretariat")
    revises(world, first.id, "States help one another[^1].")
    return made.id, first.id, second.id


def revises(world: World, provision: int, words: str) -> None:
    with world.writing() as db:
        now = queries.current_revision(db, provision)
        actions.revise(
            db, queries.provision(db, provision), words, based_on=now.id, nature="substantive",
            by=world.viewer("secretariat", db), at=world.tick(),
        )  # fmt: skip


def saves(world: World, provision: int, words: str, language: str = "fr", of: int | None = None, **more: Any) -> int:
    """A translator saves a version of the wording in force."""
    with world.writing() as db:
        now = queries.current_revision(db, provision).id
        return actions.save_version(
            db, queries.provision(db, provision), language, words, of=of or now, by=world.viewer("secretariat", db),
            at=world.tick(), **more,
        ).id  # fmt: skip


def makes_official(world: World, of: int, language: str = "fr", **more: Any) -> int:
    """How many drafts were made official."""
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        return len(actions.make_official(db, queries.text(db, of), language, by=by, at=world.tick(), **more))


def states(world: World, of: int, language: str = "fr") -> list[tuple[str, bool]]:
    """(state, does it lag) of each provision, footnotes among them."""
    with world.database.reading() as db:
        rows = queries.side_by_side(db, queries.text(db, of), language)
        return [(row.standing.state, row.standing.lags) for row in rows]


def test_a_version_is_saved_made_official_and_lags_when_the_original_changes(world: World) -> None:
    made, first, _ = a_text(world)
    saves(world, first, FRENCH)
    assert states(world, made) == [("draft", False), ("missing", False), ("missing", False)]
    assert makes_official(world, made) == 1
    assert states(world, made)[0] == ("official", False)
    revises(world, first, "All States help one another[^1].")
    assert states(world, made)[0] == ("missing", True)
    with world.database.reading() as db:
        row = queries.side_by_side(db, queries.text(db, made), "fr")[0]
        assert row.since == [("insert", "All "), ("equal", "States help one another[^1].")]
        assert row.shown is not None
        assert row.shown.words == FRENCH
        assert [queries.languages(db, queries.text(db, made))[each].missing for each in ("fr", "ar")] == [3, 3]
        assert "en" not in queries.languages(db, queries.text(db, made))
    saves(world, first, "Tous les États s’entraident[^1].")
    assert makes_official(world, made, only=[first]) == 1
    assert states(world, made)[0] == ("official", False)


def test_what_was_saved_after_one_looked_is_not_made_official_unread(world: World) -> None:
    made, first, _ = a_text(world)
    seen = saves(world, first, FRENCH)
    later = saves(world, first, "Les États s’aident[^1].")
    for only in ([first], []):
        with pytest.raises(Refusal, match="please read it first"):
            makes_official(world, made, only=only, seen=seen)
    assert states(world, made)[0] == ("draft", False)
    assert makes_official(world, made, only=[first], seen=later) == 1


def test_two_translators_do_not_write_over_one_another_unread(world: World) -> None:
    _, first, _ = a_text(world)
    one = saves(world, first, FRENCH, seen=0)
    with pytest.raises(Refusal, match="Somebody else has saved a draft"):
        saves(world, first, "Les États s’aident[^1].", seen=0)
    assert saves(world, first, "Les États s’aident[^1].", seen=one) > one


def test_what_another_translator_saved_meanwhile_is_shown_beside_what_was_typed(site: World) -> None:
    _, first, _ = a_text(site)
    here = f"/provisions/{first}/languages/fr"
    browser = site.as_("secretariat")
    assert 'name="seen" value="0"' in browser.get(here).text
    with site.database.reading() as db:
        of = queries.current_revision(db, first).id
    saves(site, first, FRENCH)
    page = browser.post(here, here, form="version", of=of, seen=0, words="Les États s’aident[^1].")
    assert page.status_code == 409
    assert "s’aident[^1]" in page.text
    assert FRENCH.removesuffix("[^1].") in words_of(page)


def test_an_official_version_stands_until_a_later_one_is_official(world: World) -> None:
    made, first, _ = a_text(world)
    saves(world, first, FRENCH)
    makes_official(world, made)
    saves(world, first, "Les États s’aident[^1].")
    with world.database.reading() as db:
        row = queries.side_by_side(db, queries.text(db, made), "fr")[0]
        assert (row.official and row.official.words, row.draft and row.draft.words) == (
            FRENCH,
            "Les États s’aident[^1].",
        )
    makes_official(world, made)
    with world.database.reading() as db:
        row = queries.side_by_side(db, queries.text(db, made), "fr")[0]
        assert (row.official and row.official.number, row.draft) == (2, None)
        numbers = db.scalars(select(RevisionVersion.number).order_by(RevisionVersion.id)).all()
        assert all(one < other for one, other in pairwise(numbers))


def test_what_cannot_be_a_version_is_refused_with_its_reason(world: World) -> None:
    made, first, second = a_text(world)
    with pytest.raises(Refusal, match="original language"):
        saves(world, first, "States.", "en")
    with pytest.raises(NotFound):
        saves(world, first, "Staaten[^1].", "de")
    with pytest.raises(Invalid, match="footnotes"):
        saves(world, first, "Les États s’entraident.")
    with pytest.raises(Invalid, match="has words"):
        saves(world, second, "  ")
    with pytest.raises(Invalid, match="cite"):
        saves(world, second, f"Comme [1](#provision-{first}).")
    with pytest.raises(Refusal, match="has been changed"):
        saves(world, first, FRENCH, of=1)
    saves(world, first, FRENCH)
    with pytest.raises(Refusal, match="saved already"):
        saves(world, first, FRENCH)
    makes_official(world, made)
    with pytest.raises(Refusal, match="no draft"):
        makes_official(world, made)
    with world.writing() as db:
        actions.remove_provision(
            db, queries.provision(db, second), by=world.viewer("secretariat", db), at=world.tick()
        )  # fmt: skip
    with pytest.raises(Refusal, match="removed"):
        saves(world, second, "Personne.")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE revision_version SET words = 'altered'",
        "DELETE FROM revision_version",
        "UPDATE revision_version SET official_at = NULL, official_by = NULL",
    ],
)
def test_the_database_refuses_to_change_a_version(world: World, statement: str) -> None:
    made, first, _ = a_text(world)
    saves(world, first, FRENCH)
    makes_official(world, made)
    with pytest.raises(DatabaseError), world.writing() as db:
        db.execute(text(statement))


def test_a_version_altered_behind_the_record_is_found(world: World) -> None:
    made, first, _ = a_text(world)
    saves(world, first, FRENCH)
    makes_official(world, made)
    with world.database.reading() as db:
        assert list(queries.altered_versions(db)) == []
    with world.writing() as db:
        db.add(RevisionVersion(revision_id=1, language="ar", number=9, words="?", made_at=world.at, made_by=1))
    with world.database.reading() as db:
        assert list(queries.altered_versions(db)) == ["Version 2 of revision 1 is not what the record says."]


@pytest.mark.parametrize("who", EVERYBODY)
def test_drafts_are_read_by_the_secretariat_and_official_versions_by_everybody(site: World, who: str) -> None:
    made, first, _ = a_text(site)
    saves(site, first, FRENCH)
    browser, may = site.as_(who), who == "secretariat"
    page = browser.get(f"/texts/{made}/languages/fr")
    assert ("s’entraident" in words_of(page)) is may
    assert "in draft" in words_of(page)
    assert ("Make all drafts official" in words_of(page)) is may
    with site.database.reading() as db:
        viewer = site.viewer(who, db)
        said = record.entries_after(db, -1, viewer.audiences, limit=500, act="save_version")
        assert bool(said) is may
    assert browser.get(f"/provisions/{first}/languages/fr").status_code == (
        200 if may else 401 if who == "public" else 403
    )
    makes_official(site, made)
    page = browser.get(f"/texts/{made}/languages/fr")
    assert "Les États s’entraident" in words_of(page)
    told = site.program(who)("GET", f"/texts/{made}/languages/fr").get_json()["items"]
    assert [(row["state"], bool(row["words"])) for row in told] == [
        ("official", True),
        ("missing", False),
        ("missing", False),
    ]


def test_a_translator_goes_from_paragraph_to_paragraph_and_makes_all_official(site: World) -> None:
    made, first, second = a_text(site)
    browser, here = site.as_("secretariat"), f"/texts/{made}/languages/ar"
    page = browser.get(f"/provisions/{first}/languages/ar")
    assert 'dir="rtl"' in browser.get(here).text
    with site.database.reading() as db:
        of = {each: queries.current_revision(db, each).id for each in (first, second)}
    sent = {"form": "version", "of": of[first]}
    refused = browser.post(
        f"/provisions/{first}/languages/ar", f"/provisions/{first}/languages/ar", words="كلمات", **sent
    )
    assert refused.status_code == 422
    assert "the same footnotes" in words_of(refused)
    assert "كلمات" in refused.text, "what was typed is given back"
    page = browser.does(f"/provisions/{first}/languages/ar", here, words="تتعاون الدول[^1].", **sent)
    assert "1 in Arabic" in words_of(page), "the footnote waits next"
    page = browser.does(
        f"/provisions/{second}/languages/ar", here, form="version", of=of[second], words="لا يُتهم أحد على عجل."
    )
    page = browser.does(f"{here}/official", here, form="official")
    assert "2 of 3 official" in words_of(page)
    page = browser.does(f"{here}/title", here, form="title", title="القواعد")
    assert "القواعد" in words_of(page)
    page = browser.get(f"/texts/{made}/languages")
    assert "Arabic" in words_of(page)
    assert "français" in words_of(page), "the page itself can still be read in other languages"


@pytest.mark.parametrize("format", ["docx", "pdf", "html"])
def test_a_text_is_exported_in_a_language(site: World, format: str) -> None:
    made, first, _ = a_text(site)
    [note] = site.read(queries.lines, made)[0].notes
    saves(site, first, FRENCH)
    saves(site, note.provision_id, "Une note.")
    makes_official(site, made)
    answer = site.as_("public").get(f"/texts/{made}/languages/fr/text.{format}")
    assert answer.status_code == 200
    if format == "html":
        assert "Les États s’entraident" in answer.text
        assert "Nobody is accused in haste." in answer.text
        assert "Nations Unies" in answer.text
    for wrong in (f"/texts/{made}/languages/de/text.{format}", f"/texts/{made}/languages/fr/text.odt"):
        assert site.as_("public").get(wrong).status_code == 404


def test_there_is_no_page_of_a_version_in_the_original_language(site: World) -> None:
    made, first, _ = a_text(site)
    for address in (f"/texts/{made}/languages/en", f"/texts/{made}/languages/de", f"/provisions/{first}/languages/en"):
        assert site.as_("secretariat").get(address).status_code == 404


def test_a_program_saves_and_makes_official(site: World) -> None:
    made, _, second = a_text(site)
    call = site.program("secretariat")
    with site.database.reading() as db:
        of = queries.current_revision(db, second).id
    saved = call("POST", f"/provisions/{second}/languages/zh", {"of": of, "words": "不可仓促指责任何人。"})
    assert saved.status_code == 201, saved.get_json()
    official = call("POST", f"/texts/{made}/languages/zh/official", {})
    assert [one["id"] for one in official.get_json()["items"]] == [saved.get_json()["id"]]
    assert call("POST", f"/texts/{made}/languages/zh/title", {"title": "规则"}).get_json()["title"] == "规则"
    told = site.program()("GET", f"/texts/{made}/languages").get_json()["items"]
    assert [(one["language"], one["official"]) for one in told if one["official"]] == [("zh", 1)]


def test_a_text_may_be_begun_in_another_language(site: World) -> None:
    browser = site.as_("secretariat")
    page = browser.does("/texts/new", form="text", kind="working_paper", title="Règlement", original_language="fr")
    assert page.status_code == 200
    with site.database.reading() as db:
        made = db.scalars(select(DraftText)).one()
        assert made.original_language == "fr"
    assert "The original is in French." in words_of(browser.get(f"/texts/{made.id}/languages"))


def test_how_much_the_page_asks_does_not_grow_with_the_paragraphs(site: World) -> None:
    made, first, second = a_text(site)
    saves(site, first, FRENCH)
    addresses = (f"/texts/{made}/languages", f"/texts/{made}/languages/fr")

    def asked(address: str) -> int:
        browser = site.as_("public")
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    before = [asked(address) for address in addresses]
    for place in range(4):
        saves(site, second, f"Personne {place}.")
        makes_official(site, made)
    assert [asked(address) for address in addresses] == before
