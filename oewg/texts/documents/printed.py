"""What of a described document can be printed? Everything but the characters that no document can hold."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from oewg.texts.documents.inline import printable

T = TypeVar("T")


def printed(described: T) -> T:
    """A document, or a part of one, with every string of it printable: what a form that is read back exactly gives back."""
    return _printed(described)  # type: ignore[no-any-return]


def _printed(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else printable(value)
    if isinstance(value, tuple):
        return tuple(map(_printed, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _printed(getattr(value, each.name)) for each in fields(value)})
    return value
