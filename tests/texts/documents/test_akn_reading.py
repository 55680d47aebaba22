"""Akoma Ntoso as others write it: every word is read, what is odd is remarked on, and nothing in a file has an effect."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from oewg.texts.documents.akn import read_akn, write_akn
from oewg.texts.documents.akn.elements import AKN
from oewg.texts.documents.akn.identification import day_of
from oewg.texts.documents.akn.vocabulary import name_of
from oewg.texts.documents.description import (
    Annex,
    Block,
    Change,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.inline import plain
from oewg.texts.documents.notes import Mark, inscribe
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.understood import Understood
from tests.texts.documents.test_akn import check_valid

SAMPLES = Path(__file__).parents[4] / "shared/reference/akn"
if not SAMPLES.exists():
    SAMPLES = Path("/work/shared/reference/akn")
samples = sorted(SAMPLES.glob("*.xml"))
needs_samples = pytest.mark.skipif(not samples, reason="DGACM's files (../shared/reference/akn) are not here")
each_sample = pytest.mark.parametrize("sample", samples, ids=lambda path: path.stem)

META = (
    '<meta><identification source="#s"><FRBRWork/><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>'
    "<FRBRManifestation/></identification></meta>"
)


def file_of(body: str, *, kind: str = "statement", main: str = "mainBody", before: str = "", after: str = "") -> bytes:
    """A file of one document."""
    return (
        f'<akomaNtoso xmlns="{AKN}"><{kind} name="x">{META}{before}<{main}>{body}</{main}>{after}</{kind}></akomaNtoso>'
    ).encode()


def read(body: str, **parts: str) -> Understood:
    return read_akn(file_of(body, **parts))


def blocks(body: str, **parts: str) -> tuple[Block, ...]:
    return read(body, **parts).document.blocks


def printed_words(document: Document) -> Iterator[str]:
    """Every string that the document prints, the head in the order of a cover page of DGACM's."""
    head = document.masthead
    yield from (head.organization, head.symbol, head.body, f"Distr.: {head.distribution}", head.date, head.session)
    yield from (head.agenda_item, document.title)
    for block in document.blocks:
        assert isinstance(block, Heading | Paragraph | Subparagraph)
        yield block.number
        for piece in inscribe(block.words, block.notes):
            yield "".join(span.text for span in piece.words) if isinstance(piece, Mark) else piece.text


# The samples ----------------------------------------------------------------------------------------------------------------


@needs_samples
@each_sample
def test_every_word_of_a_file_of_dgacms_is_in_the_document_in_its_order(sample: Path) -> None:
    root = etree.parse(str(sample)).getroot()
    etree.strip_elements(root, f"{{{AKN}}}meta", with_tail=False)
    written = re.findall(r"\w+", " ".join(map(str, root.itertext())))
    said = re.findall(r"\w+", " ".join(printed_words(read_akn(sample.read_bytes()).document)))
    # Words that stand in several elements are one, such as "43/78" and " H" of a resolution with a letter.
    assert "".join(said) == "".join(written)
    assert abs(len(said) - len(written)) <= 3
    assert len(said) > 250


@needs_samples
@each_sample
def test_a_file_of_dgacms_is_read_written_and_read_as_the_same(sample: Path) -> None:
    once = read_akn(sample.read_bytes()).document
    contents = write_akn(once)
    check_valid(contents)
    again = read_akn(contents)
    assert again.document == once
    assert again.remarks == ()
    assert write_akn(again.document) == contents


@needs_samples
@each_sample
def test_a_resolution_has_its_head_its_preamble_and_its_operative_paragraphs(sample: Path) -> None:
    understood = read_akn(sample.read_bytes())
    document = understood.document
    symbol = "A/RES/" + sample.stem[:6].rstrip("_").replace("_", "/")
    assert document.masthead.symbol == symbol
    assert document.masthead.distribution in ("General", "general", "générale")
    assert day_of(document.masthead) in ("2019-12-18", "2020-12-16", "2021-01-04")
    assert document.masthead.organization
    assert document.masthead.body
    assert document.title
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    assert [heading.number for heading in headings] == [f"{symbol.removeprefix('A/RES/')}."]
    assert sum(isinstance(block, Paragraph) and bool(block.number) for block in document.blocks) >= 3
    assert not [remark for remark in understood.remarks if remark.fault]


