"""A document as a Word file."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from oewg.texts.documents.description import Document, Footnote, Paragraph, Table
from oewg.texts.documents.docx import write_docx
from tests.texts.documents.specimens import document, everything

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(written: Document) -> WordDocument:
    return docx.Document(BytesIO(write_docx(written)))


def part(written: Document, name: str) -> etree._Element:
    with ZipFile(BytesIO(write_docx(written))) as archive:
        return etree.fromstring(archive.read(name))


def texts(root: etree._Element) -> str:
    return "".join(element.text or "" for element in root.iter(f"{W}t"))


def test_under_the_number_of_the_agenda_item_stands_in_bold_what_it_is_about() -> None:
    head = replace(everything().masthead, agenda_item="Agenda item 98\nDevelopments")
    word = docx.Document(BytesIO(write_docx(replace(everything(), masthead=head))))
    styles = {one.text: one.style for one in word.paragraphs if one.style}
    assert not styles["Agenda item 98"].font.bold
    assert styles["Developments"].font.bold


def test_blocks_have_styles_that_a_word_processor_knows() -> None:
    styles = [paragraph.style.name for paragraph in opened(everything()).paragraphs if paragraph.style]
    assert styles == [
        *["Masthead Session", "Masthead Item", "Title", "Heading 1", "Numbered Paragraph", "Heading 2", "Body Text"],
        *["Subparagraph 1", "Subparagraph 2", "Subparagraph 3", "Heading 3", "After Table", "Annex Title"],
        "Numbered Paragraph",
    ]


def test_the_masthead_is_a_table_above_session_and_item() -> None:
    word = opened(everything())
    (organization, _, symbol), (body, _, issue) = ([cell.text for cell in row.cells] for row in word.tables[0].rows)
    assert (organization, symbol) == ("United Nations", "A/AC.290/2021/L.1")
    assert body == "Open-ended working group on an exercise"
    assert issue.split("\n") == ["Distr.: Limited", "12 March 2021", "Original: English"]
    assert [paragraph.text for paragraph in word.paragraphs[:2]] == ["Third substantive session", "Agenda item 5"]


def test_without_a_symbol_no_rule_stands_at_the_head_of_a_page() -> None:
    def heads(written: Document) -> list[str]:
        section = docx.Document(BytesIO(write_docx(written))).sections[0]
        return [one.style.name for head in (section.header, section.even_page_header) for one in head.paragraphs]

    assert heads(everything()) == ["Notice", "Header Right", "Notice", "Header Left"]
    assert heads(replace(everything(), masthead=replace(everything().masthead, symbol=""))) == ["Notice", "Notice"]


def test_the_lines_of_issue_begin_at_one_edge_whichever_way_they_run() -> None:
    head = replace(everything().masthead, distribution="", date="27 نوفمبر 2026", original_language="English")
    word = docx.Document(BytesIO(write_docx(replace(everything("ar"), masthead=head))))
    lines = word.tables[0].rows[1].cells[-1].paragraphs
    assert [(line.style.name, line._p.pPr.find(f"{W}bidi").get(f"{W}val")) for line in lines] == [
        ("Masthead Issue Left", "1"), ("Masthead Issue", "0"),
    ]  # fmt: skip


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    body = part(everything(), "word/document.xml")
    notes = part(everything(), "word/footnotes.xml")
    marks = [mark.get(f"{W}id") for mark in body.iter(f"{W}footnoteReference")]
    assert marks == ["1", "2", "3"]
    assert [note.get(f"{W}id") for note in notes] == ["-1", "0", "1", "2", "3"]
    assert [note.get(f"{W}type") for note in list(notes)[:2]] == ["separator", "continuationSeparator"]
    assert [texts(note).strip() for note in list(notes)[2:]] == ["One.", "Two.", "Three: a page."]


def test_the_footnotes_part_is_declared_and_related() -> None:
    kinds = part(everything(), "[Content_Types].xml")
    declared = {entry.get("PartName"): str(entry.get("ContentType")) for entry in kinds}
    assert declared["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    relations = part(everything(), "word/_rels/document.xml.rels")
    assert "footnotes.xml" in {relation.get("Target") for relation in relations}
    of_notes = part(everything(), "word/_rels/footnotes.xml.rels")
    assert {relation.get("Target") for relation in of_notes} == {"https://example.org/three"}


def test_a_footnote_without_a_mark_is_marked_at_the_end() -> None:
    written = document(Paragraph("1.", "Words.", notes=(Footnote("k", "A note."),)))
    assert texts(part(written, "word/footnotes.xml")).strip() == "A note."
    assert len(list(part(written, "word/document.xml").iter(f"{W}footnoteReference"))) == 1


def test_the_symbol_the_notice_and_the_page_run_on_every_page() -> None:
    section = opened(everything()).sections[0]
    symbol, notice = "A/AC.290/2021/L.1", "Exercise: no State’s position"
    heads = {section.header: [notice, symbol], section.even_page_header: [notice, symbol]}
    for head, said in (heads | {section.first_page_header: [notice]}).items():
        assert [paragraph.text for paragraph in head.paragraphs] == said
    for foot in (section.footer, section.even_page_footer, section.first_page_footer):
        fields = [str(field.get(f"{W}instr")) for field in foot._element.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_an_arabic_document_runs_from_right_to_left() -> None:
    written = document(Paragraph("1", "القرار A/70/174 (الفقرة)"), language="ar")
    body = part(written, "word/document.xml")
    assert body.find(f".//{W}sectPr/{W}bidi") is not None
    assert body.find(f".//{W}tblPr/{W}bidiVisual") is not None
    assert part(written, "word/styles.xml").find(f".//{W}style/{W}pPr/{W}bidi") is not None
    last = list(body.iter(f"{W}p"))[-1]
    runs = [(texts(run), run.find(f"{W}rPr/{W}rtl") is not None) for run in last.iter(f"{W}r") if texts(run)]
    # "1" has no point and is no number of the run: it stands as words.
    assert runs == [("1", True), ("القرار ", True), ("A/70/174", False), (" (الفقرة)", True)]


def test_runs_bear_the_language_of_the_document() -> None:
    body = part(document(Paragraph("1.", "Paroles"), language="fr"), "word/document.xml")
    assert {language.get(f"{W}val") for language in body.iter(f"{W}lang")} == {"fr-FR"}


def test_the_properties_name_the_document_and_no_person() -> None:
    properties = opened(everything()).core_properties
    assert (properties.title, properties.language) == ("Draft report", "en")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_no_part_of_the_file_tells_of_another_program_or_language() -> None:
    with ZipFile(BytesIO(write_docx(everything()))) as archive:
        assert {name for name in archive.namelist() if name.startswith("docProps/")} == {"docProps/core.xml"}
        settings = archive.read("word/settings.xml").decode()
    assert [said for said in ("ja-JP", "clean", "rsid") if said in settings] == []


def test_word_opens_the_file_as_one_of_today_and_stretches_no_line_that_was_ended_by_hand() -> None:
    compat = part(everything(), "word/settings.xml").find(f"{W}compat")
    assert compat is not None
    said = {each.get(f"{W}name"): each.get(f"{W}val") for each in compat.iter(f"{W}compatSetting")}
    assert said["compatibilityMode"] == "15"
    assert compat.find(f"{W}doNotExpandShiftReturn") is not None


def test_a_title_longer_than_the_property_holds_is_still_printed_whole() -> None:
    long = "Report " * 60
    assert opened(document(title=long)).paragraphs[2].text == long


def test_the_paper_is_letter() -> None:
    section = opened(everything()).sections[0]
    assert (section.page_width, section.page_height) == (docx.shared.Inches(8.5), docx.shared.Inches(11))


@pytest.mark.parametrize("table", [Table((), ()), Table((), ((),))])
def test_a_table_without_cells_is_left_out(table: Table) -> None:
    assert len(opened(document(table)).tables) == 1


def test_a_table_that_is_wider_than_word_takes_goes_on_in_another() -> None:
    cells = tuple(map(str, range(130)))
    _, *tables = opened(document(Table(cells, (cells, ("short",))))).tables
    assert [len(table.columns) for table in tables] == [63, 63, 4]
    assert tuple(cell.text for table in tables for cell in table.rows[1].cells) == cells
    assert [table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None for table in tables] == [True] * 3


def test_a_short_row_is_filled_with_empty_cells() -> None:
    rows = opened(everything()).tables[1].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["Symbol", "Title"], ["A/1", "A title"], ["A/2", ""]]


def test_a_table_repeats_its_header_on_every_page_and_keeps_the_lines_of_a_cell() -> None:
    body = part(document(Table(("Symbol",), (("A/1\nA/2",), ("A/3",)))), "word/document.xml")
    rows = list(body.iter(f"{W}tbl"))[1].findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert len(list(rows[1].iter(f"{W}br"))) == 1


def test_a_block_in_another_language_says_so_in_its_runs_and_runs_its_own_way() -> None:
    written = document(
        Paragraph("1.", "نعم[^a]", language="ar", notes=(Footnote("a", "هامش"),)), Paragraph("2.", "Oui", language="fr")
    )  # fmt: skip
    arabic, french = list(part(written, "word/document.xml").iter(f"{W}p"))[-2:]
    assert {lang.get(f"{W}bidi") for lang in arabic.iter(f"{W}lang")} == {"ar-SA"}
    assert [bidi.get(f"{W}val") for bidi in arabic.iterfind(f"{W}pPr/{W}bidi")] == ["1"]
    assert arabic.find(f".//{W}rtl") is not None
    assert {lang.get(f"{W}val") for lang in french.iter(f"{W}lang")} == {"fr-FR"}
    assert french.find(f"{W}pPr/{W}bidi") is None
    [note] = [n for n in part(written, "word/footnotes.xml") if n.get(f"{W}id") == "1"]
    assert note.find(f"{W}p/{W}pPr/{W}bidi") is not None
