"""What is read of a Word file: words in both views, numbers as a word processor counts them, notes, comments, and nothing of harm."""

import time
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oewg.texts.documents.description import Document, Heading, Paragraph, Subparagraph, accepted, rejected
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.docx.reading import NEW, OLD, Read, ReadFile, ReadTable, read_file, wordings, words_of_docx
from oewg.texts.documents.inline import Span, parse, written
from oewg.texts.documents.notes import as_text
from oewg.texts.documents.opening import CannotBeRead
from tests.texts.documents.specimens import everything, redlined, redlines
from tests.texts.documents.word_files import (
    called,
    comment,
    commented,
    footnote,
    gone,
    ins,
    level,
    mark,
    numbered,
    p,
    packed,
    r,
    tracked,
    unpacked,
    word_file,
)


def lines(file: ReadFile, view: str = NEW) -> list[str]:
    """The words of a view, without its blank paragraphs."""
    paragraphs = [one for one in file.items if isinstance(one, Read)]
    return [one.words for one in wordings(paragraphs, view) if not one.blank]


def both(body: str) -> tuple[list[str], list[str]]:
    file = read_file(word_file(body))
    return lines(file, OLD), lines(file)


def test_a_file_in_the_strict_form_is_read_as_any_other() -> None:
    usual = write_docx(redlined())
    names = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    parts = {name: part if isinstance(part, bytes) else part.encode() for name, part in unpacked(usual).items()}
    for old, strict in names.items():
        parts = {name: part.replace(old, strict) for name, part in parts.items()}
    assert packed(parts) != packed(unpacked(usual))
    assert read_file(packed(parts)) == read_file(usual)


def test_words_stand_in_the_view_in_which_nobody_took_them_out() -> None:
    body = p(r("States "), gone("should"), ins(r("shall")), r(" cooperate."))
    assert both(body) == (["States should cooperate."], ["States shall cooperate."])


def test_what_one_put_in_and_another_took_out_stands_in_neither_view() -> None:
    body = p(r("States"), f'<w:ins w:id="1" w:author="A">{gone(" all", by="B")}</w:ins>', r(" cooperate."))
    assert both(body) == (["States cooperate."], ["States cooperate."])


def test_one_authors_changes_are_told_from_anothers() -> None:
    body = p(
        r("States "), gone("should", by="Anna"), ins(r("shall"), by="Anna"), ins(r(" always"), by="Boris"), r(" act.")
    )
    file = read_file(word_file(body + p(r("Gone."), end=tracked("ins", by="Boris")) + p(r("Last."))))
    assert file.authors() == ("Anna", "Boris")
    assert lines(file.only("Anna")) == ["States shall act.", "Gone.Last."]
    assert lines(file.only("Boris"))[0] == "States should always act."
    assert lines(file.only("Anna"), OLD) == ["States should act.", "Gone.Last."]


def test_a_paragraph_without_its_end_goes_on_in_the_next_one() -> None:
    split = p(r("States act."), end=tracked("ins")) + p(r("They cooperate."))
    joined = p(r("States act. "), end=tracked("del")) + p(r("They cooperate."))
    assert both(split) == (["States act.They cooperate."], ["States act.", "They cooperate."])
    assert both(joined) == (["States act.", "They cooperate."], ["States act. They cooperate."])


def test_a_paragraph_that_was_moved_is_gone_where_it_was_and_new_where_it_is() -> None:
    body = (
        p(f'<w:moveFrom w:id="1" w:author="A">{r("First.")}</w:moveFrom>', end=tracked("moveFrom"))
        + p(r("Second."))
        + p(f'<w:moveTo w:id="2" w:author="A">{r("First.")}</w:moveTo>', end=tracked("moveTo"))
        + p(r("Third."))
    )
    assert both(body) == (["First.", "Second.", "Third."], ["Second.", "First.", "Third."])


def test_dress_and_links_become_the_inline_form() -> None:
    bold, italic = "<w:b/>", '<w:i w:val="1"/>'
    styles = '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    link = f'<w:hyperlink r:id="to-x">{r("the page")}</w:hyperlink>'
    inside = f'<w:hyperlink w:anchor="provision_57_revision_9">{r("12")}</w:hyperlink>'
    body = p(
        r("All "), r("States ", bold), r("act", italic), r(" now", '<w:rStyle w:val="Strong"/>'),
        r(", not", '<w:rStyle w:val="Strong"/><w:b w:val="0"/>'), r(" on "), link, r(" and paragraph "), inside,
    )  # fmt: skip
    file = read_file(word_file(body, links={"to-x": "https://example.org/x"}, styles=styles))
    assert lines(file) == [
        "All **States** *act* **now**, not on [the page](https://example.org/x) and paragraph [12](#provision-57)"
    ]


