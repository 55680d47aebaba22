"""A document as PDF."""

import re
import subprocess
import sys
import threading
import time
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pypdf
import pypdfium2
import pytest

from oewg.texts.documents import pdf as writing
from oewg.texts.documents.description import Annex, Change, Document, Heading, Paragraph, Table
from oewg.texts.documents.pdf import AT_ONCE, NoPages, write_pdf
from tests.texts.documents.specimens import document, everything, redlined

SENTENCE = "States should cooperate in good faith with each other, on a voluntary basis."
WIDTH_IN_TIMES = 299.96
"""Points, at 10 points: from the widths that Adobe published for Times Roman."""


def pages(written: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(write_pdf(written))
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_pdf(everything())


def test_headings_and_annexes_are_bookmarks(written: bytes) -> None:
    pdf = pypdfium2.PdfDocument(written)
    bookmarks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    assert bookmarks == [(0, "I. Introduction"), (1, "A. Mandate"), (2, "1. Documents"), (0, "Annex\u2003Participants")]


def test_the_headings_of_an_annex_are_bookmarks_below_its_own() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(document(Annex("Views"), Heading(1, "I.", "One"), Heading(3, "1.", "Deep"))))
    bookmarks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    assert bookmarks == [(0, "Annex\u2003Views"), (1, "I. One"), (2, "1. Deep")]


@pytest.mark.parametrize("room", range(40))
def test_no_symbol_and_no_word_is_divided_between_two_lines(room: int) -> None:
    words = f"{'x' * room} as contained in document A/AC.290/2021/INF/1/Corr.1 on Mauritania and communications. " * 2
    [page] = pages(document(Paragraph("1.", words)))
    for whole in ("A/AC.290/2021/INF/1/Corr.1", "Mauritania", "communications"):
        assert [line for line in page.splitlines() if whole in line], page
        assert page.count(whole) == 2


def test_the_file_is_tagged_and_says_its_language_and_title(written: bytes) -> None:
    reader = pypdf.PdfReader(BytesIO(written))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Draft report"
    assert not reader.metadata.author


@pytest.mark.parametrize("language", ["en", "ar", "zh"])
def test_only_the_installed_fonts_are_used_and_all_are_embedded(language: str) -> None:
    pages: Any = pypdf.PdfReader(BytesIO(write_pdf(everything(language)))).pages
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert {name for name in names if not name.startswith(("Libertinus", "NotoSerif", "Amiri", "NotoSansCJK"))} == set()
    described = [each.get_object()["/FontDescriptor"] for font in fonts for each in font["/DescendantFonts"]]
    assert described
    assert all(any(f"/FontFile{kind}" in one for kind in ("", 2, 3)) for one in described)


def test_running_text_is_ten_on_twelve_points_and_as_wide_as_times() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(document(Paragraph("", f"{SENTENCE}\n{SENTENCE}"))))
    text = pdf[0].get_textpage()
    words = text.get_text_range()
    first, second = (words.index("States"), words.rindex("States"))
    sizes = {round(pypdfium2.raw.FPDFText_GetFontSize(text.raw, place), 2) for place in (first, second)}
    left, last = text.get_charbox(first, loose=True), text.get_charbox(first + len(SENTENCE) - 1, loose=True)
    leading = left[1] - text.get_charbox(second, loose=True)[1]
    pdf.close()
    assert sizes == {10}
    assert leading == pytest.approx(12, abs=0.01)
    assert last[2] - left[0] == pytest.approx(WIDTH_IN_TIMES, rel=0.03)


def test_the_paper_is_letter(written: bytes) -> None:
    assert pypdf.PdfReader(BytesIO(written)).pages[0].mediabox[2:] == [612, 792]


def test_notice_and_page_stand_on_every_page_and_the_symbol_on_all_but_the_first_head() -> None:
    first, second = pages(everything())
    assert first.count("A/AC.290/2021/L.1") == second.count("A/AC.290/2021/L.1") == 1
    assert first.startswith("Exercise: no State’s position")
    assert second.startswith("Exercise: no State’s position")
    assert "1/2" in first
    assert "2/2" in second


def test_footnotes_stand_at_the_foot_in_the_order_of_their_marks() -> None:
    first, _ = pages(everything())
    places = [first.index(note) for note in ("Third.", "One.", "Two.", "Three: a page.")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "words", ["#panic()", "$x$", "= Heading", "_a_ `b` @c <d> \\ //e", '#"', "[not [agreed]]", "---", "#import"]
)
def test_words_are_never_read_as_typst(words: str) -> None:
    [text] = pages(document(Paragraph("1.", words)))
    assert words in text


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(document(Paragraph("1.", "W" * 300))))
    page = pdf[0]
    text = page.get_textpage()
    right_edges = [text.get_charbox(place)[2] for place in range(text.count_chars())]
    pdf.close()
    assert max(right_edges) < 612


