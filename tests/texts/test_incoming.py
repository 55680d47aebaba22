"""A file becomes a text: where each paragraph stands, which number it bears, and what is told of the rest."""

import base64
import html
import io
import json
import re

import pytest
from werkzeug.test import TestResponse

from oewg.core.errors import Invalid, Refusal
from oewg.texts import actions, queries
from oewg.texts.documents.akn import write_akn
from oewg.texts.documents.data import write_json
from oewg.texts.documents.description import Annex, Footnote, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.html import write_html
from oewg.texts.documents.incoming import read_akn, read_docx, understand
from oewg.texts.documents.of_text import document_of
from oewg.texts.documents.pdf import write_pdf
from oewg.texts.documents.text import write_text
from oewg.texts.rules.incoming import Planned, parents, planned
from oewg.texts.views.incoming import understood
from tests.texts.documents.specimens import document
from tests.world import Browser, World, words_of

BLOCKS = (
    Subparagraph(number="(a)", level=1, words="Nothing is above it."),
    Heading(level=2, number="A.", words="Threats"),
    Paragraph(number="", words="The Parties[^x],", notes=(Footnote("x", "Those of the Convention."),)),
    Paragraph(number="1.5", words="A label stays[^gone]."),
    Subparagraph(number="(a)", level=3, words="First"),
    Subparagraph(number="(i)", level=2, words="Below"),
    Subparagraph(number="a.", level=3, words="Deepest"),
    Table(("A", "B"), (("x", "y"),)),
    Heading(level=3, number="1.", words="Far below"),
    Annex("Participants"),
    Paragraph(number="9.", words="They came.", notes=(Footnote("x", "All of them."),)),
)


def test_each_paragraph_has_a_place_that_provisions_can_have() -> None:
    lines, remarks = planned(document(*BLOCKS))
    assert [(one.kind, one.level, one.number, one.words) for one in lines] == [
        ("paragraph", 1, "1.", "Nothing is above it."),
        ("heading", 1, "I.", "Threats"),
        ("paragraph", 1, "2.", "The Parties[^1],"),
        ("paragraph", 1, "1.5", "A label stays."),
        ("subparagraph", 1, "(a)", "First"),
        ("subparagraph", 2, "(i)", "Below"),
        ("subparagraph", 2, "(ii)", "Deepest"),
        ("paragraph", 1, "Table 1", "| A | B |\n| --- | --- |\n| x | y |"),
        ("heading", 2, "A.", "Far below"),
        ("heading", 1, "II.", "Participants"),
        ("paragraph", 1, "3.", "They came."),
    ]
    assert [one.notes for one in lines if one.notes] == [(("1", "Those of the Convention."),), (("2", "All of them."),)]
    assert parents(lines) == [None, None, 1, 1, 3, 4, 4, 1, 1, None, 9]
    said = [one.said % dict(one.values) if one.values else one.said for one in remarks]
    assert any("there is none before it" in one for one in said)
    assert any("deeper than provisions do" in one for one in said)
    assert any("(a) → 1., A. → I., a. → (ii), 1. → A., 9. → 3." in one for one in said)


def test_a_text_is_read_in_with_its_footnotes_and_only_into_an_empty_one(world: World) -> None:
    text = world.act(actions.begin_text, "report", "Draft report", by="secretariat")
    lines, _ = planned(document(*BLOCKS))
    world.act(actions.read_in, text, lines, by="secretariat")
    standing = world.read(queries.lines, text.id)
    assert [(one.number, one.words) for one in standing] == [(one.number, one.words) for one in lines]
    assert [(one.mark, one.number, one.words) for line in standing for one in line.notes] == [
        ("1", 1, "Those of the Convention."), ("2", 2, "All of them."),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="has provisions already"):
        world.act(actions.read_in, text, lines, by="secretariat")
    empty = world.act(actions.begin_text, "report", "Another", by="secretariat")
    with pytest.raises(Invalid, match="nothing to read in"):
        world.act(actions.read_in, empty, [], by="secretariat")
    with pytest.raises(Refusal, match="cannot stand there"):
        world.act(actions.read_in, empty, [Planned("subparagraph", 1, "Alone.")], by="secretariat")
    assert world.read(queries.lines, empty.id) == []


