"""What does a file do that was made to keep the house busy? It is read, or refused, in a moment."""

import base64
import io
import random
import time
import zipfile

import pytest

from oewg.core.errors import Invalid
from oewg.texts.documents.description import Paragraph
from oewg.texts.documents.incoming import understand
from oewg.texts.documents.incoming.written import LONGEST_TEXT
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.reading import words_of_file
from oewg.texts.documents.uploads import examined

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><doc name="report"><mainBody>{}</mainBody></doc></akomaNtoso>'
MOMENT = 10
"""Seconds of work on a machine that is busy; each of these files once took minutes."""


def docx(body: str) -> bytes:
    """A Word file; what cannot be compressed stands before its words, so that no ratio gives it away."""
    padding = base64.b64encode(random.Random(1).randbytes(300_000)).decode()
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<!--{padding}--><w:document {_W}><w:body>{body}</w:body></w:document>")
    return held.getvalue()


def in_a_run(inner: str) -> bytes:
    """A Word file of one paragraph with one run."""
    return docx(f"<w:p><w:r>{inner}</w:r></w:p>")


def in_a_moment(contents: bytes, name: str) -> str:
    """What becomes of a file: "read", or why it cannot be; no longer than a moment."""
    began = time.process_time()
    try:
        understand(contents, name)
        said = "read"
    except CannotBeRead as refused:
        said = str(refused)
    assert time.process_time() - began < MOMENT
    return said


@pytest.mark.parametrize(
    "contents",
    [
        b" _a" * 60_000,
        b"[^a" * 60_000,
        b"|" * 60_000 + b"x\n|-|",
        b"[^1]: x\n" + b"    aaaaaaaaaaaaaaaa\n" * 90_000,
        b"".join(b"[^%d]: x\n" % place for place in range(50_000)),
    ],
    ids=["underscores", "marks", "cells", "a long footnote", "footnotes that nobody calls"],
)
def test_markdown_that_opens_and_never_closes_is_read_in_a_moment(contents: bytes) -> None:
    assert in_a_moment(b"# Heading\n\n" + contents, "text.md") == "read"


def test_raised_figures_without_end_are_told_once() -> None:
    found = understand(b"Words\n" + "a¹ ".encode() * 60_000, "text.txt")
    assert len(found.remarks) == 1


def test_a_text_of_more_than_a_library_is_not_read() -> None:
    assert (
        in_a_moment(b"a line that goes on \n" * (LONGEST_TEXT // 20), "text.txt")
        == "It is too long for a document of words."
    )


def test_a_paragraph_that_comes_letter_by_letter_is_read_in_a_moment() -> None:
    assert in_a_moment(in_a_run("<w:t>aaaaaaaaaaaaaaaaaaaa</w:t>" * 60_000), "text.docx") == "read"


def test_an_instruction_of_a_field_without_end_is_read_in_a_moment() -> None:
    piece = f"<w:instrText>{'a' * 40}</w:instrText>"
    assert in_a_moment(in_a_run('<w:fldChar w:fldCharType="begin"/>' + piece * 60_000), "text.docx") == "read"


def test_fields_that_open_and_never_close_are_refused() -> None:
    opened = '<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>'
    assert "fields" in in_a_moment(in_a_run(opened * 20_000 + "<w:t>a</w:t><w:tab/>" * 20_000), "text.docx")


def test_more_paragraphs_than_anybody_writes_are_refused() -> None:
    assert "paragraphs" in in_a_moment(docx("<w:p/>" * 100_000), "text.docx")


def test_the_level_of_a_heading_may_be_said_in_any_number_of_figures() -> None:
    level = f'<w:pPr><w:outlineLvl w:val="000{"1" * 5_000}"/></w:pPr>'
    assert in_a_moment(docx(f"<w:p>{level}<w:r><w:t>Words</w:t></w:r></w:p>"), "text.docx") == "read"


def test_a_sign_that_nobody_sees_does_not_hide_a_document_type() -> None:
    hidden = '<!DOC\x01TYPE akomaNtoso [<!ENTI\x01TY x "words">]>' + _AKN.format('<p class="&x;">a &x; b</p>')
    with pytest.raises(CannotBeRead, match="DTD"):
        understand(hidden.encode(), "text.xml")


def test_cells_that_span_without_end_are_refused_before_they_are_made() -> None:
    row = "<tr>" + '<td colspan="100"/>' * 2_000 + "</tr>"
    assert "cells" in in_a_moment(_AKN.format(f"<table>{row * 40}</table>").encode(), "text.xml")


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p>{'<w:r><w:txbxContent><w:p/></w:txbxContent></w:r>' * 25_000}</w:p>",
        "<w:p><w:r><w:txbxContent>" * 80 + "<w:p/>" + "</w:txbxContent></w:r></w:p>" * 80,
        "<w:p/>" * 29_000,
    ],
    ids=["boxes", "boxes in boxes", "paragraphs"],
)
def test_the_words_of_a_file_of_many_boxes_are_read_in_a_moment(body: str) -> None:
    began = time.process_time()
    words_of_file(docx(body), "text.docx")
    assert time.process_time() - began < MOMENT


@pytest.mark.parametrize(
    "rows",
    [
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr></w:tc></w:tr>' * 60_000,
        f"<w:tr>{'<w:tc/>' * 60_000}</w:tr>",
        f"<w:tr>{'<w:tc/>' * 1_000}</w:tr>" + "<w:tr><w:tc/></w:tr>" * 1_000,
        '<w:tr><w:trPr><w:gridBefore w:val="9999"/></w:trPr></w:tr>' * 60_000,
    ],
)
def test_cells_of_a_word_file_without_end_are_refused_before_they_are_made(rows: str) -> None:
    assert "cells" in in_a_moment(docx(f"<w:tbl>{rows}</w:tbl>"), "text.docx")


def _office_file(inner: str) -> bytes:
    types = '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{types}</Types>',
        )
        package.writestr(
            "word/document.xml", f"<w:document {_W}><w:body><w:p><w:r>{inner}</w:r></w:p></w:body></w:document>"
        )
    return held.getvalue()


@pytest.mark.parametrize("between", ["<!-- -->", "<?x y?>", "<![CDATA[]]>"])
def test_a_remark_of_the_file_within_a_word_does_not_hide_a_field_that_fetches(between: str) -> None:
    with pytest.raises(Invalid, match="fetches"):
        examined(_office_file(f"<w:instrText>INCLUDE{between}TEXT file</w:instrText>"), "text.docx")


@pytest.mark.parametrize("between", ["<!-- -->", "<?x y?>", "<![CDATA[]]>"])
def test_words_after_a_remark_of_the_file_are_read_as_word_shows_them(between: str) -> None:
    contents = _office_file(f"<w:t>States agree{between} not to agree.</w:t>")
    assert [one.words for one in understand(contents, "text.docx").document.blocks if isinstance(one, Paragraph)] == [
        "States agree not to agree."
    ]
    assert examined(contents, "text.docx").words == "States agree not to agree."
