"""Which bytes stand for a statement? The same for everybody, so that everybody can recompute the tree."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

Value: TypeAlias = "bool | int | str | Sequence[Value] | Mapping[str, Value] | None"

FORM = 1
"""Which form of leaf this is. A later form gets the next number; leaves of the earlier ones stay as they are."""


def canonical(value: Value) -> bytes:
    """The value as JSON in UTF-8: strings in NFC, keys sorted by code point, no white space.

    Numbers are integers only: amounts and instants are strings, so no reader has to guess at a float's digits.
    Source: the manner of RFC 8785, narrowed.
    """
    return json.dumps(
        _normal(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def _normal(value: Value) -> Value:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.encode("utf-8", "replace").decode("utf-8"))
    if isinstance(value, list | tuple):
        return [_normal(item) for item in value]
    if isinstance(value, Mapping):
        return {unicodedata.normalize("NFC", key): _normal(item) for key, item in value.items()}
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form; the record takes text, integers, lists and maps")


def instant_text(instant: datetime) -> str:
    """An instant as the record writes it: UTC, six decimals, "2019-06-03T14:00:00.000000Z"."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def commitment(salt: bytes, contents: bytes) -> str:
    """What stands in the tree for contents that not everybody may read: hex SHA-256 of salt, then contents.

    The salt (32 random bytes) keeps anybody from finding the contents by trying likely ones.
    """
    return hashlib.sha256(salt + contents).hexdigest()


def open_leaf(index: int, at: datetime, statement: Mapping[str, Value]) -> bytes:
    """The leaf of an entry that the public may read: the whole statement."""
    return canonical({"form": FORM, "index": index, "at": instant_text(at), **statement})


def sealed_leaf(index: int, at: datetime, committed: str) -> bytes:
    """The leaf of an entry that not everybody may read: its place, its instant and its commitment, nothing else."""
    return canonical({"form": FORM, "index": index, "at": instant_text(at), "sealed": committed})