def parts_of(contents: bytes) -> dict[str, list[str]]:
    """How a resolution is laid out: the names of its preambular paragraphs, how many operative ones, its footnotes."""
    root = etree.fromstring(contents)

    def values(path: str) -> list[str]:
        said: Any = root.xpath(path, namespaces={"a": AKN})
        return [" ".join(str(value).split()) for value in said]

    return {
        "document": [name_of(root[0])],
        "addresses": values("//a:FRBRthis/@value | //a:FRBRuri/@value"),
        "days": values("//a:FRBRWork/a:FRBRdate/@date | //a:FRBRExpression/a:FRBRdate/@date"),
        "preamble": values("//a:preamble/*/@name"),
        "footnotes": values("//a:authorialNote/@marker"),
        "conclusions": values("//a:conclusions/a:p//text()[normalize-space()]"),
        "title": values("//a:coverPage//a:docTitle/text()"),
        "number": values("//a:preface//a:docNumber/text()"),
    }


@needs_samples
@pytest.mark.parametrize("name", ["74_29", "75_32_E", "75_240_E"])
def test_a_resolution_is_exported_again_as_dgacm_laid_it_out(name: str) -> None:
    original = (SAMPLES / f"{name}.xml").read_bytes()
    assert parts_of(write_akn(read_akn(original).document)) == parts_of(original)


@needs_samples
@each_sample
def test_a_resolution_is_exported_again_under_dgacms_own_addresses(sample: Path) -> None:
    ours, theirs = (parts_of(each) for each in (write_akn(read_akn(sample.read_bytes()).document), sample.read_bytes()))
    assert {name: ours[name] for name in ("document", "addresses", "days", "footnotes")} == {
        name: theirs[name] for name in ("document", "addresses", "days", "footnotes")
    }


@needs_samples
def test_one_resolution_reads_alike_in_six_languages() -> None:
    found = {}
    for letter, language in {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}.items():
        document = read_akn((SAMPLES / f"75_240_{letter}.xml").read_bytes()).document
        assert document.language == language
        shape = [
            (type(block), len(block.notes), bool(block.number))
            for block in document.blocks
            if isinstance(block, Heading | Paragraph | Subparagraph)
        ]
        found[language] = shape
        footnotes = [note for block in document.blocks if isinstance(block, Paragraph) for note in block.notes]
        assert [note.key for note in footnotes] == ["1", "2"]
        assert [plain(note.words).rstrip(".。") for note in footnotes] == ["A/70/174", "A/68/98"]
    assert all(shape == found["en"] for shape in found.values())


@needs_samples
def test_what_word_had_numbered_is_numbered() -> None:
    arabic = read_akn((SAMPLES / "75_240_A.xml").read_bytes()).document
    assert [block.number for block in arabic.blocks if isinstance(block, Paragraph) and block.number] == [
        f"{number} -" for number in range(1, 6)
    ]
    english = read_akn((SAMPLES / "75_32_E.xml").read_bytes()).document
    assert [block.number for block in english.blocks if isinstance(block, Subparagraph)] == ["(a)", "(b)"] * 2


# The liberal reader ----------------------------------------------------------------------------------------------------------


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


# Faults ------------------------------------------------------------------------------------------------------------------------