def test_what_is_blacked_out_stays_in_its_column() -> None:
    black = "\u2588" * 60
    pdf = pypdfium2.PdfDocument(write_pdf(document(Table(("No.", "What became of it"), (("1", black), ("2", black))))))
    text = pdf[0].get_textpage()
    boxes = [
        text.get_charbox(place) for place in range(text.count_chars()) if text.get_text_range(place, 1) == "\u2588"
    ]
    pdf.close()
    assert len(boxes) == 120
    assert max(box[2] for box in boxes) < 612 - 0.83 * 72


def test_in_the_contents_the_number_of_a_page_stands_at_the_edge_however_long_the_heading_is() -> None:
    headings = [Heading(2, f"{letter}.", "Voices heard between the sessions " + "i" * length) for letter, length in zip(
        ascii_uppercase, range(44, 96, 2), strict=True
    )]  # fmt: skip
    pdf = pypdfium2.PdfDocument(write_pdf(replace(document(*headings), contents=True)))
    text = pdf[0].get_textpage()
    contents = text.get_text_range()
    numbers = [each.start(1) for each in re.finditer(r"\. (\d)(?=[\r\n])", contents)]
    edges = [text.get_charbox(place)[2] for place in numbers]
    pdf.close()
    assert len(edges) > 20
    assert max(edges) - min(edges) < 1


@pytest.mark.parametrize("language", ["ar", "zh", "ru", "fr", "es"])
def test_every_official_language_is_written(language: str) -> None:
    root: Any = pypdf.PdfReader(BytesIO(write_pdf(everything(language)))).root_object
    assert root["/Lang"] == language


def tags(written: Document) -> list[str]:
    """The structure of the file in its order: the kinds of the elements, and how words are decorated."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif hasattr(node, "get"):
            found.append(str(node.get("/S", ""))[1:])
            attributes = node.get("/A")
            found.extend(
                str(one["/TextDecorationType"])[1:] for one in attributes or () if "/TextDecorationType" in one
            )
            walk(node.get("/K"))

    root: Any = pypdf.PdfReader(BytesIO(write_pdf(written))).root_object
    walk(root["/StructTreeRoot"])
    return found


def test_what_a_redline_puts_in_is_underlined_and_bold_and_what_it_takes_out_struck_through() -> None:
    changes = (Change("equal", "a "), Change("delete", "b", ("France",)), Change("insert", "c", ("Japan",)))
    marks = ["LineThrough", "Strong", "Underline"]
    assert [tag for tag in tags(document(Paragraph("", "a c", changes=changes)))[-9:] if tag in marks] == [
        "LineThrough", "Strong", "Underline",
    ]  # fmt: skip
    assert not {"LineThrough", "Underline"} & set(tags(everything()))


def test_no_mark_of_a_redline_is_a_colour_alone() -> None:
    [page] = pypdf.PdfReader(BytesIO(write_pdf(replace(redlined(), blocks=redlined().blocks[:1])))).pages
    contents = page.get_contents()
    assert contents is not None
    assert not re.search(rb"[1-9.] (?:rg|RG|scn|SCN)\b", contents.get_data())


def test_after_each_change_stands_in_whose_name_and_the_legend_names_all() -> None:
    words = " ".join(pages(redlined())[0].split())
    assert "Changes proposed by: France, Japan, Kenya, Chair" in words
    assert "Words put in are bold and underlined" in words
    assert re.search(r"States mayshould ?France, Japan refrain", words)
    assert re.search(r"Its note\. ?France, Japan", words)
    assert "Changes proposed" not in pages(everything())[0]


def test_bookmarks_and_contents_of_a_redline_have_the_words_that_stay() -> None:
    gone = Heading(1, "II.", "Gone", standing="delete")
    written = replace(redlined(), blocks=(*redlined().blocks, gone), contents=True)
    pdf = pypdfium2.PdfDocument(write_pdf(written))
    bookmarks = [mark.get_title() for mark in pdf.get_toc()]
    pdf.close()
    assert bookmarks == ["I. Introduction", "A. Of that"]
    listed = pages(written)[0].partition("Contents")[2].splitlines()[1:3]
    assert [re.sub(r"[\s.\u2060\u2068\u2069]+", " ", line).strip() for line in listed] == [
        "I Introduction 1",
        "A Of that 1",
    ]


def test_no_number_of_a_page_is_turned_away_from_the_last_words_of_its_heading() -> None:
    words = "Consultations with business, non-governmental organizations and academia"
    long = [Heading(2, "H.", words[:end]) for end in range(len(words) - 12, len(words) + 1)]
    listed = pages(replace(document(*long), contents=True))[0].partition("Contents")[2]
    lines = [re.sub(r"[\s.\u2060\u2068\u2069]+", " ", line).strip() for line in listed.splitlines()]
    assert sum(bool(re.search(r" [12]$", line)) for line in lines) == len(long)
    assert not [line for line in lines if line.isdigit()]


def test_contents_are_tagged_and_their_entries_are_links() -> None:
    found = tags(replace(everything(), contents=True))
    assert [found.count(tag) for tag in ("TOC", "TOCI", "Reference")] == [3, 4, 4]
    assert "TOC" not in tags(everything())


def test_headings_tables_and_notes_are_tagged_as_what_they_are() -> None:
    found = tags(everything())
    assert [found.count(tag) for tag in ("Title", "H1", "H2", "H3", "Table", "TH", "TD", "Note", "Link")] == [
        *(1, 2, 1, 1, 1, 2, 4, 3),
        found.count("Link"),
    ]


def test_arabic_words_are_read_in_the_order_in_which_they_are_spoken() -> None:
    words = "ينبغي للدول أن تتعاون وفقا للقرار 73 المؤرخ 5 كانون الأول"
    [text] = pages(document(Paragraph("1.", words), language="ar"))
    lines = unicodedata.normalize("NFKC", text)
    places = [lines.index(word) for word in ("ينبغي", "للدول", "تتعاون", "73", "الأول")]
    assert places == sorted(places)


def test_a_paragraph_in_another_language_runs_its_own_way() -> None:
    pdf = pypdfium2.PdfDocument(write_pdf(document(Paragraph("", "نعم.", language="ar"), Paragraph("", "Yes."))))
    text = pdf[0].get_textpage()
    words = text.get_text_range()
    right, left = text.get_charbox(words.index("نعم"))[0], text.get_charbox(words.rindex("Yes"))[0]
    pdf.close()
    assert right > 400 > 200 > left


def test_a_wide_table_repeats_its_header_on_every_page() -> None:
    rows = tuple((str(place), "Words\nin two lines") for place in range(80))
    found = pages(document(Table(("No.", "What it says"), rows)))
    assert len(found) > 2
    assert all("What it says" in page for page in found)


def a_setter(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Another program in the place of the one that sets the pages; it leaves its number in a file."""
    file = folder / "setter.py"
    file.write_text(f"import os, sys, time\nopen({str(folder / 'number')!r}, 'w').write(str(os.getpid()))\n{program}\n")
    monkeypatch.setattr(writing, "_SETTER", str(file))