def test_only_links_that_a_reader_may_follow_lead_anywhere() -> None:
    body = p(f'<w:hyperlink r:id="bad">{r("here")}</w:hyperlink>')
    assert lines(read_file(word_file(body, links={"bad": "file:///etc/passwd"}))) == ["here"]


def test_a_field_is_read_as_it_was_last_shown_and_never_its_instruction() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = r(' HYPERLINK "https://example.org/y" ', tag="instrText")
    body = p(sign("begin"), instruction, sign("separate"), r("a link"), sign("end"), r(" and "), sign("begin"),
             r(" AUTHOR ", tag="instrText"), sign("separate"), r("Anna"), sign("end"))  # fmt: skip
    file = read_file(word_file(body))
    assert lines(file) == ["[a link](https://example.org/y) and Anna"]
    assert [one.values for one in file.remarks] == [(("kind", "AUTHOR"),)]


def test_notes_and_comments_are_read_with_where_they_hang() -> None:
    body = p(mark("provision_1_revision_2"), commented("4", r("States")), r(" act"), called("2"), r("."))
    file = read_file(
        word_file(
            body, footnotes=footnote("2", r(" See "), gone("there"), ins(r("here"))), comments=comment("4", "Too weak.")
        )
    )
    (paragraph,) = file.items
    assert isinstance(paragraph, Read)
    assert (paragraph.identities, paragraph.comments) == (("provision_1_revision_2",), ("4",))
    assert lines(file) == ["States act[^2]."]
    assert [one.words for one in wordings(file.notes["2"], OLD)] == ["See there"]
    assert [one.words for one in wordings(file.notes["2"], NEW)] == ["See here"]
    assert file.comments["4"].words == "Too weak."


def test_what_is_no_words_is_left_out_with_a_remark_that_quotes_its_place() -> None:
    picture = "<w:r><w:drawing/></w:r>"
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(r('At the side'))}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    equation = "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>"
    body = p(r("States"), picture, box, equation, r(" secretly", "<w:vanish/>"), r(" act."))
    file = read_file(word_file(body))
    assert lines(file) == ["States act."]
    assert {one.place for one in file.remarks} == {"States act."}
    said = sorted(one.said % dict(one.values) for one in file.remarks)
    assert said == [
        "A picture was left out.",
        "A text box was left out: its words are “At the side”.",
        "An equation was left out: “a=b”.",
        "Hidden words were left out: “secretly”.",
    ]


def test_rows_and_cells_in_content_controls_are_read_as_any_others() -> None:
    def control(*inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{''.join(inside)}</w:sdtContent></w:sdt>"

    def cell(words: str) -> str:
        return f"<w:tc>{p(r(words))}</w:tc>"

    body = (
        f"<w:tbl><w:tr>{cell('A')}{control(cell('B'))}</w:tr>"
        + control(
            f"<w:tr>{cell('1')}{cell('2')}</w:tr>", control(f"<w:tr><w:customXml>{cell('3')}</w:customXml></w:tr>")
        )
        + "</w:tbl>"
    )
    contents = word_file(body)
    (table,) = read_file(contents).items
    assert isinstance(table, ReadTable)
    assert [["".join(one.letters[0].span.text for one in cell) for cell in row] for row in table.rows] == [
        ["A", "B"], ["1", "2"], ["3"],
    ]  # fmt: skip
    assert words_of_docx(contents) == ["A", "B", "1", "2", "3"]


def test_a_table_in_a_footnote_or_a_comment_is_read_by_its_paragraphs() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('A'))}</w:tc><w:tc>{p(r('B'))}</w:tc></w:tr></w:tbl>"
    body = p(commented("3", r("Words")), called("1"))
    contents = word_file(
        body,
        footnotes=footnote("1", r("As follows:")).replace("</w:footnote>", f"{table}</w:footnote>"),
        comments=comment("3", "Why?").replace("</w:comment>", f"{table}</w:comment>"),
    )
    found = read_file(contents)
    assert [one.words for one in wordings(found.notes["1"], NEW)] == ["As follows:", "A", "B"]
    assert found.comments["3"].words == "Why?\nA\nB"


def test_many_remarks_of_one_kind_are_counted() -> None:
    file = read_file(word_file(p(r("States"), *["<w:r><w:drawing/></w:r>"] * 500)))
    assert len(file.remarks) == 13
    assert dict(file.remarks[-1].values)["count"] == "488"