def test_a_table_is_no_paragraph_that_is_counted_and_subparagraphs_go_on_after_it() -> None:
    table = Table((), (("x", "y | z"),))
    blocks = (
        Paragraph(number="1.", words="As follows:"), Subparagraph(number="(a)", level=1, words="First"), table,
        Subparagraph(number="(b)", level=1, words="Second"), Subparagraph(number="(i)", level=2, words="Below"), table,
        Subparagraph(number="(c)", level=1, words="Third"), Table((), ()),
        Paragraph(number="Table 7", words="| a[^n] |", notes=(Footnote("n", "Only here."),)),
        Paragraph(number="2.", words="After."),
    )  # fmt: skip
    lines, remarks = planned(document(*blocks))
    assert [(one.kind, one.level, one.number, one.words) for one in lines] == [
        ("paragraph", 1, "1.", "As follows:"),
        ("subparagraph", 1, "(a)", "First"),
        ("subparagraph", 1, "Table 1", "| x | y \\| z |"),
        ("subparagraph", 1, "(b)", "Second"),
        ("subparagraph", 2, "(i)", "Below"),
        ("subparagraph", 1, "Table 2", "| x | y \\| z |"),
        ("subparagraph", 1, "(c)", "Third"),
        ("paragraph", 1, "Table 3", "| a[^1] |"),
        ("paragraph", 1, "2.", "After."),
    ]
    assert lines[-2].notes == (("1", "Only here."),)
    assert parents(lines) == [None, 0, 0, 0, 3, 0, 0, None, None]
    assert [one.told for one in remarks] == [
        "Some numbers will be others than in the file (Table 7 → Table 3), for numbers are counted here."
    ]


def test_what_stands_below_a_subparagraph_goes_on_after_a_table_and_not_under_it() -> None:
    table = Table((), (("x",),))
    blocks = (
        Paragraph(number="1.", words="As follows:"), Subparagraph(number="(a)", level=1, words="Under it:"), table,
        Subparagraph(number="(i)", level=2, words="Below"), table, Subparagraph(number="(b)", level=1, words="Next"),
    )  # fmt: skip
    lines, _ = planned(document(*blocks))
    assert [(one.level, one.number) for one in lines[1:]] == [
        (1, "(a)"), (2, "Table 1"), (2, "(i)"), (1, "Table 2"), (1, "(b)"),
    ]  # fmt: skip
    assert parents(lines) == [None, 0, 1, 1, 0, 0]


TYPED = "| Measure[^1] | Who |\n| --- | --- |\n| Points of [contact] | each State |\n| a \\| b |  |"


def with_a_table(world: World) -> int:
    """A text with a table between two paragraphs, and a footnote of it; the text's id."""
    text = world.act(actions.begin_text, "report", "Draft report", by="secretariat")
    planned_ones = [
        Planned("paragraph", 1, "Before."), Planned("paragraph", 1, TYPED, "Table 1", (("1", "Agreed in June."),)),
        Planned("paragraph", 1, "After."),
    ]  # fmt: skip
    world.act(actions.read_in, text, planned_ones, by="secretariat")
    return text.id


def test_a_table_stays_one_in_every_form_and_is_read_again_from_each(world: World) -> None:
    text_id = with_a_table(world)
    standing = world.read(queries.placed_now, text_id)
    written_one = document_of(standing, {one.provision_id: 1 for one in standing}, document().masthead, "Draft report")
    typed = [("1.", "Before."), ("Table 1", TYPED), ("2.", "After.")]
    page, plainly = write_html(written_one), write_text(written_one).decode()
    assert '<caption class="doc-number">Table 1</caption><thead><tr><th scope="col">Measure<sup' in page
    assert "<td>a | b</td><td></td>" in page
    assert re.search(r"Table 1\nMeasure\[\^1\] +Who\n-+ +-+\nPoints of \[contact\] +each State\na \| b\n", plainly)
    assert "[^1]:  Agreed in June." in plainly
    assert write_pdf(written_one).startswith(b"%PDF")
    for contents, name in (
        (write_docx(written_one), "a.docx"), (write_akn(written_one), "a.xml"), (write_json(written_one), "a.json"),
        ((f"Before.\n\n{TYPED}\n\nAfter.\n\n[^1]: Agreed in June.\n").encode(), "a.md"),
    ):  # fmt: skip
        lines, _ = planned(understand(contents, name).document)
        assert [(one.number, one.words) for one in lines] == typed, name
        assert lines[1].notes == (("1", "Agreed in June."),)
    kept = {f"provision_{standing[1].provision_id}_revision_1"}
    for back in (read_docx(write_docx(written_one)), read_akn(write_akn(written_one))):
        assert {
            one.identity for one in back.document.blocks if isinstance(one, Paragraph) and one.number == "Table 1"
        } == kept


