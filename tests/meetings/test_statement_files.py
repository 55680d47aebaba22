"""What is a file that somebody sends, and is it kept? Real documents, and what people with bad intentions make of them."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable

import docx
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject, TextStringObject

from oewg.core.errors import Invalid
from oewg.texts.documents import uploads
from oewg.texts.documents.uploads import DOCX, PDF, TEXT, examined, safe_name

WORDS = "Mr. Chair, we welcome the Пре́дложение of 中国 – and thank you."


def a_docx(words: str = WORDS) -> bytes:
    document = docx.Document()
    document.add_heading("Statement", 1)
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_pdf(words: str = "Mr. Chair, we welcome the draft.") -> bytes:
    made = typst.compile(words.encode())
    assert isinstance(made, bytes)
    return made


def repacked(
    contents: bytes, change: Callable[[str, bytes], bytes | None] = lambda _name, part: part,
    more: dict[str, bytes] | None = None, comment: bytes = b"",
) -> bytes:  # fmt: skip
    """A DOCX with its parts changed (none: left out) and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contents)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
        new.comment = comment
    return out.getvalue()


def replacing(name: str, old: str, new: str) -> bytes:
    def change(part_name: str, part: bytes) -> bytes:
        if part_name != name:
            return part
        assert old.encode() in part, "the test must change something"
        return part.replace(old.encode(), new.encode())

    return repacked(a_docx(), change)


def related(kind: str, target: str, mode: str = "External") -> bytes:
    """A DOCX whose main part has one more relation."""
    relation = (
        f'<Relationship Id="rIdX" TargetMode="{mode}" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    return replacing("word/_rels/document.xml.rels", "</Relationships>", f"{relation}</Relationships>")


def with_field(*pieces: str) -> bytes:
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    return replacing("word/document.xml", "<w:sectPr", f"<w:p>{runs}</w:p><w:sectPr")


CONTENT_TYPES = "[Content_Types].xml"


def in_the_strict_form(contents: bytes) -> bytes:
    """A DOCX as Word saves it as “Strict Open XML Document”: other names for the same elements."""
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return repacked(contents, lambda _, part: part.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main"))


def with_field_elsewhere() -> bytes:
    """A DOCX with a field in a head that lies outside the folder of Word's parts, under a name that says nothing."""
    head = (
        '<h:hdr xmlns:h="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><h:p><h:fldSimple h:instr="DDEAUTO c:"/></h:p>'
        "</h:hdr>"
    )
    told = replacing(
        CONTENT_TYPES, "</Types>",
        '<Override PartName="/Head/One.bin" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>',
    )  # fmt: skip
    return repacked(told, more={"head/one.bin": head.encode()})


def changed_pdf(change: Callable[[PdfWriter], object]) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf())))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_script(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("x"), action])})
    writer.root_object[NameObject("/Names")] = DictionaryObject({NameObject("/JavaScript"): tree})


def flagged_encrypted(contents: bytes) -> bytes:
    """The bit that says "encrypted" set on every part, in the local headers and in the directory."""
    changed = bytearray(contents)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(sign), contents):
            changed[found.start() + place] |= 1
    return bytes(changed)


def claiming_less(contents: bytes) -> bytes:
    """A part that says it is small and is not: the sizes in the headers are lies."""
    big = repacked(contents, lambda n, part: part + b" " * 3_000_000 if n == "word/document.xml" else part)
    with zipfile.ZipFile(io.BytesIO(big)) as package:
        size = package.getinfo("word/document.xml").file_size
    return big.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


KEPT = [
    ("a text", WORDS.encode(), TEXT, WORDS),
    ("a text with a byte order mark", b"\xef\xbb\xbf" + WORDS.encode(), TEXT, WORDS),
    ("a text with Windows line ends", b"One.\r\nTwo.\r\n", TEXT, "One.\nTwo."),
    ("an Arabic text", "السيد الرئيس".encode(), TEXT, "السيد الرئيس"),
    ("a DOCX", a_docx(), DOCX, f"Statement\n{WORDS}"),
    ("a DOCX with a link to follow", related("hyperlink", "https://www.un.org/"), DOCX, f"Statement\n{WORDS}"),
    (
        "a DOCX with a field of its own",
        with_field(' HYPERLINK "https://x.org/DDE/link" '),
        DOCX,
        f"Statement\n{WORDS}\n",
    ),
    ("a DOCX in the strict form", in_the_strict_form(a_docx()), DOCX, f"Statement\n{WORDS}"),
    ("a PDF", a_pdf(), PDF, "Mr. Chair, we welcome the draft."),
]


