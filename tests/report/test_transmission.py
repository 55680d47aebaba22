"""Is the adopted report transmitted once, and does its archive hold, and prove, what it rests on?"""

import hashlib
import io
import json
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from oewg.core.database import Database
from oewg.core.errors import Invalid, Refusal
from oewg.mandate import queries as mandate
from oewg.negotiation import actions as negotiation
from oewg.negotiation.models import Explanation
from oewg.record import queries as record
from oewg.record.rules import merkle
from oewg.record.rules.bundle import bundle, verify_bundle
from oewg.report import actions, queries
from oewg.report.models import Transmission
from oewg.report.rules.archive import BUNDLE, DATA, DATA_FILES, DIGESTS, README, digests_of, faults, packed
from oewg.texts import queries as texts
from oewg.texts.actions import withdraw_document
from tests.accounts.given import no_news, told_now, who_hears
from tests.negotiation.given import says
from tests.report import given
from tests.report.test_programs import asks
from tests.world import CAST, World, words_of

ASSEMBLY = "A/75/816"
CLEAN = "documents/001_clean/A_AC.290_2021_L.1"
DOCUMENT = f"{CLEAN}.pdf"
NOWHERE = (
    "more.txt", "/etc/passwd", "../up.txt", "data/../../up.json", "readme.TXT", "data\\a.json", "data/\u0430.json",
    "Documents/001_clean/a.pdf", "documents/1/b.pdf", "documents/001_clean/../b.pdf", "data/a.json ", "data/",
    "documents/001_clean/a.pdf/b.pdf",
)  # fmt: skip
"""Names that no archive of ours has."""


def ready(world: World) -> int:
    """The report was adopted, explained and compiled: its clean compilation."""
    given.draft(world)
    with world.writing() as db:
        paragraph = given.Scene(world, db).report_paragraphs()[0]
    says(world, "delegate", paragraph, "object", visibility="chair", reason="Told in confidence")
    edition = given.adopted(world)
    text = world.read(queries.draft_or_not_found)
    world.act(
        negotiation.explain_position, text, "explanation", "Nous l’entendons ainsi.", [], by="second", language="fr"
    )
    kept = given.compiled(world, "", edition_id=edition)
    given.compiled(world, "A/AC.290/2021/INF/2", kind="compendium")
    given.compiled(
        world, "A/AC.290/2021/WP.9", kind="compendium", distribution="restricted", annexes=()
    )  # fmt: skip
    return kept.id


def transmits(world: World, symbol: str = ASSEMBLY) -> Transmission:
    with world.database.reading() as db:
        archive = actions.prepare_archive(db, queries.draft_or_not_found(db), symbol, at=world.at)
    return world.act(actions.transmit_report, world.read(queries.draft_or_not_found), archive, by="secretariat")


def archived(world: World) -> dict[str, bytes]:
    with world.database.reading() as db:
        contents = queries.archive(db, queries.draft_or_not_found(db).id).archive
    with zipfile.ZipFile(io.BytesIO(contents)) as found:
        return {name: found.read(name) for name in found.namelist()}


def test_it_is_transmitted_as_an_act_of_the_record_and_the_milestone_is_reached(world: World) -> None:
    compilation = ready(world)
    size = world.read(record.size)
    assert world.read(mandate.reached) == {}
    sent = transmits(world)
    with world.database.reading() as db:
        registered, transmitted = record.entries_after(db, size - 1, {"public"}, limit=9)
        assert (registered.act, registered.facts["symbol"]) == ("register_document", ASSEMBLY)
        assert (transmitted.act, transmitted.facts) == (
            "transmit_report",
            {
                "compilation": compilation, "document": sent.document_id, "symbol": ASSEMBLY, "assembly_session": 75,
                "record_size": size, "digest": sent.digest,
            },
        )  # fmt: skip
        archive = queries.archive(db, sent.text_id).archive
        assert hashlib.sha256(archive).hexdigest() == sent.digest
        assert {key: found.symbol for key, found in mandate.reached(db).items()} == {"report": ASSEMBLY}
        assert list(queries.compiled_otherwise(db)) == []


