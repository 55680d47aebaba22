"""What is a file that somebody sends, and may it be kept? Its contents decide, never its name or what it is declared as.

Three kinds are kept: plain text in UTF-8, DOCX and PDF. Nothing of a file is ever run or fetched: a DOCX is looked at part by
part (its sizes before anything is unpacked), a PDF is opened in a process of its own (pdf_words.py), which may fail, use too
much or take too long without harm to anybody.
"""

import base64
import io
import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from oewg.core.errors import Invalid, say
from oewg.texts.documents.opening import LARGEST_UNPACKED, MOST_TAGS, CannotBeRead, office_part, too_large
from oewg.texts.documents.reading import words_of_file
from oewg.texts.documents.scanning import check_clean

TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
ENDINGS = {TEXT: "txt", DOCX: "docx", PDF: "pdf"}
"""Media type -> how the name of such a file ends."""

LONGEST_READ = 300_000
"""Characters of the words that are read out of a file: more than a hundred pages."""
LONGEST_NAME = 80
"""Characters of a file's name without its ending; no more than 180 bytes of UTF-8, for every file system takes those."""
PATIENCE = 20
"""Seconds in which a PDF has to be read."""

_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FETCHES = re.compile(r"(?<![\w/.-])(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE)(?![\w/.-])", re.IGNORECASE)
_HARMLESS_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Upload:
    """A file that may be kept: its safe name, its kind as its contents say, its bytes, and its words ("" if none can be read)."""

    name: str
    media_type: str
    contents: bytes
    words: str


def examined(contents: bytes, name: str) -> Upload:
    """The file, looked at from all sides; Invalid with the reason, on the field `file`, if it is not kept.

    Everything that people send passes here, so that everything is scanned for viruses where a scanner is named.
    """
    media_type, words = _kind_and_words(contents)
    check_clean(contents)
    return Upload(safe_name(name, media_type), media_type, contents, _storable(words))


def from_base64(contents: str, name: str) -> Upload:
    """The file that a program sends, looked at in the same way."""
    return examined(decoded(contents), name)


def decoded(contents: str) -> bytes:
    """The bytes of a file that a program sends in base64; Invalid if it is not in that."""
    try:
        return base64.b64decode(contents, validate=True)
    except ValueError as error:
        raise Invalid(say("The file is not in base64."), {"file": say("Not base64.")}) from error


def _refused(reason: str) -> Invalid:
    return Invalid(reason, {"file": reason})


def _kind_and_words(contents: bytes) -> tuple[str, str]:
    if not contents.strip():
        raise _refused(say("The file is empty."))
    if contents.startswith(b"%PDF-"):
        return PDF, _pdf(contents)
    if contents.startswith(b"PK\x03\x04"):
        return DOCX, _docx(contents)
    if contents.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _refused(
            say("This is an old Word file (.doc), or one with a password. Please save it as DOCX without a password.")
        )
    return TEXT, _text(contents)


# --- Plain text -----------------------------------------------------------------------------------------------------


def _text(contents: bytes) -> str:
    neither = say("This is neither plain text (in UTF-8) nor DOCX nor PDF. Please save it as one of these.")
    try:
        text = contents.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refused(neither) from None
    if any(ord(character) < 32 and character not in "\t\n\r\f" for character in text):
        raise _refused(neither)
    if re.match(r"\s*(\{\\rtf|<!doctype|<html|<\?xml|<svg|%!PS|#!)", text, re.IGNORECASE):
        raise _refused(
            say("This is text in a form for programs (such as RTF or HTML). Please save it as plain text, DOCX or PDF.")
        )
    return text


# --- DOCX -----------------------------------------------------------------------------------------------------------


def _docx(contents: bytes) -> str:
    with _package(contents) as package:
        _check_sizes(package)
        _check_parts(package)
        _check_types(package)
        for part in package.infolist():
            if part.filename.lower().endswith(".rels"):
                _check_relations(package, part)
        _check_fields(package)
    try:
        return words_of_file(contents, "")
    except CannotBeRead as error:
        raise unreadable(error) from None


