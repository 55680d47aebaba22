"""Where a table of a text changes, what is printed for readers is the table, with each change in its cell and in whose name it is."""

from oewg.texts.documents.changing import shown_as_table
from oewg.texts.documents.description import Change, Document, Footnote, Heading, Masthead, Paragraph, accepted
from oewg.texts.documents.html import html_body
from oewg.texts.documents.tabled import set_as_table
from oewg.texts.documents.text import write_text
from tests.texts.documents.test_pdf import pages

OLD = "| Measure | Who |\n| --- | --- |\n| Points of contact | each State |\n| Reporting | all[^1] |"
CHANGES = (
    Change("equal", "| Measure | Who |\n| --- | --- |\n| Points of contact | each State"),
    Change("insert", ", at any hour", ("France",)),
    Change("equal", " |"),
    Change("insert", "\n| Exercises | regions |", ("Japan", "Mexico")),
    Change("equal", "\n| Reporting | all[^1] |"),
)
NOTE = Footnote("1", "Voluntarily.")
BLOCK = Paragraph(number="Table 1", words=accepted(CHANGES), changes=CHANGES, notes=(NOTE,))


def document(*blocks: Paragraph) -> Document:
    """A document of these blocks."""
    return Document(Masthead("", "A/1", "", "", "", "", "", ""), "Report", "en", "", blocks)


def test_each_change_is_in_its_cell_and_a_row_says_once_in_whose_name_it_comes() -> None:
    table = shown_as_table(BLOCK)
    assert table
    assert table.header == ("Measure", "Who")
    assert [[changes for _, changes in cells] for _, cells in table.lines()] == [
        [(), ()],
        [(), (Change("equal", "each State"), Change("insert", ", at any hour", ("France",)))],
        [(Change("insert", "Exercises"),), (Change("insert", "regions", ("Japan", "Mexico")),)],
        [(), ()],
    ]


def test_a_row_with_empty_cells_says_in_whose_name_it_comes_after_its_last_words() -> None:
    changes = (Change("equal", "| a | b |"), Change("insert", "\n| c |  |"))
    table = shown_as_table(Paragraph("", accepted(changes), changes=changes, authors=("Egypt",)))
    assert table
    assert list(table.lines())[1] == ("equal", [("c", (Change("insert", "c", ("Egypt",)),)), ("", ())])


def test_no_mark_of_the_inline_form_is_cut_in_a_cell() -> None:
    changes = (Change("equal", "| *a"), Change("insert", " b", ("Egypt",)), Change("equal", "* |"))
    table = shown_as_table(Paragraph("", accepted(changes), changes=changes))
    assert table
    [(_, [(_, found)])] = table.lines()
    assert found == (Change("delete", "*a*", ("Egypt",)), Change("insert", "*a b*", ("Egypt",)))


def test_what_does_not_change_is_the_table_that_it_was() -> None:
    block = Paragraph(number="Table 1", words=OLD, notes=(NOTE,))
    assert shown_as_table(block) == set_as_table(block)


def test_headings_moves_and_footnotes_out_of_their_order_are_printed_as_they_are_typed() -> None:
    assert shown_as_table(Heading(level=1, number="I.", words=OLD, changes=CHANGES)) is None
    assert shown_as_table(Paragraph(number="1.", words=OLD, standing="insert", moved="paragraph 2")) is None
    assert (
        shown_as_table(Paragraph(number="1.", words=OLD, changes=CHANGES, notes=(NOTE, Footnote("2", "Not called."))))
        is None
    )


def test_html_has_the_table_with_its_marks() -> None:
    written = html_body(document(BLOCK))
    assert '<th scope="col">Who</th>' in written
    assert '<td>each State<ins class="doc-change" data-said="inserted">, at any hour</ins><sup' in written
    assert written.count("Japan, Mexico") == 1 + 1, "once in the legend, once at the end of the row"
    assert "| --- |" not in written


def test_plain_text_and_pdf_have_it_in_columns() -> None:
    written = write_text(document(BLOCK)).decode()
    assert "Points of contact  each State{+, at any hour+}{France}" in written
    assert "{+Exercises+}" in written
    assert "---  |" not in written
    pdf = " ".join(pages(document(BLOCK))[0].split())
    assert "each State, at any hour" in pdf
    assert "|" not in pdf


def test_a_table_that_comes_or_goes_whole_does_so_with_every_row_and_its_label() -> None:
    block = Paragraph(number="Table 1", words=OLD, notes=(NOTE,), standing="delete", authors=("Egypt",))
    written = html_body(document(block))
    assert '<caption class="doc-number"><del' in written
    assert written.count("<del") == 1 + 6 + 1, "its label, its cells, its footnote"
    assert written.count("Egypt") == 1 + 3 + 1, "in the legend, once a row, in the footnote"