def test_the_archive_holds_the_public_documents_the_data_and_the_record(world: World) -> None:
    ready(world)
    size = world.read(record.size)
    transmits(world)
    files = archived(world)
    documents = {name.split("/")[1] for name in files if name.startswith("documents/")}
    assert documents == {"001_clean", "002_compendium"}
    assert {name.rsplit(".", 1)[1] for name in files if name.startswith("documents/001")} == set(actions.FORMATS)
    assert files["documents/001_clean/A_AC.290_2021_CRP.2.html"] == given.contents(world, 1)
    assert sorted(name for name in files if name.startswith("data/")) == [
        f"data/{name}.json"
        for name in ("amendments", "documents", "explanations", "participants", "proceedings", "submissions", "text")
    ]
    explained = json.loads(files["data/explanations.json"])
    assert [(one["holder"], one["language"], one["words"]) for one in explained] == [
        ("Japan", "fr", "Nous l’entendons ainsi.")
    ]
    wordings = json.loads(files["data/text.json"])
    assert wordings["editions"][-1]["symbol"] == "A/AC.290/2021/CRP.2"
    hashes, wrong = verify_bundle(files[BUNDLE].decode().splitlines())
    assert (len(hashes), wrong) == (size, [])
    assert ASSEMBLY in files[README].decode()
    assert "seventy-fifth" in files[README].decode()
    every = b"".join(contents for name, contents in files.items() if name != BUNDLE)
    assert b"Told in confidence" not in every
    assert b"WP.9" not in every
    assert b"example.org" not in every


def test_anybody_can_see_that_the_archive_is_whole(world: World) -> None:
    ready(world)
    transmits(world)
    files = archived(world)
    listed = re.findall(r"^([0-9a-f]{64})  (.+)$", files[DIGESTS].decode(), re.M)
    assert {name: digest for digest, name in listed} == {
        name: hashlib.sha256(contents).hexdigest() for name, contents in files.items() if name != DIGESTS
    }
    with world.database.reading() as db:
        assert list(faults(queries.archive(db, queries.draft_or_not_found(db).id).archive)) == []


def test_the_same_record_gives_the_same_archive(world: World) -> None:
    ready(world)
    with world.database.reading() as db:
        text = queries.draft_or_not_found(db)
        one, other = (actions.prepare_archive(db, text, ASSEMBLY, at=world.at).contents for _ in range(2))
    assert one == other


def changed(files: dict[str, bytes], name: str, contents: bytes | None) -> dict[str, bytes]:
    return {key: value for key, value in {**files, name: contents}.items() if value is not None}


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (lambda files: b"no zip file", "The archive cannot be read"),
        (lambda files: packed(files)[:-40], "The archive cannot be read"),
        (lambda files: repacked(changed(files, DOCUMENT, b"Another")), "not the file whose digest"),
        (lambda files: repacked(changed(files, "data/more.json", b"{}")), "is not in the list of digests"),
        (lambda files: repacked(changed(files, README, None)), "has no README"),
        (lambda files: packed(changed(files, BUNDLE, b"{}")), "The bundle's form"),
        (lambda files: packed(changed(files, DOCUMENT, b"Forged")), "not a document whose digest stands"),
        (
            lambda files: packed(changed(files, f"{CLEAN}.pdf.pdf", files[DOCUMENT])),
            "not a document whose digest stands",
        ),
        (lambda files: packed(changed(files, DOCUMENT, None)), "is in the record, and not in the archive"),
        (lambda files: packed(swapped(files, DOCUMENT, f"{CLEAN}.txt")), "not a document whose digest stands"),
        (lambda files: packed(changed(files, README, b"Another root")), "does not say"),
        (lambda files: packed(changed(files, BUNDLE, bundle_of([b"[]"]))), "an entry that cannot be read"),
        (
            lambda files: packed(changed(files, BUNDLE, bundle_of([b'{"act":"compile_report"}']))),
            "an entry that cannot be read",
        ),
        (lambda files: packed(changed(files, BUNDLE, bundle_of([b"no leaf"]))), "an entry that cannot be read"),
        (lambda files: packed({**files, "data/a.json": b" " * 3_000_000}), "larger"),
        (lambda files: packed(files) + b"and more", "between its files"),
        (lambda files: b"#!/bin/sh\n" + packed(files), "between its files"),
        *((lambda files, name=name: packed({**files, name: b"More"}), "no place") for name in NOWHERE),
    ],
)
def test_an_archive_that_was_altered_does_not_verify(
    whole: dict[str, bytes], archive: Callable[[dict[str, bytes]], bytes], words: str
) -> None:
    assert any(words in sentence for sentence in faults(archive(whole)))


