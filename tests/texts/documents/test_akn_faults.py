"""A faulty file of Akoma Ntoso is read with a remark or refused, in little time, and nothing in it has an effect."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oewg.texts.documents.akn import read_akn, write_akn
from oewg.texts.documents.akn.elements import AKN
from oewg.texts.documents.description import Paragraph
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.understood import Understood
from tests.texts.documents.akn_files import file_of, read
from tests.texts.documents.test_akn import check_valid

LITTLE = 10
"""Seconds of the processor, whatever else the machine does: each takes one or two, and what grows with its square a minute."""


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
    begin = time.process_time()
    with pytest.raises(CannotBeRead):
        read_akn(contents)
    assert time.process_time() - begin < LITTLE


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
    assert time.process_time() - begin < LITTLE


def test_notes_that_refer_to_notes_have_an_end() -> None:
    notes = "".join(f"<note eId='n{n}'><p>{n}" + f"<noteRef href='#n{n + 1}'/>" * 9 + "</p></note>" for n in range(9))
    contents = file_of("<p>Words<noteRef href='#n0'/>.</p>").replace(
        b"</meta>", f"<notes>{notes}<note eId='n9'><p>9<noteRef href='#n0'/></p></note></notes></meta>".encode()
    )
    [found] = read_akn(contents).document.blocks
    assert isinstance(found, Paragraph)
    assert [note.words for note in found.notes] == list("0123456789")


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
        "quotedText",
        "subFlow",
        "odd",
    ]
)
_TEXT = st.sampled_from(["", "words ", "*", "\t(a)\t", "[^1]", "\n ", "中", "[x](#y)"])


@st.composite
def _trees(draw: st.DrawFn, depth: int = 5) -> str:
    name = draw(_NAMES)
    children = "" if depth == 0 else "".join(draw(st.lists(_trees(depth - 1), max_size=3)))
    return f'<{name} marker="1" href="#n" name="x" startQuote="“" rowspan="2">{draw(_TEXT)}{children}</{name}>{draw(_TEXT)}'


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
