"""Akoma Ntoso as others write it: whatever the element, its words are read, and what is odd is remarked on."""

import pytest

from oewg.texts.documents.akn import read_akn
from oewg.texts.documents.akn.elements import AKN
from oewg.texts.documents.description import Annex, Change, Footnote, Heading, Paragraph, Subparagraph, Table
from oewg.texts.documents.inline import plain
from tests.texts.documents.akn_files import META, blocks, file_of, read
from tests.texts.documents.inscribed import Mark, inscribe


@pytest.mark.parametrize(
    ("kind", "main"),
    [("doc", "mainBody"), ("statement", "mainBody"), ("debateReport", "mainBody"), ("act", "body"), ("bill", "body"),
     ("debate", "debateBody"), ("judgment", "judgmentBody"), ("amendment", "amendmentBody"), ("portion", "portionBody")],
)  # fmt: skip
def test_every_kind_of_document_is_read(kind: str, main: str) -> None:
    understood = read(
        "<section><num>I.</num><heading>Scope</heading><paragraph><num>1.</num><content><p>Words.</p></content></paragraph></section>",
        kind=kind,
        main=main,
    )
    assert understood.document.blocks == (Heading(1, "I.", "Scope"), Paragraph("1.", "Words."))
    assert understood.remarks == ()


def test_sections_become_headings_as_deep_as_they_lie() -> None:
    body = "<p>Words.</p>"
    for level, name in enumerate(("article", "section", "chapter", "part")):
        body = f"<{name}><num>{level}</num><heading>Of {name}</heading>{body}</{name}>"
    assert blocks(body) == (
        Heading(1, "3", "Of part"),
        Heading(2, "2", "Of chapter"),
        Heading(3, "1", "Of section"),
        Heading(3, "0", "Of article"),
        Paragraph("", "Words."),
    )


@pytest.mark.parametrize(
    "items",
    [
        "<list><intro><p>Asks:</p></intro><point><num>(a)</num><content><p>One;</p></content></point></list>",
        "<intro><p>Asks:</p></intro><subparagraph><num>(a)</num><content><p>One;</p></content></subparagraph>",
        "<content><blockList><listIntroduction>Asks:</listIntroduction><item><num>(a)</num><p>One;</p></item></blockList></content>",
        "<content><p>Asks:</p><p>\t(a)\tOne;</p></content>",
    ],
)
def test_a_list_in_a_paragraph_becomes_subparagraphs(items: str) -> None:
    found = blocks(f"<paragraph><num>1.</num>{items}</paragraph>")
    assert found == (Paragraph("1.", "Asks:"), Subparagraph("(a)", 1, "One;"))


def test_what_is_numbered_and_has_no_heading_is_a_paragraph_whatever_its_name() -> None:
    body = (
        "<section><num>1.</num><subsection><num>(1)</num><content><p>One.</p></content></subsection>"
        "<subsection><num>(2)</num><intro><p>Two:</p></intro><paragraph><num>(a)</num><content><p>deeper.</p></content></paragraph>"
        "</subsection></section><article><num>Article 2</num><content><p>Three.</p></content></article>"
    )
    assert blocks(body, kind="act", main="body") == (
        Paragraph("1.", ""),
        Subparagraph("(1)", 1, "One."),
        Subparagraph("(2)", 1, "Two:"),
        Subparagraph("(a)", 2, "deeper."),
        Heading(1, "Article 2", ""),
        Paragraph("", "Three."),
    )


def test_a_roman_figure_under_a_letter_lies_deeper_and_the_letter_after_h_does_not() -> None:
    numbers = ["(g)", "(h)", "(i)", "(j)", "(i)", "(ii)", "(k)"]
    found = blocks(
        "".join(f"<paragraph><content><p>\t{number}\tWords;</p></content></paragraph>" for number in numbers)
    )
    assert [block.level for block in found if isinstance(block, Subparagraph)] == [1, 1, 1, 1, 2, 2, 1]


def test_lists_of_html_are_read_with_the_signs_that_they_print() -> None:
    found = blocks("<ol><li>One.</li><li><p>Two.</p><ul><li>Deeper.</li></ul></li></ol>")
    assert found == (Subparagraph("1.", 1, "One."), Subparagraph("2.", 1, "Two."), Subparagraph("", 2, "Deeper."))