@pytest.mark.parametrize(("contents", "media_type", "words"), [k[1:] for k in KEPT], ids=[k[0] for k in KEPT])
@pytest.mark.parametrize("name", ["statement.exe", "x.pdf", "x.docx", ""])
def test_what_a_file_is_its_contents_decide(contents: bytes, media_type: str, words: str, name: str) -> None:
    found = examined(contents, name)
    assert (found.media_type, found.words) == (media_type, words.strip())
    assert found.contents == contents
    assert found.name.endswith(f".{uploads.ENDINGS[media_type]}")


REFUSED = [
    ("nothing", b"", "is empty"),
    ("only spaces", b" \n ", "is empty"),
    ("a program", b"MZ\x90\x00\x03\x00\x00\x00", "neither plain text"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "neither plain text"),
    ("text in Latin-1", "déclaration".encode("latin-1"), "neither plain text"),
    ("text in UTF-16", "declaration".encode("utf-16"), "neither plain text"),
    ("RTF", rb"{\rtf1\ansi Hello}", "form for programs"),
    ("HTML", b"  <!DOCTYPE html><script>alert(1)</script>", "form for programs"),
    ("SVG", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "form for programs"),
    ("an old Word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word file"),
    ("a broken archive", b"PK\x03\x04 and nothing more", "cannot be opened"),
    ("half a DOCX", a_docx()[:4000], "cannot be opened"),
    ("an archive", repacked(a_docx(), lambda name, part: None if name.startswith("word/") else part), "not a DOCX"),
    ("no list of types", repacked(a_docx(), lambda name, part: None if name == CONTENT_TYPES else part), "not a DOCX"),
    ("a spreadsheet’s types", replacing(CONTENT_TYPES, "wordprocessingml.document.main", "spreadsheetml.sheet.main"), "not a DOCX"),
    ("a template", replacing(CONTENT_TYPES, "document.main+xml", "template.main+xml"), "a template"),
    ("macros", repacked(a_docx(), more={"word/vbaProject.bin": b"\x00macro"}), "holds macros"),
    ("macros under another case", repacked(a_docx(), more={"word/VBAPROJECT.BIN": b"\x00macro"}), "holds macros"),
    ("macros by their type", replacing(CONTENT_TYPES, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"), "holds macros"),
    ("ActiveX", repacked(a_docx(), more={"word/activeX/activeX1.bin": b"\x00"}), "embedded object"),
    ("an embedded object", repacked(a_docx(), more={"word/embeddings/oleObject1.bin": b"\x00"}), "embedded object"),
    ("a template from elsewhere", related("attachedTemplate", "https://evil.example/t.dotm"), "fetches a template"),
    ("a picture from elsewhere", related("image", "https://evil.example/pixel.png"), "from outside"),
    ("a link into the file system", related("hyperlink", "file:///etc/passwd"), "from outside"),
    ("a link that runs", related("hyperlink", "javascript:alert(1)"), "from outside"),
    ("another file inside", related("aFChunk", "afchunk.html", "Internal"), "another file inside"),
    ("a field that starts a program", with_field(" DDEAUTO c:\\\\cmd.exe "), "a field that fetches"),
    ("a field in pieces", with_field(" INCLUDE", "PICTURE &quot;https://evil.example/&quot; "), "a field that fetches"),
    ("a field in the strict form", in_the_strict_form(with_field(" DDEAUTO c:\\\\cmd.exe ")), "a field that fetches"),
    ("a field in a part elsewhere", with_field_elsewhere(), "a field that fetches"),
    ("encrypted parts", flagged_encrypted(a_docx()), "is encrypted"),
    ("a zip bomb", repacked(a_docx(), more={"word/media/x.bin": b"\x00" * 30_000_000}), "far too large"),
    ("a bomb of many parts", repacked(a_docx(), more={f"word/{n}.xml": b"" for n in range(2100)}), "far too large"),
    ("lying sizes", claiming_less(a_docx()), "cannot be opened"),
    ("a document type", replacing("word/document.xml", "<w:document", '<!DOCTYPE x [<!ENTITY a "b">]><w:document'), "cannot be opened"),
    ("a path upwards", repacked(a_docx(), more={"../evil.xml": b"<x/>"}), "cannot be opened"),
    ("the same part twice", repacked(a_docx(), more={"Word/document.xml": b"<x/>"}), "cannot be opened"),
    ("no XML", repacked(a_docx(), lambda name, part: b"not xml" if name == "word/document.xml" else part), "cannot be opened"),
    ("a DOCX with something before it", b"#!/bin/sh\n" + a_docx(), "neither plain text"),
    ("a DOCX with something after it", a_docx() + b"<script>alert(1)</script>", "two kinds"),
    ("a DOCX with a comment", repacked(a_docx(), comment=b"<script>alert(1)</script>"), "two kinds"),
    ("a PDF that is a DOCX too", a_pdf() + a_docx(), "two kinds"),
    ("no more than the beginning of a PDF", b"%PDF-1.7\nnothing", "cannot be opened"),
    ("a broken PDF", a_pdf()[:600], "cannot be opened"),
    ("a PDF after something else", b"\n\n" + a_pdf(), "neither plain text"),
    ("a protected PDF", changed_pdf(lambda w: w.encrypt("secret", algorithm="RC4-128")), "is encrypted or protected"),
    ("a PDF open to read, and protected", changed_pdf(lambda w: w.encrypt("", "owner", algorithm="RC4-128")), "is encrypted or protected"),
    ("a PDF with a script", changed_pdf(with_script), "runs a script"),
    ("a PDF with files inside", changed_pdf(lambda w: w.add_attachment("x.exe", b"MZ")), "other files inside"),
    ("a PDF without a page", changed_pdf(lambda w: w.remove_page(0)), "cannot be opened"),
]  # fmt: skip


@pytest.mark.parametrize(("contents", "reason"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_refused_and_why(contents: bytes, reason: str) -> None:
    with pytest.raises(Invalid, match=reason) as refusal:
        examined(contents, "statement.txt")
    assert "file" in refusal.value.fields


def test_a_pdf_that_starts_a_program_when_opened_is_refused() -> None:
    def launch(writer: PdfWriter) -> None:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
        )
        writer.root_object[NameObject("/OpenAction")] = action

    with pytest.raises(Invalid, match="runs a script or a program"):
        examined(changed_pdf(launch), "x.pdf")


SCRIPT = DictionaryObject(
    {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
)


def a_note(**more: object) -> DictionaryObject:
    """A note on a page, such as a link."""
    note = {"Type": NameObject("/Annot"), "Subtype": NameObject("/Link"), **more}
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in note.items()})


def leading(to: str, then: object = None) -> DictionaryObject:
    """An action that leads to a page of the web, and then does something else."""
    action = DictionaryObject({NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(to)})
    if then is not None:
        action[NameObject("/Next")] = then
    return action


def noted(note: DictionaryObject) -> bytes:
    return changed_pdf(lambda w: w.pages[0].update({NameObject("/Annots"): ArrayObject([note])}))


def doing(key: str, value: DictionaryObject) -> bytes:
    return changed_pdf(lambda w: w.pages[0].update({NameObject(key): value}))


ACTING = [
    ("a page that runs a script when it is shown", doing("/AA", DictionaryObject({NameObject("/O"): SCRIPT})), "runs"),
    ("a link that runs a script", noted(a_note(A=SCRIPT)), "runs"),
    ("a link that leads away and then runs a script", noted(a_note(A=leading("https://un.org", SCRIPT))), "runs"),
    (
        "an opening that leads to a place and then runs a script",
        changed_pdf(
            lambda w: w.root_object.update(
                {NameObject("/OpenAction"): leading("https://un.org", ArrayObject([SCRIPT]))}
            )
        ),
        "runs",
    ),
    ("a note that holds a file", noted(a_note(Subtype=NameObject("/FileAttachment"))), "other files inside"),
    (
        "a form made of scripts",
        changed_pdf(
            lambda w: w.root_object.update(
                {NameObject("/AcroForm"): DictionaryObject({NameObject("/XFA"): ArrayObject()})}
            )
        ),
        "runs",
    ),
]


@pytest.mark.parametrize(("contents", "reason"), [a[1:] for a in ACTING], ids=[a[0] for a in ACTING])
def test_a_pdf_that_acts_from_one_of_its_pages_is_refused(contents: bytes, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        examined(contents, "x.pdf")


def test_a_pdf_with_links_to_follow_is_kept() -> None:
    contents = noted(a_note(A=leading("https://un.org")))
    assert examined(contents, "x.pdf").words == "Mr. Chair, we welcome the draft."


def test_a_docx_of_one_part_very_well_packed_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sizes are added up before anything is read: no byte of a bomb is ever unpacked."""
    bomb = repacked(a_docx(), more={f"word/media/{n}.bin": b"\x00" * 900_000 for n in range(60)})
    unpacked = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda self, name, *_: unpacked.append(name))
    with pytest.raises(Invalid, match="far too large"):
        examined(bomb, "x.docx")
    assert unpacked == []


def test_a_docx_of_very_many_very_small_elements_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_TAGS", 30_000)
    assert examined(a_docx(), "x.docx").media_type == DOCX
    with pytest.raises(Invalid, match="far too large"):
        examined(replacing("word/document.xml", "<w:body>", "<w:body>" + "<w:p/>" * 30_001), "x.docx")


def test_a_pdf_whose_words_cannot_be_read_is_kept_without_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "_asked_of_reader", lambda _contents: b"opened\n")
    found = examined(a_pdf(), "scan.pdf")
    assert (found.name, found.words) == ("scan.pdf", "")


def test_a_pdf_that_takes_too_long_keeps_the_words_that_were_read(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    slow = tmp_path / "slow.py"
    slow.write_text(
        "import sys,time\nsys.stdin.read\nsys.stdout.write('opened\\nFirst page.');sys.stdout.flush();time.sleep(60)"
    )
    monkeypatch.setattr(uploads, "_READER", str(slow))
    monkeypatch.setattr(uploads, "PATIENCE", 2)
    assert examined(b"%PDF-1.7 small", "x.pdf").words == "First page."
    slow.write_text("import time\ntime.sleep(60)")
    with pytest.raises(Invalid, match="cannot be opened"):
        examined(b"%PDF-1.7 small", "x.pdf")


def test_a_pdf_that_unpacks_without_end_harms_nobody() -> None:
    """A stream of 400 megabytes in 400 kilobytes: its reader has no more memory and time than it is given."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"\x00" * 1_000_000) for _ in range(400)) + packer.flush()

    def bomb(writer: PdfWriter) -> None:
        contents = EncodedStreamObject()
        contents._data = stream
        contents[NameObject("/Filter")] = NameObject("/FlateDecode")
        writer.pages[0][NameObject("/Contents")] = writer._add_object(contents)

    found = examined(changed_pdf(bomb), "x.pdf")
    assert (found.media_type, found.words) == (PDF, "")


def test_words_are_kept_as_a_database_can() -> None:
    found = examined("a\fb \u0085 c\n\n\n\n\nd".encode(), "x")
    assert found.words == "a\nb  c\n\nd"
    assert len(examined(b"word " * 200_000, "x").words) <= uploads.LONGEST_READ


@pytest.mark.parametrize(
    ("name", "media_type", "safe"),
    [
        ("Statement of France.docx", DOCX, "Statement-of-France.docx"),
        ("../../etc/passwd", TEXT, "passwd.txt"),
        ("C:\\Users\\me\\text.doc", DOCX, "text.docx"),
        ("virus.exe", TEXT, "virus.txt"),
        ("annex\u202efdp.exe", PDF, "annex-fdp.pdf"),
        ("Заявление России.pdf", PDF, "Заявление-России.pdf"),
        ("声明.docx", DOCX, "声明.docx"),
        ("بيان.txt", TEXT, "بيان.txt"),
        ("भारत का बयान.pdf", PDF, "भारत-का-बयान.pdf"),
        ('a"; filename="x.html', TEXT, "a-filename-x.txt"),
        ("a\r\nSet-Cookie: x=1.txt", TEXT, "a-Set-Cookie-x-1.txt"),
        ("....", TEXT, "file.txt"),
        (".htaccess", TEXT, "htaccess.txt"),
        ("", PDF, "file.pdf"),
        ("con", TEXT, "file-con.txt"),
        ("NUL.tar.txt", TEXT, "file-NUL.tar.txt"),
        ("a" * 300, TEXT, "a" * 80 + ".txt"),
    ],
)
def test_a_name_is_made_safe(name: str, media_type: str, safe: str) -> None:
    assert safe_name(name, media_type) == safe


@given(st.text(max_size=200), st.sampled_from([TEXT, DOCX, PDF]))
def test_no_name_leads_elsewhere_or_misleads(name: str, media_type: str) -> None:
    safe = safe_name(name, media_type)
    assert not set(safe) & set("/\\\"'<>|:*?;% \r\n\t\0\u202e\u200b")
    assert safe.endswith(f".{uploads.ENDINGS[media_type]}")
    assert ".." not in safe
    assert safe[0] not in ".-"
    assert len(safe) <= 90
    assert len(safe.encode()) <= 200
    assert safe_name(safe, media_type) == safe


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_are_a_fault(contents: bytes) -> None:
    if contents.startswith(b"%PDF-"):
        return
    try:
        found = examined(contents, "x")
    except Invalid:
        return
    assert found.media_type == TEXT


@settings(max_examples=60)
@given(st.integers(0, 20_000), st.integers(0, 255))
def test_a_docx_with_one_byte_altered_is_a_docx_or_a_refusal(place: int, byte: int) -> None:
    contents = bytearray(a_docx())
    contents[place % len(contents)] = byte
    try:
        found = examined(bytes(contents), "x")
    except Invalid:
        return
    assert found.media_type == DOCX