def faults(understood: Understood) -> int:
    return sum(remark.fault for remark in understood.remarks)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (file_of('<paragraph eId="p_1"><content><p>One.</p></content></paragraph><paragraph eId="p_1"><content><p>Two.</p></content></paragraph>'), ["One.", "Two."]),
        (file_of("<p>One.</p>").replace(f' xmlns="{AKN}"'.encode(), b""), ["One."]),
        (file_of("<p>One.</p>").replace(AKN.encode(), b"http://www.akomantoso.org/2.0"), ["One."]),
        (file_of("<p>One.</p>").replace(b'language="eng"', b'language="English"'), ["One."]),
        (file_of("<p>One <p>two</p> three.</p>"), ["One\ntwo three."]),
        (file_of("One.<p>Two.</p>Three."), ["One.", "Two.", "Three."]),
        (file_of("<b>One.</b>"), ["**One.**"]),
        (file_of("<p>Rights & duties, AT&T&nbsp;too.</p>"), ["Rights & duties, AT&T\u00a0too."]),
        (file_of("<p>One.</p><akn4un:x>Two.</akn4un:x>"), ["One.", "Two."]),
        (file_of("<p>One <b>two</p><p>three.</p>"), ["One **two**\nthree."]),
        (file_of("<p>If a < b < c, then</p></section><p>d.</p>"), ["If a < b < c, then", "d."]),
        (file_of("<p>One <b two</b> three.</p>"), None),
    ],
)  # fmt: skip
def test_a_faulty_file_is_read_with_a_note_or_refused(contents: bytes, expected: list[str] | None) -> None:
    if expected is None:
        with pytest.raises(CannotBeRead):
            read_akn(contents)
        return
    understood = read_akn(contents)
    assert [block.words for block in understood.document.blocks if isinstance(block, Paragraph)] == expected
    assert faults(understood) >= 1


@pytest.mark.parametrize(
    "contents",
    [
        b"",
        b"Words.",
        b"<html><p>Words.</p></html>",
        b'<?xml version="1.0" encoding="utf-7"?><akomaNtoso/>',
        b'<?xml version="1.0" encoding="utf-8"?><akomaNtoso>\xff</akomaNtoso>',
        file_of("<p>One.</p>")[:-20],
        file_of("<p>One.</p>")[:-120],
    ],
)
def test_what_is_no_such_file_is_refused(contents: bytes) -> None:
    with pytest.raises(CannotBeRead):
        read_akn(contents)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig", "windows-1256"])
def test_other_encodings_are_read(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    contents = (declared + file_of("<p>قرار</p>").decode()).encode(encoding)
    assert read_akn(contents).document.blocks == (Paragraph("", "قرار"),)


# Nothing has an effect --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE akomaNtoso [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_with_a_document_type_is_refused_before_it_is_parsed(declaration: str, encoding: str) -> None:
    contents = (declaration + file_of("<p>&x;&b;</p>").decode()).encode(encoding)
    with pytest.raises(CannotBeRead, match="DTD"):
        read_akn(contents)


def test_instructions_comments_and_includes_have_no_effect() -> None:
    understood = read(
        '<?xml-stylesheet href="http://127.0.0.1:9/"?><!-- not words --><p>One<!-- nor these -->.</p>'
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
    )
    assert understood.document.blocks == (Paragraph("", "One."),)


@pytest.mark.parametrize(
    "contents",
    [
        file_of("<section>" * 5000 + "</section>" * 5000),
        file_of("<p>" + "<b>" * 150 + "x" + "</b>" * 150 + "</p>"),
        b"<akomaNtoso>" + b"<p/>" * 600_000 + b"</akomaNtoso>",
        b"<akomaNtoso>" + b" " * 21_000_000 + b"</akomaNtoso>",
        b"<!--" * 300_000 + b"</akomaNtoso>",
        b"<?" * 300_000 + b"</akomaNtoso>",
        b"&" * 1_000_000 + b"</akomaNtoso>",
        file_of("<p>Words<noteRef href='#n'/></p>" * 3000).replace(
            b"</meta>", b"<notes><note eId='n'><p>" + b"x" * 10_000 + b"</p></note></notes></meta>"
        ),
        file_of("<table>" + "<tr><td>x</td></tr>" * 1000 + "<tr>" + "<td/>" * 1000 + "</tr></table>"),
    ],
)
def test_a_bomb_is_refused_in_little_time(contents: bytes) -> None:
    begin = time.perf_counter()
    with pytest.raises(CannotBeRead):
        read_akn(contents)
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "body",
    [
        " " * 2_000_000 + "<p>" + " " * 2_000_000 + "x</p>",
        "<p>" + "<authorialNote marker='1'><p>x</p></authorialNote>" * 4_000 + "</p>",
        "<p>[^1]" + "<b>x<authorialNote marker='1'><p>x</p></authorialNote></b>" * 4_000 + "</p>",
        "<p>" + "<ins>x</ins><del>*</del>y" * 4_000 + "</p>",
        "<table><tr><td>" + "<authorialNote marker='1'><p>x</p></authorialNote>" * 4_000 + "</td></tr></table>",
        "<paragraph><num>1.</num><content><p>x</p></content></paragraph>" * 5_000,
        "<odd>" * 60 + "<p>x</p>" * 5_000 + "</odd>" * 60,
        "<p>" + "x\t" * 500_000 + "</p>",
        "<p>" + "*a " * 20_000 + "[" * 20_000 + "</p>",
    ],
)
def test_a_strange_file_is_read_and_written_in_little_time(body: str) -> None:
    begin = time.process_time()
    document = read(body).document
    assert document.blocks
    write_akn(document)
    assert time.process_time() - begin < 10