@pytest.fixture(scope="module")
def whole(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a small archive that verifies, but for the list of digests: a record with one compilation."""
    copy = shutil.copy(sqlite_template, tmp_path_factory.mktemp("archived") / "world.db")
    world = World(Database(f"sqlite:///{copy}"))
    given.draft(world)
    kept = given.compiled(world)
    with world.database.reading() as db:
        kept_record, root, size = queries.archive_bundle(db), record.root(db).hex(), record.size(db)
    documents = {f"{CLEAN}.{name}": given.contents(world, kept.id, name) for name in actions.FORMATS}
    world.database.engine.dispose()
    files = {README: f"With {size} entries; the root is\n{root}".encode(), BUNDLE: kept_record, **documents}
    files |= {f"{DATA}{name}.json": b"[]" for name in DATA_FILES}
    assert list(faults(packed(files))) == []
    return files


def swapped(files: dict[str, bytes], one: str, other: str) -> dict[str, bytes]:
    return {**files, one: files[other], other: files[one]}


def bundle_of(leaves: list[bytes]) -> bytes:
    """A record that is whole, whatever it says."""
    root = merkle.root_of([merkle.leaf_hash(leaf) for leaf in leaves])
    return "".join(f"{line}\n" for line in bundle(leaves, len(leaves), root)).encode()


def repacked(files: dict[str, bytes]) -> bytes:
    """An archive with a list of digests that does not know of what was altered."""
    names = [name for name in files if name != "data/more.json"]
    old = {name: b"PDF" if name.endswith(".pdf") else files[name] for name in names}
    return as_zip({**files, DIGESTS: digests_of(old)})


def as_zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    contents = io.BytesIO()
    with zipfile.ZipFile(contents, "w", method) as archive:
        for name, found in files.items():
            archive.writestr(name, found)
    return contents.getvalue()


def unpacked(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {entry.filename: found.read(entry) for entry in found.infolist()}


def test_an_archive_is_packed_in_one_of_two_ways_that_everybody_can_unpack(whole: dict[str, bytes]) -> None:
    files = {**whole, DIGESTS: digests_of(whole)}
    for method in (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED):
        assert list(faults(as_zip(files, method))) == []
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        [sentence] = faults(as_zip(files, method))
        assert sentence == f"The archive cannot be read: {README} is packed in another way."


def test_what_an_archive_carries_unseen_is_told(whole: dict[str, bytes]) -> None:
    """Beside a file, in the list at the end, after a stream, in the list of digests: wherever no unpacking shows it."""
    good = packed(whole)
    assert list(faults(good)) == []
    contents = io.BytesIO(good)
    with zipfile.ZipFile(contents, "a") as archive:
        archive.getinfo(README).comment = b"hidden"
        archive.comment = b"x"  # so that the list at the end is written anew
        archive.comment = b""
    assert b"hidden" in contents.getvalue()
    assert any("after them" in sentence for sentence in faults(contents.getvalue()))
    assert any("after README.txt" in sentence for sentence in faults(with_a_tail(whole, README, b"hidden")))
    assert list(faults(with_a_tail(whole, README, b""))) == []
    listed = digests_of(whole)
    for digests in (listed + b"Run it.\n", b"0" * 64 + b"  README.txt\n" + listed):
        assert any("not the list" in sentence for sentence in faults(as_zip({**whole, DIGESTS: digests})))


def with_a_tail(files: dict[str, bytes], name: str, tail: bytes) -> bytes:
    """An archive in which more bytes follow one file's stream."""
    body, listing = b"", b""
    every = {**files, DIGESTS: digests_of(files)}
    for each in sorted(every):
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        stream = packer.compress(every[each]) + packer.flush() + (tail if each == name else b"")
        header = struct.pack(
            "<HHHHHIIIHH", 20, 0, 8, 0, 33, zlib.crc32(every[each]), len(stream), len(every[each]), len(each), 0
        )
        listing += b"PK\1\2\x14\3" + header + struct.pack("<HHHII", 0, 0, 0, 0o644 << 16, len(body)) + each.encode()
        body += b"PK\3\4" + header + each.encode() + stream
    return (
        body + listing + b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(every), len(every), len(listing), len(body), 0)
    )


