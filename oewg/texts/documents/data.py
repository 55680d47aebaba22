"""How is a document written as JSON, for programs, and read back exactly?

The description as it is: every field by its name, every block with its `kind`. The schema (docs/document.schema.json) is made from
the description, so that neither can say what the other does not. Words stay in the inline form.

    .venv/bin/python -m oewg.texts.documents.data > docs/document.schema.json
"""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from oewg.core.errors import say
from oewg.texts.documents.description import (
    HEADING_LEVELS,
    IDENTITY,
    LANGUAGE_TAG,
    STANDINGS,
    SUBPARAGRAPH_LEVELS,
    Annex,
    Document,
    Heading,
    Paragraph,
    Subparagraph,
    Table,
)
from oewg.texts.documents.opening import CannotBeRead
from oewg.texts.documents.printed import printed

FORM = "oewg-document/1"
"""Grows when a reader of the old form would misread the new one."""
LARGEST = 20_000_000
"""Bytes."""
KINDS: Mapping[str, type] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "subparagraph": Subparagraph,
    "table": Table,
    "annex": Annex,
}
_NAMES = {block: kind for kind, block in KINDS.items()}
_TYPES: dict[type, str] = {str: "string", int: "integer", bool: "boolean"}


def write_json(document: Document) -> bytes:
    """The document as JSON in UTF-8, with its keys in the order of the description; the same document, the same bytes."""
    described = {"form": FORM, **_described(printed(document))}
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def read_json(contents: bytes) -> Document:
    """The document that was written. CannotBeRead for what is no document, with the place of the first thing that is wrong.

    A key that is missing is taken to be what the description has for it, if it has anything; a key that is not known is refused.
    """
    if len(contents) > LARGEST:
        raise CannotBeRead(say("It is too large for a document of words."), say("Please send it in parts."))
    try:
        said = json.loads(contents.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotBeRead(say("It is not JSON in UTF-8."), say("Please save it in UTF-8.")) from None
    if not isinstance(said, dict) or said.pop("form", None) != FORM:
        raise CannotBeRead(f"It is not a document in the form {FORM}.")
    document: Document = _read(Document, said, "")
    return printed(document)


def is_described(contents: bytes) -> bool:
    """Does it look like a document in this form, of any version?"""
    return re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"form"\s*:\s*"oewg-document/', contents[:1000]) is not None


def schema() -> dict[str, Any]:
    """The JSON Schema of the form."""
    definitions: dict[str, Any] = {}
    described = _schema_of(Document, definitions)
    described = definitions.pop("Document") if "$ref" in described else described
    described["properties"] = {"form": {"const": FORM}, **described["properties"]}
    described["required"] = ["form", *described["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A document of the working group",
        "description": "Words are in the inline form: *emphasis*, **strong**, [^key] for a footnote, [label](address) for a link.",
        **described,
        "$defs": dict(sorted(definitions.items())),
    }


def written_schema() -> str:
    """The JSON Schema of the form, as it stands in docs/document.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _described(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        said = {each.name: _described(getattr(value, each.name)) for each in _ordered(type(value))}
        return {"kind": _NAMES[type(value)], **said} if type(value) in _NAMES else said
    if isinstance(value, tuple):
        return [_described(each) for each in value]
    return value


@cache
def _ordered(described: type) -> list[Field[Any]]:
    """The fields of a description, what it always says before what it may say."""
    return sorted(fields(described), key=_optional)


def _optional(field: Field[Any]) -> bool:
    return field.default is not MISSING


def _read(wanted: Any, said: Any, place: str) -> Any:
    if isinstance(wanted, UnionType):
        kind = said.get("kind") if isinstance(said, dict) else None
        wanted = KINDS.get(kind) if isinstance(kind, str) else None
        if wanted is None:
            raise CannotBeRead(f"It names no kind of block at {place or 'the document'}.")
        said = {name: value for name, value in said.items() if name != "kind"}
    if get_origin(wanted) is tuple:
        [inside, _] = get_args(wanted)
        if not isinstance(said, list):
            raise CannotBeRead(f"It has no list at {place}.")
        return tuple(_read(inside, each, f"{place}/{at}") for at, each in enumerate(said))
    if is_dataclass(wanted):
        return _read_fields(wanted, said, place)  # type: ignore[arg-type]
    if type(said) is not wanted:
        raise CannotBeRead(f"It has no {_TYPES[wanted]} at {place}.")
    return said


def _read_fields(wanted: type, said: Any, place: str) -> Any:
    if not isinstance(said, dict):
        raise CannotBeRead(f"It has no object at {place or 'the document'}.")
    hints = _hints(wanted)
    known = {each.name: each for each in fields(wanted)}
    for name in said:
        if name not in known:
            raise CannotBeRead(f"It says {name!r} at {place or 'the document'}, which is not known.")
    for name, field in known.items():
        if name not in said and not _optional(field):
            raise CannotBeRead(f"It does not say {name!r} at {place or 'the document'}.")
    read = {name: _read(hints[name], value, f"{place}/{name}") for name, value in said.items()}
    try:
        return wanted(**read)
    except ValueError as error:
        raise CannotBeRead(f"At {place or 'the document'}: {error}") from None


@cache
def _hints(described: type) -> dict[str, Any]:
    return get_type_hints(described)


_LIMITS: Mapping[tuple[type, str], Mapping[str, Any]] = {
    (Heading, "level"): {"minimum": min(HEADING_LEVELS), "maximum": max(HEADING_LEVELS)},
    (Document, "language"): {"pattern": f"^{LANGUAGE_TAG.pattern}$"},
    (Subparagraph, "level"): {"minimum": min(SUBPARAGRAPH_LEVELS), "maximum": max(SUBPARAGRAPH_LEVELS)},
}
_FORMS: Mapping[str, Mapping[str, Any]] = {
    "kind": {"enum": list(STANDINGS)},
    "standing": {"enum": list(STANDINGS)},
    "identity": {"pattern": f"^({IDENTITY.pattern})?$"},
    "language": {"pattern": f"^({LANGUAGE_TAG.pattern})?$"},
}


def _schema_of(wanted: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(wanted, UnionType):
        return {"oneOf": [_schema_of(each, definitions) for each in get_args(wanted)]}
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": _schema_of(get_args(wanted)[0], definitions)}
    if not is_dataclass(wanted):
        return {"type": _TYPES[wanted]}
    name = str(wanted.__name__)  # type: ignore[union-attr]
    if name not in definitions:
        definitions[name] = {}
        definitions[name] = _schema_of_fields(wanted, definitions)  # type: ignore[arg-type]
    return {"$ref": f"#/$defs/{name}"}


def _schema_of_fields(wanted: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = _hints(wanted)
    properties: dict[str, Any] = {"kind": {"const": _NAMES[wanted]}} if wanted in _NAMES else {}
    for each in _ordered(wanted):
        said = _schema_of(hints[each.name], definitions)
        limits = _LIMITS.get((wanted, each.name)) or _FORMS.get(each.name, {})
        default = {"default": _described(each.default)} if _optional(each) else {}
        properties[each.name] = {**said, **limits, **default}
    required = [name for name in properties if "default" not in properties[name]]
    text = " ".join((wanted.__doc__ or "").split())
    return {
        "description": text,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


if __name__ == "__main__":
    print(written_schema(), end="")
