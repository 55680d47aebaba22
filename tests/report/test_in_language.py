"""The report in another official language: what is translated stands in it, all else in English and says so."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pypdf
import pytest
from docx.oxml.ns import qn
from lxml import etree, html

from oewg.report import actions, queries
from oewg.report.rules.annexes import ANNEXES, BearingFacts, ParticipantFacts, SubmissionFacts
from oewg.report.rules.document import Source, report_document
from oewg.report.rules.facts import DocumentFacts, Facts
from oewg.report.rules.in_language import Versions, report_in
from oewg.report.rules.procedural import account
from oewg.report.rules.proposals import Proposal
from oewg.report.rules.substantive import Passage
from oewg.report.rules.titles import AGENDA_ITEM, DISTRIBUTIONS, PARTLY_IN_ENGLISH, TITLES
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.documents.akn import read_akn, write_akn
from oewg.texts.documents.description import (
    Annex,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
    identity_of,
)
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.pdf import write_pdf
from tests.report import given
from tests.world import CAST, World, words_of

OTHERS = ("ar", "zh", "fr", "ru", "es")
DRAFT = (
    Passage(1, "heading", "I.", 1, "Threats", revision_id=11),
    Passage(2, "paragraph", "1.", 1, "They exist[^b].", notes=(Footnote("b", "Indeed."),), revision_id=12),
    Passage(3, "subparagraph", "(a)", 1, "One, see [1](#provision-2);", revision_id=13),
    Passage(4, "paragraph", "1.5.", 1, "A rule.", labelled=True, revision_id=14),
    Passage(5, "paragraph", "2.", 1, "The end.", revision_id=15),
)
SOURCE = Source(
    "The group", "", "Report", "A session", "Agenda item 7", date(2021, 3, 12),
    Facts(documents=(DocumentFacts("A/1", "A paper", date(2021, 3, 1)),)), DRAFT,
    submissions=(SubmissionFacts("A view", "A body", (BearingFacts(2, "", "noted"),)),),
    proposals=(Proposal(1, 2, "replace", ("France",), "They do not exist.", "They do not exist."),),
    participants=(ParticipantFacts("member", "France"), ParticipantFacts("observer", "A see")),
)  # fmt: skip
ARABIC = Versions(
    "تقرير", {1: "التهديدات", 2: "إنها موجودة[^b].", 3: "أولا، انظر [1](#provision-2)؛", 4: "قاعدة."}, {"b": "حقا."}
)


def of_the_text(document: Document) -> list[Any]:
    """The blocks that are provisions."""
    return [block for block in document.blocks if getattr(block, "identity", "")]


def test_what_is_official_stands_in_the_language_and_the_rest_in_english() -> None:
    found = report_in("ar", SOURCE, ARABIC)
    before = report_document(SOURCE, "")
    assert (found.language, found.title, found.contents) == ("ar", "تقرير", True)
    head = found.masthead
    assert head.agenda_item == "البند 7 من جدول الأعمال"
    assert (head.organization, head.date, head.original_language, head.distribution) == (
        "الأمم المتحدة", "12 مارس 2021", "الإنجليزية", "Limited",
    )  # fmt: skip
    first, *blocks = found.blocks
    assert first == Paragraph("", PARTLY_IN_ENGLISH["ar"])
    assert len(blocks) == len(before.blocks)
    heading, paragraph, subparagraph, rule, end = of_the_text(found)
    assert (heading.number, heading.words, heading.language) == ("رابعا -", "التهديدات", "")
    number = of_the_text(before)[1].number.rstrip(".")
    assert (paragraph.number, paragraph.words, paragraph.language) == (f"{number} -", "إنها موجودة[^b].", "")
    assert [note.words for note in paragraph.notes] == ["حقا."]
    assert (subparagraph.number, subparagraph.words) == ("(أ)", f"أولا، انظر {number}؛")
    assert (rule.number, rule.language) == ("1.5.", "")
    assert (end.words, end.language) == ("The end.", "en")


def test_what_is_made_from_the_record_is_in_english_but_for_its_titles() -> None:
    for language in OTHERS:
        titles = {each[language] for each in TITLES.values()}
        made = [one for one in report_in(language, SOURCE, ARABIC).blocks[1:] if not getattr(one, "identity", "")]
        annexes = [one for one in made if isinstance(one, Annex)]
        headings = [one for one in made if isinstance(one, Heading)]
        others = [one for one in made if isinstance(one, Table | Paragraph | Subparagraph)]
        assert len(annexes) + len(headings) + len(others) == len(made)
        assert {one.title for one in annexes} | {one.words for one in headings} <= titles
        assert {one.language for one in headings} == {""}
        assert {one.language for one in others} == {"en"}
        assert {type(one) for one in made} == {Annex, Heading, Table, Paragraph, Subparagraph}, language


def test_a_heading_that_the_chair_wrote_is_not_translated_by_the_house() -> None:
    summary = (Passage(21, "heading", "I.", 1, "Introduction", revision_id=31),)
    written = report_in("ru", replace(SOURCE, summary=summary), Versions("Доклад", {}, {}))
    [heading] = [each for each in of_the_text(written) if each.identity == identity_of(21, 31)]
    assert (heading.words, heading.language) == ("Introduction", "en")
    assert "Введение" in [each.words for each in written.blocks if isinstance(each, Heading)]


def test_a_footnote_without_a_version_leaves_its_paragraph_in_the_original() -> None:
    found = report_in("fr", SOURCE, Versions("Rapport", {2: "Elles existent[^b]."}, {}))
    [paragraph] = [one for one in found.blocks if getattr(one, "identity", "") == "provision_2_revision_12"]
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.words, [note.words for note in paragraph.notes], paragraph.language) == (
        "They exist[^b].", ["Indeed."], "en",
    )  # fmt: skip


def test_a_table_bears_its_number_in_the_language() -> None:
    table = Passage(1, "paragraph", "Table 1", 1, "| One |", labelled=True, revision_id=1)
    for versions, expected in (
        (Versions("تقرير", {1: "| واحد |"}, {}), ("الجدول 1", "| واحد |", "")),
        (Versions("تقرير", {}, {}), ("Table 1", "| One |", "en")),
    ):
        [found] = of_the_text(report_in("ar", replace(SOURCE, passages=(table,)), versions))
        assert (found.number, found.words, found.language) == expected


def test_a_version_with_the_same_letters_is_in_its_language_all_the_same() -> None:
    source = replace(SOURCE, passages=(Passage(1, "heading", "I.", 1, "Introduction", revision_id=1),))
    found = report_in("fr", source, Versions("Rapport", {1: "Introduction"}, {}))
    assert [one.language for one in of_the_text(found)] == [""]


def test_a_proposal_in_english_keeps_its_footnotes_in_english() -> None:
    words = "They do not exist[^b]."
    source = replace(SOURCE, proposals=(Proposal(1, 2, "replace", ("France",), words, words),))
    found = report_in("ar", source, ARABIC)
    [proposed] = [one for one in found.blocks if isinstance(one, Paragraph) and "do not" in one.words]
    assert (proposed.language, [note.words for note in proposed.notes]) == ("en", ["Indeed."])


def test_every_title_that_the_report_bears_of_itself_is_known_in_six_languages(world: World) -> None:
    given.group_at_work(world)
    with world.database.reading() as db:
        source = queries.source(db, queries.draft_or_not_found(db), world.at)
    titles = {one.words for one in account(source.facts) if one.heading}
    assert len(titles) >= 8
    titles |= {
        one.title if isinstance(one, Annex) else one.words
        for of in (source, SOURCE, replace(SOURCE, passages=DRAFT[1:]))
        for one in report_document(of, "").blocks
        if isinstance(one, Annex) or (isinstance(one, Heading) and not one.identity)
    }
    assert len([one for one in report_document(SOURCE, "").blocks if isinstance(one, Annex)]) == len(ANNEXES)
    assert titles <= TITLES.keys()
    assert all(set(each) == set(OTHERS) for each in TITLES.values())
    assert set(PARTLY_IN_ENGLISH) == set(AGENDA_ITEM) == set(OTHERS)
    assert all(set(each) == {"General", "Limited", "Restricted"} for each in DISTRIBUTIONS.values())


def test_on_a_page_each_part_says_its_language_and_its_way() -> None:
    page = html.document_fromstring(write_html(report_in("ar", SOURCE, ARABIC)))
    [article] = page.iter("article")
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    tables = list(article.iter("table"))
    assert [(each.get("lang"), each.get("dir")) for each in tables] == [("en", "ltr")] * 2
    english = [each for each in article.iter("p") if "The Working Group" in "".join(map(str, each.itertext()))]
    assert english
    assert {(each.get("lang"), each.get("dir")) for each in english} == {("en", "ltr")}


@pytest.mark.parametrize(("language", "own_way"), [("ar", True), ("fr", False), ("zh", False)])
def test_in_word_each_run_says_its_language_and_english_runs_its_way(language: str, own_way: bool) -> None:
    word = docx.Document(io.BytesIO(write_docx(report_in(language, SOURCE, ARABIC))))
    [end] = [each for each in word.paragraphs if each.text.endswith("The end.")]
    ways = [each.get(qn("w:val")) for each in end._p.iter(qn("w:bidi"))]
    assert ways == (["0"] if own_way else [])
    tongues = {each.get(qn("w:val")) for run in end.runs if run.text.strip() for each in run._r.iter(qn("w:lang"))}
    assert tongues == {"en-GB"}
    assert not any(end._p.iter(qn("w:rtl")))
    *_masthead, papers, _submissions = word.tables
    assert not any(papers._tbl.iter(qn("w:bidiVisual"))), "its columns run as English does"
    [title] = [each for row in papers.rows for each in row.cells[1].paragraphs if each.text == "A paper"]
    assert [each.get(qn("w:val")) for each in title._p.iter(qn("w:bidi"))] == (["0"] if own_way else [])
    assert {each.get(qn("w:val")) for each in title._p.iter(qn("w:lang"))} == {"en-GB"}


def test_in_a_pdf_what_is_in_english_is_tagged_so() -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(report_in("ar", SOURCE, ARABIC))))
    root: Any = reader.root_object
    assert root["/Lang"] == "ar"

    def tongues(element: Any) -> Iterator[tuple[str, str]]:
        element = element.get_object()
        if isinstance(element, list):
            for each in element:
                yield from tongues(each)
        elif isinstance(element, dict):
            if "/Lang" in element:
                yield str(element["/S"]), str(element["/Lang"])
            if "/K" in element:
                yield from tongues(element["/K"])

    found = Counter(tongues(root["/StructTreeRoot"]["/K"]))
    assert {tongue for _, tongue in found} <= {"en", "ar"}
    assert found["/P", "en"] > 10
    assert found["/Table", "en"] == 2


def test_in_akoma_ntoso_it_is_said_and_read_back() -> None:
    document = report_in("ar", SOURCE, ARABIC)
    written = write_akn(document)
    root = etree.fromstring(written)
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    tables = [each for each in root.iter() if etree.QName(each).localname == "table"]
    assert [each.get(lang) for each in tables] == ["en", "en"]
    assert read_akn(written).document == document


def translated(site: World, language: str = "fr") -> None:
    """The first paragraph of the report is official in a language, and its title."""
    given.draft(site)
    text = site.read(queries.draft_or_not_found)
    line = next(one for one in site.read(text_queries.lines, text.id) if one.kind == "paragraph")
    provision = site.read(text_queries.provision, line.provision_id)
    site.act(texts.save_version, provision, language, "Les menaces sont là.", of=line.revision_id, by="secretariat")
    site.act(texts.make_official, text, language, by="secretariat")
    site.act(texts.translate_title, text, language, "Projet de rapport", by="secretariat")


def test_everybody_reads_the_report_in_a_language_and_what_of_it_is_in_english(site: World) -> None:
    translated(site)
    for who in ("public", *CAST):
        browser = site.as_(who)
        listed = words_of(browser.get("/report/languages"))
        assert "made from the record in English" in listed, who
        page = browser.get("/report/languages/fr")
        words = words_of(page)
        assert "translated by the conference services" in words, who
        assert "provisions are official in French" in words, who
        assert "Les menaces sont là." in words, who
        assert '<article class="doc" lang="fr" dir="ltr">' in page.text, who
        for missing in ("en", "nl"):
            assert browser.get(f"/report/languages/{missing}").status_code == 404, who
            assert browser.get(f"/report/languages/{missing}/report.html").status_code == 404, who
    assert "No title has been recorded" in words_of(site.as_("public").get("/report/languages/es"))


def test_the_language_in_which_the_report_is_written_is_listed_as_the_original_for_programs_too(site: World) -> None:
    text = site.act(texts.begin_text, "report", "Projet de rapport", by="secretariat", original_language="fr")
    site.act(texts.add_provision, text, "paragraph", "Les menaces sont là.", by="secretariat")
    assert site.app
    listed = site.app.test_client().get("/api/v1/report/languages").json
    assert listed
    assert {one["language"]: (one["official"], one["missing"]) for one in listed["items"]} == {
        "ar": (0, 1), "zh": (0, 1), "fr": (1, 0), "ru": (0, 1), "es": (0, 1),
    }  # fmt: skip
    assert "French complete 1 0 0 the original" in words_of(site.as_("public").get("/report/languages"))


def test_before_there_is_a_draft_there_is_nothing_to_have(site: World) -> None:
    for address in ("/report/languages", "/report/languages/fr", "/report/languages/fr/report.pdf"):
        assert site.as_("public").get(address).status_code == 404


def test_it_can_be_had_in_every_form(site: World) -> None:
    translated(site)
    browser = site.as_("public")
    for name in actions.FORMATS:
        answer = browser.get(f"/report/languages/fr/report.{name}")
        assert answer.status_code == 200, name
        assert answer.headers["Content-Disposition"] == f'attachment; filename="report-fr.{name}"'
        assert answer.data, name
    assert browser.get("/report/languages/fr/report.odt").status_code == 404
    assert site.app
    listed = site.app.test_client().get("/api/v1/report/languages").json
    assert listed
    [french] = [one for one in listed["items"] if one["language"] == "fr"]
    assert (french["official"], french["addresses"]["pdf"]) == (1, "/report/languages/fr/report.pdf")


def test_the_pages_ask_the_same_few_questions_whatever_the_length(site: World) -> None:
    translated(site)
    browser = site.as_("public")
    counts = {}
    for address in ("/report/languages", "/report/languages/fr"):
        browser.get(address)
        with site.counting() as few:
            browser.get(f"{address}?few=1")
        counts[address] = len(few)
    text = site.read(queries.draft_or_not_found)
    for number in range(6):
        site.act(texts.add_provision, text, "paragraph", f"Words {number}.", by="secretariat")
    for address, few_asked in counts.items():
        with site.counting() as many:
            browser.get(f"{address}?many=1")
        assert len(many) <= few_asked <= 70, address