_NO_DOCX = say("This looks like a DOCX but cannot be opened as one. Please save it anew in your word processor.")
_TWO_KINDS = say("This file is two kinds of file at once, so it is not kept. Please save it anew.")


def unreadable(error: CannotBeRead) -> Invalid:
    """Why a file cannot be read and what to do, as whoever sent it is told."""
    return Invalid(
        say("This file cannot be read. %(why)s %(advice)s"), {"file": error.advice}, why=str(error), advice=error.advice
    )  # fmt: skip


def _package(contents: bytes) -> zipfile.ZipFile:
    if b"%PDF-" in contents[:1024]:
        raise _refused(_TWO_KINDS)
    try:
        package = zipfile.ZipFile(io.BytesIO(contents))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _refused(_NO_DOCX) from None
    parts = package.infolist()
    # Whatever stands before the first part, after the last or in a comment is read by other programs, not by this one.
    if package.comment or contents[-22:-18] != b"PK\x05\x06" or not parts or min(p.header_offset for p in parts) != 0:
        package.close()
        raise _refused(_TWO_KINDS)
    return package


def _check_sizes(package: zipfile.ZipFile) -> None:
    parts = package.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise _refused(say("This file is encrypted. Please save it without a password."))
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise _refused(_NO_DOCX)
    if too_large(parts):
        raise _refused(_FAR_TOO_LARGE)


_FAR_TOO_LARGE = say("Unpacked, this file would be far too large, so it is not opened.")


def _check_parts(package: zipfile.ZipFile) -> None:
    names = [part.filename for part in package.infolist()]
    lower = [name.lower() for name in names]
    if len(set(lower)) != len(lower) or any(
        name.startswith("/") or "\\" in name or ".." in PurePosixPath(name).parts or "\x00" in name for name in names
    ):
        raise _refused(_NO_DOCX)
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise _refused(say("This is an archive or another kind of office file, not a DOCX. Please save it as DOCX."))
    if any(PurePosixPath(name).name in ("vbaproject.bin", "vbadata.xml") for name in lower):
        raise _refused(_MACROS)
    if any("/activex/" in f"/{name}" or PurePosixPath(name).name.startswith("oleobject") for name in lower):
        raise _refused(say("This document holds a program or an embedded object. Please send it without."))


_MACROS = say("This document holds macros. Please save it as DOCX without macros.")


def _check_types(package: zipfile.ZipFile) -> None:
    types = [str(each.get("ContentType", "")) for each in _xml(package, "[Content_Types].xml").iter()]
    if any("macroenabled" in each.lower() or "vba" in each.lower() for each in types):
        raise _refused(_MACROS)
    if _MAIN_PART not in types:
        raise _refused(say("This is a template or another kind of office file, not a DOCX. Please save it as DOCX."))


def _check_relations(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    for relation in _xml(package, part.filename).iter("{*}Relationship"):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1].lower()
        external = str(relation.get("TargetMode", "")).lower() == "external"
        if kind == "attachedtemplate" and external:
            raise _refused(say("This document fetches a template from elsewhere. Please save it without the template."))
        # A link that a reader may follow fetches nothing by itself; everything else outside is fetched on opening.
        if external and not (kind == "hyperlink" and _HARMLESS_LINK.match(str(relation.get("Target", "")))):
            raise _refused(
                say("This document fetches something from outside when it is opened (a picture, a part, a file).")
            )
        if kind == "afchunk":
            raise _refused(say("This document holds another file inside. Please save it anew in your word processor."))


def _check_fields(package: zipfile.ZipFile) -> None:
    for name in _stories(package):
        root = _xml(package, name)
        pieces = [str(each.text or "") for each in root.iter(f"{_W}instrText")]
        simple = [str(each.get(f"{_W}instr", "")) for each in root.iter(f"{_W}fldSimple")]
        # One field may be cut into several pieces, and several fields may stand in a row.
        if _FETCHES.search("".join(pieces)) or _FETCHES.search(" ".join(pieces + simple)):
            raise _refused(say("This document holds a field that fetches something from another file."))