def test_emphasis_and_links_are_kept_and_what_no_page_can_follow_is_words() -> None:
    understood = read(
        '<p><i>Recalling </i>its <b>whole</b> and <span class="bold italic">resolution</span> <a href="https://undocs.org/A/1">A/1</a>, '
        '<ref href="/akn/un/doc/1">A/2</ref></p>'
    )
    assert understood.document.blocks == (
        Paragraph("", "*Recalling* its **whole** and ***resolution*** [A/1](https://undocs.org/A/1), A/2"),
    )
    assert [(remark.place, remark.fault) for remark in understood.remarks] == [("/akn/un/doc/1", False)]


@pytest.mark.parametrize("text", ["A/1* and *A/2", "*a*", "[x](https://example.org)", "a**b**c", "[[x](#y)]"])
def test_words_that_would_be_marks_stay_words(text: str) -> None:
    [found] = blocks(f"<p>{text}</p>")
    assert isinstance(found, Paragraph)
    assert plain(found.words).replace("\u2217", "*").replace("\u2060", "") == text


def test_a_literal_mark_is_not_taken_for_that_of_a_footnote() -> None:
    [found] = blocks('<p>A [^1] and<authorialNote marker="1"><p>Note.</p></authorialNote></p>')
    assert isinstance(found, Paragraph)
    pieces = inscribe(found.words, found.notes)
    assert "".join("!" if isinstance(piece, Mark) else piece.text for piece in pieces) == "A [^1] and!"


def test_footnotes_that_stand_apart_are_found_and_those_that_are_not_there_are_missed() -> None:
    understood = read_akn(
        file_of(
            '<p>One<noteRef href="#n1" marker="*"/> and two<noteRef href="#n9" marker="9"/>.</p>',
        ).replace(b"</meta>", b'<notes source="#s"><note eId="n1" marker="*"><p>The note.</p></note></notes></meta>')
    )
    assert understood.document.blocks == (Paragraph("", "One[^*] and two.", notes=(Footnote("*", "The note."),)),)
    assert [(remark.place, remark.fault) for remark in understood.remarks] == [("9", True)]


def test_a_footnote_to_which_nothing_refers_hangs_on_the_last_words() -> None:
    contents = file_of("<p>One<noteRef href='#n1'/>.</p><p>Two.</p><table><tr><td><p>x</p></td></tr></table>").replace(
        b"</meta>", b"<notes><note eId='n1'><p>First.</p></note><note marker='*'><p>Second.</p></note><note><p>Third.</p></note></notes></meta>"
    )  # fmt: skip
    understood = read_akn(contents)
    one, two, _ = understood.document.blocks
    assert isinstance(one, Paragraph)
    assert isinstance(two, Paragraph)
    assert [note.words for note in one.notes] == ["First."]
    assert (two.words, [note.words for note in two.notes]) == ("Two.", ["Second.", "Third."])
    assert [remark.place for remark in understood.remarks] == ["Second.", "Third."]
    nothing_else = file_of("").replace(b"</meta>", b"<notes><note><p>Alone.</p></note></notes></meta>")
    assert read_akn(nothing_else).document.blocks == (Paragraph("", "Alone."),)


def test_a_footnote_of_the_second_version_is_found_by_its_id() -> None:
    contents = file_of("<p>One<noteRef href='#n1'/>.</p>").replace(
        b"</meta>", b"<notes><note id='n1'><p>First.</p></note></notes></meta>"
    )
    [one] = read_akn(contents).document.blocks
    assert isinstance(one, Paragraph)
    assert [note.words for note in one.notes] == ["First."]


def test_insertions_and_deletions_are_a_redline_in_the_names_that_they_refer_to() -> None:
    understood = read_akn(
        file_of(
            '<paragraph><num>1.</num><content><p>States <del refersTo="#fra">may</del><ins refersTo="#fra">should</ins> refrain.</p></content></paragraph>'
        ).replace(
            b"</meta>",
            b'<references source="#s"><TLCOrganization eId="fra" href="/x" showAs="France"/></references></meta>',
        )
    )
    [found] = understood.document.blocks
    assert found == Paragraph(
        "1.",
        "States should refrain.",
        changes=(
            Change("equal", "States "),
            Change("delete", "may", ("France",)),
            Change("insert", "should", ("France",)),
            Change("equal", " refrain."),
        ),
    )


