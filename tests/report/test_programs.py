"""What do programs and the shell get of the report?"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sqlalchemy import select
from werkzeug.test import TestResponse

from oewg.accounts import actions as accounts
from oewg.accounts.models import Account
from oewg.record import queries as record
from oewg.report import actions, queries
from tests.report import given
from tests.world import World

SYMBOL = "A/AC.290/2021/L.1"


def asks(site: World, who: str, method: str, address: str, contents: Any = None) -> TestResponse:
    assert site.app
    headers = {}
    if who != "public":
        with site.writing() as db:
            account = db.scalars(select(Account).where(Account.email == f"{who}@example.org")).one()
            token = accounts.create_token(db, account, timedelta(days=3650), by=site.viewer(who, db), at=site.tick())
        headers["Authorization"] = f"Bearer {token}"
    return site.app.test_client().open(f"/api/v1{address}", method=method, headers=headers, json=contents)


def runs(site: World, *arguments: str) -> Result:
    assert site.app
    return site.app.test_cli_runner().invoke(args=["report", "compile", *arguments])


def test_the_secretariats_program_compiles_and_any_reads(site: World) -> None:
    given.draft(site)
    made = asks(site, "secretariat", "POST", "/reports", {"symbol": SYMBOL})
    assert made.status_code == 201, made.text
    found = made.json
    assert found
    assert (found["symbol"], [file["format"] for file in found["files"]]) == (SYMBOL, list(actions.FORMATS))
    assert asks(site, "public", "GET", f"/reports/{found['id']}").json == found
    listed = asks(site, "public", "GET", "/reports").json
    assert listed == {"items": [found], "next": None}
    for file in found["files"]:
        assert site.as_("public").get(file["address"]).status_code == 200


def test_the_list_is_read_on_with_its_cursor(site: World) -> None:
    given.draft(site)
    for number in (1, 2, 3):
        given.compiled(site, f"A/AC.290/2021/L.{number}")
    first = asks(site, "public", "GET", "/reports?limit=2").json
    assert first
    rest = asks(site, "public", "GET", f"/reports?limit=2&after={first['next']}").json
    assert rest
    assert [item["symbol"][-1] for item in first["items"] + rest["items"]] == ["1", "2", "3"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("who", "contents", "status"),
    [
        ("delegate", {"symbol": SYMBOL}, 403),
        ("public", {"symbol": SYMBOL}, 401),
        ("secretariat", {"symbol": "no symbol"}, 422),
        ("secretariat", {}, 422),
        ("secretariat", {"symbol": SYMBOL, "more": 1}, 422),
    ],
)
def test_what_is_refused_to_a_page_is_refused_to_a_program(
    site: World, who: str, contents: dict[str, Any], status: int
) -> None:
    given.draft(site)
    answer = asks(site, who, "POST", "/reports", contents)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert given.how_many(site) == 0


def test_there_is_no_report_before_there_is_a_draft(site: World) -> None:
    assert asks(site, "secretariat", "POST", "/reports", {"symbol": SYMBOL}).status_code == 404
    assert asks(site, "public", "GET", "/reports").json == {"items": [], "next": None}
    assert asks(site, "public", "GET", "/reports/1").status_code == 404


@pytest.mark.parametrize(("format", "begins"), [("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE")])
def test_the_shell_writes_a_preview_and_issues_nothing(site: World, tmp_path: Path, format: str, begins: bytes) -> None:
    given.draft(site)
    size = site.read(record.size)
    done = runs(site, "--format", format, "-o", str(tmp_path / "preview"))
    assert (done.exit_code, "A preview was written to" in done.output) == (0, True)
    assert (tmp_path / "preview").read_bytes().startswith(begins)
    assert site.read(record.size) == size


def test_the_shell_issues_under_a_symbol_and_writes_what_was_kept(site: World, tmp_path: Path) -> None:
    given.draft(site)
    done = runs(site, "--symbol", SYMBOL, "--format", "pdf", "-o", str(tmp_path / "report.pdf"))
    assert (done.exit_code, f"Issued as {SYMBOL}" in done.output) == (0, True)
    kept = site.read(queries.compilations, site.viewer("public")).items[0]
    assert given.contents(site, kept.id, "pdf") == (tmp_path / "report.pdf").read_bytes()


def test_without_a_name_the_shell_names_the_file_after_the_symbol(
    site: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.draft(site)
    monkeypatch.chdir(tmp_path)
    runs(site, "--symbol", SYMBOL)
    assert [path.name for path in tmp_path.glob("*.docx")] == ["A_AC.290_2021_L.1.docx"]


def test_the_shell_writes_every_form_of_a_redline_into_a_directory(site: World, tmp_path: Path) -> None:
    given.draft(site)
    assert runs(site, "--symbol", SYMBOL, "-o", str(tmp_path / "one.docx")).exit_code == 0
    later, directory = f"{SYMBOL}/Rev.1", tmp_path / "all"
    directory.mkdir()
    done = runs(
        site, "--kind", "redline", "--against", SYMBOL, "--symbol", later, "--annexes", "documentation,submissions",
        "--marks", "nobody", "--format", "all", "--directory", str(directory),
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    written = {path.name for path in directory.iterdir()}
    assert written == {f"A_AC.290_2021_L.1_Rev.1_redline.{name}" for name in actions.FORMATS}
    again = runs(
        site, "--edition", later, "--kind", "rolling", "--format", "html", "-o", str(tmp_path / "rolling.html")
    )
    assert again.exit_code == 0, again.output
    assert [found.kind for found in site.read(queries.compilations, site.viewer("public")).items] == [
        "rolling", "redline", "clean",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("begun", "arguments", "words"),
    [
        (False, [], "There is no draft report yet."),
        (True, ["--symbol", "no symbol"], "not formed like a symbol"),
        (True, ["-o", "/nowhere/at/all"], "cannot be written"),
        (True, ["--format", "all", "-o", "one.docx"], "name a --directory"),
        (True, ["--annexes", "poems"], "There is no annex poems"),
        (True, ["--edition", "A/1/L.9"], "There is no edition A/1/L.9"),
        (True, ["--kind", "redline", "--symbol", "A/1/L.9"], "needs the edition against which"),
    ],
)
def test_the_shell_says_why_not(site: World, begun: bool, arguments: list[str], words: str) -> None:
    if begun:
        given.draft(site)
    done = runs(site, *arguments)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output


def test_the_operations_are_described(site: World) -> None:
    assert site.app
    described = json.loads(site.app.test_client().get("/api/v1/openapi.json").text)
    assert set(described["paths"]["/api/v1/reports"]) >= {"get", "post"}