def _stories(package: zipfile.ZipFile) -> Iterator[str]:
    """The parts in which a word processor may find words: it knows them by their types, whatever they are called and wherever they lie."""
    by_name, by_ending = {}, {}
    for each in _xml(package, "[Content_Types].xml").iter("{*}Override", "{*}Default"):
        kind = str(each.get("ContentType", "")).lower()
        by_name[str(each.get("PartName", "")).lower()] = by_ending[str(each.get("Extension", "")).lower()] = kind
    for name in package.namelist():
        lower = name.lower()
        said = by_name.get(f"/{lower}") or by_ending.get(lower.rpartition(".")[2], "")
        if "wordprocessingml" in said or (lower.startswith("word/") and lower.endswith(".xml")):
            yield name


def _xml(package: zipfile.ZipFile, name: str) -> etree._Element:
    try:
        with package.open(name) as file:
            contents = file.read(LARGEST_UNPACKED + 1)
        if contents.count(b"<") > MOST_TAGS:
            raise _refused(_FAR_TOO_LARGE)
        root = office_part(contents)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
        raise _refused(_NO_DOCX) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise _refused(_NO_DOCX)
    return root


# --- PDF ------------------------------------------------------------------------------------------------------------

_READER = str(Path(__file__).with_name("pdf_words.py"))
_PDF_REFUSALS = {
    "encrypted": say("This PDF is encrypted or protected. Please save it without protection."),
    "runs": say(
        "This PDF runs a script or a program, or opens something else, when it is opened or read. Please save it without."
    ),
    "holds": say("This PDF holds other files inside. Please save it without them."),
}


def _pdf(contents: bytes) -> str:
    if zipfile.is_zipfile(io.BytesIO(contents)):
        raise _refused(_TWO_KINDS)
    verdict, _, words = _asked_of_reader(contents).partition(b"\n")
    found = verdict.decode("ascii", "replace")
    if found in _PDF_REFUSALS:
        raise _refused(_PDF_REFUSALS[found])
    if found != "opened":
        raise _refused(say("This looks like a PDF but cannot be opened as one. Please save it anew."))
    return words.decode("utf-8", "ignore")


def _asked_of_reader(contents: bytes) -> bytes:
    """What pdf_words.py says of a PDF: a line with the verdict, then as many words as it had time for."""
    try:
        run = subprocess.run(  # noqa: S603
            [sys.executable, "-I", _READER], input=contents, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, check=False, env={},
        )  # fmt: skip
    except subprocess.TimeoutExpired as late:
        return late.stdout or b""
    return run.stdout


# --- Names and words ------------------------------------------------------------------------------------------------


def safe_name(name: str, media_type: str) -> str:
    """A name that every file system takes and nobody can be misled by: letters of any script, figures, dots, hyphens.

    Its ending is that of the kind that was found.
    """
    last = unicodedata.normalize("NFKC", re.split(r"[/\\]", name)[-1])
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", last)
    kept = "".join(c if c in ".-" or unicodedata.category(c)[0] in "LMN" else "-" for c in stem)
    kept = re.sub(r"-*\.[.-]*", ".", re.sub(r"-+", "-", kept)).strip(".-")[:LONGEST_NAME]
    while len(kept.encode()) > 180:
        kept = kept[:-1]
    kept = kept.strip(".-") or "file"
    return f"{'file-' if _RESERVED.fullmatch(kept) else ''}{kept}.{ENDINGS[media_type]}"


def _storable(words: str) -> str:
    """Words as a database keeps them: no control characters, nothing that is no character, not without end."""
    one_newline = words[: 2 * LONGEST_READ].replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    clean = "".join(_characters(one_newline)).encode("utf-8", "ignore").decode()
    return re.sub(r"\n{3,}", "\n\n", clean).strip()[:LONGEST_READ]


def _characters(words: str) -> Iterator[str]:
    return (c for c in words if c in "\n\t" or (ord(c) >= 32 and unicodedata.category(c) not in ("Cc", "Cs")))
