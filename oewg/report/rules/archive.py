"""Of what does the archive of the transmitted report consist, and does one hold what it says?

A zip file that is the same for the same contents: names in their order, no instants, one way of packing.
"""

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping

from oewg.record.rules.bundle import verify_bundle

README = "README.txt"
DIGESTS = "SHA256SUMS.txt"
DOCUMENTS = "documents/"
DATA = "data/"
BUNDLE = "record/record.bundle"
LARGEST = 512 * 1024 * 1024
"""Bytes of an archive unpacked, that is looked at."""
_NO_INSTANT = (1980, 1, 1, 0, 0, 0)
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")

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


def faults(archive: bytes) -> Iterator[str]:
    """A sentence for everything that is wrong with an archive: files, record, and whether the record knows the documents."""
    try:
        files = _unpacked(archive)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
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
    lines = files[BUNDLE].decode("ascii", "replace").splitlines(keepends=True)
    _, wrong = verify_bundle(lines)
    yield from wrong
    if not wrong:
        compiled = set(_compiled(lines[1:]))
        for name in sorted(files):
            if name.startswith(DOCUMENTS) and hashlib.sha256(files[name]).hexdigest() not in compiled:
                yield f"{name} is not a document whose digest stands in the record."


def _unpacked(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        entries = found.infolist()
        if sum(entry.file_size for entry in entries) > LARGEST:
            raise ValueError("it is too large")
        if len({entry.filename for entry in entries}) != len(entries):
            raise ValueError("it has two files of one name")
        return {entry.filename: found.read(entry) for entry in entries}


def _listed(digests: str) -> Iterator[tuple[str, str]]:
    for line in digests.splitlines():
        found = _LINE.fullmatch(line)
        if found:
            yield found[2], found[1]


def _compiled(lines: list[str]) -> Iterator[str]:
    """The digests of the documents, as the record's public entries have them."""
    for line in lines:
        said = json.loads(base64.b64decode(line))
        if said.get("act") == "compile_report":
            yield from said["facts"]["digests"].values()
