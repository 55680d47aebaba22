"""A document as JSON: exactly what the description says, and nothing that its schema does not."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings

from oewg.texts.documents.data import read_json, write_json, written_schema
from oewg.texts.documents.description import Document
from oewg.texts.documents.incoming import understand
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.printed import printed
from tests.texts.documents.anything import anything
from tests.texts.documents.specimens import everything, redlined

SCHEMA = Path(__file__).parents[3] / "docs/document.schema.json"
validator = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text("utf-8")))


def data(document: Document) -> dict[str, Any]:
    return dict(json.loads(write_json(document)))


def test_the_schema_in_the_docs_is_that_of_the_description() -> None:
    assert SCHEMA.read_text("utf-8") == written_schema(), (
        "python -m oewg.texts.documents.data > docs/document.schema.json"
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything())
def test_any_document_is_read_back_as_the_same(any_document: Document) -> None:
    contents = write_json(any_document)
    assert read_json(contents) == printed(any_document)
    assert write_json(read_json(contents)) == contents
    validator.validate(json.loads(contents))


def test_a_redline_is_read_back_as_the_same() -> None:
    assert read_json(write_json(redlined())) == redlined()


def test_it_is_known_among_the_files_that_are_read() -> None:
    assert understand(write_json(redlined()), "a.json").document == redlined()
    assert understand(b"\xef\xbb\xbf" + write_json(everything()), "report").document == everything()
    with pytest.raises(CannotBeRead):
        understand(write_json(everything()).replace(b"document/1", b"document/9"), "a.json")


def test_every_word_can_be_read_in_the_file_itself() -> None:
    contents = write_json(everything("ar")).decode()
    assert "العربية, 中文, русский" in contents
    assert list(data(everything())) == ["form", "masthead", "title", "language", "notice", "blocks", "contents"]


def test_what_the_description_has_a_value_for_may_be_missing() -> None:
    said = data(everything())
    del said["contents"]
    for block in said["blocks"]:
        for name in ("notes", "changes", "standing", "authors", "identity", "language"):
            if not block.get(name) or block.get(name) == "equal":
                block.pop(name, None)
    validator.validate(said)
    assert read_json(json.dumps(said).encode()) == everything()


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("form",), "oewg-document/2", "form"),
        (("title",), None, "/title"),
        (("title",), 5, "/title"),
        (("language",), "English", "language tag"),
        (("colour",), "red", "colour"),
        (("contents",), 1, "/contents"),
        (("masthead",), [], "/masthead"),
        (("masthead", "symbol"), ["A/1"], "/masthead/symbol"),
        (("blocks",), {}, "/blocks"),
        (("blocks", 0), "Words.", "/blocks/0"),
        (("blocks", 0, "kind"), "picture", "/blocks/0"),
        (("blocks", 0, "kind"), ["heading"], "/blocks/0"),
        (("blocks", 0, "level"), 4, "/blocks/0"),
        (("blocks", 0, "level"), True, "/blocks/0/level"),
        (("blocks", 1, "standing"), "moved", "/blocks/1"),
        (("blocks", 1, "identity"), "1 2", "/blocks/1"),
        (("blocks", 1, "notes", 0, "key"), 1, "/blocks/1/notes/0/key"),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(path: tuple[Any, ...], value: object, place: str) -> None:
    said = data(everything())
    inside: Any = said
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    with pytest.raises(CannotBeRead, match=place):
        read_json(json.dumps(said).encode())
    assert not validator.is_valid(said)


def test_what_is_missing_is_refused_at_its_place() -> None:
    said = data(everything())
    del said["masthead"]["date"]
    with pytest.raises(CannotBeRead, match="'date' at /masthead"):
        read_json(json.dumps(said).encode())


@pytest.mark.parametrize(
    "contents",
    [b"", b"[]", b"{", b"\xff", b'{"form": "other"}', b"[" * 100_000, b'{"form": ' + b"9" * 10_000 + b"}", b" " * 20_000_001],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(contents: bytes) -> None:
    with pytest.raises(CannotBeRead):
        read_json(contents)


def test_the_same_document_is_the_same_bytes() -> None:
    assert write_json(everything()) == write_json(replace(everything()))