def test_a_table_is_read_cell_by_cell_with_its_joined_ones_and_its_footnotes_in_words() -> None:
    understood = read(
        "<table><caption>Costs</caption><tr><th><p>Item</p></th><th><p>Sum</p></th></tr>"
        '<tr><td colspan="2"><p>All<authorialNote marker="1"><p>In dollars.</p></authorialNote></p><p>Again</p></td></tr></table>'
    )
    assert understood.document.blocks == (
        Paragraph("", "Costs"),
        Table(("Item", "Sum"), (("All (In dollars.)\nAgain", ""),)),
    )
    assert len(understood.remarks) == 2


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ('<tr><td rowspan="2">A</td><td>1</td></tr><tr><td>2</td></tr><tr><td>B</td><td>3</td></tr>', ["A 1", " 2", "B 3"]),
        ('<tr><td>1</td><td rowspan="3">A</td></tr><tr><td>2</td></tr><tr><td>3</td></tr>', ["1 A", "2 ", "3 "]),
        ('<tr><td rowspan="2" colspan="2">A</td><td>1</td></tr><tr><td>2</td></tr>', ["A  1", "  2"]),
        ('<tr><td rowspan="9">A</td></tr><tr><td rowspan="0">1</td></tr>', ["A", " 1"]),
    ],
)  # fmt: skip
def test_a_cell_that_goes_down_over_rows_keeps_the_others_in_their_columns(rows: str, expected: list[str]) -> None:
    [table] = blocks(f"<table>{rows}</table>")
    assert isinstance(table, Table)
    assert [" ".join(row) for row in table.rows] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p>The word <mod><quotedText startQuote="“" endQuote="”">may</quotedText></mod> goes.</p>', ["The word “may” goes."]),
        ('<p>The word <quotedText startQuote="“" endQuote="”"> “may” </quotedText> goes.</p>', ["The word “may” goes."]),
        ('<p>A <quotedText startQuote="“" endQuote="”"/> B</p>', ["A B"]),
        (
            '<quotedStructure startQuote="“" endQuote="”"><paragraph><num>1.</num><content><p>One.</p></content></paragraph>'
            "<paragraph><num>2.</num><content><p>Two.</p></content></paragraph></quotedStructure>",
            ["“1. One.", "2. Two.”"],
        ),
        (
            '<p>Replace it by: <mod><quotedStructure startQuote="“" endQuote="”">\n<paragraph><num>1.</num>\n<content><p>One.</p></content>'
            "</paragraph>\n<paragraph><num>2.</num><content><p>Two.</p></content></paragraph>\n</quotedStructure></mod>;</p>",
            ["Replace it by:\n“1. One.\n2. Two.”;"],
        ),
    ],
)  # fmt: skip
def test_quotations_are_read_with_their_marks_and_a_passage_within_words_line_by_line(
    body: str, expected: list[str]
) -> None:
    understood = read(body)
    assert [
        f"{block.number} {block.words}".strip() for block in understood.document.blocks if isinstance(block, Paragraph)
    ] == expected
    assert [remark for remark in understood.remarks if remark.fault] == []


def test_an_attachment_becomes_an_annex_without_its_label() -> None:
    after = "<attachments>" + "".join(
        f"<attachment>{title}<doc name='annex'>{META}<mainBody><p>Words.</p></mainBody></doc></attachment>"
        for title in ("<num>Annex I</num><heading>Participants</heading>", "<heading>Annex II</heading><subheading>Costs</subheading>", "<heading>Annexation</heading>")
    ) + "</attachments>"  # fmt: skip
    found = blocks("<p>Text.</p>", after=after)
    assert [block.title for block in found if isinstance(block, Annex)] == ["Participants", "Costs", "Annexation"]
    assert len(found) == 7