def test_an_archive_without_its_data_or_with_more_is_told(whole: dict[str, bytes]) -> None:
    without = {name: contents for name, contents in whole.items() if name != f"{DATA}text.json"}
    assert list(faults(packed(without))) == [f"{DATA}text.json is missing."]
    assert list(faults(packed({**whole, f"{DATA}more.json": b"{}"}))) == [f"{DATA}more.json is no file of an archive."]


def test_an_archive_holds_no_link(whole: dict[str, bytes]) -> None:
    contents = io.BytesIO(packed(whole))
    link = zipfile.ZipInfo("data/a.json")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(contents, "a") as archive:
        archive.writestr(link, b"/etc/passwd")
    [sentence] = faults(contents.getvalue())
    assert sentence == "The archive cannot be read: data/a.json is no plain file."


def test_an_archive_with_a_broken_byte_is_found_out_in_words_or_holds_the_same_files(whole: dict[str, bytes]) -> None:
    """Never a trace of the program; what may change unnoticed are fields of the zip file that nobody reads."""
    good = packed(whole)
    unnoticed = 0
    for place in range(0, len(good), 97):
        broken = bytearray(good)
        broken[place] ^= 0xFF
        if not list(faults(bytes(broken))):
            assert unpacked(bytes(broken)) == unpacked(good), place
            unnoticed += 1
    assert unnoticed < len(good) // 97 // 20


def test_it_is_transmitted_once(world: World) -> None:
    ready(world)
    transmits(world)
    with pytest.raises(Refusal, match="transmitted already"):
        transmits(world, "A/75/817")


def test_nothing_is_transmitted_that_was_withdrawn_while_the_archive_was_made(world: World) -> None:
    ready(world)
    text = world.read(queries.draft_or_not_found)
    with world.database.reading() as db:
        archive = actions.prepare_archive(db, text, ASSEMBLY, at=world.at)
        [explanation] = db.scalars(select(Explanation)).all()
    world.act(negotiation.withdraw_explanation, explanation, by="second")
    with pytest.raises(Refusal, match="while its archive was being made"):
        world.act(actions.transmit_report, text, archive, by="secretariat")
    assert world.read(queries.transmission, text.id) is None
    assert transmits(world).record_size > archive.record_size


def test_what_the_assembly_has_is_not_withdrawn_from_the_register(site: World) -> None:
    ready(site)
    document = transmits(site).document_id
    found = site.read(texts.document, document, site.read(lambda db: site.viewer("secretariat", db))).document
    with pytest.raises(Refusal, match="The General Assembly has this document"):
        site.act(withdraw_document, found, by="secretariat")
    assert found.symbol in [each.symbol for each in site.read(texts.public_documents)]
    page = words_of(site.as_("secretariat").get(f"/documents/{document}"))
    assert "The General Assembly has this document" in page
    assert "Withdraw the document" not in page


@pytest.mark.parametrize(
    ("symbol", "error", "words"),
    [
        ("A/74/816", Invalid, "begins with A/75/"),
        ("75/816", Invalid, "begins with A/75/"),
        ("A/75/", Invalid, "not formed like a symbol"),
        ("A/AC.290/2021/CRP.2", Invalid, "begins with"),
    ],
)
def test_it_is_transmitted_to_the_session_of_the_mandate(
    world: World, symbol: str, error: type[Refusal], words: str
) -> None:
    ready(world)
    size = world.read(record.size)
    with pytest.raises(error, match=words):
        transmits(world, symbol)
    assert world.read(record.size) == size


def test_a_report_that_was_not_adopted_or_not_compiled_is_not_transmitted(world: World) -> None:
    given.draft(world)
    given.compiled(world)
    with pytest.raises(Refusal, match="has not adopted"):
        transmits(world)
    given.adopted(world)
    with pytest.raises(Refusal, match="compile it first"):
        transmits(world)