def test_a_table_is_shown_as_one_and_a_change_in_it_as_it_is_typed(site: World) -> None:
    text_id = with_a_table(site)
    page = site.as_("delegate").get(f"/texts/{text_id}").text
    assert '<th scope="col">Measure<sup class="note-mark">1</sup></th>' in page
    assert "<td>a | b</td>" in page
    assert "each State |" not in page
    site.as_("secretariat").does(
        f"/texts/{text_id}/provisions", f"/texts/{text_id}/build", kind="paragraph", words="| one |\r\n| two |"
    )
    assert [one.number for one in site.read(queries.lines, text_id)] == ["1.", "Table 1", "2.", "Table 2"]


MARKDOWN = "# The paper\n\n## Threats\n\nStates act[^a].\n\n1. First\n\n[^a]: All of them.\n"


def sent(browser: Browser, contents: bytes, name: str, into: str = "") -> TestResponse:
    return browser.post(
        "/texts/from-file", f"/texts/from-file?into={into}", file=(io.BytesIO(contents), name), into=into
    )


def outline(page: TestResponse) -> str:
    found = re.search(r'name="outline" value="([^"]*)"', page.text)
    assert found
    return html.unescape(found[1])


def test_a_file_is_shown_and_then_becomes_a_text(site_on_both: World) -> None:
    browser = site_on_both.as_("secretariat")
    page = sent(browser, MARKDOWN.encode(), "paper.md")
    assert page.status_code == 200
    assert "3 provisions" in words_of(page)
    assert "Paragraphs without a number in the file (1) are numbered here." in words_of(page)
    assert 'value="The paper"' in page.text
    assert site_on_both.read(queries.texts).items == []
    shown = browser.does(
        "/texts/from-file/provisions",
        "/texts/from-file",
        outline=outline(page),
        kind="working_paper",
        title="The paper",
        into="",
    )
    assert "The provisions were read in" in words_of(shown)
    (text,) = site_on_both.read(queries.texts).items
    standing = site_on_both.read(queries.lines, text.id)
    assert [(line.kind, line.number, line.words) for line in standing] == [
        ("heading", "I.", "Threats"), ("paragraph", "1.", "States act[^1]."), ("paragraph", "2.", "First"),
    ]  # fmt: skip
    assert [note.words for note in standing[1].notes] == ["All of them."]


def test_a_file_is_read_into_a_text_without_provisions_and_a_refusal_loses_nothing(site: World) -> None:
    browser = site.as_("secretariat")
    text = site.act(actions.begin_text, "report", "Draft report", by="secretariat")
    into = str(text.id)
    assert f"/texts/from-file?into={into}" in browser.get(f"/texts/{into}/build").text
    first = outline(sent(browser, MARKDOWN.encode(), "paper.md", into))
    refused = browser.post("/texts/from-file/provisions", "/texts/from-file", outline=first, title="", into="")
    assert refused.status_code == 422
    assert json.loads(outline(refused)) == json.loads(first)
    browser.does("/texts/from-file/provisions", "/texts/from-file", outline=first, into=into)
    assert len(site.read(queries.lines, text.id)) == 3
    again = browser.post("/texts/from-file/provisions", "/texts/from-file", outline=first, into=into)
    assert again.status_code == 409
    assert "has provisions already" in words_of(again)


