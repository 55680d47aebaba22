"""Which words of a Word file are kept with it, searched and compared: all that a reader sees in its body, each once, line by line."""

import pytest

from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.reading import words_of_file
from tests.texts.documents.word_files import (
    called,
    comment,
    commented,
    footnote,
    gone,
    ins,
    mark,
    p,
    packed,
    r,
    tracked,
    word_file,
)

BOX = "<w:txbxContent>{}</w:txbxContent>"
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
CONTENTS = (
    '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)


def cells(*rows: tuple[str, ...]) -> str:
    return f"<w:tbl>{''.join('<w:tr>' + ''.join(f'<w:tc>{cell}</w:tc>' for cell in row) + '</w:tr>' for row in rows)}</w:tbl>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (p(r("One.")) + p() + p(r("Two.")), "One.\n\nTwo."),
        (p(r("1.\tWords"), r(" and more")), "1.\tWords and more"),
        (p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"), "a b\u2011c"),
        (p(r("States "), gone("may"), ins(r("shall")), r(" act.")), "States shall act."),
        (p(r("One "), end=tracked("del")) + p(r("goes on.")), "One goes on."),
        (p(r("It "), end=tracked("ins")) + p(r("was split.")), "It \nwas split."),
        ('<w:p><w:moveFrom>' + r("gone") + "</w:moveFrom><w:moveTo>" + r("here") + "</w:moveTo></w:p>", "here"),
        (p(r("Hidden", "<w:vanish/>"), r(" words")), "Hidden words"),
        (p(r("See "), FIELD.format(r("page 3")), r(".")), "See page 3."),
        (p('<w:fldSimple w:instr="PAGE">' + r("4") + "</w:fldSimple>"), "4"),
        (p('<w:hyperlink w:anchor="x">' + r("a link") + "</w:hyperlink>"), "a link"),
        (p(mark("provision_1_revision_2"), r("Named")), "Named"),
        (CONTENTS.format(p(r("Threats\t3"))) + p(r("Threats")), "Threats\t3\nThreats"),
        ("<w:sdt><w:sdtContent>" + p(r("In a control")) + "</w:sdtContent></w:sdt>", "In a control"),
        (p("<w:sdt><w:sdtContent>" + r("In a line") + "</w:sdtContent></w:sdt>"), "In a line"),
        (p(r("x")) + cells((p(r("a")) + p(r("b")), p(r("c"))), (p(), p(r("d")))), "x\na\nb\nc\n\nd"),
        (cells((p(r("around")) + cells((p(r("inside")),)),)), "around\ninside"),
        (p(r("Beside "), "<w:r><w:pict><v:shape><v:textbox>" + BOX.format(p(r("one")) + p(r("two"))) + "</v:textbox></v:shape></w:pict></w:r>", r("it")), "Beside it\none\ntwo"),
        (p("<w:r>" + BOX.format(p(r("a box"), "<w:r>" + BOX.format(p(r("in it"))) + "</w:r>")) + "</w:r>"), "\na box\nin it"),
        (p("<w:r>" + BOX.format(cells((p(r("a cell")),))) + "</w:r>"), "\na cell"),
        (p(r("a"), "<w:p>" + r("b") + "</w:p>"), "a\nb"),
        (p("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>", r("a")), "a"),
        (p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", r("follows")), "follows"),
        (p("<w:r><w:ruby><w:rt>" + r("kan") + "</w:rt><w:rubyBase>" + r("漢") + "</w:rubyBase></w:ruby></w:r>"), "kan漢"),
        ("<w:customXml>" + p(r("marked")) + "</w:customXml>", "marked"),
        (p("<w:smartTag>" + r("smart") + "</w:smartTag>"), "smart"),
    ],
)  # fmt: skip
def test_what_stands_in_the_body_is_read(body: str, words: str) -> None:
    assert words_of_file(word_file(body), "a.docx") == words


def test_headers_footnotes_and_comments_are_none_of_the_words() -> None:
    body = p(commented("1", r("Words")), called("1"), r("."))
    file = word_file(
        body, header=p(r("A header")), footnotes=footnote("1", r("A note.")), comments=comment("1", "A comment.")
    )
    assert words_of_file(file, "a.docx") == "Words."


def test_a_part_that_is_not_read_may_be_broken() -> None:
    broken = word_file(p(r("Words")), footnotes="<broken", comments="<broken", styles="<broken", numbering="<broken")
    assert words_of_file(broken, "a.docx") == "Words"


def test_what_is_drawn_twice_for_older_programs_is_read_once() -> None:
    drawn = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    body = p("<w:r>" + drawn.format(BOX.format(p(r("a box")))) + "</w:r>", r("x"))
    assert words_of_file(word_file(body), "a.docx") == "x\na box"


@pytest.mark.parametrize(
    "contents",
    [
        packed({"word/other.xml": "<a/>"}), packed({"word/document.xml": "<w:document"}),
        packed({"word/document.xml": "<w:document xmlns:w='x'>" + " " * 51_000_000 + "</w:document>"}),
    ],
    ids=["without a body", "that breaks off", "that fills the memory"],
)  # fmt: skip
def test_a_file_that_is_none_is_refused(contents: bytes) -> None:
    with pytest.raises(CannotBeRead):
        words_of_file(contents, "a.docx")