def test_notes_that_refer_to_notes_have_an_end() -> None:
    notes = "".join(f"<note eId='n{n}'><p>{n}" + f"<noteRef href='#n{n + 1}'/>" * 9 + "</p></note>" for n in range(9))
    contents = file_of("<p>Words<noteRef href='#n0'/>.</p>").replace(
        b"</meta>", f"<notes>{notes}<note eId='n9'><p>9<noteRef href='#n0'/></p></note></notes></meta>".encode()
    )
    [found] = read_akn(contents).document.blocks
    assert isinstance(found, Paragraph)
    assert [note.words for note in found.notes] == ["0"]


_NAMES = st.sampled_from(
    [
        "section",
        "paragraph",
        "subparagraph",
        "list",
        "point",
        "p",
        "b",
        "i",
        "ins",
        "del",
        "authorialNote",
        "noteRef",
        "table",
        "tr",
        "td",
        "th",
        "ul",
        "ol",
        "li",
        "heading",
        "num",
        "content",
        "intro",
        "docTitle",
        "docNumber",
        "coverPage",
        "preface",
        "attachments",
        "attachment",
        "doc",
        "toc",
        "img",
        "quotedStructure",
        "odd",
    ]
)
_TEXT = st.sampled_from(["", "words ", "*", "\t(a)\t", "[^1]", "\n ", "中", "[x](#y)"])


@st.composite
def _trees(draw: st.DrawFn, depth: int = 5) -> str:
    name = draw(_NAMES)
    children = "" if depth == 0 else "".join(draw(st.lists(_trees(depth - 1), max_size=3)))
    return f'<{name} marker="1" href="#n" name="x">{draw(_TEXT)}{children}</{name}>{draw(_TEXT)}'


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_trees())
def test_any_tree_of_elements_is_read_and_written_again_as_the_same(tree: str) -> None:
    document = read(tree).document
    contents = write_akn(document)
    check_valid(contents)
    assert read_akn(contents).document == document


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(_trees())
def test_a_file_that_only_pretends_to_be_ours_is_read_all_the_same(tree: str) -> None:
    ours = b'</identification><proprietary source="#s"><f:form xmlns:f="urn:oewg:akn">1</f:form></proprietary></meta>'
    tree = tree.replace("marker=", 'f:words="*a" f:key="k" f:place="²" f:cells="99999999999" class="inserted" marker=')
    tree = f'<section xmlns:f="urn:oewg:akn">{tree}</section>'
    understood = read_akn(file_of(tree).replace(b"</identification></meta>", ours))
    contents = write_akn(understood.document)
    check_valid(contents)
    assert read_akn(contents).document == understood.document


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(contents: bytes) -> None:
    with pytest.raises(CannotBeRead):
        read_akn(contents)
