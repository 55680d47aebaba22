"""The record for programs."""

from datetime import datetime
from typing import Any

from flask import Blueprint
from pydantic import Field

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Out, cut, operation
from oewg.core.errors import NotFound
from oewg.core.search import read
from oewg.overview.forms import SearchForm
from oewg.overview.views import results
from oewg.record import queries

api = Blueprint("overview_api", __name__)


class EntriesAsked(Cursor):
    """Which entries: of one act, or all."""

    act: str = Field("", max_length=64)


class EntryOut(Out):
    """An entry that the reader may read."""

    index: int
    at: datetime
    act: str
    actor: int | None
    capacity: str
    subject: str
    facts: dict[str, Any]
    sealed: bool


class HeadOut(Out):
    """The record as a whole: its size and its root, hexadecimal."""

    size: int
    root: str


class ProofOut(Out):
    """The leaf's bytes, and the hashes that lead from it to the root, all hexadecimal (RFC 6962)."""

    index: int
    size: int
    leaf: str
    proof: list[str]
    root: str


@operation(api, "/record/head", act="read", answers=HeadOut, summary="The record's size and root")
def head(desk: Desk) -> HeadOut:
    """The size and the root."""
    return HeadOut(size=queries.size(desk.db), root=queries.root(desk.db).hex())


@operation(
    api, "/record", act="read", answers=Listed[EntryOut], query=EntriesAsked, summary="The entries, the oldest first"
)  # fmt: skip
def entries(desk: Desk, asked: EntriesAsked) -> Listed[EntryOut]:
    """Entries after the one that the cursor names."""
    after = asked.number() if asked.after else -1
    rows = queries.entries_after(desk.db, after, desk.viewer.audiences, limit=asked.limit + 1, act=asked.act)
    return cut([_out(row) for row in rows], asked.limit, lambda item: item.index)


@operation(api, "/record/<int:index>", act="read", answers=EntryOut, summary="One entry")
def entry(desk: Desk, index: int) -> EntryOut:
    """One entry."""
    found = queries.entry(desk.db, index, desk.viewer.audiences)
    if found is None:
        raise NotFound
    return _out(found)


@operation(
    api, "/record/<int:index>/proof", act="read", answers=ProofOut, summary="The proof that a leaf stands in the tree"
)  # fmt: skip
def proof(desk: Desk, index: int) -> ProofOut:
    """Anybody may have any leaf: a sealed one says nothing."""
    leaf, size = queries.leaf(desk.db, index), queries.size(desk.db)
    if leaf is None:
        raise NotFound
    steps = queries.inclusion_proof(desk.db, index, size)
    return ProofOut(
        index=index, size=size, leaf=leaf.hex(), proof=[step.hex() for step in steps], root=queries.root(desk.db).hex()
    )


class PieceOut(Out):
    """A piece of the words, and whether it is what was looked for."""

    words: str
    found: bool


class FoundOut(Out):
    """A thing that was found."""

    kind: str
    id: int
    language: str
    title: str
    address: str
    at: datetime | None
    excerpt: list[PieceOut]
    notes: list[str]
    """What else is told of it, such as its author."""


class SearchOut(Out):
    """A page of what was found, the best first, and how much there is of each kind."""

    total: int
    of_kind: dict[str, int]
    page: int
    items: list[FoundOut]


@operation(
    api, "/search", act="read", answers=SearchOut, query=SearchForm, searching=True,
    summary="Search everything that the reader may see",
)  # fmt: skip
def search(desk: Desk, asked: SearchForm) -> SearchOut:
    """What holds the words: all of them, "in this order", -without, beginn*; twenty on a page."""
    looked_for = read(asked.q)
    hits = accounts.found(
        desk.db, desk.viewer, looked_for, asked.narrowed, kind=asked.kind, number=asked.page
    )  # fmt: skip
    return SearchOut(
        total=hits.page.total, of_kind=hits.of_kind, page=hits.page.number,
        items=[
            FoundOut(
                kind=hit.kind, id=hit.id, language=hit.language, title="".join(piece.words for piece in one.title),
                address=one.url, at=one.at, excerpt=[PieceOut.model_validate(piece) for piece in one.excerpt],
                notes=[words for words, _ in one.notes],
            )
            for hit, one in results(desk, hits, looked_for)
        ],
    )  # fmt: skip


def _out(row: queries.Said) -> EntryOut:
    return EntryOut(
        index=row.index, at=row.at, act=row.act, actor=row.actor, capacity=row.capacity,
        subject=f"{row.subject_kind}:{row.subject_id}", facts=row.facts, sealed=row.sealed,
    )  # fmt: skip