def test_the_secretariat_transmits_and_everybody_gets_the_archive(site: World) -> None:
    ready(site)
    page = site.as_("secretariat").does("/report/transmit", "/report/compile", form="transmit", symbol=ASSEMBLY)
    assert "The report was transmitted to the General Assembly." in words_of(page)
    for who in ("public", "delegate", "stakeholder"):
        browser = site.as_(who)
        assert f"transmitted to the General Assembly at its seventy-fifth session as {ASSEMBLY}" in words_of(
            browser.get("/report")
        )
        answer = browser.get("/report/archive.zip")
        assert (answer.status_code, answer.content_type) == (200, "application/zip")
        assert answer.headers["Content-Disposition"] == 'attachment; filename="A_75_816.zip"'
        assert list(faults(answer.data)) == []
        assert ASSEMBLY in words_of(browser.get("/mandate"))
        assert ASSEMBLY in words_of(browser.get("/documents"))
        sent = site.read(queries.transmission, site.read(queries.draft_or_not_found).id)
        assert sent
        shown = browser.get(f"/documents/{sent.document_id}").text
        assert 'href="/report/archive.zip"' in shown
        assert f'href="/report/compilations/{sent.compilation_id}"' in shown


def test_before_that_there_is_no_archive(site: World) -> None:
    ready(site)
    assert site.as_("public").get("/report/archive.zip").status_code == 404
    answer = site.as_("secretariat").post("/report/transmit", "/report/compile", form="transmit", symbol="A/74/1")
    assert answer.status_code == 422
    assert "begins with A/75/" in words_of(answer)


def test_programs_transmit_and_read_the_transmission(site: World) -> None:
    ready(site)
    assert asks(site, "public", "GET", "/reports/transmission").status_code == 404
    assert asks(site, "delegate", "POST", "/reports/transmission", {"symbol": ASSEMBLY}).status_code == 403
    made = asks(site, "secretariat", "POST", "/reports/transmission", {"symbol": ASSEMBLY})
    assert made.status_code == 201, made.text
    found = asks(site, "public", "GET", "/reports/transmission").json
    assert found == made.json
    assert found
    assert (found["symbol"], found["assembly_session"], found["address"]) == (ASSEMBLY, 75, "/report/archive.zip")
    milestones = asks(site, "public", "GET", "/mandate/milestones").json
    assert milestones
    assert [one["reached_by"] for one in milestones["items"] if one["key"] == "report"] == [ASSEMBLY]


def test_each_member_of_the_cast_is_led_to_the_report_and_told_that_its_drafting_is_over(site: World) -> None:
    kept = ready(site)
    transmits(site)
    text = site.read(queries.draft_or_not_found)
    for who in ("public", *CAST):
        page = site.as_(who).get("/report")
        assert f"was transmitted to the General Assembly at its seventy-fifth session as {ASSEMBLY}" in words_of(
            page
        ), who
        assert f'<a href="/report/compilations/{kept}">Read the report as it was adopted</a>' in page.text, who
        assert f'href="/texts/{text.id}">Read the adopted text</a>' in page.text, who
        if 'href="/report/workspace"' in page.text:
            assert "nothing is drafted any more" in words_of(site.as_(who).get("/report/workspace")), who


def test_everybody_who_takes_part_is_told(site: World) -> None:
    given.draft(site)
    edition = given.adopted(site)
    told_now(site)
    no_news(site)
    given.compiled(site, "", edition_id=edition)
    transmits(site)
    heard = who_hears(site, "report")
    assert heard["delegate"] == [("compile_report", False), ("transmit_report", False)]
    assert heard["delegate"] == heard["chair"] == heard["observer"]


def test_the_shell_verifies_an_archive_without_a_database(site: World, tmp_path: Path) -> None:
    ready(site)
    transmits(site)
    with site.database.reading() as db:
        contents = queries.archive(db, queries.draft_or_not_found(db).id).archive

    def verifies(bytes_: bytes, *options: str) -> Result:
        (tmp_path / "archive.zip").write_bytes(bytes_)
        assert site.app
        return site.app.test_cli_runner().invoke(
            args=["report", "verify-archive", str(tmp_path / "archive.zip"), *options]
        )

    good = verifies(contents)
    assert (good.exit_code, "is whole" in good.output) == (0, True)
    assert hashlib.sha256(contents).hexdigest() in good.output
    files = {name: found for name, found in archived(site).items() if name != DIGESTS}
    forged = packed(changed(files, "data/amendments.json", b"[]"))
    assert verifies(forged).exit_code == 0  # whole in itself; that it is another one its digest tells
    assert verifies(forged, "--digest", hashlib.sha256(contents).hexdigest()).exit_code == 1
    assert verifies(contents, "--digest", hashlib.sha256(contents).hexdigest()).exit_code == 0
    bad = verifies(contents[:-100])
    assert bad.exit_code == 1
    assert "cannot be read" in bad.output
