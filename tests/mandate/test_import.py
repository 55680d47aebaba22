"""Does a resolution enter the house whole, by command, by upload and by program?"""

import json
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from oewg.core.errors import Invalid, Refusal
from oewg.mandate import actions, queries
from oewg.mandate.models import Sponsor
from oewg.mandate.rules.resolution import read_resolution, words_of_file
from oewg.mandate.rules.words import plain
from oewg.texts import queries as texts
from tests.conftest import REFERENCE
from tests.world import World, words_of

OWN = (Path(__file__).parents[2] / "oewg" / "overview" / "demonstration" / "resolution.txt").read_text()
REAL = REFERENCE / "A_C.1_73_L.27_Rev.1.txt"


def stored(world: World, contents: str, symbol: str = "EX/1") -> int:
    return world.act(actions.import_resolution, contents, symbol, by="secretariat").id


def test_the_mandate_follows_from_the_resolution(world: World) -> None:
    stored(world, OWN)
    resolution = world.read(queries.resolution)
    assert resolution is not None
    assert len(world.read(texts.lines, resolution.rules_text_id)) == 13
    assert [element.key for element in world.read(queries.elements)] == [
        "rules", "implementation", "dialogue", "threats", "international-law", "confidence-building",
        "capacity-building", "concepts",
    ]  # fmt: skip
    assert {milestone.key: milestone.due for milestone in world.read(queries.milestones)} == {
        "working-group": "2019", "views": None, "organizational-session": "2019-06", "agenda": None,
        "consultations": None, "report": None,
    }  # fmt: skip
    with world.database.reading() as db:
        assert all(sponsor.delegation_id for sponsor in db.scalars(select(Sponsor)))


def test_the_stored_text_has_the_words_that_were_read(world: World) -> None:
    number = stored(world, OWN)
    read = read_resolution(OWN, "EX/1")
    resolution = world.read(queries.resolution, number)
    assert resolution is not None
    kept = [line.words for line in world.read(texts.lines, resolution.text_id)]
    expected = [read.opening or "", *(p.words for p in read.preambular)]
    for paragraph in read.operative:
        expected.append(paragraph.words)
        expected += [rule.words for rule in read.rules] if paragraph.number == "1" else []
        expected += [beneath.words for beneath in paragraph.subparagraphs]
    assert kept == expected
    notes = {note.words for line in world.read(texts.lines, resolution.text_id) for note in line.notes}
    assert notes == {note.text for note in read.notes}


def test_the_real_resolution_is_stored_without_losing_a_word(site: World) -> None:
    if not REAL.exists():
        pytest.skip("the reference documents are absent: ../shared/reference is not beside this checkout")
    contents = REAL.read_text(encoding="utf-8")
    number = stored(site, contents, "A/C.1/73/L.27/Rev.1")
    resolution = site.read(queries.resolution, number)
    assert resolution is not None
    assert len(resolution.sponsors) == 31
    lines = site.read(texts.lines, resolution.text_id)
    pieces = [line.words for line in lines] + [note.words for line in lines for note in line.notes]
    pieces += [str(each["text"]) for each in queries.reported(resolution.furniture)]
    pieces += [str(each["text"]) for each in queries.reported(resolution.unplaced)]
    words = sorted(word.lower() for piece in pieces for word in plain(piece).split() if any(c.isalpha() for c in word))
    in_file = {word.lower().strip("*") for word in words_of_file(contents) if word.isalpha()}
    kept = {word.strip(".,;:*()“”\"'") for word in words}
    assert in_file - kept == set()


def test_the_same_symbol_twice_is_refused(world: World) -> None:
    stored(world, OWN)
    with pytest.raises(Refusal, match="already"):
        stored(world, OWN)


def test_a_text_without_a_symbol_asks_for_it(world: World) -> None:
    with pytest.raises(Invalid, match="symbol"):
        world.act(actions.import_resolution, OWN, None, by="secretariat")


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (b"PK\x03\x04", "Word or PDF"), (b"%PDF-1.7", "Word or PDF"), (b"abc\xff", "byte 4"), (b"x" * 1_000_001, "megabyte"),
        (b"a\x00b", "zero byte"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(contents: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        actions.decode(contents)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert actions.decode("Résolution".encode(encoding)) == "Résolution"


def run(site: World, *arguments: str) -> Result:
    assert site.app
    return site.app.test_cli_runner().invoke(args=["import", "resolution", *arguments])


def test_a_dry_run_shows_what_was_found_and_stores_nothing(site: World, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(OWN)
    shown = run(site, str(tmp_path / "r.txt"), "--symbol", "EX/1", "--dry-run", "--format", "json")
    data = json.loads(shown.stdout)
    assert data["symbol"] == "EX/1"
    assert [rule["number"] for rule in data["rules"]] == [f"1.{place}" for place in range(1, 14)]
    assert set(data["operative"][0]) >= {"number", "text", "notes"}
    assert site.read(queries.resolution) is None


@pytest.mark.parametrize("contents", [None, b"", b"%PDF", b"nothing of the kind"])
def test_a_wrong_file_ends_with_two_and_a_sentence(site: World, tmp_path: Path, contents: bytes | None) -> None:
    if contents is not None:
        (tmp_path / "r.txt").write_bytes(contents)
    ended = run(site, str(tmp_path / "r.txt"), "--symbol", "EX/1")
    assert ended.exit_code == 2
    assert ended.stderr.startswith("Error: ")
    assert site.read(queries.resolution) is None


def test_the_command_stores_and_says_so(site: World, tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(OWN)
    assert run(site, str(tmp_path / "r.txt")).exit_code == 2
    ended = run(site, str(tmp_path / "r.txt"), "--symbol", "EX/1")
    assert ended.exit_code == 0
    assert "Stored as EX/1." in ended.stdout


def test_an_upload_is_shown_before_it_is_stored(site: World) -> None:
    secretariat = site.as_("secretariat")
    preview = secretariat.post("/mandate/preview", form="upload", contents=OWN, symbol="EX/1")
    assert preview.status_code == 200
    assert "Nothing has been stored yet." in words_of(preview)
    assert site.read(queries.resolution) is None
    shown = secretariat.does("/mandate/import", form="import", contents=OWN, symbol="EX/1")
    assert "Implementation of the rules" in words_of(shown)
    assert "The draft report has no provision on it." in words_of(site.as_("public").get("/mandate"))


def test_a_provision_is_tied_to_an_element_and_untied(site: World) -> None:
    stored(site, OWN)
    resolution = site.read(queries.resolution)
    assert resolution is not None
    rule = site.read(texts.lines, resolution.rules_text_id)[0].provision_id
    secretariat = site.as_("secretariat")
    secretariat.does("/mandate/elements/2/tie", form="tie", provision=str(rule))
    assert secretariat.post("/mandate/elements/2/tie", form="tie", provision=str(rule)).status_code == 409
    secretariat.does("/mandate/elements/2/untie", form="untie", provision=str(rule))
