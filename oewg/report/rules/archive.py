"""Of what does the archive of the transmitted report consist, and does one hold what it says?

A zip file that is the same for the same contents: names in their order, no instants, one way of packing.
"""

import base64
import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence

from oewg.record.rules.bundle import verify_bundle
from oewg.report.rules.symbols import file_name

README = "README.txt"
DIGESTS = "SHA256SUMS.txt"
DOCUMENTS = "documents/"
DATA = "data/"
DATA_FILES = ("amendments", "documents", "explanations", "participants", "proceedings", "submissions", "text")
"""What README.txt says that there is in it, each with the ending ".json"."""
BUNDLE = "record/record.bundle"
LARGEST = 512 * 1024 * 1024
"""Bytes of an archive unpacked, that is looked at."""
LARGEST_RATIO = 100
"""How many times larger a file may grow when unpacked; the longest lists of wordings come to some 20."""
SMALL = 1_000_000
"""Bytes of a file whose ratio says nothing."""
_NO_INSTANT = (1980, 1, 1, 0, 0, 0)
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_PLACES = re.compile(
    rf"{re.escape(README)}|{re.escape(DIGESTS)}|{re.escape(BUNDLE)}|{DATA}[a-z]+\.json"
    rf"|{DOCUMENTS}[0-9]{{3,}}_[a-z]+/[A-Za-z0-9_.]+"
)
"""What a file of an archive is called: whoever unpacks it finds nothing in any other place."""
_LOCAL_HEADER = 30  # bytes in front of a file's name
_LISTED = 46  # bytes in front of a file's name in the list at the end
_END = 22  # bytes of the record with which an archive without a comment ends

WHAT_IS_WHAT = """\
{title}
{group}

Transmitted to the General Assembly at its {session} session as document {symbol}, with what it rests on.
{notice}
documents/  What was compiled of the report, as far as it is public, each in a directory with its number and kind: the
            adopted report and earlier editions (clean), rolling texts, redlines, the compendium of explanations of
            position; each in every form in which it was written.
data/       What the documents were made from, as JSON:
            proceedings.json    sessions, meetings, officers, agenda, decisions, documents, consultations
            participants.json   the delegations and organizations that were at a meeting
            text.json           each provision with each wording that it had, and the editions as lists of wordings
            amendments.json     each amendment with its sponsors, and how it ended
            explanations.json   what was placed on record at the adoption
            submissions.json    the published submissions, and what became of each
            documents.json      the register of documents
record/     record.bundle is the record of the group as it was with {size} entries. Of what is not public it holds a
            commitment and nothing else. Its root is
            {root}
{digests}
            The digests (SHA-256) of all other files.

To see that it is what was transmitted: the SHA-256 of the whole archive stands in the record of the group, in its entry
                                        "transmit_report", and on the page of the report.
To see that the files are whole:        sha256sum -c {digests}
To see that the record is whole, and that each document is the one whose digest stands in it:
                                        oewg report verify-archive ARCHIVE.zip
Without that program: the first line of the bundle is a header as JSON, each of the others the bytes of an entry in
base64. The hash of an entry is the SHA-256 of a byte 0x00 and the entry, that of a node the SHA-256 of a byte 0x01, the
left hash and the right one; a tree over n entries joins that over the first k and that over the others, k being the
largest power of two below n (RFC 6962). An entry "compile_report" holds the digests of the files that were compiled.
"""