LISTS = (
    f'<w:abstractNum w:abstractNumId="5">{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%2.", more=chr(60) + "w:lvlRestart w:val=" + chr(34) + "0" + chr(34) + "/>")}'
    f"{level(2, 'lowerLetter', '(%3)')}{level(3, 'lowerRoman', '(%4)')}{level(4, 'decimal', '%1.%2.%5', more='<w:isLgl/>')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="6">{level(0, "bullet", "-")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="7"/>'
    '<w:numFmt w:val="decimalZero"/><w:lvlText w:val="No. %1"/></w:lvl></w:lvlOverride></w:num>'
)


@pytest.mark.parametrize(
    ("course", "numbers"),
    [
        # A level that never restarts runs through the whole text, those under it start anew.
        ([(1, 0), (1, 1), (1, 2), (1, 2), (1, 3), (1, 0), (1, 1), (1, 2)], ["I.", "1.", "(a)", "(b)", "(i)", "II.", "2.", "(a)"]),
        # Another list of the same definition goes on, but where it says that it starts anew, once.
        ([(1, 2), (3, 2), (3, 2), (1, 2)], ["(a)", "(d)", "(e)", "(f)"]),
        ([(1, 0), (4, 0), (4, 0)], ["I.", "No. 02", "No. 03"]),
        ([(2, 0), (2, 0)], ["", ""]),
        ([(1, 0), (1, 1), (1, 4), (1, 4)], ["I.", "1.", "1.1.1", "1.1.2"]),
        # Who begins deep shows the higher levels as they would begin.
        ([(1, 4)], ["1.1.1"]),
        ([(9, 0)], [""]),
    ],
)  # fmt: skip
def test_numbers_are_counted_as_a_word_processor_counts_them(course: list[tuple[int, int]], numbers: list[str]) -> None:
    file = read_file(word_file("".join(p(r("x"), properties=numbered(*each)) for each in course), numbering=LISTS))
    assert [one.number for one in file.items if isinstance(one, Read)] == numbers


def test_a_style_brings_its_numbering_and_its_level_and_a_paragraph_may_leave_the_list() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/><w:pPr>{numbered(1)}<w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H3"><w:name w:val="heading 3"/><w:basedOn w:val="H3"/></w:style>'
    )
    body = p(r("a"), style="Sub") + p(r("b"), style="Sub", properties=numbered(0)) + p(r("c"), style="H3") + p(r("d"))
    file = read_file(word_file(body, styles=styles, numbering=LISTS))
    found = [(one.number, one.level) for one in file.items if isinstance(one, Read)]
    assert found == [("I.", 2), ("", 2), ("", 3), ("", None)]


def test_numbers_without_end_are_figures() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="5">{level(0, "lowerLetter", "(%1)", start=999_999)}{level(1, "lowerRoman", "%2" * 400, start=99_999_999)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    )
    body = p(r("x"), properties=numbered(1)) + p(r("x"), properties=numbered(1, 1))
    file = read_file(word_file(body, numbering=lists))
    assert [one.number for one in file.items if isinstance(one, Read)] == ["(999999)", ""]


def test_our_own_files_are_read_whole() -> None:
    file = read_file(write_docx(everything()))
    assert lines(file)[4:6] == ["The group *considered* it.[^1] It **agreed**.[^2]", "Mandate"]
    assert file.remarks == ()
    assert len(file.notes) == 3


@given(redlines())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_was_written_is_read_with_exactly_its_changes(written_document: Document) -> None:
    """Both texts of a redline, block by block: the words, and the identities."""
    file = read_file(write_docx(written_document))
    paragraphs = [one for one in file.items if isinstance(one, Read)]
    for view, standing, side in ((OLD, "insert", rejected), (NEW, "delete", accepted)):
        expected = []
        for block in written_document.blocks:
            if isinstance(block, Heading | Paragraph | Subparagraph) and block.standing != standing:
                keys = {note.key for note in block.notes}
                spans = parse(side(block.changes) if block.changes else block.words)
                printed = "".join("" if one.note in keys else as_text(one).text for one in spans)
                expected += [(printed.strip(), block.identity)] if printed.strip() else []
        found = [
            (words, one.identities)
            for one in wordings(paragraphs, view)
            if one.looks.style in ("Numbered Paragraph", "Body Text") and (words := one.text[one.number_ends :].strip())
        ]
        assert [words for words, _ in found] == [words for words, _ in expected]
        assert all(not name or name in names for (_, names), (_, name) in zip(found, expected, strict=True))


