"""Editions and what became of each paragraph between two of them, for programs."""

from datetime import datetime

from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.core.forms import LARGEST_NUMBER, Form
from oewg.texts import queries
from oewg.texts.api.room import api
from oewg.texts.rules.comparing import Row


class EditionOut(Out):
    """A text as it was issued under a symbol."""

    id: int
    text_id: int
    symbol: str
    title: str
    issued_at: datetime


class ComparisonAsked(Form):
    """The earlier edition, and the later one; without that, the text as it now stands."""

    old: int = Field(ge=1, le=LARGEST_NUMBER)
    new: int | None = Field(None, ge=1, le=LARGEST_NUMBER)


class ComparedOut(Out):
    """A provision in both editions. `change` is "same", "changed", "inserted", "deleted", "split" or "joined".

    `pieces` are the redline: ["equal" | "delete" | "insert", words]; of a split or joined one, of all the words
    concerned. The others are provisions' ids; `retyped_from` is the provision that was removed and added anew as this one.
    """

    provision: int
    change: str
    moved: bool
    retyped_from: int | None
    old_number: str | None
    new_number: str | None
    split_into: list[int]
    split_from: int | None
    joined_from: list[int]
    joined_into: int | None
    pieces: list[tuple[str, str]]


@operation(
    api, "/texts/<int:text_id>/editions", act="read", answers=Listed[EditionOut], summary="The editions of a text"
)
def editions(desk: Desk, text_id: int) -> Listed[EditionOut]:
    """Editions, the earliest first."""
    queries.text(desk.db, text_id)
    return Listed(items=[EditionOut.model_validate(row) for row in queries.editions(desk.db, text_id)])


@operation(
    api, "/texts/<int:text_id>/comparison", act="read", answers=Listed[ComparedOut], query=ComparisonAsked,
    summary="What became of each paragraph between two editions, or since one",
)  # fmt: skip
def comparison(desk: Desk, asked: ComparisonAsked, text_id: int) -> Listed[ComparedOut]:
    """Compare two editions."""
    found = queries.comparison(desk.db, text_id, asked.old, asked.new)
    return Listed(items=[_out(row) for row in found.rows])


def _out(row: Row) -> ComparedOut:
    either = row.new or row.old
    assert either is not None
    return ComparedOut(
        provision=either.provision_id, change=row.kind, moved=row.moved,
        retyped_from=row.old.provision_id if row.old and row.retyped else None, old_number=row.old.number if row.old else None,
        new_number=row.new.number if row.new else None, split_into=[one.provision_id for one in row.split_into],
        split_from=row.split_from.provision_id if row.split_from else None,
        joined_from=[one.provision_id for one in row.joined_from],
        joined_into=row.joined_into.provision_id if row.joined_into else None, pieces=row.pieces,
    )  # fmt: skip