def test_akoma_ntoso_is_read_in_too(site: World) -> None:
    contents = write_akn(
        document(Heading(level=1, number="I.", words="Threats"), Paragraph(number="1.", words="States act."))
    )
    page = sent(site.as_("secretariat"), contents, "a.xml")
    assert page.status_code == 200
    assert [one["words"] for one in json.loads(outline(page))] == ["Threats", "States act."]


@pytest.mark.parametrize(
    ("contents", "name", "said"),
    [
        (b"%PDF-1.4", "a.pdf", "cannot be opened as one"),
        (b"", "a.txt", "The file is empty"),
        (b"PK\x03\x04" + b"x" * 100, "a.docx", "cannot be opened as one"),
        (
            b"<akomaNtoso>",
            "a.xml",
            "This file cannot be read. It is not well-formed XML: it breaks off before its end. Please save it anew and send it again.",
        ),
        (
            b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><akomaNtoso>&x;</akomaNtoso>',
            "a.xml",
            "cannot be read",
        ),
        (b"<!doctype html><p>x", "a.txt", "in a form for programs"),
    ],
)
def test_what_is_no_text_is_refused_in_words(site: World, contents: bytes, name: str, said: str) -> None:
    page = sent(site.as_("secretariat"), contents, name)
    assert page.status_code == 422
    assert said in words_of(page)


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "observer"])
def test_only_the_secretariat_reads_files_in(site: World, who: str) -> None:
    assert site.as_(who).get("/texts/from-file").status_code in (401, 403)


@pytest.mark.parametrize(
    "bad", ["", "x", "[]", '[{"kind": "footnote", "words": "x"}]', '[{"kind": "paragraph", "words": ""}]']
)
def test_an_outline_that_no_page_has_made_is_refused(site: World, bad: str) -> None:
    answer = site.as_("secretariat").post("/texts/from-file/provisions", "/texts/from-file", outline=bad, title="x")
    assert answer.status_code == 422


def test_programs_do_the_same(site: World) -> None:
    call = site.program("secretariat")
    answer = call(
        "POST", "/files/understood", {"file_name": "paper.md", "file": base64.b64encode(MARKDOWN.encode()).decode()}
    )
    assert answer.status_code == 200
    assert answer.json
    assert (answer.json["title"], len(answer.json["outline"])) == ("The paper", 3)
    text = site.act(actions.begin_text, "report", "Draft report", by="secretariat")
    wanted = [{name: value for name, value in one.items() if name != "number"} for one in answer.json["outline"]]
    made = call("POST", f"/texts/{text.id}/outline", {"outline": wanted})
    assert made.status_code == 201
    assert made.json
    assert made.json["provisions"] == [line.provision_id for line in site.read(queries.lines, text.id)]
    assert site.program("delegate")("POST", f"/texts/{text.id}/outline", {"outline": wanted}).status_code == 403


@pytest.mark.parametrize("notes", [[["1", "One."], ["1", "Two."]], [[str(each), "One."] for each in range(3_000)]])
def test_footnotes_that_no_page_has_sent_are_refused(site: World, notes: list[list[str]]) -> None:
    sent = json.dumps([{"kind": "paragraph", "level": 1, "words": "Words.", "label": "", "notes": notes}])
    page = site.as_("secretariat").post(
        "/texts/from-file/provisions", "/texts/from-file", outline=sent, title="Paper", kind="working_paper", into=""
    )
    assert page.status_code == 422


def test_more_footnotes_than_a_text_may_have_provisions_are_refused() -> None:
    words = "".join(f"[^{each}]: Words.\n" for each in range(3_000))
    with pytest.raises(Invalid, match="more paragraphs"):
        understood(f"# Heading\n\nWords.\n\n{words}".encode(), "paper.md")


def test_how_a_table_is_typed_is_said_where_one_is_changed(site: World) -> None:
    provision_id = site.read(queries.lines, with_a_table(site))[1].provision_id
    for who in ("delegate", "secretariat"):
        page = site.as_(who).get(f"/provisions/{provision_id}").text
        assert "worded-table" in page
        assert "This is a table: one line a row" in page
        assert "&lt;br&gt; begins a new line in a cell, and a bar that stands in a cell is typed \\|." in page