@pytest.mark.parametrize(
    ("program", "logged"),
    [
        ("os.abort()", "were not set (-6)"),
        ("sys.exit('a font is gone')", "a font is gone"),
        ("raise MemoryError('no more')", "no more"),
        ("pass", "were not set (0)"),
    ],
)
def test_a_setter_that_fails_fails_alone_and_the_log_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, program: str, logged: str
) -> None:
    a_setter(tmp_path, monkeypatch, program)
    with pytest.raises(NoPages, match="could not be written") as refused:
        write_pdf(everything())
    assert refused.value.status == 503
    assert logged in caplog.text
    monkeypatch.undo()
    assert write_pdf(everything()).startswith(b"%PDF")


def test_a_system_that_begins_no_more_processes_is_told_like_a_setter_that_fails(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.run", refuses)
    for _ in range(AT_ONCE + 1):  # and no place is lost
        with pytest.raises(NoPages, match="could not be written"):
            write_pdf(everything())
    assert "Resource temporarily unavailable" in caplog.text


def test_a_document_that_never_ends_is_given_up_and_nothing_of_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_setter(tmp_path, monkeypatch, "time.sleep(600)")
    monkeypatch.setattr(writing, "PATIENCE", 3)
    with pytest.raises(NoPages, match="not ready after 3 seconds"):
        write_pdf(everything())
    number = (tmp_path / "number").read_text()
    # Neither running nor waiting to be asked how it ended.
    assert not Path("/proc", number).exists()


def test_only_so_many_are_set_at_once_and_the_next_one_in_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, end = tmp_path / "begun", tmp_path / "end"
    begun.touch()
    waits = f"while not os.path.exists({str(end)!r}): time.sleep(0.01)"
    a_setter(tmp_path, monkeypatch, f"open({str(begun)!r}, 'a').write('x')\n{waits}")
    refused: list[str] = []

    def write() -> None:
        with pytest.raises(NoPages) as found:
            write_pdf(everything())
        refused.append(str(found.value))

    every = [threading.Thread(target=write) for _ in range(writing.AT_ONCE + 1)]
    for each in every:
        each.start()
    try:
        patience = time.monotonic() + 60
        while len(begun.read_text()) < writing.AT_ONCE:
            assert time.monotonic() < patience, "they have not begun"
            time.sleep(0.01)
        time.sleep(0.5)  # time enough for one more
        assert len(begun.read_text()) == writing.AT_ONCE
    finally:
        end.touch()
        for each in every:
            each.join()
    assert len(begun.read_text()) == len(refused) == len(every)


def test_the_setter_brings_nothing_of_the_house_with_it() -> None:
    program = f"import runpy, sys; runpy.run_path({writing._SETTER!r}); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    brought = set(run.stdout.split())
    assert "typst" in brought
    assert not {each for each in brought if each.partition(".")[0] in {"oewg", "flask", "sqlalchemy", "lxml", "babel"}}