# --- Malice -----------------------------------------------------------------------------------------------------------


def changed(part: str, *swap: tuple[str, str]) -> bytes:
    parts = unpacked(word_file(p(r("States act.")), styles="", footnotes=""))
    contents = parts[part]
    text = contents.decode() if isinstance(contents, bytes) else contents
    for old, new in swap:
        assert old in text
        text = text.replace(old, new)
    return packed({**parts, part: text})


ENTITY = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n<w:document'
LAUGHS = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n<w:document'


@pytest.mark.parametrize(
    "contents",
    [
        changed("word/document.xml", ("<w:document", ENTITY), ("States act.", "&x;")),
        changed("word/document.xml", ("<w:document", LAUGHS), ("States act.", "&b;")),
        changed("word/styles.xml", ("<w:styles", "<!DOCTYPE w:styles>\n<w:styles")),
        packed({"word/other.xml": "<x/>"}),
        packed({"word/document.xml": "<w:document"}),
        packed({"word/document.xml": b"<" * 2_000_000}),
        packed({"word/document.xml": "<x/>", "word/media/a": b"\0" * 60_000_000}),
        packed(dict.fromkeys(["word/document.xml", *map(str, range(2_100))], "<x/>")),
        b"PK\x03\x04" + b"x" * 100,
    ],
    ids=["entity", "laughs", "declared", "no document", "broken", "tags", "bomb", "parts", "no archive"],
)
def test_a_file_that_means_harm_is_not_read(contents: bytes) -> None:
    with pytest.raises(CannotBeRead):
        read_file(contents)


def test_nothing_outside_is_looked_at_and_no_macro_matters() -> None:
    parts = unpacked(word_file(p(r("States act."))))
    template = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/>'
        '<Relationship Id="y" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" '
        'Target="http://127.0.0.1:9/styles.xml" TargetMode="External"/>'
        '<Relationship Id="z" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="../../../../etc/passwd"/></Relationships>'
    )
    more: dict[str, str | bytes] = {"word/_rels/document.xml.rels": template, "word/vbaProject.bin": b"\xd0\xcf"}
    assert lines(read_file(packed({**parts, **more}))) == ["States act."]


def test_nesting_without_end_is_refused_and_a_long_file_is_read_in_time() -> None:
    deep = "<w:ins>" * 5_000 + r("x") + "</w:ins>" * 5_000
    with pytest.raises(CannotBeRead):
        read_file(word_file(p(deep)))
    body = "".join(p(r(f"{place} "), gone("old"), ins(r("new"))) for place in range(8_000))
    begun = time.process_time()
    assert len(lines(read_file(word_file(body)))) == 8_000
    assert time.process_time() - begun < 10


def test_damage_within_a_part_is_told_as_a_file_that_cannot_be_read() -> None:
    contents = bytearray(word_file(p(r("".join(f"{place} " for place in range(2_000))))))
    place = contents.index(b"word/document.xml") + 200
    contents[place : place + 40] = zlib.compress(b"x")[:1] * 40
    with pytest.raises(CannotBeRead):
        read_file(bytes(contents))


# --- The inline form --------------------------------------------------------------------------------------------------

SPANS = st.lists(
    st.builds(
        Span, st.sampled_from(["a", "b c", " d", "e ", "(f)", ", "]), st.booleans(), st.booleans(),
        href=st.sampled_from(["", "https://x.org/"]),
    )
    | st.builds(Span, st.just(""), note=st.just("3")),
    max_size=6,
)  # fmt: skip


@given(SPANS)
def test_no_word_and_no_link_is_lost_in_the_inline_form(spans: list[Span]) -> None:
    found = parse(written(spans))
    assert "".join(one.text for one in found) == "".join(one.text for one in spans)

    def leading(those: list[Span]) -> list[tuple[str, str]]:
        return [(letter, one.href) for one in those for letter in one.text if not letter.isspace()]

    assert leading(list(found)) == leading(spans)
    assert [one.note for one in found if one.note] == [one.note for one in spans if one.note]


@pytest.mark.parametrize(
    "words",
    [
        "a *b* c",
        "**x** y",
        "*a* [l](https://x.org/) [^1]",
        "**[l](https://x.org/)** q",
        "2 * 3 * 4",
        "**a *b***",
        "[x] y",
    ],
)
def test_what_is_written_as_people_write_it_is_written_so_again(words: str) -> None:
    assert written(parse(words)) == words
