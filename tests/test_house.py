"""Does the house stand as its plan says? Rooms, names, sentences for people, and what must not be in a page."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "overview",
    "report",
    "negotiation",
    "consultations",
    "meetings",
    "mandate",
    "texts",
    "accounts",
    "record",
    "core",
)
NAMES = {"models", "rules", "queries", "actions", "forms", "views", "api", "cli", "__init__"}
FURTHER = {
    "core": {"clock", "database", "errors", "forms", "migrations", "paging", "search", "spreadsheets"},
    "record": {"backup", "verification"},
    "accounts": {"door", "mail", "register"},
    "texts": {"documents"},
    "overview": {"demonstration"},
}
"""Names beyond the eight, room by room; docs/decisions says why each is there."""
MODULES = sorted((ROOT / "oewg").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_lower_rooms_never_import_higher_ones() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


def test_the_rooms_are_those_of_the_plan() -> None:
    found = {path.name for path in (ROOT / "oewg").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert found - {"static", "translations"} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_holds_only_files_with_the_names_of_the_plan(room: str) -> None:
    here = {path.stem for path in (ROOT / "oewg" / room).iterdir() if path.name != "__pycache__"}
    assert here <= NAMES | FURTHER.get(room, set())


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_a_module_says_which_question_it_answers(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text())), "a module begins with a docstring"


@pytest.mark.parametrize("path", MODULES, ids=short)
def test_public_functions_and_classes_are_described(path: Path) -> None:
    bare = [
        node.name
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


def test_migrations_never_import_the_program() -> None:
    for path in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "oewg." not in path.read_text(), path.name


def bare_words(source: str) -> list[str]:
    """The words of a template that would reach a reader without having been translated."""
    source = re.sub(r"\{%-?\s*trans\b.*?endtrans\s*-?%\}", " ", source, flags=re.S)
    # Each token of Jinja's becomes a mark, so that tags which it cuts in two are seen whole.
    pieces = [
        value if kind == "data" else ("\x00" if kind in ("variable_begin", "block_begin") else "")
        for _, kind, value in Environment(autoescape=True).lex(source)
    ]
    text = re.sub(r"<!--.*?-->|<!doctype[^>]*>", " ", "".join(pieces), flags=re.S | re.I)
    text = re.sub(r"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""", " ", text)
    text = re.sub(r"&[a-z#0-9]+;", " ", text)
    text = re.sub(r'\s[a-z-]+="[^"]*"', " ", text)  # an attribute that a macro writes into somebody else's tag
    return re.findall(r"[^\W\d_]{2,}", text.replace("\x00", " "))


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_every_sentence_of_a_page_can_be_translated(path: Path) -> None:
    assert bare_words(path.read_text()) == []


def test_the_search_for_bare_words_finds_them() -> None:
    assert bare_words('<p class="{{ x }}">{{ _("said") }} bare</p>') == ["bare"]


@pytest.mark.parametrize("path", TEMPLATES, ids=short)
def test_no_page_holds_style_or_script_or_marks_words_as_safe(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\bsrc=)|\son[a-z]+=|\|\s*safe\b|autoescape false", source)


SAID_ELSEWHERE = {
    "templates/negotiation/_new_wording.html": "above the three texts",
    "templates/negotiation/provision.html": "on the page of the footnote",
    "templates/negotiation/text.html": "on the page of the provision",
}
"""Where a form in a fold stands, if it is refused on another page -> where that is said."""


def test_a_fold_opens_when_a_form_in_it_is_refused() -> None:
    """The form says so itself, and nobody would see it."""
    folds = [
        (short(path), tag, inside)
        for path in TEMPLATES
        for tag, inside in re.findall(r"<details(.*?)<summary(.*?)</details>", path.read_text(), re.S)
    ]
    with_forms = [(path, tag) for path, tag, inside in folds if re.search(r"[ (](?:form|act)\(", inside)]
    assert {path for path, tag in with_forms if not re.search("typed_form|opened", tag)} == SAID_ELSEWHERE.keys()


def test_no_file_names_a_package_registry() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    hosts = re.compile(
        "|".join(["py" + r"pi\.org", "pythonhosted" + r"\.org", "registry" + r"\.npm", "deb" + r"\.debian\.org"])
    )
    named = [
        name for name in listed.stdout.split()
        if (ROOT / name).is_file() and hosts.search((ROOT / name).read_bytes().decode("utf-8", "ignore"))
    ]  # fmt: skip
    assert named == []


def test_every_package_is_locked_with_a_hash() -> None:
    for name in ("run", "test"):
        for block in (ROOT / "requirements" / f"{name}.txt").read_text().split("\n\n"):
            assert all("--hash=sha256:" in piece for piece in re.split(r"\n(?=\S)", block.strip()) if piece), block