def test_a_collection_is_read_as_its_first_document_with_the_others_as_annexes() -> None:
    inner = f"<doc name='%s'>{META}<mainBody><p>%s</p></mainBody></doc>"
    file = (
        f'<akomaNtoso xmlns="{AKN}"><officialGazette name="g">{META}<collectionBody><component>{inner % ("one", "First.")}</component>'
        f"<component>{inner % ('two', 'Second.')}</component></collectionBody></officialGazette></akomaNtoso>"
    ).encode()
    understood = read_akn(file)
    assert understood.document.blocks == (Paragraph("", "First."), Annex("two"), Paragraph("", "Second."))
    assert len(understood.remarks) == 1


def test_a_debate_is_read_speaker_by_speaker() -> None:
    found = blocks(
        "<debateSection name='x'><num>2.</num><heading>General debate</heading>"
        "<speech by='#a'><from>The Chair</from><p>I declare open.</p></speech><scene>Applause</scene></debateSection>",
        kind="debate",
        main="debateBody",
    )
    assert found == (
        Heading(1, "2.", "General debate"),
        *(Paragraph("", words) for words in ("The Chair", "I declare open.", "Applause")),
    )


def test_an_unknown_element_is_read_by_its_words_with_a_remark() -> None:
    understood = read(
        "<p>One.</p><novelty>Two <b>and</b> three.</novelty><novelty><p>Four.</p></novelty><p>Five <odd>six</odd>.</p>"
    )
    assert [block.words for block in understood.document.blocks if isinstance(block, Paragraph)] == [
        "One.", "Two **and** three.", "Four.", "Five\nsix.",
    ]  # fmt: skip
    assert [dict(remark.values).get("element") for remark in understood.remarks] == ["novelty", "novelty", "odd"]


def test_of_many_things_of_a_kind_the_first_are_told_and_the_others_counted() -> None:
    understood = read("".join(f'<p>Words.<img alt="Picture {number}"/></p>' for number in range(20)))
    assert [remark.place for remark in understood.remarks] == [*(f"Picture {number}" for number in range(12)), ""]
    assert dict(understood.remarks[-1].values) == {"count": "8", "said": "A picture has been left out."}


def test_pictures_are_left_out_and_a_table_of_contents_is_made_anew() -> None:
    understood = read(
        '<p>See<img src="map.png" alt="A map"/>.</p>',
        before='<preface><toc><tocItem level="1" href="#x">I. Scope</tocItem></toc></preface>',
    )
    assert understood.document.contents
    assert understood.document.blocks == (Paragraph("", "See."),)
    assert [remark.place for remark in understood.remarks] == ["A map"]


def test_a_footnote_of_the_symbol_is_not_lost() -> None:
    cover = '<coverPage><p><docNumber>A/75/1<authorialNote marker="*"><p>Reissued.</p></authorialNote></docNumber></p></coverPage>'
    document = read("<p>Words.</p>", before=cover).document
    assert document.masthead.symbol == "A/75/1"
    assert document.blocks == (Paragraph("", "* Reissued."), Paragraph("", "Words."))


@pytest.mark.parametrize(
    ("meta", "body", "language"),
    [
        (b'<FRBRlanguage language="fra"/>', "<p>x</p>", "fr"),
        (b'<FRBRlanguage language="chi"/>', "<p>x</p>", "zh"),
        (b'<FRBRlanguage language="en-GB"/>', "<p>x</p>", "en-GB"),
        (b'<FRBRuri value="/akn/un/doc/1/spa@/"/>', "<p>x</p>", "es"),
        (b"", '<p xml:lang="ru">x</p>', "ru"),
        (b"", "<p>x</p>", "en"),
    ],
)
def test_the_language_is_found_where_the_file_says_it(meta: bytes, body: str, language: str) -> None:
    understood = read_akn(file_of(body).replace(b'<FRBRlanguage language="eng"/>', meta))
    assert understood.document.language == language
    assert any(remark.fault for remark in understood.remarks) == (not meta and "lang" not in body)


def test_spaces_of_the_file_are_not_those_of_the_words() -> None:
    body = "<p>\n   <i>Decides</i>\n   <i>also</i>\n  that,\n  </p><p>大会\n  决定</p>"
    assert blocks(body) == (Paragraph("", "*Decides also* that,"), Paragraph("", "大会决定"))