def packed(files: Mapping[str, bytes]) -> bytes:
    """The archive: the files in the order of their names, and the list of their digests."""
    every = {**files, DIGESTS: digests_of(files)}
    contents = io.BytesIO()
    with zipfile.ZipFile(contents, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(every):
            entry = zipfile.ZipInfo(name, _NO_INSTANT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, every[name])
    return contents.getvalue()


def digests_of(files: Mapping[str, bytes]) -> bytes:
    """A line for each file, as `sha256sum` writes and checks them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()


def document_name(compilation: int, kind: str, symbol: str, format: str) -> str:
    """Where a form of a compilation lies in the archive."""
    return f"{DOCUMENTS}{compilation:03}_{kind}/{file_name(symbol, format, kind)}"


def faults(archive: bytes) -> Iterator[str]:
    """A sentence for everything that is wrong with an archive: files, record, and whether the record knows the documents.

    That the record in it is the group's, and its data what was then transmitted, only the digest of the whole archive tells.
    """
    try:
        files = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        yield f"The archive cannot be read: {error}."
        return
    missing = [name for name in (DIGESTS, BUNDLE, README) if name not in files]
    if missing:
        yield f"The archive has no {', no '.join(missing)}."
        return
    listed = dict(_listed(files[DIGESTS].decode("utf-8", "replace")))
    for name in sorted(files.keys() - {DIGESTS} | listed.keys()):
        if name not in listed:
            yield f"{name} is not in the list of digests."
        elif name not in files:
            yield f"{name} is in the list of digests, and not in the archive."
        elif hashlib.sha256(files[name]).hexdigest() != listed[name]:
            yield f"{name} is not the file whose digest is listed."
    if files[DIGESTS] != digests_of({name: found for name, found in files.items() if name != DIGESTS}):
        yield f"{DIGESTS} is not the list that belongs to these files."
    data = {f"{DATA}{name}.json" for name in DATA_FILES}
    for name in sorted(data ^ {name for name in files if name.startswith(DATA)}):
        yield f"{name} is missing." if name in data else f"{name} is no file of an archive."
    lines = files[BUNDLE].decode("ascii", "replace").splitlines(keepends=True)
    _, wrong = verify_bundle(lines)
    yield from wrong or _not_as_recorded(files, lines)


def record_of(archive: bytes) -> tuple[int, str]:
    """The size and the root of the record in an archive that has no faults."""
    header = json.loads(_unpacked(archive)[BUNDLE].split(b"\n", 1)[0])
    return header["size"], header["root"]


def _unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of an archive; ValueError for one that is packed as none of ours is, or holds what no list shows."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        entries = sorted(found.infolist(), key=lambda entry: entry.header_offset)
        if sum(entry.file_size for entry in entries) > LARGEST:
            raise ValueError("it is too large")
        if len({entry.filename for entry in entries}) != len(entries):
            raise ValueError("it has two files of one name")
        at = 0
        for entry in entries:
            name = entry.filename
            if not _PLACES.fullmatch(name):
                raise ValueError(f"there is no place in an archive for {name!r}")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError(f"{name} is packed in another way")
            if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):
                raise ValueError(f"{name} is no plain file")
            if entry.file_size > max(SMALL, LARGEST_RATIO * entry.compress_size):
                raise ValueError(f"{name} grows more than {LARGEST_RATIO} times larger")
            if entry.header_offset != at:
                raise ValueError("something lies before or between its files")
            at += _LOCAL_HEADER + len(name) + entry.compress_size
        listed = sum(_LISTED + len(entry.filename) for entry in entries)
        if (
            found.start_dir != at
            or at + listed + _END != len(archive)
            or not archive[at + listed :].startswith(b"PK\5\6")
        ):
            raise ValueError("something lies before or between its files, or after them")
        for entry in entries:
            _check_alone(archive, entry)
        return {entry.filename: found.read(entry) for entry in entries}


def _check_alone(archive: bytes, entry: zipfile.ZipInfo) -> None:
    """Refuse an entry with more than one file in it: what a stream has after its end, nobody is shown who unpacks it."""
    if entry.flag_bits or archive[entry.header_offset + 6 : entry.header_offset + 8] != b"\0\0":
        raise ValueError(f"{entry.filename} is packed in another way")
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        starts = entry.header_offset + _LOCAL_HEADER + len(entry.filename)
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        stream.decompress(archive[starts : starts + entry.compress_size], entry.file_size + 1)
        if not stream.eof or stream.unused_data:
            raise ValueError(f"something lies after {entry.filename}")


def _listed(digests: str) -> Iterator[tuple[str, str]]:
    for line in digests.splitlines():
        found = _LINE.fullmatch(line)
        if found:
            yield found[2], found[1]


def _not_as_recorded(files: Mapping[str, bytes], lines: Sequence[str]) -> Iterator[str]:
    """A sentence for each document that is not at its place, and where README tells of another record than there is."""
    header = json.loads(lines[0])
    told = files[README].decode("utf-8", "replace")
    if header["root"] not in told or f"with {header['size']} entries" not in told.lower():
        yield f"{README} does not say the size and the root of the record that is in the archive."
    try:
        recorded = _recorded(lines[1:])
    except (ValueError, KeyError, TypeError, AttributeError):
        yield "The record has an entry that cannot be read."
        return
    for name in sorted(files):
        if name.startswith(DOCUMENTS):
            _, digest = recorded.get(name, (0, ""))
            if hashlib.sha256(files[name]).hexdigest() != digest:
                yield f"{name} is not a document whose digest stands in the record."
    texts = {text for name, (text, _) in recorded.items() if name in files}
    for name, (text, _) in sorted(recorded.items()):
        if name not in files and (text in texts or not texts):
            yield f"{name} is in the record, and not in the archive."


def _recorded(lines: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Name of a document in the archive -> its text and its digest, as the record's public entries have them."""
    found = {}
    for line in lines:
        said = json.loads(base64.b64decode(line))
        if said.get("act") == "compile_report":
            facts, number = said["facts"], int(said["subject"].partition(":")[2])
            for format, digest in facts["digests"].items():
                found[document_name(number, facts["kind"], facts["symbol"], format)] = (facts["text"], digest)
    return found
